package annotate

import "strings"

// nowadays reports whether the "today" at token i means these times rather than
// the article's day: "Alma-Ata, today Almaty", "today’s Ruritania", "the town
// today is", "the Minsk of today".
func (d *dater) nowadays(i int) bool {
	before, next := d.word(i-1), d.word(i+1)
	switch {
	case next == "’s" || next == "'s":
		return isCapital(d.word(i + 2))
	case before == "of":
		return !strings.EqualFold(d.word(i-2), "as")
	case (before == "," || before == "(") && isCapital(d.word(i-2)):
		return d.nameEnds(i + 1)
	}
	switch next {
	case "is", "are", "remains", "remain", "has":
		if s := d.sentence(i); s.First == i || before == "," {
			return false
		}
		switch d.word(i + 2) {
		case "expected", "due", "to", "scheduled", "set", "being", "announced", "said", "called", "reported":
			return false
		}
		return true
	}
	return false
}

// nameEnds reports whether a name stands at token i and ends its clause.
func (d *dater) nameEnds(i int) bool {
	k := i
	for k < i+8 && (isCapital(d.word(k)) || d.word(k) == "-" || d.word(k) == "the" || d.word(k) == "of" || d.word(k) == "part" || d.word(k) == "in") {
		k++
	}
	switch d.word(k) {
	case ",", ".", ")", ";", "":
		return k > i && isCapital(d.word(k-1))
	}
	return false
}

// yearly reports whether the sentence around the day and month at the tokens
// [first, last] speaks of that day of any year: a feast, a birthday.
func (d *dater) yearly(first, last int) bool {
	s := d.sentence(first)
	for k := max(s.First, first-40); k < min(s.Last, last+40); k++ {
		near := k >= first-5 && k <= last+5
		switch strings.ToLower(d.word(k)) {
		case "day":
			if near && isCapital(d.word(k)) && isCapital(d.word(k-1)) && !eventDay(d.word(k-1)) {
				return true
			}
			if before := d.word(k - 1); before == "the" && d.word(k-2) == "as" {
				return true // "given 31 August as the day"
			}
		case "annually":
			return true
		case "year", "years":
			if before := strings.ToLower(d.word(k - 1)); before == "each" || before == "every" {
				return true
			}
		case "holiday", "feast", "birthday":
			if near {
				return true
			}
		}
	}
	return false
}

// eventDay reports whether the Day that the word names is one of its year only.
func eventDay(word string) bool {
	switch word {
	case "Election", "Polling", "Inauguration", "Opening", "Match", "The", "This":
		return true
	}
	return false
}
