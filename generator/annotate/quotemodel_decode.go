package annotate

// contentScores are the scores of the labels of one token.
type contentScores [contentLabels]int32

// The labels around a cue are decoded exactly (Viterbi) over the states of a
// small machine, which has read at most one speaker and at most maxContents
// runs of reported words, and stands within one, the other or neither.
const (
	maxContents = 3
	stateClosed = 0
	stateInS    = 1
	stateInC    = 2
	numStates   = 3 * 2 * (maxContents + 1)
)

func stateOf(open, speakers, contents int) int {
	return (open*2+speakers)*(maxContents+1) + contents
}

// A transition leads from a state to another by a label.
type transition struct{ from, to, label uint8 }

var transitions = func() []transition {
	var list []transition
	add := func(open, s, c, open2, s2, c2, label int) {
		if s2 <= 1 && c2 <= maxContents {
			list = append(list, transition{uint8(stateOf(open, s, c)), uint8(stateOf(open2, s2, c2)), uint8(label)})
		}
	}
	for s := range 2 {
		for c := range maxContents + 1 {
			add(stateClosed, s, c, stateClosed, s, c, labelO)
			add(stateClosed, s, c, stateClosed, s+1, c, labelSS)
			add(stateClosed, s, c, stateInS, s+1, c, labelSB)
			add(stateInS, s, c, stateInS, s, c, labelSI)
			add(stateInS, s, c, stateClosed, s, c, labelSE)
			later := 0
			if c > 0 {
				later = labelDB - labelCB
			}
			add(stateClosed, s, c, stateClosed, s, c+1, labelCS+later)
			add(stateClosed, s, c, stateInC, s, c+1, labelCB+later)
			if later = 0; c > 1 {
				later = labelDB - labelCB
			}
			if c > 0 {
				add(stateInC, s, c, stateInC, s, c, labelCI+later)
				add(stateInC, s, c, stateClosed, s, c, labelCE+later)
			}
		}
	}
	return list
}()

const impossible = -1 << 30

// A contentDecoder holds the tables of decode, to be used again.
type contentDecoder struct {
	back [][numStates]uint8 // the transition that led to each state
}

// The bits of an allowance say what a token may be.
const (
	mayBegin = 1 << iota // the first token of a speaker or of words
	mayEnd               // their last one
	mayBe                // within them
)

// allowed tells by label which bits it needs.
var allowed = [contentLabels]uint8{
	labelO: 0, labelSB: mayBegin | mayBe, labelSI: mayBe, labelSE: mayEnd | mayBe, labelSS: mayBegin | mayEnd | mayBe,
	labelCB: mayBegin | mayBe, labelCI: mayBe, labelCE: mayEnd | mayBe, labelCS: mayBegin | mayEnd | mayBe,
	labelDB: mayBegin | mayBe, labelDI: mayBe, labelDE: mayEnd | mayBe, labelDS: mayBegin | mayEnd | mayBe,
}

// decode writes the best labels into labels and returns their score. may has
// an allowance for each token.
func (d *contentDecoder) decode(scores []contentScores, may []uint8, labels []uint8) int32 {
	if cap(d.back) < len(scores) {
		d.back = make([][numStates]uint8, len(scores)+64)
	}
	d.back = d.back[:cap(d.back)]
	var now, next [numStates]int32
	for s := range now {
		now[s] = impossible
	}
	now[stateOf(stateClosed, 0, 0)] = 0
	for i := range scores {
		for s := range next {
			next[s] = impossible
		}
		score, back := &scores[i], &d.back[i]
		for n := range transitions {
			t := &transitions[n]
			if now[t.from] == impossible || allowed[t.label]&^may[i] != 0 {
				continue
			}
			if v := now[t.from] + score[t.label]; v > next[t.to] {
				next[t.to], back[t.to] = v, uint8(n)
			}
		}
		now = next
	}
	best := 0
	for s := range stateOf(stateInS, 0, 0) {
		if now[s] > now[best] {
			best = s
		}
	}
	at := uint8(best)
	for i := len(scores) - 1; i >= 0; i-- {
		t := transitions[d.back[i][at]]
		labels[i], at = t.label, t.from
	}
	return now[best]
}

// allowances returns what each token of the window may be. The cue is outside
// of all; what stands within quotation marks belongs together, unless the cue
// stands within them too.
func (v *cueView) allowances(may []uint8) []uint8 {
	may = may[:0]
	for i := v.window.first; i < v.window.last; i++ {
		bits := uint8(mayBegin | mayEnd | mayBe)
		if i >= v.span.first && i < v.span.last {
			bits = 0
		} else if r := v.inside[i]; r >= 0 && r != v.inside[v.head] {
			g := &v.regions[r]
			if i != g.first && i != v.window.first {
				bits &^= mayBegin
			}
			if i != g.last-1 && i != v.window.last-1 {
				bits &^= mayEnd
			}
		}
		may = append(may, bits)
	}
	return may
}
