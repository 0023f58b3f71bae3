package annotate

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"pressmark/generator/text"
)

// demo returns the texts of the demo archive, which are real enough to measure
// with.
func demo(tb testing.TB) []string {
	tb.Helper()
	files, err := filepath.Glob("../../seeds/background/*.md")
	if err != nil || len(files) == 0 {
		tb.Skip("the demo archive is not beside this package")
	}
	var texts []string
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			tb.Fatal(err)
		}
		texts = append(texts, string(data))
	}
	return texts
}

// TestAnnotationsHoldTogether checks what every reader of Annotations relies
// on: order, borders, and numbers that lead somewhere.
func TestAnnotationsHoldTogether(t *testing.T) {
	a := New()
	for _, s := range demo(t) {
		holds(t, s, a.Annotate(Input{Text: s, Date: "2020-09-01"}))
	}
}

func holds(t *testing.T, s string, a *Annotations) {
	t.Helper()
	border := func(span text.Span) bool {
		return span.Start >= 0 && span.End <= len(s) && span.Start < span.End && (!utf8.ValidString(s) ||
			utf8.RuneStart(s[span.Start]) && (span.End == len(s) || utf8.RuneStart(s[span.End])))
	}
	end := 0
	for _, m := range a.Mentions {
		if !border(m.Span) || m.Span.Start < end || m.Cluster < 0 || m.Cluster >= len(a.Clusters) || m.Score < 0 || m.Score > 100 {
			t.Fatalf("mention %+v in %q", m, s)
		}
		end = m.Span.End
	}
	for _, r := range a.References {
		if !border(r.Span) || r.Cluster < 0 || r.Cluster >= len(a.Clusters) {
			t.Fatalf("reference %+v in %q", r, s)
		}
	}
	for _, c := range a.Clusters {
		if !border(c.Name) || c.Of >= len(a.Clusters) {
			t.Fatalf("cluster %+v in %q", c, s)
		}
	}
	start := 0
	for _, q := range a.Quotes {
		if len(q.Spans) == 0 || q.Spans[0].Start < start {
			t.Fatalf("quotation %+v in %q", q, s)
		}
		start = q.Spans[0].Start
		for _, span := range q.Spans {
			if !border(span) {
				t.Fatalf("quotation %+v in %q", q, s)
			}
		}
		for _, c := range q.Speaker.Clusters {
			if c < 0 || c >= len(a.Clusters) {
				t.Fatalf("speaker of %+v in %q", q, s)
			}
		}
	}
	for _, d := range a.Dates {
		if !border(d.Span) {
			t.Fatalf("date %+v in %q", d, s)
		}
	}
}

func FuzzAnnotate(f *testing.F) {
	for _, s := range []string{"“Yes,” Mary Jones said on Tuesday. “No.”", "\xff“\x80 said he", "A: b\nQ: c\n\n“x\n\n“y”", "U.S. officials said 'no' on Aug. 9"} {
		f.Add(s)
	}
	a := New()
	f.Fuzz(func(t *testing.T, s string) {
		holds(t, s, a.Annotate(Input{Text: s, Date: "2020-09-01"}))
		NewRecord("id", "2020-09-01", s, a.Annotate(Input{Text: s}), nil)
	})
}

// BenchmarkAnnotate measures all of annotation on one processor: text in,
// names, who is who, dates and quotations out.
func BenchmarkAnnotate(b *testing.B) {
	texts := demo(b)
	words, size := 0, 0
	for _, s := range texts {
		words += len(strings.Fields(s))
		size += len(s)
	}
	a := New()
	a.Annotate(Input{Text: texts[0]})
	b.SetBytes(int64(size))
	b.ReportAllocs()
	b.ResetTimer()
	for b.Loop() {
		for _, s := range texts {
			a.Annotate(Input{Text: s, Date: "2020-09-01"})
		}
	}
	b.ReportMetric(float64(words*b.N)/b.Elapsed().Seconds(), "words/s")
}
