package archive

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pressmark/generator/annotate"
	"pressmark/generator/source"
	"pressmark/generator/text"
)

// article makes an entry from marked-up text:
//
//	[person Sergei Lavrov]        a name; equal names are one cluster
//	[person#l Lavrov]             a name of the cluster labelled l
//	[role#l Foreign Minister]     a role of that cluster
//	[ref#l he]                    a reference to it
//	[voice#v officials]           a speaker that is no cluster
//	[date=2020-09-01 Tuesday]     a date
//	{l|We agree with [place Minsk].}  a quotation by l; {|…} by nobody
//
// id may have a date before it: "2020-09-01 lavrov".
func article(t testing.TB, id, marked string, tags ...string) *Entry {
	t.Helper()
	e := &Entry{Annotations: &annotate.Annotations{}}
	if date, rest, ok := strings.Cut(id, " "); ok {
		id = rest
		fmt.Sscanf(date, "%d-%d-%d", &e.Date.Year, &e.Date.Month, &e.Date.Day)
	}
	e.ID, e.Path, e.Title, e.Tags = id, id+".md", id, tags
	m := marker{entry: e, labels: map[string]int{}, voices: map[string]text.Span{}}
	for marked != "" {
		marked = m.next(t, marked)
	}
	m.finish()
	body := m.text.String()
	e.Reader = StringText(body)
	at := 0
	for i, p := range strings.Split(body, "\n\n") {
		e.Blocks = append(e.Blocks, source.Block{Span: text.Span{Start: at, End: at + len(p)}, ID: fmt.Sprint("p", i+1)})
		at += len(p) + 2
	}
	e.QuoteIDs = annotate.QuoteIDs(id, body, e.Quotes)
	return e
}

type marker struct {
	entry  *Entry
	text   strings.Builder
	labels map[string]int
	voices map[string]text.Span
	roles  []struct {
		label string
		span  text.Span
	}
	refs, said []struct {
		label string
		span  text.Span
	}
	open []struct {
		label string
		start int
	}
}

type labelled = struct {
	label string
	span  text.Span
}

func (m *marker) next(t testing.TB, s string) string {
	switch s[0] {
	case '{':
		label, rest, _ := strings.Cut(s[1:], "|")
		m.open = append(m.open, struct {
			label string
			start int
		}{label, m.text.Len()})
		return rest
	case '}':
		o := m.open[len(m.open)-1]
		m.open = m.open[:len(m.open)-1]
		m.said = append(m.said, labelled{o.label, text.Span{Start: o.start, End: m.text.Len()}})
		return s[1:]
	case '[':
		end := strings.IndexByte(s, ']')
		tag, words, ok := strings.Cut(s[1:end], " ")
		if !ok {
			t.Fatalf("bad markup %q", s[:end+1])
		}
		span := text.Span{Start: m.text.Len(), End: m.text.Len() + len(words)}
		m.text.WriteString(words)
		m.mark(t, tag, words, span)
		return s[end+1:]
	}
	n := strings.IndexAny(s, "[{}")
	if n < 0 {
		n = len(s)
	}
	m.text.WriteString(s[:n])
	return s[n:]
}

func (m *marker) mark(t testing.TB, tag, words string, span text.Span) {
	name, label, _ := strings.Cut(tag, "#")
	e := m.entry
	if value, ok := strings.CutPrefix(name, "date="); ok {
		e.Dates = append(e.Dates, annotate.Date{Span: span, Value: value, Score: 90})
		return
	}
	switch name {
	case "role":
		m.roles = append(m.roles, labelled{label, span})
		return
	case "ref":
		m.refs = append(m.refs, labelled{label, span})
		return
	case "voice":
		m.voices[label] = span
		return
	case "org":
		name = "organization"
	}
	kind, ok := annotate.KindOf(name)
	if !ok {
		t.Fatalf("bad tag %q", tag)
	}
	if label == "" {
		label = words
	}
	c, ok := m.labels[label]
	if !ok {
		c = len(e.Clusters)
		m.labels[label] = c
		e.Clusters = append(e.Clusters, annotate.Cluster{Kind: kind, Name: span, Of: -1})
	}
	if span.Len() > e.Clusters[c].Name.Len() {
		e.Clusters[c].Name = span
	}
	e.Mentions = append(e.Mentions, annotate.Mention{Span: span, Kind: kind, Cluster: c, Score: 90})
}

