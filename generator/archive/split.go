package archive

import (
	"slices"

	"pressmark/generator/annotate"
)

// splitByRecords parts the clusters of an entry of which some mention has the
// name of one record of the authority file, and the cluster's own name that of
// another: an article's reader took for one what people say is two. The
// annotations are copied before they are changed.
func (r *resolver) splitByRecords(e *Entry, p page) {
	if len(r.recordOf) == 0 {
		return
	}
	type part struct{ cluster, record int }
	parts := map[part]int{}
	copied := false
	for i := range e.Mentions {
		c := e.Mentions[i].Cluster
		if c < 0 || e.Mentions[i].Kind == annotate.Group || e.Mentions[i].Span == e.Clusters[c].Name {
			continue
		}
		own, named := r.recordNamed(e.Mentions[i].Kind, p.at(e.Mentions[i].Span)), r.recordNamed(e.Clusters[c].Kind, p.at(e.Clusters[c].Name))
		if own < 0 || named < 0 || own == named {
			continue
		}
		if !copied {
			marks := *e.Annotations
			marks.Mentions, marks.Clusters = slices.Clone(marks.Mentions), slices.Clone(marks.Clusters)
			e.Annotations, copied = &marks, true
		}
		n, ok := parts[part{c, own}]
		if !ok {
			n = len(e.Clusters)
			parts[part{c, own}] = n
			e.Clusters = append(e.Clusters, annotate.Cluster{Kind: r.authority.Records[own].Kind, Name: e.Mentions[i].Span, Of: -1})
		}
		e.Mentions[i].Cluster, e.Mentions[i].Kind = n, e.Clusters[n].Kind
	}
}

// recordNamed returns the only record that has a name, of the kind if there is
// one, else -1.
func (r *resolver) recordNamed(kind annotate.Kind, name string) int {
	name = clean(name)
	if n, ok := r.recordOf[formKey{kind, exactKey(kind, name)}]; ok {
		return n
	}
	if kind == annotate.Person {
		return -1
	}
	other := annotate.Organization + annotate.Place - kind
	if n, ok := r.recordOf[formKey{other, exactKey(other, name)}]; ok {
		return n
	}
	return -1
}
