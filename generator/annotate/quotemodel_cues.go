package annotate

import (
	"pressmark/generator/lexicon"
	"pressmark/generator/tagger"
	"pressmark/generator/text"
)

// Features are 32-bit hashes of a template's number and its parts; the low bits
// address a row of weights.

func feature(template, part uint64) uint32 {
	h := (part ^ template*0x9E3779B97F4A7C15) * 0xFF51AFD7ED558CCD
	h ^= h >> 32
	h *= 0xC4CEB9FE1A85EC53
	return uint32(h >> 32)
}

// join makes one part of two.
func join(a, b uint64) uint64 { return (a^a>>31)*0xBF58476D1CE4E5B9 + b }

// edge stands for what is before the first or behind the last token.
const edge = 0x7F

// A beside is the class of a token that stands beside a cue.
type beside uint8

const (
	besideNothing beside = iota
	besideComma
	besideOpen
	besideClose
	besideColon
	besideStop
	besideMark
	besideNominal
	besidePronoun
	besideThat
	besideTo
	besideWh
	besideAdposition
	besideVerb
	besideAux
	besideAdverb
	besideOther
)

// besideAt classes token i, which must be within the bounds to be something.
func (t *quoteText) besideAt(i int, bounds group) beside {
	if i < bounds.first || i >= bounds.last {
		return besideNothing
	}
	switch t.doc.Tokens[i].Kind {
	case text.Open:
		return besideOpen
	case text.Close:
		return besideClose
	case text.Mark:
		switch t.word(i)[0] {
		case ',':
			return besideComma
		case ':':
			return besideColon
		case '.', '!', '?':
			return besideStop
		}
		return besideMark
	}
	switch p := t.tags[i]; {
	case t.is(i, "that"):
		return besideThat
	case p == tagger.To:
		return besideTo
	case p == tagger.WhPron, p == tagger.WhAdv, t.is(i, "whether"), t.is(i, "if"):
		return besideWh
	case p == tagger.Pron:
		return besidePronoun
	case t.chunk[i] >= 0:
		return besideNominal
	case p == tagger.Adp, p == tagger.Sconj:
		return besideAdposition
	case p.Verb():
		return besideVerb
	case p.Aux():
		return besideAux
	case p == tagger.Adv:
		return besideAdverb
	}
	return besideOther
}

// bucket makes a count one of ten sizes.
func bucket(n int) uint64 {
	switch {
	case n <= 4:
		return uint64(max(n, 0))
	case n <= 6:
		return 5
	case n <= 9:
		return 6
	case n <= 14:
		return 7
	case n <= 24:
		return 8
	case n <= 40:
		return 9
	}
	return 10
}

// auxiliary classes what stands before a verb within its cue: an active, a
// passive, "to say", "would say".
func (t *quoteText) auxiliary(head int) uint64 {
	var have, be, modal, do, not, to uint64
	first := t.doc.Sentences[t.sentence[head]].First
	for i := head - 1; i >= first && head-i < 5; i-- {
		switch p := t.tags[i]; {
		case p == tagger.Modal:
			modal = 1
		case p == tagger.Not:
			not = 1
		case p == tagger.To:
			to = 1
			i = first
		case p.Aux():
			switch {
			case t.isAny(i, "have", "has", "had", "having", "'ve"):
				have = 1
			case t.isAny(i, "do", "does", "did"):
				do = 1
			default:
				be = 1
			}
		case p != tagger.Adv:
			i = first
		}
	}
	return have | be<<1 | modal<<2 | do<<3 | not<<4 | to<<5
}

// frameWeights makes one number of how the lexicon rates the verb's frames.
func frameWeights(c *lexicon.Cue) uint64 {
	if c == nil {
		return edge
	}
	w := uint64(0)
	for _, f := range [...]lexicon.Frame{lexicon.FrameThat, lexicon.FrameNoun, lexicon.FrameQuote, lexicon.FrameTo, lexicon.FrameObjectTo} {
		w = w<<2 | uint64(c.Weight[f])/26
	}
	return w + 1
}

// ruleState makes one number of what the rules made of the candidate.
func (t *quoteText) ruleState(head int) uint64 {
	if t.cueAt[head] < 0 {
		return 0
	}
	d := t.draftAt(head)
	if d == nil {
		return 1
	}
	return 2 + uint64(d.score)/10
}

