package site

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"pressmark/generator/archive"
)

// rolesShown is how many roles a page lists and draws, the commonest.
const rolesShown = 8

// rolesInTime are the commonest roles of an entity in the order in which the
// articles first give them, those of undated articles last.
func rolesInTime(e *archive.Entity) []archive.Role {
	roles := slices.Clone(e.Roles[:min(rolesShown, len(e.Roles))])
	slices.SortStableFunc(roles, func(x, y archive.Role) int {
		from, _, dated := roleTime(x)
		other, _, also := roleTime(y)
		switch {
		case !dated || !also:
			return cmp.Compare(boolNumber(also), boolNumber(dated))
		default:
			return from.Compare(other)
		}
	})
	return roles
}

func boolNumber(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// roleTime is from when to when articles give a role; false if none is dated.
func roleTime(r archive.Role) (from, to time.Time, dated bool) {
	if r.First.Entry == nil || r.Last.Entry == nil {
		return from, to, false
	}
	first, ok := momentOf(dateValue(r.First.Entry.Date))
	last, also := momentOf(dateValue(r.Last.Entry.Date))
	if !ok || !also {
		return from, to, false
	}
	return first.from, last.from, !last.from.Before(first.from)
}

// roleLines are the roles in words, each with the articles that give it first
// and last.
func (lib *library) roleLines(e *archive.Entity) [][]part {
	var lines [][]part
	for _, r := range rolesInTime(e) {
		line := []part{plain(oneLine(r.Text))}
		if first, last := r.First.Entry, r.Last.Entry; first != nil && dateValue(first.Date) != "" {
			line = append(line, plain(", "), part{Text: lib.shortDate(first.Date), URL: lib.url(first)})
			if last != nil && dateValue(last.Date) != "" && dateValue(last.Date) != dateValue(first.Date) {
				line = append(line, plain(lib.say(" to ")), part{Text: lib.shortDate(last.Date), URL: lib.url(last)})
			}
		}
		lines = append(lines, line)
	}
	if more := len(e.Roles) - rolesShown; more > 0 {
		lines = append(lines, []part{plain(lib.many(more, "and {n} more"))})
	}
	return lines
}

// The chart of roles is drawn as wide as a telephone's column.
const rolesWidth, roleRow, roleLetters = 300, 27, 46

// rolesChart draws from when to when the articles give each role; nil unless
// there are two with a time between them.
func (lib *library) rolesChart(e *archive.Entity) *drawing {
	var from, to time.Time
	var dated []archive.Role
	for _, r := range rolesInTime(e) {
		first, last, ok := roleTime(r)
		if !ok {
			continue
		}
		if len(dated) == 0 || first.Before(from) {
			from = first
		}
		if last.After(to) {
			to = last
		}
		dated = append(dated, r)
	}
	days := int(to.Sub(from) / (24 * time.Hour))
	if len(dated) < 2 || days < 31 {
		return nil
	}
	at := func(t time.Time) int { return int(t.Sub(from)/(24*time.Hour)) * (rolesWidth - 4) / days }
	var p pen
	var said []string
	for i, r := range dated {
		first, last, _ := roleTime(r)
		x, y, words := at(first), i*roleRow, shorten(r.Text, roleLetters)
		width := max(at(last)-x, 0) + 4
		// The name begins with the line, or ends at the edge if it would pass it.
		if x+len([]rune(words))*13/2 < rolesWidth {
			p.at(x, y+12, "", "", words)
		} else {
			p.at(rolesWidth, y+12, "end", "", words)
		}
		p.raw(`<path class="bar" d="M`).num(x).raw(" ").num(y + 17).raw("h").num(width).raw(`v4h-`).num(width).raw(`z"/>`)
		said = append(said, r.Text+", "+strconv.Itoa(first.Year()))
	}
	base := len(dated) * roleRow
	p.raw(`<path class="axis" d="M0 `).num(base).raw(`.5h`).num(rolesWidth).raw(`"/>`)
	p.at(0, base+14, "", "", strconv.Itoa(from.Year()))
	p.at(rolesWidth, base+14, "end", "", strconv.Itoa(to.Year()))
	return p.drawing(lib.say("Roles over time, by the articles that give them first and last: {roles}", "roles", lib.list(said)), "chart",
		"0 0 "+strconv.Itoa(rolesWidth)+" "+strconv.Itoa(base+18))
}
