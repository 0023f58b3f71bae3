package search

import (
	"cmp"
	"slices"
	"strings"
)

// Build makes the files of one segment, by their names. It asks for its
// articles one after the other; they must come by date, the oldest first and the
// undated before it. The same articles give the same bytes.
func Build(shape Shape, segment, articles int, doc func(i int) (*Doc, error)) (map[string][]byte, error) {
	b := newBuilder()
	out := map[string][]byte{}
	var heads pieces
	var texts []byte
	for i := range articles {
		d, err := doc(i)
		if err != nil {
			return nil, err
		}
		b.add(d)
		before := len(texts)
		texts = squeeze(texts, textOf(d))
		if heads.doc(d, len(texts)-before, before); (i+1)%perHead == 0 || i+1 == articles {
			heads.flush()
		}
		if (i+1)%perTextsFile == 0 || i+1 == articles {
			out[fileName("texts", segment, i/perTextsFile)] = slices.Clip(texts)
			texts = nil
		}
		if (i+1)%perHeadsFile == 0 || i+1 == articles {
			out[fileName("heads", segment, i/perHeadsFile)] = heads.data
			heads.data = nil
		}
	}
	var root writer
	root.number(articles)
	root.number(b.quotes)
	b.putMonths(&root)
	b.putTerms(&root, shape.termFiles(articles), func(i int, data []byte) { out[fileName("terms", segment, i)] = data })
	b.putWords(&root, func(data []byte) { out[fileName("words", segment, 0)] = data })
	root.number(len(heads.sizes))
	for _, size := range heads.sizes {
		root.number(size)
	}
	out[rootName(segment)] = squeeze(nil, root.b)
	for _, name := range shape.Files(segment, articles) {
		if out[name] == nil {
			out[name] = []byte{}
		}
	}
	return out, nil
}

// pieces are the heads of articles on their way into files.
type pieces struct {
	piece writer
	data  []byte
	sizes []int
}

// doc adds the head of an article whose text stands at an offset of its file.
func (p *pieces) doc(d *Doc, size, at int) {
	if len(p.piece.b) == 0 {
		p.piece.number(at)
	}
	p.piece.number(size)
	p.piece.number(d.Date.Year)
	p.piece.number(d.Date.Month<<5 | d.Date.Day)
	p.piece.text(d.URL)
	p.piece.text(d.Title)
	p.piece.text(d.Source)
}

func (p *pieces) flush() {
	before := len(p.data)
	p.data = squeeze(p.data, p.piece.b)
	p.sizes = append(p.sizes, len(p.data)-before)
	p.piece.b = p.piece.b[:0]
}

// A builder gathers the postings of a segment. Those of each term are kept as
// bytes: memory is filled by what is written, not by what it takes to write it.
type builder struct {
	surfaces [2]map[string]int32 // words as written → number in vocabulary; of other languages, English
	words    []surface
	numbers  map[string]int32 // terms → number
	terms    []string
	names    map[nameField][]int32
	postings [][]byte // by term
	last     []int32  // the article that was added to them last
	article  int
	quotes   int
	months   []month

	// Of the article at hand:
	tokens []token
	count  []int32 // words of each term
	title  []bool
	seen   []int32 // its terms
	impact []uint8 // by term
	all    []int32 // the terms of the article and of its quotations
	marks  []quoted
	marked []int32 // by term: where its marks begin, and 1
}

// A surface is a word as written, folded.
type surface struct {
	folded string
	term   int32 // -1 for one that is not in the index
	times  int
}

type token struct{ start, word int32 }

// A quoted term stands in a quotation.
type quoted struct {
	term    int32
	quote   uint16
	speaker bool
}

type month struct{ year, month, articles int }

func newBuilder() *builder {
	return &builder{surfaces: [2]map[string]int32{{}, {}}, numbers: map[string]int32{}, names: map[nameField][]int32{}}
}

// mostQuotes are how many quotations of one article can be found by themselves.
const mostQuotes = 1 << 16

