package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"pressmark": main})
}

// TestScripts runs every script of testdata/script: each is a command line
// session with its files. Commands of their own: same A B compares two folders
// byte for byte, snapshot DIR and unchanged DIR see that nothing in a folder
// changed in between.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireUniqueNames:  true,
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("HOME", env.WorkDir)
			for _, name := range []string{"CI", "PRESSMARK_BROWSER", "PRESSMARK_AXE"} {
				env.Setenv(name, "")
			}
			return nil
		},
		Condition: func(cond string) (bool, error) {
			if cond == "root" {
				return os.Geteuid() == 0, nil
			}
			return false, fmt.Errorf("unknown condition %q", cond)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exit":      expectExit,
			"same":      same,
			"snapshot":  snapshot,
			"unchanged": unchanged,
			"bytes":     writeBytes,
			"errors":    countErrors,
		},
	})
}

// expectExit runs pressmark and expects an exit code: exit 2 build --nonsense.
func expectExit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: exit CODE ARGS…")
	}
	err := ts.Exec("pressmark", args[1:]...)
	got := "0"
	if err != nil {
		got = strings.TrimPrefix(err.Error(), "exit status ")
	}
	if got != args[0] {
		ts.Fatalf("pressmark %s ended with %s, want %s", strings.Join(args[1:], " "), got, args[0])
	}
}

// contents reads all files of a folder, with their times if wanted.
func contents(ts *testscript.TestScript, dir string, times bool) map[string]string {
	files := map[string]string{}
	root := ts.MkAbs(dir)
	ts.Check(filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		relative, _ := filepath.Rel(root, name)
		files[relative] = string(data)
		if times {
			info, err := entry.Info()
			if err != nil {
				return err
			}
			files[relative] += info.ModTime().String()
		}
		return nil
	}))
	return files
}

func compare(ts *testscript.TestScript, got, want map[string]string, what string) {
	for name, data := range want {
		if other, ok := got[name]; !ok {
			ts.Fatalf("%s: %s is missing", what, name)
		} else if other != data {
			ts.Fatalf("%s: %s differs", what, name)
		}
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			ts.Fatalf("%s: %s is too much", what, name)
		}
	}
}

func same(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: same DIR DIR")
	}
	compare(ts, contents(ts, args[0], false), contents(ts, args[1], false), args[0]+" and "+args[1])
}

func snapshot(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: snapshot DIR")
	}
	os.WriteFile(ts.MkAbs(".snapshot"), flat(contents(ts, args[0], true)), 0o644)
}

func unchanged(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: unchanged DIR")
	}
	want, err := os.ReadFile(ts.MkAbs(".snapshot"))
	ts.Check(err)
	if got := flat(contents(ts, args[0], true)); !bytes.Equal(got, want) {
		ts.Fatalf("%s changed", args[0])
	}
}

func flat(files map[string]string) []byte {
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	var b bytes.Buffer
	for _, name := range names {
		fmt.Fprintf(&b, "%s\x00%s\x00", name, files[name])
	}
	return b.Bytes()
}

// writeBytes writes a file of bytes that a script cannot hold: bytes NAME "…"
// in Go's notation.
func writeBytes(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: bytes NAME TEXT")
	}
	text := strings.NewReplacer(`\0`, "\x00", `\n`, "\n", `\xff`, "\xff", `\r`, "\r").Replace(args[1])
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o644))
}

// countErrors counts the lines of the last standard error that begin with
// "error:": errors 3.
func countErrors(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: errors N")
	}
	n := 0
	for line := range strings.SplitSeq(ts.ReadFile("stderr"), "\n") {
		if strings.HasPrefix(line, "error: ") {
			n++
		}
	}
	if fmt.Sprint(n) != args[0] {
		ts.Fatalf("%d errors, want %s:\n%s", n, args[0], ts.ReadFile("stderr"))
	}
}
