package source

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// decode turns a file's bytes into text with "\n" at the ends of lines. It
// reports false, with a fault, for what is no text.
func (r *reader) decode(content []byte) (string, bool) {
	if len(content) > maxBytes {
		r.faults = append(r.faults, tooBig(r.path, int64(len(content))))
		return "", false
	}
	s, encoding, ok := toUTF8(content)
	if !ok {
		r.fail(0, 0, "only text files can be articles; remove it or give it another extension", "binary file")
		return "", false
	}
	if encoding != "" {
		r.article.Encoding = encoding
		r.warn(0, 0, "save it as UTF-8 to be sure of every character", "read as %s", encoding)
	}
	if !utf8.ValidString(s) {
		at := invalid(s)
		line, col := position(s, at)
		r.warn(line, col, "save it as UTF-8", "the byte %#02x is not UTF-8; read as Windows-1252", s[at])
		s = repair(s)
	}
	s = unixLines(s)
	if at := firstControl(s); at >= 0 {
		line, col := position(s, at)
		if tooManyControls(s) {
			r.fail(line, col, "only text files can be articles; remove it or give it another extension", "binary file")
			return "", false
		}
		r.warn(line, col, "remove it", "control character %U; read as a blank", []rune(s[at:])[0])
		s = clean(s)
	}
	return s, true
}

// toUTF8 finds out the encoding and decodes; encoding is "" for UTF-8. A text
// that is UTF-8 but for a few bytes is given back with them.
func toUTF8(content []byte) (s, encoding string, ok bool) {
	switch {
	case bytes.HasPrefix(content, []byte("\xef\xbb\xbf")):
		content = content[3:]
	case bytes.HasPrefix(content, []byte("\xff\xfe")):
		return fromUTF16(content[2:], binary.LittleEndian), "UTF-16LE", true
	case bytes.HasPrefix(content, []byte("\xfe\xff")):
		return fromUTF16(content[2:], binary.BigEndian), "UTF-16BE", true
	}
	if bytes.IndexByte(content, 0) >= 0 {
		order, name := guessUTF16(content)
		if order == nil {
			return "", "", false
		}
		return fromUTF16(content, order), name, true
	}
	if utf8.Valid(content) || mostlyUTF8(content) {
		return string(content), "", true
	}
	var b strings.Builder
	b.Grow(len(content) + len(content)/8)
	for _, c := range content {
		b.WriteRune(charmap.Windows1252.DecodeByte(c))
	}
	return b.String(), "Windows-1252", true
}

func fromUTF16(content []byte, order binary.ByteOrder) string {
	units := make([]uint16, len(content)/2)
	for i := range units {
		units[i] = order.Uint16(content[2*i:])
	}
	return string(utf16.Decode(units))
}

// guessUTF16 tells the byte order of UTF-16 without a mark by its blanks, line
// ends and Latin letters, whose high byte is 0. It returns nil if the zero
// bytes lie on both sides, as they do in binary files.
func guessUTF16(content []byte) (binary.ByteOrder, string) {
	if len(content)%2 != 0 {
		return nil, ""
	}
	var zeros [2]int
	for i, c := range content {
		if c == 0 {
			zeros[i%2]++
		}
	}
	var order binary.ByteOrder = binary.LittleEndian
	name := "UTF-16LE"
	few, many := zeros[0], zeros[1]
	if few > many {
		order, name = binary.BigEndian, "UTF-16BE"
		few, many = many, few
	}
	if few > many/50 || many < len(content)/40 {
		return nil, ""
	}
	for i := 0; i+1 < len(content); i += 2 {
		switch u := order.Uint16(content[i:]); {
		case u < ' ' && u != '\n' && u != '\r' && u != '\t' && u != '\f', utf16.IsSurrogate(rune(u)) && u >= 0xDC00 && i == 0:
			return nil, ""
		}
	}
	return order, name
}

// mostlyUTF8 reports whether content has more well-formed sequences of UTF-8
// than bytes that belong to none.
func mostlyUTF8(content []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(content); {
		if content[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(content[i:])
		if r == utf8.RuneError && size == 1 {
			bad++
		} else {
			good++
		}
		i += size
	}
	return good > bad
}

// invalid returns the offset of the first byte that is not UTF-8.
func invalid(s string) int {
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return len(s)
}

// repair reads the bytes that are not UTF-8 as Windows-1252.
func repair(s string) string {
	var b strings.Builder
	b.Grow(len(s) + 16)
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && size == 1 {
			r = charmap.Windows1252.DecodeByte(s[i])
		}
		b.WriteRune(r)
		i += size
	}
	return b.String()
}

// unixLines ends every line with "\n": CRLF, CR, form feeds and the line ends
// of Unicode too. A byte order mark inside (files put together) and the end of
// file mark of DOS go.
func unixLines(s string) string {
	s = strings.TrimSuffix(s, "\x1a")
	if strings.IndexByte(s, '\r') >= 0 {
		s = strings.ReplaceAll(s, "\r\n", "\n")
		s = strings.ReplaceAll(s, "\r", "\n")
	}
	if strings.ContainsAny(s, "\f\v") {
		s = strings.NewReplacer("\f", "\n", "\v", "\n").Replace(s)
	}
	if strings.Contains(s, "\u2028") || strings.Contains(s, "\u2029") || strings.Contains(s, "\ufeff") {
		s = strings.NewReplacer("\u2028", "\n", "\u2029", "\n\n", "\ufeff", "").Replace(s)
	}
	return s
}

// isControl reports whether r may not stand in HTML or XML.
func isControl(r rune) bool {
	return r < ' ' && r != '\n' && r != '\t' || r >= 0x7F && r < 0xA0 || r == 0xFFFE || r == 0xFFFF
}

// firstControl returns the offset of the first control character; -1 if there
// is none. It looks at bytes, being asked of all text.
func firstControl(s string) int {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= ' ' && c < 0x7F, c > 0xC2 && c != 0xEF, c == '\n', c == '\t':
		case c >= 0x80 && c < 0xC2: // inside a code point
		case c < ' ' || c == 0x7F:
			return i
		case c == 0xC2 && i+1 < len(s) && s[i+1] < 0xA0:
			return i
		case c == 0xEF && i+2 < len(s) && s[i+1] == 0xBF && s[i+2] >= 0xBE:
			return i
		}
	}
	return -1
}

// tooManyControls reports whether s has zero bytes, or more than one control
// character in a hundred: no text, then.
func tooManyControls(s string) bool {
	count := 0
	for _, r := range s {
		if r == 0 {
			return true
		}
		if isControl(r) && r < 0x7F {
			count++
		}
	}
	return count > 1+len(s)/100
}

// clean replaces control characters by blanks. Those between U+0080 and U+009F
// are the traces of Windows-1252 read as Latin-1, and get their meaning back.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case !isControl(r):
			return r
		case r >= 0x80 && r < 0xA0:
			if meant := charmap.Windows1252.DecodeByte(byte(r)); !isControl(meant) && meant != utf8.RuneError {
				return meant
			}
		}
		return ' '
	}, s)
}

// position returns the line and column, both from 1, of the byte offset at;
// columns count code points.
func position(s string, at int) (line, col int) {
	before := s[:at]
	start := strings.LastIndexByte(before, '\n') + 1
	return 1 + strings.Count(before, "\n"), 1 + utf8.RuneCountInString(before[start:])
}
