package annotate

import (
	"unicode"
	"unicode/utf8"

	"pressmark/generator/lexicon"
	"pressmark/generator/text"
)

// longestName bounds how many tokens a name can have, so that the search is
// linear in the text.
const longestName = 14

// look is what a token looks like, told from its letters alone.
type look uint8

const (
	capital  look = 1 << iota // begins with a capital
	allCaps                   // two capitals or more and no small letter
	inner                     // a capital behind a small letter: "YouTube"
	initial                   // a single capital, with or without a stop
	stopped                   // ends in a stop
	glued                     // no blank between it and the token before
	broken                    // a line break before it
	starting                  // the first word of its sentence, or behind a colon or an opening mark
)

// A nameFinder marks the names of one text by lists and patterns.
type nameFinder struct {
	doc    *text.Doc
	looks  []look
	tags   []lexicon.Tag // of words, 0 for other tokens
	known  map[string]known
	family map[string]bool // last words of people's full names
	names  []Mention
	end    int // of the sentence in work, a token
	loud   bool
}

// known is what the article told of a word of a name before: of a surname seen
// behind its given name, say.
type known struct {
	kind  Kind
	count int32
}

// findNames marks the names of a text by the lexicon's lists, by the words
// that open and end names, and by what the article itself shows: a word that is
// a name in running text is one in the headline too. Cluster is -1 in all.
func findNames(doc *text.Doc) []Mention {
	f := &nameFinder{doc: doc, known: map[string]known{}, family: map[string]bool{}}
	f.look()
	// Headlines, where every word has a capital, and sentences in capitals are
	// read last: by then the running text has told which words are names.
	var late []int
	for i := range doc.Sentences {
		if f.shouting(i) {
			late = append(late, i)
			continue
		}
		f.sentence(i)
	}
	quiet := len(f.names)
	f.loud = true
	for _, i := range late {
		f.sentence(i)
	}
	f.names = merge(f.names[:quiet:quiet], f.names[quiet:])
	f.again()
	f.families()
	return f.names
}

// merge joins two lists of mentions that are each in order.
func merge(a, b []Mention) []Mention {
	if len(b) == 0 {
		return a
	}
	all := make([]Mention, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if a[0].Span.Start < b[0].Span.Start {
			all, a = append(all, a[0]), a[1:]
		} else {
			all, b = append(all, b[0]), b[1:]
		}
	}
	return append(append(all, a...), b...)
}

// look fills in looks and tags.
func (f *nameFinder) look() {
	tokens := f.doc.Tokens
	f.looks = make([]look, len(tokens))
	f.tags = make([]lexicon.Tag, len(tokens))
	start := true
	sentence := 0
	for i := range tokens {
		t := &tokens[i]
		for sentence < len(f.doc.Sentences) && f.doc.Sentences[sentence].Last <= i {
			sentence++
		}
		if sentence < len(f.doc.Sentences) && f.doc.Sentences[sentence].First == i {
			start = true
		}
		var l look
		if i > 0 {
			if tokens[i-1].End == t.Start {
				l |= glued
			} else if hasBreak(f.doc.Text, tokens[i-1].End, t.Start) {
				l |= broken
			}
		}
		if t.Kind == text.Word || t.Kind == text.Number {
			word := t.In(f.doc.Text)
			l |= lookOf(word)
			f.tags[i] = lexicon.Word(word)
			if start {
				l |= starting
			}
			start = false
		} else if t.Kind == text.Open || f.is(i, ":") || f.is(i, "•") || f.is(i, "_") || f.is(i, "--") {
			start = true
		}
		f.looks[i] = l
	}
}

func hasBreak(s string, from, to int) bool {
	for ; from < to; from++ {
		if s[from] == '\n' {
			return true
		}
	}
	return false
}

// lookOf returns the look of a word by itself.
func lookOf(word string) look {
	var l look
	upper, lower, letters := 0, 0, 0
	for i, r := range word {
		switch {
		case unicode.IsUpper(r):
			if i == 0 {
				l |= capital
			} else if lower > 0 {
				l |= inner
			}
			upper++
			letters++
		case r < utf8.RuneSelf && !('a' <= r && r <= 'z'):
		case unicode.IsLetter(r):
			lower++
			letters++
		}
	}
	if upper >= 2 && lower == 0 {
		l |= allCaps
	}
	if word[len(word)-1] == '.' {
		l |= stopped
	}
	if letters == 1 && upper == 1 {
		l |= initial
	}
	return l
}

