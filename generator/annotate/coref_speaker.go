package annotate

import (
	"pressmark/generator/lexicon"
	"pressmark/generator/text"
)

// speaker returns the clusters that the words of a speaker stand for: who is
// named ("Jane Lee, a lawyer for Mr. Roe", "Jane Lee and John Roe"), else whom
// the description stands for ("the Belarusian leader"). Unnamed is set when
// nobody is, and somebody speaks for the clusters ("a spokesman for the
// ministry").
func (r *resolver) speaker(span text.Span) (clusters []int, unnamed bool) {
	if c := r.principals(span); len(c) > 0 {
		return c, false
	}
	if c, score := r.nominal(span); c >= 0 && score >= 50 {
		return []int{c}, false
	}
	if c := r.represented(span); c >= 0 {
		return []int{c}, true
	}
	return nil, false
}

// principals returns the clusters of the names at the head of the span's words:
// the first person who is neither owner nor object there, and those joined to
// him by "and"; without such a person, bodies and places likewise.
func (r *resolver) principals(span text.Span) []int {
	for _, people := range [...]bool{true, false} {
		var found []int
		end := -1 // token behind the last principal
		for i := r.firstMention(span.Start); i < len(r.mentions) && r.mentions[i].Span.Start < span.End; i++ {
			m := &r.mentions[i]
			if m.Cluster < 0 || !span.Contains(m.Span) || (m.Kind == Person) != people || m.Kind == Group {
				continue
			}
			if end >= 0 {
				if !r.joined(end, r.tokens[i].first) {
					break
				}
			} else if !r.principal(i, span) {
				continue
			}
			if !containsInt(found, m.Cluster) {
				found = append(found, m.Cluster)
			}
			end = r.tokens[i].last
		}
		if len(found) > 0 {
			return found
		}
	}
	return nil
}

// principal reports whether mention i heads the words of the span: no
// preposition leads to it, and nothing that it owns or describes follows.
func (r *resolver) principal(i int, span text.Span) bool {
	low, next := r.tokenAt(span.Start), r.tokens[i].last
	if next < len(r.doc.Tokens) && r.doc.Tokens[next].Start < span.End {
		word := r.word(next)
		if possessive(word) || r.mentions[i].Kind != Person && r.goesOn(next) || r.noun(next) {
			return false
		}
	}
	for k := r.tokens[i].first - 1; k >= low; k-- {
		word := r.word(k)
		switch word {
		case "of", "for", "by", "to", "from", "with", "against", "representing", "at", "in", "on", "within", "near", "citing":
			// "President of the Bank Jane Lee" is she; "a lawyer for Jane Lee" is not.
			return false
		}
		if r.at[k] >= 0 && r.mentions[i].Kind == Person && r.mentions[r.at[k]].Kind != Person {
			return true // a body's or nation's name stands between it and any preposition
		}
		if !determiner(word) && r.tag(k)&(lexicon.Role|lexicon.Modifier|lexicon.Honorific) == 0 && small(word) && word != "and" {
			return r.mentions[i].Kind == Person
		}
	}
	return true
}

// goesOn reports whether a noun at token k goes on with a name before it, so
// that the name only describes ("FSB sources").
func (r *resolver) goesOn(k int) bool {
	return r.doc.Tokens[k].Kind == text.Word && r.at[k] < 0 && r.word(k) != "and" && r.word(k) != "in" && r.word(k) != "on" && r.word(k) != "at" &&
		r.word(k) != "itself" || r.at[k] >= 0 || r.word(k) == "-"
}

// noun reports whether the token is a noun in small letters, as in "the Roe
// administration".
func (r *resolver) noun(k int) bool {
	known := lexicon.CueWords()[r.word(k)]
	return known != nil && known.Classes&(lexicon.Noun|lexicon.Plural) != 0 && known.Classes&(lexicon.Past|lexicon.Third|lexicon.Preposition|lexicon.Adverb|lexicon.Day) == 0
}

