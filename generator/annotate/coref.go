package annotate

import (
	"sort"

	"pressmark/generator/lexicon"
	"pressmark/generator/text"
)

// A resolver says whom pronouns and descriptions stand for. It is made once an
// article's names have clusters and roles, and asked from left to right by
// whoever looks for speakers. It is not safe for use by several goroutines.
//
// The method is the salience of Lappin and Leass (1994) in small: candidates
// are the mentions before the pronoun, weighed by nearness, by their place in
// the sentence and by how often the article names them, after those that
// disagree in number or gender are struck out.
type resolver struct {
	*index
	clusters []Cluster
	quotes   []text.Span // in order
	facts    []facts     // of each cluster
	places   []place     // of each mention
	spoken   []spoken    // who spoke, in order
	chain    []spoken    // third-person singular pronouns resolved so far, in order
	done     int         // token up to which chain is known
	score    []int       // of each cluster, work space of best; 0 when not in use
	touched  []int       // clusters with a score
}

// spoken is one act of speech that noteSpeaker reported, or a pronoun resolved.
type spoken struct{ cluster, token int }

// newResolver prepares the resolution of references. The mentions and clusters
// are those of clusterMentions; quotes are the spans within quotation marks,
// whose insides are no candidates for a pronoun outside.
func newResolver(doc *text.Doc, mentions []Mention, clusters []Cluster, quotes []text.Span) *resolver {
	x := newIndex(doc, mentions)
	r := &resolver{index: x, clusters: clusters, score: make([]int, len(clusters))}
	r.quotes = append(r.quotes, quotes...)
	sort.Slice(r.quotes, func(i, j int) bool { return r.quotes[i].Start < r.quotes[j].Start })
	r.facts = clusterFacts(x, clusters)
	r.places = mentionPlaces(x, r.quotes)
	return r
}

// noteSpeaker tells the resolver that the cluster speaks at the token, which
// makes it likelier for the pronouns that follow. Calls come in text order.
func (r *resolver) noteSpeaker(cluster, token int) {
	r.spoken = append(r.spoken, spoken{cluster, token})
}

// pronoun returns the cluster that the pronoun at the token ("he", "his",
// "she", "they", "it") stands for, and how certain that is in hundredths; -1
// and 0 for one that stands for nobody known.
func (r *resolver) pronoun(token int) (cluster, score int) {
	r.walk(token)
	return r.antecedent(token)
}

// walk resolves the pronouns before the token that have not been, so that a
// row of them keeps its antecedent salient.
func (r *resolver) walk(token int) {
	for ; r.done < token; r.done++ {
		t := &r.doc.Tokens[r.done]
		if t.Len() > 3 || r.at[r.done] >= 0 {
			continue
		}
		if p := pronounOf(t.In(r.doc.Text)); p.subject && p.kinds == onlyPeople && !p.plural && !r.quoted(t.Start) {
			if c, score := r.antecedent(r.done); c >= 0 && score >= 50 {
				r.chain = append(r.chain, spoken{c, r.done})
			}
		}
	}
}

// quoted reports whether the offset lies within quotation marks.
func (r *resolver) quoted(offset int) bool { return r.quote(offset) >= 0 }

// quote returns the quotation marks that the offset lies within, or -1.
func (r *resolver) quote(offset int) int {
	i := sort.Search(len(r.quotes), func(i int) bool { return r.quotes[i].End > offset })
	if i < len(r.quotes) && r.quotes[i].Start <= offset {
		return i
	}
	return -1
}

// kinds is a set of kinds.
type kinds uint8

const (
	onlyPeople kinds = 1 << Person
	bodies     kinds = 1<<Organization | 1<<Place
	several    kinds = 1<<Organization | 1<<Group | 1<<Place
)

// A pronoun agrees with kinds, number and gender.
type pronoun struct {
	kinds   kinds
	gender  lexicon.Tag
	plural  bool
	subject bool // can only be a subject
	object  bool // "him", "them": never the subject of its own clause
}

func pronounOf(word string) pronoun {
	switch word {
	case "he", "He":
		return pronoun{kinds: onlyPeople, gender: lexicon.Male, subject: true}
	case "she", "She":
		return pronoun{kinds: onlyPeople, gender: lexicon.Female, subject: true}
	case "his", "His", "himself":
		return pronoun{kinds: onlyPeople, gender: lexicon.Male}
	case "him":
		return pronoun{kinds: onlyPeople, gender: lexicon.Male, object: true}
	case "her", "Her", "hers", "herself":
		return pronoun{kinds: onlyPeople, gender: lexicon.Female}
	case "it", "It", "its", "Its", "itself":
		return pronoun{kinds: bodies}
	case "they", "They":
		return pronoun{kinds: several, plural: true, subject: true}
	case "their", "Their", "theirs", "themselves", "them":
		return pronoun{kinds: several, plural: true}
	}
	return pronoun{}
}

