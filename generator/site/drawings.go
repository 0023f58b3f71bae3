package site

import (
	"fmt"
	"math"
	"strconv"
	"unicode/utf8"

	"pressmark/generator/archive"
)

// The network is drawn in a box of this size, its centre the entity.
const (
	networkWidth, networkHeight = 640, 380
	networkNodes                = 16
)

// network draws who appears with whom as a star: the nearer the more passages,
// the thicker the line the more. Places on the star follow the order of the
// list, so the drawing is the same for the same facts; all coordinates are
// whole numbers.
func (lib *library) network(of *archive.Entity, company []archive.Companion) *drawing {
	if len(company) < 2 {
		return nil
	}
	company = company[:min(networkNodes, len(company))]
	most := 1
	for _, c := range company {
		most = max(most, c.Passages)
	}
	const cx, cy = networkWidth / 2, networkHeight / 2
	type node struct{ x, y, width, size int }
	nodes := make([]node, len(company))
	for i, c := range company {
		// Alternate between the sides so that the strongest are not all on one.
		turn := float64(i) / float64(len(company)) * 2 * math.Pi
		rx, ry := 225.0, 150.0
		if i%2 == 1 {
			rx, ry = 150, 105
		}
		nodes[i] = node{
			x: cx + int(math.Round(rx*math.Cos(turn+0.2))), y: cy + int(math.Round(ry*math.Sin(turn+0.2))),
			width: 1 + c.Passages*4/most, size: 5 + c.Passages*4/most,
		}
	}
	var p pen
	p.raw(`<g class="tie">`)
	for i, c := range company {
		p.raw(`<path`)
		if c.Passages == 0 {
			p.raw(` class="tie-loose"`)
		} else {
			p.raw(` stroke-width="`).num(nodes[i].width).raw(`"`)
		}
		p.raw(` d="M`).num(cx).raw(" ").num(cy).raw("L").num(nodes[i].x).raw(" ").num(nodes[i].y).raw(`"/>`)
	}
	p.raw(`</g>`)
	for i, c := range company {
		n := nodes[i]
		p.shape(kindClass(c.Entity.Kind), n.x, n.y, n.size)
		lines := inTwo(shorten(c.Entity.Name, 48), 24)
		y := n.y - n.size - 6 - (len(lines)-1)*labelLine
		if n.y > cy {
			y = n.y + n.size + 14
		}
		p.label(n.x, y, lines)
	}
	p.raw(`<circle class="ring kind-`).text(kindClass(of.Kind)).raw(`" cx="`).num(cx).raw(`" cy="`).num(cy).raw(`" r="11"/>`)
	p.at(cx, cy+28, "middle", "strong", shorten(of.Name, 32))
	strongest := make([]string, 0, 3)
	for _, c := range company[:min(3, len(company))] {
		strongest = append(strongest, c.Entity.Name)
	}
	label := fmt.Sprintf("Network: %s with %s around, nearest %s", of.Name, lib.count(len(company), "name"), lib.list(strongest))
	return p.drawing(label, "network", fmt.Sprintf("0 0 %d %d", networkWidth, networkHeight))
}

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

// label writes one or two lines, one below the other, about a point.
func (p *pen) label(x, y int, lines []string) {
	if len(lines) == 1 {
		p.at(x, y, "middle", "", lines[0])
		return
	}
	p.raw(`<text y="`).num(y).raw(`" text-anchor="middle">`)
	for i, line := range lines {
		p.raw(`<tspan x="`).num(x)
		if i > 0 {
			p.raw(`" dy="`).num(labelLine)
		}
		p.raw(`">`).text(line)
		if i+1 < len(lines) {
			p.raw(" ") // for those who copy it
		}
		p.raw("</tspan>")
	}
	p.raw("</text>")
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
	label := fmt.Sprintf("Mentions a %s, %s to %s; most in %s: %s", unit, name(0), name(len(bars)-1), name(peak), lib.figure(most))
	return p.drawing(label, "", "0 0 300 68"), "Mentions a " + unit
}