// joined reports whether the tokens [from, to) join two names: "and", a comma,
// and titles.
func (r *resolver) joined(from, to int) bool {
	and := false
	if to-from > 8 {
		return false
	}
	for k := from; k < to; k++ {
		word := r.word(k)
		switch {
		case word == "and" || word == "&":
			and = true
		case word == "," || determiner(word) && and:
		case r.tag(k)&(lexicon.Role|lexicon.Modifier|lexicon.Honorific) != 0 && and:
		case r.at[k] >= 0 && r.mentions[r.at[k]].Kind == Group && and:
		default:
			return false
		}
	}
	return and
}

// represented returns the cluster for which somebody unnamed in the span
// speaks, organizations before people before places; -1 if none.
func (r *resolver) represented(span text.Span) int {
	best, rank := -1, 0
	if r.ownWords(span) {
		return -1
	}
	official := r.official(span)
	for i := r.firstMention(span.Start); i < len(r.mentions) && r.mentions[i].Span.Start < span.End; i++ {
		m := &r.mentions[i]
		c := m.Cluster
		if c < 0 || !span.Contains(m.Span) {
			continue
		}
		k := [...]int{Person: 3, Organization: 4, Place: 2, Group: 1}[m.Kind]
		if m.Kind == Group {
			if c = r.clusters[c].Of; c < 0 {
				continue
			}
		}
		if m.Kind >= Place && !official || r.tokens[i].first > 0 && r.besides(r.tokens[i].first, span) {
			continue
		}
		if k > rank {
			best, rank = c, k
		}
	}
	return best
}

// ownWords reports whether the span describes somebody who speaks for himself, not
// for whom it names: relatives, critics, voters.
func (r *resolver) ownWords(span text.Span) bool {
	for i := r.tokenAt(span.Start); i < len(r.doc.Tokens) && r.doc.Tokens[i].Start < span.End; i++ {
		switch fold(r.word(i)) {
		case "wife", "husband", "widow", "widower", "mother", "father", "parents", "son", "sons", "daughter", "daughters", "brother", "brothers", "sister", "sisters",
			"niece", "nephew", "cousin", "uncle", "aunt", "grandson", "granddaughter", "grandmother", "grandfather", "relatives", "family",
			"friend", "friends", "neighbor", "neighbors", "neighbour", "neighbours", "critic", "critics", "opponent", "opponents", "rival", "rivals",
			"foe", "foes", "detractors", "victim", "victims", "accuser", "accusers", "skeptics", "sceptics":
			return true
		case "for", "who", "which":
			return false
		}
	}
	return false
}

// besides reports whether the name at the token only tells where or on what
// occasion: "a person in a post on Facebook", "a survey at the request of the
// party".
func (r *resolver) besides(token int, span text.Span) bool {
	for k := token - 1; k >= 0 && r.doc.Tokens[k].Start >= span.Start; k-- {
		switch r.word(k) {
		case "in", "on", "near", "against", "request":
			return true
		case "for", "from", "at", "with", "representing":
			return false
		}
	}
	return false
}

// official reports whether the span describes somebody who may speak for a place
// or a nation: an official, not a native.
func (r *resolver) official(span text.Span) bool {
	for i := r.tokenAt(span.Start); i < len(r.doc.Tokens) && r.doc.Tokens[i].Start < span.End; i++ {
		switch fold(r.word(i)) {
		case "official", "officials", "officer", "officers", "authority", "authorities", "government", "governments", "spokesman", "spokeswoman", "spokesperson", "spokesmen",
			"minister", "ministers", "ministry", "ministries", "diplomat", "diplomats", "diplomacy", "embassy", "ambassador", "envoy", "consulate", "military", "army", "navy",
			"police", "forces", "troops", "court", "courts", "prosecutor", "prosecutors", "president", "presidency", "parliament", "lawmakers", "legislators", "investigators", "state",
			"administration", "regime", "delegation", "delegates", "negotiators", "leader", "leaders", "leadership", "intelligence", "source", "sources", "agency", "agencies",
			"media", "press", "television", "radio", "newspaper", "newspapers", "representative", "representatives", "commander", "commanders", "general", "side", "mission":
			return true
		}
	}
	return false
}
