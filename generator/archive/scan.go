package archive

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"pressmark/generator/annotate"
	"pressmark/generator/text"
)

// scan reads every article once and keeps its names, roles and quotations as
// numbers; the text is let go.
func (r *resolver) scan() {
	r.first = make([]int32, 0, len(r.entries)+1)
	r.aliases = make([][]int32, len(r.entries))
	r.of = make([][]int32, len(r.entries))
	clusters := 0
	for _, e := range r.entries {
		if e.Annotations != nil {
			clusters += len(e.Clusters)
		}
	}
	r.nodes = make([]node, 0, clusters)
	r.strings.grow(clusters)
	for i, e := range r.entries {
		r.first = append(r.first, int32(len(r.nodes)))
		if e.Annotations == nil {
			e.Annotations = &annotate.Annotations{}
		}
		page := readPage(e)
		r.splitByRecords(e, page)
		e.Entities = make([]*Entity, len(e.Clusters))
		r.scanNames(int32(i), e, page)
		r.scanQuotes(e, page)
	}
	r.first = append(r.first, int32(len(r.nodes)))
	for f := range r.forms {
		form := &r.forms[f]
		r.inTime(form.nodes)
		form.name = r.strings.list[r.nodes[form.nodes[0]].raw]
		form.generic = form.kind == annotate.Organization && known().generic[form.key]
		if form.kind == annotate.Person {
			form.person = parsePerson(form.name)
		}
	}
	r.sortForms()
}

// sortForms numbers the forms in order of kind and key, so that nothing below
// depends on which article came first.
func (r *resolver) sortForms() {
	slices.SortFunc(r.forms, func(a, b form) int { return cmp.Or(cmp.Compare(a.kind, b.kind), strings.Compare(a.key, b.key)) })
	for f := range r.forms {
		r.formOf[formKey{r.forms[f].kind, r.forms[f].key}] = int32(f)
		for _, n := range r.forms[f].nodes {
			r.nodes[n].form = int32(f)
		}
	}
	r.formRaw = nil // numbers of the old order
}

// A page is one article's text as far as annotations reach.
type page string

func readPage(e *Entry) page {
	if e.Reader == nil {
		return ""
	}
	end := 0
	for _, m := range e.Mentions {
		end = max(end, m.Span.End)
	}
	for _, q := range e.Quotes {
		end = max(end, q.Speaker.Span.End)
		for _, s := range q.Spans {
			end = max(end, s.End)
		}
	}
	for _, c := range e.Clusters {
		end = max(end, c.Name.End)
		for _, role := range c.Roles {
			end = max(end, role.Span.End)
		}
	}
	return page(e.Reader.Slice(text.Span{Start: 0, End: end}))
}

// at returns the text of a span, "" for one that the text does not have.
func (p page) at(s text.Span) string {
	if s.Start < 0 || s.End > len(p) || s.Start > s.End {
		return ""
	}
	return string(p[s.Start:s.End])
}

func (r *resolver) scanNames(index int32, e *Entry, p page) {
	aliases := make([]int32, len(e.Mentions))
	for i := range e.Mentions {
		aliases[i] = r.strings.number(clean(p.at(e.Mentions[i].Span)))
	}
	r.aliases[index] = aliases
	of := make([]int32, len(e.Clusters))
	for c := range e.Clusters {
		of[c] = -1
		cluster := &e.Clusters[c]
		name := clean(p.at(cluster.Name))
		if cluster.Kind == annotate.Group || name == "" {
			continue
		}
		raw := r.strings.number(name)
		f := r.form(cluster.Kind, raw)
		if f < 0 {
			continue
		}
		n := node{entry: index, cluster: int32(c), form: f, raw: raw, unit: noUnit}
		n.roles[0] = int32(len(r.roles))
		for _, role := range cluster.Roles {
			if words := normalRole(p.at(role.Span)); words != "" && !known().kin[words] {
				r.roles = append(r.roles, r.strings.number(words))
			}
		}
		n.roles[1] = int32(len(r.roles))
		of[c] = int32(len(r.nodes))
		r.forms[f].nodes = append(r.forms[f].nodes, of[c])
		r.nodes = append(r.nodes, n)
	}
	r.of[index] = of
}

