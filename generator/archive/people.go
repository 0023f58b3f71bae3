package archive

import (
	"slices"
	"strings"

	"pressmark/generator/annotate"
	"pressmark/generator/lexicon"
	"pressmark/generator/text"
)

// A bearer is a full name of a person that one unit or authority record has.
type bearer struct {
	unit   int32
	name   string
	person *person
	nodes  int // clusters so named; 0 for a name only the record gives
	alone  bool
}

// joinPeople joins full names that differ in middle names, spelling, familiar
// forms and initials.
func (r *resolver) joinPeople() {
	bearers := r.bearers()
	r.joinMiddles(bearers)
	r.joinLastNames(bearers)
	r.joinSpellings(bearers)
	r.joinShort(bearers, nickname)
	r.joinShort(bearers, initial)
}

// bearers lists the full names in order of forms, then of records.
func (r *resolver) bearers() []bearer {
	var out []bearer
	for f := range r.forms {
		form := &r.forms[f]
		if form.kind != annotate.Person || !form.person.full() {
			continue
		}
		for _, u := range form.units {
			out = append(out, bearer{u, form.name, &form.person, len(r.units[u].nodes), len(form.units) == 1})
		}
	}
	for i, rec := range r.authority.Records {
		if rec.Kind != annotate.Person {
			continue
		}
		for _, name := range rec.names() {
			if p := parsePerson(name); p.full() {
				out = append(out, bearer{r.records[i], name, &p, 0, true})
			}
		}
	}
	return out
}

// maxBucket is how many bearers of names that look alike are compared with
// each other; where there are more, the name is too common to join on.
const maxBucket = 40

