package annotate

import (
	"strings"

	"pressmark/generator/lexicon"
	"pressmark/generator/text"
)

// facts are what the article and the lexicon tell of one cluster.
type facts struct {
	gender   lexicon.Tag // Male, Female or 0, of a person
	mentions int
	body     bool   // an organization, or a place that acts as one
	words    string // folded words of all its names, with a blank before and behind each
}

// place is where a mention stands.
type place struct {
	token    int // first
	sentence int
	subject  bool // it begins its clause, with a verb behind it
	owner    bool // a possessive follows
	quoted   bool // it lies within quotation marks
	headline bool
}

// clusterFacts weighs what tells the gender of people: titles, given names and
// roles.
func clusterFacts(x *index, clusters []Cluster) []facts {
	all := make([]facts, len(clusters))
	votes := make([][2]int, len(clusters))
	seen := map[formKey]bool{}
	for m := range x.mentions {
		mention := &x.mentions[m]
		c := mention.Cluster
		if c < 0 {
			continue
		}
		all[c].mentions++
		name := mention.Span.In(x.doc.Text)
		if mention.Kind == Person {
			if t := x.tokens[m].first; t > 0 {
				vote(&votes[c], x.tag(t-1), 5)
			}
			if first, _, more := strings.Cut(name, " "); more || mention.Span == clusters[c].Name {
				if tag := lexicon.Word(first); tag&lexicon.Given != 0 {
					vote(&votes[c], tag, 3)
				}
			}
		}
		if key := (formKey{name, mention.Kind}); !seen[key] && len(name) < 80 && len(all[c].words) < 400 {
			seen[key] = true
			all[c].words += " " + strings.Join(nameWords(name), " ") + " "
		}
	}
	for c := range clusters {
		all[c].body = clusters[c].Kind == Organization || clusters[c].Kind == Place
		for _, role := range clusters[c].Roles {
			first, last := x.tokenAt(role.Span.Start), x.tokenAt(role.Span.End-1)
			for i := first; i <= last && i < len(x.doc.Tokens); i++ {
				if x.at[i] < 0 {
					vote(&votes[c], x.tag(i), 4)
				}
			}
		}
		switch v := votes[c]; {
		case v[0] > v[1]:
			all[c].gender = lexicon.Male
		case v[1] > v[0]:
			all[c].gender = lexicon.Female
		}
	}
	return all
}

func vote(votes *[2]int, tag lexicon.Tag, weight int) {
	switch oneGender(tag) {
	case lexicon.Male:
		votes[0] += weight
	case lexicon.Female:
		votes[1] += weight
	}
}

// mentionPlaces tells where each mention stands. quotes are in order.
func mentionPlaces(x *index, quotes []text.Span) []place {
	headline := x.headline()
	places := make([]place, len(x.mentions))
	q := 0
	for m := range x.mentions {
		span := x.mentions[m].Span
		for q < len(quotes) && quotes[q].End <= span.Start {
			q++
		}
		p := &places[m]
		p.token = x.tokens[m].first
		p.sentence = int(x.sentence[p.token])
		p.quoted = q < len(quotes) && quotes[q].Contains(span)
		p.headline = headline.Contains(span)
		next := x.word(x.tokens[m].last)
		p.owner = possessive(next)
		p.subject = !p.owner && x.beginsClause(p.token) || speech(next) || speech(x.word(p.token-1))
	}
	return places
}

// speech reports whether a word is one of the commonest verbs of saying, whose
// subject stands beside it.
func speech(word string) bool {
	switch word {
	case "said", "says", "told", "added", "wrote", "tweeted", "announced", "asked", "claimed", "explained", "argued", "stated", "insisted", "noted", "warned":
		return true
	}
	return false
}

// beginsClause reports whether a name at token i stands where subjects do: only
// its titles and articles between it and the beginning of the sentence, a
// comma, a conjunction or a closing quotation mark.
func (x *index) beginsClause(i int) bool {
	low, _ := x.bounds(i)
	for k := i - 1; k >= low && k > i-10; k-- {
		word := x.word(k)
		switch {
		case x.doc.Tokens[k].Kind == text.Close || word == "," || word == ";" || word == ":" || word == "—":
			return true
		case word == "that" || word == "as" || word == "when" || word == "while" || word == "but" || word == "because" || word == "after" || word == "before" || word == "if":
			return true
		case x.at[k] >= 0 && x.mentions[x.at[k]].Kind != Person || determiner(word):
		case x.tag(k)&(lexicon.Role|lexicon.Modifier|lexicon.Honorific) != 0 || !small(word) && x.doc.Tokens[k].Kind == text.Word:
		default:
			return false
		}
	}
	return i-low < 10
}

// headline returns the span of a first paragraph that is one sentence without a
// stop, as headlines are; else the zero Span.
func (x *index) headline() text.Span {
	if len(x.doc.Paragraphs) < 2 {
		return text.Span{}
	}
	first := x.doc.Paragraphs[0]
	if first.Last-first.First > 1 || x.word(x.doc.Sentences[first.First].Last-1) == "." {
		return text.Span{}
	}
	return first.Span
}
