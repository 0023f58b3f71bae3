package generator

import (
	"errors"
	"io/fs"
	"strings"
	"syscall"
	"testing"

	"pressmark/generator/cache"
)

func TestHostWarnings(t *testing.T) {
	if got := hostWarnings("public", 20_000, 1<<30, "a", 25<<20); len(got) != 0 {
		t.Errorf("got %v", got)
	}
	got := hostWarnings("public", 20_001, 3<<30, "data/all.jsonl", 26<<20)
	if len(got) != 3 || !got[0].Warning || got[2].Path != "public/data/all.jsonl" || !strings.Contains(got[1].Problem, "3.0 GiB; GitHub Pages takes 1.0 GiB") {
		t.Errorf("got %v", got)
	}
}

func TestOutputFaults(t *testing.T) {
	r := &run{cfg: DefaultConfig(".")}
	for _, c := range []struct {
		err  error
		want string
	}{
		{&fs.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}, "public: the disk is full; make room"},
		{&fs.PathError{Op: "mkdir", Path: "x", Err: syscall.EROFS}, "public: the output cannot be written: "},
		{&fs.PathError{Op: "open", Path: "x", Err: syscall.EACCES}, "public: the output cannot be written: "},
		{&cache.ConflictError{Path: "CNAME", Problem: "is a file that pressmark did not make"}, "public/CNAME: is a file that pressmark did not make; move it away"},
		{&cache.ConflictError{Path: cache.ManifestName, Problem: "is damaged"}, "public/.pressmark.json: is damaged; restore it"},
	} {
		if got := r.outputFault(c.err).Error(); !strings.HasPrefix(got, c.want) {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
	if other := errors.New("other"); r.outputFault(other) != other {
		t.Error("an error was changed")
	}
}
