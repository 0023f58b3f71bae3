package intake

import (
	"strings"
	"unicode"
)

// Bounds on what one source may ask of us.
const (
	maxRecord = 16 << 20 // bytes of one record: a page, a line, an item
	maxFeed   = 64 << 20 // bytes of a file that has to be read whole to find its records
	maxRatio  = 200      // how far compressed data may swell, past maxFree
	maxFree   = 4 << 20  // bytes that compressed data may swell to at any ratio
	maxNodes  = 300_000  // elements and texts of one page
	maxDepth  = 400      // nesting of JSON and XML
	maxFields = 8 << 10  // bytes of other fields that one seed keeps
)

// isBidi reports whether r overrides or embeds a direction of writing, by
// which a text can read otherwise than its characters stand.
func isBidi(r rune) bool {
	return r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069
}

// unturned removes the characters that turn the direction of writing.
func unturned(s string) string {
	if !strings.ContainsFunc(s, isBidi) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if isBidi(r) {
			return -1
		}
		return r
	}, s)
}

// inspect notes what in the words of an item may deceive a reader: characters
// that turn the direction of writing, which the metadata must not have, and
// words whose letters are of several alphabets that look alike. Characters that
// were lost to a wrong encoding are counted.
func (it *Item) inspect() {
	turned := false
	for _, s := range []*string{&it.Title, &it.Source, &it.Summary, &it.Lang} {
		turned = turned || *s != unturned(*s)
		*s = unturned(*s)
	}
	for _, list := range [][]string{it.Byline, it.Tags} {
		for i, s := range list {
			turned = turned || s != unturned(s)
			list[i] = unturned(s)
		}
	}
	if turned {
		it.doubt("characters that turn the direction of writing stood in its title or names, and are left out")
	}
	if strings.ContainsAny(it.Body, "\u202d\u202e") {
		it.doubt("the text has characters that override the direction of writing")
	}
	if lost := strings.Count(it.Title, "\uFFFD") + strings.Count(it.Body, "\uFFFD"); lost > 0 {
		it.doubt("characters that could not be decoded (%d)", lost)
	}
	for _, s := range append([]string{it.Title, it.Body}, it.Byline...) {
		if word := mixedWord(s); word != "" {
			it.doubt("the word %q mixes alphabets that look alike", cut(word, 40))
			return
		}
	}
}

// mixedWord returns the first word that has both Latin letters and Cyrillic or
// Greek ones; "" if there is none. Single letters before a hyphen or digit
// ("μm") are no words.
func mixedWord(s string) string {
	const (
		latin = 1 << iota
		cyrillic
		greek
	)
	kinds, start, letters := 0, 0, 0
	mixed := func() bool { return letters > 3 && kinds&latin != 0 && kinds != latin }
	for i, r := range s {
		if !unicode.IsLetter(r) {
			if mixed() {
				return s[start:i]
			}
			kinds, start, letters = 0, i+len(string(r)), 0
			continue
		}
		letters++
		switch {
		case r < 0x80 || unicode.Is(unicode.Latin, r):
			kinds |= latin
		case unicode.Is(unicode.Cyrillic, r):
			kinds |= cyrillic
		case unicode.Is(unicode.Greek, r):
			kinds |= greek
		}
	}
	if mixed() {
		return s[start:]
	}
	return ""
}
