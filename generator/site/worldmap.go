package site

import (
	"fmt"
	"math"
	"slices"

	"pressmark/generator/annotate"
	"pressmark/generator/archive"
)

// The map of all places.
const (
	mapURL       = "/places/map/"
	placesOnMap  = 300
	namesOnWorld = 40
	worldLetter  = 24 // width of a letter, in tenths, of type of five units
)

// A mapView is the page of the map.
type mapView struct {
	Trail    []link
	Spine    [3]string
	Maps     []*drawing
	Coverage []part
	Rows     []indexRow
	Standing string
}

// located are the places whose coordinates are known, those named most first.
func (lib *library) located() []*archive.Entity {
	most := slices.Clone(mostMentioned(lib.visible[annotate.Place]))
	return slices.DeleteFunc(most, func(e *archive.Entity) bool { return e.Coordinates == nil })
}

// placesMap plans the map, if there is a place to show.
func (p *planner) placesMap() {
	lib := p.library
	if !lib.hasMap() {
		return
	}
	p.view("the map", mapURL, "map.html", nil, func() (*view, error) {
		all := lib.located()
		shown := all[:min(placesOnMap, len(all))]
		v := &mapView{Trail: lib.trail(lib.say("Places"), "/places/"), Maps: []*drawing{lib.worldMap(shown, wholeWorld)}, Coverage: lib.placeCoverage(all),
			Spine: [3]string{lib.say("Places"), lib.figure(len(all)), lib.say("on the map")}}
		v.Standing = lib.say("Every place whose coordinates are known. The larger the dot, the more mentions.")
		if len(all) > len(shown) {
			v.Standing = lib.many(len(shown), "The {n} places named most of those whose coordinates are known. The larger the dot, the more mentions.")
		}
		if frame, ok := detailOf(shown); ok {
			v.Maps = append(v.Maps, lib.worldMap(shown, frame))
		}
		for _, e := range shown {
			v.Rows = append(v.Rows, indexRow{Name: e.Name, URL: lib.entityURL(e), Class: "place", Count: lib.figure(len(e.Mentions)), Unit: lib.plural(len(e.Mentions), "mention")})
		}
		return &view{Title: lib.say("Map of places"), Section: "/places/", Main: v, Description: v.Standing}, nil
	})
}

func (lib *library) hasMap() bool {
	return slices.ContainsFunc(lib.visible[annotate.Place], func(e *archive.Entity) bool { return e.Coordinates != nil }) && lib.assets.url("world.svg") != ""
}

// placeCoverage says how many of the places, and of their mentions, the map
// shows.
func (lib *library) placeCoverage(located []*archive.Entity) []part {
	mentions, of := 0, 0
	for _, e := range located {
		mentions += len(e.Mentions)
	}
	for _, e := range lib.visible[annotate.Place] {
		of += len(e.Mentions)
	}
	line := []part{plain(lib.say("The coordinates of {places} of the places are known, which have {mentions} of the mentions.",
		"places", share(len(located), len(lib.visible[annotate.Place])), "mentions", share(mentions, of)))}
	if n := lib.options.Accuracy.Names; n != nil && n.Precision >= 0 {
		line = append(line, plain(" "+lib.say("Measured on articles marked by hand, {names} of the names marked are right.", "names", percent(n.Precision))))
	}
	return append(line, plain(" "), part{Text: lib.say("How this is measured"), URL: "/about/#accuracy"})
}

// A mapFrame is the part of the world that a map shows, and how much larger.
type mapFrame struct {
	left, top    int // in tenths of a unit of the world's map
	zoom, height int // height in units of the drawing, which is mapWidth wide
}

var wholeWorld = mapFrame{zoom: 1, height: mapHeight}

// A detail shows a fifth of the world's width.
const detailZoom, detailHeight, detailAtLeast = 5, 220, 8

// holds reports whether a place lies in the frame, and where.
func (f mapFrame) holds(c *archive.Coordinates) (x, y int, ok bool) {
	x, y = point(c)
	x, y = (x-f.left)*f.zoom, (y-f.top)*f.zoom
	return x, y, x >= 0 && y >= 0 && x <= mapWidth*10 && y <= f.height*10
}

