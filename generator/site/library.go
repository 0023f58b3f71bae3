package site

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"pressmark/generator/annotate"
	"pressmark/generator/archive"
	"pressmark/generator/export"
	"pressmark/generator/fault"
	"pressmark/generator/locale"
	"pressmark/generator/text"
)

// A library is what all pages are made from: the archive, with the addresses
// and tallies that many pages need. It is not changed after Plan, but for what
// is worked out once, when first needed.
type library struct {
	archive  *archive.Archive
	options  Options
	links    links
	lang     string         // of articles that state none
	words    *locale.Locale // what the pages say
	pageSize int
	today    moment // what "on this day" means; zero if no article has a date

	pattern     permalink
	entryURL    []string // by Entry.Index
	byPath      map[string]*archive.Entry
	dated       int                  // Entries[:dated] have a date, the others none
	visible     [3][]*archive.Entity // those shown, with a page or a row of an index
	indexes     [3]*nameIndex
	entities    map[*archive.Entity]address // of those shown
	voices      []*voice
	voiceOf     map[string]*voice
	calendar    *calendar
	comparisons *comparisons
	tags        []*shelf
	tagOf       map[string]*shelf
	sources     []*shelf
	sourceOf    map[string]*shelf
	years       []yearShelf
	totals      totals
	assets      assetNames
	warnings    []*fault.Fault
	passages    []datedPassages // by Entry.Index; filled as pages ask for them
	nears       []atomic.Pointer[[]near]
}

// datedPassages are an article's, once somebody has asked for them.
type datedPassages struct {
	once sync.Once
	all  []passage
}

// totals are the figures of the whole archive.
type totals struct {
	quotes, attributed int
	direct             int
	mentions           int
	kinds              [3]int // entities shown: people, organisations, places
}

func newLibrary(a *archive.Archive, o Options) (*library, error) {
	lib := &library{archive: a, options: o, lang: o.Lang, pageSize: o.PageSize}
	if lib.lang == "" {
		lib.lang = "en"
	}
	if lib.words = o.Words; lib.words == nil {
		lib.words = locale.English()
	}
	if lib.pageSize <= 0 {
		lib.pageSize = 50
	}
	if lib.options.Title == "" {
		lib.options.Title = "Pressmark"
	}
	var errs []error
	var err error
	if lib.links, err = newLinks(o.BaseURL); err != nil {
		errs = append(errs, err)
	}
	lib.links.flat = o.FlatURLs
	pattern, err := newPermalink(o.Permalink)
	if err != nil {
		errs = append(errs, err)
	}
	if o.Report != "" && outside(o.Report) == "" {
		errs = append(errs, fault.New("report", 0, 0, "give an https: or mailto: address", "%q can't be linked to", o.Report))
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	lib.passages = make([]datedPassages, len(a.Entries))
	lib.nears = make([]atomic.Pointer[[]near], len(a.Entries))
	lib.byPath = make(map[string]*archive.Entry, len(a.Entries))
	for _, e := range a.Entries {
		lib.byPath[e.Path] = e
		if e.Date.Year != 0 {
			lib.dated++
		}
		lib.tally(e)
	}
	lib.pattern = pattern
	lib.addresses(pattern)
	for _, e := range a.Entities {
		if shown(e) {
			lib.visible[e.Kind] = append(lib.visible[e.Kind], e)
			lib.totals.kinds[e.Kind]++
		}
	}
	if err := lib.setToday(); err != nil {
		return nil, err
	}
	lib.gatherNames()
	lib.gatherVoices()
	lib.gatherShelves()
	lib.calendar = newCalendar(lib)
	lib.comparisons = lib.compare()
	return lib, nil
}

func (lib *library) tally(e *archive.Entry) {
	lib.totals.quotes += len(e.Quotes)
	lib.totals.mentions += len(e.Mentions)
	for i := range e.Quotes {
		if e.Quotes[i].Attributed() {
			lib.totals.attributed++
		}
		if e.Quotes[i].Kind == annotate.Direct {
			lib.totals.direct++
		}
	}
}

// setToday takes the day from the options, else from the newest article: no
// page depends on the clock of the machine.
func (lib *library) setToday() error {
	value := lib.options.Clock
	if value == "" {
		for _, e := range lib.archive.Entries[:lib.dated] {
			if e.Date.Day != 0 {
				value = dateValue(e.Date)
				break
			}
		}
		if value == "" {
			return nil
		}
	}
	m, ok := momentOf(value)
	if !ok || m.precision != "day" {
		return fault.New("clock", 0, 0, "write it like 2020-09-01", "%q is not a day", value)
	}
	lib.today = m
	return nil
}

// url is the address of an article.
func (lib *library) url(e *archive.Entry) string { return lib.entryURL[e.Index] }

// slice is a part of an article's text on one line.
func slice(e *archive.Entry, s text.Span) string { return oneLine(e.Reader.Slice(s)) }

// entityOf is who a cluster of an article stands for; nil for a group, and for
// somebody who is hidden.
func entityOf(e *archive.Entry, cluster int) *archive.Entity {
	if cluster < 0 || cluster >= len(e.Entities) {
		return nil
	}
	entity := e.Entities[cluster]
	if !shown(entity) {
		return nil
	}
	return entity
}

// certainty is how far a score can be trusted, as readers are told: 3 sure,
// 2 likely, 1 possible.
func certainty(score int) int {
	return export.Sure(score)
}

var certaintyWords = [...]string{"", named("possible"), named("likely"), named("sure")}

// blockAt is the number of the block that holds an offset, from 1; 0 for the
// headline.
func blockAt(e *archive.Entry, at int) int {
	i, found := slices.BinarySearchFunc(e.Blocks, at, func(b blockOf, at int) int {
		switch {
		case b.Span.End <= at:
			return -1
		case b.Span.Start > at:
			return 1
		}
		return 0
	})
	if found {
		return i + 1
	}
	return 0
}

// place is where in an article an offset lies, with its address.
func (lib *library) place(e *archive.Entry, at int) (words, url string) {
	n := blockAt(e, at)
	if n == 0 {
		return lib.say("headline"), lib.url(e) + "#article"
	}
	return lib.say("paragraph {n}", "n", lib.figure(n)), lib.url(e) + "#" + e.Blocks[n-1].ID
}

// blockSpan is the extent of the block, or headline, that holds an offset.
func blockSpan(e *archive.Entry, at int) text.Span {
	if n := blockAt(e, at); n > 0 {
		return e.Blocks[n-1].Span
	}
	return e.Headline
}

// opening is the first paragraph of an article, shortened to limit code points.
func opening(e *archive.Entry, limit int) string {
	if e.Summary != "" {
		return shorten(e.Summary, limit)
	}
	for _, b := range e.Blocks {
		if b.Span.Len() < 60 && len(e.Blocks) > 1 && !strings.ContainsAny(e.Reader.Slice(b.Span), ".!?") {
			continue // a heading
		}
		return shorten(e.Reader.Slice(b.Span), limit)
	}
	return ""
}
