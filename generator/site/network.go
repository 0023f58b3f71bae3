package site

import (
	"math"
	"slices"

	"pressmark/generator/annotate"
	"pressmark/generator/archive"
)

// The network is drawn for a column of a telephone's width: names stand left
// and right, each with a line of its own, so that none lies on another and all
// can be read without enlarging.
const (
	networkWidth  = 400
	leastNetwork  = 4  // fewer are a list
	networkRow    = 31 // two lines of a name
	networkNodes  = 24 // around the one in the middle
	networkTies   = 16
	networkLabel  = 14 // letters that a line has room for, and four more if need be
	networkInward = 58 // from the middle to the nodes, at most
)

// network draws who appears with whom: the entity in the middle, the others
// beside it, those closest nearest. The thicker a line, the more passages name
// both; thin lines tie those who are named together without it. Places follow
// the order of the list, and all coordinates are whole numbers, so the drawing
// is the same for the same facts.
func (lib *library) network(of *archive.Entity, company []archive.Companion) *drawing {
	if len(company) < leastNetwork {
		return nil
	}
	company = company[:min(networkNodes, len(company))]
	most := 1
	for _, c := range company {
		most = max(most, c.Passages)
	}
	rows := (len(company) + 1) / 2
	height := max(rows, 4) * networkRow
	cx, cy := networkWidth/2, height/2
	type node struct{ x, y, size, side int }
	nodes := make([]node, len(company))
	for i, c := range company {
		// The closest are in the middle rows; each next one is farther up or down.
		side, row := 1-i%2*2, i/2
		offset := (row + 1) / 2
		if row%2 == 1 {
			offset = -offset
		}
		y := cy + offset*networkRow
		if rows%2 == 0 {
			y += networkRow / 2
		}
		far := float64(y-cy) / (float64(height) / 2)
		x := cx + side*(30+int(math.Round((networkInward-30)*math.Sqrt(max(0, 1-far*far)))))
		nodes[i] = node{x, y, 4 + c.Passages*4/most, side}
	}
	var p pen
	p.raw(`<g class="among">`)
	for _, t := range lib.archive.Ties(of, company, networkTies) {
		a, b := nodes[t.A], nodes[t.B]
		p.raw(`<path d="M`).num(a.x).raw(" ").num(a.y).raw("Q").num(cx + (a.side+b.side)*8).raw(" ").num((a.y + b.y) / 2).raw(" ").num(b.x).raw(" ").num(b.y).raw(`"/>`)
	}
	p.raw(`</g><g class="tie">`)
	for i, c := range company {
		p.raw(`<path`)
		if c.Passages == 0 {
			p.raw(` class="tie-loose"`)
		} else {
			p.raw(` stroke-width="`).num(1 + c.Passages*4/most).raw(`"`)
		}
		p.raw(` d="M`).num(cx).raw(" ").num(cy).raw("L").num(nodes[i].x).raw(" ").num(nodes[i].y).raw(`"/>`)
	}
	p.raw(`</g>`)
	for i, c := range company {
		n := nodes[i]
		p.shape(kindClass(c.Entity.Kind), n.x, n.y, n.size)
		anchor, x := "", n.x+n.size+5
		if n.side < 0 {
			anchor, x = "end", n.x-n.size-5
		}
		p.beside(x, n.y+4, anchor, inTwo(c.Entity.Name, networkLabel))
	}
	p.raw(`<circle class="ring kind-`).text(kindClass(of.Kind)).raw(`" cx="`).num(cx).raw(`" cy="`).num(cy).raw(`" r="9"/>`)
	strongest := make([]string, 0, 3)
	for _, c := range company[:min(3, len(company))] {
		strongest = append(strongest, c.Entity.Name)
	}
	label := lib.say("Network: {name} with {names} around, nearest {nearest}", "name", of.Name, "names", lib.count(len(company), "name"), "nearest", lib.list(strongest))
	return p.drawing(label, "network", "0 0 "+digits(networkWidth, 0)+" "+digits(height, 0))
}

// beside writes one or two lines of a label, centred on a height.
func (p *pen) beside(x, y int, anchor string, lines []string) {
	if len(lines) == 1 {
		p.at(x, y, anchor, "", lines[0])
		return
	}
	p.raw(`<text y="`).num(y - labelLine/2).raw(`"`)
	if anchor != "" {
		p.raw(` text-anchor="`).text(anchor).raw(`"`)
	}
	p.raw(">")
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

// placesOfCompany is how many places the map of somebody's company shows, and
// the least that make one.
const placesOfCompany, leastPlaces = 12, 2

// whereMap shows the places in somebody's company; nil for fewer than two.
func (lib *library) whereMap(company []archive.Companion) *drawing {
	var places []*member
	for _, c := range company {
		if c.Entity.Kind == annotate.Place && c.Entity.Coordinates != nil && len(places) < placesOfCompany {
			places = append(places, &member{entity: c.Entity})
		}
	}
	if len(places) < leastPlaces {
		return nil
	}
	return lib.locator(places)
}

// A companyRow is one row of the network's table.
type companyRow struct {
	Name                       part
	Passages, Articles, Quotes int
}

// companyRows are the same facts as the network's, as text.
func (lib *library) companyRows(company []archive.Companion) []companyRow {
	rows := make([]companyRow, 0, len(company))
	for _, c := range company {
		rows = append(rows, companyRow{lib.entityPart(c.Entity), c.Passages, c.Articles, c.Quotes})
	}
	return rows
}

// drawCompany writes them as a table, without a column for which there is
// nothing to tell.
func (lib *library) drawCompany(p *pen, rows []companyRow) {
	quoted := slices.ContainsFunc(rows, func(r companyRow) bool { return r.Quotes > 0 })
	p.raw(`<table class="table tallies"><thead><tr><th scope="col">`).text(lib.say("Name")).raw(`</th><th scope="col">`).text(lib.say("Passages"))
	p.raw(`</th><th scope="col">`).text(lib.say("Articles")).raw("</th>")
	if quoted {
		p.raw(`<th scope="col">`).text(lib.say("Quotations")).raw("</th>")
	}
	p.raw("</tr></thead>\n<tbody>")
	for _, r := range rows {
		p.raw("\n<tr><td>")
		lib.part(p, r.Name)
		p.raw("</td><td>").text(lib.figure(r.Passages)).raw("</td><td>").text(lib.figure(r.Articles)).raw("</td>")
		if quoted {
			p.raw("<td>").text(lib.figure(r.Quotes)).raw("</td>")
		}
		p.raw("</tr>")
	}
	p.raw("</tbody></table>")
}
