package export

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"pressmark/generator/annotate"
	"pressmark/generator/archive"
	"pressmark/generator/source"
	"pressmark/generator/text"
)

// hostile is what a text may hold: characters that end strings, tags, fields
// and scripts in one format or another, some that XML and databases cannot
// hold, and astral ones, which count once.
const hostile = "=SUM(1) \U0001F680 <b>&amp;</script> \x00\x0b\x1f \"quoted\"; 'x' ]]> \u2028 {brace \\ % $ \uFFFE"

// entry makes an article. Marks are the words of the text, each found after the
// one before it of its sort.
type sketch struct {
	id, title, body string
	date            string
	names           []string // "person:Ada Brook", the same words are one cluster
	dates           []string // "Tuesday=2021-03-02"
	quotes          []sketchQuote
}

type sketchQuote struct {
	spans        []string
	kind         annotate.QuoteKind
	cue, speaker string
	who          string // the words of a name
}

func (s sketch) entry(t testing.TB) *archive.Entry {
	t.Helper()
	e := &archive.Entry{Annotations: &annotate.Annotations{}}
	e.ID, e.Path, e.Title, e.Slug, e.Tags = s.id, s.id+".txt", s.title, text.Slug(s.title, 0), []string{"@tag", hostile}
	e.Byline, e.Source, e.URL, e.Summary = []string{"Jo Lind", hostile}, hostile, "https://news.example/a b?x=1&y=2", hostile
	if s.date != "" {
		d, err := source.ParseDate(s.date)
		if err != nil {
			t.Fatal(err)
		}
		e.Date = d
	}
	whole := s.title + "\n\n" + s.body
	e.Headline = text.Span{End: len(s.title)}
	at := len(s.title) + 2
	for i, p := range strings.Split(s.body, "\n\n") {
		e.Blocks = append(e.Blocks, source.Block{Span: text.Span{Start: at, End: at + len(p)}, ID: fmt.Sprint("p", i+1)})
		at += len(p) + 2
	}
	find := func(words string, from int) text.Span {
		i := strings.Index(whole[from:], words)
		if i < 0 {
			t.Fatalf("%s: no %q after %d", s.id, words, from)
		}
		return text.Span{Start: from + i, End: from + i + len(words)}
	}
	clusters := map[string]int{}
	from := 0
	for _, n := range s.names {
		kind, words, _ := strings.Cut(n, ":")
		k, ok := annotate.KindOf(kind)
		if !ok {
			t.Fatal(kind)
		}
		span := find(words, from)
		from = span.End
		c, known := clusters[words]
		if !known {
			c = len(e.Clusters)
			clusters[words] = c
			e.Clusters = append(e.Clusters, annotate.Cluster{Kind: k, Name: span, Of: -1})
		}
		e.Mentions = append(e.Mentions, annotate.Mention{Span: span, Kind: k, Cluster: c, Score: 95})
	}
	for _, d := range s.dates {
		words, value, _ := strings.Cut(d, "=")
		e.Dates = append(e.Dates, annotate.Date{Span: find(words, 0), Value: value, Score: 80})
	}
	for _, q := range s.quotes {
		made := annotate.Quote{Kind: q.kind, Score: 91, Rule: "test"}
		from := 0
		for _, words := range q.spans {
			span := find(words, from)
			from = span.End
			made.Spans = append(made.Spans, span)
		}
		if q.cue != "" {
			made.Cue = find(q.cue, 0)
		}
		if q.speaker != "" {
			made.Speaker.Span = find(q.speaker, 0)
			if c, ok := clusters[q.who]; ok {
				made.Speaker.Clusters = []int{c}
			}
		}
		e.Quotes = append(e.Quotes, made)
	}
	e.QuoteIDs = annotate.QuoteIDs(e.ID, whole, e.Quotes)
	e.Reader = archive.StringText(whole)
	return e
}

