package generator

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"sync"
)

// Watch builds the site and builds it again after every change of what it is
// made from, until ctx ends. load gives the configuration, anew for each build
// since the settings file may change; built is told how each build ended, and
// note of what the user should know.
//
// It calls the same Build as the command does: there is no second way to make
// the site. But the page of an edited article is shown before, by its path in
// the output, with what the last build knows of everything else; the build
// that follows publishes what stays.
func Watch(ctx context.Context, load func() (Config, error), progress Progress, show func(path string, page []byte), built func(Built), note func(string)) error {
	w := &watch{load: load, progress: progress, show: show, built: built, first: true, builder: NewBuilder()}
	w.builder.Whole = true
	defer w.builder.Close()
	for ctx.Err() == nil {
		cfg, _ := load()
		// Other settings may name other folders: then watching starts anew.
		watching, again := context.WithCancel(ctx)
		w.pending = make(chan []string, 1)
		var building sync.WaitGroup
		building.Go(func() { w.build(ctx, watching, cfg, again) })
		what := cfg.watched()
		what.early = w.preview
		err := watchFiles(watching, what, cfg.Serve.Poll, note, w.add)
		again()
		building.Wait()
		if err != nil {
			return err
		}
	}
	return nil
}

// A watch is one run of Watch. Changes are gathered while a build goes on, and
// the pages of edited articles shown.
type watch struct {
	load     func() (Config, error)
	progress Progress
	show     func(path string, page []byte)
	built    func(Built)
	builder  *Builder
	first    bool          // no build succeeded before
	pending  chan []string // what changed since the last build began; empty if nothing did
}

// add notes changes for the next build.
func (w *watch) add(changes []string) {
	select {
	case before := <-w.pending:
		changes = append(before, changes...)
	default:
	}
	w.pending <- changes // only add sends, so there is room
}

// preview shows the pages of edited articles.
func (w *watch) preview(changes []string) {
	for path, page := range w.builder.preview(changes) {
		w.show(path, page)
	}
}

// build builds whenever there are changes, until watching ends.
func (w *watch) build(ctx, watching context.Context, cfg Config, again func()) {
	for {
		var changes []string
		select {
		case <-watching.Done():
			return
		case changes = <-w.pending:
		}
		next, err := w.load()
		var report *Report
		if err == nil {
			report, err = w.builder.Build(ctx, next, w.progress)
		}
		if ctx.Err() != nil {
			return
		}
		var changed *changedError
		if errors.As(err, &changed) {
			w.retry(changes)
			continue
		}
		done := Built{Config: next, Report: report, Err: err, Styles: next.onlyStyles(changes), First: w.first}
		if s := w.builder.shown.Load(); s != nil {
			done.Review = s.review
		}
		w.built(done)
		w.first = w.first && err != nil
		if !next.sameFolders(cfg) {
			again()
		}
	}
}

// retry builds again after articles changed faster than they could be read.
func (w *watch) retry(changes []string) {
	select {
	case w.pending <- changes:
	default: // there are changes already
	}
}

// Built is how one build of Watch ended.
type Built struct {
	Config Config
	Report *Report // nil if it failed
	Err    error
	// Styles is set when nothing but style sheets changed, which pages can take
	// over without being loaded again.
	Styles bool
	First  bool    // no build succeeded before
	Review *Review // of the last build that succeeded; nil if none did
}

// watched is what the site is made from.
func (c *Config) watched() watched {
	return watched{
		folders: []string{absolute(c.SeedsPath()), absolute(c.path("templates")), absolute(c.path("assets"))},
		files:   []string{filepath.Join(absolute(c.Folder), ConfigName)},
	}
}

func (c *Config) sameFolders(other Config) bool {
	return c.SeedsPath() == other.SeedsPath() && c.Folder == other.Folder && c.Serve.Poll == other.Serve.Poll
}

// onlyStyles reports whether all changes are of the site's style sheets.
func (c *Config) onlyStyles(changes []string) bool {
	assets := absolute(c.path("assets")) + string(filepath.Separator)
	for _, name := range changes {
		if !strings.HasPrefix(name, assets) || filepath.Ext(name) != ".css" {
			return false
		}
	}
	return len(changes) > 0
}
