package generator

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"sync"
	"unicode/utf8"

	"pressmark/generator/annotate"
	"pressmark/generator/fault"
	"pressmark/generator/text"
)

// maxLine is the longest line, and inFlight the most bytes of lines held at
// once unless a single line is longer.
const (
	maxLine  = 100 << 20
	inFlight = 64 << 20
)

// An annotator annotates one text.
type annotator func(annotate.Input) *annotate.Annotations

// AnnotateLines reads JSON Lines {"id", "text", "date"?, "lang"?} from r and
// writes each text's annotations to w as one line, in the order of the input
// though many are worked on at once. The text is taken exactly as given. A bad
// line is told to bad and the others go on; the error is one of reading or
// writing. name is how faults call the input.
func AnnotateLines(ctx context.Context, name string, r io.Reader, w io.Writer, bad func(*fault.Fault)) error {
	a := newAnnotator()
	return annotateLines(ctx, a, name, r, w, bad)
}

// A job is one line on its way; out gives its result.
type job struct {
	number int
	line   []byte
	out    chan outcome
}

type outcome struct {
	record []byte
	fault  *fault.Fault
}

func annotateLines(ctx context.Context, a annotator, name string, r io.Reader, w io.Writer, bad func(*fault.Fault)) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	workers := runtime.GOMAXPROCS(0)
	jobs, order := make(chan job), make(chan job, 4*workers)
	budget := newBudget(inFlight)
	defer budget.give(1 << 40) // lets the reader go, if it waits
	for range workers {
		go func() {
			for j := range jobs {
				record, f := annotateLine(a, name, j)
				j.out <- outcome{record, f}
			}
		}()
	}
	var readErr error
	go func() {
		defer close(order)
		defer close(jobs)
		readErr = eachLine(r, func(number int, line []byte, tooLong bool) error {
			j := job{number, line, make(chan outcome, 1)}
			budget.take(len(line))
			if tooLong {
				j.out <- outcome{nil, fault.New(name, number, 0, "split the text", "the line is longer than %d MB", maxLine>>20)}
			}
			select {
			case order <- j:
			case <-ctx.Done():
				return ctx.Err()
			}
			if tooLong {
				return nil
			}
			select {
			case jobs <- j:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
	}()
	out := bufio.NewWriterSize(w, 1<<16)
	for j := range order {
		var result outcome
		select {
		case result = <-j.out:
		case <-ctx.Done():
			return ctx.Err()
		}
		budget.give(len(j.line))
		if result.fault != nil {
			bad(result.fault)
			continue
		}
		if _, err := out.Write(result.record); err != nil {
			return err
		}
		if len(order) == 0 { // whoever reads waits for nothing that is ready
			if err := out.Flush(); err != nil {
				return err
			}
		}
	}
	return errors.Join(out.Flush(), readErr)
}

// annotateLine does the work of one line.
func annotateLine(a annotator, name string, j job) (record []byte, f *fault.Fault) {
	in, f := parseLine(name, j)
	if f != nil {
		return nil, f
	}
	err := guard(0, func(int) error {
		marks := a(annotate.Input{Text: *in.Text, Headline: in.headline(), Date: in.Date, Lang: in.Lang})
		var err error
		record, err = recordLine(annotate.NewRecord(*in.ID, in.Date, *in.Text, marks, nil))
		return err
	})
	if err != nil {
		return nil, fault.New(name, j.number, 0, "please report this, with the line", "%v", err)
	}
	return record, nil
}

type lineInput struct {
	ID   *string `json:"id"`
	Text *string `json:"text"`
	Date string  `json:"date"`
	Lang string  `json:"lang"`
	// Headline is where in the text the title stands, in code points.
	Headline *annotate.SpanRecord `json:"headline"`
}

// headline is the title's span in bytes; zero if it is not known.
func (in *lineInput) headline() (span text.Span) {
	if in.Headline != nil {
		span, _ = in.Headline.In(annotate.Bytes(*in.Text))
	}
	return span
}

func parseLine(name string, j job) (in lineInput, f *fault.Fault) {
	const advice = `write one object a line: {"id": "…", "text": "…", "date": "2020-09-01"}`
	fail := func(at int, problem string, args ...any) (lineInput, *fault.Fault) {
		col := 0
		if at >= 0 {
			col = utf8.RuneCount(j.line[:min(at, len(j.line))]) + 1
		}
		return in, fault.New(name, j.number, col, advice, problem, args...)
	}
	if !utf8.Valid(j.line) {
		at := 0
		for r, size := utf8.DecodeRune(j.line); r != utf8.RuneError || size != 1; r, size = utf8.DecodeRune(j.line[at:]) {
			at += size
		}
		return fail(at, "the line is not UTF-8")
	}
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch err := json.Unmarshal(j.line, &in); {
	case errors.As(err, &syntax):
		return fail(int(syntax.Offset)-1, "broken JSON: %v", err)
	case errors.As(err, &kind) && kind.Field != "":
		return fail(int(kind.Offset)-1, "%q is a %s, not a string", kind.Field, kind.Value)
	case err != nil:
		return fail(-1, "not an object: %v", err)
	case in.ID == nil:
		return fail(-1, `there is no "id"`)
	case in.Text == nil:
		return fail(-1, `there is no "text"`)
	case halved(j.line, *in.Text) || halved(j.line, *in.ID):
		return fail(-1, "half of a surrogate pair, which no text can hold")
	case in.Headline != nil && in.headline().Len() == 0:
		return fail(-1, `the "headline" does not lie within the text`)
	case !validDate(in.Date):
		return fail(-1, "the date %q is not in the form YYYY-MM-DD", in.Date)
	}
	return in, nil
}

// halved reports whether decoding the line put a replacement character into s
// that the line itself does not hold.
func halved(line []byte, s string) bool {
	return strings.ContainsRune(s, utf8.RuneError) && !bytes.ContainsRune(line, utf8.RuneError) &&
		!bytes.Contains(bytes.ToLower(line), []byte(`\ufffd`))
}

// recordLine prints a record as one line of JSON.
func recordLine(record *annotate.Record) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(record); err != nil {
		return nil, fmt.Errorf("cannot be printed as JSON: %w", err)
	}
	return b.Bytes(), nil
}

// eachLine calls f with each line that is not blank, numbered from 1, without
// its end. Of a line that is too long it hands over nothing but the fact.
func eachLine(r io.Reader, f func(number int, line []byte, tooLong bool) error) error {
	in := bufio.NewReaderSize(r, 1<<16)
	for number := 1; ; number++ {
		line, tooLong, err := readLine(in)
		if number == 1 {
			line = bytes.TrimPrefix(line, []byte("\ufeff"))
		}
		line = bytes.TrimRight(line, "\r\n")
		if tooLong || len(bytes.TrimSpace(line)) > 0 {
			if err := f(number, line, tooLong); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func readLine(in *bufio.Reader) (line []byte, tooLong bool, err error) {
	for {
		part, err := in.ReadSlice('\n')
		if len(line)+len(part) > maxLine {
			line, tooLong = nil, true
		}
		if !tooLong {
			line = append(line, part...)
		}
		if err != bufio.ErrBufferFull {
			return line, tooLong, err
		}
	}
}

// A budget bounds the bytes that are held at once.
type budget struct {
	mu    sync.Mutex
	freed *sync.Cond
	left  int
	all   int
}

func newBudget(bytes int) *budget {
	b := &budget{left: bytes, all: bytes}
	b.freed = sync.NewCond(&b.mu)
	return b
}

// take waits until n bytes are free, or all are.
func (b *budget) take(n int) {
	b.mu.Lock()
	for b.left < n && b.left < b.all {
		b.freed.Wait()
	}
	b.left -= n
	b.mu.Unlock()
}

func (b *budget) give(n int) {
	b.mu.Lock()
	b.left += n
	b.mu.Unlock()
	b.freed.Broadcast()
}
