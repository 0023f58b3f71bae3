package annotate

import (
	"strings"
	"unicode"

	"pressmark/generator/lexicon"
	"pressmark/generator/text"
)

// places unites the names of one place by the lexicon, and a short name with
// the one longer name it begins ("Fath", "Fath Airport").
func (j *joiner) places() {
	byID := map[int]int{}
	for i := range j.forms {
		if f := &j.forms[i]; f.kind == Place {
			if id := lexiconID(f); id >= 0 {
				if first, ok := byID[id]; ok {
					j.unite(first, i)
				} else {
					byID[id] = i
				}
			}
		}
	}
	j.shorter(Place)
}

// organizations unites the names of one organization by the lexicon, names
// with the same words in another order ("Justice Department", "Department of
// Justice"), and a short name with the one longer name that it begins or ends
// ("Supreme Court").
func (j *joiner) organizations() {
	byID, byBag := map[int]int{}, map[string]int{}
	for i := range j.forms {
		f := &j.forms[i]
		if f.kind != Organization {
			continue
		}
		if id := lexiconID(f); id >= 0 {
			if first, ok := byID[id]; ok {
				j.unite(first, i)
			} else {
				byID[id] = i
			}
		}
		if len(f.words) > 1 {
			key := bag(f.words)
			if first, ok := byBag[key]; ok {
				j.unite(first, i)
			} else {
				byBag[key] = i
			}
		}
	}
	j.shorter(Organization)
}

// bag joins words in alphabetical order.
func bag(words []string) string {
	sorted := append([]string(nil), words...)
	for i := range sorted { // few words
		for k := i; k > 0 && sorted[k] < sorted[k-1]; k-- {
			sorted[k], sorted[k-1] = sorted[k-1], sorted[k]
		}
	}
	return strings.Join(sorted, " ")
}

// shorter unites each name of the kind with the longer names that begin or end
// with it, if they are all one.
func (j *joiner) shorter(kind Kind) {
	starts, ends := map[string][]int{}, map[string][]int{}
	for i := range j.forms {
		f := &j.forms[i]
		if f.kind != kind || len(f.words) < 2 {
			continue
		}
		first, last := f.words[0], f.words[len(f.words)-1]
		if l := starts[first]; len(l) < bucketSize {
			starts[first] = append(l, i)
		}
		if l := ends[last]; len(l) < bucketSize && kind == Organization {
			ends[last] = append(l, i)
		}
	}
	for i := range j.forms {
		f := &j.forms[i]
		if f.kind != kind || kind == Place && (lexicon.IsPlace(lowerCapitals(f.text)) || len(f.words) == 1 && partial[f.words[0]]) {
			continue
		}
		match, clash := -1, false
		consider := func(other int, longer bool) {
			if longer && j.root(other) != j.root(i) {
				clash = clash || match >= 0 && j.root(match) != j.root(other)
				match = other
			}
		}
		n := len(f.words)
		for _, o := range starts[f.words[0]] {
			w := j.forms[o].words
			consider(o, len(w) > n && equalWords(f.words, w[:n]) && j.tail(f, &j.forms[o]))
		}
		for _, o := range ends[f.words[n-1]] {
			w := j.forms[o].words
			consider(o, len(w) > n && equalWords(f.words, w[len(w)-n:]) && !j.complement(f, &j.forms[o]))
		}
		if match >= 0 && !clash {
			j.unite(match, i)
		}
	}
}

// tail reports whether the long name, which begins with the short one, may be
// shortened to it. A place's kind may go ("Airport"), its own name may not; what
// stands behind a body's name may go if it says where or of what ("Supreme
// Council of X"), else only if the short name is not another body's ("United
// Nations Security Council" is not the United Nations).
func (j *joiner) tail(short, long *form) bool {
	if joinedByAnd(short, long) {
		return false
	}
	if short.kind == Organization {
		rest := strings.TrimPrefix(long.text, short.text)
		if strings.HasPrefix(rest, " of ") || strings.HasPrefix(rest, " for ") || strings.HasPrefix(rest, " in ") {
			return true
		}
		if whole(short.text) && whole(long.text) {
			return false // "University of Chicago", "University of Chicago Law Review"
		}
		id := lexiconID(short)
		return id < 0 || id == lexiconID(long)
	}
	if n := len(short.words); n > 1 && lexicon.Lower(short.words[n-1])&lexicon.PlaceHead != 0 {
		return false // "Elm River" is not the "Elm River Basin"
	}
	for _, w := range long.words[len(short.words):] {
		if lexicon.Lower(w)&lexicon.Common == 0 || building[w] {
			return false
		}
	}
	return true
}

