package annotate

import (
	"pressmark/generator/lexicon"
	"pressmark/generator/tagger"
	"pressmark/generator/text"
)

// participleSpeaker gives ", saying" the subject of the clause that it hangs on.
func (f *finder) participleSpeaker(n int, s text.Sentence) {
	c := &f.cues[n]
	switch {
	case f.is(c.first-1, "as"):
		c.speaker = f.quotedObject(n, s)
		return
	case c.first == s.First:
		// "Saying it was late, Smith left": the main clause has the subject.
		if k := f.next(c.last, s.Last, ","); k >= 0 {
			if v := f.mainVerb(k, s.Last); v >= 0 {
				c.speaker = f.subject(v)
			}
		}
		return
	}
	if g := f.besideParticiple(c, s); !g.none() {
		c.speaker = g
		return
	}
	if with := f.withBefore(c.first, s.First); with >= 0 && f.has(c.first-1, nounClass|lexicon.Determiner|lexicon.Day|lexicon.Adverb) {
		c.speaker = group{with + 1, f.skipAsides(c.first, with+1)}
		return
	}
	if k := f.cueBefore(n); k >= 0 {
		c.speaker, c.via = f.cues[k].speaker, k
		return
	}
	if v := f.mainVerb(s.First, c.first); v >= 0 {
		c.speaker = f.subject(v)
	}
}

// besideParticiple is who says what a participle that no comma parts from the
// words before it reports: the document or the name there ("a letter warning
// that", "footage of Jane Lee asking"), or the subject of the verb or of the
// clause that it belongs to ("could not resist pointing out", "before asking").
func (f *finder) besideParticiple(c *cue, s text.Sentence) group {
	at := c.first - 1
	if at > s.First && (f.is(at-1, ",") || f.is(at-1, "-") || f.is(at-1, "—") || f.is(at-1, "–")) {
		return group{} // "…, while pledging": the main clause has the subject
	}
	switch p := f.tags[at]; {
	case f.isAny(at, "for", "of") && at > s.First:
		if g := f.blamed(at, s.First); !g.none() {
			return g
		}
		return f.nearestSubject(c.first, s.First)
	case f.isAny(at, "before", "after", "by", "while", "without", "when", "from", "besides", "despite", "in"), p.Verb() && p != tagger.VBG && f.insideAt(at) < 0:
		return f.nearestSubject(c.first, s.First)
	case !f.has(at, nounClass|lexicon.Adjective):
		return group{}
	}
	if w := f.info[at]; w != nil && w.Document {
		first := f.phraseOf(at)
		if !f.issues(first-1) && !f.is(first-1, "with") {
			return group{first, at + 1}
		}
		return f.nearestSubject(first, s.First) // who issues it speaks himself
	}
	if f.has(at, lexicon.Plural) && f.nameAt(at) < 0 {
		if first := f.phraseOf(at); first > s.First && f.isAny(first-1, "of", "among") {
			if _, body := lexicon.BodyOf(f.word(max(first-2, s.First))); !body {
				return group{first, at + 1} // "thousands of voters demanding"
			}
		}
	}
	if m := f.nameAt(at); m >= 0 && (f.mentions[m].Kind == Person || f.mentions[m].Kind == Organization) {
		first := f.phraseOf(at)
		if first > s.First && f.isAny(first-1, "of", "with", "despite", "from", "to", "by", "show", "shows", "showed", "showing", "hear", "heard", "quoted") {
			return group{first, at + 1}
		}
	}
	if f.nameAt(at) >= 0 || f.withBefore(c.first, s.First) >= 0 {
		return group{}
	}
	return f.nearestSubject(c.first, s.First) // "one group held a protest denouncing"
}

// blamed is the object of a verb of praise or blame before the preposition at
// token at: "criticised Roe for saying"; none if there is none.
func (f *finder) blamed(at, first int) group {
	k := at
	for k > first && (f.nameAt(k-1) >= 0 || f.classAt(k-1) == lexicon.Proper || f.has(k-1, lexicon.Object) || f.tags[k-1] == tagger.Adj || f.tags[k-1] == tagger.Noun || f.tags[k-1] == tagger.Det || f.tags[k-1] == tagger.PossPron || f.tags[k-1] == tagger.Possessive) {
		k--
	}
	if k == at || k == first || !f.tags[k-1].Verb() || f.tags[k-1] == tagger.VBN && f.has(k-2, lexicon.Be) {
		return group{}
	}
	if m := f.nameAt(at - 1); m >= 0 && f.mentions[m].Kind == Place || m < 0 && !f.has(at-1, lexicon.Object) {
		return group{}
	}
	return group{k, at}
}

