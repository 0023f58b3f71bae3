package export

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"unicode/utf8"

	"pressmark/generator/archive"
)

// Names, dates and quotations as Web Annotations (W3C Recommendation of 23
// February 2017). Each says where it stands twice: by the words with what is
// around them, and by positions in the article's text, which is the title, a
// blank line and the body.
//
// A quotation is one annotation, with a target for each of its spans; its verb
// and its speaker are annotations of their own, whose body is the quotation's.

const annotationContext = "http://www.w3.org/ns/anno.jsonld"

// around is how many code points of the text stand before and after the words.
const around = 32

type annotation struct {
	ID         string             `json:"id"`
	Type       string             `json:"type"`
	Motivation string             `json:"motivation"`
	Body       []annotationBody   `json:"body"`
	Target     []annotationTarget `json:"target"`
}

// An annotationBody is words, or a thing named by its address.
type annotationBody struct {
	Type    string `json:"type"`
	Value   string `json:"value,omitempty"`
	Format  string `json:"format,omitempty"`
	Source  string `json:"source,omitempty"`
	Purpose string `json:"purpose"`
}

type annotationTarget struct {
	Source   string `json:"source"`
	Selector [2]any `json:"selector"`
}

type textQuoteSelector struct {
	Type   string `json:"type"`
	Exact  string `json:"exact"`
	Prefix string `json:"prefix"`
	Suffix string `json:"suffix"`
}

type textPositionSelector struct {
	Type  string `json:"type"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

// target says where a span stands.
func (it *item) target(s span) annotationTarget {
	before, after := s.Start, s.End
	for range around {
		_, size := utf8.DecodeLastRuneInString(it.text[:before])
		before -= size
		_, size = utf8.DecodeRuneInString(it.text[after:])
		after += size
	}
	return annotationTarget{it.url, [2]any{
		textQuoteSelector{"TextQuoteSelector", s.words, it.text[before:s.Start], it.text[s.End:after]},
		textPositionSelector{"TextPositionSelector", s.start, s.end},
	}}
}

func tagged(value, purpose string) annotationBody {
	return annotationBody{Type: "TextualBody", Value: value, Format: "text/plain", Purpose: purpose}
}

func (it *item) identified(e *archive.Entity) annotationBody {
	return annotationBody{Type: "SpecificResource", Source: it.site.SubjectID(e), Purpose: "identifying"}
}

// annotations calls do for each of an article's annotations.
func (it *item) annotations(do func(*annotation) error) error {
	make := func(id, motivation string, body ...annotationBody) *annotation {
		return &annotation{ID: it.url + "#" + id, Type: "Annotation", Motivation: motivation, Body: body}
	}
	at := func(a *annotation, spans ...span) error {
		for _, s := range spans {
			a.Target = append(a.Target, it.target(s))
		}
		return do(a)
	}
	for i := range it.mentions {
		m := &it.mentions[i]
		a := make(fmt.Sprintf("mention-%d-%d", m.start, m.end), "identifying", tagged(m.kind, "classifying"))
		if m.entity != nil {
			a.Body = append(a.Body, it.identified(m.entity))
		} else {
			a.Motivation = "classifying"
		}
		if err := at(a, m.span); err != nil {
			return err
		}
	}
	for i := range it.dates {
		d := &it.dates[i]
		a := make(fmt.Sprintf("date-%d-%d", d.start, d.end), "describing", tagged("date", "classifying"), tagged(d.value, "describing"))
		if err := at(a, d.span); err != nil {
			return err
		}
	}
	for i := range it.quotes {
		q := &it.quotes[i]
		a := make("quotation-"+q.id, "highlighting", tagged("quotation", "classifying"), tagged(q.kind, "tagging"))
		of := annotationBody{Type: "SpecificResource", Source: a.ID, Purpose: "linking"}
		if err := at(a, q.spans...); err != nil {
			return err
		}
		if q.cue != nil {
			if err := at(make("cue-"+q.id, "linking", tagged("cue", "classifying"), of), *q.cue); err != nil {
				return err
			}
		}
		if p := q.speaker; p != nil {
			a := make("speaker-"+q.id, "linking", tagged("speaker", "classifying"), of)
			for _, e := range p.entities {
				a.Body = append(a.Body, it.identified(e))
			}
			if err := at(a, p.span); err != nil {
				return err
			}
		}
	}
	return nil
}

// openAnnotations begins a file: a collection with its only page, or one page
// of it if there are several files. The annotations follow one on each line.
func openAnnotations(site *Site, f *File, w io.Writer) (*sink, error) {
	out := bufio.NewWriterSize(w, 64<<10)
	address := site.Data + f.Name
	label := site.Title
	if f.Article != nil {
		address = site.ArticleURL(f.Article) + f.Name
		label = oneLine(f.Article.Title)
		f.Rows = annotationsIn(site, f.Article)
	}
	page := fields{{"type", "AnnotationPage"}, {"startIndex", 0}}
	end := "]}}\n"
	if f.Part != "" && f.Article == nil {
		end = "]}\n"
		page = fields{{"@context", annotationContext}, {"id", address}, {"type", "AnnotationPage"},
			{"partOf", fields{{"id", site.Data + f.form.name}, {"type", "AnnotationCollection"}, {"label", label}}}}
		if f.Before != "" {
			page = append(page, field{"prev", site.Data + f.Before})
		}
		if f.After != "" {
			page = append(page, field{"next", site.Data + f.After})
		}
		out.WriteString(page.open())
	} else {
		collection := fields{{"@context", annotationContext}, {"id", address}, {"type", "AnnotationCollection"}, {"label", label}, {"total", f.Rows},
			{"generator", fields{{"type", "Software"}, {"name", site.program()}}}}
		if site.Licence != "" {
			collection = append(collection, field{"rights", LicenceURL(site.Licence)})
		}
		out.WriteString(collection.open() + `,"first":` + append(fields{{"id", address + "#page"}}, page...).open())
	}
	out.WriteString(`,"items":[` + "\n")
	s := &sink{}
	first := true
	s.article = func(it *item) error {
		return it.annotations(func(a *annotation) error {
			if !first {
				out.WriteString(",\n")
			}
			first = false
			data, err := compact(a)
			if err == nil {
				_, err = out.Write(data)
			}
			return err
		})
	}
	s.finish = func() error {
		out.WriteString("\n" + end)
		return out.Flush()
	}
	return s, nil
}

// program is what the program calls itself.
func (s *Site) program() string {
	if s.Version == "" {
		return "Pressmark"
	}
	return "Pressmark " + s.Version
}

// fields are an object of JSON whose order is kept.
type fields []field

type field struct {
	name  string
	value any
}

func (f fields) MarshalJSON() ([]byte, error) { return []byte(f.open() + "}"), nil }

// open is the object without its closing brace, so that more can follow.
func (f fields) open() string {
	b := []byte{'{'}
	for i, one := range f {
		if i > 0 {
			b = append(b, ',')
		}
		name, _ := compact(one.name)
		value, err := compact(one.value)
		if err != nil {
			value = []byte("null")
		}
		b = append(append(append(b, name...), ':'), value...)
	}
	return string(b)
}

// compact is JSON without a line's end, and with <, > and & as they are.
func compact(value any) ([]byte, error) {
	var b jsonBuffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(value)
	if n := len(b); n > 0 && b[n-1] == '\n' {
		b = b[:n-1]
	}
	return b, err
}

type jsonBuffer []byte

func (b *jsonBuffer) Write(p []byte) (int, error) {
	*b = append(*b, p...)
	return len(p), nil
}
