package train

import (
	"bufio"
	"bytes"
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"pressmark/generator/score"
)

// What newspapers have and the corpora lack is made from them: datelines, and
// headlines with capitals on most words or on all letters.

//go:embed data/datelines.txt
var datelinesFile []byte

// augment gives some of the documents a dateline and returns copies of the
// beginnings of some with the headline in other capitals. Documents are changed
// in place.
func augment(documents []*score.Document, r *random) []*score.Document {
	lines := readDatelines()
	var copies []*score.Document
	for _, d := range documents {
		headline, _, titled := strings.Cut(d.Text, "\n\n")
		titled = titled && !strings.HasSuffix(headline, ".")
		at := 0
		if titled {
			at = utf8.RuneCountInString(headline) + 2
			switch r.below(4) {
			case 0:
				copies = append(copies, recased(d, at, capitals))
			case 1:
				copies = append(copies, recased(d, at, func(before, c rune) rune { return unicode.ToUpper(c) }))
			}
		}
		if r.below(4) == 0 {
			lines.insert(d, at, r)
		}
	}
	return copies
}

// capitals raises the first letters of words.
func capitals(before, c rune) rune {
	if before == ' ' || before == 0 {
		return unicode.ToUpper(c)
	}
	return c
}

// recasedSuffix tells the copies' ids from those of their originals.
const recasedSuffix = " recased"

// recased is the headline of d, in other capitals, and its first paragraph, which
// begins at code point end.
func recased(d *score.Document, end int, change func(before, c rune) rune) *score.Document {
	runes := []rune(d.Text)
	before := rune(0)
	for i := range end {
		old := runes[i]
		runes[i] = change(before, old)
		before = old
	}
	rest := string(runes[end:])
	if paragraph, _, ok := strings.Cut(rest, "\n\n"); ok {
		rest = paragraph
	}
	copied := &score.Document{ID: d.ID + recasedSuffix, Text: string(runes[:end]) + rest}
	length := utf8.RuneCountInString(copied.Text)
	for _, e := range d.Entities {
		if e.End <= length {
			copied.Entities = append(copied.Entities, e)
		}
	}
	return copied
}

// datelines are patterns and what may stand in them.
type datelines struct {
	patterns, cities, regions, agencies []string
}

func readDatelines() *datelines {
	d := &datelines{}
	var list *[]string
	lines := bufio.NewScanner(bytes.NewReader(datelinesFile))
	for lines.Scan() {
		switch line := lines.Text(); {
		case line == "" || strings.HasPrefix(line, "#"):
		case line == "= patterns":
			list = &d.patterns
		case line == "= cities":
			list = &d.cities
		case line == "= regions":
			list = &d.regions
		case line == "= agencies":
			list = &d.agencies
		default:
			*list = append(*list, line)
		}
	}
	return d
}

// insert puts a dateline into d before code point at and moves the names behind
// it. In a pattern CITY is a city in capitals, City one in small letters,
// Region a country or state, Agency a news agency.
func (l *datelines) insert(d *score.Document, at int, r *random) {
	pick := func(list []string) string { return list[r.below(len(list))] }
	var line strings.Builder
	var names []score.Entity
	for _, part := range strings.SplitAfter(pick(l.patterns), " ") {
		core := strings.TrimLeft(part, "(")
		word := strings.TrimRight(core, "),: ")
		value, kind := "", "place"
		switch word {
		case "CITY":
			value = strings.ToUpper(pick(l.cities))
		case "City":
			value = pick(l.cities)
		case "Region":
			value = pick(l.regions)
		case "Agency":
			value, kind = pick(l.agencies), "organization"
		default:
			line.WriteString(part)
			continue
		}
		line.WriteString(part[:len(part)-len(core)])
		start := at + utf8.RuneCountInString(line.String())
		names = append(names, score.Entity{Span: score.Span{Start: start, End: start + utf8.RuneCountInString(value)}, Type: kind})
		line.WriteString(value + core[len(word):])
	}
	length := utf8.RuneCountInString(line.String())
	for i := range d.Entities {
		if d.Entities[i].Start >= at {
			d.Entities[i].Start += length
			d.Entities[i].End += length
		}
	}
	d.Entities = append(d.Entities, names...)
	runes := []rune(d.Text)
	d.Text = string(runes[:at]) + line.String() + string(runes[at:])
}
