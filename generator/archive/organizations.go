package archive

import (
	"slices"

	"pressmark/generator/annotate"
)

// joinOrganizations joins acronyms with what they stand for: as articles that
// spell them out have it, as everybody knows, or by their initials on
// evidence.
func (r *resolver) joinOrganizations() {
	r.joinOfCountry()
	paired := r.pairs()
	byInitials := map[string][]int32{}
	for f := range r.forms {
		form := &r.forms[f]
		if form.kind == annotate.Organization && !isAcronym(form.name) && len(form.units) > 0 {
			if in := initials(form.name); len(in) >= 3 {
				byInitials[in] = append(byInitials[in], int32(f))
			}
		}
	}
	for f := range r.forms {
		form := &r.forms[f]
		if form.kind != annotate.Organization || !isAcronym(form.name) || len(form.units) != 1 {
			continue
		}
		acronym := letterKey(form.name)
		usual, isUsual := int32(-1), false // what everybody takes it for
		if full, ok := standardOrganization(form.name); ok {
			isUsual = true
			if g, ok := r.formOf[formKey{annotate.Organization, nameKey(annotate.Organization, full)}]; ok && g != int32(f) {
				usual = g
			}
		}
		// Where the articles spell it out in the usual way, that needs no other evidence.
		if spelt := paired[acronym]; len(spelt) > 0 && !(len(spelt) == 1 && spelt[0] == usual) {
			r.joinAcronym(int32(f), spelt, acronymPaired)
			continue
		}
		if isUsual {
			if usual >= 0 {
				r.joinAcronym(int32(f), []int32{usual}, acronymKnown)
			}
			continue
		}
		r.joinAcronym(int32(f), byInitials[acronym], acronymInitials)
	}
}

// joinOfCountry joins "Russian Foreign Ministry" with the Foreign Ministry of
// articles about Russia.
func (r *resolver) joinOfCountry() {
	for i, rec := range r.authority.Records {
		if rec.Kind != annotate.Organization {
			continue
		}
		for _, name := range rec.names() {
			r.joinRecordOfCountry(r.records[i], name)
		}
	}
	for f := range r.forms {
		form := &r.forms[f]
		if form.kind != annotate.Organization || len(form.units) != 1 {
			continue
		}
		generic, country, ok := ofCountry(form.name)
		if !ok {
			continue
		}
		g, ok := r.formOf[formKey{annotate.Organization, generic}]
		if !ok {
			continue
		}
		for _, u := range r.forms[g].units {
			if r.units[u].country == country && !r.apart(u, form.units[0]) {
				r.join(u, form.units[0], reason{why: countryName, name: form.name, other: "the " + r.forms[g].name + " of " + country, articles: len(form.nodes)})
			}
		}
	}
}

// joinRecordOfCountry joins the Constitutional Court of articles about Russia
// with the record of the Constitutional Court of Russia.
func (r *resolver) joinRecordOfCountry(record int32, name string) {
	generic, country, ok := ofCountry(name)
	if !ok {
		return
	}
	f, ok := r.formOf[formKey{annotate.Organization, generic}]
	if !ok {
		return
	}
	for _, u := range r.forms[f].units {
		if r.units[u].country == country {
			r.join(record, u)
		}
	}
}

// letterKey is an acronym in lower case without stops.
func letterKey(acronym string) string { return initials(spaced(acronym)) }

func spaced(s string) string {
	var b []rune
	for _, r := range s {
		b = append(b, r, ' ')
	}
	return string(b)
}

// pairs returns the forms that articles use an acronym for, by its letters:
// both stand for one cluster there.
func (r *resolver) pairs() map[string][]int32 {
	paired := map[string][]int32{}
	acronyms := map[int32]string{} // of strings, "" for none
	for i, e := range r.entries {
		for m := range e.Mentions {
			n := r.of[i][e.Mentions[m].Cluster]
			if n < 0 || r.forms[r.nodes[n].form].kind != annotate.Organization || r.aliases[i][m] == r.nodes[n].raw {
				continue
			}
			alias := r.aliases[i][m]
			letters, ok := acronyms[alias]
			if !ok {
				if isAcronym(r.strings.list[alias]) {
					letters = letterKey(r.strings.list[alias])
				}
				acronyms[alias] = letters
			}
			f := r.nodes[n].form
			if letters != "" && !isAcronym(r.forms[f].name) && !slices.Contains(paired[letters], f) {
				paired[letters] = append(paired[letters], f)
			}
		}
	}
	return paired
}

// doubtAliases notes organizations and places that one article uses two names
// for, where the other name is an entity of its own elsewhere. One article may
// err, so they are only suggested.
func (r *resolver) doubtAliases() {
	for i, e := range r.entries {
		for m := range e.Mentions {
			n := r.of[i][e.Mentions[m].Cluster]
			if n < 0 || r.nodes[n].unit < 0 || r.aliases[i][m] == r.nodes[n].raw {
				continue
			}
			form := &r.forms[r.nodes[n].form]
			if form.kind == annotate.Person {
				continue
			}
			g, ok := r.formOf[formKey{form.kind, nameKey(form.kind, r.strings.list[r.aliases[i][m]])}]
			if !ok || g == r.nodes[n].form || len(r.forms[g].units) != 1 {
				continue
			}
			if other := r.forms[g].units[0]; r.root(other) != r.root(r.nodes[n].unit) {
				r.doubt(other, r.nodes[n].unit, bothNames, verdict{})
			}
		}
	}
}

// joinAcronym joins an acronym with the only organization among forms that it
// can stand for.
func (r *resolver) joinAcronym(f int32, forms []int32, why why) {
	var units []int32
	for _, g := range forms {
		units = append(units, r.forms[g].units...)
	}
	roots := r.roots(units)
	own := r.root(r.forms[f].units[0])
	if len(roots) != 1 || roots[0] == own {
		return
	}
	v := r.weigh(r.evidenceOf(own), r.evidenceOf(roots[0]))
	// That an article reads a usual short form and the name as two is more
	// likely an oversight than a difference.
	elsewhere := v.score < 2 && len(r.evidenceOf(own).countries.list) > 0 && len(r.evidenceOf(roots[0]).countries.list) > 0
	if why == acronymInitials && (v.score < 2 || r.apart(own, roots[0])) || why == acronymPaired && elsewhere {
		r.doubt(own, roots[0], why, v)
		return
	}
	name := ""
	for _, m := range r.units[roots[0]].members {
		if g := r.units[m].form; g >= 0 && slices.Contains(forms, g) {
			name = r.forms[g].name
			break
		}
	}
	r.join(own, roots[0], reason{why: why, name: r.forms[f].name, other: name, fact: v.fact, articles: len(r.forms[f].nodes)})
}
