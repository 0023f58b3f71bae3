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
	w, _ := m.pool.Get().(*work)
	if w == nil {
		w = &work{}
	}
	w.a.tables = m.tables
	w.a.read(doc)
	var out []Entity
	w.segments(func(first, last int) {
		w.scores = sized(w.scores, last-first)
		for i := range w.scores {
			w.features = w.a.features(first+i, w.features[:0])
			m.score(w.features, &w.scores[i])
		}
		m.viterbi(w)
		out = m.entities(w, out, first)
	})
	w.a.doc = nil // let go of the text
	m.pool.Put(w)
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

// score sets out to the sums of the features' weights. Bytes are added in lanes of
// sixteen bits, which hold MaxFeatures of them.
func (m *Model) score(features []uint64, out *[NumLabels]int32) {
	var s0, s1, s2, s3 uint64
	n := int32(0)
	for _, f := range features[:min(len(features), MaxFeatures)] {
		row, ok := m.index.find(Key(f))
		if !ok {
			continue
		}
		r := &m.rows[row]
		s0 += r[0] & low
		s1 += r[0] >> 8 & low
		s2 += r[1] & low
		s3 += r[1] >> 8 & low
		n++
	}
	zero := 128 * n
	out[Outside] = 0
	for y := range 4 {
		shift := 16 * y
		out[1+2*y] = int32(s0>>shift&0xFFFF) - zero
		out[2+2*y] = int32(s1>>shift&0xFFFF) - zero
		out[9+2*y] = int32(s2>>shift&0xFFFF) - zero
		out[10+2*y] = int32(s3>>shift&0xFFFF) - zero
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
		tokens := w.a.doc.Tokens
		out = append(out, Entity{
			Span:  text.Span{Start: tokens[first+start].Start, End: tokens[first+t].End},
			Kind:  uint8(kindOf(int(y))),
			Score: m.certainty(w, start, t+1, total),
		})
	}
	return out
}
