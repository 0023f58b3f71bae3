package annotate

import "math"

// A ContentField computes the probabilities that learning needs, in tables that
// it uses again.
type ContentField struct {
	forward [][numStates]float64
	weights [][ContentLabels]float64
}

// Marginals writes into out the probability of each label of each token, over
// all labels that make sense together (the forward-backward algorithm). may is
// what QuoteLesson.Window returned. The lists have the same length.
func (f *ContentField) Marginals(scores [][ContentLabels]float64, may []uint8, out [][ContentLabels]float64) {
	n := len(scores)
	if len(f.forward) <= n {
		f.forward = make([][numStates]float64, 2*n+1)
		f.weights = make([][ContentLabels]float64, 2*n+1)
	}
	f.forward[0] = [numStates]float64{}
	f.forward[0][stateOf(stateClosed, 0, 0)] = 1
	for i := range scores {
		f.weigh(i, &scores[i], may[i])
		next := [numStates]float64{}
		total := 0.0
		for _, t := range transitions {
			v := f.forward[i][t.from] * f.weights[i][t.label]
			next[t.to] += v
			total += v
		}
		for s := range next {
			next[s] /= total
		}
		f.forward[i+1] = next
	}
	var backward [numStates]float64
	for s := range stateOf(stateInS, 0, 0) {
		backward[s] = 1
	}
	for i := n - 1; i >= 0; i-- {
		backward = f.back(i, &backward, &out[i])
	}
}

// weigh makes factors of the scores of the labels that are allowed.
func (f *ContentField) weigh(i int, scores *[ContentLabels]float64, may uint8) {
	top := math.Inf(-1)
	for l, s := range scores {
		if allowed[l]&^may == 0 {
			top = math.Max(top, s)
		}
	}
	for l, s := range scores {
		f.weights[i][l] = 0
		if allowed[l]&^may == 0 {
			f.weights[i][l] = math.Exp(s - top)
		}
	}
}

// back writes the probabilities of token i's labels and returns what leads on
// from the states before it.
func (f *ContentField) back(i int, after *[numStates]float64, out *[ContentLabels]float64) (before [numStates]float64) {
	total, sum := 0.0, 0.0
	*out = [ContentLabels]float64{}
	for _, t := range transitions {
		v := f.weights[i][t.label] * after[t.to]
		before[t.from] += v
		p := float64(f.forward[i][t.from] * v)
		out[t.label] += p
		total += p
	}
	for l := range out {
		out[l] /= total
	}
	for s := range before {
		sum += before[s]
	}
	for s := range before {
		before[s] /= sum
	}
	return before
}
