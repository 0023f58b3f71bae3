package site

import (
	"strconv"

	"pressmark/generator/archive"
)

// What happened on this day of other years, and what the articles of it are.

const (
	rowsOnThisDay = 5   // on the front page
	passagesOfDay = 300 // on the page of the day
	articlesOfDay = 100
	thisDayURL    = "/timeline/on-this-day/"
)

// onThisDay are passages whose date is today's, in whatever year, and the day
// in words.
func (lib *library) onThisDay() ([]dayRow, string) {
	if lib.today.value == "" {
		return nil, ""
	}
	var rows []dayRow
	seen := map[string]bool{}
	for _, i := range lib.calendar.byDay[lib.today.value[5:]] {
		if len(rows) == rowsOnThisDay {
			break
		}
		r := lib.calendar.refs[i]
		sentence, _ := lib.passage(r)
		_, url := lib.place(r.entry, r.entry.Dates[r.i].Span.Start)
		words := lib.marked(r.entry, sentence, nil)
		if key := r.value + joinParts(words); !seen[key] {
			seen[key] = true
			rows = append(rows, dayRow{Year: strconv.Itoa(r.from.Year()), Time: r.value, Passage: words, Title: lib.title(r.entry), URL: url})
		}
	}
	return rows, lib.words.DayMonth(lib.today.from)
}

// dayLink leads to the page of the day; nil if there is none.
func (lib *library) dayLink() *link {
	if !lib.hasDayPage() {
		return nil
	}
	return &link{URL: thisDayURL, Text: lib.say("On this day: {day}", "day", lib.words.DayMonth(lib.today.from))}
}

func (lib *library) hasDayPage() bool {
	return lib.today.value != "" && (len(lib.calendar.byDay[lib.today.value[5:]]) > 0 || len(lib.publishedOnDay(1)) > 0)
}

// publishedOnDay are articles of this day of any year, newest first.
func (lib *library) publishedOnDay(limit int) []*archive.Entry {
	var all []*archive.Entry
	for _, e := range lib.archive.Entries[:lib.dated] {
		if e.Date.Day == lib.today.from.Day() && e.Date.Month == int(lib.today.from.Month()) {
			if all = append(all, e); len(all) == limit {
				break
			}
		}
	}
	return all
}

// onThisDayPage plans the page of the day.
func (p *planner) onThisDayPage() {
	lib := p.library
	if !lib.hasDayPage() {
		return
	}
	p.view("the page of the day", thisDayURL, "timeline.html", nil, func() (*view, error) {
		day := lib.words.DayMonth(lib.today.from)
		v := &timelineView{Trail: lib.trail(lib.say("Timeline"), "/timeline/"), Heading: lib.say("On this day: {day}", "day", day), Coverage: lib.dateCoverage(),
			Spine:    [3]string{lib.say("Dates"), strconv.Itoa(lib.today.from.Day()), lib.words.ShortMonth(int(lib.today.from.Month()))},
			Standing: lib.say("What the articles date {day} of any year, and those that appeared on it.", "day", day)}
		var refs []dateRef
		for _, i := range lib.calendar.byDay[lib.today.value[5:]] {
			if len(refs) < passagesOfDay {
				refs = append(refs, lib.calendar.refs[i])
			}
		}
		v.Years = lib.events(refs)
		v.Articles = lib.articleRows(lib.publishedOnDay(articlesOfDay))
		return &view{Title: v.Heading, Section: "/timeline/", Main: v, Description: v.Standing}, nil
	})
}
