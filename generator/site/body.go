package site

import (
	"html/template"
	"io"
	"path"
	"strings"

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
