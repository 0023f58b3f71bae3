package search

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"io"
	"sync"
)

// A writer appends numbers and texts to a piece.
type writer struct{ b []byte }

func (w *writer) number(n int) { w.b = binary.AppendUvarint(w.b, uint64(n)) }

func (w *writer) text(s string) {
	w.number(len(s))
	w.b = append(w.b, s...)
}

// A scanner reads what a writer wrote. Reading past the end gives zeros and sets
// failed.
type scanner struct {
	b      []byte
	failed bool
}

func (r *scanner) number() int {
	n, size := binary.Uvarint(r.b)
	if size <= 0 || n > 1<<40 {
		r.failed, r.b = true, nil
		return 0
	}
	r.b = r.b[size:]
	return int(n)
}

func (r *scanner) bytes(n int) []byte {
	if n < 0 || n > len(r.b) {
		r.failed, r.b = true, nil
		return nil
	}
	part := r.b[:n]
	r.b = r.b[n:]
	return part
}

func (r *scanner) text() string { return string(r.bytes(r.number())) }

var errDamaged = errors.New("the search index is damaged")

func (r *scanner) err() error {
	if r.failed {
		return errDamaged
	}
	return nil
}

// deflaters are kept, since making one takes longer than a small piece does.
var deflaters = sync.Pool{New: func() any {
	w, err := flate.NewWriter(nil, 6)
	if err != nil {
		panic(err) // the level is a constant
	}
	return w
}}

// squeeze compresses a piece and appends it to b.
func squeeze(b, piece []byte) []byte {
	out := bytes.NewBuffer(b)
	w := deflaters.Get().(*flate.Writer)
	defer deflaters.Put(w)
	w.Reset(out)
	w.Write(piece) // a Buffer takes everything
	w.Close()
	return out.Bytes()
}

// loosen is the inverse of squeeze.
func loosen(piece []byte) ([]byte, error) {
	const most = 1 << 28 // bytes; no piece is near it
	b, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(piece)), most))
	if err != nil {
		return nil, errDamaged
	}
	return b, nil
}
