package intake

import (
	"encoding/base64"
	"encoding/binary"
	"math/bits"
	"strings"
	"unicode"
)

// Near-same texts are found by MinHash over shingles of five words (Broder,
// "On the resemblance and containment of documents", 1997), with one hash for
// each shingle (Li, Owen and Zhang, "One permutation hashing", 2012) and bands
// of rows (Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", 3.4).
// Of ten pairs that share eight in ten shingles about all meet in a band; what
// meets is compared exactly, so that there are no false reports. Each band
// remembers the first article only: the work grows with the number of articles,
// also where thousands are alike.
const (
	shingleWords = 5
	bands        = 10
	bandRows     = 4
	nearPercent  = 80 // shared shingles, per cent of both texts' together, from which texts are near-same
	fewWords     = 20 // texts shorter than this are only compared as wholes
)

// A sketch is what is remembered of an article's words.
type sketch struct {
	whole uint64 // of all words
	bands [bands]uint32
	short bool // has no bands
}

// wordsOf returns the words of a text as they are compared: small letters and
// digits only.
func wordsOf(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
}

// shinglesOf hashes every run of five words. Texts of fewer have one.
func shinglesOf(words []string) []uint64 {
	hashes := make([]uint64, len(words))
	for i, w := range words {
		hashes[i] = hashString(w)
	}
	if len(hashes) <= shingleWords {
		return []uint64{mix(hashes)}
	}
	shingles := make([]uint64, 0, len(hashes)-shingleWords+1)
	for i := 0; i+shingleWords <= len(hashes); i++ {
		shingles = append(shingles, mix(hashes[i:i+shingleWords]))
	}
	return shingles
}

// sketchOf makes the sketch of an article's text.
func sketchOf(text string) sketch {
	words := wordsOf(text)
	var s sketch
	s.whole = hashString(strings.Join(words, " "))
	if s.short = len(words) < fewWords; s.short {
		return s
	}
	least := minima(shinglesOf(words))
	for b := range s.bands {
		h := uint64(b) + 1
		for _, v := range least[b*bandRows : (b+1)*bandRows] {
			h = step(h, v)
		}
		s.bands[b] = uint32(h >> 32)
	}
	return s
}

// minima returns the least hash in each of as many bins as there are rows in
// all bands. A bin that no shingle fell into borrows from the next that has one,
// as Shrivastava and Li, "Densifying one permutation hashing" (2014), do.
func minima(shingles []uint64) [bands * bandRows]uint64 {
	const bins = bands * bandRows
	var least [bins]uint64
	var full [bins]bool
	for _, h := range shingles {
		bin, _ := bits.Mul64(h, bins)
		if !full[bin] || h < least[bin] {
			least[bin], full[bin] = h, true
		}
	}
	dense := least
	for bin := range bins {
		for away := uint64(0); !full[(uint64(bin)+away)%bins]; {
			away++
			dense[bin] = step(least[(uint64(bin)+away)%bins], away)
		}
	}
	return dense
}

// likeness is how many per cent of the shingles of two texts both have.
func likeness(a, b string) int {
	in := make(map[uint64]bool)
	for _, h := range shinglesOf(wordsOf(a)) {
		in[h] = false
	}
	shared, other := 0, 0
	for _, h := range shinglesOf(wordsOf(b)) {
		switch seen, ok := in[h]; {
		case !ok:
			in[h] = true
			other++
		case !seen:
			in[h] = true
			shared++
		}
	}
	return 100 * shared / max(len(in), 1)
}

// hashString is FNV-1a with a last mixing; it must be the same in every run,
// as the journal keeps what is made of it.
func hashString(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return step(h, 0)
}

func mix(hashes []uint64) uint64 {
	h := uint64(len(hashes))
	for _, v := range hashes {
		h = step(h, v)
	}
	return h
}

// step folds v into h, by the finisher of SplitMix64.
func step(h, v uint64) uint64 {
	h = (h ^ v) + 0x9e3779b97f4a7c15
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}

// String prints a sketch for the journal.
func (s sketch) String() string {
	b := binary.BigEndian.AppendUint64(nil, s.whole)
	if !s.short {
		for _, band := range s.bands {
			b = binary.BigEndian.AppendUint32(b, band)
		}
	}
	return base64.RawStdEncoding.EncodeToString(b)
}

// parseSketch reads what String printed.
func parseSketch(text string) (sketch, bool) {
	b, err := base64.RawStdEncoding.DecodeString(text)
	if err != nil || len(b) != 8 && len(b) != 8+4*bands {
		return sketch{}, false
	}
	s := sketch{whole: binary.BigEndian.Uint64(b), short: len(b) == 8}
	for i := 0; !s.short && i < bands; i++ {
		s.bands[i] = binary.BigEndian.Uint32(b[8+4*i:])
	}
	return s, true
}
