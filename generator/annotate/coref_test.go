package annotate

import (
	"strings"
	"testing"

	"pressmark/generator/text"
)

// name is the name of a cluster, "" for none.
func nameOf(s string, clusters []Cluster, c int) string {
	if c < 0 {
		return ""
	}
	return clusters[c].Name.In(s)
}

func TestPronoun(t *testing.T) {
	for _, c := range []struct{ text, pronoun, want string }{
		{"Anna Tarvolin met John Carver. She left.", "She", "Anna Tarvolin"},
		{"Anna Tarvolin met John Carver. He left.", "He", "John Carver"},
		{"John Carver called Peter Marlow a liar. He left.", "He", "John Carver"},
		{"John Carver spoke. “Peter Marlow is ill.” Then he left.", "he", "John Carver"},
		{"Mrs. Okbar met Mr. Urzan. She left.", "She", "Okbar"},
		{"The harbour is large. He left.", "He", ""},
		{"Reuters heard of it. It wrote that all was well.", "It", "Reuters"},
		{"John Carver is in Leeds. They left.", "They", ""},
	} {
		_, _, clusters, r := analysed(c.text)
		at := strings.LastIndex(c.text, c.pronoun+" ")
		got, score := r.pronoun(r.tokenAt(at))
		if name := nameOf(c.text, clusters, got); name != c.want || got >= 0 && (score <= 0 || score > 100) {
			t.Errorf("%s: %q is %q (%d), want %q", c.text, c.pronoun, name, score, c.want)
		}
	}
}

func TestNoteSpeaker(t *testing.T) {
	s := "John Carver met Peter Marlow in Leeds. A band played. Then he left."
	_, mentions, clusters, r := analysed(s)
	r.noteSpeaker(mentions[1].Cluster, r.tokenAt(strings.Index(s, "band")))
	if c, _ := r.pronoun(r.tokenAt(strings.Index(s, "he left"))); nameOf(s, clusters, c) != "Peter Marlow" {
		t.Errorf("he is %q, want who spoke last", nameOf(s, clusters, c))
	}
}

func TestNominal(t *testing.T) {
	for _, c := range []struct{ text, words, want string }{
		{"Belarusian President Alexander Lukashenko met Russian President Vladimir Putin. The Belarusian leader left.", "The Belarusian leader", "Alexander Lukashenko"},
		{"Belarusian President Alexander Lukashenko met Russian President Vladimir Putin. The Russian leader left.", "The Russian leader", "Vladimir Putin"},
		{"Transport Minister Anna Tarvolin spoke. The minister left.", "The minister", "Anna Tarvolin"},
		{"Transport Minister Anna Tarvolin spoke. A minister left.", "A minister", ""},
		{"Transport Minister Anna Tarvolin spoke. The ministers left.", "The ministers", ""},
		{"Spokeswoman Anna Tarvolin spoke. The spokesman left.", "The spokesman", ""},
		{"The Ministry of Transport paid Reuters. The ministry was glad.", "The ministry", "Ministry of Transport"},
		{"He flew from Leeds to Belarus. The country was glad.", "The country", "Belarus"},
		{"The harbour closed. The company was glad.", "The company", ""},
	} {
		_, _, clusters, r := analysed(c.text)
		at := strings.LastIndex(c.text, c.words)
		got, _ := r.nominal(text.Span{Start: at, End: at + len(c.words)})
		if name := nameOf(c.text, clusters, got); name != c.want {
			t.Errorf("%s: %q is %q, want %q", c.text, c.words, name, c.want)
		}
	}
}

func TestSpeaker(t *testing.T) {
	for _, c := range []struct {
		speaker, want string
		unnamed       bool
	}{
		{"Foreign Minister Sergei Lavrov", "Sergei Lavrov", false},
		{"Lavrov’s spokeswoman Maria Zakharova", "Maria Zakharova", false},
		{"Anna Lee, a lawyer for Peter Marlow", "Anna Lee", false},
		{"Anna Lee and John Carver", "Anna Lee, John Carver", false},
		{"a lawyer for Peter Marlow", "Peter Marlow", true},
		{"a spokesman for the Ministry of Transport", "Ministry of Transport", true},
		{"Kremlin officials", "Kremlin", true},
		{"the Kremlin", "Kremlin", false},
		{"Reuters and the BBC", "Reuters, BBC", false},
		{"John Carver of Reuters", "John Carver", false},
		{"officials", "", false},
	} {
		s := "Then " + c.speaker + " said so."
		_, _, clusters, r := analysed(s)
		got, unnamed := r.speaker(text.Span{Start: 5, End: 5 + len(c.speaker)})
		var names []string
		for _, k := range got {
			names = append(names, nameOf(s, clusters, k))
		}
		if list := strings.Join(names, ", "); list != c.want || unnamed != c.unnamed {
			t.Errorf("%q speaks for %q, unnamed %v, want %q, %v", c.speaker, list, unnamed, c.want, c.unnamed)
		}
	}
}

func TestReferences(t *testing.T) {
	s := "Belarusian President Alexander Lukashenko spoke in Minsk.\n\nHe was glad. “He is ill,” a doctor said. The Belarusian leader left.\n\nAnna Lee said she was glad."
	_, _, clusters, r := analysed(s)
	var got []string
	for _, ref := range r.references() {
		got = append(got, ref.Span.In(s)+"="+nameOf(s, clusters, ref.Cluster))
	}
	want := "He=Alexander Lukashenko, The Belarusian leader=Alexander Lukashenko"
	if list := strings.Join(got, ", "); list != want {
		t.Errorf("got %s, want %s", list, want)
	}
}
