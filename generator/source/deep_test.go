package source

import (
	"strings"
	"testing"
	"time"
)

// TestHostileMarkdown reads inputs made to exhaust stack, memory or time.
func TestHostileMarkdown(t *testing.T) {
	const n = 10_000
	for name, s := range map[string]string{
		"quotes":            strings.Repeat(">", n) + " x",
		"quotes, many rows": strings.Repeat(strings.Repeat("> ", 500)+"x\n", 100),
		"a million quotes":  strings.Repeat("> ", 1_000_000) + "x",
		"lists":             strings.Repeat("- ", n) + "x",
		"numbered lists":    strings.Repeat("1. ", n) + "x",
		"indented lists":    indented(300),
		"brackets":          strings.Repeat("[", n) + "x" + strings.Repeat("]", n),
		"open brackets":     strings.Repeat("[", 50*n),
		"links":             strings.Repeat("[", n) + "x" + strings.Repeat("](a)", n),
		"images":            strings.Repeat("![", n) + "x" + strings.Repeat("](a)", n),
		"stars":             strings.Repeat("*", n) + "x" + strings.Repeat("*", n),
		"emphasis":          strings.Repeat("*a _b ", n) + strings.Repeat("c_ d* ", n),
		"open emphasis":     strings.Repeat("*a **b ", n),
		"backticks":         backticks(400),
		"tags":              strings.Repeat("<a ", n),
		"declarations":      strings.Repeat("<!A ", n),
		"comments":          strings.Repeat("a <!-- ", n),
		"scripts":           strings.Repeat("<script>", n),
		"divs":              strings.Repeat("<div>", n),
		"references":        strings.Repeat("&", 10*n) + strings.Repeat("&#x", n),
		"footnotes":         strings.Repeat("[^1]", n) + "\n\n[^1]: x\n",
		"table":             "|" + strings.Repeat("a|", 1000) + "\n|" + strings.Repeat("-|", 1000) + "\n" + strings.Repeat("|b", 1000),
		"wide table":        "|" + strings.Repeat("a|", 2000) + "\n|" + strings.Repeat("-|", 2000) + "\n" + strings.Repeat("|b\n", 2000),
		"links in links":    strings.Repeat("[a](", 10*n),
		"rules":             strings.Repeat("***\n", n) + strings.Repeat("-", 5*n) + "\nx",
		"headings":          strings.Repeat("# x\n", n),
		"long line":         strings.Repeat("word ", 20*n),
		"no blanks":         strings.Repeat("w", 20*n),
		"addresses":         strings.Repeat("www.a.b ", n) + strings.Repeat("http://", n),
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			a, err := Parse("a.md", []byte("---\ntitle: T\n---\nFirst.\n\n"+s), nil)
			checkArticle(t, a, err)
			if took := time.Since(start); took > 5*time.Second {
				t.Logf("slow: %v for %d bytes", took, len(s))
			}
		})
	}
}

func indented(depth int) string {
	var b strings.Builder
	for i := range depth {
		b.WriteString(strings.Repeat("  ", i) + "- x\n")
	}
	return b.String()
}

func backticks(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat("`", i+1) + "x ")
	}
	return b.String()
}

// TestHostilePlain does the same for plain text.
func TestHostilePlain(t *testing.T) {
	const n = 50_000
	for name, s := range map[string]string{
		"pointers":        strings.Repeat("Related: x\ny\n", n),
		"long pointers":   strings.Repeat("Related: "+strings.Repeat("x ", 30)+"\n", n),
		"sources":         strings.Repeat("Source: x\n", n),
		"bylines":         strings.Repeat("By Ann Lee\n", n),
		"blank lines":     strings.Repeat("\n \n", n),
		"one line":        strings.Repeat("word ", 10*n),
		"quotation marks": strings.Repeat("“\"", n),
		"colons":          strings.Repeat(":\n", n),
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			a, err := Parse("a.txt", []byte("Title\n\n"+s), nil)
			checkArticle(t, a, err)
			a, err = Parse("a.txt", []byte(s), nil)
			checkArticle(t, a, err)
			if took := time.Since(start); took > 5*time.Second {
				t.Logf("slow: %v for %d bytes", took, len(s))
			}
		})
	}
}

// TestHostileFaults tells what is refused and where.
func TestHostileFaults(t *testing.T) {
	table := "|" + strings.Repeat("a|", 2000) + "\n|" + strings.Repeat("-|", 2000) + "\n"
	for s, want := range map[string]string{
		"x\n\n" + strings.Repeat("> ", 3000) + "x":             "a.md:6:4001: blocks nested more than 2000 deep",
		strings.Repeat("- ", 3000) + "x":                       "blocks nested more than 2000 deep",
		table + strings.Repeat("|b\n", 101):                    "a.md:105:1: a table of more than 200000 cells",
		"x\n\n" + strings.Repeat("[a](", 20_000):               "too many links that are not closed",
		strings.Repeat("- ", 3000) + "\n\n" + "x":              "",
		strings.Repeat("-", 9000) + "\n" + "0123456789" + "\n": "",
		strings.Repeat("1", 9000) + " > x":                     "",
		table + strings.Repeat("|b\n", 90):                     "",
		strings.Repeat("[a](b.md) ", 20_000):                   "",
	} {
		_, err := Parse("a.md", []byte("---\ntitle: T\n---\n"+s), nil)
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%.40q: got %v, want %q", s, err, want)
		}
	}
}
