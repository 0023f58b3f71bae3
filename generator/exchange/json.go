package exchange

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// json reads values one after the other: an object, a list of them, or one on
// each line.
func (f *file) json(form string) error {
	decoder := json.NewDecoder(bytes.NewReader(f.content))
	count := 0
	for {
		var value json.RawMessage
		err := decoder.Decode(&value)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return f.broken(err, int(decoder.InputOffset()))
		}
		count++
		at := int(decoder.InputOffset()) - len(value)
		if err := f.values(form, value, at); err != nil {
			return err
		}
	}
	if count == 0 {
		return f.fault(0, "write what the other program printed into it", "is empty")
	}
	for _, d := range f.pages {
		if err := f.do(d); err != nil {
			return err
		}
	}
	return nil
}

// deepest is how deep lists and pages may lie in each other.
const deepest = 8

func (f *file) broken(err error, at int) error {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		at = int(syntax.Offset) - 1
	} else if errors.Is(err, io.ErrUnexpectedEOF) {
		at = len(f.content)
	}
	return f.fault(at, "check that the file is whole", "broken JSON: %v", err)
}

// values reads one value, or each of a list.
func (f *file) values(form string, value json.RawMessage, at int) error {
	f.depth++
	defer func() { f.depth-- }()
	if f.depth > deepest {
		return f.fault(at, "write what the other program printed into it", "lists lie in lists, %d deep", f.depth)
	}
	if value[0] == '[' {
		return each(value, at, func(one json.RawMessage, at int) error { return f.values(form, one, at) })
	}
	if form == W3C || looksLikeAnnotation(value) {
		return f.annotations(value, at)
	}
	return f.spaCy(value, at)
}

// each calls do for each item of a list, with where it begins in the file.
func each(list json.RawMessage, at int, do func(json.RawMessage, int) error) error {
	var items []json.RawMessage
	if err := json.Unmarshal(list, &items); err != nil {
		return err
	}
	from := 0
	for _, item := range items {
		from += max(0, bytes.Index(list[from:], item)) // the same bytes, in order
		if err := do(item, at+from); err != nil {
			return err
		}
		from += len(item)
	}
	return nil
}

func looksLikeAnnotation(value json.RawMessage) bool {
	var v struct {
		Type  any    `json:"type"`
		Items any    `json:"items"`
		Text  string `json:"text"`
	}
	return json.Unmarshal(value, &v) == nil && v.Text == "" && (strings.HasPrefix(fmt.Sprint(v.Type), "Annotation") || v.Items != nil)
}

// spaCy reads a Doc as its to_json prints it; also what Prodigy prints, whose
// names are "spans". Its positions count code points, as Python does.
func (f *file) spaCy(value json.RawMessage, at int) error {
	var v struct {
		ID    any               `json:"id"`
		Text  *string           `json:"text"`
		Ents  []json.RawMessage `json:"ents"`
		Spans json.RawMessage   `json:"spans"`
		Meta  struct {
			ID any `json:"id"`
		} `json:"meta"`
		Own struct {
			ID any `json:"id"`
		} `json:"_"`
	}
	if err := json.Unmarshal(value, &v); err != nil {
		return f.fault(at, `write {"text": "…", "ents": [{"start": 0, "end": 4, "label": "PERSON"}]}`, "is no document of spaCy: %v", err)
	}
	if v.Text == nil {
		return f.fault(at, `print it with Doc.to_json()`, `the document has no "text"`)
	}
	d := &Doc{Article: f.article, Path: f.path, Text: v.Text}
	d.Line, _ = f.position(at)
	for _, id := range []any{v.Own.ID, v.Meta.ID, v.ID} {
		if id != nil {
			d.Article = fmt.Sprint(id)
		}
	}
	lists := [][]json.RawMessage{v.Ents}
	if len(v.Spans) > 0 && v.Spans[0] == '[' {
		var spans []json.RawMessage
		json.Unmarshal(v.Spans, &spans)
		lists = append(lists, spans)
	} else if len(v.Spans) > 0 && v.Spans[0] == '{' { // spaCy's span groups
		groups := map[string][]json.RawMessage{}
		json.Unmarshal(v.Spans, &groups)
		for _, name := range sorted(groups) {
			lists = append(lists, groups[name])
		}
	}
	for _, list := range lists {
		from := 0
		for _, one := range list {
			i := max(0, bytes.Index(value[from:], one))
			if err := f.spaCySpan(d, one, at+from+i); err != nil {
				return err
			}
			from += i + len(one)
		}
	}
	return f.do(d)
}

func (f *file) spaCySpan(d *Doc, value json.RawMessage, at int) error {
	var e struct {
		Start, End *int
		Label      string
		KB         string `json:"kb_id"`
		ID         any    `json:"id"`
		Value      string
	}
	if err := json.Unmarshal(value, &e); err != nil || e.Start == nil || e.End == nil || e.Label == "" {
		return f.fault(at, `write {"start": 0, "end": 4, "label": "PERSON"}`, "is no span with a label")
	}
	m := Mark{Entity: e.KB, Value: e.Value, Spans: []Place{{Start: *e.Start, End: *e.End}}}
	m.Line, m.Col = f.position(at)
	if m.labelled(e.Label) {
		d.Marks = append(d.Marks, m)
	}
	return nil
}
