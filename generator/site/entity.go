package site

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"pressmark/generator/annotate"
	"pressmark/generator/archive"
)

// Rows of each list on an entity's page; what is more has pages of its own.
const (
	quotesOnEntityPage   = 20
	mentionsOnEntityPage = 50
)

// An entityView is the page of a person, an organisation or a place.
type entityView struct {
	Trail        []link
	Name         string
	Class        string
	Standfirst   string
	Described    *part // where the standfirst's words stand, if they are an article's
	Spine        [3]string
	Map          *drawing
	MapNote      string
	Facts        []fact
	Chart        *drawing
	ChartTitle   string
	ChartNote    string // what it leaves out
	By           quoteSections
	About        quoteSections
	Events       []event
	Context      []keyword
	Mentions     string // "8 mentions"
	MoreWords    *link
	Network      *drawing
	Company      []companyRow
	Where        *drawing // the places named with it
	Roles        *drawing
	Compared     []comparedRow
	Reasons      []string
	ReasonsTitle string
	Short        string // the name as a heading uses it
}

// quoteSections are quotations in two kinds, kept apart: words in marks, and
// words reported.
type quoteSections struct {
	Count    string
	Direct   []quotation
	Reported []quotation
	More     *link
}

// entities plans the indexes, and a page for each entity that has one.
func (p *planner) entities() {
	lib := p.library
	for kind := annotate.Person; kind <= annotate.Place; kind++ {
		p.index(lib.indexes[kind])
	}
	for kind := annotate.Person; kind <= annotate.Place; kind++ {
		for _, e := range lib.visible[kind] {
			if !lib.hasPage(e) {
				continue
			}
			owner, url := e.ID, lib.entityURL(e)
			p.view(owner, url, "entity.html", []string{e.ID}, func() (*view, error) { return lib.entity(e), nil })
			p.entityLists(e)
		}
	}
}

func (lib *library) entity(e *archive.Entity) *view {
	class := kindClass(e.Kind)
	v := &entityView{
		Name: e.Name, Class: class, Short: shortName(e), Reasons: e.Reasons,
		Trail: []link{{URL: "/", Text: lib.say("Archive")}, {URL: "/" + kindFolder(e.Kind) + "/", Text: capital(lib.kindWords(e.Kind))},
			{URL: lib.letterURL(e), Text: letterLabel(letterOf(e.SortName))}},
		Spine: [3]string{capital(lib.kindWords(e.Kind)), letterLabel(letterOf(e.SortName)), shorten(shortName(e), 14)},
	}
	articles := articlesOf(e)
	v.Standfirst = lib.standfirst(e, articles)
	v.Facts = lib.entityFacts(e, articles)
	if e.Kind == annotate.Place {
		v.Map = lib.placeMap(e)
	}
	v.Chart, v.ChartTitle = lib.mentionChart(e)
	v.By = lib.quoteSections(e.Quotes, lib.entityURL(e)+"quotes/")
	v.About = lib.quoteSections(e.About, lib.entityURL(e)+"about/")
	v.Mentions = lib.count(len(e.Mentions), "mention")
	for i, o := range e.Mentions {
		if i == mentionsOnEntityPage {
			v.MoreWords = &link{URL: lib.entityURL(e) + "context/", Text: lib.many(len(e.Mentions), "All {n} mentions")}
			break
		}
		v.Context = append(v.Context, lib.keyword(o))
	}
	company := lib.archive.Company(e, companyShown)
	v.Network, v.Company = lib.network(e, company), lib.companyRows(company)
	v.Roles = lib.rolesChart(e)
	if e.Kind != annotate.Place {
		v.Where = lib.whereMap(company)
	}
	v.ReasonsTitle = lib.say([...]string{named("Why is this one person?"), named("Why is this one organisation?"), named("Why is this one place?")}[e.Kind])
	undated := 0
	for _, o := range e.Mentions {
		if o.Entry.Date.Year == 0 {
			undated++
		}
	}
	if undated > 0 && v.Chart != nil {
		v.ChartNote = lib.many(undated, "{n} mentions in undated articles are not drawn.")
	}
	v.Compared = lib.comparisonLinks(e)
	if e.Kind == annotate.Place {
		v.Events = lib.happenedAt(e)
	}
	typ, pageType := "website", "WebPage"
	if e.Kind == annotate.Person {
		typ, pageType = "profile", "ProfilePage"
	}
	thing := lib.thing(e)
	thing.Description = e.Description
	if e.Coordinates != nil {
		thing.Geo = &geo{"GeoCoordinates", e.Coordinates.Lat, e.Coordinates.Lon}
	}
	return &view{
		Title: e.Name, Description: v.Standfirst, Section: "/" + kindFolder(e.Kind) + "/", Type: typ, Main: v,
		Feeds:      lib.entityFeeds(e),
		LinkedData: aboutPage{"https://schema.org", pageType, thing},
	}
}

