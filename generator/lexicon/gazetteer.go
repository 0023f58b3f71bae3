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

// A gazetteer finds listed names. Places are kept as the lines they stand on
// until somebody asks for them: there are thousands.
type gazetteer struct {
	places  []placeLine
	byPlace map[string]int32   // the first place of each name
	more    map[string][]int32 // the others, of names that several places have
	figures map[string]string  // of each country, its line in iso.txt
	country map[string]int32
	orgs    []Organization
	byOrg   map[string]int32
	groups  map[string]Group
	longest map[string]uint8 // of the first word of names of several words: the most words
}

// A placeLine is one line of the list it is from.
type placeLine struct {
	list byte // 'c'ountries.txt, 'r'egions.txt or 'p'laces.txt
	line string
}

var gazetteers = sync.OnceValue(func() *gazetteer {
	g := &gazetteer{
		byPlace: make(map[string]int32, 12000), more: map[string][]int32{}, figures: map[string]string{}, country: map[string]int32{},
		byOrg: make(map[string]int32, 1200), groups: make(map[string]Group, 800), longest: make(map[string]uint8, 2000),
	}
	lines("iso.txt", func(_, line string) { g.figures[line[:2]] = line })
	lines("countries.txt", func(_, line string) {
		f := fields(line, 4)
		g.country[f[0]] = int32(len(g.places))
		g.addPlace(placeLine{'c', line}, f[1], f[2])
		g.addGroup("nation", f[1], items(f[3]))
	})
	lines("regions.txt", func(_, line string) {
		f := fields(line, 7)
		g.addPlace(placeLine{'r', line}, f[4], f[5])
		g.addGroup("nation", f[4], items(f[6]))
	})
	lines("places.txt", func(_, line string) {
		rest := line
		for range 5 {
			_, rest, _ = strings.Cut(rest, ";")
		}
		name, others, _ := strings.Cut(rest, ";")
		g.addPlace(placeLine{'p', line}, name, others)
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
		g.addGroup(kind, "", items(list))
	})
	return g
})

// place reads the place's line.
func (g *gazetteer) place(id int32) Place {
	p := g.places[id]
	f := fields(p.line, 7)
	switch p.list {
	case 'c':
		place := Place{Name: f[1], Kind: "country", Country: f[0], Others: items(f[2])}
		if n := fields(g.figures[f[0]], 5); n[0] != "" {
			place.Lat, place.Lon, place.Population = number(n[1]), number(n[2]), int(number(n[3]))
		}
		return place
	case 'r':
		return Place{f[4], f[0], f[1], number(f[2]), number(f[3]), 0, items(f[5])}
	}
	return Place{f[5], f[0], f[1], number(f[2]), number(f[3]), int(number(f[4])), items(f[6])}
}

// addPlace lists a place under its name and its others, which commas part.
func (g *gazetteer) addPlace(p placeLine, name, others string) {
	id := int32(len(g.places))
	g.places = append(g.places, p)
	for {
		if _, taken := g.byPlace[name]; taken {
			g.more[name] = append(g.more[name], id)
		} else {
			g.byPlace[name] = id
		}
		g.opens(name)
		if others == "" {
			return
		}
		name, others, _ = strings.Cut(others, ",")
	}
}

func (g *gazetteer) addGroup(kind, of string, names []string) {
	for _, n := range names {
		if _, taken := g.groups[n]; !taken || kind != "nation" {
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

// Places returns the places of that name: countries first, then larger regions,
// then cities by inhabitants.
func Places(name string) []Place {
	g := gazetteers()
	first, ok := g.byPlace[name]
	if !ok {
		return nil
	}
	list := []Place{g.place(first)}
	for _, id := range g.more[name] {
		list = append(list, g.place(id))
	}
	return list
}

// IsPlace reports whether a place of that name is listed. It allocates nothing.
func IsPlace(name string) bool {
	_, ok := gazetteers().byPlace[name]
	return ok
}

// IsCountry reports whether a country of that name is listed.
func IsCountry(name string) bool {
	g := gazetteers()
	id, ok := g.byPlace[name]
	return ok && g.places[id].list == 'c'
}

// PlaceID returns a number for the first place of that name, the same for all
// names of one place, or -1.
func PlaceID(name string) int {
	if id, ok := gazetteers().byPlace[name]; ok {
		return int(id)
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
	return g.place(id), true
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
