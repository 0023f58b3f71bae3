package locale

import (
	"strconv"
	"strings"
	"time"
)

// dates are a language's patterns for dates. {d} is the day, {m} the month,
// {y} the year, {x} the day and month together.
type dates struct {
	Months   []string `yaml:"months"`      // standing alone
	OfMonth  []string `yaml:"of_month"`    // after a day, where that differs
	Short    []string `yaml:"short"`       // after a day, for tight places
	Weekdays []string `yaml:"weekdays"`    // from Sunday, for tight places
	Day      string   `yaml:"day"`         // "{d}."
	First    string   `yaml:"first"`       // the first of a month, where that differs
	DayMonth string   `yaml:"day_month"`   // "{d} de {m}"
	WithYear string   `yaml:"with_year"`   // "{x} de {y}"
	OfYear   string   `yaml:"month_year"`  // "{m} de {y}"
	DayShort string   `yaml:"day_short"`   // DayMonth for tight places
	YearTail string   `yaml:"year_short"`  // WithYear for tight places
	To       string   `yaml:"to"`          // between two dates
	Decade   string   `yaml:"decade"`      // {y} is 2010
	Weekday  string   `yaml:"weekday_day"` // "{w} {x}"
}

// A Style says how a date is written.
type Style int

// The styles: in full; for tight places; and without the year, with the day of
// the week for a single day, under a heading that gives the year.
const (
	Long Style = iota
	Short
	NoYear
)

// Month is the name of a month, 1 to 12, standing alone.
func (l *Locale) Month(m int) string { return l.dates.Months[m-1] }

// ShortMonth is the same for tight places.
func (l *Locale) ShortMonth(m int) string { return l.dates.Short[m-1] }

// Day writes a day: "1 September 2020".
func (l *Locale) Day(t time.Time, style Style) string {
	said := l.withYear(l.dayMonth(t, l.dayNumber(t.Day()), style), t.Year(), style)
	if style == NoYear && l.dates.Weekday != "" {
		return fill(l.dates.Weekday, []string{"w", l.dates.Weekdays[t.Weekday()], "x", said})
	}
	return said
}

// DayMonth writes a day of any year: "1 September".
func (l *Locale) DayMonth(t time.Time) string {
	return l.dayMonth(t, l.dayNumber(t.Day()), Long)
}

// MonthYear writes a month: "September 2020".
func (l *Locale) MonthYear(t time.Time, style Style) string {
	month := l.dates.Months[t.Month()-1]
	switch style {
	case NoYear:
		return month
	case Short:
		return fill(l.dates.YearTail, []string{"x", l.dates.Short[t.Month()-1], "y", strconv.Itoa(t.Year())})
	}
	return fill(l.dates.OfYear, []string{"m", month, "y", strconv.Itoa(t.Year())})
}

// Range writes the days from one to another: "24 to 30 August 2020".
func (l *Locale) Range(from, to time.Time, style Style) string {
	between := "–"
	if style == Long {
		between = l.dates.To
	}
	last := l.dayNumber(to.Day())
	switch {
	case from.Year() != to.Year():
		return l.withYear(l.dayMonth(from, l.dayNumber(from.Day()), style), from.Year(), style) + between +
			l.withYear(l.dayMonth(to, last, style), to.Year(), style)
	case from.Month() != to.Month():
		return l.withYear(l.dayMonth(from, l.dayNumber(from.Day()), style)+between+l.dayMonth(to, last, style), to.Year(), style)
	}
	return l.withYear(l.dayMonth(to, l.dayNumber(from.Day())+between+last, style), to.Year(), style)
}

// Decade writes ten years by their first: "the 2010s" without the article.
func (l *Locale) Decade(year int) string {
	return fill(l.dates.Decade, []string{"y", strconv.Itoa(year)})
}

func (l *Locale) dayNumber(d int) string {
	if d == 1 && l.dates.First != "" {
		return l.dates.First
	}
	return strings.Replace(l.dates.Day, "{d}", strconv.Itoa(d), 1)
}

func (l *Locale) dayMonth(t time.Time, days string, style Style) string {
	pattern, month := l.dates.DayMonth, l.dates.OfMonth[t.Month()-1]
	if style == Short {
		pattern, month = l.dates.DayShort, l.dates.Short[t.Month()-1]
	}
	return fill(pattern, []string{"d", days, "m", month})
}

func (l *Locale) withYear(said string, year int, style Style) string {
	pattern := l.dates.WithYear
	switch style {
	case NoYear:
		return said
	case Short:
		pattern = l.dates.YearTail
	}
	return fill(pattern, []string{"x", said, "y", strconv.Itoa(year)})
}
