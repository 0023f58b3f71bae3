package annotate

import (
	"pressmark/generator/lexicon"
	"pressmark/generator/text"
)

// nested finds the quotations in marks within other quotations ("“She told me,
// ‘We are leaving,’” he said") that a verb of saying stands beside.
func (f *finder) nested() {
	var drafted []bool // of each cue
	for n := range f.regions {
		g := &f.regions[n]
		if g.outer < 0 || !g.closed || g.last-g.first < 5 || !f.capital(g.first+1) && !f.is(g.first+1, "[") {
			continue
		}
		at := f.leadsTo(g.first)
		if at < 0 {
			at = f.followsOn(g.last)
		}
		if at < 0 {
			continue
		}
		if drafted == nil {
			drafted = make([]bool, len(f.cues))
			for i := range f.drafts {
				if d := &f.drafts[i]; d.cue >= 0 && !d.dead {
					drafted[d.cue] = true
				}
			}
		}
		if drafted[at] {
			continue
		}
		c := &f.cues[at]
		f.drafts = append(f.drafts, draft{spans: []group{{g.first, g.last}}, cue: at, speaker: c.speaker, score: 70, rule: "quote-within-quote",
			nested: true, direct: true, end: f.doc.Sentences[c.sentence].Last})
	}
}

// leadsTo returns the verb of saying that leads to the mark at token i, with no
// more between than whom one speaks to, or -1.
func (f *finder) leadsTo(i int) int {
	k := i - 1
	if f.is(k, ",") || f.is(k, ":") {
		k--
	}
	for j := k; j > k-5 && j >= 0 && f.insideAt(j) == f.insideAt(i); j-- {
		if n := f.cueEnding(j + 1); n >= 0 && f.cues[n].sentence == int(f.sentence[i]) {
			if j == k || f.hearer(&f.cues[n]) && f.hearerEnd(j+1, i) >= k+1 {
				return f.quoting(n)
			}
			return -1
		}
		if f.kind(j, text.Mark) || f.kind(j, text.Close) || f.kind(j, text.Open) {
			return -1
		}
	}
	return -1
}

// followsOn returns the verb of saying whose attribution stands behind the mark
// that ends before token i ("‘We are leaving,’ she said"), or -1.
func (f *finder) followsOn(i int) int {
	for k := i; k < i+6 && k < len(f.cueOf) && f.insideAt(k) == f.insideAt(i-1); k++ {
		n := int(f.cueOf[k])
		if n < 0 {
			continue
		}
		if c := &f.cues[n]; !c.inverted && c.speaker.first == i && c.speaker.last == c.first || c.inverted && c.first == i {
			return f.quoting(n)
		}
		return -1
	}
	return -1
}

// cueEnding returns the cue that ends before token i, or -1.
func (f *finder) cueEnding(i int) int {
	for k := i - 1; k >= 0 && k > i-6; k-- {
		if n := f.cueOf[k]; n >= 0 {
			if f.cues[n].last == i {
				return int(n)
			}
			return -1
		}
	}
	return -1
}

// quoting returns cue n if it leads to words in marks that somebody said, and not
// only would say, and has a speaker; else -1.
func (f *finder) quoting(n int) int {
	c := &f.cues[n]
	if c.phrase || c.noun || c.unreal && !f.is(c.first, "used") || c.speaker.none() || c.entry.Weight[lexicon.FrameQuote] < 80 {
		return -1
	}
	return n
}