// buckets groups bearers by the keys that of gives, in order of key.
func buckets(bearers []bearer, of func(*person) []string) [][]*bearer {
	byKey := map[string][]*bearer{}
	for i := range bearers {
		for _, key := range of(bearers[i].person) {
			byKey[key] = append(byKey[key], &bearers[i])
		}
	}
	keys := make([]string, 0, len(byKey))
	for key, list := range byKey {
		if len(list) > 1 && len(list) <= maxBucket {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	out := make([][]*bearer, len(keys))
	for i, key := range keys {
		out[i] = byKey[key]
	}
	return out
}

// joinMiddles joins names of one given name and surname whose middle names and
// suffixes can be one person's. A name with a middle joins those that fit the
// same others; one without joins when there is only one person to join.
func (r *resolver) joinMiddles(bearers []bearer) {
	exact := func(p *person) []string { return []string{p.surname + "|" + p.given} }
	for _, bucket := range buckets(bearers, exact) {
		var plain, others []*bearer
		for _, b := range bucket {
			if b.person.plain() {
				plain = append(plain, b)
			} else {
				others = append(others, b)
			}
		}
		fits := func(b *bearer) string { // which others b is compatible with
			var s strings.Builder
			for _, o := range others {
				if compatibleMiddles(b.person, o.person) {
					s.WriteByte('1')
				} else {
					s.WriteByte('0')
				}
			}
			return s.String()
		}
		for i, a := range others {
			for _, b := range others[i+1:] {
				if compatibleMiddles(a.person, b.person) && fits(a) == fits(b) {
					r.joinOn(a, b, middleName, 0)
				}
			}
		}
		for i, p := range plain {
			for _, q := range plain[i+1:] {
				if q.person == p.person {
					continue // namesakes that were told apart
				}
				r.joinOn(p, q, middleName, 0) // differ in particles only
			}
			r.joinOnly(p, others, middleName, 0)
		}
	}
}

// joinLastNames joins the last two names of somebody with the one person who has
// more before them: "García Márquez" with Gabriel García Márquez. If the first of
// the two is a given name, it takes evidence.
func (r *resolver) joinLastNames(bearers []bearer) {
	fuller := map[string][]*bearer{}
	for i := range bearers {
		p := bearers[i].person
		if n := len(p.middle); n > 0 && len(p.middle[n-1]) > 1 {
			key := p.middle[n-1] + "|" + p.surname
			fuller[key] = append(fuller[key], &bearers[i])
		}
	}
	for i := range bearers {
		b := &bearers[i]
		others := fuller[b.person.given+"|"+b.person.surname]
		if !b.person.plain() || len(others) == 0 || len(others) > maxBucket {
			continue
		}
		need := 0
		if couldBeGivenName(b.name) {
			need = 3
		}
		r.joinOnly(b, others, lastNames, need)
	}
}

// couldBeGivenName reports whether a name begins with a word that is a given
// name of people.
func couldBeGivenName(name string) bool {
	first, _, _ := strings.Cut(name, " ")
	return lexicon.Word(first)&lexicon.Given != 0 || known().fullGiven[text.Fold(first)] || known().short[text.Fold(first)]
}

// joinSpellings joins names whose given names and surnames are spellings of
// one: on evidence, or without it when the surname is long enough that two
// people hardly share it by chance.
func (r *resolver) joinSpellings(bearers []bearer) {
	keys := func(p *person) []string {
		if len(p.given) == 1 || known().short[p.given] {
			return nil
		}
		return []string{skeleton(p.surname) + "|" + skeleton(known().givenKeys(p.given)[0])}
	}
	for _, bucket := range buckets(bearers, keys) {
		for i, a := range bucket {
			for _, b := range bucket[i+1:] {
				if a.person.surname == b.person.surname && a.person.given == b.person.given || !compatibleMiddles(a.person, b.person) {
					continue // joinMiddles has seen to them
				}
				need := 3
				same := a.person.surname == b.person.surname
				if len(skeleton(a.person.surname)) >= 8 && a.alone && b.alone || same && len(a.person.surname) >= 6 && a.alone && b.alone {
					need = 0
				}
				r.joinOn(a, b, spelling, need)
			}
		}
	}
}

// joinShort joins familiar forms (or initials) with the one full name of the
// surname that they can stand for, on evidence.
func (r *resolver) joinShort(bearers []bearer, why why) {
	bySurname := map[string][]*bearer{}
	for i := range bearers {
		s := bearers[i].person.surname
		bySurname[s] = append(bySurname[s], &bearers[i])
	}
	for i := range bearers {
		b := &bearers[i]
		if why == nickname && !known().short[b.person.given] || why == initial && len(b.person.given) != 1 {
			continue
		}
		same := bySurname[b.person.surname]
		if len(same) > 4*maxBucket {
			continue
		}
		var fitting []*bearer
		for _, o := range same {
			if o.person.given != b.person.given && r.root(o.unit) != r.root(b.unit) && standsFor(b.person, o.person, why) {
				fitting = append(fitting, o)
			}
		}
		r.joinOnly(b, fitting, why, 3)
	}
}

// standsFor reports whether the short given name of p can stand for that of q.
func standsFor(p, q *person, why why) bool {
	if why == initial {
		if !strings.HasPrefix(q.given, p.given) || len(q.given) == 1 {
			return false
		}
		return compatibleMiddles(p, q)
	}
	if len(q.given) == 1 || !compatibleMiddles(p, q) {
		return false
	}
	keys := known().givenKeys(q.given)
	for _, key := range known().givenKeys(p.given) {
		if slices.Contains(keys, key) {
			return true
		}
	}
	return false
}

// joinOn joins two bearers when their evidence is need points or more and
// nothing speaks against it; else it is noted as a doubt.
func (r *resolver) joinOn(a, b *bearer, why why, need int) {
	x, y := r.root(a.unit), r.root(b.unit)
	if x == y {
		return
	}
	v := r.weigh(r.evidenceOf(x), r.evidenceOf(y))
	if v.conflict || v.score < need || r.apart(x, y) {
		r.doubt(x, y, why, v)
		return
	}
	// The name with fewer articles is the one that joins.
	if a.nodes > b.nodes || a.nodes == b.nodes && a.name > b.name {
		a, b = b, a
	}
	if a.nodes == 0 {
		a, b = b, a
	}
	r.join(x, y, reason{why: why, name: a.name, other: b.name, fact: v.fact, articles: a.nodes})
}

// joinOnly joins a bearer with the one person among others; when they are
// several, with one that has clearly more evidence than the rest.
func (r *resolver) joinOnly(b *bearer, others []*bearer, why why, need int) {
	root := r.root(b.unit)
	var best *bearer
	var bestVerdict verdict
	second := -1
	seen := map[int32]bool{root: true}
	for _, o := range others {
		to := r.root(o.unit)
		if seen[to] {
			continue
		}
		seen[to] = true
		v := r.weigh(r.evidenceOf(root), r.evidenceOf(to))
		if v.conflict || r.apart(root, to) || r.forbidden(min(root, to), max(root, to)) {
			r.doubt(root, to, why, v)
			continue
		}
		switch {
		case best == nil:
			best, bestVerdict = o, v
		case v.score > bestVerdict.score:
			second = bestVerdict.score
			best, bestVerdict = o, v
		default:
			second = max(second, v.score)
		}
	}
	if best == nil {
		return
	}
	if len(seen) > 2 { // several people to choose from
		need = max(need, 3, second+2)
	}
	if !b.alone {
		need = max(need, 3) // one of several of that name
	}
	if bestVerdict.score < need {
		r.doubt(root, r.root(best.unit), why, bestVerdict)
		return
	}
	to := r.root(best.unit)
	if why == middleName && b.nodes > best.nodes && best.nodes > 0 {
		b, best = best, b // the name with fewer articles is the one that joins
	}
	r.join(root, to, reason{why: why, name: b.name, other: best.name, fact: bestVerdict.fact, articles: b.nodes})
}

// A doubt is two that could be one and were not joined.
type doubt struct {
	a, b  int32 // units
	why   why
	score int
	fact  string
}

// maxDoubts bounds what is kept for suggestions.
const maxDoubts = 20_000

func (r *resolver) doubt(a, b int32, why why, v verdict) {
	if v.conflict || len(r.doubts) >= maxDoubts || r.forbidden(r.root(a), r.root(b)) {
		return
	}
	r.doubts = append(r.doubts, doubt{min(a, b), max(a, b), why, v.score, v.fact})
}
