package generator

import (
	"context"
	"path/filepath"
	"strings"
)

// Watch builds the site and builds it again after every change of what it is
// made from, until ctx ends. load gives the configuration, anew for each build
// since the settings file may change; built is told how each build ended, and
// note of what the user should know.
//
// It calls the same Build as the command does: there is no second way to make
// the site.
func Watch(ctx context.Context, load func() (Config, error), progress Progress, built func(Built), note func(string)) error {
	builder := NewBuilder()
	defer builder.Close()
	first := true
	for ctx.Err() == nil {
		cfg, _ := load()
		// Other settings may name other folders: then watching starts anew.
		watching, again := context.WithCancel(ctx)
		err := watchFiles(watching, cfg.watched(), cfg.Serve.Poll, note, func(changes []string) {
			next, err := load()
			var report *Report
			if err == nil {
				report, err = builder.Build(ctx, next, progress)
			}
			if ctx.Err() != nil {
				return
			}
			built(Built{next, report, err, next.onlyStyles(changes), first})
			first = first && err != nil
			if !next.sameFolders(cfg) {
				again()
			}
		})
		again()
		if err != nil {
			return err
		}
	}
	return nil
}

// Built is how one build of Watch ended.
type Built struct {
	Config Config
	Report *Report // nil if it failed
	Err    error
	// Styles is set when nothing but style sheets changed, which pages can take
	// over without being loaded again.
	Styles bool
	First  bool // no build succeeded before
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
