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
	if noun := c.weight(lexicon.FrameNoun); frame == lexicon.FrameObjectTo && !f.hearer(c) && noun > w {
		c.frame, w = lexicon.FrameNoun, noun // "announced plans to leave"
	}
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
	if c.first == first && c.first == c.head && !c.inverted && c.form&(lexicon.Past|lexicon.Participle) != 0 {
		return true // "Asked whether it was safe, he said no"
	}
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
