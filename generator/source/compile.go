package source

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"pressmark/generator/text"
)

// Limits to how deep elements may nest in a page; below them the words stay,
// the elements go. Browsers stop at 512.
const (
	maxBlockDepth  = 64
	maxInlineDepth = 32
)

// A compiler walks goldmark's tree and writes down the text and the steps to
// print it.
type compiler struct {
	reader *reader
	src    []byte
	lines  int // above the body in the file
	title  ast.Node
	shift  int // of heading levels
	level  int // of the last heading written

	buf     []byte // the article's text
	body    int    // where its body begins
	gap     bool   // a blank line is due before the next word
	ops     []op
	blocks  []Block
	frames  []frame // one for each node on the way down
	depth   int     // of block elements
	inlines int     // of inline elements
	links   int
	tables  int

	anchors  map[string]string
	named    map[string]int  // how many headings have the same words
	refs     map[string]bool // footnote numbers that stand in the text
	noNotes  bool            // the footnotes held no words
	rawHTML  int
	rawLine  int
	badLinks []badLink
}

type badLink struct {
	line int
	href string
}

// A frame remembers what was opened for a node.
type frame struct {
	kind  frameKind
	op    int // the step that opened it
	start int // length of the text then
	gap   bool
}

type frameKind uint8

const (
	nothing   frameKind = iota
	container           // holds blocks; dropped if it has no words
	leaf                // holds words; dropped if it has none
	cell                // kept even when empty: list items, table cells
	row                 // opens nothing that can be dropped by itself
	inline
	link
)

// enter opens what the node stands for and reports whether to go below it.
func (c *compiler) enter(n ast.Node) bool {
	f := frame{op: len(c.ops), start: len(c.buf), gap: c.gap}
	descend := true
	if n.Type() == ast.TypeInline {
		f.kind, descend = c.enterInline(n)
	} else {
		f.kind, descend = c.enterBlock(n)
	}
	c.frames = append(c.frames, f)
	return descend
}

// top reports whether a block to be opened now is a block of the article.
func (c *compiler) top() bool { return c.depth == 0 }

// open writes down the opening of a block element.
func (c *compiler) open(name, attributes string) {
	kind := opOpen
	if c.top() {
		kind = opBlock
	}
	c.depth++
	c.ops = append(c.ops, op{kind: kind, name: name, value: attributes})
}

func (c *compiler) enterBlock(n ast.Node) (frameKind, bool) {
	if n == c.title {
		return nothing, false
	}
	if c.depth >= maxBlockDepth {
		return c.enterDeep(n)
	}
	switch n := n.(type) {
	case *ast.Paragraph:
		return c.leaf("p", "")
	case *ast.Heading:
		c.level = min(max(n.Level+c.shift, 2), 6, max(c.level, 1)+1)
		return c.leaf("h"+strconv.Itoa(c.level), "")
	case *ast.TextBlock:
		c.gap = true
		if c.top() {
			return c.leaf("p", "")
		}
		return row, true
	case *ast.Blockquote:
		c.open("blockquote", "")
		return container, true
	case *ast.List:
		return c.list(n)
	case *ast.ListItem:
		c.open("li", "")
		return cell, true
	case *ast.FencedCodeBlock:
		c.fence(n, string(n.Language(c.src)))
	case *ast.CodeBlock:
		c.fence(n, "")
	case *ast.HTMLBlock:
		c.htmlBlock(n)
	case *ast.ThematicBreak:
		if c.top() {
			c.ops = append(c.ops, op{kind: opRule})
		}
	default:
		return c.enterExtension(n)
	}
	return nothing, false
}

// leaf opens an element that holds words.
func (c *compiler) leaf(name, attributes string) (frameKind, bool) {
	c.gap = true
	c.open(name, attributes)
	return leaf, true
}

func (c *compiler) list(n *ast.List) (frameKind, bool) {
	switch {
	case !n.IsOrdered():
		c.open("ul", "")
	case n.Start != 1:
		c.open("ol", ` start="`+strconv.Itoa(n.Start)+`"`)
	default:
		c.open("ol", "")
	}
	return container, true
}

// enterExtension opens the blocks of goldmark's extensions.
func (c *compiler) enterExtension(n ast.Node) (frameKind, bool) {
	switch n := n.(type) {
	case *east.Table:
		c.tables++ // a region that can be scrolled needs a name of its own
		c.open("section", ` class="table-scroll" tabindex="0" aria-label="Table `+strconv.Itoa(c.tables)+`"`)
		c.open("table", ` class="table"`)
		c.depth--
		return container, true
	case *east.TableHeader:
		c.ops = append(c.ops, op{kind: opOpen, name: "thead"}, op{kind: opOpen, name: "tr"})
		return row, true
	case *east.TableRow:
		if _, first := n.PreviousSibling().(*east.TableHeader); first {
			c.ops = append(c.ops, op{kind: opOpen, name: "tbody"})
		}
		c.ops = append(c.ops, op{kind: opOpen, name: "tr"})
		return row, true
	case *east.TableCell:
		return c.tableCell(n)
	case *east.FootnoteList:
		c.open("section", ` class="footnotes" aria-label="Footnotes"`)
		c.open("ol", "")
		c.depth--
		return container, true
	case *east.Footnote:
		c.open("li", ` id="fn-`+strconv.Itoa(n.Index)+`"`)
		return cell, true
	}
	return row, true
}

