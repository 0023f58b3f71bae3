package source

import (
	"bytes"
	"io"
	"strings"
	"testing"
)

// body renders the body of a Markdown text without front matter, on one line.
func body(t *testing.T, a *Article, r Render) string {
	t.Helper()
	return strings.ReplaceAll(checkBody(t, a, r), ">\n", ">")
}

func TestMarkdown(t *testing.T) {
	for _, c := range []struct{ name, content, text, html, warning string }{
		{"title from heading", "# A *b* `c` &amp; d\n\nx", "A b c & d\n\nx", `<p id="p1" class="opening">x</p>`, ""},
		{"heading set off by a line", "A\n===\n\nx", "A\n\nx", `<p id="p1" class="opening">x</p>`, ""},
		{"title repeated", "---\ntitle: A B\n---\n# a b\n\nx", "A B\n\nx", `<p id="p1" class="opening">x</p>`, ""},
		{"other heading", "---\ntitle: A\n---\n# B\n\n## C\n\nx", "A\n\nB\n\nC\n\nx", `<h2 id="p1">B</h2><h3 id="p2">C</h3><p id="p3">x</p>`, ""},
		{"heading after the beginning", "x\n\n# A\n\ny", "A\n\nx\n\ny", `<p id="p1" class="opening">x</p><p id="p2">y</p>`, ""},
		{"title from file name", "x", "The harbour\n\nx", `<p id="p1" class="opening">x</p>`, ""},
		{"title only", "# A", "A", ``, ""},
		{"headings skip no level", "# T\n\n## A\n\n#### B\n\n###### C\n\n## D", "T\n\nA\n\nB\n\nC\n\nD", `<h2 id="p1">A</h2><h3 id="p2">B</h3><h4 id="p3">C</h4><h2 id="p4">D</h2>`, ""},
		{"empty headings go", "# T\n\n##\n\nx", "T\n\nx", `<p id="p1" class="opening">x</p>`, ""},
		{"emphasis", "# T\n\na *b **c*** ~~d~~ _e_", "T\n\na b c d e", `<p id="p1" class="opening">a <em>b <strong>c</strong></em> <del>d</del> <em>e</em></p>`, ""},
		{"escapes", "# T\n\n\\*a\\* &lt;b&gt; &copy;&#8364;&#x41; &bogus; \\& <>", "T\n\n*a* <b> ©€A &bogus; & <>", `<p id="p1" class="opening">*a* &lt;b&gt; ©€A &amp;bogus; &amp; &lt;&gt;</p>`, ""},
		{"quotation marks stay", "# T\n\n\"a\" 'b' -- ... “c”", "T\n\n\"a\" 'b' -- ... “c”", `<p id="p1" class="opening">"a" 'b' -- ... “c”</p>`, ""},
		{"line breaks", "# T\n\na  \nb\\\nc\nd<br>e", "T\n\na\nb\nc\nd\ne", "<p id=\"p1\" class=\"opening\">a<br>b<br>c\nd<br>e</p>", ""},
		{"code", "# T\n\na`b`c ``d ` e``\n\n    f <g>\n\nh", "T\n\na\uFFFCc \uFFFC\n\n\uFFFC\n\nh", "<p id=\"p1\" class=\"opening\">a<code>b</code>c <code>d ` e</code></p><pre id=\"p2\" class=\"chroma\" tabindex=\"0\"><code>f &lt;g&gt;\n</code></pre><p id=\"p3\">h</p>", ""},
		{"lists", "# T\n\n- a\n- b\n\n3. c\n4. d\n\n   e", "T\n\na\n\nb\n\nc\n\nd\n\ne", `<ul id="p1"><li>a</li><li>b</li></ul><ol id="p2" start="3"><li><p>c</p></li><li><p>d</p><p>e</p></li></ol>`, ""},
		{"empty items stay, empty lists go", "# T\n\n- a\n-\n- c\n\n***\n\n1.\n2.\n", "T\n\na\n\nc", `<ul id="p1"><li>a</li><li></li><li>c</li></ul><hr>`, ""},
		{"quotation", "# T\n\n> a\n> b\n>\n> c", "T\n\na\nb\n\nc", "<blockquote id=\"p1\"><p>a\nb</p><p>c</p></blockquote>", ""},
		{"table", "# T\n\n| a | b |\n|:-:|--:|\n| c |   |\n| d | *e* |", "T\n\na\n\nb\n\nc\n\nd\n\ne",
			`<section id="p1" class="table-scroll" tabindex="0" aria-label="Table 1"><table class="table"><thead><tr><th scope="col" class="centre">a</th><th scope="col" class="number">b</th></tr></thead><tbody><tr><td class="centre">c</td><td class="number"></td></tr><tr><td class="centre">d</td><td class="number"><em>e</em></td></tr></tbody></table></section>`, ""},
		{"links", "# T\n\n[a](b.md \"c&quot;d\") <http://e.example/> f@g.example [h](#i) [j][k]\n\n[k]: /l\n", "T\n\na http://e.example/ f@g.example h j",
			`<p id="p1" class="opening"><a href="b.md" title="c&#34;d">a</a> <a href="http://e.example/">http://e.example/</a> <a href="mailto:f@g.example">f@g.example</a> <a href="#i">h</a> <a href="/l">j</a></p>`, ""},
		{"dangerous links", "# T\n\n[a](javascript:x) [b](JaVa&#x53;cript:x) [c](data:text/html,x) [d](vbscript&colon;x) <javascript:x>", "T\n\na b c d javascript:x",
			`<p id="p1" class="opening">a b c d javascript:x</p>`, `a.md:3: the address "javascript:x"`},
		{"hidden scheme", "# T\n\n[a](<java\tscript:x>) [b](\\\\evil.example) [c]( javascript:x )", "T\n\na b c", "", "is left out"},
		{"images", "# T\n\n![a *b*](c.png \"d\") ![](https://e.example/f.png) ![g](javascript:x) ![h](mailto:i)", "T\n\n\uFFFC \uFFFC g h",
			`<p id="p1" class="opening"><img src="c.png" alt="a b" title="d" loading="lazy" decoding="async"> <img src="https://e.example/f.png" alt="" loading="lazy" decoding="async"> g h</p>`, "left out"},
		{"empty link goes", "# T\n\na[](b)c", "T\n\nac", `<p id="p1" class="opening">ac</p>`, ""},
		{"raw HTML inline", "# T\n\na <b onclick=x>c</b> <!-- d -->", "T\n\na c ", `<p id="p1" class="opening">a c </p>`, "a.md:3: raw HTML is left out and its text kept, 2 times"},
		{"raw HTML block", "# T\n\n<div>\n<p>a &amp; b</p><script>c</script>\n</div>\n\n<style>d</style>\n\n<!-- e -->", "T\n\na & b", `<p id="p1" class="opening">a &amp; b</p>`, "raw HTML"},
		{"comments are no fault", "# T\n\n<!-- more -->\n\na", "T\n\na", `<p id="p1" class="opening">a</p>`, ""},
		{"footnotes", "# T\n\na[^n] b[^n].\n\n[^n]: c *d*\n", "T\n\na b.\n\nc d",
			`<p id="p1" class="opening">a<sup class="footnote-ref" id="fnref-1"><a href="#fn-1" aria-label="Footnote 1">1</a></sup> b<sup class="footnote-ref" id="fnref-1-2"><a href="#fn-1" aria-label="Footnote 1">1</a></sup>.</p>` +
				`<section id="p2" class="footnotes" aria-label="Footnotes"><ol><li id="fn-1"><p>c <em>d</em> <a class="footnote-back" href="#fnref-1" aria-label="Back to the text">↩</a> <a class="footnote-back" href="#fnref-1-2" aria-label="Back to the text">↩</a></p></li></ol></section>`, ""},
		{"links to headings", "# T\n\n[a](#the-port) [b](#the-port-1)\n\n## The port\n\n## The port", "T\n\na b\n\nThe port\n\nThe port", `<p id="p1" class="opening"><a href="#p2">a</a> <a href="#p3">b</a></p><h2 id="p2">The port</h2><h2 id="p3">The port</h2>`, ""},
		{"TOML", "+++\ntitle = \"A\"\ndate = 2020-09-01\n+++\nx", "A\n\nx", `<p id="p1" class="opening">x</p>`, ""},
		{"JSON", "{\"title\": \"A\"}\n\nx", "A\n\nx", `<p id="p1" class="opening">x</p>`, ""},
		{"braces, no JSON", "{{< figure >}}\n\nx", "The harbour\n\n{{< figure >}}\n\nx", `<p id="p1" class="opening">{{&lt; figure &gt;}}</p><p id="p2">x</p>`, ""},
		{"rule, no front matter", "---\n\nx\n", "The harbour\n\nx", `<hr><p id="p1" class="opening">x</p>`, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := "a.md"
			if strings.HasPrefix(c.text, "The harbour") {
				path = "folder/the-harbour.md"
			}
			a := read(t, path, c.content, "")
			if a.Text != c.text {
				t.Errorf("text\n got %q\nwant %q", a.Text, c.text)
			}
			if got := body(t, a, Render{}); c.html != "" && strings.TrimSpace(got) != c.html {
				t.Errorf("html\n got %s\nwant %s", got, c.html)
			}
			checkWarning(t, a, c.warning)
		})
	}
}

