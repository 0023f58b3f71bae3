package tagger

import (
	_ "embed"
	"strings"
)

//go:embed data/hints.txt
var hintWords string

// hints maps the lower-case hash of an indicative word to its number plus one.
var hints = func() map[uint64]uint8 {
	m := make(map[uint64]uint8)
	for line := range strings.Lines(hintWords) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, word := range strings.Fields(line) {
			m[HashWord(word)] = uint8(len(m) + 1)
		}
	}
	return m
}()

func hintOf(lower uint64) uint8 { return hints[lower] }

// hintBit is the bit that stands for a form as a neighbour, 0 if it says little.
func hintBit(f *form) uint64 {
	if f.hint == 0 {
		return 0
	}
	return 1 << (f.hint - 1)
}
