package annotate

import (
	"sort"

	"pressmark/generator/lexicon"
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
	f.endAt[d.end] = int32(draft) + 1
	f.claim(group{g.first, g.last}, draft)
}

// endingAt returns the quotation in marks whose attribution ends its sentence
// at token i, or -1.
func (f *finder) endingAt(i int) int { return int(f.endAt[i]) - 1 }

// closeAt ends a quotation whose mark never closes where an attribution follows
// ("“We will come, Smith said.").
func (f *finder) closeAt(n int) {
	c := &f.cues[n]
	at := f.insideAt(c.head)
	if at < 0 || f.regions[at].closed || c.speaker.none() || c.phrase {
		return
	}
	start, end := c.speaker.first, c.last
	if c.inverted {
		start, end = c.first, c.speaker.last
	}
	s := f.doc.Sentences[c.sentence]
	if !f.is(start-1, ",") || start-2 <= f.regions[at].first || c.entry.Weight[lexicon.FrameAfter] < 50 || !f.shortAttribution(end, s) {
		return
	}
	for k := start; k < f.regions[at].last; k++ {
		f.inside[k] = -1
	}
	f.mend(start-1, text.Close)
	f.regions[at].last, f.regions[at].closed = start, true
}

// paragraphOf returns the paragraph that token i stands in.
func (f *finder) paragraphOf(i int) int {
	s := int(f.sentence[i])
	return sort.Search(len(f.doc.Paragraphs), func(p int) bool { return f.doc.Paragraphs[p].Last > s })
}

func (f *finder) firstOfParagraph(i int) bool {
	p := f.doc.Paragraphs[f.paragraphOf(i)]
	return f.doc.Sentences[p.First].First == i
}

// leftovers judges the quotation marks that nothing has claimed: whole
// sentences are quotations, for which a speaker is looked for beside them;
// other words are scare quotes, titles and names.
func (f *finder) leftovers() {
	for n, g := range f.regions {
		if g.outer >= 0 || f.taken[n] >= 0 {
			continue
		}
		if g.from >= 0 && f.taken[g.from] >= 0 {
			f.join(f.taken[g.from], n)
			continue
		}
		if !f.sentenceLike(g) {
			continue
		}
		if d := f.endingAt(g.first); d >= 0 && !f.firstOfParagraph(g.first) {
			f.join(d, n)
			continue
		}
		d := draft{spans: []group{{g.first, g.last}}, cue: -1, score: 60, rule: "quote-alone", end: f.doc.Sentences[f.sentence[g.last-1]].Last}
		f.beside(g, &d)
		f.add(d)
	}
}

// reunite gives the paragraphs of a quotation whose marks open again in each to
// the last one's attribution, where only that has one ("“It rose. ¶ “It fell,”
// Smith said.").
func (f *finder) reunite() {
	for n := len(f.regions) - 1; n >= 0; n-- {
		g := f.regions[n]
		if g.from < 0 || f.taken[n] < 0 || f.word(f.regions[g.from].first) != f.word(g.first) {
			continue // quotations of another depth have other marks
		}
		owner, before := f.taken[n], f.taken[g.from]
		switch {
		case f.drafts[owner].dead || f.drafts[owner].speaker.none() || before == owner:
		case before < 0:
			f.join(owner, g.from)
		case f.drafts[before].cue < 0 && f.drafts[before].verb.none() && len(f.drafts[before].spans) > 0:
			f.drafts[owner].spans = append(f.drafts[owner].spans, f.drafts[before].spans...)
			for k := range f.taken[:n] {
				if f.taken[k] == before {
					f.taken[k] = owner
				}
			}
			f.drafts[before].spans, f.drafts[before].dead = nil, true
		}
	}
}

