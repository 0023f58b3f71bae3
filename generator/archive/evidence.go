package archive

import (
	"fmt"
	"slices"
	"strings"

	"pressmark/generator/source"
)

// evidence is what the articles around some clusters say of them.
type evidence struct {
	walks     uint32 // walks of life
	roles     words  // of roles
	company   forms  // named in the same articles, countries and common ones left out
	countries forms
	tags      words
	from, to  int // days, 0 if no article is dated
}

// words and forms are sets. Most are small, so they are lists; forms that are
// many get a map beside.
type words []string

type forms struct {
	list []int32
	has  map[int32]bool // nil while the list is short
}

func (w *words) add(word string) {
	if !slices.Contains(*w, word) {
		*w = append(*w, word)
	}
}

const manyForms = 24

func (s *forms) add(f int32) {
	if s.contains(f) {
		return
	}
	s.list = append(s.list, f)
	if s.has != nil {
		s.has[f] = true
	} else if len(s.list) > manyForms {
		s.has = make(map[int32]bool, 2*len(s.list))
		for _, g := range s.list {
			s.has[g] = true
		}
	}
}

func (s *forms) contains(f int32) bool {
	if s.has != nil {
		return s.has[f]
	}
	return slices.Contains(s.list, f)
}

// roleWords is what one role says.
type roleWords struct {
	walks uint32
	words []string
}

// maxEvidence is how many clusters of a unit are looked at: enough to know it.
const maxEvidence = 200

// evidenceOf returns what is known of a root.
func (r *resolver) evidenceOf(root int32) *evidence {
	root = r.root(root)
	if r.units[root].evidence == nil {
		ev := &evidence{}
		left := maxEvidence
		for _, m := range r.units[root].members {
			for _, n := range r.units[m].nodes {
				if left--; left >= 0 {
					r.observe(ev, n)
				}
			}
		}
		r.units[root].evidence = ev
	}
	return r.units[root].evidence
}

// maxCompany is in how many articles somebody may be named whose company still
// proves something. It does not grow with the archive, so that adding articles
// takes evidence away but gives none to old ones.
const maxCompany = 25

func (r *resolver) nodeEvidence(n int32) *evidence {
	ev := &evidence{}
	r.observe(ev, n)
	return ev
}

// observe adds what one cluster's article says.
func (r *resolver) observe(ev *evidence, n int32) {
	at := &r.nodes[n]
	for _, role := range r.roles[at.roles[0]:at.roles[1]] {
		words := r.role(role)
		ev.walks |= words.walks
		for _, word := range words.words {
			ev.roles.add(word)
		}
	}
	for m := r.first[at.entry]; m < r.first[at.entry+1]; m++ {
		f := r.nodes[m].form
		if f == at.form {
			continue
		}
		form := &r.forms[f]
		if form.country != "" {
			ev.countries.add(f)
		} else if len(form.nodes) <= maxCompany && !form.generic {
			ev.company.add(f)
		}
	}
	e := r.entries[at.entry]
	for _, tag := range e.Tags {
		ev.tags.add(tag)
	}
	if day := dayNumber(e.Date); day > 0 {
		if ev.from == 0 || day < ev.from {
			ev.from = day
		}
		ev.to = max(ev.to, day)
	}
}

func (r *resolver) role(number int32) roleWords {
	words, ok := r.roleBits[number]
	if !ok {
		for _, word := range strings.Fields(r.strings.list[number]) {
			if !known().weak[word] && !known().kin[word] {
				words.words = append(words.words, word)
				words.walks |= known().walks[word]
			}
		}
		r.roleBits[number] = words
	}
	return words
}

// dayNumber counts days roughly, months and days that are not given as the
// middle of what is.
func dayNumber(d source.Date) int {
	if d.Year <= 0 {
		return 0
	}
	month, day := d.Month, d.Day
	if month == 0 {
		month = 6
	}
	if day == 0 {
		day = 15
	}
	return d.Year*372 + (month-1)*31 + day
}

const year = 372 // in days as dayNumber counts them

// gap is the time between the articles of two, in days; 0 when one is undated.
func gap(a, b *evidence) int {
	if a.from == 0 || b.from == 0 {
		return 0
	}
	return max(0, a.from-b.to, b.from-a.to)
}

// A verdict says how well two can be one.
type verdict struct {
	score    int    // 2 a shared role, 2 or 3 shared company, 1 each a country, a tag, nearness in time
	conflict bool   // what is known speaks against it
	fact     string // the best evidence in words, "" if none
}

// weigh compares what is known of two. They conflict when their roles lie in
// walks of life that one person rarely has both of, or differ and many years
// lie between, and they share no company.
func (r *resolver) weigh(a, b *evidence) verdict {
	var v verdict
	role := sharedRole(a, b)
	company, companions := r.sharedCompany(a, b)
	if role == "" && companions == 0 {
		between := gap(a, b)
		switch {
		case known().conflicting(a.walks, b.walks):
			v.conflict = true
		case a.walks != 0 && b.walks != 0:
			v.conflict = a.walks&b.walks == 0 && between >= 5*year
		case len(a.roles) > 0 && len(b.roles) > 0:
			v.conflict = between >= 10*year
		}
	}
	if tag := firstShared(a.tags, b.tags); tag != "" {
		v.score++
		v.fact = fmt.Sprintf("both stand in articles tagged “%s”", tag)
	}
	if country, n := r.sharedForm(&a.countries, &b.countries); n > 0 {
		v.score++
		v.fact = "both stand in articles about " + r.forms[country].name
	}
	if companions > 0 {
		v.score += min(companions, 2) + 1
		v.fact = "both appear with " + r.forms[company].name
	}
	if role != "" {
		v.score += 2
		v.fact = fmt.Sprintf("both are called “%s”", role)
	}
	if a.from > 0 && b.from > 0 && gap(a, b) <= 2*year && v.score > 0 {
		v.score++
	}
	return v
}

// sharedRole returns the longest word that both are called, the first in the
// alphabet of equally long ones.
func sharedRole(a, b *evidence) string {
	best := ""
	for _, word := range a.roles {
		if (len(word) > len(best) || len(word) == len(best) && word < best) && slices.Contains(b.roles, word) {
			best = word
		}
	}
	return best
}

func firstShared(a, b words) string {
	first := ""
	for _, s := range a {
		if (first == "" || s < first) && slices.Contains(b, s) {
			first = s
		}
	}
	return first
}

func (r *resolver) sharedCompany(a, b *evidence) (int32, int) {
	return r.sharedForm(&a.company, &b.company)
}

// sharedForm returns the rarest form in both sets, and how many there are.
func (r *resolver) sharedForm(a, b *forms) (best int32, n int) {
	if len(b.list) < len(a.list) {
		a, b = b, a
	}
	best = -1
	for _, f := range a.list {
		if !b.contains(f) {
			continue
		}
		n++
		if best < 0 || len(r.forms[f].nodes) < len(r.forms[best].nodes) || len(r.forms[f].nodes) == len(r.forms[best].nodes) && f < best {
			best = f
		}
	}
	return best, n
}
