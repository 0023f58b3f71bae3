package annotate

import (
	"pressmark/generator/lexicon"
	"pressmark/generator/text"
)

// unlisted decides on a run of capitals that begins at token p and stands in no
// list.
func (f *nameFinder) unlisted(p int) int {
	if q := f.place(p); q > p {
		return f.add(p, q, Place, 65)
	}
	if f.tags[p]&lexicon.Common != 0 && f.tags[p]&(lexicon.Given|lexicon.Surname) == 0 && p+1 < f.end && f.given(p+1) && f.looks[p+1]&capital != 0 {
		return p + 1 // "for Political Affairs Jane Lee"
	}
	q := f.person(p)
	if q == p {
		q = p + 1
	}
	q = f.cut(p, q)
	if q-p == 1 {
		return f.word1(p)
	}
	common, names := 0, 0
	for i := p; i < q; i++ {
		switch {
		case f.looks[i]&capital == 0 || f.looks[i]&initial != 0:
		case f.tags[i]&lexicon.Given != 0 || f.tags[i]&lexicon.Surname != 0 && f.tags[i]&lexicon.Common == 0:
			names++
		case f.tags[i]&lexicon.Common != 0:
			common++
		}
	}
	switch {
	case f.given(p) && common <= 1:
		return f.add(p, q, Person, 88)
	case f.given(p) && f.tags[q-1]&lexicon.Surname != 0:
		return f.add(p, q, Person, 80)
	case f.looks[p]&initial != 0 && common == 0 && q-p <= 4:
		return f.add(p, q, Person, 80)
	case common == 0 && f.looks[p]&allCaps == 0 && q-p <= 5:
		return f.add(p, q, Person, 62)
	case f.looks[p]&starting != 0 && f.tags[p]&lexicon.Common != 0:
		return p + 1 // "Former Google engineer": the first word only begins the sentence
	case f.looks[p]&allCaps != 0 && f.tags[p]&lexicon.Common == 0:
		return f.add(p, p+1, Organization, 50)
	}
	if f.tags[p]&lexicon.Common != 0 {
		return p + 1
	}
	return q
}

// cut shortens the run [p, q) to before a title or a listed name of several
// words inside it.
func (f *nameFinder) cut(p, q int) int {
	for i := p + 1; i < q; i++ {
		if f.looks[i]&capital == 0 || f.given(i) || f.looks[i]&glued != 0 {
			continue
		}
		if f.tags[i]&(lexicon.Role|lexicon.Honorific) != 0 && f.tags[i]&lexicon.Surname == 0 && f.title(i) > i {
			return i
		}
		if f.tags[i]&lexicon.Function != 0 && f.tags[i]&lexicon.Surname == 0 {
			return i
		}
	}
	return q
}

// place returns the end of a place's name that its first or last word shows:
// "Lake Naroch", "Karl Marx Avenue", "Mount Sinai"; or p.
func (f *nameFinder) place(p int) int {
	limit := min(f.end, p+6)
	if f.tags[p]&lexicon.PlaceOpen != 0 && p+1 < limit && f.looks[p+1]&capital != 0 && f.looks[p+1]&broken == 0 {
		if q, kind := f.listed(p + 1); q > p+1 && kind == Place {
			return q // "North Poland"
		}
		if f.tags[p+1]&(lexicon.Common|lexicon.Role) == 0 && f.tags[p]&lexicon.Given == 0 && f.looks[p+1]&allCaps == 0 {
			return p + 2
		}
	}
	for q := p; q < limit && f.looks[q]&capital != 0 && f.doc.Tokens[q].Kind == text.Word; q++ {
		if q > p && f.looks[q]&broken != 0 {
			break
		}
		if q > p && f.tags[q]&lexicon.PlaceHead != 0 {
			return q + 1
		}
		if f.tags[q]&(lexicon.Role|lexicon.Function) != 0 && f.tags[q]&lexicon.PlaceHead == 0 {
			break
		}
	}
	return p
}

