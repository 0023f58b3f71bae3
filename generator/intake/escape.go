package intake

import "strings"

// escape writes words so that Markdown reads them as words. lineStart says that
// they begin a line, next is the byte that will follow them.
func escape(s string, lineStart bool, next byte) string {
	var b strings.Builder
	b.Grow(len(s) + 8)
	if lineStart {
		s = escapeStart(&b, s)
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		following := next
		if i+1 < len(s) {
			following = s[i+1]
		}
		switch c {
		case '\\', '`', '*', '[', ']', '<', '|', '~':
			b.WriteByte('\\')
		case '_':
			if i == 0 || !wordByte(s[i-1]) || !wordByte(following) {
				b.WriteByte('\\')
			}
		case '&':
			if following == '#' || wordByte(following) {
				b.WriteByte('\\')
			}
		case '!':
			if following == '[' {
				b.WriteByte('\\')
			}
		case '#':
			if i+1 == len(s) || following == '#' || following == ' ' {
				b.WriteByte('\\') // would close a heading
			}
		}
		b.WriteByte(c)
	}
	return b.String()
}

// wordByte reports whether c is a letter or digit of ASCII, beside which an
// underscore is no mark.
func wordByte(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z'
}

// escapeStart writes what at the start of a line would begin a heading,
// quotation, list or rule, and returns the rest.
func escapeStart(b *strings.Builder, s string) string {
	if s == "" {
		return s
	}
	switch s[0] {
	case '#', '>', '+', '-', '=', ':':
		b.WriteByte('\\')
		b.WriteByte(s[0])
		return s[1:]
	}
	digits := 0
	for digits < len(s) && digits < 10 && s[digits] >= '0' && s[digits] <= '9' {
		digits++
	}
	if digits > 0 && digits < len(s) && (s[digits] == '.' || s[digits] == ')') {
		b.WriteString(s[:digits])
		b.WriteByte('\\')
		b.WriteByte(s[digits])
		return s[digits+1:]
	}
	return s
}

// fromText writes plain text as Markdown. Blank lines part paragraphs; in a
// text without any, every line is one. Lines within a paragraph are joined.
func fromText(s string) (markdown, plain string) {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n\n").Replace(s)
	var paragraphs []string
	var rows []string
	flush := func() {
		if p := strings.TrimSpace(cleanWords(strings.Join(rows, " "))); p != "" {
			paragraphs = append(paragraphs, p)
		}
		rows = nil
	}
	parted := false
	for row := range strings.SplitSeq(strings.TrimSpace(s), "\n") {
		parted = parted || strings.TrimSpace(row) == ""
	}
	for row := range strings.SplitSeq(s, "\n") {
		if strings.TrimSpace(row) == "" || !parted {
			flush()
		}
		rows = append(rows, row)
	}
	flush()
	var b strings.Builder
	for i, p := range paragraphs {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(escape(p, true, 0) + "\n")
	}
	return b.String(), strings.Join(paragraphs, "\n")
}
