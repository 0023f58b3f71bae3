package site

import (
	"html/template"
	"slices"
)

// The notes and lists of an article are written here and not by templates: they
// are most of a page, and a template takes three times as long. They hold each
// thing once: the cards that open over names, and citations, are put together
// by pressmark.js from what stands here. Their classes are the style sheet's,
// which a site can replace.

// tongue marks what the pages say themselves within a text of another language.
func (lib *library) tongue(text string) string {
	if text == "" || text == lib.words.Tag {
		return ""
	}
	way := "ltr"
	if lib.words.Right {
		way = "rtl"
	}
	return ` lang="` + template.HTMLEscapeString(lib.words.Tag) + `" dir="` + way + `"`
}

// note writes the note in the margin beside a quotation.
func (lib *library) note(p *pen, n note) {
	p.raw(`<div class="note"`)
	if lib.options.Pagefind {
		p.raw(" data-pagefind-ignore")
	}
	p.raw(` id="n`).num(n.Number).raw(`"`).raw(lib.tongue(n.Lang)).raw(`><a href="#`).text(n.ID).raw(`">`).num(n.Number).raw("</a>\n<b>")
	for i, s := range n.Speakers {
		if i > 0 {
			p.raw(", ")
		}
		lib.part(p, part{Text: s.Text, URL: s.URL})
	}
	p.raw("</b>")
	if n.Role != "" {
		p.raw(" <small>").text(n.Role).raw("</small>")
	}
	p.raw(" <span>").text(n.Label)
	if n.Cue != "" {
		p.raw(": <i>").text(n.Cue).raw("</i>")
	}
	lib.sure(p.raw(" "), n.Sure).raw("</span>")
	if len(n.Also) > 0 {
		p.raw(` <span class="soft">`).text(lib.say("Also in")).raw(" ")
		for i, l := range n.Also {
			if i > 0 {
				p.raw(", ")
			}
			lib.part(p, part{Text: l.Text, URL: l.URL})
		}
		p.raw("</span>")
	}
	p.raw("</div>\n")
}

// part writes a link, a date or words. A part's own address is checked where it
// is made; the site's get their base here.
func (lib *library) part(p *pen, one part) {
	switch {
	case one.URL != "":
		p.raw("<a")
		if one.Class != "" {
			p.raw(` class="`).text(one.Class).raw(`"`)
		}
		p.raw(` href="`)
		if one.Out {
			p.text(outside(one.URL)).raw(`" rel="external">`)
		} else {
			p.text(lib.links.href(one.URL)).raw(`">`)
		}
		p.text(one.Text).raw("</a>")
	case one.Time != "":
		p.raw(`<time datetime="`).text(one.Time).raw(`">`).text(one.Text).raw("</time>")
	case one.Class != "":
		p.raw(`<span class="`).text(one.Class).raw(`">`).text(one.Text).raw("</span>")
	default:
		p.text(one.Text)
	}
}

// sure writes a certainty, 1 to 3, as a word; the style sheet adds dots.
func (lib *library) sure(p *pen, n int) *pen {
	n = min(max(n, 1), 3)
	return p.raw(`<span class="sure-`).num(n).raw(`">`).text(lib.say(certaintyWords[n])).raw("</span>")
}

// facts writes a list of facts.
func (lib *library) facts(p *pen, facts []fact) {
	if len(facts) == 0 {
		return
	}
	p.raw(`<dl class="facts">`)
	for _, f := range facts {
		p.raw("<div><dt>").text(f.Term).raw("</dt><dd>")
		for i, line := range f.Lines {
			if i > 0 {
				p.raw("<br>")
			}
			for _, one := range line {
				lib.part(p, one)
			}
		}
		if f.Sure > 0 {
			lib.sure(p, f.Sure)
		}
		p.raw("</dd></div>")
	}
	p.raw("</dl>\n")
}

// cast writes a list of names with their roles and tallies. If all are of one
// kind, the list has it and not each name.
func (lib *library) cast(p *pen, rows []castRow) {
	alike := !slices.ContainsFunc(rows, func(r castRow) bool { return r.Name.Class != rows[0].Name.Class })
	p.raw(`<ul class="cast`)
	if alike && len(rows) > 0 {
		p.raw(" kind-").text(rows[0].Name.Class)
	}
	p.raw(`">`)
	for _, r := range rows {
		p.raw("<li><a ")
		if !alike {
			p.raw(`class="`).text(r.Name.Class).raw(`" `)
		}
		if lib.options.Pagefind && r.Name.Class != "" {
			p.raw(`data-pagefind-filter="`).text(r.Name.Class)
			if r.Says {
				p.raw(", speaker")
			}
			p.raw(`" `)
		}
		p.raw(`href="`).text(lib.links.href(r.Name.URL)).raw(`">`).text(r.Name.Text).raw("</a>")
		if r.Role != "" {
			p.raw("<span>").text(r.Role).raw("</span>")
		}
		if r.Tally != "" {
			p.raw("<small>").text(r.Tally).raw("</small>")
		}
		p.raw("</li>\n")
	}
	p.raw("</ul>\n")
}
