package annotate

import (
	"pressmark/generator/lexicon"
	"pressmark/generator/text"
)

// behind handles words that stand behind their verb of saying.
func (f *finder) behind(n int, s text.Sentence) bool {
	c := &f.cues[n]
	start := c.last
	if c.inverted {
		start = c.speaker.last
	}
	frame, at := f.frame(c, start, s.Last)
	if c.passive {
		if f.byAgent(n, s) {
			return true
		}
	}
	if frame == lexicon.FrameAfter {
		return false
	}
	c.frame = frame
	w := c.weight(frame)
	if w == 0 && frame == lexicon.FrameClause {
		c.frame, w = lexicon.FrameNoun, c.weight(lexicon.FrameNoun)
	}
	if w == 0 {
		return false
	}
	if f.naming(c) || f.saysNothing(at, s.Last) || f.isAny(at, "itself", "himself", "herself", "themselves") && c.entry.Lemma == "call" {
		return false
	}
	w = w * f.share(c) / 100
	body := f.content(at, s.Last, n)
	if frame == lexicon.FrameQuote {
		body = f.quoteBehind(at, s.Last, n)
	}
	if c.frame == lexicon.FrameNoun || c.frame == lexicon.FrameAs {
		body.last = f.withoutVenue(body)
	}
	return f.draftOf(n, []group{body}, w, "speaker-cue-"+ruleNames[c.frame]) >= 0
}

// withoutVenue returns the end of a thing said, without the day or the occasion
// that belongs to the verb ("announced the order Friday", "condemned the attack
// in a letter to the council").
func (f *finder) withoutVenue(g group) int {
	for k := g.first + 1; k < g.last; k++ {
		if !f.isAny(k, "in", "on", "at", "during", "via", "through") || f.insideAt(k) >= 0 {
			continue
		}
		for j := k + 1; j < g.last && j < k+5; j++ {
			if f.isAny(j, "statement", "interview", "letter", "speech", "tweet", "twitter", "facebook", "address", "talks", "conference", "message", "cable", "remarks", "press", "televised", "post", "instagram") {
				return k
			}
			if f.has(j, lexicon.Preposition) {
				break
			}
		}
	}
	if end := g.last - 1; end > g.first+1 && f.has(end, lexicon.Day) && f.insideAt(end) < 0 {
		if f.is(end-1, "on") && end-1 > g.first {
			return end - 1
		}
		return end
	}
	return g.last
}

// byAgent handles "the raid was condemned by members of the union": the agent
// speaks, the subject is what of.
func (f *finder) byAgent(n int, s text.Sentence) bool {
	c := &f.cues[n]
	by := f.skipAdjunctsTo(c.last, s.Last, "by")
	if by < 0 || c.speaker.none() {
		return false
	}
	w := max(int(c.entry.Weight[lexicon.FrameNoun]), int(c.entry.Weight[lexicon.FrameAs])*9/10)
	agent := f.phraseAfter(by+1, s.Last)
	if w < 40 || c.unreal || agent.none() {
		return false
	}
	c.frame = lexicon.FrameNoun
	subject := c.speaker
	c.speaker, c.inverted = agent, true
	rest := group{}
	if f.isAny(agent.last, "as", "for", "of") {
		rest = f.content(agent.last, s.Last, n)
	}
	return f.draftOf(n, []group{subject, rest}, w*8/10, "passive") >= 0
}

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

// saysNothing reports whether all that follows the verb is a word that tells
// nothing of what was said ("said nothing", "said so").
func (f *finder) saysNothing(at, last int) bool {
	return at+1 < last+1 && f.isAny(at, "nothing", "so", "little", "more", "much", "something", "it", "this", "that", "anything") &&
		(at+1 >= last || f.is(at+1, ".") || f.is(at+1, ",") || f.has(at+1, lexicon.Preposition))
}

