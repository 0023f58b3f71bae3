package site

import (
	"fmt"
	"math"
	"slices"

	"pressmark/generator/archive"
)

// The maps are plate carrée: longitude and latitude are the coordinates. The
// land is drawn in assets/world.svg, once for all pages, 800 units wide from
// 84° north to 57° south; here a unit is twice that, so 400 are 360 degrees.
const (
	mapWidth, mapHeight = 400, 156
	mapTop              = 84 // degrees north at the upper edge
)

// point is where a place lies on the map, in tenths of a unit.
func point(c *archive.Coordinates) (x, y int) {
	return int(math.Round((c.Lon + 180) * mapWidth / 36)), int(math.Round((mapTop - c.Lat) * mapWidth / 36))
}

func (lib *library) land(p *pen) bool {
	world := lib.assets.url("world.svg")
	if world == "" {
		return false
	}
	p.raw(`<use class="land" transform="scale(.5)" href="`).text(lib.links.href(world) + "#land").raw(`"/>`)
	return true
}

// namesOnMap is how many places a locator names; the others are dots.
const namesOnMap = 5

// locator is a map of the world with a mark for each place whose coordinates
// are known; nil if none are.
func (lib *library) locator(places []*member) *drawing {
	var known []*archive.Entity
	for _, m := range places {
		if m.entity.Coordinates != nil {
			known = append(known, m.entity)
		}
	}
	if len(known) == 0 {
		return nil
	}
	var p pen
	if !lib.land(&p) {
		return nil
	}
	// All dots are one line of no length with round ends.
	p.raw(`<path class="dots kind-place" stroke-width="8" d="`)
	for _, e := range known {
		x, y := point(e.Coordinates)
		p.raw("M").tenth(x).raw(" ").tenth(y).raw("h0")
	}
	p.raw(`"/>`)
	var taken [][4]int // no name lies on a dot
	for _, e := range known {
		x, y := point(e.Coordinates)
		taken = append(taken, [4]int{x/10 - 4, y/10 - 4, x/10 + 4, y/10 + 4})
	}
	var named []string
	for _, e := range known {
		x, y := point(e.Coordinates)
		if len(named) < namesOnMap {
			label := shorten(e.Name, 20)
			if lx, ly, anchor, box, ok := freeLabel(x/10, y/10, len([]rune(label)), taken); ok {
				taken = append(taken, box)
				p.at(lx, ly, anchor, "", label)
			}
			named = append(named, e.Name)
		}
	}
	if more := len(known) - len(named); more > 0 {
		named = append(named, lib.many(more, "{n} more##places"))
	}
	return p.drawing(lib.say("Map: {places}", "places", lib.list(named)), "locator frame", fmt.Sprintf("0 0 %d %d", mapWidth, mapHeight))
}

// freeLabel finds room for a label of so many letters beside a point: to the
// right, the left, above or below, without lying over another or over the edge.
func freeLabel(x, y, letters int, taken [][4]int) (lx, ly int, anchor string, box [4]int, ok bool) {
	width := letters * 8
	for _, try := range [...]struct {
		x, y   int
		anchor string
		left   int
	}{{x + 8, y + 6, "", x + 8}, {x - 8, y + 6, "end", x - 8 - width}, {x, y - 8, "middle", x - width/2}, {x, y + 20, "middle", x - width/2}} {
		b := [4]int{try.left, try.y - 14, try.left + width, try.y + 3}
		if b[0] < 0 || b[2] > mapWidth || b[1] < 0 || b[3] > mapHeight ||
			slices.ContainsFunc(taken, func(t [4]int) bool { return b[0] < t[2] && t[0] < b[2] && b[1] < t[3] && t[1] < b[3] }) {
			continue
		}
		return try.x, try.y, try.anchor, b, true
	}
	return 0, 0, "", box, false
}

// The window that a place's own map shows: 120 by 72 degrees.
const windowWidth, windowHeight = 1333, 800 // tenths

// placeMap shows a place in its part of the world, on a net of ten degrees;
// nil if its coordinates are not known.
func (lib *library) placeMap(e *archive.Entity) *drawing {
	if e.Coordinates == nil {
		return nil
	}
	x, y := point(e.Coordinates)
	left := min(max(x-windowWidth/2, 0), mapWidth*10-windowWidth)
	top := min(max(y-windowHeight/2, 0), mapHeight*10-windowHeight)
	var p pen
	if !lib.land(&p) {
		return nil
	}
	p.raw(`<path class="grid" d="`)
	for degree := -170; degree < 180; degree += 10 {
		at := (degree + 180) * mapWidth / 36
		if at > left && at < left+windowWidth {
			p.raw("M").tenth(at).raw(" ").tenth(top).raw("v").tenth(windowHeight)
		}
	}
	for degree := -50; degree < mapTop; degree += 10 {
		at := (mapTop - degree) * mapWidth / 36
		if at > top && at < top+windowHeight {
			p.raw("M").tenth(left).raw(" ").tenth(at).raw("h").tenth(windowWidth)
		}
	}
	p.raw(`"/><circle class="dot kind-place" cx="`).tenth(x).raw(`" cy="`).tenth(y).raw(`" r="1.4"/><circle class="halo kind-place" cx="`).tenth(x).raw(`" cy="`).tenth(y).raw(`" r="3"/>`)
	view := fmt.Sprintf("%d.%d %d.%d %d.%d %d.%d", left/10, left%10, top/10, top%10, windowWidth/10, windowWidth%10, windowHeight/10, windowHeight%10)
	return p.drawing("Map: "+e.Name+" at "+degrees(e.Coordinates), "locator near frame", view)
}
