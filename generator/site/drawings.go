package site

import (
	"math"
	"strconv"
	"unicode/utf8"

	"pressmark/generator/archive"
)

// labelLine is how far apart the lines of a label are.
const labelLine = 13

// inTwo divides words longer than limit code points into two lines, as equal as
// blanks allow.
func inTwo(words string, limit int) []string {
	length := utf8.RuneCountInString(words)
	if length <= limit {
		return []string{words}
	}
	best, least := -1, length
	for i := range words {
		if words[i] != ' ' {
			continue
		}
		if first := utf8.RuneCountInString(words[:i]); max(first, length-first-1) < least {
			best, least = i, max(first, length-first-1)
		}
	}
	if best < 0 {
		return []string{shorten(words, limit)}
	}
	return []string{shorten(words[:best], limit+4), shorten(words[best+1:], limit+4)}
}

// shape draws the mark of a kind: a circle for a person, a square for an
// organisation, a triangle for a place.
func (p *pen) shape(class string, x, y, r int) *pen {
	switch class {
	case "organisation":
		return p.raw(`<path class="dot kind-organisation" d="M`).num(x - r).raw(" ").num(y - r).raw("h").num(2 * r).raw("v").num(2 * r).raw("h-").num(2 * r).raw(`z"/>`)
	case "place":
		return p.raw(`<path class="dot kind-place" d="M`).num(x).raw(" ").num(y - r).raw("l").num(r).raw(" ").num(2 * r).raw("h-").num(2 * r).raw(`z"/>`)
	}
	return p.raw(`<circle class="dot kind-person" cx="`).num(x).raw(`" cy="`).num(y).raw(`" r="`).num(r).raw(`"/>`)
}

// mentionChart draws how often an entity is named: by month if that makes at
// most forty bars, by year otherwise. It is nil if there is one bar only.
func (lib *library) mentionChart(e *archive.Entity) (*drawing, string) {
	byMonth := map[int]int{}
	first, last := math.MaxInt, math.MinInt
	for _, o := range e.Mentions {
		d := o.Entry.Date
		if d.Year == 0 {
			continue
		}
		at := d.Year*12 + max(d.Month, 1) - 1
		byMonth[at]++
		first, last = min(first, at), max(last, at)
	}
	unit := "month"
	if len(byMonth) == 0 || first == last {
		return nil, ""
	}
	bars := make([]int, 0, 40)
	if last-first < 40 {
		for at := first; at <= last; at++ {
			bars = append(bars, byMonth[at])
		}
	} else {
		unit = "year"
		bars = make([]int, last/12-first/12+1)
		for at, n := range byMonth {
			bars[at/12-first/12] += n
		}
	}
	if len(bars) > 150 {
		return nil, ""
	}
	most, peak := 0, 0
	for i, n := range bars {
		if n > most {
			most, peak = n, i
		}
	}
	const width, height = 3000, 500 // tenths
	step := width / len(bars)
	thick := max(min(step*2/3, 240), 8)
	var p pen
	for i, n := range bars {
		if n == 0 {
			continue
		}
		h := max(n*440/most, 12)
		p.raw(`<path class="bar`)
		if i == len(bars)-1 {
			p.raw(` bar-now`)
		}
		p.raw(`" d="M`).tenth(i*step + (step-thick)/2).raw(" ").tenth(height - h).raw("h").tenth(thick).raw("v").tenth(h).raw("h").tenth(-thick).raw(`z"/>`)
	}
	p.raw(`<path class="axis" d="M0 50.5h300"/>`)
	name := func(i int) string {
		if unit == "year" {
			return strconv.Itoa(first/12 + i)
		}
		return lib.words.ShortMonth((first+i)%12+1) + " " + strconv.Itoa((first+i)/12)
	}
	p.at(1, 64, "", "", name(0))
	p.at(299, 64, "end", "", name(len(bars)-1))
	title := lib.say("Mentions a month")
	if unit == "year" {
		title = lib.say("Mentions a year")
	}
	label := lib.say("{title}, {first} to {last}; most in {peak}: {n}", "title", title, "first", name(0), "last", name(len(bars)-1), "peak", name(peak), "n", lib.figure(most))
	return p.drawing(label, "chart", "0 0 300 68"), title
}
