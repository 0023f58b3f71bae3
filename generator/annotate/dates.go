package annotate

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

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
// it ("July 27–28", "March 4 and 5").
func (d *dater) dayOfMonth(first, month, day, from, last int) int {
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

// counts reports whether token i is a noun that the number before it counts.
func (d *dater) counts(i int) bool {
	word := d.word(i)
	return len(word) > 3 && word[len(word)-1] == 's' && word[0] >= 'a' && word[0] <= 'z' && word != "this"
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

// weekday reads "Tuesday", "Tuesday, Aug. 9", "last Tuesday". shift is -1 for
// "last", 1 for "next", 0 for none.
func (d *dater) weekday(first, i int, day time.Weekday, shift int) int {
	for _, next := range [...]int{i + 1, i + 2} {
		if next == i+2 && d.word(i+1) != "," {
			break
		}
		if m := monthOf(d.word(next)); m > 0 {
			if n, _ := d.dayAt(next + 1); n > 0 {
				if got := d.month(first, next, 0); got > 0 {
					return got
				}
			}
		}
		if n, last := d.dayAt(next); n > 0 && monthOf(d.word(last+1)) > 0 {
			if got := d.dayFirst(first, next); got > 0 {
				return got
			}
		}
	}
	if !d.dated || d.namedDay(i) {
		return 0
	}
	back := (int(d.anchor.Weekday()) - int(day) + 7) % 7
	ahead := (int(day) - int(d.anchor.Weekday()) + 7) % 7
	t, score := d.anchor.AddDate(0, 0, -back), 90
	switch {
	case shift > 0:
		t = d.anchor.AddDate(0, 0, ahead)
		if ahead == 0 {
			t = t.AddDate(0, 0, 7)
		}
	case shift < 0:
		if back == 0 {
			t = t.AddDate(0, 0, -7)
		}
	case back > 0 && d.ahead(i):
		t, score = d.anchor.AddDate(0, 0, ahead), 75
	}
	return d.add(first, first, i, t.Format(isoDay), "counted from the article’s date", true, score)
}

// namedDay reports whether the weekday at i is part of the name of a feast or
// newspaper, or stands for every such day.
func (d *dater) namedDay(i int) bool {
	switch strings.ToLower(d.word(i - 1)) {
	case "black", "good", "bloody", "super", "ash", "easter", "palm", "cyber", "giving", "every", "each", "holy", "shrove", "whit", "maundy", "a", "any":
		return true
	}
	switch d.word(i + 1) {
	case "Times", "Telegraph", "Mirror", "Mail", "Post", "Express", "Herald", "Night", "Independent", "Star", "Evening", "League":
		return true
	}
	return false
}

// numeric reads dates that begin with digits: "9 August 2020", "2020-08-09",
// "1994", "the 1990s".
func (d *dater) numeric(i int) int {
	word := d.word(i)
	n, rest := leadingNumber(word)
	if rest == "" && len(word) == 4 && d.glued(i) && d.word(i+1) == "-" {
		if got := d.iso(i, n); got > 0 {
			return got
		}
	}
	if n >= 1 && n <= 31 && len(word) <= 4 {
		return d.dayFirst(i, i)
	}
	if rest == "s" && len(word) == 5 && n%10 == 0 && n >= 1000 && n < 2100 {
		return d.add(i, i, i, word[:3]+"X", "written out", false, 95)
	}
	if yearOf(word) > 0 && d.standsAsYear(i) {
		if before := d.word(i - 1); before == "in" || before == "In" {
			d.year = n
		}
		return d.add(i, i, i, yearValue(n), "written out", false, 90)
	}
	return 0
}

func (d *dater) glued(i int) bool {
	return i+1 < len(d.doc.Tokens) && d.doc.Tokens[i].End == d.doc.Tokens[i+1].Start
}

func (d *dater) iso(i, year int) int {
	month, restM := leadingNumber(d.word(i + 2))
	day, restD := leadingNumber(d.word(i + 4))
	if d.word(i+3) != "-" || restM != "" || restD != "" || len(d.word(i+2)) != 2 || !validDay(year, month, day) {
		return 0
	}
	d.year = year
	return d.add(i, i, i+4, dayValue(year, month, day), "written out", false, 98)
}

// dayFirst reads "9 August", "9th of August 2020"; first is where the
// expression began, i the day's token.
func (d *dater) dayFirst(first, i int) int {
	day, last := d.dayAt(i)
	m := last + 1
	if d.word(m) == "of" {
		m++
	}
	month := monthOf(d.word(m))
	if day == 0 || month == 0 || !validDay(0, month, day) {
		return 0
	}
	if year, end := d.yearAfter(m); year > 0 && validDay(year, month, day) {
		d.year = year
		return d.add(first, first, end, dayValue(year, month, day), "written out", false, 98)
	}
	if follow, _ := d.dayAt(m + 1); follow > 0 { // "in 12 March 9 …": the day belongs to what follows
		return 0
	}
	return d.dayOfMonth(first, month, day, i, m)
}

// standsAsYear tells a year from a plain number by its neighbours.
func (d *dater) standsAsYear(i int) bool {
	if i > 0 && d.glued(i-1) {
		switch d.word(i - 1) {
		case "$", "£", "€", "#", "+", ".", "/", "~", "№":
			return false
		}
	}
	next := d.word(i + 1)
	if _, ok := weekdayOf(next); ok {
		return false // a time of day: "2024 Friday, UTC"
	}
	switch next {
	case "%", "percent", "per", "km", "kg", "m", "ft", "feet", "miles", "metres", "meters", "kilometers", "kilometres", "pounds", "votes", "local", "GMT", "UTC", "hours", "dollars", "euros", "million", "billion", "of", "mph", "acres", "people", "°", "cc":
		return false
	}
	switch strings.ToLower(d.word(i - 1)) {
	case "in", "since", "until", "till", "by", "from", "during", "before", "after", "of", "the", "early", "late", "mid", "circa", "through", "year", "(", "between", "to", "and", "–", "-", "around", "for", "a", "his", "her", "its", "their", "©", "this", "about", "’s", "'s", "as", "at":
		switch before := strings.ToLower(d.word(i - 1)); before {
		case "of", "about", "around", "to", "for", "and", "a", "at", "as", "than":
			return !d.counts(i + 1)
		case "-":
			r, _ := utf8.DecodeLastRuneInString(d.doc.Text[:d.doc.Tokens[i-1].Start])
			return isDigitRune(r)
		}
		return true
	case "only", "than", "some", "over", "nearly", "almost", "least", "approximately", "another", "up", "no", "no.", "nos.", "number", "room", "flight", "class", "model", "article", "section", "boeing", "highway", "route":
		return false
	}
	return !d.counts(i+1) && (next != "" && next != "-")
}

// relative reads "yesterday", "last year", "this week", "next Tuesday".
func (d *dater) relative(i int, word string) int {
	if !d.dated {
		return 0
	}
	const counted = "counted from the article’s date"
	day := func(days int) int {
		return d.add(i, i, i, d.anchor.AddDate(0, 0, days).Format(isoDay), counted, true, 90)
	}
	switch word {
	case "yesterday":
		return day(-1)
	case "today", "tonight":
		if next := d.doc.Tokens[i]; i+1 < len(d.doc.Tokens) && d.word(i)[0] == 'T' && isCapital(d.word(i+1)) && next.End+1 == d.doc.Tokens[i+1].Start {
			return 0 // "Today Show"
		}
		return day(0)
	case "tomorrow":
		return day(1)
	case "last", "this", "next":
		return d.relativeUnit(i, word)
	}
	return 0
}

func (d *dater) relativeUnit(i int, word string) int {
	shift := map[string]int{"last": -1, "this": 0, "next": 1}[word]
	const counted = "counted from the article’s date"
	unit := i + 1
	if d.word(unit) == "past" || d.word(unit) == "coming" {
		unit++
		if shift == 0 && d.word(i+1) == "past" {
			shift = -1
		}
	}
	first := time.Date(d.anchor.Year(), d.anchor.Month(), 1, 0, 0, 0, 0, time.UTC)
	switch name := d.word(unit); name {
	case "year":
		return d.add(i, i, unit, yearValue(d.anchor.Year()+shift), counted, true, 90)
	case "month":
		t := first.AddDate(0, shift, 0)
		return d.add(i, i, unit, monthValue(t.Year(), int(t.Month())), counted, true, 90)
	case "week", "weekend":
		return d.add(i, i, unit, weekValue(d.anchor.AddDate(0, 0, 7*shift)), fmt.Sprintf("the %s counted from the article’s date", name), true, 70)
	case "night", "evening":
		if shift <= 0 {
			return d.add(i, i, unit, d.anchor.AddDate(0, 0, shift).Format(isoDay), counted, true, 80)
		}
	case "morning", "afternoon":
		if shift == 0 {
			return d.add(i, i, unit, d.anchor.Format(isoDay), counted, true, 85)
		}
	default:
		if monthOf(name) > 0 {
			return d.month(i, unit, shift)
		}
		if weekday, ok := weekdayOf(name); ok {
			return d.weekday(i, unit, weekday, shift)
		}
	}
	return 0
}

// ahead reports whether the words of the sentence around token i speak of what
// is to come. Weekdays need plainer words for it than months and days do, since
// news mostly names those just past.
func (d *dater) ahead(i int) bool {
	_, weekday := weekdayOf(d.word(i))
	if !weekday {
		switch strings.ToLower(d.word(i - 1)) {
		case "until", "till", "by", "through", "coming":
			return true
		}
	}
	sentence := d.sentence(i)
	for j := i - 1; j >= max(sentence.First, i-12); j-- {
		switch d.word(j) {
		case ";", "“", "\"", "``", "had", "was", "were", "’d", "'d":
			return false
		case "will", "’ll", "'ll", "scheduled", "due", "upcoming", "shall", "coming":
			return true
		case "expected", "planned", "set", "slated", "next", "deadline", "would", "expire", "expires", "plans", "begins", "starts":
			if !weekday {
				return true
			}
		}
	}
	for j := i + 1; j < min(sentence.Last, i+8); j++ {
		switch d.word(j) {
		case ";", ",", "”", "\"", "and", "to":
			return false
		case "will", "deadline", "’ll", "'ll":
			return true
		case "election", "scheduled":
			return !weekday
		}
	}
	return false
}

// sentence returns the sentence that token i is in. Calls mostly move forward,
// so the search begins at the last answer.
func (d *dater) sentence(i int) text.Sentence {
	for d.near > 0 && d.doc.Sentences[d.near].First > i {
		d.near--
	}
	for d.near+1 < len(d.doc.Sentences) && d.doc.Sentences[d.near].Last <= i {
		d.near++
	}
	return d.doc.Sentences[d.near]
}

// yearOf returns a four-digit year from 1000 to 2100, or 0.
func yearOf(word string) int {
	n, rest := leadingNumber(word)
	if len(word) != 4 || rest != "" || n < 1000 || n > 2100 {
		return 0
	}
	return n
}

// leadingNumber splits "9th" into 9 and "th". Numbers of more than five digits
// give 0.
func leadingNumber(word string) (n int, rest string) {
	i := 0
	for i < len(word) && word[i] >= '0' && word[i] <= '9' {
		if i == 5 {
			return 0, word
		}
		n = n*10 + int(word[i]-'0')
		i++
	}
	return n, word[i:]
}

func isDigit(c byte) bool     { return c >= '0' && c <= '9' }
func isDigitRune(r rune) bool { return r >= '0' && r <= '9' }
func isCapital(word string) bool {
	return word != "" && word[0] >= 'A' && word[0] <= 'Z'
}
