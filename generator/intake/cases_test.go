package intake

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"pressmark/generator/fault"
)

var update = flag.Bool("update", false, "write what the cases give into them")

// TestCases runs every archive of testdata/cases: its files below in/ are
// imported as its first lines say, and must give the seeds below want/ and the
// lines of the report.
func TestCases(t *testing.T) {
	names, err := filepath.Glob("testdata/cases/*.txtar")
	if err != nil || len(names) < 10 {
		t.Fatalf("%d cases, %v", len(names), err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			got := runCase(t, archive)
			if *update {
				kept := archive.Files[:0]
				for _, f := range archive.Files {
					if strings.HasPrefix(f.Name, "in/") {
						kept = append(kept, f)
					}
				}
				archive.Files = append(kept, got...)
				if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			compareCase(t, archive, got)
		})
	}
}

func compareCase(t *testing.T, archive *txtar.Archive, got []txtar.File) {
	want := map[string]string{}
	for _, f := range archive.Files {
		if !strings.HasPrefix(f.Name, "in/") {
			want[f.Name] = string(f.Data)
		}
	}
	for _, f := range got {
		if text, ok := want[f.Name]; !ok {
			t.Errorf("%s is too much:\n%s", f.Name, f.Data)
		} else if text != string(f.Data) {
			t.Errorf("%s is\n%s\nnot\n%s", f.Name, f.Data, text)
		}
		delete(want, f.Name)
	}
	for name := range want {
		t.Errorf("%s is missing", name)
	}
}

// runCase imports the files of a case and returns the seeds and the report.
func runCase(t *testing.T, archive *txtar.Archive) []txtar.File {
	dir := t.TempDir()
	var sources []string
	for _, f := range archive.Files {
		rest, ok := strings.CutPrefix(f.Name, "in/")
		if !ok {
			continue
		}
		data := f.Data
		if unquoted, ok := strings.CutSuffix(rest, ".quoted"); ok { // bytes that no text can hold
			s, err := strconv.Unquote(strings.TrimSpace(strings.ReplaceAll(string(data), "\n", "")))
			if err != nil {
				t.Fatal(err)
			}
			rest, data = unquoted, []byte(s)
		}
		writeFile(t, filepath.Join(dir, "in", filepath.FromSlash(rest)), data)
		if top, _, _ := strings.Cut(rest, "/"); !slices.Contains(sources, top) {
			sources = append(sources, top)
		}
	}
	o := caseOptions(t, string(archive.Comment))
	o.Seeds, o.Report = filepath.Join(dir, "seeds"), filepath.Join(dir, "report.jsonl")
	for _, s := range sources {
		o.Sources = append(o.Sources, filepath.Join(dir, "in", s))
	}
	summary, err := Import(context.Background(), o)
	var report bytes.Buffer
	for _, f := range fault.List(err) {
		fmt.Fprintf(&report, "error %s\n", strings.ReplaceAll(f.Error(), dir, "DIR"))
	}
	if summary != nil {
		for _, ext := range Sorted(summary.PassedBy) {
			fmt.Fprintf(&report, "passed by %d %s\n", summary.PassedBy[ext], ext)
		}
	}
	report.WriteString(readNotes(t, o.Report))
	files := readSeeds(t, o.Seeds)
	return append(files, txtar.File{Name: "want/report", Data: report.Bytes()})
}

func caseOptions(t *testing.T, comment string) Options {
	var o Options
	for row := range strings.Lines(comment) {
		key, value, ok := strings.Cut(strings.TrimSpace(row), ": ")
		if !ok {
			continue
		}
		var err error
		switch key {
		case "format":
			o.Format = value
		case "map":
			o.Map, err = ParseMapping(value)
		case "lang":
			o.Lang = value
		case "duplicates":
			o.Duplicates = Duplicates(value)
		case "into":
			o.Into = value
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return o
}

func writeFile(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// readNotes prints a journal, a line for each note.
func readNotes(t *testing.T, name string) string {
	data, err := os.ReadFile(name)
	if err != nil {
		return ""
	}
	var b strings.Builder
	for row := range bytes.Lines(data) {
		var n note
		if err := json.Unmarshal(row, &n); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%s %s %s", n.Action, n.Format, n.File)
		if n.Place != "" {
			fmt.Fprintf(&b, ", %s", n.Place)
		}
		if n.Coverage > 0 {
			fmt.Fprintf(&b, " (%d %%)", n.Coverage)
		}
		if n.Reason != "" {
			fmt.Fprintf(&b, ": %s", n.Reason)
		}
		if n.Like != "" {
			fmt.Fprintf(&b, " [like %s]", n.Like)
		}
		for _, what := range Sorted(n.LeftOut) {
			fmt.Fprintf(&b, "\n\tleft out: %s (%d)", what, n.LeftOut[what])
		}
		for _, d := range n.Doubts {
			fmt.Fprintf(&b, "\n\t%s", d)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func readSeeds(t *testing.T, dir string) []txtar.File {
	var files []txtar.File
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		files = append(files, txtar.File{Name: path.Join("want", name), Data: data})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
