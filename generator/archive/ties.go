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
func (a *Archive) Ties(e *Entity, company []Companion, limit int) []Tie {
	if len(e.articles) == 0 {
		return nil
	}
	t := a.meeting()
	defer meetings.Put(t)
	for i, c := range company {
		t.of(c.Entity.number).block = int32(i)
	}
	n := len(company)
	passages := t.passages(n * n) // of each two of the company
	var here []int                // companions named in the passage
	for _, index := range e.articles[:min(articlesOfTies, len(e.articles))] {
		entry := a.Entries[index]
		at, last := -1, -2
		entry.each(func(entity *Entity, o Occurrence) {
			for at+1 < len(entry.Blocks) && entry.Blocks[at+1].Span.Start <= o.Span.Start {
				at++
			}
			i := int(t.met[entity.number].block)
			if i < 0 || i >= n || company[i].Entity != entity {
				return
			}
			if at != last {
				last, here = at, here[:0]
			}
			if slices.Contains(here, i) {
				return
			}
			for _, other := range here {
				passages[min(i, other)*n+max(i, other)]++
			}
			here = append(here, i)
		})
	}
	t.forget()
	var ties []Tie
	for pair, count := range passages {
		if count > 0 {
			ties = append(ties, Tie{pair / n, pair % n, int(count)})
		}
	}
	slices.SortFunc(ties, func(x, y Tie) int {
		return cmp.Or(cmp.Compare(y.Passages, x.Passages), cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B))
	})
	return ties[:min(limit, len(ties))]
}
