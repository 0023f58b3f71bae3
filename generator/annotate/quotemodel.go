package annotate

import "sort"

// A quoteModel finds cues, and the speaker and words of each: a log-linear
// classifier of verbs and nouns of saying, and a conditional random field
// (Lafferty, McCallum and Pereira 2001) over the tokens around each cue, so that
// speaker and words come paired. The features are hashed; what the rules found
// is among them. It may be used by several goroutines.
type quoteModel struct {
	cues     []int16      // weights of the features of a cue; a power of two of them
	contents []contentRow // of the labels around a cue; a power of two of them
	heads    map[uint64]bool
	settings QuoteSettings
}

// QuoteSettings are the numbers chosen by cross-validation.
type QuoteSettings struct {
	Cue     int32 // a candidate with a higher score is a cue
	Doubted int32 // and so much higher if the rules know the verb and found that it reports nothing
	Keep    int32 // direct speech that the rules are so sure of stays as it is
	Sure    int32 // so do reports that the rules are so sure of, where the model finds none
	// A quotation's certainty: its evidence is a weighted sum, and has as many
	// hundredths as there are numbers in Hundredths that are not above it.
	CueWeight, PathWeight, LoneWeight, AgreedWeight int32
	Hundredths                                      [99]int32
}

// numbers are the settings in the order of the model's file.
func (s *QuoteSettings) numbers() []*int32 {
	list := []*int32{&s.Cue, &s.Doubted, &s.Keep, &s.Sure, &s.CueWeight, &s.PathWeight, &s.LoneWeight, &s.AgreedWeight}
	for i := range s.Hundredths {
		list = append(list, &s.Hundredths[i])
	}
	return list
}

// certainty is the score of a reading in hundredths.
func (s *QuoteSettings) certainty(e Evidence) int {
	z := e.sum(s)
	return 1 + sort.Search(len(s.Hundredths), func(i int) bool { return s.Hundredths[i] > z })
}

// Evidence is what speaks for a quotation that the model found.
type Evidence struct {
	Cue    int32 // score of the cue, up to maxEvidence
	Path   int32 // square root of the score of the labels above that of none
	Lone   bool  // the rules make nothing of the cue
	Agreed bool  // the rules find nearly the same words
}

const maxEvidence = 2000

func (e Evidence) sum(s *QuoteSettings) int32 {
	z := e.Cue*s.CueWeight + e.Path*s.PathWeight
	if e.Lone {
		z += s.LoneWeight
	}
	if e.Agreed {
		z += s.AgreedWeight
	}
	return z
}

// A contentRow holds the biased weights of one feature, a byte for each label
// from the low end. Sums take sixteen bits: even and odd labels apart.
type contentRow [2]uint64

const rowBias = 128

// cueScore adds up the weights of the features.
func (m *quoteModel) cueScore(features []uint32) int32 {
	var sum int32
	mask := uint32(len(m.cues) - 1)
	for _, f := range features {
		sum += int32(m.cues[f&mask])
	}
	return sum
}

// contentScore adds up the weights of the features for each label.
func (m *quoteModel) contentScore(features []uint32) contentScores {
	const low = 0x00FF00FF00FF00FF
	var even, odd contentRow
	mask := uint32(len(m.contents) - 1)
	for _, f := range features {
		row := &m.contents[f&mask]
		even[0] += row[0] & low
		odd[0] += row[0] >> 8 & low
		even[1] += row[1] & low
		odd[1] += row[1] >> 8 & low
	}
	zero := int32(len(features)) * rowBias
	var scores contentScores
	for pair := range (contentLabels + 1) / 2 {
		shift := 16 * (pair & 3)
		scores[2*pair] = int32(even[pair>>2]>>shift&0xFFFF) - zero
		if 2*pair+1 < contentLabels {
			scores[2*pair+1] = int32(odd[pair>>2]>>shift&0xFFFF) - zero
		}
	}
	return scores
}

// A quoteReading is what the model makes of one cue.
type quoteReading struct {
	head     int
	speaker  group
	contents []group
	evidence Evidence
}

// read returns the cues that the model finds, with their speakers and words.
func (m *quoteModel) read(t *quoteText) []quoteReading {
	var readings []quoteReading
	var around quoteReader
	var features [maxFeatures]uint32
	for i := range t.doc.Tokens {
		if !t.candidate(i) {
			continue
		}
		least := m.settings.Cue
		if t.cueAt[i] >= 0 && t.draftAt(i) == nil {
			least += m.settings.Doubted
		}
		if score := m.cueScore(t.cueFeatures(i, features[:0])); score > least {
			r := quoteReading{head: i, evidence: Evidence{Cue: min(score, maxEvidence)}}
			around.read(m, t.view(i), &r)
			readings = append(readings, r)
		}
	}
	return readings
}

// maxFeatures is room for the features of one token.
const maxFeatures = 96

// A quoteReader reads what stands around cues, in tables that it uses again.
type quoteReader struct {
	scores      []contentScores
	labels, may []uint8
	decoder     contentDecoder
}

// read fills in the speaker and words of r, the reading of the cue of v.
func (q *quoteReader) read(m *quoteModel, v *cueView, r *quoteReading) {
	var features [maxFeatures]uint32
	q.scores, q.labels, q.may = q.scores[:0], q.labels[:0], v.allowances(q.may)
	none := int32(0)
	for k := v.window.first; k < v.window.last; k++ {
		scores := m.contentScore(v.features(k, features[:0]))
		none += scores[labelO]
		q.scores, q.labels = append(q.scores, scores), append(q.labels, labelO)
	}
	path := q.decoder.decode(q.scores, q.may, q.labels)
	r.evidence.Path = min(root(path-none), maxEvidence)
	r.take(q.labels, v.window.first)
	d := int32(-1)
	if v.draft >= 0 {
		d = v.draft
	}
	r.evidence.Lone, r.evidence.Agreed = d < 0, d >= 0 && agree(r.contents, v.drafts[d].spans)
}

// root is the whole part of the square root of n, 0 for a negative one.
func root(n int32) int32 {
	return int32(sort.Search(1<<15, func(i int) bool { return int32(i)*int32(i) > n })) - 1
}

// agree reports whether two lists of spans have most of their tokens in common.
func agree(a, b []group) bool {
	both, all := 0, 0
	for _, s := range a {
		all += s.last - s.first
		for _, o := range b {
			both += max(0, min(s.last, o.last)-max(s.first, o.first))
		}
	}
	for _, o := range b {
		all += o.last - o.first
	}
	return 10*both >= 8*(all-both)
}

// take turns labels into spans.
func (r *quoteReading) take(labels []uint8, first int) {
	start := 0
	for i, l := range labels {
		switch l {
		case labelSB, labelCB, labelDB:
			start = i
		case labelSE:
			r.speaker = group{first + start, first + i + 1}
		case labelSS:
			r.speaker = group{first + i, first + i + 1}
		case labelCE, labelDE:
			r.contents = append(r.contents, group{first + start, first + i + 1})
		case labelCS, labelDS:
			r.contents = append(r.contents, group{first + i, first + i + 1})
		}
	}
}