// antecedent weighs the candidates for the pronoun at the token.
func (r *resolver) antecedent(token int) (cluster, score int) {
	p := pronounOf(r.word(token))
	if p.kinds == 0 || token >= len(r.at) || r.at[token] >= 0 {
		return -1, 0
	}
	return r.best(token, func(c int) int {
		if p.kinds&(1<<r.clusters[c].Kind) == 0 {
			return -1
		}
		g := r.facts[c].gender
		switch {
		case p.gender != 0 && g != 0 && g != p.gender:
			return -1
		case p.gender != 0 && g == 0:
			return 75
		case p.kinds == bodies && r.clusters[c].Kind == Place:
			return 50
		case p.plural && !r.spokeLately(c, token):
			return -1 // "they" are mostly people without a name
		}
		return 100
	}, p)
}

// spokeLately reports whether the cluster was heard in the sentence of the
// token or the one before.
func (r *resolver) spokeLately(c, token int) bool {
	for k := len(r.spoken) - 1; k >= 0; k-- {
		s := r.spoken[k]
		if s.token >= token {
			continue
		}
		return s.cluster == c && r.sentence[token]-r.sentence[s.token] <= 1
	}
	return false
}

// window bounds how many mentions, and how many sentences, back an antecedent
// is looked for.
const (
	windowMentions  = 60
	windowSentences = 12
)

// best returns the most salient cluster before the token. fit says how well a
// cluster agrees, in hundredths, or -1 if it can't be.
func (r *resolver) best(token int, fit func(cluster int) int, p pronoun) (cluster, score int) {
	at := &r.doc.Tokens[token]
	sentence := int(r.sentence[token])
	inside := r.quote(at.Start)
	m := r.firstMention(at.Start)
	for k := m - 1; k >= 0 && k >= m-windowMentions; k-- {
		place := &r.places[k]
		distance := sentence - place.sentence
		if distance > windowSentences {
			break
		}
		c := r.mentions[k].Cluster
		if c < 0 || place.quoted && (inside < 0 || r.quote(r.mentions[k].Span.Start) != inside) {
			continue
		}
		if p.object && distance == 0 && place.subject && token-place.token < 8 {
			continue
		}
		weight := decay(distance)
		if place.subject {
			weight += weight / 2
		}
		if place.owner {
			weight -= weight / 4
		}
		if place.headline {
			weight /= 4
		}
		r.raise(c, weight)
	}
	for _, list := range [...][]spoken{r.chain, r.spoken} {
		for k := len(list) - 1; k >= 0 && k > len(list)-12; k-- {
			if s := list[k]; s.token < token {
				if distance := sentence - int(r.sentence[s.token]); distance <= windowSentences {
					r.raise(s.cluster, decay(distance)*3/2)
				}
			}
		}
	}
	return r.winner(fit)
}

// decay is the weight of a mention so many sentences back.
func decay(sentences int) int {
	return [windowSentences + 1]int{100, 90, 60, 42, 30, 22, 16, 12, 9, 7, 5, 4, 3}[min(max(sentences, 0), windowSentences)]
}

// raise keeps the cluster's highest weight and adds a little for each other
// mention.
func (r *resolver) raise(c, weight int) {
	if r.score[c] == 0 {
		r.touched = append(r.touched, c)
	}
	r.score[c] = max(r.score[c], weight) + min(r.score[c], weight)/5 + 1
}

// winner returns the cluster with the highest score that agrees and how far it
// is ahead of the next, as a certainty; it clears the work space.
func (r *resolver) winner(fit func(int) int) (cluster, score int) {
	cluster = -1
	first, second := 0, 0
	for _, c := range r.touched {
		s := r.score[c]
		r.score[c] = 0
		f := fit(c)
		if f < 0 {
			continue
		}
		s = s*f/100 + min(r.facts[c].mentions, 8)*2
		if s > first {
			cluster, first, second = c, s, first
		} else if s > second {
			second = s
		}
	}
	r.touched = r.touched[:0]
	if cluster < 0 {
		return -1, 0
	}
	return cluster, min(95, 45+min(first, 60)/3+50*(first-second)/first)
}

// firstMention returns the index of the first mention that ends after the
// offset.
func (r *resolver) firstMention(offset int) int {
	return sort.Search(len(r.mentions), func(i int) bool { return r.mentions[i].Span.End > offset })
}
