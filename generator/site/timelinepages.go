package site

import (
	"strconv"
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
	More     *link
	Pager    *pager
}

const timelineStanding = "Dates as the articles give them: what happened, what was said, and what is only named. Relative dates are counted from the article’s own."

// timeline plans one page, or one for each year and, where much is dated, for
// each month.
func (p *planner) timeline() {
	lib, c := p.library, p.calendar
	p.view("the timeline", "/timeline/", "timeline.html", nil, func() (*view, error) {
		v := &timelineView{Heading: "Timeline", Standing: timelineStanding, Spine: lib.timelineSpine(), Strip: lib.timelineStrip(0), Coverage: lib.dateCoverage()}
		if c.onePage {
			v.Years = lib.events(c.refs)
		} else {
			v.Years = lib.events(c.refs[:min(50, len(c.refs))])
			v.More = &link{URL: yearURL("/timeline/", c.refs[0].from.Year()), Text: "All of " + strconv.Itoa(c.refs[0].from.Year())}
		}
		return &view{Title: "Timeline", Section: "/timeline/", Main: v, Description: timelineStanding}, nil
	})
	p.yearsPage("the timeline", "/timeline/", p.say("Dates by year"), "date", p.trail(p.say("Timeline"), "/timeline/"), p.datedYears, len(c.years))
	if c.onePage {
		return
	}
	for i, y := range c.years {
		p.timelineYear(i, y)
	}
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
	pager := &pager{Label: "Pages of the timeline"}
	if i > 0 {
		pager.Links = append(pager.Links, pagerLink{Text: "Later", URL: yearURL("/timeline/", c.years[i-1].year), Rel: "next"})
	}
	pager.Links = append(pager.Links, pagerLink{Text: name, Current: true})
	if i+1 < len(c.years) {
		pager.Links = append(pager.Links, pagerLink{Text: "Earlier", URL: yearURL("/timeline/", c.years[i+1].year), Rel: "prev"})
	}
	crumbs := append(lib.trail("Timeline", "/timeline/"), link{URL: url, Text: name})
	p.view("the timeline", url, "timeline.html", nil, func() (*view, error) {
		v := &timelineView{Trail: crumbs, Heading: "Timeline: " + name, Spine: [3]string{"Dates", name, lib.figure(len(refs))}, Strip: lib.timelineStrip(y.year), Years: lib.events(coarse), Pager: pager}
		for m := 1; m <= 12; m++ {
			if n := len(months[m]); n > 0 {
				v.Months = append(v.Months, monthCount{url + digits(m, 2) + "/", lib.words.Month(m), lib.figure(n)})
			}
		}
		return &view{Title: v.Heading, Section: "/timeline/", Main: v, Description: "What the articles date " + name + "."}, nil
	})
	for m := 1; m <= 12; m++ {
		if len(months[m]) == 0 {
			continue
		}
		p.view("the timeline", url+digits(m, 2)+"/", "timeline.html", nil, func() (*view, error) {
			heading := lib.words.Month(m) + " " + name
			v := &timelineView{Trail: append(crumbs[:len(crumbs):len(crumbs)], link{URL: url + digits(m, 2) + "/", Text: lib.words.Month(m)}),
				Heading: "Timeline: " + heading, Spine: [3]string{"Dates", name, lib.words.ShortMonth(m)}, Years: lib.events(months[m])}
			return &view{Title: v.Heading, Section: "/timeline/", Main: v, Description: "What the articles date " + heading + "."}, nil
		})
	}
}

func (lib *library) timelineSpine() [3]string {
	c := lib.calendar
	if len(c.years) == 0 {
		return [3]string{"Dates", "none", "yet"}
	}
	newest, oldest := strconv.Itoa(c.years[0].year), strconv.Itoa(c.years[len(c.years)-1].year)
	if newest == oldest {
		return [3]string{"Dates", newest, lib.figure(len(c.refs))}
	}
	return [3]string{"Dates", oldest, newest}
}

// timelineStrip are the years that are dated.
func (lib *library) timelineStrip(current int) *yearStrip {
	return lib.strip(lib.datedYears(), "date", current, "/timeline/years/")
}
