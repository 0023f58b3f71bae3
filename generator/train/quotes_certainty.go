package train

import (
	"math"

	"pressmark/generator/annotate"
)

// A judged reading is one that the model made of an article it had not learned
// from, and whether the annotator marked it too.
type judged struct {
	evidence annotate.Evidence
	right    bool
}

// CrossValidate calls f for each article with weights learned without it.
func CrossValidate(articles []*QuoteArticle, o QuoteOptions, folds int, seed uint64, f func(a *QuoteArticle, w *annotate.QuoteWeights) error) error {
	for fold := range folds {
		var others []*QuoteArticle
		for i, a := range articles {
			if i%folds != fold {
				others = append(others, a)
			}
		}
		w := LearnQuotes(others, o, seed)
		for i, a := range articles {
			if i%folds == fold {
				if err := f(a, w); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// Calibrate chooses the settings that make a quotation's score the share of
// such quotations that are right, by logistic regression on the evidence
// (Platt 1999) from cross-validation. A quotation is right if half or more of
// its words and an annotated one's are common to both.
func Calibrate(articles []*QuoteArticle, o QuoteOptions, folds int) (annotate.QuoteSettings, error) {
	var sample []judged
	err := CrossValidate(articles, o, folds, 1, func(a *QuoteArticle, w *annotate.QuoteWeights) error {
		for _, r := range a.Lesson.Readings(w) {
			if r.Marked {
				continue
			}
			right := false
			for _, g := range a.Gold {
				right = right || overlapping(r.Contents, g.Contents)
			}
			sample = append(sample, judged{r.Evidence, right})
		}
		return nil
	})
	if err != nil {
		return o.Settings, err
	}
	return fitCertainty(sample, o.Settings), nil
}

// overlapping reports whether half or more of two lists' tokens are in both.
func overlapping(a, b [][2]int) bool {
	both, all := 0, 0
	for _, s := range a {
		all += s[1] - s[0]
		for _, t := range b {
			both += max(0, min(s[1], t[1])-max(s[0], t[0]))
		}
	}
	for _, t := range b {
		all += t[1] - t[0]
	}
	return both > 0 && 2*both >= all-both
}

// evidenceUnit is what a log-odd is in units of evidence.
const evidenceUnit = 1 << 16

func fitCertainty(sample []judged, s annotate.QuoteSettings) annotate.QuoteSettings {
	var w [5]float64
	inputs := func(e annotate.Evidence) [5]float64 {
		x := [5]float64{1, float64(e.Cue) / 500, float64(e.Path) / 50}
		if e.Lone {
			x[3] = 1
		}
		if e.Agreed {
			x[4] = 1
		}
		return x
	}
	for epoch := range 400 {
		var gradient [5]float64
		for _, j := range sample {
			x, z := inputs(j.evidence), 0.0
			for k := range x {
				z += float64(w[k] * x[k])
			}
			d := -1 / (1 + math.Exp(-z))
			if j.right {
				d++
			}
			for k := range x {
				gradient[k] += float64(d * x[k])
			}
		}
		rate := 2.0 / (1 + float64(epoch)/100)
		for k := range w {
			w[k] += float64(rate * gradient[k] / float64(len(sample)))
		}
	}
	s.CueWeight = int32(math.Round(w[1] / 500 * evidenceUnit))
	s.PathWeight = int32(math.Round(w[2] / 50 * evidenceUnit))
	s.LoneWeight = int32(math.Round(w[3] * evidenceUnit))
	s.AgreedWeight = int32(math.Round(w[4] * evidenceUnit))
	for k := range s.Hundredths {
		p := (float64(k) + 1.5) / 100
		s.Hundredths[k] = int32(math.Round((math.Log(p/(1-p)) - w[0]) * evidenceUnit))
	}
	return s
}
