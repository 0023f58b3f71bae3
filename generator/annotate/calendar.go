package annotate

import (
	"fmt"
	"time"
)

// monthOf returns the number of an English month name or abbreviation, with or
// without its stop, capitalised or in capitals; else 0.
func monthOf(word string) int {
	switch word {
	case "January", "Jan.", "Jan", "JANUARY":
		return 1
	case "February", "Feb.", "Feb", "FEBRUARY":
		return 2
	case "March", "Mar.", "Mar", "MARCH":
		return 3
	case "April", "Apr.", "Apr", "APRIL":
		return 4
	case "May", "MAY":
		return 5
	case "June", "Jun.", "Jun", "JUNE":
		return 6
	case "July", "Jul.", "Jul", "JULY":
		return 7
	case "August", "Aug.", "Aug", "AUGUST":
		return 8
	case "September", "Sept.", "Sept", "Sep.", "Sep", "SEPTEMBER":
		return 9
	case "October", "Oct.", "Oct", "OCTOBER":
		return 10
	case "November", "Nov.", "Nov", "NOVEMBER":
		return 11
	case "December", "Dec.", "Dec", "DECEMBER":
		return 12
	}
	return 0
}

// weekdayOf returns the weekday an English name stands for.
func weekdayOf(word string) (time.Weekday, bool) {
	switch word {
	case "Sunday", "Sun.", "SUNDAY":
		return time.Sunday, true
	case "Monday", "Mon.", "MONDAY":
		return time.Monday, true
	case "Tuesday", "Tues.", "Tue.", "TUESDAY":
		return time.Tuesday, true
	case "Wednesday", "Wed.", "WEDNESDAY":
		return time.Wednesday, true
	case "Thursday", "Thurs.", "Thu.", "THURSDAY":
		return time.Thursday, true
	case "Friday", "Fri.", "FRIDAY":
		return time.Friday, true
	case "Saturday", "Sat.", "SATURDAY":
		return time.Saturday, true
	}
	return 0, false
}

const isoDay = "2006-01-02"

func dayValue(year, month, day int) string { return fmt.Sprintf("%04d-%02d-%02d", year, month, day) }

func monthValue(year, month int) string { return fmt.Sprintf("%04d-%02d", year, month) }

func yearValue(year int) string { return fmt.Sprintf("%04d", year) }

func weekValue(t time.Time) string {
	year, week := t.ISOWeek()
	return fmt.Sprintf("%04d-W%02d", year, week)
}

// validDay reports whether the day exists in that month; year 0 allows 29
// February.
func validDay(year, month, day int) bool {
	if year == 0 {
		year = 2000
	}
	if day < 1 || month < 1 || month > 12 {
		return false
	}
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Day() == day
}

// nearest returns the year that brings month and day closest to anchor: before
// it unless ahead is set, when a coming one is preferred. day may be 0.
func nearest(anchor time.Time, month, day int, ahead bool) int {
	at := func(year int) int {
		d := max(day, 1)
		if day == 0 && time.Month(month) == anchor.Month() {
			d = anchor.Day()
		}
		return int(time.Date(year, time.Month(month), d, 0, 0, 0, 0, time.UTC).Sub(anchor).Hours() / 24)
	}
	best, least := anchor.Year(), 1<<30
	for year := anchor.Year() - 1; year <= anchor.Year()+1; year++ {
		days := at(year)
		cost := days
		switch {
		case days < 0 && ahead:
			cost = -days * 8
		case days < 0:
			cost = -days
		case !ahead:
			cost = days * 3
		}
		if cost < least {
			best, least = year, cost
		}
	}
	return best
}