func (b *builder) add(d *Doc) {
	b.dated(d.Date)
	b.read(d)
	for _, t := range b.tokens {
		term := b.words[t.word].term
		if term < 0 {
			continue
		}
		b.see(term)
		if int(t.start) < d.Headline[1] && int(t.start) >= d.Headline[0] {
			b.title[term] = true
		}
	}
	for _, n := range d.Names {
		for _, term := range b.termsOf("", n.Name, d.English) {
			b.see(term)
		}
	}
	for _, term := range b.seen {
		b.counts(term, impact(int(b.count[term]), len(b.tokens), b.title[term]))
		b.count[term], b.title[term] = 0, false
	}
	b.seen = b.seen[:0]
	for i := range d.Quotes[:min(len(d.Quotes), mostQuotes)] {
		b.quote(d, i)
	}
	b.facets(d)
	b.post()
	b.article++
	b.quotes += len(d.Quotes)
}

// counts notes that a term stands in the article, with its impact.
func (b *builder) counts(term int32, impact uint8) {
	if b.impact[term] == 0 {
		b.all = append(b.all, term)
	}
	b.impact[term] = max(b.impact[term], impact)
}

// post adds the article to the postings of its terms.
func (b *builder) post() {
	slices.SortStableFunc(b.marks, func(x, y quoted) int { return cmp.Compare(x.term, y.term) })
	for i, m := range b.marks {
		b.counts(m.term, 1)
		if i == 0 || b.marks[i-1].term != m.term {
			b.marked[m.term] = int32(i) + 1
		}
	}
	var quotes []mark
	for _, term := range b.all {
		quotes = quotes[:0]
		for i := int(b.marked[term]); i > 0 && i <= len(b.marks) && b.marks[i-1].term == term; i++ {
			quotes = append(quotes, mark{int(b.marks[i-1].quote), b.marks[i-1].speaker})
		}
		w := writer{b.postings[term]}
		n := int(b.impact[term]) << 1
		if len(quotes) > 0 {
			n |= 1
		}
		w.number((b.article-int(b.last[term]))<<5 | n)
		if len(quotes) > 0 {
			putMarks(&w, quotes)
		}
		b.postings[term], b.last[term] = w.b, int32(b.article)
		b.impact[term], b.marked[term] = 0, 0
	}
	b.all, b.marks = b.all[:0], b.marks[:0]
}

// listOf are the postings of a term, by article.
func (b *builder) listOf(list []posting, term int32) []posting {
	r := scanner{b: b.postings[term]}
	article := 0
	for len(r.b) > 0 {
		n := r.number()
		article += n >> 5
		p := posting{article: article, impact: n >> 1 & 15}
		if n&1 != 0 {
			p.quotes = takeMarks(&r)
		}
		list = append(list, p)
	}
	return list
}

func (b *builder) dated(d Date) {
	if n := len(b.months); n > 0 && b.months[n-1].year == d.Year && b.months[n-1].month == d.Month {
		b.months[n-1].articles++
		return
	}
	b.months = append(b.months, month{d.Year, d.Month, 1})
}

// read cuts the text of an article into words.
func (b *builder) read(d *Doc) {
	b.tokens = b.tokens[:0]
	cut(d.Text, func(start, end int) {
		word := b.word(d.Text[start:end], d.English)
		b.words[word].times++
		b.tokens = append(b.tokens, token{int32(start), word})
	})
}

// word is the number of a word as written.
func (b *builder) word(written string, english bool) int32 {
	known := b.surfaces[0]
	if english {
		known = b.surfaces[1]
	}
	if word, ok := known[written]; ok {
		return word
	}
	s := surface{folded: fold(written), term: -1}
	if !ignored[s.folded] && s.folded != "" {
		term := s.folded
		if english {
			term = stem(term)
		}
		s.term = b.term(term)
	}
	word := int32(len(b.words))
	b.words = append(b.words, s)
	known[strings.Clone(written)] = word
	return word
}

func (b *builder) term(name string) int32 {
	if n, ok := b.numbers[name]; ok {
		return n
	}
	n := int32(len(b.terms))
	b.numbers[name] = n
	b.terms = append(b.terms, name)
	b.postings = append(b.postings, nil)
	b.last = append(b.last, 0)
	b.count = append(b.count, 0)
	b.title = append(b.title, false)
	b.impact = append(b.impact, 0)
	b.marked = append(b.marked, 0)
	return n
}

