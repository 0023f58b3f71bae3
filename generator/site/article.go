package site

import (
	"cmp"
	"html/template"
	"slices"
	"strings"

	"pressmark/generator/annotate"
	"pressmark/generator/archive"
)

// An articleView is what the template of an article sees.
type articleView struct {
	Trail    []link
	Title    string
	Headline template.HTML // the title with the quotations in it marked; \"\" if there are none
	Byline   []part
	Spine    [3]string
	Layers   []layer
	Body     template.HTML // the text with its marks and notes
	Cast     []castGroup
	Related  []relatedItem
	Facts    []fact
	Changes  []archive.Applied
	Cite     template.HTML // how the article and its quotations are cited
	Before   *link
	After    *link
	HasNotes bool
	Rights   *rightsNote
	Day      string // 2020-09-01, or as precise as it is known
}

// A layer is one switch beside the text.
type layer struct{ ID, Class, Label, Count string }

// A castGroup is one column of the panel under an article.
type castGroup struct {
	Title string
	Count string
	Rows  []castRow
	Line  []part   // after the rows
	Map   *drawing // or the dates on a line
}

type castRow struct {
	Name  link
	Role  string
	Tally string
	Says  bool // quotations are theirs
}

// A relatedItem is another article, or a pointer that the article itself gives.
type relatedItem struct {
	Title  string
	URL    string
	Lead   string // why it is here
	Shared []string
}

// articles plans a page for each article.
func (p *planner) articles() {
	for _, e := range p.archive.Entries {
		p.view(e.Path, p.url(e), "article.html", []string{e.ID}, func() (*view, error) { return p.library.article(e) })
	}
}

func (lib *library) article(e *archive.Entry) (*view, error) {
	a, err := lib.options.Load(e)
	if err != nil {
		return nil, err
	}
	m := newMarker(lib, e)
	cast := members(e)
	v := &articleView{
		Trail: lib.articleTrail(e), Title: lib.title(e), Spine: spineOf(e),
		Layers: m.layerSwitch(),
	}
	var quotes []quotation
	for i := range e.Quotes {
		quotes = append(quotes, lib.quotationOf(e, i))
	}
	if v.Body, err = lib.body(e, a, m, quotes); err != nil {
		return nil, err
	}
	if v.Headline, err = lib.headline(e, a, m); err != nil {
		return nil, err
	}
	v.HasNotes = len(quotes) > 0
	v.Cast = lib.castGroups(e, cast)
	v.Byline = lib.byline(e, cast)
	v.Related = lib.relatedItems(e)
	v.Facts = lib.provenance(e)
	v.Rights, v.Day = lib.rightsNote(e), dateValue(e.Date)
	v.Cite = lib.citations(e)
	v.Changes = slices.Clone(e.Applied)
	slices.SortStableFunc(v.Changes, func(x, y archive.Applied) int { return strings.Compare(x.Date, y.Date) })
	v.Before, v.After = lib.neighbours(e)

	page := &view{
		Title: v.Title, Description: lib.describe(e, cast), Section: "/articles/", Type: "article", Main: v, Lang: e.Lang,
		Feeds: append(lib.siteFeeds()[:1], lib.articleFiles(e)...), LinkedData: lib.newsArticle(e, cast, quotes), Meta: lib.citationMeta(e), Properties: lib.articleProperties(e),
	}
	page.Code, page.NoIndex = a.HasCode, e.Rights.NoIndex
	return page, nil
}

// spineOf is the label on the book's back: the year, and the shelf mark in two
// groups.
func spineOf(e *archive.Entry) [3]string {
	mark := e.ShelfMark()
	year := "n.d."
	if e.Date.Year != 0 {
		year = digits(e.Date.Year, 4)
	}
	return [3]string{year, mark[:4], mark[4:]}
}

func (lib *library) articleTrail(e *archive.Entry) []link {
	trail := []link{{URL: "/", Text: lib.say("Archive")}}
	d := e.Date
	if d.Year == 0 {
		return append(trail, link{URL: "/undated/", Text: lib.say("Undated")})
	}
	trail = append(trail, link{URL: yearURL("/", d.Year), Text: digits(d.Year, 4)})
	if d.Month == 0 {
		return trail
	}
	return append(trail, link{URL: monthURL(d.Year, d.Month), Text: lib.words.Month(d.Month)})
}

func monthURL(year, month int) string { return yearURL("/", year) + digits(month, 2) + "/" }

