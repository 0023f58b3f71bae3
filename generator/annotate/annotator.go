package annotate

import (
	"pressmark/generator/lexicon"
	"pressmark/generator/tagger"
	"pressmark/generator/text"
)

// An Annotator marks articles. It may be used by several goroutines.
type Annotator struct {
	names  func(*text.Doc) []Mention
	quotes func(*text.Doc, Input, []Mention, []region, *resolver) []Quote
}

// New returns an Annotator with the embedded models and lists.
func New() *Annotator {
	model := tagger.Load()
	return &Annotator{names: func(doc *text.Doc) []Mention { return tagNames(model, doc) }, quotes: modelQuotes}
}

// NewByRules returns an Annotator that finds names and quotations by lists and
// patterns alone, without the trained models: the yardstick that they are
// measured against.
func NewByRules() *Annotator { return &Annotator{names: findNames, quotes: ruleQuotes} }

// Annotate marks one article. It takes time in proportion to the text's length
// and accepts any string.
func (a *Annotator) Annotate(in Input) *Annotations {
	if lang := languageOf(in); foreign(lang) {
		return a.annotateForeign(in, lang)
	}
	doc := text.Parse(in.Text, abbreviationClass)
	mentions := a.names(doc)
	clusters := clusterMentions(doc, mentions, in.Headline)
	regions := findRegions(doc)
	who := newResolver(doc, mentions, clusters, quotedSpans(doc, regions))
	quotes := a.quotes(doc, in, mentions, regions, who)
	return (&Annotations{
		Clusters:   clusters,
		Mentions:   mentions,
		References: who.references(),
		Dates:      findDates(doc, mentions, in.Date),
		Quotes:     quotes,
	}).trim()
}

// trim gives back the room that lists grew for: an archive keeps them all.
func (a *Annotations) trim() *Annotations {
	a.Clusters, a.Mentions, a.References, a.Dates, a.Quotes = exact(a.Clusters), exact(a.Mentions), exact(a.References), exact(a.Dates), exact(a.Quotes)
	for i := range a.Clusters {
		a.Clusters[i].Roles = exact(a.Clusters[i].Roles)
	}
	for i := range a.Quotes {
		a.Quotes[i].Spans = exact(a.Quotes[i].Spans)
		a.Quotes[i].Speaker.Clusters = exact(a.Quotes[i].Speaker.Clusters)
	}
	return a
}

func exact[T any](list []T) []T {
	if cap(list) == len(list) {
		return list
	}
	return append(make([]T, 0, len(list)), list...)
}

// tagNames marks names by the trained model.
func tagNames(model *tagger.Model, doc *text.Doc) []Mention {
	entities := model.Tag(doc)
	mentions := make([]Mention, len(entities))
	for i, e := range entities {
		mentions[i] = Mention{Span: e.Span, Kind: Kind(e.Kind), Cluster: -1, Score: e.Score}
	}
	return repairNames(doc, mentions)
}

func abbreviationClass(word string) text.Class { return text.Class(lexicon.Abbreviation(word)) }