func (b *builder) see(term int32) {
	if b.count[term] == 0 {
		b.seen = append(b.seen, term)
	}
	b.count[term]++
}

// Impact of a term, as BM25 has it, with k1 = 1.2, b = 0.5 and a mean length of
// 500 words: a fixed one, for else an article that comes would change all
// others. Words of the title count most.
const (
	meanLength  = 500
	titleImpact = 4
)

func impact(count, length int, title bool) uint8 {
	length = min(max(length, meanLength/4), meanLength*4)
	of := 100*count + 60 + 60*length/meanLength // 100 (tf + k1 (1 − b + b length/mean))
	i := (1100*count + of - 1) / of
	if title {
		i += titleImpact
	}
	return uint8(min(i, 15))
}

// quote adds the words of a quotation and its speakers' names.
func (b *builder) quote(d *Doc, i int) {
	q := &d.Quotes[i]
	first := len(b.marks)
	for _, span := range q.Spans {
		at, _ := slices.BinarySearchFunc(b.tokens, int32(span[0]), func(t token, start int32) int { return cmp.Compare(t.start, start) })
		for ; at < len(b.tokens) && int(b.tokens[at].start) < span[1]; at++ {
			if term := b.words[b.tokens[at].word].term; term >= 0 {
				b.marks = append(b.marks, quoted{term, uint16(i), false})
			}
		}
	}
	for _, n := range q.Speakers {
		b.mark(i, "", n.Name, true, d.English)
		b.mark(i, "by:", n.Name, false, false)
		for _, other := range n.Also {
			b.mark(i, "by:", other, false, false)
		}
		b.exactly(i, "by="+n.ID)
	}
	for _, n := range q.About {
		b.mark(i, "of:", n.Name, false, false)
		for _, other := range n.Also {
			b.mark(i, "of:", other, false, false)
		}
		b.exactly(i, "of="+n.ID)
	}
	b.once(first)
}

// mark adds the words of a name to a quotation.
func (b *builder) mark(quote int, field, name string, speaker, english bool) {
	for _, term := range b.termsOf(field, name, english) {
		b.marks = append(b.marks, quoted{term, uint16(quote), speaker})
	}
}

// A nameField is a name where it counts as the words of a field.
type nameField struct {
	field, name string
	english     bool
}

// termsOf are the terms of a name's words in a field. They are worked out once,
// for names come again and again.
func (b *builder) termsOf(field, name string, english bool) []int32 {
	key := nameField{field, name, english}
	if terms, known := b.names[key]; known {
		return terms
	}
	var terms []int32
	for _, word := range folded(name) {
		if word == "" || ignored[word] {
			continue
		}
		if english {
			word = stem(word)
		}
		terms = append(terms, b.term(field+word))
	}
	key.name = strings.Clone(name) // which may be a part of an article's text
	b.names[key] = terms
	return terms
}

func (b *builder) exactly(quote int, term string) {
	b.marks = append(b.marks, quoted{b.term(term), uint16(quote), false})
}

// once leaves one mark of each term of a quotation, the speaker's before others.
func (b *builder) once(first int) {
	list := b.marks[first:]
	slices.SortFunc(list, func(x, y quoted) int {
		if x.term != y.term {
			return cmp.Compare(x.term, y.term)
		}
		if x.speaker == y.speaker {
			return 0
		}
		if x.speaker {
			return -1
		}
		return 1
	})
	list = slices.CompactFunc(list, func(x, y quoted) bool { return x.term == y.term })
	b.marks = b.marks[:first+len(list)]
}

// facets adds whom the article names, its source and its tags.
func (b *builder) facets(d *Doc) {
	add := func(name string) { b.see(b.term(name)) }
	for _, n := range d.Names {
		add("of=" + n.ID)
		for _, name := range append([]string{n.Name}, n.Also...) {
			for _, term := range b.termsOf("of:", name, false) {
				b.see(term)
			}
		}
	}
	if value := FacetValue(d.Source); value != "" {
		add("in=" + value)
	}
	for _, t := range d.Tags {
		if value := FacetValue(t); value != "" {
			add("tag=" + value)
		}
	}
	for _, term := range b.seen {
		b.counts(term, 1)
		b.count[term] = 0
	}
	b.seen = b.seen[:0]
}
