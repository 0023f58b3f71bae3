package generator

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"

	"pressmark/generator/annotate"
	"pressmark/generator/archive"
	"pressmark/generator/cache"
	"pressmark/generator/fault"
	"pressmark/generator/source"
	"pressmark/generator/text"
)

// A reading is what the archive keeps of one article's file: everything but its
// text, which lies on disk. It is immutable.
type reading struct {
	key      cache.Key // names the program, and all that was read
	meta     source.Meta
	headline text.Span
	blocks   []source.Block
	marks    *annotate.Annotations // nil for a draft that is left out
	quoteIDs []string
	body     archive.TextReader
	warnings []*fault.Fault
	unsure   bool // the annotator failed: it is to be asked again
	linked   bool // its file may link to another article's
	spent    bool // only key, linked and the id are left
}

// rest is what the build that made an entry of it still asks for.
func (k *reading) rest() *reading {
	return &reading{key: k.key, linked: k.linked, spent: true, meta: source.Meta{ID: k.meta.ID}}
}

// read reads and annotates every article, and leaves out those that are not to
// be published. All bad files are told of at once. It stops when it sees that
// nothing changed since the last build: then r.last stands.
func (r *run) read(ctx context.Context) ([]*archive.Entry, error) {
	if err := r.cfg.checkFolders(); err != nil {
		return nil, err
	}
	dir := r.cfg.SeedsPath()
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fault.New(dir, 0, 0, "make it, or name the folder of the articles with -c; pressmark init begins a new site",
			"the articles' folder cannot be read: %v", reason(err))
	}
	defer root.Close()
	fsys := root.FS() // no link leads out of it
	paths, listErr := source.List(fsys)
	if listErr == nil && len(paths) == 0 {
		return nil, fault.New(dir, 0, 0, "put articles (.txt or .md) into it; pressmark new makes one", "there are no articles in the folder")
	}
	for _, w := range strays(fsys, paths) {
		r.warn(inFolderOne(dir, w))
	}
	if err := r.openGiven(); err != nil {
		return nil, err
	}
	if err := r.openOther(); err != nil {
		return nil, err
	}
	if r.rights, err = loadRights(dir); err != nil {
		return nil, err
	}
	keys, err := r.articleKeys(ctx, fsys, paths)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if listErr == nil && err == nil { // else reading tells of it, with all else that is wrong
		r.inputs = r.inputKey(keys)
		if r.unchanged() {
			return nil, nil
		}
	}
	if err := r.prepare(); err != nil {
		return nil, err
	}
	readings := make([]*reading, len(paths))
	var done atomic.Int64
	err = r.each(ctx, len(paths), func(i int) error {
		var err error
		readings[i], err = r.readOne(fsys, paths[i], keys[i])
		r.tell("read and annotate", int(done.Add(1)), len(paths))
		return err
	})
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	var changed *changedError
	if errors.As(err, &changed) {
		return nil, changed
	}
	if err := errors.Join(listErr, err); err != nil {
		return nil, inFolder(dir, err)
	}
	for _, kept := range readings {
		if kept.unsure {
			r.inputs = cache.Key{} // the next build is not to take this one's word
		}
	}
	return r.choose(paths, readings), nil
}

// articleKeys reads every article's file to see whether it is what an earlier build
// read.
func (r *run) articleKeys(ctx context.Context, fsys fs.FS, paths []string) ([]cache.Key, error) {
	keys := make([]cache.Key, len(paths))
	err := r.each(ctx, len(paths), func(i int) error {
		f, err := contents(fsys, paths[i], r.rights)
		if err == nil {
			keys[i] = r.keyOf(f)
		}
		return err
	})
	return keys, err
}

// readOne reads and annotates one article, or takes it from an earlier build.
func (r *run) readOne(fsys fs.FS, name string, key cache.Key) (*reading, error) {
	if last := r.readings[name]; last != nil && !last.spent && last.key == key && !last.unsure && (last.marks != nil || !r.cfg.Build.Drafts) {
		return last, nil
	}
	if kept, err := r.recall(key); kept != nil || err != nil {
		return kept, err
	}
	f, err := contents(fsys, name, r.rights)
	if err != nil {
		return nil, err
	}
	if r.keyOf(f) != key {
		return nil, r.changed(name)
	}
	var result *reading
	err = guard(0, func(int) error {
		article, err := f.parse()
		if err != nil {
			return err
		}
		result, err = r.keep(article, key, f.linked())
		return err
	})
	var crashed *crash
	if errors.As(err, &crashed) {
		return nil, fault.New(name, 0, 0, "please report this, with the file", "%v", crashed)
	}
	return result, err
}

// keep annotates an article and keeps what the archive needs of it.
func (r *run) keep(article *source.Article, key cache.Key, linked bool) (*reading, error) {
	kept := r.annotated(article, key, linked)
	if kept.marks == nil {
		return kept, nil
	}
	if !kept.unsure {
		r.remember(kept, article.Text)
	}
	var err error
	kept.body, err = r.texts.Add(article.Text)
	return kept, err
}

