package tagger

import "pressmark/generator/text"

// A work is scratch space for one text.
type work struct {
	a        analysis
	features []uint64
	scores   [][NumLabels]int32 // of the tokens of one segment
	back     [][NumLabels]uint8
	path     []uint8

	forward, backward [][NumLabels]int32
}

// Tag finds the names in doc, in order. Names do not overlap.
func (m *Model) Tag(doc *text.Doc) []Entity {
	w := m.works.take()
	w.a.tables = m.tables
	w.a.read(doc)
	var out []Entity
	w.segments(func(first, last int) {
		w.scores = sized(w.scores, last-first)
		for i := range w.scores {
			m.score(w, first+i, &w.scores[i])
		}
		m.viterbi(w)
		out = m.entities(w, out, first)
	})
	w.a.doc = nil // let go of the text
	m.works.give(w)
	return out
}

// longest is how many tokens are labelled together at most, so that sums of
// scores stay within 32 bits. A longer sequence of capitals is cut.
const longest = 200

// segments calls visit for each unbroken sequence of candidates in a sentence.
func (w *work) segments(visit func(first, last int)) {
	for _, s := range w.a.doc.Sentences {
		for i := s.First; i < s.Last; i++ {
			if !w.a.tokens[i].candidate {
				continue
			}
			first := i
			for i < s.Last && i-first < longest && w.a.tokens[i].candidate {
				i++
			}
			visit(first, i)
			i--
		}
	}
}

const low = 0x00FF00FF00FF00FF

// A laneSum adds up rows of weights: labels 1 to 16 in lanes of sixteen bits,
// which hold MaxFeatures of them.
type laneSum struct {
	lanes [4]uint64
	rows  int32
}

func (s *laneSum) add(o *laneSum) {
	s.lanes[0] += o.lanes[0]
	s.lanes[1] += o.lanes[1]
	s.lanes[2] += o.lanes[2]
	s.lanes[3] += o.lanes[3]
	s.rows += o.rows
}

// score sets out to the sums of the weights of the features of token i.
func (m *Model) score(w *work, i int, out *[NumLabels]int32) {
	v := w.a.window(i)
	var sum laneSum
	for r, f := range [numRoles]*form{isToken: v.w, isBefore: v.p1, isAfter: v.n1, isBefore2: v.p2, isAfter2: v.n2} {
		if !f.summed.has(role(r)) {
			m.sumRole(w, f, role(r))
		}
		sum.add(&f.sums[r])
	}
	c := collector{out: w.features[:0], joint: true}
	v.collect(&c)
	w.a.collect(&c, i, &v)
	w.features = c.out
	m.sum(c.out[:min(len(c.out), MaxFeatures-50)], &sum) // one word alone has fewer than 50
	zero := 128 * sum.rows
	out[Outside] = 0
	for y := range 4 {
		shift := 16 * y
		out[1+2*y] = int32(sum.lanes[0]>>shift&0xFFFF) - zero
		out[2+2*y] = int32(sum.lanes[1]>>shift&0xFFFF) - zero
		out[9+2*y] = int32(sum.lanes[2]>>shift&0xFFFF) - zero
		out[10+2*y] = int32(sum.lanes[3]>>shift&0xFFFF) - zero
	}
}

// sumRole works out what the features of one word add up to where it stands.
func (m *Model) sumRole(w *work, f *form, r role) {
	c := collector{out: w.features[:0], roles: 1 << r}
	v := window{f, f, f, f, f}
	v.collect(&c)
	w.features = c.out
	f.sums[r] = laneSum{}
	m.sum(c.out, &f.sums[r])
	f.summed |= 1 << r
}

// sum adds the weights of features. It first looks where all of them may lie, so
// that the processor can fetch them at once.
func (m *Model) sum(features []uint64, to *laneSum) {
	const together = 16
	var found [together]weightSlot
	slots := m.weights.slots
	mask := uint32(len(slots) - 1)
	for len(features) > 0 {
		n := min(len(features), together)
		for i, f := range features[:n] {
			found[i&(together-1)] = slots[m.weights.at(weightKey(f))&mask]
		}
		for i, f := range features[:n] {
			s := &found[i&(together-1)]
			if key := weightKey(f); s.key != key {
				if s.key == 0 {
					continue
				}
				if s = m.weights.find(key); s == nil {
					continue
				}
			}
			a, b := s.row.halves()
			to.lanes[0] += a & low
			to.lanes[1] += a >> 8 & low
			to.lanes[2] += b & low
			to.lanes[3] += b >> 8 & low
			to.rows++
		}
		features = features[n:]
	}
}

// viterbi finds the best labels for the tokens in w.scores (Viterbi 1967), as
// w.path. Before and after the segment stands Outside.
func (m *Model) viterbi(w *work) {
	moves := &m.moves
	n := len(w.scores)
	w.back = sized(w.back, n)
	w.path = sized(w.path, n)
	var best, next [NumLabels]int32
	for y := range NumLabels {
		best[y] = moves[Outside][y] + w.scores[0][y]
	}
	for t := 1; t < n; t++ {
		for y := range NumLabels {
			from, score := uint8(0), int32(2*never)
			for _, x := range leaders[y] {
				if s := best[x] + moves[x][y]; s > score {
					from, score = x, s
				}
			}
			next[y] = max(score+w.scores[t][y], never)
			w.back[t][y] = from
		}
		best = next
	}
	last, score := uint8(0), int32(2*never)
	for y := range NumLabels {
		if s := best[y] + moves[y][Outside]; s > score {
			last, score = uint8(y), s
		}
	}
	for t := n - 1; t >= 0; t-- {
		w.path[t] = last
		last = w.back[t][last]
	}
}

// leastScore is the certainty, in hundredths, that a name must have to be told.
// A name helps F1 if it is right more often than half of F1 (Lipton, Elkan and
// Naryanaswamy 2014), which for news is about 88.
const leastScore = 44

// entities appends the names that w.path has in the segment from token first on.
func (m *Model) entities(w *work, out []Entity, first int) []Entity {
	total, summed := int32(0), false
	start := 0
	for t, y := range w.path {
		if y == Outside {
			continue
		}
		if p := position(int(y)); p == Begin || p == Only {
			start = t
		}
		if !ends(int(y)) {
			continue
		}
		if !summed {
			total, summed = m.marginals(w), true
		}
		score := m.certainty(w, start, t+1, total)
		if score < leastScore {
			continue
		}
		tokens := w.a.doc.Tokens
		out = append(out, Entity{
			Span:  text.Span{Start: tokens[first+start].Start, End: tokens[first+t].End},
			Kind:  uint8(kindOf(int(y))),
			Score: score,
		})
	}
	return out
}
