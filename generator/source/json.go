package source

import (
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"
)

// json reads the object with which s begins.
func (r *reader) json(s string) front {
	decoder := json.NewDecoder(strings.NewReader(s))
	decoder.UseNumber()
	var raw json.RawMessage
	err := decoder.Decode(&raw)
	if err != nil {
		at := len(s)
		var broken *json.SyntaxError
		if errors.As(err, &broken) {
			at = min(max(int(broken.Offset)-1, 0), len(s))
		}
		problem := err.Error()
		if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
			problem = "the object is not closed"
		}
		line, col := position(s, boundary(s, at))
		r.fail(line, col, "JSON wants quoted keys and a comma between entries, none after the last", "broken JSON: %s", problem)
		return front{end: len(s)}
	}
	end := int(decoder.InputOffset())
	f := front{end: end, entries: r.unique(r.jsonFields(s[:end]))}
	if i := strings.IndexByte(s[end:], '\n'); i >= 0 && strings.TrimSpace(s[end:end+i]) == "" {
		f.end += i + 1
	}
	f.lines = strings.Count(s[:f.end], "\n")
	return f
}

// jsonFields reads the entries of a well-formed object with their positions.
func (r *reader) jsonFields(s string) []entry {
	decoder := json.NewDecoder(strings.NewReader(s))
	decoder.UseNumber()
	decoder.Token() // {
	var entries []entry
	for decoder.More() {
		token, err := decoder.Token()
		if err != nil {
			break
		}
		key, _ := token.(string)
		at := int(decoder.InputOffset())
		at = boundary(s, max(at-len(strconv.Quote(key)), 0))
		line, col := position(s, at)
		var of any
		if decoder.Decode(&of) != nil {
			break
		}
		entries = append(entries, entry{path: r.path, key: known(key), written: key, line: line, col: col, value: anyValue(of, line, col)})
	}
	return entries
}

// boundary moves at back to the start of a code point.
func boundary(s string, at int) int {
	for at > 0 && at < len(s) && s[at]&0xC0 == 0x80 {
		at--
	}
	return at
}
