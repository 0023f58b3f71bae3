package annotate

import (
	"pressmark/generator/text"
)

// continuations joins to a quotation the quotation marks that open right behind
// its attribution's sentence, and the paragraphs that go on with an open mark.
func (f *finder) continuations() {
	for n, g := range f.regions {
		if g.outer >= 0 || f.taken[n] >= 0 {
			continue
		}
		s := f.doc.Sentences[f.sentence[g.first]]
		if g.from >= 0 && f.taken[g.from] >= 0 {
			f.join(f.taken[g.from], n)
			continue
		}
		if g.first != s.First || f.firstOfParagraph(g.first) {
			continue
		}
		if d := f.endingAt(g.first); d >= 0 {
			f.join(d, n)
		}
	}
}

// join makes region n a further span of a draft.
func (f *finder) join(draft, n int) {
	g := f.regions[n]
	d := &f.drafts[draft]
	d.spans = append(d.spans, group{g.first, g.last})
	d.end = max(d.end, f.doc.Sentences[f.sentence[g.last-1]].Last)
	f.claim(group{g.first, g.last}, draft)
}

// endingAt returns the quotation in marks whose attribution ends its sentence
// at token i, or -1.
func (f *finder) endingAt(i int) int {
	for n := len(f.drafts) - 1; n >= 0; n-- {
		d := &f.drafts[n]
		if d.dead || len(d.spans) == 0 {
			continue
		}
		if d.end == i && f.kindOf(d.spans) == Direct {
			return n
		}
	}
	return -1
}

func (f *finder) firstOfParagraph(i int) bool {
	s := f.sentence[i]
	for _, p := range f.doc.Paragraphs {
		if p.First == int(s) {
			return f.doc.Sentences[s].First == i
		}
		if p.First > int(s) {
			break
		}
	}
	return false
}

// leftovers judges the quotation marks that nothing has claimed: whole
// sentences are quotations, of the speaker of the paragraph before if they
// follow a quotation; other words are scare quotes, titles and names.
func (f *finder) leftovers() {
	for n, g := range f.regions {
		if g.outer >= 0 || f.taken[n] >= 0 || !f.sentenceLike(g) {
			continue
		}
		f.add(draft{spans: []group{{g.first, g.last}}, cue: -1, score: 60, rule: "quote-alone", end: f.doc.Sentences[f.sentence[g.last-1]].Last})
	}
}

// sentenceLike reports whether a region reads as words said: a capital, four
// words or more, a stop within.
func (f *finder) sentenceLike(g region) bool {
	count := 0
	for i := g.first; i < g.last; i++ {
		if f.doc.Tokens[i].Kind == text.Word {
			count++
		}
	}
	if count < 5 || !f.capital(g.first+1) {
		return false
	}
	if !g.closed {
		return true
	}
	k := g.last - 2
	return f.is(k, ".") || f.is(k, "!") || f.is(k, "?") || f.is(k, "…") || f.is(k, ",")
}
