package tagger

import (
	"math"
	"sync"
)

// Certainties are probabilities of whole names under the model, by the forward
// and backward sums (Rabiner 1989) of whole numbers: logarithms in units of
// 1/fine, added by table, so that every machine gets the same.
const (
	fine    = 2048
	nothing = math.MinInt32 / 2
)

// sums maps a difference d of two logarithms to log(1+e^-d), in units.
var sums = sync.OnceValue(func() []int32 {
	table := make([]int32, 9*fine)
	for d := range table {
		table[d] = int32(math.Round(fine * math.Log1p(math.Exp(-float64(d)/fine))))
	}
	return table
})

// hundredths[n] is the least logarithm, in units, that rounds to n hundredths.
var hundredths = sync.OnceValue(func() []int32 {
	table := make([]int32, 100)
	for n := range table {
		table[n] = int32(math.Ceil(fine * math.Log((float64(n)+0.5)/100)))
	}
	return table
})

// plus adds two numbers given by their logarithms.
func plus(table []int32, a, b int32) int32 {
	if a < b {
		a, b = b, a
	}
	if d := a - b; int(d) < len(table) {
		return a + table[d]
	}
	return a
}

// followers are the labels that may stand after each label, leaders those that
// may stand before it.
var followers, leaders = func() (after, before [NumLabels][]uint8) {
	for a := range NumLabels {
		for b := range NumLabels {
			if Follows(a, b) {
				after[a] = append(after[a], uint8(b))
				before[b] = append(before[b], uint8(a))
			}
		}
	}
	return after, before
}()

// marginals fills w.forward and w.backward for the tokens in w.scores and
// returns the logarithm of the sum over all labellings.
func (m *Model) marginals(w *work) int32 {
	n := len(w.scores)
	moves := &m.moves
	const unit = fine / Scale
	table := sums()
	w.forward, w.backward = sized(w.forward, n), sized(w.backward, n)
	for t := range n {
		for y := range NumLabels {
			sum := int32(nothing)
			if t == 0 {
				if starts(y) {
					sum = moves[Outside][y] * unit
				}
			} else {
				for _, x := range leaders[y] {
					sum = plus(table, sum, w.forward[t-1][x]+moves[x][y]*unit)
				}
			}
			w.forward[t][y] = max(sum+w.scores[t][y]*unit, nothing)
		}
	}
	total := int32(nothing)
	for t := n - 1; t >= 0; t-- {
		for x := range NumLabels {
			sum := int32(nothing)
			if t == n-1 {
				if ends(x) {
					sum = moves[x][Outside] * unit
					total = plus(table, total, sum+w.forward[t][x])
				}
			} else {
				for _, y := range followers[x] {
					sum = plus(table, sum, moves[x][y]*unit+w.scores[t+1][y]*unit+w.backward[t+1][y])
				}
			}
			w.backward[t][x] = max(sum, nothing)
		}
	}
	return total
}

// certainty returns the probability, in hundredths, that the tokens [first,
// last) of the segment have the labels in w.path, given marginals and their total.
func (m *Model) certainty(w *work, first, last int, total int32) int {
	const unit = fine / Scale
	log := w.forward[first][w.path[first]]
	for t := first + 1; t < last; t++ {
		log += (m.moves[w.path[t-1]][w.path[t]] + w.scores[t][w.path[t]]) * unit
	}
	log += w.backward[last-1][w.path[last-1]] - total
	low, high := 0, 100
	for low < high {
		if middle := (low + high) / 2; log >= hundredths()[middle] {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low
}
