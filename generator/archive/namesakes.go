package archive

import (
	"cmp"
	"slices"
	"strings"

	"pressmark/generator/annotate"
	"pressmark/generator/lexicon"
	"pressmark/generator/text"
)

// tellApart makes the units of each form: one, unless its clusters are likely
// to be different bearers of one name. Surnames alone wait for joinSurnames.
func (r *resolver) tellApart() {
	for f := range r.forms {
		form := &r.forms[f]
		nodes := r.free(int32(f))
		switch {
		case len(nodes) == 0 || form.kind == annotate.Person && !form.person.full():
			continue
		case form.kind == annotate.Person:
			r.makeUnits(int32(f), r.bearersOfForm(int32(f), nodes))
		case form.generic:
			r.divideByCountry(int32(f), nodes)
		case form.kind == annotate.Organization && stateBody(form.name):
			r.divideByMain(int32(f), nodes)
		case form.kind == annotate.Place && known().ambiguous[form.key]:
			r.makeUnits(int32(f), r.group(nodes, 2))
		default:
			r.makeUnits(int32(f), r.bySpelling(int32(f), nodes))
		}
	}
}

// A group is the clusters of one name that one bearer has. gone are the
// first clusters of groups that were joined with it, for their addresses.
type group struct {
	nodes, gone []int32
	evidence    *evidence
}

// makeUnits makes a unit of each group; the first takes in what was read as
// another kind.
func (r *resolver) makeUnits(f int32, groups []*group) {
	for i, g := range groups {
		nodes := g.nodes
		u := r.newUnit(f, nodes)
		r.units[u].gone = g.gone
		if len(nodes) > 1 {
			r.units[u].reasons = append(r.units[u].reasons, reason{why: sameName, name: r.forms[f].name, articles: len(nodes)})
		}
		if i == 0 {
			for _, seed := range r.forms[f].seed {
				r.join(seed, u)
			}
		}
	}
}

// bySpelling divides clusters of one name by how it is written ("AB & C", "AB and
// C") if some article has two of the spellings as two names; else by their
// hyphens only.
func (r *resolver) bySpelling(f int32, nodes []int32) []*group {
	two := false
	for i := 1; i < len(nodes) && !two; i++ {
		a, b := &r.nodes[nodes[i-1]], &r.nodes[nodes[i]]
		two = a.entry == b.entry && r.spelling(a) != r.spelling(b) && plainKey(r.strings.list[a.raw]) == plainKey(r.strings.list[b.raw])
	}
	if !two {
		return r.bearersOfForm(f, nodes)
	}
	var groups []*group
	of := map[string]*group{}
	for _, n := range nodes {
		s := r.spelling(&r.nodes[n])
		if of[s] == nil {
			of[s] = &group{}
			groups = append(groups, of[s])
		}
		of[s].nodes = append(of[s].nodes, n)
	}
	return groups
}

// spelling is a cluster's name without regard to capitals, diacritics, stops and
// apostrophes.
func (r *resolver) spelling(n *node) string {
	return unmarked.Replace(strings.TrimPrefix(text.Fold(r.strings.list[n.raw]), "the "))
}

var unmarked = strings.NewReplacer(".", "", "'", "", "’", "")

// group divides clusters of one name, in order of time, among its bearers: each
// joins the bearer it shares most with, if that is need points or more and
// nothing conflicts, else it is a new one. Bearers that one cluster has good
// evidence for both of are one.
func (r *resolver) group(nodes []int32, need int) []*group {
	if len(nodes) <= 1 || need == 0 && r.harmonious(nodes) {
		return []*group{{nodes: nodes}}
	}
	var groups []*group
	for _, n := range nodes {
		ev := r.nodeEvidence(n)
		best, score := -1, need-1
		var also []int
		for i, g := range groups {
			v := r.weigh(ev, g.evidence)
			if v.conflict || v.score < need {
				continue
			}
			if v.score > score {
				best, score = i, v.score
			}
			if v.score >= 3 {
				also = append(also, i)
			}
		}
		if best < 0 {
			groups = append(groups, &group{nodes: []int32{n}, evidence: ev})
			continue
		}
		groups[best].nodes = append(groups[best].nodes, n)
		r.observe(groups[best].evidence, n)
		for _, i := range also {
			if i != best && !r.weigh(groups[best].evidence, groups[i].evidence).conflict {
				groups = r.bridge(groups, min(i, best), max(i, best))
				break // indexes have moved; the next cluster goes on
			}
		}
	}
	for _, g := range groups {
		r.inTime(g.nodes)
	}
	return groups
}

// bridge joins two groups into the earlier.
func (r *resolver) bridge(groups []*group, keep, gone int) []*group {
	to, from := groups[keep], groups[gone]
	to.gone = append(append(to.gone, from.nodes[0]), from.gone...)
	to.nodes = append(to.nodes, from.nodes...)
	for _, n := range from.nodes {
		r.observe(to.evidence, n)
	}
	return slices.Delete(groups, gone, gone+1)
}

