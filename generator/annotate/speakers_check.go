package annotate

import (
	"pressmark/generator/lexicon"
	"pressmark/generator/tagger"
	"pressmark/generator/text"
)

// nounPhraseLike reports whether a group may be a speaker by the parts of speech
// at its ends: it begins with no verb and ends with a noun, a name or what
// stands for one.
func (r *reader) nounPhraseLike(g group) bool {
	if g.none() {
		return true
	}
	last := g.last - 1
	for last > g.first && (r.kind(last, text.Mark) || r.kind(last, text.Close) || r.kind(last, text.Open) || r.kind(last, text.Clitic)) {
		last--
	}
	if r.nameAt(last) < 0 && !r.has(last, nounClass) {
		switch p := r.tags[last]; p {
		case tagger.Noun, tagger.Proper, tagger.Pron, tagger.WhPron, tagger.PossPron, tagger.Num, tagger.Adj, tagger.Det, tagger.PosX, tagger.Sym:
			if p == tagger.Det && (r.is(last, "a") || r.is(last, "an") || r.is(last, "the")) ||
				p == tagger.Adj && last == g.first+1 && (r.is(g.first, "a") || r.is(g.first, "an") || r.tags[g.first] == tagger.PossPron) {
				return false // "a tacit", cut off from its noun
			}
		default:
			if !p.Verb() || !r.has(g.first, nounClass|lexicon.Determiner|lexicon.Subject) {
				return false
			}
			// "the people I met": a clause without a pronoun ends it.
		}
	}
	if r.nameAt(g.first) >= 0 || r.has(g.first, lexicon.Proper) {
		return true
	}
	switch p := r.tags[g.first]; p {
	case tagger.VBD, tagger.VBP, tagger.VBZ, tagger.VB, tagger.To:
		return last > g.first && r.has(g.first, lexicon.Adjective|nounClass) && p != tagger.To
	case tagger.VBG, tagger.VBN:
		return last > g.first && (p == tagger.VBN || !r.has(g.first+1, lexicon.Determiner))
	case tagger.Adj:
		return last > g.first || !r.is(g.last, "to")
	}
	return true
}

// startsAnother reports whether a noun phrase begins at token j right behind
// another that does not go on with it: "in an ambush the army blamed on them".
func (r *reader) startsAnother(j, first int) bool {
	if j <= first || !r.is(j, "the") && !r.is(j, "a") && !r.is(j, "an") && r.tags[j] != tagger.PossPron || r.nameAt(j) >= 0 {
		return false
	}
	return r.tags[j-1] == tagger.Noun && r.has(j-1, lexicon.Noun|lexicon.Plural) && !r.has(j-1, lexicon.Preposition|lexicon.Determiner|lexicon.Figure)
}

// overParticiple steps from what looks like the subject of the verb at token v,
// but is the object of a participle, to whom that describes: "Ann Lee speaking to
// the council said", "Ann Lee in opening the bridge said".
func (r *reader) overParticiple(g group, v int) group {
	first := r.doc.Sentences[r.sentence[v]].First
	at := g.first - 1
	if !g.none() && at > first && r.tags[at] == tagger.Adp {
		at--
	}
	if g.none() || at <= first || r.tags[at] != tagger.VBG || r.insideAt(at) >= 0 {
		return g
	}
	end := at
	if r.tags[at-1] == tagger.Adp {
		end = at - 1
	}
	if end <= first || !r.has(end-1, nounClass) && r.nameAt(end-1) < 0 {
		return g
	}
	who := group{r.phraseStart(end, first), end}
	if !who.none() && end == at {
		who.last = g.last
	}
	if who.none() {
		return g
	}
	return who
}

// phraseOf is where the name at token i begins, with the titles before it.
func (r *reader) phraseOf(i int) int {
	m := r.nameAt(i)
	for i > 0 && (m >= 0 && r.nameAt(i-1) == m || r.tags[i-1] == tagger.Noun && !r.has(i-1, lexicon.Preposition) || r.tags[i-1] == tagger.Adj || r.tags[i-1] == tagger.Det || r.classAt(i-1) == lexicon.Proper) {
		i--
	}
	return i
}

// passive takes the speaker from a draft whose verb is passive, if it is the
// verb's subject, who is spoken of or to ("Lee is accused of …"): the agent
// speaks, or nobody named. So it does with what begins with a verb.
func (f *finder) passive(d *draft) {
	if d.cue < 0 || d.speaker.none() {
		return
	}
	c := &f.cues[d.cue]
	if first := d.speaker.first; d.speaker.last > first+2 && f.is(first+1, ",") && monthOf(f.word(first)) > 0 {
		d.speaker.first += 2 // "On 25 August, the prosecutor, Ann Lee, said"
	}
	if first := d.speaker.first; first > 0 && f.has(first-1, lexicon.Have) && f.tags[first].Verb() {
		d.speaker = group{} // "has said about 20 people have": a verb is no speaker
		return
	}
	if d.speaker.last > c.first || !c.passive || f.isAny(c.head, "quoted", "cited") || f.kind(c.first, text.Clitic) {
		return
	}
	d.speaker = group{}
	if f.is(c.last, "by") {
		d.speaker = f.phraseAfter(c.last+1, f.doc.Sentences[c.sentence].Last)
	}
}
