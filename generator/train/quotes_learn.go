package train

import (
	"math"

	"pressmark/generator/annotate"
)

// Both steps are learned by AdaGrad (Duchi, Hazan and Singer 2011) on the
// log-likelihood. Products are rounded before they are added (float64(…)), so
// that processors that could fuse the two give the same bits.

func cueLogit(weights []float64, features []uint32) float64 {
	mask := uint32(len(weights) - 1)
	score := 0.0
	for _, f := range features {
		score += weights[f&mask]
	}
	return score
}

// smallest is what the squares of gradients start from.
const smallest = 1e-2

// learnCues adds the weights of one run to sums.
func learnCues(examples []cueExample, o QuoteOptions, random *random, sums []float64) {
	mask := uint32(len(sums) - 1)
	weights, squares := make([]float64, len(sums)), make([]float64, len(sums))
	order := upTo(len(examples))
	for range o.CueEpochs {
		random.shuffle(order)
		for _, n := range order {
			e := &examples[n]
			gradient := -1 / (1 + math.Exp(-cueLogit(weights, e.features)))
			if e.cue {
				gradient++
			}
			if math.Abs(gradient) < 1e-3 {
				continue
			}
			for _, f := range e.features {
				k := f & mask
				squares[k] += float64(gradient * gradient)
				weights[k] += float64(o.CueRate * gradient / math.Sqrt(squares[k]+smallest))
			}
		}
	}
	for i := range sums {
		sums[i] += weights[i]
	}
}

func upTo(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}

type labelWeights = [annotate.ContentLabels]float64

// learnContents adds the weights of one run to sums.
func learnContents(examples []contentExample, o QuoteOptions, random *random, sums []labelWeights) {
	weights, squares := make([]labelWeights, len(sums)), make([]labelWeights, len(sums))
	order := upTo(len(examples))
	var field annotate.ContentField
	var scores, gradients []labelWeights
	for range o.ContentEpochs {
		random.shuffle(order)
		for _, n := range order {
			e := &examples[n]
			scores, gradients = scores[:0], gradients[:0]
			for _, features := range e.features {
				scores, gradients = append(scores, scoreLabels(weights, features)), append(gradients, labelWeights{})
			}
			field.Marginals(scores, e.may, gradients)
			for i, gold := range e.labels {
				if e.may[i] == 0 {
					continue
				}
				gradients[i][gold]--
				o.update(weights, squares, e.features[i], &gradients[i])
			}
		}
	}
	for i := range sums {
		for l := range sums[i] {
			sums[i][l] += weights[i][l]
		}
	}
}

func scoreLabels(weights []labelWeights, features []uint32) labelWeights {
	mask := uint32(len(weights) - 1)
	var s labelWeights
	for _, f := range features {
		w := &weights[f&mask]
		for l := range s {
			s[l] += w[l]
		}
	}
	return s
}

// update makes one step against the gradient.
func (o *QuoteOptions) update(weights, squares []labelWeights, features []uint32, gradient *labelWeights) {
	mask := uint32(len(weights) - 1)
	for l, g := range gradient {
		if math.Abs(g) < 2e-3 {
			continue
		}
		for _, f := range features {
			w, s := &weights[f&mask][l], &squares[f&mask][l]
			*s += float64(g * g)
			*w -= float64(o.ContentRate * g / math.Sqrt(*s+smallest))
		}
	}
}
