package annotate

import (
	"sort"
	"strings"
	"unicode/utf8"

	"pressmark/generator/lexicon"
	"pressmark/generator/text"
)

// again marks the surnames of those whom the article names in full.
func (f *foreignNamer) again() {
	surnames := map[string]bool{}
	for _, m := range f.found {
		if m.Kind != Person {
			continue
		}
		words := strings.Fields(m.Span.In(f.doc.Text))
		last := words[len(words)-1]
		if !f.small(last) && utf8.RuneCountInString(last) > 2 && f.lang.Use(strings.ToLower(last))&(lexicon.NoName|heads) == 0 {
			surnames[last] = true
		}
	}
	for i := range f.units {
		if f.taken[i] || !f.units[i].capital || !surnames[f.in(i)] {
			continue
		}
		if f.lang.Code == "de" && f.is(i-1, lexicon.Article) && !f.surname(i) {
			continue
		}
		f.add(i, i+1, Person, 75)
	}
}

// addInflected adds the names in other cases than the nominative ("Лаврова",
// "Merkels") of those whom the article names in it, as mentions of their
// clusters.
func addInflected(r *foreignReader, mentions []Mention, clusters []Cluster) []Mention {
	if len(r.lang.Endings) == 0 || len(mentions) == 0 {
		return mentions
	}
	stems := map[string]int{} // of the last word; -1 for two people's
	firsts := map[int]string{}
	for _, m := range mentions {
		if m.Kind != Person || m.Cluster < 0 {
			continue
		}
		words := strings.Fields(m.Span.In(r.doc.Text))
		stem := r.stem(words[len(words)-1])
		if old, ok := stems[stem]; ok && old != m.Cluster {
			stems[stem] = -1
			continue
		}
		stems[stem] = m.Cluster
		if len(words) > 1 {
			firsts[m.Cluster] = r.stem(words[0])
		}
	}
	r.placeNames(mentions)
	var more []Mention
	for i := range r.units {
		u := &r.units[i]
		if !u.capital || u.name >= 0 || u.use&lexicon.NoName != 0 {
			continue
		}
		c, ok := stems[r.stem(r.in(i))]
		if !ok || c < 0 {
			continue
		}
		span := text.Span{Start: u.Start, End: u.End}
		if i > 0 && r.units[i-1].capital && r.units[i-1].name < 0 && firsts[c] != "" && r.stem(r.in(i-1)) == firsts[c] {
			span.Start = r.units[i-1].Start
		}
		more = append(more, Mention{Span: span, Kind: Person, Cluster: c, Score: 70})
	}
	if len(more) == 0 {
		return mentions
	}
	more = append(more, mentions...)
	sort.Slice(more, func(i, j int) bool { return more[i].Span.Start < more[j].Span.Start })
	return more
}

// stem is a word without the ending of its case, at least three letters long.
func (r *foreignReader) stem(word string) string {
	for _, end := range r.lang.Endings {
		if rest, ok := strings.CutSuffix(word, end); ok && utf8.RuneCountInString(rest) >= 3 {
			return rest
		}
	}
	return word
}
