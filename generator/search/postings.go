package search

import (
	"cmp"
	"slices"
)

// A posting is an article in which a term stands.
type posting struct {
	article int
	impact  int    // 1 to 15
	quotes  []mark // quotations of it in which the term stands, in order
}

// A mark is a quotation, by its number in the article, in which a term stands.
type mark struct {
	quote   int
	speaker bool // as the name of its speaker
}

// headed is how many postings of a term stand beside it in the dictionary if
// there are more than headedMost.
const (
	headed     = 32
	headedMost = 40
)

// byImpact orders postings by impact, then the newest first.
func byImpact(a, b posting) int {
	return cmp.Or(cmp.Compare(b.impact, a.impact), cmp.Compare(b.article, a.article))
}

// putPostings writes postings in groups of one impact, the greatest first, each
// in order of the articles. list is sorted by impact.
func putPostings(w *writer, list []posting) {
	for len(list) > 0 {
		n := 1
		for n < len(list) && list[n].impact == list[0].impact {
			n++
		}
		group := list[:n]
		list = list[n:]
		w.number(n<<4 | group[0].impact)
		before := -1
		for i := n - 1; i >= 0; i-- { // the newest stands first
			p := &group[i]
			gap := (p.article - before - 1) << 1
			before = p.article
			if len(p.quotes) == 0 {
				w.number(gap)
				continue
			}
			w.number(gap | 1)
			putMarks(w, p.quotes)
		}
	}
}

func putMarks(w *writer, quotes []mark) {
	before := -1
	for i, q := range quotes {
		n := (q.quote - before - 1) << 2
		before = q.quote
		if q.speaker {
			n |= 2
		}
		if i+1 < len(quotes) {
			n |= 1
		}
		w.number(n)
	}
}

// takePostings reads n postings.
func takePostings(r *scanner, n int) []posting {
	list := make([]posting, 0, min(n, 1<<16))
	for n > 0 && !r.failed {
		head := r.number()
		article := -1
		count := head >> 4
		if count == 0 {
			r.failed = true
		}
		for range min(count, n) {
			gap := r.number()
			article += gap>>1 + 1
			p := posting{article: article, impact: head & 15}
			if gap&1 != 0 {
				p.quotes = takeMarks(r)
			}
			list = append(list, p)
		}
		n -= count
	}
	return list
}

func takeMarks(r *scanner) []mark {
	var quotes []mark
	quote := -1
	for !r.failed {
		n := r.number()
		quote += n>>2 + 1
		quotes = append(quotes, mark{quote, n&2 != 0})
		if n&1 == 0 {
			break
		}
	}
	return quotes
}

// An entry of the dictionary is a term's postings: all of them, or those that
// count most, and where the others are.
type entry struct {
	articles int // in which the term stands
	quotes   int // of them
	top      []posting
	file     int // of the dictionary
	at, size int // of the others, in that file; size is 0 if there are none
}

// putEntry writes an entry. list is sorted by impact. The postings that stand
// elsewhere are appended to rest.
func putEntry(w *writer, list []posting, rest []byte) []byte {
	w.number(len(list))
	if len(list) <= headedMost {
		putPostings(w, list)
		return rest
	}
	quotes := 0
	for i := range list {
		quotes += len(list[i].quotes)
	}
	var tail writer
	putPostings(&tail, list[headed:])
	at := len(rest)
	rest = squeeze(rest, tail.b)
	w.number(quotes)
	w.number(at)
	w.number(len(rest) - at)
	putPostings(w, list[:headed])
	return rest
}

func takeEntry(r *scanner) entry {
	e := entry{articles: r.number()}
	n := e.articles
	if n > headedMost {
		n = headed
		e.quotes, e.at, e.size = r.number(), r.number(), r.number()
	}
	e.top = takePostings(r, n)
	if e.size == 0 {
		for _, p := range e.top {
			e.quotes += len(p.quotes)
		}
	}
	return e
}

// merged joins the postings of the same term, or of terms that stand for one
// another: of two of one article, the greater impact counts.
func merged(lists ...[]posting) []posting {
	if len(lists) == 1 {
		return lists[0]
	}
	at := map[int]int{}
	var all []posting
	for _, list := range lists {
		for _, p := range list {
			i, met := at[p.article]
			if !met {
				at[p.article] = len(all)
				all = append(all, p)
				continue
			}
			all[i].impact = max(all[i].impact, p.impact)
			all[i].quotes = mergedMarks(all[i].quotes, p.quotes)
		}
	}
	return all
}

func mergedMarks(a, b []mark) []mark {
	all := append(slices.Clone(a), b...)
	slices.SortFunc(all, func(x, y mark) int { return cmp.Compare(x.quote, y.quote) })
	out := all[:0]
	for _, m := range all {
		if n := len(out); n > 0 && out[n-1].quote == m.quote {
			out[n-1].speaker = out[n-1].speaker || m.speaker
			continue
		}
		out = append(out, m)
	}
	return out
}
