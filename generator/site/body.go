package site

import (
	"bytes"
	"io"
	"path"
	"strings"

	"pressmark/generator/archive"
	"pressmark/generator/source"
)

// body renders an article's text with its marks, cut after each block that
// notes follow.
func (lib *library) body(e *archive.Entry, a *source.Article, m *marker, quotes []quotation) ([]block, error) {
	after := lib.notesAfter(e, quotes)
	var blocks []block
	if headline := after[0]; len(headline) > 0 {
		blocks = append(blocks, block{Notes: headline})
	}
	var buf bytes.Buffer
	done := 0 // bytes of buf that are in blocks
	cut := func(notes []note) {
		if buf.Len() > done || len(notes) > 0 {
			blocks = append(blocks, block{HTML: trustedBody(buf.Bytes()[done:]), Notes: notes})
			done = buf.Len()
		}
	}
	err := a.WriteHTML(&buf, source.Render{
		Marks: m.marks, Inserts: m.inserts, Resolve: lib.resolver(e),
		After: func(_ io.Writer, i int) error {
			if notes := after[i+1]; len(notes) > 0 {
				cut(notes)
			}
			return nil
		},
	})
	cut(nil)
	return blocks, err
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
