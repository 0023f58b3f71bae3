package archive

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A reason says why the clusters of one name belong to an entity.
type reason struct {
	why      why
	name     string // the name that was joined
	other    string // what it was joined with, or another fact, as the sentence needs it
	fact     string // the evidence in words, may be empty
	articles int
}

// why orders reasons as the reader meets them.
type why uint8

const (
	sameName why = iota
	byRecord
	byCorrection
	otherKind
	countryName
	acronymPaired
	acronymKnown
	acronymInitials
	middleName
	lastNames
	spelling
	nickname
	initial
	onlySurname
	mainSurname
	genericName
	bothNames // of suggestions only
)

// sentences turns reasons into sentences, those of one name added up.
func sentences(reasons []reason) []string {
	switch len(reasons) {
	case 0:
		return []string{}
	case 1:
		return []string{reasons[0].sentence()}
	}
	type key struct {
		why               why
		name, other, fact string
	}
	sum := map[key]int{}
	for _, r := range reasons {
		sum[key{r.why, r.name, r.other, r.fact}] += r.articles
	}
	all := make([]reason, 0, len(sum))
	for k, n := range sum {
		all = append(all, reason{k.why, k.name, k.other, k.fact, n})
	}
	slices.SortFunc(all, func(a, b reason) int {
		return cmp.Or(cmp.Compare(a.why, b.why), cmp.Compare(b.articles, a.articles), strings.Compare(a.name, b.name),
			strings.Compare(a.other, b.other), strings.Compare(a.fact, b.fact))
	})
	out := make([]string, len(all))
	for i := range all {
		out[i] = all[i].sentence()
	}
	return out
}

func (r *reason) sentence() string {
	in := "in " + plural(r.articles, "article")
	fact := ""
	if r.fact != "" {
		fact = ", and " + r.fact
	}
	switch r.why {
	case sameName:
		return fmt.Sprintf("“%s” %s: one name, and nothing in them tells two apart.", r.name, in)
	case byRecord:
		return fmt.Sprintf("“%s” %s: the archive’s authority file says so.", r.name, in)
	case byCorrection:
		return fmt.Sprintf("“%s” %s: corrected by hand.", r.name, in)
	case otherKind:
		return fmt.Sprintf("“%s” was read as %s %s, where most articles have %s.", r.name, r.other, in, r.fact)
	case countryName:
		return fmt.Sprintf("“%s” %s: another name of %s.", r.name, in, r.other)
	case acronymPaired:
		return fmt.Sprintf("“%s” %s: short for “%s”, as other articles spell it out.", r.name, in, r.other)
	case acronymKnown:
		return fmt.Sprintf("“%s” %s: the usual short form of “%s”.", r.name, in, r.other)
	case acronymInitials:
		return fmt.Sprintf("“%s” %s: the initials of “%s”%s.", r.name, in, r.other, fact)
	case middleName:
		return fmt.Sprintf("“%s” %s: the same given name and surname as “%s”, and no middle name that speaks against it.", r.name, in, r.other)
	case lastNames:
		return fmt.Sprintf("“%s” %s: the last names of “%s”, the only one in this archive who has them%s.", r.name, in, r.other, fact)
	case spelling:
		return fmt.Sprintf("“%s” %s: another spelling of “%s”%s.", r.name, in, r.other, fact)
	case nickname:
		return fmt.Sprintf("“%s” %s: a familiar form of “%s”%s.", r.name, in, r.other, fact)
	case initial:
		return fmt.Sprintf("“%s” %s: the initial fits “%s” alone%s.", r.name, in, r.other, fact)
	case onlySurname:
		return fmt.Sprintf("“%s” %s: the only %s named in full in this archive%s.", r.name, in, r.other, fact)
	case mainSurname:
		return fmt.Sprintf("“%s” %s: taken for “%s” and not for others of that name, because %s.", r.name, in, r.other, r.fact)
	default:
		return fmt.Sprintf("“%s” %s: taken for that of %s, whose name stands before it or which the article is mostly about.", r.name, in, r.other)
	}
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
