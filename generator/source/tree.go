package source

import (
	"cmp"
	"slices"

	"pressmark/generator/text"
)

// A tree is the parsed body as a list of steps, by which WriteHTML prints it.
// It is flat, so that no depth of nesting in a file can exhaust the stack, and
// it holds offsets, not copies of the text.
type tree struct {
	ops     []op
	anchors map[string]string // slug of a heading → id of its block
}

// An op is one step in printing a body.
type op struct {
	kind  opKind
	block int       // opBlock, opBlockEnd: index in Article.Blocks
	span  text.Span // the text inside
	name  string    // the element
	value string    // attributes as HTML; an address; code
	extra string    // a link's title, an image's text, a code block's language

	relative bool // value is an address on which Render.Resolve has a say
}

type opKind uint8

const (
	opText      opKind = iota
	opBlock            // open a top-level block, which bears an id
	opBlockEnd         // close it
	opOpen             // open a block element inside a block
	opClose            // close it
	opInline           // open emphasis and the like
	opLink             // open a link
	opInlineEnd        // close either
	opBreak            // a line break
	opImage            // stands for object in the text
	opCode             // a code span, for object too
	opFence            // a code block, for object too
	opAside            // phrasing that is no part of the text: footnote numbers
	opRule             // a thematic break between top-level blocks
)

// object stands in Article.Text for what is shown but is no text of the
// article's (code, images), so that the words beside it don't fuse. Unicode
// calls it OBJECT REPLACEMENT CHARACTER.
const object = "\uFFFC"

// Anchor returns the id of the block whose heading has the given slug, as
// links in Markdown name it ("file.md#the-heading"); "" if there is none.
func (a *Article) Anchor(slug string) string { return a.tree.anchors[slug] }

// BlockAt returns the index of the block in which the byte offset at lies, or
// ends (a quotation's end may be its block's); -1 if it lies in none.
func (a *Article) BlockAt(at int) int {
	i, _ := slices.BinarySearchFunc(a.Blocks, at, func(b Block, at int) int { return cmp.Compare(b.Span.End, at) })
	if i < len(a.Blocks) && a.Blocks[i].Span.Start <= at {
		return i
	}
	return -1
}
