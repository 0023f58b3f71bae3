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

// A shingle is one run of words of one quotation, hashed.
type shingle struct {
	hash  uint64
	entry int32
	quote int32
}

// scanWords hashes the runs of words of a quotation.
func (r *resolver) scanWords(ref QuoteRef, quote *annotate.Quote, p page) {
	var hashes []uint64
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
		r.shingles = append(r.shingles, shingle{h, int32(ref.Entry.Index), int32(ref.Quote)})
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
	type key struct{ entry, quote int32 }
	lengths := map[key]int{}
	for _, s := range r.shingles {
		lengths[key{s.entry, s.quote}]++
	}
	slices.SortFunc(r.shingles, func(a, b shingle) int {
		return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.entry, b.entry), cmp.Compare(a.quote, b.quote))
	})
	shared := map[[2]key]int{}
	for from := 0; from < len(r.shingles); {
		to := from
		for to < len(r.shingles) && r.shingles[to].hash == r.shingles[from].hash {
			to++
		}
		run := slices.Compact(r.shingles[from:to:to])
		if len(run) > 1 && len(run) <= maxSharers {
			for i, a := range run {
				for _, b := range run[i+1:] {
					if a.entry != b.entry {
						shared[[2]key{{a.entry, a.quote}, {b.entry, b.quote}}]++
					}
				}
			}
		}
		from = to
	}
	r.shingles = nil
	also := r.archive.also
	for pair, n := range shared {
		if n*2 < min(lengths[pair[0]], lengths[pair[1]]) {
			continue
		}
		a := QuoteRef{r.entries[pair[0].entry], int(pair[0].quote)}
		b := QuoteRef{r.entries[pair[1].entry], int(pair[1].quote)}
		also[a] = append(also[a], b)
		also[b] = append(also[b], a)
	}
	for _, refs := range also {
		sortQuotes(refs)
	}
}

func sortQuotes(refs []QuoteRef) {
	slices.SortFunc(refs, func(a, b QuoteRef) int {
		return cmp.Or(cmp.Compare(a.Entry.Index, b.Entry.Index), cmp.Compare(a.Quote, b.Quote))
	})
}

// AlsoQuoted returns the quotations of other articles that give the same words,
// in order of Entries.
func (a *Archive) AlsoQuoted(q QuoteRef) []QuoteRef { return a.also[q] }