var sketches = []sketch{
	{id: "flood", title: "Flood \U0001F30A in Northfield", date: "2021-03-02",
		body: "The Wend rose in Northfield on Tuesday, said Ada Brook, the mayor. “We were \U0001F680 warned,” she said, “in the 1990s”.\n\n" +
			"“Nobody believed it.\n\nNobody in Northfield,” said Ada Brook.",
		names: []string{"place:Northfield", "place:Wend", "place:Northfield", "person:Ada Brook", "place:Northfield", "person:Ada Brook"},
		dates: []string{"Tuesday=2021-03-02", "the 1990s=199X", "\U0001F680 warned=2021-W08"},
		quotes: []sketchQuote{
			{[]string{"The Wend rose in Northfield on Tuesday"}, annotate.Indirect, "said", "Ada Brook, the mayor", "Ada Brook"},
			{[]string{"“We were \U0001F680 warned,”", "“in the 1990s”"}, annotate.Direct, "said", "she", "Ada Brook"},
			{[]string{"“Nobody believed it.\n\nNobody in Northfield,”"}, annotate.Direct, "said", "Ada Brook", "Ada Brook"},
		}},
	{id: "hostile/" + "=1+1", title: hostile, date: "2020-12",
		body:  "Then " + hostile + " said -2+3 loudly.\n\nThe +Minister, @home, spoke.",
		names: []string{"person:" + hostile, "organization:-2+3", "place:+Minister", "group:@home"},
		quotes: []sketchQuote{
			{[]string{"script> \x00\x0b\x1f \"quoted\"; 'x' ]]> \u2028 {brace \\ % $ \uFFFE said -2"}, annotate.Mixed, "said", "-2+3", "-2+3"},
			{[]string{"2+3 loudly"}, annotate.Direct, "", "", ""},
		}},
	{id: "bare", title: "", body: ""},
}

func fixture(t testing.TB, all ...sketch) *Site {
	t.Helper()
	if all == nil {
		all = sketches
	}
	var entries []*archive.Entry
	for _, s := range all {
		entries = append(entries, s.entry(t))
	}
	shown := func(e *archive.Entity) bool { return e != nil && e.HasPage() && e.Kind <= annotate.Place }
	url := func(e *archive.Entity) string { return "https://example.org/" + e.ID + "/" }
	return &Site{
		Archive: archive.Resolve(entries, nil), Title: "Test </title> & Archive", Untitled: "Untitled", Description: "Made up.", Home: "https://example.org/",
		Data: "https://example.org/data/", Absolute: true, Lang: "en", Licence: "CC0-1.0", TextLicence: "all rights reserved", Version: "0.1.0", Temp: t.TempDir(),
		ArticleURL: func(e *archive.Entry) string { return "https://example.org/" + e.ShelfMark() + "/" },
		EntityURL:  url, SubjectID: func(e *archive.Entity) string { return url(e) + "#subject" }, Shown: shown,
		URN: func(kind, id string) string { return "urn:uuid:6ba7b811-9dad-11d1-80b4-00c04fd430c8" },
	}
}

// written are the files of some formats, by name.
func written(t testing.TB, s *Site, formats ...string) map[string]string {
	t.Helper()
	files := map[string]string{}
	for _, g := range Plan(s, formats) {
		writeGroup(t, g, func(f *File) string { return f.Name }, files)
	}
	return files
}

// beside are the files of the articles, by the id and the name.
func beside(t testing.TB, s *Site, formats ...string) map[string]string {
	t.Helper()
	files := map[string]string{}
	for _, e := range s.Archive.Entries {
		writeGroup(t, PerArticle(s, e, formats), func(f *File) string { return e.ID + "/" + f.Name }, files)
	}
	return files
}

func writeGroup(t testing.TB, g *Group, name func(*File) string, into map[string]string) {
	t.Helper()
	buffers := make([]bytes.Buffer, len(g.Files))
	out := make([]io.Writer, len(g.Files))
	for i := range buffers {
		out[i] = &buffers[i]
	}
	if err := g.Write(out); err != nil {
		t.Fatal(err)
	}
	for i, f := range g.Files {
		into[name(f)] = buffers[i].String()
	}
}
