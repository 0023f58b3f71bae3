package search

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// A Fetch returns size bytes from at on of a published file of the index; all of
// it if size is 0. It must be safe for use by many goroutines.
type Fetch func(file string, at, size int) ([]byte, error)

// A Reader finds in an index what the script in the browser would. It is safe
// for use by many goroutines if its Fetch is.
type Reader struct {
	// Stems and Plain tell whether there are articles in English and in other
	// languages.
	Stems, Plain bool
	// Whole makes it fetch all postings of every term, so that nothing is
	// missing from what it finds.
	Whole bool

	fetch    Fetch
	segments []*root
	articles int
	names    []tableIndex
}

// A root is what the root of a segment says.
type root struct {
	number   int
	articles int
	quotes   int
	months   []month
	terms    tableIndex
	words    tableIndex
	heads    []indexed
}

// Open reads the roots of an index of so many segments.
func Open(segments int, fetch Fetch) (*Reader, error) {
	r := &Reader{Stems: true, fetch: fetch}
	for i := range segments {
		s, err := r.piece(rootName(i), 0, 0)
		if err != nil {
			return nil, err
		}
		seg := takeRoot(s, i)
		if err := s.err(); err != nil {
			return nil, err
		}
		r.segments = append(r.segments, seg)
		r.articles += seg.articles
	}
	s, err := r.piece(NamesRoot, 0, 0)
	if err != nil {
		return nil, err
	}
	for range s.number() {
		if s.failed {
			break
		}
		r.names = append(r.names, takeIndex(s))
	}
	return r, s.err()
}

// piece fetches and loosens a piece.
func (r *Reader) piece(file string, at, size int) (*scanner, error) {
	b, err := r.fetch(file, at, size)
	if err != nil {
		return nil, err
	}
	b, err = loosen(b)
	return &scanner{b: b}, err
}

func takeRoot(s *scanner, number int) *root {
	seg := &root{number: number, articles: s.number(), quotes: s.number()}
	for range s.number() {
		if s.failed {
			break
		}
		seg.months = append(seg.months, month{s.number(), s.number(), s.number()})
	}
	seg.terms = takeIndex(s)
	seg.words = takeIndex(s)
	at := 0
	for i := range s.number() {
		if s.failed {
			break
		}
		if i%(perHeadsFile/perHead) == 0 {
			at = 0
		}
		size := s.number()
		seg.heads = append(seg.heads, indexed{file: i / (perHeadsFile / perHead), at: at, size: size})
		at += size
	}
	return seg
}

// year is the year of an article, with its month.
func (seg *root) date(article int) (year, monthOf int) {
	for _, m := range seg.months {
		if article < m.articles {
			return m.year, m.month
		}
		article -= m.articles
	}
	return 0, 0
}

// A Hit is an article or a quotation that was found.
type Hit struct {
	Segment, Article int
	Quote            int // -1 for the article itself
	Score            int
	Year, Month      int
}

// Found is what a query found.
type Found struct {
	Hits             []Hit // best first
	Articles, Quotes int   // how many there are
	Names            []Named
}

// Search returns what a query finds, up to most hits; all if most is 0. Of a
// query of one word, it looks only at the articles that count most, as the
// script does, unless the Reader is Whole.
func (r *Reader) Search(q Query, most int) (*Found, error) {
	names, err := r.nameHits(&q)
	if err != nil {
		return nil, err
	}
	found := &Found{Names: names}
	completed, err := r.complete(&q)
	if err != nil {
		return nil, err
	}
	clauses := q.clauses(r.Stems, r.Plain, completed)
	if len(clauses) == 0 {
		return found, nil
	}
	entries, err := r.entries(clauses)
	if err != nil {
		return nil, err
	}
	whole := r.Whole || !cutShort(entries) || len(clauses) > 1 || len(q.Facets["kind"])+len(q.Facets["year"]) > 0
	if whole {
		if err := r.rest(clauses, entries); err != nil {
			return nil, err
		}
	}
	weights := r.weights(clauses, entries)
	for i, seg := range r.segments {
		found.Hits = append(found.Hits, seg.match(&q, clauses, entries[i], weights)...)
	}
	slices.SortFunc(found.Hits, byScore)
	if len(q.Phrases) > 0 {
		if found.Hits, err = r.verified(found.Hits, q.Phrases, most); err != nil {
			return nil, err
		}
	}
	found.count()
	if !whole {
		found.countAll(clauses[0], entries)
	}
	if most > 0 && len(found.Hits) > most {
		found.Hits = found.Hits[:most]
	}
	return found, nil
}