// word1 decides on a single unlisted word with a capital.
func (f *nameFinder) word1(p int) int {
	l, tag, word := f.looks[p], f.tags[p], f.word(p)
	k := f.known[word]
	if k.count > 0 {
		return f.add(p, p+1, k.kind, 80)
	}
	if l&initial != 0 || len(word) < 2 {
		return p + 1
	}
	if tag&lexicon.Common != 0 && (l&starting != 0 || tag&(lexicon.Surname|lexicon.Given) == 0) {
		return p + 1
	}
	switch {
	case l&allCaps != 0 && l&stopped == 0:
		if len(word) <= 6 && tag&lexicon.Suffix == 0 && !digits(word) {
			return f.add(p, p+1, Organization, 50)
		}
	case l&inner != 0 && tag&(lexicon.Given|lexicon.Surname) == 0:
		return f.add(p, p+1, Organization, 50)
	case tag&lexicon.Common != 0:
	case f.placeBefore(p) && tag&lexicon.Given == 0:
		return f.add(p, p+1, Place, 60)
	case tag&(lexicon.Given|lexicon.Surname) != 0 && f.speaks(p):
		return f.add(p, p+1, Person, 60)
	case tag&lexicon.Surname != 0 && l&starting == 0, l&starting != 0 && f.acts(p):
		return f.add(p, p+1, Person, 45)
	case l&starting == 0 && (f.is(p-1, "of") || f.is(p-1, "to")):
		return f.add(p, p+1, Place, 55)
	}
	return p + 1
}

// speaks reports whether a verb of saying stands beside token p, as it does
// beside people and bodies.
func (f *nameFinder) speaks(p int) bool {
	return p+1 < f.end && speech(f.word(p+1)) || p > 0 && speech(f.word(p-1))
}

// acts reports whether token p, which begins a sentence, has a verb or a
// possessive behind it, or is joined by "and" to a name that has.
func (f *nameFinder) acts(p int) bool {
	q := p + 1
	if q+1 < f.end && f.is(q, "and") && f.looks[q+1]&capital != 0 {
		q += 2
	}
	if q >= f.end {
		return false
	}
	if f.doc.Tokens[q].Kind == text.Clitic {
		return possessive(f.word(q))
	}
	known := lexicon.CueWords()[f.word(q)]
	return known != nil && known.Classes&(lexicon.Past|lexicon.Third|lexicon.Have) != 0 && known.Classes&(lexicon.Noun|lexicon.Plural|lexicon.Adjective) == 0
}

// inHeadline decides on a word of a headline, where capitals tell nothing: the
// running text must know it as a name, or it is no English word.
func (f *nameFinder) inHeadline(p int) int {
	for q := min(f.end, p+5); q > p; q-- {
		if f.looks[q-1]&capital == 0 {
			continue
		}
		if k := f.known[f.slice(p, q)]; k.count > 0 {
			return f.add(p, q, k.kind, 80)
		}
	}
	if f.looks[p]&allCaps != 0 && len(f.word(p)) > 3 {
		if k := f.known[recased(f.word(p))]; k.count > 0 {
			return f.add(p, p+1, k.kind, 75)
		}
		return p + 1
	}
	if f.tags[p]&(lexicon.Common|lexicon.Function) != 0 {
		return p + 1
	}
	q := f.person(p)
	for q > p+1 && f.tags[q-1]&lexicon.Common != 0 && f.tags[q-1]&(lexicon.Surname|lexicon.Given) == 0 {
		q--
	}
	if q-p >= 2 && f.given(p) {
		return f.add(p, q, Person, 70)
	}
	return p + 1
}

// again marks words in running text that later text showed to be names: the
// surname at the beginning of the first sentence.
func (f *nameFinder) again() {
	next := 0
	var more []Mention
	for i := range f.doc.Tokens {
		t := &f.doc.Tokens[i]
		for next < len(f.names) && f.names[next].Span.End <= t.Start {
			next++
		}
		if next < len(f.names) && f.names[next].Span.Overlaps(t.Span) {
			continue
		}
		if f.looks[i]&capital == 0 || t.Kind != text.Word || f.tags[i]&(lexicon.Function|lexicon.Month|lexicon.Weekday|lexicon.NotName|lexicon.Honorific) != 0 {
			continue
		}
		if k := f.known[f.word(i)]; k.count > 0 && (f.tags[i]&lexicon.Common == 0 || k.count > 1) && f.tags[i]&lexicon.Role == 0 {
			more = append(more, Mention{Span: t.Span, Kind: k.kind, Cluster: -1, Score: 60})
		}
	}
	f.names = merge(f.names, more)
}

// families makes people of single words taken for places or bodies that are
// the surname of somebody in the article ("Bolton"), but behind "in" and the
// like.
func (f *nameFinder) families() {
	if len(f.family) == 0 {
		return
	}
	token := 0
	for i := range f.names {
		m := &f.names[i]
		for f.doc.Tokens[token].End <= m.Span.Start {
			token++
		}
		if (m.Kind == Place || m.Kind == Organization) && f.doc.Tokens[token].Span == m.Span && f.family[m.Span.In(f.doc.Text)] && !f.placeBefore(token) {
			m.Kind = Person
		}
	}
}

// digits reports whether a word has figures in it, as "H5N1" has.
func digits(word string) bool {
	for i := 0; i < len(word); i++ {
		if '0' <= word[i] && word[i] <= '9' {
			return true
		}
	}
	return false
}
