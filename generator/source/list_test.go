package source

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pressmark/generator/fault"
)

func file(content string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(content)} }

func TestList(t *testing.T) {
	fsys := fstest.MapFS{
		"b.txt": file(""), "b.yaml": file(""), "a/c.md": file(""), "a/d.MARKDOWN": file(""), "a.text": file(""),
		"entities.yaml": file(""), "corrections.yaml": file(""), "picture.png": file(""), "page.html": file(""),
		".hidden.txt": file(""), ".git/x.txt": file(""), "a/.d/e.txt": file(""), "txt": file(""), "a/txt": file(""),
	}
	got, err := List(fsys)
	want := []string{"a.text", "a/c.md", "a/d.MARKDOWN", "b.txt"}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("got %v, %v; want %v", got, err, want)
	}
}

func TestListSameID(t *testing.T) {
	got, err := List(fstest.MapFS{"x/a.md": file(""), "x/a.txt": file(""), "b.txt": file("")})
	faults := fault.List(err)
	if len(faults) != 1 || !strings.Contains(faults[0].Error(), "x/a.md") || faults[0].Path != "x/a.txt" {
		t.Errorf("got %v", faults)
	}
	if !slices.Equal(got, []string{"b.txt", "x/a.md"}) {
		t.Errorf("got %v", got)
	}
}

func TestListMissing(t *testing.T) {
	_, err := List(os.DirFS(filepath.Join(t.TempDir(), "missing")))
	if faults := fault.List(err); len(faults) != 1 || !strings.Contains(faults[0].Problem, "can't be read") {
		t.Errorf("got %v", faults)
	}
}

// TestListLinks has links of every sort in a real folder.
func TestListLinks(t *testing.T) {
	root := t.TempDir()
	seeds := filepath.Join(root, "seeds")
	os.MkdirAll(filepath.Join(seeds, "sub"), 0o777)
	write := func(name string) {
		if err := os.WriteFile(filepath.Join(root, name), []byte("Title\n\nSecret."), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("outside.txt")
	write("seeds/real.txt")
	write("outside.yaml")
	for name, target := range map[string]string{
		"out.txt": "../outside.txt", "absolute.txt": filepath.Join(root, "outside.txt"), "loop.txt": "loop.txt", "broken.txt": "none.txt",
		"sub/in.txt": "../real.txt", "sub/folder": "..", "updir": "../", "sub/round.txt": "../updir/outside.txt", "real.yaml": "../outside.yaml",
	} {
		if err := os.Symlink(target, filepath.Join(seeds, name)); err != nil {
			t.Skip(err)
		}
	}
	got, err := List(os.DirFS(seeds))
	if want := []string{"real.txt", "sub/in.txt"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("got %v, %v; want %v", got, err, want)
	}
	if name, _, err := Sidecar(os.DirFS(seeds), "real.txt"); name != "" || err != nil {
		t.Errorf("the sidecar %q outside is read, %v", name, err)
	}
}

func TestReadErrors(t *testing.T) {
	_, err := Read(fstest.MapFS{}, "a.txt")
	if faults := fault.List(err); len(faults) != 1 || faults[0].Path != "a.txt" || !strings.Contains(faults[0].Problem, "not exist") {
		t.Errorf("got %v", faults)
	}
	_, err = Read(fstest.MapFS{"a.txt/b": file("")}, "a.txt")
	if faults := fault.List(err); len(faults) != 1 || faults[0].Problem != "is no file" {
		t.Errorf("got %v", faults)
	}
	_, err = Read(fstest.MapFS{"a.txt": file(strings.Repeat("a", maxBytes+1))}, "a.txt")
	if faults := fault.List(err); len(faults) != 1 || !strings.Contains(faults[0].Problem, "megabytes") {
		t.Errorf("got %v", faults)
	}
	_, err = Read(fstest.MapFS{"a.txt": file("T\n\nx"), "a.yml": file("date: nope\ndraft: perhaps")}, "a.txt")
	faults := fault.List(err)
	if len(faults) != 2 || faults[0].Path != "a.yml" || faults[0].Line != 1 || faults[1].Line != 2 {
		t.Errorf("got %v", faults)
	}
}

// TestSeeds reads the articles that come with the project.
func TestSeeds(t *testing.T) {
	seeds := os.DirFS("../../seeds")
	if _, err := fs.Stat(seeds, "."); err != nil {
		t.Skip("no seeds here")
	}
	paths, err := List(seeds)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		a, err := Read(seeds, path)
		checkArticle(t, a, err)
		for _, w := range a.Warnings {
			t.Error(w)
		}
	}
	a, err := Read(seeds, "000_dda71ece31420e93.txt")
	if err != nil {
		t.Skip(err)
	}
	content, _ := fs.ReadFile(seeds, a.Path)
	if a.Slug != "russia-backs-lukashenkos-constitution-reform-for-belarus" || len(a.Blocks) != 8 || a.Closing != "Read Full Article" || len(a.ReadMore) != 1 {
		t.Errorf("slug %q, %d blocks, closing %q, pointers %q", a.Slug, len(a.Blocks), a.Closing, a.ReadMore)
	}
	if d := a.Date; d.Year != 2020 || d.Month != 9 || d.Day != 1 || d.By != "archive" || d.Note == "" {
		t.Errorf("date %+v", d)
	}
	for _, block := range a.Blocks {
		if !strings.Contains(string(content), block.Span.In(a.Text)) {
			t.Errorf("%s is not as in the file", block.ID)
		}
	}
	without, err := Parse(a.Path, content, nil)
	if err != nil || without.Date != (Date{}) || without.Text != a.Text {
		t.Errorf("without the sidecar: %v, %v", without.Date, err)
	}
}
