package intake

import (
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A markdown writer turns a tree of HTML into Markdown: paragraphs, headings,
// quotations, lists, tables, code, pictures with their captions, links and
// emphasis. It lets nothing else through, and keeps the words of what it does
// not know. No HTML is left in what it writes.
type markdown struct {
	base    *url.URL // for relative addresses; nil if it is not known
	plain   bool     // no emphasis
	blocks  map[*html.Node]bool
	words   strings.Builder // what a reader of the Markdown is to see
	lost    map[string]int  // what had to be left out
	nesting int
}

// maxNesting is how deep quotations and lists may stand in each other.
const maxNesting = 12

// toMarkdown sets the item's body to what is below n.
func (it *Item) toMarkdown(n *html.Node, base *url.URL) {
	m := &markdown{base: base, blocks: map[*html.Node]bool{}, lost: map[string]int{}}
	m.findBlocks(n)
	it.Body = strings.Join(m.flow(n), "\n\n")
	if it.Body != "" {
		it.Body += "\n"
	}
	it.Words = m.words.String()
	it.Plainer = func() string {
		again := &markdown{base: base, plain: true, blocks: m.blocks, lost: map[string]int{}}
		return strings.Join(again.flow(n), "\n\n") + "\n"
	}
	for what, n := range m.lost {
		it.leave(what, n)
	}
}

// findBlocks notes which nodes hold blocks, so that a link around paragraphs is
// not taken for words.
func (m *markdown) findBlocks(n *html.Node) bool {
	holds := n.Type == html.ElementNode && blockTags[n.DataAtom]
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if m.findBlocks(c) {
			holds = true
		}
	}
	if holds {
		m.blocks[n] = true
	}
	return holds
}

var blockTags = atoms(atom.P, atom.Div, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Blockquote, atom.Ul, atom.Ol, atom.Li,
	atom.Dl, atom.Dt, atom.Dd, atom.Table, atom.Pre, atom.Hr, atom.Figure, atom.Figcaption, atom.Article, atom.Section, atom.Aside, atom.Header,
	atom.Footer, atom.Main, atom.Nav, atom.Address, atom.Details, atom.Summary, atom.Form, atom.Fieldset, atom.Center, atom.Body, atom.Html, atom.Tr, atom.Td, atom.Th)

// silent are elements whose content is no part of the text.
var silent = atoms(atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Head, atom.Svg, atom.Math, atom.Select, atom.Textarea, atom.Button, atom.Input,
	atom.Title, atom.Meta, atom.Link, atom.Canvas, atom.Datalist, atom.Rp, atom.Noframes, atom.Noembed, atom.Xmp, atom.Plaintext, atom.Map)

// embedded are elements that show something from elsewhere.
var embedded = atoms(atom.Iframe, atom.Object, atom.Embed, atom.Video, atom.Audio, atom.Frame, atom.Applet)

func atoms(list ...atom.Atom) map[atom.Atom]bool {
	m := make(map[atom.Atom]bool, len(list))
	for _, a := range list {
		m[a] = true
	}
	return m
}

// passOver reports whether n is not shown.
func (m *markdown) passOver(n *html.Node) bool {
	if n.Type == html.CommentNode || n.Type == html.DoctypeNode {
		return true
	}
	if n.Type != html.ElementNode {
		return false
	}
	if embedded[n.DataAtom] {
		m.lost["embedded media"]++
		return true
	}
	return silent[n.DataAtom] || hidden(n)
}

func hidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return a.Val != "until-found"
		case "style":
			s := strings.ToLower(strings.Join(strings.Fields(a.Val), ""))
			if strings.Contains(s, "display:none") || strings.Contains(s, "visibility:hidden") {
				return true
			}
		}
	}
	return false
}

// flow returns the blocks below n, each without a line end.
func (m *markdown) flow(n *html.Node) []string {
	var out []string
	var run []*html.Node // inline nodes that make a paragraph
	flush := func() {
		out = append(out, m.paragraph(run)...)
		run = nil
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if m.passOver(c) {
			continue
		}
		if !m.blocks[c] {
			run = append(run, c)
			continue
		}
		flush()
		out = append(out, m.block(c)...)
	}
	flush()
	return out
}

