package intake

import (
	_ "embed"
	"fmt"
	"net/mail"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"pressmark/generator/source"
)

//go:embed months.txt
var monthTable string

// A month is what a name means in the languages that have it.
type month struct {
	langs  string // " de nl "
	number int
}

// months maps names in small letters to what they mean; some mean different
// months in different languages.
var months = sync.OnceValue(func() map[string][]month {
	m := make(map[string][]month)
	for row := range strings.Lines(monthTable) {
		fields := strings.Fields(row)
		if len(fields) < 3 || fields[0] == "#" {
			continue
		}
		number, _ := strconv.Atoi(fields[1])
	names:
		for _, name := range fields[2:] {
			for i := range m[name] {
				if m[name][i].number == number {
					m[name][i].langs += fields[0] + " "
					continue names
				}
			}
			m[name] = append(m[name], month{" " + fields[0] + " ", number})
		}
	}
	return m
})

// readDate brings a date to the form of ISO 8601. It returns "" and the reason
// if the date can't be told for sure: dates are never guessed. lang, a BCP 47
// tag that may be "", decides between languages and between orders of day and
// month; order, "dmy" or "mdy", overrules it. A note beside a date says what of
// it was left out.
func readDate(s, lang, order string) (date, note string) {
	s = strings.TrimSpace(westernDigits(norm.NFKC.String(s)))
	if s == "" || len(s) > 120 {
		return "", "it is too long for a date"
	}
	if known, err := source.ParseDate(s); err == nil {
		if known.Year == 0 {
			return "", "it says that there is none"
		}
		return inRange(known.Year, isoDate(known))
	}
	if date := exactly(s); date != "" {
		return date, ""
	}
	if m := figures.FindStringSubmatch(s); m != nil {
		return figured(m, lang, order)
	}
	if m := eastern.FindStringSubmatch(s); m != nil {
		return calendar(m[1], number(m[2]), m[3])
	}
	if m := iso.FindStringSubmatch(s); m != nil {
		if problem := unreal(number(m[1]), number(m[2]), m[3]); problem != "" {
			return "", problem
		}
	}
	return worded(s, lang)
}

