// Package external asks another program for annotations: one line of JSON in,
// one line out, as often as wanted. It is the only package that starts programs,
// and starts none but the one that the site's settings name.
//
// Make a Pool with New, call Ask from as many goroutines as wanted, and Close it.
package external

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"sync"
	"time"
)

// A Pool is a program that runs several times at once. Each is started when it
// is first needed, answers one line after the other, and is started again if it
// ended, or was ended because it took too long.
type Pool struct {
	command []string
	dir     string
	timeout time.Duration
	free    chan *process // nil for one that is not running
}

// New makes a pool of so many runs of a command in the folder dir. An answer may
// take as long as timeout.
func New(command []string, dir string, timeout time.Duration, runs int) *Pool {
	p := &Pool{command: command, dir: dir, timeout: timeout, free: make(chan *process, runs)}
	for range runs {
		p.free <- nil
	}
	return p
}

// Ask gives the program a line and returns the line that it answers with. If the
// program has ended it is started again, and asked once more. The error says
// what went wrong in words for people, with what the program said last.
func (p *Pool) Ask(line []byte) ([]byte, error) {
	run := <-p.free
	defer func() { p.free <- run }()
	fresh := run == nil
	for {
		if run == nil {
			var err error
			if run, err = start(p.command, p.dir); err != nil {
				run = nil
				return nil, err
			}
		}
		answer, err := run.ask(line, p.timeout)
		if err == nil {
			return answer, nil
		}
		run.end()
		run = nil
		if fresh || errors.Is(err, errSlow) {
			return nil, err
		}
		fresh = true // it may have ended for what it was asked before
	}
}

// Close ends the program. Nobody may be asking.
func (p *Pool) Close() {
	for range cap(p.free) {
		if run := <-p.free; run != nil {
			run.end()
		}
	}
}

// longest is how many bytes an answer may have.
const longest = 256 << 20

var errSlow = errors.New("it took too long")

type process struct {
	cmd  *exec.Cmd
	in   io.WriteCloser
	out  *bufio.Reader
	said *tail
}

func start(command []string, dir string) (*process, error) {
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Dir = dir
	cmd.WaitDelay = time.Second // for what it started itself
	apart(cmd)
	r := &process{cmd: cmd, said: &tail{}}
	cmd.Stderr = r.said
	var err error
	if r.in, err = cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	r.out = bufio.NewReaderSize(out, 64<<10)
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("the annotator cannot be started: %w", err)
	}
	return r, nil
}

// ask writes a line and reads one.
func (r *process) ask(line []byte, timeout time.Duration) ([]byte, error) {
	type result struct {
		answer []byte
		err    error
	}
	done := make(chan result, 1)
	go func() {
		if _, err := r.in.Write(append(bytes.Clone(line), '\n')); err != nil {
			done <- result{nil, err}
			return
		}
		answer, err := r.read()
		done <- result{answer, err}
	}()
	timer := time.NewTimer(timeout)
	defer timer.Stop()
	select {
	case got := <-done:
		if got.err != nil {
			r.end()
			return nil, fmt.Errorf("the annotator ended without an answer%s", r.said)
		}
		return got.answer, nil
	case <-timer.C:
		kill(r.cmd)
		r.wait()
		return nil, fmt.Errorf("the annotator gave no answer within %s: %w%s", timeout, errSlow, r.said)
	}
}

// read reads one line.
func (r *process) read() ([]byte, error) {
	var answer []byte
	for {
		part, err := r.out.ReadSlice('\n')
		if len(answer)+len(part) > longest {
			return nil, errors.New("the answer is too long")
		}
		answer = append(answer, part...)
		if err == nil {
			return bytes.TrimRight(answer, "\r\n"), nil
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return nil, err
		}
	}
}

// end lets the program end by itself, for it reads no further, and ends it if it
// does not.
func (r *process) end() {
	r.in.Close()
	done := make(chan struct{})
	go func() {
		r.wait()
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(2 * time.Second):
		kill(r.cmd)
		<-done
	}
}

// wait waits for the end of the program. It may be called again.
func (r *process) wait() {
	if r.cmd.ProcessState == nil {
		r.cmd.Wait()
	}
}

// A tail keeps the last that a program said.
type tail struct {
	mu   sync.Mutex
	last []byte
}

func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	const kept = 2 << 10
	t.last = append(t.last, p...)
	if n := len(t.last) - kept; n > 0 {
		t.last = append(t.last[:0], t.last[n:]...)
	}
	return len(p), nil
}

// String is the last line that was said, after a colon; "" if there is none.
func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	lines := strings.Split(strings.TrimSpace(string(t.last)), "\n")
	if last := strings.TrimSpace(lines[len(lines)-1]); last != "" {
		return fmt.Sprintf("; it said %q", last)
	}
	return ""
}

// Missing reports whether there is no program of that name.
func Missing(name string) bool {
	_, err := exec.LookPath(name)
	return err != nil
}
