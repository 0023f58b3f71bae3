package site

import (
	"html/template"
	"strings"

	"pressmark/generator/archive"
)

// wordsCited is how many code points of a quotation stand in its citation.
const wordsCited = 72

// citations say how an article and its quotations are cited, for those who
// copy them by hand; pressmark.js makes the same with all the words. Empty if
// nothing is quoted.
func (lib *library) citations(e *archive.Entry, quotes []quotation) template.HTML {
	if len(quotes) == 0 {
		return ""
	}
	var p pen
	p.raw(`<details id="cite"><summary>`).text(lib.say("Cite the article or a quotation")).raw("</summary>\n<p>").text(lib.citation(e)).raw("</p>\n<ol>\n")
	for _, q := range quotes {
		p.raw("<li>").text(q.speakerNames(", ")).raw(": ").text(shorten(q.words(), wordsCited)).raw(` <a href="#`).text(q.ID).raw(`">`).text(q.ID).raw("</a></li>\n")
	}
	p.raw("</ol></details>\n")
	return p.html()
}

// citation is an article's, as in a bibliography: title, publisher, date, and
// where it is kept under which mark.
func (lib *library) citation(e *archive.Entry) string {
	date := lib.say("undated")
	if e.Date.Year != 0 {
		date = lib.longDate(e.Date)
	}
	var b strings.Builder
	if len(e.Byline) > 0 {
		b.WriteString(lib.list(e.Byline) + ": ")
	}
	b.WriteString("“" + lib.title(e) + "”, ")
	if source := oneLine(e.Source); source != "" {
		b.WriteString(source + ", ")
	}
	b.WriteString(date + ". " + oneLine(lib.options.Title) + " " + e.ShelfMark())
	if lib.links.origin != "" {
		b.WriteString(", " + lib.links.abs(lib.url(e)))
	}
	b.WriteString(".")
	return b.String()
}