// byline says when, by whom and where an article appeared, how long it is and
// what is marked in it.
func (lib *library) byline(e *archive.Entry, cast []*member) []part {
	var parts []part
	if value := dateValue(e.Date); value != "" {
		parts = append(parts, part{Text: lib.longDate(e.Date), Time: value})
	} else {
		parts = append(parts, plain(lib.say("Undated")))
	}
	switch by := oneLine(e.Date.By); {
	case by != "" && e.Date.Year != 0:
		if by == "archive" {
			by = lib.say("the archive")
		}
		parts = append(parts, part{Text: lib.say("date supplied by {whom}", "whom", by), URL: "#provenance-title"})
	}
	if dateValue(e.Updated) != "" {
		parts = append(parts, part{Text: lib.say("updated {date}", "date", lib.longDate(e.Updated))})
	}
	if len(e.Byline) > 0 {
		parts = append(parts, plain(lib.say("By {authors}", "authors", lib.list(e.Byline))))
	}
	if s := lib.sourceShelf(e.Source); s != nil {
		parts = append(parts, part{Text: oneLine(e.Source), URL: s.url})
	} else {
		parts = append(parts, plain(lib.say("Publisher not stated")))
	}
	if minutes := (e.Words + 219) / 220; e.Words > 0 {
		parts = append(parts, plain(lib.many(minutes, "{n} minutes’ reading")))
	}
	if t := lib.tallies(e, cast); len(t) > 0 {
		parts = append(parts, part{Text: strings.Join(t, ", "), URL: "#in-this-article"})
	}
	return parts
}

// tallies are the figures of an article, in words; what it has none of is not
// said.
func (lib *library) tallies(e *archive.Entry, cast []*member) []string {
	var kinds [3]int
	for _, m := range cast {
		kinds[m.entity.Kind]++
	}
	var words []string
	add := func(n int, said string) {
		if n > 0 {
			words = append(words, said)
		}
	}
	quotes, dates := len(e.Quotes), len(distinctDates(e))
	add(quotes, lib.count(quotes, "quotation"))
	for kind, n := range kinds {
		add(n, lib.countKind(n, annotate.Kind(kind)))
	}
	add(dates, lib.count(dates, "date"))
	return words
}

// distinctDates are the moments an article names, in order of time.
func distinctDates(e *archive.Entry) []moment {
	var all []moment
	seen := map[string]bool{}
	for _, d := range e.Dates {
		if m, ok := momentOf(d.Value); ok && !seen[m.value] {
			seen[m.value] = true
			all = append(all, m)
		}
	}
	slices.SortStableFunc(all, func(x, y moment) int {
		return cmp.Or(x.from.Compare(y.from), y.to.Compare(x.to), strings.Compare(x.value, y.value))
	})
	return all
}

func (lib *library) describe(e *archive.Entry, cast []*member) string {
	if s := opening(e, 155); s != "" {
		return s
	}
	if t := lib.tallies(e, cast); len(t) > 0 {
		return capital(lib.say("{figures}, marked and cross-linked.", "figures", lib.list(t)))
	}
	return lib.title(e)
}

// layerSwitch has a switch for each layer that marks something.
func (m *marker) layerSwitch() []layer {
	var layers []layer
	for _, l := range [...]struct{ id, class, label, key string }{
		{"layer-quotes", "quote direct", named("Quotations"), "quote"},
		{"layer-people", "person", named("People"), "person"},
		{"layer-organisations", "organisation", named("Organisations"), "organisation"},
		{"layer-places", "place", named("Places"), "place"},
		{"layer-dates", "date", named("Dates"), "date"},
	} {
		if n := m.layers[l.key]; n > 0 {
			layers = append(layers, layer{l.id, l.class, m.lib.say(l.label), m.lib.figure(n)})
		}
	}
	return layers
}

// neighbours are the articles before and after in time. Undated ones follow
// each other in order of their ids.
func (lib *library) neighbours(e *archive.Entry) (before, after *link) {
	at := func(i int) *link {
		if i < 0 || i >= len(lib.archive.Entries) || (i < lib.dated) != (e.Index < lib.dated) {
			return nil
		}
		other := lib.archive.Entries[i]
		return &link{URL: lib.url(other), Text: lib.title(other)}
	}
	return at(e.Index + 1), at(e.Index - 1)
}

