package archive

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A Suggestion is two entities that are perhaps one, for a person to decide.
type Suggestion struct {
	Keep, Join *Entity // the one with more mentions, and the other
	Score      int     // how likely: the points of evidence and of the names' likeness
	Why        string  // for the reader
}

// Suggestions returns the likely merges that evidence did not suffice for, the
// likeliest first.
func (a *Archive) Suggestions() []Suggestion { return a.suggestions }

// SuggestionsYAML is a list of suggestions as entries of entities.yaml, to be
// pasted under `entities:` when they are right. An entry may stand there for an
// id that has one: its names are added. Of three that may be one, the entries of
// the second pair follow the first.
func SuggestionsYAML(list []Suggestion) string {
	var b strings.Builder
	into := map[*Entity]*Entity{} // what a suggestion above joins with what
	kept := map[*Entity]bool{}
	for _, s := range list {
		keep, join := s.Keep, s.Join
		for into[keep] != nil {
			keep = into[keep]
		}
		for into[join] != nil {
			join = into[join]
		}
		if keep == join {
			continue
		}
		if kept[join] || join.Authority {
			keep, join = join, keep
		}
		if kept[join] || join.Authority { // two entries cannot be made one by a third
			fmt.Fprintf(&b, "  # %s: make the entries %s and %s one\n", s.Why, keep.ID, join.ID)
			continue
		}
		into[join], kept[keep] = keep, true
		fmt.Fprintf(&b, "  # %s\n  - id: %s\n    name: %s\n    aliases: [%s]\n    was: [%s]\n",
			s.Why, keep.ID, quoteYAML(keep.Name), quoteYAML(join.Name), join.ID)
	}
	return b.String()
}

func quoteYAML(s string) string {
	return "'" + strings.ReplaceAll(s, "'", "''") + "'"
}

var doubtWords = map[why]string{
	middleName: "one given name and surname, middle names differ or several fit", spelling: "spellings of one name", lastNames: "the last names fit",
	nickname: "a familiar form of the name", initial: "the initial fits", onlySurname: "the surname fits",
	acronymPaired: "articles use it as the short form", acronymKnown: "the usual short form", acronymInitials: "the initials fit",
	bothNames: "one article uses both names for one",
}

var doubtScore = map[why]int{middleName: 3, lastNames: 2, spelling: 3, nickname: 2, initial: 1, acronymPaired: 4, acronymKnown: 4, acronymInitials: 1, bothNames: 3}

// suggest turns doubts into suggestions, one for each pair of entities.
func (r *resolver) suggest(drafts []*draft) {
	byRoot := map[int32]*Entity{}
	for _, d := range drafts {
		byRoot[d.root] = d.entity
	}
	best := map[[2]*Entity]Suggestion{}
	for _, d := range r.doubts {
		ra, rb := r.root(d.a), r.root(d.b)
		a, b := byRoot[ra], byRoot[rb]
		if a == b || a == nil || b == nil || r.forbidden(ra, rb) {
			continue
		}
		na, nb := r.size(ra), r.size(rb)
		if !a.Authority && (b.Authority || nb > na || nb == na && b.ID < a.ID) {
			a, b = b, a
		}
		why := fmt.Sprintf("“%s” and “%s”: %s", a.Name, b.Name, doubtWords[d.why])
		if d.fact != "" {
			why += ", and " + d.fact
		}
		s := Suggestion{a, b, d.score + doubtScore[d.why], why}
		if old, ok := best[[2]*Entity{a, b}]; !ok || s.Score > old.Score || s.Score == old.Score && s.Why < old.Why {
			best[[2]*Entity{a, b}] = s
		}
	}
	for _, s := range best {
		r.archive.suggestions = append(r.archive.suggestions, s)
	}
	slices.SortFunc(r.archive.suggestions, func(a, b Suggestion) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Keep.ID, b.Keep.ID), cmp.Compare(a.Join.ID, b.Join.ID))
	})
	r.doubts = nil
}
