package site

import (
	"bytes"
	"html/template"
	"strconv"
	"sync"
)

// This file is the only one that makes template.HTML, which html/template
// prints without escaping. Four things need it: the head and foot of a page,
// which templates make once for all pages of a section; the body of an article, which
// package source has escaped; the notes and cards of an article, of which there
// are many on every page; and drawings.

// A drawing is an SVG with the sentence that says what it shows.
type drawing struct {
	Label string
	Class string
	View  string // viewBox
	Inner template.HTML
}

// A pen writes markup. Numbers are printed as they are, text is escaped, so
// that what it makes can be trusted: nothing but constants of the program goes
// through raw, and nothing but what source.WriteHTML writes through Write.
type pen struct{ buf bytes.Buffer }

// Write takes what package source has escaped.
func (p *pen) Write(escaped []byte) (int, error) { return p.buf.Write(escaped) }

// raw writes markup that is a constant of the program.
func (p *pen) raw(markup string) *pen {
	p.buf.WriteString(markup)
	return p
}

// num writes a whole number.
func (p *pen) num(n int) *pen {
	p.buf.Write(strconv.AppendInt(p.buf.AvailableBuffer(), int64(n), 10))
	return p
}

// tenth writes a tenth of a number, "12.5" for 125.
func (p *pen) tenth(n int) *pen {
	if n < 0 {
		p.buf.WriteByte('-')
		n = -n
	}
	p.num(n / 10)
	if n%10 != 0 {
		p.buf.WriteByte('.')
		p.num(n % 10)
	}
	return p
}

// text writes words, escaped for text and for attributes in double quotes.
func (p *pen) text(s string) *pen {
	from := 0
	for i := 0; i < len(s); i++ {
		if escape := escapes[s[i]]; escape != "" {
			p.buf.WriteString(s[from:i])
			p.buf.WriteString(escape)
			from = i + 1
		}
	}
	p.buf.WriteString(s[from:])
	return p
}

// escapes are what stands for the characters that mean something in markup.
var escapes = [256]string{'&': "&amp;", '<': "&lt;", '>': "&gt;", '"': "&#34;", '\'': "&#39;", 0: "\uFFFD"}

// at writes a text element.
func (p *pen) at(x, y int, anchor, class, words string) *pen {
	p.raw(`<text x="`).num(x).raw(`" y="`).num(y).raw(`"`)
	if anchor != "" {
		p.raw(` text-anchor="`).text(anchor).raw(`"`)
	}
	if class != "" {
		p.raw(` class="`).text(class).raw(`"`)
	}
	return p.raw(">").text(words).raw("</text>")
}

// drawing is what the pen has drawn.
func (p *pen) drawing(label, class, view string) *drawing {
	return &drawing{Label: label, Class: class, View: view, Inner: p.html()}
}

// framed takes what a template has written, which html/template has escaped.
func framed(b []byte) template.HTML { return template.HTML(b) }

// drawn is what a pen writes that is handed to write.
func drawn(write func(*pen)) template.HTML {
	p := takePen()
	write(p)
	return p.lay()
}

// pens are used again and again: growing a new one for each piece costs as much
// as writing it.
var pens = sync.Pool{New: func() any { return new(pen) }}

func takePen() *pen { return pens.Get().(*pen) }

// lay is what the pen has written. The pen is another's then.
func (p *pen) lay() template.HTML {
	html := p.html()
	if p.buf.Cap() <= 1<<20 {
		p.buf.Reset()
		pens.Put(p)
	}
	return html
}

// html is what the pen has written.
func (p *pen) html() template.HTML { return template.HTML(p.buf.String()) }
