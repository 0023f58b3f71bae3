package site

// A yearCount is a year with how much there is of it, and where that is.
type yearCount struct {
	year, n int
	url     string
}

// A yearStrip is a row of years in which height and tint tell how much there is
// of each.
type yearStrip struct {
	Years []heatYear
	All   *link // to the years that the strip has no room for
}

// A strip has room for so many years. What has more gets a page of its own with
// all of them by decade.
const yearsOnStrip = 60

// strip draws the newest of years, which are in order, newest first, or those
// around current if that is a year. noun is what is counted; all is the page of
// all years. It is nil for a single year.
func (lib *library) strip(years []yearCount, noun string, current int, all string) *yearStrip {
	if len(years) < 2 {
		return nil
	}
	s := &yearStrip{}
	if len(years) > yearsOnStrip {
		oldest, newest := years[len(years)-1].year, years[0].year
		s.All = &link{URL: all, Text: lib.say("All years, {first} to {last}", "first", digits(oldest, 4), "last", digits(newest, 4))}
		around := current
		if around == 0 {
			around = newest
			if lib.today.value != "" {
				around = min(newest, lib.today.from.Year()) // dates may lie in the future
			}
		}
		from := 0
		for from < len(years) && years[from].year > around+yearsOnStrip/10 {
			from++
		}
		from = min(from, len(years)-yearsOnStrip)
		years = years[from : from+yearsOnStrip]
	}
	s.Years = lib.heatYears(years, mostOf(years), noun, current)
	return s
}

func mostOf(years []yearCount) int {
	most := 1
	for _, y := range years {
		most = max(most, y.n)
	}
	return most
}

// heatYears draws years, oldest first, on a scale that ends at most.
func (lib *library) heatYears(years []yearCount, most int, noun string, current int) []heatYear {
	var all []heatYear
	for i := len(years) - 1; i >= 0; i-- {
		y := years[i]
		name := digits(y.year, 4)
		all = append(all, heatYear{URL: y.url, Century: name[:2], Short: name[2:], Level: 1 + (y.n*4+most/2)/most,
			Count: lib.count(y.n, noun), Current: y.year == current})
	}
	return all
}

// A yearsView is all years of something, by decade.
type yearsView struct {
	Trail   []link
	Heading string
	About   string
	Spine   [3]string
	Decades []decade
}

type decade struct {
	ID, Title, Count string
	Years            []heatYear
}

// yearsPage plans the page of all years, if they are more than a strip holds.
func (p *planner) yearsPage(owner, section, heading, noun string, crumbs []link, years func() []yearCount, n int) {
	if n <= yearsOnStrip {
		return
	}
	lib := p.library
	p.view(owner, section+"years/", "years.html", nil, func() (*view, error) {
		all := years()
		v := &yearsView{Trail: crumbs, Heading: heading, Spine: [3]string{lib.say("Years"), digits(all[len(all)-1].year, 4), digits(all[0].year, 4)}}
		most := mostOf(all)
		for from := 0; from < len(all); {
			to, sum := from, 0
			for to < len(all) && all[to].year/10 == all[from].year/10 {
				sum += all[to].n
				to++
			}
			first := all[from].year / 10 * 10
			v.Decades = append(v.Decades, decade{ID: "d" + digits(first, 4), Title: lib.words.Decade(first), Count: lib.count(sum, noun), Years: lib.heatYears(all[from:to], most, noun, 0)})
			from = to
		}
		return &view{Title: heading, Section: section, Main: v, Description: lib.say("{heading}, from {site}.", "heading", heading, "site", lib.options.Title)}, nil
	})
}

// articleYears, datedYears and quotedYears are the years of articles, of what
// they date, and of their quotations.
func (lib *library) articleYears() []yearCount {
	var all []yearCount
	for _, y := range lib.years {
		all = append(all, yearCount{y.year, len(y.entries), yearURL("/", y.year)})
	}
	return all
}

func (lib *library) datedYears() []yearCount {
	var all []yearCount
	for _, y := range lib.calendar.years {
		all = append(all, yearCount{y.year, y.last - y.first, lib.timelineYear(y.year)})
	}
	return all
}

func (lib *library) quotedYears() []yearCount {
	var all []yearCount
	for _, y := range lib.years {
		n := 0
		for _, e := range y.entries {
			n += len(e.Quotes)
		}
		if n > 0 {
			all = append(all, yearCount{y.year, n, yearURL("/quotes/", y.year)})
		}
	}
	return all
}