// provenance says where an article comes from and what was done to it.
func (lib *library) provenance(e *archive.Entry) []fact {
	var facts []fact
	add := func(term string, parts ...part) { facts = append(facts, row(term, parts...)) }
	if e.Closing != "" {
		add(lib.say("Source line"), plain("“Source: "+oneLine(e.Closing)+"”."))
		if e.URL == "" {
			facts[len(facts)-1].Lines[0][0].Text += " " + lib.say("The link behind it was not kept.")
		}
	}
	if e.Source != "" {
		p := plain(oneLine(e.Source))
		if s := lib.sourceShelf(e.Source); s != nil {
			p.URL = s.url
		}
		add(lib.say("Publisher"), p)
	} else {
		add(lib.say("Publisher"), plain(lib.say("Not stated in the file")))
	}
	if u := outside(e.URL); u != "" {
		add(lib.say("Published at"), part{Text: u, URL: u, Out: true})
	}
	if licence := lib.licence(e); licence.Text != "" {
		add("Licence", licence)
	}
	facts = append(facts, lib.dateFact(e))
	add(lib.say("File"), plain(e.Path+", "+lib.count(e.Words, "word")))
	if e.Encoding != "" {
		add(lib.say("Encoding"), plain(lib.say("Converted from {encoding}", "encoding", e.Encoding)))
	}
	var lines []string
	if len(e.ReadMore) > 0 {
		lines = append(lines, "“Read More”")
	}
	if e.Closing != "" {
		lines = append(lines, "“Source”")
	}
	if len(lines) > 0 {
		add(lib.say("Text"), plain(lib.say("As in the file. Moved here: {lines}.", "lines", lib.list(lines))))
	}
	marked := plain(lib.say("By {program}", "program", strings.TrimSpace("Pressmark "+lib.options.Version)))
	add(lib.say("Marked"), marked, plain(". "), part{Text: lib.say("Method"), URL: "/about/#method"})
	if files := lib.articleFiles(e); files != nil {
		var links []part
		for i, f := range files {
			if i > 0 {
				links = append(links, plain(", "))
			}
			links = append(links, part{Text: f.Title, URL: f.URL})
		}
		add(lib.say("Data"), links...)
	}
	if len(e.Tags) > 0 {
		var tags []part
		for i, t := range e.Tags {
			if i > 0 {
				tags = append(tags, plain(", "))
			}
			p := plain(oneLine(t))
			if s := lib.tagShelf(t); s != nil {
				p.URL = s.url
			}
			tags = append(tags, p)
		}
		add(lib.say("Tags"), tags...)
	}
	if len(e.Applied) == 0 {
		add(lib.say("Corrections"), plain(lib.say("None so far.")+" "), lib.reportArticle(e))
	} else {
		add(lib.say("Wrong?"), lib.reportArticle(e))
	}
	return facts
}

func (lib *library) dateFact(e *archive.Entry) fact {
	if e.Date.Year == 0 {
		return row(lib.say("Date"), plain(lib.say("Not stated. Relative dates in the text stay as written.")))
	}
	words := lib.longDate(e.Date)
	if by := oneLine(e.Date.By); by == "archive" {
		words += ", " + lib.say("supplied by {whom}", "whom", lib.say("the archive"))
	} else if by != "" {
		words += ", " + lib.say("supplied by {whom}", "whom", by)
	}
	words += "."
	if n := oneLine(e.Date.Note); n != "" {
		words += " " + capital(n)
		if !strings.HasSuffix(n, ".") {
			words += "."
		}
	}
	return row(lib.say("Date"), plain(words))
}

// alsoShown is how many other places of the same words a note gives.
const alsoShown = 2

// notesAfter gives each quotation to the block in which it begins.
func (lib *library) notesAfter(e *archive.Entry, quotes []quotation) map[int][]note {
	notes := map[int][]note{}
	for i, q := range quotes {
		if len(e.Quotes[i].Spans) == 0 {
			continue
		}
		b := blockAt(e, e.Quotes[i].Spans[0].Start)
		n := note{quotation: q, Lang: lib.language(e)}
		for _, other := range lib.archive.AlsoQuoted(archive.QuoteRef{Entry: e, Quote: i}) {
			if len(n.Also) == alsoShown {
				break
			}
			n.Also = append(n.Also, link{URL: lib.url(other.Entry) + "#" + quoteID(other.Entry, other.Quote), Text: shorten(lib.title(other.Entry), 60)})
		}
		notes[b] = append(notes[b], n)
	}
	return notes
}
