package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pressmark/generator/fault"
	"pressmark/generator/text"
)

// hurry stops the program, with the input to blame, if it takes too long.
func hurry(t *testing.T, input any) {
	timer := time.AfterFunc(20*time.Second, func() { panic(fmt.Sprintf("too slow: %q", input)) })
	t.Cleanup(func() { timer.Stop() })
}

// checkArticle holds an article to what the other packages rely on.
func checkArticle(t *testing.T, a *Article, err error) {
	t.Helper()
	if err != nil {
		for _, f := range fault.List(err) {
			if f.Path == "" || f.Problem == "" || f.Path == "pressmark" {
				t.Fatalf("not a good fault: %v", f)
			}
		}
		var f *fault.Fault
		if a != nil || !errors.As(err, &f) {
			t.Fatalf("error without a fault, or with an article: %v", err)
		}
		return
	}
	if !utf8.ValidString(a.Text) || strings.ContainsFunc(a.Text, isControl) {
		t.Fatalf("text %q is not clean", a.Text)
	}
	if a.Title == "" || a.Headline.In(a.Text) != a.Title || strings.Contains(a.Title, "\n") {
		t.Fatalf("title %q, headline %v of %q", a.Title, a.Headline, a.Text)
	}
	if a.Slug == "" || strings.ContainsAny(a.Slug, "/\\.?#% \"<>") || len(a.Slug) > 255 {
		t.Fatalf("slug %q", a.Slug)
	}
	if a.Body.End != len(a.Text) || a.Body.Len() > 0 && a.Text[a.Headline.End:a.Body.Start] != "\n\n" || a.Body.Len() == 0 && len(a.Text) != a.Headline.End {
		t.Fatalf("body %v, headline %v of %q", a.Body, a.Headline, a.Text)
	}
	end := a.Headline.End
	for i, b := range a.Blocks {
		if b.Span.Len() <= 0 || b.Span.Start != end+2 || a.Text[end:b.Span.Start] != "\n\n" || b.ID != blockID(i) {
			t.Fatalf("block %d is %v %q after %d in %q", i, b.Span, b.ID, end, a.Text)
		}
		end = b.Span.End
	}
	if end != len(a.Text) {
		t.Fatalf("blocks end at %d of %d in %q", end, len(a.Text), a.Text)
	}
	for _, w := range a.Warnings {
		if !w.Warning || w.Path == "" {
			t.Fatalf("warning %+v", w)
		}
	}
	checkBody(t, a, Render{})
}

// checkBody renders and compares the words.
func checkBody(t *testing.T, a *Article, r Render) string {
	t.Helper()
	var b bytes.Buffer
	if err := a.WriteHTML(&b, r); err != nil {
		t.Fatal(err)
	}
	words, err := readHTML(b.String())
	if err != nil {
		t.Fatalf("%v\n%s\nmarks %v\ntext %q", err, b.String(), r.Marks, a.Text)
	}
	if want := a.Body.In(a.Text); !sameWords(words, want) {
		t.Fatalf("body reads\n%q, not\n%q:\n%s\nmarks %v\ninserts %v", words, want, b.String(), r.Marks, r.Inserts)
	}
	return b.String()
}

func FuzzFrontMatter(f *testing.F) {
	for _, s := range []string{"title: x\ndate: 2020-09-01\ntags: [a, b]", "a: &x [*x]", "title = 'x'\ndate = 2020-09-01\n[author]\nname = 'y'",
		"\"title\": \"x\", \"tags\": [\"a\", null, {\"name\": 1}]", "? [a]\n: b", "date: 0000-00-00", "title: |\n  a\n  b\nTitle: c", "<<: {a: b}", "aliases: [/a/../b, //c]"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		hurry(t, s)
		for _, file := range []string{"---\n" + s + "\n---\nBody.\n", "+++\n" + s + "\n+++\nBody.\n", "{" + s + "}\nBody.\n"} {
			a, err := Parse("a/b.md", []byte(file), nil)
			checkArticle(t, a, err)
		}
		a, err := Parse("b.txt", []byte("Title\n\nBody."), []byte(s))
		checkArticle(t, a, err)
	})
}

func FuzzPlain(f *testing.F) {
	for _, s := range []string{seedLike, "A\nB\n\nRead More: x\ny\n\nSource: z", "\xff\xfea\x00\n\x00b\x00", "a\x92b", "---\ntitle: x\n---\ny", "Read more:\n- a\n- b", "By A B\nBy C D\n\nSource: Source:"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		hurry(t, content)
		a, err := Parse("folder/name.txt", content, nil)
		checkArticle(t, a, err)
	})
}

func FuzzMarkdown(f *testing.F) {
	for _, s := range []string{markdownSample, "# a\n\n- \n- b\n\n  c\n\n|a|b|\n|-|-|\n||", "[^1]\n\n[^1]: ", "*a [b **c](d) e**", "<p\n>x", "a<br>b<br><br>c\\\nd", "&#1;&nbsp;&amp;lt;", "<!-- x -->", "![a](b)![](c)[![d](e)](f)", "***\n> ---\n", "`` ` `` ` `"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		hurry(t, content)
		a, err := Parse("folder/name.md", content, nil)
		checkArticle(t, a, err)
	})
}

func FuzzMarks(f *testing.F) {
	f.Add(markdownSample, []byte{5, 40, 0, 7, 30, 1, 10, 60, 2})
	f.Add(markdownSample, []byte{0, 255, 1, 20, 21, 3, 22, 90, 1, 22, 90, 0, 22, 22, 3})
	f.Add("a *b [c **d** e](f) g* h[^1]\n\n[^1]: i", []byte{3, 9, 1, 5, 11, 1, 5, 6, 3, 9, 9, 3, 13, 20, 1})
	f.Fuzz(func(t *testing.T, content string, marks []byte) {
		hurry(t, content)
		a, err := Parse("name.md", []byte("---\ntitle: T\n---\n"+content), nil)
		if err != nil {
			return
		}
		r, quiet := fuzzedMarks(a, marks)
		html := checkBody(t, a, r)
		if err := a.WriteHeadline(io.Discard, r); err != nil {
			t.Fatal(err)
		}
		// Every insert in the body is printed, once.
		if n := strings.Count(html, `class="insert"`); quiet && n > len(r.Inserts) {
			t.Fatalf("%d inserts of %d", n, len(r.Inserts))
		}
	})
}

// fuzzedMarks reads marks and inserts from bytes, three each.
func fuzzedMarks(a *Article, marks []byte) (Render, bool) {
	tags := []string{"mark", "a", "span"}
	var r Render
	for i := 0; i+2 < len(marks); i += 3 {
		start, end := int(marks[i]), int(marks[i+1])
		if len(a.Text) > 255 {
			start, end = start*len(a.Text)/255, end*len(a.Text)/255
		}
		id := Attr{"id", "m" + blockID(i)}
		if kind := int(marks[i+2]) % 4; kind < 3 {
			r.Marks = append(r.Marks, Mark{Span: text.Span{Start: start, End: end}, Tag: tags[kind], Attrs: []Attr{id, {"href", "/x"}, {"class", "\"<&>"}}, Rank: int(marks[i+2]) / 4})
		} else {
			r.Inserts = append(r.Inserts, Insert{At: start, Tag: "a", Text: "1", Attrs: []Attr{{"class", "insert"}, {"href", "#1"}}})
		}
	}
	return r, true
}
