package site

import (
	"strings"

	"pressmark/generator/archive"
)

// A listView is a list of articles.
type listView struct {
	Trail    []link
	Heading  string
	Standing []part // under the heading
	Spine    [3]string
	Strip    *yearStrip
	Months   []monthCount
	Groups   []listGroup
	Pager    *pager
	More     []part
}

type listGroup struct {
	Title, ID, URL string
	Count          string // said beside the title; "" if the list goes on elsewhere
	Rows           []articleRow
}

type monthCount struct {
	URL, Text, Count string
}

// An articleRow is one article in a list.
type articleRow struct {
	URL, Title     string
	Date, Datetime string
	About          string
}

// lists plans the pages that list articles: all, by year and month, undated,
// by tag and by source.
func (p *planner) lists() {
	p.articleList()
	p.undated()
	p.yearsAndMonths()
	p.yearsPage("the years of articles", "/articles/", p.say("Articles by year"), "article", p.trail(p.say("Articles"), "/articles/"), p.articleYears, len(p.years))
	p.shelves("/tags/", p.say("Tags"), p.say("Articles by subject, as their files are tagged."), p.tags)
	p.shelves("/sources/", p.say("Sources"), p.say("Articles by who published them, as their files say."), p.sources)
}

func (p *planner) articleList() {
	lib, entries := p.library, p.archive.Entries[:p.dated]
	all := leaves(len(entries), p.pageSize)
	for at, l := range all {
		p.view("the list of articles", l.url("/articles/"), "list.html", ids(entries[l.from:l.to]), func() (*view, error) {
			v := &listView{
				Trail: lib.trail(lib.say("Articles"), "/articles/"), Heading: lib.say("Articles"),
				Spine:  [3]string{lib.say("Articles"), lib.figure(l.from + 1), lib.say("to {n}", "n", lib.figure(l.to))},
				Groups: lib.byMonth(entries[l.from:l.to]), Pager: lib.pagerOf("/articles/", lib.say("Pages of articles"), all, at),
			}
			// Numbers that count from the newest would change on every page.
			v.Spine = [3]string{lib.say("Articles"), lib.say("page"), lib.figure(l.number)}
			if l.newest {
				v.Strip = lib.strip(lib.articleYears(), "article", 0, "/articles/years/")
				v.Standing = []part{plain(lib.many(len(lib.archive.Entries), "{n} articles, newest first."))}
				v.Spine = [3]string{lib.say("Articles"), lib.figure(len(lib.archive.Entries)), lib.say("in all")}
			}
			if n := len(lib.archive.Entries) - lib.dated; n > 0 {
				if len(entries) == 0 {
					v.More = []part{{Text: lib.say("All articles are undated"), URL: "/undated/"}}
				} else if l.newest {
					v.More = []part{{Text: lib.many(n, "{n} undated articles"), URL: "/undated/"}}
				}
			}
			page := lib.listPage(v, "/articles/", all, at, "/articles/")
			if !l.newest {
				page.Title += ", " + lib.say("page {n}", "n", lib.figure(l.number))
			}
			return page, nil
		})
	}
}

// listPage is the view of one leaf of a list.
func (lib *library) listPage(v *listView, section string, all []leaf, at int, root string) *view {
	page := &view{Title: v.Heading, Section: section, Main: v, Description: joinParts(v.Standing)}
	if page.Description == "" {
		page.Description = lib.say("{heading}, from {site}.", "heading", v.Heading, "site", lib.options.Title)
	}
	if at > 0 {
		page.Prev = all[at-1].url(root)
	}
	if at+1 < len(all) {
		page.Next = all[at+1].url(root)
	}
	return page
}

func (p *planner) undated() {
	lib, entries := p.library, p.archive.Entries[p.dated:]
	if len(entries) == 0 {
		return
	}
	all := leaves(len(entries), p.pageSize)
	for at, l := range all {
		p.view("the list of undated articles", l.url("/undated/"), "list.html", ids(entries[l.from:l.to]), func() (*view, error) {
			v := &listView{
				Trail: lib.trail(lib.say("Undated"), "/undated/"), Heading: lib.say("Undated articles"), Spine: [3]string{lib.say("Undated"), lib.say("page"), lib.figure(l.number)},
				Standing: []part{plain(lib.say("Articles whose file gives no date. Relative dates in them stay as written."))},
				Groups:   []listGroup{{Rows: lib.articleRows(entries[l.from:l.to])}},
				Pager:    lib.pagerOf("/undated/", lib.say("Pages of undated articles"), all, at),
			}
			return lib.listPage(v, "/articles/", all, at, "/undated/"), nil
		})
	}
}

