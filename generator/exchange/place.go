package exchange

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"pressmark/generator/annotate"
	"pressmark/generator/fault"
	"pressmark/generator/text"
)

// certain is the score of what others have marked: they know.
const certain = 100

// Annotations puts a document's marks on the text of the article that it is of.
// Those that do not find their words are left out, each with a warning.
func (d *Doc) Annotations(article string) (*annotate.Annotations, []*fault.Fault) {
	p := &placer{doc: d, text: article, at: annotate.Bytes(article), a: &annotate.Annotations{}, clusters: map[string]int{}}
	p.shift = p.shifted()
	marks := d.Marks
	if d.Tokens != nil {
		marks = p.align()
	}
	p.names(marks)
	p.dates(marks)
	p.quotes(marks)
	return p.a, p.faults
}

type placer struct {
	doc      *Doc
	text     string
	at       []int // bytes of code points
	shift    int   // what is to be added to the document's positions; -1 if they mean nothing here
	a        *annotate.Annotations
	clusters map[string]int
	faults   []*fault.Fault
	runes    []rune // of the document's own text, if it was asked for
}

func (p *placer) warn(line, col int, advice, problem string, args ...any) {
	f := fault.New(p.doc.Path, line, col, advice, problem, args...)
	f.Warning = true
	p.faults = append(p.faults, f)
}

// shifted says how the document's text lies in the article's: as it is, or as
// one part that stands there once.
func (p *placer) shifted() int {
	own := p.doc.Text
	if own == nil || *own == p.text {
		return 0
	}
	i := strings.Index(p.text, *own)
	if *own == "" || i < 0 || strings.Contains(p.text[i+1:], *own) {
		return -1
	}
	return utf8.RuneCountInString(p.text[:i])
}

// find is where a place is in the text.
func (p *placer) find(place Place) (text.Span, bool) {
	start, end := place.Start, place.End
	if start >= 0 && p.shift >= 0 && end > start && end+p.shift < len(p.at) {
		span := text.Span{Start: p.at[start+p.shift], End: p.at[end+p.shift]}
		if place.Exact == "" || plain(span.In(p.text)) == plain(place.Exact) {
			return span, true
		}
	}
	return p.once(p.inWords(place))
}

// inWords is a place by the words of the document's own text, with what is
// around them, if it has only positions.
func (p *placer) inWords(place Place) Place {
	if place.Exact != "" || p.doc.Text == nil || place.Start < 0 {
		return place
	}
	if p.runes == nil {
		p.runes = []rune(*p.doc.Text)
	}
	start, end := place.Start, place.End
	if end > len(p.runes) || end <= start {
		return place
	}
	const around = 32
	place.Exact = string(p.runes[start:end])
	place.Prefix, place.Suffix = string(p.runes[max(0, start-around):start]), string(p.runes[end:min(len(p.runes), end+around)])
	return place
}

// plain is words as brat shows them, on one line.
func plain(s string) string { return strings.Join(strings.Fields(s), " ") }

// once finds words by what is around them, if they stand there once.
func (p *placer) once(place Place) (text.Span, bool) {
	if place.Exact == "" {
		return text.Span{}, false
	}
	whole := place.Prefix + place.Exact + place.Suffix
	i := strings.Index(p.text, whole)
	if i < 0 || strings.Contains(p.text[i+1:], whole) {
		return text.Span{}, false
	}
	start := i + len(place.Prefix)
	return text.Span{Start: start, End: start + len(place.Exact)}, true
}

// spans are where a mark stands; it reports false, and warns, if a piece of it
// does not.
func (p *placer) spans(m *Mark) ([]text.Span, bool) {
	var all []text.Span
	for _, place := range m.Spans {
		span, ok := p.find(place)
		if !ok {
			p.warn(m.Line, m.Col, "mark it again in the article as it is now", "the article does not have %s there", p.inWords(place))
			return nil, false
		}
		all = append(all, span)
	}
	slices.SortFunc(all, func(a, b text.Span) int { return cmp.Compare(a.Start, b.Start) })
	return all, len(all) > 0
}

// cluster is the number of somebody who is named by these words.
func (p *placer) cluster(kind annotate.Kind, entity string, span text.Span) int {
	key := entity
	if key == "" {
		key = "\x00" + kind.String() + "\x00" + strings.ToLower(plain(span.In(p.text)))
	}
	c, known := p.clusters[key]
	if !known {
		c = len(p.a.Clusters)
		p.clusters[key] = c
		p.a.Clusters = append(p.a.Clusters, annotate.Cluster{Kind: kind, Name: span, Of: -1})
	} else if span.Len() > p.a.Clusters[c].Name.Len() {
		p.a.Clusters[c].Name = span
	}
	return c
}

func (p *placer) names(marks []Mark) {
	for i := range marks {
		m := &marks[i]
		if m.Is != "name" {
			continue
		}
		kind, known := annotate.KindOf(m.Kind)
		spans, ok := p.spans(m)
		if !ok || !known {
			continue
		}
		span := text.Span{Start: spans[0].Start, End: spans[len(spans)-1].End} // a name in pieces is taken with what is between
		p.a.Mentions = append(p.a.Mentions, annotate.Mention{Span: span, Kind: kind, Cluster: p.cluster(kind, m.Entity, span), Score: certain})
	}
	slices.SortStableFunc(p.a.Mentions, func(a, b annotate.Mention) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(b.Span.End, a.Span.End))
	})
	// Of names within names the outer stays; the clusters of the others too, for
	// somebody may be named elsewhere.
	end := 0
	p.a.Mentions = slices.DeleteFunc(p.a.Mentions, func(m annotate.Mention) bool {
		if m.Span.Start < end {
			return true
		}
		end = m.Span.End
		return false
	})
	p.dropUnnamed()
}

