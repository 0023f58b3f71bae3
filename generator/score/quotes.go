package score

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
)

// QuoteKinds are the kinds of quotation scored.
var QuoteKinds = [...]string{"direct", "mixed", "indirect"}

// marks are left out of what quotations share, since annotators differ on them.
const marks = "\"'“”‘’«»„‟‹› \t\n\r,.;:!?—–-"

// KindScores are the scores of one kind of quotation.
type KindScores struct {
	Gold, Found, Exact int
	Spoken, Right      int   // of those found, how many have a speaker in gold, and the right one
	SameKind           Count // found as the same kind
}

// QuoteScores are what Quotes measures.
type QuoteScores struct {
	ByKind                        [len(QuoteKinds)]KindScores
	Characters, Cues, Exact, Half Count
}

// Quotes scores quotations. Gold and predicted ones are paired greedily by the
// share of characters that they have in common, best first; those with half or
// more in common are found. Predictions that pair with optional gold ones
// count neither for nor against.
func Quotes(gold, pred *Documents) (*QuoteScores, error) {
	s := &QuoteScores{}
	for _, document := range gold.All() {
		text := []rune(document.Text)
		golds, preds := document.Quotes, pred.get(document.ID).Quotes
		goldSets, err := characterSets(golds, text)
		if err != nil {
			return nil, fmt.Errorf("gold document %q: %w", document.ID, err)
		}
		predSets, err := characterSets(preds, text)
		if err != nil {
			return nil, fmt.Errorf("predicted document %q: %w", document.ID, err)
		}
		s.quotations(golds, preds, goldSets, predSets)
		s.characters(golds, goldSets, predSets, len(text))
		s.cues(golds, preds)
	}
	return s, nil
}

// quotations pairs and counts the quotations of a document.
func (s *QuoteScores) quotations(golds, preds []Quote, goldSets, predSets [][]int) {
	excused := make([]bool, len(preds))
	paired := pair(goldSets, predSets)
	for _, p := range paired {
		if golds[p.gold].Optional {
			excused[p.pred] = true
		}
	}
	for _, q := range golds {
		if q.Optional {
			continue
		}
		s.Half.Gold++
		s.Exact.Gold++
		if k := kindOf(q.Kind); k >= 0 {
			s.ByKind[k].Gold++
			s.ByKind[k].SameKind.Gold++
		}
	}
	for j, q := range preds {
		if excused[j] {
			continue
		}
		s.Half.Predicted++
		s.Exact.Predicted++
		if k := kindOf(q.Kind); k >= 0 {
			s.ByKind[k].SameKind.Predicted++
		}
	}
	for _, p := range paired {
		if !excused[p.pred] {
			s.found(&golds[p.gold], &preds[p.pred], p.share)
		}
	}
}

// found counts a gold quotation that was found as q.
func (s *QuoteScores) found(gold, q *Quote, share float64) {
	s.Half.Hit++
	exact := share > 0.999
	if exact {
		s.Exact.Hit++
	}
	k := kindOf(gold.Kind)
	if k < 0 {
		return
	}
	by := &s.ByKind[k]
	by.Found++
	if gold.Kind == q.Kind {
		by.SameKind.Hit++
	}
	if exact {
		by.Exact++
	}
	if gold.Speaker != nil {
		by.Spoken++
		if q.Speaker != nil && q.Speaker.overlaps(*gold.Speaker) {
			by.Right++
		}
	}
}

// characters counts quoted characters, whoever said them.
func (s *QuoteScores) characters(golds []Quote, goldSets, predSets [][]int, length int) {
	needed, spared, found := make([]bool, length), make([]bool, length), make([]bool, length)
	for i, set := range goldSets {
		for _, at := range set {
			if golds[i].Optional {
				spared[at] = true
			} else {
				needed[at] = true
			}
		}
	}
	for _, set := range predSets {
		for _, at := range set {
			found[at] = true
		}
	}
	for at := range length {
		if needed[at] {
			s.Characters.Gold++
			if found[at] {
				s.Characters.Hit++
			}
		}
		if found[at] && (needed[at] || !spared[at]) {
			s.Characters.Predicted++
		}
	}
}

