package site

import (
	"cmp"
	"errors"
	"io"
	"slices"
	"strings"

	"pressmark/generator/archive"
	"pressmark/generator/fault"
)

// Plan says which pages will exist. It reads no file and renders nothing; what
// a page shows is computed when it is rendered. The error holds one
// fault.Fault for each thing wrong: two pages with one address, a pattern of
// addresses that can't be used.
func Plan(a *archive.Archive, o Options) (*Site, error) {
	lib, err := newLibrary(a, o)
	if err != nil {
		return nil, err
	}
	p := &planner{library: lib, taken: map[string]string{}}
	p.assets()
	p.articles()
	p.entities()
	p.front()
	p.quotations()
	p.comparePages()
	p.timeline()
	p.placesMap()
	p.lists()
	p.search()
	p.method()
	p.downloads()
	p.feeds()
	p.withdrawn()
	p.redirects()
	p.hosts()
	p.sitemaps() // last, when all addresses are known
	if err := errors.Join(p.faults...); err != nil {
		return nil, err
	}
	slices.SortFunc(p.pages, func(x, y *Page) int { return strings.Compare(x.URL, y.URL) })
	return &Site{Pages: p.pages, Bundles: p.bundles, Warnings: lib.warnings, shared: lib}, nil
}

// A planner collects pages.
type planner struct {
	*library
	pages   []*Page
	bundles []*Bundle
	taken   map[string]string // file path, lower case → who has it
	moved   []moved
	faults  []error
}

// add plans a page. owner names who it is made for, as a person would: a
// file's path, or the page itself.
func (p *planner) add(owner string, page *Page) {
	if !page.given {
		page.URL = p.links.place(page.URL)
	}
	page.Path, page.owner = filePath(page.URL), owner
	// Some file systems take no notice of case, so neither do addresses.
	key := strings.ToLower(page.Path)
	if before, ok := p.taken[key]; ok {
		p.faults = append(p.faults, p.conflict(owner, before, page))
		return
	}
	p.taken[key] = owner
	p.pages = append(p.pages, page)
}

// conflict says that two pages have one address, and whose file can change it.
func (p *planner) conflict(owner, before string, page *Page) *fault.Fault {
	line, what, advice := 0, "address", "give one of them another id in entities.yaml"
	if p.byPath[owner] != nil {
		line, advice = 1, "give one of them another slug" // the metadata begins there
		if page.Template == redirectTemplate {
			what, advice = "alias", "take it out of its aliases, or change the address of the other"
		} else if p.byPath[before] == nil {
			advice = "give it another slug"
		}
	} else if page.Template == redirectTemplate {
		what, advice = "former address", "take it out of the list under was, or change the address of the other"
	}
	if before == owner {
		before = "another of its own pages"
	}
	return fault.New(owner, line, 0, advice, "its %s %q is that of %s already", what, page.URL, before)
}

// view plans a page that a template makes. make is called when the page is
// rendered.
func (p *planner) view(owner, url, template string, inputs []string, make func() (*view, error)) {
	p.add(owner, p.page(url, template, inputs, make))
}

// page is a page that a template makes.
func (lib *library) page(url, template string, inputs []string, make func() (*view, error)) *Page {
	return &Page{URL: url, Template: template, Inputs: inputs, Data: func() (any, error) {
		v, err := make()
		if err != nil {
			return nil, err
		}
		lib.finish(v, url)
		return v, nil
	}}
}

// file plans a page whose bytes are written directly.
func (p *planner) file(owner, url string, inputs []string, write func(io.Writer) error) {
	p.add(owner, &Page{URL: url, Inputs: inputs, Write: write})
}

// sortedKeys are a map's keys in order: no map reaches output in its own.
func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K {
	keys := make([]K, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
