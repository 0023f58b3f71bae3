package search

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"pressmark/generator/text"
)

// A word of the index is a run of letters and digits, folded. These rules are
// those of the script too (assets/search.js), which cuts queries up and marks
// words in snippets: a change here is a change there.
//
//   - What follows an apostrophe is a word of its own, unless it is an English
//     ending ("Lavrov’s", "don’t"), which is left out, or stands behind a lone o
//     ("O’Brien").
//   - Single letters with stops between are one word ("U.S.").
//   - A comma between digits is left out ("1,000").
//   - Scripts that put no blanks between words give pairs of letters.

// cliticEnds are what an apostrophe may begin that is no word.
var cliticEnds = []string{"s", "t", "d", "m", "re", "ve", "ll"}

// class tells what an ASCII character is: 1 a letter, 2 a digit.
var class = func() (table [utf8.RuneSelf]byte) {
	for c := range table {
		switch {
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
			table[c] = 1
		case c >= '0' && c <= '9':
			table[c] = 2
		}
	}
	return table
}()

// inWord reports whether r belongs to a word.
func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return class[r] != 0
	}
	return unicode.In(r, unicode.L, unicode.N, unicode.M)
}

// unspaced reports whether r is of a script that puts no blanks between words.
func unspaced(r rune) bool {
	return r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

func apostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' }

// cut calls yield with the span of each word of s, in order.
func cut(s string, yield func(start, end int)) {
	for at := 0; at < len(s); {
		c := s[at]
		if c < utf8.RuneSelf && class[c] == 0 {
			at++
			continue
		}
		end, plain := run(s, at)
		switch {
		case end == at:
			_, size := utf8.DecodeRuneInString(s[at:])
			at += size
			continue
		case !plain && pairs(s, at, end, yield):
			at = end
			continue
		}
		end = joined(s, at, end)
		if !clitic(s, at, end) {
			yield(at, end)
		}
		at = end
	}
}

// run returns where the letters and digits from at on end, and whether all are
// ASCII.
func run(s string, at int) (end int, plain bool) {
	plain = true
	for end = at; end < len(s); {
		if c := s[end]; c < utf8.RuneSelf {
			if class[c] == 0 {
				return end, plain
			}
			end++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[end:])
		if !inWord(r) {
			return end, plain
		}
		plain = false
		end += size
	}
	return end, plain
}

// joined extends a word over a stop between single letters, a comma between
// digits and the apostrophe behind a lone o.
func joined(s string, at, end int) int {
	for end < len(s) {
		mark, size := rune(s[end]), 1
		if mark >= utf8.RuneSelf {
			mark, size = utf8.DecodeRuneInString(s[end:])
		}
		next, _ := run(s, end+size)
		switch {
		case next == end+size:
			return end
		case mark == ',' && digit(s[end-1]) && digit(s[end+1]):
			end = next
		case mark == '.' && single(s, lastStop(s, at, end), end) && single(s, end+1, next):
			end = next
		case apostrophe(mark) && end == at+1 && s[at]|0x20 == 'o' && !isCliticEnd(s[end+size:next]):
			return next
		default:
			return end
		}
	}
	return end
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

func lastStop(s string, at, end int) int { return at + strings.LastIndexByte(s[at:end], '.') + 1 }

// single reports whether s[from:to] is one letter.
func single(s string, from, to int) bool {
	r, size := utf8.DecodeRuneInString(s[from:to])
	return size == to-from && unicode.IsLetter(r)
}

// clitic reports whether the word at at is an English ending behind an
// apostrophe.
func clitic(s string, at, end int) bool {
	if end-at > 2 || at == 0 || !isCliticEnd(s[at:end]) {
		return false
	}
	before, size := utf8.DecodeLastRuneInString(s[:at])
	if !apostrophe(before) {
		return false
	}
	letter, _ := utf8.DecodeLastRuneInString(s[:at-size])
	return inWord(letter)
}

func isCliticEnd(word string) bool {
	return len(word) <= 2 && slices.Contains(cliticEnds, strings.ToLower(word))
}

// pairs gives the pairs of letters of a run that begins in a script without
// blanks, and reports whether it does.
func pairs(s string, at, end int, yield func(start, end int)) bool {
	if r, _ := utf8.DecodeRuneInString(s[at:]); !unspaced(r) {
		return false
	}
	first := at
	_, size := utf8.DecodeRuneInString(s[at:end])
	at += size
	if at == end {
		yield(first, end)
	}
	for at < end {
		_, next := utf8.DecodeRuneInString(s[at:end])
		yield(first, at+next)
		first += size
		at, size = at+next, next
	}
	return true
}

// fold returns a word as the index has it: in small Latin letters where it can
// be spelt so, without diacritics and the marks that joined it.
func fold(word string) string {
	plain := true
	for i := range len(word) {
		if c := word[i]; c < 'a' || c > 'z' {
			plain = false
			break
		}
	}
	if plain {
		return word
	}
	var b strings.Builder
	for _, r := range word {
		foldLetter(&b, r)
	}
	return b.String()
}

func foldLetter(b *strings.Builder, r rune) {
	switch {
	case r == '.' || r == ',' || apostrophe(r):
	case r < utf8.RuneSelf:
		b.WriteRune(unicode.ToLower(r))
	default:
		if latin := text.Fold(string(r)); latin != string(unicode.ToLower(r)) {
			b.WriteString(latin)
			return
		}
		b.WriteString(bare(unicode.ToLower(r)))
	}
}

// bare is a letter taken apart, without its marks.
func bare(r rune) string {
	var b strings.Builder
	for _, part := range norm.NFKD.String(string(r)) {
		if !unicode.Is(unicode.M, part) {
			b.WriteString(text.Fold(string(part)))
		}
	}
	return b.String()
}

// Letters lists how letters are spelt that a browser cannot fold by taking
// them apart: each letter, its Latin spelling and a blank. The script is told so
// by the search page.
func Letters() string {
	var b strings.Builder
	for _, span := range [][2]rune{{0x80, 0x24F}, {0x370, 0x45F}, {0x490, 0x491}, {0x1E00, 0x1EFF}} {
		for r := span[0]; r <= span[1]; r++ {
			if !unicode.IsLower(r) {
				continue
			}
			var apart strings.Builder
			for _, part := range norm.NFKD.String(string(r)) {
				if !unicode.Is(unicode.M, part) {
					apart.WriteRune(part)
				}
			}
			if folded := fold(string(r)); folded != apart.String() {
				b.WriteRune(r)
				b.WriteString(folded)
				b.WriteByte(' ')
			}
		}
	}
	return strings.TrimSpace(b.String())
}

// Ignored are the words that are not in the index, with blanks between: they
// stand in every article and tell none from another.
const Ignored = "a an and are as at be been but by for from had has have he her his if in into is it its of on or that the their them then there these they this to was were which who with would"

var ignored = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(Ignored) {
		m[w] = true
	}
	return m
}()

// FacetValue is what a source or a tag is called where the results are
// narrowed: its words with hyphens between.
func FacetValue(name string) string {
	var words []string
	cut(name, func(start, end int) { words = append(words, fold(name[start:end])) })
	return strings.Join(words, "-")
}

// folded are the words of a text, folded, the ignored ones with them.
func folded(s string) []string {
	var words []string
	cut(s, func(start, end int) { words = append(words, fold(s[start:end])) })
	return words
}
