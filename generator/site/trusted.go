package site

import (
	"bytes"
	"html/template"
	"strconv"
)

// This file is the only one that makes template.HTML, which html/template
// prints without escaping. Two things need it: the body of an article, which
// package source has escaped, and drawings, whose geometry is built here.

// trustedBody takes a piece of what source.WriteHTML wrote.
func trustedBody(b []byte) template.HTML { return template.HTML(b) }

// A drawing is an SVG with the sentence that says what it shows.
type drawing struct {
	Label string
	Class string
	View  string // viewBox
	Inner template.HTML
}

// A pen builds the inside of an SVG. Numbers are printed as they are, text is
// escaped.
type pen struct{ buf bytes.Buffer }

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

// text writes words, escaped.
func (p *pen) text(s string) *pen {
	template.HTMLEscape(&p.buf, []byte(s))
	return p
}

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
	return &drawing{Label: label, Class: class, View: view, Inner: template.HTML(p.buf.String())}
}