func (m *marker) finish() {
	e := m.entry
	for _, r := range m.roles {
		c := &e.Clusters[m.labels[r.label]]
		c.Roles = append(c.Roles, annotate.Role{Span: r.span, Org: -1})
	}
	for _, r := range m.refs {
		e.References = append(e.References, annotate.Reference{Span: r.span, Cluster: m.labels[r.label], Pronoun: true, Score: 80})
	}
	for _, q := range m.said {
		quote := annotate.Quote{Spans: []text.Span{q.span}, Score: 90}
		if c, ok := m.labels[q.label]; ok {
			quote.Speaker = annotate.Speaker{Span: e.Clusters[c].Name, Clusters: []int{c}}
		} else if v, ok := m.voices[q.label]; ok {
			quote.Speaker = annotate.Speaker{Span: v}
		}
		e.Quotes = append(e.Quotes, quote)
	}
	slices.SortFunc(e.Quotes, func(a, b annotate.Quote) int { return cmp.Compare(a.Spans[0].Start, b.Spans[0].Start) })
}

// dump prints all that Resolve made, for comparison.
func dump(a *Archive) string {
	var b strings.Builder
	ref := func(q QuoteRef) string { return fmt.Sprintf("%s:%d", q.Entry.ID, q.Quote) }
	for _, e := range a.Entries {
		fmt.Fprintf(&b, "entry %d %s", e.Index, e.ID)
		for _, entity := range e.Entities {
			if entity == nil {
				b.WriteString(" -")
			} else {
				b.WriteString(" " + entity.ID)
			}
		}
		b.WriteByte('\n')
	}
	for _, e := range a.Entities {
		fmt.Fprintf(&b, "%s %q %q %v was %v country %q absent %v\n", e.ID, e.Name, e.SortName, e.Aliases, e.Was, e.Country, e.Unmentioned)
		for _, r := range e.Roles {
			fmt.Fprintf(&b, "  role %q %d %s %s\n", r.Text, r.Count, r.First.Entry.ID, r.Last.Entry.ID)
		}
		for _, m := range e.Mentions {
			fmt.Fprintf(&b, "  %s %v %v\n", m.Entry.ID, m.Span, m.Reference)
		}
		for _, q := range e.Quotes {
			fmt.Fprintf(&b, "  says %s\n", ref(q))
		}
		for _, q := range e.About {
			fmt.Fprintf(&b, "  about %s\n", ref(q))
		}
		for _, r := range e.Reasons {
			fmt.Fprintf(&b, "  %s\n", r)
		}
		for _, c := range a.Company(e, 0) {
			fmt.Fprintf(&b, "  with %s %d %d %d %d\n", c.Entity.ID, c.Passages, c.Articles, c.Quotes, c.Score)
		}
	}
	for _, v := range a.Voices {
		fmt.Fprintf(&b, "voice %q %d\n", v.Words, len(v.Quotes))
	}
	b.WriteString(SuggestionsYAML(a.Suggestions()))
	for _, d := range a.Dates() {
		fmt.Fprintf(&b, "date %s %s %d\n", d.Value, d.Entry.ID, d.Date)
	}
	return b.String()
}

// ids lists the entities, sorted, with their names.
func ids(a *Archive) string {
	var out []string
	for _, e := range a.Entities {
		out = append(out, e.ID)
	}
	return strings.Join(out, " ")
}

func authority(t testing.TB, content string) *Authority {
	t.Helper()
	a, err := LoadAuthority("entities.yaml", []byte(content))
	if err != nil {
		t.Fatal(err)
	}
	return a
}
