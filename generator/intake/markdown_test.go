package intake

import (
	"strings"
	"testing"
)

// TestMarkdown holds the writer of Markdown to what each element becomes.
func TestMarkdown(t *testing.T) {
	for _, test := range []struct{ html, want string }{
		{"<p>One.</p><p>Two<br>lines.</p>", "One.\n\nTwo\\\nlines."},
		{"Bare <b>words</b> and<div>a block</div>after", "Bare **words** and\n\na block\n\nafter"},
		{"<h1>Top</h1><h3>Deep #</h3>", "## Top\n\n### Deep \\#"},
		{"<blockquote><p>It is safe.</p><p>Go.</p></blockquote>", "> It is safe.\n>\n> Go."},
		{"<ul><li>one<li>two<ul><li>nested</ul></ul>", "- one\n\n- two\n\n  - nested"},
		{"<ul><li>one</li><li><p>two</p></li></ul>", "- one\n- two"},
		{"<ol start=4><li>four<li>five</ol>", "4. four\n5. five"},
		{"<p>a <em> spaced </em>word</p>", "a *spaced* word"},
		{"<p>in<b>“side”</b>word</p>", "in“side”word"},
		{"<p><b>“Yes,”</b> he said</p>", "**“Yes,”** he said"},
		{"<p><i>a</i><i>b</i></p>", "*a*b"},
		{"<p>5 * 3 * 2, [x], a_b, _c_, <i>&lt;tag&gt;</i> &amp;amp; AT&amp;T</p>", `5 \* 3 \* 2, \[x\], a_b, \_c\_, *\<tag>* \&amp; AT\&T`},
		{"<p># no heading</p><p>1. no list</p><p>- no list</p><p>+ no</p><p>&gt; no</p>", "\\# no heading\n\n1\\. no list\n\n\\- no list\n\n\\+ no\n\n\\> no"},
		{"<p>Title<br>===<br>---</p>", "Title\\\n\\===\\\n\\---"},
		{`<p><a href="https://example.org/a b(c)">the <b>paper</b></a></p>`, "[the **paper**](https://example.org/ab%28c%29)"},
		{`<p><a href="javascript:alert(1)">bad</a> <a href="#x">here</a> <a href="mailto:a@example.org">mail</a></p>`, "bad here [mail](mailto:a@example.org)"},
		{`<p><a href="JaVa&#10;Script:alert(1)">bad</a> <a href="data:text/html,x">worse</a></p>`, "bad worse"},
		{`<a href="/x"><p>a block in a link</p></a>`, "a block in a link"},
		{`<figure><img src="https://example.org/p.jpg" alt="A [bridge]"><figcaption>The bridge, <i>today</i></figcaption></figure>`, "![A \\[bridge\\]](https://example.org/p.jpg)\n\nThe bridge, *today*"},
		{`<figure><img src="data:image/gif;base64,R0" data-src="https://example.org/lazy.jpg" alt=""></figure>`, "![](https://example.org/lazy.jpg)"},
		{"<pre>a &lt; b\n  ```\n</pre>", "````\na < b\n  ```\n````"},
		{"<p>call <code>f(`x`)</code></p>", "call ``f(`x`)``"},
		{"<table><tr><th>Town<th>Votes</tr><tr><td>A|B<td>1</tr><tr><td>C<td>2<td>3</tr></table>", "| Town | Votes |  |\n| --- | --- | --- |\n| A\\|B | 1 |  |\n| C | 2 | 3 |"},
		{"<table><tr><td><p>Layout</p></td></tr></table>", "Layout"},
		{"<p>He said <q>yes</q>.</p><hr><p>End</p>", "He said “yes”.\n\n***\n\nEnd"},
		{"<dl><dt>Term<dd>Meaning</dl>", "**Term**\n\nMeaning"},
		{"<script>x</script><style>x</style><p>a<!-- c --><noscript>n</noscript></p><p hidden>h</p><p style='display: NONE'>h</p>", "a"},
		{"<p>one<br><br>two</p>", "one\n\ntwo"},
		{"<p><b>one<br><br>two</b></p>", "**one\\\n\\\ntwo**"},
		{"<p> </p><p><b> </b></p><ul></ul><blockquote></blockquote>", ""},
		{"<p>gone <del>old</del> new H<sub>2</sub>O</p>", "gone ~~old~~ new H2O"},
	} {
		it := &Item{}
		it.setHTML(test.html)
		if got := strings.TrimSuffix(it.Body, "\n"); got != test.want {
			t.Errorf("%s\ngives %q,\nnot   %q", test.html, got, test.want)
		}
		checkReadsBack(t, test.html, it)
	}
}

// checkReadsBack makes a seed of an item, and sees that it reads as it should.
func checkReadsBack(t *testing.T, input string, it *Item) {
	t.Helper()
	if it.Skip != "" || strings.TrimSpace(it.Words) == "" {
		return
	}
	it.Title = "Title"
	o := &Options{}
	o.makeSeed("html", &Record{File: "x"}, it)
	if it.Skip != "" && it.Skip != "it has no text" && !strings.HasPrefix(it.Skip, "a build would refuse it") {
		t.Errorf("%q: skipped: %s", input, it.Skip)
	}
	for _, d := range it.Doubts {
		if strings.Contains(d, "reads otherwise") || strings.Contains(d, "raw HTML") {
			t.Errorf("%q\ngives %q: %s", input, it.Body, d)
		}
	}
}

func FuzzHTML(f *testing.F) {
	for _, s := range []string{"<p>a<b>b</b>*c*</p>", "<ul><li>a<ol><li>b", "<table><tr><td>a|b<td>`c<tr><td>d<td>e", "<a href='x'><i>a</i>b</a>", "<p>1<i>. </i>a", "www.example.org_ http://a.b/c_d* e@f.gh",
		"<b>a<br><br>b", "a\u00a0\u00a0b", "<blockquote>- a<blockquote>1) b", "<h2>a #</h2>", "<del>~a~</del>", "<i>a</i>b<b>c</b>", "[^1]: a", "<pre>\n\na", "&amp;lt; &#38;#42;", "!<a href=http://a.b>x</a>", "<q>a<i>b</i></q>", "\\<b>*</b>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		hurry(t, s)
		it := &Item{}
		it.setHTML(s)
		checkReadsBack(t, s, it)
		text := &Item{}
		text.setText(s)
		checkReadsBack(t, s, text)
	})
}
