package site

import (
	"strconv"
	"strings"
)

// figure prints a number with commas between thousands.
func figure(n int) string {
	s := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, s = "−", s[1:]
	}
	for at := len(s) - 3; at > 0; at -= 3 {
		s = s[:at] + "," + s[at:]
	}
	return sign + s
}

// plurals are the nouns that take something else than an s.
var plurals = map[string]string{"person": "people", "day": "days", "entry": "entries"}

// plural is a noun in the number that fits n.
func plural(n int, noun string) string {
	if n == 1 {
		return noun
	}
	if p, ok := plurals[noun]; ok {
		return p
	}
	return noun + "s"
}

// count prints a number with its noun: "1 person", "1,204 quotations".
func count(n int, noun string) string { return figure(n) + " " + plural(n, noun) }

// times says how often: "once", "twice", "5 times".
func times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return figure(n) + " times"
}

// smallNumbers are the numbers that are spelled out inside a sentence.
var smallNumbers = [...]string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}

// spelled prints a number as a word up to twelve, as figures above.
func spelled(n int) string {
	if n >= 0 && n < len(smallNumbers) {
		return smallNumbers[n]
	}
	return figure(n)
}

// list joins words as a sentence does: "a", "a and b", "a, b and c".
func list(words []string) string {
	switch len(words) {
	case 0:
		return ""
	case 1:
		return words[0]
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

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
