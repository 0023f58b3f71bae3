package source

import (
	"fmt"
	"html"
	"math"
	"regexp"
	"strings"
	"testing"
)

func TestCode(t *testing.T) {
	const goCode = "// a < b\nfunc main() {\n\tx := \"é\" + `\n`\n}\n"
	for _, c := range []struct{ name, content, want string }{
		{"known language", "```go\n" + goCode + "```", `<span class="c1">// a &lt; b`},
		{"name in capitals", "``` YAML title=x\na: 1\n```", `<span class="nt">a</span>`},
		{"tildes", "~~~sh\necho 1\n~~~", `<span class="nb">echo</span>`},
		{"unknown language", "```nonsense\n<a>\n```", "<code>&lt;a&gt;\n</code>"},
		{"no language", "```\n<a>\n```", "<code>&lt;a&gt;\n</code>"},
		{"path for a language", "```../../etc/passwd\nx\n```", "<code>x\n</code>"},
		{"not closed", "```go\nx", `<span class="nx">x</span>`},
		{"in a list", "- a\n\n  ```go\n  x\n  ```", `<li><p>a</p><pre class="chroma" tabindex="0"><code><span class="nx">x`},
		{"too long", "```go\n" + strings.Repeat("x := 1\n", 20_000) + "```", "<code>x := 1\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := read(t, "a.md", "# T\n\n"+c.content, "")
			got := body(t, a, Render{})
			if !strings.Contains(got, c.want) || !a.HasCode || strings.Contains(got, "style=") {
				t.Errorf("got %.300s\nwant %s", got, c.want)
			}
		})
	}
	a := read(t, "a.md", "# T\n\n```go\n"+goCode+"```", "")
	shown := regexp.MustCompile(`<[^>]*>`).ReplaceAllString(strings.TrimSuffix(checkBody(t, a, Render{}), "\n"), "")
	if got := html.UnescapeString(shown); got != goCode {
		t.Errorf("code changed:\n%q\n%q", got, goCode)
	}
	if a := read(t, "a.md", "# T\n\nx `y` z\n\n```\n\n```\n", ""); a.HasCode || len(a.Blocks) != 1 {
		t.Error("a code span or an empty block counts as code")
	}
}

// TestChromaCSS measures every colour on the page's backgrounds.
func TestChromaCSS(t *testing.T) {
	var b strings.Builder
	if err := ChromaCSS(&b); err != nil {
		t.Fatal(err)
	}
	css := b.String()
	for _, selector := range []string{".chroma .k,", ".chroma .err{", ".chroma .s1,", ".chroma .c1,"} {
		if !strings.Contains(css, selector) {
			t.Errorf("no rule for %s", selector)
		}
	}
	if strings.Contains(css, "\n{") || strings.Count(css, "{") != strings.Count(css, "}") {
		t.Errorf("broken style sheet:\n%s", css)
	}
	colours := regexp.MustCompile(`[;{]color:light-dark\((#\w{6}),(#\w{6})\)`).FindAllStringSubmatch(css, -1)
	if len(colours) != 1+len(codeColours) {
		t.Fatalf("%d colours of %d", len(colours), 1+len(codeColours))
	}
	for _, c := range colours {
		for i, backgrounds := range [2][]string{{"#f3f4f1", "#fbfbf9"}, {"#15181a", "#1c2023"}} {
			for _, background := range backgrounds {
				if ratio := contrast(t, c[i+1], background); ratio < 4.5 {
					t.Errorf("%s on %s has a contrast of %.2f", c[i+1], background, ratio)
				}
			}
		}
	}
	var again strings.Builder
	ChromaCSS(&again)
	if again.String() != css {
		t.Error("two style sheets differ")
	}
}

// contrast is the ratio of WCAG 2.2.
func contrast(t *testing.T, a, b string) float64 {
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + .05) / (min(x, y) + .05)
}

func luminance(t *testing.T, colour string) float64 {
	var rgb [3]int
	if _, err := fmt.Sscanf(colour, "#%02x%02x%02x", &rgb[0], &rgb[1], &rgb[2]); err != nil {
		t.Fatal(err)
	}
	sum := 0.0
	for i, weight := range []float64{.2126, .7152, .0722} {
		c := float64(rgb[i]) / 255
		if c <= .04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}