// naming reports whether the verb gives a name rather than an opinion: "a song
// called “…”", "they are called “…”".
func (f *finder) naming(c *cue) bool {
	switch c.entry.Lemma {
	case "call", "dub", "term", "label", "title", "brand", "name":
		if c.frame == lexicon.FrameNoun && c.first == c.head && f.has(c.first-1, lexicon.Noun|lexicon.Plural) && !f.has(c.last, lexicon.Determiner|lexicon.Possessive|lexicon.Object|lexicon.Subject|lexicon.Proper) {
			return true // "areas called polynyas"
		}
		return c.frame == lexicon.FrameQuote && (c.passive || c.first == c.head && !f.has(c.first-1, lexicon.Subject|lexicon.Proper))
	}
	return false
}

// share is how much of a cue's weight is left to it, in hundredths, by its form.
func (f *finder) share(c *cue) int {
	share := 100
	if c.passive && c.frame != lexicon.FrameQuote {
		share = 50
	}
	if c.form == lexicon.Gerund && (c.frame == lexicon.FrameNoun || c.frame == lexicon.FrameTo || c.frame == lexicon.FrameGerund) {
		share = share * 6 / 10
	}
	if c.speaker.none() {
		share = share * 6 / 10
	} else if f.is(c.speaker.first, "you") {
		share = share * 3 / 10
	}
	return share
}

var ruleNames = [lexicon.Frames]string{"that", "question", "clause", "infinitive", "gerund", "noun", "hearer-infinitive", "hearer-clause", "as", "preposition", "words", "quote"}

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

// quoteBehind is the quotation that opens at token at, with what goes on behind
// it in the same clause.
func (f *finder) quoteBehind(at, last, n int) group {
	g := f.wholeRegion(at, last)
	if g.none() {
		return f.content(at, last, n)
	}
	if g.last >= last || f.is(g.last-2, ".") || f.is(g.last-2, "!") || f.is(g.last-2, "?") || f.is(g.last, ".") || f.is(g.last, ",") || f.is(g.last, ";") {
		return g
	}
	body := f.content(at, last, n)
	if body.last < g.last {
		body.last = g.last
	}
	return body
}

// farthest is how many tokens the rules look ahead or back for what belongs to a
// verb of saying, so that their time is linear in the length of any sentence.
const farthest = 200

// content is what was said from token start to the clause's end.
func (f *finder) content(start, last, n int) group {
	for start < last && (f.is(start, ",") || f.is(start, ":")) {
		start++
	}
	last = min(last, start+farthest)
	end := start
	for k := start; k < last; k++ {
		if g := f.insideAt(k); g >= 0 && f.regions[g].last > k {
			k = f.regions[g].last - 1
			end = k + 1
			if k >= last {
				break
			}
			continue
		}
		if k > start && f.cuts(k, start, last, n) {
			break
		}
		end = k + 1
	}
	for end > start && f.trailing(end-1) {
		end--
	}
	return group{start, end}
}

// trailing reports whether the mark at token i does not belong to what it ends.
func (f *finder) trailing(i int) bool {
	return f.insideAt(i) < 0 && (f.is(i, ".") || f.is(i, ",") || f.is(i, ":") || f.is(i, ";") || f.is(i, "—") || f.is(i, "–") || f.is(i, "?") || f.is(i, "!"))
}

// cuts reports whether what cue n reports is over before token k.
func (f *finder) cuts(k, start, last, n int) bool {
	c := &f.cues[n]
	that := f.is(start, "that")
	thing := !c.phrase && (c.frame == lexicon.FrameNoun || c.frame == lexicon.FrameAs || c.frame == lexicon.FrameObjectTo || c.frame == lexicon.FrameQuote || c.frame == lexicon.FramePreposition)
	switch {
	case f.is(k, ";"):
		return true
	case f.is(k, ","):
		return f.commaCuts(k, last, n, that, thing)
	case f.is(k, "and") || f.is(k, "but"):
		if f.cueAt(k+1, n) {
			return true
		}
		return thing && (f.classAt(k+1) == lexicon.Past || f.classAt(k+1) == lexicon.Third || f.has(k+1, auxClass)) && k+1 < last
	case f.is(k, "while"):
		return thing || f.laterCue(k, n)
	case f.is(k, "according"):
		return true
	}
	return false
}

