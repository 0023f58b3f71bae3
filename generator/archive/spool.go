package archive

import (
	"bufio"
	"fmt"
	"os"
	"sync"

	"pressmark/generator/text"
)

// StringText is a TextReader of a text in memory.
type StringText string

// Slice returns the text of a span; of a span that reaches past the text, what
// there is.
func (s StringText) Slice(span text.Span) string {
	from, to := clamp(span, len(s))
	return string(s[from:to])
}

func clamp(span text.Span, length int) (from, to int) {
	from = min(max(span.Start, 0), length)
	return from, min(max(span.End, from), length)
}

// A Spool keeps the texts of articles in a temporary file, so that memory grows
// with the index and not with the text. It may be used by several goroutines.
type Spool struct {
	mu    sync.Mutex
	file  *os.File
	out   *bufio.Writer
	size  int64 // bytes added
	held  int64 // of these, not yet written to the file
	texts int
	err   error

	recent [recentTexts]recent
}

// Pages show several passages of one article after each other, so the texts read
// last are kept, unless they are very long: a megabyte or two in all.
const (
	recentTexts = 256
	longText    = 64 << 10
)

// A recent is a text that was read. Its bytes are used again for the next one.
type recent struct {
	mu   sync.Mutex
	of   *spooled
	text []byte
}

// NewSpool makes a spool with a new file in dir, the system's folder for
// temporary files if dir is "".
func NewSpool(dir string) (*Spool, error) {
	file, err := os.CreateTemp(dir, "pressmark-text-*")
	if err != nil {
		return nil, fmt.Errorf("text spool: %w", err)
	}
	return &Spool{file: file, out: bufio.NewWriterSize(file, 1<<16)}, nil
}

// Add appends a text and returns its reader, which works until Close.
func (s *Spool) Add(body string) (TextReader, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err != nil {
		return nil, s.err
	}
	if _, err := s.out.WriteString(body); err != nil {
		s.err = fmt.Errorf("text spool: %w", err)
		return nil, s.err
	}
	t := &spooled{spool: s, number: s.texts, start: s.size, length: len(body)}
	s.texts++
	s.size += int64(len(body))
	s.held += int64(len(body))
	return t, nil
}

// Err returns the first error of writing or reading, which a Slice has no way
// to return.
func (s *Spool) Err() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}

// Close removes the file.
func (s *Spool) Close() error {
	for i := range s.recent {
		s.recent[i].mu.Lock()
		s.recent[i].of, s.recent[i].text = nil, nil
		s.recent[i].mu.Unlock()
	}
	err := s.file.Close()
	if e := os.Remove(s.file.Name()); err == nil {
		err = e
	}
	return err
}

// flush writes what Add has buffered.
func (s *Spool) flush() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.held > 0 && s.err == nil {
		if err := s.out.Flush(); err != nil {
			s.err = fmt.Errorf("text spool: %w", err)
		}
		s.held = 0
	}
}

type spooled struct {
	spool  *Spool
	start  int64
	length int
	number int
}

// Slice reads a span from the file. On an error it returns zero bytes and leaves
// the error to Spool.Err.
func (t *spooled) Slice(span text.Span) string {
	from, to := clamp(span, t.length)
	if from == to {
		return ""
	}
	if t.length > longText {
		b := make([]byte, to-from)
		t.read(b, from)
		return string(b)
	}
	r := &t.spool.recent[t.number%recentTexts]
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.of != t {
		r.text = append(r.text[:0], make([]byte, t.length)...)
		t.read(r.text, 0)
		r.of = t
	}
	return string(r.text[from:to])
}

// read reads the bytes from an offset on.
func (t *spooled) read(to []byte, from int) {
	t.spool.flush()
	if _, err := t.spool.file.ReadAt(to, t.start+int64(from)); err != nil {
		t.spool.mu.Lock()
		if t.spool.err == nil {
			t.spool.err = fmt.Errorf("text spool: %w", err)
		}
		t.spool.mu.Unlock()
		clear(to)
	}
}
