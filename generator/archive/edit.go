package archive

import (
	"fmt"
	"slices"

	"pressmark/generator/annotate"
	"pressmark/generator/text"
)

// An editor changes a copy of one article's annotations. Clusters are only
// added while it works; finish drops the emptied ones and restores the order.
type editor struct {
	id, body string
	ann      *annotate.Annotations
	pins     map[int]string // entity IDs of clusters
	emptied  map[int]bool   // clusters that lost a mention
	applied  []Applied
}

func newEditor(id, body string, ann *annotate.Annotations) *editor {
	c := &annotate.Annotations{
		Clusters: slices.Clone(ann.Clusters), Mentions: slices.Clone(ann.Mentions), References: slices.Clone(ann.References),
		Dates: slices.Clone(ann.Dates), Quotes: slices.Clone(ann.Quotes),
	}
	for i := range c.Clusters {
		c.Clusters[i].Roles = slices.Clone(c.Clusters[i].Roles)
	}
	for i := range c.Quotes {
		q := &c.Quotes[i]
		q.Spans, q.Speaker.Clusters = slices.Clone(q.Spans), slices.Clone(q.Speaker.Clusters)
	}
	return &editor{id: id, body: body, ann: c, pins: map[int]string{}, emptied: map[int]bool{}}
}

// at returns the item whose span is place, else the only one that overlaps it,
// else -1.
func at[T any](items []T, span func(*T) text.Span, place text.Span) int {
	found, n := -1, 0
	for i := range items {
		s := span(&items[i])
		if s == place {
			return i
		}
		if s.Overlaps(place) {
			found = i
			n++
		}
	}
	if n != 1 {
		return -1
	}
	return found
}

func mentionSpan(m *annotate.Mention) text.Span     { return m.Span }
func referenceSpan(r *annotate.Reference) text.Span { return r.Span }
func dateSpan(d *annotate.Date) text.Span           { return d.Span }

func (ed *editor) mentionAt(place text.Span) int { return at(ed.ann.Mentions, mentionSpan, place) }
func (ed *editor) referenceAt(place text.Span) int {
	return at(ed.ann.References, referenceSpan, place)
}

// quoteAt returns the quotation that the place lies in, the innermost of
// several; else the only one that it overlaps, else -1.
func (ed *editor) quoteAt(place text.Span) int {
	inner, overlapped, n := -1, -1, 0
	least := 0
	for q := range ed.ann.Quotes {
		overlaps := false
		for _, s := range ed.ann.Quotes[q].Spans {
			if s.Contains(place) && (inner < 0 || s.Len() < least) {
				inner, least = q, s.Len()
			}
			overlaps = overlaps || s.Overlaps(place)
		}
		if overlaps {
			overlapped = q
			n++
		}
	}
	if inner < 0 && n == 1 {
		return overlapped
	}
	return inner
}

// mentions counts the mentions of a cluster.
func (ed *editor) mentions(cluster int) int {
	n := 0
	for i := range ed.ann.Mentions {
		if ed.ann.Mentions[i].Cluster == cluster {
			n++
		}
	}
	return n
}

func (ed *editor) newCluster(kind annotate.Kind, name text.Span) int {
	ed.ann.Clusters = append(ed.ann.Clusters, annotate.Cluster{Kind: kind, Name: name, Of: -1})
	return len(ed.ann.Clusters) - 1
}

// existing returns the cluster that is the entity: one set to it, or of its kind
// with the name that makes its ID.
func (ed *editor) existing(id string) (int, bool) {
	for c := range ed.ann.Clusters {
		if ed.pins[c] == id {
			return c, true
		}
	}
	kind, slug, _ := splitID(id)
	for c := range ed.ann.Clusters {
		cluster := &ed.ann.Clusters[c]
		if cluster.Kind == kind && ed.pins[c] == "" && ed.mentions(c) > 0 && slugOf(clean(cluster.Name.In(ed.body))) == slug {
			ed.pins[c] = id
			return c, true
		}
	}
	return 0, false
}

// clusterFor returns the cluster that is the entity, one without a name in the
// text if the article does not mention it.
func (ed *editor) clusterFor(id string) int {
	if c, ok := ed.existing(id); ok {
		return c
	}
	kind, _, _ := splitID(id)
	c := ed.newCluster(kind, text.Span{})
	ed.pins[c] = id
	return c
}

func (ed *editor) changeKind(cluster int, kind annotate.Kind) {
	c := &ed.ann.Clusters[cluster]
	c.Kind = kind
	if kind != annotate.Group {
		c.Of = -1
	}
	for i := range ed.ann.Mentions {
		if ed.ann.Mentions[i].Cluster == cluster {
			ed.ann.Mentions[i].Kind = kind
		}
	}
}

// move gives a mention to another cluster, with what it says.
func (ed *editor) move(m, to int) {
	mention := &ed.ann.Mentions[m]
	from := mention.Cluster
	ed.repoint(mention.Span, from, to)
	mention.Cluster, mention.Kind = to, ed.ann.Clusters[to].Kind
	ed.rename(from)
	ed.rename(to)
}

// repoint lets the speakers whose words hold the span speak for another
// cluster.
func (ed *editor) repoint(span text.Span, from, to int) {
	for q := range ed.ann.Quotes {
		s := &ed.ann.Quotes[q].Speaker
		if !s.Span.Contains(span) {
			continue
		}
		for i, c := range s.Clusters {
			if c == from {
				s.Clusters[i] = to
			}
		}
	}
}

