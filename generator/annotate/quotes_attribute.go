package annotate

import (
	"pressmark/generator/lexicon"
	"pressmark/generator/text"
)

// attribute finds the speaker and the words of cue n.
func (f *finder) attribute(n int) {
	c := &f.cues[n]
	s := f.doc.Sentences[c.sentence]
	if c.phrase {
		f.attributePhrase(n, s)
		return
	}
	if c.noun {
		f.attributeNoun(n, s)
		return
	}
	if g := f.insideAt(c.head); g >= 0 && f.regions[g].last-f.regions[g].first > 3 {
		return // what is said within quotation marks is left to the quotation
	}
	if f.before(n, s) {
		return
	}
	f.behind(n, s)
}

// attributePhrase handles "according to".
func (f *finder) attributePhrase(n int, s text.Sentence) {
	c := &f.cues[n]
	if c.speaker.none() || f.insideAt(c.first) >= 0 && f.regions[f.insideAt(c.first)].last-f.regions[f.insideAt(c.first)].first > 3 {
		return
	}
	end := c.speaker.last
	if c.first == s.First || f.starts(c.first, s.First) || f.is(c.first-1, ";") || f.has(c.first-1, lexicon.Coordinator) && !f.is(end, ".") {
		f.draftOf(n, []group{f.content(end, s.Last, n)}, 85, "according-to")
		return
	}
	f.medial(n, c.first, end, s, 85, "according-to")
}

// saidBefore reports whether what begins at token i is what the verb before cue
// n reports ("said in a statement that …").
func (f *finder) saidBefore(i, n int) bool {
	for k := len(f.drafts) - 1; k >= 0 && k > len(f.drafts)-4; k-- {
		if d := &f.drafts[k]; d.cue >= 0 && d.cue < n && len(d.spans) > 0 && d.spans[0].first == i {
			return true
		}
	}
	return false
}

// attributeNoun handles "the claim that …".
func (f *finder) attributeNoun(n int, s text.Sentence) {
	c := &f.cues[n]
	if g := f.insideAt(c.head); g >= 0 {
		return
	}
	w := int(f.info[c.head].Saying)
	if c.speaker.none() {
		w = w * 7 / 10
	}
	if at := f.thatClause(c.head + 1); at >= 0 && !f.saidBefore(at, n) {
		f.draftOf(n, []group{f.content(at, s.Last, n)}, w, "noun-that")
	}
}

func (f *finder) next(i, last int, mark string) int {
	last = min(last, i+farthest)
	for ; i < last; i++ {
		if f.is(i, mark) {
			return i
		}
	}
	return -1
}

// possible is the least score, in hundredths, that a quotation is kept with.
const possible = 25

// draftOf records the words of cue n if there are any.
func (f *finder) draftOf(n int, spans []group, score int, rule string) int {
	keep := spans[:0]
	for _, s := range spans {
		if !s.none() {
			keep = append(keep, s)
		}
	}
	if len(keep) == 0 || score < possible {
		return -1
	}
	return f.add(draft{spans: keep, cue: n, speaker: f.cues[n].speaker, score: score, rule: rule, end: f.doc.Sentences[f.cues[n].sentence].Last})
}

// before handles words that stand before their attribution: "…, said X", "…, X
// said", and "…, X said, …". It reports whether there are such.
func (f *finder) before(n int, s text.Sentence) bool {
	c := &f.cues[n]
	if c.speaker.none() || c.via >= 0 || c.passive || c.form&lexicon.Gerund != 0 || f.withinSpeaker(c) {
		return false
	}
	start, end := c.speaker.first, c.last
	if c.inverted {
		start, end = c.first, c.speaker.last
	}
	if f.is(start-1, "as") {
		start-- // "as Smith put it"
	}
	across := start == s.First && f.cryBefore(start) && f.shortAttribution(end, s)
	if start <= s.First && !across {
		return false
	}
	k := start - 1 // the comma, or the mark that closes the quotation
	closed := f.kind(k, text.Close) && f.insideAt(k) >= 0
	if !closed && !f.is(k, ",") && !f.is(k, "—") && !f.is(k, "–") {
		return false
	}
	w := c.weight(lexicon.FrameAfter)
	if closed || f.kind(k-1, text.Close) && f.insideAt(k-1) >= 0 {
		w = max(w, c.weight(lexicon.FrameQuote))
	}
	if w == 0 {
		return false
	}
	if !closed && !f.kind(k-1, text.Close) && (!f.endsAttribution(end, s.Last, c) || !f.saysSomething(s.First, k, end, s.Last) || f.quoteFollows(c, end, s.Last)) {
		return false
	}
	c.frame = lexicon.FrameAfter
	rule := "quote-speaker-cue"
	if c.inverted {
		rule = "quote-cue-speaker"
	}
	return f.medial(n, start, end, s, w, rule)
}

// withinSpeaker reports whether the verb stands in a relative clause that
// belongs to a speaker, whose own verb comes later: "“…,” a man who asked not to
// be named said".
func (f *finder) withinSpeaker(c *cue) bool {
	return !c.inverted && f.isAny(c.first-1, "who", "which", "that") && !f.kind(c.first-1, text.Clitic) && c.speaker.last < c.first
}

// endsAttribution reports whether "…, officials said" is over at token end, so
// that the words before it are what was said: a stop, a comma, or a time.
func (f *finder) endsAttribution(end, last int, c *cue) bool {
	end = f.skipAdjuncts(end, last)
	return end >= last || f.is(end, ",") || f.is(end, ".") || f.is(end, ";") || f.is(end, "?") || f.is(end, "!") || f.is(end, "—") || f.is(end, "–") || f.is(end, ")")
}

