package train

import (
	"fmt"
	"io"
	"math"
	"sync"

	"pressmark/generator/score"
	"pressmark/generator/tagger"
	"pressmark/generator/text"
)

// NameOptions are the settings of learning names.
type NameOptions struct {
	Epochs  int     // times that each text is seen
	Average int     // the last of them, whose weights are averaged
	Rate    float32 // of learning
	Dropout float32 // share of features left out at each step
	Seeds   int     // learners whose weights are averaged
	Least   int     // times that a feature must be seen
	Rows    int     // the most that the model may have
}

// LearnNames learns the weights of a model of names.
func LearnNames(samples []Sample, tables *tagger.Tables, o NameOptions, log io.Writer) *tagger.Weights {
	e := NewExamples(samples, tables, o.Least, log)
	learners := make([]*learner, o.Seeds)
	var wait sync.WaitGroup
	slots := make(chan bool, 2)
	for i := range learners {
		slots <- true
		wait.Go(func() {
			learners[i] = learnSeed(e, o, uint64(i+1), log)
			<-slots
		})
	}
	wait.Wait()
	// The mean of several learners errs less than any one of them.
	mean := newSum(e.count)
	for _, l := range learners {
		mean.add(l, 1/float32(o.Seeds))
	}
	return mean.export(e, o, log)
}

// learnSeed trains one learner and returns it with averaged weights.
func learnSeed(e *Examples, o NameOptions, seed uint64, log io.Writer) *learner {
	l := newLearner(e.count, o.Rate, o.Dropout, seed)
	order := make([]int, len(e.segments))
	for i := range order {
		order[i] = i
	}
	mean := newSum(e.count)
	for epoch := range o.Epochs {
		l.random.shuffle(order)
		loss := 0.0
		for _, i := range order {
			loss += l.learn(e, &e.segments[i])
		}
		fmt.Fprintf(log, "seed %d, epoch %d: loss %.0f\n", seed, epoch+1, loss)
		if epoch >= o.Epochs-o.Average {
			mean.add(l, 1/float32(o.Average))
		}
	}
	l.weights, l.moves, l.squares = mean.weights, mean.moves, nil
	return l
}

// A sum adds up what learners know.
type sum struct {
	weights []vector
	moves   []matrix
}

func newSum(rows int) *sum {
	return &sum{make([]vector, rows), make([]matrix, domains+1)}
}

func (s *sum) add(l *learner, share float32) {
	for i := range l.weights {
		for y, w := range &l.weights[i] {
			s.weights[i][y] += float32(w * share)
		}
	}
	for d := range l.moves {
		for a := range labels {
			for b, w := range &l.moves[d][a] {
				s.moves[d][a][b] += float32(w * share)
			}
		}
	}
}

// export adds the weights for news to those for all, in whole units, with
// Outside at zero, and keeps the rows with the largest weights. Dropout while
// learning made the weights too large for when all features are there.
func (s *sum) export(e *Examples, o NameOptions, log io.Writer) *tagger.Weights {
	scale := tagger.Scale * (1 - float64(o.Dropout))
	rows := make([]tagger.Row, len(e.features))
	sizes := make([]int, len(rows))
	var histogram [128]int
	for i := range rows {
		w := s.weights[i]
		if own := e.news[i]; own != 0 {
			for y := range labels {
				w[y] += s.weights[own][y]
			}
		}
		for y := 1; y < labels; y++ {
			v := max(-127, min(127, math.Round(float64(w[y]-w[0])*scale)))
			rows[i][y-1] = int8(v)
			sizes[i] = max(sizes[i], int(math.Abs(v)))
		}
		histogram[sizes[i]]++
	}
	size, kept := 127, 0
	for size > 0 && kept+histogram[size] <= o.Rows {
		kept += histogram[size]
		size--
	}
	w := &tagger.Weights{Rows: make(map[uint32]tagger.Row, kept)}
	for i, row := range rows {
		if sizes[i] > size {
			w.Rows[tagger.Key(e.features[i])] = row
		}
	}
	for a := range labels {
		for b := range labels {
			w.Transitions[a][b] = int32(math.Round(float64(s.moves[0][a][b]+s.moves[1+news][a][b]) * tagger.Scale))
		}
	}
	fmt.Fprintf(log, "%d rows kept, those with a weight over %d/%d\n", len(w.Rows), size, tagger.Scale)
	return w
}

// Predict returns what m finds in the texts of gold.
func Predict(m *tagger.Model, gold *score.Documents, abbrev text.Abbreviations) *score.Documents {
	found := &score.Documents{}
	for _, d := range gold.All() {
		offsets := text.NewOffsets(d.Text)
		p := &score.Document{ID: d.ID}
		for _, e := range m.Tag(text.Parse(d.Text, abbrev)) {
			span := score.Span{Start: offsets.CodePoints(e.Span.Start), End: offsets.CodePoints(e.Span.End)}
			p.Entities = append(p.Entities, score.Entity{Span: span, Type: kindNames[e.Kind]})
		}
		found.Add(p)
	}
	return found
}
