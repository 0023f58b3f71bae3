package exchange

import (
	"fmt"
	"strconv"
	"strings"

	"pressmark/generator/fault"
)

// brat reads stand-off annotations of brat, NAME.ann beside NAME.txt. Text-bound
// ones (T) are names and the parts of quotations; a relation (R) joins a
// quotation with its speaker or its verb; a normalisation (N) or a note (#) of a
// date gives its value; an attribute (A) Kind says how words are quoted.
func (f *file) brat(companion func() ([]byte, error)) error {
	text, err := companion()
	if err != nil {
		return fault.New(f.path, 0, 0, "put the text beside it, with the ending .txt", "the text that it counts in cannot be read: %v", err)
	}
	words := strings.TrimPrefix(string(text), "\ufeff")
	d := &Doc{Article: f.article, Path: f.path, Line: 1, Text: &words}
	b := bratFile{file: f, doc: d, at: map[string]int{}}
	number := 0
	for line := range strings.Lines(string(f.content)) {
		number++
		if line = strings.TrimRight(line, "\r\n"); line == "" {
			continue
		}
		if err := b.line(number, line); err != nil {
			return err
		}
	}
	if err := b.join(); err != nil {
		return err
	}
	return f.do(d)
}

type bratFile struct {
	*file
	doc  *Doc
	at   map[string]int // where each T is among the marks; -1 if it is not taken
	link []bratLink
}

type bratLink struct {
	line     int
	kind     string
	from, to string
}

func (b *bratFile) line(number int, line string) error {
	wrong := func(advice, problem string, args ...any) error {
		return fault.New(b.path, number, 1, advice, problem, args...)
	}
	fields := strings.SplitN(line, "\t", 3)
	id := fields[0]
	if len(fields) < 2 || id == "" {
		return wrong("write T1, a tab, Person 0 4, a tab and the words", "%q is no annotation of brat", line)
	}
	parts := strings.Fields(fields[1])
	switch id[0] {
	case 'T':
		return b.span(number, id, fields, wrong)
	case 'R':
		if len(parts) < 3 {
			return wrong("write R1, a tab, Speaker Arg1:T1 Arg2:T2", "%q is no relation", fields[1])
		}
		_, from, _ := strings.Cut(parts[1], ":")
		_, to, _ := strings.Cut(parts[2], ":")
		b.link = append(b.link, bratLink{number, parts[0], from, to})
	case 'N', 'A', 'M', '#':
		if len(parts) < 2 {
			return wrong("name the annotation that it is of", "%q is of no annotation", fields[1])
		}
		i, ok := b.at[parts[1]]
		if !ok || i < 0 {
			return nil
		}
		m := &b.doc.Marks[i]
		switch {
		case id[0] == 'N' && len(parts) > 2 && m.Is == "name":
			m.Entity = parts[2]
		case id[0] == 'N' && len(parts) > 2 && m.Is == "date":
			_, m.Value, _ = strings.Cut(parts[2], ":")
		case id[0] == '#' && m.Is == "date" && len(fields) > 2:
			m.Value = strings.TrimSpace(fields[2])
		case (id[0] == 'A' || id[0] == 'M') && m.Is == "quotation" && len(parts) > 2:
			m.Kind = strings.ToLower(parts[2])
		}
	}
	return nil
}

// span reads a text-bound annotation, in one piece or in several.
func (b *bratFile) span(number int, id string, fields []string, wrong func(advice, problem string, args ...any) error) error {
	label, places, _ := strings.Cut(fields[1], " ")
	m := Mark{Line: number, Col: 1, ID: id}
	b.at[id] = -1
	for piece := range strings.SplitSeq(places, ";") {
		var start, end int
		if _, err := fmt.Sscanf(piece, "%d %d", &start, &end); err != nil || start < 0 || end <= start {
			return wrong("write T1, a tab, Person 0 4, a tab and the words", "%q are no positions", piece)
		}
		m.Spans = append(m.Spans, Place{Start: start, End: end})
	}
	if len(m.Spans) == 1 && len(fields) > 2 {
		m.Spans[0].Exact = fields[2]
	}
	if m.labelled(label) {
		b.at[id] = len(b.doc.Marks)
		b.doc.Marks = append(b.doc.Marks, m)
	}
	return nil
}

// join gives each speaker and cue the quotation that a relation joins it with.
// A name that is a speaker is both.
func (b *bratFile) join() error {
	for _, l := range b.link {
		from, ok := b.at[l.from]
		to, also := b.at[l.to]
		if !ok || !also {
			return fault.New(b.path, l.line, 1, "keep the annotation that it joins", "the relation is with %s or %s, which is not there", l.from, l.to)
		}
		if from < 0 || to < 0 {
			continue
		}
		if b.doc.Marks[to].Is == "quotation" {
			from, to = to, from
		}
		if b.doc.Marks[from].Is != "quotation" {
			continue
		}
		part, of := b.doc.Marks[to], b.doc.Marks[from].ID
		switch kind := strings.ToLower(l.kind); {
		case part.Is == "cue" || part.Is == "speaker":
			b.doc.Marks[to].Of = of
		case part.Is == "name" && (strings.Contains(kind, "speak") || strings.Contains(kind, "source") || strings.Contains(kind, "said")):
			part.Is, part.ID, part.Of = "speaker", part.ID+"-"+strconv.Itoa(l.line), of
			b.doc.Marks = append(b.doc.Marks, part)
		}
	}
	return nil
}
