package cache

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
)

type tree map[string]string

// publish puts a whole site into dir.
func publish(t *testing.T, dir string, files tree) Result {
	t.Helper()
	result, err := tryPublish(dir, files, nil)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func tryPublish(dir string, files tree, step func(string) error) (Result, error) {
	o, err := OpenOutput(context.Background(), dir, nil)
	if err != nil {
		return Result{}, err
	}
	if step != nil {
		o.step = step
	}
	for name, data := range files {
		err := error(nil)
		if len(name)%2 == 0 {
			err = stream(o, name, data)
		} else {
			err = o.Write(name, []byte(data))
		}
		if err != nil {
			o.Close()
			return Result{}, err
		}
	}
	result, err := o.Commit()
	if errors.Is(err, errKilled) {
		o.root.Close() // a killed process tidies nothing up, but gives the lock back
		o.unlock()
		return result, err
	}
	return result, errors.Join(err, o.Close())
}

// stream writes a file in two pieces, and looks whether its sum is right.
func stream(o *Output, name, data string) error {
	if lost, err := o.Create(name); err == nil { // one that is given up leaves nothing
		lost.Write([]byte("half of it"))
		lost.Abandon()
	}
	s, err := o.Create(name)
	if err != nil {
		return err
	}
	s.Write([]byte(data[:len(data)/2]))
	s.Write([]byte(data[len(data)/2:]))
	file, err := s.Close()
	if err != nil {
		return err
	}
	if sum, size, err := o.Sum(name); err != nil || sum != sha256.Sum256([]byte(data)) || file != FileOf(name, []byte(data)) || size != file.Size {
		return fmt.Errorf("%s: the sum is %x of %d bytes (%v)", name, sum, size, err)
	}
	return nil
}

var errKilled = errors.New("killed")

// read gives every file below dir but the manifest.
func read(t *testing.T, dir string) tree {
	t.Helper()
	files := tree{}
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(name)
		relative, _ := filepath.Rel(dir, name)
		if relative != ManifestName {
			files[filepath.ToSlash(relative)] = string(data)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func same(t *testing.T, got, want tree) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("the folder holds %v\nwant %v", got, want)
	}
}

func write(t *testing.T, dir, name, data string) {
	t.Helper()
	name = filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(data), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestPublishWritesOnlyWhatChanged(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	publish(t, dir, tree{"index.html": "one", "a/index.html": "A", "b/c/index.html": "C"})
	past := time.Now().Add(-time.Hour).Truncate(time.Second)
	for _, name := range []string{"index.html", "a/index.html"} {
		os.Chtimes(filepath.Join(dir, name), past, past)
	}
	result := publish(t, dir, tree{"index.html": "one", "a/index.html": "A2"})
	if result.Written != 1 || result.Unchanged != 1 || result.Removed != 1 || result.Bytes != 5 {
		t.Errorf("got %+v", result)
	}
	if info, _ := os.Stat(filepath.Join(dir, "index.html")); !info.ModTime().Equal(past) {
		t.Error("an unchanged file was written")
	}
	if _, err := os.Stat(filepath.Join(dir, "b")); err == nil {
		t.Error("the emptied folder b is still there")
	}
	same(t, read(t, dir), tree{"index.html": "one", "a/index.html": "A2"})
}

func TestPublishMendsAFileThatWasDamaged(t *testing.T) {
	dir := t.TempDir()
	publish(t, dir, tree{"index.html": "one"})
	write(t, dir, "index.html", "two")
	publish(t, dir, tree{"index.html": "one"})
	same(t, read(t, dir), tree{"index.html": "one"})
}

func TestPublishLeavesForeignFiles(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "CNAME", "example.org")
	write(t, dir, "a/notes.txt", "mine")
	os.Mkdir(filepath.Join(dir, "empty"), 0o755)
	publish(t, dir, tree{"a/index.html": "A", "empty/index.html": "E", "x.html": "X"})
	write(t, dir, "x.html", "changed by hand")
	result := publish(t, dir, tree{})
	same(t, read(t, dir), tree{"CNAME": "example.org", "a/notes.txt": "mine", "x.html": "changed by hand"})
	if _, err := os.Stat(filepath.Join(dir, "empty")); err != nil {
		t.Error("a folder that was there before was removed")
	}
	if !reflect.DeepEqual(result.Kept, []string{"x.html"}) {
		t.Errorf("kept %q", result.Kept)
	}
}

func TestPublishConflicts(t *testing.T) {
	outside := t.TempDir()
	write(t, outside, "secret.txt", "outside")
	for name, c := range map[string]struct {
		make func(dir string)
		site tree
	}{
		"file":            {func(dir string) { write(t, dir, "index.html", "mine") }, tree{"index.html": "ours"}},
		"file for folder": {func(dir string) { write(t, dir, "people", "mine") }, tree{"people/index.html": "ours"}},
		"folder for file": {func(dir string) { write(t, dir, "feed.xml/mine", "mine") }, tree{"feed.xml": "ours"}},
		"empty folder":    {func(dir string) { os.Mkdir(filepath.Join(dir, "feed.xml"), 0o755) }, tree{"feed.xml": "ours"}},
		"link to folder":  {func(dir string) { os.Symlink(outside, filepath.Join(dir, "people")) }, tree{"people/index.html": "ours"}},
		"link to file":    {func(dir string) { os.Symlink(filepath.Join(outside, "secret.txt"), filepath.Join(dir, "a")) }, tree{"a": "ours"}},
		"bad manifest":    {func(dir string) { write(t, dir, ManifestName, "{") }, tree{"a": "ours"}},
		"escaping manifest": {func(dir string) {
			write(t, dir, ManifestName, `{"pressmark":1,"files":[["../secret.txt",7,"x"]]}`)
		}, tree{"a": "ours"}},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			c.make(dir)
			before := read(t, dir)
			_, err := tryPublish(dir, c.site, nil)
			var conflict *ConflictError
			if !errors.As(err, &conflict) {
				t.Fatalf("got %v, want a conflict", err)
			}
			same(t, read(t, dir), before)
			same(t, read(t, outside), tree{"secret.txt": "outside"})
		})
	}
}