// rename sets a cluster's name to its fullest mention if it has lost it.
func (ed *editor) rename(cluster int) {
	c := &ed.ann.Clusters[cluster]
	var best text.Span
	for _, m := range ed.ann.Mentions {
		if m.Cluster != cluster {
			continue
		}
		if m.Span == c.Name {
			return
		}
		if m.Span.Len() > best.Len() {
			best = m.Span
		}
	}
	ed.emptied[cluster] = best.IsZero()
	if !best.IsZero() {
		c.Name = best
	}
}

// clustersIn returns who the words of a span stand for, and whether they name
// somebody unnamed who speaks for them.
func (ed *editor) clustersIn(span text.Span) (clusters []int, unnamed bool) {
	add := func(s text.Span, c int) {
		if span.Overlaps(s) && !slices.Contains(clusters, c) {
			clusters = append(clusters, c)
			if ed.ann.Clusters[c].Kind != annotate.Person && s.Len() < span.Len() {
				unnamed = true
			}
		}
	}
	for _, m := range ed.ann.Mentions {
		add(m.Span, m.Cluster)
	}
	for _, r := range ed.ann.References {
		add(r.Span, r.Cluster)
	}
	for _, c := range clusters {
		if ed.ann.Clusters[c].Kind == annotate.Person {
			return []int{c}, false // "Foreign Minister Sergei Lavrov of Russia"
		}
	}
	return clusters, unnamed
}

func (ed *editor) remove(place text.Span, done *Applied) string {
	ann := ed.ann
	what := func(kind string, s text.Span) {
		done.What = fmt.Sprintf("%s “%s” removed", kind, ed.words(s))
	}
	if m := ed.mentionAt(place); m >= 0 && !ed.isQuote(place) {
		what("name", ann.Mentions[m].Span)
		ed.removeMention(m)
	} else if r := ed.referenceAt(place); r >= 0 && !ed.isQuote(place) {
		what("reference", ann.References[r].Span)
		ann.References = slices.Delete(ann.References, r, r+1)
	} else if d := at(ann.Dates, dateSpan, place); d >= 0 && !ed.isQuote(place) {
		what("date", ann.Dates[d].Span)
		ann.Dates = slices.Delete(ann.Dates, d, d+1)
	} else if q := ed.quoteAt(place); q >= 0 {
		what("quotation", ann.Quotes[q].Spans[0])
		ann.Quotes = slices.Delete(ann.Quotes, q, q+1)
	} else {
		return "nothing is marked there"
	}
	return ""
}

// isQuote reports whether the place is the whole of a part of a quotation,
// with or without its marks, and so means that and not a name in it.
func (ed *editor) isQuote(place text.Span) bool {
	if m := ed.mentionAt(place); m >= 0 && ed.ann.Mentions[m].Span == place {
		return false
	}
	for _, q := range ed.ann.Quotes {
		for _, s := range q.Spans {
			if s == place || clean(s.In(ed.body)) == clean(place.In(ed.body)) && s.Overlaps(place) {
				return true
			}
		}
	}
	return false
}

func (ed *editor) removeMention(m int) {
	c := ed.ann.Mentions[m].Cluster
	ed.ann.Mentions = slices.Delete(ed.ann.Mentions, m, m+1)
	ed.rename(c)
}

// setSpan lets the annotation at the place cover other words, which must
// overlap it.
func (ed *editor) setSpan(words string, place text.Span, done *Applied) string {
	var spans []text.Span
	for _, s := range (Anchor{Exact: words}).places(ed.body) {
		if s.Overlaps(place) {
			spans = append(spans, s)
		}
	}
	if len(spans) != 1 {
		return fmt.Sprintf("the new words “%s” do not stand there", short(words))
	}
	to := spans[0]
	ann := ed.ann
	old := place
	if m := ed.mentionAt(place); m >= 0 && !ed.isQuote(place) {
		old = ann.Mentions[m].Span
		c := ann.Mentions[m].Cluster
		if ann.Clusters[c].Name == old {
			ann.Clusters[c].Name = to
		}
		ann.Mentions[m].Span, ann.Mentions[m].Score = to, 100
		for i := len(ann.Mentions) - 1; i >= 0; i-- {
			if i != m && ann.Mentions[i].Span.Overlaps(to) {
				ed.removeMention(i)
				if i < m {
					m--
				}
			}
		}
	} else if r := ed.referenceAt(place); r >= 0 && !ed.isQuote(place) {
		old = ann.References[r].Span
		ann.References[r].Span, ann.References[r].Score = to, 100
	} else if d := at(ann.Dates, dateSpan, place); d >= 0 && !ed.isQuote(place) {
		old = ann.Dates[d].Span
		ann.Dates[d].Span, ann.Dates[d].Score, ann.Dates[d].Rule = to, 100, byHand
	} else if q := ed.quoteAt(place); q >= 0 {
		quote := &ann.Quotes[q]
		i := slices.IndexFunc(quote.Spans, func(s text.Span) bool { return s.Overlaps(place) })
		old = quote.Spans[i]
		quote.Spans[i] = to
		quote.Spans = slices.DeleteFunc(quote.Spans, func(s text.Span) bool { return s != to && s.Overlaps(to) })
		quote.Score, quote.Rule = 100, byHand
	} else {
		return "nothing is marked there"
	}
	done.What = fmt.Sprintf("“%s” made to read “%s”", ed.words(old), ed.words(to))
	return ""
}
