package archive

import (
	"cmp"
	"slices"
)

// A Tie says that two companions of an entity are named in one passage of its
// articles.
type Tie struct {
	A, B     int // positions in the list of companions, A before B
	Passages int
}

// articlesOfTies is how many of an entity's articles, the newest, are looked at
// for ties: enough to know who goes with whom.
const articlesOfTies = 100

// Ties returns the strongest ties between companions of e, no more than limit,
// as its newest articles have them.
func (e *Entity) Ties(company []Companion, limit int) []Tie {
	at := make(map[*Entity]int, len(company))
	for i, c := range company {
		at[c.Entity] = i
	}
	passages := map[[2]int]int{}
	var here []int // companions named in the passage
	for _, entry := range e.articles[:min(articlesOfTies, len(e.articles))] {
		last := -1
		entry.each(func(entity *Entity, o Occurrence) {
			i, known := at[entity]
			if !known {
				return
			}
			if now := block(entry.Blocks, o.Span); now != last {
				last, here = now, here[:0]
			}
			if slices.Contains(here, i) {
				return
			}
			for _, other := range here {
				passages[[2]int{min(i, other), max(i, other)}]++
			}
			here = append(here, i)
		})
	}
	ties := make([]Tie, 0, len(passages))
	for pair, n := range passages {
		ties = append(ties, Tie{pair[0], pair[1], n})
	}
	slices.SortFunc(ties, func(x, y Tie) int {
		return cmp.Or(cmp.Compare(y.Passages, x.Passages), cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B))
	})
	return ties[:min(limit, len(ties))]
}
