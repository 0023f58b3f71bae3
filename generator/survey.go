package generator

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"pressmark/generator/archive"
	"pressmark/generator/fault"
	"pressmark/generator/site"
	"pressmark/generator/source"
)

// A Survey is what a build would publish, without publishing it. Close it in the
// end.
type Survey struct {
	Archive *archive.Archive
	Site    *site.Site
	Report  *Report
	Drafts  []source.Meta // marked as such, in order of path

	builder *Builder
}

// Close removes the file of the texts that were read.
func (s *Survey) Close() error { return s.builder.Close() }

// Look reads, annotates, resolves and plans as Build does, and stops there.
func Look(ctx context.Context, cfg Config, progress Progress) (survey *Survey, err error) {
	b := NewBuilder()
	b.Whole = true
	defer func() {
		if err != nil {
			b.Close()
		}
	}()
	r := newRun(b, cfg, progress)
	defer func() { r.given.close() }()
	entries, err := r.read(ctx)
	if err != nil {
		return nil, err
	}
	a, err := r.resolve(entries)
	if err != nil {
		return nil, err
	}
	options, err := r.siteOptions()
	if err != nil {
		return nil, err
	}
	pages, err := site.Plan(a, options)
	if err != nil {
		return nil, r.named(err)
	}
	r.report.count(a)
	s := &Survey{Archive: a, Site: pages, Report: r.report, builder: b}
	for _, kept := range b.readings {
		if kept.meta.Draft {
			s.Drafts = append(s.Drafts, kept.meta)
		}
	}
	slices.SortFunc(s.Drafts, func(a, b source.Meta) int { return strings.Compare(a.Path, b.Path) })
	return s, nil
}

// Orphans are the corrections that found no place, as faults.
func (s *Survey) Orphans() []*fault.Fault { return orphanFaults(s.Archive.Orphans) }

func orphanFaults(orphans []*archive.Orphan) []*fault.Fault {
	var faults []*fault.Fault
	for _, o := range orphans {
		if o.Made {
			faults = append(faults, fault.New(o.Path, o.Line, 0, "write it into "+authorityName+", or mend the id",
				"a correction of %s made a new entity: %s (%q)", o.Article, o.Reason, o.Exact))
			continue
		}
		faults = append(faults, fault.New(o.Path, o.Line, 0, "mend its words or remove it",
			"a correction of %s was not applied: %s (%q)", o.Article, o.Reason, o.Exact))
	}
	return faults
}

// Page finds a page by its address: "/people/sergei-lavrov/", with or without
// the site's base address or a fragment, or the file's path in the output.
func (s *Survey) Page(address, baseURL string) (*site.Page, error) {
	path := address
	if u, err := url.Parse(address); err == nil {
		path = u.Path
	}
	if base, err := url.Parse(baseURL); err == nil {
		if rest, ok := strings.CutPrefix(path, strings.TrimSuffix(base.Path, "/")+"/"); ok {
			path = rest
		}
	}
	path = strings.Trim(path, "/")
	var known []string
	for _, p := range s.Site.Pages {
		if strings.Trim(p.URL, "/") == path || p.Path == path {
			return p, nil
		}
		known = append(known, p.URL)
	}
	return nil, fault.New(address, 0, 0, suggest("/"+path+"/", known, "pressmark list shows what there is"), "there is no such page")
}

// Entry finds an article by its id; nil if it is not published.
func (s *Survey) Entry(id string) *archive.Entry {
	for _, e := range s.Archive.Entries {
		if e.ID == id {
			return e
		}
	}
	return nil
}

// Set gives a setting, named "section.key", a value, as a flag does.
func (c *Config) Set(name, value string) error {
	for _, s := range settings(c) {
		if s.Name() == name {
			if err := s.set(value); err != nil {
				return fmt.Errorf("%w: it takes %s", err, s.wants())
			}
			return nil
		}
	}
	panic("generator: there is no setting " + name)
}

// Settings lists every setting as name, value and what it is for.
func (c *Config) Settings() (rows [][3]string) {
	for _, s := range settings(c) {
		rows = append(rows, [3]string{s.Name(), fmt.Sprint(s.value.Interface()), s.Doc})
	}
	return rows
}
