package tagger

import (
	"math"
	"runtime"
	"sync"

	"pressmark/generator/text"
)

// Scale is what one unit of a score is worth: weights are kept as whole
// multiples of 1/Scale of a natural logarithm.
const Scale = 32

// A Row is the weights of one feature for the labels 1 to 16; Outside has zero
// for every feature, from which the others are reckoned.
type Row [NumLabels - 1]int8

// Weights are what training learns.
type Weights struct {
	Rows        map[uint32]Row // by Key of the feature
	Transitions [NumLabels][NumLabels]int32
}

// An Entity is a name found in a text.
type Entity struct {
	Span  text.Span
	Kind  uint8 // 0 person, 1 organization, 2 place, 3 group
	Score int   // certainty in hundredths
}

// A Model finds names. It is immutable and may be used by several goroutines.
type Model struct {
	Header  string // where the model comes from, for people to read
	tables  *Tables
	weights weightTable
	moves   [NumLabels][NumLabels]int32
	works   freeList
}

// A freeList keeps scratch space for as many goroutines as there are processors.
// It is no sync.Pool, which forgets what is worth keeping.
type freeList struct {
	mu   sync.Mutex
	free []*work
}

func (l *freeList) take() *work {
	l.mu.Lock()
	defer l.mu.Unlock()
	if n := len(l.free); n > 0 {
		w := l.free[n-1]
		l.free = l.free[:n-1]
		return w
	}
	return &work{}
}

func (l *freeList) give(w *work) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.free) < runtime.GOMAXPROCS(0) {
		l.free = append(l.free, w)
	}
}

// never is the score of a move that is not allowed.
const never = math.MinInt32 / 4

// NewModel makes a model of learned weights. The header says where it comes
// from; its lines must not be empty.
func NewModel(header string, tables *Tables, w *Weights) *Model {
	m := &Model{Header: header, tables: tables}
	m.weights.init(len(w.Rows))
	for _, key := range sortedKeys(w.Rows) {
		row := w.Rows[key]
		m.weights.add(key, row.pack())
	}
	m.setMoves(&w.Transitions)
	return m
}

func (m *Model) setMoves(transitions *[NumLabels][NumLabels]int32) {
	m.moves = *transitions
	for a := range NumLabels {
		for b := range NumLabels {
			if !Follows(a, b) {
				m.moves[a][b] = never
			}
		}
	}
}
