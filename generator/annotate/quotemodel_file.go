package annotate

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

// The file of a quotation model: lines of text that say where it comes from, an
// empty line, and then, deflated, the settings, the weights of cues (gap from
// the last one, weight), those of labels (gap from the last row, mask of the
// labels with a weight, the weights) and the cues that are no verbs.

//go:embed data/quotes.model
var quoteFile []byte

// englishQuotes is the model that is shipped with the program; nil if the file
// is empty, as it is before the first model is learned.
var englishQuotes = sync.OnceValue(func() *quoteModel {
	if len(quoteFile) == 0 {
		return nil
	}
	m, err := readQuoteModel(quoteFile)
	if err != nil {
		panic("annotate: the embedded quotation model: " + err.Error())
	}
	return m
})

// QuoteWeights are the learned numbers of the quotation model in the plain.
type QuoteWeights struct {
	Cues     []int16               // a power of two of them
	Contents [][ContentLabels]int8 // a power of two of them
	Heads    map[uint64]bool       // hashes of cues that are no verbs
	Settings QuoteSettings
}

func (w *QuoteWeights) model() *quoteModel {
	m := &quoteModel{cues: w.Cues, contents: make([]contentRow, len(w.Contents)), heads: w.Heads, settings: w.Settings}
	for i := range w.Contents {
		for label, weight := range w.Contents[i] {
			m.contents[i][label>>3] |= uint64(uint8(int(weight)+rowBias)) << (8 * (label & 7))
		}
	}
	return m
}

// File returns the weights as a file whose first lines are the header, which
// must not contain an empty line.
func (w *QuoteWeights) File(header string) ([]byte, error) {
	body := []byte{byte(bits.Len(uint(len(w.Cues))) - 1), byte(bits.Len(uint(len(w.Contents))) - 1)}
	for _, n := range w.Settings.numbers() {
		body = binary.AppendVarint(body, int64(*n))
	}
	last := -1
	for i, weight := range w.Cues {
		if weight != 0 {
			body = binary.AppendUvarint(body, uint64(i-last))
			body = binary.AppendVarint(body, int64(weight))
			last = i
		}
	}
	body = binary.AppendUvarint(body, 0)
	last = -1
	for i := range w.Contents {
		var mask uint16
		var weights []byte
		for label, weight := range w.Contents[i] {
			if weight != 0 {
				mask |= 1 << label
				weights = append(weights, byte(weight))
			}
		}
		if mask != 0 {
			body = binary.AppendUvarint(body, uint64(i-last))
			body = binary.LittleEndian.AppendUint16(body, mask)
			body = append(body, weights...)
			last = i
		}
	}
	body = binary.AppendUvarint(body, 0)
	heads := make([]uint64, 0, len(w.Heads))
	for head := range w.Heads {
		heads = append(heads, head)
	}
	sort.Slice(heads, func(i, j int) bool { return heads[i] < heads[j] })
	body = binary.AppendUvarint(body, uint64(len(heads)))
	for _, head := range heads {
		body = binary.LittleEndian.AppendUint64(body, head)
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

var errQuoteFile = errors.New("not a quotation model; build it again with `go run ./cmd/train quotes`")

// readQuoteModel reads a file that QuoteWeights.File made.
func readQuoteModel(file []byte) (*quoteModel, error) {
	_, packed, found := bytes.Cut(file, []byte("\n\n"))
	if !found {
		return nil, errQuoteFile
	}
	body, err := io.ReadAll(flate.NewReader(bytes.NewReader(packed)))
	if err != nil || len(body) < 2 || body[0] > 20 || body[1] > 20 {
		return nil, errQuoteFile
	}
	m := &quoteModel{cues: make([]int16, 1<<body[0]), contents: make([]contentRow, 1<<body[1]), heads: map[uint64]bool{}}
	r := modelReader{body: body[2:]}
	for _, n := range m.settings.numbers() {
		*n = int32(r.varint())
	}
	for at := -1; ; {
		gap := r.uvarint()
		if gap == 0 {
			break
		}
		if at += int(min(gap, 1<<30)); at >= len(m.cues) {
			return nil, errQuoteFile
		}
		m.cues[at] = int16(r.varint())
	}
	const empty = rowBias * 0x0101_0101_0101_0101
	for i := range m.contents {
		m.contents[i] = contentRow{empty, empty}
	}
	for at := -1; ; {
		gap := r.uvarint()
		if gap == 0 {
			break
		}
		if at += int(min(gap, 1<<30)); at >= len(m.contents) {
			return nil, errQuoteFile
		}
		for mask := binary.LittleEndian.Uint16(r.next(2)); mask != 0; mask &= mask - 1 {
			label := bits.TrailingZeros16(mask)
			m.contents[at][label>>3] ^= uint64(r.next(1)[0]) << (8 * (label & 7)) // flips the bias, which is the sign bit
		}
	}
	for n := r.uvarint(); n > 0 && !r.bad; n-- {
		m.heads[binary.LittleEndian.Uint64(r.next(8))] = true
	}
	if r.bad {
		return nil, errQuoteFile
	}
	return m, nil
}

// A modelReader reads numbers; past the end it gives zeros and is bad.
type modelReader struct {
	body []byte
	bad  bool
}

var eightZeros [8]byte

func (r *modelReader) next(n int) []byte {
	if len(r.body) < n {
		r.bad, r.body = true, nil
		return eightZeros[:n]
	}
	b := r.body[:n]
	r.body = r.body[n:]
	return b
}

func (r *modelReader) uvarint() uint64 {
	v, n := binary.Uvarint(r.body)
	if n <= 0 {
		r.bad, r.body = true, nil
		return 0
	}
	r.body = r.body[n:]
	return v
}

func (r *modelReader) varint() int64 {
	v, n := binary.Varint(r.body)
	if n <= 0 {
		r.bad, r.body = true, nil
		return 0
	}
	r.body = r.body[n:]
	return v
}
