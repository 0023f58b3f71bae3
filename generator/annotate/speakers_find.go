package annotate

import (
	"pressmark/generator/lexicon"
	"pressmark/generator/tagger"
	"pressmark/generator/text"
)

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
	case c.noun:
		c.speaker, c.inverted = f.owner(c.head), true
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
		if c.inverted = !c.speaker.none(); c.inverted {
			c.speaker.last = f.withApposition(c.speaker.last, s.Last)
		}
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
		case depth == 0 && i > first && (f.tags[i] != tagger.Noun && f.classAt(i)&^(lexicon.Past|lexicon.Participle|lexicon.Third|lexicon.Base) == 0 && (f.has(i, finiteClass) || f.tags[i] == tagger.VBD && f.has(i, lexicon.Participle)) || f.has(i, lexicon.Be|lexicon.Have|lexicon.Modal|lexicon.Do) && f.tags[i] != tagger.Proper):
			return i
		}
	}
	return -1
}

// sharedSpeaker gives "and rejected" the subject of the verb before "and".
func (f *finder) sharedSpeaker(n int, s text.Sentence) {
	c := &f.cues[n]
	for k := n - 1; k >= 0 && k > n-10 && f.cues[k].sentence == c.sentence; k-- {
		if p := &f.cues[k]; !p.speaker.none() && !p.phrase && !p.inverted && !p.passive && p.strong() && (p.form&lexicon.Gerund == 0 || c.form&lexicon.Gerund != 0) && f.sameTense(p, c) && (p.first < p.head || f.tags[p.head] != tagger.VBN) {
			c.speaker, c.via = p.speaker, k
			return
		}
	}
	if c.speaker = f.nearestSubject(c.first, s.First); !c.speaker.none() {
		return
	}
	if v := f.mainVerb(s.First, c.first); v >= 0 {
		c.speaker = f.subject(v)
	}
}

// sameTense reports whether the verbs of two cues may be joined by "and" by
// their tense: "said it would announce … and warned" shares the subject of "said".
func (f *finder) sameTense(p, c *cue) bool {
	return c.first != c.head || c.form&lexicon.Past == 0 || c.form&lexicon.Base != 0 || !f.has(p.first, lexicon.Modal) && !f.isAny(p.first, "do", "does") && !f.is(p.first-1, "to")
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
