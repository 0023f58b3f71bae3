package annotate

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pressmark/generator/lexicon"
)

// TestForeignSpec reads testdata/foreign/LANGUAGE.txt, cases as those of
// TestSpec. Below the quotations they list the dates and, once each, the names.
// In other.txt each case begins with its language.
func TestForeignSpec(t *testing.T) {
	files, err := filepath.Glob("testdata/foreign/*.txt")
	if err != nil || len(files) < 5 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		lang := strings.TrimSuffix(filepath.Base(file), ".txt")
		t.Run(lang, func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			cases := readSpec(string(data))
			if len(cases) < 15 {
				t.Errorf("%d cases; each language has 15 or more", len(cases))
			}
			for _, c := range cases {
				if got := strings.Join(foreignLines(c, lang), "\n"); got != strings.Join(c.wanted, "\n") && !*update {
					t.Errorf("%s:%d: %s\n got %s\nwant %s", file, c.line, strings.Join(c.text, "\n"),
						strings.ReplaceAll(got, "\n", "\n     "), strings.Join(c.wanted, "\n     "))
				}
			}
			if *update {
				if err := os.WriteFile(file, []byte(rewriteForeign(string(data), lang, cases)), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

func foreignLines(c specCase, lang string) []string {
	if code, ok := strings.CutPrefix(c.text[0], "lang: "); ok {
		lang = code
		c.text = c.text[1:]
	}
	in := c.input()
	in.Lang = lang
	a := NewByRules().annotateForeign(in, languageOf(in))
	var lines []string
	for _, q := range a.Quotes {
		speaker, cue := "nobody", "-"
		if q.Attributed() {
			speaker = q.Speaker.Span.In(in.Text)
		}
		if !q.Cue.IsZero() {
			cue = q.Cue.In(in.Text)
		}
		var words []string
		for _, s := range q.Spans {
			words = append(words, strings.ReplaceAll(s.In(in.Text), "\n\n", " ¶ "))
		}
		line := fmt.Sprintf("-> %s | %s | %s | %s", q.Kind, speaker, cue, strings.Join(words, " … "))
		if who := whoLine(a, q, in.Text); who != "" && who != speaker {
			line += " | " + who
		}
		lines = append(lines, line)
	}
	for _, d := range a.Dates {
		lines = append(lines, fmt.Sprintf("-> date %s | %s", d.Value, d.Span.In(in.Text)))
	}
	for _, c := range a.Clusters {
		lines = append(lines, fmt.Sprintf("-> %s %s", c.Kind, c.Name.In(in.Text)))
	}
	if len(lines) == 0 {
		return []string{"-> nothing"}
	}
	return lines
}

func rewriteForeign(data, lang string, cases []specCase) string {
	var b strings.Builder
	n, open := 0, false
	flush := func() {
		if open {
			fmt.Fprintln(&b, strings.Join(foreignLines(cases[n], lang), "\n"))
			n, open = n+1, false
		}
	}
	for _, line := range strings.SplitAfter(data, "\n") {
		switch {
		case strings.HasPrefix(line, "->"):
			continue
		case strings.TrimSpace(line) == "":
			flush()
		case !strings.HasPrefix(line, "#"):
			open = true
		}
		b.WriteString(line)
	}
	flush()
	return b.String()
}

func checkForeign(t *testing.T, s, lang string) {
	in := Input{Text: s, Date: "2020-09-02", Lang: lang}
	a := NewByRules().annotateForeign(in, languageOf(in))
	check := func(start, end int) {
		if start < 0 || end > len(s) || start >= end || !onBorder(s, start) || !onBorder(s, end) {
			t.Fatalf("%s: span %d–%d of %q", lang, start, end, s)
		}
	}
	last := 0
	for _, m := range a.Mentions {
		check(m.Span.Start, m.Span.End)
		if m.Span.Start < last || m.Cluster < 0 || m.Cluster >= len(a.Clusters) {
			t.Fatalf("%s: mention %+v of %q", lang, m, s)
		}
		last = m.Span.End
	}
	for _, d := range a.Dates {
		check(d.Span.Start, d.Span.End)
	}
	last = 0
	for _, q := range a.Quotes {
		if len(q.Spans) == 0 || q.Spans[0].Start < last {
			t.Fatalf("%s: quotation %+v of %q", lang, q, s)
		}
		last = q.Spans[0].Start
		end := 0
		for _, span := range q.Spans {
			check(span.Start, span.End)
			if span.Start < end {
				t.Fatalf("%s: spans %v of %q", lang, q.Spans, s)
			}
			end = span.End
		}
		for _, span := range []struct{ Start, End int }{{q.Cue.Start, q.Cue.End}, {q.Speaker.Span.Start, q.Speaker.Span.End}} {
			if span.End > 0 {
				check(span.Start, span.End)
			}
		}
		for _, c := range q.Speaker.Clusters {
			if c < 0 || c >= len(a.Clusters) {
				t.Fatalf("%s: speaker %+v of %q", lang, q.Speaker, s)
			}
		}
	}
}

func FuzzForeign(f *testing.F) {
	files, _ := filepath.Glob("testdata/foreign/*.txt")
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, c := range readSpec(string(data)) {
			f.Add(c.input().Text)
		}
	}
	for _, s := range []string{"„", "«»", "— a", "—\n\n—", "l’", "«« »", "\xff„\xfe“", "\u202e«אב»", "«" + strings.Repeat("„", 20), "a-t-il", "1. \n\n", "M.", "по словам"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		detectLanguage(s)
		for _, lang := range append(lexicon.Languages(), "uk", "zh", "sv", "nl", "he", "xx") {
			checkForeign(t, s, lang)
		}
	})
}

// Each language reads what the others and noise hold without a panic.
func TestForeignAnyText(t *testing.T) {
	for _, s := range []string{"", "„", "«»", "«a", "— a b c d", "l’", "l’a", "\xff«\xfe»", "„«\"“»\"", "- - - -", "a déclaré", "sagte", "«A b c», сказал", "2020年", "2020年99月", "1.", "31.02.2020", "M. \n\n M.",
		"«כן», אמר", strings.Repeat("«", 3000), strings.Repeat("« a », dit ", 500), strings.Repeat("— Dijo —dijo Ana—. ", 300)} {
		for _, lang := range append(lexicon.Languages(), "uk", "zh", "sv", "nl", "he", "xx") {
			checkForeign(t, s, lang)
		}
	}
}

// A text of nothing but marks or cues takes no longer than one of words.
func TestForeignIsLinear(t *testing.T) {
	for _, part := range []string{"« Nous irons », a déclaré Paul Dufour. ", "„", "«a ", "\" ", "\" a", "— Ven —dijo Ana—. ", "sagte Herr Müller, ", "la de des du ", "а по словам ", "— a\n\n", "a déclaré le ministre de ", "Paul "} {
		for _, lang := range append(lexicon.Languages(), "zh", "he") {
			s := strings.Repeat(part, 60000/len(part))
			NewByRules().annotateForeign(Input{Text: s, Date: "2020-09-02"}, lang)
		}
	}
}

func BenchmarkForeign(b *testing.B) {
	s := strings.Repeat("« Nous irons à Paris », a déclaré mardi Jeanne Dufour, ministre de la Culture, lors d’une visite dans les villages du nord du pays. "+
		"Le projet, présenté le 1er septembre 2020, doit encore être examiné par les élus, qui attendent depuis des mois une réponse du gouvernement.\n\n", 60)
	a := NewByRules()
	b.ReportAllocs()
	for b.Loop() {
		a.annotateForeign(Input{Text: s, Date: "2020-09-02"}, "fr")
	}
	b.ReportMetric(float64(len(strings.Fields(s)))*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
