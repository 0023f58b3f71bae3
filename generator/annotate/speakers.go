package annotate

import (
	"strings"

	"pressmark/generator/lexicon"
	"pressmark/generator/tagger"
	"pressmark/generator/text"
)

// phraseInside are the classes that a noun phrase is made of.
const phraseInside = nounClass | lexicon.Adjective | lexicon.Determiner | lexicon.Possessive | lexicon.Figure

// subject returns the subject of the verb that begins at token v; none if what
// stands there reads as no noun phrase.
func (r *reader) subject(v int) group {
	if g := r.overParticiple(r.subjectOf(v), v); r.nounPhraseLike(g) {
		return g
	}
	return group{}
}

// subjectOf reads the subject of the verb at token v leftwards: over asides to
// the head, then to the phrase's beginning.
func (r *reader) subjectOf(v int) group {
	s := r.doc.Sentences[r.sentence[v]]
	s.First = max(s.First, v-120)
	end := r.skipAsides(v, s.First)
	if end <= s.First {
		return group{}
	}
	k := end - 1
	if r.has(k, lexicon.Subject) && !r.has(k, lexicon.Determiner) {
		return group{k, end}
	}
	if r.isAny(k, "who", "which", "that") && !r.kind(k, text.Clitic) {
		return r.antecedent(k, s.First)
	}
	first := r.phraseStart(end, s.First)
	if first >= end {
		if g := r.relativeSubject(end, s.First); !g.none() {
			return g
		}
	}
	if g := (group{first, end}); !g.none() {
		if end < v && first-2 >= s.First && r.is(first-1, ",") && r.has(first, lexicon.Determiner) && r.classAt(first-2) == lexicon.Proper {
			// "Smith, the mayor, one of the four, said": two appositions.
			if k := r.phraseStart(first-1, s.First); k < first-1 {
				g.first = k
			}
		}
		if !g.none() && end < v {
			g.last = r.withApposition(g.last, v)
		}
		return g
	}
	for p := end - 1; p > s.First && end-p < 12 && !r.kind(p, text.Close) && !r.kind(p, text.Open); p-- {
		// "Smith, of London, one of the four, said": the phrase is an aside too.
		if r.is(p, ",") && r.has(p-1, nounClass) && r.has(p+1, lexicon.Preposition) {
			if g := (group{r.phraseStart(p, s.First), p}); !g.none() {
				return g
			}
		}
	}
	if end == v || !r.is(v-1, ",") {
		return group{}
	}
	// "On Monday, Smith, announced": what looked like an aside is the subject.
	return group{r.phraseStart(v-1, s.First), v - 1}
}

// relativeSubject is the noun phrase whose relative clause ends at token end: "a
// man who asked not to be named". It is none if a comma or a quotation mark
// stands between.
func (r *reader) relativeSubject(end, first int) group {
	for k := end - 2; k > first && end-k < 12; k-- {
		switch {
		case r.is(k, ","), r.is(k, ";"), r.kind(k, text.Open), r.kind(k, text.Close):
			return group{}
		case r.is(k, "who") && r.has(k-1, nounClass) && r.has(k+1, finiteClass|auxClass):
			if g := r.antecedent(k, first); !g.none() {
				return group{g.first, end}
			}
			return group{}
		}
	}
	return group{}
}

// withApposition returns the end of the noun phrase that ends at token end,
// with the apposition behind it: "Smith, the mayor", "the mayor, Ann Smith". An
// apposition is over before token limit and has no verb.
func (r *reader) withApposition(end, limit int) int {
	if !r.is(end, ",") || !r.has(end+1, lexicon.Determiner|lexicon.Possessive|lexicon.Proper|lexicon.Noun|lexicon.Adjective) || r.has(end+1, lexicon.Day) {
		return end
	}
	for k := end + 1; k < limit && k < end+20; k++ {
		switch {
		case r.is(k, ",") || r.is(k, "."):
			return k
		case r.has(k, auxClass|finiteClass|lexicon.Base|lexicon.Gerund) && !r.has(k, nounClass) && !r.kind(k, text.Clitic), r.kind(k, text.Open), r.is(k, ";"), r.is(k, ":"):
			return end
		}
	}
	return end
}

// antecedent is the noun phrase that a relative pronoun at token k stands for.
func (r *reader) antecedent(k, first int) group {
	end := k
	if r.is(end-1, ",") {
		end--
	}
	if end > first && r.isAny(end-1, "someone", "somebody", "anyone", "everyone", "those", "others") {
		return group{end - 1, end}
	}
	if end <= first || !r.has(end-1, nounClass) && r.tags[end-1] != tagger.Noun {
		return group{}
	}
	g := group{r.phraseStart(end, first), end}
	for i := end - 2; i > g.first; i-- {
		if r.is(i, "by") && (r.tags[i-1] == tagger.VBN || r.tags[i-1] == tagger.VBD) {
			g.first = i + 1 // "condemned by leaders who"
			break
		}
	}
	if w := r.info[end-1]; w != nil && w.Document && !g.none() && r.issues(g.first-1) {
		if by := r.subject(g.first - 1); !by.none() {
			return by
		}
	}
	return g
}

