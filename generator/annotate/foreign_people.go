package annotate

import (
	"strings"
	"unicode/utf8"

	"pressmark/generator/lexicon"
)

// nameWord reports whether unit i may be part of a person's name.
func (f *foreignNamer) nameWord(i int) bool {
	if i < 0 || i >= len(f.units) || f.taken[i] || !f.units[i].capital || f.units[i].use&(lexicon.NoName|lexicon.Titular|lexicon.Courteous|lexicon.Speaks|lexicon.Adverbial|lexicon.YearWord|lexicon.Article) != 0 {
		return false
	}
	word := f.in(i)
	return utf8.RuneCountInString(word) > 1 && !shortCapitals(word) && !f.small(word) && f.lang.Month(strings.ToLower(word)) == 0
}

// shortCapitals reports whether a word is two to four capitals that are no
// Roman number: "CF", "RTL".
func shortCapitals(word string) bool {
	return len(word) <= 4 && len(word) > 1 && strings.ToUpper(word) == word && strings.Trim(word, "IVX") != "" && !strings.Contains(word, ".")
}

// small reports whether a word is one of the language's commonest.
func (f *foreignNamer) small(word string) bool {
	set := lexicon.SmallWord([]byte(strings.ToLower(word)))
	for i, code := range lexicon.DetectedLanguages() {
		if code == f.lang.Code {
			return set&(1<<i) != 0
		}
	}
	return false
}

// given reports whether unit i is a given name.
func (f *foreignNamer) given(i int) bool {
	if f.is(i, lexicon.GivenMale|lexicon.GivenFemale) {
		return true
	}
	word := f.in(i)
	if lexicon.Word(word)&lexicon.Given != 0 {
		return true
	}
	first, _, ok := strings.Cut(word, "-") // Jean-Luc
	return ok && lexicon.Word(first)&lexicon.Given != 0
}

// run returns how many units the name at unit i has: capitalised words, and
// particles between them.
func (f *foreignNamer) run(i int) int {
	n, words := 0, 0
	for words < 4 {
		k := i + n
		if !f.nameWord(k) && !f.initial(k) || n > 0 && (f.broken(k) || f.body(k) > 0) {
			break
		}
		n++
		words++
		particles := 0
		for f.particle(i+n+particles) || words == 1 && particles == 0 && f.nobiliary(i+n) {
			particles++
		}
		if particles == 0 || particles > 3 || !f.nameWord(i+n+particles) || words > 1 && !f.strong(i+n) {
			if particles > 0 {
				break
			}
			continue
		}
		n += particles
	}
	return n
}

// broken reports whether a line of its own begins at unit k, or another
// paragraph.
func (f *foreignNamer) broken(k int) bool {
	return strings.ContainsRune(f.doc.Text[f.units[k-1].End:f.units[k].Start], '\n') && f.units[k].sentence != f.units[k-1].sentence ||
		f.units[k].region != f.units[k-1].region
}

// particle reports whether unit k is a small word that joins the parts of a
// name.
func (f *foreignNamer) particle(k int) bool {
	return k < len(f.units) && f.is(k, lexicon.NameParticle) && !f.units[k].capital
}

// nobiliary reports whether unit k is a small word with a capital behind a
// given name: "Marine Le Pen".
func (f *foreignNamer) nobiliary(k int) bool {
	return k < len(f.units) && f.units[k].capital && f.is(k, lexicon.NameParticle|lexicon.Article) && f.given(k-1) && !f.starts(k)
}

// strong reports whether the particle can stand behind more than a given name,
// unlike "de", which mostly begins something else there.
func (f *foreignNamer) strong(k int) bool {
	switch f.in(k) {
	case "von", "van", "da", "dos", "bin", "ben", "ibn", "al":
		return true
	}
	return false
}

// initial reports whether unit k is one letter and a stop.
func (f *foreignNamer) initial(k int) bool {
	if k >= len(f.units) || !f.units[k].capital || f.units[k].use&lexicon.Courteous != 0 {
		return false
	}
	word := f.in(k)
	return strings.HasSuffix(word, ".") && utf8.RuneCountInString(word) <= 4 && utf8.RuneCountInString(word) >= 2 && (utf8.RuneCountInString(word) == 2 || strings.Count(word, ".") == 2)
}

