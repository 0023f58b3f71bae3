package text

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

func abbreviations(word string) Class {
	switch word {
	case "mr", "gen", "no", "aug":
		return Title
	case "inc":
		return Abbreviation
	}
	return Plain
}

func TestTokens(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"“Don’t,” Lavrov said.", "“|Do|n’t|,|”|Lavrov|said|."},
		{"the U.S.-led alliance’s 9.5 million", "the|U.S.|-|led|alliance|’s|9.5|million"},
		{"Mr. Smith, of Apple Inc. in 1,000 days", "Mr.|Smith|,|of|Apple|Inc.|in|1,000|days"},
		{"a question-and-answer session", "a|question|-|and|-|answer|session"},
		{"``Moi must go,'' they said", "``|Moi|must|go|,|''|they|said"},
		{"workers' rights and O'Brien's", "workers|'|rights|and|O'Brien|'s"},
		{"on Aug. 9, at 5:30 p.m.", "on|Aug.|9|,|at|5:30|p.m."},
		{"see https://example.org/a?b=c.", "see|https://example.org/a?b=c|."},
		{"AT&T and R&D", "AT&T|and|R&D"},
		{"he said 'no' to 'them'", "he|said|'|no|'|to|'|them|'"},
		{"he’d agreed", "he|’d|agreed"},
	} {
		d := Parse(c.text, abbreviations)
		var got []string
		for _, token := range d.Tokens {
			got = append(got, token.In(c.text))
		}
		if joined := strings.Join(got, "|"); joined != c.want {
			t.Errorf("tokens of %q\n got %s\nwant %s", c.text, joined, c.want)
		}
	}
}

func TestQuotationMarks(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`He said "no," and "yes."`, "OCOC"},
		{"„Nein“, sagte er. “Yes”", "OCOC"},
		{"«Non», dit-il. »Ja«, sagte er", "OCOC"},
		{"He said ‘no’ to the workers’ plan", "OC"},
		{"‘It is the players’ choice.’", "OC"},
		{"‘It is the players' choice,’ she said", "OC"},
		{"the ‘players’ have a choice", "OC"},
		{"the ‘players’ and ‘owners’ chose.", "OCOC"},
		{"the ‘players’ choice.\n\n‘Not his.’", "OCOC"},
	} {
		got := ""
		for _, token := range Parse(c.text, nil).Tokens {
			switch token.Kind {
			case Open:
				got += "O"
			case Close:
				got += "C"
			}
		}
		if got != c.want {
			t.Errorf("marks of %q: got %s, want %s", c.text, got, c.want)
		}
	}
}

func TestSentences(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"One. Two.", "One.|Two."},
		{"Mr. Smith went. “Why?” he asked.", "Mr. Smith went.|“Why?” he asked."},
		{"In the U.S. President Bush won. The U.S. The end.", "In the U.S. President Bush won.|The U.S.|The end."},
		{"A title\n\nA paragraph with no stop\n\nThe end", "A title|A paragraph with no stop|The end"},
		{"He left on Aug. 9 for J. P. Morgan Inc. in town.", "He left on Aug. 9 for J. P. Morgan Inc. in town."},
		{"He won.” “It is so.", "He won.”|“It is so."},
		{"He said no. Anna Brown agreed. See no. 5.", "He said no.|Anna Brown agreed.|See no. 5."},
	} {
		d := Parse(c.text, abbreviations)
		var got []string
		for _, s := range d.Sentences {
			got = append(got, s.In(c.text))
		}
		if joined := strings.Join(got, "|"); joined != c.want {
			t.Errorf("sentences of %q\n got %s\nwant %s", c.text, joined, c.want)
		}
	}
}

func TestOffsets(t *testing.T) {
	s := strings.Repeat("aé€😀\n", 300)
	o := NewOffsets(s)
	count := 0
	for i := range s {
		if got := o.CodePoints(i); got != count {
			t.Fatalf("CodePoints(%d) = %d, want %d", i, got, count)
		}
		if got := o.Bytes(count); got != i {
			t.Fatalf("Bytes(%d) = %d, want %d", count, got, i)
		}
		count++
	}
	if o.CodePoints(len(s)) != count || o.Bytes(count) != len(s) {
		t.Fatal("the end is off")
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"“Don’t,” he said. U.S. 9.5\n\n``x''", "\xff'\xe2\x80", "a.b.c. '90s", "„x“ »y« 'z'"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d := Parse(s, abbreviations)
		end := 0
		for i, token := range d.Tokens {
			if token.Start < end || token.End <= token.Start || token.End > len(s) {
				t.Fatalf("token %d of %q is %v after %d", i, s, token.Span, end)
			}
			if utf8.ValidString(s) && !(utf8.RuneStart(s[token.Start]) && (token.End == len(s) || utf8.RuneStart(s[token.End]))) {
				t.Fatalf("token %d of %q is not on a border", i, s)
			}
			end = token.End
		}
		next := 0
		for _, sentence := range d.Sentences {
			if sentence.First != next || sentence.Last <= sentence.First {
				t.Fatalf("sentences of %q do not follow each other", s)
			}
			next = sentence.Last
		}
		if next != len(d.Tokens) {
			t.Fatalf("tokens of %q left over", s)
		}
	})
}

// BenchmarkParseMarks shows that time grows with length even on a text of
// nothing but marks: the two figures of MB/s are alike.
func BenchmarkParseMarks(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		s := strings.Repeat(`" `, n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			for b.Loop() {
				Parse(s, nil)
			}
		})
	}
}

func BenchmarkParse(b *testing.B) {
	s := strings.Repeat("“They should take part if they want,” Lavrov said in a question-and-answer session. The U.S.-led alliance’s 9.5 million people.\n\n", 200)
	b.SetBytes(int64(len(s)))
	words := len(strings.Fields(s))
	b.ReportAllocs()
	for b.Loop() {
		Parse(s, abbreviations)
	}
	b.ReportMetric(float64(words*b.N)/b.Elapsed().Seconds(), "words/s")
}
