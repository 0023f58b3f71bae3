package annotate

import (
	"sort"
	"strings"

	"pressmark/generator/lexicon"
	"pressmark/generator/text"
)

// findQuotes returns who says what, in order of the first span: each verb of
// saying is given its speaker and its words, then the quotation marks left over
// are joined to the quotations beside them or judged by themselves. The
// regions are those of findRegions for the same text; res knows whom names and
// pronouns stand for.
func findQuotes(d *text.Doc, headline text.Span, mentions []Mention, regions []region, res *resolver) []Quote {
	f := newFinder(newReader(d, headline, mentions, regions))
	f.attributions()
	f.repair()
	return f.quotes(res)
}

// A finder collects the quotations of one article.
type finder struct {
	*reader
	cues   []cue
	first  []int   // of each sentence, its first cue; one more at the end
	cueOf  []int32 // of each token, the cue that begins there, or -1
	drafts []draft
	endAt  []int32 // of each token, 1 + the draft in marks whose sentence ends before it
	taken  []int   // of each region, the draft that has it, or -1
}

// A draft is a quotation in tokens.
type draft struct {
	spans   []group
	cue     int   // in finder.cues, or -1
	verb    group // the verb beside it if cue is -1
	speaker group
	score   int
	rule    string
	dead    bool
	nested  bool // its verb of saying stands in quotation marks
	direct  bool // it is direct speech though it stands in no marks
	end     int  // the token after the last one of the attribution's sentence
}

func newFinder(r *reader) *finder {
	f := &finder{reader: r, taken: make([]int, len(r.regions)), endAt: make([]int32, len(r.doc.Tokens)+1)}
	for i := range f.taken {
		f.taken[i] = -1
	}
	f.cues = f.findCues()
	f.placeCues()
	return f
}

// attributions makes the drafts that begin with a verb of saying.
func (f *finder) attributions() {
	for i := range f.cues {
		f.findSpeaker(i, f.doc.Sentences[f.cues[i].sentence])
	}
	for i := range f.cues {
		f.closeAt(i)
	}
	for i := range f.cues {
		f.attribute(i)
	}
}

// repair joins to the drafts what quotation marks hold together, and makes those
// that marks and layout tell without a verb of saying.
func (f *finder) repair() {
	f.continuations()
	f.leftovers()
	f.reunite()
	f.prune()
	f.forms()
	f.nested()
}

// placeCues notes where the cues stand.
func (f *finder) placeCues() {
	f.cueOf = make([]int32, len(f.doc.Tokens))
	for i := range f.cueOf {
		f.cueOf[i] = -1
	}
	for i := range f.cues {
		f.cueOf[f.cues[i].first] = int32(i)
	}
	f.first = make([]int, len(f.doc.Sentences)+1)
	k := 0
	for s := range f.first {
		for k < len(f.cues) && f.cues[k].sentence < s {
			k++
		}
		f.first[s] = k
	}
}

// add records a draft and claims the regions that its spans cover.
func (f *finder) add(d draft) int {
	n := len(f.drafts)
	f.drafts = append(f.drafts, d)
	if f.kindOf(d.spans) == Direct {
		f.endAt[d.end] = int32(n) + 1
	}
	for _, s := range d.spans {
		f.claim(s, n)
	}
	return n
}

func (f *finder) claim(s group, n int) {
	i := sort.Search(len(f.regions), func(i int) bool { return f.regions[i].first >= s.first })
	for ; i < len(f.regions) && f.regions[i].first < s.last; i++ {
		if f.regions[i].last <= s.last && f.taken[i] < 0 {
			f.taken[i] = n
		}
	}
}

