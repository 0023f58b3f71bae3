package generator

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"path/filepath"
	"sync/atomic"

	"pressmark/generator/cache"
	"pressmark/generator/fault"
	"pressmark/generator/site"
)

// builtName is the file in the cache that says what the last build of an output
// folder made.
func (r *run) builtName() string {
	sum := sha256.Sum256([]byte(absolute(r.cfg.OutputPath())))
	return filepath.Join(r.cfg.CachePath(), "built", hex.EncodeToString(sum[:8]))
}

// A builtReport is the part of a Report that a later build repeats, with its
// warnings, which JSON leaves out.
type builtReport struct {
	*Report
	Told []*fault.Fault
}

// unchanged looks at what the last build left, and reports whether that is what
// this build would make: it read the same, and the output folder holds all that
// it published.
func (r *run) unchanged() bool {
	if r.inputs == (cache.Key{}) {
		return false
	}
	r.last = cache.ReadBuilt(r.builtName())
	if r.last == nil || r.Whole || r.last.Inputs != r.inputs {
		return false
	}
	r.stands = r.last.Stands(r.cfg.OutputPath(), all)
	return r.stands
}

// all reports whether f is true of every number below n. It asks from as many
// goroutines as there are processors, and no further once one is not.
func all(n int, f func(i int) bool) bool {
	var failed atomic.Bool
	const part = 256
	err := each(context.Background(), (n+part-1)/part, func(i int) error {
		for j := i * part; j < min(n, (i+1)*part) && !failed.Load(); j++ {
			if !f(j) {
				failed.Store(true)
			}
		}
		return nil
	})
	return err == nil && !failed.Load()
}

// again is the report of a build that had nothing to do.
func (r *run) again() *Report {
	var kept builtReport
	if err := json.Unmarshal(r.last.Report, &kept); err != nil || kept.Report == nil {
		return r.report
	}
	report := kept.Report
	report.Warnings = append([]*fault.Fault{}, kept.Told...)
	report.Pages.Unchanged += report.Pages.Written
	report.Pages.Written, report.Pages.Removed = 0, 0
	report.Steps, report.Seconds = r.clock.steps, r.clock.total()
	return report
}

// leave says for the next build what this one made. A cache that cannot be
// written to is no reason for a build to fail.
func (r *run) leave(pages *site.Site, output *cache.Output) {
	if r.inputs == (cache.Key{}) || r.keys == nil {
		return
	}
	built := &cache.Built{Inputs: r.inputs}
	var err error
	if built.Report, err = json.Marshal(builtReport{r.report, r.report.Warnings}); err != nil {
		return
	}
	files, foreign := output.Files()
	built.Foreign = foreign
	for i, page := range pages.Pages {
		built.Pages = append(built.Pages, cache.BuiltPage{Key: r.keys[i], File: files[page.Path]})
		for _, ending := range r.packs(page) {
			if file, ok := files[page.Path+ending]; ok {
				built.Pages = append(built.Pages, cache.BuiltPage{Key: packKey(r.keys[i], ending), File: file})
			}
		}
	}
	built.Sign(r.cfg.OutputPath())
	built.Save(r.builtName())
}
