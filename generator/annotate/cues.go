package annotate

import (
	"pressmark/generator/lexicon"
	"pressmark/generator/text"
)

// A cue is a verb of saying where it stands, with its auxiliaries, or a phrase
// like "according to".
type cue struct {
	first, last int // tokens [first, last) as they are reported
	head        int // the verb
	entry       *lexicon.Cue
	form        lexicon.Class // Base, Third, Past, Participle or Gerund
	passive     bool
	noun        bool // "the claim that": the speaker is its owner
	phrase      bool // "according to": the speaker stands behind it
	unreal      bool // a wish, a plan, a condition: "would say", "to say"
	sentence    int
	speaker     group
	inverted    bool          // the speaker stands behind the verb
	frame       lexicon.Frame // what stands behind it; Frames before that is known
	via         int           // the cue whose speaker this one shares, or -1
}

// A group is a run of tokens [first, last), mostly a noun phrase; none if empty.
type group struct{ first, last int }

func (g group) none() bool { return g.last <= g.first }

func (g group) span(d *text.Doc) text.Span {
	if g.none() {
		return text.Span{}
	}
	return text.Span{Start: d.Tokens[g.first].Start, End: d.Tokens[g.last-1].End}
}

// findCues returns the verbs of saying in narration and at the borders of
// quotations, in order. Speakers are not looked for yet.
func (r *reader) findCues() []cue {
	var cues []cue
	for i := range r.class {
		if c, ok := r.phraseCue(i); ok {
			cues = append(cues, c)
			continue
		}
		if c, ok := r.verbCue(i); ok {
			cues = append(cues, c)
		} else if c, ok := r.nounCue(i); ok {
			cues = append(cues, c)
		}
	}
	return cues
}

// accordingTo is the phrase whose weights stand in the list under its first word.
var accordingTo = &lexicon.Cue{Lemma: "according", Particle: "to"}

// phraseCue tells "according to", "in the words of" and "per" at token i.
func (r *reader) phraseCue(i int) (cue, bool) {
	n := 0
	switch {
	case r.is(i, "according") && r.is(i+1, "to"):
		n = 2
	case r.is(i, "as") && r.is(i+1, "per") && r.headed(i+2), r.is(i, "per") && (r.has(i+1, lexicon.Proper) || r.capital(i) && r.headed(i+1)):
		n = 1
		if r.is(i, "as") {
			n = 2
		}
	case r.is(i, "in") && r.is(i+1, "the") && r.isAny(i+2, "words", "view", "opinion", "judgment") && r.is(i+3, "of"):
		n = 4
	default:
		return cue{}, false
	}
	return cue{first: i, last: i + n, head: i, entry: accordingTo, form: lexicon.Base, phrase: true,
		sentence: int(r.sentence[i]), frame: lexicon.Frames, via: -1}, true
}

// headed reports whether a noun phrase may begin at token i.
func (r *reader) headed(i int) bool {
	return r.has(i, lexicon.Determiner|lexicon.Possessive|nounClass|lexicon.Adjective)
}

// aNoun stands for the nouns of saying, whose weights the words have.
var aNoun = &lexicon.Cue{Lemma: "noun"}

// nounCue tells a noun of saying with "that" behind it.
func (r *reader) nounCue(i int) (cue, bool) {
	info := r.info[i]
	if info == nil || info.Saying == 0 || r.nameAt(i) >= 0 || !r.has(i, lexicon.Noun|lexicon.Plural) || r.thatClause(i+1) < 0 {
		return cue{}, false
	}
	return cue{first: i, last: i + 1, head: i, entry: aNoun, noun: true, sentence: int(r.sentence[i]), frame: lexicon.FrameThat, via: -1}, true
}

// thatClause returns the "that" at token i, or behind "by" and a name, if it
// opens a clause of its own; else -1.
func (r *reader) thatClause(i int) int {
	if r.is(i, "by") {
		i = r.phraseAfter(i+1, i+12).last
	}
	if !r.is(i, "that") || r.has(i+1, finiteClass|auxClass) && !r.has(i+1, nounClass) || r.kind(i+1, text.Mark) {
		return -1
	}
	return i
}

// owner is who makes the claim at token i: "Smith's claim", "their claim", "the
// claim by Smith".
func (r *reader) owner(i int) group {
	if r.is(i+1, "by") {
		return r.phraseAfter(i+2, i+13)
	}
	k := i - 1
	for k > 0 && r.has(k, lexicon.Adjective|lexicon.Figure) && !r.has(k, lexicon.Determiner|lexicon.Possessive) {
		k--
	}
	if !r.has(k, lexicon.Possessive) {
		return group{}
	}
	if r.kind(k, text.Clitic) {
		return group{r.phraseStart(k, r.doc.Sentences[r.sentence[i]].First), k}
	}
	return group{k, k + 1}
}

