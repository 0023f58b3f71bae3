package lexicon

import (
	"strconv"
	"strings"
	"sync"
)

// A Place is one place of the world under its English name. Its values must not
// be changed.
type Place struct {
	Name       string
	Kind       string // country, capital, city, state, continent, region, district, water, river, mountain, former, landmark
	Country    string // ISO 3166-1 alpha-2, "" if in several
	Lat, Lon   float64
	Population int // 0 if not known
	Others     []string
}

// An Organization is a well-known body. Its values must not be changed.
type Organization struct {
	Name   string
	Others []string // shorter names and acronyms
}

// A Group is what a word for a nationality, religion or party means.
type Group struct {
	Lemma string // "Belarusian" for "Belarusians"
	Kind  string // nation, religion, party, people
	Of    string // name of the place, for a nation: "Belarus"
}

// A gazetteer finds listed names.
type gazetteer struct {
	places  []Place
	byPlace map[string][]int32
	country map[string]int32
	orgs    []Organization
	byOrg   map[string]int32
	groups  map[string]Group
	longest map[string]uint8 // of the first word of names of several words: the most words
}

var gazetteers = sync.OnceValue(func() *gazetteer {
	g := &gazetteer{
		byPlace: make(map[string][]int32, 12000), country: map[string]int32{},
		byOrg: map[string]int32{}, groups: map[string]Group{}, longest: map[string]uint8{},
	}
	g.readCountries()
	lines("regions.txt", func(_, line string) {
		f := fields(line, 7)
		g.addPlace(Place{f[4], f[0], f[1], number(f[2]), number(f[3]), 0, items(f[5])})
		g.addGroup("nation", f[4], items(f[6]))
	})
	lines("places.txt", func(_, line string) {
		f := fields(line, 7)
		g.addPlace(Place{f[5], f[0], f[1], number(f[2]), number(f[3]), int(number(f[4])), items(f[6])})
	})
	lines("organizations.txt", func(_, line string) {
		names := strings.Split(line, ";")
		id := int32(len(g.orgs))
		g.orgs = append(g.orgs, Organization{names[0], names[1:]})
		for _, n := range names {
			if _, taken := g.byOrg[n]; !taken {
				g.byOrg[n] = id
			}
			g.opens(n)
		}
	})
	lines("groups.txt", func(_, line string) {
		kind, list, _ := strings.Cut(line, ";")
		names := items(list)
		for _, n := range names {
			g.groups[n] = Group{names[0], kind, ""}
			g.opens(n)
		}
	})
	return g
})

// readCountries joins the names of countries.txt with the figures of iso.txt.
func (g *gazetteer) readCountries() {
	figures := map[string][]string{}
	lines("iso.txt", func(_, line string) {
		f := fields(line, 5)
		figures[f[0]] = f
	})
	lines("countries.txt", func(_, line string) {
		f := fields(line, 4)
		p := Place{Name: f[1], Kind: "country", Country: f[0], Others: items(f[2])}
		if n := figures[f[0]]; n != nil {
			p.Lat, p.Lon, p.Population = number(n[1]), number(n[2]), int(number(n[3]))
		}
		g.country[f[0]] = int32(len(g.places))
		g.addPlace(p)
		g.addGroup("nation", f[1], items(f[3]))
	})
}

func (g *gazetteer) addPlace(p Place) {
	id := int32(len(g.places))
	g.places = append(g.places, p)
	g.byPlace[p.Name] = append(g.byPlace[p.Name], id)
	g.opens(p.Name)
	for _, n := range p.Others {
		g.byPlace[n] = append(g.byPlace[n], id)
		g.opens(n)
	}
}

func (g *gazetteer) addGroup(kind, of string, names []string) {
	for _, n := range names {
		if _, taken := g.groups[n]; !taken {
			g.groups[n] = Group{names[0], kind, of}
		}
		g.opens(n)
	}
}

// opens remembers how many words a name that begins with this one's first word
// can have. Words are counted as the tokenizer parts them, or more.
func (g *gazetteer) opens(name string) {
	at := strings.IndexAny(name, " -,'’&/")
	if at <= 0 {
		return
	}
	count := 1
	for i := at; i < len(name); i++ {
		if strings.IndexByte(" -,'&/", name[i]) >= 0 || name[i] >= 0xE2 {
			count++
			if name[i] != ' ' {
				count++
			}
		}
	}
	first := name[:at]
	g.longest[first] = max(g.longest[first], uint8(min(count, 20)))
}

// fields splits a line at semicolons into n fields; a missing one is empty.
func fields(line string, n int) []string {
	f := strings.Split(line, ";")
	for len(f) < n {
		f = append(f, "")
	}
	return f
}

func number(s string) float64 {
	n, _ := strconv.ParseFloat(s, 64)
	return n
}

// Longest returns how many tokens a listed name that begins with the word may
// have, if it has several; else 0.
func Longest(first string) int { return int(gazetteers().longest[first]) }

// Places returns the places of that name, countries first, then by inhabitants.
func Places(name string) []Place {
	g := gazetteers()
	ids := g.byPlace[name]
	if len(ids) == 0 {
		return nil
	}
	list := make([]Place, len(ids))
	for i, id := range ids {
		list[i] = g.places[id]
	}
	return list
}

// IsPlace reports whether a place of that name is listed. It allocates nothing.
func IsPlace(name string) bool { return len(gazetteers().byPlace[name]) > 0 }

// PlaceID returns a number for the first place of that name, the same for all
// names of one place, or -1.
func PlaceID(name string) int {
	if ids := gazetteers().byPlace[name]; len(ids) > 0 {
		return int(ids[0])
	}
	return -1
}

// Country returns the country with the ISO 3166-1 alpha-2 code.
func Country(iso string) (Place, bool) {
	g := gazetteers()
	id, ok := g.country[iso]
	if !ok {
		return Place{}, false
	}
	return g.places[id], true
}

// OrganizationID returns a number for the organization of that name, the same
// for all its names, or -1.
func OrganizationID(name string) int {
	if id, ok := gazetteers().byOrg[name]; ok {
		return int(id)
	}
	return -1
}

// OrganizationOf returns the organization with the number.
func OrganizationOf(id int) Organization { return gazetteers().orgs[id] }

// GroupOf returns what a word for a nationality, religion or party means.
func GroupOf(name string) (Group, bool) {
	group, ok := gazetteers().groups[name]
	return group, ok
}
