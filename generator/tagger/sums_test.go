package tagger

import (
	"strings"
	"testing"

	"pressmark/generator/text"
)

// What is added up once for each word, and kept from text to text, must give the
// scores that all the features of a token give.
func TestSumsOfWords(t *testing.T) {
	m := Load()
	w := &work{}
	w.a.tables = m.tables
	texts := []string{story, "ANNA EK MET THE OSLO MAYOR. Ek (Bank of Lund) said: no.", strings.Repeat("One Oslo word and another. ", 30), story}
	for _, s := range texts {
		w.a.read(text.Parse(s, nil))
		w.segments(func(first, last int) {
			for i := first; i < last; i++ {
				var got, want [NumLabels]int32
				m.score(w, i, &got)
				for _, f := range w.a.features(i, nil) {
					s := m.weights.find(weightKey(f))
					for y := range NumLabels - 1 {
						if s != nil {
							want[y+1] += int32(s.row.weight(y))
						}
					}
				}
				if got != want {
					t.Fatalf("token %d of %q: %v, want %v", i, s, got, want)
				}
			}
		})
	}
}

// A text of more words than are kept makes room for itself.
func TestManyWords(t *testing.T) {
	var b strings.Builder
	for i := range 3 * manyForms {
		b.WriteString("Xa")
		for n := i; n > 0; n /= 26 {
			b.WriteByte(byte('a' + n%26))
		}
		b.WriteByte(' ')
	}
	m, w := Load(), &work{}
	w.a.tables = m.tables
	for _, s := range []string{story, b.String(), story} {
		w.a.read(text.Parse(s, nil))
		if len(w.a.slots) < 2*len(w.a.forms) {
			t.Fatalf("%d forms in %d slots", len(w.a.forms), len(w.a.slots))
		}
	}
}
