package source

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	gmtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"pressmark/generator/text"
)

// enterInline opens what an inline node stands for.
func (c *compiler) enterInline(n ast.Node) (frameKind, bool) {
	switch n := n.(type) {
	case *ast.Text:
		c.text(n)
	case *ast.String:
		c.words(n.Value)
	case *ast.CodeSpan:
		code := clean(strings.ReplaceAll(plainText(n, c.src), "\n", " "))
		if code != "" {
			c.object(op{kind: opCode, value: code})
		}
	case *ast.Emphasis:
		if n.Level == 1 {
			return c.inline("em")
		}
		return c.inline("strong")
	case *east.Strikethrough:
		return c.inline("del")
	case *ast.Link:
		return c.link(util.URLEscape(n.Destination, true), n.Title, n)
	case *ast.AutoLink:
		return c.autoLink(n)
	case *ast.Image:
		c.image(n)
	case *ast.RawHTML:
		c.rawInline(n)
	case *east.FootnoteLink:
		c.footnoteLink(n)
	case *east.FootnoteBacklink:
		c.footnoteBacklink(n)
	default:
		return nothing, true
	}
	return nothing, false
}

// separate writes the blank line between two blocks when the first word of the
// second comes.
func (c *compiler) separate() {
	if c.gap && len(c.buf) > c.body {
		c.buf = append(c.buf, "\n\n"...)
	}
	c.gap = false
}

// text writes a text node, and the line break it ends with.
func (c *compiler) text(n *ast.Text) {
	words := n.Segment.Value(c.src)
	if len(words) > 0 {
		c.separate()
		start := len(c.buf)
		c.buf = appendText(c.buf, n, c.src)
		c.textOp(start)
	}
	if c.gap {
		return // nothing before the break
	}
	if n.HardLineBreak() {
		c.ops = append(c.ops, op{kind: opBreak})
	}
	if n.HardLineBreak() || n.SoftLineBreak() {
		c.buf = append(c.buf, '\n')
		c.textOp(len(c.buf) - 1)
	}
}

// words writes words that need no decoding.
func (c *compiler) words(words []byte) {
	if len(words) > 0 {
		c.separate()
		start := len(c.buf)
		c.buf = append(c.buf, words...)
		c.textOp(start)
	}
}

// textOp notes the text from start on, as part of the step before if it is text
// too.
func (c *compiler) textOp(start int) {
	if last := len(c.ops) - 1; last >= 0 && c.ops[last].kind == opText && c.ops[last].span.End == start {
		c.ops[last].span.End = len(c.buf)
		return
	}
	c.ops = append(c.ops, op{kind: opText, span: text.Span{Start: start, End: len(c.buf)}})
}

// object writes the placeholder for something that is shown but is no text.
func (c *compiler) object(o op) {
	c.separate()
	o.span.Start = len(c.buf)
	c.buf = append(c.buf, object...)
	o.span.End = len(c.buf)
	c.ops = append(c.ops, o)
}

// inline opens an element around words.
func (c *compiler) inline(name string) (frameKind, bool) {
	if c.inlines >= maxInlineDepth {
		return nothing, true
	}
	c.inlines++
	c.ops = append(c.ops, op{kind: opInline, name: name})
	return inline, true
}

// link opens a link, unless its address is not let through or it stands in
// another.
func (c *compiler) link(href, title []byte, n ast.Node) (frameKind, bool) {
	address, relative, ok := safeAddress(string(href), false)
	if !ok && len(href) > 0 {
		c.badLink(n, href)
	}
	if !ok || c.links > 0 || c.inlines >= maxInlineDepth {
		return nothing, true
	}
	c.inlines++
	c.links++
	c.ops = append(c.ops, op{kind: opLink, name: "a", value: address, relative: relative, extra: decodedTitle(title)})
	return link, true
}

func (c *compiler) autoLink(n *ast.AutoLink) (frameKind, bool) {
	href := util.URLEscape(n.URL(c.src), false)
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(string(href)), "mailto:") {
		href = append([]byte("mailto:"), href...)
	}
	f := frame{op: len(c.ops), start: len(c.buf), gap: c.gap}
	f.kind, _ = c.link(href, nil, n)
	c.words(n.Label(c.src))
	if f.kind == link {
		c.leaveInline(f)
	}
	return nothing, false
}

// decodedTitle returns the title of a link or image on one line.
func decodedTitle(title []byte) string { return line(clean(string(appendDecoded(nil, title)))) }

// leaveInline closes an inline element, or takes it back if it holds nothing.
func (c *compiler) leaveInline(f frame) {
	c.inlines--
	if f.kind == link {
		c.links--
	}
	if len(c.buf) == f.start {
		c.ops = append(c.ops[:f.op], asides(c.ops[f.op+1:])...)
		return
	}
	o := &c.ops[f.op]
	o.span = text.Span{Start: f.start, End: len(c.buf)}
	if f.gap && f.start > c.body {
		o.span.Start += len("\n\n") // written before the first word inside
	}
	c.ops = append(c.ops, op{kind: opInlineEnd, name: o.name})
}

