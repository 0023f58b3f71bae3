package annotate

import (
	"strings"

	"pressmark/generator/lexicon"
	"pressmark/generator/text"
)

// nominal returns the cluster that the description in the span ("the
// Belarusian leader", "the ministry", "the party") stands for, with or without
// its article, and how certain that is in hundredths; -1 and 0 if none.
func (r *resolver) nominal(span text.Span) (cluster, score int) {
	first := r.tokenAt(span.Start)
	last := r.tokenAt(span.End-1) + 1
	if first >= len(r.doc.Tokens) || last > len(r.doc.Tokens) || last <= first {
		return -1, 0
	}
	d := r.describe(first, last)
	switch {
	case d.head < 0 || d.indefinite:
		return -1, 0
	case d.person:
		return r.personDescribed(d)
	}
	return r.bodyDescribed(d)
}

// A description is a noun phrase without a name at its head.
type description struct {
	first, head, last int // tokens; head is its last noun before any "of"
	indefinite        bool
	person            bool
	gender            lexicon.Tag
	word              string   // the head in lower case
	names             []int    // clusters named in it; of a nation, its place too
	others            []string // words before the head that are no names, in lower case
}

func (r *resolver) describe(first, last int) description {
	d := description{first: first, head: -1, last: last}
	switch strings.ToLower(r.word(first)) {
	case "a", "an", "some", "one", "two", "many", "several", "no", "other", "another":
		d.indefinite = true
	case "the", "this", "that":
		first++
	}
	open := true
	for i := first; i < last; i++ {
		if m := int(r.at[i]); m >= 0 {
			c := r.mentions[m].Cluster
			if c >= 0 && (len(d.names) == 0 || d.names[len(d.names)-1] != c) {
				d.names = append(d.names, c)
				if of := r.clusters[c].Of; of >= 0 {
					d.names = append(d.names, of)
				}
			}
			continue
		}
		switch w := r.word(i); w {
		case "of", "for", "in", "at", "from", "with", "on", ",", "who", "which":
			open = false
		default:
			if open && r.doc.Tokens[i].Kind == text.Word {
				if d.head >= 0 {
					d.others = append(d.others, fold(r.word(d.head)))
				}
				d.head = i
			}
		}
	}
	if d.head < 0 {
		return d
	}
	d.word = fold(r.word(d.head))
	tag := lexicon.Lower(d.word)
	d.gender = oneGender(tag)
	_, body := lexicon.BodyOf(d.word)
	d.person = isRole(tag) && !body
	if d.word == "head" && len(d.names) == 0 {
		d.head = -1 // mostly a part of the body
	}
	return d
}

// personDescribed looks for the person whose roles say what the description
// says: the same head or one like it, and no other nation or body.
func (r *resolver) personDescribed(d description) (int, int) {
	like := lexicon.RolesLike(d.word)
	certain := false
	c, score := r.best(d.first, func(c int) int {
		if r.clusters[c].Kind != Person {
			return -1
		}
		if g := r.facts[c].gender; g != 0 && d.gender != 0 && g != d.gender {
			return -1
		}
		best := -1
		for _, role := range r.clusters[c].Roles {
			best = max(best, r.matches(role, d, like))
		}
		if best < 0 && generic(d.word) && len(d.names)+len(d.others) == 0 && d.gender == r.facts[c].gender && d.gender != 0 {
			best = 40
		}
		certain = certain || best >= 80
		return best
	}, pronoun{kinds: onlyPeople})
	if c < 0 {
		return -1, 0
	}
	if certain {
		return c, min(95, score+10)
	}
	return c, min(score, certainReference-5)
}

// generic reports whether a description says no more than that it is somebody.
func generic(word string) bool {
	return word == "man" || word == "woman" || word == "boy" || word == "girl"
}

// matches says how well a role fits a description, in hundredths, or -1.
func (r *resolver) matches(role Role, d description, like []string) int {
	words := strings.Fields(fold(role.Span.In(r.doc.Text)))
	score := -1
	for _, w := range d.others {
		if !contains(words, w) {
			return -1 // "the local minister" is not the foreign one
		}
	}
	for _, w := range words {
		if w == d.word {
			score = 90
			break
		}
	}
	if score < 0 {
		for _, l := range like {
			for _, w := range words {
				if w == l {
					score = 70
				}
			}
		}
	}
	if score < 0 {
		return -1
	}
	if len(d.names) == 0 {
		return score
	}
	for _, n := range d.names {
		if n == role.Org || r.roleNames(role, n) {
			return score + 10
		}
	}
	return -1
}

// roleNames reports whether a mention of the cluster lies within the role.
func (r *resolver) roleNames(role Role, cluster int) bool {
	for i := r.firstMention(role.Span.Start); i < len(r.mentions) && r.mentions[i].Span.Start < role.Span.End; i++ {
		if c := r.mentions[i].Cluster; c >= 0 && (c == cluster || r.clusters[c].Of == cluster) {
			return true
		}
	}
	return false
}

// bodyDescribed looks for the organization or place that the description's
// head can be.
func (r *resolver) bodyDescribed(d description) (int, int) {
	head, known := lexicon.BodyOf(d.word)
	vague := len(head.Parts) == 0
	if !known || vague && len(d.names)+len(d.others) > 0 {
		return -1, 0
	}
	c, score := r.best(d.first, func(c int) int {
		if head.Place != "" {
			if r.clusters[c].Kind != Place {
				return -1
			}
			return r.placeFits(c, head.Place)
		}
		if r.clusters[c].Kind != Organization {
			return -1
		}
		if vague {
			return 60
		}
		for _, w := range d.others {
			if !strings.Contains(r.facts[c].words, " "+w+" ") {
				return -1
			}
		}
		for _, p := range head.Parts {
			if strings.Contains(r.facts[c].words, " "+p+" ") {
				return 100
			}
		}
		return -1
	}, pronoun{kinds: bodies})
	if c < 0 {
		return -1, 0
	}
	if len(d.names) > 0 && !containsInt(d.names, c) {
		for _, n := range d.names {
			if !strings.Contains(r.facts[c].words, strings.TrimSpace(r.facts[n].words)) {
				return -1, 0 // "the Russian ministry" is not the Belarusian one
			}
		}
	}
	switch {
	case vague && score < 80:
		score = min(score, certainReference-5) // several could be meant
	case vague:
		score = min(score, 75)
	}
	return c, min(score, 90)
}

func containsInt(list []int, x int) bool {
	for _, y := range list {
		if x == y {
			return true
		}
	}
	return false
}

// placeFits says whether the cluster is a place of the kind.
func (r *resolver) placeFits(c int, kind string) int {
	known := lexicon.Places(r.clusters[c].Name.In(r.doc.Text))
	if len(known) == 0 {
		return -1
	}
	for _, p := range known {
		k := p.Kind
		if k == "capital" {
			k = "city"
		} else if k == "region" || k == "district" {
			k = "state"
		}
		if k == kind {
			return 100
		}
	}
	return -1
}
