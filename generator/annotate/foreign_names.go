package annotate

import (
	"sort"
	"strings"
	"unicode/utf8"

	"pressmark/generator/lexicon"
	"pressmark/generator/text"
)

// A foreignNamer marks the names that are sure in an article in another
// language: the trained model knows English ones, and a wrong name is worse
// than one that is not marked.
type foreignNamer struct {
	*foreignReader
	found []Mention
	taken []bool // of each unit
}

// findForeignNames returns listed places and organizations, and people told by
// a title, a given name or a word of saying, in order.
func findForeignNames(r *foreignReader) []Mention {
	if !r.lang.Known() {
		return nil
	}
	f := &foreignNamer{foreignReader: r, taken: make([]bool, len(r.units))}
	behind := f.behindQuotes()
	for i := range f.units {
		if f.taken[i] || !f.units[i].capital {
			continue
		}
		if n, score := f.person(i, behind); n > 0 {
			f.add(i, i+n, Person, score)
		}
	}
	for i := range f.units {
		if !f.taken[i] && f.units[i].capital {
			f.listed(i)
		}
	}
	f.again()
	sort.Slice(f.found, func(i, j int) bool { return f.found[i].Span.Start < f.found[j].Span.Start })
	return f.found
}

func (f *foreignNamer) add(first, last int, kind Kind, score int) {
	for i := first; i < last; i++ {
		f.taken[i] = true
	}
	f.found = append(f.found, Mention{Span: f.span(extent{first, last}), Kind: kind, Cluster: -1, Score: score})
}

// behindQuotes notes the units where the name of a speaker begins: behind a
// word of saying that stands behind a quotation.
func (f *foreignNamer) behindQuotes() map[int]bool {
	behind := map[int]bool{}
	for _, bounds := range f.paragraphs {
		for i := bounds.first; i < bounds.last; i++ {
			if i > bounds.first && (f.units[i-1].word || f.units[i-1].number) || f.units[i].capital {
				continue
			}
			after := i > bounds.first && f.units[i-1].region >= 0 && f.units[i].region < 0
			for n := 1; n < 4 && !after && i-n >= bounds.first && !f.units[i-n].word; n++ {
				after = f.units[i-n].region >= 0 && f.units[i].region < 0 || isDash(f.in(i-n))
			}
			if !after {
				after = f.units[i].region >= 0 && f.lang.Code == "fr" && f.in(i-1) == ","
			}
			if !after {
				continue
			}
			c, ok := f.cueAt(i, bounds.last)
			if !ok && f.lang.Code != "ru" { // there the name is in the genitive
				c, ok = f.accordingAt(i, bounds.last)
			}
			if ok && c.pronoun.last == 0 && c.use&lexicon.SaidPlural == 0 && !(f.lang.Code == "ru" && c.use&lexicon.SaidAfter != 0) {
				behind[c.last] = true
			}
		}
	}
	return behind
}

func isDash(s string) bool { return s == "—" || s == "–" || s == "―" || s == "-" }

