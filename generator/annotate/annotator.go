package annotate

import (
	"pressmark/generator/lexicon"
	"pressmark/generator/text"
)

// An Annotator marks articles. It may be used by several goroutines.
type Annotator struct{}

// New returns an Annotator with the embedded knowledge.
func New() *Annotator { return &Annotator{} }

// Annotate marks one article. It takes time in proportion to the text's length
// and accepts any string.
func (a *Annotator) Annotate(in Input) *Annotations {
	doc := text.Parse(in.Text, abbreviationClass)
	mentions := findNames(doc)
	clusters := clusterMentions(doc, mentions, in.Headline)
	regions := findRegions(doc)
	who := newResolver(doc, mentions, clusters, quotedSpans(doc, regions))
	quotes := findQuotes(doc, in.Headline, mentions, regions, who)
	return &Annotations{
		Clusters:   clusters,
		Mentions:   mentions,
		References: who.references(),
		Dates:      findDates(doc, mentions, in.Date),
		Quotes:     quotes,
	}
}

func abbreviationClass(word string) text.Class { return text.Class(lexicon.Abbreviation(word)) }
