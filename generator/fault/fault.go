// Package fault is the one form in which Pressmark tells of bad input: where
// it is, what is wrong, and what to do about it.
package fault

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// A Fault is one thing wrong with one input. As an error it reads
// "path:line:col: problem" with the advice after a semicolon.
type Fault struct {
	Path      string // as the user would name the file
	Line, Col int    // from 1, in lines and code points; 0 if not known
	Problem   string // lower case, no full stop
	Advice    string // what to do; may be empty
	Warning   bool   // the build goes on
}

// New returns a fault in the file path with a formatted problem.
func New(path string, line, col int, advice, problem string, args ...any) *Fault {
	return &Fault{Path: path, Line: line, Col: col, Advice: advice, Problem: fmt.Sprintf(problem, args...)}
}

func (f *Fault) Error() string {
	var b strings.Builder
	b.WriteString(f.Path)
	if f.Line > 0 {
		fmt.Fprintf(&b, ":%d", f.Line)
		if f.Col > 0 {
			fmt.Fprintf(&b, ":%d", f.Col)
		}
	}
	fmt.Fprintf(&b, ": %s", f.Problem)
	if f.Advice != "" {
		fmt.Fprintf(&b, "; %s", f.Advice)
	}
	return b.String()
}

// List gathers the faults inside err, which may be joined or wrapped, in order
// of path, line and column. An error that is no Fault becomes one without a
// path.
func List(err error) []*Fault {
	faults := collect(err, nil)
	slices.SortStableFunc(faults, func(a, b *Fault) int {
		return cmp.Or(strings.Compare(a.Path, b.Path), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col))
	})
	return faults
}

func collect(err error, into []*Fault) []*Fault {
	if err == nil {
		return into
	}
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		for _, one := range many.Unwrap() {
			into = collect(one, into)
		}
		return into
	}
	var f *Fault
	if errors.As(err, &f) {
		return append(into, f)
	}
	return append(into, &Fault{Path: "pressmark", Problem: err.Error()})
}
