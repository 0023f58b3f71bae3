package annotate

import (
	"strings"
	"unicode/utf8"
)

// counts reports whether token i is a noun that the number before it counts.
func (d *dater) counts(i int) bool {
	word := d.word(i)
	return len(word) > 3 && word[len(word)-1] == 's' && word[0] >= 'a' && word[0] <= 'z' && word != "this"
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