// cryBefore reports whether the sentence before token i ends with a quotation in
// whose marks a stop, a question or a cry ends, in the same paragraph: what
// follows may be its attribution ("“Why?” Smith asked.").
func (f *finder) cryBefore(i int) bool {
	if i == 0 || !f.kind(i-1, text.Close) || f.insideAt(i-1) < 0 || f.firstOfParagraph(i) || f.taken[f.insideAt(i-1)] >= 0 {
		return false
	}
	return f.is(i-2, "?") || f.is(i-2, "!") || f.is(i-2, ".") || f.is(i-2, "…") || f.is(i-2, "...")
}

// shortAttribution reports whether the sentence says no more behind the
// attribution that ends at token end than whom, when and where.
func (f *finder) shortAttribution(end int, s text.Sentence) bool {
	c := f.skipAdjuncts(end, s.Last)
	return c >= s.Last-1 || f.is(c, ",") && f.kind(c+1, text.Open) || f.is(c, ",") && s.Last-c < 14 && !f.anyFinite(c, s.Last)
}

// saysSomething reports whether the words [first, k) before an attribution can
// be what was said: they hold a verb, or the attribution that ends at token end
// stands between commas within the clause ("To win, she said, they must try").
func (f *finder) saysSomething(first, k, end, last int) bool {
	if f.anyFinite(first, k) || f.headlineHas(first) {
		return true
	}
	end = f.skipAdjuncts(end, last)
	return f.is(end, ",") && f.anyFinite(end, last) && !f.has(k-1, lexicon.Day) && f.has(first, lexicon.Preposition|lexicon.To|lexicon.Coordinator|lexicon.Subordinator|lexicon.Determiner)
}

// quoteFollows reports whether a quotation stands behind the attribution that
// ends at token end, which then is what was said.
func (f *finder) quoteFollows(c *cue, end, last int) bool {
	frame, _ := f.frame(c, end, last)
	return frame == lexicon.FrameQuote
}

// medial takes the words before token start and, if the attribution [start,
// end) stands between commas, those behind it.
func (f *finder) medial(n, start, end int, s text.Sentence, score int, rule string) bool {
	c := &f.cues[n]
	left := f.leftContent(start, s.First)
	if left.none() {
		return false
	}
	spans := []group{left}
	quoted := f.insideAt(left.last-1) >= 0
	if c.phrase && !quoted && (!f.anyFinite(left.first, left.last) || f.has(left.last-1, lexicon.Coordinator)) {
		spans = nil
	}
	if f.hearer(c) && !c.inverted {
		end = f.hearerEnd(end, s.Last)
	}
	end = f.skipAdjuncts(end, s.Last)
	if f.is(end, ",") || f.is(end, "—") || f.is(end, "–") {
		next := end + 1
		switch {
		case quoted && f.kind(next, text.Open):
			spans = append(spans, f.wholeRegion(next, s.Last))
		case !quoted && f.is(start-1, ",") && (spans == nil || !f.has(next, lexicon.Coordinator|lexicon.Gerund|lexicon.Subordinator|lexicon.Wh)):
			spans = append(spans, f.content(next, s.Last, n))
		}
	}
	if quoted && f.kind(end, text.Open) && !f.has(end-1, lexicon.Possessive|lexicon.Preposition|lexicon.Determiner) {
		spans = append(spans, f.wholeRegion(end, s.Last))
	}
	return f.draftOf(n, spans, score, rule) >= 0
}

// wholeRegion is the outermost region that begins at token i.
func (f *finder) wholeRegion(i, last int) group {
	if i < len(f.inside) && f.insideAt(i) >= 0 {
		g := f.regions[f.insideAt(i)]
		return group{i, g.last}
	}
	return group{}
}

// leftContent is what stands before the attribution that begins at token start:
// the quotation that closes there, or the clause from the sentence's beginning.
func (f *finder) leftContent(start, first int) group {
	end := start
	for end > first && (f.is(end-1, ",") || f.is(end-1, ";") || f.is(end-1, "—") || f.is(end-1, "–")) {
		end--
	}
	if end <= 0 {
		return group{}
	}
	begin := first
	if g := f.insideAt(end - 1); g >= 0 && f.kind(end-1, text.Close) {
		at := f.regions[g].first
		s := f.doc.Sentences[f.sentence[at]]
		begin = at
		if at > s.First && !f.clauseEnd(at) {
			begin = f.clauseStart(at, s.First)
		}
		return group{begin, end}
	}
	if end <= first {
		return group{}
	}
	if end-first > 2*farthest {
		return group{}
	}
	for i := end - 1; i >= first; i-- {
		if f.is(i, ";") {
			begin = i + 1
			break
		}
	}
	for begin < end && f.has(begin, lexicon.Coordinator) {
		begin++
	}
	return group{begin, end}
}

// clauseEnd reports whether what is before the mark at token i is cut off from it.
func (f *finder) clauseEnd(i int) bool {
	return f.is(i-1, ":") || f.is(i-1, ",") || f.is(i-1, ";") || f.is(i-1, "—")
}

// clauseStart is where the clause before the mark at token i begins.
func (f *finder) clauseStart(i, first int) int {
	first = max(first, i-farthest)
	for k := i - 1; k >= first; k-- {
		if f.is(k, ";") {
			return k + 1
		}
	}
	for first < i && f.has(first, lexicon.Coordinator) {
		first++
	}
	return first
}
