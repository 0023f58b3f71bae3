package archive

import (
	"slices"
	"strings"

	"pressmark/generator/annotate"
)

// takeForm joins with a record those bearers of a name of its that the record
// can mean. The others become units of their own.
func (r *resolver) takeForm(record, f int32, nodes []int32) {
	rec, form := r.authority.Records[record], &r.forms[f]
	groups := []*group{{nodes: nodes}}
	if form.kind == rec.Kind {
		groups = r.bearersOfForm(f, nodes)
	}
	mine := groups
	if len(groups) > 1 {
		mine = r.meant(rec, f, groups)
	}
	for _, g := range mine {
		u := r.newUnit(f, g.nodes)
		r.units[u].gone = g.gone
		r.join(r.records[record], u, reason{why: byRecord, name: form.name, articles: len(g.nodes)})
	}
	if len(mine) == len(groups) {
		return
	}
	if r.parted == nil {
		r.parted = map[int32]int32{}
	}
	r.parted[f] = record
	r.makeUnits(f, slices.DeleteFunc(groups, func(g *group) bool { return slices.Contains(mine, g) }))
}

// bearersOfForm divides clusters of a name among those who are told apart by the
// name's spelling, and people also by what is said of them.
func (r *resolver) bearersOfForm(f int32, nodes []int32) []*group {
	var groups []*group
	for _, s := range r.byHyphen(f, nodes) {
		if form := &r.forms[f]; form.kind == annotate.Person && form.person.full() {
			groups = append(groups, r.group(s.nodes, 0)...)
		} else {
			groups = append(groups, &group{nodes: s.nodes})
		}
	}
	return groups
}

// meant returns those of several bearers of a record's name that the record
// means: spelt as it has the name, and, of people, the one that its description,
// aliases and ID fit best, the earliest of several; with it those that share a
// word for a walk of life with the description, and those whose IDs the record
// says it had.
func (r *resolver) meant(rec *Record, f int32, groups []*group) []*group {
	spelt := groups[:0:0]
	for _, g := range groups {
		if r.speltAs(rec, g) {
			spelt = append(spelt, g)
		}
	}
	if len(spelt) == 0 {
		spelt = groups
	}
	if rec.Kind != annotate.Person || len(spelt) == 1 {
		return spelt
	}
	said := rec.evidence()
	best, most := -1, 0
	var mine []*group
	for i, g := range spelt {
		ev := r.evidenceFor(g.nodes)
		points, telling := r.fit(said, ev)
		if r.hadID(rec, f, g) {
			points, telling = points+100, true
		} else if known().conflicting(said.walks, ev.walks) {
			continue
		}
		if best < 0 || points > most {
			best, most = i, points
		}
		if telling {
			mine = append(mine, g)
		}
	}
	if best < 0 {
		return nil
	}
	if !slices.Contains(mine, spelt[best]) {
		mine = append(mine, spelt[best])
	}
	return mine
}

// speltAs reports whether the record has a name of the group as it is spelt
// there.
func (r *resolver) speltAs(rec *Record, g *group) bool {
	for _, name := range rec.names() {
		key := hyphened(name)
		if slices.ContainsFunc(g.nodes, func(n int32) bool { return hyphened(r.strings.list[r.nodes[n].raw]) == key }) {
			return true
		}
	}
	return false
}

// evidence is what a record says of its entity.
func (rec *Record) evidence() *evidence {
	ev := &evidence{}
	_, slug, _ := splitID(rec.ID)
	words := rec.Description + " " + strings.Join(rec.Aliases, " ") + " " + strings.ReplaceAll(slug, "-", " ")
	for _, word := range strings.Fields(normalRole(words)) {
		if !known().weak[word] && !known().kin[word] {
			ev.roles.add(word)
			ev.walks |= known().walks[word]
		}
	}
	return ev
}

// fit counts what a record and a bearer of its name share: words of roles, of
// which those for a walk of life tell most, and names in its company.
func (r *resolver) fit(said, ev *evidence) (points int, telling bool) {
	for _, word := range ev.roles {
		if slices.Contains(said.roles, word) {
			points += 2
			if known().walks[word] != 0 {
				points += 2
				telling = true
			}
		}
	}
	for _, f := range ev.company.list {
		words := strings.Fields(r.forms[f].key)
		if len(words) > 0 && !slices.ContainsFunc(words, func(word string) bool { return !slices.Contains(said.roles, word) }) {
			points++
		}
	}
	return points, telling
}

// hadID reports whether the record is or was what a later bearer of the name
// would be told from the first by.
func (r *resolver) hadID(rec *Record, f int32, g *group) bool {
	form := &r.forms[f]
	base := slugOf(form.idName())
	slugs := r.toldApart(base, g.nodes[0])
	if g.nodes[0] == form.nodes[0] {
		slugs = []string{base}
	}
	for _, slug := range slugs {
		if slices.Contains(rec.Was, form.kind.String()+"/"+slug) || slug != base && rec.ID == form.kind.String()+"/"+slug {
			return true
		}
	}
	return false
}