// An aboutPage is schema.org's description of a page about one thing.
type aboutPage struct {
	Context string `json:"@context"`
	Type    string `json:"@type"`
	Main    thing  `json:"mainEntity"`
}

// shortName is a name as a heading repeats it: a person's family name, and
// others' in full.
func shortName(e *archive.Entity) string {
	if e.Kind == annotate.Person {
		if family, _, ok := strings.Cut(e.SortName, ","); ok && family != "" {
			return family
		}
	}
	return e.Name
}

// standfirst says in a sentence or two how often somebody is named and quoted,
// and what the articles call them. It takes no pronoun.
func (lib *library) standfirst(e *archive.Entity, articles int) string {
	var b strings.Builder
	if e.Description != "" {
		b.WriteString(capital(strings.TrimRight(oneLine(e.Description), ". ")) + ". ")
	}
	if len(e.Mentions) == 0 {
		b.WriteString(lib.say("Not named in any article."))
		return b.String()
	}
	named := lib.many(articles, "Named {times} in {n} articles", "times", lib.times(len(e.Mentions)))
	if n := len(e.Quotes); n > 0 {
		named += ", " + lib.say("quoted {times}", "times", lib.times(n))
	}
	b.WriteString(named + ".")
	var roles []string
	for _, r := range e.Roles {
		if len(roles) < 3 {
			roles = append(roles, "“"+r.Text+"”")
		}
	}
	if len(roles) > 0 {
		b.WriteString(" " + lib.say("Called {roles} in the text.", "roles", lib.list(roles)))
	}
	return b.String()
}

// entityFacts are the rows beside the quotations.
func (lib *library) entityFacts(e *archive.Entity, articles int) []fact {
	var facts []fact
	if e.Kind != annotate.Person && len(e.Mentions) > 0 {
		facts = append(facts, row(lib.say("Mentions"), plain(lib.many(articles, "{mentions}, in {n} articles", "mentions", lib.figure(len(e.Mentions))))))
	}
	if lines := lib.writtenAs(e); len(lines) > 0 {
		facts = append(facts, fact{Term: lib.say("Written as"), Lines: lines})
	}
	if lines := lib.roleLines(e); len(lines) > 0 {
		facts = append(facts, fact{Term: lib.say("Roles"), Lines: lines})
	}
	if f, ok := lib.firstAndLast(e); ok {
		facts = append(facts, f)
	}
	if e.Country != "" && e.Kind == annotate.Place {
		facts = append(facts, row(lib.say("Country"), plain(e.Country)))
	}
	if e.Coordinates != nil {
		facts = append(facts, row(lib.say("Coordinates"), plain(degrees(e.Coordinates))))
	}
	if u := wikidataURL(e.Wikidata); u != "" {
		facts = append(facts, fact{Term: "Wikidata", Lines: [][]part{{{Text: e.Wikidata, URL: u, Out: true}, plain(" ")}}, Sure: 3})
	} else {
		facts = append(facts, row("Wikidata", plain(lib.say("Not linked yet.")+" "), part{Text: lib.say("Look for a match"), Out: true,
			URL: "https://www.wikidata.org/w/index.php?search=" + strings.ReplaceAll(queryEscape(e.Name), "%20", "+")}))
	}
	facts = append(facts, row(lib.say("Data"), plain(e.ID), plain(lib.say(" in the ")), part{Text: lib.say("open data"), URL: "/data/"}))
	if lib.hasFeed(e) {
		facts = append(facts, row(lib.say("Feeds"), part{Text: "Atom", URL: lib.entityURL(e) + "feed.xml"}, plain(", "), part{Text: "JSON", URL: lib.entityURL(e) + "feed.json"}))
	}
	return append(facts, row(lib.say("Wrong?"), lib.reportEntity(e)))
}

// linesOfFact is how many names or roles a fact lists.
const linesOfFact = 8

func (lib *library) writtenAs(e *archive.Entity) [][]part {
	var lines [][]part
	for i, a := range e.Aliases {
		if i == linesOfFact {
			lines = append(lines, []part{plain(lib.many(len(e.Aliases)-i, "and {n} more"))})
			break
		}
		lines = append(lines, []part{plain(oneLine(a.Text) + " "), {Text: lib.figure(a.Count), Class: "soft"}})
	}
	// Pronouns and descriptions, gathered in order of number.
	words, n := map[string]int{}, 0
	for _, o := range e.Mentions {
		if o.Reference && n < 2000 {
			n++
			words[lowerFirst(shorten(slice(o.Entry, o.Span), 60))]++
		}
	}
	keys := sortedKeys(words)
	slices.SortStableFunc(keys, func(x, y string) int { return cmp.Compare(words[y], words[x]) })
	for i, w := range keys {
		if i == linesOfFact/2 {
			lines = append(lines, []part{plain(lib.many(len(keys)-i, "and {n} other descriptions"))})
			break
		}
		lines = append(lines, []part{plain(w + " "), {Text: lib.say("{n}, resolved", "n", lib.figure(words[w])), Class: "soft"}})
	}
	return lines
}

