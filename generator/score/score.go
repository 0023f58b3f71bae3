// Package score measures annotations against gold annotations, both as JSON
// Lines, one document a line, joined on "id": names, quotations, who is who
// inside a document, and dates.
//
// Read both sides with Read, then call Entities, Quotes, Clusters or Dates;
// each result prints itself as a table with Print. All offsets count Unicode
// code points.
package score

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// A Span is a half-open range of code points.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

func (s Span) overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// An Entity is one mention. Cluster is who it is within the document; in
// predictions Entity, the resolved identifier, may stand in for it.
type Entity struct {
	Span
	Type    string `json:"type"`
	Cluster string `json:"cluster"`
	Entity  string `json:"entity"`
}

// A Date is an expression with its value, YYYY, YYYY-MM or YYYY-MM-DD.
type Date struct {
	Span
	Value string `json:"value"`
}

// A Quote is one quotation. An Optional one in gold may be found or not.
type Quote struct {
	Kind     string `json:"kind"` // direct, mixed or indirect
	Spans    []Span `json:"spans"`
	Cue      *Span  `json:"cue"`
	Speaker  *Span  `json:"speaker"`
	Optional bool   `json:"optional"`
}

// A Document is one line of a file. Predictions need no Text.
type Document struct {
	ID       string   `json:"id"`
	Text     string   `json:"text"`
	Entities []Entity `json:"entities"`
	Dates    []Date   `json:"dates"`
	Quotes   []Quote  `json:"quotes"`
}

// Documents are the documents of one file, by id.
type Documents struct {
	order []string
	byID  map[string]*Document
}

// Len is the number of documents.
func (d *Documents) Len() int { return len(d.order) }

// All returns the documents in the order of the file.
func (d *Documents) All() []*Document {
	all := make([]*Document, len(d.order))
	for i, id := range d.order {
		all[i] = d.byID[id]
	}
	return all
}

// Add adds a document, or replaces the one with its id.
func (d *Documents) Add(document *Document) {
	if d.byID == nil {
		d.byID = make(map[string]*Document)
	}
	if d.byID[document.ID] == nil {
		d.order = append(d.order, document.ID)
	}
	d.byID[document.ID] = document
}

// get returns the document with the id, an empty one if there is none.
func (d *Documents) get(id string) *Document {
	if document := d.byID[id]; document != nil {
		return document
	}
	return &Document{}
}

// Read reads JSON Lines. Blank lines are passed over; of two documents with one
// id the later counts. Errors begin with name and the number of the line.
func Read(in io.Reader, name string) (*Documents, error) {
	documents := &Documents{}
	lines := bufio.NewReaderSize(in, 1<<16)
	for number := 1; ; number++ {
		line, err := lines.ReadString('\n')
		if err != nil && err != io.EOF {
			return nil, fmt.Errorf("%s:%d: %w", name, number, err)
		}
		if strings.TrimSpace(line) != "" {
			document := &Document{}
			if fault := parse(line, document); fault != nil {
				return nil, fmt.Errorf("%s:%d: not a document: %w", name, number, fault)
			}
			documents.Add(document)
		}
		if err == io.EOF {
			return documents, nil
		}
	}
}

func parse(line string, document *Document) error {
	var id struct {
		ID *string `json:"id"`
	}
	if err := json.Unmarshal([]byte(line), &id); err != nil {
		return err
	}
	if id.ID == nil {
		return errors.New(`no "id"`)
	}
	return json.Unmarshal([]byte(line), document)
}

// A Count is how many were right, predicted and wanted.
type Count struct{ Hit, Predicted, Gold int }

func (c *Count) add(d Count) {
	c.Hit += d.Hit
	c.Predicted += d.Predicted
	c.Gold += d.Gold
}

// Precision is the share of those predicted that are right, from 0 to 1.
func (c Count) Precision() float64 { return ratio(c.Hit, c.Predicted) }

// Recall is the share of those wanted that are predicted, from 0 to 1.
func (c Count) Recall() float64 { return ratio(c.Hit, c.Gold) }

// F1 is the harmonic mean of precision and recall, from 0 to 1.
func (c Count) F1() float64 { return harmonic(c.Precision(), c.Recall()) }

func ratio(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}

func harmonic(a, b float64) float64 {
	if a+b == 0 {
		return 0
	}
	return 2 * a * b / (a + b)
}

// print writes the count as a row of a table.
func (c Count) print(out io.Writer, name string) {
	fmt.Fprintf(out, "%-34s P %6.2f  R %6.2f  F1 %6.2f   (%d of %d predicted, %d gold)\n",
		name, 100*c.Precision(), 100*c.Recall(), 100*c.F1(), c.Hit, c.Predicted, c.Gold)
}
