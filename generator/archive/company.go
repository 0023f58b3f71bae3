package archive

import (
	"cmp"
	"math/bits"
	"slices"
	"sync"

	"pressmark/generator/annotate"
)

// A Companion is an entity that appears with another.
type Companion struct {
	Entity   *Entity
	Passages int // paragraphs that name both
	Articles int // articles that name both
	Quotes   int // quotations in which one speaks of the other
	Score    int // passages and quotations, and half as much articles: how much they have to do with each other
}

// Company returns the entities with pages that appear with e, closest first, no
// more than limit (0 for all). It looks at the articles of e only.
func (a *Archive) Company(e *Entity, limit int) []Companion {
	// met says where a companion was last counted, so that it is once for each
	// article and each passage.
	type met struct {
		Companion
		entry *Entry
		block int
	}
	found := map[*Entity]*met{}
	of := func(other *Entity) *met {
		c := found[other]
		if c == nil {
			c = &met{Companion: Companion{Entity: other}}
			found[other] = c
		}
		return c
	}
	type naming struct {
		entity *Entity
		block  int
	}
	var namings []naming // of one article, in order
	var blocks []int     // of these, those that name e, in order
	for _, entry := range e.articles {
		namings, blocks = namings[:0], blocks[:0]
		entry.each(func(entity *Entity, o Occurrence) {
			at := block(entry.Blocks, o.Span)
			if entity != e {
				namings = append(namings, naming{entity, at})
			} else if len(blocks) == 0 || blocks[len(blocks)-1] != at {
				blocks = append(blocks, at)
			}
		})
		near := blocks
		for _, n := range namings {
			c := of(n.entity)
			if c.entry != entry {
				c.entry, c.block = entry, -2 // no block's number
				c.Articles++
			}
			for len(near) > 0 && near[0] < n.block {
				near = near[1:]
			}
			if len(near) > 0 && near[0] == n.block && c.block != n.block {
				c.block = n.block
				c.Passages++
			}
		}
	}
	for _, q := range e.Quotes {
		for _, other := range q.named() {
			if other != e {
				of(other).Quotes++
			}
		}
	}
	for _, q := range e.About {
		for i, c := range q.Entry.Quotes[q.Quote].Speaker.Clusters {
			other := q.Entry.Entities[c]
			if other != nil && other != e && !slices.Contains(q.Entry.Quotes[q.Quote].Speaker.Clusters[:i], c) {
				of(other).Quotes++
			}
		}
	}
	// Being named in one passage says most; rarity only tells equals apart, as
	// else a name met once would stand before those met again and again.
	closer := func(x, y Companion) int {
		return cmp.Or(cmp.Compare(y.Passages, x.Passages), cmp.Compare(y.Score, x.Score),
			cmp.Compare(a.rarity(y.Entity), a.rarity(x.Entity)), cmp.Compare(x.Entity.ID, y.Entity.ID))
	}
	var out []Companion
	for other, c := range found {
		if !other.HasPage() {
			continue
		}
		c.Score = 2*c.Passages + 2*c.Quotes + c.Articles
		out = best(out, c.Companion, limit, closer)
	}
	if limit <= 0 {
		slices.SortFunc(out, closer)
	}
	return out
}

// best adds one to a sorted list that keeps the first limit: an insertion into
// a short list costs less than sorting all. Without a limit it appends.
func best[T any](list []T, one T, limit int, compare func(x, y T) int) []T {
	if limit <= 0 {
		return append(list, one)
	}
	if len(list) == limit && compare(one, list[limit-1]) > 0 {
		return list
	}
	at, _ := slices.BinarySearchFunc(list, one, compare)
	list = slices.Insert(list, at, one)
	return list[:min(len(list), limit)] // with room for the next
}

// named returns the entities that the quotation's words name, each once.
func (q QuoteRef) named() []*Entity {
	var out []*Entity
	e := q.Entry
	for _, span := range e.Quotes[q.Quote].Spans {
		first, _ := slices.BinarySearchFunc(e.Mentions, span.Start, func(m annotate.Mention, at int) int { return m.Span.Start - at })
		for _, m := range e.Mentions[first:] {
			if m.Span.Start >= span.End {
				break
			}
			if entity := e.Entities[m.Cluster]; entity != nil && span.Contains(m.Span) && !slices.Contains(out, entity) {
				out = append(out, entity)
			}
		}
	}
	return out
}

