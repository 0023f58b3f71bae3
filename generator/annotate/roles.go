package annotate

import (
	"strings"

	"pressmark/generator/lexicon"
	"pressmark/generator/text"
)

// longestRole bounds how many tokens a role can have.
const longestRole = 12

// findRoles adds to the clusters of people the roles that the text gives them:
// before the name ("Belarusian President"), behind it ("Jane Lee, the company's
// chief executive,") or before it between commas ("The company's chief
// executive, Jane Lee,"). Each is kept once, in order.
func findRoles(x *index, clusters []Cluster) {
	r := roleFinder{index: x, clusters: clusters}
	for m := range x.mentions {
		if x.mentions[m].Kind != Person || x.mentions[m].Cluster < 0 || x.tokens[m].last == 0 {
			continue
		}
		r.before(m)
		r.behind(m)
	}
}

type roleFinder struct {
	*index
	clusters []Cluster
}

// add gives the role in the tokens [first, last) to the cluster of mention m.
func (r *roleFinder) add(m, first, last int) {
	if last <= first {
		return
	}
	span := r.span(first, last)
	c := &r.clusters[r.mentions[m].Cluster]
	name := span.In(r.doc.Text)
	for _, other := range c.Roles {
		if strings.EqualFold(other.Span.In(r.doc.Text), name) {
			return
		}
	}
	if len(c.Roles) < 40 {
		c.Roles = append(c.Roles, Role{Span: span, Org: r.named(m, first, last)})
	}
}

// named returns the cluster that the role in the tokens names: an organization
// before a place, a place before a nation's; -1 if none.
func (r *roleFinder) named(m, first, last int) int {
	best, rank := -1, 0
	for i := first; i < last; i++ {
		n := int(r.at[i])
		if n < 0 || n == m || r.mentions[n].Cluster < 0 {
			continue
		}
		c := r.mentions[n].Cluster
		k := 0
		switch r.mentions[n].Kind {
		case Organization:
			k = 3
		case Place:
			k = 2
		case Group:
			k, c = 1, r.clusters[c].Of
		}
		if k > rank && c >= 0 {
			best, rank = c, k
		}
	}
	return best
}

// tag is what the lexicon knows of token i if it is outside of names.
func (r *index) tag(i int) lexicon.Tag {
	if i < 0 || i >= len(r.at) || r.at[i] >= 0 && r.mentions[r.at[i]].Kind == Person {
		return 0
	}
	return lexicon.Lower(r.word(i))
}

// before finds the role that ends where mention m begins, or before a comma
// there.
func (r *roleFinder) before(m int) {
	first := r.tokens[m].first
	low, _ := r.bounds(first)
	end := first
	if end > low && r.tag(end-1)&lexicon.Honorific != 0 && r.tag(end-1)&(lexicon.Male|lexicon.Female) != 0 && r.tag(end-1)&lexicon.Role == 0 {
		end-- // "Mr."
	}
	if end > low && r.word(end-1) == "," {
		if r.closed(m) {
			r.apposed(m, low, end-1)
		}
		return
	}
	head := end - 1
	if head < low || head < end-longestRole {
		return
	}
	if !isRole(r.tag(head)) {
		// "President of the European Commission Ursula von der Leyen"
		if start := r.ofName(head, low); start >= 0 {
			head = start
		} else {
			return
		}
	}
	start := r.stretch(head, low)
	r.add(m, start, end)
}

// isRole reports whether a word tells what somebody is. Titles of courtesy
// ("Mr.", "Dr.") do not.
func isRole(tag lexicon.Tag) bool {
	return tag&lexicon.Role != 0 || tag&lexicon.Honorific != 0 && tag&(lexicon.Male|lexicon.Female|lexicon.Courtesy) == 0
}

// ofName returns the role's head in "president of the Bank", where the name
// ends at token i; -1 if it is not that.
func (r *roleFinder) ofName(i, low int) int {
	n := int(r.at[i])
	if n >= 0 && r.mentions[n].Kind == Person {
		return -1
	}
	k := i - 1 // "Secretary of State"
	if n >= 0 {
		k = r.tokens[n].first - 1
	}
	if k > low && (r.word(k) == "the" || r.word(k) == "The") {
		k--
	}
	if k > low && r.word(k) == "of" && isRole(r.tag(k-1)) {
		return k - 1
	}
	return -1
}

// stretch returns where the description with its head at token head begins:
// titles, modifiers and names of nations, places and bodies before it belong to
// it; other words do if an article or a possessive begins the whole.
func (r *roleFinder) stretch(head, low int) int {
	start := head
	for i := head - 1; i >= low && i > head-longestRole; i-- {
		tag := r.tag(i)
		switch n := int(r.at[i]); {
		case n >= 0 && r.mentions[n].Kind != Person:
			if f := r.tokens[n].first; f < i {
				i = f
			}
			start = i
			continue
		case n >= 0:
		case tag&lexicon.Role != 0 && tag&lexicon.Modifier == 0 && small(r.word(i)) && !small(r.word(start)):
			return start // "ally Belarusian President": the title only
		case tag&(lexicon.Role|lexicon.Modifier) != 0 && tag&lexicon.Function == 0:
			start = i
			continue
		case (r.word(i) == "-" || r.word(i) == "/") && i > low:
			continue
		case possessive(r.word(i)) && i > low && r.at[i-1] >= 0 && r.mentions[r.at[i-1]].Kind != Person:
			continue
		case r.word(i) == "and" && r.tag(i-1)&(lexicon.Role|lexicon.Modifier) != 0 && start == i+1:
			continue
		}
		break
	}
	if small(r.word(start)) {
		start = r.toArticle(start, low)
	}
	for start < head && (r.word(start) == "-" || possessive(r.word(start))) {
		start++
	}
	return start
}

