package site

import (
	"strconv"
	"time"

	"pressmark/generator/export"
	"pressmark/generator/locale"
	"pressmark/generator/source"
)

// A moment is a date as precise as its value states it: a day, an ISO week, a
// month, a year or a decade.
type moment struct {
	value     string // as annotate writes it
	precision string // "day", "week", "month", "year", "decade"
	from, to  time.Time
}

// momentOf reads a value of annotate.Date: YYYY-MM-DD, YYYY-Www, YYYY-MM, YYYY
// or YYYs (also YYYX). The second result is false for anything else.
func momentOf(value string) (moment, bool) {
	precision, from, to := export.Extent(value)
	return moment{value: value, precision: precision, from: from, to: to}, precision != ""
}

func day(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }

// machine is the value for a datetime attribute; "" for a decade, for which
// HTML has no form.
func (m moment) machine() string {
	if m.precision == "decade" {
		return ""
	}
	return m.value
}

// long spells a moment out: "1 September 2020", "24 to 30 August 2020".
func (lib *library) long(m moment) string { return lib.spell(m, locale.Long) }

// short is for tight places: "1 Sept 2020", "24–30 Aug 2020".
func (lib *library) short(m moment) string { return lib.spell(m, locale.Short) }

// within leaves the year out, which the heading above gives.
func (lib *library) within(m moment) string { return lib.spell(m, locale.NoYear) }

func (lib *library) spell(m moment, style locale.Style) string {
	switch m.precision {
	case "decade":
		return lib.words.Decade(m.from.Year())
	case "year":
		return strconv.Itoa(m.from.Year())
	case "month":
		return lib.words.MonthYear(m.from, style)
	case "week":
		return lib.words.Range(m.from, m.to, style)
	}
	return lib.words.Day(m.from, style)
}

// precision is how precise a moment is, in a word.
func (lib *library) precision(m moment) string {
	switch m.precision {
	case "day":
		return lib.say("day")
	case "week":
		return lib.say("week")
	case "month":
		return lib.say("month")
	case "year":
		return lib.say("year")
	}
	return lib.say("decade")
}

// dateRule is how the annotator came to a date, which it says in English.
func (lib *library) dateRule(rule string) string {
	switch rule {
	case "counted from the article’s date":
		return lib.say("counted from the article’s date")
	case "year from the article’s date":
		return lib.say("year from the article’s date")
	case "the week counted from the article’s date":
		return lib.say("the week counted from the article’s date")
	case "the month counted from the article’s date":
		return lib.say("the month counted from the article’s date")
	case "the year counted from the article’s date":
		return lib.say("the year counted from the article’s date")
	}
	return rule
}

// dateValue writes an article's date in the form of annotate.Date: as precise
// as it is, "" for an undated one.
func dateValue(d source.Date) string { return export.DateText(d) }

// longDate spells an article's date out; "undated" if it has none.
func (lib *library) longDate(d source.Date) string {
	if m, ok := momentOf(dateValue(d)); ok {
		return lib.long(m)
	}
	return lib.say("undated")
}

// shortDate is longDate for tight places.
func (lib *library) shortDate(d source.Date) string {
	if m, ok := momentOf(dateValue(d)); ok {
		return lib.short(m)
	}
	return lib.say("undated")
}

// stamp is an article's date as feeds want it, RFC 3339; "" if undated. A date
// without an hour is given as the start of its day in UTC.
func stamp(d source.Date) string { return export.Stamp(d) }
