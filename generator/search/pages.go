package search

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A Head is what is shown of an article first.
type Head struct {
	URL, Title, Source string
	Date               Date
	at, size           int // of its text
}

// Head returns the head of an article.
func (r *Reader) Head(segment, article int) (Head, error) {
	at := r.segments[segment].heads[article/perHead]
	s, err := r.piece(fileName("heads", segment, at.file), at.at, at.size)
	if err != nil {
		return Head{}, err
	}
	next := s.number()
	var h Head
	for range article%perHead + 1 {
		h = Head{at: next, size: s.number()}
		next += h.size
		h.Date.Year = s.number()
		day := s.number()
		h.Date.Month, h.Date.Day = day>>5, day&31
		h.URL, h.Title, h.Source = s.text(), s.text(), s.text()
	}
	return h, s.err()
}

// A Text is the rest of what is shown of an article.
type Text struct {
	Text    string
	Names   []Name // the first of those named in it
	Tags    []string
	Quotes  []Quote
	Heading int // where the headline ends
}

// Text returns the text of an article.
func (r *Reader) Text(segment, article int) (*Text, error) {
	h, err := r.Head(segment, article)
	if err != nil {
		return nil, err
	}
	s, err := r.piece(fileName("texts", segment, article/perTextsFile), h.at, h.size)
	if err != nil {
		return nil, err
	}
	return takeText(s)
}

// verified leaves the hits in which all phrases stand, up to most of them.
func (r *Reader) verified(hits []Hit, phrases [][]string, most int) ([]Hit, error) {
	var left []Hit
	for _, h := range hits {
		t, err := r.Text(h.Segment, h.Article)
		if err != nil {
			return nil, err
		}
		parts := []string{t.Text}
		if h.Quote >= 0 {
			parts = nil
			for _, s := range t.Quotes[h.Quote].Spans {
				parts = append(parts, t.Text[s[0]:s[1]])
			}
		}
		if hasAll(parts, phrases) {
			if left = append(left, h); len(left) == most {
				break
			}
		}
	}
	return left, nil
}

func hasAll(parts []string, phrases [][]string) bool {
	for _, phrase := range phrases {
		if !slices.ContainsFunc(parts, func(part string) bool { return hasPhrase(folded(part), phrase) }) {
			return false
		}
	}
	return true
}

func hasPhrase(words, phrase []string) bool {
	for i := 0; i+len(phrase) <= len(words); i++ {
		if slices.Equal(words[i:i+len(phrase)], phrase) {
			return true
		}
	}
	return false
}

// shownNames are how many names are shown above the results.
const shownNames = 3

// nameHits finds the names that hold every word of a query. A query of many
// words, or of anything but words, is no name.
func (r *Reader) nameHits(q *Query) ([]Named, error) {
	words := slices.Clone(q.Words)
	for _, phrase := range q.Phrases {
		words = append(words, phrase...)
	}
	words = slices.DeleteFunc(words, func(w string) bool { return ignored[w] })
	if len(words) == 0 || len(words) > 5 || len(q.By)+len(q.About)+len(q.Facets) > 0 || len(r.names) == 0 {
		return nil, nil
	}
	begun := ""
	if q.Typing && len(q.Phrases) == 0 {
		begun = words[len(words)-1]
	}
	key := longest(words, begun)
	if utf8.RuneCountInString(key) < 2 {
		return nil, nil
	}
	file := nameFile(key, len(r.names))
	x := r.names[file]
	if len(x.blocks) == 0 {
		return nil, nil
	}
	type row struct {
		rank byte
		Named
	}
	var rows []row
	first := x.find(key)
	for i := first; i < min(first+2, len(x.blocks)); i++ {
		at := x.blocks[i]
		block, err := r.piece(strings.Replace(NamesRoot, ".", "-"+strconv.Itoa(file)+".", 1), at.at, at.size)
		if err != nil {
			return nil, err
		}
		err = readBlock(block.b, func(k string, value []byte) bool {
			word, rank, _ := strings.Cut(k, "\x00")
			if word != key && (key != begun || !strings.HasPrefix(word, key)) {
				return true
			}
			s := &scanner{b: value}
			n := Named{Name: s.text(), Kind: s.text(), URL: s.text(), About: s.text()}
			if fits(append(folded(n.Name), word), words, begun) && !slices.ContainsFunc(rows, func(o row) bool { return o.URL == n.URL }) {
				rows = append(rows, row{rank[0], n})
			}
			return true
		})
		if err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(rows, func(a, b row) int { return int(a.rank) - int(b.rank) })
	var names []Named
	for _, one := range rows[:min(shownNames, len(rows))] {
		names = append(names, one.Named)
	}
	return names, nil
}

// longest is the word to look names up by: the longest of those that are
// complete, if there is one.
func longest(words []string, begun string) string {
	key := ""
	for i, w := range words {
		if begun != "" && i == len(words)-1 && key != "" {
			break
		}
		if utf8.RuneCountInString(w) > utf8.RuneCountInString(key) {
			key = w
		}
	}
	return key
}

func fits(have, words []string, begun string) bool {
	for i, w := range words {
		whole := begun == "" || i < len(words)-1
		if !slices.ContainsFunc(have, func(h string) bool { return h == w || !whole && strings.HasPrefix(h, w) }) {
			return false
		}
	}
	return true
}
