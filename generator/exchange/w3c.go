package exchange

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// annotations reads Web Annotations: one, a page of them, or a collection with
// its first page. Those of one article are one document, wherever in the file
// they stand.
func (f *file) annotations(value json.RawMessage, at int) error {
	f.depth++
	defer func() { f.depth-- }()
	if f.depth > deepest {
		return f.fault(at, "write a Web Annotation, or a page of them", "pages lie in pages, %d deep", f.depth)
	}
	var v struct {
		First json.RawMessage `json:"first"`
		Items json.RawMessage `json:"items"`
	}
	if err := json.Unmarshal(value, &v); err != nil {
		return f.fault(at, "write a Web Annotation, or a page of them", "is no annotation: %v", err)
	}
	inner := func(part json.RawMessage) int { return at + max(0, strings.Index(string(value), string(part))) }
	switch {
	case len(v.First) > 0 && v.First[0] == '{':
		return f.annotations(v.First, inner(v.First))
	case len(v.Items) > 0 && v.Items[0] == '[':
		return each(v.Items, inner(v.Items), func(one json.RawMessage, at int) error { return f.annotations(one, at) })
	case len(v.First) > 0:
		return f.fault(at, "give the files of the pages too", "the collection's annotations are elsewhere")
	}
	return f.annotation(value, at)
}

// one reads what may be a single value or a list of them.
type one[T any] []T

func (o *one[T]) UnmarshalJSON(data []byte) error {
	if len(data) > 0 && data[0] == '[' {
		return json.Unmarshal(data, (*[]T)(o))
	}
	var single T
	if err := json.Unmarshal(data, &single); err != nil {
		return err
	}
	*o = []T{single}
	return nil
}

type w3cBody struct {
	Type, Value, Source, Purpose, ID string
}

// UnmarshalJSON takes an address alone for a body that is what lies there.
func (b *w3cBody) UnmarshalJSON(data []byte) error {
	if len(data) > 0 && data[0] == '"' {
		return json.Unmarshal(data, &b.Source)
	}
	type plain w3cBody
	return json.Unmarshal(data, (*plain)(b))
}

type w3cSelector struct {
	Type                  string
	Exact, Prefix, Suffix string
	Start, End            *int
}

type w3cTarget struct {
	Source   string
	Selector one[w3cSelector]
}

func (t *w3cTarget) UnmarshalJSON(data []byte) error {
	if len(data) > 0 && data[0] == '"' {
		return json.Unmarshal(data, &t.Source)
	}
	type plain w3cTarget
	return json.Unmarshal(data, (*plain)(t))
}

// annotation reads one.
func (f *file) annotation(value json.RawMessage, at int) error {
	var a struct {
		ID        string
		Body      one[w3cBody]
		BodyValue string
		Target    one[w3cTarget]
	}
	const advice = `write {"type": "Annotation", "body": …, "target": {"source": "…", "selector": …}}`
	if err := json.Unmarshal(value, &a); err != nil {
		return f.fault(at, advice, "is no annotation: %v", err)
	}
	if len(a.Target) == 0 || a.Target[0].Source == "" {
		return f.fault(at, advice, "the annotation has no target")
	}
	m := Mark{ID: a.ID}
	m.Line, m.Col = f.position(at)
	if a.BodyValue != "" {
		a.Body = append(a.Body, w3cBody{Value: a.BodyValue})
	}
	taken := f.w3cBodies(&m, a.Body)
	if !taken {
		return nil
	}
	for _, t := range a.Target {
		place := Place{Start: -1, End: -1}
		for _, s := range t.Selector {
			switch s.Type {
			case "TextQuoteSelector":
				place.Exact, place.Prefix, place.Suffix = s.Exact, s.Prefix, s.Suffix
			case "TextPositionSelector":
				if s.Start == nil || s.End == nil {
					return f.fault(at, `write "start" and "end"`, "a TextPositionSelector has no start or no end")
				}
				place.Start, place.End = *s.Start, *s.End
			}
		}
		if place.Exact == "" && place.Start < 0 {
			return f.fault(at, "give it a TextQuoteSelector", "the annotation does not say where it stands")
		}
		m.Spans = append(m.Spans, place)
	}
	source, _, _ := strings.Cut(a.Target[0].Source, "#")
	d := f.page[source]
	if d == nil {
		d = &Doc{Article: source, Path: f.path, Line: m.Line}
		f.page[source] = d
		f.pages = append(f.pages, d)
	}
	d.Marks = append(d.Marks, m)
	return nil
}

// w3cBodies takes from the bodies what the annotation is.
func (f *file) w3cBodies(m *Mark, bodies []w3cBody) (taken bool) {
	for _, b := range bodies {
		source := b.Source
		if source == "" && b.Value == "" {
			source = b.ID
		}
		switch {
		case source != "" && b.Purpose == "linking":
			m.Of = source
		case source != "":
			m.Entity = source
		case m.Is == "date" && b.Purpose != "classifying":
			m.Value = b.Value
		case m.Is == "quotation" && m.Kind == "":
			m.Kind = strings.ToLower(b.Value)
		default:
			taken = m.labelled(b.Value) || taken
		}
	}
	return taken && m.Is != ""
}

// String is for messages.
func (p Place) String() string {
	if p.Exact != "" {
		return fmt.Sprintf("%q", p.Exact)
	}
	return fmt.Sprintf("%d to %d", p.Start, p.End)
}