func TestPublishTakesOverAnEqualFile(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "index.html", "one")
	publish(t, dir, tree{"index.html": "one"})
	publish(t, dir, tree{"index.html": "two"})
	same(t, read(t, dir), tree{"index.html": "two"})
}

func TestPublishFileAndFolderChangePlaces(t *testing.T) {
	dir := t.TempDir()
	publish(t, dir, tree{"a": "file", "b/index.html": "B", "b/c/d": "D"})
	publish(t, dir, tree{"a/index.html": "A", "b": "file"})
	same(t, read(t, dir), tree{"a/index.html": "A", "b": "file"})
}

func TestPublishRejectsPaths(t *testing.T) {
	o, err := OpenOutput(context.Background(), t.TempDir(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer o.Close()
	for _, name := range []string{"../x", "/x", "a/../../x", "", ".", "a//b", `a\b`, "a\x00b", ManifestName, stageName + "/x", strings.Repeat("x", 256)} {
		if err := o.Write(name, nil); err == nil {
			t.Errorf("Write(%q) did not fail", name)
		}
	}
	if err := o.Write("a", nil); err != nil {
		t.Error(err)
	}
	if err := o.Write("a", nil); err == nil {
		t.Error("two pages got one file")
	}
}

func TestCloseWithoutCommitLeavesNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	o, err := OpenOutput(context.Background(), dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := o.Write("a/b", []byte("x")); err != nil {
		t.Fatal(err)
	}
	if err := o.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("the folder is still there")
	}
}

// TestKilledAtEveryStep stops the commit before each of its steps in turn. All
// files must be whole, and the next build must find its way from there.
func TestKilledAtEveryStep(t *testing.T) {
	before := tree{"index.html": "old", "a/index.html": "old", "stale/x.html": "old", "swap": "file"}
	after := tree{"index.html": "new", "a/index.html": "old", "n/e/w.html": "new", "swap/index.html": "new", "style.css": "new"}
	for stop := 0; ; stop++ {
		dir := t.TempDir()
		publish(t, dir, before)
		steps, decided := 0, false
		_, err := tryPublish(dir, after, func(point string) error {
			decided = decided || strings.HasPrefix(point, "move")
			if steps++; steps > stop {
				return errKilled
			}
			return nil
		})
		if err == nil {
			if stop < 8 {
				t.Fatalf("only %d steps", stop)
			}
			return
		}
		for name, data := range read(t, dir) {
			if !strings.HasPrefix(name, stageName) && data != before[name] && data != after[name] {
				t.Fatalf("stopped at step %d: %s holds %q", stop, name, data)
			}
		}
		o, err := OpenOutput(context.Background(), dir, nil)
		if err != nil {
			t.Fatal(err)
		}
		o.Close()
		if got := read(t, dir); !reflect.DeepEqual(got, before) && !reflect.DeepEqual(got, after) {
			t.Fatalf("stopped at step %d: the next command left %v", stop, got)
		} else if decided && !reflect.DeepEqual(got, after) {
			t.Fatalf("stopped at step %d: a decided build was undone", stop)
		}
		publish(t, dir, after)
		same(t, read(t, dir), after)
	}
}

// TestRandomBuilds checks that any sequence of sites leaves what a build of the
// last one alone leaves, manifest and all.
func TestRandomBuilds(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	names := []string{"a", "a/b", "a/b/c", "d/e", "d", "f/g/h", "f", "i.html", "j/index.html"}
	dir := t.TempDir()
	for range 200 {
		site := tree{}
		for _, name := range names {
			clash := false
			for other := range site {
				clash = clash || strings.HasPrefix(name, other+"/") || strings.HasPrefix(other, name+"/")
			}
			if !clash && random.IntN(2) == 0 {
				site[name] = fmt.Sprint(random.IntN(2))
			}
		}
		publish(t, dir, site)
		clean := t.TempDir()
		publish(t, clean, site)
		same(t, read(t, dir), maps.Clone(site))
		got, _ := os.ReadFile(filepath.Join(dir, ManifestName))
		want, _ := os.ReadFile(filepath.Join(clean, ManifestName))
		if string(got) != string(want) {
			t.Fatalf("manifest is %s\nwant %s", got, want)
		}
	}
}

func TestSecondBuildWaits(t *testing.T) {
	dir := t.TempDir()
	first, err := OpenOutput(context.Background(), dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	waits := make(chan bool, 1)
	opened := make(chan error)
	go func() {
		second, err := OpenOutput(context.Background(), dir, func() { waits <- true })
		if err == nil {
			err = second.Close()
		}
		opened <- err
	}()
	<-waits
	select {
	case <-opened:
		t.Fatal("two builds at once")
	case <-time.After(150 * time.Millisecond):
	}
	first.Close()
	if err := <-opened; err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 150*time.Millisecond)
	defer cancel()
	third, _ := OpenOutput(context.Background(), dir, nil)
	defer third.Close()
	if _, err := OpenOutput(ctx, dir, nil); !errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("got %v", err)
	}
}

