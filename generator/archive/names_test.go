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
	a := Resolve(articles(t, "2020-01-01 a: [person William Smith] spoke.\n2020-02-01 b: [person Bill Smith] left.\n2020-02-03 c: [place#g Hrodna], or [place#g Grodno].\n2020-02-04 d: [place Grodno]"), nil)
	var got []string
	for _, s := range a.Suggestions() {
		got = append(got, s.YAML())
	}
	want := "  # “Grodno” and “Hrodna”: one article uses both names for one\n  - id: place/grodno\n    name: 'Grodno'\n    aliases: ['Hrodna']\n    was: [place/hrodna]\n" +
		"  # “Bill Smith” and “William Smith”: a familiar form of the name\n  - id: person/bill-smith\n    name: 'Bill Smith'\n    aliases: ['William Smith']\n    was: [person/william-smith]\n"
	if strings.Join(got, "") != want {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, ""), want)
	}
	if _, err := LoadAuthority("e.yaml", []byte("entities:\n"+strings.Join(got, ""))); err != nil {
		t.Errorf("not to be pasted: %v", err)
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
