package annotate

import (
	"sort"

	"pressmark/generator/text"
)

// An index leads from tokens to the mentions that cover them and back.
type index struct {
	doc      *text.Doc
	mentions []Mention
	at       []int32  // of each token, the mention that covers it, or -1
	tokens   []extent // of each mention
	sentence []int32  // of each token
}

// extent is a run of tokens [first, last).
type extent struct{ first, last int }

func newIndex(doc *text.Doc, mentions []Mention) *index {
	x := &index{doc: doc, mentions: mentions, at: make([]int32, len(doc.Tokens)), tokens: make([]extent, len(mentions)), sentence: make([]int32, len(doc.Tokens))}
	m := 0
	for i := range doc.Tokens {
		t := &doc.Tokens[i]
		for m < len(mentions) && mentions[m].Span.End <= t.Start {
			m++
		}
		x.at[i] = -1
		if m < len(mentions) && mentions[m].Span.Overlaps(t.Span) {
			x.at[i] = int32(m)
			if x.tokens[m].last == 0 {
				x.tokens[m].first = i
			}
			x.tokens[m].last = i + 1
		}
	}
	for s := range doc.Sentences {
		for i := doc.Sentences[s].First; i < doc.Sentences[s].Last; i++ {
			x.sentence[i] = int32(s)
		}
	}
	return x
}

// word is the text of token i, "" outside of the text.
func (x *index) word(i int) string {
	if i < 0 || i >= len(x.doc.Tokens) {
		return ""
	}
	return x.doc.Tokens[i].In(x.doc.Text)
}

// span is the text of the tokens [first, last).
func (x *index) span(first, last int) text.Span {
	return text.Span{Start: x.doc.Tokens[first].Start, End: x.doc.Tokens[last-1].End}
}

// tokenAt returns the first token that ends after the offset.
func (x *index) tokenAt(offset int) int {
	return sort.Search(len(x.doc.Tokens), func(i int) bool { return x.doc.Tokens[i].End > offset })
}

// bounds are the tokens of the sentence that token i is in.
func (x *index) bounds(i int) (first, last int) {
	s := &x.doc.Sentences[x.sentence[i]]
	return s.First, s.Last
}