// firstAndLast are the dates of the oldest and the newest article that name an
// entity. Mentions are in order of articles, newest first, undated last.
func (lib *library) firstAndLast(e *archive.Entity) (fact, bool) {
	var newest, oldest *archive.Entry
	for _, o := range e.Mentions {
		if o.Entry.Date.Year != 0 {
			if newest == nil {
				newest = o.Entry
			}
			oldest = o.Entry
		}
	}
	if newest == nil {
		return fact{}, false
	}
	parts := []part{{Text: lib.shortDate(oldest.Date), URL: lib.url(oldest)}}
	if newest == oldest {
		return row(lib.say("Named on"), parts...), true
	}
	return row(lib.say("First, last"), append(parts, plain(lib.say(" and ")), part{Text: lib.shortDate(newest.Date), URL: lib.url(newest)})...), true
}

// degrees spells coordinates out: "53.5° N, 28.0° E".
func degrees(c *archive.Coordinates) string {
	side := func(v float64, plus, minus string) string {
		if v < 0 {
			return fmt.Sprintf("%.1f° %s", -v, minus)
		}
		return fmt.Sprintf("%.1f° %s", v, plus)
	}
	return side(c.Lat, "N", "S") + ", " + side(c.Lon, "E", "W")
}

// quoteSections describes the newest quotations of a list.
func (lib *library) quoteSections(refs []archive.QuoteRef, all string) quoteSections {
	var s quoteSections
	if len(refs) == 0 {
		return s
	}
	refs = lib.once(refs)
	direct := 0
	for _, r := range refs {
		if r.Entry.Quotes[r.Quote].Kind == annotate.Direct {
			direct++
		}
	}
	s.Count = lib.count(len(refs), "quotation")
	switch {
	case len(refs) == 1 && direct == 1:
		s.Count += ", " + lib.say("direct")
	case len(refs) == 1:
		s.Count += ", " + lib.say("reported")
	case direct == 0:
		s.Count += ", " + lib.say("all reported")
	case direct == len(refs):
		s.Count += ", " + lib.say("all direct")
	default:
		s.Count += ", " + lib.many(direct, "{n} direct")
	}
	for i, r := range refs {
		if i == quotesOnEntityPage {
			s.More = &link{URL: all, Text: lib.many(len(refs), "All {n} quotations")}
			break
		}
		q := lib.rowOf(r)
		if r.Entry.Quotes[r.Quote].Kind == annotate.Direct {
			s.Direct = append(s.Direct, q)
		} else {
			s.Reported = append(s.Reported, q)
		}
	}
	return s
}

// Of what happened at a place, this much is shown, of so much looked at.
const happenedShown, happenedLooked = 10, 60

// happenedAt are dated passages that name a place, newest first, each passage
// once.
func (lib *library) happenedAt(place *archive.Entity) []event {
	var events []event
	var last *archive.Entry
	for _, o := range place.Mentions {
		if o.Entry == last {
			continue
		}
		last = o.Entry
		for i := range o.Entry.Dates {
			m, ok := momentOf(o.Entry.Dates[i].Value)
			if !ok {
				continue
			}
			r := dateRef{o.Entry, i, m}
			sentence, class := lib.passage(r)
			if class != "happened" || !names(o.Entry, place, sentence.Start, sentence.End) {
				continue
			}
			ev := lib.event(r)
			ev.Day, ev.at = lib.short(m), m.from
			if !slices.ContainsFunc(events, func(have event) bool { return have.URL == ev.URL && have.Day == ev.Day }) {
				events = append(events, ev)
			}
			if len(events) == happenedLooked {
				return newestEvents(events)
			}
		}
	}
	return newestEvents(events)
}

// newestEvents are the newest of the events found, in order.
func newestEvents(events []event) []event {
	slices.SortStableFunc(events, func(x, y event) int { return y.at.Compare(x.at) })
	return events[:min(happenedShown, len(events))]
}

// names reports whether an article names an entity between two offsets.
func names(e *archive.Entry, entity *archive.Entity, from, to int) bool {
	for _, m := range e.Mentions {
		if m.Span.Start >= from && m.Span.End <= to && m.Cluster < len(e.Entities) && e.Entities[m.Cluster] == entity {
			return true
		}
	}
	return false
}
