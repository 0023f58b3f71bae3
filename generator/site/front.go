package site

import (
	"cmp"
	"slices"
	"strings"

	"pressmark/generator/annotate"
	"pressmark/generator/archive"
)

// A frontView is the front page.
type frontView struct {
	Spine     [3]string
	Latest    *link // the newest article, named by its date
	Figures   []figureOf
	Lead      *lead
	OnThisDay []dayRow
	Day       string
	DayPage   *link
	New       []newRow
	Coverage  []part
	Map       string // address of the map; "" for none
	Added     []articleRow
	More      *link
	Quoted    []bar
	Places    []bar
	Strip     *yearStrip
	Letters   []link
}

type figureOf struct{ Count, Noun, URL string }

type lead struct {
	Title, URL, Date, Text string
	Said                   *quotation
	SaidNote               string
	Chips                  []part
}

type dayRow struct {
	Year, Time string
	Passage    []part
	Title, URL string
}

type bar struct {
	Name  part
	About string
	Count string
	Width int // of 200
}

type heatYear struct {
	URL            string
	Century, Short string
	Level          int // 1 to 5
	Count          string
	Current        bool
}

func (p *planner) front() {
	lib := p.library
	p.view("the front page", "/", "front.html", nil, func() (*view, error) {
		v := &frontView{Spine: lib.frontSpine(), Figures: lib.figures(), Quoted: lib.mostQuoted(8), Places: lib.placesNamed(6), Strip: lib.strip(lib.articleYears(), "article", 0, "/articles/years/")}
		entries := lib.archive.Entries
		if len(entries) > 0 {
			v.Lead = lib.lead(entries[0])
			v.Latest = &link{URL: lib.url(entries[0]), Text: lib.longDate(entries[0].Date)}
		}
		v.Added = lib.articleRows(entries[min(1, len(entries)):min(10, len(entries))])
		if len(entries) > 10 {
			v.More = &link{URL: "/articles/", Text: lib.many(len(entries), "All {n} articles")}
		}
		v.OnThisDay, v.Day = lib.onThisDay()
		v.DayPage, v.New, v.Coverage = lib.dayLink(), lib.newlySeen(), lib.quoteCoverage()
		if lib.hasMap() {
			v.Map = mapURL
		}
		v.Letters = lib.indexes[annotate.Person].bar
		return &view{Description: lib.options.Description, Section: "/", Main: v, Front: true, LinkedData: struct {
			Context     string `json:"@context"`
			Type        string `json:"@type"`
			Name        string `json:"name"`
			URL         string `json:"url,omitempty"`
			Description string `json:"description,omitempty"`
		}{"https://schema.org", "WebSite", lib.options.Title, ifBase(lib, "/"), lib.options.Description}}, nil
	})
}

// ifBase is an absolute address, or nothing when the site's own is not known.
func ifBase(lib *library, url string) string {
	if lib.links.origin == "" {
		return ""
	}
	return lib.links.abs(url)
}

func (lib *library) frontSpine() [3]string {
	if len(lib.years) == 0 {
		return [3]string{lib.say("n.d."), lib.figure(len(lib.archive.Entries)), lib.plural(len(lib.archive.Entries), "article")}
	}
	newest, oldest := lib.years[0].year, lib.years[len(lib.years)-1].year
	if newest == oldest {
		return [3]string{digits(newest, 4), lib.figure(len(lib.archive.Entries)), lib.plural(len(lib.archive.Entries), "article")}
	}
	return [3]string{digits(oldest, 4), strings.TrimSpace(lib.say(" to ")), digits(newest, 4)}
}

func (lib *library) figures() []figureOf {
	var all []figureOf
	add := func(n int, noun, url string) {
		if n > 0 {
			all = append(all, figureOf{lib.figure(n), lib.plural(n, noun), url})
		}
	}
	add(len(lib.archive.Entries), "article", "/articles/")
	add(lib.totals.quotes, "quotation", "/quotes/")
	add(lib.totals.kinds[annotate.Person], "person", "/people/")
	add(lib.totals.kinds[annotate.Organization], "organisation", "/organizations/")
	add(lib.totals.kinds[annotate.Place], "place", "/places/")
	add(len(lib.calendar.refs), "date", "/timeline/")
	return all
}

// lead is the newest article with the quotation that says most: a direct one
// before a reported one, a sure one before a likely one, the longest up to a
// length that fits.
func (lib *library) lead(e *archive.Entry) *lead {
	l := &lead{Title: lib.title(e), URL: lib.url(e), Date: lib.longDate(e.Date), Text: opening(e, 320)}
	best, score := -1, 0
	for i := range e.Quotes {
		q := &e.Quotes[i]
		length := 0
		for _, s := range q.Spans {
			length += s.Len()
		}
		if length > 400 || !q.Attributed() {
			continue
		}
		s := certainty(q.Score)*1000 + min(length, 240)
		if q.Kind == annotate.Direct {
			s += 10000
		}
		if s > score {
			best, score = i, s
		}
	}
	if best >= 0 {
		q := lib.quotationOf(e, best)
		l.Said = &q
		l.SaidNote = strings.ToLower(q.Label[:1]) + q.Label[1:]
	}
	for i, m := range members(e) {
		if i == 6 {
			break
		}
		l.Chips = append(l.Chips, lib.entityPart(m.entity))
	}
	return l
}

// mostQuoted are the speakers with most quotations.
func (lib *library) mostQuoted(n int) []bar {
	all := lib.allSpeakers()
	return lib.bars(all[:min(n, len(all))])
}

func (lib *library) placesNamed(n int) []bar {
	most := slices.Clone(lib.visible[annotate.Place])
	slices.SortStableFunc(most, func(x, y *archive.Entity) int {
		return cmp.Or(cmp.Compare(len(y.Mentions), len(x.Mentions)), strings.Compare(filed(x), filed(y)))
	})
	var rows []speaker
	for _, e := range most[:min(n, len(most))] {
		rows = append(rows, speaker{part: lib.entityPart(e), n: len(e.Mentions)})
	}
	return lib.bars(rows)
}

// bars draws numbers beside names, the longest 200 wide.
func (lib *library) bars(rows []speaker) []bar {
	var all []bar
	for _, r := range rows {
		all = append(all, bar{Name: r.part, About: r.about, Count: lib.figure(r.n), Width: max(r.n*200/max(rows[0].n, 1), 2)})
	}
	return all
}
