package source

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	gmtext "github.com/yuin/goldmark/text"

	"pressmark/generator/text"
)

// parser reads CommonMark with tables, footnotes, strikethrough and bare web
// addresses as links. The typographer stays off: it rewrites quotation marks,
// and the text must be the file's. Parsers may be used by several goroutines.
var parser = goldmark.New(goldmark.WithExtensions(
	extension.Table, extension.Strikethrough, extension.Linkify, extension.Footnote)).Parser()

// markdown reads a Markdown body that begins after the given number of lines.
// The title is the metadata's, else the first heading of the first level, else
// the file's name; a heading that repeats it is no part of the body.
func (r *reader) markdown(body string, lines int) {
	a := r.article
	if at, problem := hostile(body); problem != "" {
		line, col := position(body, at)
		r.fail(lines+line, col, "write it more simply", "%s", problem)
		return
	}
	src := []byte(body)
	doc := parser.Parse(gmtext.NewReader(src))
	heading := titleHeading(doc)
	if heading != nil {
		words := line(plainText(heading, src))
		switch {
		case words == "":
			heading = nil
		case a.Title == "":
			a.Title = words
		case !strings.EqualFold(words, a.Title) || heading.PreviousSibling() != nil:
			heading = nil
		}
	}
	if a.Title == "" {
		a.Title = fromFileName(r.path)
	}
	c := compiler{reader: r, src: src, lines: lines, title: heading, refs: make(map[string]bool)}
	c.compile(doc)
}

// titleHeading returns the first heading of the first level, if there is one.
func titleHeading(doc ast.Node) ast.Node {
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok && h.Level == 1 {
			return n
		}
	}
	return nil
}

// compile makes the article's text and tree of the document.
func (c *compiler) compile(doc ast.Node) {
	a := c.reader.article
	c.buf = make([]byte, 0, len(a.Title)+2+len(c.src))
	c.buf = append(c.buf, a.Title...)
	c.buf = append(c.buf, "\n\n"...)
	c.body = len(c.buf)
	c.shift = headingShift(doc, c.title)
	walk(doc, c)
	a.Headline = text.Span{Start: 0, End: len(a.Title)}
	if len(c.buf) == c.body {
		c.buf = c.buf[:len(a.Title)]
		c.body = len(c.buf)
	}
	a.Text = string(c.buf)
	a.Body = text.Span{Start: c.body, End: len(c.buf)}
	a.Blocks = c.blocks
	a.tree.ops = c.finishOps()
	a.tree.anchors = c.anchors
	if c.rawHTML > 0 {
		c.reader.warn(c.rawLine, 0, "write it in Markdown", "raw HTML is left out and its text kept, %s", times(c.rawHTML))
	}
	for _, bad := range c.badLinks {
		c.reader.warn(bad.line, 0, "only http, https, mailto and relative addresses are let through", "the address %q is left out", bad.href)
	}
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return strconv.Itoa(n) + " times"
}

// headingShift returns by how much heading levels grow so that the highest in
// the body becomes 2, below the page's own.
func headingShift(doc, title ast.Node) int {
	highest := 0
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok && n != title && (highest == 0 || h.Level < highest) {
			highest = h.Level
		}
	}
	if highest == 0 {
		return 1
	}
	return 2 - highest
}

// A visitor is told of every node on the way down and, whatever enter said, on
// the way up.
type visitor interface {
	enter(ast.Node) (descend bool)
	leave(ast.Node)
}

// walk visits the nodes below root without calling itself, so that no depth of
// nesting can exhaust the stack.
func walk(root ast.Node, v visitor) {
	n := root.FirstChild()
	for n != nil {
		if v.enter(n) && n.FirstChild() != nil {
			n = n.FirstChild()
			continue
		}
		for {
			v.leave(n)
			if next := n.NextSibling(); next != nil {
				n = next
				break
			}
			if n = n.Parent(); n == root {
				return
			}
		}
	}
}

// plainText returns the words below n, code included.
func plainText(n ast.Node, src []byte) string {
	g := &gatherer{src: src}
	walk(n, g)
	return string(g.buf)
}

type gatherer struct{ src, buf []byte }

func (g *gatherer) enter(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.Text:
		g.buf = appendText(g.buf, n, g.src)
		if n.SoftLineBreak() || n.HardLineBreak() {
			g.buf = append(g.buf, ' ')
		}
	case *ast.String:
		g.buf = append(g.buf, n.Value...)
	case *ast.AutoLink:
		g.buf = append(g.buf, n.Label(g.src)...)
	}
	return true
}

func (g *gatherer) leave(ast.Node) {}