// annotated annotates an article, unless it is a draft that is left out.
func (r *run) annotated(article *source.Article, key cache.Key, linked bool) *reading {
	kept := &reading{key: key, meta: article.Meta, headline: article.Headline, blocks: article.Blocks, warnings: article.Warnings, linked: linked}
	if article.Draft && !r.cfg.Build.Drafts {
		return kept
	}
	if article.Rights.Level == source.Tombstone {
		kept.marks = &annotate.Annotations{}
		return kept
	}
	own := func() *annotate.Annotations {
		return r.annotate(annotate.Input{Text: article.Text, Headline: article.Headline, Date: day(article.Date), Lang: article.Lang})
	}
	marks, unfit := r.given.annotations(article, own)
	if marks == nil && r.other != nil {
		var failed *fault.Fault
		if marks, unfit, failed = r.other.annotations(article, own, unfit); failed != nil {
			unfit, kept.unsure = append(unfit, failed), true
		}
	}
	if kept.marks = marks; marks == nil {
		kept.marks = own()
	}
	if len(unfit) > 0 {
		kept.warnings = slices.Concat(kept.warnings, unfit)
	}
	kept.quoteIDs = annotate.QuoteIDs(article.ID, article.Text, kept.marks.Quotes)
	return kept
}

// choose makes entries of the articles that are to be published, remembers
// what was read for the next build, and collects warnings.
func (r *run) choose(paths []string, readings []*reading) []*archive.Entry {
	clear(r.readings)
	r.idleRights(readings)
	today := r.cfg.Build.Clock
	for i, kept := range readings {
		r.readings[paths[i]] = kept
		if r.cfg.Build.Clock == "" && kept.marks != nil {
			today = max(today, day(kept.meta.Date))
		}
	}
	r.report.Clock = today
	var entries []*archive.Entry
	for _, kept := range readings {
		switch {
		case kept.marks == nil || kept.meta.Draft && !r.cfg.Build.Drafts:
			r.report.Drafts++
			continue
		case !r.cfg.Build.Future && today != "" && day(kept.meta.Date) > today:
			r.report.Future++
			continue
		case !r.cfg.Build.Expired && today != "" && day(kept.meta.Expires) != "" && day(kept.meta.Expires) <= today:
			r.report.Expired++
			continue
		case kept.meta.Rights.Level == source.Tombstone:
			r.report.Withdrawn++
			r.withdrawn = append(r.withdrawn, kept.meta)
			continue
		}
		for _, w := range kept.warnings {
			r.warn(inFolderOne(r.cfg.SeedsPath(), w))
		}
		entries = append(entries, kept.entry(r.cfg.Quotes.MinScore))
		if r.Once {
			r.readings[kept.meta.Path] = kept.rest()
		}
	}
	return entries
}

// entry makes a new entry, which the archive may fill in, with the quotations
// that are certain enough.
func (k *reading) entry(minScore int) *archive.Entry {
	e := &archive.Entry{
		Meta: k.meta, Annotations: k.marks, Headline: k.headline, Blocks: k.blocks, QuoteIDs: k.quoteIDs, Reader: k.body,
	}
	doubtful := func(q annotate.Quote) bool { return q.Kind == annotate.Indirect && q.Score < minScore }
	if !slices.ContainsFunc(k.marks.Quotes, doubtful) {
		return e
	}
	n := 0
	for _, q := range k.marks.Quotes {
		if !doubtful(q) {
			n++
		}
	}
	marks := *k.marks
	marks.Quotes, e.QuoteIDs = make([]annotate.Quote, 0, n), make([]string, 0, n)
	for i, q := range k.marks.Quotes {
		if !doubtful(q) {
			marks.Quotes = append(marks.Quotes, q)
			e.QuoteIDs = append(e.QuoteIDs, k.quoteIDs[i])
		}
	}
	e.Annotations = &marks
	return e
}

func (r *run) warn(f *fault.Fault) { r.report.Warnings = append(r.report.Warnings, f) }

// load gives an article back when the page that shows it is rendered. That it
// is still the file that was annotated is made sure of: the marks would stand
// in wrong places otherwise.
func (r *run) load(e *archive.Entry) (*source.Article, error) {
	if article, edited := r.edited.Load(e); edited {
		return article.(*source.Article), nil
	}
	dir := r.cfg.SeedsPath()
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, &changedError{fault.New(dir, 0, 0, "build again", "the articles' folder went away during the build")}
	}
	defer root.Close()
	f, err := contents(root.FS(), e.Path, r.rights)
	if err != nil || r.keyOf(f) != r.readings[e.Path].key {
		return nil, r.changed(e.Path)
	}
	return f.parse()
}

// changed is the error of an article that is not what it was a moment ago.
func (r *run) changed(name string) error {
	return &changedError{fault.New(filepath.Join(r.cfg.SeedsPath(), name), 0, 0, "build again", "the file changed during the build")}
}

// A changedError is met when an article changes while the site is built.
type changedError struct{ *fault.Fault }

func (e *changedError) Unwrap() error { return e.Fault }

// inFolder names the files of faults as the user would, with the folder that
// they are in.
func inFolder(dir string, err error) error {
	var errs []error
	for _, f := range fault.List(err) {
		errs = append(errs, inFolderOne(dir, f))
	}
	return errors.Join(errs...)
}

func inFolderOne(dir string, f *fault.Fault) *fault.Fault {
	named := *f
	if f.Path != "pressmark" && !filepath.IsAbs(f.Path) {
		named.Path = filepath.Join(dir, filepath.FromSlash(f.Path))
	}
	return &named
}

// day is a date as YYYY-MM-DD; "" if the day is not known.
func day(d source.Date) string {
	if d.Day == 0 {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// validDate reports whether s is "" or a date as YYYY-MM-DD.
func validDate(s string) bool {
	if s == "" {
		return true
	}
	d, err := source.ParseDate(s)
	return err == nil && day(d) == s && !strings.Contains(s, " ")
}

// DateText is a date as precise as it is known: 2020-09-01, 2020-09 or 2020; ""
// if there is none.
func DateText(d source.Date) string {
	switch {
	case d.Year == 0:
		return ""
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return day(d)
}