// yearsAndMonths plans a page for each year and each month with articles. A
// year page lists its articles if they are few, else its months.
func (p *planner) yearsAndMonths() {
	lib := p.library
	for _, y := range p.years {
		url := yearURL("/", y.year)
		p.view("the articles of "+digits(y.year, 4), url, "list.html", ids(y.entries), func() (*view, error) { return lib.yearPage(y), nil })
		for from := 0; from < len(y.entries); {
			to := from
			for to < len(y.entries) && y.entries[to].Date.Month == y.entries[from].Date.Month {
				to++
			}
			entries := y.entries[from:to]
			from = to
			if month := entries[0].Date.Month; month > 0 {
				p.month(y.year, month, entries)
			}
		}
	}
}

// month plans the pages of one month's articles.
func (p *planner) month(year, month int, entries []*archive.Entry) {
	lib, root := p.library, monthURL(year, month)
	all := leaves(len(entries), p.pageSize)
	for at, l := range all {
		p.view("the articles of "+lib.words.Month(month)+" "+digits(year, 4), l.url(root), "list.html", ids(entries[l.from:l.to]), func() (*view, error) {
			v := lib.monthPage(year, month, len(entries), entries[l.from:l.to])
			v.Pager = lib.pagerOf(root, lib.say("Pages of the month"), all, at)
			if !l.newest {
				v.Standing, v.Spine[2] = nil, "page "+lib.figure(l.number)
			}
			page := lib.listPage(v, "/articles/", all, at, root)
			page.Title = lib.say("Articles of {period}", "period", v.Heading)
			if !l.newest {
				page.Title += ", " + lib.say("page {n}", "n", lib.figure(l.number))
			}
			return page, nil
		})
	}
}

// articlesOnYearPage is the number of articles up to which a year's page lists
// them all.
const articlesOnYearPage = 200

func (lib *library) yearPage(y yearShelf) *view {
	year := digits(y.year, 4)
	v := &listView{
		Trail: lib.trail(year, yearURL("/", y.year)), Heading: year, Spine: [3]string{year, lib.figure(len(y.entries)), lib.plural(len(y.entries), "article")},
		Standing: []part{plain(lib.many(len(y.entries), "{n} articles of {period}.", "period", year))},
	}
	groups := lib.byMonth(y.entries)
	for i, g := range groups {
		groups[i].Count = lib.count(len(g.Rows), "article")
		if g.URL != "" {
			v.Months = append(v.Months, monthCount{g.URL, strings.TrimSuffix(g.Title, " "+year), lib.figure(len(g.Rows))})
		}
	}
	if len(v.Months) < 2 {
		v.Months = nil
	}
	if len(y.entries) <= articlesOnYearPage {
		v.Groups = groups
	} else {
		for _, g := range groups {
			if g.URL == "" {
				v.Groups = append(v.Groups, g)
			}
		}
	}
	if c := lib.calendar.year(y.year); c != nil {
		v.More = []part{{Text: lib.say("What is dated {period} in the timeline", "period", year), URL: lib.timelineYear(y.year)}}
	}
	return &view{Title: lib.say("Articles of {period}", "period", year), Section: "/articles/", Main: v, Description: joinParts(v.Standing)}
}

// timelineYear is where the timeline shows a year.
func (lib *library) timelineYear(year int) string {
	if lib.calendar.onePage {
		return "/timeline/#t" + digits(year, 4)
	}
	return yearURL("/timeline/", year)
}

func (lib *library) monthPage(year, month, n int, entries []*archive.Entry) *listView {
	name := lib.words.Month(month) + " " + digits(year, 4)
	return &listView{
		Trail:   []link{{URL: "/", Text: lib.say("Archive")}, {URL: yearURL("/", year), Text: digits(year, 4)}, {URL: monthURL(year, month), Text: lib.words.Month(month)}},
		Heading: name, Spine: [3]string{digits(year, 4), lib.words.ShortMonth(month), lib.figure(n)},
		Standing: []part{plain(lib.many(n, "{n} articles of {period}.", "period", name))},
		Groups:   []listGroup{{Rows: lib.articleRows(entries)}},
	}
}

