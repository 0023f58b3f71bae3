package site

import (
	"strings"
)

// say says a text in the language of the pages; see locale.Text.
func (lib *library) say(name string, values ...string) string { return lib.words.Text(name, values...) }

// many says a text in the form that fits a number.
func (lib *library) many(n int, name string, values ...string) string {
	return lib.words.Count(n, name, values...)
}

// figure prints a number as the language does.
func (lib *library) figure(n int) string { return lib.words.Figure(n) }

// count prints a number with its noun: "1 person", "1,204 quotations". The noun
// is looked up as the text "{n} person".
func (lib *library) count(n int, noun string) string { return lib.words.Count(n, "{n} "+noun) }

// plural is the noun alone, in the form that fits a number.
func (lib *library) plural(n int, noun string) string { return lib.words.Unit(n, "{n} "+noun) }

// times says how often: "once", "twice", "5 times".
func (lib *library) times(n int) string { return lib.many(n, "{n} times") }

// list joins words as a sentence does: "a", "a and b", "a, b and c".
func (lib *library) list(words []string) string { return lib.words.List(words) }

// capital raises the first letter.
func capital(s string) string {
	for i, r := range s {
		return strings.ToUpper(string(r)) + s[i+len(string(r)):]
	}
	return s
}

// lowerFirst makes the first letter small, unless the first word has others
// that are capital.
func lowerFirst(s string) string {
	word, _, _ := strings.Cut(s, " ")
	if word == "" || word[1:] != strings.ToLower(word[1:]) {
		return s
	}
	for i, r := range s {
		return strings.ToLower(string(r)) + s[i+len(string(r)):]
	}
	return s
}

// shorten cuts a text to at most limit code points, at a space where there is
// one, and adds an ellipsis to say so.
func shorten(s string, limit int) string {
	s = oneLine(s)
	n := 0
	for i := range s {
		if n == limit {
			cut := strings.TrimRight(s[:i], " ,;:–—")
			if space := strings.LastIndexByte(s[:i], ' '); space > len(cut)/3 {
				cut = strings.TrimRight(s[:space], " ,;:–—")
			}
			return cut + "…"
		}
		n++
	}
	return s
}

// object stands in an article's text for an image or a piece of code.
const object = "\uFFFC"

// oneLine puts single spaces for every run of white space, and leaves out what
// stands for no words.
func oneLine(s string) string {
	if strings.Contains(s, object) {
		s = strings.ReplaceAll(s, object, " ")
	}
	if isOneLine(s) {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

// isOneLine reports whether s has single blanks and no other white space, as
// most texts do.
func isOneLine(s string) bool {
	blank := true // at the start, where there may be none
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == ' ':
			if blank {
				return false
			}
			blank = true
			continue
		case c < ' ', c == 0xC2, c == 0xE1, c == 0xE3: // and where Unicode's other blanks may begin
			return false
		case c == 0xE2 && i+1 < len(s) && (s[i+1] == 0x81 || s[i+1] == 0x80 && i+2 < len(s) && (s[i+2] <= 0x8A || s[i+2] >= 0xA8)):
			return false
		}
		blank = false
	}
	return !blank || s == ""
}
