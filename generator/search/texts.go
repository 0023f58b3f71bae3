package search

import (
	"slices"
	"strings"
)

// shownOf is how many of those whom an article names its text tells, for the
// facets: the first, whom the caller puts there.
const shownOf = 12

// textOf is the piece that holds an article's text, the names in it and its
// quotations, which refer to the names by their number.
func textOf(d *Doc) []byte {
	var w writer
	w.text(d.Text)
	w.number(d.Headline[1])
	shown := min(len(d.Names), shownOf)
	names := slices.Clip(d.Names[:shown])
	at := map[string]int{}
	for i, n := range names {
		at[n.ID] = i
	}
	number := func(n Name) int {
		i, met := at[n.ID]
		if !met {
			i = len(names)
			at[n.ID] = i
			names = append(names, n)
		}
		return i
	}
	var quotes writer
	quotes.number(len(d.Quotes))
	for i := range d.Quotes {
		q := &d.Quotes[i]
		quotes.text(q.ID)
		quotes.text(q.Kind)
		quotes.text(q.Cue)
		quotes.text(q.Who)
		quotes.number(len(q.Spans))
		before := 0
		for _, s := range q.Spans {
			quotes.number(max(0, s[0]-before))
			quotes.number(s[1] - s[0])
			before = s[1]
		}
		for _, list := range [][]Name{q.Speakers, q.About} {
			quotes.number(len(list))
			for _, n := range list {
				quotes.number(number(n))
			}
		}
	}
	w.number(len(names))
	w.number(shown)
	for _, n := range names {
		putName(&w, n)
	}
	w.number(len(d.Tags))
	for _, t := range d.Tags {
		w.text(t)
	}
	return append(w.b, quotes.b...)
}

// nameKinds are how ids begin.
var nameKinds = []string{"person", "organization", "place", "voice"}

// putName writes a name, and its id if it does not follow from the name.
func putName(w *writer, n Name) {
	kind, rest, _ := strings.Cut(n.ID, "/")
	i := slices.Index(nameKinds, kind)
	plain := i >= 0 && rest == FacetValue(n.Name)
	if plain {
		w.number(i + 1)
	} else {
		w.number(0)
		w.text(n.ID)
	}
	w.text(n.Name)
}

func takeName(s *scanner) Name {
	kind := s.number()
	if kind == 0 || kind > len(nameKinds) {
		return Name{ID: s.text(), Name: s.text()}
	}
	name := s.text()
	return Name{ID: nameKinds[kind-1] + "/" + FacetValue(name), Name: name}
}

// takeText reads what textOf made.
func takeText(s *scanner) (*Text, error) {
	t := &Text{Text: s.text(), Heading: s.number()}
	all, shown := s.number(), s.number()
	for range all {
		if s.failed {
			break
		}
		t.Names = append(t.Names, takeName(s))
	}
	for range s.number() {
		if s.failed {
			break
		}
		t.Tags = append(t.Tags, s.text())
	}
	for range s.number() {
		if s.failed {
			break
		}
		t.Quotes = append(t.Quotes, takeQuote(s, t.Names))
	}
	t.Names = t.Names[:min(shown, len(t.Names))]
	return t, s.err()
}

func takeQuote(s *scanner, names []Name) Quote {
	q := Quote{ID: s.text(), Kind: s.text(), Cue: s.text(), Who: s.text()}
	at := 0
	for range s.number() {
		if s.failed {
			return q
		}
		start := at + s.number()
		at = start + s.number()
		q.Spans = append(q.Spans, [2]int{start, at})
	}
	for _, list := range []*[]Name{&q.Speakers, &q.About} {
		for range s.number() {
			i := s.number()
			if i >= len(names) {
				s.failed = true
				return q
			}
			*list = append(*list, names[i])
		}
	}
	return q
}
