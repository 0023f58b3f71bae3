package source

import "strconv"

// escape appends s with the characters that mean something in HTML written as
// references; the quotation mark only where it would end an attribute.
func escape(b []byte, s string, inAttribute bool) []byte {
	from := 0
	for i := 0; i < len(s); i++ {
		var reference string
		switch s[i] {
		case '&':
			reference = "&amp;"
		case '<':
			reference = "&lt;"
		case '>':
			reference = "&gt;"
		case '"':
			if !inAttribute {
				continue
			}
			reference = "&#34;"
		default:
			continue
		}
		b = append(b, s[from:i]...)
		b = append(b, reference...)
		from = i + 1
	}
	return append(b, s[from:]...)
}

// attribute appends name="value" with a blank before it.
func attribute(b []byte, name, value string) []byte {
	b = append(b, ' ')
	b = append(b, name...)
	if value == "" {
		return b
	}
	b = append(b, '=', '"')
	b = escape(b, value, true)
	return append(b, '"')
}

// blockID returns the id of the block numbered n, from 0.
func blockID(n int) string { return "p" + strconv.Itoa(n+1) }
