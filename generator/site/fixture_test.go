package site

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"pressmark/generator/annotate"
	"pressmark/generator/archive"
	"pressmark/generator/source"
	"pressmark/generator/text"
	"pressmark/templates"
)

// Articles of a small archive, written for the tests. Marks in the text are
// taken out by annotated: {name|person} is a name, {he>Ada Brook} a reference,
// {Tuesday=2021-03-02} a date.
var fixture = map[string]string{
	"bill.md": `---
title: River Bill Passes in Northfield
date: 2021-03-03
byline: [Jo Lind, Max Ferro]
source: Northfield Gazette
url: https://gazette.example/river
tags: [rivers, Town Hall]
aliases: [/old/river.html, /river/]
---

Mayor {Ada Brook|person} said the bill would “save the {Wend|place}” for {Northfield|place} on {Tuesday=2021-03-02}.

“We have waited nine years for this,” {Brook|person} told the {River Council|organization}. “It was worth it.”

The opposition claimed the vote was rushed. {She>Ada Brook} rejected opposition calls to vote again. {Northfield|place} last changed its charter in {1987=1987}.

## What the law says

- A list with **bold words**, *emphasis* and a [link](https://example.com/a?b=1&c=2 "Title").
- See [the other article](flood.txt) and [a missing one](nowhere.md).

` + "```go\ngreeting := \"<b>\" // said\n```\n",
	"flood.txt": `Flood Reaches Northfield

The {Wend|place} rose over its banks in {Northfield|place} on {1 March 2021=2021-03-01}, {Ada Brook|person} said.

“Nobody was hurt,” said {Tom Ash|person} of the {River Council|organization}. The week of {last week=2021-W08} had been dry.

Read More: Why Rivers Rise

Source: Read Full Article`,
	"undated.txt": `A Note on Names

{Northfield|place} has two bridges. {Tom Ash|person} keeps the keys.`,
	"hostile.md": `---
title: "<script>alert('t')</script> \"quoted\" & 'done'"
date: 2020-12-31
source: "<img src=x onerror=alert(1)>"
byline: ["</title><script>alert(2)</script>"]
tags: ["<b>tag</b>", "javascript:alert(3)"]
---

[click](javascript:alert(7)) <script>alert(8)</script> and <img src=x onerror=alert(9)>.
`,
	"names.txt": `"><script>alert('n')</script>

{<script>alert(4)</script>|person} said {"><img src=x onerror=alert(5)>|place} was ” onmouseover=alert(6) “ on {"'<i>=2020-12-30}.`,
	"headline.txt": `Mayor Says “No More Floods” This Year

{Ada Brook|person} spoke in {Northfield|place}.`,
	"bare.txt": `Weather

Rain.`,
}

var fixtureSidecars = map[string]string{
	"flood.txt":    "date: 2021-03-02\ndate_by: archive\ndate_note: the text names the day before\n",
	"headline.txt": "date: 2021-04-01\n",
	"bare.txt":     "date: 2019-05\n",
	"names.txt":    "date: 2020-12-31\n",
}

// fixtureQuotes are the quotations, by article: the words of their spans, the
// verb, the speaker's words and whom they stand for.
var fixtureQuotes = map[string][]struct {
	spans        []string
	kind         annotate.QuoteKind
	cue, speaker string
	who          string
	score        int
}{
	"bill": {
		{[]string{"the bill would “save the Wend” for Northfield"}, annotate.Mixed, "said", "Mayor Ada Brook", "Ada Brook", 90},
		{[]string{"“We have waited nine years for this,”", "“It was worth it.”"}, annotate.Direct, "told", "Brook", "Ada Brook", 99},
		{[]string{"the vote was rushed"}, annotate.Indirect, "claimed", "The opposition", "", 85},
		{[]string{"opposition calls to vote again"}, annotate.Indirect, "rejected", "She", "Ada Brook", 60},
		{[]string{"to vote again"}, annotate.Indirect, "calls", "opposition", "", 50},
	},
	"flood": {
		{[]string{"The Wend rose over its banks in Northfield on 1 March 2021"}, annotate.Indirect, "said", "Ada Brook", "Ada Brook", 85},
		{[]string{"“Nobody was hurt,”"}, annotate.Direct, "said", "Tom Ash of the River Council", "Tom Ash", 99},
	},
	"headline": {
		{[]string{"“No More Floods”"}, annotate.Direct, "Says", "Mayor", "Ada Brook", 90},
	},
	"names": {
		{[]string{"was ” onmouseover=alert(6) “"}, annotate.Indirect, "said", "<script>alert(4)</script>", "<script>alert(4)</script>", 85},
	},
}

const fixtureAuthority = `entities:
  - id: place/northfield
    name: Northfield
    description: market town on the Wend
    wikidata: Q7058903
    coordinates: [52.5, -1.25]
    country: GB
    was: [place/north-field]
  - id: place/wend
    name: Wend
    coordinates: [52.4, -1.5]
`

// A kept text is an article's, held in memory.
type kept string

func (k kept) Slice(s text.Span) string { return string(k)[s.Start:s.End] }

// annotated takes the marks out of a text and returns where the names stood.
func annotated(marked string) (string, []struct{ words, what string }) {
	var marks []struct{ words, what string }
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(marked, "{")
		b.WriteString(before)
		inner, after, closed := strings.Cut(rest, "}")
		i := strings.LastIndexAny(inner, "|=>")
		if !found || !closed || i < 0 || strings.ContainsAny(inner, "\n") {
			if found {
				b.WriteString("{")
				marked = rest
				continue
			}
			return b.String(), marks
		}
		b.WriteString(inner[:i])
		marks = append(marks, struct{ words, what string }{inner[:i], inner[i:]})
		marked = after
	}
}