// unreal says what the calendar does not have of a date in figures; "" if it has
// the date. d is "" where only the month is given.
func unreal(y, month int, d string) string {
	if month < 1 || month > 12 {
		return fmt.Sprintf("there is no month %d", month)
	}
	if d == "" {
		return ""
	}
	if last := time.Date(y, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day(); number(d) < 1 || number(d) > last {
		return fmt.Sprintf("%s %d has no day %d", time.Month(month), y, number(d))
	}
	return ""
}

// isoDate prints a date as exactly as it is known.
func isoDate(d source.Date) string {
	s := fmt.Sprintf("%04d", d.Year)
	if d.Month > 0 {
		s += "-" + two(d.Month)
	}
	if d.Day > 0 {
		s += "-" + two(d.Day)
		if d.Clock != "" {
			s += "T" + d.Clock
		}
	}
	return s
}

// inRange refuses years in which no newspaper can have appeared: they are of
// other calendars, or zero values of programs.
func inRange(year int, date string) (string, string) {
	if year < 1400 || year > 2200 {
		return "", "the year can't be of our calendar"
	}
	return date, ""
}

// exactly reads the forms of protocols and programs.
func exactly(s string) string {
	for _, layout := range [...]string{time.RFC3339Nano, time.RFC1123Z, time.RFC850, time.ANSIC, time.RubyDate, "2006-01-02T15:04:05Z0700", "2006-01-02 15:04:05 -0700",
		"20060102T150405Z0700", "20060102T150405Z", "20060102T150405-0700", "2006-01-02 15:04:05-07", "2006-01-02 15:04:05.999999999 -0700 MST", "2006-01-02T15:04Z07:00"} {
		if t, err := time.Parse(layout, s); err == nil && t.Year() >= 1400 && t.Year() <= 2200 {
			return stamp(t)
		}
	}
	if t, err := mail.ParseDate(s); err == nil && t.Year() >= 1400 && t.Year() <= 2200 {
		return stamp(t)
	}
	for _, layout := range [...]string{"20060102T150405", "2006-01-02T15:04:05.999999999"} {
		if t, err := time.Parse(layout, s); err == nil && t.Year() >= 1400 && t.Year() <= 2200 {
			return t.Format("2006-01-02T15:04:05")
		}
	}
	if seconds, err := strconv.ParseInt(s, 10, 64); err == nil && (len(s) == 10 || len(s) == 13) {
		if len(s) == 13 {
			seconds /= 1000
		}
		return stamp(time.Unix(seconds, 0).UTC())
	}
	return ""
}

// stamp prints a time with its zone. A name of a zone that Go does not know
// comes out as a zone of no offset and is not believed.
func stamp(t time.Time) string {
	if name, offset := t.Zone(); offset == 0 && name != "" && name != "UTC" && name != "GMT" {
		return t.Format("2006-01-02")
	}
	return t.Format("2006-01-02T15:04:05Z07:00")
}

var (
	figures = regexp.MustCompile(`^(\d{1,2})[./-] ?(\d{1,2})[./-] ?(\d{4})(?:$|[ ,T])`)
	iso     = regexp.MustCompile(`^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:$|[ ,T])`)
	eastern = regexp.MustCompile(`^(\d{4}) ?[年년] ?(\d{1,2}) ?[月월](?: ?(\d{1,2}) ?[日일])?`)
	clock   = regexp.MustCompile(`\b\d{1,2}[:.h]\d{2}([:.]\d{2})?\b( ?[AaPp]\.?[Mm]\.?)?|\b\d{1,2} ?[AaPp]\.?[Mm]\b\.?`)
	year    = regexp.MustCompile(`^\d{4}$`)
	day     = regexp.MustCompile(`^(\d{1,2})(st|nd|rd|th|er|re|e|o|a|°|ο|η)?$`)
)

// figured reads 3.4.2021 and 03/04/2021, if the order of day and month is sure.
func figured(m []string, lang, order string) (date, note string) {
	a, b := number(m[1]), number(m[2])
	switch {
	case a > 12 || a == b:
		return calendar(m[3], b, m[1])
	case b > 12:
		return calendar(m[3], a, m[2])
	}
	if order == "" {
		order = orderIn(lang)
	}
	switch order {
	case "dmy":
		return calendar(m[3], b, m[1])
	case "mdy":
		return calendar(m[3], a, m[2])
	}
	return "", "whether day or month comes first can't be told; say so with --update --date-order dmy, or mdy"
}

// orderIn is the order of day and month in figures that a language has
// everywhere; "" where that differs between countries.
func orderIn(lang string) string {
	base, region, _ := strings.Cut(lang, "-")
	switch strings.ToLower(base) {
	case "en":
		switch strings.ToUpper(region) {
		case "US":
			return "mdy"
		case "GB", "AU", "IE", "IN", "NZ":
			return "dmy"
		}
		return ""
	case "de", "fr", "it", "pt", "nl", "pl", "cs", "sk", "ru", "uk", "be", "bg", "el", "tr", "ro", "da", "nb", "nn", "no", "fi", "hr", "sr", "sl", "et", "ca":
		return "dmy"
	case "es":
		if strings.ToUpper(region) == "US" || strings.ToUpper(region) == "PR" {
			return ""
		}
		return "dmy"
	}
	return ""
}

// worded reads a date whose month is in words, in any of the languages of
// months.txt: one year, one month and at most one day, in any order, with a
// clock and other words beside them.
func worded(s, lang string) (date, note string) {
	rest := clock.ReplaceAllString(strings.ToLower(s), " ")
	if rest != strings.ToLower(s) {
		note = "the time of day is left out"
	}
	var years, days []string
	found, name := 0, ""
	words := strings.FieldsFunc(rest, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(",.;/|()[]–—-", r)
	})
	if len(words) > 16 {
		return "", "it is too long for a date"
	}
	for _, word := range words {
		switch m := day.FindStringSubmatch(word); {
		case year.MatchString(word):
			years = append(years, word)
		case m != nil:
			days = append(days, m[1])
		case strings.ContainsFunc(word, unicode.IsDigit):
			return "", "it has figures of no known meaning"
		default:
			number, sure := monthIn(word, lang)
			if number == 0 {
				continue
			}
			if !sure || found != 0 && found != number {
				return "", "the month can't be told for sure"
			}
			found, name = number, word
		}
	}
	switch {
	case name == "":
		return "", "it has no month that is known"
	case len(years) != 1:
		return "", "it has not one year"
	case len(days) > 1:
		return "", "it has more than one day"
	case len(days) == 0:
		return calendar(years[0], found, "")
	}
	date, problem := calendar(years[0], found, days[0])
	if date == "" {
		note = problem
	}
	return date, note
}

// monthIn returns the number of a month's name; 0 if it is none. It is not sure
// if the languages that have it disagree and lang is none of them.
func monthIn(word, lang string) (number int, sure bool) {
	means := months()[word]
	if len(means) == 0 {
		return 0, false
	}
	if len(means) == 1 {
		return means[0].number, true
	}
	base, _, _ := strings.Cut(strings.ToLower(lang), "-")
	for _, m := range means {
		if base != "" && strings.Contains(m.langs, " "+base+" ") {
			return m.number, true
		}
	}
	return means[0].number, false
}

// calendar prints a date that the calendar has.
func calendar(y string, month int, d string) (date, note string) {
	date = y + "-" + two(month)
	if d != "" {
		date += "-" + two(number(d))
	}
	if _, err := source.ParseDate(date); err != nil {
		return "", err.Error()
	}
	return inRange(number(y), date)
}

func two(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// westernDigits writes the digits of all scripts as 0 to 9.
func westernDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x80 || !unicode.Is(unicode.Nd, r) {
			return r
		}
		zero := r
		for unicode.Is(unicode.Nd, zero-1) && r-zero < 9 {
			zero--
		}
		return '0' + (r - zero)
	}, s)
}
