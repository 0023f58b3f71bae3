package site

import (
	"html/template"
	"io"
	"net/url"
	"path"
	"slices"
	"strings"

	"pressmark/generator/annotate"
	"pressmark/generator/archive"
	"pressmark/generator/source"
	"pressmark/generator/text"
)

// body renders an article's text with its marks, and after each block the
// notes on what is said in it.
func (lib *library) body(e *archive.Entry, a *source.Article, m *marker, quotes []quotation) (template.HTML, error) {
	after := lib.notesAfter(e, quotes)
	p := takePen()
	for _, n := range after[0] {
		lib.note(p, n)
	}
	err := a.WriteHTML(p, source.Render{
		Marks: m.marks, Inserts: m.inserts, Resolve: lib.resolver(e),
		After: func(_ io.Writer, i int) error {
			for _, n := range after[i+1] {
				lib.note(p, n)
			}
			return nil
		},
	})
	return p.lay(), err
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
// another article's file leads to its page, and to the paragraph with the
// heading that the fragment names. What leads nowhere gives "".
func (lib *library) resolver(e *archive.Entry) func(string) string {
	return func(href string) string {
		target, fragment, _ := strings.Cut(href, "#")
		if strings.HasPrefix(target, "/") {
			if fragment != "" {
				fragment = "#" + fragment
			}
			return lib.links.href(target) + fragment
		}
		if target == "" {
			return anchor(e, fragment)
		}
		file, _, _ := strings.Cut(target, "?") // no file has a query
		file, err := url.PathUnescape(file)
		if err != nil {
			return ""
		}
		other := lib.byPath[path.Join(path.Dir(e.Path), file)]
		if other == nil {
			return ""
		}
		return lib.links.href(lib.url(other)) + anchor(other, fragment)
	}
}

// anchor is where an article's page has what a fragment names: one of its ids,
// or a heading, as other programs name them, by its words with hyphens between.
// It is "" if there is no such thing.
func anchor(e *archive.Entry, fragment string) string {
	name, err := url.PathUnescape(fragment)
	if err != nil || name == "" {
		return ""
	}
	if strings.HasPrefix(name, "fn-") || strings.HasPrefix(name, "fnref-") {
		return "#" + fragment // a footnote
	}
	for i := range e.QuoteIDs {
		if name == e.QuoteIDs[i] {
			return "#" + name
		}
	}
	slug := text.Slug(name, 0)
	for _, b := range e.Blocks {
		if name == b.ID || b.Span.Len() < 200 && slug != "" && text.Slug(slice(e, b.Span), 0) == slug {
			return "#" + b.ID
		}
	}
	return ""
}