func TestResolve(t *testing.T) {
	a := read(t, "a.md", "# T\n\n[a](b.md#c) [d](../e%20f.txt) [g](h) [i](http://j.example) [k](#l) ![m](n.png) ![o](p.png) [q](//r.example/) [s](?t) [u](</v w>)", "")
	var asked []string
	var b strings.Builder
	a.WriteHTML(&b, Render{Resolve: func(href string) string {
		asked = append(asked, href)
		if href == "h" || href == "p.png" {
			return ""
		}
		return "/x/" + href
	}})
	if want := "b.md#c ../e%20f.txt h n.png p.png ?t /v%20w"; strings.Join(asked, " ") != want {
		t.Errorf("asked for %q", asked)
	}
	want := `<p id="p1" class="opening"><a href="/x/b.md#c">a</a> <a href="/x/../e%20f.txt">d</a> <span>g</span> <a href="http://j.example">i</a> <a href="#l">k</a> <img src="/x/n.png" alt="m" loading="lazy" decoding="async"> o <a href="//r.example/">q</a> <a href="/x/?t">s</a> <a href="/x//v%20w">u</a></p>`
	if got := strings.TrimSpace(b.String()); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestAnchor(t *testing.T) {
	a := read(t, "a.md", "# T\n\nx\n\n## Sport & *culture*, 2019\n", "")
	if got := a.Anchor("sport--culture-2019"); got != "p2" {
		t.Errorf("got %q", got)
	}
	if a.Anchor("none") != "" {
		t.Error("an anchor that isn't there")
	}
}

func TestBlockAttrsAndAfter(t *testing.T) {
	a := read(t, "a.md", "# T\n\nx\n\n```go\ny\n```\n\n***\n\n| z |\n|---|\n", "")
	var b bytes.Buffer
	err := a.WriteHTML(&b, Render{
		After: func(w io.Writer, block int) error {
			_, err := io.WriteString(w, "[after "+blockID(block)+"]")
			return err
		},
		BlockAttrs: func(block int) []Attr { return []Attr{{"class", "y"}, {"id", "no"}, {"data-n", blockID(block)}} },
	})
	want := `<p id="p1" class="opening y" data-n="p1">x</p>[after p1]<pre id="p2" class="chroma y" tabindex="0" data-n="p2"><code><span class="nx">y</span></code></pre>[after p2]<hr><section id="p3" class="table-scroll y" tabindex="0" aria-label="Table 1" data-n="p3"><table class="table"><thead><tr><th scope="col">z</th></tr></thead></table></section>[after p3]`
	if got := strings.ReplaceAll(b.String(), "\n", ""); err != nil || got != want {
		t.Errorf("got  %s, %v\nwant %s", got, err, want)
	}
	if err := a.WriteHTML(&b, Render{After: func(io.Writer, int) error { return io.ErrShortWrite }}); err != io.ErrShortWrite {
		t.Errorf("the caller's error is lost: %v", err)
	}
}
