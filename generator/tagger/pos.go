package tagger

import (
	"unicode/utf8"

	"pressmark/generator/text"
)

// A POS is a part of speech: a universal tag (de Marneffe et al. 2021), with
// verbs and auxiliaries divided by their Penn form and particles by their use.
type POS uint8

// The parts of speech. Those from VB to AuxVBN are verbal.
const (
	PosX POS = iota
	Noun
	Proper // proper noun
	Pron
	PossPron // "my", "his"
	WhPron   // "who", "which", "what"
	Det
	Adj
	Adv
	WhAdv // "when", "where", "how"
	Adp
	Sconj
	Cconj
	Num
	Punct
	Sym
	Intj
	To         // "to" before an infinitive
	Not        // "not", "n't"
	Possessive // "'s"
	VB         // base form
	VBD        // past tense
	VBG        // gerund, present participle
	VBN        // past participle
	VBP        // present tense, not third person singular
	VBZ        // present tense, third person singular
	Modal
	AuxFinite // "is", "has", "did"
	AuxBase   // "be", "have", "do"
	AuxVBG    // "being", "having"
	AuxVBN    // "been"

	// NumPOS is how many parts of speech there are.
	NumPOS = iota
)

var posNames = [NumPOS]string{"X", "NOUN", "PROPN", "PRON", "PRON$", "PRON-WH", "DET", "ADJ", "ADV", "ADV-WH", "ADP", "SCONJ", "CCONJ", "NUM",
	"PUNCT", "SYM", "INTJ", "PART-TO", "PART-NOT", "PART-POS", "VERB-VB", "VERB-VBD", "VERB-VBG", "VERB-VBN", "VERB-VBP", "VERB-VBZ",
	"AUX-MD", "AUX-FIN", "AUX-VB", "AUX-VBG", "AUX-VBN"}

// String is the universal tag, and after a hyphen what divides it.
func (p POS) String() string { return posNames[p] }

// Verb reports whether p is a verb in any form, but not an auxiliary.
func (p POS) Verb() bool { return p >= VB && p <= VBZ }

// Aux reports whether p is an auxiliary or a modal.
func (p POS) Aux() bool { return p >= Modal && p <= AuxVBN }

// Finite reports whether p is a verb or auxiliary that shows tense, or a modal.
func (p POS) Finite() bool {
	return p == VBD || p == VBP || p == VBZ || p == Modal || p == AuxFinite
}

// Grammatical, in place of a tag in the dictionary, says that a word was seen as
// a pronoun, preposition, auxiliary or the like, and as others. A word of letters
// that is not in the dictionary cannot be one, as all of these are known.
const Grammatical POS = NumPOS

// Closed reports whether p is a part of speech to which no new words are added.
func (p POS) Closed() bool { return closedPOS>>p&1 != 0 }

const closedPOS uint64 = 1<<Pron | 1<<PossPron | 1<<WhPron | 1<<Det | 1<<WhAdv | 1<<Adp | 1<<Sconj | 1<<Cconj | 1<<To | 1<<Not | 1<<Possessive |
	1<<Modal | 1<<AuxFinite | 1<<AuxBase | 1<<AuxVBG | 1<<AuxVBN

// lanes is how many 64-bit numbers hold the weights of all tags, eight to each.
const lanes = (NumPOS + 7) / 8

// bias is added to each weight, so that a row holds no negative numbers and
// can be added in lanes without carrying from one to the next.
const bias = 128

// A posRow holds the weights of one feature, biased, a byte for each tag from
// the low end. Sums take sixteen bits: even and odd tags apart.
type posRow [lanes]uint64

// A POSModel tags parts of speech: a greedy averaged perceptron (Collins 2002)
// from left to right, with a dictionary for words that have one tag. It may be
// used by several goroutines.
type POSModel struct {
	rows []posRow // a power of two, addressed by a feature's hash
	dict posDict
}

// A posWord is what the features take from one word.
type posWord struct {
	word, suffix3, suffix2, suffix4, shape, prefix uint64
}

