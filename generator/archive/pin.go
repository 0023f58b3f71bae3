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
			r.pinned[applied.Entity] = append(r.pinned[applied.Entity], pinned{int32(i), int32(applied.Cluster)})
			if n := r.of[i][applied.Cluster]; n >= 0 {
				r.nodes[n].unit = pinnedUnit
			}
		}
	}
	r.followRecords()
}

// followRecords joins each form whose name is in the authority file with the
// record. A name that several records have is left to evidence. A record takes
// names of another kind too, so that a kind can be corrected there, but a single
// word never crosses between people and others.
func (r *resolver) followRecords() {
	byName := map[formKey][]int32{}
	for i, rec := range r.authority.Records {
		for _, name := range rec.names() {
			key := formKey{rec.Kind, nameKey(rec.Kind, name)}
			if list := byName[key]; len(list) == 0 || list[len(list)-1] != int32(i) {
				byName[key] = append(list, int32(i))
			}
		}
	}
	for f := range r.forms {
		form := &r.forms[f]
		found := byName[formKey{form.kind, form.key}]
		if found == nil {
			for _, kind := range []annotate.Kind{annotate.Person, annotate.Organization, annotate.Place} {
				key := nameKey(kind, form.name)
				if kind == form.kind || (kind == annotate.Person || form.kind == annotate.Person) && !twoWords(key) {
					continue
				}
				found = append(found, byName[formKey{kind, key}]...)
			}
		}
		nodes := r.free(int32(f))
		if len(found) != 1 || len(nodes) == 0 || r.authority.Records[found[0]].deniesForm(form) {
			continue
		}
		u := r.newUnit(int32(f), nodes)
		r.join(r.records[found[0]], u, reason{why: byRecord, name: form.name, articles: len(nodes)})
	}
}

func twoWords(key string) bool {
	for i := range len(key) {
		if key[i] == ' ' {
			return true
		}
	}
	return false
}