// commaCuts reports whether the comma at token k ends what cue n reports, which
// begins with "that" or is a thing (a noun phrase, a quotation) and no clause.
func (f *finder) commaCuts(k, last, n int, that, thing bool) bool {
	j := k + 1
	if j >= last {
		return true
	}
	switch {
	case f.is(j, "according"), f.fronted(n):
		return true
	case f.is(j, "but") && f.is(j+1, "that"):
		return false
	case f.is(j, "but"):
		return thing || f.cueAt(j+1, n) || !that && (f.has(j+1, lexicon.Subject|lexicon.Determiner|lexicon.Proper|lexicon.Possessive)) && f.mainVerb(j, last) >= 0
	case f.is(j, "while"):
		return thing || f.laterCue(k, n)
	case f.is(j, "though"), f.is(j, "although"), f.is(j, "despite"), f.is(j, "even") && f.is(j+1, "though"):
		return !that
	case f.isAny(j, "which"):
		return thing
	case f.is(j, "and"):
		return f.cueAt(j+1, n) || thing && (f.classAt(j+1) == lexicon.Past || f.classAt(j+1) == lexicon.Third || f.has(j+1, auxClass))
	}
	for at := j; at <= j+25 && at < last; at++ {
		i := f.cueOf[at]
		if i <= int32(n) {
			continue
		}
		x := &f.cues[i]
		if x.first == j && x.form == lexicon.Gerund && x.strong() {
			return true // ", saying"
		}
		if f.isAny(j, "with", "which") && x.speaker.first == j+1 && x.speaker.last > j+1 && x.strong() {
			return true // ", with officials saying", ", which he said would"
		}
		if f.isAny(j, "who") && x.first == j+1 && x.strong() {
			return true // ", who denies it"
		}
		if x.speaker.first == j && x.speaker.last > j && !x.phrase && !x.inverted && x.entry.Weight[lexicon.FrameAfter] >= 50 && f.endsAttribution(x.last, last, x) && x.last >= last-2 {
			return true // ", the paper reported."
		}
	}
	if x := &f.cues[n]; x.speaker.last == x.first-1 || f.isAny(x.first-1, "who", "which") {
		// The verb stands in a relative clause: the main verb goes on.
		return f.isAny(x.first-1, "who", "which") && f.is(x.first-2, ",") && (f.has(j, auxClass|finiteClass) || f.classAt(j) == lexicon.Base)
	}
	return false
}

// fronted reports whether cue n is a participle before its main clause ("With
// officials saying it was safe, …"), which the next comma ends.
func (f *finder) fronted(n int) bool {
	c := &f.cues[n]
	first := f.doc.Sentences[c.sentence].First
	return c.form == lexicon.Gerund && (c.first == first || f.is(first, "with") && c.first-first < 8)
}

// laterCue reports whether another verb of saying with a subject of its own
// stands behind token k in the sentence of cue n.
func (f *finder) laterCue(k, n int) bool {
	for i := n + 1; i < len(f.cues) && i < n+10 && f.cues[i].sentence == f.cues[n].sentence; i++ {
		if f.cues[i].first > k && f.cues[i].speaker.first > k && f.cues[i].strong() {
			return true
		}
	}
	return false
}

// cueAt reports whether a verb of saying in the form of cue n's begins at token k.
func (f *finder) cueAt(k, n int) bool {
	c := &f.cues[n]
	for at := k; at <= k+1 && at < len(f.cueOf); at++ {
		if i := f.cueOf[at]; i >= 0 && (at == k || f.classAt(k) == lexicon.Adverb) {
			x := &f.cues[i]
			return (x.form&c.form&(finiteClass|lexicon.Gerund|lexicon.Base) != 0 || x.first < x.head && f.has(x.first, lexicon.Have|lexicon.Be)) &&
				x.entry.Weight[lexicon.FrameThat]+x.entry.Weight[lexicon.FrameNoun] >= 50
		}
	}
	return false
}
