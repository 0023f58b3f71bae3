package annotate

import (
	"sort"

	"pressmark/generator/text"
)

// A resolver says whom pronouns and descriptions stand for. It is made once an
// article's names have clusters, and asked from left to right by whoever looks
// for speakers. It is not safe for use by several goroutines.
//
// The method is the salience of Lappin and Leass (1994) in small: candidates
// are the mentions before the pronoun, weighed by nearness, by their place in
// the sentence and by how often the article names them, after those that
// disagree in number or gender are struck out.
type resolver struct {
	doc      *text.Doc
	mentions []Mention // in order
	clusters []Cluster
	quotes   []text.Span // in order, without overlap
	facts    []facts     // of each cluster
	places   []place     // of each mention
	spoken   []spoken    // who spoke, in order
}

// spoken is one act of speech that noteSpeaker reported.
type spoken struct{ cluster, token int }

// newResolver prepares the resolution of references. The mentions and clusters
// are those of clusterMentions; quotes are the spans within quotation marks, in
// order, whose insides are no candidates for a pronoun outside.
func newResolver(doc *text.Doc, mentions []Mention, clusters []Cluster, quotes []text.Span) *resolver {
	r := &resolver{doc: doc, mentions: mentions, clusters: clusters}
	r.quotes = append(r.quotes, quotes...)
	sort.Slice(r.quotes, func(i, j int) bool { return r.quotes[i].Start < r.quotes[j].Start })
	r.facts = clusterFacts(doc, mentions, clusters)
	r.places = mentionPlaces(doc, mentions, r.quotes)
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
	return -1, 0
}

// nominal returns the cluster that the description in the span ("the
// Belarusian leader", "the ministry", "the party") stands for, with or without
// its article, and how certain that is in hundredths; -1 and 0 if none.
func (r *resolver) nominal(span text.Span) (cluster, score int) {
	return -1, 0
}

// cluster returns the cluster of the last mention that lies within the span
// and is of a kind that speaks (people first, then organizations, then
// places), or -1. For "Foreign Minister Sergei Lavrov" it is Lavrov.
func (r *resolver) cluster(span text.Span) int {
	best, rank := -1, 0
	for i := r.firstMention(span.Start); i < len(r.mentions) && r.mentions[i].Span.Start < span.End; i++ {
		m := r.mentions[i]
		if !span.Contains(m.Span) || m.Cluster < 0 {
			continue
		}
		if k := speakingRank[m.Kind]; k >= rank {
			best, rank = m.Cluster, k
		}
	}
	return best
}

var speakingRank = [...]int{Person: 4, Organization: 3, Place: 2, Group: 1}

// firstMention returns the index of the first mention that ends after the
// offset.
func (r *resolver) firstMention(offset int) int {
	return sort.Search(len(r.mentions), func(i int) bool { return r.mentions[i].Span.End > offset })
}

// references returns the pronouns and descriptions in narration (outside of
// quotation marks) that stand for a cluster with fair certainty, in order.
func (r *resolver) references() []Reference {
	return nil
}
