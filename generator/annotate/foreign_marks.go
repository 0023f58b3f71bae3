package annotate

import (
	"sort"
	"unicode"
	"unicode/utf8"
)

// A foreignRegion is what stands within one pair of quotation marks that is not
// within another: units [first, last), marks included.
type foreignRegion struct {
	extent
	paragraph int
	closed    bool
	goesOn    bool // with the region before: its paragraph opens again, or closes, one left open
}

// deepest is how many quotations may stand within each other.
const deepest = 8

// pairAll pairs the quotation marks of all paragraphs, by the language's pairs.
func (r *foreignReader) pairAll() {
	open := -1 // region that the paragraph before left open
	for p := range r.paragraphs {
		start := len(r.regions)
		r.pairParagraph(p, open >= 0)
		if start < len(r.regions) && open >= 0 && r.regions[start].first == r.paragraphs[p].first {
			r.regions[start].goesOn = true
		}
		open = -1
		if n := len(r.regions); n > start && !r.regions[n-1].closed {
			open = n - 1
		}
	}
	for n, g := range r.regions {
		for i := g.first; i < g.last; i++ {
			r.units[i].region = int32(n)
		}
	}
}

// pairParagraph adds the outermost regions of a paragraph, in order. after is
// set when the paragraph before left a quotation open.
func (r *foreignReader) pairParagraph(p int, after bool) {
	bounds := r.paragraphs[p]
	var stack []int
	var found []foreignRegion
	for i := bounds.first; i < bounds.last; i++ {
		mark := r.markAt(i)
		if mark == 0 {
			continue
		}
		if n := r.closing(stack, mark); n >= 0 {
			found = append(found, foreignRegion{extent{stack[n], i + 1}, p, true, false})
			stack = stack[:n]
			continue
		}
		if after && i == bounds.first || r.opens(i, mark) {
			if len(stack) < deepest {
				stack = append(stack, i)
			}
		}
	}
	if len(stack) > 0 && r.mayStayOpen(stack[0], p, after) {
		found = append(found, foreignRegion{extent{stack[0], bounds.last}, p, false, false})
	}
	sort.Slice(found, func(i, j int) bool { return found[i].first < found[j].first })
	end := -1
	for _, g := range found {
		if g.first >= end && g.last > g.first+1 {
			r.regions = append(r.regions, g)
			end = g.last
		}
	}
}

// markAt returns the quotation mark that unit i is, or 0. One between two
// letters is none: Hebrew acronyms have them.
func (r *foreignReader) markAt(i int) rune {
	u := &r.units[i]
	if u.word || u.number {
		return 0
	}
	mark, size := utf8.DecodeRuneInString(u.In(r.doc.Text))
	if size != u.Len() {
		return 0
	}
	for _, pair := range r.lang.Marks {
		if mark == pair[0] || mark == pair[1] {
			before, _ := utf8.DecodeLastRuneInString(r.doc.Text[:u.Start])
			after, _ := utf8.DecodeRuneInString(r.doc.Text[u.End:])
			if (pair[0] == pair[1] || mark == '’') && unicode.IsLetter(before) && unicode.IsLetter(after) {
				return 0
			}
			return mark
		}
	}
	return 0
}

// closing returns which of the open marks this one closes, the innermost first,
// or -1.
func (r *foreignReader) closing(stack []int, mark rune) int {
	for n := len(stack) - 1; n >= 0; n-- {
		open, _ := utf8.DecodeRuneInString(r.in(stack[n]))
		for _, pair := range r.lang.Marks {
			if pair[0] == open && pair[1] == mark {
				return n
			}
		}
	}
	return -1
}

// opens reports whether the mark at unit i can open a quotation.
func (r *foreignReader) opens(i int, mark rune) bool {
	for _, pair := range r.lang.Marks {
		if pair[0] != mark {
			continue
		}
		if pair[0] != pair[1] {
			return true
		}
		after, size := utf8.DecodeRuneInString(r.doc.Text[r.units[i].End:])
		return size > 0 && !unicode.IsSpace(after)
	}
	return false
}

// mayStayOpen reports whether a quotation that no mark closes is one: it is the
// whole paragraph, it follows a colon, or the next paragraph opens with a mark.
func (r *foreignReader) mayStayOpen(i, p int, after bool) bool {
	bounds := r.paragraphs[p]
	if i == bounds.first && (bounds.last-i > 6 || after) || r.in(i-1) == ":" && i > bounds.first {
		return true
	}
	return p+1 < len(r.paragraphs) && r.paragraphs[p+1].last > r.paragraphs[p+1].first && r.markAt(r.paragraphs[p+1].first) != 0
}
