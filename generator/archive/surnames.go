package archive

import (
	"slices"

	"pressmark/generator/annotate"
)

// joinSurnames gives the people whom an article calls by one word only to the
// full name of the archive that they stand for: the only one of that surname,
// or the one whose roles and company fit and the others' do not. The rest stay
// on their own.
func (r *resolver) joinSurnames() {
	exact, alike := map[string][]int32{}, map[string][]int32{}
	for _, b := range r.bearers() {
		s := b.person.surname
		exact[s] = append(exact[s], b.unit)
		if k := skeleton(s); len(k) >= 8 {
			alike[k] = append(alike[k], b.unit)
		}
	}
	for f := range r.forms {
		form := &r.forms[f]
		if form.kind != annotate.Person || form.person.full() {
			continue
		}
		nodes := r.free(int32(f))
		if len(nodes) == 0 {
			continue
		}
		surname := form.person.surname
		roots := r.roots(append(slices.Clone(exact[surname]), alike[skeleton(surname)]...))
		if len(roots) > maxBucket {
			roots = nil // a name for many
		}
		r.placeSurname(int32(f), nodes, roots)
	}
}

// roots returns the different roots of units, in order.
func (r *resolver) roots(units []int32) []int32 {
	for i, u := range units {
		units[i] = r.root(u)
	}
	slices.Sort(units)
	return slices.Compact(units)
}

// placeSurname decides each cluster of a surname by itself, as each article
// may mean somebody else.
func (r *resolver) placeSurname(f int32, nodes, roots []int32) {
	type choice struct {
		root int32
		why  why
		fact string
	}
	chosen := map[choice][]int32{}
	var order []choice
	var rest []int32
	for _, n := range nodes {
		root, why, fact := r.chooseBearer(n, roots)
		if root < 0 {
			rest = append(rest, n)
			continue
		}
		c := choice{root, why, fact}
		if chosen[c] == nil {
			order = append(order, c)
		}
		chosen[c] = append(chosen[c], n)
	}
	for _, c := range order {
		u := r.newUnit(f, chosen[c])
		if c.why == mainSurname {
			// Before the evidence was there, they had addresses of their own.
			r.units[u].gone = r.oncePlaced(chosen[c])
		}
		other := r.forms[f].name
		if c.why == mainSurname {
			other = r.fullName(c.root)
		}
		if !r.join(c.root, u, reason{c.why, r.forms[f].name, other, c.fact, len(chosen[c])}) {
			continue // kept apart by the authority file
		}
	}
	if len(rest) == 0 {
		r.forms[f].units = append(r.forms[f].units, r.forms[f].seed...)
		return
	}
	need := 0
	surname := r.forms[f].person.surname
	if len(roots) > 0 {
		need = 2 // somebody of the surname is known, so the same name proves less
	}
	if _, many := known().eastern[surname]; many || len(roots) > 2 {
		need = 3 // a name of many
	}
	groups := r.group(rest, need)
	if need > 0 {
		for _, g := range groups {
			g.gone = r.oncePlaced(g.nodes)
		}
	}
	placed := len(r.forms[f].units)
	r.makeUnits(f, groups)
	for _, u := range r.forms[f].units[placed:] {
		for _, root := range roots {
			if r.root(u) != r.root(root) {
				v := r.weigh(r.evidenceOf(u), r.evidenceOf(root))
				r.doubt(u, root, onlySurname, v)
			}
		}
	}
}

// oncePlaced returns the clusters of a surname that may have stood alone in a
// smaller archive, so that their addresses redirect: all of a few, of many the
// first of each group.
func (r *resolver) oncePlaced(nodes []int32) []int32 {
	if len(nodes) <= 6 {
		return slices.Clone(nodes)
	}
	var gone []int32
	for _, g := range r.group(nodes, 2) {
		gone = append(append(gone, g.nodes[0]), g.gone...)
	}
	return gone
}

// chooseBearer returns the root that a cluster of a surname stands for, or -1.
func (r *resolver) chooseBearer(n int32, roots []int32) (root int32, why why, fact string) {
	if len(roots) == 0 {
		return -1, 0, ""
	}
	own := r.nodeEvidence(n)
	best, second := verdict{score: -1}, -1
	root = -1
	for _, candidate := range roots {
		candidate = r.root(candidate)
		v := r.weigh(own, r.evidenceOf(candidate))
		if v.conflict || r.inArticle(n, candidate) {
			continue
		}
		if v.score > best.score || v.score == best.score && r.size(candidate) > r.size(root) {
			second = max(second, best.score)
			best, root = v, candidate
		} else {
			second = max(second, v.score)
		}
	}
	switch {
	case root < 0:
		return -1, 0, ""
	case len(roots) == 1:
		form := &r.forms[r.nodes[n].form]
		if best.score < 2 && form.couldBeGiven() || best.score == 0 && gap(own, r.evidenceOf(root)) > 10*year {
			return -1, 0, ""
		}
		return root, onlySurname, ""
	case best.score >= 3 && second <= 1, best.score >= 4 && best.score >= second+2, best.score >= 3 && r.dominant(root, roots):
		return root, mainSurname, best.fact
	}
	return -1, 0, ""
}

// couldBeGiven reports whether a single name is as likely a given name, or too
// short to tell.
func (f *form) couldBeGiven() bool {
	return len(f.key) <= 3 || known().given[f.key] != nil || known().fullGiven[f.key]
}

// inArticle reports whether another cluster of the node's article already
// belongs to the root: the annotator read them as two.
func (r *resolver) inArticle(n, root int32) bool {
	e := r.nodes[n].entry
	for at := r.first[e]; at < r.first[e+1]; at++ {
		if u := r.nodes[at].unit; at != n && u >= 0 && r.root(u) == root {
			return true
		}
	}
	return false
}

// dominant reports whether nine in ten clusters of the roots are of this one.
func (r *resolver) dominant(root int32, roots []int32) bool {
	total := 0
	for _, other := range roots {
		total += r.size(r.root(other))
	}
	return r.size(root)*10 >= total*9
}

// fullName is the name that a root goes by in reasons.
func (r *resolver) fullName(root int32) string {
	root = r.root(root)
	if a := r.units[root].authority; a >= 0 {
		return r.authority.Records[a].Name
	}
	best := ""
	most := -1
	for _, m := range r.units[root].members {
		if f := r.units[m].form; f >= 0 && r.forms[f].person.full() && len(r.units[m].nodes) > most {
			best, most = r.forms[f].name, len(r.units[m].nodes)
		}
	}
	return best
}
