package generator

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestUnchanged sees that a build with nothing to do does nothing, and that one
// with anything to do does it.
func TestUnchanged(t *testing.T) {
	s := newTestSite(t)
	page := filepath.Join(s.cfg.OutputPath(), "index.html")
	built := func() string {
		name, _ := filepath.Glob(filepath.Join(s.cfg.CachePath(), "built", "*"))
		return name[0]
	}
	var first *Report
	for _, step := range []struct {
		what string
		do   func()
		want bool // nothing to do
	}{
		{"the start", func() {}, false},
		{"nothing", func() { time.Sleep(30 * time.Millisecond) }, true},
		{"touching an article", func() { os.Chtimes(filepath.Join(s.cfg.SeedsPath(), "first.md"), time.Now(), time.Now()) }, true},
		{"changing a published page", func() {
			data, _ := os.ReadFile(page)
			data[len(data)/2] ^= 1
			os.WriteFile(page, data, 0o644)
		}, false},
		{"touching a published page", func() { os.Chtimes(page, time.Unix(0, 0), time.Unix(0, 0)) }, true},
		{"removing a published page", func() { os.Remove(page) }, false},
		{"damaging what is known", func() {
			data, _ := os.ReadFile(built())
			data[len(data)/3] ^= 1
			os.WriteFile(built(), data, 0o644)
		}, false},
		{"removing what is known", func() { os.RemoveAll(filepath.Dir(built())) }, false},
		{"an unknown file", func() { s.write("public/mine.txt", "mine") }, true},
		{"a manifest that is gone", func() { os.Remove(filepath.Join(s.cfg.OutputPath(), ".pressmark.json")) }, false},
		{"a stray file", func() { s.write("seeds/frist.yaml", "source: x\n") }, false},
		{"a template", func() { s.write("templates/part-own.html", `{{define "own"}}{{end}}`) }, false},
		{"an asset", func() { s.write("assets/own.txt", "own") }, false},
		{"a setting", func() { s.cfg.Site.Title = "Other" }, false},
		{"corrections", func() { s.write("seeds/corrections.yaml", "corrections: []\n") }, false},
	} {
		step.do()
		report, err := Build(context.Background(), s.cfg, nil)
		if err != nil {
			t.Fatalf("after %s: %v", step.what, err)
		}
		if first == nil {
			first = report
		}
		if got := report.Steps[0].Name == "compare"; got != step.want {
			t.Errorf("after %s: nothing to do is %t, want %t", step.what, got, step.want)
		}
		if step.want && (report.Articles != first.Articles || report.Pages.Written != 0 || report.Pages.Bytes == 0 || len(report.Warnings) != len(first.Warnings)) {
			t.Errorf("after %s: the report is %+v, at first %+v", step.what, report, first)
		}
		switch step.what {
		case "an unknown file":
			s.remove("public/mine.txt")
		case "a manifest that is gone": // the new one says that all folders were there before
			s.remove("public")
		default:
			s.sameAsClean(step.what)
		}
	}
}
