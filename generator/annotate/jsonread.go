package annotate

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"pressmark/generator/text"
)

// ReadRecord reads one line of JSON Lines as NewRecord's result is printed.
// Fields that it does not know are left out.
func ReadRecord(line []byte) (*Record, error) {
	r := &Record{}
	if err := json.Unmarshal(line, r); err != nil {
		return nil, err
	}
	return r, nil
}

// Annotations are the inverse of NewRecord. s must be the record's text; every
// offset must lie within it. Without "clusters", those are made of the
// mentions of one entity, and have neither roles nor groups' places.
func (r *Record) Annotations(s string) (*Annotations, error) {
	if r.Text != s {
		return nil, errors.New("the text is another")
	}
	in := &recordReader{at: Bytes(s), clusters: map[string]int{}, text: s, a: &Annotations{}}
	in.readClusters(r)
	in.readNames(r)
	in.readDates(r)
	for i := range r.Quotes {
		in.readQuote(&r.Quotes[i])
	}
	if in.err != nil {
		return nil, in.err
	}
	slices.SortStableFunc(in.a.Quotes, func(x, y Quote) int { return cmp.Compare(x.Spans[0].Start, y.Spans[0].Start) })
	return in.a, nil
}

// Bytes gives the byte offset of each code point of s, and the length of s at
// the end.
func Bytes(s string) []int {
	at := make([]int, 0, len(s)+1)
	for i := range s {
		at = append(at, i)
	}
	return append(at, len(s))
}

// In is the span in bytes, where at is what Bytes gave of the text. It reports
// false for one that does not lie within the text.
func (s SpanRecord) In(at []int) (text.Span, bool) {
	if s.Start < 0 || s.End < s.Start || s.End >= len(at) {
		return text.Span{}, false
	}
	return text.Span{Start: at[s.Start], End: at[s.End]}, true
}

// QuoteKindOf is the inverse of QuoteKind.String.
func QuoteKindOf(name string) (QuoteKind, bool) {
	at := slices.Index(quoteKindNames[:], name)
	return QuoteKind(max(at, 0)), at >= 0
}

var otherDate = regexp.MustCompile(`^[0-9]{4}-W(0[1-9]|[1-4][0-9]|5[0-3])$|^[0-9]{3}X$`)

// ValidDate reports whether s is in one of the forms of Date.Value.
func ValidDate(s string) bool {
	for _, form := range []string{time.DateOnly, "2006-01", "2006"} {
		if _, err := time.Parse(form, s); err == nil {
			return true
		}
	}
	return otherDate.MatchString(s)
}

type recordReader struct {
	text     string
	at       []int
	clusters map[string]int // by the record's entity ids
	a        *Annotations
	err      error // the first
}

func (in *recordReader) fail(problem string, args ...any) {
	if in.err == nil {
		in.err = fmt.Errorf(problem, args...)
	}
}

func (in *recordReader) span(s SpanRecord) text.Span {
	span, ok := s.In(in.at)
	if !ok || span.Len() == 0 {
		in.fail("the span %d to %d is not within the text, which has %d code points", s.Start, s.End, len(in.at)-1)
	}
	return span
}

func (in *recordReader) kind(name string) Kind {
	kind, ok := KindOf(name)
	if !ok {
		in.fail("%q is no type of name", name)
	}
	return kind
}

// cluster is the number of an entity that the record has named.
func (in *recordReader) cluster(id string) int {
	c, ok := in.clusters[id]
	if !ok {
		in.fail("the entity %q is not among those of the record", id)
	}
	return c
}

func (in *recordReader) optional(id string) int {
	if id == "" {
		return -1
	}
	return in.cluster(id)
}

func (in *recordReader) readClusters(r *Record) {
	for _, c := range r.Clusters {
		if _, twice := in.clusters[c.Entity]; twice || c.Entity == "" {
			in.fail("the cluster %q is there twice", c.Entity)
		}
		in.clusters[c.Entity] = len(in.a.Clusters)
		in.a.Clusters = append(in.a.Clusters, Cluster{Kind: in.kind(c.Type), Name: in.span(c.Name), Of: -1})
	}
	for i, c := range r.Clusters {
		in.a.Clusters[i].Of = in.optional(c.Of)
		for _, role := range c.Roles {
			in.a.Clusters[i].Roles = append(in.a.Clusters[i].Roles, Role{in.span(role.SpanRecord), in.optional(role.Org)})
		}
	}
}

func (in *recordReader) readNames(r *Record) {
	for _, e := range r.Entities {
		m := Mention{Span: in.span(e.SpanRecord), Kind: in.kind(e.Type), Score: int(e.Score)}
		if in.err != nil {
			return
		}
		id := e.Entity
		if id == "" {
			id = "\x00" + e.Type + "\x00" + strings.ToLower(m.Span.In(in.text))
		}
		c, known := in.clusters[id]
		if !known {
			c = len(in.a.Clusters)
			in.clusters[id] = c
			in.a.Clusters = append(in.a.Clusters, Cluster{Kind: m.Kind, Name: m.Span, Of: -1})
		} else if r.Clusters == nil && m.Span.Len() > in.a.Clusters[c].Name.Len() {
			in.a.Clusters[c].Name = m.Span
		}
		m.Cluster = c
		in.a.Mentions = append(in.a.Mentions, m)
	}
	slices.SortStableFunc(in.a.Mentions, func(x, y Mention) int { return cmp.Compare(x.Span.Start, y.Span.Start) })
	for i := 1; i < len(in.a.Mentions); i++ {
		if in.a.Mentions[i].Span.Start < in.a.Mentions[i-1].Span.End {
			in.fail("two names overlap: %q and %q", in.a.Mentions[i-1].Span.In(in.text), in.a.Mentions[i].Span.In(in.text))
		}
	}
	for _, ref := range r.References {
		in.a.References = append(in.a.References, Reference{in.span(ref.SpanRecord), in.cluster(ref.Entity), ref.Pronoun, int(ref.Score)})
	}
	slices.SortStableFunc(in.a.References, func(x, y Reference) int { return cmp.Compare(x.Span.Start, y.Span.Start) })
}

func (in *recordReader) readDates(r *Record) {
	for _, d := range slices.Concat(r.Dates, r.Periods) {
		if !ValidDate(d.Value) {
			in.fail("%q is no date", d.Value)
		}
		in.a.Dates = append(in.a.Dates, Date{in.span(d.SpanRecord), d.Value, d.Anchored, int(d.Score), d.Rule})
	}
	slices.SortStableFunc(in.a.Dates, func(x, y Date) int { return cmp.Compare(x.Span.Start, y.Span.Start) })
}

func (in *recordReader) readQuote(record *QuoteRecord) {
	q := Quote{Score: int(record.Score), Rule: record.Rule}
	kind, ok := QuoteKindOf(record.Kind)
	if !ok || len(record.Spans) == 0 {
		in.fail("the quotation %s has the kind %q and %d spans", record.ID, record.Kind, len(record.Spans))
		return
	}
	q.Kind = kind
	for _, s := range record.Spans {
		q.Spans = append(q.Spans, in.span(s))
	}
	if record.Cue != nil {
		q.Cue = in.span(*record.Cue)
	}
	if s := record.Speaker; s != nil {
		q.Speaker = Speaker{Span: in.span(s.SpanRecord), Unnamed: s.Unnamed}
		for _, id := range slices.Concat([]string{s.Entity}, s.Others) {
			if id != "" {
				q.Speaker.Clusters = append(q.Speaker.Clusters, in.cluster(id))
			}
		}
	}
	in.a.Quotes = append(in.a.Quotes, q)
}
