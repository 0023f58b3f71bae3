package annotate

import (
	"fmt"
	"strings"
	"time"

	"pressmark/generator/text"
)

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
		if word == "today" && d.nowadays(i) {
			return 0
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
