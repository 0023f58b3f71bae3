package export

import (
	"bufio"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"
)

// An xmlWriter prints XML 1.0. Whatever is put in, what comes out is
// well-formed: characters that XML cannot hold, even escaped, become U+FFFD.
type xmlWriter struct{ *bufio.Writer }

func newXML(w io.Writer) xmlWriter { return xmlWriter{bufio.NewWriterSize(w, 64<<10)} }

// raw prints markup.
func (x xmlWriter) raw(markup string) xmlWriter {
	x.WriteString(markup)
	return x
}

// text prints words, between tags or in an attribute.
func (x xmlWriter) text(s string) xmlWriter {
	from := 0
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		instead := ""
		switch {
		case r == '&':
			instead = "&amp;"
		case r == '<':
			instead = "&lt;"
		case r == '>':
			instead = "&gt;"
		case r == '"':
			instead = "&quot;"
		case r == '\r':
			instead = "&#13;"
		case !xmlCharacter(r) || r == utf8.RuneError && size == 1:
			instead = "\uFFFD"
		default:
			i += size
			continue
		}
		x.WriteString(s[from:i])
		x.WriteString(instead)
		i += size
		from = i
	}
	x.WriteString(s[from:])
	return x
}

// xmlCharacter is the production Char of XML 1.0.
func xmlCharacter(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || r >= ' ' && r <= 0xD7FF || r >= 0xE000 && r <= 0xFFFD || r >= 0x10000 && r <= 0x10FFFF
}

// element prints <name>words</name>; nothing without words.
func (x xmlWriter) element(name, words string) xmlWriter {
	if words == "" {
		return x
	}
	return x.raw("<" + name + ">").text(words).raw("</" + name + ">")
}

// attribute prints a name with its value; nothing without one.
func (x xmlWriter) attribute(name, value string) xmlWriter {
	if value == "" {
		return x
	}
	return x.raw(" " + name + `="`).text(value).raw(`"`)
}

var languageTag = regexp.MustCompile(`^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$`)

// lang prints the attribute of the language, if it is one's name.
func (x xmlWriter) lang(tag string) xmlWriter {
	if !languageTag.MatchString(tag) {
		return x
	}
	return x.attribute("xml:lang", tag)
}

// xmlName makes an identifier of words: those of two texts that differ in more
// than the marks between their letters differ.
func xmlName(words string) string {
	var b strings.Builder
	for i := 0; i < len(words); i++ {
		switch c := words[i]; {
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-':
			b.WriteByte(c)
		case c == '/':
			b.WriteByte('.')
		default:
			const hex = "0123456789abcdef"
			b.WriteString("_" + string(hex[c>>4]) + string(hex[c&15]))
		}
	}
	name := b.String()
	if name == "" || name[0] >= '0' && name[0] <= '9' || name[0] == '-' || name[0] == '.' {
		return "_" + name
	}
	return name
}
