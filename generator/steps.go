package generator

import (
	"errors"
	"io/fs"
	"math"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"pressmark/assets"
	"pressmark/generator/annotate"
	"pressmark/generator/archive"
	"pressmark/generator/fault"
	"pressmark/generator/site"
	"pressmark/generator/text"
)

// Version is what the program calls itself.
const Version = "0.1.0"

func newAnnotator() annotator { return annotate.New().Annotate }

// prepare readies what reading needs: the annotator, and a file for the texts.
func (r *run) prepare() error {
	if r.annotate == nil {
		r.annotate = newAnnotator()
	}
	r.openStore(&r.cfg)
	if r.texts != nil {
		return nil
	}
	dir := filepath.Join(r.cfg.CachePath(), "texts")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		dir = "" // a site on a medium that cannot be written to
	} else {
		removeOld(dir, 24*time.Hour)
	}
	var err error
	r.texts, err = archive.NewSpool(dir)
	return err
}

// removeOld removes what killed builds left in a folder.
func removeOld(dir string, age time.Duration) {
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		if info, err := e.Info(); err == nil && time.Since(info.ModTime()) > age {
			os.Remove(filepath.Join(dir, e.Name()))
		}
	}
}

// Close removes the file of the texts that were read, and saves the cache.
func (b *Builder) Close() error {
	var errs []error
	if b.texts != nil {
		errs = append(errs, b.texts.Close())
	}
	if b.store != nil {
		errs = append(errs, b.store.Close())
	}
	b.texts, b.store = nil, nil
	clear(b.readings)
	return errors.Join(errs...)
}

// The files in which people have the last word, in the articles' folder.
const (
	authorityName   = "entities.yaml"
	correctionsName = "corrections.yaml"
)

// resolve works out who is who, with what people decided.
func (r *run) resolve(entries []*archive.Entry) (*archive.Archive, error) {
	authority, authorityErr := load(r, authorityName, archive.LoadAuthority)
	corrections, correctionsErr := load(r, correctionsName, archive.LoadCorrections)
	if err := errors.Join(authorityErr, correctionsErr); err != nil {
		return nil, err
	}
	orphans := r.correct(entries, corrections)
	a := archive.Resolve(entries, authority)
	a.Orphans = append(a.Orphans, orphans...)
	return a, r.texts.Err()
}

// load reads a YAML file of the articles' folder; nil if there is none.
func load[T any](r *run, name string, parse func(path string, content []byte) (*T, error)) (*T, error) {
	file := filepath.Join(r.cfg.SeedsPath(), name)
	content, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fault.New(file, 0, 0, "check that it may be read", "cannot be read: %v", reason(err))
	}
	return parse(file, content)
}

// correct applies the corrections to the entries they are for, and returns those
// that found no place.
func (r *run) correct(entries []*archive.Entry, corrections *archive.Corrections) []*archive.Orphan {
	var orphans []*archive.Orphan
	for _, e := range entries {
		if len(corrections.For(e.ID)) == 0 {
			continue
		}
		body := e.Reader.Slice(text.Span{End: math.MaxInt})
		var lost []*archive.Orphan
		e.Annotations, e.Applied, lost = corrections.Apply(e.ID, body, e.Annotations)
		orphans = append(orphans, lost...)
		if len(e.Applied) > 0 {
			e.QuoteIDs = annotate.QuoteIDs(e.ID, body, e.Quotes)
		}
	}
	known := map[string]bool{}
	for _, kept := range r.readings {
		known[kept.meta.ID] = true
	}
	return append(orphans, corrections.Missing(func(id string) bool { return known[id] })...)
}

// siteOptions are what the plan is told. Assets are the site's own over those
// that Pressmark brings, file by file.
func (r *run) siteOptions() (site.Options, error) {
	own, err := r.own("assets")
	s := r.cfg.Site
	return site.Options{
		Title: s.Title, Description: s.Description, BaseURL: s.BaseURL, Lang: s.Lang, Permalink: s.Permalink,
		PageSize: s.PageSize, Report: s.Report, Clock: r.report.Clock, Version: Version, Load: r.load,
		Assets: site.Overlay(own, assets.FS),
	}, err
}

// own is a folder of the site; nil if there is none.
func (r *run) own(name string) (fs.FS, error) {
	dir := r.cfg.path(name)
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, err
	case !info.IsDir():
		return nil, nil
	}
	return plainFS{os.DirFS(dir)}, nil
}

// plainFS hides Go files, which in Pressmark's own repository stand beside the
// templates, and hidden files.
type plainFS struct{ fs.FS }

func (p plainFS) Open(name string) (fs.File, error) {
	if name != "." && isHidden(path.Base(name)) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return p.FS.Open(name)
}

func (p plainFS) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(p.FS, name)
	var shown []fs.DirEntry
	for _, e := range entries {
		if !isHidden(e.Name()) {
			shown = append(shown, e)
		}
	}
	return shown, err
}

func isHidden(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, ".go") || unwatched(name)
}
