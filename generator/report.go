package generator

import (
	"fmt"
	"time"

	"pressmark/generator/annotate"
	"pressmark/generator/archive"
	"pressmark/generator/fault"
)

// A Report is what a build did, for the summary and for --json.
type Report struct {
	Articles      int            `json:"articles"`
	Words         int            `json:"words"`
	Drafts        int            `json:"drafts"`    // left out
	Future        int            `json:"future"`    // left out
	Expired       int            `json:"expired"`   // left out
	Withdrawn     int            `json:"withdrawn"` // left out but for a notice
	Quotations    int            `json:"quotations"`
	Attributed    int            `json:"attributed"` // quotations with a speaker
	People        int            `json:"people"`
	Organizations int            `json:"organizations"`
	Places        int            `json:"places"`
	Dates         int            `json:"dates"`
	Corrections   int            `json:"corrections"` // applied
	Pages         Pages          `json:"pages"`
	Steps         []Step         `json:"steps"`
	Seconds       float64        `json:"seconds"`
	Output        string         `json:"output"` // the folder
	BaseURL       string         `json:"base_url,omitempty"`
	Clock         string         `json:"clock,omitempty"`
	Changed       []string       `json:"-"` // paths written or removed
	Warnings      []*fault.Fault `json:"-"`
}

// Pages counts the files of the output.
type Pages struct {
	Written   int   `json:"written"`
	Unchanged int   `json:"unchanged"`
	Removed   int   `json:"removed"`
	Bytes     int64 `json:"bytes"` // of all files
}

// A Step is how long one part of the build took.
type Step struct {
	Name    string  `json:"name"` // "read and annotate"
	Seconds float64 `json:"seconds"`
}

// Progress is told how far a step is. It is called from one goroutine at a
// time. A nil one is not called.
type Progress func(step string, done, total int)

// clock times the steps of a run. What it measures reaches the report only,
// never the site.
type clock struct {
	start, step time.Time
	steps       []Step
}

func newClock() *clock {
	now := time.Now()
	return &clock{start: now, step: now}
}

// done ends a step.
func (c *clock) done(name string) {
	now := time.Now()
	c.steps = append(c.steps, Step{name, now.Sub(c.step).Seconds()})
	c.step = now
}

// Limits of hosts that archives are put on: https://developers.cloudflare.com/pages/platform/limits/
// and https://docs.github.com/pages/getting-started-with-github-pages/github-pages-limits.
const (
	cloudflareFiles = 20_000
	cloudflareBytes = 25 << 20
	githubBytes     = 1 << 30
)

// hostWarnings tells of limits that the site does not keep.
func hostWarnings(output string, files int, bytes int64, largest string, largestBytes int64) []*fault.Fault {
	var warnings []*fault.Fault
	warn := func(path, advice, problem string, args ...any) {
		w := fault.New(path, 0, 0, advice, problem, args...)
		w.Warning = true
		warnings = append(warnings, w)
	}
	if files > cloudflareFiles {
		warn(output, "choose a host without this limit", "the site has %d files; Cloudflare Pages takes %d", files, cloudflareFiles)
	}
	if bytes > githubBytes {
		warn(output, "choose a host without this limit", "the site has %s; GitHub Pages takes %s", Size(bytes), Size(githubBytes))
	}
	if largestBytes > cloudflareBytes {
		warn(output+"/"+largest, "choose a host without this limit", "the file has %s; Cloudflare Pages takes %s", Size(largestBytes), Size(cloudflareBytes))
	}
	return warnings
}

// Size prints a number of bytes as people read it.
func Size(bytes int64) string {
	switch {
	case bytes >= 1<<30:
		return fmt.Sprintf("%.1f GiB", float64(bytes)/(1<<30))
	case bytes >= 1<<20:
		return fmt.Sprintf("%.1f MiB", float64(bytes)/(1<<20))
	case bytes >= 1<<10:
		return fmt.Sprintf("%.0f KiB", float64(bytes)/(1<<10))
	}
	return fmt.Sprintf("%d bytes", bytes)
}

// total is the time since the start, in seconds.
func (c *clock) total() float64 { return c.step.Sub(c.start).Seconds() }

// count fills in what the archive holds.
func (r *Report) count(a *archive.Archive) {
	r.Articles = len(a.Entries)
	for _, e := range a.Entries {
		r.Words += e.Words
		r.Dates += len(e.Dates)
		r.Quotations += len(e.Quotes)
		r.Corrections += len(e.Applied)
		for i := range e.Quotes {
			if e.Quotes[i].Attributed() {
				r.Attributed++
			}
		}
	}
	for _, e := range a.Entities {
		switch {
		case !e.HasPage():
		case e.Kind == annotate.Person:
			r.People++
		case e.Kind == annotate.Organization:
			r.Organizations++
		case e.Kind == annotate.Place:
			r.Places++
		}
	}
}
