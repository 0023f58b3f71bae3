package annotate

import (
	"pressmark/generator/lexicon"
	"pressmark/generator/text"
)

// skipAdjunctsTo returns the token with the given word behind a time or place
// at token i, or -1.
func (f *finder) skipAdjunctsTo(i, last int, word string) int {
	for k := i; k < last && k < i+6; k++ {
		if f.is(k, word) {
			return k
		}
		if !f.has(k, lexicon.Day|lexicon.Adverb|lexicon.Preposition|lexicon.Proper) {
			return -1
		}
	}
	return -1
}

// skipAdjuncts steps over a time, a place of speech and the like behind a verb
// of saying ("on Tuesday", "in a statement", "to reporters").
func (f *finder) skipAdjuncts(i, last int) int {
	for i < last {
		next := f.adjunct(i, last)
		if next == i {
			return i
		}
		i = next
	}
	return i
}

func (f *finder) adjunct(i, last int) int {
	switch {
	case f.has(i, lexicon.Day) && !f.kind(i+1, text.Clitic):
		return i + 1
	case f.isAny(i, "late", "early") && f.has(i+1, lexicon.Day) && !f.kind(i+2, text.Clitic):
		return i + 2
	case f.isAny(i, "last", "this", "next") && f.isAny(i+1, "week", "month", "year", "night", "weekend", "morning", "afternoon", "evening", "summer", "spring", "autumn", "winter", "fall"):
		return i + 2
	case f.isAny(i, "earlier", "later", "also", "again", "too", "here", "recently", "simply", "then", "afterwards", "afterward"):
		return i + 1
	case f.isAny(i, "morning", "afternoon", "evening", "night"):
		return i + 1
	case f.isAny(i, "in", "on", "at", "to", "during", "after", "before", "via", "through", "from", "by", "of", "with", "for", "about", "when", "as", "following"):
		return f.adjunctPhrase(i, last)
	}
	return i
}

// adjunctPhrase steps over a prepositional phrase of up to a few words.
func (f *finder) adjunctPhrase(i, last int) int {
	if f.isAny(i, "to", "with", "for", "about", "of", "by", "from", "when", "as") && f.has(i+1, lexicon.Base) {
		return i
	}
	k := i + 1
	for k < last && k-i < 14 {
		switch {
		case f.kind(k+1, text.Clitic) && f.has(k, lexicon.Day):
			return f.adjunctEnd(i, k, last)
		case f.nameAt(k) >= 0, f.has(k, nounClass|lexicon.Adjective|lexicon.Figure|lexicon.Possessive|lexicon.Day) && f.classAt(k)&(finiteClass) == 0, f.is(k, "-"), f.is(k, "&"):
			k++
		case f.has(k, lexicon.Determiner) && k == i+1, f.has(k, lexicon.Participle|lexicon.Past) && f.has(k-1, lexicon.Determiner) && f.has(k+1, nounClass):
			k++
		default:
			return f.adjunctEnd(i, k, last)
		}
	}
	return f.adjunctEnd(i, k, last)
}

func (f *finder) adjunctEnd(i, k, last int) int {
	if k == i+1 {
		return i
	}
	return k
}

