package archive

import (
	"encoding/hex"
	"hash/fnv"
	"slices"
	"strings"

	"pressmark/generator/annotate"
	"pressmark/generator/text"
)

// idName is the name that a form's ID is made from: its standard name if it
// has one, else as the earliest article has it.
func (f *form) idName() string {
	if f.country != "" {
		return f.country
	}
	if f.kind == annotate.Organization {
		if full, ok := standardOrganization(f.name); ok {
			return full // of an acronym too, so that the address stays when somebody spells it out
		}
	}
	if f.kind == annotate.Place {
		if standard, ok := standardPlace(f.name); ok {
			return standard
		}
	}
	name := f.name
	if rest, ok := strings.CutPrefix(strings.ToLower(name), "the "); ok && f.kind != annotate.Person && rest != "" {
		name = name[len("the "):]
	}
	return name
}

// A claim is the ID that a name of a draft would have alone, and the cluster
// that has it first.
type claim struct {
	id   string
	node int32
}

// claims gives each ID to the draft that claims it first in time, so that a
// name's plain address stays with its first bearer, whatever that is joined
// with.
func (r *resolver) claims(drafts []*draft) map[string]*draft {
	owners := make(map[string]*draft, len(drafts))
	first := make(map[string]int32, len(drafts))
	for _, d := range drafts {
		for _, c := range d.claims {
			if n, ok := first[c.id]; !ok || r.earlier(c.node, n) {
				owners[c.id], first[c.id] = d, c.node
			}
		}
	}
	return owners
}

// address gives a draft its ID and slug. The first bearer of a name has the
// plain one; another is told from it by what its first article says of it, else
// by that article's shelf mark.
func (r *resolver) address(d *draft, claims map[string]*draft, taken map[string]*Entity) {
	prefix := d.entity.Kind.String() + "/"
	base := slugOf(d.name)
	var slugs []string
	if owner := claims[prefix+base]; owner == nil || owner == d {
		slugs = append(slugs, base)
	}
	if d.first >= 0 {
		slugs = append(slugs, r.toldApart(base, d.first)...)
	}
	for _, slug := range slugs {
		if taken[prefix+slug] == nil {
			d.entity.ID, d.entity.Slug = prefix+slug, slug
			return
		}
	}
	// Two of one name in one article: by what its name looks like.
	sum := fnv.New32a()
	sum.Write([]byte(d.name))
	slug := slugs[len(slugs)-1] + "-" + hex.EncodeToString(sum.Sum(nil))
	for taken[prefix+slug] != nil {
		slug += "x"
	}
	d.entity.ID, d.entity.Slug = prefix+slug, slug
}

// toldApart returns the slugs by which a cluster is told from an earlier bearer
// of its name: with the country that stands before it if every country has one,
// with the role that its own article gives it, and with the article's shelf mark.
// Later articles have no say, so that it stays.
func (r *resolver) toldApart(base string, n int32) []string {
	var slugs []string
	if at := &r.nodes[n]; r.forms[at.form].generic {
		if country := r.countryBefore(at); country != "" {
			slugs = append(slugs, base+"-"+slugOf(country))
		}
	}
	if role := r.roleSlug(n); role != "" {
		slugs = append(slugs, base+"-"+role)
	}
	return append(slugs, base+"-"+r.entries[r.nodes[n].entry].ShelfMark())
}

// roleSlug is the telling word of a cluster's first role, as part of an
// address; "" if it has none.
func (r *resolver) roleSlug(n int32) string {
	at := &r.nodes[n]
	for _, role := range r.roles[at.roles[0]:at.roles[1]] {
		words := r.role(role).words
		for _, word := range words {
			if known().walks[word] != 0 {
				return text.Slug(word, 40)
			}
		}
		if len(words) > 0 {
			return text.Slug(words[len(words)-1], 40)
		}
	}
	return ""
}

// redirect gives each entity, as retired IDs, those that its names would have
// alone and no entity has.
func (r *resolver) redirect(drafts []*draft, claims map[string]*draft, taken map[string]*Entity) {
	for _, rec := range r.authority.Records {
		for _, was := range rec.Was {
			taken[was] = taken[rec.ID]
		}
	}
	for _, d := range drafts {
		for _, c := range d.claims {
			if claims[c.id] == d && taken[c.id] == nil {
				taken[c.id] = d.entity
				d.entity.Was = append(d.entity.Was, c.id)
			}
		}
		slices.Sort(d.entity.Was)
	}
}
