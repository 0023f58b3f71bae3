package site

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"pressmark/generator/archive"
	"pressmark/generator/lexicon"
	"pressmark/generator/text"
)

// A dateRef is one date expression of one article.
type dateRef struct {
	entry *archive.Entry
	i     int // into Entry.Dates
	moment
}

// A calendar is all dates that articles name, newest first, and the pages they
// are on. A small archive has one page, a large one a page a year, and a month
// for years in which much is dated.
type calendar struct {
	refs    []dateRef
	years   []calendarYear // newest first
	onePage bool
	byDay   map[string][]int // "09-01" → refs of that day in any year
}

type calendarYear struct {
	year        int
	first, last int // refs
	monthly     bool
}

const (
	datesOnOnePage  = 300
	datesOnYearPage = 600
	datesOfOneValue = 20 // passages shown under one date

	datesOfOneLooked = 60 // of these
)

func newCalendar(lib *library) *calendar {
	c := &calendar{byDay: map[string][]int{}}
	for _, e := range lib.archive.Entries {
		for i := range e.Dates {
			if m, ok := momentOf(e.Dates[i].Value); ok {
				c.refs = append(c.refs, dateRef{e, i, m})
			}
		}
	}
	slices.SortStableFunc(c.refs, func(x, y dateRef) int {
		// Newest first; of two that begin together the more precise first.
		return cmp.Or(y.from.Compare(x.from), x.to.Compare(y.to), strings.Compare(x.value, y.value))
	})
	c.onePage = len(c.refs) <= datesOnOnePage
	for i, r := range c.refs {
		if n := len(c.years); n == 0 || c.years[n-1].year != r.from.Year() {
			c.years = append(c.years, calendarYear{year: r.from.Year(), first: i})
		}
		c.years[len(c.years)-1].last = i + 1
		if r.precision == "day" {
			key := r.value[len(r.value)-5:]
			c.byDay[key] = append(c.byDay[key], i)
		}
	}
	for i := range c.years {
		c.years[i].monthly = c.years[i].last-c.years[i].first > datesOnYearPage
	}
	return c
}

func (c *calendar) year(y int) *calendarYear {
	for i := range c.years {
		if c.years[i].year == y {
			return &c.years[i]
		}
	}
	return nil
}

// dateAnchor is the id of a date on its page.
func dateAnchor(m moment) string { return "d" + m.value }

// page is the address of the page a date is on.
func (c *calendar) page(m moment) string {
	if c.onePage {
		return "/timeline/"
	}
	y := c.year(m.from.Year())
	if y == nil {
		return "/timeline/"
	}
	url := yearURL("/timeline/", y.year)
	if y.monthly && m.precision != "year" && m.precision != "decade" {
		url += fmt.Sprintf("%02d/", int(m.from.Month()))
	}
	return url
}

func yearURL(folder string, year int) string { return fmt.Sprintf("%s%04d/", folder, year) }

// dateURL is the address of a date on the timeline; "" for a value that has
// no place there.
func (lib *library) dateURL(value string) string {
	m, ok := momentOf(value)
	if !ok {
		return ""
	}
	return lib.calendar.page(m) + "#" + dateAnchor(m)
}

// An event is one row of the timeline: a passage that gives a date.
type event struct {
	ID        string
	Class     string // "happened", "was-said", "only-named"
	Span      bool   // longer than a day
	Day       string
	Machine   string // datetime
	Precision string // "week, written “last week”"
	Passage   []part
	Where     string
	Title     string
	URL       string
	Sure      int
	Copies    int // other articles with the same words
	More      int // further passages of the same date that are not shown

	at time.Time
}

type yearEvents struct {
	Year   int
	ID     string
	Events []event
}

// events describes a run of dates, in order, year by year.
func (lib *library) events(refs []dateRef) []yearEvents {
	var years []yearEvents
	for i := 0; i < len(refs); {
		j := i
		for j < len(refs) && refs[j].value == refs[i].value {
			j++
		}
		year := refs[i].from.Year()
		if n := len(years); n == 0 || years[n-1].Year != year {
			years = append(years, yearEvents{Year: year, ID: fmt.Sprintf("t%04d", year)})
		}
		y := &years[len(years)-1]
		shown := lib.eventsOf(refs[i:j])
		shown[0].ID = dateAnchor(refs[i].moment)
		y.Events = append(y.Events, shown...)
		i = j
	}
	return years
}

// eventsOf describes the dates of one value. A passage that stands in several
// articles, as wire copies do, is one event; what there is no room for is
// counted in the last.
func (lib *library) eventsOf(refs []dateRef) []event {
	var shown []event
	at := map[string]int{} // words → event
	told := 0
	for _, r := range refs[:min(datesOfOneLooked, len(refs))] {
		ev := lib.event(r)
		words := joinParts(ev.Passage)
		if have, ok := at[words]; ok {
			shown[have].Copies++
			told++
			continue
		}
		if len(shown) == datesOfOneValue {
			continue
		}
		at[words] = len(shown)
		shown = append(shown, ev)
		told++
	}
	shown[len(shown)-1].More = len(refs) - told
	return shown
}