// rarity is the inverse document frequency of an entity in sixteenths of a
// binary order, at least 1: integers, so that all machines agree.
func (a *Archive) rarity(e *Entity) int {
	return 1 + log16(uint64(len(a.Entries)+1)) - log16(uint64(max(1, len(e.articles))))
}

// log16 is sixteen times the binary logarithm of n, rounded down: four bits by
// repeated squaring.
func log16(n uint64) int {
	if n == 0 {
		return 0
	}
	whole := bits.Len64(n) - 1
	// m is n scaled to [1, 2) with 31 bits behind the point.
	var m uint64
	if whole > 31 {
		m = n >> (whole - 31)
	} else {
		m = n << (31 - whole)
	}
	out := whole
	for range 4 {
		m = m * m >> 31
		out *= 2
		if m >= 1<<32 {
			m >>= 1
			out++
		}
	}
	return out
}

// A RelatedEntry is an article about some of the same entities as another.
type RelatedEntry struct {
	Entry  *Entry
	Score  int       // sum of the rarities of what they share
	Shared []*Entity // rarest first
}

// maxPostings is how many articles of one entity are looked at: those nearest
// in time.
const maxPostings = 200

// Related returns the articles that share most with one, no more than limit (0
// for all). Rare entities count for more.
func (a *Archive) Related(e *Entry, limit int) []RelatedEntry {
	own := e.ownEntities()
	points := make(map[*Entity]int, len(own))
	for _, entity := range own {
		points[entity] = a.rarity(entity)
	}
	slices.SortFunc(own, func(x, y *Entity) int {
		return cmp.Or(cmp.Compare(points[y], points[x]), cmp.Compare(x.ID, y.ID))
	})
	t := a.tally()
	defer tallies.Put(t)
	for _, entity := range own {
		for _, other := range around(entity.articles, e.Index) {
			t.add(other.Index, points[entity])
		}
	}
	type scored struct{ index, score int }
	compare := func(x, y scored) int { return cmp.Or(cmp.Compare(y.score, x.score), cmp.Compare(x.index, y.index)) }
	var nearest []scored
	for _, index := range t.touched {
		if index != e.Index {
			nearest = best(nearest, scored{index, t.points[index]}, limit, compare)
		}
		t.points[index] = 0
	}
	if limit <= 0 {
		slices.SortFunc(nearest, compare)
	}
	out := make([]RelatedEntry, len(nearest))
	for i, s := range nearest {
		other := a.Entries[s.index]
		out[i] = RelatedEntry{Entry: other, Score: s.score}
		theirs := other.ownEntities()
		for _, entity := range own {
			if slices.Contains(theirs, entity) {
				out[i].Shared = append(out[i].Shared, entity)
			}
		}
	}
	return out
}

// A tally counts points of entries, by index, and knows which have any. It is
// used again for the next article: clearing a few entries costs less than a map
// of them.
type tally struct {
	points  []int
	touched []int
}

var tallies sync.Pool

// tally is one in which no entry has points.
func (a *Archive) tally() *tally {
	t, _ := tallies.Get().(*tally)
	if t == nil || len(t.points) < len(a.Entries) {
		t = &tally{points: make([]int, len(a.Entries))}
	}
	t.touched = t.touched[:0]
	return t
}

func (t *tally) add(index, points int) {
	if t.points[index] == 0 {
		t.touched = append(t.touched, index)
	}
	t.points[index] += points
}

// ownEntities returns the entities of the entry that are not hidden, each once.
func (e *Entry) ownEntities() []*Entity {
	own := make([]*Entity, 0, len(e.Entities))
	for _, entity := range e.Entities {
		if entity != nil && !entity.Hidden && !slices.Contains(own, entity) {
			own = append(own, entity)
		}
	}
	return own
}

// around returns the entries around index, which are the nearest in time.
func around(list []*Entry, index int) []*Entry {
	if len(list) <= maxPostings {
		return list
	}
	at, _ := slices.BinarySearchFunc(list, index, func(e *Entry, i int) int { return e.Index - i })
	from := min(max(0, at-maxPostings/2), len(list)-maxPostings)
	return list[from : from+maxPostings]
}
