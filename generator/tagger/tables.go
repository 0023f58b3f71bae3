package tagger

import (
	"maps"
	"slices"
)

// Levels is how many sizes of word clusters the model has, coarsest first.
const Levels = 4

// The classes of gazetteer entries, as bits.
const (
	Country uint16 = 1 << iota
	Region         // states, provinces, seas, continents
	City           // of a hundred thousand people or more
	Town
	Given
	Surname
	Company
	Body // international bodies, parties, agencies, universities
	Club
	Demonym
	Title     // "President", "Mr."
	OrgHead   // "Ministry", "Party": words that name a kind of organization
	PlaceHead // "Province", "River"
	Work      // events, laws, works: capitalised but no name sought here
	classes   = iota
	// longer marks the beginning of a longer entry.
	longer uint16 = 1 << 15
)

// maxPhrase is the length of the longest gazetteer entry kept, in tokens.
const maxPhrase = 7

// WordInfo is what the model knows of a word wherever it stands.
type WordInfo struct {
	Clusters [Levels]uint16 // 0 for none
	Proper   uint8          // 1 to 6: how often it is capitalised inside a sentence; 0 unknown
}

// Tables are the model's knowledge of words and phrases, keyed by hashes. They
// are immutable once made and may be used by several goroutines.
type Tables struct {
	words   hashTable
	infos   []WordInfo
	phrases hashTable
	masks   []uint16
}

// NewTables makes tables from words and from gazetteer phrases, both keyed by
// the upper 32 bits of their hashes (Key).
func NewTables(words map[uint32]WordInfo, phrases map[uint32]uint16) *Tables {
	t := &Tables{}
	t.words.init(len(words))
	for _, key := range sortedKeys(words) {
		t.words.add(key, uint32(len(t.infos)))
		t.infos = append(t.infos, words[key])
	}
	t.phrases.init(len(phrases))
	for _, key := range sortedKeys(phrases) {
		t.phrases.add(key, uint32(len(t.masks)))
		t.masks = append(t.masks, phrases[key])
	}
	return t
}

// Key is the part of a hash by which words and phrases are kept.
func Key(hash uint64) uint32 { return uint32(hash >> 32) }

// AddPhrase enters a phrase, given by its tokens, into a map for NewTables.
// Phrases longer than the matcher looks are left out.
func AddPhrase(phrases map[uint32]uint16, tokens []string, class uint16) {
	if len(tokens) == 0 || len(tokens) > maxPhrase {
		return
	}
	h := uint64(0)
	for i, word := range tokens {
		h = joinPhrase(h, HashWord(word))
		if i+1 < len(tokens) {
			phrases[Key(h)] |= longer
		}
	}
	phrases[Key(h)] |= class
}

func (t *Tables) word(lower uint64) WordInfo {
	if i, ok := t.words.find(Key(lower)); ok {
		return t.infos[i]
	}
	return WordInfo{}
}

func (t *Tables) phrase(hash uint64) uint16 {
	if i, ok := t.phrases.find(Key(hash)); ok {
		return t.masks[i]
	}
	return 0
}

// A hashTable maps 32-bit keys to numbers by open addressing.
type hashTable struct {
	slots []slot
	shift uint
}

type slot struct{ key, value uint32 } // value is stored plus one; 0 is empty

func (h *hashTable) init(n int) {
	bits := uint(4)
	for 1<<bits < 2*n {
		bits++
	}
	h.slots, h.shift = make([]slot, 1<<bits), 32-bits
}

// at spreads the key over the table; keys are upper halves of good hashes.
func (h *hashTable) at(key uint32) uint32 { return (key * 0x9E3779B1) >> h.shift }

func (h *hashTable) add(key, value uint32) {
	mask := uint32(len(h.slots) - 1)
	i := h.at(key)
	for h.slots[i].value != 0 {
		i = (i + 1) & mask
	}
	h.slots[i] = slot{key, value + 1}
}

func (h *hashTable) find(key uint32) (uint32, bool) {
	if len(h.slots) == 0 {
		return 0, false
	}
	mask := uint32(len(h.slots) - 1)
	for i := h.at(key) & mask; ; i = (i + 1) & mask {
		s := h.slots[i]
		if s.value == 0 {
			return 0, false
		}
		if s.key == key {
			return s.value - 1, true
		}
	}
}

func sortedKeys[V any](m map[uint32]V) []uint32 {
	return slices.Sorted(maps.Keys(m))
}
