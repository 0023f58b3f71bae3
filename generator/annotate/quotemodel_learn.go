package annotate

import (
	"pressmark/generator/tagger"
	"pressmark/generator/text"
)

// A QuoteLesson is an article as learning the quotation model sees it.
type QuoteLesson struct {
	Doc      *text.Doc
	Tags     []tagger.POS
	headline text.Span
	mentions []Mention
	clusters []Cluster
	rules    *finder
	text     *quoteText
}

// NewQuoteLesson prepares an article: its names are found, and it is read by
// the rules.
func (a *Annotator) NewQuoteLesson(in Input) *QuoteLesson {
	doc := text.Parse(in.Text, abbreviationClass)
	l := &QuoteLesson{Doc: doc, headline: in.Headline}
	l.mentions = a.names(doc)
	l.clusters = clusterMentions(doc, l.mentions, in.Headline)
	l.rules = l.attributed()
	l.Tags = l.rules.tags
	l.text = newQuoteText(l.rules, l.Tags, nil)
	return l
}

// attributed is what the rules make of the verbs of saying.
func (l *QuoteLesson) attributed() *finder {
	f := newFinder(newReader(l.Doc, l.headline, l.mentions, findRegions(l.Doc)))
	f.attributions()
	return f
}

// Quotes returns the article's quotations as the rules and the weights find
// them; the rules alone if w is nil.
func (l *QuoteLesson) Quotes(w *QuoteWeights) []Quote {
	f := l.attributed()
	if w != nil {
		f.remodel(w.model(), l.Tags)
	}
	f.repair()
	return f.quotes(newResolver(l.Doc, l.mentions, l.clusters, quotedSpans(l.Doc, f.regions)))
}

// Hide makes the features blind to what the rules made of the article, or lets
// them see it again.
func (l *QuoteLesson) Hide(hidden bool) {
	l.text.hidden = hidden
	l.text.readRules()
}

// Heads makes the words candidates for cues.
func (l *QuoteLesson) Heads(words map[uint64]bool) { l.text.heads = words }

// Candidate reports whether the token may be the head of a cue.
func (l *QuoteLesson) Candidate(token int) bool { return l.text.candidate(token) }

// RuleHead reports whether the rules take the token for the head of a cue.
func (l *QuoteLesson) RuleHead(token int) bool { return l.text.cueAt[token] >= 0 }

// Word is the hash of the token's word, as Heads takes it.
func (l *QuoteLesson) Word(token int) uint64 { return l.text.words[token] }

// CueFeatures appends the features of the token as the head of a cue.
func (l *QuoteLesson) CueFeatures(token int, to []uint32) []uint32 {
	return l.text.cueFeatures(token, to)
}

// Window returns the tokens [first, last) that are labelled for the cue with
// the head, and of each what it may be, as ContentMarginals takes it; 0 is the
// cue itself.
func (l *QuoteLesson) Window(head int) (first, last int, may []uint8) {
	v := l.text.view(head)
	return v.window.first, v.window.last, v.allowances(nil)
}

// ContentFeatures calls f with the features of each token of the window.
func (l *QuoteLesson) ContentFeatures(head int, f func(token int, features []uint32)) {
	v := l.text.view(head)
	var buffer [maxFeatures]uint32
	for i := v.window.first; i < v.window.last; i++ {
		f(i, v.features(i, buffer[:0]))
	}
}

// ContentLabels is how many labels there are; 0 is outside, 1 to 4 are the
// first, inner, last and only token of a speaker, 5 to 8 of the first run of
// reported words, 9 to 12 of a later one.
const ContentLabels = contentLabels

// A QuoteReading is what the weights make of one cue, before it is merged with
// the rules' results, in tokens.
type QuoteReading struct {
	Head     int
	Speaker  [2]int
	Contents [][2]int
	Evidence Evidence
	Marked   bool // some of the words stand in quotation marks
}

// Readings returns what the weights alone find.
func (l *QuoteLesson) Readings(w *QuoteWeights) []QuoteReading {
	t := newQuoteText(l.attributed(), l.Tags, w.Heads)
	var readings []QuoteReading
	for _, r := range w.model().read(t) {
		out := QuoteReading{Head: r.head, Speaker: [2]int{r.speaker.first, r.speaker.last}, Evidence: r.evidence}
		for _, s := range r.contents {
			out.Contents = append(out.Contents, [2]int{s.first, s.last})
		}
		out.Marked = t.kindOf(r.contents) != Indirect
		if len(r.contents) > 0 {
			readings = append(readings, out)
		}
	}
	return readings
}
