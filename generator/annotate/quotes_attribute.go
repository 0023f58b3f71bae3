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
	if g := f.insideAt(c.head); g >= 0 && f.regions[g].last-f.regions[g].first > 3 {
		return // what is said within quotation marks is left to the quotation
	}
	if f.before(n, s) {
		return
	}
	f.behind(n, s)
}

// findSpeaker sets the speaker of cue n.
func (f *finder) findSpeaker(n int, s text.Sentence) {
	c := &f.cues[n]
	joined := c.first - 1
	for joined > s.First && f.classAt(joined) == lexicon.Adverb {
		joined--
	}
	switch {
	case c.phrase:
		c.speaker, c.inverted = f.phraseSpeaker(c, s), true
		return
	case c.form&lexicon.Gerund != 0 && c.first == c.head:
		f.participleSpeaker(n, s)
	case joined > s.First && (f.has(joined, lexicon.Coordinator) || f.is(joined, ",") && f.has(joined-1, lexicon.Coordinator)):
		f.sharedSpeaker(n, s)
	default:
		c.speaker = f.subject(c.first)
	}
	if c.speaker.none() && f.inverts(c) {
		c.speaker = f.phraseAfter(c.last, s.Last)
		c.inverted = !c.speaker.none()
	}
}

// inverts reports whether "said Smith" may be: words before the verb, a noun
// phrase behind it.
func (f *finder) inverts(c *cue) bool {
	if c.first == f.doc.Sentences[c.sentence].First && c.form&(lexicon.Past|lexicon.Third) != 0 && f.nameFirst(c.last) {
		return true // "Said Smith: …"
	}
	return (f.is(c.first-1, ",") || f.kind(c.first-1, text.Close) || f.is(c.first-1, "—") || f.is(c.first-1, "–")) && c.form&(lexicon.Past|lexicon.Third|lexicon.Base) != 0 &&
		c.entry.Weight[lexicon.FrameAfter] > 0 && (f.headed(c.last) || f.has(c.last, lexicon.Subject|lexicon.Figure) || f.name0(c.last))
}

// nameFirst reports whether a name, with titles, begins at token i.
func (f *finder) nameFirst(i int) bool { return f.has(i, lexicon.Proper) }

func (f *finder) name0(i int) bool { return i < len(f.name) && f.nameAt(i) >= 0 }

// participleSpeaker gives ", saying" the subject of the clause that it hangs on.
func (f *finder) participleSpeaker(n int, s text.Sentence) {
	c := &f.cues[n]
	if f.is(c.first-1, "as") {
		c.speaker = f.quotedObject(n, s)
		return
	}
	if c.first == s.First {
		// "Saying it was late, Smith left": the main clause has the subject.
		if k := f.next(c.last, s.Last, ","); k >= 0 {
			if v := f.mainVerb(k, s.Last); v >= 0 {
				c.speaker = f.subject(v)
			}
		}
		return
	}
	if with := f.withBefore(c.first, s.First); with >= 0 && f.has(c.first-1, nounClass|lexicon.Determiner|lexicon.Day|lexicon.Adverb) {
		c.speaker = group{with + 1, f.skipAsides(c.first, with+1)}
		return
	}
	for k := n - 1; k >= 0 && k > n-10 && f.cues[k].sentence == c.sentence; k-- {
		if p := &f.cues[k]; !p.speaker.none() && p.form&lexicon.Gerund == 0 && !p.inverted && !p.phrase && p.strong() {
			c.speaker, c.via = p.speaker, k
			return
		}
	}
	if v := f.mainVerb(s.First, c.first); v >= 0 {
		c.speaker = f.subject(v)
	}
}

// withBefore returns the "with" that opens the clause of the participle at i
// ("with officials saying"), or -1.
func (f *finder) withBefore(i, first int) int {
	for k := i - 1; k >= first && i-k < 12; k-- {
		if f.is(k, "with") {
			return k
		}
		if f.is(k, ",") || f.has(k, auxClass|finiteClass) {
			return -1
		}
	}
	return -1
}

// quotedObject is who is quoted: "quotes the minister as saying", "the minister
// was quoted as saying".
func (f *finder) quotedObject(n int, s text.Sentence) group {
	c := &f.cues[n]
	if n == 0 || f.cues[n-1].sentence != c.sentence {
		return f.subject(c.first - 1)
	}
	p := &f.cues[n-1]
	if p.passive {
		return p.speaker
	}
	return group{f.trimStart(p.last, c.first-1), c.first - 1}
}