// nearestSubject is the subject of the nearest finite verb before token i that
// has one.
func (f *finder) nearestSubject(i, first int) group {
	first = max(first, i-60)
	for k := i - 1; k > first; k-- {
		if f.is(k, ";") {
			break
		}
		if !f.tags[k].Finite() || f.insideAt(k) >= 0 || f.tags[k-1].Aux() || f.is(k-1, "not") && f.tags[max(k-2, 0)].Aux() {
			continue
		}
		if before := f.beforeAdverbs(k); f.isAny(before, "who", "which") || f.is(before, "that") && f.has(before-1, nounClass) {
			continue // "attacked rules that help others and called for"
		}
		if g := f.subject(k); !g.none() {
			return g
		}
	}
	return group{}
}

// beforeAdverbs is the token before token k and any adverbs there.
func (f *finder) beforeAdverbs(k int) int {
	for k--; k >= 0 && f.tags[k] == tagger.Adv; k-- {
	}
	return k
}

// cueBefore is the verb of saying whose subject the participle of cue n has, or
// -1: none in a relative clause that no comma opens ("a builder who said …,
// saying"), none in the words of another ("told them she believes we must go
// on, saying").
func (f *finder) cueBefore(n int) int {
	c := &f.cues[n]
	best := -1
	for k := n - 1; k >= 0 && k > n-10 && f.cues[k].sentence == c.sentence; k-- {
		p := &f.cues[k]
		if p.speaker.none() || p.form&lexicon.Gerund != 0 || p.inverted || p.phrase || !p.strong() || f.is(p.speaker.first-1, "what") {
			continue
		}
		if f.isAny(p.first-1, "who", "which", "that") && !f.is(p.first-2, ",") && p.speaker.last < p.first {
			continue
		}
		if best >= 0 && (!f.embeds(p, &f.cues[best]) || p.entry.Weight[lexicon.FrameClause] >= 50 && f.speaksItself(&f.cues[best])) {
			break
		}
		best = k
	}
	return best
}

// speaksItself reports whether a verb within the words of another is one that is
// said in words, of somebody with a name or a description.
func (f *finder) speaksItself(c *cue) bool {
	return c.entry != nil && max(c.entry.Weight[lexicon.FrameThat], c.entry.Weight[lexicon.FrameQuote]) >= 80 && !f.has(c.first, lexicon.Modal) &&
		!f.has(c.speaker.first, lexicon.Subject) && !f.is(c.speaker.first-1, "that")
}

// embeds reports whether verb q with its subject stands in the words that p
// reports.
func (f *finder) embeds(p, q *cue) bool {
	if q.speaker.first < p.last || p.noun || p.passive {
		return false
	}
	for k := p.last; k < q.speaker.first; k++ {
		if f.is(k, ",") || f.is(k, ";") || f.isAny(k, "and", "but", "while") && f.insideAt(k) < 0 {
			return false
		}
	}
	return true
}

// subjectAnyway is the speaker of an active verb to which neither the rules nor
// the model gave one: its subject, or that of the verb that it is joined to.
func (t *quoteText) subjectAnyway(head int) group {
	span, first := t.cueSpan(head), t.doc.Sentences[t.sentence[head]].First
	switch t.tags[head] {
	case tagger.VBD, tagger.VBP, tagger.VBZ:
	case tagger.VBG:
		if span.first > first && t.is(span.first-1, ",") {
			return t.nearestSubject(span.first, first)
		}
		return group{}
	case tagger.VB:
		if span.first == head {
			return group{}
		}
	default:
		return group{}
	}
	if g := t.subject(span.first); !g.none() {
		return g
	}
	joined := span.first - 1
	for joined > first && t.tags[joined] == tagger.Adv {
		joined--
	}
	if joined > first && t.tags[joined] == tagger.Cconj {
		return t.nearestSubject(joined, first)
	}
	return group{}
}
