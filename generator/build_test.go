package generator

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pressmark/generator/annotate"
	"pressmark/generator/archive"
	"pressmark/generator/fault"
)

// A testSite is a site in a temporary folder.
type testSite struct {
	t   *testing.T
	cfg Config
}

func newTestSite(t *testing.T) *testSite {
	t.Helper()
	s := &testSite{t, DefaultConfig(t.TempDir())}
	s.write("seeds/first.md", article("First", "2024-05-14", "Anna Larsson", "Oslo"))
	return s
}

// article makes a text in which some names and a quotation stand.
func article(title, date, person, place string) string {
	return fmt.Sprintf("---\ntitle: %s\ndate: %s\ntags: [%s]\n---\n\n%s was in %s on Monday. “We counted every boat twice,” %s said.\n\nIt rained in *%s*.\n",
		title, date, strings.ToLower(place), person, place, strings.Fields(person)[1], place)
}

func (s *testSite) write(name, data string) {
	s.t.Helper()
	name = filepath.Join(s.cfg.Folder, name)
	if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(data), 0o644)); err != nil {
		s.t.Fatal(err)
	}
}

func (s *testSite) remove(name string) { os.RemoveAll(filepath.Join(s.cfg.Folder, name)) }

// files reads a folder of the site.
func (s *testSite) files(folder string) map[string]string {
	s.t.Helper()
	all := map[string]string{}
	root := filepath.Join(s.cfg.Folder, folder)
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		all[strings.TrimPrefix(name, root)] = string(data)
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return all
}

// sameAsClean compares the output with that of a build into an empty folder by
// a Builder that remembers nothing.
func (s *testSite) sameAsClean(what string) {
	s.t.Helper()
	clean := s.cfg
	clean.Build.Output, clean.Build.Cache = "clean", ".pressmark/other"
	s.remove("clean")
	if _, err := Build(context.Background(), clean, nil); err != nil {
		s.t.Fatal(err)
	}
	got, want := s.files("public"), s.files("clean")
	for _, name := range slices.Concat(keys(want), keys(got)) {
		if got[name] != want[name] {
			s.t.Fatalf("after %s, %s is not as in a clean build:\n%s\nwant\n%s", what, name, got[name], want[name])
		}
	}
}

func keys(m map[string]string) []string {
	var names []string
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func TestFailedBuildLeavesTheOutput(t *testing.T) {
	s := newTestSite(t)
	if _, err := Build(context.Background(), s.cfg, nil); err != nil {
		t.Fatal(err)
	}
	before := s.files("public")
	s.write("seeds/a.txt", "")
	s.write("seeds/b.md", "---\ndate: nonsense\n---\nText.")
	_, err := Build(context.Background(), s.cfg, nil)
	if faults := fault.List(err); len(faults) != 2 || faults[0].Path != filepath.Join(s.cfg.Folder, "seeds/a.txt") || faults[1].Line != 2 {
		t.Errorf("got %v", err)
	}
	if !reflect.DeepEqual(s.files("public"), before) {
		t.Error("the output changed")
	}
}

func TestFailedFirstBuildMakesNoOutput(t *testing.T) {
	s := newTestSite(t)
	s.write("templates/404.html", "{{.No}}")
	if _, err := Build(context.Background(), s.cfg, nil); err == nil || !strings.Contains(err.Error(), "templates/404.html:1:") {
		t.Errorf("got %v", err)
	}
	if _, err := os.Stat(s.cfg.OutputPath()); err == nil {
		t.Error("there is an output folder")
	}
}

func TestCanceledBuildLeavesTheOutput(t *testing.T) {
	s := newTestSite(t)
	ctx, cancel := context.WithCancel(context.Background())
	_, err := Build(ctx, s.cfg, func(step string, done, total int) {
		if step == "render" {
			cancel()
		}
	})
	if !Canceled(err) {
		t.Errorf("got %v", err)
	}
	if _, err := os.Stat(s.cfg.OutputPath()); err == nil {
		t.Error("there is an output folder")
	}
}

// TestArticleChangesDuringBuild saves an article after it was annotated and
// before it is rendered: the build must begin again, with what is there now.
func TestArticleChangesDuringBuild(t *testing.T) {
	s := newTestSite(t)
	saved := false
	_, err := Build(context.Background(), s.cfg, func(step string, done, total int) {
		if step == "read and annotate" && done == total && !saved {
			saved = true
			s.write("seeds/first.md", article("First", "2024-05-14", "Nils Berg", "Bergen"))
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if page := s.files("public")["/2024/05/first/index.html"]; !strings.Contains(page, "Nils Berg") || strings.Contains(page, "Anna Larsson") {
		t.Error("the page is not of the article as it is now")
	}
	s.sameAsClean("the change")
}

func TestLinksOutOfTheSeedsAreNotFollowed(t *testing.T) {
	s := newTestSite(t)
	s.write("secret.md", article("Secret", "2024-05-14", "Anna Larsson", "Oslo"))
	if err := os.Symlink(filepath.Join(s.cfg.Folder, "secret.md"), filepath.Join(s.cfg.Folder, "seeds/link.md")); err != nil {
		t.Skip(err)
	}
	report, err := Build(context.Background(), s.cfg, nil)
	if err != nil || report.Articles != 1 {
		t.Errorf("got %v articles, %v", report, err)
	}
}

// TestMinScore sees that doubtful reported speech is left out, and that direct
// speech stays whatever the least score.
func TestMinScore(t *testing.T) {
	s := newTestSite(t)
	s.write("seeds/report.md", article("Report", "2024-05-15", "Anna Larsson", "Oslo")+"\n\nMary Larsson said that the boat was safe.\n")
	for score, want := range map[int]bool{0: true, 100: false} {
		s.cfg.Quotes.MinScore = score
		survey, err := Look(context.Background(), s.cfg, nil)
		if err != nil {
			t.Fatal(err)
		}
		survey.Close()
		of := func(kind annotate.QuoteKind) bool {
			return slices.ContainsFunc(survey.Archive.Entries, func(e *archive.Entry) bool {
				return len(e.QuoteIDs) == len(e.Quotes) && slices.ContainsFunc(e.Quotes, func(q annotate.Quote) bool { return q.Kind == kind })
			})
		}
		if got := of(annotate.Indirect); got != want {
			t.Errorf("with a least score of %d: reported speech is there: %t", score, got)
		}
		if !of(annotate.Direct) {
			t.Errorf("with a least score of %d: direct speech is gone", score)
		}
	}
}

// TestSpoolIsRemoved sees that a build leaves no temporary files.
func TestSpoolIsRemoved(t *testing.T) {
	s := newTestSite(t)
	if _, err := Build(context.Background(), s.cfg, nil); err != nil {
		t.Fatal(err)
	}
	left := s.files(".pressmark/cache/texts")
	if len(left) > 0 {
		t.Errorf("left: %q", keys(left))
	}
}
