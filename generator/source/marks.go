package source

import (
	"cmp"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// A printer sweeps over the text from left to right and keeps the elements
// that are open in a stack: marks, and inline elements of the article. A mark
// is opened only when a word inside it comes, and is closed early and opened
// again only where it would otherwise cross the border of another element.
type printer struct {
	w      io.Writer
	err    error
	buf    []byte
	text   string
	render *Render
	plain  bool // an excerpt: placeholders are left out

	marks   []Mark // sorted by where they begin, the outer first
	next    int    // the first not yet reached
	inserts []Insert
	pending int // the first insert not yet printed

	at      int       // how far the text is printed
	stack   []element // what is open, outermost first
	waiting []int     // marks that have begun and are not open
	opened  []bool    // marks whose first piece is printed
	anchors int       // open <a> elements
	links   int       // of these, the article's own
}

// An element is open. Its tag begins at from in buf and its content at inside.
type element struct {
	mark         int // -1 for the article's own
	name         string
	end          int // where its text ends
	from, inside int
	anchor       bool
	first        bool // a mark's first piece
	own          *op
}

// prepare sorts marks and inserts. Those with nothing inside, or outside the
// text, go; borders inside a code point move to its start.
func (p *printer) prepare(marks []Mark, inserts []Insert) {
	for _, m := range marks {
		m.Span.Start, m.Span.End = p.border(m.Span.Start), p.border(m.Span.End)
		if m.Span.Start < m.Span.End {
			p.marks = append(p.marks, m)
		}
	}
	slices.SortStableFunc(p.marks, func(a, b Mark) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(b.Span.End, a.Span.End), cmp.Compare(a.Rank, b.Rank))
	})
	p.opened = append(p.opened, make([]bool, len(p.marks))...)
	p.inserts = append(p.inserts, inserts...)
	for i := range p.inserts {
		p.inserts[i].At = p.border(p.inserts[i].At)
	}
	slices.SortStableFunc(p.inserts, func(a, b Insert) int { return cmp.Compare(a.At, b.At) })
}

func (p *printer) border(at int) int {
	at = min(max(at, 0), len(p.text))
	for at > 0 && at < len(p.text) && !utf8.RuneStart(p.text[at]) {
		at--
	}
	return at
}

// from begins the sweep at an offset: inserts before it are left out.
func (p *printer) from(at int) {
	p.at, p.pending = at, 0
	for p.pending < len(p.inserts) && p.inserts[p.pending].At < at {
		p.pending++
	}
}

// print prints the text between two offsets.
func (p *printer) print(start, end int) {
	for start < end {
		p.arrive(start)
		stop := p.stop(end)
		if p.plain {
			p.buf = escape(p.buf, strings.ReplaceAll(p.text[start:stop], object, ""), false)
		} else {
			p.buf = escape(p.buf, p.text[start:stop], false)
		}
		start, p.at = stop, stop
	}
}

// stop returns the offset up to which text can be printed in one piece.
func (p *printer) stop(end int) int {
	if p.next < len(p.marks) {
		end = min(end, p.marks[p.next].Span.Start)
	}
	if p.pending < len(p.inserts) && p.inserts[p.pending].At > p.at {
		end = min(end, p.inserts[p.pending].At)
	}
	for i := range p.stack {
		if p.stack[i].mark >= 0 {
			end = min(end, p.stack[i].end)
		}
	}
	return end
}

// arrive makes everything ready to print the text at an offset.
func (p *printer) arrive(at int) {
	p.end() // by what has been printed
	if p.links == 0 {
		p.insert()
	}
	p.at = at
	p.end()
	if p.links == 0 {
		p.insert()
	}
	p.begin(at, nil)
}

// end closes the marks that end at or before the printer's place.
func (p *printer) end() {
	for i := range p.stack {
		if p.stack[i].mark >= 0 && p.stack[i].end <= p.at {
			p.pop(i)
			return
		}
	}
}

// pop closes the elements from the i-th of the stack on. Marks that go on wait
// to be opened again; elements of the article that go on are opened again at
// once.
func (p *printer) pop(i int) {
	var again []*op
	for len(p.stack) > i {
		e := p.stack[len(p.stack)-1]
		p.stack = p.stack[:len(p.stack)-1]
		p.closeTag(e)
		if e.mark < 0 {
			again = append(again, e.own)
		} else if e.end > p.at {
			p.waiting = append(p.waiting, e.mark)
		}
	}
	for _, o := range slices.Backward(again) {
		p.openOwn(o)
	}
}

// closeTag closes an element, or takes its opening back if nothing was printed
// inside.
func (p *printer) closeTag(e element) {
	if e.anchor {
		p.anchors--
		if e.mark < 0 {
			p.links--
		}
	}
	if len(p.buf) == e.inside {
		p.buf = p.buf[:e.from]
		if e.first {
			p.opened[e.mark] = false
		}
		return
	}
	p.buf = append(p.buf, "</"...)
	p.buf = append(p.buf, e.name...)
	p.buf = append(p.buf, '>')
}