// The templates' constants; what they are joined with stands beside them.
const (
	fWord        = iota + 1 // word
	fSuffix2                // last two letters
	fSuffix3                // last three letters
	fSuffix4                // last four letters
	fPrefix                 // first letters
	fShape                  // capitals, digits; with first in sentence
	fTag1                   // tag before
	fTag2                   // tag two before
	fTags                   // both
	fTagWord                // tag before, word
	fPrev                   // word before
	fPrev2                  // word two before
	fPrevSuf                // suffix of the word before
	fNext                   // word after
	fNext2                  // word two after
	fNextSuf                // suffix of the word after
	fNextShape              // shape of the word after, shape
	fPair                   // word, word after
	fPrevPair               // word before, word
	fTagNext                // tag before, word after
	numTemplates = iota
)

// letterShapes are the bits of a shape that stand for letters.
const letterShapes = 1 | 2 | 4

var posEdge = posWord{word: 1, suffix3: 1, suffix2: 1, suffix4: 1, shape: 1, prefix: 1}

// set takes in a word. It is written for speed: ASCII is the usual case.
func (w *posWord) set(s string) {
	h := uint64(hashSeed)
	var tail [4]rune
	var shape uint64
	n := 0
	for i := 0; i < len(s); n++ {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		i += size
		switch {
		case 'a' <= r && r <= 'z':
			shape |= 1
		case 'A' <= r && r <= 'Z':
			r += 'a' - 'A'
			if n == 0 {
				shape |= 2
			} else {
				shape |= 4
			}
		case '0' <= r && r <= '9':
			r = '0'
			shape |= 8
		case r == '.' || r == ',':
			shape |= 16
		case r == '-':
			shape |= 32
		case isUpper(r):
			r = fold(r)
			if n == 0 {
				shape |= 2
			} else {
				shape |= 4
			}
		case isLetter(r):
			r = fold(r)
			shape |= 1
		case r == '’' || r == '\'':
			r = '\''
			shape |= 64
		default:
			shape |= 128
		}
		h = step(h, r)
		if n == 2 {
			w.prefix = finish(h)
		}
		tail[0], tail[1], tail[2], tail[3] = tail[1], tail[2], tail[3], r
	}
	w.word = finish(h)
	if n < 3 {
		w.prefix = w.word
	}
	t := step(step(hashSeed, tail[3]), tail[2])
	w.suffix2 = finish(t)
	t = step(t, tail[1])
	w.suffix3 = finish(t)
	w.suffix4 = finish(step(t, tail[0]))
	w.shape = shape + 2
}

// posFeatures fills in the hashes for the word w with its neighbours and the two
// tags before.
func posFeatures(f *[numTemplates]uint64, p2, p1, w, n1, n2 *posWord, t2, t1 POS, first bool) {
	prev, before := uint64(t1)+3, uint64(t2)+3
	shape := w.shape << 1
	if first {
		shape |= 1
	}
	f[0] = mix(fWord, w.word)
	f[1] = mix(fSuffix2, w.suffix2)
	f[2] = mix(fSuffix3, w.suffix3)
	f[3] = mix(fSuffix4, w.suffix4)
	f[4] = mix(fPrefix, w.prefix)
	f[5] = mix(fShape, shape)
	f[6] = mix(fTag1, prev)
	f[7] = mix(fTag2, before)
	f[8] = mix(fTags, prev<<8|before)
	f[9] = mix(fTagWord<<8|prev, w.word)
	f[10] = mix(fPrev, p1.word)
	f[11] = mix(fPrev2, p2.word)
	f[12] = mix(fPrevSuf, p1.suffix3)
	f[13] = mix(fNext, n1.word)
	f[14] = mix(fNext2, n2.word)
	f[15] = mix(fNextSuf, n1.suffix3)
	f[16] = mix(fNextShape<<16|n1.shape, shape)
	f[17] = mix(fPair^w.word, n1.word)
	f[18] = mix(fPrevPair^p1.word, w.word)
	f[19] = mix(fTagNext<<8|prev, n1.word)
}

// Tag returns the part of speech of each of the document's tokens, in the
// given slice if it is long enough. The time is linear in the text's length.
func (m *POSModel) Tag(doc *text.Doc, tags []POS) []POS {
	if cap(tags) < len(doc.Tokens) {
		tags = make([]POS, len(doc.Tokens))
	}
	tags = tags[:len(doc.Tokens)]
	for i := range doc.Sentences {
		s := &doc.Sentences[i]
		m.tagSentence(doc.Text, doc.Tokens[s.First:s.Last], tags[s.First:s.Last])
	}
	return tags
}