// block returns the blocks that an element makes.
func (m *markdown) block(n *html.Node) []string {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return m.heading(n)
	case atom.Blockquote:
		return m.within(m.flow, n, func(int) (string, string) { return "> ", "> " })
	case atom.Ul, atom.Ol:
		return m.list(n)
	case atom.Pre:
		return m.code(n)
	case atom.Hr:
		return []string{"***"}
	case atom.Table:
		if rows, ok := m.rows(n); ok {
			return m.table(rows)
		}
	case atom.Dt:
		return m.strongBlocks(n)
	}
	return m.flow(n)
}

// heading writes a heading. None is of the first level: that is the title's.
func (m *markdown) heading(n *html.Node) []string {
	level := min(max(int(n.Data[1]-'0'), 2), 6)
	if m.holdsBlocksBelow(n) {
		return m.flow(n)
	}
	s := m.inline(children(n), true)
	if s == "" {
		return nil
	}
	return []string{strings.Repeat("#", level) + " " + s}
}

func (m *markdown) holdsBlocksBelow(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if m.blocks[c] {
			return true
		}
	}
	return false
}

func (m *markdown) strongBlocks(n *html.Node) []string {
	if m.holdsBlocksBelow(n) {
		return m.flow(n)
	}
	strong := &html.Node{Type: html.ElementNode, DataAtom: atom.Strong, Data: "strong", FirstChild: n.FirstChild, LastChild: n.LastChild}
	return m.paragraph([]*html.Node{strong})
}

// within puts the blocks that f makes of n into a container, whose mark before
// the first line of the block numbered i, and before all others, mark gives.
func (m *markdown) within(f func(*html.Node) []string, n *html.Node, mark func(i int) (first, other string)) []string {
	if m.nesting >= maxNesting {
		return f(n)
	}
	m.nesting++
	blocks := f(n)
	m.nesting--
	if len(blocks) == 0 {
		return nil
	}
	head, other := mark(0)
	return []string{prefixed(strings.Join(blocks, "\n\n"), head, other)}
}

func prefixed(s, head, other string) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		mark := other
		if i == 0 {
			mark = head
		}
		lines[i] = strings.TrimRight(mark+l, " ")
	}
	return strings.Join(lines, "\n")
}

// list writes an ordered or unordered list. What stands in it outside of items
// counts as an item.
func (m *markdown) list(n *html.Node) []string {
	number := 0
	if n.DataAtom == atom.Ol {
		number = 1
		if start, err := strconv.Atoi(attr(n, "start")); err == nil && start >= 0 && start < 100_000_000 {
			number = start
		}
	}
	var items []string
	tight := true
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if m.passOver(c) || c.Type == html.TextNode && strings.TrimSpace(c.Data) == "" {
			continue
		}
		mark := "- "
		if n.DataAtom == atom.Ol {
			mark = strconv.Itoa(number) + ". "
		}
		blocks := m.within(func(c *html.Node) []string {
			if c.DataAtom == atom.Li || m.blocks[c] && c.DataAtom != atom.Ul && c.DataAtom != atom.Ol {
				blocks := m.flow(c)
				tight = tight && len(blocks) <= 1
				return blocks
			}
			if m.blocks[c] {
				return m.block(c)
			}
			return m.paragraph([]*html.Node{c})
		}, c, func(int) (string, string) { return mark, strings.Repeat(" ", len(mark)) })
		if len(blocks) > 0 {
			number++
			items = append(items, blocks...)
		}
	}
	if len(items) == 0 {
		return nil
	}
	if tight && m.nesting < maxNesting {
		return []string{strings.Join(items, "\n")}
	}
	return []string{strings.Join(items, "\n\n")}
}

// code writes a block of code, which is no part of the article's words.
func (m *markdown) code(n *html.Node) []string {
	s := strings.Trim(text(n), "\n")
	if strings.TrimSpace(s) == "" {
		return nil
	}
	s = strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && unicode.IsControl(r) {
			return ' '
		}
		return r
	}, strings.ReplaceAll(s, "\r\n", "\n"))
	fence := "```"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	return []string{fence + "\n" + s + "\n" + fence}
}

// text returns all text below n.
func text(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		if n.DataAtom == atom.Br {
			b.WriteByte('\n')
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type != html.ElementNode || !silent[c.DataAtom] {
				walk(c)
			}
		}
	}
	walk(n)
	return b.String()
}

func children(n *html.Node) []*html.Node {
	var all []*html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		all = append(all, c)
	}
	return all
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
