package source

import (
	"strconv"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// appendText appends the words of a text node, as CommonMark reads them.
func appendText(b []byte, n *ast.Text, src []byte) []byte {
	words := n.Segment.Value(src)
	if n.IsRaw() {
		return append(b, words...)
	}
	return appendDecoded(b, words)
}

// appendDecoded appends words with backslash escapes and character references
// decoded.
func appendDecoded(b, words []byte) []byte {
	from := 0
	for i := 0; i < len(words); i++ {
		switch words[i] {
		case '\\':
			if i+1 < len(words) && util.IsPunct(words[i+1]) {
				b = append(b, words[from:i]...)
				from = i + 1
				i++
			}
		case '&':
			decoded, size := reference(words[i:])
			if size > 0 {
				b = append(b, words[from:i]...)
				b = append(b, decoded...)
				from = i + size
				i = from - 1
			}
		}
	}
	return append(b, words[from:]...)
}

// reference decodes the character reference with which s begins; size is 0 if
// there is none. Control characters come as a blank: they may stand in neither
// HTML nor XML.
func reference(s []byte) (decoded string, size int) {
	end := 1
	for end < len(s) && end < 34 && s[end] != ';' {
		end++
	}
	if end < 2 || end >= len(s) || s[end] != ';' {
		return "", 0
	}
	name := s[1:end]
	if name[0] != '#' {
		entity, ok := util.LookUpHTML5EntityByName(string(name))
		if !ok {
			return "", 0
		}
		return string(entity.Characters), end + 1
	}
	digits, base := string(name[1:]), 10
	if digits != "" && digits[0]|0x20 == 'x' {
		digits, base = digits[1:], 16
	}
	if base == 10 && len(digits) > 7 || base == 16 && len(digits) > 6 {
		return "", 0
	}
	code, err := strconv.ParseUint(digits, base, 32)
	if err != nil {
		return "", 0
	}
	r := rune(code)
	if r == 0 || !utf8.ValidRune(r) {
		r = utf8.RuneError
	} else if isControl(r) {
		r = ' '
	}
	return string(r), end + 1
}
