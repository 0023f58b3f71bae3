package exchange

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"pressmark/generator/annotate"
	"pressmark/generator/fault"
)

const article = "Boats\n\nAda Brook \U0001F30A said in Oslo: “We (all) left.” The Oslo harbour was empty in 1999."

// told is what was read, put on the article, in words.
func told(t *testing.T, form, content, beside string) (string, []*fault.Fault) {
	t.Helper()
	var out []string
	var faults []*fault.Fault
	companion := func() ([]byte, error) {
		if beside == "" {
			return nil, errors.New("no such file")
		}
		return []byte(beside), nil
	}
	err := Read(form, "f", "a", []byte(content), companion, func(d *Doc) error {
		a, warnings := d.Annotations(article)
		faults = append(faults, warnings...)
		out = append(out, d.Article+":")
		for _, m := range a.Mentions {
			out = append(out, fmt.Sprintf("%s %s#%d", m.Kind, m.Span.In(article), m.Cluster))
		}
		for _, x := range a.Dates {
			out = append(out, x.Span.In(article)+"="+x.Value)
		}
		for _, q := range a.Quotes {
			words := q.Kind.String()
			for _, s := range q.Spans {
				words += " " + s.In(article)
			}
			if !q.Cue.IsZero() {
				words += " cue " + q.Cue.In(article)
			}
			if q.Attributed() {
				words += fmt.Sprint(" by ", q.Speaker.Span.In(article), q.Speaker.Clusters)
			}
			out = append(out, words)
		}
		return nil
	})
	if err != nil {
		faults = append(faults, fault.List(err)...)
	}
	return strings.Join(out, "; "), faults
}

const whole = "a:; person Ada Brook#0; place Oslo#1; place Oslo#1"

