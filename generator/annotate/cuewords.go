package annotate

import (
	"math/bits"
	"sync"
	"unicode"
	"unicode/utf8"

	"pressmark/generator/lexicon"
)

// A cueTable finds the words of lexicon.CueWords by their hash, which the
// quotation model needs of every token anyhow.
type cueTable struct {
	keys  []uint64 // a power of two of them, by hash; 0 is empty
	words []*lexicon.CueWord
}

var cueWords = sync.OnceValue(func() *cueTable {
	known := lexicon.CueWords()
	size := 1 << bits.Len(uint(3*len(known)))
	t := &cueTable{keys: make([]uint64, size), words: make([]*lexicon.CueWord, size)}
	for word, info := range known {
		hash := hashLower(word)
		i := hash & uint64(size-1)
		for t.keys[i] != 0 {
			i = (i + 1) & uint64(size-1)
		}
		t.keys[i], t.words[i] = hash, info
	}
	return t
})

// find returns what is known of the word with the hash, or nil.
func (t *cueTable) find(hash uint64) *lexicon.CueWord {
	mask := uint64(len(t.keys) - 1)
	for i := hash & mask; t.keys[i] != 0; i = (i + 1) & mask {
		if t.keys[i] == hash {
			return t.words[i]
		}
	}
	return nil
}

// hashLower is the hash of a word without regard to case.
func hashLower(word string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(word); {
		r, size := rune(word[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(word[i:])
			if r == '’' {
				r = '\''
			}
			r = unicode.ToLower(r)
		} else if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		h = (h ^ uint64(r)) * 1099511628211
		i += size
	}
	return h ^ h>>29
}