// person returns how many units the person's name at unit i has, 0 for none,
// and how certain it is.
func (f *foreignNamer) person(i int, behind map[int]bool) (n, score int) {
	if f.body(i) > 0 {
		return 0, 0
	}
	if f.initial(i) && i > 0 && f.units[i-1].word && f.units[i-1].capital {
		return 0, 0 // "ligne B. Emmanuel Macron"
	}
	if f.initial(i) && i > 0 && f.units[i-1].word && i+1 < len(f.units) && f.given(i+1) {
		return 0, 0 // likewise; the name begins behind it
	}
	n = f.run(i)
	if n == 0 && f.is(i-1, lexicon.Courteous) && f.is(i, lexicon.Article) {
		if n = f.run(i + 1); n > 0 {
			n++ // "M. Le Goff"
		}
	}
	if n == 0 || f.initial(i+n-1) {
		return 0, 0
	}
	if f.lang.Code == "de" && n > 1 && !f.given(i) && f.given(i+1) {
		behind[i+1] = behind[i+1] || behind[i] // "sagte Meteorologin Silke Roth"
		return 0, 0
	}
	before := lexicon.Use(0)
	if i > 0 && !strings.ContainsRune(f.doc.Text[f.units[i-1].End:f.units[i].Start], '\n') {
		before = f.units[i-1].use
	}
	switch {
	case before&lexicon.Courteous != 0 && !f.starts(i):
		return n, 92
	case f.given(i) && n > 1:
		if k, score := f.givenName(i, n); k > 0 {
			return k, score
		}
	}
	switch {
	case f.initial(i) && n > 1:
		return n, 85
	case before&(lexicon.Titular|lexicon.Oblique) == lexicon.Titular && f.units[i-1].region == f.units[i].region && !f.foreignPlace(i) && f.plausible(i, n):
		return n, 82
	case n > 1 && f.lang.Code != "de" && f.apposed(i, n) && !f.foreignPlace(i):
		return n, 78
	case behind[i] && !f.foreignPlace(i) && f.plausible(i, n):
		return n, 80
	}
	return 0, 0
}

// givenName judges a name that begins with a given name. In German, where
// nouns have capitals too, and where a sentence begins, the next word must be a
// known surname or the pair must stand elsewhere too.
func (f *foreignNamer) givenName(i, n int) (int, int) {
	last := f.in(i + n - 1)
	if f.lang.Code == "de" {
		for n > 2 && !f.surname(i+n-1) && f.surname(i+1) {
			n-- // "Angela Merkel Journalisten"
		}
		last = f.in(i + n - 1)
	}
	known := lexicon.Word(last)&lexicon.Surname != 0
	switch {
	case known || n > 2:
		return n, 90
	case f.lang.Code != "de" && !f.starts(i) && !f.foreignPlace(i):
		return n, 84
	case strings.Count(f.doc.Text[:min(len(f.doc.Text), 20000)], f.span(extent{i, i + n}).In(f.doc.Text)) > 1 || f.is(i-1, lexicon.Titular):
		return n, 84
	case f.lang.Code == "de" && n == 2 && f.closed(i, n) && !f.foreignPlace(i):
		return n, 80
	case f.starts(i) && f.lang.Code != "de" && (f.is(i+n, lexicon.Said|lexicon.Auxiliary|lexicon.Unstressed|lexicon.ReflexiveAuxiliary) || f.in(i+n) == ","):
		return n, 80
	case f.lang.Code == "ru" && f.is(i, lexicon.GivenMale|lexicon.GivenFemale):
		return n, 84
	}
	return 0, 0
}

// apposed reports whether the name stands between marks behind a title: "el
// presidente de la región, Ximo Arrieta,".
func (f *foreignNamer) apposed(i, n int) bool {
	if i < 2 || f.in(i-1) != "," || i+n < len(f.units) && (f.units[i+n].word || f.units[i+n].number) {
		return false
	}
	for k := i - 2; k >= 0 && k > i-9 && f.units[k].word && f.units[k].sentence == f.units[i].sentence; k-- {
		if f.is(k, lexicon.Titular) {
			return true
		}
	}
	return false
}

// closed reports whether the name begins a sentence with a word of saying behind
// it, or stands between marks as an apposition does.
func (f *foreignNamer) closed(i, n int) bool {
	if f.starts(i) {
		return f.is(i+n, lexicon.Said)
	}
	next := i + n
	return f.in(i-1) == "," && (next >= len(f.units) || f.in(next) == "," || f.in(next) == "." || f.in(next) == ":")
}

func (f *foreignNamer) surname(i int) bool { return lexicon.Word(f.in(i))&lexicon.Surname != 0 }

// plausible reports whether a name that only the word before it vouches for can
// be one: not a German noun by its ending, not the beginning of a longer thing.
func (f *foreignNamer) plausible(i, n int) bool {
	if f.lang.Code != "de" || n > 1 {
		return true
	}
	word := f.in(i)
	for _, end := range [...]string{"ung", "ungen", "heit", "keit", "schaft", "tion", "ismus", "tät", "ment", "ern", "schen"} {
		if strings.HasSuffix(word, end) {
			return false
		}
	}
	return f.surname(i) || lexicon.Lower(word)&lexicon.Common == 0
}
