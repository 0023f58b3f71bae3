package source

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// ParseDate reads a date as people and programs write it: 2020-09-01, 2020-09,
// 2020, RFC 3339, "1 September 2020", "Sept. 1, 2020", "September 2020", each
// with a day of the week or a clock beside it. Dates in figures whose order
// differs between countries (9/1/2020) are refused. "" and "undated" give the
// zero Date.
func ParseDate(s string) (Date, error) {
	s = strings.TrimSpace(s)
	if s == "" || strings.EqualFold(s, "undated") || strings.EqualFold(s, "n.d.") || strings.EqualFold(s, "none") {
		return Date{}, nil
	}
	if len(s) > 80 {
		return Date{}, errors.New("too long for a date")
	}
	day, clock := splitClock(s)
	date, ok := numericDate(day)
	if !ok {
		date, ok = wordDate(day)
	}
	if !ok {
		return Date{}, fmt.Errorf("%q is no date", s)
	}
	if problem := date.check(); problem != nil {
		return Date{}, problem
	}
	if clock != "" {
		if date.Clock, ok = parseClock(clock); !ok || date.Day == 0 {
			return Date{}, fmt.Errorf("%q is no time of day", clock)
		}
	}
	return date, nil
}

// check reports a month or day that no calendar has.
func (d Date) check() error {
	switch {
	case d.Year < 1 || d.Year > 9999:
		return fmt.Errorf("there is no year %d", d.Year)
	case d.Month < 0 || d.Month > 12:
		return fmt.Errorf("there is no month %d", d.Month)
	case d.Day < 0 || d.Day > 0 && d.Day > daysIn(d.Year, d.Month):
		return fmt.Errorf("there is no day %d in month %d of %d", d.Day, d.Month, d.Year)
	}
	return nil
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// splitClock parts a date from the time of day behind it.
func splitClock(s string) (day, clock string) {
	colon := strings.IndexByte(s, ':')
	if colon < 0 {
		return s, ""
	}
	start := strings.LastIndexAny(s[:colon], "Tt ")
	if start < 0 {
		return s, ""
	}
	return strings.TrimRight(s[:start], " ,"), strings.TrimSpace(s[start+1:])
}

// numericDate reads 2020, 2020-09, 2020-09-01 and 20200901, with hyphens or
// slashes, year first.
func numericDate(s string) (Date, bool) {
	if len(s) == 8 && allDigits(s) {
		s = s[:4] + "-" + s[4:6] + "-" + s[6:]
	}
	parts := strings.Split(strings.ReplaceAll(s, "/", "-"), "-")
	if len(parts) > 3 || len(parts[0]) != 4 {
		return Date{}, false
	}
	var numbers [3]int
	for i, part := range parts {
		if !allDigits(part) || i > 0 && len(part) > 2 {
			return Date{}, false
		}
		numbers[i], _ = strconv.Atoi(part)
		if i > 0 && numbers[i] == 0 {
			numbers[i] = -1 // written, and wrong; 0 would mean not given
		}
	}
	return Date{Year: numbers[0], Month: numbers[1], Day: numbers[2]}, true
}

// wordDate reads a date with the month in words.
func wordDate(s string) (Date, bool) {
	words := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ',' || r == '.' || r == '-' || r == '\u00a0' })
	var d Date
	for _, word := range words {
		lower := strings.ToLower(word)
		digits := strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(lower, "st"), "nd"), "rd"), "th")
		switch {
		case allDigits(lower) && len(lower) == 4 && d.Year == 0:
			d.Year, _ = strconv.Atoi(lower)
			if d.Year == 0 {
				d.Year = -1
			}
		case allDigits(digits) && len(digits) <= 2 && d.Day == 0:
			d.Day, _ = strconv.Atoi(digits)
			if d.Day == 0 {
				d.Day = -1
			}
		case d.Month == 0 && monthOf(lower) > 0:
			d.Month = monthOf(lower)
		case isWeekday(lower) || lower == "of" || lower == "the":
		default:
			return Date{}, false
		}
	}
	return d, d.Year != 0 && d.Month != 0
}

func monthOf(word string) int {
	if word == "sept" {
		return 9
	}
	for month := time.January; month <= time.December; month++ {
		if name := strings.ToLower(month.String()); word == name || len(word) == 3 && name[:3] == word {
			return int(month)
		}
	}
	return 0
}

func isWeekday(word string) bool {
	for day := time.Sunday; day <= time.Saturday; day++ {
		name := strings.ToLower(day.String())
		if word == name || len(word) >= 3 && len(word) <= 5 && strings.HasPrefix(name, word) {
			return true
		}
	}
	return false
}

// parseClock brings a time of day, with or without a zone, to the form
// 15:04:05Z07:00.
func parseClock(s string) (string, bool) {
	s = strings.Replace(s, " ", "", 1)
	s = strings.TrimSuffix(strings.TrimSuffix(strings.ToUpper(s), "UTC"), "GMT") + zoneOf(s)
	s = strings.NewReplacer("A.M.", "AM", "P.M.", "PM").Replace(s)
	for _, layout := range [...]string{"15:04:05Z07:00", "15:04Z07:00", "15:04:05Z0700", "15:04Z0700", "15:04:05Z07", "3:04PMZ07:00"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Format("15:04:05Z07:00"), true
		}
	}
	for _, layout := range [...]string{"15:04:05", "15:04", "3:04PM", "3:04:05PM"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Format("15:04:05"), true
		}
	}
	return "", false
}

// zoneOf returns "Z" for the names of Universal Time.
func zoneOf(s string) string {
	if upper := strings.ToUpper(s); strings.HasSuffix(upper, "UTC") || strings.HasSuffix(upper, "GMT") {
		return "Z"
	}
	return ""
}

func allDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
