package site

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"pressmark/generator/annotate"
	"pressmark/generator/archive"
)

// quotesCompared is how many quotations of one speaker on one subject a page has.
const quotesCompared = 5

// A compareView is the page of two speakers or two sources.
type compareView struct {
	Trail    []link
	Heading  string
	Standing string
	Spine    [3]string
	Coverage []part
	Names    [2]part
	Facts    []comparedFact
	Subjects []comparedSubject
}

// A comparedFact is a row of the table that tells of both.
type comparedFact struct {
	Term  string
	Sides [2]string
}

// A comparedSubject is what both say about one.
type comparedSubject struct {
	ID    string
	Name  part
	Sides [2]comparedSide
}

type comparedSide struct {
	Name     string
	Count    string
	Quotes   []quotation
	Articles []articleRow
	More     *link
}

// comparePages plans the page of each pair, and the list of them.
func (p *planner) comparePages() {
	lib := p.library
	for _, c := range lib.comparisons.all {
		var shown []archive.QuoteRef
		var totals []int
		for _, section := range lib.sections(c) {
			for _, refs := range section.refs {
				totals = append(totals, len(refs))
				shown = append(shown, refs[:min(quotesCompared, len(refs))]...)
			}
		}
		p.view("the comparisons", c.url, "compare.html", articlesIn(shown), func() (*view, error) { return lib.comparePage(c), nil })
		p.showsOnlyInputs(totals, len(c.sides[0].Quotes), len(c.sides[1].Quotes))
	}
	p.compareSources()
	p.view("the list of comparisons", "/compare/", "compareindex.html", nil, func() (*view, error) { return lib.compareIndex(), nil })
}

// comparePage sets what two say about the same side by side.
func (lib *library) comparePage(c *comparison) *view {
	names := [2]string{c.sides[0].Name, c.sides[1].Name}
	v := &compareView{
		Trail: lib.trail(lib.say("Side by side"), "/compare/"), Heading: lib.list(names[:]),
		Spine:    [3]string{lib.say("Side by side"), shorten(shortName(c.sides[0]), 14), shorten(shortName(c.sides[1]), 14)},
		Standing: lib.say("What both speak about, in their own words and as reported."),
		Names:    [2]part{lib.entityPart(c.sides[0]), lib.entityPart(c.sides[1])},
	}
	v.Facts = lib.comparedFacts(c.sides)
	for _, section := range lib.sections(c) {
		s := comparedSubject{ID: "each-other", Name: plain(lib.say("About each other"))}
		if section.subject != (subject{}) {
			s = comparedSubject{ID: section.id(), Name: lib.subjectPart(section.subject)}
		}
		for i, side := range c.sides {
			s.Sides[i] = lib.comparedSide(side, section.refs[i])
		}
		v.Subjects = append(v.Subjects, s)
	}
	return &view{Title: v.Heading, Section: quotesRoot, Main: v, Description: lib.say("{names}, side by side: what both speak about.", "names", v.Heading)}
}

// A section is what two say on a subject, or about each other if that is none.
type section struct {
	subject
	refs [2][]archive.QuoteRef
}

// sections are what a page of two speakers shows. What stands under a name is
// not said again under a tag.
func (lib *library) sections(c *comparison) []section {
	var all []section
	said := map[archive.QuoteRef]bool{}
	for _, on := range append([]subject{{}}, c.subjects...) {
		one := section{subject: on}
		for i, side := range c.sides {
			about := on
			if on == (subject{}) {
				about.entity = c.sides[1-i]
			}
			refs := lib.on(side, about)
			if on.tag != nil {
				refs = slices.DeleteFunc(slices.Clone(refs), func(r archive.QuoteRef) bool { return said[r] })
			}
			one.refs[i] = refs
		}
		some, both := len(one.refs[0])+len(one.refs[1]) > 0, len(one.refs[0]) > 0 && len(one.refs[1]) > 0
		if !some || on.tag != nil && !both {
			continue
		}
		for _, refs := range one.refs {
			for _, r := range refs {
				said[r] = true
			}
		}
		all = append(all, one)
	}
	return all
}

func (lib *library) comparedSide(speaker *archive.Entity, refs []archive.QuoteRef) comparedSide {
	side := comparedSide{Name: speaker.Name, Count: lib.count(len(refs), "quotation")}
	for i, r := range refs {
		if i == quotesCompared {
			side.More = &link{URL: lib.allQuotesURL(speaker), Text: lib.many(len(refs)-i, "and {n} more")}
			break
		}
		side.Quotes = append(side.Quotes, lib.rowOf(r))
	}
	return side
}

