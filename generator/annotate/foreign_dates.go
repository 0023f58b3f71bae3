package annotate

import (
	"strings"
	"time"

	"pressmark/generator/lexicon"
	"pressmark/generator/text"
)

// A foreignDater finds the dates of an article in another language.
type foreignDater struct {
	*foreignReader
	anchor time.Time
	dated  bool
	found  []Date
}

// findForeignDates marks the dates that are written out: ISO and numeric ones
// everywhere, those with the name of a month in the languages whose months are
// listed. A day and month without a year take it from the article's date.
func findForeignDates(r *foreignReader, date string) []Date {
	d := &foreignDater{foreignReader: r}
	if t, err := time.Parse(isoDay, date); err == nil {
		d.anchor, d.dated = t, true
	}
	for i := 0; i < len(r.units); {
		if r.units[i].name >= 0 {
			i++
			continue
		}
		i += max(1, d.at(i))
	}
	return d.found
}

// at reads a date at unit i and returns how many units it has, 0 for none.
func (d *foreignDater) at(i int) int {
	word := d.in(i)
	if !isDigit(word[0]) {
		if d.lang.Known() && d.units[i].word {
			return d.monthYear(i)
		}
		return 0
	}
	n, rest := leadingNumber(word)
	switch {
	case len(word) == 4 && rest == "" && d.in(i+1) == "-" && d.glued(i, 4):
		return d.day(i, 5, n, d.number(i+2), d.number(i+4), "written out", false, 98)
	case strings.Count(rest, ".") == 2 || strings.Count(rest, ".") == 1 && len(rest) > 4:
		return d.stops(i, word)
	case d.in(i+1) == "/" && d.in(i+3) == "/" && d.glued(i, 4) && len(d.in(i+4)) == 4:
		return d.day(i, 5, d.number(i+4), d.number(i+2), n, "written out", false, 88)
	case strings.ContainsAny(rest, "年년"):
		return d.eastern(i, word)
	case d.lang.Known():
		return d.dayMonth(i, n, rest)
	}
	return 0
}

// glued reports whether n marks and words follow unit i without a blank.
func (d *foreignDater) glued(i, n int) bool {
	if i+n >= len(d.units) {
		return false
	}
	for k := i; k < i+n; k++ {
		if d.units[k].End != d.units[k+1].Start {
			return false
		}
	}
	return true
}

// number is the number that unit i is, or 0.
func (d *foreignDater) number(i int) int {
	if n, rest := leadingNumber(d.in(i)); rest == "" {
		return n
	}
	return 0
}

// day records a day, if it exists.
func (d *foreignDater) day(i, units, year, month, day int, rule string, anchored bool, score int) int {
	if year < 1000 || year > 2100 || !validDay(year, month, day) {
		return 0
	}
	return d.record(i, units, dayValue(year, month, day), rule, anchored, score)
}

func (d *foreignDater) record(i, units int, value, rule string, anchored bool, score int) int {
	d.found = append(d.found, Date{Span: d.span(extent{i, i + units}), Value: value, Rule: rule, Anchored: anchored, Score: score})
	return units
}

// stops reads "01.09.2020".
func (d *foreignDater) stops(i int, word string) int {
	parts := strings.Split(word, ".")
	if len(parts) != 3 || len(parts[2]) != 4 {
		return 0
	}
	day, a := leadingNumber(parts[0])
	month, b := leadingNumber(parts[1])
	year, c := leadingNumber(parts[2])
	if a+b+c != "" {
		return 0
	}
	return d.day(i, 1, year, month, day, "written out", false, 95)
}