// inTime puts clusters in order of their articles' time.
func (r *resolver) inTime(nodes []int32) {
	slices.SortFunc(nodes, func(a, b int32) int {
		return cmp.Or(cmp.Compare(r.rank[r.nodes[a].entry], r.rank[r.nodes[b].entry]), cmp.Compare(a, b))
	})
}

// harmonious reports whether no two of the clusters can conflict, so that the
// slow comparison is not needed: all that have roles share a walk of life, or
// none has roles.
func (r *resolver) harmonious(nodes []int32) bool {
	shared := ^uint32(0)
	for _, n := range nodes {
		at := &r.nodes[n]
		if at.roles[0] == at.roles[1] {
			continue
		}
		var walks uint32
		for _, role := range r.roles[at.roles[0]:at.roles[1]] {
			walks |= r.role(role).walks
		}
		if shared &= walks; shared == 0 {
			return false
		}
	}
	return true
}

// divideByCountry makes a unit for each country that the organization is of, as
// each country has its own: the one whose name or adjective stands before it,
// else the one that its article is mostly about. The others are told apart by
// evidence.
func (r *resolver) divideByCountry(f int32, nodes []int32) {
	byCountry := map[string][]int32{}
	var order []string
	var rest []int32
	for _, n := range nodes {
		country := r.countryBefore(&r.nodes[n])
		if country == "" {
			country = r.mainCountry(r.nodes[n].entry)
		}
		if country == "" {
			rest = append(rest, n)
			continue
		}
		if byCountry[country] == nil {
			order = append(order, country)
		}
		byCountry[country] = append(byCountry[country], n)
	}
	for _, country := range order {
		u := r.newUnit(f, byCountry[country])
		r.units[u].country = country
		r.units[u].reasons = append(r.units[u].reasons, reason{why: genericName, name: r.forms[f].name, other: country, articles: len(byCountry[country])})
		for _, seed := range r.forms[f].seed {
			r.join(seed, u)
		}
		r.forms[f].seed = nil
	}
	if len(rest) > 0 {
		r.makeUnits(f, r.group(rest, 2))
	}
}

// divideByMain makes a unit for each country that the organization's articles
// are mostly about, as its name may be that of several countries' bodies; the
// other articles are told apart by evidence.
func (r *resolver) divideByMain(f int32, nodes []int32) {
	byCountry := map[string][]int32{}
	var order []string
	var rest []int32
	for _, n := range nodes {
		country := r.countryBefore(&r.nodes[n])
		if country == "" {
			country = r.mainCountry(r.nodes[n].entry)
		}
		if country == "" {
			rest = append(rest, n)
			continue
		}
		if byCountry[country] == nil {
			order = append(order, country)
		}
		byCountry[country] = append(byCountry[country], n)
	}
	if len(order) < 2 { // nothing says that they are two
		r.makeUnits(f, r.bySpelling(f, nodes))
		return
	}
	var groups []*group
	for _, country := range order {
		groups = append(groups, &group{nodes: byCountry[country]})
	}
	if len(rest) > 0 {
		groups = append(groups, r.group(rest, 3)...)
	}
	r.makeUnits(f, groups)
}

// countryBefore returns the country whose name or adjective stands right before
// a mention of the cluster ("Russian Foreign Ministry", "Russia’s Foreign
// Ministry"), "" if there is none.
func (r *resolver) countryBefore(n *node) string {
	e := r.entries[n.entry]
	for m := 1; m < len(e.Mentions); m++ {
		if e.Mentions[m].Cluster != int(n.cluster) {
			continue
		}
		before := &e.Mentions[m-1]
		switch e.Mentions[m].Span.Start - before.Span.End {
		case 0, 1, 3, 5: // nothing, a blank, a possessive with either apostrophe
			if country := r.countryOfMention(n.entry, m-1); country != "" {
				return country
			}
		}
	}
	return ""
}

// countryOfMention returns the country that a mention names, or whose adjective
// it is.
func (r *resolver) countryOfMention(entry int32, m int) string {
	mention := &r.entries[entry].Mentions[m]
	if mention.Kind == annotate.Group {
		if group, ok := lexicon.GroupOf(r.strings.list[r.aliases[entry][m]]); ok && group.Kind == "nation" {
			if c, ok := countryNamed(group.Of); ok {
				return c.Name
			}
			return ""
		}
	}
	if n := r.of[entry][mention.Cluster]; n >= 0 {
		return r.forms[r.nodes[n].form].country
	}
	return ""
}

// mainCountry returns the country that an article is mostly about: the one that
// it names, or whose adjective it uses, at least twice as often as any other; ""
// if there is none.
func (r *resolver) mainCountry(entry int32) string {
	if r.country == nil {
		r.country = slices.Repeat([]string{"?"}, len(r.entries))
	}
	if r.country[entry] != "?" {
		return r.country[entry]
	}
	counts := map[string]int{}
	main, second := "", 0
	for m := range r.entries[entry].Mentions {
		if c := r.countryOfMention(entry, m); c != "" {
			counts[c]++
			if counts[c] > counts[main] {
				main = c
			}
		}
	}
	for c, n := range counts {
		if c != main {
			second = max(second, n)
		}
	}
	if counts[main] < 2*second {
		main = ""
	}
	r.country[entry] = main
	return main
}
