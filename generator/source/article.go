// Package source turns files into articles: one reader for each format, all
// giving the same Article. It is the only importer of goldmark and chroma.
//
// Call List for the files in a seeds folder, then Read for each; Parse does the
// same for bytes already read. Article.WriteHTML prints the body with the marks
// of the annotations.
//
// Plain text has its title on the first line and blank lines between
// paragraphs; pointers to other reading and the closing source line are no part
// of the body. Markdown is CommonMark with tables, footnotes, strikethrough and
// bare addresses as links. Both may begin with metadata between lines of "---"
// (YAML), Markdown also between lines of "+++" (TOML) or as a JSON object, and
// either may have a sidecar NAME.yaml, which overrules it.
//
// Files are untrusted: raw HTML gives only its text, addresses that could
// script a page are left out, and Markdown made to exhaust the parser is
// refused.
package source

import (
	"crypto/sha256"
	"encoding/hex"

	"pressmark/generator/fault"
	"pressmark/generator/text"
)

// Meta is what is known of an article besides its body. It is small: the whole
// archive's Metas are held in memory, the bodies are not.
type Meta struct {
	ID       string // path in the seeds' folder without the extension, with slashes
	Path     string // path in the seeds' folder, with slashes
	Slug     string // as given or made from the title; letters, digits and hyphens
	Title    string
	Byline   []string
	Date     Date
	Updated  Date
	Source   string // publisher or collection, as given in the metadata
	URL      string // where it was published, http or https only
	Tags     []string
	Lang     string // BCP 47; "" if not given
	Summary  string
	Draft    bool
	Expires  Date
	Rights   Rights     // what of it may be published
	Aliases  []string   // site paths that redirect here
	Extra    []KeyValue // keys Pressmark does not know, kept in order of name
	ReadMore []string   // related-reading pointers found in the file ("Why the Strongman …")
	Closing  string     // the closing provenance line, "Read Full Article" from "Source: Read Full Article"
	Encoding string     // the encoding it was converted from; "" for UTF-8
	Words    int        // tokens of the body that hold a letter or digit
}

// KeyValue is one unknown metadata key with its value as YAML would print it.
type KeyValue struct{ Key, Value string }

// ShelfMark is the first eight hexadecimal digits of the SHA-256 of the
// article's id, by which people cite it.
func (m *Meta) ShelfMark() string {
	sum := sha256.Sum256([]byte(m.ID))
	return hex.EncodeToString(sum[:4])
}

// A Date is a calendar date as precise as the file states it: Month and Day may
// be 0. The zero Date means undated.
type Date struct {
	Year, Month, Day int
	Clock            string // "15:04:05Z07:00" if a time was given
	By               string // who supplied it, when not the file itself ("archive")
	Note             string // why, for the reader
}

// An Article is one file read. It is immutable.
type Article struct {
	Meta
	// Text is the title, a blank line, and the decoded text of the document
	// tree's leaves: blocks parted by blank lines, lines by "\n". It is what
	// is annotated; every offset in the program counts in it.
	Text     string
	Headline text.Span      // the title within Text
	Body     text.Span      // the body within Text; zero length if it is empty
	Blocks   []Block        // the body's top-level blocks, in order
	Warnings []*fault.Fault // what was odd but readable
	HasCode  bool           // a code block stands in the body: the page needs ChromaCSS

	tree tree // how the body is rendered
}

// A Block is a top-level block of the body: a paragraph, heading, list, table…
type Block struct {
	Span text.Span
	ID   string // "p1", "p2" …, unique in the article
}

// A Mark is an element to be opened and closed around a span of the text when
// the body is rendered. Marks may overlap and nest in any way; the renderer
// splits them so that the HTML is well-formed. Names are trusted, values are
// escaped.
type Mark struct {
	Span  text.Span
	Tag   string // "a", "mark", "span", "time"
	Attrs []Attr // on the first piece; on the others all but id
	Rank  int    // of marks that begin at one place and end at one place, the lower stands outside
}

// An Insert is an element with text of its own that stands at an offset and is
// no part of the article's text: the number after a quotation.
type Insert struct {
	At    int
	Tag   string
	Attrs []Attr
	Text  string
}

// An Attr is one attribute. An empty Value prints the name alone.
type Attr struct{ Name, Value string }