// issues reports whether token i is a verb whose subject speaks by the document
// that is its object: "released a statement which said".
func (r *reader) issues(i int) bool {
	return r.isAny(i, "issued", "issues", "issuing", "released", "releases", "releasing", "published", "signed", "posted", "wrote", "sent", "broadcast") ||
		r.is(i, "out") && r.is(i-1, "put")
}

// phraseStart reads a noun phrase that ends before token end leftwards to its
// first token.
func (r *reader) phraseStart(end, first int) int {
	k := end
	for k > first {
		j := k - 1
		switch {
		case r.nameAt(j) >= 0 || r.classAt(j) == lexicon.Proper:
			k = j
		case r.has(j, lexicon.Possessive) && r.kind(j, text.Clitic), r.is(j, "-"), r.is(j, "&"), r.is(j, "/"), r.is(j, "."), r.is(j, "%"):
			k = j
		case r.nickname(j, first) && !r.has(k, lexicon.Determiner):
			k = r.regions[r.insideAt(j)].first
		case r.kind(j, text.Close) || r.kind(j, text.Open):
			return r.trimStart(k, end)
		case r.is(j, ")"):
			open := r.back(j, first, "(", "(")
			if open < 0 || j-open > 12 {
				return r.trimStart(k, end)
			}
			k = open
		case r.is(j, ","):
			if r.listComma(j, end) {
				k = j
				continue
			}
			return r.trimStart(k, end)
		case r.has(j, lexicon.Coordinator):
			if !r.joinsNouns(j, first) {
				return r.trimStart(k, end)
			}
			k = j
		case r.has(j, lexicon.Preposition) && !r.has(j, lexicon.Subordinator|lexicon.To) || r.is(j, "to"):
			k = j
		case r.startsAnother(j, first):
			return r.trimStart(j, end)
		case r.has(j, phraseInside) && r.classAt(j)&(finiteClass|lexicon.Base) == 0:
			k = j
		case r.has(j, lexicon.Day) || r.classAt(j) == lexicon.Adverb:
			k = j
		case (r.has(j, lexicon.Participle|lexicon.Gerund) || r.classAt(j) == lexicon.Past && r.mayBeParticiple(j) && (r.has(j+1, lexicon.Day) || r.isAny(j+1, "by", "last", "earlier"))) && r.classAt(j)&lexicon.Third == 0 && r.modifier(j, k, first):
			k = j
		case r.isAny(j, "who", "that", "which") && r.has(j-1, nounClass) && !(r.is(j, "that") && r.has(j+1, lexicon.Determiner|lexicon.Subject|lexicon.Possessive|lexicon.Proper|lexicon.Plural)):
			k = j
		default:
			if n := r.relativeNoun(j, first); n >= 0 {
				k = n + 1
				continue
			}
			return r.trimStart(k, end)
		}
	}
	return r.trimStart(k, end)
}

// mayBeParticiple reports whether the word at token i can be a past participle.
func (r *reader) mayBeParticiple(i int) bool {
	if r.has(i, lexicon.Participle) {
		return true
	}
	if r.info[i] != nil {
		return r.info[i].Classes&lexicon.Participle != 0
	}
	return strings.HasSuffix(r.word(i), "ed")
}

// nickname reports whether token j closes a few words in quotation marks within
// a name (Joe “Lucky” Smith).
func (r *reader) nickname(j, first int) bool {
	if !r.kind(j, text.Close) || r.insideAt(j) < 0 {
		return false
	}
	open := r.regions[r.insideAt(j)].first
	return open > first && j-open < 6 && r.has(open-1, nounClass|lexicon.Determiner|lexicon.Adjective) && !r.is(j-1, ",")
}

// modifier reports whether the participle at token j belongs to a noun phrase
// rather than being the verb before it.
func (r *reader) modifier(j, k, first int) bool {
	if j == first || r.has(j-1, phraseInside&^lexicon.Proper) && !r.has(j-1, lexicon.Subject) {
		if r.has(j, lexicon.Past) {
			return r.has(k, lexicon.Preposition|lexicon.Day) || r.isAny(k, "last", "earlier")
		}
		return true
	}
	return r.has(k, lexicon.Preposition) && !r.has(j, lexicon.Past)
}

// relativeNoun returns the noun before the relative pronoun whose clause the
// verb at token j belongs to, or -1.
func (r *reader) relativeNoun(j, first int) int {
	verbs := 0
	for i := j - 1; i > first && j-i < 7; i-- {
		if r.isAny(i, "who", "which", "that") && r.has(i-1, nounClass) {
			return i - 1
		}
		if r.has(i, lexicon.Third|lexicon.Past) {
			verbs++
		}
		if r.is(i, ",") || verbs > 1 || verbs == 1 && !r.has(j, lexicon.Object) {
			return -1
		}
	}
	return -1
}

