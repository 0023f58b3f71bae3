// Package text divides an article's text into tokens, sentences and
// paragraphs, all as spans of byte offsets; nothing is copied.
//
// Call Parse first. Offsets converts to the code points that published data
// counts in.
package text

// A Doc is one text with its divisions. It is immutable once made.
type Doc struct {
	Text       string
	Tokens     []Token
	Sentences  []Sentence
	Paragraphs []Paragraph
}

// A Token is a word, a number or a mark.
type Token struct {
	Span
	Kind TokenKind
}

// TokenKind is the class of a token, told from its characters alone.
type TokenKind uint8

// The kinds of token. Open and Close are quotation marks that show their
// direction (curly, angled, or straight ones told by the blanks beside them).
const (
	Word   TokenKind = iota // letters, with inner hyphens, apostrophes and stops ("U.S.", "re-election")
	Number                  // digits, with inner stops, commas and units written solid ("9.5", "26-year" is a Word)
	Mark                    // punctuation and symbols, one code point each (runs of "." and "-" stay together)
	Open                    // an opening quotation mark
	Close                   // a closing quotation mark
	Clitic                  // "’s", "'s", "n’t", "’d" … split from the word before
)

// A Sentence is a run of tokens [First, Last) within one paragraph.
type Sentence struct {
	Span
	First, Last int // tokens
}

// A Paragraph is a run of sentences [First, Last), ended by a blank line.
type Paragraph struct {
	Span
	First, Last int // sentences
}