// eastern reads "2020年9月1日" and "2020년", and marks as much of the word as
// the date has.
func (d *foreignDater) eastern(i int, word string) int {
	year, rest := leadingNumber(word)
	month, day, used := 0, 0, len(word)-len(rest)
	for _, part := range [...]struct {
		to    *int
		marks string
	}{{nil, "年년"}, {&month, "月월"}, {&day, "日일"}} {
		n, after := leadingNumber(rest)
		if part.to == nil {
			after = rest
		}
		cut := ""
		for _, mark := range part.marks {
			if strings.HasPrefix(after, string(mark)) {
				cut = string(mark)
			}
		}
		if cut == "" {
			break
		}
		if part.to != nil {
			*part.to = n
		}
		used = len(word) - len(after) + len(cut)
		rest = after[len(cut):]
	}
	value := yearValue(year)
	switch {
	case year < 1000 || year > 2100 || used <= 4:
		return 0
	case day > 0 && validDay(year, month, day):
		value = dayValue(year, month, day)
	case day == 0 && month > 0 && month < 13:
		value = monthValue(year, month)
	case day > 0 || month > 0:
		return 0
	}
	start := d.units[i].Start
	d.found = append(d.found, Date{Span: text.Span{Start: start, End: start + used}, Value: value, Rule: "written out", Score: 95})
	return 1
}

// dayMonth reads "1. September 2020", "1er septembre", "1 de septiembre de
// 2020", "1 сентября 2020 года".
func (d *foreignDater) dayMonth(i, day int, rest string) int {
	switch rest {
	case "", "er", "º", "°", "-го", "ro":
	default:
		return 0
	}
	if day < 1 || day > 31 {
		return d.yearAlone(i)
	}
	k := i + 1
	if s := d.in(k); s == "." && d.lang.Code == "de" || s == "º" || s == "°" {
		k++
	}
	k = d.skipLink(k)
	if k >= len(d.units) || !d.units[k].word {
		return 0
	}
	month := d.lang.Month(strings.ToLower(d.in(k)))
	if month == 0 || !validDay(0, month, day) || d.units[k].Start-d.units[i].End > 12 {
		return 0
	}
	if year, last := d.yearBehind(k); year > 0 {
		return d.day(i, last+1-i, year, month, day, "written out", false, 98)
	}
	if !d.dated {
		return 0
	}
	year := nearest(d.anchor, month, day, false)
	return d.day(i, k+1-i, year, month, day, "year from the article’s date", true, 88)
}

// monthYear reads "septembre 2020", "septiembre de 2020".
func (d *foreignDater) monthYear(i int) int {
	month := d.lang.Month(strings.ToLower(d.in(i)))
	if month == 0 {
		return 0
	}
	if year, last := d.yearBehind(i); year > 0 {
		return d.record(i, last+1-i, monthValue(year, month), "written out", false, 95)
	}
	return 0
}

// yearBehind reads the year behind unit k, with the noun that may follow it.
func (d *foreignDater) yearBehind(k int) (year, last int) {
	next := d.skipLink(k + 1)
	if year = yearOf(d.in(next)); year == 0 || d.units[next].sentence != d.units[k].sentence {
		return 0, 0
	}
	if d.is(next+1, lexicon.YearNoun) {
		next++
	}
	return year, next
}

func (d *foreignDater) skipLink(k int) int {
	if d.is(k, lexicon.DateLink) {
		k++
	}
	return k
}

// yearAlone reads "en 2020", "im Jahr 2020", "2020 год".
func (d *foreignDater) yearAlone(i int) int {
	year := yearOf(d.in(i))
	if year == 0 || year < 1500 {
		return 0
	}
	if d.is(i+1, lexicon.YearNoun) {
		return d.record(i, 2, yearValue(year), "written out", false, 92)
	}
	before := i - 1
	if d.lang.Code == "ru" || before < 0 || !d.is(before, lexicon.YearWord) {
		return 0
	}
	if i+1 < len(d.units) && d.units[i+1].word && d.units[i+1].use == 0 && d.lang.Code != "de" && d.lower(i+1) && !d.lesser(i+1) {
		return 0 // "en 2000 casas"
	}
	return d.record(i, 1, yearValue(year), "written out", false, 85)
}

// lesser reports whether a word is one of those that no number counts.
func (d *foreignDater) lesser(i int) bool { return lexicon.SmallWord([]byte(d.in(i))) != 0 }
