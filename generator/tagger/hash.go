package tagger

import (
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Feature and word strings are never built: a feature is the 64-bit hash of
// its template and of the hashes of its parts. The functions here are the only
// ones that hash, and the shipped model depends on every bit of them.

const (
	hashSeed  = 0x9E3779B97F4A7C15
	hashPrime = 0xFF51AFD7ED558CCD
)

// mix joins two hashes into one; it is not symmetric.
func mix(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a^hashSeed, b^hashPrime)
	return hi ^ lo ^ bits.RotateLeft64(b, 23)
}

// step adds one code point to a running hash.
func step(h uint64, r rune) uint64 { return (bits.RotateLeft64(h, 5) ^ uint64(r)) * hashPrime }

// finish scrambles a running hash so that all its bits depend on all input.
func finish(h uint64) uint64 {
	h ^= h >> 32
	h *= 0xC4CEB9FE1A85EC53
	return h ^ h>>29
}

// HashWord is the hash of a word without regard to case, with its digits made
// one, and without the stop of an abbreviation, as the word tables of the model
// are keyed.
func HashWord(word string) uint64 {
	h := uint64(hashSeed)
	for _, r := range bare(word) {
		r = fold(r)
		if isDigit(r) {
			r = '0'
		}
		h = step(h, r)
	}
	return finish(h)
}

// fold lowers a code point and makes the apostrophes one.
func fold(r rune) rune {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}
	if r == '’' {
		return '\''
	}
	return unicode.ToLower(r)
}

// joinPhrase adds a word's hash to the hash of the words before it in a phrase;
// a phrase starts from zero.
func joinPhrase(phrase, word uint64) uint64 {
	if phrase == 0 {
		return word
	}
	return mix(phrase, word)
}

// bare is word without the stop of an abbreviation: "Gen" for "Gen.", but
// "U.S." and "J." as they are.
func bare(word string) string {
	if n := len(word) - 1; n >= 2 && word[n] == '.' && strings.IndexByte(word, '.') == n {
		return word[:n]
	}
	return word
}