func (c *compiler) tableCell(n *east.TableCell) (frameKind, bool) {
	attributes := ""
	switch n.Alignment {
	case east.AlignRight:
		attributes = ` class="number"`
	case east.AlignCenter:
		attributes = ` class="centre"`
	}
	c.gap = true
	if _, head := n.Parent().(*east.TableHeader); head {
		c.open("th", ` scope="col"`+attributes)
	} else {
		c.open("td", attributes)
	}
	return cell, true
}

// enterDeep keeps only the words of blocks that nest too deep.
func (c *compiler) enterDeep(n ast.Node) (frameKind, bool) {
	switch n := n.(type) {
	case *ast.Paragraph, *ast.TextBlock, *ast.Heading, *east.TableCell:
		return c.leaf("p", "")
	case *ast.FencedCodeBlock:
		c.fence(n, "")
		return nothing, false
	case *ast.CodeBlock:
		c.fence(n, "")
		return nothing, false
	case *ast.HTMLBlock:
		c.htmlBlock(n)
		return nothing, false
	case *ast.ThematicBreak:
		return nothing, false
	}
	return row, true
}

// leave closes what enter opened, or takes it back if it holds no words.
func (c *compiler) leave(n ast.Node) {
	f := c.frames[len(c.frames)-1]
	c.frames = c.frames[:len(c.frames)-1]
	switch f.kind {
	case container, leaf:
		c.depth--
		if len(c.buf) == f.start {
			c.ops = c.ops[:f.op]
			c.gap = f.gap
			c.noNotes = c.noNotes || n.Kind() == east.KindFootnoteList
			return
		}
		c.closeBlock(n, f)
	case cell:
		c.depth--
		c.close(c.ops[f.op].name)
	case row:
		switch n.Kind() {
		case east.KindTableHeader:
			c.close("tr")
			c.close("thead")
		case east.KindTableRow:
			c.close("tr")
		}
	case inline, link:
		c.leaveInline(f)
	}
}

func (c *compiler) close(name string) {
	c.ops = append(c.ops, op{kind: opClose, name: name})
}

// closeBlock closes an element and, if it is a block of the article, enters it
// into the list.
func (c *compiler) closeBlock(n ast.Node, f frame) {
	switch n := n.(type) {
	case *east.Table:
		if _, rows := n.LastChild().(*east.TableRow); rows {
			c.close("tbody")
		}
		c.close("table")
	case *east.FootnoteList:
		c.close("ol")
	}
	o := &c.ops[f.op]
	if o.kind != opBlock {
		c.close(o.name)
		return
	}
	o.block = len(c.blocks)
	c.ops = append(c.ops, op{kind: opBlockEnd, name: o.name, block: o.block})
	span := c.since(f.start)
	if h, ok := n.(*ast.Heading); ok {
		c.anchor(h, blockID(o.block))
	}
	c.blocks = append(c.blocks, Block{span, blockID(o.block)})
}

// since is the span of the text written from start on, without the blank line
// before it.
func (c *compiler) since(start int) text.Span {
	if start > c.body {
		start += 2
	}
	return text.Span{Start: start, End: len(c.buf)}
}

// anchor notes the name under which links know a heading.
func (c *compiler) anchor(h *ast.Heading, id string) {
	name := headingAnchor(plainText(h, c.src))
	if name == "" {
		return
	}
	if c.anchors == nil {
		c.anchors = make(map[string]string)
		c.named = make(map[string]int)
	}
	for base := name; c.anchors[name] != ""; {
		c.named[base]++
		name = base + "-" + strconv.Itoa(c.named[base])
	}
	c.anchors[name] = id
}

// finishOps points links to headings at their blocks, and takes back the
// footnote numbers if there are no notes.
func (c *compiler) finishOps() []op {
	kept := c.ops[:0]
	for _, o := range c.ops {
		if o.kind == opAside && c.noNotes {
			continue
		}
		if o.kind == opLink && strings.HasPrefix(o.value, "#") {
			if id := c.anchors[strings.ToLower(o.value[1:])]; id != "" {
				o.value = "#" + id
			}
		}
		kept = append(kept, o)
	}
	return kept
}
