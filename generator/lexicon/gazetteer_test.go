package lexicon

import (
	"io/fs"
	"math"
	"strings"
	"testing"
)

func TestWord(t *testing.T) {
	for _, c := range []struct {
		word      string
		has, lack Tag
	}{
		{"Sergei", Given | Male, Female},
		{"Sviatlana", Given | Female, Male},
		{"Ministry", OrgHead | OrgOpen, Given},
		{"president", Role, Given},
		{"President", Role, Given},
		{"spokeswoman", Role | Female, Male},
		{"Mr.", Honorific | Male, Role},
		{"Foreign", Modifier, Surname},
		{"Tuesday", Weekday, Given},
		{"However", Function, Given},
		{"Belarus", 0, Given | Surname | Common},
		{strings.Repeat("x", 100), 0, ^Tag(0)},
	} {
		got := Word(c.word)
		if got&c.has != c.has || got&c.lack != 0 {
			t.Errorf("Word(%q) = %b, want all of %b and none of %b", c.word, got, c.has, c.lack)
		}
	}
}

func TestGazetteer(t *testing.T) {
	if p := Places("Minsk"); len(p) == 0 || p[0].Country != "BY" || p[0].Kind != "capital" {
		t.Errorf("Places(Minsk) = %v", p)
	}
	if p, ok := Country("BY"); !ok || p.Name != "Belarus" || p.Lat < 50 || p.Lat > 57 || p.Population == 0 {
		t.Errorf("Country(BY) = %v, %v", p, ok)
	}
	if PlaceID("U.S.") != PlaceID("United States") || PlaceID("U.S.") < 0 {
		t.Error("U.S. and United States are not one place")
	}
	if p := Places("Georgia"); len(p) < 2 || p[0].Kind != "country" {
		t.Errorf("Places(Georgia) = %v, want the country and the state", p)
	}
	if OrganizationID("IAEA") != OrganizationID("International Atomic Energy Agency") || OrganizationID("IAEA") < 0 {
		t.Error("IAEA and its expansion are not one organization")
	}
	if g, ok := GroupOf("Belarusians"); !ok || g.Lemma != "Belarusian" || g.Of != "Belarus" {
		t.Errorf("GroupOf(Belarusians) = %v, %v", g, ok)
	}
	if Longest("North") < 4 || Longest("Qwertz") != 0 {
		t.Errorf("Longest(North) = %d, Longest(Qwertz) = %d", Longest("North"), Longest("Qwertz"))
	}
}

func TestAbbreviation(t *testing.T) {
	for word, want := range map[string]Stop{"mr": StopNeverEnds, "gen": StopNeverEnds, "inc": StopMayEnd, "aug": StopMayEnd, "house": StopEnds} {
		if got := Abbreviation(word); got != want {
			t.Errorf("Abbreviation(%q) = %d, want %d", word, got, want)
		}
	}
}

// Every list states where it is from and under which licence.
func TestProvenance(t *testing.T) {
	err := fs.WalkDir(data, "data", func(path string, f fs.DirEntry, err error) error {
		if err != nil || f.IsDir() || strings.HasPrefix(f.Name(), "cues") {
			return err // cues are grammar, made for this project
		}
		raw, err := data.ReadFile(path)
		if err != nil {
			return err
		}
		head := string(raw[:min(len(raw), 2000)])
		licensed := strings.Contains(head, "icence") || strings.Contains(head, "CC BY") || strings.Contains(head, "public domain")
		if !strings.HasPrefix(head, "# ") || !strings.Contains(head, "rigin") || !licensed {
			t.Errorf("%s does not begin with its origin and licence", path)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// TestCapitalsLieInTheirCountries sees that no country is far from its capital.
func TestCapitalsLieInTheirCountries(t *testing.T) {
	g := gazetteers()
	for id := range g.places {
		p := g.place(int32(id))
		c, ok := Country(p.Country)
		if p.Kind != "capital" || !ok || c.Lat == 0 && c.Lon == 0 || p.Country == "KI" { // Kiribati lies on both sides of 180 degrees
			continue
		}
		far := 15.0
		switch p.Country {
		case "RU", "US", "CA", "CN", "BR", "AU", "CL", "ID", "FR", "MY": // large, or far-flung
			far = 65
		}
		if d := math.Hypot(p.Lat-c.Lat, p.Lon-c.Lon); d > far {
			t.Errorf("%s is %.0f degrees from the middle of %s", p.Name, d, c.Name)
		}
	}
}

func TestNicknames(t *testing.T) {
	if !IsNickname("bill", "william") || !IsNickname("kate", "katherine") || IsNickname("william", "bill") || IsNickname("bill", "robert") {
		t.Error("short forms are not told from full ones")
	}
	for i, n := range Nicknames() {
		if i > 0 && Nicknames()[i-1].Full >= n.Full || len(n.Short) == 0 {
			t.Errorf("%s is out of order or has no short form", n.Full)
		}
	}
}

func TestPlacesAreOnEarth(t *testing.T) {
	g := gazetteers()
	for id := range g.places {
		p := g.place(int32(id))
		if p.Lat < -90 || p.Lat > 90 || p.Lon < -180 || p.Lon > 180 || p.Name == "" {
			t.Errorf("place %+v", p)
		}
	}
}

func BenchmarkWord(b *testing.B) {
	for range b.N {
		Word("President")
		Word("belarusian")
	}
}
