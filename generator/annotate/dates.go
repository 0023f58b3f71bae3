package annotate

import (
	"strings"
	"time"

	"pressmark/generator/text"
)

// A dater finds the dates of one text. Years said earlier in a paragraph carry
// over to later days that name none.
type dater struct {
	doc    *text.Doc
	anchor time.Time
	dated  bool // the article has a date, anchor
	year   int  // explicit year last named in this paragraph; 0 for none
	near   int  // sentence last looked at
	found  []Date
}

// findDates marks every expression that fixes a day, week, month, year or
// decade. Relative ones need the article's date and stay unmarked without it.
// Expressions within a name ("Sunday Times") are no dates.
func findDates(doc *text.Doc, names []Mention, date string) []Date {
	d := &dater{doc: doc}
	if t, err := time.Parse(isoDay, date); err == nil {
		d.anchor, d.dated = t, true
	}
	paragraph, name := 0, 0
	for i := 0; i < len(doc.Tokens); {
		for paragraph < len(doc.Paragraphs) && doc.Tokens[i].Start >= doc.Paragraphs[paragraph].End {
			paragraph++
			d.year = 0
		}
		for name < len(names) && names[name].Span.End <= doc.Tokens[i].Start {
			name++
		}
		if name < len(names) && names[name].Span.Start <= doc.Tokens[i].Start {
			i++
			continue
		}
		limit := len(doc.Tokens)
		if n := d.at(i, limit); n > 0 {
			i += n
		} else {
			i++
		}
	}
	return d.found
}

func (d *dater) word(i int) string {
	if i < 0 || i >= len(d.doc.Tokens) {
		return ""
	}
	return d.doc.Tokens[i].In(d.doc.Text)
}

// at tries to read a date beginning at token i and returns how many tokens it
// took, 0 for none.
func (d *dater) at(i, limit int) int {
	token := d.doc.Tokens[i]
	if token.Kind == text.Number || token.Kind == text.Word && isDigit(d.doc.Text[token.Start]) {
		return d.numeric(i)
	}
	if token.Kind != text.Word {
		return 0
	}
	word := d.word(i)
	switch word[0] {
	case 'y', 'Y', 't', 'T', 'l', 'L', 'n', 'N':
		if n := d.relative(i, strings.ToLower(word)); n > 0 {
			return n
		}
	}
	if c := word[0]; c < 'A' || c > 'Z' {
		return 0
	}
	if monthOf(word) > 0 {
		return d.month(i, i, 0)
	}
	if day, ok := weekdayOf(word); ok {
		return d.weekday(i, i, day, 0)
	}
	return 0
}

// add records the tokens from first to last, and returns how many they are
// counted from start.
func (d *dater) add(start, first, last int, value, rule string, anchored bool, score int) int {
	span := text.Span{Start: d.doc.Tokens[first].Start, End: d.doc.Tokens[last].End}
	d.found = append(d.found, Date{Span: span, Value: value, Anchored: anchored, Score: score, Rule: rule})
	return last + 1 - start
}

// month reads "August", "Aug. 9", "August 9, 2020", "August 2020", "August of
// last year". first is where the expression began (a weekday or "last"), m the
// month's token, shift the year's offset said before it ("last": -1).
func (d *dater) month(first, m, shift int) int {
	month := monthOf(d.word(m))
	day, last := d.dayAt(m + 1)
	if day > 0 && validDay(0, month, day) {
		if year, end := d.yearAfter(last); year > 0 && validDay(year, month, day) {
			d.year = year
			n := d.add(first, first, end, dayValue(year, month, day), "written out", false, 98)
			return n
		}
		return d.dayOfMonth(first, month, day, m+1, last)
	}
	if year, end := d.yearAfter(m); year > 0 {
		d.year = year
		return d.add(first, first, end, monthValue(year, month), "written out", false, 97)
	}
	if d.ambiguous(m) && first == m || !d.dated {
		return 0
	}
	if shift == 0 && d.year > 0 && d.year != d.anchor.Year() {
		return d.add(first, first, m, monthValue(d.year, month), "year named before", false, 75)
	}
	year := nearest(d.anchor, month, 0, d.ahead(m))
	switch {
	case shift < 0 && month >= int(d.anchor.Month()):
		year = d.anchor.Year() - 1
	case shift < 0:
		year = d.anchor.Year()
		if int(d.anchor.Month())-month < 2 { // "last August" said in September is still this year's
			year = d.anchor.Year()
		}
	case shift > 0 && month <= int(d.anchor.Month()):
		year = d.anchor.Year() + 1
	}
	return d.add(first, first, m, monthValue(year, month), "year from the article’s date", true, 85)
}