// listComma reports whether the comma at token j parts members of a list that
// ends with "and" before end ("Peru, Chile and Brazil").
func (r *reader) listComma(j, end int) bool {
	for i := j + 1; i < end && i < j+9; i++ {
		if r.isAny(i, "and", "or") {
			return r.has(j-1, nounClass) && r.has(i+1, phraseInside)
		}
		if !r.has(i, phraseInside) && !r.is(i, ",") && !r.kind(i, text.Clitic) && !r.is(i, "-") {
			return false
		}
	}
	return false
}

// joinsNouns reports whether the "and" at token j joins two noun phrases, the
// one before it no object of another verb.
func (r *reader) joinsNouns(j, first int) bool {
	if !r.isAny(j, "and", "or", "&") || j == first || !r.has(j-1, nounClass) && !r.is(j-1, ")") {
		return false
	}
	for i := j - 1; i >= first && j-i < 40; i-- {
		if r.is(i, ",") && !r.listComma(i, j+2) || r.is(i, ";") {
			return true
		}
		if r.classAt(i) == lexicon.Third || r.classAt(i) == lexicon.Past || r.has(i, auxClass) && r.kind(i, text.Word) {
			return false
		}
	}
	return true
}

// trimStart drops what a subject does not begin with: conjunctions, adverbs,
// days and a fronted phrase ("In a statement", "On Monday").
func (r *reader) trimStart(k, end int) int {
	for k < end {
		switch {
		case r.is(k, "that") && k+1 < end && r.tags[k] == tagger.Sconj:
			k++
		case r.isAny(k, "last", "this", "next", "earlier", "later") && r.isAny(k+1, "week", "month", "year", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "this", "last") && k+2 < end:
			k += 2
		case r.has(k, lexicon.Coordinator|lexicon.Day|lexicon.Subordinator) && !r.has(k, lexicon.Determiner), r.classAt(k) == lexicon.Adverb,
			r.is(k, ","), r.is(k, "-"), r.is(k, "."), r.kind(k, text.Clitic), r.is(k, "/"):
			k++
		case r.is(k, "at") && r.isAny(k+1, "least", "most"):
			return k
		case r.has(k, lexicon.Preposition|lexicon.To) && r.classAt(k)&nounClass == 0:
			next := r.afterFronted(k, end)
			if next < 0 {
				return end
			}
			k = next
		default:
			return k
		}
	}
	return k
}

// afterFronted returns where the subject begins behind the prepositional phrase
// at token k, or -1: a determiner, pronoun or other name right after a noun.
func (r *reader) afterFronted(k, end int) int {
	for i := k + 2; i < end; i++ {
		if !r.has(i-1, nounClass|lexicon.Figure|lexicon.Day) || r.kind(i, text.Clitic) {
			continue
		}
		if r.has(i, lexicon.Determiner|lexicon.Possessive|lexicon.Subject) ||
			r.classAt(i) == lexicon.Proper && (r.nameAt(i) >= 0 && r.nameAt(i) != r.nameAt(i-1) || r.has(i-1, lexicon.Day|lexicon.Figure) || r.classAt(i-1) != lexicon.Proper) ||
			r.has(i-1, lexicon.Day) && r.has(i, nounClass|lexicon.Adjective) {
			return i
		}
	}
	return -1
}

// phraseAfter returns the noun phrase that begins at token i, up to limit: its
// words, what prepositions join to it, and an apposition after a comma.
func (r *reader) phraseAfter(i, limit int) group {
	if r.has(i, lexicon.Subject|lexicon.Object) && !r.has(i, lexicon.Determiner|lexicon.Possessive) || r.has(i, lexicon.Object) && (r.is(i+1, ",") || r.is(i+1, ".")) {
		return group{i, i + 1}
	}
	k := i
	limit = min(limit, i+60)
	for k < limit {
		switch {
		case k > i && r.is(k, "that"):
			return group{i, k}
		case r.nameAt(k) >= 0, r.classAt(k) == lexicon.Proper, r.kind(k, text.Clitic) && r.has(k, lexicon.Possessive), r.is(k, "-") && k > i, r.is(k, "&"):
			k++
		case r.has(k, phraseInside) && r.classAt(k)&(finiteClass|lexicon.Base) == 0:
			k++
		case k > i && r.has(k, lexicon.Preposition) && !r.has(k, lexicon.Subordinator) && r.has(k+1, phraseInside) && !r.has(k+1, lexicon.Day) && r.isAny(k, "of", "for", "from", "at", "in", "with", "on"):
			if r.isAny(k, "in", "on", "at") && !r.has(k+1, lexicon.Proper|lexicon.Determiner) {
				return group{i, k}
			}
			k++
		case k > i && r.isAny(k, "and") && r.has(k+1, phraseInside) && r.has(k-1, nounClass):
			k++
		case r.kind(k, text.Open) && k > i && r.insideAt(k) >= 0 && r.regions[r.insideAt(k)].last-k < 6 && r.classAt(k-1) == lexicon.Proper:
			k = r.regions[r.insideAt(k)].last
		default:
			return group{i, k}
		}
	}
	return group{i, k}
}
