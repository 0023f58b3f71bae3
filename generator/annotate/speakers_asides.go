package annotate

import (
	"pressmark/generator/lexicon"
	"pressmark/generator/text"
)

// skipAsides steps left from a verb over adverbs, days, brackets and what
// stands between commas, and returns the end of the phrase that is left.
func (r *reader) skipAsides(v, first int) int {
	end := v
	for end > first {
		k := end - 1
		switch {
		case r.classAt(k) == lexicon.Adverb, r.has(k, lexicon.Negation), r.has(k, lexicon.Day):
			end = k
			if r.has(k, lexicon.Day) && r.is(k-1, "on") {
				end = k - 1
			}
		case r.timeBefore(k, first) < k:
			end = r.timeBefore(k, first)
		case r.has(k, lexicon.Figure) && r.is(k-1, ",") && r.has(k-2, nounClass) && k-2 >= first:
			end = k - 1 // "Smith, 64,"
		case r.is(k, ")") || r.is(k, "]"):
			open := r.back(k, first, "(", "[")
			if open < 0 {
				return end
			}
			end = open
		case r.is(k, "—") || r.is(k, "–"):
			open := r.back(k-1, first, "—", "–")
			if open < 0 || k-open > 30 {
				return end
			}
			end = open
		case r.party(k, first) > 0:
			end = r.party(k, first) // "Smith, R-Ohio, said"
		case r.is(k, ","):
			open := r.aside(k, first)
			if open < 0 {
				return end
			}
			end = open
		default:
			return end
		}
	}
	return end
}

// party returns the comma that opens the party and state of a legislator that
// end with token k, or with the comma there ("Smith, D-N.Y.,"), or 0.
func (r *reader) party(k, first int) int {
	if r.is(k, ",") {
		k--
	}
	for open := k - 3; open > first && open > k-7; open-- {
		if r.is(open, ",") {
			if w := r.word(open + 1); r.is(open+2, "-") && (w == "D" || w == "R" || w == "I") {
				return open
			}
			break
		}
	}
	return 0
}

// timeBefore returns where a time expression that ends with token k begins
// ("in July", "last week", "on Monday morning"), or k+1.
func (r *reader) timeBefore(k, first int) int {
	switch {
	case r.isAny(k, "week", "month", "year", "night") && r.isAny(k-1, "last", "this", "next"):
		return max(first, k-1)
	case r.isAny(k, "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december") && r.isAny(k-1, "in", "last"):
		return max(first, k-1)
	case r.isAny(k, "morning", "afternoon", "evening", "night") && r.has(k-1, lexicon.Day):
		if r.is(k-2, "on") {
			return max(first, k-2)
		}
		return max(first, k-1)
	}
	return k + 1
}

// back returns the nearest token before k that is a or b, or -1.
func (r *reader) back(k, first int, a, b string) int {
	for k--; k >= first; k-- {
		if r.is(k, a) || r.is(k, b) {
			return k
		}
	}
	return -1
}

// aside returns the comma that opens the aside closed by the comma at token k,
// or -1 if what is before k is no aside but the phrase's own end.
func (r *reader) aside(k, first int) int {
	for open := k - 1; open > first && k-open < 45; open-- {
		if r.insideAt(open) >= 0 && r.insideAt(k) < 0 {
			open = r.regions[r.insideAt(open)].first
			continue
		}
		if !r.is(open, ",") {
			continue
		}
		if !r.has(open-1, nounClass|lexicon.Figure) && !(r.has(open-1, lexicon.Adjective) && r.has(open-2, lexicon.Determiner|lexicon.Adjective|nounClass)) && !r.is(open-1, ")") && !r.kind(open-1, text.Close) && !(r.has(open-1, lexicon.Subject) && open-1 == first) {
			continue
		}
		if r.asideStart(open+1, k) {
			return open
		}
	}
	return -1
}

// asideStart reports whether the tokens [i, k) between two commas read as an
// apposition or another aside.
func (r *reader) asideStart(i, k int) bool {
	if i >= k {
		return false
	}
	if r.isAny(i, "who", "which", "whose", "where", "whom") {
		return true
	}
	if r.has(i, lexicon.Coordinator|lexicon.Subordinator) && !r.isAny(i, "as", "like") && !r.has(i, lexicon.Preposition) {
		return false
	}
	relative := false
	for j := i; j < k; j++ {
		if r.isAny(j, "who", "which", "whose", "that", "where", "when", "while", "after", "before", "since") {
			relative = true
		}
		if j == i && r.mayBeParticiple(j) {
			continue // "published on Monday"
		}
		if !relative && (r.classAt(j) == lexicon.Third || r.classAt(j) == lexicon.Past || r.has(j, lexicon.Be|lexicon.Modal|lexicon.Have|lexicon.Do)) && r.insideAt(j) < 0 && !r.isAny(j, "being", "having") {
			return false
		}
	}
	return true
}
