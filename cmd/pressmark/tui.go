package main

// This file owns the terminal's voice: lower case, no full stop, an error
// followed by what to do about it. Nothing else prints for people.

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"

	"pressmark/generator"
	"pressmark/generator/fault"
)

// A voice speaks to one user: results to out, all else to err.
type voice struct {
	out, err       io.Writer
	quiet, verbose bool
	terminal       bool // err is one
	colour         bool
	actions        bool // GitHub Actions reads err

	mu       sync.Mutex
	begun    time.Time // of the work that progress is told of
	last     time.Time // progress was shown
	step     string
	progress bool // a line of progress stands on the terminal
}

func newVoice(out, err io.Writer) *voice {
	v := &voice{out: out, err: err, actions: os.Getenv("GITHUB_ACTIONS") == "true"}
	if f, ok := err.(*os.File); ok {
		info, statErr := f.Stat()
		v.terminal = statErr == nil && info.Mode()&os.ModeCharDevice != 0 && os.Getenv("TERM") != "dumb"
	}
	v.colour = v.terminal && os.Getenv("NO_COLOR") == ""
	return v
}

// say tells what is going on, unless the user wants quiet.
func (v *voice) say(format string, args ...any) {
	if !v.quiet {
		v.line(fmt.Sprintf(format, args...))
	}
}

// line prints one line to err, in place of a line of progress.
func (v *voice) line(text string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.wipe()
	fmt.Fprintln(v.err, text)
}

// fail prints every error in err, one a line.
func (v *voice) fail(err error) {
	for _, f := range fault.List(err) {
		v.fault(f)
	}
}

// fault prints one error or warning.
func (v *voice) fault(f *fault.Fault) {
	word, colour := "error", "31"
	if f.Warning {
		word, colour = "warning", "33"
	}
	v.line(v.paint(colour, word+":") + " " + oneLine(f.Error()))
	v.annotation(word, f)
}

// annotation says a fault once more in the form that GitHub Actions shows beside
// the line of the file.
func (v *voice) annotation(level string, f *fault.Fault) {
	if !v.actions {
		return
	}
	text := f.Problem
	if f.Advice != "" {
		text += "; " + f.Advice
	}
	place := "file=" + forActions(f.Path, true)
	if f.Line > 0 {
		place += ",line=" + strconv.Itoa(f.Line)
		if f.Col > 0 {
			place += ",col=" + strconv.Itoa(f.Col)
		}
	}
	v.line("::" + level + " " + place + "::" + forActions(oneLine(text), false))
}

// forActions escapes what has a meaning in a workflow command, in a property
// some more.
func forActions(s string, property bool) string {
	s = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
	if property {
		s = strings.NewReplacer(":", "%3A", ",", "%2C").Replace(s)
	}
	return s
}

// usage says what was wrong with a command line.
func (v *voice) usage(err error, command string) {
	// Cobra puts what may have been meant on lines of its own.
	what, meant, _ := strings.Cut(strings.TrimSpace(err.Error()), "\n\nDid you mean this?\n")
	if meant = strings.Join(strings.Fields(meant), ", "); meant != "" {
		what += "; did you mean " + meant + "?"
	}
	v.line(v.paint("31", "error:") + " " + strings.Join(strings.Fields(what), " "))
	v.line("hint: " + command + " --help tells how it is called")
}

// paint colours text, where colours can be seen and are wanted.
func (v *voice) paint(colour, text string) string {
	if !v.colour {
		return text
	}
	return "\x1b[" + colour + "m" + text + "\x1b[0m"
}

// oneLine keeps what is in files from steering the terminal.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 {
			return ' '
		}
		return r
	}, s)
}

// begin starts a piece of work whose progress is to be told.
func (v *voice) begin() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.begun, v.last, v.step = time.Now(), time.Now(), ""
}

// tell shows how far the work is, once it takes more than a second: on a
// terminal in one line that changes, elsewhere in a new line now and then.
func (v *voice) tell(step string, done, total int) {
	if v.quiet {
		return
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	now := time.Now()
	wait := 10 * time.Second
	if v.terminal {
		wait = 100 * time.Millisecond
	}
	if now.Sub(v.begun) < time.Second || now.Sub(v.last) < wait {
		return
	}
	v.last, v.step = now, step
	text := fmt.Sprintf("%s: %s", step, number(done))
	if total > 0 {
		text += " of " + number(total)
	}
	if v.terminal {
		fmt.Fprintf(v.err, "\r\x1b[K%s", text)
		v.progress = true
		return
	}
	fmt.Fprintln(v.err, text)
}

// end takes the line of progress away.
func (v *voice) end() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.wipe()
}

