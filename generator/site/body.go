package site

import (
	"html/template"
	"io"
	"path"
	"slices"
	"strings"

	"pressmark/generator/annotate"
	"pressmark/generator/archive"
	"pressmark/generator/source"
)

// body renders an article's text with its marks, and after each block the
// notes on what is said in it.
func (lib *library) body(e *archive.Entry, a *source.Article, m *marker, quotes []quotation) (template.HTML, error) {
	after := lib.notesAfter(e, quotes)
	var p pen
	p.buf.Grow(4*a.Body.Len() + 1024*len(quotes))
	for _, n := range after[0] {
		lib.note(&p, n)
	}
	err := a.WriteHTML(&p, source.Render{
		Marks: m.marks, Inserts: m.inserts, Resolve: lib.resolver(e),
		After: func(_ io.Writer, i int) error {
			for _, n := range after[i+1] {
				lib.note(&p, n)
			}
			return nil
		},
	})
	return p.html(), err
}

// headline renders a title in which something is quoted, so that the quotation
// has its mark and its address there. Names in it are not linked.
func (lib *library) headline(e *archive.Entry, a *source.Article, m *marker) (template.HTML, error) {
	quoted := slices.ContainsFunc(e.Quotes, func(q annotate.Quote) bool {
		return slices.ContainsFunc(q.Spans, a.Headline.Overlaps)
	})
	if !quoted {
		return "", nil
	}
	var p pen
	err := a.WriteHeadline(&p, source.Render{Marks: m.marks, Inserts: m.inserts})
	return p.html(), err
}

// resolver makes an address in an article's file fit the site: a link to
// another article's file leads to its page, an image to the file copied beside
// the site. What leads nowhere gives "".
func (lib *library) resolver(e *archive.Entry) func(string) string {
	return func(href string) string {
		if strings.HasPrefix(href, "#") {
			return href
		}
		target, fragment, _ := strings.Cut(href, "#")
		if fragment != "" {
			fragment = "#" + fragment
		}
		if strings.HasPrefix(target, "/") {
			return lib.links.href(target) + fragment
		}
		file := path.Join(path.Dir(e.Path), target)
		if other := lib.byPath[file]; other != nil {
			return lib.links.href(lib.url(other)) + fragment
		}
		return ""
	}
}
