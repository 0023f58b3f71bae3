package annotate

import (
	"strings"
	"unicode/utf8"

	"pressmark/generator/lexicon"
)

// people unites the ways in which persons are named. Full names come first;
// then each bare surname or given name goes to the full names it fits.
func (j *joiner) people() {
	byWord := map[string][]int{} // full names by first and last word
	var bare []int
	for i := range j.forms {
		f := &j.forms[i]
		if f.kind != Person || f.up != i {
			continue
		}
		if !fullName(f) {
			bare = append(bare, i)
			continue
		}
		j.fullName(i, byWord)
	}
	anywhere := map[string][]int{} // full names by each word
	for i := range j.forms {
		f := &j.forms[i]
		if f.kind == Person && fullName(f) {
			for k, w := range f.words {
				if l := anywhere[w]; len(l) < bucketSize && utf8.RuneCountInString(w) > 1 && !contains(f.words[:k], w) {
					anywhere[w] = append(l, i)
				}
			}
		}
	}
	j.lastNames(anywhere)
	for _, i := range bare {
		j.bare(i, anywhere)
	}
}

// lastNames unites two surnames with the one fuller name that they end: "García
// Márquez" with "Gabriel García Márquez". A given name before a surname may be
// somebody else's.
func (j *joiner) lastNames(anywhere map[string][]int) {
	for i := range j.forms {
		f := &j.forms[i]
		if f.kind != Person || len(f.words) != 2 || !fullName(f) || j.root(i) != i {
			continue
		}
		if first, _, _ := strings.Cut(f.text, " "); lexicon.Word(first)&lexicon.Given != 0 {
			continue
		}
		match, clash := -1, false
		for _, full := range anywhere[f.words[1]] {
			words := coreWords(j.forms[full].words)
			if len(words) > 2 && equalWords(f.words, words[len(words)-2:]) && j.root(full) != j.root(i) {
				clash = clash || match >= 0 && j.root(match) != j.root(full)
				match = full
			}
		}
		if match >= 0 && !clash {
			j.unite(match, i)
		}
	}
}

func contains(words []string, w string) bool {
	for _, x := range words {
		if x == w {
			return true
		}
	}
	return false
}

// fullName reports whether a form has a given name and a surname; "bin Laden"
// and "de Blasio" have not.
func fullName(f *form) bool {
	return len(f.words) >= 2 && !particle(f.words[0]) && f.words[0] != "al"
}

// fullName unites full name i with an earlier one that agrees: "Richard Guy",
// "Richard K. Guy", "Richard Kenneth Guy".
func (j *joiner) fullName(i int, byWord map[string][]int) {
	words := coreWords(j.forms[i].words)
	last, first := words[len(words)-1], words[0]
	match := -1
	for _, key := range [...]string{last, first} {
		for _, other := range byWord[key] {
			if samePerson(coreWords(j.forms[other].words), words) {
				if match >= 0 && j.root(match) != j.root(other) {
					return // fits two: apart
				}
				match = other
			}
		}
	}
	if match >= 0 {
		j.unite(match, i)
	}
	for _, key := range [...]string{last, first} {
		if l := byWord[key]; len(l) < bucketSize {
			byWord[key] = append(l, i)
		}
	}
}

// coreWords leaves suffixes like "Jr." out.
func coreWords(words []string) []string {
	if n := len(words); n > 2 {
		switch words[n-1] {
		case "jr", "sr", "ii", "iii", "iv":
			return words[:n-1]
		}
	}
	return words
}

// samePerson reports whether two full names can be one person's: the given
// names agree, and the other words of the shorter one stand in the longer one in
// the same order.
func samePerson(a, b []string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if !agrees(a[0], b[0]) {
		return false
	}
	at := 1
	for _, w := range a[1:] {
		for at < len(b) && !agrees(w, b[at]) {
			at++
		}
		if at == len(b) {
			return false
		}
		at++
	}
	// The surname must be written out in both: "John F." is nobody.
	return len(a[len(a)-1]) > 1 && (a[len(a)-1] == b[len(b)-1] || len(b) > len(a) && contains(b[1:], a[len(a)-1]))
}

// agrees reports whether two given or middle names can be one: equal, an
// initial of the other, or a usual short form.
func agrees(a, b string) bool {
	if a == b {
		return true
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) == 1 || len(a) == 2 && len(b) > 3 && a[:1] == b[:1] && a[1] == b[1] && strings.HasPrefix(b, a) {
		return strings.HasPrefix(b, a)
	}
	return len(a) >= 3 && strings.HasPrefix(b, a) && len(b)-len(a) <= 6 || lexicon.IsNickname(a, b)
}

// bare unites a surname or given name with the one full name it fits, or notes
// the rivals. A surname counts before a given name.
func (j *joiner) bare(i int, anywhere map[string][]int) {
	f := &j.forms[i]
	last := f.words[len(f.words)-1]
	best := 0
	var fits []int
	for _, full := range anywhere[last] {
		rank := fit(f.words, coreWords(j.forms[full].words))
		if rank == 0 || rank < best {
			continue
		}
		if rank > best {
			best, fits = rank, fits[:0]
		}
		root := j.root(full)
		if !containsRoot(j, fits, root) {
			fits = append(fits, full)
		}
	}
	if len(fits) > 0 && best == 3 {
		if out := j.strangers(i, fits); len(out) > 0 {
			fits = append(fits, j.stranger(i, out))
			j.forms[i].rival = fits
			return
		}
	}
	switch {
	case len(fits) == 1:
		j.unite(fits[0], i)
	case len(fits) > 1:
		f.rival = fits
	}
}

func containsRoot(j *joiner, list []int, root int) bool {
	for _, x := range list {
		if j.root(x) == root {
			return true
		}
	}
	return false
}

// fit says how well a bare name fits a full one: 3 as its surname, 2 as its
// given name, 1 as one in the middle, 0 not at all.
func fit(bare, full []string) int {
	n, m := len(bare), len(full)
	if n >= m {
		return 0
	}
	if equalWords(bare, full[m-n:]) {
		return 3
	}
	if equalWords(bare, full[:n]) {
		return 2
	}
	for k := 1; k+n < m; k++ {
		if equalWords(bare, full[k:k+n]) {
			return 1
		}
	}
	return 0
}

func equalWords(a, b []string) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}
