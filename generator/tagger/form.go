package tagger

import (
	"unicode"
	"unicode/utf8"
)

// A letterCase is how a word is capitalised.
type letterCase uint8

const (
	noCase  letterCase = iota // no letters, or letters of a script without case
	lower                     // "word"
	initial                   // "Word", "O'Brien", "McDonald"
	upper                     // "NATO", "U.S.", "A"
	mixed                     // "iPhone"
	number                    // begins with a digit
)

// capital reports whether a word so written can belong to a name.
func (c letterCase) capital() bool { return c == initial || c == upper || c == mixed }

const affixes = 4

// A form is all that the features need to know of a word apart from where it
// stands. It is worked out once for each distinct word of a text.
type form struct {
	exact, lower uint64
	shape        uint64 // classes of characters, runs made one: "Xx", "X.X."
	long         uint64 // classes of characters, one by one
	prefix       [affixes]uint64
	suffix       [affixes]uint64
	clusters     [Levels]uint16 // 0: none
	proper       uint8          // how often it is written with a capital, 1 to 6; 0: unknown
	gazetteer    uint16         // classes of the word taken alone
	hint         uint8          // indicator of context, index into hints + 1
	letters      letterCase
	letter       rune // the first code point
	runes        int32

	// What the features of the word alone add up to where it stands, as far as it
	// was worked out.
	summed roleSet
	sums   [numRoles]laneSum
}

// set fills in f from the word alone.
func (f *form) set(word string) {
	*f = form{}
	h, low, shape, long := uint64(hashSeed), uint64(hashSeed), uint64(hashSeed), uint64(hashSeed)
	var lastClass rune
	uppers, lowers, digits, n := 0, 0, 0, 0
	firstUpper := false
	var tail [affixes + 1]rune // the last code points, newest last
	for _, r := range word {
		low1 := fold(r)
		var class rune
		switch {
		case isDigit(r):
			class = '0'
			digits++
			low1 = '0'
		case isUpper(r):
			class = 'X'
			uppers++
			if n == 0 {
				firstUpper = true
			}
		case isLetter(r):
			class = 'x'
			lowers++
		default:
			class = low1
		}
		h = step(h, r)
		low = step(low, low1)
		if n == 0 {
			f.letter = r
		}
		if n >= 1 && n <= affixes {
			f.prefix[n-1] = finish(low)
		}
		if class != lastClass {
			shape = step(shape, class)
		}
		if n < 8 {
			long = step(long, class)
		}
		lastClass = class
		copy(tail[:], tail[1:])
		tail[affixes] = low1
		n++
	}
	if b := bare(word); len(b) < len(word) {
		low = uint64(hashSeed)
		for _, r := range b {
			low = step(low, fold(r))
		}
	}
	f.exact, f.lower, f.shape, f.long = finish(h), finish(low), finish(shape), finish(long)
	f.runes = int32(n)
	for i := n - 1; i < affixes; i++ {
		if i >= 0 {
			f.prefix[i] = f.lower
		}
	}
	s := uint64(hashSeed)
	s = step(s, tail[affixes])
	for i := range affixes {
		s = step(s, tail[affixes-1-i])
		f.suffix[i] = finish(s)
	}
	f.letters = letterCaseOf(uppers, lowers, digits, firstUpper)
}

func letterCaseOf(uppers, lowers, digits int, firstUpper bool) letterCase {
	switch {
	case uppers == 0 && lowers == 0 && digits > 0:
		return number
	case uppers == 0 && lowers == 0:
		return noCase
	case uppers == 0 && digits > 0:
		return number
	case uppers == 0:
		return lower
	case lowers == 0:
		return upper
	case firstUpper:
		return initial
	}
	return mixed
}

func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
	}
	return unicode.IsLetter(r)
}

func isUpper(r rune) bool {
	if r < utf8.RuneSelf {
		return 'A' <= r && r <= 'Z'
	}
	return unicode.IsUpper(r)
}

func isDigit(r rune) bool {
	if r < utf8.RuneSelf {
		return '0' <= r && r <= '9'
	}
	return unicode.IsDigit(r)
}
