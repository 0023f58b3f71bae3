package site

import "bytes"

// squeeze leaves comments, indentation and line breaks out of a style sheet.
// Strings stay as they are, and so does what holds words apart: a blank before
// a colon or about a sign of addition means something, one after a colon or
// about ">" does not.
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
			if n := len(out); n > 0 && i < len(css) && bytes.IndexByte([]byte("{};,:> "), out[n-1]) < 0 && bytes.IndexByte([]byte("{}>!"), css[i]) < 0 {
				out = append(out, ' ')
			}
		case c == '}':
			out = append(bytes.TrimSuffix(out, []byte(";")), c)
			i++
		default:
			out = append(out, c)
			i++
		}
	}
	return out
}

// squeezeScript leaves lines of comment and indentation out of a script. A
// script with text in backquotes over several lines stays as it is, for their
// blanks may matter.
func squeezeScript(script []byte) []byte {
	var out []byte
	for line := range bytes.Lines(script) {
		if bytes.Count(line, []byte("`"))%2 != 0 || bytes.Contains(line, []byte("/*")) && !bytes.Contains(line, []byte("*/")) {
			return script
		}
		line = bytes.TrimSpace(line)
		if len(line) == 0 || bytes.HasPrefix(line, []byte("//")) {
			continue
		}
		out = append(append(out, line...), '\n')
	}
	return out
}
