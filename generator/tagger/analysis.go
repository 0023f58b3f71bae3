package tagger

import (
	"math/bits"
	"slices"

	"pressmark/generator/text"
)

// Only tokens near a capital are looked at: up to two before one ("al-Assad"),
// one after ("Boko haram"), and what lies between two capitals with no more than
// gap others between ("Ministry for the Environment").
const (
	before = 2
	after  = 1
	gap    = 4
)

// An analysis is what the features of one text are read from. It is scratch
// space, used again for the next text. What it knows of words as such it keeps
// for the next texts too.
type analysis struct {
	tables *Tables
	doc    *text.Doc

	edge  form // stands for the words before and after a sentence
	forms []form
	slots []int32 // open addressing: exact hash → form + 1
	stat  []int32 // form → stats, -1 for one that the text does not have

	here   []int32 // forms in the text, in order of their first place
	of     []int32 // token → form
	lows   []int32 // open addressing: lower hash → stats + 1
	stats  []wordStat
	styles []style // sentence → how it is capitalised
	tokens []tokenInfo
	recase []byte
	sport  bool // the text is about sport
}

// tokenInfo is what is known of a token where it stands.
type tokenInfo struct {
	sentence int32
	// gazetteer classes by the position of the token in the match
	gazetteer [4]uint16
	// run: the unbroken sequence of capitals that the token is in; loose: the
	// sequence with "of", "and", "the" … between. Token numbers, half open.
	run, loose struct{ first, last int32 }
	candidate  bool
	capital    bool
	// prev and next hints: contexts of this one occurrence, as bits
	prev, next     uint64
	before, behind uint64 // the same in coarse clusters
}

// style is how a sentence is capitalised.
type style uint8

const (
	plain    style = iota
	titled         // "Most Words With a Capital", as in a headline
	shouting       // "ALL IN CAPITALS"
)

// wordStat is what the whole text shows of a word, whatever its case.
type wordStat struct {
	key                   uint64
	lower, capital, start int32 // times seen lower-case; capitalised inside a sentence; at its start
	afterCap, beforeCap   int32 // times a capital stood directly before, after
	given                 int32 // times a given name or a title stood directly before
	// first and last are, for an acronym, the forms plus one of the first and
	// the last word of what it stands for; 0 if unknown.
	first, last int32
	// What stood before and after its sequences of capitals once and twice: hints
	// and coarse clusters, as bits.
	prev1, prev2, next1, next2         uint64
	before1, before2, behind1, behind2 uint64
}

// manyForms is how many words are kept from text to text: some megabytes, and
// most of what news is written with.
const manyForms = 8 << 10

// begin makes room for the forms of n tokens, and forgets all if there is none.
func (a *analysis) begin(n int) {
	for _, f := range a.here {
		a.stat[f] = -1
	}
	a.here = a.here[:0]
	if 2*(len(a.forms)+n) > len(a.slots) {
		a.slots = cleared(a.slots, max(n, manyForms/2))
		a.forms, a.stat = slices.Grow(a.forms[:0], len(a.slots)/2), slices.Grow(a.stat[:0], len(a.slots)/2)
		a.edge = boundary
	}
}

// read prepares a for doc.
func (a *analysis) read(doc *text.Doc) {
	a.doc = doc
	n := len(doc.Tokens)
	a.begin(n)
	a.stats, a.styles = a.stats[:0], a.styles[:0]
	a.of = sized(a.of, n)
	a.tokens = sized(a.tokens, n)
	clear(a.tokens)
	a.lows = cleared(a.lows, n)
	for s := range doc.Sentences {
		style := a.styleOf(s)
		a.styles = append(a.styles, style)
		for i := doc.Sentences[s].First; i < doc.Sentences[s].Last; i++ {
			a.of[i] = a.formOf(i, style)
			t := &a.tokens[i]
			t.sentence = int32(s)
			t.capital = a.form(i).letters.capital()
		}
	}
	a.sport = a.aboutSport()
	for s := range doc.Sentences {
		a.runs(s)
		a.candidates(s)
		a.match(s)
	}
	a.count()
	a.acronyms()
}

func (a *analysis) form(i int) *form { return &a.forms[a.of[i]] }

// sized returns s with length n, its old contents undefined.
func sized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	return s[:n]
}

// cleared returns a zeroed table with room for n entries at half load.
func cleared(s []int32, n int) []int32 {
	size := 1 << bits.Len(uint(2*n+2))
	if cap(s) < size {
		return make([]int32, size)
	}
	s = s[:size]
	clear(s)
	return s
}

// styleOf tells how sentence s is capitalised.
func (a *analysis) styleOf(s int) style {
	words, capitals, uppers, letters := 0, 0, 0, 0
	sentence := a.doc.Sentences[s]
	for i := sentence.First; i < sentence.Last; i++ {
		token := a.doc.Tokens[i]
		if token.Kind != text.Word || token.Len() < 2 {
			continue
		}
		up, low, first := 0, 0, false
		for j, r := range token.In(a.doc.Text) {
			if isUpper(r) {
				up++
				first = first || j == 0
			} else if isLetter(r) {
				low++
			}
		}
		letters += up + low
		uppers += up
		if token.Len() < 4 && up == 0 {
			continue // articles and prepositions stay small in titles
		}
		words++
		if first {
			capitals++
		}
	}
	switch {
	case words >= 2 && letters >= 8 && uppers*10 >= letters*8:
		return shouting
	case words >= 4 && capitals*10 >= words*8:
		return titled
	}
	return plain
}

// formOf returns the number of the form of token i, making it if it is new.
func (a *analysis) formOf(i int, style style) int32 {
	word := a.doc.Tokens[i].In(a.doc.Text)
	switch a.doc.Tokens[i].Kind {
	case text.Open: // marks that say the same, as ``, “ and « do, are one
		word = "“"
	case text.Close:
		word = "”"
	case text.Word:
		if style == shouting {
			word = a.lowered(word)
		}
	}
	f := a.formNumber(word)
	if a.stat[f] < 0 {
		a.stat[f] = a.statOf(a.forms[f].lower)
		a.here = append(a.here, f)
	}
	return f
}

// formNumber is the number of a word's form.
func (a *analysis) formNumber(word string) int32 {
	h := hashExact(word)
	mask := uint64(len(a.slots) - 1)
	at := h & mask
	for ; a.slots[at] != 0; at = (at + 1) & mask {
		if a.forms[a.slots[at]-1].exact == h {
			return a.slots[at] - 1
		}
	}
	a.forms = append(a.forms, form{})
	f := &a.forms[len(a.forms)-1]
	f.set(word)
	info := a.tables.word(f.lower)
	f.clusters, f.proper = info.Clusters, info.Proper
	f.gazetteer = a.tables.phrase(f.lower)
	f.hint = hints[f.lower]
	a.stat = append(a.stat, -1)
	a.slots[at] = int32(len(a.forms))
	return int32(len(a.forms) - 1)
}

// statOf returns the number of the statistics of a word.
func (a *analysis) statOf(lower uint64) int32 {
	mask := uint64(len(a.lows) - 1)
	at := lower & mask
	for ; a.lows[at] != 0; at = (at + 1) & mask {
		if a.stats[a.lows[at]-1].key == lower {
			return a.lows[at] - 1
		}
	}
	a.stats = append(a.stats, wordStat{key: lower})
	a.lows[at] = int32(len(a.stats))
	return int32(len(a.stats) - 1)
}
