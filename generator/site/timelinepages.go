package site

import (
	"strconv"

	"pressmark/generator/locale"
)

// A timelineView is a page of the timeline.
type timelineView struct {
	Trail    []link
	Heading  string
	Standing string
	Spine    [3]string
	Strip    *yearStrip
	Coverage []part
	Years    []yearEvents
	Months   []monthCount
	Today    *link // what happened on this day
	Later    *link // to dates to come
	More     *link
	Articles []articleRow // that appeared on this day
	Pager    *pager
}

// newestDates is how many dates the first page of a large timeline shows.
const newestDates = 50

// timeline plans one page, or one for each year and, where much is dated, for
// each month.
func (p *planner) timeline() {
	lib, c := p.library, p.calendar
	p.view("the timeline", "/timeline/", "timeline.html", nil, func() (*view, error) {
		v := &timelineView{Heading: lib.say("Timeline"), Spine: lib.timelineSpine(), Strip: lib.timelineStrip(0), Coverage: lib.dateCoverage(), Today: lib.dayLink(),
			Standing: lib.say("Dates as the articles give them: what happened, what was said, and what is only named. Relative dates are counted from the article’s own.")}
		if c.onePage {
			v.Years = lib.events(c.refs)
		} else {
			v.Years, v.Later, v.More = lib.untilToday()
		}
		return &view{Title: v.Heading, Section: "/timeline/", Main: v, Description: v.Standing}, nil
	})
	p.onThisDayPage()
	p.yearsPage("the timeline", "/timeline/", p.say("Dates by year"), "date", p.trail(p.say("Timeline"), "/timeline/"), p.datedYears, len(c.years))
	if c.onePage {
		return
	}
	for i, y := range c.years {
		p.timelineYear(i, y)
	}
}

// untilToday are the newest dates that are not to come, with the ways to those
// that are, and to the rest. Plans and forecasts give dates years ahead, which
// are not what a timeline should open with.
func (lib *library) untilToday() (years []yearEvents, later, more *link) {
	refs := lib.calendar.refs
	from := 0
	if lib.today.value != "" {
		for from < len(refs) && refs[from].from.After(lib.today.from) {
			from++
		}
	}
	if from > 0 {
		next := refs[from-1].from.Year()
		later = &link{URL: yearURL("/timeline/", next), Text: lib.many(from, "{n} dates to come")}
	}
	if from == len(refs) {
		return nil, later, nil
	}
	year := refs[from].from.Year()
	return lib.events(refs[from:min(from+newestDates, len(refs))]), later, &link{URL: yearURL("/timeline/", year), Text: lib.say("All of {period}", "period", digits(year, 4))}
}

func (p *planner) timelineYear(i int, y calendarYear) {
	lib, c := p.library, p.calendar
	name := strconv.Itoa(y.year)
	url := yearURL("/timeline/", y.year)
	refs := c.refs[y.first:y.last]
	coarse := refs
	var months [13][]dateRef
	if y.monthly {
		coarse = nil
		for _, r := range refs {
			if r.precision == "year" || r.precision == "decade" {
				coarse = append(coarse, r)
			} else {
				months[r.from.Month()] = append(months[r.from.Month()], r)
			}
		}
	}
	pager := &pager{Label: p.say("Pages of the timeline")}
	if i > 0 {
		pager.Links = append(pager.Links, pagerLink{Text: p.say("Later"), URL: yearURL("/timeline/", c.years[i-1].year), Rel: "next"})
	}
	pager.Links = append(pager.Links, pagerLink{Text: name, Current: true})
	if i+1 < len(c.years) {
		pager.Links = append(pager.Links, pagerLink{Text: p.say("Earlier"), URL: yearURL("/timeline/", c.years[i+1].year), Rel: "prev"})
	}
	crumbs := append(lib.trail(lib.say("Timeline"), "/timeline/"), link{URL: url, Text: name})
	p.view("the timeline", url, "timeline.html", nil, func() (*view, error) {
		v := &timelineView{Trail: crumbs, Heading: lib.say("Timeline: {period}", "period", name), Spine: [3]string{lib.say("Dates"), name, lib.figure(len(refs))}, Strip: lib.timelineStrip(y.year), Years: lib.events(coarse), Pager: pager}
		for m := 1; m <= 12; m++ {
			if n := len(months[m]); n > 0 {
				v.Months = append(v.Months, monthCount{url + digits(m, 2) + "/", lib.words.Month(m), lib.figure(n)})
			}
		}
		return &view{Title: v.Heading, Section: "/timeline/", Main: v, Description: lib.say("What the articles date {period}.", "period", name)}, nil
	})
	for m := 1; m <= 12; m++ {
		if len(months[m]) == 0 {
			continue
		}
		p.view("the timeline", url+digits(m, 2)+"/", "timeline.html", nil, func() (*view, error) {
			heading := lib.words.MonthYear(day(y.year, m, 1), locale.Long)
			v := &timelineView{Trail: append(crumbs[:len(crumbs):len(crumbs)], link{URL: url + digits(m, 2) + "/", Text: lib.words.Month(m)}),
				Heading: lib.say("Timeline: {period}", "period", heading), Spine: [3]string{lib.say("Dates"), name, lib.words.ShortMonth(m)}, Years: lib.events(months[m])}
			return &view{Title: v.Heading, Section: "/timeline/", Main: v, Description: lib.say("What the articles date {period}.", "period", heading)}, nil
		})
	}
}

func (lib *library) timelineSpine() [3]string {
	c := lib.calendar
	if len(c.years) == 0 {
		return [3]string{lib.say("Dates"), lib.say("none##dates"), ""}
	}
	newest, oldest := strconv.Itoa(c.years[0].year), strconv.Itoa(c.years[len(c.years)-1].year)
	if newest == oldest {
		return [3]string{lib.say("Dates"), newest, lib.figure(len(c.refs))}
	}
	return [3]string{lib.say("Dates"), oldest, newest}
}

// timelineStrip are the years that are dated.
func (lib *library) timelineStrip(current int) *yearStrip {
	return lib.strip(lib.datedYears(), "date", current, "/timeline/years/")
}