// form returns the form of a name, -1 for one without a letter or digit.
func (r *resolver) form(kind annotate.Kind, raw int32) int32 {
	if f, ok := r.formRaw[rawKey{kind, raw}]; ok {
		return f
	}
	f := int32(-1)
	key := exactKey(kind, r.strings.list[raw])
	if _, recorded := r.recordOf[formKey{kind, key}]; !recorded { // what a record names is never merged by general knowledge
		key = nameKey(kind, r.strings.list[raw])
	}
	if key != "" {
		known, ok := r.formOf[formKey{kind, key}]
		if !ok {
			known = int32(len(r.forms))
			r.forms = append(r.forms, form{kind: kind, key: key})
			r.formOf[formKey{kind, key}] = known
		}
		if r.forms[known].country == "" {
			r.forms[known].country = countryOf(kind, r.strings.list[raw])
		}
		f = known
	}
	r.formRaw[rawKey{kind, raw}] = f
	return f
}

// countryOf is the name of the country that a name of a kind stands for, "" if
// it stands for none.
func countryOf(kind annotate.Kind, name string) string {
	if kind == annotate.Place {
		if c, ok := countryNamed(name); ok {
			return c.Name
		}
	}
	return ""
}

// normalRole is a role in the form in which it is counted: folded, without
// article and marks.
func normalRole(role string) string {
	words := splitWords(text.Fold(role))
	for len(words) > 1 && (words[0] == "the" || words[0] == "a" || words[0] == "an") {
		words = words[1:]
	}
	return strings.Join(words, " ")
}

// settleKinds lets a name of several words that nearly all articles read as
// one kind count as that kind in the others too.
func (r *resolver) settleKinds() {
	byKey := map[string][]int32{}
	keyOf := func(f int) string { return strings.TrimPrefix(r.forms[f].key, "the ") }
	for f := range r.forms {
		if key := keyOf(f); strings.Contains(key, " ") && len(r.free(int32(f))) > 0 {
			byKey[key] = append(byKey[key], int32(f))
		}
	}
	for f := range r.forms { // in order of forms, not of the map
		same := byKey[keyOf(f)]
		if len(same) < 2 || same[0] != int32(f) {
			continue
		}
		total, best := 0, same[0]
		for _, g := range same {
			total += len(r.free(g))
			if len(r.free(g)) > len(r.free(best)) {
				best = g
			}
		}
		if total < 5 || len(r.free(best))*5 < total*4 {
			continue
		}
		for _, g := range same {
			if g != best {
				r.moveForm(g, best)
			}
		}
	}
}

// moveForm joins one form's free nodes with another form, of another kind,
// through an empty unit of that.
func (r *resolver) moveForm(from, to int32) {
	nodes := r.free(from)
	source, target := &r.forms[from], &r.forms[to]
	why := reason{otherKind, source.name, kindPhrase(source.kind), kindPhrase(target.kind), len(nodes)}
	main := r.newUnit(to, nil)
	target.seed = append(target.seed, main)
	r.join(main, r.newUnit(from, nodes), why)
}

// free returns the nodes of a form that have no unit yet.
func (r *resolver) free(f int32) []int32 {
	all := r.forms[f].nodes
	taken := 0
	for _, n := range all {
		if r.nodes[n].unit != noUnit {
			taken++
		}
	}
	if taken == 0 {
		return all
	}
	free := make([]int32, 0, len(all)-taken)
	for _, n := range all {
		if r.nodes[n].unit == noUnit {
			free = append(free, n)
		}
	}
	return free
}

// kindPhrase is the kind as readers read it, with its article.
func kindPhrase(k annotate.Kind) string {
	if k == annotate.Organization {
		return "an organisation"
	}
	return fmt.Sprintf("a %s", k)
}

// A Voice is a speaker that is no entity, as the articles put it.
type Voice struct {
	Words  string // normalised: lower case, without article
	Quotes []QuoteRef
}

func (r *resolver) scanQuotes(e *Entry, p page) {
	for q := range e.Quotes {
		quote := &e.Quotes[q]
		ref := QuoteRef{e, q}
		r.scanWords(r.quotes, quote, p)
		r.quotes++
		switch {
		case !quote.Attributed():
			r.archive.Unattributed++
		case !slices.ContainsFunc(quote.Speaker.Clusters, func(c int) bool { return e.Clusters[c].Kind != annotate.Group }):
			if words := voiceWords(p.at(quote.Speaker.Span)); words != "" {
				v := r.voices[words]
				if v == nil {
					v = &Voice{Words: strings.Clone(words)}
					r.voices[v.Words] = v
				}
				v.Quotes = append(v.Quotes, ref)
			}
		}
	}
}

// voiceWords is a nameless speaker as it is counted and shown: lower case,
// without article and with its own marks.
func voiceWords(s string) string {
	s = strings.ToLower(clean(s))
	for _, article := range []string{"the ", "a ", "an "} {
		if rest, ok := strings.CutPrefix(s, article); ok && rest != "" {
			return rest
		}
	}
	return s
}