func TestLockFileOfADeadProcess(t *testing.T) {
	dir := t.TempDir()
	gone := exec.Command(os.Args[0], "-test.run=^$")
	if err := gone.Run(); err != nil {
		t.Fatal(err)
	}
	write(t, dir, lockName, fmt.Sprint(gone.Process.Pid))
	unlock, err := tryLockFile(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tryLockFile(dir); !errors.Is(err, errLocked) {
		t.Fatalf("got %v", err)
	}
	unlock()
	if len(read(t, dir)) != 0 {
		t.Error("the lock's file is left")
	}
}

func TestReadOnlyOutput(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may write anywhere")
	}
	dir := t.TempDir()
	publish(t, dir, tree{"a": "old"})
	os.Chmod(dir, 0o555)
	defer os.Chmod(dir, 0o755)
	if _, err := tryPublish(dir, tree{"a": "new"}, nil); !errors.Is(err, fs.ErrPermission) {
		t.Fatalf("got %v", err)
	}
	same(t, read(t, dir), tree{"a": "old"})
}

// TestKilledProcess kills a process that publishes two sites in turn, at random
// times, and looks at what it leaves.
func TestKilledProcess(t *testing.T) {
	if dir := os.Getenv("PRESSMARK_TEST_PUBLISH"); dir != "" {
		for turn := 0; ; turn++ {
			if _, err := tryPublish(dir, bigSite(turn%2), nil); err != nil {
				t.Fatal(err)
			}
		}
	}
	if testing.Short() {
		t.Skip("takes seconds")
	}
	random := rand.New(rand.NewPCG(3, 4))
	dir := t.TempDir()
	publish(t, dir, bigSite(0))
	for range 12 {
		child := exec.Command(os.Args[0], "-test.run=^TestKilledProcess$")
		child.Env = append(os.Environ(), "PRESSMARK_TEST_PUBLISH="+dir)
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(5+random.IntN(60)) * time.Millisecond)
		child.Process.Kill()
		child.Wait()
		for name, data := range read(t, dir) {
			if !strings.HasPrefix(name, stageName) && data != bigSite(0)[name] && data != bigSite(1)[name] {
				t.Fatalf("%s is torn: %d bytes", name, len(data))
			}
		}
		o, err := OpenOutput(context.Background(), dir, nil)
		if err != nil {
			t.Fatal(err)
		}
		o.Close()
		if got := read(t, dir); !reflect.DeepEqual(got, bigSite(0)) && !reflect.DeepEqual(got, bigSite(1)) {
			t.Fatal("the next command left a mixture")
		}
	}
}

func bigSite(turn int) tree {
	site := tree{}
	for i := range 60 {
		site[fmt.Sprintf("same/%d.html", i)] = "same"
		site[fmt.Sprintf("changed/%d.html", i)] = strings.Repeat(fmt.Sprint(turn), 20_000)
		site[fmt.Sprintf("turn%d/%d/index.html", turn, i)] = "here"
	}
	return site
}