// mainVerb returns the first finite verb, with its auxiliaries, of the tokens
// [first, last) that is in no subordinate clause, or -1.
func (f *finder) mainVerb(first, last int) int {
	depth := 0
	last = min(last, first+farthest)
	for i := first; i < last; i++ {
		if f.insideAt(i) >= 0 {
			continue
		}
		switch {
		case f.isAny(i, "who", "which", "whose"), f.has(i, lexicon.Subordinator) && !f.has(i, lexicon.Preposition|lexicon.Determiner):
			depth = 1
		case f.is(i, ",") || f.is(i, ";"):
			depth = 0
		case depth == 0 && i > first && (f.classAt(i)&^(lexicon.Past|lexicon.Participle|lexicon.Third|lexicon.Base) == 0 && f.has(i, finiteClass) || f.has(i, lexicon.Be|lexicon.Have|lexicon.Modal|lexicon.Do)):
			return i
		}
	}
	return -1
}

// sharedSpeaker gives "and rejected" the subject of the verb before "and".
func (f *finder) sharedSpeaker(n int, s text.Sentence) {
	c := &f.cues[n]
	for k := n - 1; k >= 0 && k > n-10 && f.cues[k].sentence == c.sentence; k-- {
		if p := &f.cues[k]; !p.speaker.none() && !p.phrase && !p.inverted && p.strong() && (p.form&lexicon.Gerund == 0 || c.form&lexicon.Gerund != 0) {
			c.speaker, c.via = p.speaker, k
			return
		}
	}
	if v := f.mainVerb(s.First, c.first); v >= 0 {
		c.speaker = f.subject(v)
	}
}

// phraseSpeaker is the noun phrase behind "according to", with appositions.
func (f *finder) phraseSpeaker(c *cue, s text.Sentence) group {
	g := f.phraseAfter(c.last, s.Last)
	if g.none() {
		return g
	}
	if c.first == s.First || f.starts(c.first, s.First) || f.is(c.first-1, ";") {
		// "According to a report on Monday by X, …": all up to the comma.
		if k := f.next(g.last, s.Last, ","); k >= 0 && !f.surelyFinite(g.first, k) {
			g.last = f.afterAppositions(k, s.Last)
		}
	}
	return g
}

// afterAppositions returns the last of the commas from token k on that still
// belong to the noun phrase before k: "X, a spokesman, " before a clause.
func (f *finder) afterAppositions(k, last int) int {
	for {
		next := f.next(k+1, last, ",")
		if next < 0 || next-k > 25 {
			return k
		}
		relative := f.isAny(k+1, "who", "which", "whose")
		if !relative && (f.mainVerb(k+1, next) >= 0 || !f.has(k+1, lexicon.Determiner|lexicon.Noun|lexicon.Possessive|lexicon.Adjective|lexicon.Proper)) {
			return k
		}
		if f.mainVerb(next+1, last) < 0 && !f.has(next+1, lexicon.Be|lexicon.Modal|lexicon.Have) {
			return k
		}
		k = next
	}
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

func (f *finder) next(i, last int, mark string) int {
	last = min(last, i+farthest)
	for ; i < last; i++ {
		if f.is(i, mark) {
			return i
		}
	}
	return -1
}

// draftOf records the words of cue n if there are any.
func (f *finder) draftOf(n int, spans []group, score int, rule string) int {
	keep := spans[:0]
	for _, s := range spans {
		if !s.none() {
			keep = append(keep, s)
		}
	}
	if len(keep) == 0 || score <= 0 {
		return -1
	}
	return f.add(draft{spans: keep, cue: n, speaker: f.cues[n].speaker, score: score, rule: rule, end: f.doc.Sentences[f.cues[n].sentence].Last})
}

// before handles words that stand before their attribution: "…, said X", "…, X
// said", and "…, X said, …". It reports whether there are such.
func (f *finder) before(n int, s text.Sentence) bool {
	c := &f.cues[n]
	if c.speaker.none() || c.via >= 0 || c.passive || c.form&lexicon.Gerund != 0 {
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

// anyFinite reports whether a finite verb stands among the tokens [first, last).
func (f *finder) anyFinite(first, last int) bool {
	last = min(last, first+farthest)
	for i := first; i < last; i++ {
		if f.classAt(i)&^(lexicon.Past|lexicon.Third|lexicon.Participle) == 0 && f.has(i, finiteClass) || f.has(i, auxClass) && !f.isAny(i, "be", "been", "being", "having") || f.has(i, lexicon.Base) && i > first && f.has(i-1, lexicon.Plural|lexicon.Subject) {
			return true
		}
	}
	return false
}

// surelyFinite reports whether a finite verb that can't be a participle stands
// among the tokens [first, last).
func (f *finder) surelyFinite(first, last int) bool {
	for i := first; i < last; i++ {
		if f.isAny(i, "who", "which", "whose", "that") {
			return false
		}
		if f.classAt(i) == lexicon.Third || f.has(i, auxClass) || f.classAt(i) == lexicon.Past && !f.mayBeParticiple(i) {
			return true
		}
	}
	return false
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
	if quoted && f.kind(end, text.Open) {
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