// dropUnnamed leaves out clusters that no name is left of.
func (p *placer) dropUnnamed() {
	used := make([]bool, len(p.a.Clusters))
	longest := make([]text.Span, len(p.a.Clusters))
	for _, m := range p.a.Mentions {
		used[m.Cluster] = true
		if m.Span.Len() > longest[m.Cluster].Len() {
			longest[m.Cluster] = m.Span
		}
	}
	number := make([]int, len(used))
	var kept []annotate.Cluster
	for i, c := range p.a.Clusters {
		number[i] = len(kept)
		if used[i] {
			c.Name = longest[i]
			kept = append(kept, c)
		}
	}
	p.a.Clusters = kept
	for key, c := range p.clusters {
		if p.clusters[key] = number[c]; !used[c] {
			delete(p.clusters, key)
		}
	}
	for i := range p.a.Mentions {
		p.a.Mentions[i].Cluster = number[p.a.Mentions[i].Cluster]
	}
}

func (p *placer) dates(marks []Mark) {
	for i := range marks {
		m := &marks[i]
		if m.Is != "date" || m.Value == "" {
			continue // what day it is, the file does not say
		}
		if spans, ok := p.spans(m); ok {
			if !annotate.ValidDate(m.Value) {
				p.warn(m.Line, m.Col, "write 2020-09-01, 2020-09, 2020, 2020-W36 or 202X", "%q is no date", m.Value)
				continue
			}
			p.a.Dates = append(p.a.Dates, annotate.Date{Span: text.Span{Start: spans[0].Start, End: spans[len(spans)-1].End}, Value: m.Value, Score: certain})
		}
	}
	slices.SortStableFunc(p.a.Dates, func(a, b annotate.Date) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
}

func (p *placer) quotes(marks []Mark) {
	byID := map[string]int{}
	for i := range marks {
		m := &marks[i]
		if m.Is != "quotation" {
			continue
		}
		spans, ok := p.spans(m)
		if !ok {
			continue
		}
		q := annotate.Quote{Spans: spans, Kind: p.quoteKind(m.Kind, spans), Score: certain, Rule: "given"}
		if m.ID != "" {
			byID[m.ID] = len(p.a.Quotes)
		}
		p.a.Quotes = append(p.a.Quotes, q)
	}
	for i := range marks {
		m := &marks[i]
		if m.Is != "cue" && m.Is != "speaker" || m.Of == "" {
			continue
		}
		n, known := byID[m.Of]
		spans, ok := p.spans(m)
		if !known || !ok {
			continue
		}
		whole := text.Span{Start: spans[0].Start, End: spans[len(spans)-1].End}
		if m.Is == "cue" {
			p.a.Quotes[n].Cue = whole
			continue
		}
		p.a.Quotes[n].Speaker = annotate.Speaker{Span: whole, Clusters: p.speakers(m, whole)}
	}
	slices.SortStableFunc(p.a.Quotes, func(a, b annotate.Quote) int { return cmp.Compare(a.Spans[0].Start, b.Spans[0].Start) })
}

// speakers are those whom a speaker's words name, or whom the mark says.
func (p *placer) speakers(m *Mark, span text.Span) []int {
	if c, ok := p.clusters[m.Entity]; ok && m.Entity != "" && c < len(p.a.Clusters) {
		return []int{c}
	}
	var all []int
	for _, n := range p.a.Mentions {
		if span.Contains(n.Span) && n.Kind == annotate.Person && !slices.Contains(all, n.Cluster) {
			all = append(all, n.Cluster)
		}
	}
	if all != nil {
		return all
	}
	for _, n := range p.a.Mentions {
		if span.Contains(n.Span) && n.Kind == annotate.Organization {
			return []int{n.Cluster}
		}
	}
	return nil
}

// quoteKind is how words are quoted, by what the file says, else by their marks.
func (p *placer) quoteKind(name string, spans []text.Span) annotate.QuoteKind {
	if kind, ok := annotate.QuoteKindOf(name); ok {
		return kind
	}
	marked := 0
	for _, s := range spans {
		r, _ := utf8.DecodeRuneInString(s.In(p.text))
		if strings.ContainsRune("\"“”„«‘'‚‹", r) {
			marked++
		}
	}
	switch marked {
	case len(spans):
		return annotate.Direct
	case 0:
		return annotate.Indirect
	}
	return annotate.Mixed
}

// align finds the words of CoNLL in the text, one after the other with nothing
// but white space between, and makes marks of the names.
func (p *placer) align() []Mark {
	var marks []Mark
	offsets := text.NewOffsets(p.text)
	at := 0
	for _, t := range p.doc.Tokens {
		for at < len(p.text) {
			r, size := utf8.DecodeRuneInString(p.text[at:])
			if !unicode.IsSpace(r) && r != '\uFFFC' {
				break
			}
			at += size
		}
		length := 0
		for _, form := range t.forms() {
			if strings.HasPrefix(p.text[at:], form) {
				length = max(length, len(form))
			}
		}
		if length == 0 {
			next, _, _ := strings.Cut(p.text[at:], " ")
			p.warn(t.Line, 1, "make the columns of the article as it is now; until then what follows is left out", "the article goes on with %q, not %q", next, t.Words)
			return marks
		}
		from, to := offsets.CodePoints(at), offsets.CodePoints(at+length)
		switch {
		case t.Kind == "":
		case t.Begin || len(marks) == 0:
			marks = append(marks, Mark{Line: t.Line, Col: 1, Is: "name", Kind: t.Kind, Spans: []Place{{Start: from, End: to}}})
		default:
			marks[len(marks)-1].Spans[0].End = to
		}
		at += length
	}
	return marks
}
