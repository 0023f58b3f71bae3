package source

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

//go:embed latin.txt
var latinTable string

// latin maps letters to how they are written in plain Latin ones.
var latin = sync.OnceValue(func() map[rune]string {
	m := make(map[rune]string)
	for row := range strings.Lines(latinTable) {
		row, _, _ = strings.Cut(row, "#")
		fields := strings.Fields(row)
		if len(fields) == 0 {
			continue
		}
		r, _ := utf8.DecodeRuneInString(fields[0])
		m[r] = ""
		if len(fields) > 1 {
			m[r] = fields[1]
		}
	}
	return m
})

// Slugs are cut at this many code points and bytes; a file name may have 255
// bytes on most systems.
const (
	slugRunes = 80
	slugBytes = 200
)

// Slugify makes the last part of an address from a title or name: small
// letters, digits and single hyphens, at most about 80 code points, cut between
// words. Diacritics are dropped; Cyrillic and Greek are written in Latin
// letters (after the BGN and ELOT systems, simplified); letters of other
// scripts stay. Apostrophes and the stops of initials leave no gap:
// "Lukashenko’s U.S. Visit" → "lukashenkos-us-visit". The result is "" if s has
// neither letter nor digit.
func Slugify(s string) string {
	w := slugWriter{out: make([]byte, 0, min(len(s), slugBytes))}
	runes := norm.NFC.String(s)
	for i := 0; i < len(runes) && !w.full; {
		r, size := utf8.DecodeRuneInString(runes[i:])
		i += size
		w.rune(r, runes[i:])
	}
	return strings.Trim(string(w.out), "-")
}

type slugWriter struct {
	out     []byte
	count   int  // code points
	word    int  // where the current word begins in out
	letters int  // in the current word
	gap     bool // a hyphen is due
	full    bool
}

func (w *slugWriter) rune(r rune, rest string) {
	switch {
	case r < utf8.RuneSelf && isAlphanumericByte(byte(r)):
		w.letter(string(unicode.ToLower(r)))
	case isApostrophe(r):
	case r == '.' && w.letters == 1 && !w.gap && startsWithLetter(rest):
		w.letters = 0 // the next letter goes on the word
	case r == '&' && w.gap && strings.HasPrefix(rest, " "):
		w.letter("and")
		w.gap = true
	case r < utf8.RuneSelf:
		w.gap, w.letters = true, 0
	default:
		w.other(r)
	}
}

// other writes a code point outside ASCII.
func (w *slugWriter) other(r rune) {
	lower := unicode.ToLower(r)
	if s, ok := latin()[lower]; ok {
		if s != "" {
			w.letter(s)
		}
		return
	}
	if unicode.Is(unicode.M, r) {
		if len(w.out) > 0 && !w.gap && w.out[len(w.out)-1] >= utf8.RuneSelf {
			w.letter(string(r)) // vowel signs of Indic scripts
		}
		return
	}
	if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
		if !unicode.Is(unicode.Cf, r) {
			w.gap, w.letters = true, 0
		}
		return
	}
	var buffer [32]byte
	if parts := norm.NFKD.AppendString(buffer[:0], string(lower)); parts[0] < utf8.RuneSelf {
		kept := parts[:0]
		for _, c := range parts {
			if isAlphanumericByte(c) {
				kept = append(kept, c)
			}
		}
		w.letter(strings.ToLower(string(kept)))
		return
	} else if base, size := utf8.DecodeRune(parts); size < len(parts) {
		if s, ok := latin()[unicode.ToLower(base)]; ok { // "ά" is "α" with an accent
			w.letter(s)
			return
		}
	}
	w.letter(string(lower))
}

// letter writes s, with the hyphen due before it.
func (w *slugWriter) letter(s string) {
	if s == "" {
		return
	}
	runes := utf8.RuneCountInString(s)
	if w.gap && len(w.out) > 0 {
		w.word = len(w.out)
		w.out = append(w.out, '-')
		w.count++
	}
	w.gap = false
	if w.count+runes > slugRunes || len(w.out)+len(s) > slugBytes {
		w.full = true
		if w.word > 0 {
			w.out = w.out[:w.word]
		}
		return
	}
	w.out = append(w.out, s...)
	w.count += runes
	w.letters += runes
}

func isApostrophe(r rune) bool {
	switch r {
	case '\'', '’', '‘', 'ʼ', 'ʹ', '′', '`', '´', '\u00ad', '\u200b', '\u200c', '\u200d', '\u2060':
		return true
	}
	return false
}

func isAlphanumericByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

func startsWithLetter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}