// frame tells what stands behind the cue, and where its words begin.
func (f *finder) frame(c *cue, start, last int) (lexicon.Frame, int) {
	i := start
	if f.hearer(c) {
		if frame, at, ok := f.hearerFrame(c, i, last); ok {
			return frame, at
		}
	}
	if j := f.skipAdjuncts(i, last); j > i && f.opensContent(j, last) {
		i = j
	}
	if i >= last {
		return lexicon.FrameAfter, i
	}
	if f.is(i, ",") && i > start && c.entry.Weight[lexicon.FrameClause] >= 50 && f.mainVerb(i+1, last) >= 0 && !f.kind(i+1, text.Open) && !f.has(i+1, lexicon.Gerund|lexicon.Coordinator|lexicon.Wh|lexicon.Subordinator) {
		return lexicon.FrameClause, i + 1
	}
	if f.is(i, ",") || f.is(i, ":") || f.is(i, "—") || f.is(i, "–") {
		j := i + 1
		if f.kind(j, text.Open) {
			return lexicon.FrameQuote, j
		}
		if f.is(i, ":") && j < last {
			return lexicon.FrameClause, j
		}
		if f.is(i, ",") && f.has(j, lexicon.Adverb) {
			if k := f.next(j, min(last, j+4), ","); k >= 0 && f.kind(k+1, text.Open) {
				return lexicon.FrameQuote, k + 1
			}
		}
		if k := f.next(j, min(last, j+6), ":"); f.is(i, ",") && k >= 0 && f.kind(k+1, text.Open) {
			return lexicon.FrameQuote, k + 1
		}
		// ", on Monday," or ", however," and a clause or a quotation behind it
		if k := f.next(j, min(last, j+9), ","); f.is(i, ",") && k >= 0 {
			if f.kind(k+1, text.Open) {
				return lexicon.FrameQuote, k + 1
			}
			if f.is(k+1, "that") {
				return lexicon.FrameThat, k + 1
			}
			if f.has(j, lexicon.Gerund|lexicon.Preposition) && c.entry.Weight[lexicon.FrameClause] >= 50 && !f.inRelative(c) {
				if v := f.mainVerb(k+1, last); v > k+1 && f.mainVerb(j, k) < 0 {
					return lexicon.FrameClause, k + 1 // "reported, citing X, there were"
				}
			}
		}
		if f.is(j, "that") && f.is(i, ",") {
			return lexicon.FrameThat, j
		}
		return lexicon.FrameAfter, i
	}
	if f.kind(i, text.Open) {
		return lexicon.FrameQuote, i
	}
	if f.isAny(i, "that") {
		return lexicon.FrameThat, i
	}
	if f.isAny(i, "whether", "if", "how", "why", "what", "when", "where", "who", "which") {
		return lexicon.FrameWh, i
	}
	if f.is(i, "to") && f.has(i+1, lexicon.Base|lexicon.Be|lexicon.Have|lexicon.Do|lexicon.Adverb|lexicon.Negation) || f.is(i, "not") && f.is(i+1, "to") {
		return lexicon.FrameTo, i
	}
	if f.is(i, "as") {
		return lexicon.FrameAs, i
	}
	if f.classAt(i)&lexicon.Gerund != 0 && f.classAt(i)&nounClass == 0 || f.isAny(i, "being", "having") {
		return lexicon.FrameGerund, i
	}
	if f.has(i, lexicon.Coordinator) || f.kind(i, text.Mark) || f.kind(i, text.Close) {
		return lexicon.FrameAfter, i
	}
	frame, at := f.nounFrame(i, last)
	if frame == lexicon.FrameNoun && f.has(i, lexicon.Preposition) && !f.has(i, lexicon.Determiner|lexicon.Adverb) {
		return lexicon.FramePreposition, i
	}
	return frame, at
}

// inRelative reports whether the verb's subject is "who" or "which".
func (f *finder) inRelative(c *cue) bool { return f.isAny(c.first-1, "who", "which", "that") }

// opensContent reports whether the words that were said may begin at token j.
func (f *finder) opensContent(j, last int) bool {
	if j >= last {
		return true
	}
	return f.kind(j, text.Open) || f.is(j, ",") || f.is(j, ":") || f.is(j, "that") || f.has(j, lexicon.Determiner|lexicon.Subject|lexicon.Possessive|lexicon.To|lexicon.Figure) ||
		f.has(j, nounClass|lexicon.Adjective) || f.isAny(j, "whether", "if") || f.kind(j, text.Mark)
}

// nounFrame looks through the words behind a verb for what their noun phrase is
// followed by.
func (f *finder) nounFrame(i, last int) (lexicon.Frame, int) {
	relative := false
	last = min(last, i+80)
	for k := i; k < last; k++ {
		if g := f.insideAt(k); g >= 0 {
			if f.regions[g].first == k && k > i && f.has(k+1, finiteClass|auxClass) && !f.has(k+1, nounClass) && !relative {
				return lexicon.FrameClause, i
			}
			if f.regions[g].first == k && k > i && f.regions[g].last-k > 5 && (f.is(k-1, ",") || f.is(k-1, ":")) {
				break
			}
			continue
		}
		switch {
		case k > i && f.isAny(k, "who", "which", "that", "whose", "what", "where", "whether", "if"):
			relative = true
		case f.is(k, ",") || f.is(k, ";"):
			relative = false
		case f.is(k, "to") && f.has(k+1, lexicon.Base|lexicon.Be|lexicon.Have|lexicon.Do) && k > i && !relative && !f.has(k-1, lexicon.Adjective|lexicon.Noun) ||
			f.is(k, "not") && f.is(k+1, "to"):
			return lexicon.FrameObjectTo, i
		case f.is(k, "as") && k > i && k-i < 14 && !relative:
			return lexicon.FrameAs, i
		case k > i && f.has(k-1, lexicon.Coordinator) && f.finite(k, i):
			return lexicon.FrameNoun, i // "and called": the verb before has no clause
		case !relative && f.finite(k, i):
			return lexicon.FrameClause, i
		}
	}
	return lexicon.FrameNoun, i
}

// finite reports whether token k is a finite verb with a subject from token i on.
func (f *finder) finite(k, i int) bool {
	if f.has(k, lexicon.Be|lexicon.Have|lexicon.Modal|lexicon.Do) && !f.isAny(k, "be", "been", "being", "having") {
		return true
	}
	if f.classAt(k) == lexicon.Third {
		return true
	}
	if f.classAt(k)&(lexicon.Past) != 0 && f.classAt(k)&nounClass == 0 {
		if f.classAt(k)&lexicon.Participle == 0 {
			return true
		}
		return !f.is(k+1, "by") && k > i && f.has(k-1, nounClass|lexicon.Subject|lexicon.Adverb) && !f.isAny(k+1, "in", "on", "at", "from")
	}
	p := k - 1
	for p > i && f.classAt(p) == lexicon.Adverb {
		p--
	}
	return f.classAt(k)&lexicon.Base != 0 && f.has(p, lexicon.Plural|lexicon.Subject)
}

