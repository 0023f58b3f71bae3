package site

import (
	"fmt"
	"strconv"
	"strings"
	"time"

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
	m := moment{value: value}
	switch {
	case len(value) == 4 && (value[3] == 's' || value[3] == 'X'):
		n, err := strconv.Atoi(value[:3])
		if err != nil || n < 0 {
			return m, false
		}
		m.precision, m.from, m.to = "decade", day(n*10, 1, 1), day(n*10+9, 12, 31)
		return m, true
	case strings.Contains(value, "-W"):
		var y, w int
		if _, err := fmt.Sscanf(value, "%04d-W%02d", &y, &w); err != nil || w < 1 || w > 53 {
			return m, false
		}
		m.precision, m.from = "week", isoWeek(y, w)
		m.to = m.from.AddDate(0, 0, 6)
		return m, true
	}
	for _, layout := range []struct{ form, precision string }{{"2006-01-02", "day"}, {"2006-01", "month"}, {"2006", "year"}} {
		t, err := time.Parse(layout.form, value)
		if err != nil {
			continue
		}
		m.precision, m.from, m.to = layout.precision, t, t
		switch m.precision {
		case "month":
			m.to = t.AddDate(0, 1, -1)
		case "year":
			m.to = t.AddDate(1, 0, -1)
		}
		return m, true
	}
	return m, false
}

func day(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }

// isoWeek is the Monday of a week of ISO 8601, whose first holds 4 January.
func isoWeek(year, week int) time.Time {
	t := day(year, 1, 4)
	back := (int(t.Weekday()) + 6) % 7
	return t.AddDate(0, 0, -back+7*(week-1))
}

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

// dateValue writes an article's date in the form of annotate.Date: as precise
// as it is, "" for an undated one.
func dateValue(d source.Date) string {
	switch {
	case d.Year == 0:
		return ""
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

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
func stamp(d source.Date) string {
	m, ok := momentOf(dateValue(d))
	if !ok {
		return ""
	}
	clock := "00:00:00Z"
	if d.Clock != "" && d.Day > 0 {
		if _, err := time.Parse("15:04:05Z07:00", d.Clock); err == nil {
			clock = d.Clock
		}
	}
	return m.from.Format("2006-01-02") + "T" + clock
}
