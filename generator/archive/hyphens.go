package archive

import (
	"slices"
	"strings"

	"pressmark/generator/annotate"
	"pressmark/generator/lexicon"
	"pressmark/generator/text"
)

// hyphened is a name without regard to capitals, diacritics and stops, but with
// the hyphens between its words. That behind a particle ("al-Assad") is none.
func hyphened(name string) string {
	var b strings.Builder
	after := ""
	for _, part := range strings.FieldsFunc(text.Fold(name), func(r rune) bool { return r == '-' || r == '‐' || r == '‑' }) {
		words := splitWords(part)
		if len(words) == 0 {
			continue
		}
		switch {
		case after == "":
			if words[0] == "the" && len(words) > 1 {
				words = words[1:]
			}
		case known().particle[after]:
			b.WriteByte(' ')
		default:
			b.WriteByte('-')
		}
		b.WriteString(strings.Join(words, " "))
		after = words[len(words)-1]
	}
	return b.String()
}

// A spelt is clusters of one form that may be one, and how their names are
// spelt.
type spelt struct {
	nodes []int32
	names []string // as hyphened has them
}

// byHyphen divides clusters of one form, in order of time, where their names
// differ in a hyphen only ("Anna-Lena Berg", "Anna Lena Berg"), unless something
// says that they are one: a role or company, an article that uses both names for
// one, or that everybody spells a well-known name as they like.
func (r *resolver) byHyphen(f int32, nodes []int32) []spelt {
	if r.hyphensFree(f, nodes) {
		return []spelt{{nodes: nodes}}
	}
	var names []string
	of := map[string][]int32{}
	for _, n := range nodes {
		name := hyphened(r.strings.list[r.nodes[n].raw])
		if of[name] == nil {
			names = append(names, name)
		}
		of[name] = append(of[name], n)
	}
	var out []spelt
	for _, name := range names {
		at := slices.IndexFunc(out, func(s spelt) bool { return r.oneSpelling(s, name, of[name]) })
		if at < 0 {
			out = append(out, spelt{of[name], []string{name}})
			continue
		}
		out[at].nodes = append(out[at].nodes, of[name]...)
		out[at].names = append(out[at].names, name)
	}
	for i := range out {
		r.inTime(out[i].nodes)
	}
	return out
}

// hyphensFree reports whether hyphens tell nothing apart in a form: its clusters
// are all written in one way, it is a well-known name, or a name of a language
// that is romanised with or without them.
func (r *resolver) hyphensFree(f int32, nodes []int32) bool {
	same := true
	for _, n := range nodes[1:] {
		same = same && r.nodes[n].raw == r.nodes[nodes[0]].raw
	}
	if same {
		return true
	}
	form := &r.forms[f]
	switch form.kind {
	case annotate.Person:
		words := nameWords(known(), form.name)
		return len(words) > 0 && easternOrder(known(), words)
	case annotate.Organization:
		return lexicon.OrganizationID(form.name) >= 0
	}
	return form.country != "" || lexicon.IsPlace(form.name)
}

// oneSpelling reports whether clusters of a name can be one with others.
func (r *resolver) oneSpelling(s spelt, name string, nodes []int32) bool {
	plain := strings.ReplaceAll(name, "-", " ")
	if !slices.ContainsFunc(s.names, func(other string) bool { return strings.ReplaceAll(other, "-", " ") == plain }) {
		return true // they differ in more, and the form says that this is nothing
	}
	if r.writtenBoth(nodes, s.names) || r.writtenBoth(s.nodes, []string{name}) {
		return true
	}
	articles := map[int32]bool{}
	for _, n := range s.nodes {
		articles[r.nodes[n].entry] = true
	}
	if slices.ContainsFunc(nodes, func(n int32) bool { return articles[r.nodes[n].entry] }) {
		return false // one article names both
	}
	a, b := r.evidenceFor(s.nodes), r.evidenceFor(nodes)
	v := r.weigh(a, b)
	return !v.conflict && (v.score >= 3 || sharedRole(a, b) != "")
}

// writtenBoth reports whether the article of one of the clusters calls it by one
// of the names too.
func (r *resolver) writtenBoth(nodes []int32, names []string) bool {
	for _, n := range nodes {
		at := &r.nodes[n]
		for m, mention := range r.entries[at.entry].Mentions {
			if alias := r.aliases[at.entry][m]; mention.Cluster == int(at.cluster) && alias != at.raw && slices.Contains(names, hyphened(r.strings.list[alias])) {
				return true
			}
		}
	}
	return false
}

// evidenceFor is what is known of some clusters.
func (r *resolver) evidenceFor(nodes []int32) *evidence {
	ev := &evidence{}
	for _, n := range nodes[:min(len(nodes), maxEvidence)] {
		r.observe(ev, n)
	}
	return ev
}
