package site

import (
	"strings"
	"time"
)

// dateStrip draws an article's dates on a line, to scale, with a break where
// a gap would push the rest together. nil for fewer than three dates, or too
// many to tell apart.
func (lib *library) dateStrip(dates []moment) *drawing {
	if len(dates) < 3 || len(dates) > 12 {
		return nil
	}
	type stop struct{ x, width int }
	const width, left, right = 320, 16, 304
	// Divide the dates where a gap is larger than all that lies on its right
	// and left together: those are drawn with a break.
	var groups [][]moment
	for i, m := range dates {
		if i > 0 && gapIsWide(dates, i) {
			groups = append(groups, nil)
		}
		if len(groups) == 0 {
			groups = append(groups, nil)
		}
		groups[len(groups)-1] = append(groups[len(groups)-1], m)
	}
	if len(groups) > 4 {
		return nil
	}
	// Each group gets room by its number of dates.
	var p pen
	room := right - left - (len(groups)-1)*14
	at := left
	var stops []stop
	p.raw(`<path class="axis" d="`)
	for g, group := range groups {
		share := room * len(group) / len(dates)
		from, to := group[0].from, group[len(group)-1].to
		for _, m := range group {
			if m.to.After(to) {
				to = m.to
			}
		}
		span := max(int(to.Sub(from)/(24*time.Hour)), 1)
		inner := max(share-16, 0)
		for _, m := range group {
			x := at + 8 + int(m.from.Sub(from)/(24*time.Hour))*inner/span
			w := int(m.to.Sub(m.from)/(24*time.Hour)) * inner / span
			if len(group) == 1 {
				x, w = at+share/2, 0
			}
			stops = append(stops, stop{x, w})
		}
		end := at + share
		if g == len(groups)-1 {
			end = right
		}
		p.raw("M").num(at).raw(" 46H").num(end)
		if g < len(groups)-1 {
			p.raw("m2 6l6-12m-2 12l6-12")
		}
		at += share + 14
	}
	// A line with round ends: of no length for a day, longer for a range.
	p.raw(`"/><path class="dots kind-date" stroke-width="10" d="`)
	for _, s := range stops {
		p.raw("M").num(s.x).raw(" 46h").num(max(s.width, 0))
	}
	p.raw(`"/><g text-anchor="middle">`)
	// Labels go on four rows, two below and two above; one that finds no room
	// is left to the list.
	rows := [...]struct{ y, last int }{{66, -99}, {33, -99}, {82, -99}, {18, -99}}
	for i, m := range dates {
		label := lib.short(m)
		if i > 0 && i < len(dates)-1 && m.from.Year() == dates[i+1].from.Year() {
			label = strings.TrimSuffix(label, " "+digits(m.from.Year(), 4))
		}
		half := len([]rune(label)) * 3
		x := stops[i].x + stops[i].width/2
		x = min(max(x, half+1), width-half-1)
		for r := range rows {
			if x-half > rows[r].last+5 {
				p.at(x, rows[r].y, "", "", label)
				rows[r].last = x + half
				break
			}
		}
	}
	p.raw("</g>")
	label := lib.say("Timeline, {first} to {last}", "first", lib.long(dates[0]), "last", lib.long(dates[len(dates)-1]))
	return p.drawing(label, "", "0 0 320 88")
}

// gapIsWide reports whether the gap before dates[i] is more than three times
// the length of what is on its wider side, and longer than two months.
func gapIsWide(dates []moment, i int) bool {
	gap := dates[i].from.Sub(dates[i-1].to)
	if gap < 60*24*time.Hour {
		return false
	}
	before := dates[i-1].to.Sub(dates[0].from)
	after := dates[len(dates)-1].to.Sub(dates[i].from)
	return gap > 2*min(before, after)
}
