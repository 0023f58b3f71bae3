package source

import (
	"errors"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
)

// toml reads a TOML document. The library tells no positions of keys, so their
// lines are searched for.
func (r *reader) toml(s string, before int) []entry {
	var m map[string]any
	meta, err := toml.Decode(s, &m)
	if err != nil {
		var broken toml.ParseError
		if errors.As(err, &broken) {
			start := min(broken.Position.Start, len(s))
			_, col := position(s, start)
			r.fail(broken.Position.Line+before, col, "quote texts and dates as TOML wants them", "broken TOML: %s", line(broken.Message))
		} else {
			r.fail(1+before, 0, "", "broken TOML: %s", line(strings.TrimPrefix(err.Error(), "toml: ")))
		}
		return nil
	}
	var entries []entry
	for _, key := range meta.Keys() {
		if len(key) != 1 {
			continue
		}
		at := 1 + before
		col := 1
		if i := tomlKey(s, key[0]); i >= 0 {
			at, col = position(s, i)
			at += before
		}
		e := entry{path: r.path, key: known(key[0]), written: key[0], line: at, col: col}
		e.value = anyValue(m[key[0]], at, col)
		entries = append(entries, e)
	}
	return r.unique(entries)
}

// tomlKey returns the offset at which a line gives key, or a table of that
// name begins.
func tomlKey(s, key string) int {
	for at := 0; at < len(s); {
		end := strings.IndexByte(s[at:], '\n')
		if end < 0 {
			end = len(s) - at
		}
		trimmed := strings.TrimLeft(s[at:at+end], " \t[\"'")
		if rest, ok := strings.CutPrefix(trimmed, key); ok {
			rest = strings.TrimLeft(rest, " \t\"'")
			if rest != "" && strings.IndexByte("=.]", rest[0]) >= 0 {
				return at + end - len(trimmed)
			}
		}
		at += end + 1
	}
	return -1
}

// tomlTime prints a time as precisely as TOML had it; the library marks local
// dates by the name of their zone.
func tomlTime(t time.Time) string {
	switch t.Location().String() {
	case "date-local":
		return t.Format("2006-01-02")
	case "datetime-local":
		return t.Format("2006-01-02T15:04:05")
	case "time-local":
		return t.Format("15:04:05")
	}
	return t.Format(time.RFC3339)
}
