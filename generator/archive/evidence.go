package archive

import (
	"fmt"
	"strings"

	"pressmark/generator/annotate"
	"pressmark/generator/source"
)

// evidence is what the articles around some clusters say of them.
type evidence struct {
	walks     uint32          // walks of life
	roles     map[string]bool // words of roles
	company   map[int32]bool  // forms named in the same articles, countries and common ones left out
	countries map[int32]bool
	tags      map[string]bool
	from, to  int // days, 0 if no article is dated
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
		ev := newEvidence()
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

func newEvidence() *evidence {
	return &evidence{roles: map[string]bool{}, company: map[int32]bool{}, countries: map[int32]bool{}, tags: map[string]bool{}}
}

func (r *resolver) nodeEvidence(n int32) *evidence {
	ev := newEvidence()
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
			ev.roles[word] = true
		}
	}
	for m := r.first[at.entry]; m < r.first[at.entry+1]; m++ {
		f := r.nodes[m].form
		if f == at.form {
			continue
		}
		form := &r.forms[f]
		if form.country != "" {
			ev.countries[f] = true
		} else if len(form.nodes) <= maxCompany && !(form.kind == annotate.Organization && known().generic[form.key]) {
			ev.company[f] = true
		}
	}
	e := r.entries[at.entry]
	for _, tag := range e.Tags {
		ev.tags[tag] = true
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
			if !known().weak[word] {
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
	if country, n := r.sharedForm(a.countries, b.countries); n > 0 {
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
	for word := range a.roles {
		if b.roles[word] && (len(word) > len(best) || len(word) == len(best) && word < best) {
			best = word
		}
	}
	return best
}

func firstShared(a, b map[string]bool) string {
	first := ""
	for s := range a {
		if b[s] && (first == "" || s < first) {
			first = s
		}
	}
	return first
}

func (r *resolver) sharedCompany(a, b *evidence) (int32, int) {
	return r.sharedForm(a.company, b.company)
}

// sharedForm returns the rarest form in both sets, and how many there are.
func (r *resolver) sharedForm(a, b map[int32]bool) (best int32, n int) {
	if len(b) < len(a) {
		a, b = b, a
	}
	best = -1
	for f := range a {
		if !b[f] {
			continue
		}
		n++
		if best < 0 || len(r.forms[f].nodes) < len(r.forms[best].nodes) || len(r.forms[f].nodes) == len(r.forms[best].nodes) && f < best {
			best = f
		}
	}
	return best, n
}