// cueFeatures appends the features of token i as the head of a cue.
func (t *quoteText) cueFeatures(i int, to []uint32) []uint32 {
	n := uint64(0)
	add := func(part uint64) {
		n++
		to = append(to, feature(n, part))
	}
	s := t.doc.Sentences[t.sentence[i]]
	bounds := group{s.First, s.Last}
	span := t.cueSpan(i)
	word, lemma, pos := t.words[i], t.lemmas[i], uint64(t.tags[i])
	left, right := uint64(t.besideAt(span.first-1, bounds)), uint64(t.besideAt(span.last, bounds))
	right2 := uint64(t.besideAt(span.last+1, bounds))
	frame := left<<8 | right
	aux := t.auxiliary(i)
	rule := t.ruleState(i)
	var entry *lexicon.Cue
	if t.info[i] != nil {
		entry = t.info[i].Cue
	}
	weights := frameWeights(entry)
	quoted := uint64(0)
	if t.inside[i] >= 0 {
		quoted = 1
	}
	regions := t.regionsIn(bounds)
	add(0)
	add(word)
	add(lemma)
	add(join(lemma, pos))
	add(pos<<8 | aux)
	add(join(lemma, aux))
	add(join(lemma, right))
	add(join(lemma, frame))
	add(frame)
	add(frame<<8 | pos)
	add(right<<8 | right2)
	add(join(lemma, right<<8|right2))
	add(weights)
	add(weights<<8 | right)
	add(weights<<16 | frame)
	add(weights<<8 | pos)
	add(rule)
	add(rule<<8 | right)
	add(join(lemma, rule))
	add(rule<<8 | quoted<<1 | regions<<2)
	add(weights<<8 | quoted<<1 | regions<<2)
	add(weights<<8 | aux)
	add(t.wordAt(i-1, bounds))
	add(t.wordAt(i+1, bounds))
	add(t.wordAt(i-2, bounds))
	add(t.wordAt(i+2, bounds))
	add(t.wordAt(span.last, bounds))
	add(join(lemma, t.wordAt(span.last, bounds)))
	add(join(lemma, t.wordAt(span.first-1, bounds)))
	add(uint64(t.tagAt(i-1, bounds))<<8 | pos)
	add(pos<<8 | uint64(t.tagAt(i+1, bounds)))
	add(uint64(t.tagAt(i-1, bounds))<<16 | pos<<8 | uint64(t.tagAt(i+1, bounds)))
	add(pos<<16 | uint64(t.tagAt(i+1, bounds))<<8 | uint64(t.tagAt(i+2, bounds)))
	// The noun phrase before, which may be the speaker.
	subject, distance := t.chunkBefore(span.first, s.First)
	kind := t.chunkKind(subject)
	headWord := uint64(edge)
	if subject >= 0 {
		headWord = t.words[t.chunks[subject].last-1]
	}
	add(kind<<8 | distance)
	add(weights<<16 | kind<<8 | distance)
	add(headWord)
	add(join(headWord, weights))
	add(join(lemma, kind))
	object := t.chunkKindAt(span.last, bounds)
	add(object<<8 | pos)
	add(join(lemma, object))
	add(bucket(i-s.First)<<8 | bucket(s.Last-i))
	add(rule<<8 | uint64(min(t.saying[s.Last-1]-t.saying[s.First], 3)))
	first := uint64(0)
	if t.sentence[i] == 0 {
		first = 1
	}
	add(first<<16 | pos<<8 | right)
	add(weights<<8 | first)
	return to
}

// regionsIn tells how the sentence's quotation marks stand: 0 none, 1 some, 2
// at its start, 3 all of it.
func (t *quoteText) regionsIn(s group) uint64 {
	start, end := t.inside[s.first] >= 0, t.inside[s.last-1] >= 0
	switch {
	case start && end && t.inside[s.first] == t.inside[s.last-1]:
		return 3
	case start:
		return 2
	case end:
		return 1
	}
	for i := s.first; i < s.last; i++ {
		if t.inside[i] >= 0 {
			return 1
		}
	}
	return 0
}

func (t *quoteText) wordAt(i int, bounds group) uint64 {
	if i < bounds.first || i >= bounds.last {
		return edge
	}
	return t.words[i]
}

func (t *quoteText) tagAt(i int, bounds group) tagger.POS {
	if i < bounds.first || i >= bounds.last {
		return edge
	}
	return t.tags[i]
}

// chunkBefore returns the last noun phrase that ends before token i and not
// before the token first, or -1, and how far away it ends.
func (t *quoteText) chunkBefore(i, first int) (int, uint64) {
	for k := i - 1; k >= first; k-- {
		if t.chunk[k] >= 0 {
			return int(t.chunk[k]), bucket(i - 1 - k)
		}
	}
	return -1, edge
}

func (t *quoteText) chunkKindAt(i int, bounds group) uint64 {
	if i < bounds.first || i >= bounds.last {
		return edge
	}
	return t.chunkKind(int(t.chunk[i]))
}

// chunkKind tells what a noun phrase is: the kind of the name at its end, or
// its last word's part of speech.
func (t *quoteText) chunkKind(chunk int) uint64 {
	if chunk < 0 {
		return 0
	}
	last := t.chunks[chunk].last - 1
	if m := t.name[last]; m >= 0 {
		return 1 + uint64(t.mentions[m].Kind)
	}
	return 8 + uint64(t.tags[last])
}
