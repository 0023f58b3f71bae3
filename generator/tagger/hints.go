package tagger

import (
	_ "embed"
	"strings"
)

//go:embed data/words.txt
var wordLists string

var (
	// hints maps the hash of an indicative word to its number plus one.
	hints = numbered("hints")
	// linking are the lower-case words that names have inside.
	linking = numbered("linking")
	// sportWords tell what a text is about.
	sportWords = numbered("sport")
)

// numbered returns the words of a list, by their hashes, with their numbers
// from one.
func numbered(list string) map[uint64]uint8 {
	words := make(map[uint64]uint8)
	inside := false
	for line := range strings.Lines(wordLists) {
		switch {
		case strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "= "):
			inside = strings.HasPrefix(line, "= "+list+":")
		case inside:
			for _, word := range strings.Fields(line) {
				words[HashWord(word)] = uint8(len(words) + 1)
			}
		}
	}
	return words
}

// hintBit is the bit that stands for a form as a neighbour, 0 if it says little.
func hintBit(f *form) uint64 {
	if f.hint == 0 {
		return 0
	}
	return 1 << (f.hint - 1)
}

// clusterBit is the bit that stands for a form's coarse cluster, 0 if unknown.
func clusterBit(f *form) uint64 {
	if n := f.clusters[0]; n > 0 {
		return 1 << ((n - 1) & 63)
	}
	return 0
}