// nameWord reports whether unit i may be part of a person's name.
func (f *foreignNamer) nameWord(i int) bool {
	if i < 0 || i >= len(f.units) || f.taken[i] || !f.units[i].capital || f.units[i].use&(lexicon.NoName|lexicon.Titular|lexicon.Courteous|lexicon.Speaks|lexicon.Adverbial|lexicon.YearWord|lexicon.Article) != 0 {
		return false
	}
	word := f.in(i)
	return utf8.RuneCountInString(word) > 1 && !f.small(word) && f.lang.Month(strings.ToLower(word)) == 0
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

// foreignPlace reports whether the name at unit i is a listed place's, also in
// the genitive.
func (f *foreignNamer) foreignPlace(i int) bool {
	word := f.in(i)
	_, ok := f.lang.Place(word)
	if !ok {
		_, ok = f.lang.Place(strings.TrimSuffix(word, "s"))
	}
	return ok || lexicon.IsCountry(word)
}

// body returns how many units the language's own listed name at unit i has.
func (f *foreignNamer) body(i int) int {
	for n := f.lang.LongestName(); n > 0; n-- {
		if i+n <= len(f.units) {
			name := f.plain(i, n)
			if _, ok := f.lang.Organization(name); ok {
				return n
			}
			if _, ok := f.lang.Place(name); ok && n > 1 {
				return n
			}
		}
	}
	return 0
}

// plain is the text of n units, with single blanks between them.
func (f *foreignNamer) plain(i, n int) string {
	s := f.span(extent{i, i + n}).In(f.doc.Text)
	if len(s) > 100 {
		return ""
	}
	if n > 1 && strings.ContainsAny(s, "\n\u00a0") {
		return strings.Join(strings.Fields(s), " ")
	}
	return s
}

// listed marks the listed place or organization at unit i: by the language's
// own names, then, if they are large or unmistakable, by the English ones.
func (f *foreignNamer) listed(i int) {
	for n := max(f.lang.LongestName(), 4); n > 0; n-- {
		if i+n > len(f.units) || f.units[i].sentence != f.units[i+n-1].sentence || f.units[i].region != f.units[i+n-1].region {
			continue
		}
		name := f.plain(i, n)
		if _, ok := f.lang.Place(name); ok && (n > 1 || f.lang.Code == "de" || !f.nameWord(i+1) || f.broken(i+1)) { // not "France Inter"
			f.add(i, i+n, Place, 92)
			return
		}
		if _, ok := f.lang.Organization(name); ok {
			f.add(i, i+n, Organization, 92)
			return
		}
		if n == 1 && (!f.nameWord(i) || f.compound(i)) {
			continue
		}
		if lexicon.OrganizationID(name) >= 0 && (n > 1 || shouted(name) && len(name) > 2) {
			f.add(i, i+n, Organization, 85)
			return
		}
		if p := lexicon.Places(name); len(p) > 0 && len(name) > 3 && (p[0].Kind == "country" || p[0].Kind == "capital" || p[0].Population > 300000) && !f.given(i) {
			f.add(i, i+n, Place, 80)
			return
		}
	}
}

// compound reports whether unit i is part of something longer in capitals, so
// that a listed name would be a guess.
func (f *foreignNamer) compound(i int) bool {
	if f.lang.Code == "de" {
		return false
	}
	return i+1 < len(f.units) && f.nameWord(i+1) || i > 0 && f.units[i-1].capital && f.nameWord(i-1)
}

// again marks the surnames of those whom the article names in full.
func (f *foreignNamer) again() {
	surnames := map[string]bool{}
	for _, m := range f.found {
		if m.Kind != Person {
			continue
		}
		words := strings.Fields(m.Span.In(f.doc.Text))
		last := words[len(words)-1]
		if !f.small(last) && utf8.RuneCountInString(last) > 2 && f.lang.Use(strings.ToLower(last))&(lexicon.NoName|heads) == 0 {
			surnames[last] = true
		}
	}
	for i := range f.units {
		if f.taken[i] || !f.units[i].capital || !surnames[f.in(i)] {
			continue
		}
		if f.lang.Code == "de" && f.is(i-1, lexicon.Article) && !f.surname(i) {
			continue
		}
		f.add(i, i+1, Person, 75)
	}
}

// addInflected adds the names in other cases than the nominative ("Лаврова",
// "Merkels") of those whom the article names in it, as mentions of their
// clusters.
func addInflected(r *foreignReader, mentions []Mention, clusters []Cluster) []Mention {
	if len(r.lang.Endings) == 0 || len(mentions) == 0 {
		return mentions
	}
	stems := map[string]int{} // of the last word; -1 for two people's
	firsts := map[int]string{}
	for _, m := range mentions {
		if m.Kind != Person || m.Cluster < 0 {
			continue
		}
		words := strings.Fields(m.Span.In(r.doc.Text))
		stem := r.stem(words[len(words)-1])
		if old, ok := stems[stem]; ok && old != m.Cluster {
			stems[stem] = -1
			continue
		}
		stems[stem] = m.Cluster
		if len(words) > 1 {
			firsts[m.Cluster] = r.stem(words[0])
		}
	}
	r.placeNames(mentions)
	var more []Mention
	for i := range r.units {
		u := &r.units[i]
		if !u.capital || u.name >= 0 || u.use&lexicon.NoName != 0 {
			continue
		}
		c, ok := stems[r.stem(r.in(i))]
		if !ok || c < 0 {
			continue
		}
		span := text.Span{Start: u.Start, End: u.End}
		if i > 0 && r.units[i-1].capital && r.units[i-1].name < 0 && firsts[c] != "" && r.stem(r.in(i-1)) == firsts[c] {
			span.Start = r.units[i-1].Start
		}
		more = append(more, Mention{Span: span, Kind: Person, Cluster: c, Score: 70})
	}
	if len(more) == 0 {
		return mentions
	}
	more = append(more, mentions...)
	sort.Slice(more, func(i, j int) bool { return more[i].Span.Start < more[j].Span.Start })
	return more
}

// stem is a word without the ending of its case, at least three letters long.
func (r *foreignReader) stem(word string) string {
	for _, end := range r.lang.Endings {
		if rest, ok := strings.CutSuffix(word, end); ok && utf8.RuneCountInString(rest) >= 3 {
			return rest
		}
	}
	return word
}
