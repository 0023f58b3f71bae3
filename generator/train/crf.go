package train

import (
	"math"

	"pressmark/generator/tagger"
)

const labels = tagger.NumLabels

type (
	vector = [labels]float32
	matrix = [labels][labels]float32
)

// A learner trains one linear-chain conditional random field (Lafferty, McCallum
// and Pereira 2001) by stochastic gradient with AdaGrad (Duchi, Hazan and Singer
// 2011), leaving out features at random (Hinton et al. 2012). Products are
// converted before they are added, so that no processor fuses the two and all
// learn the same.
type learner struct {
	weights, squares   []vector // by row
	moves, moveSquares []matrix // 0 for all domains, 1+d for domain d
	rate, dropout      float32
	random             *random

	// Scratch for one segment, by token.
	scores, emit, alpha, beta, prob, gold []vector
	ends                                  []int // in kept
	kept                                  []uint32
	moveExp, moveGradient                 matrix
}

func newLearner(rows int, rate, dropout float32, seed uint64) *learner {
	return &learner{
		weights: make([]vector, rows), squares: make([]vector, rows),
		moves: make([]matrix, domains+1), moveSquares: make([]matrix, domains+1),
		rate: rate, dropout: dropout, random: newRandom(seed),
	}
}

// followers are the labels that may stand after each label.
var followers = func() (after [labels][]uint8) {
	for a := range labels {
		for b := range labels {
			if tagger.Follows(a, b) {
				after[a] = append(after[a], uint8(b))
			}
		}
	}
	return after
}()

// learn makes one step on a segment and returns its loss before: how much less
// likely than certain its labels are, as a logarithm.
func (l *learner) learn(e *Examples, g *segment) float64 {
	n := len(g.allowed)
	l.size(n)
	l.score(e, g)
	l.expMoves(g.domain)
	l.moveGradient = matrix{}
	free := l.expect(n, nil, l.prob, -1)
	fixed := l.expect(n, g.allowed, l.gold, 1)
	from := 0
	for t := range n {
		l.step(t, l.kept[from:l.ends[t]])
		from = l.ends[t]
	}
	l.stepMoves(0)
	l.stepMoves(1 + int(g.domain))
	return free - fixed
}

// score adds up the weights of each token's rows that are not left out this
// time. A domain's row shares the fate of the row for all before it.
func (l *learner) score(e *Examples, g *segment) {
	cut := uint64(l.dropout * (1 << 32))
	l.kept = l.kept[:0]
	for t := range g.allowed {
		var sum vector
		out := false
		for _, row := range e.rows[e.starts[g.first+t]:e.starts[g.first+t+1]] {
			if row&domainRow == 0 {
				out = l.random.next()>>32 < cut
			}
			if out {
				continue
			}
			row &^= domainRow
			l.kept = append(l.kept, row)
			for y, w := range &l.weights[row] {
				sum[y] += w
			}
		}
		l.scores[t] = sum
		l.ends[t] = len(l.kept)
	}
}

// least is the smallest gradient worth a step.
const least = 0.001

// step moves the weights of the rows of token t.
func (l *learner) step(t int, rows []uint32) {
	var ys [labels]uint8
	var gradients vector
	k := 0
	for y := range labels {
		if d := l.gold[t][y] - l.prob[t][y]; d > least || d < -least {
			ys[k], gradients[k] = uint8(y), d
			k++
		}
	}
	if k == 0 {
		return
	}
	for _, row := range rows {
		w, q := &l.weights[row], &l.squares[row]
		for i, d := range gradients[:k] {
			y := ys[i]
			q[y] += float32(d * d)
			w[y] += float32(l.rate * d / sqrt32(q[y]+1e-6))
		}
	}
}

func (l *learner) stepMoves(d int) {
	for a := range labels {
		for _, b := range followers[a] {
			if g := l.moveGradient[a][b]; g > least || g < -least {
				q := &l.moveSquares[d][a][b]
				*q += float32(g * g)
				l.moves[d][a][b] += float32(l.rate * g / sqrt32(*q+1e-6))
			}
		}
	}
}

func (l *learner) expMoves(domain uint8) {
	for a := range labels {
		for _, b := range followers[a] {
			l.moveExp[a][b] = exp32(l.moves[0][a][b] + l.moves[1+domain][a][b])
		}
	}
}