// fixtureArchive reads, annotates by hand and resolves the articles.
func fixtureArchive(t testing.TB, files map[string]string) (*archive.Archive, Options) {
	t.Helper()
	return fixtureDated(t, files, fixtureSidecars)
}

func fixtureDated(t testing.TB, files, sidecars map[string]string) (*archive.Archive, Options) {
	t.Helper()
	articles := map[string]*source.Article{}
	var entries []*archive.Entry
	for _, name := range sortedKeys(files) {
		plain, marks := annotated(files[name])
		var side []byte
		if s := sidecars[name]; s != "" {
			side = []byte(s)
		}
		a, err := source.Parse(name, []byte(plain), side)
		if err != nil {
			t.Fatal(err)
		}
		e := &archive.Entry{Meta: a.Meta, Annotations: fixtureAnnotations(t, a, marks), Headline: a.Headline, Blocks: a.Blocks, Reader: kept(a.Text)}
		e.QuoteIDs = annotate.QuoteIDs(a.ID, a.Text, e.Quotes)
		articles[a.ID] = a
		entries = append(entries, e)
	}
	authority, err := archive.LoadAuthority("entities.yaml", []byte(fixtureAuthority))
	if err != nil {
		t.Fatal(err)
	}
	return archive.Resolve(entries, authority), Options{Formats: []string{"jsonl", "csv", "w3c", "tei"}, PerArticle: []string{"tei"}, DataLicence: "CC-BY-4.0",
		Title: "Test Archive", Description: "Articles made up for tests.", Report: "https://issues.example.net/",
		Load:   func(e *archive.Entry) (*source.Article, error) { return articles[e.ID], nil },
		Assets: fstest.MapFS{"pressmark.css": {Data: []byte("a{}")}, "pressmark.js": {Data: []byte(";")}, "mark.svg": {Data: []byte("<svg/>")}, "world.svg": {Data: []byte("<svg/>")}},
	}
}

func fixtureAnnotations(t testing.TB, a *source.Article, marks []struct{ words, what string }) *annotate.Annotations {
	t.Helper()
	out := &annotate.Annotations{}
	clusters := map[string]int{}
	at := a.Body.Start
	find := func(words string, from int) text.Span {
		i := strings.Index(a.Text[from:], words)
		if i < 0 {
			t.Fatalf("%s: no %q after %d in %q", a.ID, words, from, a.Text)
		}
		return text.Span{Start: from + i, End: from + i + len(words)}
	}
	for _, m := range marks {
		span := find(m.words, at)
		at = span.End
		value := m.what[1:]
		switch m.what[0] {
		case '=':
			out.Dates = append(out.Dates, annotate.Date{Span: span, Value: value, Score: 90, Anchored: value != m.words, Rule: "counted from the article’s date"})
		case '>':
			out.References = append(out.References, annotate.Reference{Span: span, Cluster: clusters[value], Pronoun: true, Score: 80})
		default:
			kind, ok := annotate.KindOf(value)
			if !ok {
				t.Fatalf("no kind %q", value)
			}
			full := m.words
			for name := range clusters {
				if strings.HasSuffix(name, " "+full) {
					full = name
				}
			}
			c, ok := clusters[full]
			if !ok {
				c = len(out.Clusters)
				clusters[full] = c
				out.Clusters = append(out.Clusters, annotate.Cluster{Kind: kind, Name: span, Of: -1})
				if i := span.Start - len("Mayor "); i >= 0 && a.Text[i:span.Start] == "Mayor " {
					out.Clusters[c].Roles = []annotate.Role{{Span: text.Span{Start: i, End: i + 5}, Org: -1}}
				}
			}
			out.Mentions = append(out.Mentions, annotate.Mention{Span: span, Kind: kind, Cluster: c, Score: 95})
		}
	}
	from := a.Body.Start
	quotes := fixtureQuotes[a.ID]
	if i := strings.Index(a.Text, " claimed that "); i > 0 && len(quotes) == 0 {
		// A quotation to the end of the sentence, by all before the verb.
		start := strings.LastIndex(a.Text[:i], "\n") + 1
		end := i + strings.Index(a.Text[i:], ".")
		out.Quotes = append(out.Quotes, annotate.Quote{Kind: annotate.Indirect, Score: 70, Cue: text.Span{Start: i + 1, End: i + 8},
			Spans: []text.Span{{Start: i + 9, End: end}}, Speaker: annotate.Speaker{Span: text.Span{Start: start, End: i}}})
		for name, c := range clusters {
			if name == a.Text[start:i] {
				out.Quotes[0].Speaker.Clusters = []int{c}
			}
		}
	}
	for _, q := range quotes {
		quote := annotate.Quote{Kind: q.kind, Score: q.score, Rule: "test"}
		if strings.Contains(a.Headline.In(a.Text), q.spans[0]) {
			from = 0
		}
		for _, words := range q.spans {
			quote.Spans = append(quote.Spans, find(words, from))
		}
		near := max(quote.Spans[0].Start-62, from)
		quote.Cue = find(q.cue, near)
		quote.Speaker.Span = find(q.speaker, near)
		if q.who != "" {
			quote.Speaker.Clusters = []int{clusters[q.who]}
		}
		out.Quotes = append(out.Quotes, quote)
	}
	return out
}

// rendered is every file of a site, by path.
func rendered(t testing.TB, a *archive.Archive, o Options) map[string]string {
	t.Helper()
	s, err := Plan(a, o)
	if err != nil {
		t.Fatal(err)
	}
	r, err := NewRenderer(templates.FS, s, o)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, p := range s.Pages {
		var b bytes.Buffer
		if err := r.Render(&b, p); err != nil {
			t.Fatalf("%s: %v", p.URL, err)
		}
		files[p.Path] = b.String()
	}
	return files
}