// dayOfMonth records month and day without a year, and a second day joined to
// it ("July 27–28", "March 4 and 5"). A day of every year is no date.
func (d *dater) dayOfMonth(first, month, day, from, last int) int {
	if d.yearly(first, last) {
		return last + 1 - first
	}
	year, rule, anchored, score := 0, "", true, 90
	switch {
	case d.year > 0 && d.dated && d.year != d.anchor.Year():
		year, rule, anchored, score = d.year, "year named before", false, 75
	case d.dated:
		year, rule = nearest(d.anchor, month, day, d.ahead(last)), "year from the article’s date"
	case d.year > 0:
		year, rule, anchored, score = d.year, "year named before", false, 70
	default:
		return 0
	}
	if !validDay(year, month, day) {
		return 0
	}
	n := d.add(first, first, last, dayValue(year, month, day), rule, anchored, score)
	switch d.word(last + 1) {
	case "-", "–", "—", "and", "to", "or", "&":
		second, end := d.dayAt(last + 2)
		if second > day && validDay(year, month, second) && monthOf(d.word(end+1)) == 0 && !d.counts(end+1) {
			n += 1 + d.add(last+2, last+2, end, dayValue(year, month, second), rule, anchored, score-5)
		}
	}
	return n
}

// dayAt reads a day of the month at token i: "9", "9th", "the 9th" is not.
func (d *dater) dayAt(i int) (day, last int) {
	word := d.word(i)
	n, rest := leadingNumber(word)
	if n < 1 || n > 31 {
		return 0, 0
	}
	switch rest {
	case "", "st", "nd", "rd", "th":
		if rest == "" && d.word(i+1) == ":" || d.word(i+1) == "%" {
			return 0, 0
		}
		return n, i
	}
	return 0, 0
}

// yearAfter reads the year that completes a date ending at token i: ", 2020",
// "2020", "of last year", ", this year".
func (d *dater) yearAfter(i int) (year, last int) {
	next := i + 1
	if d.word(next) == "," || d.word(next) == "of" || d.word(next) == "in" {
		next++
	}
	if y := yearOf(d.word(next)); y > 0 && d.sameSentence(i, next) {
		return y, next
	}
	if d.dated && d.word(next+1) == "year" {
		switch strings.ToLower(d.word(next)) {
		case "last":
			return d.anchor.Year() - 1, next + 1
		case "this":
			return d.anchor.Year(), next + 1
		case "next":
			return d.anchor.Year() + 1, next + 1
		}
	}
	return 0, 0
}

func (d *dater) sameSentence(i, j int) bool {
	return j < len(d.doc.Tokens) && d.doc.Tokens[j].Start-d.doc.Tokens[i].End < 4 &&
		!strings.Contains(d.doc.Text[d.doc.Tokens[i].End:d.doc.Tokens[j].Start], "\n\n")
}

// ambiguous reports whether the month name at i may be another word ("May",
// "March") or a person's name ("April", "June", "August").
func (d *dater) ambiguous(i int) bool {
	switch d.word(i) {
	case "May", "March", "August", "April", "June", "Mar.", "Mar", "Jan", "MAY", "MARCH", "Sep", "Dec", "Jun", "Jul":
	default:
		return false
	}
	switch strings.ToLower(d.word(i - 1)) {
	case "in", "of", "since", "until", "till", "by", "from", "through", "between", "during", "before", "after",
		"last", "this", "next", "early", "late", "mid", "to", "past", "for", "and", "or", "that", "-", "–", "starting", "around", "throughout", "every", "as":
		return false
	}
	return true
}
