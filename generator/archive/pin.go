package archive

import "pressmark/generator/annotate"

// pin gives clusters the entities that people named: those that a correction
// names, then those whose name is in the authority file.
func (r *resolver) pin() {
	for i := range r.authority.Records {
		u := r.newUnit(-1, nil)
		r.units[u].authority = int32(i)
		r.records = append(r.records, u)
	}
	for i, e := range r.entries {
		for _, applied := range e.Applied {
			if applied.Entity == "" || applied.Cluster < 0 || applied.Cluster >= len(e.Clusters) {
				continue
			}
			r.pinned[applied.Entity] = append(r.pinned[applied.Entity], pinned{int32(i), int32(applied.Cluster), applied.From})
			if n := r.of[i][applied.Cluster]; n >= 0 {
				r.nodes[n].unit = pinnedUnit
			}
		}
	}
	r.followRecords()
}

// followRecords joins each form whose name is in the authority file with the
// record, or of several bearers of the name those that the record means. A name
// that several records have is left to evidence. A record takes
// names of another kind too, so that a kind can be corrected there; a single
// word crosses between people and others only if the record says that its id was
// the other.
func (r *resolver) followRecords() {
	if len(r.authority.Records) == 0 {
		return
	}
	exact, alike := map[formKey][]int32{}, map[formKey][]int32{}
	claim := func(names map[formKey][]int32, key formKey, record int32) {
		if list := names[key]; len(list) == 0 || list[len(list)-1] != record {
			names[key] = append(list, record)
		}
	}
	for i, rec := range r.authority.Records {
		for _, name := range rec.names() {
			claim(exact, formKey{rec.Kind, exactKey(rec.Kind, name)}, int32(i))
			claim(alike, formKey{rec.Kind, nameKey(rec.Kind, name)}, int32(i))
		}
	}
	of := func(kind annotate.Kind, form *form) []int32 {
		if found := exact[formKey{kind, exactKey(kind, form.name)}]; found != nil {
			return found
		}
		if found := exact[formKey{kind, nameKey(kind, form.name)}]; found != nil {
			return found
		}
		return alike[formKey{kind, nameKey(kind, form.name)}]
	}
	for f := range r.forms {
		form := &r.forms[f]
		found := of(form.kind, form)
		if found == nil {
			for _, kind := range []annotate.Kind{annotate.Person, annotate.Organization, annotate.Place} {
				if kind == form.kind {
					continue
				}
				crosses := kind != annotate.Person && form.kind != annotate.Person || twoWords(plainKey(form.name))
				for _, record := range of(kind, form) {
					if crosses || r.authority.Records[record].wasForm(form) {
						found = append(found, record)
					}
				}
			}
		}
		nodes := r.free(int32(f))
		if len(found) != 1 || len(nodes) == 0 || r.authority.Records[found[0]].deniesForm(form) {
			continue
		}
		r.takeForm(found[0], int32(f), nodes)
	}
}

// wasForm reports whether the record says that it was what the form's name would
// be the id of: "was: person/wagner" takes the people of that name too.
func (rec *Record) wasForm(f *form) bool {
	for _, was := range rec.Was {
		if kind, slug, ok := splitID(was); ok && kind == f.kind && slug == slugOf(f.name) {
			return true
		}
	}
	return false
}

func twoWords(key string) bool {
	for i := range len(key) {
		if key[i] == ' ' {
			return true
		}
	}
	return false
}
