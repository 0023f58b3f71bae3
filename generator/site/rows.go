package site

import "cmp"

// The rows of long lists are written here and not by templates, for the same
// reason as the notes: there are hundreds to a page.

// drawQuotations writes a list of quotations.
func (lib *library) drawQuotations(p *pen, rows []quotation) {
	p.raw(`<ol class="quotations">`)
	for i := range rows {
		q := &rows[i]
		p.raw("\n<li")
		if q.Anchor != "" {
			p.raw(` id="`).text(q.Anchor).raw(`"`)
		}
		p.raw(">\n<p class=\"who\"><span>")
		for j, s := range q.Speakers {
			if j > 0 {
				p.raw(", ")
			}
			lib.part(p, s)
		}
		p.raw("</span>")
		if q.Role != "" {
			p.raw("<br>").text(q.Role)
		}
		p.raw("</p>\n<blockquote>")
		for j, s := range q.Segments {
			if j > 0 {
				p.raw(` <span class="segment-gap">[…]</span> `)
			}
			p.raw(`<mark class="`).text(q.Classes).raw(`">`)
			for _, one := range s.Parts {
				lib.part(p, one)
			}
			p.raw("</mark>")
		}
		p.raw("</blockquote>\n<p class=\"source\"><span><span class=\"kind-tag\">").text(q.Label).raw("</span>")
		if q.Cue != "" {
			p.raw(`: <span class="cue">`).text(q.Cue).raw("</span>")
		}
		lib.sure(p.raw("</span> "), q.Sure).raw(` <a href="`).text(lib.links.href(q.URL)).raw(`">`).text(q.Title).raw("</a>")
		if q.Datetime != "" {
			p.raw(` <time datetime="`).text(q.Datetime).raw(`">`).text(q.Date).raw("</time>")
		}
		lib.drawAgain(p, q)
		p.raw("</p>\n</li>")
	}
	p.raw("\n</ol>")
}

// drawConcordance writes names in context.
func (lib *library) drawConcordance(p *pen, class string, rows []keyword) {
	p.raw(`<ol class="kwic `).text(class).raw(`">`)
	// Links of one wording that lead to different places are told apart, for
	// those who hear them, by the article's title.
	alike, leads := map[string]bool{}, map[string]string{}
	for _, k := range rows {
		if to, met := leads[k.Where]; met && to != k.URL {
			alike[k.Where] = true
		}
		leads[k.Where] = k.URL
	}
	for _, k := range rows {
		p.raw("\n<li><span class=\"left\"><span>").text(k.Left).raw(`</span></span> <span class="right"><b>`).text(k.Name).raw("</b>").text(k.Right)
		p.raw(`</span> <a class="where" href="`).text(lib.links.href(k.URL)).raw(`">`).text(k.Where)
		if alike[k.Where] {
			p.raw(`<span class="visually-hidden">, `).text(k.Title).raw("</span>")
		}
		p.raw("</a></li>")
	}
	p.raw("\n</ol>")
}

// drawArticles writes a list of articles.
func (lib *library) drawArticles(p *pen, rows []articleRow) {
	p.raw(`<ol class="rows">`)
	for _, r := range rows {
		p.raw("\n<li>")
		if r.Datetime != "" {
			p.raw(`<time datetime="`).text(r.Datetime).raw(`">`).text(r.Date).raw("</time>")
		} else {
			p.raw(`<span class="when">`).text(r.Date).raw("</span>")
		}
		p.raw(`<div><a class="title" href="`).text(lib.links.href(r.URL)).raw(`">`).text(r.Title).raw("</a>")
		if r.About != "" {
			p.raw(`<p class="about">`).text(r.About).raw("</p>")
		}
		p.raw("</div></li>")
	}
	p.raw("\n</ol>")
}

// drawNames writes a list of names of an index.
func (lib *library) drawNames(p *pen, class string, rows []indexRow) {
	p.raw(`<ul class="names">`)
	for _, r := range rows {
		p.raw("\n<li")
		if r.ID != "" {
			p.raw(` id="`).text(r.ID).raw(`"`)
		}
		p.raw("><span>")
		if r.URL != "" {
			lib.part(p, part{Text: r.Name, URL: r.URL, Class: cmp.Or(r.Class, class)})
		} else {
			p.text(r.Name)
		}
		if r.About != "" {
			p.raw(`<span class="about">`).text(r.About).raw("</span>")
		}
		for _, l := range r.Where {
			lib.part(p, part{Text: l.Text, URL: l.URL, Class: "about"})
		}
		p.raw(`</span><span class="number">`).text(r.Count).raw(` <span class="visually-hidden">`).text(r.Unit).raw("</span></span></li>")
	}
	p.raw("\n</ul>")
}

// drawChronicle writes dated passages.
func (lib *library) drawChronicle(p *pen, events []event) {
	p.raw(`<ol class="chronicle">`)
	for _, e := range events {
		p.raw("\n<li class=\"").text(e.Class)
		if e.Span {
			p.raw(" span")
		}
		p.raw(`"`)
		if e.ID != "" {
			p.raw(` id="`).text(e.ID).raw(`"`)
		}
		p.raw(">\n<p class=\"day\">")
		if e.Machine != "" {
			p.raw(`<time datetime="`).text(e.Machine).raw(`">`).text(e.Day).raw("</time>")
		} else {
			p.text(e.Day)
		}
		p.raw(`<span class="precision">`).text(e.Precision).raw("</span></p>\n<p class=\"happening\">")
		for _, one := range e.Passage {
			lib.part(p, one)
		}
		p.raw("</p>\n<p class=\"source\"><a href=\"").text(lib.links.href(e.URL)).raw(`">`).text(e.Title).raw(", ").text(e.Where).raw("</a> ")
		if e.Copies > 0 {
			p.raw("<span>").text(lib.many(e.Copies, "and {n} more")).raw("</span> ")
		}
		lib.sure(p, e.Sure)
		if e.More > 0 {
			p.raw(" <span>").text(lib.many(e.More, "and {n} further passages with this date")).raw("</span>")
		}
		p.raw("</p>\n</li>")
	}
	p.raw("\n</ol>")
}
