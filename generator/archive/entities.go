package archive

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"pressmark/generator/annotate"
	"pressmark/generator/lexicon"
)

// A draft is an entity in the making.
type draft struct {
	root   int32
	entity *Entity
	first  int32  // node that gave it its ID, -1 for none
	name   string // the ID's name
	claims []claim
}

// makeEntities makes an entity of each root, gives the IDs, and follows the
// corrections that name an ID.
func (r *resolver) makeEntities() {
	drafts := make([]*draft, 0, len(r.units))
	for u := range r.units {
		if r.units[u].parent == int32(u) {
			drafts = append(drafts, r.draft(int32(u)))
		}
	}
	// Records first, then by time, so that the first bearer of a name keeps
	// the plain address when another comes.
	slices.SortStableFunc(drafts, func(a, b *draft) int {
		return cmp.Or(-compareBool(a.entity.Authority, b.entity.Authority), cmp.Compare(r.rankOf(a.first), r.rankOf(b.first)), cmp.Compare(a.first, b.first))
	})
	claims := r.claims(drafts)
	taken := make(map[string]*Entity, len(drafts))
	r.archive.byID = make(map[string]*Entity, len(drafts))
	for _, d := range drafts {
		if d.entity.ID == "" {
			r.address(d, claims, taken)
		}
		taken[d.entity.ID] = d.entity
	}
	for _, d := range drafts {
		for _, m := range r.units[d.root].members {
			for _, n := range r.units[m].nodes {
				at := &r.nodes[n]
				r.entries[at.entry].Entities[at.cluster] = d.entity
			}
		}
		d.entity.Reasons = sentences(append(r.units[d.root].reasons, r.otherNames(d)...))
		r.archive.Entities = append(r.archive.Entities, d.entity)
	}
	r.redirect(drafts, claims, taken)
	r.followPins(taken)
	slices.SortStableFunc(r.archive.Orphans, func(a, b *Orphan) int { return cmp.Compare(a.Line, b.Line) })
	slices.SortFunc(r.archive.Entities, func(a, b *Entity) int { return cmp.Compare(a.ID, b.ID) })
	for _, e := range r.archive.Entities {
		for _, was := range e.Was {
			r.archive.byID[was] = e
		}
	}
	for _, e := range r.archive.Entities {
		r.archive.byID[e.ID] = e
	}
	r.suggest(drafts)
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

func (r *resolver) rankOf(n int32) int32 {
	if n < 0 {
		return int32(len(r.entries))
	}
	return r.rank[r.nodes[n].entry]
}

// fullness says how well a form names its bearer: an ID is made from the
// fullest kind of name only.
func (f *form) fullness() int {
	switch f.kind {
	case annotate.Person:
		switch {
		case len(f.person.given) > 1:
			return 3
		case f.person.full():
			return 2
		}
		return 1
	case annotate.Organization:
		if isAcronym(f.name) {
			return 1
		}
		return 2
	}
	return 1
}

// draft settles everything of a root but its address.
func (r *resolver) draft(root int32) *draft {
	d := &draft{root: root, entity: &Entity{}, first: -1}
	u := &r.units[root]
	if u.authority >= 0 {
		rec := r.authority.Records[u.authority]
		d.entity = rec.entity()
	} else {
		d.entity.Kind = r.kindOf(root)
	}
	best := 0
	for _, m := range u.members {
		f := r.units[m].form
		if f < 0 || r.forms[f].kind != d.entity.Kind {
			continue
		}
		best = max(best, r.forms[f].fullness())
	}
	for _, m := range u.members {
		f := r.units[m].form
		if f < 0 {
			continue
		}
		form := &r.forms[f]
		if len(r.units[m].nodes) == 0 {
			continue
		}
		n := r.units[m].nodes[0]
		d.claims = append(d.claims, claim{form.kind.String() + "/" + slugOf(form.idName()), n})
		apart := r.units[m].gone
		if n != form.nodes[0] && !r.onlyPinnedBefore(form, r.units[m].nodes) {
			apart = append(slices.Clone(apart), n) // a later bearer of the name
		}
		for _, a := range apart {
			slug := r.toldApart(slugOf(form.idName()), a)[0]
			d.claims = append(d.claims, claim{form.kind.String() + "/" + slug, a})
		}
		if form.kind == d.entity.Kind && form.fullness() == best && (d.first < 0 || r.earlier(n, d.first)) {
			d.first, d.name = n, form.idName()
		}
	}
	if u.authority < 0 {
		d.entity.Name = quietPlace(d.entity.Kind, r.commonName(root, d.entity.Kind, best))
		d.entity.SortName = sortName(d.entity.Kind, d.entity.Name)
	}
	r.locate(d)
	return d
}

// onlyPinnedBefore reports whether nobody but those of whom a correction says who
// they are bears a person's full name before the clusters, and nothing that is
// said of them tells them from these. Then the clusters had no address apart
// from theirs before the correction.
func (r *resolver) onlyPinnedBefore(form *form, nodes []int32) bool {
	if form.kind != annotate.Person || !form.person.full() {
		return false
	}
	all := slices.Clone(nodes)
	for _, n := range form.nodes {
		if n == nodes[0] {
			break
		}
		if r.nodes[n].unit != pinnedUnit {
			return false
		}
		all = append(all, n)
	}
	return r.harmonious(all)
}

func (r *resolver) earlier(a, b int32) bool {
	return cmp.Or(cmp.Compare(r.rankOf(a), r.rankOf(b)), cmp.Compare(a, b)) < 0
}

// entity makes an entity of a record.
func (rec *Record) entity() *Entity {
	_, slug, _ := splitID(rec.ID)
	return &Entity{
		ID: rec.ID, Kind: rec.Kind, Name: rec.Name, Slug: slug, SortName: sortName(rec.Kind, rec.Name),
		Description: rec.Description, Wikidata: rec.Wikidata, Coordinates: rec.Coordinates, Country: rec.Country,
		Was: slices.Clone(rec.Was), Hidden: rec.Hidden, Authority: true,
	}
}

// kindOf is the kind of most of a root's clusters.
func (r *resolver) kindOf(root int32) annotate.Kind {
	var counts [3]int
	for _, m := range r.units[root].members {
		if f := r.units[m].form; f >= 0 {
			counts[r.forms[f].kind] += len(r.units[m].nodes)
		}
	}
	best := annotate.Person
	for kind, n := range counts {
		if n > counts[best] {
			best = annotate.Kind(kind)
		}
	}
	return best
}

// quietPlace writes a place that only datelines name, in capitals, as the
// gazetteer does, and a short form in full: "COPENHAGEN" is Copenhagen.
func quietPlace(kind annotate.Kind, name string) string {
	if state, ok := known().states[name]; ok && kind == annotate.Place {
		return state
	}
	if kind != annotate.Place || len(name) < 4 || strings.IndexFunc(name, unicode.IsLower) >= 0 {
		return name
	}
	b := []byte(name)
	for i := 1; i < len(b); i++ {
		if 'A' <= b[i] && b[i] <= 'Z' && b[i-1] != ' ' && b[i-1] != '-' {
			b[i] += 'a' - 'A'
		}
	}
	if lexicon.IsPlace(string(b)) {
		return string(b)
	}
	return name
}

// commonName is the name shown: of the fullest forms, the one that most
// articles use; the longer, then the first in the alphabet, of equals.
func (r *resolver) commonName(root int32, kind annotate.Kind, fullness int) string {
	counts := map[int32]int{}
	for _, m := range r.units[root].members {
		f := r.units[m].form
		if f < 0 || r.forms[f].kind != kind || r.forms[f].fullness() != fullness {
			continue
		}
		if country := r.forms[f].country; country != "" {
			return country
		}
		if kind == annotate.Organization && !isAcronym(r.forms[f].name) {
			if full, ok := standardOrganization(r.forms[f].name); ok {
				return full
			}
		}
		for _, n := range r.units[m].nodes {
			counts[r.nodes[n].raw]++
		}
	}
	best := int32(-1)
	for raw := range counts {
		if best < 0 || r.betterName(raw, best, counts) {
			best = raw
		}
	}
	if best < 0 {
		return "unnamed"
	}
	name := r.strings.list[best]
	if rest, ok := strings.CutPrefix(name, "the "); ok && rest != "" {
		name = rest
	}
	return name
}

func (r *resolver) betterName(a, b int32, counts map[int32]int) bool {
	x, y := r.strings.list[a], r.strings.list[b]
	return cmp.Or(
		-compareBool(shouted(x), shouted(y)),
		cmp.Compare(counts[a], counts[b]),
		cmp.Compare(len(x), len(y)), // a diacritic is longer too
		strings.Compare(y, x),
	) > 0
}

// shouted reports whether a name of several words is all capitals, as
// headlines may have it.
func shouted(name string) bool {
	return strings.Contains(name, " ") && strings.IndexFunc(name, unicode.IsLower) < 0
}

// sortName is a name as an index files it.
func sortName(kind annotate.Kind, name string) string {
	if kind == annotate.Person {
		return parsePerson(name).sort
	}
	for _, article := range []string{"The ", "the "} {
		if rest, ok := strings.CutPrefix(name, article); ok && rest != "" {
			return rest
		}
	}
	return name
}

// otherNames gives reasons for spellings that one form covers by knowledge:
// names of countries and standard names of organizations.
func (r *resolver) otherNames(d *draft) []reason {
	var out []reason
	if d.entity.Authority {
		return nil // the record is the reason
	}
	for _, m := range r.units[d.root].members {
		f := r.units[m].form
		if f < 0 || r.forms[f].kind == annotate.Person {
			continue
		}
		standard := r.forms[f].country
		if standard == "" && !isAcronym(r.forms[f].name) {
			standard, _ = standardOrganization(r.forms[f].name)
		}
		if standard == "" && r.forms[f].kind == annotate.Place {
			standard = r.placeName(f)
		}
		if standard == "" {
			continue
		}
		for _, n := range r.units[m].nodes {
			if raw := r.strings.list[r.nodes[n].raw]; plainKey(raw) != plainKey(standard) {
				out = append(out, reason{why: countryName, name: raw, other: standard, articles: 1})
			}
		}
	}
	return out
}

// placeName is the usual name of a place that a form has another name of; "" if
// it has none.
func (r *resolver) placeName(f int32) string {
	for _, n := range r.forms[f].nodes {
		if standard, ok := standardPlace(r.strings.list[r.nodes[n].raw]); ok {
			return standard
		}
	}
	return ""
}

// followPins gives clusters the entity that a correction names, making one
// that is not there yet.
func (r *resolver) followPins(byID map[string]*Entity) {
	ids := make([]string, 0, len(r.pinned))
	for id := range r.pinned {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		list := r.pinned[id]
		e := byID[id]
		if e == nil {
			kind, slug, ok := splitID(id)
			if !ok {
				continue
			}
			e = &Entity{ID: id, Kind: kind, Slug: slug, Name: r.pinnedName(list, id)}
			e.SortName = sortName(kind, e.Name)
			byID[id] = e
			r.tellUnknown(list, id)
			r.archive.Entities = append(r.archive.Entities, e)
		}
		names := map[string]int{}
		for _, at := range list {
			r.entries[at.entry].Entities[at.cluster] = e
			if n := r.of[at.entry][at.cluster]; n >= 0 {
				names[r.strings.list[r.nodes[n].raw]]++
			}
		}
		var reasons []reason
		for name, n := range names {
			reasons = append(reasons, reason{why: byCorrection, name: name, articles: n})
		}
		e.Reasons = append(e.Reasons, sentences(reasons)...)
	}
}

// tellUnknown notes the corrections of an entity that neither the authority
// file nor any article knows, unless a name that they correct makes its ID.
func (r *resolver) tellUnknown(list []pinned, id string) {
	_, slug, _ := splitID(id)
	for _, at := range list {
		if n := r.of[at.entry][at.cluster]; n >= 0 && slugOf(r.strings.list[r.nodes[n].raw]) == slug {
			return
		}
	}
	for _, at := range list {
		if orphan := at.from; orphan.Line > 0 {
			orphan.Reason, orphan.Made = "no entity has the id "+id, true
			r.archive.Orphans = append(r.archive.Orphans, &orphan)
		}
	}
}

// pinnedName is the name of an entity that only corrections name: the written
// name that makes its ID, else one made from it.
func (r *resolver) pinnedName(list []pinned, id string) string {
	_, slug, _ := splitID(id)
	for _, at := range list {
		if n := r.of[at.entry][at.cluster]; n >= 0 {
			if name := r.strings.list[r.nodes[n].raw]; slugOf(name) == slug {
				return name
			}
		}
	}
	return nameFromID(id)
}
