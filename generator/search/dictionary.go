package search

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
)

func (b *builder) putMonths(root *writer) {
	root.number(len(b.months))
	for _, m := range b.months {
		root.number(m.year)
		root.number(m.month)
		root.number(m.articles)
	}
}

// putTerms writes the dictionary into so many files.
func (b *builder) putTerms(root *writer, files int, file func(i int, data []byte)) {
	order := make([]int32, len(b.terms))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(x, y int32) int { return strings.Compare(b.terms[x], b.terms[y]) })
	table := &tableWriter{target: blockSize}
	var index [][]blockAt
	var list []posting
	var entry writer
	for i := range files {
		var rest []byte
		for _, term := range order[i*len(order)/files : (i+1)*len(order)/files] {
			list = b.listOf(list[:0], term)
			b.postings[term] = nil
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
