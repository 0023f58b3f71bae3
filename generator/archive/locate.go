package archive

import (
	"math"
	"slices"

	"pressmark/generator/annotate"
	"pressmark/generator/lexicon"
)

// locate gives a place that the gazetteer knows its country and coordinates,
// unless the authority file gave them. Of several places of one name it takes
// the only one whose country its articles name; else the one that is by far the
// largest. One that cannot be told stays without.
func (r *resolver) locate(d *draft) {
	e := d.entity
	if e.Kind != annotate.Place || e.Coordinates != nil && e.Country != "" {
		return
	}
	place, ok := r.gazetted(d)
	if !ok || e.Country != "" && place.Country != e.Country {
		return
	}
	e.Country = place.Country
	if e.Coordinates == nil && (place.Lat != 0 || place.Lon != 0) {
		e.Coordinates = &Coordinates{place.Lat, place.Lon}
	}
}

const (
	city      = 1_000_000 // inhabitants of a city that needs no context
	lone      = 500_000   // the same, of the only place of its name
	farLarger = 10        // times the next of the name
)

func (r *resolver) gazetted(d *draft) (lexicon.Place, bool) {
	e := d.entity
	if c, ok := countryNamed(e.Name); ok {
		return c, true
	}
	places := distinct(lexicon.Places(e.Name))
	if e.Country != "" {
		var inside []lexicon.Place
		for _, p := range places {
			if p.Country == e.Country {
				inside = append(inside, p)
			}
		}
		places = inside
	}
	switch {
	case len(places) == 0:
		return lexicon.Place{}, false
	case e.Country != "" && len(places) == 1:
		return places[0], true
	}
	named := r.countriesAround(d.root)
	var inside []lexicon.Place
	for _, p := range places {
		if named[p.Country] {
			inside = append(inside, p)
		}
	}
	switch {
	case len(inside) == 1:
		return inside[0], true
	case len(inside) > 1:
		places = inside
	}
	if known().ambiguous[plainKey(e.Name)] {
		return lexicon.Place{}, false
	}
	first := places[0]
	if len(inside) > 1 && first.Kind == "state" && oneCountry(inside) {
		return first, true // Wyoming, not a town of that name in another state
	}
	enough := city
	if len(places) == 1 {
		enough = lone
	}
	switch first.Kind {
	case "city", "district", "state":
		if first.Population < enough {
			return lexicon.Place{}, false
		}
	}
	if len(places) > 1 && first.Population < farLarger*places[1].Population {
		return lexicon.Place{}, false
	}
	return first, true
}

// near is how many degrees apart two listings of one name in one country can be
// and mean one place: a city, and the region around it.
const near = 1.5

// distinct leaves out what is listed twice.
func distinct(places []lexicon.Place) []lexicon.Place {
	var out []lexicon.Place
	for _, p := range places {
		i := slices.IndexFunc(out, func(o lexicon.Place) bool {
			return o.Country == p.Country && p.Country != "" && math.Abs(o.Lat-p.Lat) < near && math.Abs(o.Lon-p.Lon) < near
		})
		switch {
		case i < 0:
			out = append(out, p)
		case out[i].Population < p.Population:
			out[i].Population = p.Population
		}
	}
	slices.SortStableFunc(out, func(a, b lexicon.Place) int {
		if larger := rankOfKind(a.Kind) - rankOfKind(b.Kind); larger != 0 {
			return larger
		}
		return b.Population - a.Population
	})
	return out
}

// rankOfKind puts countries and what lies in several of them first.
func rankOfKind(kind string) int {
	switch kind {
	case "city", "capital", "district", "state":
		return 1
	}
	return 0
}

func oneCountry(places []lexicon.Place) bool {
	for _, p := range places {
		if p.Country != places[0].Country {
			return false
		}
	}
	return true
}

// countriesAround returns the codes of the countries that the articles of a root
// name, with their adjectives.
func (r *resolver) countriesAround(root int32) map[string]bool {
	named := map[string]bool{}
	left := maxEvidence
	for _, m := range r.units[root].members {
		for _, n := range r.units[m].nodes {
			if left--; left < 0 {
				return named
			}
			entry := r.nodes[n].entry
			for i := range r.entries[entry].Mentions {
				if r.entries[entry].Mentions[i].Cluster == int(r.nodes[n].cluster) {
					continue
				}
				if name := r.countryOfMention(entry, i); name != "" {
					if c, ok := countryNamed(name); ok {
						named[c.Country] = true
					}
				}
			}
		}
	}
	return named
}