func (m *POSModel) tagSentence(s string, tokens []text.Token, tags []POS) {
	var words [5]posWord // a window over the sentence
	words[0], words[1], words[2], words[3], words[4] = posEdge, posEdge, posEdge, posEdge, posEdge
	ahead := func(i int, w *posWord) {
		if i < len(tokens) {
			w.set(tokens[i].In(s))
		} else {
			*w = posEdge
		}
	}
	ahead(0, &words[2])
	ahead(1, &words[3])
	var t1, t2 POS = NumPOS, NumPOS
	var features [numTemplates]uint64
	for i := range tokens {
		p2, p1, w, n1, n2 := &words[i%5], &words[(i+1)%5], &words[(i+2)%5], &words[(i+3)%5], &words[(i+4)%5]
		ahead(i+2, n2)
		tag, known := m.dict.tag(w.word)
		if !known || tag == Grammatical {
			posFeatures(&features, p2, p1, w, n1, n2, t2, t1, i == 0)
			barred := uint64(0)
			if !known && (w.shape-2)&^letterShapes == 0 {
				barred = closedPOS
			}
			tag = m.best(&features, barred)
		}
		tags[i] = tag
		t2, t1 = t1, tag
	}
}

// best returns the tag with the highest score, the first of equals, but none of
// those in barred.
func (m *POSModel) best(features *[numTemplates]uint64, barred uint64) POS {
	var even, odd posRow
	mask := uint64(len(m.rows) - 1)
	for _, f := range features {
		row := &m.rows[f&mask]
		for k := range row {
			even[k] += row[k] & low
			odd[k] += row[k] >> 8 & low
		}
	}
	best, score := POS(0), uint64(0)
	for tag := range NumPOS {
		sum := even[tag>>3]
		if tag&1 != 0 {
			sum = odd[tag>>3]
		}
		if s := sum >> (16 * (tag >> 1 & 3)) & 0xFFFF; s > score && barred>>tag&1 == 0 {
			best, score = POS(tag), s
		}
	}
	return best
}

// A posDict is an open-addressed table of the words that have one tag, and of
// those that are Grammatical.
type posDict struct {
	keys []uint32 // high half of the word's hash, 0 for empty
	tags []POS
}

func newPOSDict(words int) posDict {
	size := 16
	for size < 2*words {
		size *= 2
	}
	return posDict{make([]uint32, size), make([]POS, size)}
}

func posKey(word uint64) uint32 { return uint32(word>>32) | 1 }

func (d *posDict) tag(word uint64) (POS, bool) {
	key, mask := posKey(word), len(d.keys)-1
	for i := int(word) & mask; d.keys[i] != 0; i = (i + 1) & mask {
		if d.keys[i] == key {
			return d.tags[i], true
		}
	}
	return 0, false
}

func (d *posDict) add(word uint64, tag POS) {
	key, mask := posKey(word), len(d.keys)-1
	i := int(word) & mask
	for d.keys[i] != 0 {
		i = (i + 1) & mask
	}
	d.keys[i], d.tags[i] = key, tag
}

// VisitPOS goes through the document as Tag does and asks decide for each
// token's tag, with the token's number, the hash of its word and its features,
// which are good until decide returns. Learning uses it.
func VisitPOS(doc *text.Doc, tags []POS, decide func(token int, word uint64, features []uint64) POS) {
	var f [numTemplates]uint64
	for _, s := range doc.Sentences {
		words := make([]posWord, 2, s.Last-s.First+4)
		words[0], words[1] = posEdge, posEdge
		for _, t := range doc.Tokens[s.First:s.Last] {
			var w posWord
			w.set(t.In(doc.Text))
			words = append(words, w)
		}
		words = append(words, posEdge, posEdge)
		var t1, t2 POS = NumPOS, NumPOS
		for i := s.First; i < s.Last; i++ {
			w := words[i-s.First:]
			posFeatures(&f, &w[0], &w[1], &w[2], &w[3], &w[4], t2, t1, i == s.First)
			tags[i] = decide(i, w[2].word, f[:])
			t2, t1 = t1, tags[i]
		}
	}
}