// byMonth groups articles, which are in order of date, under their months.
func (lib *library) byMonth(entries []*archive.Entry) []listGroup {
	var groups []listGroup
	for _, e := range entries {
		name, url := digits(e.Date.Year, 4), ""
		if e.Date.Month > 0 {
			name, url = lib.words.Month(e.Date.Month)+" "+name, monthURL(e.Date.Year, e.Date.Month)
		}
		if n := len(groups); n == 0 || groups[n-1].Title != name {
			groups = append(groups, listGroup{Title: name, URL: url, ID: "m" + dateValue(e.Date)[:min(7, len(dateValue(e.Date)))]})
		}
		g := &groups[len(groups)-1]
		g.Rows = append(g.Rows, lib.articleRow(e))
	}
	return groups
}

func (lib *library) articleRows(entries []*archive.Entry) []articleRow {
	var rows []articleRow
	for _, e := range entries {
		rows = append(rows, lib.articleRow(e))
	}
	return rows
}

func (lib *library) articleRow(e *archive.Entry) articleRow {
	return articleRow{URL: lib.url(e), Title: lib.title(e), Date: lib.shortDate(e.Date), Datetime: dateValue(e.Date), About: lib.inShort(e)}
}

// inShort says in a line what is in an article: how many quotations, and who
// and what is named first.
func (lib *library) inShort(e *archive.Entry) string {
	var words []string
	if n := len(e.Quotes); n > 0 {
		words = append(words, lib.count(n, "quotation"))
	}
	var names []string
	seen := map[*archive.Entity]bool{}
	for _, m := range e.Mentions {
		if entity := entityOf(e, m.Cluster); entity != nil && !seen[entity] {
			seen[entity] = true
			if names = append(names, entity.Name); len(names) == 3 {
				break
			}
		}
	}
	if len(names) > 0 {
		words = append(words, strings.Join(names, ", "))
	}
	return strings.Join(words, " · ")
}

// shelves plans an index of tags or sources and a page for each.
func (p *planner) shelves(root, heading, about string, shelves []*shelf) {
	lib := p.library
	if len(shelves) > 0 {
		p.view("the index of "+strings.ToLower(heading), root, "shelves.html", nil, func() (*view, error) {
			v := &shelvesView{Trail: lib.trail(heading, root), Heading: heading, About: about, Spine: [3]string{heading, lib.figure(len(shelves)), lib.say("in all")}}
			for _, s := range shelves {
				v.Rows = append(v.Rows, shelfRow{URL: s.url, Name: s.name, Count: lib.figure(len(s.entries))})
			}
			return &view{Title: heading, Section: "/articles/", Main: v, Description: about}, nil
		})
	}
	for _, s := range shelves {
		all := leaves(len(s.entries), p.pageSize)
		for at, l := range all {
			p.view(s.url, l.url(s.url), "list.html", ids(s.entries[l.from:l.to]), func() (*view, error) {
				v := &listView{
					Trail:   []link{{URL: "/", Text: lib.say("Archive")}, {URL: root, Text: heading}, {URL: s.url, Text: s.name}},
					Heading: s.name, Spine: [3]string{heading, lib.figure(len(s.entries)), lib.plural(len(s.entries), "article")},
					Standing: []part{plain(lib.count(len(s.entries), "article") + ".")},
					Groups:   []listGroup{{Rows: lib.articleRows(s.entries[l.from:l.to])}},
					Pager:    lib.pagerOf(s.url, lib.say("Pages of articles"), all, at),
				}
				if !l.newest {
					v.Standing, v.Spine = nil, [3]string{heading, lib.say("page"), lib.figure(l.number)}
				}
				return lib.listPage(v, "/articles/", all, at, s.url), nil
			})
		}
	}
}

type shelvesView struct {
	Trail   []link
	Heading string
	About   string
	Spine   [3]string
	Rows    []shelfRow
}

type shelfRow struct{ URL, Name, Count string }

func (lib *library) trail(words, url string) []link {
	return []link{{URL: "/", Text: lib.say("Archive")}, {URL: url, Text: words}}
}

func joinParts(parts []part) string {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(p.Text)
	}
	return b.String()
}

func ids(entries []*archive.Entry) []string {
	all := make([]string, len(entries))
	for i, e := range entries {
		all[i] = e.ID
	}
	return all
}