// verbCue tells a verb of saying at token i, with its auxiliaries.
func (r *reader) verbCue(i int) (cue, bool) {
	info := r.info[i]
	if info == nil || info.Cue == nil || r.nameAt(i) >= 0 && r.classAt(i) != lexicon.Past || r.classAt(i)&verbClass == 0 {
		return cue{}, false
	}
	if r.classAt(i)&info.Forms == 0 {
		return cue{}, false
	}
	s := r.doc.Sentences[r.sentence[i]]
	if r.attributive(i) {
		return cue{}, false
	}
	c := cue{first: i, last: i + 1, head: i, entry: info.Cue, form: r.classAt(i) & info.Forms, sentence: int(r.sentence[i]), frame: lexicon.Frames, via: -1}
	r.auxiliaries(&c, s.First)
	if p := r.particle(i); p != nil {
		c.entry = p
		c.last += words(p.Particle)
	}
	if c.form&(lexicon.Past|lexicon.Participle) == lexicon.Past|lexicon.Participle {
		c.form = lexicon.Past
	}
	if c.form == lexicon.Participle && c.first == i {
		// "a report released Monday": no verb of its own.
		return cue{}, false
	}
	if r.is(c.first-1, "to") && !r.goesOn(&c) {
		c.unreal = true
	}
	return c, true
}

// attributive reports whether the word at token i belongs to a noun phrase after
// all: "a tweet", "the president's claims", "21 confirmed cases".
func (r *reader) attributive(i int) bool {
	if r.has(i-1, lexicon.Determiner|lexicon.Possessive) && !r.has(i-1, lexicon.Subject|lexicon.Object|lexicon.Subordinator) {
		return !r.isAny(i-1, "all", "both", "some", "many", "few", "one", "each", "this", "that", "another")
	}
	if r.classAt(i) == lexicon.Base && r.classAt(max(i-1, 0)) == lexicon.Noun && i > 0 && !r.headline.Contains(r.doc.Tokens[i].Span) {
		return true // "the official report": a verb would not agree
	}
	return r.has(i-1, lexicon.Figure) && r.classAt(i)&(lexicon.Past|lexicon.Participle) != 0 && r.has(i+1, lexicon.Plural)
}

// words counts the words of a particle.
func words(s string) int {
	n := 1
	for i := range len(s) {
		if s[i] == ' ' {
			n++
		}
	}
	return n
}

// auxiliaries takes in the auxiliaries, adverbs and negation before the verb.
func (r *reader) auxiliaries(c *cue, first int) {
	k := c.head
	for k > first && (r.has(k-1, auxClass|lexicon.Negation) || r.classAt(k-1) == lexicon.Adverb) && r.kind(k-1, text.Word) || k > first && r.kind(k-1, text.Clitic) && r.has(k-1, auxClass|lexicon.Negation) {
		k--
	}
	aux := -1
	for j := k; j < c.head; j++ {
		if !r.has(j, auxClass) {
			continue
		}
		if aux < 0 {
			aux = j
		}
		if r.has(j, lexicon.Modal) && !r.isAny(j, "can", "must", "will") {
			c.unreal = true
		}
	}
	c.first = c.head
	if aux >= 0 {
		c.first = aux
		last := aux
		for j := aux; j < c.head; j++ {
			if r.has(j, auxClass) {
				last = j
			}
		}
		c.passive = r.has(last, lexicon.Be) && r.has(c.head, lexicon.Participle|lexicon.Past)
		if r.has(last, lexicon.Be) && c.form&lexicon.Gerund != 0 {
			c.form = lexicon.Third // "is urging": a finite verb
		}
		if r.has(last, lexicon.Have) {
			c.form = lexicon.Past
		}
		if r.has(last, lexicon.Do|lexicon.Modal) {
			c.form = lexicon.Third
		}
	} else if k < c.head && r.classAt(k) == lexicon.Adverb {
		for j := c.head - 1; j >= k && len(r.word(j)) > 4 && r.word(j)[len(r.word(j))-2:] == "ly"; j-- {
			c.first = j
		}
	}
}

// goesOn takes in "went on to" and "continued to" before "say".
func (r *reader) goesOn(c *cue) bool {
	at := c.first - 2
	switch {
	case r.is(at, "on") && r.isAny(at-1, "went", "goes", "go", "going"):
		c.first = at - 1
	case r.isAny(at, "continued", "continues", "hastened", "proceeded", "used"):
		c.first = at
	default:
		return false
	}
	c.form = lexicon.Past
	return true
}

// weight is how sure a report follows the cue in the frame, in hundredths.
func (c *cue) weight(f lexicon.Frame) int {
	if c.phrase {
		return 90
	}
	w := int(c.entry.Weight[f])
	if c.unreal {
		w = w * 15 / 100
	}
	return w
}

// strong reports whether the verb is mostly one of saying.
func (c *cue) strong() bool {
	w := &c.entry.Weight
	return max(w[lexicon.FrameThat], w[lexicon.FrameNoun], w[lexicon.FrameObjectTo], w[lexicon.FrameAs], w[lexicon.FrameTo]) >= 50
}