// quotes turns the drafts into quotations, in order.
func (f *finder) quotes(res *resolver) []Quote {
	live := f.drafts[:0]
	for _, d := range f.drafts {
		if !d.dead && len(d.spans) > 0 {
			sort.Slice(d.spans, func(i, j int) bool { return d.spans[i].first < d.spans[j].first })
			live = append(live, d)
		}
	}
	sort.SliceStable(live, func(i, j int) bool { return live[i].spans[0].first < live[j].spans[0].first })
	quotes, speakers := make([]Quote, 0, len(live)), make([]group, 0, len(live))
	for _, d := range live {
		d.spans = f.splitMarked(d.spans)
		q := Quote{Kind: f.kindOf(d.spans), Score: d.score, Rule: d.rule}
		if d.nested {
			q.Kind = f.nestedKind(d.spans)
		}
		if d.direct {
			q.Kind = Direct
		}
		if q.Kind == Direct && d.cue >= 0 && !d.speaker.none() && strings.HasPrefix(d.rule, "quote-") {
			q.Score = max(q.Score, 90)
		}
		for _, s := range d.spans {
			q.Spans = append(q.Spans, s.span(f.doc))
		}
		if d.cue >= 0 {
			q.Cue = group{f.cues[d.cue].first, f.cues[d.cue].last}.span(f.doc)
		}
		if d.cue < 0 {
			q.Cue = d.verb.span(f.doc)
		}
		f.passive(&d)
		q.Speaker.Span = d.speaker.span(f.doc)
		quotes, speakers = append(quotes, q), append(speakers, d.speaker)
	}
	resolve(quotes, speakers, f, res)
	return quotes
}

// splitMarked parts a span that is quotations joined by "and" into its parts.
func (f *finder) splitMarked(spans []group) []group {
	var parts []group
	for _, s := range spans {
		start := s.first
		for i := s.first; i+1 < s.last; i++ {
			if f.kind(i, text.Close) && f.insideAt(i) >= 0 && f.is(i+1, "and") && f.kind(i+2, text.Open) && f.insideAt(s.first) >= 0 && f.insideAt(s.last-1) >= 0 && f.markedAlone(s) {
				parts = append(parts, group{start, i + 1})
				start = i + 2
			}
		}
		parts = append(parts, group{start, s.last})
	}
	return parts
}

// markedAlone reports whether nothing but "and" and marks stands outside of
// quotation marks.
func (f *finder) markedAlone(s group) bool {
	for i := s.first; i < s.last; i++ {
		if f.insideAt(i) < 0 && f.doc.Tokens[i].Kind != text.Mark && !f.is(i, "and") {
			return false
		}
	}
	return true
}

// kindOf tells direct, mixed and indirect by how much stands within marks.
func (f *finder) kindOf(spans []group) QuoteKind {
	in, out := 0, 0
	for _, s := range spans {
		for i := s.first; i < s.last; i++ {
			if f.doc.Tokens[i].Kind == text.Mark || f.kind(i, text.Open) || f.kind(i, text.Close) {
				continue
			}
			if f.insideAt(i) >= 0 {
				in++
			} else if i > s.first || !f.isAny(i, "that", "as") {
				out++
			}
		}
	}
	switch {
	case in == 0:
		return Indirect
	case out == 0:
		return Direct
	}
	return Mixed
}

// resolve says for whom each speaker's words stand. The resolver is asked from
// left to right, since who spoke before tells whom "he" stands for.
func resolve(quotes []Quote, speakers []group, f *finder, res *resolver) {
	order := make([]int, 0, len(quotes))
	for i := range quotes {
		if !speakers[i].none() {
			order = append(order, i)
		}
	}
	sort.SliceStable(order, func(i, j int) bool { return speakers[order[i]].first < speakers[order[j]].first })
	for _, i := range order {
		who := &quotes[i].Speaker
		if first := speakers[i].first; speakers[i].last == first+1 && f.has(first, lexicon.Subject|lexicon.Object) && f.nameAt(first) < 0 {
			if c, score := res.pronoun(first); c >= 0 && score > 0 {
				who.Clusters = []int{c}
			}
		} else {
			who.Clusters, who.Unnamed = res.speaker(who.Span)
		}
		for _, c := range who.Clusters {
			res.noteSpeaker(c, speakers[i].first)
		}
	}
	firstPerson(quotes, f.doc.Text)
}

// firstPerson gives what "I" say within a quotation to whoever says that.
func firstPerson(quotes []Quote, body string) {
	outer := -1 // the direct quotation that reaches farthest so far
	for i := range quotes {
		q := &quotes[i]
		if outer >= 0 && q.Speaker.Span.In(body) == "I" && len(q.Speaker.Clusters) == 0 {
			for _, s := range quotes[outer].Spans {
				if s.Contains(q.Speaker.Span) {
					q.Speaker.Clusters = quotes[outer].Speaker.Clusters
				}
			}
		}
		if q.Kind == Direct && (outer < 0 || q.Spans[len(q.Spans)-1].End > quotes[outer].Spans[len(quotes[outer].Spans)-1].End) {
			outer = i
		}
	}
}
