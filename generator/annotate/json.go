package annotate

import (
	"encoding/json"
	"fmt"
	"strings"

	"pressmark/generator/text"
)

// A Record is one article's annotations as published: JSON, one object a line,
// offsets in Unicode code points, ends exclusive.
type Record struct {
	ID       string         `json:"id"`
	Date     string         `json:"date,omitempty"`
	Text     string         `json:"text"`
	Entities []EntityRecord `json:"entities"`
	Dates    []DateRecord   `json:"dates"`
	Periods  []DateRecord   `json:"periods,omitempty"` // weeks and decades, which fix no day, month or year
	Quotes   []QuoteRecord  `json:"quotes"`

	// What a reader of the rest can do without, and a build from records needs.
	Clusters   []ClusterRecord   `json:"clusters,omitempty"`
	References []ReferenceRecord `json:"references,omitempty"`
}

// ClusterRecord is one of those whom the text names: the fullest name, what the
// text calls it, and of a group, whose it is.
type ClusterRecord struct {
	Entity string       `json:"entity"`
	Type   string       `json:"type"`
	Name   SpanRecord   `json:"name"`
	Of     string       `json:"of,omitempty"`
	Roles  []RoleRecord `json:"roles,omitempty"`
}

// RoleRecord is a title or description, with the entity that it names.
type RoleRecord struct {
	SpanRecord
	Org string `json:"org,omitempty"`
}

// ReferenceRecord is a pronoun or description that stands for an entity.
type ReferenceRecord struct {
	SpanRecord
	Entity  string  `json:"entity"`
	Pronoun bool    `json:"pronoun,omitempty"`
	Score   hundred `json:"score"`
}

// SpanRecord is a span in code points.
type SpanRecord struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// EntityRecord is one mention of a name.
type EntityRecord struct {
	SpanRecord
	Type   string  `json:"type"`
	Entity string  `json:"entity,omitempty"`
	Name   string  `json:"name,omitempty"`
	Score  hundred `json:"score"`
}

// DateRecord is one date as written, with its value.
type DateRecord struct {
	SpanRecord
	Value    string  `json:"value"`
	Anchored bool    `json:"anchored,omitempty"`
	Score    hundred `json:"score"`
	Rule     string  `json:"rule,omitempty"` // how the value was found
}

// QuoteRecord is one quotation.
type QuoteRecord struct {
	ID      string         `json:"id"`
	Kind    string         `json:"kind"`
	Spans   []SpanRecord   `json:"spans"`
	Cue     *SpanRecord    `json:"cue"`
	Speaker *SpeakerRecord `json:"speaker"`
	Score   hundred        `json:"score"`
	Rule    string         `json:"rule,omitempty"`
}

// SpeakerRecord is who says a quotation, as written, and who that is.
type SpeakerRecord struct {
	SpanRecord
	Entity  string   `json:"entity,omitempty"`
	Others  []string `json:"others,omitempty"`  // further entities of a plural speaker
	Unnamed bool     `json:"unnamed,omitempty"` // speaks for the entity without being named
}

// hundred is a number of hundredths, printed as a decimal fraction so that
// every machine prints the same.
type hundred int

func (h hundred) MarshalJSON() ([]byte, error) {
	return fmt.Appendf(nil, "%d.%02d", int(h)/100, int(h)%100), nil
}

func (h *hundred) UnmarshalJSON(data []byte) error {
	var f float64
	if err := json.Unmarshal(data, &f); err != nil {
		return err
	}
	*h = hundred(f*100 + 0.5)
	return nil
}

// Namer says which entity a cluster is, as "kind/slug", and its name.
type Namer func(cluster int) (id, name string)

