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
	t := a.meeting()
	defer meetings.Put(t)
	var namings []naming // of one article, in order
	var blocks []int32   // of these, those that name e, in order
	for _, index := range e.articles {
		namings, blocks = namings[:0], blocks[:0]
		entry := a.Entries[index]
		at := int32(-1)
		entry.each(func(entity *Entity, o Occurrence) {
			for int(at)+1 < len(entry.Blocks) && entry.Blocks[at+1].Span.Start <= o.Span.Start {
				at++
			}
			if entity != e {
				namings = append(namings, naming{entity.number, at})
			} else if len(blocks) == 0 || blocks[len(blocks)-1] != at {
				blocks = append(blocks, at)
			}
		})
		near := blocks
		for _, n := range namings {
			c := t.of(n.entity)
			if c.entry != index {
				c.entry, c.block = index, -2 // no block's number
				c.articles++
			}
			for len(near) > 0 && near[0] < n.block {
				near = near[1:]
			}
			if len(near) > 0 && near[0] == n.block && c.block != n.block {
				c.block = n.block
				c.passages++
			}
		}
	}
	for _, q := range e.Quotes {
		for _, other := range q.named() {
			if other != e {
				t.of(other.number).quotes++
			}
		}
	}
	for _, q := range e.About {
		clusters := q.Entry.Quotes[q.Quote].Speaker.Clusters
		for i, c := range clusters {
			other := q.Entry.Entities[c]
			if other != nil && other != e && !slices.Contains(clusters[:i], c) {
				t.of(other.number).quotes++
			}
		}
	}
	return a.closest(t, limit)
}

// closest are the first of those met, and lets t forget them.
func (a *Archive) closest(t *meeting, limit int) []Companion {
	// Being named in one passage says most; rarity only tells equals apart, as
	// else a name met once would stand before those met again and again. What
	// comes first has the higher rank.
	type ranked struct {
		rank   uint64
		entity int32
	}
	before := func(x, y ranked) int { return cmp.Or(cmp.Compare(y.rank, x.rank), cmp.Compare(x.entity, y.entity)) }
	var first []ranked
	for _, n := range t.touched {
		m, entity := &t.met[n], a.Entities[n]
		if !entity.HasPage() {
			continue
		}
		one := ranked{uint64(m.passages)<<44 | uint64(m.score())<<20 | uint64(entity.rarity), n}
		if limit <= 0 || len(first) < limit || before(one, first[limit-1]) < 0 {
			first = best(first, one, limit, before)
		}
	}
	if limit <= 0 {
		slices.SortFunc(first, before)
	}
	out := make([]Companion, len(first))
	for i, r := range first {
		m := &t.met[r.entity]
		out[i] = Companion{Entity: a.Entities[r.entity], Passages: int(m.passages), Articles: int(m.articles), Quotes: int(m.quotes), Score: int(m.score())}
	}
	t.forget()
	return out
}

// A naming is one time that an article names an entity, by its number.
type naming struct{ entity, block int32 }

// A met is how often an entity was met. entry and block say where it was last
// counted, so that it is once for each article and each passage.
type met struct {
	passages, articles, quotes int32
	entry, block               int32
}

func (m *met) score() int32 { return 2*m.passages + 2*m.quotes + m.articles }

// A meeting counts the entities that are met, by number. It is used again for
// the next entity: clearing a few counts costs less than a map of them.
type meeting struct {
	met     []met
	touched []int32
	counts  []int32
}

// passages are n counts, zero.
func (t *meeting) passages(n int) []int32 {
	if cap(t.counts) < n {
		t.counts = make([]int32, n)
	}
	t.counts = t.counts[:n]
	clear(t.counts)
	return t.counts
}

var meetings sync.Pool

