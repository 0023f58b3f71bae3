package site

import "strconv"

// This file says beside charts and lists how much of the archive they cover,
// and how far what they show can be trusted.

// share is a part of a whole in percent, of which neither end is rounded to.
func share(part, whole int) string {
	switch {
	case whole == 0:
		return ""
	case part == whole:
		return "100%"
	case part == 0:
		return "0%"
	}
	return strconv.Itoa(min(max((part*200+whole)/(2*whole), 1), 99)) + "%"
}

// quoteCoverage says how many quotations have a speaker, and how often marks
// and speakers are right.
func (lib *library) quoteCoverage() []part {
	n := lib.totals.quotes
	if n == 0 {
		return nil
	}
	line := []part{plain(lib.say("{share} of the quotations have a speaker.", "share", share(lib.totals.attributed, n)))}
	a := lib.options.Accuracy
	if a.Quotations != nil && a.Speakers != nil && a.Quotations.Precision >= 0 && a.Speakers.Precision >= 0 {
		line = append(line, plain(" "+lib.say("Measured on articles marked by hand, {quotations} of what is marked as a quotation is one, and {speakers} of the speakers are right.",
			"quotations", percent(a.Quotations.Precision), "speakers", percent(a.Speakers.Precision))))
	}
	return append(line, plain(" "), part{Text: lib.say("How this is measured"), URL: "/about/#accuracy"})
}

// dateCoverage says how many articles are dated, and how often dates are right.
func (lib *library) dateCoverage() []part {
	if len(lib.archive.Entries) == 0 {
		return nil
	}
	line := []part{plain(lib.say("{share} of the articles have a date, from which relative dates are counted.", "share", share(lib.dated, len(lib.archive.Entries))))}
	if d := lib.options.Accuracy.Dates; d != nil && d.Precision >= 0 {
		line = append(line, plain(" "+lib.say("Measured on articles marked by hand, {dates} of the dates marked are right.", "dates", percent(d.Precision))))
	}
	return append(line, plain(" "), part{Text: lib.say("How this is measured"), URL: "/about/#accuracy"})
}
