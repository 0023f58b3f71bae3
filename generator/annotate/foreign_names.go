package annotate

import (
	"sort"
	"strings"

	"pressmark/generator/lexicon"
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
		if _, ok := f.lang.Place(name); ok && (n > 1 || !f.joined(i)) {
			f.add(i, i+n, Place, 92)
			return
		}
		if _, ok := f.lang.Organization(name); ok {
			f.add(i, i+n, Organization, 92)
			return
		}
		if n == 1 && (!f.nameWord(i) && !shortCapitals(name) || f.compound(i)) {
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

// joined reports whether the place's name at unit i is part of a longer name:
// "France Inter", "FC Bayern München". German puts other nouns beside places.
func (f *foreignNamer) joined(i int) bool {
	if f.lang.Code != "de" {
		return i+1 < len(f.units) && f.nameWord(i+1) && !f.broken(i+1)
	}
	if i > 0 && shortCapitals(f.in(i-1)) {
		return true
	}
	for _, k := range [...]int{i - 1, i + 1} {
		if _, ok := f.lang.Place(f.in(k)); ok {
			return true
		}
	}
	return false
}

// compound reports whether unit i is part of something longer in capitals, so
// that a listed name would be a guess.
func (f *foreignNamer) compound(i int) bool {
	if f.lang.Code == "de" {
		return f.joined(i)
	}
	return i+1 < len(f.units) && f.nameWord(i+1) || i > 0 && f.units[i-1].capital && f.nameWord(i-1)
}