// wipe clears the line of progress. v.mu is held.
func (v *voice) wipe() {
	if v.progress {
		fmt.Fprint(v.err, "\r\x1b[K")
		v.progress = false
	}
}

// summary tells what a build did.
func (v *voice) summary(r *generator.Report) {
	for _, w := range r.Warnings {
		v.fault(w)
	}
	if v.quiet {
		return
	}
	if v.verbose {
		for _, name := range r.Changed {
			v.line("changed " + r.Output + "/" + oneLine(name))
		}
	}
	left := leftOut(r)
	v.line(fmt.Sprintf("built %s: %s, %s words%s", r.Output, count(r.Articles, "article"), number(r.Words), left))
	row := func(name, value, more string) {
		v.line(strings.TrimRight(fmt.Sprintf("  %-14s %9s  %s", name, value, more), " "))
	}
	row("quotations", number(r.Quotations), fmt.Sprintf("%s with a speaker, %s without", number(r.Attributed), number(r.Quotations-r.Attributed)))
	row("people", number(r.People), "")
	row("organisations", number(r.Organizations), "")
	row("places", number(r.Places), "")
	row("dates", number(r.Dates), "")
	if r.Corrections > 0 {
		row("corrections", number(r.Corrections), "applied")
	}
	p := r.Pages
	row("files", number(p.Written+p.Unchanged), fmt.Sprintf("%s written, %s unchanged, %s removed; %s",
		number(p.Written), number(p.Unchanged), number(p.Removed), generator.Size(p.Bytes)))
	var steps []string
	for _, s := range r.Steps {
		steps = append(steps, fmt.Sprintf("%s %.2f", s.Name, s.Seconds))
	}
	row("time", fmt.Sprintf("%.2f s", r.Seconds), strings.Join(steps, ", "))
}

// leftOut says which articles are not published.
func leftOut(r *generator.Report) string {
	var parts []string
	if r.Drafts > 0 {
		parts = append(parts, count(r.Drafts, "draft"))
	}
	if r.Future > 0 {
		parts = append(parts, number(r.Future)+" not yet due")
	}
	if r.Expired > 0 {
		parts = append(parts, number(r.Expired)+" expired")
	}
	if len(parts) == 0 {
		return ""
	}
	return " (left out: " + strings.Join(parts, ", ") + ")"
}

// failed ends a build that failed.
func (v *voice) failed(err error, output string) error {
	v.fail(err)
	n := len(fault.List(err))
	v.say("%s, nothing published; %s is as it was", count(n, "error"), output)
	return errTold
}

// finding prints what check found, to out since it is the result.
func (v *voice) finding(f *fault.Fault) {
	v.print("%s", f.Error())
	v.annotation("error", f)
}

// print prints one line of a result to out.
func (v *voice) print(format string, args ...any) {
	for line := range strings.SplitSeq(fmt.Sprintf(format, args...), "\n") {
		fmt.Fprintln(v.out, oneLine(line))
	}
}

// printJSON prints a value to out.
func (v *voice) printJSON(value any) error {
	encoder := json.NewEncoder(v.out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(value)
}

// A problem is a fault as JSON has it.
type problem struct {
	Path    string `json:"path"`
	Line    int    `json:"line,omitempty"`
	Col     int    `json:"col,omitempty"` // in code points
	Problem string `json:"problem"`
	Advice  string `json:"advice,omitempty"`
}

func asProblems(faults []*fault.Fault) []problem {
	all := []problem{}
	for _, f := range faults {
		all = append(all, problem{f.Path, f.Line, f.Col, f.Problem, f.Advice})
	}
	return all
}

// table prints rows to out, in columns parted by tabs, which both people and
// programs can read.
func (v *voice) table(rows [][]string) error {
	out := bufio.NewWriter(v.out)
	for _, row := range rows {
		for i, cell := range row {
			if i > 0 {
				out.WriteByte('\t')
			}
			out.WriteString(oneLine(cell))
		}
		out.WriteByte('\n')
	}
	return out.Flush()
}

// count is a number with its noun.
func count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return number(n) + " " + noun
}

// number prints n with commas between thousands.
func number(n int) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0 && digits[i-1] != '-'; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}