// asides returns those steps that print something outside the text.
func asides(ops []op) []op {
	kept := ops[:0]
	for _, o := range ops {
		if o.kind == opAside {
			kept = append(kept, o)
		}
	}
	return kept
}

// image writes an image, or its words if its address is not let through.
func (c *compiler) image(n *ast.Image) {
	alt := strings.TrimSpace(plainText(n, c.src))
	href := util.URLEscape(n.Destination, true)
	address, relative, ok := safeAddress(string(href), true)
	if !ok {
		if len(href) > 0 {
			c.badLink(n, href)
		}
		c.words([]byte(alt))
		return
	}
	c.object(op{kind: opImage, name: decodedTitle(n.Title), value: address, relative: relative, extra: line(clean(alt))})
}

// rawInline leaves a tag out; a line break is let through.
func (c *compiler) rawInline(n *ast.RawHTML) {
	tag := string(n.Segments.Value(c.src))
	switch tagName(tag) {
	case "br":
		if !c.gap {
			c.ops = append(c.ops, op{kind: opBreak})
			c.words([]byte("\n"))
		}
	case "":
		if strings.HasPrefix(tag, "<!--") {
			return
		}
		fallthrough
	default:
		c.raw(n.Segments)
	}
}

// raw counts HTML that is left out.
func (c *compiler) raw(segments *gmtext.Segments) {
	if c.rawHTML++; c.rawHTML == 1 && segments.Len() > 0 {
		c.rawLine = c.lineOf(segments.At(0).Start)
	}
}

// htmlBlock writes the words of a block of raw HTML as paragraphs.
func (c *compiler) htmlBlock(n *ast.HTMLBlock) {
	html := string(n.Lines().Value(c.src))
	if n.HasClosure() {
		html += string(n.ClosureLine.Value(c.src))
	}
	words, quiet := stripTags(html)
	if !quiet {
		c.raw(n.Lines())
	}
	for _, paragraph := range splitParagraphs(words) {
		f := frame{op: len(c.ops), start: len(c.buf)}
		c.leaf("p", "")
		c.words([]byte(strings.Join(paragraph, "\n")))
		c.depth--
		c.closeBlock(n, f)
	}
}

// fence writes a block of code.
func (c *compiler) fence(n ast.Node, language string) {
	code := clean(string(n.Lines().Value(c.src)))
	if strings.TrimSpace(code) == "" {
		return
	}
	c.gap = true
	start := len(c.buf)
	o := op{kind: opFence, block: -1, value: code, extra: language}
	if c.top() {
		o.block = len(c.blocks)
	}
	c.object(o)
	if o.block >= 0 {
		c.blocks = append(c.blocks, Block{c.since(start), blockID(o.block)})
	}
	c.reader.article.HasCode = true
}

// footnoteLink writes the number of a footnote.
func (c *compiler) footnoteLink(n *east.FootnoteLink) {
	number := strconv.Itoa(n.Index)
	id := refID(n.Index, n.RefIndex)
	mark := `<sup class="footnote-ref">` + number + `</sup>`
	if c.links == 0 && !c.refs[id] {
		mark = `<sup class="footnote-ref" id="` + id + `"><a href="#fn-` + number + `" aria-label="Footnote ` + number + `">` + number + `</a></sup>`
		c.refs[id] = true
	}
	c.ops = append(c.ops, op{kind: opAside, value: mark})
}

// footnoteBacklink writes the way from a footnote back to the text.
func (c *compiler) footnoteBacklink(n *east.FootnoteBacklink) {
	id := refID(n.Index, n.RefIndex)
	if !c.refs[id] || c.links > 0 {
		return
	}
	c.ops = append(c.ops, op{kind: opAside, value: ` <a class="footnote-back" href="#` + id + `" aria-label="Back to the text">↩</a>`})
}

func refID(index, occurrence int) string {
	id := "fnref-" + strconv.Itoa(index)
	if occurrence > 0 {
		id += "-" + strconv.Itoa(occurrence+1)
	}
	return id
}

// headingAnchor makes the name by which Markdown's users know a heading: small
// letters, blanks as hyphens, marks dropped.
func headingAnchor(words string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), r == '-', r == '_', unicode.Is(unicode.M, r):
			return unicode.ToLower(r)
		case r == ' ':
			return '-'
		}
		return -1
	}, words)
}

// near returns the line of the file on which an inline node stands; 0 if it
// can't be told.
func (c *compiler) near(n ast.Node) int {
	for n != nil {
		if t, ok := n.(*ast.Text); ok {
			return c.lineOf(t.Segment.Start)
		}
		if n.FirstChild() == nil {
			return 0
		}
		n = n.FirstChild()
	}
	return 0
}

func (c *compiler) lineOf(at int) int {
	return c.lines + 1 + bytes.Count(c.src[:at], []byte("\n"))
}

// badLink notes an address that is not let through; a few are enough.
func (c *compiler) badLink(n ast.Node, href []byte) {
	if len(c.badLinks) < 10 {
		c.badLinks = append(c.badLinks, badLink{c.near(n), string(href)})
	}
}
