package site

import (
	"pressmark/generator/archive"
)

// The same words stand in several articles: wire copies, and sentences quoted
// again. Lists show them once, and say where else they stand.

// againShown is how many other articles a row names.
const againShown = 2

// once leaves out the quotations whose words stand in the list before. The
// list itself is not changed.
func (lib *library) once(refs []archive.QuoteRef) []archive.QuoteRef {
	var shown map[archive.QuoteRef]bool
	var left []archive.QuoteRef // nil while nothing is left out
	for i, r := range refs {
		if shown[r] {
			if left == nil {
				left = append(make([]archive.QuoteRef, 0, len(refs)), refs[:i]...)
			}
			continue
		}
		if left != nil {
			left = append(left, r)
		}
		for _, other := range lib.archive.AlsoQuoted(r) {
			if shown == nil {
				shown = map[archive.QuoteRef]bool{}
			}
			shown[other] = true
		}
	}
	if left == nil {
		return refs
	}
	return left
}

// rowOf describes a quotation as a row of a list, with where else it stands.
func (lib *library) rowOf(r archive.QuoteRef) quotation {
	q := lib.quotationOf(r.Entry, r.Quote)
	also := lib.archive.AlsoQuoted(r)
	for i, other := range also {
		if i == againShown {
			q.AgainMore = len(also) - i
			break
		}
		q.Again = append(q.Again, link{URL: lib.url(other.Entry) + "#" + quoteID(other.Entry, other.Quote), Text: shorten(lib.title(other.Entry), 60)})
	}
	return q
}

// drawAgain writes where else a quotation stands.
func (lib *library) drawAgain(p *pen, q *quotation) {
	if len(q.Again) == 0 {
		return
	}
	p.raw(" <span>").text(lib.say("Also in")).raw(" ")
	for i, l := range q.Again {
		if i > 0 {
			p.raw(", ")
		}
		lib.part(p, part{Text: l.Text, URL: l.URL})
	}
	if q.AgainMore > 0 {
		p.raw(" ").text(lib.many(q.AgainMore, "and {n} more"))
	}
	p.raw("</span>")
}
