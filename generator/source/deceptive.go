package source

import "unicode"

// IsTurn reports whether r embeds or overrides a direction of writing, by which
// a text can read otherwise than its characters stand (Unicode Standard Annex
// 9). Articles in scripts that run from right to left don't need them: the
// characters bring their direction.
func IsTurn(r rune) bool {
	return r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069
}

// suspect returns the offset of the first byte of s that can belong to a
// character of interest: one that turns the direction of writing, or a letter
// that is Cyrillic or Greek. It is len(s) for nearly all articles, and is asked
// of all text.
func suspect(s string) int {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= 0xCD && c <= 0xD4 || c == 0xE2 && i+2 < len(s) && (s[i+1] == 0x80 && s[i+2] >= 0xAA || s[i+1] == 0x81) {
			return i
		}
	}
	return len(s)
}

// MixedWord returns the first word that has Latin letters and also Cyrillic or
// Greek ones, which look like them; "" if there is none. Words of up to three
// letters are units and formulas.
func MixedWord(s string) string {
	const (
		latin = 1 << iota
		other
	)
	if suspect(s) == len(s) {
		return ""
	}
	kinds, start, letters := 0, 0, 0
	mixed := func() bool { return letters > 3 && kinds == latin|other }
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
		case unicode.Is(unicode.Cyrillic, r), unicode.Is(unicode.Greek, r):
			kinds |= other
		}
	}
	if mixed() {
		return s[start:]
	}
	return ""
}

// deceptive warns of what in the title, the names and the text can deceive a
// reader.
func (r *reader) deceptive() {
	a := r.article
	for _, part := range append([]string{a.Text, a.Source}, a.Byline...) {
		at := suspect(part)
		if at == len(part) {
			continue
		}
		for _, c := range part[at:] {
			if IsTurn(c) {
				r.warn(0, 0, "remove it", "the character %U turns the direction of writing", c)
				return
			}
		}
		if word := MixedWord(part); word != "" {
			r.warn(0, 0, "write it in one alphabet", "the word %q mixes alphabets that look alike", word)
			return
		}
	}
}
