package site

import (
	"bytes"
	"html"

	"pressmark/generator/archive"
	"pressmark/generator/source"
)

// body renders an article's text with its marks, cut after each block that
// notes follow.
func (lib *library) body(e *archive.Entry, a *source.Article, m *marker, quotes []quotation) ([]block, error) {
	after := notesAfter(e, quotes)
	var blocks []block
	if headline := after[0]; len(headline) > 0 {
		blocks = append(blocks, block{Notes: headline})
	}
	for i, b := range a.Blocks {
		var buf bytes.Buffer
		buf.WriteString(`<p id="` + html.EscapeString(b.ID) + `">` + html.EscapeString(b.Span.In(a.Text)) + `</p>`)
		blocks = append(blocks, block{HTML: trustedBody(buf.Bytes()), Notes: after[i+1]})
	}
	return blocks, nil
}
