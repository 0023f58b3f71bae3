package source

import (
	"bytes"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"

	"pressmark/generator/text"
)

// newsMarkdown is an article of about 400 words as newsrooms write them.
var newsMarkdown = "---\ntitle: \"City council: the new pier\"\ndate: 2019-09-14\nbyline: Demo desk\nsource: Demo archive\ntags: [background, harbour, councils]\nlang: en\nsummary: The council voted on Monday.\n---\n\n" +
	strings.Repeat("The council of a small [port](port.md) praised Mayor Ida Holm’s plan for a new pier on Monday. “We should build it *before* the winter storms,” Holm said after the session. About 400 people live in the port, which lies between two larger towns on the coast, and most of them came to listen.\n\n", 8)

func BenchmarkRead(b *testing.B) {
	for _, c := range []struct{ name, path, content string }{
		{"markdown", "a.md", newsMarkdown},
		{"plain", "a.txt", seedLike + strings.Repeat("\nAbout 400 people live in the port, which lies between two larger towns on the coast.\n", 20)},
	} {
		b.Run(c.name, func(b *testing.B) {
			content := []byte(c.content)
			b.SetBytes(int64(len(content)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Parse(c.path, content, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkWriteHTML(b *testing.B) {
	a, err := Parse("a.md", []byte(newsMarkdown), nil)
	if err != nil {
		b.Fatal(err)
	}
	var r Render
	for i := range 60 {
		start := a.Body.Start + i*a.Body.Len()/61
		r.Marks = append(r.Marks, Mark{Span: text.Span{Start: start, End: start + 9 + i%3*40}, Tag: []string{"a", "mark", "span"}[i%3], Attrs: []Attr{{"class", "person"}, {"href", "/people/x/"}}})
	}
	for _, c := range []struct {
		name   string
		render Render
	}{{"bare", Render{}}, {"marked", r}} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(a.Body.Len()))
			b.ReportAllocs()
			for b.Loop() {
				a.WriteHTML(io.Discard, c.render)
			}
		})
	}
}

// BenchmarkGoldmark is what to compare with: goldmark alone, to HTML.
func BenchmarkGoldmark(b *testing.B) {
	markdown := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.Linkify, extension.Footnote))
	content := []byte(newsMarkdown[strings.Index(newsMarkdown, "---\n\n")+4:])
	var out bytes.Buffer
	b.SetBytes(int64(len(content)))
	b.ReportAllocs()
	for b.Loop() {
		out.Reset()
		markdown.Convert(content, &out)
	}
}

func BenchmarkSeeds(b *testing.B) {
	seeds := os.DirFS("../../seeds")
	paths, err := List(seeds)
	if err != nil || len(paths) == 0 {
		b.Skip("no seeds here")
	}
	for b.Loop() {
		for _, path := range paths {
			a, err := Read(seeds, path)
			if err != nil {
				b.Fatal(err)
			}
			a.WriteHTML(io.Discard, Render{})
		}
	}
	b.ReportMetric(float64(b.N*len(paths))/b.Elapsed().Seconds(), "articles/s")
}