// whole reports whether a name of several words has a word that says what kind
// of body it is, so that what stands behind it makes another of it.
func whole(name string) bool {
	words := strings.Fields(name)
	if len(words) < 2 {
		return false
	}
	last := lexicon.Word(words[len(words)-1])
	return last&lexicon.OrgHead != 0 || lexicon.Word(words[0])&lexicon.OrgOpen != 0 && (words[1] == "of" || words[1] == "for")
}

// partial are words that are no short form of a place: "the North" is not the
// North Pole.
var partial = map[string]bool{
	"north": true, "south": true, "east": true, "west": true, "northern": true, "southern": true, "eastern": true, "western": true, "central": true,
	"upper": true, "lower": true, "new": true, "great": true, "old": true, "mount": true, "lake": true, "saint": true, "san": true, "santa": true,
}

// building are words for what stands in a place and is not the place.
var building = map[string]bool{
	"bridge": true, "hospital": true, "house": true, "hotel": true, "restaurant": true, "station": true, "school": true, "prison": true, "stadium": true,
	"memorial": true, "museum": true, "palace": true, "castle": true, "tower": true, "temple": true, "church": true, "cathedral": true, "mosque": true, "dam": true,
}

// joinedByAnd reports whether the long name is two names of which the short one
// is one: "Western Securities and Eastern Securities".
func joinedByAnd(short, long *form) bool {
	for _, and := range [...]string{" and ", " & "} {
		if rest, ok := strings.CutPrefix(long.text, short.text+and); ok && rest != "" {
			return true
		}
		if rest, ok := strings.CutSuffix(long.text, and+short.text); ok && rest != "" {
			return true
		}
	}
	return false
}

// complement reports whether the short name stands behind "of" at the end of
// the long one, or ends a name that does, which then is something that belongs
// to it: "Council of the European Union".
func (j *joiner) complement(short, long *form) bool {
	if id := lexiconID(short); joinedByAnd(short, long) || id >= 0 && id != lexiconID(long) {
		return true // the listed body is not one of its branches, nor of another's
	}
	head := strings.TrimSuffix(long.text, short.text)
	if _, whole, ok := strings.Cut(head, " of "); ok {
		if _, named := j.known[formKey{strings.TrimPrefix(whole, "the ") + short.text, short.kind}]; named {
			return true
		}
	}
	for _, end := range [...]string{" of ", " of the ", " for ", " for the ", " in ", " to the "} {
		if strings.HasSuffix(head, end) {
			return true
		}
	}
	return false
}

// groups unites the words for one nation, religion or party.
func (j *joiner) groups() {
	byLemma := map[string]int{}
	for i := range j.forms {
		f := &j.forms[i]
		if f.kind != Group {
			continue
		}
		lemma := strings.TrimSuffix(f.text, "s")
		if g, ok := lexicon.GroupOf(f.text); ok {
			lemma = g.Lemma
		}
		if first, ok := byLemma[lemma]; ok {
			j.unite(first, i)
		} else {
			byLemma[lemma] = i
		}
	}
}

// parenthesised unites an acronym in brackets with the name it stands behind,
// or the name in brackets with the acronym: "International Atomic Energy Agency
// (IAEA)".
func (j *joiner) parenthesised() {
	for i := 1; i < len(j.mentions); i++ {
		a, b := &j.mentions[i-1], &j.mentions[i]
		between := j.doc.Text[a.Span.End:b.Span.Start]
		if between != " (" && between != "(" || b.Span.End >= len(j.doc.Text) || j.doc.Text[b.Span.End] != ')' {
			continue
		}
		if a.Kind != b.Kind || a.Kind == Group {
			continue
		}
		fa, fb := j.of[i-1], j.of[i]
		if acronym(j.forms[fb].text) && j.spelt(fb, fa) || acronym(j.forms[fa].text) && j.spelt(fa, fb) {
			j.unite(fa, fb)
		}
	}
}

// spelt reports whether an acronym that stands beside a name may be short for
// it: the name has several words and small letters, as a dateline before "(AP)"
// has not, and the lexicon does not list both as two.
func (j *joiner) spelt(acronym, name int) bool {
	a, f := &j.forms[acronym], &j.forms[name]
	if len(f.words) < 2 || strings.IndexFunc(f.text, unicode.IsLower) < 0 {
		return false
	}
	id, other := lexiconID(a), lexiconID(f)
	return id < 0 || other < 0 || id == other
}

