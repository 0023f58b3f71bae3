package annotate

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pressmark/generator/text"
)

var update = flag.Bool("update", false, "write what is found into testdata/*.txt; read the difference before keeping it")

// certain is the least score of a quotation that a case lists.
const certain = 50

// A specCase is one case of testdata/*.txt: lines of text, each a paragraph (a
// line that begins with two spaces goes on in the paragraph before, on a line
// of its own; "headline:" marks the headline), lines that begin with "->" for
// what the rules alone find, and where the trained models find other things,
// "=>" lines for those.
type specCase struct {
	line            int
	text            []string
	wanted, learned []string
}

func TestSpec(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no testdata/*.txt", err)
	}
	total := 0
	rules, models := NewByRules(), New()
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			cases := readSpec(string(data))
			total += len(cases)
			for _, c := range cases {
				if *update {
					continue
				}
				c.check(t, file, "->", c.found(rules), c.wanted)
				if len(c.learned) == 0 {
					c.learned = c.wanted
				}
				c.check(t, file, "=>", c.found(models), c.learned)
			}
			if *update {
				if err := os.WriteFile(file, []byte(rewriteSpec(string(data), cases, rules, models)), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
	if total < 150 {
		t.Errorf("%d cases; the specification has 150 or more", total)
	}
}

// check compares lines, whose arrows tell no difference.
func (c specCase) check(t *testing.T, file, arrow string, got, want []string) {
	t.Helper()
	for i := range want {
		want[i] = "->" + want[i][2:]
	}
	if g, w := strings.Join(got, "\n     "), strings.Join(want, "\n     "); g != w {
		t.Errorf("%s:%d (%s): %s\n got %s\nwant %s", file, c.line, arrow, strings.Join(c.text, "\n"), g, w)
	}
}

func readSpec(data string) []specCase {
	var cases []specCase
	var c specCase
	for n, line := range strings.Split(data+"\n", "\n") {
		switch {
		case strings.TrimSpace(line) == "":
			if len(c.text) > 0 {
				cases = append(cases, c)
			}
			c = specCase{}
		case strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "->"):
			c.wanted = append(c.wanted, line)
		case strings.HasPrefix(line, "=>"):
			c.learned = append(c.learned, line)
		default:
			if len(c.text) == 0 {
				c.line = n + 1
			}
			c.text = append(c.text, line)
		}
	}
	return cases
}

// input is the article of the case.
func (c specCase) input() Input {
	var b strings.Builder
	var headline text.Span
	for i, line := range c.text {
		if rest, ok := strings.CutPrefix(line, "  "); ok && i > 0 {
			b.WriteString("\n" + rest)
			continue
		}
		if i > 0 {
			b.WriteString("\n\n")
		}
		if rest, ok := strings.CutPrefix(line, "headline: "); ok && i == 0 {
			line, headline = rest, text.Span{Start: 0, End: len(rest)}
		}
		b.WriteString(line)
	}
	return Input{Text: b.String(), Headline: headline, Date: "2020-09-02"}
}

// found lists the quotations as the case's file writes them: kind, speaker,
// verb of saying, words; who the speaker is, if the words alone don't tell.
func (c specCase) found(by *Annotator) []string {
	in := c.input()
	a := by.Annotate(in)
	var lines []string
	for _, q := range a.Quotes {
		if q.Score < certain {
			continue
		}
		speaker := "nobody"
		if q.Attributed() {
			speaker = q.Speaker.Span.In(in.Text)
		}
		cue := "-"
		if !q.Cue.IsZero() {
			cue = q.Cue.In(in.Text)
		}
		var words []string
		for _, s := range q.Spans {
			words = append(words, strings.ReplaceAll(strings.ReplaceAll(s.In(in.Text), "\n\n", " ¶ "), "\n", " / "))
		}
		line := fmt.Sprintf("-> %s | %s | %s | %s", q.Kind, speaker, cue, strings.Join(words, " … "))
		if who := whoLine(a, q, in.Text); who != "" && who != speaker {
			line += " | " + who
		}
		lines = append(lines, line)
	}
	if len(lines) == 0 {
		return []string{"-> nothing"}
	}
	return lines
}

// whoLine names the clusters of the speaker.
func whoLine(a *Annotations, q Quote, body string) string {
	var names []string
	for _, c := range q.Speaker.Clusters {
		names = append(names, a.Clusters[c].Name.In(body))
	}
	who := strings.Join(names, " and ")
	if q.Speaker.Unnamed && who != "" {
		return "somebody for " + who
	}
	return who
}

// rewriteSpec puts what is found in place of what was wanted.
func rewriteSpec(data string, cases []specCase, rules, models *Annotator) string {
	var b strings.Builder
	n := 0
	open := false
	write := func() {
		ruled := strings.Join(cases[n].found(rules), "\n")
		fmt.Fprintln(&b, ruled)
		if learned := strings.Join(cases[n].found(models), "\n"); learned != ruled {
			fmt.Fprintln(&b, "=>"+strings.ReplaceAll(learned[2:], "\n->", "\n=>"))
		}
		n, open = n+1, false
	}
	for _, line := range strings.SplitAfter(data, "\n") {
		trimmed := strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "->"), strings.HasPrefix(line, "=>"):
			continue
		case trimmed == "" && open:
			write()
		case trimmed != "" && !strings.HasPrefix(line, "#"):
			open = true
		}
		b.WriteString(line)
	}
	if open {
		write()
	}
	return b.String()
}
