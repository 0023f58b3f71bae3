package main

import (
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestKilledBuilds kills builds at random points, as SIGKILL does, while the
// articles change between two states. Every published file must be whole, of
// the one state or the other, and the next build right. PRESSMARK_KILLS says
// how often; the default suits a quick run.
func TestKilledBuilds(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	kills := 8
	if n, err := strconv.Atoi(os.Getenv("PRESSMARK_KILLS")); err == nil {
		kills = n
	}
	dir := t.TempDir()
	program := filepath.Join(dir, "pressmark") // the test binary acts as pressmark under this name
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(self, program); err != nil {
		t.Skip(err)
	}
	build := func(output string) *exec.Cmd {
		return exec.Command(program, "build", "-q", "-s", dir, "-d", filepath.Join(dir, output))
	}
	run := func(output string) time.Duration {
		start := time.Now()
		if out, err := build(output).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		return time.Since(start)
	}
	var clean [2]map[string]string
	var takes time.Duration
	for state := range clean {
		writeState(t, dir, state)
		takes = run(fmt.Sprintf("clean%d", state))
		clean[state] = readAll(t, filepath.Join(dir, fmt.Sprintf("clean%d", state)))
	}
	writeState(t, dir, 0)
	run("public")
	random := rand.New(rand.NewPCG(9, 10))
	for i := range kills {
		state := (i + 1) % 2
		writeState(t, dir, state)
		command := build("public")
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(random.Int64N(int64(takes))))
		command.Process.Kill()
		command.Wait()
		for name, data := range readAll(t, filepath.Join(dir, "public")) {
			if !strings.HasPrefix(name, ".pressmark-stage") && data != clean[0][name] && data != clean[1][name] {
				t.Fatalf("kill %d: %s is torn", i, name)
			}
		}
		if i%2 == 1 { // else the next state comes on top of what was left
			run("public")
			if got := readAll(t, filepath.Join(dir, "public")); !maps.Equal(got, clean[state]) {
				t.Fatalf("kill %d: the next build is not that of a clean folder", i)
			}
		}
	}
}

// writeState writes the articles of one of two states.
func writeState(t *testing.T, dir string, state int) {
	t.Helper()
	os.RemoveAll(filepath.Join(dir, "seeds"))
	os.MkdirAll(filepath.Join(dir, "seeds"), 0o755)
	for i := range 12 + 4*state {
		text := fmt.Sprintf("---\ntitle: Boats %d\ndate: 2024-05-%02d\n---\n\nAnna Larsson went to %s. “We counted %d boats,” she said.\n", i, i+1, []string{"Oslo", "Bergen"}[state], i)
		if err := os.WriteFile(filepath.Join(dir, "seeds", fmt.Sprintf("%d.md", i)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func readAll(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		relative, _ := filepath.Rel(dir, name)
		files[filepath.ToSlash(relative)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