var forms = []struct{ name, form, content, beside, want, fault string }{
	{"spacy", SpaCy, `{"text": ` + fmt.Sprintf("%q", article) + `, "ents": [{"start": 7, "end": 16, "label": "PERSON"}, {"start": 27, "end": 31, "label": "GPE"},
		{"start": 54, "end": 58, "label": "GPE"}, {"start": 80, "end": 84, "label": "CARDINAL"}]}`, "", whole, ""},
	{"spacy, the body alone", SpaCy, `[{"text": "Ada Brook \ud83c\udf0a said in Oslo", "meta": {"id": "b"}, "spans": [{"start": 0, "end": 9, "label": "PER"}]}]`, "", "b:; person Ada Brook#0", ""},
	{"spacy, another text", SpaCy, `{"text": "Then Ada Brook \ud83c\udf0a said", "ents": [{"start": 5, "end": 14, "label": "PER"}]}`, "", "a:", `f:1:55: the article does not have "Ada Brook" there; mark it again in the article as it is now`},
	{"spacy, broken", SpaCy, "{\"text\": \"a\",\n \"ents\": [}", "", "", `f:2:11: broken JSON: invalid character '}' looking for beginning of value; check that the file is whole`},
	{"spacy, no label", SpaCy, "{\"text\": \"a\",\n \"ents\": [{\"start\": 0, \"end\": 1}]}", "", "", `f:2:11: is no span with a label; write {"start": 0, "end": 4, "label": "PERSON"}`},
	{"spacy, no text", SpaCy, `{"ents": []}`, "", "", `f:1:1: the document has no "text"; print it with Doc.to_json()`},
	{"conll", CoNLL, "Boats O\n\nAda B-PER\nBrook I-PER\n\U0001F30A O\nsaid O\nin O\nOslo B-LOC\n: O\n`` O\nWe O\n-LRB- O\nall O\n-RRB- O\nleft O\n. O\n'' O\n\nThe O\nOslo I-LOC\nharbour O\n", "", whole, ""},
	{"conll-u", CoNLL, "# newdoc id = b\n# text = x y z\n1-2\tBoats\t_\t_\t_\t_\t_\t_\t_\t_\n1\tBoats\t_\t_\t_\t_\t0\troot\t_\tNER=O\n2\tAda\t_\t_\t_\t_\t0\t_\t_\tNER=S-PER|X=1\n", "", "b:; person Ada#0", ""},
	{"conll, another text", CoNLL, "Boats O\nNils B-PER\n", "", "a:", `f:2:1: the article goes on with "Ada", not "Nils"; make the columns of the article as it is now; until then what follows is left out`},
	{"conll, no label", CoNLL, "Boats\n", "", "", `f:1:1: there is no label; write a word and its label on each line: Minsk	B-LOC`},
	{"conll, bad label", CoNLL, "Boats O\nAda X-PER\n", "", "", `f:2:1: the label "X-PER" is none of IOB; write O, B-PER, I-PER and the like`},
	{"brat", Brat, "T1\tPerson 7 16\tAda Brook\nT2\tPlace 27 31\tOslo\nT3\tQuotation 33 49\t“We (all) left.”\nT4\tCue 19 23\tsaid\nT5\tDate 80 84\t1999\n#1\tAnnotatorNotes T5\t1999\nR1\tSpeaker Arg1:T3 Arg2:T1\nR2\tCue Arg1:T3 Arg2:T4\nE1\tX:T1\n", article,
		"a:; person Ada Brook#0; place Oslo#1; 1999=1999; direct “We (all) left.” cue said by Ada Brook[0]", ""},
	{"brat, other words", Brat, "T1\tPerson 7 16\tNils Berg\n", article, "a:", `f:1:1: the article does not have "Nils Berg" there; mark it again in the article as it is now`},
	{"brat, bad positions", Brat, "T1\tPerson 16 7\tx\n", article, "", `f:1:1: "16 7" are no positions; write T1, a tab, Person 0 4, a tab and the words`},
	{"brat, a lost relation", Brat, "T1\tPerson 7 16\tAda Brook\nR1\tSpeaker Arg1:T9 Arg2:T1\n", article, "", `f:2:1: the relation is with T9 or T1, which is not there; keep the annotation that it joins`},
	{"brat, no text", Brat, "", "", "", `f: the text that it counts in cannot be read: no such file; put the text beside it, with the ending .txt`},
	{"w3c", W3C, `{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage", "items": [
		{"type": "Annotation", "body": {"type": "TextualBody", "value": "person", "purpose": "classifying"}, "target": {"source": "https://x.example/a/", "selector": {"type": "TextQuoteSelector", "exact": "Ada Brook"}}},
		{"type": "Annotation", "bodyValue": "place", "target": {"source": "https://x.example/a/", "selector": [{"type": "TextQuoteSelector", "exact": "Oslo", "prefix": "in "}, {"type": "TextPositionSelector", "start": 27, "end": 31}]}},
		{"id": "q", "type": "Annotation", "body": [{"value": "quotation"}, {"value": "mixed"}], "target": [{"source": "https://x.example/a/#p1", "selector": {"type": "TextQuoteSelector", "exact": "We (all) left", "prefix": "“"}}]},
		{"type": "Annotation", "body": [{"value": "speaker"}, {"source": "q", "purpose": "linking"}], "target": {"source": "https://x.example/a/", "selector": {"type": "TextPositionSelector", "start": 7, "end": 16}}}]}`, "",
		"https://x.example/a/:; person Ada Brook#0; place Oslo#1; mixed We (all) left by Ada Brook[0]", ""},
	{"w3c, a lookalike", W3C, `{"type": "Annotation", "body": {"value": "place"}, "target": {"source": "a", "selector": {"type": "TextQuoteSelector", "exact": "Oslo"}}}`, "", "a:",
		`f:1:1: the article does not have "Oslo" there; mark it again in the article as it is now`},
	{"w3c, nowhere", W3C, "\n" + `{"type": "Annotation", "body": {"value": "place"}, "target": "a"}`, "", "", `f:2:1: the annotation does not say where it stands; give it a TextQuoteSelector`},
	{"w3c, pages elsewhere", W3C, `{"type": "AnnotationCollection", "first": "https://x.example/1"}`, "", "", `f:1:1: the collection's annotations are elsewhere; give the files of the pages too`},
	{"not UTF-8", W3C, "{\n \"\xff\"}", "", "", `f:2:3: is not UTF-8; write it as UTF-8`},
	{"empty", SpaCy, " ", "", "", `f:1:1: is empty; write what the other program printed into it`},
}

func TestForms(t *testing.T) {
	for _, test := range forms {
		t.Run(test.name, func(t *testing.T) {
			got, faults := told(t, test.form, test.content, test.beside)
			if got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
			var messages []string
			for _, f := range faults {
				messages = append(messages, f.Error())
			}
			if strings.Join(messages, "\n") != test.fault {
				t.Errorf("got  %s\nwant %s", strings.Join(messages, "\n"), test.fault)
			}
		})
	}
}

// Whatever a file holds, reading it gives documents that fit the article, or
// faults.
func FuzzRead(f *testing.F) {
	for _, test := range forms {
		f.Add(test.form, test.content, test.beside)
	}
	f.Fuzz(func(t *testing.T, form, content, beside string) {
		companion := func() ([]byte, error) { return []byte(beside), nil }
		Read(form, "f", "a", []byte(content), companion, func(d *Doc) error {
			a, _ := d.Annotations(article)
			record := annotate.NewRecord("a", "", article, a, nil)
			if _, err := record.Annotations(article); err != nil {
				t.Errorf("%v: %+v", err, record)
			}
			return nil
		})
	})
}
