package score

import (
	"fmt"
	"io"
	"maps"
	"slices"
)

// Types are the types of names scored; others are passed over on both sides.
var Types = [...]string{"person", "organization", "place"}

// EntityScores are what Entities measures.
type EntityScores struct {
	ByType [len(Types)]Count
	All    Count
}

// Entities counts names with exactly the right span and type, as the shared
// task of CoNLL-2003 did.
func Entities(gold, pred *Documents) *EntityScores {
	s := &EntityScores{}
	for _, document := range gold.All() {
		golds, preds := typed(document), typed(pred.get(document.ID))
		for i, name := range Types {
			for e := range golds {
				if e.Type == name {
					s.ByType[i].Gold++
					if preds[e] {
						s.ByType[i].Hit++
					}
				}
			}
			for e := range preds {
				if e.Type == name {
					s.ByType[i].Predicted++
				}
			}
		}
	}
	for _, c := range s.ByType {
		s.All.add(c)
	}
	return s
}

// typed is the set of names of a document, without who they are.
func typed(document *Document) map[Entity]bool {
	set := make(map[Entity]bool, len(document.Entities))
	for _, e := range document.Entities {
		set[Entity{Span: e.Span, Type: e.Type}] = true
	}
	return set
}

// Print writes the scores as a table.
func (s *EntityScores) Print(out io.Writer) {
	for i, name := range Types {
		s.ByType[i].print(out, name)
	}
	s.All.print(out, "entities, all")
}

// ClusterScores are what Clusters measures.
type ClusterScores struct {
	Gold, Both        int // mentions with a cluster; those that both sides have
	Precision, Recall float64
}

// Clusters scores who is who inside a document by B-cubed (Bagga and Baldwin
// 1998), over the mentions that both sides found.
func Clusters(gold, pred *Documents) *ClusterScores {
	s := &ClusterScores{}
	for _, document := range gold.All() {
		golds, preds := map[Span]string{}, map[Span]string{}
		for _, e := range document.Entities {
			if e.Cluster != "" {
				golds[e.Span] = e.Cluster
			}
		}
		for _, e := range pred.get(document.ID).Entities {
			preds[e.Span] = e.Cluster
			if e.Cluster == "" {
				preds[e.Span] = e.Entity
			}
		}
		s.document(golds, preds)
	}
	if s.Both > 0 {
		s.Precision /= float64(s.Both)
		s.Recall /= float64(s.Both)
	}
	return s
}

// document adds the mentions of one document; Precision and Recall are sums yet.
func (s *ClusterScores) document(golds, preds map[Span]string) {
	ofGold, ofPred, ofBoth := map[string]int{}, map[string]int{}, map[[2]string]int{}
	s.Gold += len(golds)
	for span, g := range golds {
		if p := preds[span]; p != "" {
			s.Both++
			ofGold[g]++
			ofPred[p]++
			ofBoth[[2]string{g, p}]++
		}
	}
	// In order, since sums of fractions depend on it.
	for _, pair := range slices.SortedFunc(maps.Keys(ofBoth), func(a, b [2]string) int { return slices.Compare(a[:], b[:]) }) {
		n := ofBoth[pair]
		s.Precision += float64(n*n) / float64(ofPred[pair[1]])
		s.Recall += float64(n*n) / float64(ofGold[pair[0]])
	}
}

// F1 is the harmonic mean of precision and recall, from 0 to 1.
func (s *ClusterScores) F1() float64 { return harmonic(s.Precision, s.Recall) }

// Print writes the scores as a table.
func (s *ClusterScores) Print(out io.Writer) {
	fmt.Fprintf(out, "mentions found by both: %d of %d\n", s.Both, s.Gold)
	fmt.Fprintf(out, "%-34s P %6.2f  R %6.2f  F1 %6.2f\n", "B-cubed", 100*s.Precision, 100*s.Recall, 100*s.F1())
}

// DateScores are what Dates measures.
type DateScores struct {
	Count
	Same int // of those found, how many have the right value
}

// Dates counts dates with exactly the right span, and of those found the ones
// with the right value.
func Dates(gold, pred *Documents) *DateScores {
	s := &DateScores{}
	for _, document := range gold.All() {
		golds, preds := values(document), values(pred.get(document.ID))
		s.Gold += len(golds)
		s.Predicted += len(preds)
		for span, value := range golds {
			if found, ok := preds[span]; ok {
				s.Hit++
				if found == value {
					s.Same++
				}
			}
		}
	}
	return s
}

func values(document *Document) map[Span]string {
	m := make(map[Span]string, len(document.Dates))
	for _, d := range document.Dates {
		m[d.Span] = d.Value
	}
	return m
}

// Print writes the scores as a table.
func (s *DateScores) Print(out io.Writer) {
	s.print(out, "dates")
	fmt.Fprintf(out, "value right, of those found: %.2f %%\n", 100*ratio(s.Same, s.Hit))
}