// NewRecord makes the published form of annotations of s. With a nil namer,
// clusters get ids from their own names, unique within the article.
func NewRecord(id, date, s string, a *Annotations, namer Namer) *Record {
	if namer == nil {
		namer = a.localNames(s)
	}
	offsets := text.NewOffsets(s)
	span := func(t text.Span) SpanRecord {
		return SpanRecord{offsets.CodePoints(t.Start), offsets.CodePoints(t.End)}
	}
	r := &Record{ID: id, Date: date, Text: s, Entities: []EntityRecord{}, Dates: []DateRecord{}, Quotes: []QuoteRecord{}}
	for _, m := range a.Mentions {
		e := EntityRecord{SpanRecord: span(m.Span), Type: m.Kind.String(), Score: hundred(m.Score)}
		if m.Cluster >= 0 {
			e.Entity, e.Name = namer(m.Cluster)
		}
		r.Entities = append(r.Entities, e)
	}
	for _, d := range a.Dates {
		record := DateRecord{span(d.Span), d.Value, d.Anchored, hundred(d.Score), d.Rule}
		if d.Period() {
			r.Periods = append(r.Periods, record)
		} else {
			r.Dates = append(r.Dates, record)
		}
	}
	r.addClusters(a, span, namer)
	ids := QuoteIDs(id, s, a.Quotes)
	for i := range a.Quotes {
		r.Quotes = append(r.Quotes, quoteRecord(&a.Quotes[i], ids[i], span, namer))
	}
	return r
}

// addClusters adds what joins the names: who they are within the article.
func (r *Record) addClusters(a *Annotations, span func(text.Span) SpanRecord, namer Namer) {
	named := func(cluster int) string {
		if cluster < 0 {
			return ""
		}
		id, _ := namer(cluster)
		return id
	}
	for i := range a.Clusters {
		c := &a.Clusters[i]
		record := ClusterRecord{Entity: named(i), Type: c.Kind.String(), Name: span(c.Name), Of: named(c.Of)}
		for _, role := range c.Roles {
			record.Roles = append(record.Roles, RoleRecord{span(role.Span), named(role.Org)})
		}
		r.Clusters = append(r.Clusters, record)
	}
	for _, ref := range a.References {
		r.References = append(r.References, ReferenceRecord{span(ref.Span), named(ref.Cluster), ref.Pronoun, hundred(ref.Score)})
	}
}

func quoteRecord(q *Quote, id string, span func(text.Span) SpanRecord, namer Namer) QuoteRecord {
	record := QuoteRecord{ID: id, Kind: q.Kind.String(), Score: hundred(q.Score), Rule: q.Rule}
	for _, s := range q.Spans {
		record.Spans = append(record.Spans, span(s))
	}
	if !q.Cue.IsZero() {
		cue := span(q.Cue)
		record.Cue = &cue
	}
	if q.Attributed() {
		record.Speaker = &SpeakerRecord{SpanRecord: span(q.Speaker.Span), Unnamed: q.Speaker.Unnamed}
		for i, c := range q.Speaker.Clusters {
			entity, _ := namer(c)
			if i == 0 {
				record.Speaker.Entity = entity
			} else {
				record.Speaker.Others = append(record.Speaker.Others, entity)
			}
		}
	}
	return record
}

// Period reports whether the date is a week or a decade rather than a day,
// month or year.
func (d *Date) Period() bool { return strings.ContainsAny(d.Value, "WX") }

// localNames names clusters by their own words. Of two with one id the second
// gets "-2", and so on.
func (a *Annotations) localNames(s string) Namer {
	ids, names := make([]string, len(a.Clusters)), make([]string, len(a.Clusters))
	taken := map[string]int{}
	for i, c := range a.Clusters {
		names[i] = strings.Join(strings.Fields(c.Name.In(s)), " ")
		id := c.Kind.String() + "/" + text.Slug(names[i], 80)
		taken[id]++
		if n := taken[id]; n > 1 {
			id = fmt.Sprintf("%s-%d", id, n)
		}
		ids[i] = id
	}
	return func(cluster int) (string, string) { return ids[cluster], names[cluster] }
}
