package lexicon

import "testing"

func TestLanguages(t *testing.T) {
	for _, c := range []struct {
		code, said, month string
		place, english    string
	}{
		{"de", "sagte", "märz", "Köln", "Cologne"},
		{"es", "dijo", "enero", "Londres", "London"},
		{"fr", "affirme", "août", "Pékin", "Beijing"},
		{"ru", "сказал", "марта", "Москве", "Moscow"},
	} {
		l := LanguageOf(c.code)
		if !l.Known() || l.Use(c.said)&Said == 0 || l.Month(c.month) == 0 || len(l.Marks) < 3 || len(l.According) == 0 {
			t.Errorf("%s: %q, %q, marks %q", c.code, c.said, c.month, l.Marks)
		}
		if got, ok := l.Place(c.place); !ok || got != c.english {
			t.Errorf("%s: %s is %q, want %q", c.code, c.place, got, c.english)
		}
		for month := range 12 {
			found := false
			for _, n := range l.months {
				found = found || n == month+1
			}
			if !found {
				t.Errorf("%s: no name of month %d", c.code, month+1)
			}
		}
	}
	if got := len(Languages()); got != 4 {
		t.Errorf("%d languages", got)
	}
}

// A title that ends a compound is one, but no word is a title by a short rest.
func TestTitleEndings(t *testing.T) {
	de := LanguageOf("de")
	for word, want := range map[string]bool{"verkehrsminister": true, "ministerin": true, "senatssprecherin": true, "brücke": false, "rat": false} {
		if got := de.Use(word)&Titular != 0; got != want {
			t.Errorf("%s: title %v, want %v", word, got, want)
		}
	}
}

func TestLanguageWithoutFile(t *testing.T) {
	for _, code := range []string{"uk", "zh", "xx", ""} {
		if l := LanguageOf(code); l.Known() || len(l.Marks) == 0 || l.Use("sagte") != 0 || l.Month("mai") != 0 {
			t.Errorf("%s: %+v", code, l)
		}
	}
	if got := LanguageOf("sv").Marks[0]; got != [2]rune{'”', '”'} {
		t.Errorf("Swedish marks %q", got)
	}
}

func TestDetectedLanguages(t *testing.T) {
	codes := DetectedLanguages()
	if codes[0] != "en" || len(codes) > 64 {
		t.Errorf("%d languages, the first %s", len(codes), codes[0])
	}
	if SmallWord([]byte("the"))&1 == 0 || SmallWord([]byte("und"))&1 != 0 || SmallWord([]byte("a")) != 0 {
		t.Error("the small words of English")
	}
}
