package archive

import (
	"cmp"
	"slices"

	"pressmark/generator/annotate"
	"pressmark/generator/source"
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
			r.makeUnits(int32(f), r.group(nodes, 0))
		case form.kind == annotate.Organization && known().generic[form.key]:
			r.divideByCountry(int32(f), nodes)
		case form.kind == annotate.Place && known().ambiguous[form.key]:
			r.makeUnits(int32(f), r.group(nodes, 2))
		default:
			r.makeUnits(int32(f), []*group{{nodes: nodes}})
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

// divideByCountry makes a unit for each country whose articles name the
// organization, as each country has its own. Articles without a country are
// told apart by evidence.
func (r *resolver) divideByCountry(f int32, nodes []int32) {
	byCountry := map[int32][]int32{}
	var order, rest []int32
	for _, n := range nodes {
		country := r.mainCountry(r.nodes[n].entry)
		if country < 0 {
			rest = append(rest, n)
			continue
		}
		if byCountry[country] == nil {
			order = append(order, country)
		}
		byCountry[country] = append(byCountry[country], n)
	}
	for _, country := range order {
		name := known().countries[r.forms[country].key].name
		u := r.newUnit(f, byCountry[country])
		r.units[u].hint = name
		r.units[u].reasons = append(r.units[u].reasons, reason{why: genericName, name: r.forms[f].name, other: name, articles: len(byCountry[country])})
		for _, seed := range r.forms[f].seed {
			r.join(seed, u)
		}
		r.forms[f].seed = nil
	}
	if len(rest) > 0 {
		r.makeUnits(f, r.group(rest, 2))
	}
}

// mainCountry returns the form of the country that an article names most, with
// its adjectives, or -1 if it names none. The first named wins a tie.
func (r *resolver) mainCountry(entry int32) int32 {
	if r.country == nil {
		r.country = slices.Repeat([]int32{-2}, len(r.entries))
	}
	if r.country[entry] != -2 {
		return r.country[entry]
	}
	e := r.entries[entry]
	counts := make([]int, len(e.Clusters))
	for _, m := range e.Mentions {
		c := m.Cluster
		if e.Clusters[c].Kind == annotate.Group && e.Clusters[c].Of >= 0 {
			c = e.Clusters[c].Of
		}
		counts[c]++
	}
	best, most := int32(-1), 0
	for c, count := range counts {
		n := r.of[entry][c]
		if count <= most || n < 0 {
			continue
		}
		form := &r.forms[r.nodes[n].form]
		if _, ok := known().countries[form.key]; ok && form.kind == annotate.Place {
			best, most = r.nodes[n].form, count
		}
	}
	r.country[entry] = best
	return best
}

// block returns which block of the body a span begins in, -1 for the headline.
func block(blocks []source.Block, s text.Span) int {
	i, found := slices.BinarySearchFunc(blocks, s.Start, func(b source.Block, at int) int { return b.Span.Start - at })
	if found {
		return i
	}
	return i - 1
}
