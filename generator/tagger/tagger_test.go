package tagger

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"pressmark/generator/text"
)

const story = `Lakeside mayor resigns over harbour deal

SPRINGFIELD — Maria Alvarez, mayor of Lakeside since 2011, resigned on Tuesday after the Lakeside City Council voted to sue the Northern Harbour Authority (NHA).

"I have done nothing wrong," Alvarez said. The NHA declined to comment. Prime Minister Tomasz Nowak, who was visiting Nairobi, Kenya, told the British Broadcasting Corporation that Poland's government had "no part in this".

French and Kenyan officials met at the United Nations in New York. A spokesman for the Ministry of Foreign Affairs, Ahmed al-Rashid, said Mr. Nowak's trip would go on.`

func found(t testing.TB, s string) []string {
	var out []string
	for _, e := range Load().Tag(text.Parse(s, nil)) {
		out = append(out, []string{"person", "organization", "place", "group"}[e.Kind]+": "+e.Span.In(s))
	}
	return out
}

func TestStory(t *testing.T) {
	got := strings.Join(found(t, story), "\n")
	t.Log("\n" + got)
	for _, want := range []string{
		"person: Maria Alvarez", "person: Alvarez", "organization: NHA", "person: Tomasz Nowak", "place: Nairobi", "place: Kenya",
		"organization: British Broadcasting Corporation", "place: Poland", "group: French", "group: Kenyan",
		"organization: United Nations", "place: New York", "organization: Ministry of Foreign Affairs", "person: Ahmed al-Rashid",
	} {
		if !strings.Contains(got+"\n", want+"\n") {
			t.Errorf("%q is missing", want)
		}
	}
}

// brute checks the sums and Viterbi against every labelling of a short text.
func TestDecodingAgainstEnumeration(t *testing.T) {
	m := Load()
	doc := text.Parse("Ahmed al-Rashid met", nil)
	w := &work{}
	w.a.tables = m.tables
	w.a.read(doc)
	n := 0
	w.segments(func(first, last int) {
		last = min(last, first+4)
		n = last - first
		w.scores = make([][NumLabels]int32, n)
		for i := range n {
			m.score(w, first+i, &w.scores[i])
		}
	})
	m.viterbi(w)
	best, bestPath := int32(never), ""
	path := make([]byte, n)
	var walk func(i, from int, sum int32)
	walk = func(i, from int, sum int32) {
		if i == n {
			if ends(from) && sum+m.moves[from][Outside] > best {
				best, bestPath = sum+m.moves[from][Outside], string(path)
			}
			return
		}
		for y := range NumLabels {
			if Follows(from, y) {
				path[i] = byte(y)
				walk(i+1, y, sum+m.moves[from][y]+w.scores[i][y])
			}
		}
	}
	walk(0, Outside, 0)
	if string(w.path[:n]) != bestPath {
		t.Fatalf("Viterbi has %v, the best is %v", w.path[:n], []byte(bestPath))
	}
	total := m.marginals(w)
	if c := m.certainty(w, 0, n, total); c < 0 || c > 100 {
		t.Fatalf("certainty %d", c)
	}
	if log := float64(best-0) / Scale; float64(total)/fine < log {
		t.Fatalf("sum of all labellings %v is less than the best one %v", float64(total)/fine, log)
	}
}

func FuzzTag(f *testing.F) {
	for _, s := range []string{story, strings.ToUpper(story), "", "A", "U.S. (UN) al-", "\xffÉ (\u202eمحمد) 中国 X", "- - ( ) ' '"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for _, e := range Load().Tag(text.Parse(s, nil)) {
			if e.Span.Start < end || e.Span.End <= e.Span.Start || e.Span.End > len(s) || e.Score < 0 || e.Score > 100 || e.Kind >= NumKinds {
				t.Fatalf("%q: %+v after %d", s, e, end)
			}
			if utf8.ValidString(s) && (!utf8.RuneStart(s[e.Span.Start]) || e.Span.End < len(s) && !utf8.RuneStart(s[e.Span.End])) {
				t.Fatalf("%q: %+v not on a border", s, e)
			}
			end = e.Span.End
		}
	})
}

func TestSeveralGoroutines(t *testing.T) {
	want := strings.Join(found(t, story), "\n")
	done := make(chan string)
	for range 8 {
		go func() { done <- strings.Join(found(t, story), "\n") }()
	}
	for range 8 {
		if got := <-done; got != want {
			t.Error("another answer in another goroutine")
		}
	}
}

// Long sequences of capitals must neither overflow the sums nor take more than
// linear time.
func TestLongSequenceOfCapitals(t *testing.T) {
	s := strings.Repeat("Anna Berg, Ek Ltd. ", 50_000)
	entities := Load().Tag(text.Parse(s, nil))
	if len(entities) == 0 {
		t.Error("no names at all")
	}
	for _, e := range entities {
		if e.Score < 0 || e.Score > 100 {
			t.Fatalf("certainty %d", e.Score)
		}
	}
}

// BenchmarkLength shows that time grows with length and no faster: the time per
// byte stays the same.
func BenchmarkLength(b *testing.B) {
	for name, unit := range map[string]string{"story": story + "\n\n", "one-sentence": "Anna Ek and the Bank of Lund, ", "capitals": "ANNA EK "} {
		for _, size := range []int{10_000, 100_000, 1_000_000} {
			b.Run(fmt.Sprintf("%s/%d", name, size), func(b *testing.B) {
				s := strings.Repeat(unit, size/len(unit)+1)[:size]
				for b.Loop() {
					Load().Tag(text.Parse(s, nil))
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(size), "ns/byte")
			})
		}
	}
}

func BenchmarkTag(b *testing.B) {
	s := strings.Repeat(story+"\n\n", 20)
	m := Load()
	words := len(strings.Fields(s))
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		m.Tag(text.Parse(s, nil))
	}
	b.ReportMetric(float64(words*b.N)/b.Elapsed().Seconds(), "words/s")
}