// acronym reports whether a name is of capitals only, with or without stops.
func acronym(name string) bool {
	letters := 0
	for _, c := range []byte(name) {
		switch {
		case 'A' <= c && c <= 'Z':
			letters++
		case c == '.' || c == '&' || '0' <= c && c <= '9':
		default:
			return false
		}
	}
	return letters >= 2 && letters <= 8
}

// acronyms unites names of capitals with the one name of the same kind whose
// words begin with them.
func (j *joiner) acronyms() {
	byInitials := map[formKey][]int{}
	wanted := false
	for i := range j.forms {
		wanted = wanted || acronym(j.forms[i].text)
	}
	if !wanted {
		return
	}
	for i := range j.forms {
		f := &j.forms[i]
		if f.kind == Group || strings.IndexByte(f.text, ' ') < 0 {
			continue
		}
		for _, initials := range initialsOf(f.text) {
			key := formKey{initials, f.kind}
			if l := byInitials[key]; len(initials) > 1 && len(l) < bucketSize {
				byInitials[key] = append(l, i)
			}
		}
	}
	for i := range j.forms {
		f := &j.forms[i]
		if !acronym(f.text) {
			continue
		}
		if id := lexiconID(f); id >= 0 && (f.kind == Place || j.listedElse(id, byInitials[formKey{strings.ReplaceAll(f.text, ".", ""), f.kind}])) {
			continue // "U.S." is not short for a Union State
		}
		match, clash := -1, false
		for _, o := range byInitials[formKey{strings.ReplaceAll(f.text, ".", ""), f.kind}] {
			clash = clash || match >= 0 && j.root(match) != j.root(o)
			match = o
		}
		if match >= 0 && !clash {
			j.unite(match, i)
		}
	}
}

// listedElse reports whether the lexicon lists one of the forms as something
// else than id.
func (j *joiner) listedElse(id int, forms []int) bool {
	for _, f := range forms {
		if other := lexiconID(&j.forms[f]); other >= 0 && other != id {
			return true
		}
	}
	return false
}

// initialsOf returns the acronyms that a name could have: the initials of its
// capitalised words, those of all its words, and those behind a country's name.
func initialsOf(name string) [3]string {
	var caps, all []byte
	for _, w := range strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '-' || r == '\n' || r == '/' }) {
		if acronym(w) && len(caps) == 0 {
			caps = append(caps, strings.ReplaceAll(w, ".", "")...)
			all = append(all, strings.ReplaceAll(w, ".", "")...)
			continue
		}
		c := w[0]
		if 'a' <= c && c <= 'z' {
			all = append(all, c-'a'+'A')
		} else if 'A' <= c && c <= 'Z' {
			caps, all = append(caps, c), append(all, c)
		}
	}
	result := [3]string{string(caps)}
	if string(all) != result[0] {
		result[1] = string(all)
	}
	if first, rest, ok := strings.Cut(name, " "); ok && len(caps) > 3 {
		if _, nation := lexicon.GroupOf(first); nation && strings.IndexByte(rest, ' ') > 0 {
			result[2] = result[0][1:]
		}
	}
	return result
}

// linkGroups sets of each nation's cluster the cluster of its place, and of a
// party's members that of the party, when the article names it too.
func linkGroups(doc *text.Doc, clusters []Cluster) {
	places, parties := map[int]int{}, map[string]int{}
	for i := range clusters {
		c := &clusters[i]
		name := c.Name.In(doc.Text)
		switch c.Kind {
		case Place:
			if id := lexicon.PlaceID(name); id >= 0 {
				places[id] = i
			}
		case Organization:
			if first, rest, ok := strings.Cut(name, " "); ok && (rest == "Party" || rest == "party") {
				parties[first] = i
			}
		}
	}
	for i := range clusters {
		c := &clusters[i]
		if c.Kind != Group {
			continue
		}
		g, ok := lexicon.GroupOf(c.Name.In(doc.Text))
		if !ok {
			continue
		}
		if g.Of != "" {
			if p, ok := places[lexicon.PlaceID(g.Of)]; ok {
				c.Of = p
			}
		} else if g.Kind == "party" {
			for _, name := range [...]string{g.Lemma, g.Lemma + "ic"} {
				if p, ok := parties[name]; ok {
					c.Of = p
				}
			}
		}
	}
}
