package train

import (
	"fmt"
	"io"

	"pressmark/generator/tagger"
)

// Every feature has a row of weights for all domains and one for each domain, so
// that corpora may agree on what they share and differ in their conventions
// (Daumé 2007). The two are added; the shipped model has the sum for news.

// domainRow marks the numbers of rows that belong to one domain. Such a row
// follows the row for all domains of the same feature.
const domainRow = 1 << 31

// Examples are samples with their features as numbers of rows.
type Examples struct {
	segments []segment
	rows     []uint32
	starts   []uint32 // token → the first of its rows; one more than there are tokens
	count    int      // of rows
	features []uint64 // the hashes of the features, whose rows for all domains come first
	news     []uint32 // feature → its row for news, 0 if it has none
}

// A segment is an unbroken sequence of candidate tokens; Outside stands before
// and after it.
type segment struct {
	domain  uint8
	first   int      // token, an index into Examples.starts
	allowed []uint32 // for each token the labels that may be right, as bits
}

// NewExamples works out the features of the samples. Features seen fewer times
// than least are left out, for all domains and for each.
func NewExamples(samples []Sample, tables *tagger.Tables, least int, log io.Writer) *Examples {
	b := newBuilder()
	x := tagger.NewExtractor(tables)
	lost := 0
	for n := range samples {
		x.Read(samples[n].Doc)
		lost += b.sample(x, &samples[n])
	}
	e := b.examples(least)
	fmt.Fprintf(log, "%d tokens near capitals, %d features of %d seen kept, %d rows; %d tokens of names are near no capital\n",
		len(b.domains), len(e.features), len(b.general.counts), e.count, lost)
	return e
}

// A builder numbers features as it meets them.
type builder struct {
	segments         []segment
	general, special *numbers
	rows             []uint32 // numbers in general
	starts           []uint32
	domains          []uint8
	buffer           []uint64
}

func newBuilder() *builder {
	return &builder{general: newNumbers(), special: newNumbers(), starts: []uint32{0}}
}

// sample adds the segments of one text, which x has read, and returns how many
// tokens of names are in none.
func (b *builder) sample(x *tagger.Extractor, s *Sample) (lost int) {
	for _, sentence := range s.Doc.Sentences {
		for i := sentence.First; i < sentence.Last; i++ {
			if !x.Candidate(i) {
				if s.Labels[i] != tagger.Outside {
					lost++
				}
				continue
			}
			g := segment{domain: s.Corpus.Domain, first: len(b.domains)}
			for ; i < sentence.Last && x.Candidate(i); i++ {
				b.buffer = x.Features(i, b.buffer[:0])
				b.token(s.Corpus.Domain)
				g.allowed = append(g.allowed, 1<<s.Labels[i])
			}
			g.repair()
			if !s.Corpus.Groups {
				g.allowGroups()
			}
			b.segments = append(b.segments, g)
		}
	}
	return lost
}

// token adds a token with the features in the buffer.
func (b *builder) token(domain uint8) {
	for _, f := range b.buffer {
		id := b.general.of(f)
		b.general.counts[id]++
		b.rows = append(b.rows, id)
		b.special.counts[b.special.of(domainKey(f, domain))]++
	}
	b.starts = append(b.starts, uint32(len(b.rows)))
	b.domains = append(b.domains, domain)
}

// domainKey is the key of a feature's row for one domain.
func domainKey(feature uint64, domain uint8) uint64 {
	return (feature + uint64(domain) + 1) * 0x9E3779B97F4A7C15
}

// examples drops the rare features and numbers the rows of the others.
func (b *builder) examples(least int) *Examples {
	e := &Examples{segments: b.segments}
	hashes := b.general.keysByNumber()
	kept := make([]uint32, len(hashes)) // plus one
	for id, n := range b.general.counts {
		if int(n) >= least {
			e.features = append(e.features, hashes[id])
			kept[id] = uint32(len(e.features))
		}
	}
	e.news = make([]uint32, len(e.features))
	e.count = len(e.features)
	special := make([]uint32, len(b.special.counts)) // row, 0 if it has none yet
	for t, domain := range b.domains {
		e.starts = append(e.starts, uint32(len(e.rows)))
		for _, id := range b.rows[b.starts[t]:b.starts[t+1]] {
			if kept[id] == 0 {
				continue
			}
			row := kept[id] - 1
			e.rows = append(e.rows, row)
			d := b.special.of(domainKey(hashes[id], domain))
			if int(b.special.counts[d]) < least {
				continue
			}
			if special[d] == 0 {
				special[d] = uint32(e.count)
				e.count++
			}
			if domain == news {
				e.news[row] = special[d]
			}
			e.rows = append(e.rows, special[d]|domainRow)
		}
	}
	e.starts = append(e.starts, uint32(len(e.rows)))
	return e
}

// repair unlabels names of which a part lies outside the segment.
func (g *segment) repair() {
	at := func(i int) int {
		for y := range tagger.NumLabels {
			if i >= 0 && i < len(g.allowed) && g.allowed[i]>>y&1 != 0 {
				return y
			}
		}
		return tagger.Outside
	}
	for changed := true; changed; {
		changed = false
		for i := range g.allowed {
			if y := at(i); y != tagger.Outside && !(tagger.Follows(at(i-1), y) && tagger.Follows(y, at(i+1))) {
				g.allowed[i], changed = 1<<tagger.Outside, true
			}
		}
	}
}

// allowGroups lets tokens outside names be groups, where these are not labelled.
func (g *segment) allowGroups() {
	const group = tagger.NumKinds - 1
	for i := range g.allowed {
		if g.allowed[i] == 1<<tagger.Outside {
			for position := tagger.Begin; position <= tagger.Only; position++ {
				g.allowed[i] |= 1 << tagger.LabelOf(group, position)
			}
		}
	}
}

// numbers gives out numbers, from zero, to keys.
type numbers struct {
	keys   []uint64 // open addressing; no key is 0
	values []uint32
	counts []uint32 // by number, for the user
}

func newNumbers() *numbers {
	return &numbers{keys: make([]uint64, 1<<20), values: make([]uint32, 1<<20)}
}

// of returns the number of the key, a new one if it has none.
func (n *numbers) of(key uint64) uint32 {
	i := n.slot(key)
	if n.keys[i] == 0 {
		if 2*len(n.counts) > len(n.keys) {
			n.grow()
			i = n.slot(key)
		}
		n.keys[i], n.values[i] = key, uint32(len(n.counts))
		n.counts = append(n.counts, 0)
	}
	return n.values[i]
}

func (n *numbers) slot(key uint64) uint64 {
	mask := uint64(len(n.keys) - 1)
	i := (key ^ key>>29) & mask
	for n.keys[i] != 0 && n.keys[i] != key {
		i = (i + 1) & mask
	}
	return i
}

func (n *numbers) grow() {
	old := *n
	n.keys, n.values = make([]uint64, 2*len(old.keys)), make([]uint32, 2*len(old.keys))
	for i, key := range old.keys {
		if key != 0 {
			at := n.slot(key)
			n.keys[at], n.values[at] = key, old.values[i]
		}
	}
}

func (n *numbers) keysByNumber() []uint64 {
	keys := make([]uint64, len(n.counts))
	for i, key := range n.keys {
		if key != 0 {
			keys[n.values[i]] = key
		}
	}
	return keys
}