// allQuotesURL is where all that somebody says is listed.
func (lib *library) allQuotesURL(e *archive.Entity) string {
	if len(lib.once(e.Quotes)) > quotesOnEntityPage {
		return lib.entityURL(e) + "quotes/"
	}
	return lib.entityURL(e) + "#by-title"
}

// Verbs of saying that are told of a speaker.
const cuesCompared = 5

// comparedFacts are the figures of two speakers.
func (lib *library) comparedFacts(sides [2]*archive.Entity) []comparedFact {
	facts := []comparedFact{{Term: lib.say("Quotations")}, {Term: lib.say("Direct")}, {Term: lib.say("Verbs of saying")}}
	for i, e := range sides {
		direct, cues := 0, map[string]int{}
		for _, r := range e.Quotes {
			q := &r.Entry.Quotes[r.Quote]
			if q.Kind == annotate.Direct {
				direct++
			}
			if !q.Cue.IsZero() {
				cues[strings.ToLower(slice(r.Entry, q.Cue))]++
			}
		}
		facts[0].Sides[i] = lib.figure(len(e.Quotes))
		facts[1].Sides[i] = lib.figure(direct) + ", " + share(direct, len(e.Quotes))
		verbs := sortedKeys(cues)
		slices.SortStableFunc(verbs, func(x, y string) int { return cmp.Compare(cues[y], cues[x]) })
		for j, verb := range verbs[:min(cuesCompared, len(verbs))] {
			verbs[j] = fmt.Sprint(verb, " ", lib.figure(cues[verb]))
		}
		facts[2].Sides[i] = strings.Join(verbs[:min(cuesCompared, len(verbs))], ", ")
	}
	return facts
}

// A compareIndexView is the list of all comparisons.
type compareIndexView struct {
	Trail    []link
	Spine    [3]string
	Speakers []comparedRow
	Sources  []comparedRow
}

type comparedRow struct {
	URL, Text, About string
}

func (lib *library) compareIndex() *view {
	v := &compareIndexView{Trail: lib.trail(lib.say("Quotations"), quotesRoot), Spine: [3]string{lib.say("Side by side"), lib.figure(len(lib.comparisons.all)), lib.say("pairs")}}
	for _, c := range lib.comparisons.all {
		v.Speakers = append(v.Speakers, comparedRow{c.url, lib.list([]string{c.sides[0].Name, c.sides[1].Name}), lib.subjectsLine(c.subjects)})
	}
	for _, pair := range lib.sourcePairs() {
		v.Sources = append(v.Sources, comparedRow{sourcePairURL(pair), lib.list([]string{pair[0].name, pair[1].name}), lib.count(len(pair[0].entries)+len(pair[1].entries), "article")})
	}
	return &view{Title: lib.say("Side by side"), Section: quotesRoot, Main: v, Description: lib.say("Two speakers, or two sources, on the same subjects.")}
}

// subjectsLine names what two speak about.
func (lib *library) subjectsLine(subjects []subject) string {
	if len(subjects) == 0 {
		return lib.say("about each other")
	}
	var names []string
	for _, s := range subjects[:min(4, len(subjects))] {
		names = append(names, lib.subjectPart(s).Text)
	}
	return lib.say("on {subjects}", "subjects", lib.list(names))
}

// comparedOnPage is how many comparisons an entity's page leads to.
const comparedOnPage = 4

// comparisonLinks lead from an entity to those in which it has a part: what is
// said by it and another, or by two others about it.
func (lib *library) comparisonLinks(e *archive.Entity) []comparedRow {
	var rows []comparedRow
	for _, c := range lib.comparisons.of[e] {
		if len(rows) == comparedOnPage {
			break
		}
		switch e {
		case c.sides[0]:
			rows = append(rows, comparedRow{c.url, lib.say("With {name}", "name", c.sides[1].Name), lib.subjectsLine(c.subjects)})
		case c.sides[1]:
			rows = append(rows, comparedRow{c.url, lib.say("With {name}", "name", c.sides[0].Name), lib.subjectsLine(c.subjects)})
		default:
			rows = append(rows, comparedRow{c.url + "#" + subject{entity: e}.id(), lib.list([]string{c.sides[0].Name, c.sides[1].Name}), lib.say("on {subjects}", "subjects", e.Name)})
		}
	}
	return rows
}
