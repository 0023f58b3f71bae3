package intake

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"pressmark/generator/fault"
)

// What became of a record.
const (
	taken     = "taken"
	renewed   = "renewed" // taken anew, because it changed or its seed was gone
	skippedAs = "skipped"
)

// A note is one line of the journal.
type note struct {
	Action   string         `json:"action"` // taken, renewed, skipped
	Format   string         `json:"format"`
	File     string         `json:"file"`
	Place    string         `json:"place,omitempty"`
	ID       string         `json:"id,omitempty"`
	Record   string         `json:"sha256"` // of the record's bytes
	URL      string         `json:"url,omitempty"`
	Seed     string         `json:"seed,omitempty"` // path below the seeds' folder
	SeedSum  string         `json:"seed_sha256,omitempty"`
	Title    string         `json:"title,omitempty"`
	Date     string         `json:"date,omitempty"` // the article's, as exactly as it is known
	Words    int            `json:"words,omitempty"`
	Coverage int            `json:"coverage,omitempty"` // per cent of the page's words
	Reason   string         `json:"reason,omitempty"`   // why it was skipped
	Like     string         `json:"like,omitempty"`     // the seed it duplicates
	LeftOut  map[string]int `json:"left_out,omitempty"` // of the record, by kind
	Doubts   []string       `json:"doubts,omitempty"`
	Sketch   string         `json:"sketch,omitempty"` // by which near-same texts are found
}

// A journal is the file of notes. It is only ever added to.
type journal struct {
	name  string
	file  *os.File
	out   *bufio.Writer
	count int
}

// openJournal opens the file for adding; a dry run only reads it. A last line
// that was cut short by a crash is removed: its seed, if it was written, is
// found again.
func openJournal(name string, dry bool) (*journal, error) {
	j := &journal{name: name}
	if dry || name == "" {
		return j, nil
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	end, err := lastLine(f)
	if err == nil {
		err = f.Truncate(end)
	}
	if err == nil {
		_, err = f.Seek(end, io.SeekStart)
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	j.file, j.out = f, bufio.NewWriterSize(f, 1<<16)
	return j, nil
}

// lastLine returns the offset behind the last line end of f.
func lastLine(f *os.File) (int64, error) {
	end, err := f.Seek(0, io.SeekEnd)
	if err != nil {
		return 0, err
	}
	block := make([]byte, 1<<16)
	for end > 0 {
		start := max(end-int64(len(block)), 0)
		n, err := f.ReadAt(block[:end-start], start)
		if err != nil && err != io.EOF {
			return 0, err
		}
		if i := bytes.LastIndexByte(block[:n], '\n'); i >= 0 {
			return start + int64(i) + 1, nil
		}
		end = start
	}
	return 0, nil
}

// each reads the notes of earlier runs.
func (j *journal) each(f func(*note)) error {
	file, err := os.Open(j.name)
	if errors.Is(err, fs.ErrNotExist) || j.name == "" {
		return nil
	}
	if err != nil {
		return err
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for at := 1; lines.Scan(); at++ {
		var n note
		if err := json.Unmarshal(lines.Bytes(), &n); err != nil {
			if j.file == nil && !lines.Scan() {
				return nil // the line a crash cut short
			}
			return fault.New(j.name, at, 0, "mend the line, or name another file with --report", "is no note of an import: %v", err)
		}
		f(&n)
	}
	return lines.Err()
}

// add writes a note.
func (j *journal) add(n *note) error {
	if j.out == nil {
		return nil
	}
	encoder := json.NewEncoder(j.out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(n); err != nil {
		return err
	}
	if j.count++; j.count%256 == 0 {
		return j.out.Flush()
	}
	return nil
}

func (j *journal) close() error {
	if j.out == nil {
		return nil
	}
	return errors.Join(j.out.Flush(), j.file.Close())
}

// recordKey is the part of a record's checksum that is held in memory.
type recordKey [16]byte

func keyOf(sum []byte) (k recordKey) {
	copy(k[:], sum)
	return k
}

func keyFromHex(s string) (recordKey, bool) {
	b, err := hex.DecodeString(s)
	if err != nil || len(b) != 32 {
		return recordKey{}, false
	}
	return keyOf(b), true
}
