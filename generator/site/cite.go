package site

import (
	"html/template"
	"strings"

	"pressmark/generator/archive"
)

// citations say how an article and its quotations are cited, for those who
// copy them by hand; pressmark.js puts the formats of reference managers in its
// place.
func (lib *library) citations(e *archive.Entry) template.HTML {
	var p pen
	p.raw(`<details id="cite"><summary>`).text(lib.say("Cite this article")).raw("</summary>\n<p>").text(lib.citation(e))
	if len(e.Quotes) > 0 {
		p.raw(" ").text(lib.say("For a quotation, take the address of its number in the margin."))
	}
	p.raw("</p></details>\n")
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
