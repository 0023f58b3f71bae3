package site

import "html/template"

// The notes, cards and citations of an article are written here and not by
// templates: they are most of a page, and a template takes three times as long.
// Their classes are the style sheet's, which a site can replace.

// note writes the note in the margin beside a quotation.
func (lib *library) note(p *pen, n note) {
	p.raw(`<div class="note" role="note" id="note-`).text(n.ID).raw(`" aria-label="Quotation `).num(n.Number).raw(`" data-for="`).text(n.For).raw(`">
<a class="note-number" href="#`).text(n.ID).raw(`" aria-label="Quotation `).num(n.Number).raw(` in the text">`).num(n.Number).raw("</a>\n<b>")
	for i, s := range n.Speakers {
		if i > 0 {
			p.raw(", ")
		}
		lib.part(p, s)
	}
	p.raw("</b>\n")
	if n.Role != "" {
		p.raw(`<span class="role">`).text(n.Role).raw("</span>\n")
	}
	p.raw(`<span><span class="kind-tag">`).text(n.Label).raw("</span>")
	if n.Cue != "" {
		p.raw(`: <span class="cue">`).text(n.Cue).raw("</span>")
	}
	p.raw(" ").sure(n.Sure).raw("</span>\n")
	if len(n.Also) > 0 {
		p.raw(`<span class="soft">Also quoted in `)
		for i, l := range n.Also {
			if i > 0 {
				p.raw(", ")
			}
			lib.part(p, part{Text: l.Text, URL: l.URL})
		}
		p.raw("</span>\n")
	}
	p.raw(`<span class="tools"><a href="#`).text(n.ID).raw(`">#`).text(n.ID).raw(`</a> <button class="js-only" type="button" data-copy="#`).text(n.ID)
	p.raw(`">Copy</button> <button type="button" popovertarget="cite-`).text(n.ID).raw("\">Cite</button></span>\n</div>\n")
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

// sure writes a certainty, 1 to 3, as dots and a word.
func (p *pen) sure(n int) *pen {
	n = min(max(n, 1), 3)
	return p.raw(`<span class="sure sure-`).num(n).raw(`"><i></i><i></i><i></i> `).text(certaintyWords[n]).raw("</span>")
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
			p.sure(f.Sure)
		}
		p.raw("</dd></div>")
	}
	p.raw("</dl>\n")
}

// cast writes a list of names with their roles and tallies.
func (lib *library) cast(p *pen, rows []castRow) {
	p.raw(`<ul class="cast">`)
	for _, r := range rows {
		p.raw(`<li><a class="`).text(r.Name.Class).raw(` name" href="`).text(lib.links.href(r.Name.URL)).raw(`">`).text(r.Name.Text).raw("</a>")
		if r.Role != "" {
			p.raw(`<span class="role">`).text(r.Role).raw("</span>")
		}
		p.raw(`<span class="tally">`).text(r.Tally).raw("</span></li>\n")
	}
	p.raw("</ul>\n")
}

// popovers writes the cards that open over names and dates, and those with
// which quotations are cited.
func (lib *library) popovers(cards []card, citations []citation) template.HTML {
	var p pen
	p.buf.Grow(640 * (len(cards) + len(citations)))
	for _, c := range cards {
		p.raw(`<div class="card" id="`).text(c.ID).raw("\" popover>\n<p class=\"card-kind label kind-").text(c.Class)
		p.raw(`"><span class="sigil" aria-hidden="true">`).text(c.Sigil).raw("</span>").text(c.Kind).raw("</p>\n<p class=\"card-name\"><a href=\"")
		p.text(lib.links.href(c.URL)).raw(`">`).text(c.Name).raw("</a></p>\n")
		if c.About != "" {
			p.raw(`<p class="soft">`).text(c.About).raw("</p>\n")
		}
		lib.facts(&p, c.Facts)
		p.raw("</div>\n")
	}
	for _, c := range citations {
		p.raw(`<div class="card" id="cite-`).text(c.ID).raw("\" popover>\n<p class=\"label\">Cite quotation ").text(c.Number)
		p.raw("</p>\n<p class=\"text-to-copy\" id=\"cite-text-").text(c.ID).raw(`">`).text(c.Text).raw("</p>\n<p class=\"chips\"><a href=\"#").text(c.ID).raw(`">Permalink</a>`)
		if c.Fragment != "" {
			p.raw(` <a href="`).text(c.Fragment).raw(`">With the words lit</a>`)
		}
		p.raw(` <button class="button js-only" type="button" data-copy="cite-text-`).text(c.ID).raw("\">Copy citation</button></p>\n</div>\n")
	}
	return p.html()
}
