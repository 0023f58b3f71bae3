package generator

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// A watching is a watch of a temporary site, with what it reported.
type watching struct {
	t       *testing.T
	dir     string
	changes chan []string
}

func startWatching(t *testing.T, poll bool) *watching {
	t.Helper()
	dir := absolute(t.TempDir())
	w := &watching{t: t, dir: dir, changes: make(chan []string, 100)}
	w.write("seeds/a.md", "a")
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error)
	begun := make(chan bool)
	go func() {
		done <- watchFiles(ctx, watched{
			folders: []string{filepath.Join(dir, "seeds"), filepath.Join(dir, "templates")},
			files:   []string{filepath.Join(dir, "pressmark.yaml")},
		}, poll, func(note string) { t.Log(note) }, func(names []string) {
			if names == nil {
				close(begun)
				return
			}
			w.changes <- names
		})
	}()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	<-begun
	return w
}

func (w *watching) write(name, data string) {
	w.t.Helper()
	name = filepath.Join(w.dir, name)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		w.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(data), 0o644); err != nil {
		w.t.Fatal(err)
	}
}

// expect waits for a change of the file.
func (w *watching) expect(name string) {
	w.t.Helper()
	limit := time.After(5 * time.Second)
	var seen []string
	for {
		select {
		case names := <-w.changes:
			if slices.Contains(names, filepath.Join(w.dir, name)) {
				return
			}
			seen = append(seen, names...)
		case <-limit:
			w.t.Fatalf("no change of %s was reported, but of %q", name, seen)
		}
	}
}

// expectNothing waits a little for what must not come.
func (w *watching) expectNothing() {
	w.t.Helper()
	select {
	case names := <-w.changes:
		w.t.Fatalf("changes of %q were reported", names)
	case <-time.After(4 * quiet):
	}
}

func TestWatch(t *testing.T) {
	for _, poll := range []bool{false, true} {
		t.Run(fmt.Sprintf("poll=%t", poll), func(t *testing.T) {
			w := startWatching(t, poll)
			w.write("seeds/a.md", "a changed")
			w.expect("seeds/a.md")
			w.write("seeds/new/deep/b.md", "b") // a new folder with a file in it
			if poll {
				w.expect("seeds/new/deep/b.md")
			} else {
				w.expect("seeds/new")
			}
			w.write("seeds/new/deep/b.md", "b changed")
			w.expect("seeds/new/deep/b.md")
			w.write("seeds/.a.md.tmp", "saved in another way")
			os.Rename(filepath.Join(w.dir, "seeds/.a.md.tmp"), filepath.Join(w.dir, "seeds/a.md"))
			w.expect("seeds/a.md")
			os.Remove(filepath.Join(w.dir, "seeds/a.md"))
			w.expect("seeds/a.md")
			w.write("pressmark.yaml", "site: {}")
			w.expect("pressmark.yaml")
			w.write("templates/base.html", "x") // a folder that was not there
			if poll {
				w.expect("templates/base.html")
			} else {
				w.expect("templates")
			}
			w.write("templates/base.html", "xy")
			w.expect("templates/base.html")
		})
	}
}

func TestWatchFolderThatGoesAndComes(t *testing.T) {
	w := startWatching(t, false)
	os.RemoveAll(filepath.Join(w.dir, "seeds"))
	w.expect("seeds")
	w.write("seeds/c.md", "c")
	w.expect("seeds")
	w.write("seeds/c.md", "c changed")
	w.expect("seeds/c.md")
}

func TestWatchIgnores(t *testing.T) {
	w := startWatching(t, false)
	for _, name := range []string{"seeds/.a.md.swp", "seeds/a.md~", "seeds/4913", "seeds/.git/index", "seeds/#a.md#", "public/index.html", "README.md"} {
		w.write(name, "x")
	}
	w.expectNothing()
	os.Chmod(filepath.Join(w.dir, "seeds/a.md"), 0o600)
	w.expectNothing()
}

// TestWatchManyFilesAtOnce does what git checkout does.
func TestWatchManyFilesAtOnce(t *testing.T) {
	w := startWatching(t, false)
	for i := range 3000 {
		w.write(fmt.Sprintf("seeds/%d/%d.md", i%50, i), "x")
	}
	batches := 0
	limit := time.After(20 * time.Second)
	for last := false; !last; {
		select {
		case <-w.changes:
			batches++
		case <-time.After(500 * time.Millisecond):
			last = batches > 0
		case <-limit:
			t.Fatal("no end")
		}
	}
	if batches > 10 {
		t.Errorf("%d batches", batches)
	}
	w.write("seeds/49/2999.md", "changed")
	w.expect("seeds/49/2999.md")
}

func TestWatchIsOfWhatTheSiteIsMadeFrom(t *testing.T) {
	dir := absolute(t.TempDir())
	cfg := DefaultConfig(dir)
	w := cfg.watched()
	for name, want := range map[string]bool{
		"seeds/a.md": true, "seeds": true, "seedsx": false, "assets/x.css": true, "templates/base.html": true,
		"pressmark.yaml": true, "public/index.html": false, ".pressmark/cache/x": false, "seeds/.hidden/x.md": true,
	} {
		if got := w.concerns(filepath.Join(dir, name)); got != want {
			t.Errorf("concerns(%s) = %t", name, got)
		}
	}
	if !cfg.onlyStyles([]string{filepath.Join(dir, "assets/x.css")}) || cfg.onlyStyles([]string{filepath.Join(dir, "assets/x.js")}) || cfg.onlyStyles(nil) {
		t.Error("style sheets are not told from the rest")
	}
	if strings.Contains(fmt.Sprint(w), "public") {
		t.Error("the output is watched")
	}
}