// cutShort reports whether there are more postings than those in the
// dictionary.
func cutShort(entries []map[string]*entry) bool {
	for _, in := range entries {
		for _, e := range in {
			if e.size > 0 {
				return true
			}
		}
	}
	return false
}

func (f *Found) count() {
	for i := range f.Hits {
		if f.Hits[i].Quote < 0 {
			f.Articles++
		} else {
			f.Quotes++
		}
	}
}

// countAll counts by the dictionary what was not looked at, if there is but one
// term; of more it is not known which stand in one article.
func (f *Found) countAll(c clause, entries []map[string]*entry) {
	if len(c.terms) > 1 {
		return
	}
	f.Articles, f.Quotes = 0, 0
	for _, in := range entries {
		if e := in[c.terms[0]]; e != nil {
			f.Articles += e.articles
			f.Quotes += e.quotes
		}
	}
	if c.by {
		f.Articles = 0
	}
}

// byScore orders hits: the best, then the newest, articles before their
// quotations.
func byScore(a, b Hit) int {
	return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(b.Year, a.Year), cmp.Compare(b.Month, a.Month),
		cmp.Compare(a.Segment, b.Segment), cmp.Compare(b.Article, a.Article), cmp.Compare(a.Quote, b.Quote))
}

// entries looks up every term of the clauses in every segment.
func (r *Reader) entries(clauses []clause) ([]map[string]*entry, error) {
	all := make([]map[string]*entry, len(r.segments))
	errs := make([]error, len(r.segments))
	var working sync.WaitGroup
	for i, seg := range r.segments {
		all[i] = map[string]*entry{}
		working.Go(func() {
			for _, c := range clauses {
				for _, term := range c.terms {
					if all[i][term] == nil && errs[i] == nil {
						errs[i] = r.lookUp(seg, term, all[i])
					}
				}
			}
		})
	}
	working.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

func (r *Reader) lookUp(seg *root, term string, into map[string]*entry) error {
	if len(seg.terms.blocks) == 0 {
		return nil
	}
	at := seg.terms.blocks[seg.terms.find(term)]
	block, err := r.piece(fileName("terms", seg.number, at.file), at.at, at.size)
	if err != nil {
		return err
	}
	return readBlock(block.b, func(key string, value []byte) bool {
		if key == term {
			s := &scanner{b: value}
			e := takeEntry(s)
			if !s.failed {
				e.at += seg.terms.length[at.file]
				e.file = at.file
				into[term] = &e
			}
		}
		return key < term
	})
}

// rest fetches the postings that are not in the dictionary itself. The words
// that complete what is typed go without.
func (r *Reader) rest(clauses []clause, entries []map[string]*entry) error {
	for i, seg := range r.segments {
		for _, c := range clauses {
			for n, term := range c.terms {
				e := entries[i][term]
				if e == nil || e.size == 0 || len(e.top) > headed || n >= c.own {
					continue
				}
				s, err := r.piece(fileName("terms", seg.number, e.file), e.at, e.size)
				if err != nil {
					return err
				}
				e.top = append(e.top, takePostings(s, e.articles-headed)...)
				if err := s.err(); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// weights are how rare the clauses are: sixteen times the binary logarithm of
// the number of articles to one with the term.
func (r *Reader) weights(clauses []clause, entries []map[string]*entry) []int {
	list := make([]int, len(clauses))
	for i, c := range clauses {
		if !c.weighs {
			continue
		}
		most := 0
		for _, term := range c.terms {
			n := 0
			for _, in := range entries {
				if e := in[term]; e != nil {
					n += e.articles
				}
			}
			most = max(most, n)
		}
		if most > 0 {
			list[i] = rarity(r.articles, most)
		}
	}
	return list
}

// rarity is 16 log₂(articles/with), at least 16, by a logarithm that every
// machine reckons alike: linear between the powers of two.
func rarity(articles, with int) int {
	x, n := max(8, 8*articles/with), 0
	for x>>(n+1) > 0 {
		n++
	}
	return max(16, 16*n+(x<<4>>n)-16-48)
}

// match finds what fulfils all clauses in one segment.
func (seg *root) match(q *Query, clauses []clause, entries map[string]*entry, weights []int) []Hit {
	lists := make([]map[int]posting, len(clauses))
	first := 0
	for i, c := range clauses {
		var parts [][]posting
		for _, term := range c.terms {
			if e := entries[term]; e != nil {
				parts = append(parts, e.top)
			}
		}
		if len(parts) == 0 {
			return nil
		}
		lists[i] = map[int]posting{}
		for _, p := range merged(parts...) {
			lists[i][p.article] = p
		}
		if len(lists[i]) < len(lists[first]) {
			first = i
		}
	}
	kinds, years := q.Facets["kind"], q.Facets["year"]
	var hits []Hit
	for article := range lists[first] {
		year, monthOf := seg.date(article)
		if len(years) > 0 && !slices.Contains(years, strconv.Itoa(year)) {
			continue
		}
		hit := Hit{Segment: seg.number, Article: article, Quote: -1, Year: year, Month: monthOf}
		inArticle := len(kinds) == 0 || slices.Contains(kinds, "article")
		var quotes map[int]int // those in which all clauses so far are fulfilled, with their score
		for i, c := range clauses {
			p, ok := lists[i][article]
			if !ok {
				inArticle, quotes = false, map[int]int{}
				break
			}
			inArticle = inArticle && !c.by
			hit.Score += weights[i] * p.impact
			if !c.article {
				quotes = both(quotes, p, weights[i])
			}
		}
		if inArticle {
			hits = append(hits, hit)
		}
		if len(kinds) == 0 || slices.Contains(kinds, "quotation") {
			for quote, score := range quotes {
				hit.Quote, hit.Score = quote, score
				hits = append(hits, hit)
			}
		}
	}
	return hits
}

// both leaves the quotations that fulfil another clause too; before is nil for
// the first. A quotation counts a little less than its article, and its
// speaker more than its words.
func both(before map[int]int, p posting, weight int) map[int]int {
	after := map[int]int{}
	for _, m := range p.quotes {
		score, ok := before[m.quote]
		if before != nil && !ok {
			continue
		}
		less := 3
		if m.speaker {
			less = 1
		}
		after[m.quote] = score + weight*max(1, p.impact-less)
	}
	return after
}

// complete lists the commonest words that the last word of a query may be the
// beginning of.
func (r *Reader) complete(q *Query) ([]string, error) {
	if !q.Typing || len(q.Words) == 0 || len(r.segments) == 0 {
		return nil, nil
	}
	begun := q.Words[len(q.Words)-1]
	x := r.segments[0].words
	if len(begun) < 2 || len(x.blocks) == 0 {
		return nil, nil
	}
	type written struct {
		word  string
		times byte
	}
	var list []written
	first := x.find(begun)
	for i := first; i < min(first+2, len(x.blocks)); i++ {
		at := x.blocks[i]
		block, err := r.piece(fileName("words", 0, at.file), at.at, at.size)
		if err != nil {
			return nil, err
		}
		err = readBlock(block.b, func(word string, value []byte) bool {
			if strings.HasPrefix(word, begun) && word != begun {
				list = append(list, written{word, value[0]})
			}
			return true
		})
		if err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(list, func(a, b written) int { return cmp.Compare(b.times, a.times) })
	var words []string
	for _, w := range list[:min(3, len(list))] {
		words = append(words, w.word)
	}
	return words, nil
}
