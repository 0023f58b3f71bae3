package generator

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pressmark/generator/fault"
)

// givenSite is a site of some articles, and their texts as two halves.
func givenSite(t *testing.T) (s *testSite, halves [2]string) {
	t.Helper()
	s = newTestSite(t)
	e := &editor{s, rand.New(rand.NewPCG(3, 4))}
	for i := range 12 {
		s.write(fmt.Sprintf("seeds/%d.md", i), e.text(fmt.Sprintf("Überschrift %d, “Boats” in %s", i, e.place())))
	}
	s.cfg.Build.Drafts = true
	var all bytes.Buffer
	if err := Texts(context.Background(), s.cfg, &all); err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.SplitAfter(all.String(), "\n") {
		halves[i%2] += line
	}
	return s, halves
}

// worker does what one process of several would: "pressmark annotate -".
func worker(t *testing.T, lines string) string {
	t.Helper()
	var out bytes.Buffer
	err := AnnotateLines(context.Background(), "stdin", strings.NewReader(lines), &out, func(f *fault.Fault) { t.Error(f) })
	if err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestGivenAnnotations builds from what two workers annotated: the same site,
// without annotating anything.
func TestGivenAnnotations(t *testing.T) {
	s, halves := givenSite(t)
	s.write("made/1.jsonl", "\ufeff"+worker(t, halves[0]))
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	z.Write([]byte(worker(t, halves[1])))
	z.Close()
	s.write("made/2.jsonl.gz", packed.String())
	s.cfg.Build.Annotations = "made"
	if n := countAnnotations(t, s); n != 0 {
		t.Errorf("%d articles were annotated here", n)
	}
	s.cfg.Build.Annotations = ""
	s.sameAsClean("building from annotations")
	if left, _ := filepath.Glob(filepath.Join(s.cfg.CachePath(), "texts", "*")); len(left) > 0 {
		t.Errorf("left: %q", left)
	}
}

func TestGivenAnnotationsThatDoNotFit(t *testing.T) {
	s := newTestSite(t)
	var texts bytes.Buffer
	if err := Texts(context.Background(), s.cfg, &texts); err != nil {
		t.Fatal(err)
	}
	record := worker(t, texts.String())
	s.cfg.Build.Annotations = "made"
	for _, c := range []struct{ what, record, want string }{
		{"another text", strings.Replace(record, "It rained", "It snowed", 1), "the text is another"},
		{"another date", strings.Replace(record, `"date":"2024-05-14"`, `"date":"2024-05-15"`, 1), `they are for the date "2024-05-15"`},
		{"an offset too far", strings.Replace(record, `"end":`, `"end":9`, 1), "is not within the text"},
		{"an unknown type", strings.Replace(record, `"type":"person"`, `"type":"ship"`, 1), `"ship" is no type of name`},
		{"an unknown speaker", strings.Replace(record, `"speaker":{`, `"speaker":{"others":["person/x"],`, 1), `"person/x" is not among`},
	} {
		s.write("made/all.jsonl", c.record)
		report, err := Build(context.Background(), s.cfg, nil)
		if err != nil {
			t.Fatal(err)
		}
		if c.record == record || len(report.Warnings) != 1 || !strings.Contains(report.Warnings[0].Error(), c.want) || report.Quotations == 0 {
			t.Errorf("%s: got %v", c.what, report.Warnings)
		}
	}
	for content, want := range map[string]string{"": "there are no annotations", "{\"id\": \"x\"}\n{": "made/all.jsonl:2: is no annotated article", "5\n": "all.jsonl:1:"} {
		s.write("made/all.jsonl", content)
		if _, err := Build(context.Background(), s.cfg, nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v", content, err)
		}
	}
	os.Remove(filepath.Join(s.cfg.Folder, "made/all.jsonl"))
	// A record without what only Pressmark prints is enough.
	s.write("made/all.jsonl", record[:strings.Index(record, `,"clusters"`)]+"}\n")
	if report, err := Build(context.Background(), s.cfg, nil); err != nil || len(report.Warnings) != 0 || report.People != 1 {
		t.Errorf("got %v, %v", report, err)
	}
}