// cues counts cues that overlap. Those that only meet an optional one do not count.
func (s *QuoteScores) cues(golds, preds []Quote) {
	wanted, spared, found := map[Span]bool{}, map[Span]bool{}, map[Span]bool{}
	for _, q := range golds {
		if q.Cue != nil && q.Optional {
			spared[*q.Cue] = true
		} else if q.Cue != nil {
			wanted[*q.Cue] = true
		}
	}
	for _, q := range preds {
		if q.Cue != nil {
			found[*q.Cue] = true
		}
	}
	s.Cues.Gold += len(wanted)
	for cue := range found {
		switch {
		case meets(cue, wanted):
			s.Cues.Hit++
			s.Cues.Predicted++
		case !meets(cue, spared):
			s.Cues.Predicted++
		}
	}
}

func meets(span Span, set map[Span]bool) bool {
	for other := range set {
		if span.overlaps(other) {
			return true
		}
	}
	return false
}

func kindOf(name string) int { return slices.Index(QuoteKinds[:], name) }

// characterSets returns for each quotation the offsets of its characters, in
// order, without marks.
func characterSets(quotes []Quote, text []rune) ([][]int, error) {
	sets := make([][]int, len(quotes))
	for i, q := range quotes {
		for _, span := range q.Spans {
			if span.Start < 0 || span.End > len(text) {
				return nil, fmt.Errorf("quotation %d to %d in a text of %d code points", span.Start, span.End, len(text))
			}
			for at := span.Start; at < span.End; at++ {
				if !strings.ContainsRune(marks, text[at]) {
					sets[i] = append(sets[i], at)
				}
			}
		}
		slices.Sort(sets[i])
		sets[i] = slices.Compact(sets[i])
	}
	return sets, nil
}

type pairing struct {
	gold, pred int
	share      float64
}

// pair pairs sets one to one, those with the largest share in common first, and
// returns the pairs with half or more. Of equal shares the later sets go first.
func pair(golds, preds [][]int) []pairing {
	var all []pairing
	for i, g := range golds {
		for j, p := range preds {
			if share := overlap(g, p); share > 0 {
				all = append(all, pairing{i, j, share})
			}
		}
	}
	slices.SortFunc(all, func(a, b pairing) int {
		return cmp.Or(cmp.Compare(b.share, a.share), b.gold-a.gold, b.pred-a.pred)
	})
	usedGold, usedPred := make([]bool, len(golds)), make([]bool, len(preds))
	var out []pairing
	for _, p := range all {
		if usedGold[p.gold] || usedPred[p.pred] {
			continue
		}
		usedGold[p.gold], usedPred[p.pred] = true, true
		if p.share >= 0.5 {
			out = append(out, p)
		}
	}
	return out
}

// overlap is the share of the members of both sets that are in common, from 0 to 1.
func overlap(a, b []int) float64 {
	if len(a) == 0 || len(b) == 0 || a[0] > b[len(b)-1] || b[0] > a[len(a)-1] {
		return 0
	}
	common := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			common++
			i++
			j++
		}
	}
	return ratio(common, len(a)+len(b)-common)
}

// Print writes the scores as a table.
func (s *QuoteScores) Print(out io.Writer) {
	for i, name := range QuoteKinds {
		k := &s.ByKind[i]
		fmt.Fprintf(out, "%-10s found %s%% of %5d  exact %s%%  speaker right, of those found %s%% of %d\n",
			name, share(k.Found, k.Gold), k.Gold, share(k.Exact, k.Gold), share(k.Right, k.Spoken), k.Spoken)
		k.SameKind.print(out, name+", same kind")
	}
	s.Characters.print(out, "quoted characters")
	s.Cues.print(out, "cues")
	s.Exact.print(out, "quotations, exact")
	s.Half.print(out, "quotations (half or more shared)")
}

func share(n, of int) string {
	if of == 0 {
		return "   n/a"
	}
	return fmt.Sprintf("%6.2f", 100*ratio(n, of))
}
