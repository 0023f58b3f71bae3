package archive

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pressmark/generator/annotate"
)

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"Sergei\nLavrov": "Sergei Lavrov", "“Lavrov,”": "Lavrov", "Lukashenko’s": "Lukashenko", "the Smiths'": "the Smiths", "U.S.": "U.S.", " ": "", "’": "’",
	} {
		if got := clean(in); got != want {
			t.Errorf("clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestSplitWords(t *testing.T) {
	for in, want := range map[string]string{
		"u.s.": "us", "j. r. smith": "j r smith", "j.r. smith": "jr smith", "o'brien": "obrien", "kim jong-un": "kim jong un", "at&t": "at and t",
		"st. petersburg": "st petersburg", "no.10": "no 10", "...": "",
	} {
		if got := strings.Join(splitWords(in), " "); got != want {
			t.Errorf("splitWords(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestSkeleton(t *testing.T) {
	for _, same := range []string{"tsikhanouskaya tikhanovskaya", "lukashenka lukashenko", "zelenskyy zelensky zelenskiy", "yanukovych yanukovich", "mahmoud mahmud"} {
		names := strings.Fields(same)
		for _, n := range names[1:] {
			if skeleton(n) != skeleton(names[0]) {
				t.Errorf("%s is %s, %s is %s", n, skeleton(n), names[0], skeleton(names[0]))
			}
		}
	}
	for _, pair := range [][2]string{{"tikhanovsky", "tikhanovskaya"}, {"ivanov", "ivanova"}, {"brown", "braun"}} {
		if skeleton(pair[0]) == skeleton(pair[1]) {
			t.Errorf("%s and %s are one", pair[0], pair[1])
		}
	}
}

func TestSuggestions(t *testing.T) {
	a := Resolve(articles(t, "2020-01-01 a: [person William Smith] spoke.\n2020-02-01 b: [person Bill Smith] left.\n2020-02-03 c: [place#g Halmby], or [place#g Galmby].\n2020-02-04 d: [place Galmby]"), nil)
	got := SuggestionsYAML(a.Suggestions())
	want := "  # “Galmby” and “Halmby”: one article uses both names for one\n  - id: place/galmby\n    name: 'Galmby'\n    aliases: ['Halmby']\n    was: [place/halmby]\n" +
		"  # “Bill Smith” and “William Smith”: a familiar form of the name\n  - id: person/bill-smith\n    name: 'Bill Smith'\n    aliases: ['William Smith']\n    was: [person/william-smith]\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	// Behind an entry of the same id they are valid too.
	b, err := LoadAuthority("e.yaml", []byte("entities:\n  - id: place/galmby\n    country: BY\n"+got))
	if err != nil {
		t.Fatalf("not to be pasted: %v", err)
	}
	if galmby := b.Records[0]; len(b.Records) != 2 || galmby.Country != "BY" || strings.Join(galmby.Aliases, ",") != "Halmby" || strings.Join(galmby.Was, ",") != "place/halmby" {
		t.Errorf("records %d, first %+v", len(b.Records), galmby)
	}
}

// TestSuggestionsOfSurnames sees that a surname which is somebody's by its role
// and company does not make two people with full names likely to be one.
func TestSuggestionsOfSurnames(t *testing.T) {
	a := Resolve(articles(t, "2020-01-01 a: [role#b President] [person#b Bill Marlow] met [person Ann Dunn] and [organization Northwind Board] in [place Halmby].\n"+
		"2020-01-02 b: [person Hillary Marlow] sang.\n2020-01-03 c: [role#m President] [person#m Marlow] met [person Ann Dunn] and [organization Northwind Board] in [place Halmby].\n"+
		"2020-01-04 d: [person Marlow] left."), nil)
	if bill := a.Entity("person/bill-marlow"); bill == nil || len(bill.Aliases) != 2 {
		t.Errorf("Bill Marlow is %+v", bill)
	}
	for _, s := range a.Suggestions() {
		if s.Keep.Name != "Marlow" && s.Join.Name != "Marlow" {
			t.Errorf("%s and %s: %s", s.Keep.ID, s.Join.ID, s.Why)
		}
	}
}

// TestSuggestionChains sees that suggestions about three entities make entries
// that can stand in one file.
func TestSuggestionChains(t *testing.T) {
	a, b, c, d := &Entity{ID: "person/a", Name: "A"}, &Entity{ID: "person/b", Name: "B"}, &Entity{ID: "person/c", Name: "C", Authority: true}, &Entity{ID: "person/d", Name: "D"}
	got := SuggestionsYAML([]Suggestion{{a, b, 5, "ab"}, {c, b, 4, "cb"}, {c, a, 4, "ca"}, {c, d, 3, "cd"}, {b, d, 2, "bd"}})
	for _, want := range []string{"id: person/a\n    name: 'A'\n    aliases: ['B']", "# cb: make the entries person/a and person/c one", "id: person/c\n    name: 'C'\n    aliases: ['D']"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	if _, err := LoadAuthority("e.yaml", []byte("entities:\n  - {id: person/c, name: C}\n"+got)); err != nil {
		t.Error(err)
	}
}

func FuzzNames(f *testing.F) {
	for _, s := range []string{"Sergei Lavrov", "J.R.R. Tolkien", "bin Laden", "Kim Jong-un", "al-", "Jr.", "van der", ". . .", "U.S.", "東京", "\u0301a", "de la-", "El-’s", "A-B.C."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		name := clean(s)
		if utf8.ValidString(s) && !utf8.ValidString(name) {
			t.Errorf("clean(%q) = %q", s, name)
		}
		p := parsePerson(name)
		_, _, _ = skeleton(p.surname), initials(name), isAcronym(name)
		for _, kind := range []annotate.Kind{annotate.Person, annotate.Organization, annotate.Place} {
			_, _ = nameKey(kind, name), sortName(kind, name)
		}
		if slug := slugOf(name); slug == "" || strings.ContainsAny(slug, "/ .") {
			t.Errorf("slugOf(%q) = %q", name, slug)
		}
	})
}
