package intake

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// rows writes a data set of n articles, each with words of its own.
func rows(t *testing.T, name string, n int) {
	t.Helper()
	var b bytes.Buffer
	for i := range n {
		fmt.Fprintf(&b, "{\"title\": \"Article %d\", \"date\": \"2021-03-%02d\", \"id\": %d, \"text\": \"Number %d of the articles, which says %d and nothing else than %d.\"}\n", i, i%28+1, i, i, i*7, i*13)
	}
	writeFile(t, name, b.Bytes())
}

// TestInterrupted stops imports half way, by the user and by a crash that loses
// the end of the journal, and goes on: what comes out is what one run gives.
func TestInterrupted(t *testing.T) {
	dir := t.TempDir()
	source := filepath.Join(dir, "a.jsonl")
	rows(t, source, 400)
	one := Options{Sources: []string{source}, Seeds: filepath.Join(dir, "one"), Report: filepath.Join(dir, "one.jsonl")}
	if s, err := Import(context.Background(), one); err != nil || s.Taken != 400 {
		t.Fatalf("%+v, %v", s, err)
	}
	two := Options{Sources: []string{source}, Seeds: filepath.Join(dir, "two"), Report: filepath.Join(dir, "two.jsonl")}
	total := 0
	for stop := 30; stop < 400; stop += 90 {
		ctx, cancel := context.WithCancel(context.Background())
		two.Tell = func(done int) {
			if done == stop {
				cancel()
			}
		}
		s, err := Import(ctx, two)
		if !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		total += s.Taken
		data, err := os.ReadFile(two.Report)
		if err != nil {
			t.Fatal(err)
		}
		lines := bytes.Count(data, []byte("\n"))
		if lines != total {
			t.Fatalf("%d notes of %d articles", lines, total)
		}
		lost := max(len(data)-500, 0) // a crash: two notes are gone, and part of a third
		total -= lines - bytes.Count(data[:lost], []byte("\n"))
		if err := os.WriteFile(two.Report, data[:lost], 0o644); err != nil {
			t.Fatal(err)
		}
	}
	two.Tell = nil
	s, err := Import(context.Background(), two)
	if err != nil || s.Taken+total != 400 || s.Before != total || s.Skipped > 0 {
		t.Fatalf("%+v, %v; %d before", s, err, total)
	}
	compareSeeds(t, one.Seeds, two.Seeds)
	a, _ := os.ReadFile(one.Report)
	b, _ := os.ReadFile(two.Report)
	if !bytes.Equal(a, b) {
		t.Error("the journals differ")
	}
}

func compareSeeds(t *testing.T, one, two string) {
	t.Helper()
	a, b := readSeeds(t, one), readSeeds(t, two)
	if len(a) != len(b) {
		t.Fatalf("%d seeds and %d", len(a), len(b))
	}
	for i := range a {
		if a[i].Name != b[i].Name || !bytes.Equal(a[i].Data, b[i].Data) {
			t.Fatalf("%s differs from %s", a[i].Name, b[i].Name)
		}
	}
}

// TestChanged imports a source anew that has changed: nothing is overwritten
// unless that is asked for, and never what a person has edited.
func TestChanged(t *testing.T) {
	dir := t.TempDir()
	source := filepath.Join(dir, "a.jsonl")
	rows(t, source, 3)
	o := Options{Sources: []string{source}, Seeds: filepath.Join(dir, "seeds"), Report: filepath.Join(dir, "report.jsonl")}
	run := func() *Summary {
		t.Helper()
		s, err := Import(context.Background(), o)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	run()
	before := readSeeds(t, o.Seeds)
	data, _ := os.ReadFile(source)
	changed := strings.NewReplacer("Number 0 of", "Number nought of", "Number 1 of", "Number one of").Replace(string(data))
	writeFile(t, source, []byte(changed))
	if s := run(); s.Skipped != 2 || s.Before != 1 || s.Reasons["it has changed since it was taken; --update takes it anew"] != 2 {
		t.Errorf("%+v", s)
	}
	compareSeeds(t, o.Seeds, o.Seeds)
	edited := filepath.Join(o.Seeds, strings.TrimPrefix(before[1].Name, "want/"))
	writeFile(t, edited, append(before[1].Data, "Edited.\n"...))
	o.Update = true
	if s := run(); s.Renewed != 1 || s.Skipped != 1 || s.Reasons["it has changed since it was taken, and its seed has been edited"] != 1 {
		t.Errorf("%+v", s)
	}
	after := readSeeds(t, o.Seeds)
	if len(after) != 3 || !strings.Contains(string(after[0].Data), "nought") || !strings.Contains(string(after[1].Data), "Edited") || !bytes.Equal(after[2].Data, before[2].Data) {
		t.Errorf("seeds are %s", after)
	}
	if s := run(); s.Renewed != 0 || s.Skipped != 1 {
		t.Errorf("%+v", s)
	}
}

// TestLearn: what is in the seeds' folder without an import is known too.
func TestLearn(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, "seeds", "own.md"), []byte("---\ntitle: Own\nurl: https://lake.example/own\n---\n\nWritten by hand, and not by any import of which there is a note.\n"))
	writeFile(t, filepath.Join(dir, "in", "a.jsonl"), []byte(`{"title": "Other", "text": "Written by hand, and not by any import of which there is a note."}
{"title": "Another", "url": "http://www.lake.example/own/", "text": "It has the address of one that was written by hand, and words of its own."}`))
	report, seeds := imported(t, dir, Options{})
	for _, want := range []string{"line 1: it has the same words as another [like own.md]", "line 2 [like own.md]", "another has the same address, but other words"} {
		if !strings.Contains(report, want) {
			t.Errorf("the report is\n%s\nwithout %q", report, want)
		}
	}
	if len(seeds) != 2 {
		t.Errorf("seeds are %v", seeds)
	}
}