// beside looks for who says a quotation that no verb of saying is beside: the
// subject of the words that lead to it or follow it, or who spoke just before.
func (f *finder) beside(g region, d *draft) {
	s := f.doc.Sentences[f.sentence[g.first]]
	if g.first > s.First {
		if v := f.leadingVerb(s.First, g.first); v >= 0 {
			d.speaker, d.verb, d.score, d.rule = f.subject(v), f.verbGroup(v), 72, "speaker-verb-quote"
			if f.is(g.first-1, ":") {
				d.score = 85
			}
		}
		return
	}
	if end := f.doc.Sentences[f.sentence[g.last-1]].Last; g.last < end && !f.is(g.last, ".") {
		if v := f.mainVerb(g.last-1, end); v >= 0 {
			if who := f.subject(v); !who.none() && who.first <= g.last+1 && who.first >= g.last {
				d.speaker, d.verb, d.score, d.rule = who, f.verbGroup(v), 75, "quote-speaker-verb"
			}
		}
		return
	}
	if f.sentence[g.first] == 0 {
		return
	}
	before := f.doc.Sentences[f.sentence[g.first]-1]
	if f.is(before.Last-1, ":") {
		if v := f.leadingVerb(before.First, before.Last-1); v >= 0 {
			d.speaker, d.verb, d.score, d.rule = f.subject(v), f.verbGroup(v), 80, "colon-quote"
		}
		return
	}
	f.goingOn(g, d)
}

// leadingVerb is the verb whose subject leads to the quotation at token end.
func (f *finder) leadingVerb(first, end int) int {
	if v := f.mainVerb(first, end); v >= 0 && !f.subject(v).none() {
		return v
	}
	return -1
}

// verbGroup is the verb, with its auxiliaries, that begins at token v.
func (f *finder) verbGroup(v int) group {
	k := v
	for f.has(k, auxClass|lexicon.Negation|lexicon.Adverb) && f.has(k+1, auxClass|lexicon.Negation|lexicon.Adverb|verbClass) {
		k++
	}
	return group{v, k + 1}
}

// goingOn gives a quotation that stands alone the speaker of the one before, if
// that is in the same paragraph, or ends the paragraph before.
func (f *finder) goingOn(g region, d *draft) {
	last := -1
	for n := len(f.drafts) - 1; n >= 0 && n > len(f.drafts)-40; n-- {
		x := &f.drafts[n]
		if x.dead || x.lastToken() > g.first || f.kindOf(x.spans) == Indirect {
			continue
		}
		if last < 0 || x.lastToken() > f.drafts[last].lastToken() {
			last = n
		}
	}
	if last < 0 || f.drafts[last].speaker.none() {
		return
	}
	x := &f.drafts[last]
	here, there := f.paragraphOf(g.first), f.paragraphOf(x.lastToken()-1)
	switch {
	case here == there:
		d.speaker, d.score, d.rule = x.speaker, 60, "same-paragraph"
	case here == there+1 && max(x.end, x.lastToken()) >= f.doc.Sentences[f.doc.Paragraphs[there].Last-1].Last:
		d.speaker, d.score, d.rule = x.speaker, 52, "paragraph-goes-on"
	}
}

// lastToken is the token behind the draft's last span.
func (d *draft) lastToken() int {
	last := 0
	for _, s := range d.spans {
		last = max(last, s.last)
	}
	return last
}

// sentenceLike reports whether a region reads as words said: a capital, five
// words or more, a stop within.
func (f *finder) sentenceLike(g region) bool {
	count := 0
	for i := g.first; i < g.last; i++ {
		if f.doc.Tokens[i].Kind == text.Word {
			count++
		}
	}
	if count < 3 || !f.capital(g.first+1) && !f.is(g.first+1, "[") && !f.is(g.first+1, "…") {
		return false
	}
	if !g.closed {
		return count > 4
	}
	k := g.last - 2
	stop := f.is(k, ".") || f.is(k, "!") || f.is(k, "?") || f.is(k, "…") || f.is(k, ",") || f.is(k, "]")
	s := f.doc.Sentences[f.sentence[g.first]]
	if g.first > s.First && !f.is(g.first-1, ":") && !f.is(g.first-1, ",") {
		return stop && count > 6
	}
	return stop && count > 4 || count > 2 && (f.is(g.first-1, ":") || g.first == s.First && f.is(g.last, ","))
}
