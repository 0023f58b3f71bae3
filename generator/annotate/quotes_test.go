package annotate

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pressmark/generator/text"
)

func FuzzQuotes(f *testing.F) {
	for _, seed := range []string{
		"“They should take part,” Lee said. “It is theirs.”",
		"\"A 'b' c\", he said, \"d.\"", "said", "\"", "“", "''", "A: b\n\nB: c\n\nA: d",
		"According to", "X said that", "“a\n\n“b\n\nc” said", "Lee (\"Bo", "— — ,\" said", "\xff“\xfe said\"",
		"“Why?” Lee asked. “Why not?” — Lee", "The raid was condemned by", "Said Lee: “No.”",
	} {
		f.Add(seed, 3)
	}
	f.Fuzz(func(t *testing.T, s string, head int) {
		headline := text.Span{}
		if head > 0 && head <= len(s) {
			headline.End = head
		}
		doc := text.Parse(s, abbreviationClass)
		regions := findRegions(doc)
		quotes := findQuotes(doc, headline, nil, regions, newResolver(doc, nil, nil, quotedSpans(doc, regions)))
		last := -1
		for _, q := range quotes {
			if len(q.Spans) == 0 || q.Score < 0 || q.Score > 100 || q.Rule == "" {
				t.Fatalf("quotation %+v", q)
			}
			if q.Spans[0].Start < last {
				t.Fatalf("quotation at %d after one at %d", q.Spans[0].Start, last)
			}
			last = q.Spans[0].Start
			end := -1
			for _, span := range q.Spans {
				if span.Start < end {
					t.Fatalf("spans out of order or overlapping: %v", q.Spans)
				}
				end = span.End
			}
			for _, span := range append(q.Spans, q.Cue, q.Speaker.Span) {
				if span.Start < 0 || span.End < span.Start || span.End > len(s) || !onBorder(s, span.Start) || !onBorder(s, span.End) {
					t.Fatalf("span %v in %q", span, s)
				}
			}
		}
		if ids := QuoteIDs("a", s, quotes); len(ids) != len(quotes) {
			t.Fatal("ids")
		}
	})
}

func onBorder(s string, i int) bool {
	return i == len(s) || utf8.RuneStart(s[i]) || !utf8.ValidString(s)
}

func TestQuoteIDs(t *testing.T) {
	ids := func(article, body string, spans ...[]text.Span) []string {
		var quotes []Quote
		for _, s := range spans {
			quotes = append(quotes, Quote{Spans: s})
		}
		return QuoteIDs(article, body, quotes)
	}
	whole := func(s string) []text.Span { return []text.Span{{Start: 0, End: len(s)}} }
	a := "“They should take part.”"
	first := ids("a", a, whole(a))[0]
	if len(first) != 9 || first[0] != 'q' {
		t.Errorf("id %q is not q and eight digits", first)
	}
	for _, b := range []string{"\"They should take part!\"", "they should – take part", "  They should take part"} {
		if got := ids("a", b, whole(b))[0]; got != first {
			t.Errorf("id of %q is %s, of %q %s", b, got, a, first)
		}
	}
	if got := ids("b", a, whole(a))[0]; got == first {
		t.Error("another article has the same id")
	}
	if got := ids("a", a, whole(a), whole(a), whole(a)); got[1] != first+"x2" || got[2] != first+"x3" {
		t.Errorf("repeats: %v", got)
	}
	split := "“They should,” he said, “take part.”"
	if got := ids("a", split, []text.Span{{Start: 0, End: 16}, {Start: 26, End: 40}})[0]; got != first {
		t.Errorf("a quotation split by its attribution has id %s, want %s", got, first)
	}
}

// longArticle is a long text without any name from the news.
func longArticle() string {
	return strings.Repeat("“They should take part,” Greta Halvorsen, the transport minister, said on Monday. “It is their country.”\n\n"+
		"Paulo Brandt, who led the council for nine years, said the bridge was safe, but the police closed it, citing the weather. "+
		"According to a report by the ministry, the bridge will be rebuilt within two years and will cost more than was planned. "+
		"The workers came from four towns in the north and had to wait for a week until the snow was gone from the roads.\n\n", 40)
}

func TestQuotesAreLinear(t *testing.T) {
	for _, s := range []string{strings.Repeat("“", 20000), strings.Repeat("\" ", 20000), strings.Repeat("said, ", 20000), strings.Repeat("“a,” he said. ", 8000), strings.Repeat("Lee: b\n", 8000)} {
		doc := text.Parse(s, abbreviationClass)
		regions := findRegions(doc)
		findQuotes(doc, text.Span{}, nil, regions, newResolver(doc, nil, nil, quotedSpans(doc, regions)))
	}
}

func BenchmarkQuotes(b *testing.B) {
	s := longArticle()
	doc := text.Parse(s, abbreviationClass)
	words := len(strings.Fields(s))
	b.ReportAllocs()
	for range b.N {
		regions := findRegions(doc)
		findQuotes(doc, text.Span{}, nil, regions, newResolver(doc, nil, nil, quotedSpans(doc, regions)))
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