func (lib *library) event(r dateRef) event {
	e, d := r.entry, r.entry.Dates[r.i]
	sentence, class := lib.passage(r)
	where, url := lib.place(e, d.Span.Start)
	ev := event{
		Class: class, Span: r.precision != "day", Day: lib.within(r.moment), Machine: r.machine(),
		Title: lib.title(e), Where: where, URL: url, Sure: certainty(d.Score),
		Passage: lib.marked(e, sentence, &d.Span),
	}
	ev.Precision = lib.say("{precision}, as written", "precision", lib.precision(r.moment))
	if written := slice(e, d.Span); written != lib.long(r.moment) {
		ev.Precision = lib.say("{precision}, written “{words}”", "precision", lib.precision(r.moment), "words", written)
	}
	return ev
}

// A passage is the sentence that names a date, and whether it tells what
// happened then, what was said, or only names the date.
type passage struct {
	text.Span
	class string
}

// passage is that of one date. The timeline shows each once, and the pages of
// places many again; so those of an article are found together, once.
func (lib *library) passage(r dateRef) (text.Span, string) {
	found := &lib.passages[r.entry.Index]
	found.once.Do(func() { found.all = passagesOf(r.entry) })
	p := found.all[r.i]
	return p.Span, p.class
}

// passagesOf are the passages of an article's dates.
func passagesOf(e *archive.Entry) []passage {
	all := make([]passage, len(e.Dates))
	var block text.Span // whose sentences are known
	var sentences []text.Sentence
	for i, d := range e.Dates {
		within := blockSpan(e, d.Span.Start)
		if i == 0 || within != block {
			block, sentences = within, text.Parse(e.Reader.Slice(within), abbreviation).Sentences
		}
		all[i] = passage{within, "happened"}
		for _, s := range sentences {
			span := text.Span{Start: within.Start + s.Start, End: within.Start + s.End}
			if span.Start <= d.Span.Start && d.Span.Start < span.End {
				all[i].Span = span
				break
			}
		}
		if m, ok := momentOf(d.Value); ok && (m.precision == "year" || m.precision == "decade") && !datesSomething(e, within, d.Span, m) {
			all[i].class = "only-named"
		} else if quotes(e, all[i].Span) {
			all[i].class = "was-said"
		}
	}
	return all
}

// datesSomething reports whether a year says when: "in 1994", and not "the 1994
// constitution".
func datesSomething(e *archive.Entry, within, at text.Span, m moment) bool {
	before := strings.ToLower(oneLine(e.Reader.Slice(text.Span{Start: max(within.Start, at.Start-12), End: at.Start})))
	_, last, _ := strings.Cut(before[max(strings.LastIndexByte(before, ' '), 0):], " ")
	if last == "" {
		last = before
	}
	switch last {
	case "in", "since", "during", "from", "until", "by":
		return true
	case "the":
		return m.precision == "decade"
	}
	return false
}

// quotes reports whether something is quoted in a sentence.
func quotes(e *archive.Entry, sentence text.Span) bool {
	for i := range e.Quotes {
		for _, s := range e.Quotes[i].Spans {
			if s.Overlaps(sentence) {
				return true
			}
		}
	}
	return false
}

func abbreviation(word string) text.Class { return text.Class(lexicon.Abbreviation(word)) }

// marked divides a passage into words and names, which link to their pages;
// the date, if given, is set off, and so are verbs of saying.
func (lib *library) marked(e *archive.Entry, passage text.Span, date *text.Span) []part {
	type piece struct {
		text.Span
		part
	}
	var pieces []piece
	put := func(s text.Span, p part) {
		if !passage.Contains(s) {
			return
		}
		for _, have := range pieces {
			if have.Overlaps(s) {
				return
			}
		}
		pieces = append(pieces, piece{s, p})
	}
	if date != nil {
		put(*date, part{Class: "date"})
	}
	for _, m := range e.Mentions {
		if entity := entityOf(e, m.Cluster); entity != nil {
			put(m.Span, part{URL: lib.entityURL(entity), Class: kindClass(entity.Kind)})
		}
	}
	for _, r := range e.References {
		if entity := entityOf(e, r.Cluster); entity != nil {
			put(r.Span, part{URL: lib.entityURL(entity), Class: kindClass(entity.Kind) + " by-reference"})
		}
	}
	for i := range e.Quotes {
		if !e.Quotes[i].Cue.IsZero() {
			put(e.Quotes[i].Cue, part{Class: "cue"})
		}
	}
	slices.SortFunc(pieces, func(x, y piece) int { return cmp.Compare(x.Start, y.Start) })
	var parts []part
	at := passage.Start
	words := func(from, to int) string {
		return flat(e.Reader.Slice(text.Span{Start: from, End: to}))
	}
	for _, p := range pieces {
		if at < p.Start {
			parts = append(parts, part{Text: words(at, p.Start)})
		}
		p.part.Text = words(p.Start, p.End)
		parts = append(parts, p.part)
		at = p.End
	}
	if at < passage.End {
		parts = append(parts, part{Text: words(at, passage.End)})
	}
	return parts
}

// flat turns line breaks into spaces and keeps the rest, blanks at the ends
// included.
func flat(s string) string {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c == '\n' || c == '\t' || c == '\r' || c == object[0] {
			return flatten.Replace(s)
		}
	}
	return s
}

var flatten = strings.NewReplacer("\n", " ", "\t", " ", "\r", "", object, "")