// toArticle moves the start of a description to behind an article further left
// when only nouns and adjectives lie between: "a longtime human rights lawyer".
func (r *roleFinder) toArticle(start, low int) int {
	for i := start - 1; i >= low && i > start-5; i-- {
		word := r.word(i)
		if determiner(word) || possessive(word) {
			return i + 1 // "the country's campaign manager"
		}
		known := lexicon.CueWords()[word]
		if word == "-" || r.at[i] >= 0 && r.mentions[r.at[i]].Kind != Person {
			continue
		}
		if known == nil || known.Classes&(lexicon.Noun|lexicon.Adjective) == 0 || known.Classes&(lexicon.Past|lexicon.Third|lexicon.Preposition) != 0 {
			break
		}
	}
	return start
}

// small reports whether a word begins with a small letter.
func small(word string) bool { return word != "" && 'a' <= word[0] && word[0] <= 'z' }

func possessive(word string) bool {
	return word == "'s" || word == "’s" || word == "'" || word == "’"
}

// determiner reports whether a word begins a description of somebody.
func determiner(word string) bool {
	switch word {
	case "a", "an", "the", "his", "her", "their", "its", "our", "my", "A", "An", "The", "His", "Her", "Their", "Its", "Our", "My":
		return true
	}
	return false
}

// closed reports whether a mark follows mention m, as behind an apposed name.
func (r *roleFinder) closed(m int) bool {
	switch r.word(r.tokens[m].last) {
	case ",", ".", ";", ")", "—", "–", "":
		return true
	}
	return false
}

// apposed finds the role in "The company's chief executive, Jane Lee,", which
// ends at token end, where the comma is.
func (r *roleFinder) apposed(m, low, end int) {
	for i := end - 1; i >= low && i >= end-longestRole; i-- {
		if r.word(i) == "," || r.at[i] >= 0 && r.mentions[r.at[i]].Kind == Person {
			return
		}
		if (determiner(r.word(i)) || i == low) && r.word(i-1) != "of" {
			for i < end && (determiner(r.word(i)) || r.tag(i)&lexicon.Function != 0) {
				i++
			}
			if r.headed(i, end) {
				r.add(m, i, end)
			}
			return
		}
	}
}

// headed reports whether the tokens [first, last) are one description whose
// head is a role: no verb, no other clause, and the role before any
// preposition.
func (r *roleFinder) headed(first, last int) bool {
	role, open := false, true
	for i := first; i < last; i++ {
		word := r.word(i)
		if r.at[i] >= 0 {
			if r.mentions[r.at[i]].Kind == Person {
				return false
			}
			continue
		}
		if clauseWord(word) {
			return false
		}
		switch word {
		case "of", "for", "in", "at", "from", "with", "on", "to":
			open = false
			if i == first {
				return false
			}
		}
		if open && isRole(r.tag(i)) {
			role = true
		}
	}
	return role
}

// clauseWord reports whether a word begins a clause or is a verb of one.
func clauseWord(word string) bool {
	switch word {
	case "is", "was", "are", "were", "be", "been", "has", "had", "have", "said", "says", "told", "will", "would", "can", "could", "did", "does",
		"that", "when", "where", "while", "because", "if", "but", "who", "whom", "which", "whose", "he", "she", "they", "it", "saying", "added", "asked":
		return true
	}
	return false
}

// behind finds the role between commas behind mention m: "Jane Doe, 42, a
// teacher in Leeds,". It ends at the next comma or stop, or before "who".
func (r *roleFinder) behind(m int) {
	i := r.tokens[m].last
	_, high := r.bounds(r.tokens[m].first)
	if i >= high || r.word(i) != "," && r.word(i) != "(" && r.word(i) != "—" && r.word(i) != "–" {
		return
	}
	i++
	if i+1 < high && r.doc.Tokens[i].Kind == text.Number && r.word(i+1) == "," {
		i += 2 // the age
	}
	first := i
	if first < high && determiner(r.word(first)) {
		first++
	}
	for i = first; i < high && i < first+longestRole; i++ {
		switch word := r.word(i); word {
		case ",", ".", ";", ")", "—", "–", ":":
			r.behindUntil(m, first, i)
			return
		case "who", "which", "whose", "whom", "where", "that":
			r.behindUntil(m, first, i)
			return
		case "and", "but":
			// "a former teacher and the wife of a blogger": the first will do.
			if i > first && i+1 < high && determiner(r.word(i+1)) {
				r.behindUntil(m, first, i)
				return
			}
		}
	}
	if i == high {
		r.behindUntil(m, first, i)
	}
}

func (r *roleFinder) behindUntil(m, first, last int) {
	if last <= first {
		return
	}
	begins := determiner(r.word(first-1)) || isRole(r.tag(first)) || r.tag(first)&lexicon.Modifier != 0 || r.at[first] >= 0 && last > first+1
	if begins && r.headed(first, last) {
		r.add(m, first, last)
	}
}
