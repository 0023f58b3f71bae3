package lexicon

import (
	"embed"
	"strings"
)

// data holds the lists. Each begins with comment lines that state its origin
// and licence.
//
//go:embed data
var data embed.FS

// lines calls f with each line of a list that is neither empty nor a comment,
// and with the section it is in: what stands behind the last line that begins
// with "= ".
func lines(name string, f func(section, line string)) {
	raw, err := data.ReadFile("data/" + name)
	if err != nil {
		panic("lexicon: " + err.Error()) // the list is not embedded: a fault of the build
	}
	section := ""
	for rest := string(raw); rest != ""; {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		switch {
		case line == "" || line[0] == '#':
		case strings.HasPrefix(line, "= "):
			section = line[2:]
		default:
			f(section, line)
		}
	}
}

// items splits a field whose parts are parted by commas; none for an empty one.
func items(field string) []string {
	if field == "" {
		return nil
	}
	return strings.Split(field, ",")
}
