package archive

import (
	"cmp"
	"slices"

	"pressmark/generator/annotate"
	"pressmark/generator/text"
)

// finish drops clusters that lost all their mentions and puts the lists in
// order again.
func (ed *editor) finish() {
	ann := ed.ann
	slices.SortStableFunc(ann.Mentions, func(a, b annotate.Mention) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	slices.SortStableFunc(ann.References, func(a, b annotate.Reference) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	slices.SortStableFunc(ann.Dates, func(a, b annotate.Date) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	slices.SortStableFunc(ann.Quotes, func(a, b annotate.Quote) int { return cmp.Compare(a.Spans[0].Start, b.Spans[0].Start) })
	first := make([]int, len(ann.Clusters))
	for c := range first {
		first[c] = len(ed.body) + 1
		if !ann.Clusters[c].Name.IsZero() {
			first[c] = ann.Clusters[c].Name.Start
		}
	}
	for _, m := range ann.Mentions {
		first[m.Cluster] = min(first[m.Cluster], m.Span.Start)
	}
	order := make([]int, 0, len(ann.Clusters))
	for c := range ann.Clusters {
		if !ed.emptied[c] || ed.mentions(c) > 0 {
			order = append(order, c)
		} else if ed.pins[c] != "" {
			ann.Clusters[c].Name = text.Span{}
			first[c] = len(ed.body) + 1
			order = append(order, c)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(first[a], first[b]) })
	ed.renumber(order)
}

// renumber keeps the clusters in order, and nothing of the others.
func (ed *editor) renumber(order []int) {
	ann := ed.ann
	number := slices.Repeat([]int{-1}, len(ann.Clusters))
	clusters := make([]annotate.Cluster, len(order))
	for i, c := range order {
		number[c] = i
		clusters[i] = ann.Clusters[c]
	}
	to := func(c int) int {
		if c < 0 {
			return -1
		}
		return number[c]
	}
	for i := range clusters {
		clusters[i].Of = to(clusters[i].Of)
		for r := range clusters[i].Roles {
			clusters[i].Roles[r].Org = to(clusters[i].Roles[r].Org)
		}
	}
	ann.Clusters = clusters
	for i := range ann.Mentions {
		ann.Mentions[i].Cluster = number[ann.Mentions[i].Cluster]
	}
	ann.References = slices.DeleteFunc(ann.References, func(r annotate.Reference) bool { return number[r.Cluster] < 0 })
	for i := range ann.References {
		ann.References[i].Cluster = number[ann.References[i].Cluster]
	}
	for q := range ann.Quotes {
		s := &ann.Quotes[q].Speaker
		var kept []int
		for _, c := range s.Clusters {
			if n := number[c]; n >= 0 && !slices.Contains(kept, n) {
				kept = append(kept, n)
			}
		}
		s.Clusters = kept
	}
	for i := range ed.applied {
		ed.applied[i].Cluster = to(ed.applied[i].Cluster)
	}
}
