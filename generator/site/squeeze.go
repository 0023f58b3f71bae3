package site

import "bytes"

// squeeze leaves comments, indentation and line breaks out of a style sheet.
// Strings stay as they are, and so does what holds words apart.
func squeeze(css []byte) []byte {
	out := make([]byte, 0, len(css))
	for i := 0; i < len(css); {
		switch c := css[i]; {
		case c == '"' || c == '\'':
			end := i + 1
			for end < len(css) && css[end] != c {
				if css[end] == '\\' {
					end++
				}
				end++
			}
			end = min(end+1, len(css))
			out = append(out, css[i:end]...)
			i = end
		case c == '\\' && i+1 < len(css):
			out = append(out, c, css[i+1])
			i += 2
		case c == '/' && i+1 < len(css) && css[i+1] == '*':
			end := bytes.Index(css[i+2:], []byte("*/"))
			if end < 0 {
				return out
			}
			i += end + 4
		case c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f':
			for i < len(css) && bytes.IndexByte([]byte(" \t\n\r\f"), css[i]) >= 0 {
				i++
			}
			if n := len(out); n > 0 && i < len(css) && bytes.IndexByte([]byte("{};, "), out[n-1]) < 0 && css[i] != '{' && css[i] != '}' {
				out = append(out, ' ')
			}
		default:
			out = append(out, c)
			i++
		}
	}
	return out
}
