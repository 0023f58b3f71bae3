package tagger

import (
	"bytes"
	"compress/flate"
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
)

// The file of a model: lines of text that say where it comes from, an empty
// line, and then, deflated: the moves, the words, the phrases, the rows. A
// table is the number of its keys, the keys in order, each as its distance from
// the one before, and then its columns one after the other, since like numbers
// pack well together. Numbers are varints or little-endian.

//go:embed data/names.model
var namesFile []byte

// Load returns the model of English names that is shipped with the program. It
// is unpacked at the first call.
var Load = sync.OnceValue(func() *Model {
	m, err := Read(namesFile)
	if err != nil {
		panic("tagger: the embedded model: " + err.Error())
	}
	return m
})

// WriteTo writes a model's file. The same model gives the same bytes.
func (m *Model) WriteTo(out io.Writer) (int64, error) {
	var file bytes.Buffer
	file.WriteString(strings.TrimRight(m.Header, "\n") + "\n\n")
	packed, err := flate.NewWriter(&file, flate.BestCompression)
	if err != nil {
		return 0, err
	}
	e := encoder{out: packed}
	for a := range NumLabels {
		for _, b := range followers[a] {
			e.signed(int64(m.moves[a][b]))
		}
	}
	words := e.keys(&m.tables.words)
	for level := range Levels {
		e.column(words, func(i uint32) byte { return byte(m.tables.infos[i].Clusters[level] >> 8) })
		e.column(words, func(i uint32) byte { return byte(m.tables.infos[i].Clusters[level]) })
	}
	e.column(words, func(i uint32) byte { return m.tables.infos[i].Proper })
	phrases := e.keys(&m.tables.phrases)
	e.column(phrases, func(i uint32) byte { return byte(m.tables.masks[i] >> 8) })
	e.column(phrases, func(i uint32) byte { return byte(m.tables.masks[i]) })
	rows := m.weights.rows()
	keys := sortedKeys(rows)
	e.ascending(keys)
	for y := range NumLabels - 1 {
		e.column(keys, func(key uint32) byte { return byte(rows[key].weight(y)) })
	}
	if e.err == nil {
		e.err = packed.Close()
	}
	if e.err != nil {
		return 0, e.err
	}
	return file.WriteTo(out)
}

// Read reads a model's file.
func Read(file []byte) (*Model, error) {
	header, deflated, ok := bytes.Cut(file, []byte("\n\n"))
	if !ok {
		return nil, errors.New("no header")
	}
	raw, err := io.ReadAll(flate.NewReader(bytes.NewReader(deflated)))
	if err != nil {
		return nil, fmt.Errorf("unpacking: %w", err)
	}
	d := decoder{in: raw}
	m := &Model{Header: string(header), tables: &Tables{}}
	var moves [NumLabels][NumLabels]int32
	for a := range NumLabels {
		for _, b := range followers[a] {
			moves[a][b] = int32(d.signed())
		}
	}
	m.setMoves(&moves)
	n := d.keys(&m.tables.words)
	m.tables.infos = make([]WordInfo, n)
	for level := range Levels {
		high, small := d.column(n), d.column(n)
		for i := range high {
			m.tables.infos[i].Clusters[level] = uint16(high[i])<<8 | uint16(small[i])
		}
	}
	for i, b := range d.column(n) {
		m.tables.infos[i].Proper = b
	}
	n = d.keys(&m.tables.phrases)
	m.tables.masks = make([]uint16, n)
	high, small := d.column(n), d.column(n)
	for i := range high {
		m.tables.masks[i] = uint16(high[i])<<8 | uint16(small[i])
	}
	keys := d.ascending()
	rows := make([]packed, len(keys))
	for y := range NumLabels - 1 {
		for i, b := range d.column(len(keys)) {
			rows[i].set(y, int8(b))
		}
	}
	m.weights.init(len(keys))
	for i, key := range keys {
		m.weights.add(key, rows[i])
	}
	if d.err == nil && len(d.in) > 0 {
		d.err = errors.New("bytes left over")
	}
	return m, d.err
}

// An encoder writes until something fails.
type encoder struct {
	out     io.Writer
	scratch []byte
	err     error
}

func (e *encoder) write(b []byte) {
	if e.err == nil {
		_, e.err = e.out.Write(b)
	}
}

func (e *encoder) signed(n int64) {
	e.scratch = binary.AppendVarint(e.scratch[:0], n)
	e.write(e.scratch)
}

// keys writes the keys of h in order and returns their values in that order.
func (e *encoder) keys(h *hashTable) []uint32 {
	values := make(map[uint32]uint32)
	for _, s := range h.slots {
		if s.value != 0 {
			values[s.key] = s.value - 1
		}
	}
	keys := sortedKeys(values)
	e.ascending(keys)
	order := make([]uint32, len(keys))
	for i, key := range keys {
		order[i] = values[key]
	}
	return order
}

// ascending writes sorted keys: how many, and how far each is from the one
// before.
func (e *encoder) ascending(keys []uint32) {
	e.scratch = binary.AppendUvarint(e.scratch[:0], uint64(len(keys)))
	e.write(e.scratch)
	last := uint32(0)
	for _, key := range keys {
		e.scratch = binary.AppendUvarint(e.scratch[:0], uint64(key-last))
		e.write(e.scratch)
		last = key
	}
}

func (e *encoder) column(order []uint32, value func(uint32) byte) {
	column := make([]byte, len(order))
	for i, at := range order {
		column[i] = value(at)
	}
	e.write(column)
}

// A decoder reads until something fails.
type decoder struct {
	in  []byte
	err error
}

var errShort = errors.New("cut short")

func (d *decoder) signed() int64 {
	v, n := binary.Varint(d.in)
	return v + int64(d.skip(n))
}

func (d *decoder) unsigned() uint64 {
	v, n := binary.Uvarint(d.in)
	return v + uint64(d.skip(n))
}

// skip goes on n bytes, which were read; n is not positive if they could not be.
func (d *decoder) skip(n int) int {
	if n <= 0 || n > len(d.in) {
		d.in, d.err = nil, errShort
	} else {
		d.in = d.in[n:]
	}
	return 0
}

// keys reads keys into h, numbered in order, and returns how many.
func (d *decoder) keys(h *hashTable) int {
	keys := d.ascending()
	h.init(len(keys))
	for i, key := range keys {
		h.add(key, uint32(i))
	}
	return len(keys)
}

// ascending reads sorted keys.
func (d *decoder) ascending() []uint32 {
	n := d.unsigned()
	if n > uint64(len(d.in)) {
		d.err, n = errShort, 0
	}
	keys := make([]uint32, n)
	key := uint32(0)
	for i := range keys {
		key += uint32(d.unsigned())
		keys[i] = key
	}
	return keys
}

func (d *decoder) column(n int) []byte {
	if n > len(d.in) {
		d.in, d.err = nil, errShort
		return make([]byte, n)
	}
	column := d.in[:n]
	d.in = d.in[n:]
	return column
}
