package annotate

import (
	"strings"

	"pressmark/generator/lexicon"
)

// A foreignCue is a word or phrase of saying.
type foreignCue struct {
	extent         // units, with auxiliary and particle
	pronoun extent // the speaker within it: "a-t-il déclaré"
	use     lexicon.Use
	phrase  bool // "selon", behind which the speaker stands
}

// cueAt returns the cue that begins at unit i: "sagte", "a déclaré",
// "s’est-il exclamé", "lui a répondu".
func (r *foreignReader) cueAt(i, limit int) (c foreignCue, ok bool) {
	c.first = i
	reflexive := false
	for n := 0; n < 2 && i+1 < limit && r.is(i, lexicon.Unstressed); n++ {
		reflexive = true
		i++
	}
	switch {
	case i >= limit:
		return c, false
	case r.is(i, lexicon.Said):
		c.use, c.last = r.units[i].use, i+1
		r.attachPronoun(&c, limit)
		return c, true
	case r.is(i, lexicon.SaidByDocument):
		c.use, c.last = r.units[i].use, i+1
		return c, true
	case r.is(i, lexicon.Auxiliary) || reflexive && r.is(i, lexicon.ReflexiveAuxiliary):
		c.last = i + 1
		r.attachPronoun(&c, limit)
		k := c.last
		for n := 0; n < 3 && k < limit && !r.is(k, lexicon.SaidParticiple) && r.units[k].word && r.lower(k); n++ {
			k++
		}
		if k < limit && r.is(k, lexicon.SaidParticiple) {
			c.last = k + 1
			return c, true
		}
	}
	return c, false
}

// attachPronoun takes in a pronoun that a hyphen joins to the verb that ends
// the cue: "affirme-t-il", "ont-elles".
func (r *foreignReader) attachPronoun(c *foreignCue, limit int) {
	k := c.last
	if k+1 >= limit || r.in(k) != "-" || r.units[k].Start != r.units[k-1].End {
		return
	}
	if k+3 < limit && r.in(k+1) == "t" && r.in(k+2) == "-" {
		k += 2
	}
	switch {
	case r.is(k+1, lexicon.He|lexicon.She):
		c.pronoun = extent{k + 1, k + 2}
		c.last = k + 2
	case r.in(k+1) == "on" || r.in(k+1) == "ils" || r.in(k+1) == "elles":
		c.last = k + 2
	}
}

// accordingAt returns the phrase that begins at unit i and behind which the
// speaker stands: "selon", "по словам", "nach Angaben von".
func (r *foreignReader) accordingAt(i, limit int) (c foreignCue, ok bool) {
	c = foreignCue{extent: extent{i, i}, phrase: true}
	for _, words := range r.lang.According {
		if i+len(words) > limit || len(words) <= c.last-c.first {
			continue
		}
		if r.phrase(i, words) {
			c.last = i + len(words)
		}
	}
	return c, c.last > c.first
}

// phrase reports whether the words stand at unit i.
func (r *foreignReader) phrase(i int, words []string) bool {
	for k, w := range words {
		if !strings.EqualFold(r.in(i+k), w) {
			return false
		}
	}
	return true
}

// skipAdverbs returns the unit behind the adverbs at unit i.
func (r *foreignReader) skipAdverbs(i, limit int) int {
	for _, words := range r.lang.Asides {
		if i+len(words) < limit && r.phrase(i, words) {
			i += len(words)
			break
		}
	}
	for n := 0; n < 4 && i < limit && r.is(i, lexicon.Adverbial) && !r.is(i, lexicon.He|lexicon.She); n++ {
		i++
	}
	return i
}
