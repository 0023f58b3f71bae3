package search

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
)

func (b *builder) putMonths(root *writer) {
	root.number(len(b.months))
	year := 0
	for _, m := range b.months {
		root.number(m.year - year)
		root.number(m.month)
		root.number(m.articles)
		year = m.year
	}
}

// putTerms writes the dictionary into so many files.
func (b *builder) putTerms(root *writer, files int, file func(i int, data []byte)) {
	order := make([]int32, len(b.terms))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(x, y int32) int { return strings.Compare(b.terms[x], b.terms[y]) })
	words, quotes := byTerm(b.postings, len(b.terms), func(c counted) int32 { return c.term }),
		byTerm(b.marks, len(b.terms), func(q quoted) int32 { return q.term })
	table := &tableWriter{target: blockSize}
	var index [][]blockAt
	var list []posting
	var entry writer
	for i := range files {
		var rest []byte
		for _, term := range order[i*len(order)/files : (i+1)*len(order)/files] {
			list = gathered(list[:0], words(term), quotes(term))
			slices.SortFunc(list, byImpact)
			entry.b = entry.b[:0]
			rest = putEntry(&entry, list, rest)
			table.add(b.terms[term], entry.b)
		}
		data, blocks := table.cutFile()
		index = append(index, blocks)
		file(i, append(data, rest...))
	}
	putIndex(root, index)
}

// gathered joins where a term stands in articles with where it stands in their
// quotations. Both are in order of the articles.
func gathered(list []posting, words []counted, quotes []quoted) []posting {
	for len(words) > 0 || len(quotes) > 0 {
		p := posting{impact: 1}
		if len(words) > 0 && (len(quotes) == 0 || words[0].article <= quotes[0].article) {
			p.article, p.impact = int(words[0].article), int(words[0].impact)
			words = words[1:]
		} else {
			p.article = int(quotes[0].article)
		}
		for len(quotes) > 0 && int(quotes[0].article) == p.article {
			p.quotes = append(p.quotes, mark{int(quotes[0].quote), quotes[0].speaker})
			quotes = quotes[1:]
		}
		list = append(list, p)
	}
	return list
}

// byTerm sorts a list by term, keeping the order within each, and returns a
// function that gives the part of one.
func byTerm[T any](list []T, terms int, of func(T) int32) func(int32) []T {
	starts := make([]int32, terms+1)
	for i := range list {
		starts[of(list[i])+1]++
	}
	for i := range terms {
		starts[i+1] += starts[i]
	}
	sorted := make([]T, len(list))
	next := slices.Clone(starts)
	for i := range list {
		term := of(list[i])
		sorted[next[term]] = list[i]
		next[term]++
	}
	return func(term int32) []T { return sorted[starts[term]:starts[term+1]] }
}

// putWords writes the words as written that stand in the segment more than once,
// with the binary logarithm of how often. They complete what a reader begins to
// type.
func (b *builder) putWords(root *writer, file func(data []byte)) {
	times := map[string]int{}
	for i := range b.words {
		if w := &b.words[i]; w.term >= 0 {
			times[w.folded] += w.times
		}
	}
	type written struct {
		word  string
		times int
	}
	var list []written
	for word, n := range times {
		if n > 1 && len(word) > 2 {
			list = append(list, written{word, n})
		}
	}
	slices.SortFunc(list, func(x, y written) int { return cmp.Compare(x.word, y.word) })
	table := &tableWriter{target: blockSize}
	for _, w := range list {
		table.add(w.word, []byte{byte(bits.Len(uint(w.times)))})
	}
	data, blocks := table.cutFile()
	file(data)
	putIndex(root, [][]blockAt{blocks})
}