// shouting reports whether a sentence has capitals on nearly all its words, as
// headlines have, so that they tell nothing.
func (f *nameFinder) shouting(sentence int) bool {
	s := &f.doc.Sentences[sentence]
	caps, small, count := 0, 0, 0
	for i := s.First; i < s.Last; i++ {
		t := &f.doc.Tokens[i]
		if t.Kind != text.Word || t.Len() < 2 {
			continue
		}
		count++
		switch {
		case f.looks[i]&capital != 0 && f.tags[i]&lexicon.Common != 0:
			caps++
		case f.looks[i]&capital == 0 && t.Len() >= 4:
			small++
		}
		if count > 60 {
			return false
		}
	}
	if count < 3 || caps < 2 || caps < 3*small {
		return false
	}
	return !f.is(s.Last-1, ".") || f.inCapitals(s.First, s.Last)
}

// inCapitals reports whether most of the words in the tokens [first, last) have
// no small letter.
func (f *nameFinder) inCapitals(first, last int) bool {
	all, words := 0, 0
	for i := first; i < last; i++ {
		if f.doc.Tokens[i].Kind == text.Word && f.doc.Tokens[i].Len() > 1 {
			words++
			if f.looks[i]&allCaps != 0 {
				all++
			}
		}
	}
	return 3*all > 2*words
}

// is reports whether token i is the string.
func (f *nameFinder) is(i int, s string) bool {
	return i >= 0 && i < len(f.doc.Tokens) && f.doc.Tokens[i].In(f.doc.Text) == s
}

func (f *nameFinder) word(i int) string { return f.doc.Tokens[i].In(f.doc.Text) }

// slice is the text from token p to before token q.
func (f *nameFinder) slice(p, q int) string {
	return f.doc.Text[f.doc.Tokens[p].Start:f.doc.Tokens[q-1].End]
}

// add marks the tokens [p, q) and remembers their words. Sure names teach more
// than doubtful ones.
func (f *nameFinder) add(p, q int, kind Kind, score int) int {
	span := text.Span{Start: f.doc.Tokens[p].Start, End: f.doc.Tokens[q-1].End}
	f.names = append(f.names, Mention{Span: span, Kind: kind, Cluster: -1, Score: score})
	if f.loud || score < 50 {
		return q
	}
	f.learn(span.In(f.doc.Text), kind)
	if kind == Organization && q-p > 1 && f.tags[p] == 0 && f.looks[p]&allCaps == 0 {
		if _, listed := kindListed(f.word(p)); !listed {
			f.learn(f.word(p), Organization) // "Northwind" of "Northwind Corp."
		}
	}
	if kind == Person && q-p > 1 {
		f.family[f.word(q-1)] = true
		for i := p; i < q; i++ {
			if f.looks[i]&capital != 0 && f.looks[i]&initial == 0 {
				f.learn(f.word(i), Person)
			}
		}
	}
	return q
}

func (f *nameFinder) learn(name string, kind Kind) {
	k := f.known[name]
	if k.count == 0 {
		k.kind = kind
	}
	k.count++
	f.known[name] = k
}

// givenBefore reports whether token p is a given name with a surname behind it:
// "Bill" and "April" are names only then.
func (f *nameFinder) givenBefore(p int) bool {
	if !f.given(p) || p+2 >= f.end {
		return false
	}
	if particle(f.word(p + 1)) {
		return f.looks[p+2]&capital != 0
	}
	return f.looks[p+1]&(capital|broken) == capital && f.tags[p+1]&lexicon.Surname != 0 && f.tags[p+1]&(lexicon.Month|lexicon.Weekday) == 0
}

// sentence marks the names of one sentence from left to right.
func (f *nameFinder) sentence(i int) {
	s := &f.doc.Sentences[i]
	f.end = s.Last
	for p := s.First; p < s.Last; {
		p = max(f.at(p), p+1)
	}
}

// at marks the name that begins at token p, if one does, and returns where to
// go on.
func (f *nameFinder) at(p int) int {
	if f.doc.Tokens[p].Kind != text.Word && f.doc.Tokens[p].Kind != text.Number {
		return p + 1
	}
	l, tag := f.looks[p], f.tags[p]
	if l&capital == 0 {
		if q, kind := f.listed(p); q > p && l&starting == 0 {
			return f.add(p, q, kind, 85) // "al-Qaida", "eBay"
		}
		return p + 1
	}
	q, kind := f.listed(p)
	if t := f.title(p); t > p && t >= q {
		return f.titled(p, t)
	}
	if o := f.organization(p); o > q {
		return f.add(p, o, Organization, 75)
	}
	if q > p {
		return f.fromList(p, q, kind)
	}
	if tag&(lexicon.Month|lexicon.Weekday|lexicon.NotName) != 0 && !f.givenBefore(p) {
		if q := f.place(p); q > p && tag&lexicon.NotName != 0 && !f.loud {
			return f.add(p, q, Place, 65) // "Easter Island"
		}
		return p + 1
	}
	if f.loud {
		return f.inHeadline(p)
	}
	if tag&lexicon.Function != 0 && l&starting != 0 {
		return p + 1
	}
	return f.unlisted(p)
}
