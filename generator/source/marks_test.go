package source

import (
	"strings"
	"testing"

	"pressmark/generator/text"
)

// mark makes a mark around the first place where words stand in the body.
func mark(t *testing.T, a *Article, words, tag string, attrs ...Attr) Mark {
	t.Helper()
	at := strings.Index(a.Text[a.Body.Start:], words)
	if at < 0 {
		t.Fatalf("%q is not in %q", words, a.Text)
	}
	at += a.Body.Start
	return Mark{Span: text.Span{Start: at, End: at + len(words)}, Tag: tag, Attrs: attrs}
}

func TestMarks(t *testing.T) {
	id := func(s string) Attr { return Attr{"id", s} }
	href := Attr{"href", "/x"}
	type marked struct {
		words, tag string
		attrs      []Attr
		rank       int
	}
	for _, c := range []struct {
		name, content string
		marks         []marked
		inserts       []string // behind these words
		want          string
	}{
		{"one", "a b c", []marked{{"b", "a", []Attr{href}, 0}}, nil, `<p>a <a href="/x">b</a> c</p>`},
		{"none inside a block", "a b", []marked{{"", "mark", nil, 0}}, nil, `<p>a b</p>`},
		{"values are escaped", "a", []marked{{"a", "a", []Attr{{"title", "\"<&>"}, {"hidden", ""}}, 0}}, nil, `<p><a title="&#34;&lt;&amp;&gt;" hidden>a</a></p>`},
		{"nested", "a b c d", []marked{{"b c", "mark", nil, 0}, {"c", "a", []Attr{href}, 0}}, nil, `<p>a <mark>b <a href="/x">c</a></mark> d</p>`},
		{"same place, by rank", "a b", []marked{{"b", "a", []Attr{href}, 2}, {"b", "mark", nil, 1}}, nil, `<p>a <mark><a href="/x">b</a></mark></p>`},
		{"overlapping", "a b c d", []marked{{"a b c", "mark", []Attr{id("q")}, 0}, {"c d", "span", []Attr{id("s")}, 0}}, nil, `<p><mark id="q">a b <span id="s">c</span></mark><span> d</span></p>`},
		{"link in link", "a b c", []marked{{"a b c", "a", []Attr{href}, 0}, {"b", "a", []Attr{href, {"class", "k"}, {"rel", "x"}}, 0}}, nil, `<p><a href="/x">a <span class="k">b</span> c</a></p>`},
		{"overlapping links", "a b c", []marked{{"a b", "a", []Attr{href}, 0}, {"b c", "a", []Attr{href}, 0}}, nil, `<p><a href="/x">a <span>b</span></a><a href="/x"> c</a></p>`},
		{"adjacent links", "ab", []marked{{"a", "a", []Attr{href}, 0}, {"b", "a", []Attr{href}, 0}}, nil, `<p><a href="/x">a</a><a href="/x">b</a></p>`},
		{"around emphasis", "a *b* c", []marked{{"a b c", "mark", nil, 0}}, nil, `<p><mark>a <em>b</em> c</mark></p>`},
		{"just around emphasis", "a *b* c", []marked{{"b", "mark", nil, 0}}, nil, `<p>a <mark><em>b</em></mark> c</p>`},
		{"into emphasis", "a *b c* d", []marked{{"a b", "mark", []Attr{id("q")}, 0}}, nil, `<p><mark id="q">a </mark><em><mark>b</mark> c</em> d</p>`},
		{"out of emphasis", "a *b c* d", []marked{{"c d", "mark", []Attr{id("q")}, 0}}, nil, `<p>a <em>b <mark id="q">c</mark></em><mark> d</mark></p>`},
		{"around a link", "a [b](c) d", []marked{{"a b d", "mark", nil, 0}}, nil, `<p><mark>a <a href="c">b</a> d</mark></p>`},
		{"link around a link", "a [b](c) d", []marked{{"a b d", "a", []Attr{href, id("q")}, 0}}, nil, `<p><a href="/x" id="q">a </a><a href="c"><span>b</span></a><a href="/x"> d</a></p>`},
		{"link in a link of the article", "[a b](c)", []marked{{"b", "a", []Attr{href, {"class", "k"}}, 0}}, nil, `<p><a href="c">a <span class="k">b</span></a></p>`},
		{"over line breaks", "a  \nb\nc", []marked{{"a\nb\nc", "mark", nil, 0}}, nil, "<p><mark>a<br>\nb\nc</mark></p>"},
		{"over blocks", "a b\n\nc\n\nd e", []marked{{"b\n\nc\n\nd", "mark", []Attr{id("q"), {"class", "k"}}, 0}}, nil, `<p>a <mark id="q" class="k">b</mark></p><p><mark class="k">c</mark></p><p><mark class="k">d</mark> e</p>`},
		{"over cells", "| a | b |\n|---|---|\n| c | d |", []marked{{"b\n\nc", "mark", nil, 0}}, nil, `<section class="table-scroll" tabindex="0" aria-label="Table 1"><table class="table"><thead><tr><th scope="col">a</th><th scope="col"><mark>b</mark></th></tr></thead><tbody><tr><td><mark>c</mark></td><td>d</td></tr></tbody></table></section>`},
		{"around code", "a `b` c", []marked{{"a \uFFFC c", "mark", nil, 0}}, nil, `<p><mark>a <code>b</code> c</mark></p>`},
		{"characters of HTML", "a < b & c", []marked{{"< b &", "mark", nil, 0}}, nil, `<p>a <mark>&lt; b &amp;</mark> c</p>`},
		{"insert behind a mark", "a b c", []marked{{"b", "mark", nil, 0}}, []string{"b"}, `<p>a <mark>b</mark><sup>1</sup> c</p>`},
		{"insert at the end of a block", "a b\n\nc", []marked{{"b", "mark", nil, 0}}, []string{"b"}, `<p>a <mark>b</mark><sup>1</sup></p><p>c</p>`},
		{"insert in a mark", "a b c", []marked{{"a b c", "mark", []Attr{id("q")}, 0}}, []string{"b"}, `<p><mark id="q">a b<sup>1</sup> c</mark></p>`},
		{"insert in a marked link", "a b c", []marked{{"a b c", "a", []Attr{href, id("q")}, 0}}, []string{"b"}, `<p><a href="/x" id="q">a b</a><sup>1</sup><a href="/x"> c</a></p>`},
		{"insert in a link of the article", "[a b](c) d", nil, []string{"a"}, `<p><a href="c">a b</a><sup>1</sup> d</p>`},
		{"insert behind emphasis", "a *b* c", []marked{{"b", "mark", nil, 0}}, []string{"b"}, `<p>a <mark><em>b</em></mark><sup>1</sup> c</p>`},
		{"insert in emphasis in a marked link", "a *b c* d", []marked{{"a b c d", "a", []Attr{href}, 0}}, []string{"b"}, `<p><a href="/x">a <em>b</em></a><em><sup>1</sup><a href="/x"> c</a></em><a href="/x"> d</a></p>`},
		{"insert before a nested list", "- a\n  - b", nil, []string{"a"}, `<ul><li>a<sup>1</sup><ul><li>b</li></ul></li></ul>`},
		{"two inserts", "a b", nil, []string{"a", "a"}, `<p>a<sup>1</sup><sup>2</sup> b</p>`},
		{"footnote number in a marked link", "a[^1] b\n\n[^1]: c", []marked{{"a b", "a", []Attr{href}, 0}}, nil, `<p><a href="/x">a</a><sup class="footnote-ref" id="fnref-1"><a href="#fn-1" aria-label="Footnote 1">1</a></sup><a href="/x"> b</a></p><section class="footnotes" aria-label="Footnotes"><ol><li id="fn-1"><p>c <a class="footnote-back" href="#fnref-1" aria-label="Back to the text">↩</a></p></li></ol></section>`},
		{"emphasis at the head of a block", "x\n\n*b* c", []marked{{"b", "mark", nil, 0}}, nil, `<p>x</p><p><mark><em>b</em></mark> c</p>`},
		{"emphasis that begins with a number", "a *[^1]b*\n\n[^1]: c", []marked{{"a b", "a", []Attr{href}, 0}}, nil, `<p><a href="/x">a </a><em><sup class="footnote-ref" id="fnref-1"><a href="#fn-1" aria-label="Footnote 1">1</a></sup><a href="/x">b</a></em></p><section class="footnotes" aria-label="Footnotes"><ol><li id="fn-1"><p>c <a class="footnote-back" href="#fnref-1" aria-label="Back to the text">↩</a></p></li></ol></section>`},
		{"link taken back keeps its id", "*[^1]b*\n\n[^1]: c", []marked{{"b", "a", []Attr{href, id("q")}, 0}}, nil, `<p><em><sup class="footnote-ref" id="fnref-1"><a href="#fn-1" aria-label="Footnote 1">1</a></sup><a href="/x" id="q">b</a></em></p><section class="footnotes" aria-label="Footnotes"><ol><li id="fn-1"><p>c <a class="footnote-back" href="#fnref-1" aria-label="Back to the text">↩</a></p></li></ol></section>`},
		{"border within a character", "é b", []marked{{"\xc3", "mark", nil, 0}}, nil, `<p>é b</p>`},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := read(t, "a.md", "---\ntitle: T\n---\n"+c.content, "")
			var r Render
			for _, m := range c.marks {
				one := mark(t, a, m.words, m.tag, m.attrs...)
				one.Rank = m.rank
				r.Marks = append(r.Marks, one)
			}
			for i, words := range c.inserts {
				r.Inserts = append(r.Inserts, Insert{At: mark(t, a, words, "").Span.End, Tag: "sup", Text: string(rune('1' + i))})
			}
			var b strings.Builder
			if err := a.WriteHTML(&b, r); err != nil {
				t.Fatal(err)
			}
			got := strings.NewReplacer(">\n", ">", ` class="opening"`, "").Replace(b.String())
			got = strings.ReplaceAll(got, "<br>", "<br>\n")
			for i := range a.Blocks {
				got = strings.Replace(got, ` id="`+blockID(i)+`"`, "", 1)
			}
			if got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestWriteSpan(t *testing.T) {
	a := read(t, "a.md", "# Ann & Bo\n\na `b` *c* d\n\ne", "")
	var b strings.Builder
	span := mark(t, a, "c d\n\ne", "").Span
	r := Render{Marks: []Mark{mark(t, a, "d\n\ne", "mark"), {Span: text.Span{Start: 0, End: 3}, Tag: "a", Attrs: []Attr{{"href", "/ann"}}}}}
	a.WriteSpan(&b, span.Start-5, span.End, r)
	b.WriteByte('|')
	a.WriteHeadline(&b, r)
	if want := "  c <mark>d\n\ne</mark>|<a href=\"/ann\">Ann</a> &amp; Bo"; b.String() != want {
		t.Errorf("got  %s\nwant %s", b.String(), want)
	}
}

func TestBlockAt(t *testing.T) {
	a := read(t, "a.txt", "T\n\nab\n\ncd", "")
	for at, want := range map[int]int{0: -1, 1: -1, 2: -1, 3: 0, 4: 0, 5: 0, 6: -1, 7: 1, 9: 1, 10: -1} {
		if got := a.BlockAt(at); got != want {
			t.Errorf("BlockAt(%d) = %d, want %d", at, got, want)
		}
	}
}
