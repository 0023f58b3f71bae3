package archive

import (
	"cmp"
	"slices"

	"pressmark/generator/annotate"
	"pressmark/generator/text"
)

// shingleWords is how many words in a row two quotations must share to be taken
// for the same words (shingling, Broder 1997).
const shingleWords = 6

// maxSharers is in how many quotations a run of words may stand before it is
// taken for a set phrase and says nothing.
const maxSharers = 64

// A shingle is one run of words of one quotation, hashed. Quotations are
// numbered in order of Entries.
type shingle struct {
	high, low uint32 // the hash: halves, so that there are no gaps between shingles
	quote     uint32
}

func (s shingle) hash() uint64 { return uint64(s.high)<<32 | uint64(s.low) }

// scanWords hashes the runs of words of a quotation.
func (r *resolver) scanWords(number int, quote *annotate.Quote, p page) {
	hashes := r.hashes[:0]
	defer func() { r.hashes = hashes }()
	for _, s := range quote.Spans {
		for _, word := range splitWords(text.Fold(p.at(s))) {
			hashes = append(hashes, hashWord(word))
		}
	}
	for i := 0; i+shingleWords <= len(hashes); i++ {
		h := uint64(14695981039346656037)
		for _, word := range hashes[i : i+shingleWords] {
			h = (h ^ word) * 1099511628211
			h ^= h >> 29
		}
		r.shingles = append(r.shingles, shingle{uint32(h >> 32), uint32(h), uint32(number)})
	}
}

// hashWord is FNV-1a.
func hashWord(word string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(word) {
		h = (h ^ uint64(word[i])) * 1099511628211
	}
	return h
}

// findAgain links quotations of different articles that give the same words: at
// least half of the runs of words of the shorter one.
func (r *resolver) findAgain() {
	again := &r.archive.again
	again.first = make([]uint32, len(r.entries)+1)
	for i, e := range r.entries {
		again.first[i+1] = again.first[i] + uint32(len(e.Quotes))
	}
	quotes := int(again.first[len(r.entries)])
	of := make([]uint32, quotes) // the entry of each quotation
	for i := range r.entries {
		for q := again.first[i]; q < again.first[i+1]; q++ {
			of[q] = uint32(i)
		}
	}
	lengths := make([]int32, quotes)
	for _, s := range r.shingles {
		lengths[s.quote]++
	}
	shared := r.sharedRuns(quotes)
	r.shingles, r.hashes = nil, nil

	// For each quotation, how many runs of words it shares with which later ones.
	points, touched := make([]int32, quotes), []uint32(nil)
	type pair struct{ a, b uint32 }
	var pairs []pair
	for a := range uint32(quotes) {
		for _, run := range shared.of(a) {
			for _, b := range shared.run(run) {
				if b > a && of[b] != of[a] {
					if points[b] == 0 {
						touched = append(touched, b)
					}
					points[b]++
				}
			}
		}
		for _, b := range touched {
			if points[b]*2 >= min(lengths[a], lengths[b]) {
				pairs = append(pairs, pair{a, b}, pair{b, a})
			}
			points[b] = 0
		}
		touched = touched[:0]
	}
	slices.SortFunc(pairs, func(x, y pair) int { return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b)) })
	again.from, again.others = make([]uint32, quotes+1), make([]place, len(pairs))
	for i, p := range pairs {
		again.from[p.a+1]++
		again.others[i] = place{of[p.b], p.b - again.first[of[p.b]]}
	}
	for q := range quotes {
		again.from[q+1] += again.from[q]
	}
}

// runs are the runs of words that several quotations share, and of each
// quotation which these are.
type runs struct {
	quotes []uint32 // of all runs, one after the other
	ends   []uint32 // of each run, in quotes
	from   []uint32 // of each quotation, where its runs begin in list
	list   []uint32
}

func (s *runs) run(n uint32) []uint32 {
	if n == 0 {
		return s.quotes[:s.ends[0]]
	}
	return s.quotes[s.ends[n-1]:s.ends[n]]
}

func (s *runs) of(quote uint32) []uint32 { return s.list[s.from[quote]:s.from[quote+1]] }

// sharedRuns finds the runs of words that more than one quotation has, and no
// more than maxSharers.
func (r *resolver) sharedRuns(quotes int) *runs {
	slices.SortFunc(r.shingles, func(a, b shingle) int {
		return cmp.Or(cmp.Compare(a.hash(), b.hash()), cmp.Compare(a.quote, b.quote))
	})
	s := &runs{from: make([]uint32, quotes+1)}
	for from := 0; from < len(r.shingles); {
		to, start := from, len(s.quotes)
		for to < len(r.shingles) && r.shingles[to].hash() == r.shingles[from].hash() {
			if to == from || r.shingles[to].quote != r.shingles[to-1].quote {
				s.quotes = append(s.quotes, r.shingles[to].quote)
			}
			to++
		}
		from = to
		if n := len(s.quotes) - start; n < 2 || n > maxSharers {
			s.quotes = s.quotes[:start]
			continue
		}
		s.ends = append(s.ends, uint32(len(s.quotes)))
		for _, q := range s.quotes[start:] {
			s.from[q+1]++
		}
	}
	for q := range quotes {
		s.from[q+1] += s.from[q]
	}
	s.list = make([]uint32, len(s.quotes))
	next := slices.Clone(s.from)
	for n := range uint32(len(s.ends)) {
		for _, q := range s.run(n) {
			s.list[next[q]] = n
			next[q]++
		}
	}
	return s
}

// again are the quotations that give the same words as others, by their
// numbers in order of Entries.
type again struct {
	first  []uint32 // of each entry, the number of its first quotation; one more at the end
	from   []uint32 // of each quotation, where its others begin; one more at the end
	others []place
}

// A place is a quotation, by entry and by number within it.
type place struct{ entry, quote uint32 }

// AlsoQuoted returns the quotations of other articles that give the same words,
// in order of Entries.
func (a *Archive) AlsoQuoted(q QuoteRef) []QuoteRef {
	if a.Entries[q.Entry.Index] != q.Entry {
		return nil // an article that was edited since
	}
	number := int(a.again.first[q.Entry.Index]) + q.Quote
	others := a.again.others[a.again.from[number]:a.again.from[number+1]]
	if len(others) == 0 {
		return nil
	}
	refs := make([]QuoteRef, len(others))
	for i, o := range others {
		refs[i] = QuoteRef{a.Entries[o.entry], int(o.quote)}
	}
	return refs
}
