package annotate

import "pressmark/generator/text"

// facts are what the article and the lexicon tell of one cluster.
type facts struct {
	female, male int // votes for a gender, of a person
	mentions     int
	plural       bool
}

// place is where a mention stands.
type place struct {
	token, sentence, paragraph int
	subject                    bool // it begins its clause, before a verb
	quoted                     bool // it lies within quotation marks
	headline                   bool
}

func clusterFacts(doc *text.Doc, mentions []Mention, clusters []Cluster) []facts {
	return make([]facts, len(clusters))
}

func mentionPlaces(doc *text.Doc, mentions []Mention, quotes []text.Span) []place {
	return make([]place, len(mentions))
}