// begin opens the marks that cover the offset at. If an element of the article
// is to be opened there, only those that go around all of it are opened.
func (p *printer) begin(at int, around *op) {
	for p.next < len(p.marks) && p.marks[p.next].Span.Start <= at {
		if p.marks[p.next].Span.End > at {
			p.waiting = append(p.waiting, p.next)
		}
		p.next++
	}
	if len(p.waiting) == 0 {
		return
	}
	p.waiting = slices.DeleteFunc(p.waiting, func(i int) bool { return p.marks[i].Span.End <= at })
	if len(p.waiting) > 1 {
		slices.SortFunc(p.waiting, func(i, j int) int {
			a, b := &p.marks[i], &p.marks[j]
			return cmp.Or(cmp.Compare(b.Span.End, a.Span.End), cmp.Compare(a.Rank, b.Rank), cmp.Compare(i, j))
		})
	}
	kept := p.waiting[:0]
	for _, i := range p.waiting {
		if around != nil && !p.goesAround(i, around) {
			kept = append(kept, i)
			continue
		}
		p.openMark(i)
	}
	p.waiting = kept
}

// goesAround reports whether the mark can stand outside an element of the
// article: it must not end inside it, and must not be a link around a link.
func (p *printer) goesAround(mark int, own *op) bool {
	m := &p.marks[mark]
	return m.Span.End >= own.span.End && !(own.kind == opLink && m.Tag == "a")
}

// openMark opens a mark. Within a link, a link becomes a span.
func (p *printer) openMark(i int) {
	m := &p.marks[i]
	e := element{mark: i, name: m.Tag, end: m.Span.End, from: len(p.buf), first: !p.opened[i]}
	bare := false
	if m.Tag == "a" {
		if p.anchors > 0 {
			e.name, bare = "span", true
		} else {
			e.anchor = true
			p.anchors++
		}
	}
	p.opened[i] = true
	p.buf = append(p.buf, '<')
	p.buf = append(p.buf, e.name...)
	for _, attr := range m.Attrs {
		if !e.first && attr.Name == "id" || bare && onlyOnLinks(attr.Name) {
			continue
		}
		p.buf = attribute(p.buf, attr.Name, attr.Value)
	}
	p.buf = append(p.buf, '>')
	e.inside = len(p.buf)
	p.stack = append(p.stack, e)
}

func onlyOnLinks(name string) bool {
	switch name {
	case "href", "rel", "target", "hreflang", "download", "type", "ping", "referrerpolicy":
		return true
	}
	return false
}

// element opens an inline element of the article.
func (p *printer) element(o *op) {
	p.arriveAt(o.span.Start)
	p.begin(o.span.Start, o)
	// A mark already open that can't stand outside closes and waits.
	for i := range p.stack {
		if p.stack[i].mark >= 0 && !p.goesAround(p.stack[i].mark, o) {
			p.pop(i)
			p.begin(o.span.Start, o)
			break
		}
	}
	p.openOwn(o)
}

// arriveAt is arrive without opening anything.
func (p *printer) arriveAt(at int) {
	p.end()
	if p.links == 0 {
		p.insert()
	}
	p.at = max(p.at, at)
	p.end()
}

// openOwn opens an element of the article.
func (p *printer) openOwn(o *op) {
	e := element{mark: -1, name: o.name, end: o.span.End, from: len(p.buf), own: o}
	href := o.value
	if o.kind == opLink && o.relative && p.render.Resolve != nil {
		href = p.render.Resolve(href)
	}
	switch {
	case o.kind == opLink && href == "":
		e.name = "span" // the words alone; a span keeps the stack simple
		p.buf = append(p.buf, "<span>"...)
	case o.kind == opLink:
		e.anchor = true
		p.anchors++
		p.links++
		p.buf = append(p.buf, "<a"...)
		p.buf = attribute(p.buf, "href", href)
		if o.extra != "" {
			p.buf = attribute(p.buf, "title", o.extra)
		}
		p.buf = append(p.buf, '>')
	default:
		p.buf = append(p.buf, '<')
		p.buf = append(p.buf, o.name...)
		p.buf = append(p.buf, '>')
	}
	e.inside = len(p.buf)
	p.stack = append(p.stack, e)
}

// endElement closes the innermost element of the article, and the marks inside
// it.
func (p *printer) endElement() {
	for i := len(p.stack) - 1; i >= 0; i-- {
		if p.stack[i].mark < 0 {
			p.popMarks(i + 1)
			e := p.stack[i]
			p.stack = p.stack[:i]
			p.closeTag(e)
			return
		}
	}
}

// popMarks closes the marks from the i-th of the stack on.
func (p *printer) popMarks(i int) {
	if len(p.stack) > i {
		p.pop(i)
	}
}

// settle closes all marks and prints the inserts that are due, before a block
// begins or ends.
func (p *printer) settle() {
	p.end()
	if p.links == 0 {
		p.insert()
	}
	p.popMarks(0)
}

// insert prints the inserts up to the printer's place, outside any link.
func (p *printer) insert() {
	for p.pending < len(p.inserts) && p.inserts[p.pending].At <= p.at {
		n := &p.inserts[p.pending]
		p.pending++
		p.aside(func() {
			p.buf = append(p.buf, '<')
			p.buf = append(p.buf, n.Tag...)
			for _, attr := range n.Attrs {
				p.buf = attribute(p.buf, attr.Name, attr.Value)
			}
			p.buf = append(p.buf, '>')
			p.buf = escape(p.buf, n.Text, false)
			p.buf = append(p.buf, "</"...)
			p.buf = append(p.buf, n.Tag...)
			p.buf = append(p.buf, '>')
		})
	}
}

// aside prints something that is no part of the text and may be a link: links
// that are marks are closed before it.
func (p *printer) aside(print func()) {
	if p.anchors > p.links {
		for i := range p.stack {
			if p.stack[i].anchor && p.stack[i].mark >= 0 {
				p.pop(i)
				break
			}
		}
	}
	print()
}