// expect fills prob with the probabilities of each token's labels, over all
// labellings or those that keep to allowed, adds sign times the expected moves
// to the gradient, and returns the logarithm of the sum over the labellings. The
// forward and backward sums are scaled at each token (Rabiner 1989).
func (l *learner) expect(n int, allowed []uint32, prob []vector, sign float32) float64 {
	log := l.emissions(n, allowed)
	for t := range n {
		var v vector
		if t == 0 {
			for _, b := range followers[tagger.Outside] {
				v[b] = l.moveExp[tagger.Outside][b]
			}
		} else {
			for a, x := range &l.alpha[t-1] {
				if x != 0 {
					for _, b := range followers[a] {
						v[b] += float32(x * l.moveExp[a][b])
					}
				}
			}
		}
		total := float32(0)
		for y := range labels {
			v[y] *= l.emit[t][y]
			total += v[y]
		}
		total = max(total, tiny)
		for y := range labels {
			v[y] /= total
		}
		log += math.Log(float64(total))
		l.alpha[t] = v
	}
	end := float32(0)
	for a, x := range &l.alpha[n-1] {
		end += float32(x * l.moveExp[a][tagger.Outside])
	}
	end = max(end, tiny)
	for a, x := range &l.alpha[n-1] {
		l.beta[n-1][a] = l.moveExp[a][tagger.Outside] / end
		l.moveGradient[a][tagger.Outside] += float32(sign * float32(x*l.beta[n-1][a]))
	}
	l.backward(n, prob, sign)
	return log + math.Log(float64(end))
}

const tiny = 1e-30

// backward goes back from the last token, whose beta is set.
func (l *learner) backward(n int, prob []vector, sign float32) {
	for t := n - 1; ; t-- {
		for y := range labels {
			prob[t][y] = l.alpha[t][y] * l.beta[t][y]
		}
		if t == 0 {
			for _, b := range followers[tagger.Outside] {
				l.moveGradient[tagger.Outside][b] += float32(sign * prob[0][b])
			}
			return
		}
		var v vector
		total := float32(0)
		for a := range labels {
			for _, b := range followers[a] {
				v[a] += float32(float32(l.moveExp[a][b]*l.emit[t][b]) * l.beta[t][b])
			}
			total += float32(v[a] * l.alpha[t-1][a])
		}
		total = max(total, tiny)
		for a, x := range &l.alpha[t-1] {
			v[a] /= total
			if x != 0 {
				x *= sign
				for _, b := range followers[a] {
					l.moveGradient[a][b] += float32(float32(x*l.moveExp[a][b]) * float32(l.emit[t][b]*l.beta[t][b]) / total)
				}
			}
		}
		l.beta[t-1] = v
	}
}

// emissions fills emit with the exponentials of the scores of the allowed
// labels, scaled so that the largest of a token is one, and returns the
// logarithm of all the scaling.
func (l *learner) emissions(n int, allowed []uint32) float64 {
	log := 0.0
	for t := range n {
		mask := uint32(1<<labels - 1)
		if allowed != nil {
			mask = allowed[t]
		}
		top := float32(math.Inf(-1))
		for y, s := range &l.scores[t] {
			if mask>>y&1 != 0 {
				top = max(top, s)
			}
		}
		log += float64(top)
		for y, s := range &l.scores[t] {
			l.emit[t][y] = 0
			if mask>>y&1 != 0 {
				l.emit[t][y] = exp32(s - top)
			}
		}
	}
	return log
}

func (l *learner) size(n int) {
	for len(l.ends) < n {
		l.ends = append(l.ends, 0)
		for _, list := range []*[]vector{&l.scores, &l.emit, &l.alpha, &l.beta, &l.prob, &l.gold} {
			*list = append(*list, vector{})
		}
	}
}

func sqrt32(x float32) float32 { return float32(math.Sqrt(float64(x))) }

// exp32 is e to the power of x, to about six digits, the same on every machine.
func exp32(x float32) float32 {
	if x < -80 {
		return 0
	}
	y := min(x, 80) * math.Log2E
	n := float32(math.Floor(float64(y)))
	f := (y - n) * math.Ln2
	p := float32(1.0 / 720)
	for _, c := range [...]float32{1.0 / 120, 1.0 / 24, 1.0 / 6, 1.0 / 2, 1, 1} {
		p = float32(p*f) + c
	}
	return p * math.Float32frombits(uint32(int32(n)+127)<<23)
}
