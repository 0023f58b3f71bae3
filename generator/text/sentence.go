package text

import (
	"unicode"
	"unicode/utf8"
)

// Parse divides s. It is linear in len(s) and never fails: any string, valid
// UTF-8 or not, has a division whose spans lie on code-point borders. abbrev
// may be nil.
func Parse(s string, abbrev Abbreviations) *Doc {
	d := &Doc{Text: s, Tokens: tokenize(s, abbrev)}
	d.Sentences = make([]Sentence, 0, len(d.Tokens)/18+1)
	first, start := 0, 0 // of the paragraph (sentences) and the sentence (tokens)
	for i := range d.Tokens {
		last := i+1 == len(d.Tokens)
		paragraph := last || newParagraph(s, d.Tokens[i].End, d.Tokens[i+1].Start)
		if paragraph || d.endsSentence(i, start, abbrev) {
			d.Sentences = append(d.Sentences, Sentence{Span{d.Tokens[start].Start, d.Tokens[i].End}, start, i + 1})
			start = i + 1
		}
		if paragraph {
			span := Span{d.Sentences[first].Start, d.Tokens[i].End}
			d.Paragraphs = append(d.Paragraphs, Paragraph{span, first, len(d.Sentences)})
			first = len(d.Sentences)
		}
	}
	return d
}

// newParagraph reports whether a blank line lies between two tokens.
func newParagraph(s string, from, to int) bool {
	for i := from; i < to; i++ {
		if s[i] == '\n' && blankLine(s, i) {
			return true
		}
	}
	return false
}

// mostClosers is how many closing marks may stand behind a stop; it keeps Parse
// linear on a text of nothing else.
const mostClosers = 8

// endsSentence reports whether token i ends the sentence that began at token
// start; token i+1 exists and is in the same paragraph.
func (d *Doc) endsSentence(i, start int, abbrev Abbreviations) bool {
	next := d.Tokens[i+1]
	if next.Start == d.Tokens[i].End {
		return false // no blank between
	}
	// Step back over closing marks and brackets to what they close.
	at := i
	for at > max(start, i-mostClosers) && (d.Tokens[at].Kind == Close || d.is(at, ")") || d.is(at, "]")) {
		at--
	}
	if d.Tokens[at].Kind == Clitic || d.Tokens[i].Kind == Open {
		return false
	}
	word := d.Tokens[at].In(d.Text)
	switch word {
	case "!", "?", "…", "。", "！", "？":
	default:
		if word[0] == '.' {
			break
		}
		if len(word) < 2 || word[len(word)-1] != '.' || !d.stopEnds(at, i, abbrev) {
			return false
		}
	}
	r, _ := utf8.DecodeRuneInString(next.In(d.Text))
	if next.Kind == Open || next.Kind == Mark {
		if i+2 < len(d.Tokens) && d.Tokens[i+2].Start == next.End {
			r, _ = utf8.DecodeRuneInString(d.Tokens[i+2].In(d.Text))
		}
		return !unicode.IsLower(r)
	}
	return !unicode.IsLower(r)
}

// stopEnds decides for a word that carries its own stop ("U.S.", "Inc.").
func (d *Doc) stopEnds(at, i int, abbrev Abbreviations) bool {
	word := d.Tokens[at].In(d.Text)
	if utf8.RuneCountInString(word) == 2 {
		return false // a single initial
	}
	if abbrev != nil && abbrev(lower(word[:len(word)-1])) == Title {
		return false
	}
	if at != i {
		return true // a mark or bracket closed behind it
	}
	return starts[d.Tokens[i+1].In(d.Text)]
}

func lower(word string) string {
	b := []byte(word)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

func (d *Doc) is(token int, s string) bool { return d.Tokens[token].In(d.Text) == s }

// starts holds words that, in capitals after an abbreviation, begin a new
// sentence rather than go on with a name.
var starts = set("The", "A", "An", "He", "She", "It", "They", "We", "I", "You", "This", "That", "These", "Those",
	"In", "On", "At", "But", "And", "However", "If", "When", "While", "After", "Before", "His", "Her", "Its", "Their",
	"Our", "My", "There", "As", "For", "To", "By", "With", "From", "What", "Who", "Why", "How", "Some", "Many", "Most",
	"One", "No", "Not", "So", "Since", "Although", "Though", "Also", "Meanwhile", "Now", "Then", "Yet", "Such", "Both", "Last", "Earlier")

func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}
