package annotate

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"pressmark/generator/text"
)

// A region is what stands within one pair of quotation marks, or from a mark
// that is never closed to the end of its paragraph: tokens [first, last), marks
// included.
type region struct {
	first, last int
	outer       int  // the region that this one stands in, or -1
	closed      bool // by a mark of its own
	more        bool // the next paragraph's first region goes on with it
	from        int  // the region of the paragraph before that this one goes on with, or -1
}

// span is the region's place in the text.
func (g region) span(d *text.Doc) text.Span {
	return text.Span{Start: d.Tokens[g.first].Start, End: d.Tokens[g.last-1].End}
}

// findRegions pairs the quotation marks of each paragraph. A mark that opens
// again at the head of the next paragraph, as newspapers set long quotations,
// makes that paragraph's region go on with the one left open.
func findRegions(d *text.Doc) []region {
	var regions []region
	open := -1 // region that the paragraph before left open
	for _, p := range d.Paragraphs {
		first, last := d.Sentences[p.First].First, d.Sentences[p.Last-1].Last
		start := len(regions)
		regions = pairMarks(d, regions, first, last)
		if open >= 0 && start < len(regions) && regions[start].first == first {
			regions[start].from, regions[open].more = open, true
		}
		open = -1
		for i := start; i < len(regions); i++ {
			if g := &regions[i]; !g.closed && g.outer < 0 && g.last == last {
				open = i
			}
		}
	}
	return regions
}

// pairMarks adds the regions of the paragraph of tokens [first, last), in order
// of their first token.
func pairMarks(d *text.Doc, regions []region, first, last int) []region {
	start := len(regions)
	var stack []int
	for i := first; i < last; i++ {
		switch direction(d, i, regions, stack) {
		case text.Open:
			outer := -1
			if len(stack) > 0 {
				outer = stack[len(stack)-1]
			}
			stack = append(stack, len(regions))
			regions = append(regions, region{first: i, last: last, outer: outer, from: -1})
		case text.Close:
			for n := len(stack) - 1; n >= 0; n-- {
				if closes(d, regions[stack[n]].first, i) {
					for _, k := range stack[n+1:] {
						regions[k].last, regions[k].closed = regions[k].first, false // a stray mark within
					}
					regions[stack[n]].last, regions[stack[n]].closed = i+1, true
					stack = stack[:n]
					break
				}
			}
		}
	}
	return keepRegions(d, regions, start, first, last)
}

// direction is the kind of mark that token i is. A straight mark beside another
// mark may have been told wrong: inside of a quotation in the same marks it
// closes unless a word follows at once, outside it opens if one does.
func direction(d *text.Doc, i int, regions []region, stack []int) text.TokenKind {
	t := &d.Tokens[i]
	if t.Kind != text.Open && t.Kind != text.Close || t.In(d.Text) != "\"" {
		return t.Kind
	}
	within := false
	for _, n := range stack {
		within = within || strings.HasPrefix(d.Tokens[regions[n].first].In(d.Text), "\"")
	}
	r, _ := utf8.DecodeRuneInString(d.Text[t.End:])
	word := unicode.IsLetter(r) || unicode.IsDigit(r) || r == '[' || r == '$' || r == '\''
	switch {
	case t.Kind == text.Open && within && !word:
		return text.Close
	case t.Kind == text.Close && !within && word && (t.Start == 0 || d.Text[t.Start-1] != ' '):
		return text.Close
	case t.Kind == text.Close && !within && word:
		return text.Open
	}
	return t.Kind
}

// keepRegions drops the regions that are not: strays, and single marks left
// open, which are apostrophes more often than quotations.
func keepRegions(d *text.Doc, regions []region, start, first, last int) []region {
	to := start
	place := make(map[int]int, len(regions)-start)
	for i := start; i < len(regions); i++ {
		g := regions[i]
		if g.last <= g.first+1 {
			continue
		}
		single := isSingle(d.Tokens[g.first].In(d.Text))
		if !g.closed && (single || g.outer >= 0 || g.first != first && last-g.first > 120) {
			continue
		}
		for g.outer >= 0 {
			if n, ok := place[g.outer]; ok {
				g.outer = n
				break
			}
			g.outer = regions[g.outer].outer
		}
		place[i] = to
		regions[to] = g
		to++
	}
	return regions[:to]
}

func isSingle(mark string) bool {
	return mark == "'" || mark == "‘" || mark == "`" || mark == "‚" || mark == "‹" || mark == "›"
}

// closers lists, by opening mark, the marks that may close it.
var closers = map[string]string{
	"“": "”\"“'' ", "\"": "\"”'' ", "„": "“”\"", "‘": "’'", "'": "'’", "`": "'’", "``": "''\"”", "''": "''\"", "«": "»", "»": "«»", "‹": "›", "›": "‹", "‚": "‘’", "「": "」", "『": "』", "”": "”",
}

func closes(d *text.Doc, open, end int) bool {
	mark := d.Tokens[end].In(d.Text)
	opener := d.Tokens[open].In(d.Text)
	if mark == "'" && (opener == "“" || opener == "\"") {
		return false
	}
	return strings.Contains(closers[opener], mark)
}

// quotedSpans are the outermost regions' places in the text, in order.
func quotedSpans(d *text.Doc, regions []region) []text.Span {
	spans := make([]text.Span, 0, len(regions))
	for _, g := range regions {
		if g.outer < 0 {
			spans = append(spans, g.span(d))
		}
	}
	return spans
}
