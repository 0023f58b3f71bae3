package annotate

import "pressmark/generator/text"

// clusterMentions joins the names of one article that stand for the same
// person, organization, place or group, and returns the clusters in order of
// their first mention. It sets the mentions' Cluster.
func clusterMentions(doc *text.Doc, mentions []Mention, headline text.Span) []Cluster {
	var clusters []Cluster
	byName := map[string]int{}
	for i := range mentions {
		name := mentions[i].Span.In(doc.Text)
		c, ok := byName[name]
		if !ok {
			c = len(clusters)
			byName[name] = c
			clusters = append(clusters, Cluster{Kind: mentions[i].Kind, Name: mentions[i].Span, Of: -1})
		}
		mentions[i].Cluster = c
	}
	return clusters
}
