package source

import (
	"io"
	"strconv"
	"sync"
)

// Render tells WriteHTML what to add to an article's body.
type Render struct {
	Marks   []Mark   // in any order
	Inserts []Insert // in any order

	// Resolve turns an address in the file that names no host, as
	// "minsk.md#history", "images/map.png" or "/about/", percent-encoded, into
	// one that fits the page; fragments alone are not asked for. Given "" back,
	// the link's words or the image's description stand alone. nil leaves
	// addresses as they are.
	Resolve func(href string) string

	// After is called after each top-level block, with its index in
	// Article.Blocks, to write what belongs beside it.
	After func(w io.Writer, block int) error

	// BlockAttrs returns more attributes for the element of a top-level
	// block; "id" is not among them, and "class" is joined to the block's own.
	BlockAttrs func(block int) []Attr
}

// flushAt is how many bytes WriteHTML gathers before it writes.
const flushAt = 16 << 10

// WriteHTML prints the body, without the headline, with r's marks and inserts.
// Every character of the body's text is printed once. Every top-level block
// bears its id; the first, if it is a paragraph, the class "opening". Errors
// are those of w and r.After.
func (a *Article) WriteHTML(w io.Writer, r Render) error {
	p := newPrinter(w, a, &r)
	defer p.release()
	for i := range a.tree.ops {
		p.step(&a.tree.ops[i])
		if p.err != nil {
			return p.err
		}
	}
	return p.flush()
}

// WriteHeadline prints the words of the headline with r's marks and inserts,
// without an element around them.
func (a *Article) WriteHeadline(w io.Writer, r Render) error {
	return a.WriteSpan(w, a.Headline.Start, a.Headline.End, r)
}

// WriteSpan prints the words of the text between two byte offsets with r's
// marks and inserts, without the elements of the article: an excerpt. Code and
// images are left out.
func (a *Article) WriteSpan(w io.Writer, start, end int, r Render) error {
	p := newPrinter(w, a, &r)
	defer p.release()
	p.plain = true
	p.from(start)
	p.print(start, end)
	p.settle()
	return p.flush()
}

// printers are used again, for the sake of the space they have gathered.
var printers = sync.Pool{New: func() any { return new(printer) }}

func newPrinter(w io.Writer, a *Article, r *Render) *printer {
	p := printers.Get().(*printer)
	p.w, p.text, p.render = w, a.Text, r
	p.prepare(r.Marks, r.Inserts)
	p.from(a.Body.Start)
	return p
}

// release gives the printer back, with nothing left in it but space.
func (p *printer) release() {
	clear(p.marks)
	clear(p.inserts)
	clear(p.stack[:cap(p.stack)])
	if cap(p.buf) > 16*flushAt || cap(p.marks) > 1<<14 {
		return
	}
	*p = printer{buf: p.buf[:0], marks: p.marks[:0], inserts: p.inserts[:0], stack: p.stack[:0], waiting: p.waiting[:0], opened: p.opened[:0]}
	printers.Put(p)
}

// step prints one step of the tree.
func (p *printer) step(o *op) {
	switch o.kind {
	case opText:
		p.print(o.span.Start, o.span.End)
	case opBlock:
		p.settle()
		p.block(o)
	case opOpen:
		p.settle()
		p.buf = append(p.buf, '<')
		p.buf = append(p.buf, o.name...)
		p.buf = append(p.buf, o.value...)
		p.buf = append(p.buf, '>')
	case opClose, opBlockEnd:
		p.settle()
		p.buf = append(p.buf, "</"...)
		p.buf = append(p.buf, o.name...)
		p.buf = append(p.buf, ">\n"...)
		if o.kind == opBlockEnd {
			p.after(o.block)
		}
	case opInline, opLink:
		p.element(o)
	case opInlineEnd:
		p.endElement()
	case opBreak:
		p.end()
		p.buf = append(p.buf, "<br>"...)
	case opImage, opCode:
		p.arrive(o.span.Start)
		p.object(o)
		p.at = o.span.End
	case opFence:
		p.settle()
		p.at = o.span.End
		p.fence(o)
	case opAside:
		p.end()
		p.aside(func() { p.buf = append(p.buf, o.value...) })
	case opRule:
		p.settle()
		p.buf = append(p.buf, "<hr>\n"...)
	}
}

// block opens the element of a top-level block.
func (p *printer) block(o *op) {
	p.buf = append(p.buf, '<')
	p.buf = append(p.buf, o.name...)
	p.blockAttributes(o.block, o.name, o.value)
	p.buf = append(p.buf, '>')
}

// blockAttributes prints id, class and what the caller adds. own is the
// element's attributes as HTML, a class first if there is one.
func (p *printer) blockAttributes(block int, name, own string) {
	class := ""
	if rest, ok := cutClass(own); ok {
		class, own = rest[0], rest[1]
	}
	if block == 0 && name == "p" {
		class = "opening"
	}
	var more []Attr
	if p.render.BlockAttrs != nil {
		more = p.render.BlockAttrs(block)
	}
	for _, attr := range more {
		if attr.Name == "class" && attr.Value != "" {
			if class != "" {
				class += " "
			}
			class += attr.Value
		}
	}
	p.buf = append(p.buf, ` id="p`...)
	p.buf = strconv.AppendInt(p.buf, int64(block+1), 10)
	p.buf = append(p.buf, '"')
	if class != "" {
		p.buf = attribute(p.buf, "class", class)
	}
	p.buf = append(p.buf, own...)
	for _, attr := range more {
		if attr.Name != "class" && attr.Name != "id" {
			p.buf = attribute(p.buf, attr.Name, attr.Value)
		}
	}
}

// cutClass parts ` class="x" …` into x and the rest.
func cutClass(own string) (parts [2]string, ok bool) {
	const head = ` class="`
	if len(own) < len(head) || own[:len(head)] != head {
		return parts, false
	}
	for i := len(head); i < len(own); i++ {
		if own[i] == '"' {
			return [2]string{own[len(head):i], own[i+1:]}, true
		}
	}
	return parts, false
}

// after lets the caller write behind a top-level block.
func (p *printer) after(block int) {
	if p.render.After == nil {
		if len(p.buf) > flushAt {
			p.flush()
		}
		return
	}
	if p.flush() == nil {
		p.err = p.render.After(p.w, block)
	}
}

func (p *printer) flush() error {
	if p.err == nil && len(p.buf) > 0 {
		_, p.err = p.w.Write(p.buf)
	}
	p.buf = p.buf[:0]
	return p.err
}

// object prints an image or a code span.
func (p *printer) object(o *op) {
	if o.kind == opCode {
		p.buf = append(p.buf, "<code>"...)
		p.buf = escape(p.buf, o.value, false)
		p.buf = append(p.buf, "</code>"...)
		return
	}
	src := o.value
	if o.relative && p.render.Resolve != nil {
		if src = p.render.Resolve(src); src == "" {
			p.buf = escape(p.buf, o.extra, false)
			return
		}
	}
	p.buf = append(p.buf, "<img"...)
	p.buf = attribute(p.buf, "src", src)
	p.buf = append(p.buf, ` alt="`...)
	p.buf = escape(p.buf, o.extra, true)
	p.buf = append(p.buf, '"')
	if o.name != "" {
		p.buf = attribute(p.buf, "title", o.name)
	}
	p.buf = append(p.buf, ` loading="lazy" decoding="async">`...)
}
