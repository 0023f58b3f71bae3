package intake

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pressmark/generator/fault"
)

// TestReadAnew reads a source with other options than before: under Update the
// seeds that come out otherwise are made anew, where they stand, and no others.
func TestReadAnew(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "a.jsonl")
	const bridge = `{"title": "Bridge shut", "date": "03/04/2021", "text": "The bridge at Ferrow was shut on Saturday."}` + "\n"
	const fair = `{"title": "Fair opens", "date": "2021-04-05", "text": "A fair of books opens at Ferrow."}` + "\n"
	writeFile(t, name, []byte(bridge+fair))
	o := Options{Sources: []string{name}, Seeds: filepath.Join(dir, "seeds"), Report: filepath.Join(dir, "report.jsonl")}
	run := func(before, renewed, took int) {
		t.Helper()
		s, err := Import(context.Background(), o)
		if err != nil || s.Before != before || s.Renewed != renewed || s.Taken != took {
			t.Fatalf("%+v, %v; not %d as before, %d renewed, %d taken", s, err, before, renewed, took)
		}
	}
	run(0, 0, 2)
	o.DateOrder = "dmy"
	run(2, 0, 0) // nothing is replaced unasked
	o.Update = true
	run(1, 1, 0)
	run(2, 0, 0)
	seeds, err := filepath.Glob(filepath.Join(o.Seeds, "undated", "*.md"))
	if err != nil || len(seeds) != 1 {
		t.Fatal(seeds, err)
	}
	if text, err := os.ReadFile(seeds[0]); err != nil || !strings.Contains(string(text), `date: "2021-04-03"`) {
		t.Errorf("%v; the seed is\n%s", err, text)
	}
	const other = `{"title": "Rain", "date": "2021-04-06", "text": "It rained at Ferrow."}` + "\n"
	writeFile(t, name, []byte(other+bridge+fair)) // moved in the file, and as before
	run(2, 0, 1)
	writeFile(t, seeds[0], []byte("---\ntitle: Mine\n---\n\nEdited.\n"))
	o.DateOrder = "mdy"
	run(3, 0, 0)
}

// TestSuperseded meets a record again whose seed a later one has replaced: it
// does not come back.
func TestSuperseded(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "a.jsonl")
	const first = `{"id": 1, "title": "Bridge shut", "date": "2021-04-03", "text": "The bridge is shut."}` + "\n"
	const second = `{"id": 1, "title": "Bridge shut", "date": "2021-04-03", "text": "The bridge is shut for a week."}` + "\n"
	o := Options{Sources: []string{name}, Seeds: filepath.Join(dir, "seeds"), Report: filepath.Join(dir, "report.jsonl"), Update: true}
	for i, test := range []struct {
		text            string
		renewed, before int
	}{{first, 0, 0}, {second, 1, 0}, {first, 0, 1}, {second, 0, 1}} {
		writeFile(t, name, []byte(test.text))
		if s, err := Import(context.Background(), o); err != nil || s.Renewed != test.renewed || s.Before != test.before {
			t.Errorf("run %d: %+v, %v", i, s, err)
		}
	}
}

// TestSameTitle imports a record that has changed and that its source gives
// neither an id nor an address: it is taken, with a doubt.
func TestSameTitle(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "a.jsonl")
	o := Options{Sources: []string{name}, Seeds: filepath.Join(dir, "seeds"), Report: filepath.Join(dir, "report.jsonl")}
	for i, test := range []struct {
		line  string
		doubt bool
	}{
		{`{"title": "Bridge shut", "date": "2021-04-03", "text": "The bridge is shut."}`, false},
		{`{"title": "Bridge Shut", "date": "2021-04-03T10:00:00", "text": "The bridge is shut for a week."}`, true},
		{`{"title": "Bridge shut", "date": "2021-04-04", "text": "The bridge is open again."}`, false},
		{`{"id": 9, "title": "Bridge shut", "date": "2021-04-03", "text": "The other bridge is shut."}`, false},
	} {
		writeFile(t, name, []byte(test.line+"\n"))
		s, err := Import(context.Background(), o)
		if err != nil || s.Taken != 1 {
			t.Fatalf("%d: %+v, %v", i, s, err)
		}
		told := slices.ContainsFunc(s.Doubts, func(f *fault.Fault) bool { return strings.Contains(f.Error(), "another has the same title and date") })
		if told != test.doubt {
			t.Errorf("%d: doubts are %v", i, s.Doubts)
		}
	}
}