// hearer reports whether the verb names whom one speaks to ("told reporters").
func (f *finder) hearer(c *cue) bool {
	return c.entry.Weight[lexicon.FrameObjectClause] > 0 || c.entry.Weight[lexicon.FrameObjectTo] > 0 && c.entry.Weight[lexicon.FrameObjectTo] >= c.entry.Weight[lexicon.FrameClause]
}

// hearerFrame steps over the hearer to what was told.
func (f *finder) hearerFrame(c *cue, i, last int) (lexicon.Frame, int, bool) {
	if c.passive {
		return 0, 0, false
	}
	tells := c.entry.Weight[lexicon.FrameObjectClause] > 0
	if f.is(i, "to") || f.is(i, "that") {
		return 0, 0, false
	}
	end := f.hearerEnd(i, last)
	for k := i; k < last && k < i+22; k++ {
		if k > i && f.classAt(k)&verbClass != 0 && f.classAt(k)&nounClass == 0 && f.info[k] != nil && f.info[k].Cue != nil && f.classAt(k)&lexicon.Gerund != 0 {
			return 0, 0, false // "defended the plan, saying"
		}
		switch {
		case f.kind(k, text.Open) && !tells && !f.is(k-1, ",") && !f.is(k-1, ":"):
			return 0, 0, false
		case f.kind(k, text.Open) && f.insideAt(k) >= 0 && (f.regions[f.insideAt(k)].last-k > 5 || k == end):
			if k > end && !f.is(k-1, ",") && !f.is(k-1, ":") {
				return lexicon.FrameObjectClause, end, tells && k > end
			}
			return lexicon.FrameQuote, k, true
		case f.is(k, "that") && k >= end:
			return lexicon.FrameThat, k, tells
		case f.isAny(k, "whether", "if", "how", "why", "what", "when", "where", "who") && k >= end:
			if k == end && !f.is(k, "who") {
				return lexicon.FrameWh, k, tells || c.entry.Weight[lexicon.FrameWh] > 0
			}
		case (f.is(k, "to") && (f.has(k+1, lexicon.Base|lexicon.Be|lexicon.Have|lexicon.Do|lexicon.Adverb) && !f.has(k+1, nounClass|lexicon.Determiner)) || f.is(k, "not") && f.is(k+1, "to")) && k > i:
			return lexicon.FrameObjectTo, i, true
		case f.finite(k, i) && k > end:
			return lexicon.FrameObjectClause, f.clauseFrom(end, k, last), tells
		case f.finite(k, i):
			return 0, 0, false
		}
	}
	return 0, 0, false
}

// clauseFrom is where the clause of the finite verb at token k begins behind
// the hearer that ends at token end, times and places of speech left out.
func (f *finder) clauseFrom(end, k, last int) int {
	if j := f.skipAdjuncts(end, last); j < k && f.opensContent(j, last) && !f.is(j, ",") {
		return j
	}
	return end
}

// hearerEnd is the end of the noun phrase at token i, before a new one begins.
func (f *finder) hearerEnd(i, last int) int {
	k := i
	if f.has(k, lexicon.Object) || f.has(k, lexicon.Subject) && !f.has(k, lexicon.Determiner) {
		return k + 1
	}
	for k < last {
		fresh := k > i && f.has(k-1, nounClass) && !f.is(k-1, "-")
		switch {
		case fresh && f.has(k, lexicon.Determiner|lexicon.Possessive|lexicon.Subject) && !f.kind(k, text.Clitic):
			return k
		case fresh && f.classAt(k) == lexicon.Proper && f.nameAt(k) >= 0 && f.nameAt(k) != f.nameAt(k-1) && f.classAt(k-1) != lexicon.Proper:
			return k
		case fresh && f.nameAt(k) >= 0 && f.nameAt(k-1) >= 0 && f.nameAt(k) != f.nameAt(k-1):
			return k
		case fresh && f.nameAt(k-1) >= 0 && f.nameAt(k) < 0 && f.nameAt(i) >= 0 && (f.has(k, lexicon.Plural|lexicon.Figure) || f.has(k, lexicon.Noun) && f.finite(k+1, k)):
			return k
		case f.has(k, phraseInside) && f.classAt(k)&finiteClass == 0, f.is(k, "-"), f.is(k, "&"), f.kind(k, text.Clitic) && f.has(k, lexicon.Possessive):
			k++
		case k > i && f.isAny(k, "of", "and") && f.has(k+1, phraseInside):
			k++
		case k > i && f.isAny(k, "in", "at", "from", "for") && f.has(k+1, lexicon.Proper|lexicon.Determiner):
			k++
		default:
			return k
		}
	}
	return k
}
