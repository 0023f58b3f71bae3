package annotate

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// nameWords returns the words of a name for comparing: lower case, without
// diacritics, stops, possessive and small words; "U.S." and "United States" are
// the one word "us". A name of small words only keeps them.
func nameWords(name string) []string {
	name = strings.TrimSuffix(strings.TrimSuffix(name, "’s"), "'s")
	folded := fold(name)
	words := strings.FieldsFunc(folded, func(r rune) bool {
		return r == ' ' || r == '-' || r == '–' || r == '\n' || r == '\t' || r == ',' || r == '\u00a0' || r == '/' || r == '"' || r == '“' || r == '”'
	})
	kept := words[:0]
	for i := 0; i < len(words); i++ {
		w := words[i]
		switch {
		case w == "of" || w == "the" || w == "and" || w == "&" || w == "for":
			continue
		case w == "united" && i+1 < len(words) && words[i+1] == "states":
			w = "us"
			i++
		case w == "united" && i+1 < len(words) && words[i+1] == "nations":
			w = "un"
			i++
		}
		kept = append(kept, w)
	}
	if len(kept) == 0 {
		return []string{folded}
	}
	return kept
}

// fold writes a name in lower case without diacritics and stops, so that
// "Erdoğan" and "Erdogan" are one.
func fold(s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' || c == '.' || c == '\'' {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	ascii := true
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if !ascii {
		s = norm.NFD.String(s)
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		switch {
		case r == '.' || r == '\'' || r == '’' || r == '‘' || r == 'ʻ' || r == '`' || unicode.Is(unicode.Mn, r):
		case r < utf8.RuneSelf:
			if 'A' <= r && r <= 'Z' {
				r += 'a' - 'A'
			}
			b.WriteByte(byte(r))
		default:
			b.WriteString(foldRune(unicode.ToLower(r)))
		}
	}
	return b.String()
}

// foldRune spells the letters that have no decomposition in plain ones.
func foldRune(r rune) string {
	switch r {
	case 'ł':
		return "l"
	case 'ø':
		return "o"
	case 'ı':
		return "i"
	case 'đ', 'ð':
		return "d"
	case 'ß':
		return "ss"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'þ':
		return "th"
	}
	return string(r)
}
