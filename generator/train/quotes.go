package train

import (
	"math"

	"pressmark/generator/annotate"
)

// QuoteOptions are the settings of learning the quotation model.
type QuoteOptions struct {
	CueSize, ContentSize     int // rows of weights, as powers of two
	CueEpochs, ContentEpochs int
	CueRate, ContentRate     float64 // of AdaGrad
	Settings                 annotate.QuoteSettings
}

// A cueExample is a candidate with its features.
type cueExample struct {
	features       []uint32
	cue            bool
	article, token int
}

// A contentExample is a cue with the features and labels of its window.
type contentExample struct {
	features    [][]uint32
	labels, may []uint8
}

// cueHeads returns the words that are heads of two annotated cues or more
// though no verbs nor in the lexicon.
func cueHeads(articles []*QuoteArticle) map[uint64]bool {
	counts := map[uint64]int{}
	for _, a := range articles {
		for _, g := range a.Gold {
			if g.Head >= 0 && !a.Lesson.Candidate(g.Head) {
				counts[a.Lesson.Word(g.Head)]++
			}
		}
	}
	heads := map[uint64]bool{}
	for word, n := range counts {
		if n >= 2 {
			heads[word] = true
		}
	}
	return heads
}

func cueExamples(articles []*QuoteArticle) []cueExample {
	var examples []cueExample
	for n, a := range articles {
		gold := map[int]bool{}
		for _, g := range a.Gold {
			gold[g.Head] = true
		}
		for i := range a.Lesson.Tags {
			if a.Lesson.Candidate(i) {
				examples = append(examples, cueExample{a.Lesson.CueFeatures(i, nil), gold[i], n, i})
			}
		}
	}
	return examples
}

// contentExampleOf labels the window of a cue; there is no gold for a wrong one.
func contentExampleOf(a *QuoteArticle, head int, gold []*GoldQuote) contentExample {
	first, last, may := a.Lesson.Window(head)
	e := contentExample{labels: make([]uint8, last-first), may: may}
	a.Lesson.ContentFeatures(head, func(_ int, features []uint32) {
		e.features = append(e.features, append([]uint32(nil), features...))
	})
	base := uint8(firstWords)
	for _, g := range gold {
		for _, c := range g.Contents {
			e.label(c[0]-first, c[1]-first, base)
			if c[0] >= first && c[0] < last {
				base = laterWords
			}
		}
	}
	for _, g := range gold {
		e.label(g.Speaker[0]-first, g.Speaker[1]-first, speakerWords)
	}
	return e
}

// The first of the four labels of each kind, as annotate.ContentLabels lists them.
const (
	speakerWords = 1
	firstWords   = 5
	laterWords   = 9
)

// label writes the four labels from base on over [from, to), without the cue
// and what is labelled already.
func (e *contentExample) label(from, to int, base uint8) {
	from, to = max(from, 0), min(to, len(e.labels))
	free := func(i int) bool { return e.labels[i] == 0 && e.may[i] != 0 }
	for from < to && !free(from) {
		from++
	}
	end := from
	for end < to && free(end) {
		end++
	}
	switch n := end - from; {
	case n <= 0:
	case n == 1:
		e.labels[from] = base + 3
	default:
		for i := from; i < end; i++ {
			e.labels[i] = base + 1
		}
		e.labels[from], e.labels[end-1] = base, base+2
	}
}

// A quoteCourse is what one run learns from.
type quoteCourse struct {
	articles []*QuoteArticle
	cues     []cueExample
	contents []contentExample
}

// newQuoteCourse prepares a run. In the articles whose number has the given
// parity, the rules' results are hidden: the rules were written with an eye on
// these corpora, so that a model that always sees them trusts them too much.
func newQuoteCourse(articles []*QuoteArticle, heads map[uint64]bool, o QuoteOptions, parity int) *quoteCourse {
	c := &quoteCourse{articles: articles}
	for i, a := range articles {
		a.Lesson.Heads(heads)
		a.Lesson.Hide(i%2 == parity)
	}
	c.cues = cueExamples(articles)
	for _, a := range articles {
		byHead := map[int][]*GoldQuote{}
		for i := range a.Gold {
			if h := a.Gold[i].Head; h >= 0 {
				byHead[h] = append(byHead[h], &a.Gold[i])
			}
		}
		for i := range a.Lesson.Tags {
			if gold := byHead[i]; gold != nil && a.Lesson.Candidate(i) {
				c.contents = append(c.contents, contentExampleOf(a, i, gold))
			}
		}
	}
	c.doubtful(o)
	for _, a := range articles {
		a.Lesson.Hide(false)
	}
	return c
}

// doubtful adds the windows of candidates that weights learned from other
// articles take for cues wrongly, so that the second step learns to find
// nothing there.
func (c *quoteCourse) doubtful(o QuoteOptions) {
	const folds = 4
	for fold := range folds {
		var others []cueExample
		for _, e := range c.cues {
			if e.article%folds != fold {
				others = append(others, e)
			}
		}
		weights := make([]float64, 1<<o.CueSize)
		learnCues(others, o, newRandom(uint64(fold)+100), weights)
		for _, e := range c.cues {
			if e.article%folds == fold && !e.cue && cueLogit(weights, e.features) > 0 {
				c.contents = append(c.contents, contentExampleOf(c.articles[e.article], e.token, nil))
			}
		}
	}
}

// LearnQuotes returns the mean of the weights learned with each of the seeds.
func LearnQuotes(articles []*QuoteArticle, o QuoteOptions, seeds ...uint64) *annotate.QuoteWeights {
	for _, a := range articles {
		a.Lesson.Heads(nil)
	}
	heads := cueHeads(articles)
	cues := make([]float64, 1<<o.CueSize)
	contents := make([][annotate.ContentLabels]float64, 1<<o.ContentSize)
	for _, seed := range seeds {
		course := newQuoteCourse(articles, heads, o, int(seed%2))
		random := newRandom(seed)
		learnCues(course.cues, o, random, cues)
		learnContents(course.contents, o, random, contents)
	}
	w := &annotate.QuoteWeights{Cues: make([]int16, len(cues)), Contents: make([][annotate.ContentLabels]int8, len(contents)), Heads: heads, Settings: o.Settings}
	n := float64(len(seeds))
	for i, sum := range cues {
		w.Cues[i] = int16(max(-32000, min(32000, math.Round(sum/n*CueUnit))))
	}
	for i := range contents {
		for l, sum := range contents[i] {
			w.Contents[i][l] = int8(max(-127, min(127, math.Round(sum/n*contentUnit))))
		}
	}
	return w
}

// Weights are kept in units of one part of so many of a log-odd.
const (
	CueUnit     = 256
	contentUnit = 64
)
