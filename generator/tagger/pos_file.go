package tagger

import (
	"bytes"
	"compress/flate"
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/bits"
	"sort"
	"sync"
)

// The file of a part-of-speech model: lines of text that say where it comes
// from, an empty line, and then, deflated, the number of rows as a power of
// two, the rows that are not empty (gap from the last one, mask of the tags
// with a weight, the weights) and the dictionary (hash, tag). Numbers are
// little-endian.

//go:embed data/pos.model
var posFile []byte

// EnglishPOS returns the part-of-speech model that is shipped with the program. It
// is unpacked at the first call.
var EnglishPOS = sync.OnceValue(func() *POSModel {
	m, err := ReadPOS(posFile)
	if err != nil {
		panic("tagger: the embedded part-of-speech model: " + err.Error())
	}
	return m
})

// POSWeights are the learned numbers of a POSModel in the plain.
type POSWeights struct {
	Rows [][NumPOS]int8 // a power of two of them, addressed by a feature's hash
	Dict map[uint64]POS // words with one tag and those that are Grammatical, by HashPOSWord
}

// HashPOSWord is the hash of a word that the dictionary is keyed by.
func HashPOSWord(word string) uint64 {
	var w posWord
	w.set(word)
	return w.word
}

// Model makes a tagger of the weights.
func (w *POSWeights) Model() *POSModel {
	m := &POSModel{rows: make([]posRow, len(w.Rows)), dict: newPOSDict(len(w.Dict))}
	for i := range w.Rows {
		for tag, weight := range w.Rows[i] {
			m.rows[i][tag>>3] |= uint64(uint8(int(weight)+bias)) << (8 * (tag & 7))
		}
	}
	for _, word := range w.words() {
		m.dict.add(word, w.Dict[word])
	}
	return m
}

func (w *POSWeights) words() []uint64 {
	words := make([]uint64, 0, len(w.Dict))
	for word := range w.Dict {
		words = append(words, word)
	}
	sort.Slice(words, func(i, j int) bool { return words[i] < words[j] })
	return words
}

// File returns the weights as a file whose first lines are the header, which
// must not contain an empty line.
func (w *POSWeights) File(header string) ([]byte, error) {
	var body []byte
	body = append(body, byte(bits.Len(uint(len(w.Rows)))-1))
	last := -1
	for i := range w.Rows {
		var mask uint32
		var weights []byte
		for tag, weight := range w.Rows[i] {
			if weight != 0 {
				mask |= 1 << tag
				weights = append(weights, byte(weight))
			}
		}
		if mask == 0 {
			continue
		}
		body = binary.AppendUvarint(body, uint64(i-last))
		body = binary.LittleEndian.AppendUint32(body, mask)
		body = append(body, weights...)
		last = i
	}
	body = binary.AppendUvarint(body, 0)
	body = binary.AppendUvarint(body, uint64(len(w.Dict)))
	for _, word := range w.words() {
		body = binary.LittleEndian.AppendUint64(body, word)
		body = append(body, byte(w.Dict[word]))
	}
	var file bytes.Buffer
	fmt.Fprintf(&file, "%s\n\n", header)
	deflate, err := flate.NewWriter(&file, flate.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := deflate.Write(body); err != nil {
		return nil, err
	}
	if err := deflate.Close(); err != nil {
		return nil, err
	}
	return file.Bytes(), nil
}

var errPOSFile = errors.New("not a part-of-speech model; build it again with `go run ./cmd/train pos`")

// ReadPOS reads a file that POSWeights.File made.
func ReadPOS(file []byte) (*POSModel, error) {
	_, packed, found := bytes.Cut(file, []byte("\n\n"))
	if !found {
		return nil, errPOSFile
	}
	body, err := io.ReadAll(flate.NewReader(bytes.NewReader(packed)))
	if err != nil || len(body) == 0 || body[0] > 20 {
		return nil, errPOSFile
	}
	m := &POSModel{rows: make([]posRow, 1<<body[0])}
	const empty = bias * 0x0101_0101_0101_0101
	for i := range m.rows {
		m.rows[i] = posRow{empty, empty, empty, empty}
	}
	r := posReader{body: body[1:]}
	for at := -1; ; {
		gap := r.uvarint()
		if gap == 0 || r.bad {
			break
		}
		if at += int(gap); at < 0 || at >= len(m.rows) {
			return nil, errPOSFile
		}
		for mask := binary.LittleEndian.Uint32(r.next(4)); mask != 0; mask &= mask - 1 {
			tag := bits.TrailingZeros32(mask)
			weight := int8(r.next(1)[0])
			m.rows[at][tag>>3] ^= uint64(uint8(weight)) << (8 * (tag & 7)) // flips the bias, which is the sign bit
		}
	}
	words := int(r.uvarint())
	if r.bad || words < 0 || words*9 > len(r.body) {
		return nil, errPOSFile
	}
	m.dict = newPOSDict(words)
	for range words {
		word, tag := binary.LittleEndian.Uint64(r.next(8)), POS(r.next(1)[0])
		if tag > Grammatical {
			return nil, errPOSFile
		}
		m.dict.add(word, tag)
	}
	return m, nil
}

// A posReader reads numbers; past the end it gives zeros and is bad.
type posReader struct {
	body []byte
	bad  bool
}

var zeros [8]byte

func (r *posReader) next(n int) []byte {
	if len(r.body) < n {
		r.bad = true
		return zeros[:n]
	}
	b := r.body[:n]
	r.body = r.body[n:]
	return b
}

func (r *posReader) uvarint() uint64 {
	v, n := binary.Uvarint(r.body)
	if n <= 0 {
		r.bad = true
		return 0
	}
	r.body = r.body[n:]
	return v
}
