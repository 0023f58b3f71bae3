package archive

import (
	"fmt"

	"pressmark/generator/annotate"
	"pressmark/generator/text"
)

// add marks the place as a name, a date or a quotation.
func (ed *editor) add(set *Change, place text.Span, done *Applied) string {
	ann := ed.ann
	switch set.Add {
	case "date":
		for _, d := range ann.Dates {
			if d.Span.Overlaps(place) {
				return "a date is marked there already"
			}
		}
		ann.Dates = append(ann.Dates, annotate.Date{Span: place, Value: set.Value, Score: 100, Rule: byHand})
		done.What = fmt.Sprintf("date “%s” added as %s", ed.words(place), set.Value)
	case "quote":
		return ed.addQuote(set, place, done)
	default:
		return ed.addName(set, place, done)
	}
	return ""
}

func (ed *editor) addQuote(set *Change, place text.Span, done *Applied) string {
	for _, q := range ed.ann.Quotes {
		for _, s := range q.Spans {
			if s.Overlaps(place) && (s.Contains(place) == place.Contains(s)) {
				return "a quotation is marked there already"
			}
		}
	}
	kind := annotate.Indirect
	if marked(ed.body, place) {
		kind = annotate.Direct
	}
	ed.ann.Quotes = append(ed.ann.Quotes, annotate.Quote{Spans: []text.Span{place}, Kind: kind, Score: 100, Rule: byHand})
	if set.Speaker != "" {
		q := len(ed.ann.Quotes) - 1
		if problem := ed.setSpeaker(q, set.Speaker, done); problem != "" {
			ed.ann.Quotes = ed.ann.Quotes[:q]
			return problem
		}
	}
	done.What = fmt.Sprintf("quotation “%s” added", ed.words(text.Span{Start: place.Start, End: place.End}))
	return ""
}

// marked reports whether the place begins with a quotation mark or stands
// right behind one.
func marked(body string, place text.Span) bool {
	in := place.In(body)
	return len(clean(in)) < len(in) || place.Start > 0 && isMark(lastRune(body[:place.Start]))
}

func lastRune(s string) rune {
	runes := []rune(s[max(0, len(s)-4):])
	return runes[len(runes)-1]
}

func isMark(r rune) bool {
	switch r {
	case '"', '“', '„', '«', '‘', '\'':
		return true
	}
	return false
}

func (ed *editor) addName(set *Change, place text.Span, done *Applied) string {
	for _, m := range ed.ann.Mentions {
		if m.Span.Overlaps(place) {
			return "a name is marked there already; set its span or kind"
		}
	}
	kind, _ := annotate.KindOf(set.Add)
	cluster := -1
	if set.Entity != "" {
		cluster = ed.clusterFor(set.Entity)
		done.Entity, done.Cluster = set.Entity, cluster
		kind = ed.ann.Clusters[cluster].Kind
		if ed.ann.Clusters[cluster].Name.IsZero() {
			ed.ann.Clusters[cluster].Name = place
		}
	} else {
		name := clean(place.In(ed.body))
		for _, m := range ed.ann.Mentions {
			if m.Kind == kind && clean(m.Span.In(ed.body)) == name {
				cluster = m.Cluster
				break
			}
		}
		if cluster < 0 {
			cluster = ed.newCluster(kind, place)
		}
	}
	ed.ann.Mentions = append(ed.ann.Mentions, annotate.Mention{Span: place, Kind: kind, Cluster: cluster, Score: 100})
	delete(ed.emptied, cluster)
	references := ed.ann.References[:0]
	for _, ref := range ed.ann.References {
		if !ref.Span.Overlaps(place) {
			references = append(references, ref)
		}
	}
	ed.ann.References = references
	done.What = fmt.Sprintf("name “%s” added as %s", ed.words(place), kindPhrase(kind))
	return ""
}