// detailOf is the frame around a place that holds most places; false if it
// holds few, or so small a share of all that the map of the world does.
func detailOf(places []*archive.Entity) (mapFrame, bool) {
	var best mapFrame
	most := 0
	width, height := mapWidth*10/detailZoom, detailHeight*10/detailZoom
	for _, e := range places {
		x, y := point(e.Coordinates)
		f := mapFrame{min(max(x-width/2, 0), mapWidth*10-width), min(max(y-height/2, 0), mapHeight*10-height), detailZoom, detailHeight}
		n := 0
		for _, other := range places {
			if _, _, ok := f.holds(other.Coordinates); ok {
				n++
			}
		}
		if n > most {
			best, most = f, n
		}
	}
	return best, most >= detailAtLeast && most*3 >= len(places)
}

// worldMap draws a dot for each place in a frame, whose area grows with its
// mentions; the first are named where there is room. The dots are links for the
// pointer alone: the list beside the map has the same for everybody.
func (lib *library) worldMap(places []*archive.Entity, frame mapFrame) *drawing {
	var p pen
	p.raw(`<use class="land" transform="translate(`).tenth(-frame.left * frame.zoom).raw(" ").tenth(-frame.top * frame.zoom).raw(`) scale(`).tenth(frame.zoom * 5)
	p.raw(`)" href="`).text(lib.links.href(lib.assets.url("world.svg")) + "#land").raw(`"/>`)
	type dot struct {
		*archive.Entity
		x, y, r int
	}
	var dots []dot
	most := 1
	for _, e := range places {
		if x, y, ok := frame.holds(e.Coordinates); ok {
			dots = append(dots, dot{e, x, y, 0})
			most = max(most, len(e.Mentions))
		}
	}
	var taken [][4]int // in tenths: left, top, right, bottom
	for i := range dots {
		d := &dots[i]
		d.r = 9 + int(math.Round(36*math.Sqrt(float64(len(d.Mentions))/float64(most))))
		p.raw(`<a tabindex="-1" href="`).text(lib.links.href(lib.entityURL(d.Entity))).raw(`"><circle class="dot kind-place" cx="`).tenth(d.x).raw(`" cy="`).tenth(d.y).raw(`" r="`).tenth(d.r)
		p.raw(`"><title>`).text(d.Name).raw("</title></circle></a>\n")
		if i < namesOnWorld {
			taken = append(taken, [4]int{d.x - d.r, d.y - d.r, d.x + d.r, d.y + d.r})
		}
	}
	for i, d := range dots[:min(namesOnWorld, len(dots))] {
		name := shorten(d.Name, 24)
		if lx, ly, anchor, box, ok := roomFor(d.x, d.y, d.r, len([]rune(name))*worldLetter, frame.height*10, taken, i); ok {
			taken = append(taken, box)
			p.raw(`<text x="`).tenth(lx).raw(`" y="`).tenth(ly).raw(`"`)
			if anchor != "" {
				p.raw(` text-anchor="`).text(anchor).raw(`"`)
			}
			p.raw(">").text(name).raw("</text>")
		}
	}
	label := lib.say("Map of the world with {places}", "places", lib.count(len(dots), "place"))
	if frame != wholeWorld {
		label = lib.say("Map of the part of the world where most places are, with {places}", "places", lib.count(len(dots), "place"))
	}
	return p.drawing(label, "worldmap frame", fmt.Sprintf("0 0 %d %d", mapWidth, frame.height))
}

// roomFor finds room for a name beside a dot, not over another dot or name nor
// over the edge. All is in tenths of a unit; own is the dot’s place in taken.
func roomFor(x, y, r, width, bottom int, taken [][4]int, own int) (lx, ly int, anchor string, box [4]int, ok bool) {
	const height, gap = 50, 12
	for _, try := range [...]struct {
		x, y   int
		anchor string
		left   int
	}{{x + r + gap, y + 17, "", x + r + gap}, {x - r - gap, y + 17, "end", x - r - gap - width}, {x, y - r - gap, "middle", x - width/2}, {x, y + r + gap + 35, "middle", x - width/2}} {
		b := [4]int{try.left, try.y - height + 10, try.left + width, try.y + 10}
		if b[0] < 0 || b[2] > mapWidth*10 || b[1] < 0 || b[3] > bottom {
			continue
		}
		free := true
		for i, t := range taken {
			if i != own && b[0] < t[2] && t[0] < b[2] && b[1] < t[3] && t[1] < b[3] {
				free = false
				break
			}
		}
		if free {
			return try.x, try.y, try.anchor, b, true
		}
	}
	return 0, 0, "", box, false
}