// meeting is one in which nobody was met.
func (a *Archive) meeting() *meeting {
	t, _ := meetings.Get().(*meeting)
	if t == nil || len(t.met) < len(a.Entities) {
		t = &meeting{met: slices.Repeat([]met{{entry: -1}}, len(a.Entities))}
	}
	t.touched = t.touched[:0]
	return t
}

// forget makes it one in which nobody was met.
func (t *meeting) forget() {
	for _, n := range t.touched {
		t.met[n] = met{entry: -1}
	}
	t.touched = t.touched[:0]
}

func (t *meeting) of(entity int32) *met {
	m := &t.met[entity]
	if *m == (met{entry: -1}) {
		t.touched = append(t.touched, entity)
		m.block = -2 // no longer as nobody is
	}
	return m
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

// setRarity gives each entity the inverse document frequency in sixteenths of a
// binary order, at least 1: integers, so that all machines agree.
func (a *Archive) setRarity() {
	all := log16(uint64(len(a.Entries) + 1))
	for _, e := range a.Entities {
		e.rarity = int32(1 + all - log16(uint64(max(1, len(e.articles)))))
	}
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
	own := a.ownEntities(e)
	t := a.tally()
	defer tallies.Put(t)
	for _, o := range own {
		for _, other := range around(o.entity.articles, e.Index) {
			t.add(other, o.points)
		}
	}
	type scored struct{ index, score int32 }
	compare := func(x, y scored) int { return cmp.Or(cmp.Compare(y.score, x.score), cmp.Compare(x.index, y.index)) }
	var nearest []scored
	for _, index := range t.touched {
		score := t.points[index]
		t.points[index] = 0
		if int(index) == e.Index || limit > 0 && len(nearest) == limit && score < nearest[limit-1].score {
			continue
		}
		nearest = best(nearest, scored{index, score}, limit, compare)
	}
	if limit <= 0 {
		slices.SortFunc(nearest, compare)
	}
	out := make([]RelatedEntry, len(nearest))
	for i, s := range nearest {
		other := a.Entries[s.index]
		out[i] = RelatedEntry{Entry: other, Score: int(s.score)}
		for _, o := range own {
			if slices.Contains(other.Entities, o.entity) {
				out[i].Shared = append(out[i].Shared, o.entity)
			}
		}
	}
	return out
}

// A tally counts points of entries, by index, and knows which have any. It is
// used again for the next article: clearing a few entries costs less than a map
// of them.
type tally struct {
	points  []int32
	touched []int32
}

var tallies sync.Pool

// tally is one in which no entry has points.
func (a *Archive) tally() *tally {
	t, _ := tallies.Get().(*tally)
	if t == nil || len(t.points) < len(a.Entries) {
		t = &tally{points: make([]int32, len(a.Entries))}
	}
	t.touched = t.touched[:0]
	return t
}

func (t *tally) add(index, points int32) {
	if t.points[index] == 0 {
		t.touched = append(t.touched, index)
	}
	t.points[index] += points
}

// A weighed is an entity with its rarity.
type weighed struct {
	entity *Entity
	points int32
}

// ownEntities returns the entities of the entry that are not hidden, each once,
// rarest first.
func (a *Archive) ownEntities(e *Entry) []weighed {
	own := make([]weighed, 0, len(e.Entities))
	for _, entity := range e.Entities {
		if entity != nil && !entity.Hidden && !slices.ContainsFunc(own, func(w weighed) bool { return w.entity == entity }) {
			own = append(own, weighed{entity, entity.rarity})
		}
	}
	slices.SortFunc(own, func(x, y weighed) int {
		return cmp.Or(cmp.Compare(y.points, x.points), cmp.Compare(x.entity.ID, y.entity.ID))
	})
	return own
}

// around returns the entries around index, which are the nearest in time.
func around(list []int32, index int) []int32 {
	if len(list) <= maxPostings {
		return list
	}
	at, _ := slices.BinarySearch(list, int32(index))
	from := min(max(0, at-maxPostings/2), len(list)-maxPostings)
	return list[from : from+maxPostings]
}
