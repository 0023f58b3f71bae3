package site

import (
	"cmp"
	"slices"
	"strings"

	"pressmark/generator/annotate"
	"pressmark/generator/archive"
)

// This file plans the ways into the quotations: the newest, by year, by whom
// and what they are about, and those that are quoted most.

const quotesRoot = "/quotes/"

// quotations plans the lists of quotations, the list of speakers, and the pages
// of voices.
func (p *planner) quotations() {
	p.newestQuotations()
	var years []yearShelf
	for _, y := range p.years {
		if slices.ContainsFunc(y.entries, func(e *archive.Entry) bool { return len(e.Quotes) > 0 }) {
			years = append(years, y)
		}
	}
	for i, y := range years {
		p.quotationsOfYear(years, i, quotesOf(y.entries))
	}
	if undated := quotesOf(p.archive.Entries[p.dated:]); len(undated) > 0 {
		heading := p.say("Quotations from undated articles")
		p.quotationList(quotesRoot+"undated/", heading, p.trail(p.say("Quotations"), quotesRoot), undated, nil)
	}
	p.yearsPage("the years of quotations", quotesRoot, p.say("Quotations by year"), "quotation", p.trail(p.say("Quotations"), quotesRoot), p.quotedYears, len(years))
	p.quotedAbout()
	p.quotedAgain()
	p.speakerList()
	p.voicePages()
}

// quotesOf are the quotations of articles, in order.
func quotesOf(entries []*archive.Entry) []archive.QuoteRef {
	var refs []archive.QuoteRef
	for _, e := range entries {
		for i := range e.Quotes {
			refs = append(refs, archive.QuoteRef{Entry: e, Quote: i})
		}
	}
	return refs
}

// newestQuotations plans the first page: the quotations of the newest articles,
// as many as fit a page, and the ways to the rest.
func (p *planner) newestQuotations() {
	lib := p.library
	p.view("the list of quotations", quotesRoot, "quotes.html", nil, func() (*view, error) {
		var refs []archive.QuoteRef
		for _, e := range lib.archive.Entries {
			if len(refs) > 0 && len(refs)+len(e.Quotes) > lib.pageSize {
				break
			}
			refs = append(refs, quotesOf([]*archive.Entry{e})...)
		}
		v := &quotesView{Trail: lib.trail(lib.say("Quotations"), quotesRoot), Heading: lib.say("Quotations"), Spine: [3]string{lib.say("Quotations"), lib.figure(lib.totals.quotes), lib.say("in all")}}
		v.Standing = lib.say("Words in quotation marks carry a full wash. Words reported without them stand between half brackets. The dots say how sure the marking is.")
		v.Coverage = lib.quoteCoverage()
		v.Strip = lib.strip(lib.quotedYears(), "quotation", 0, quotesRoot+"years/")
		v.Facets = lib.quoteFacets()
		v.Groups = lib.byArticle(refs)
		if len(refs) < lib.totals.quotes {
			v.Rest = lib.restOfQuotations(refs)
		}
		return &view{Title: v.Heading, Section: quotesRoot, Main: v, Description: v.Standing, Feeds: lib.quoteFeeds()}, nil
	})
}

// restOfQuotations leads from the newest quotations to those that follow them.
func (lib *library) restOfQuotations(shown []archive.QuoteRef) *link {
	last := shown[len(shown)-1].Entry
	if last.Date.Year == 0 || last.Index == lib.dated-1 {
		return &link{URL: quotesRoot + "undated/", Text: lib.say("Quotations from undated articles")}
	}
	year := lib.archive.Entries[last.Index+1].Date.Year
	if year == 0 {
		return &link{URL: quotesRoot + "undated/", Text: lib.say("Quotations from undated articles")}
	}
	return &link{URL: yearURL(quotesRoot, year), Text: lib.say("All quotations of {period}", "period", digits(year, 4))}
}

func (lib *library) quoteFeeds() []feedLink {
	return append([]feedLink{{"application/atom+xml", lib.say("Latest quotations"), quotesRoot + "feed.xml"}}, lib.siteFeeds()...)
}

// quotationsOfYear plans the list of a year, which leads to those beside it.
func (p *planner) quotationsOfYear(years []yearShelf, i int, refs []archive.QuoteRef) {
	name := digits(years[i].year, 4)
	root := yearURL(quotesRoot, years[i].year)
	var beside []link
	if i > 0 {
		beside = append(beside, link{URL: yearURL(quotesRoot, years[i-1].year), Text: digits(years[i-1].year, 4)})
	}
	if i+1 < len(years) {
		beside = append(beside, link{URL: yearURL(quotesRoot, years[i+1].year), Text: digits(years[i+1].year, 4)})
	}
	crumbs := append(p.trail(p.say("Quotations"), quotesRoot), link{URL: root, Text: name})
	p.quotationList(root, p.say("Quotations of {period}", "period", name), crumbs, refs, beside)
}

// quotationList plans a list of quotations that shows nothing but its articles
// and the links beside it.
func (p *planner) quotationList(root, heading string, crumbs []link, refs []archive.QuoteRef, beside []link) {
	lib := p.library
	all := leaves(len(refs), p.pageSize)
	for at, l := range all {
		p.view("the list of quotations", l.url(root), "quotes.html", articlesIn(refs[l.from:l.to]), func() (*view, error) {
			v := &quotesView{Trail: crumbs, Heading: heading, Beside: beside, Pager: lib.pagerOf(root, lib.say("Pages of quotations"), all, at)}
			v.Spine = [3]string{lib.say("Quotations"), lib.say("page"), lib.figure(l.number)}
			v.Groups = lib.byArticle(refs[l.from:l.to])
			page := &view{Title: v.Heading, Section: quotesRoot, Main: v, Description: lib.say("{heading}, from {site}.", "heading", v.Heading, "site", lib.options.Title), Feeds: lib.quoteFeeds()}
			if !l.newest {
				page.Title += ", " + lib.say("page {n}", "n", lib.figure(l.number))
			}
			if at > 0 {
				page.Prev = all[at-1].url(root)
			}
			if at+1 < len(all) {
				page.Next = all[at+1].url(root)
			}
			return page, nil
		})
		p.showsOnlyInputs(refs[l.from].Quote, l.to-l.from, at, len(all), beside)
	}
}

// aboutShown is how many of those most spoken about are listed.
const aboutShown = 500

// mostSpokenOf are those about whom others say most.
func (lib *library) mostSpokenOf() []*archive.Entity {
	var all []*archive.Entity
	for kind := annotate.Person; kind <= annotate.Place; kind++ {
		for _, e := range lib.visible[kind] {
			if len(e.About) > 0 && lib.hasPage(e) {
				all = append(all, e)
			}
		}
	}
	slices.SortFunc(all, func(x, y *archive.Entity) int {
		return cmp.Or(cmp.Compare(len(y.About), len(x.About)), strings.Compare(filed(x), filed(y)))
	})
	return all
}

// quotedAbout plans the list of those whom quotations are about.
func (p *planner) quotedAbout() {
	lib := p.library
	p.view("the list of what quotations are about", quotesRoot+"about/", "index.html", nil, func() (*view, error) {
		all := lib.mostSpokenOf()
		v := &indexView{Trail: lib.trail(lib.say("Quotations"), quotesRoot), Heading: lib.say("Spoken about"), Class: "person", Spine: [3]string{lib.say("Quotations"), lib.figure(len(all)), lib.plural(len(all), "name")},
			Standing: lib.say("Whom and what others speak about, most first. The figure is the number of quotations that name them.")}
		section := indexSection{ID: "most", Title: lib.say("By number of quotations")}
		for _, e := range all[:min(aboutShown, len(all))] {
			section.Rows = append(section.Rows, indexRow{Name: e.Name, URL: lib.entityURL(e) + "#about-title", Class: kindClass(e.Kind), About: aboutInShort(e),
				Count: lib.figure(len(e.About)), Unit: lib.plural(len(e.About), "quotation")})
		}
		if len(all) > 0 {
			v.Sections = []indexSection{section}
		} else {
			v.Standing = lib.say("No quotation names anybody.")
		}
		return &view{Title: v.Heading, Section: quotesRoot, Main: v, Description: v.Standing}, nil
	})
}

// againListed is how many of the words quoted most are listed.
const againListed = 100

// quotedMost are the quotations whose words stand in most articles, each once,
// with the number of articles.
func (lib *library) quotedMost(limit int) ([]archive.QuoteRef, []int) {
	type again struct {
		archive.QuoteRef
		articles int
	}
	var all []again
	for _, e := range lib.archive.Entries {
		for i := range e.Quotes {
			r := archive.QuoteRef{Entry: e, Quote: i}
			also := lib.archive.AlsoQuoted(r)
			if len(also) == 0 || also[0].Entry.Index < e.Index {
				continue // alone, or listed with the first of them
			}
			n := 1
			for j, other := range also {
				if j == 0 || also[j-1].Entry != other.Entry {
					n++
				}
			}
			all = append(all, again{r, n})
		}
	}
	slices.SortStableFunc(all, func(x, y again) int { return cmp.Compare(y.articles, x.articles) })
	var refs []archive.QuoteRef
	var counts []int
	for _, a := range all[:min(limit, len(all))] {
		refs, counts = append(refs, a.QuoteRef), append(counts, a.articles)
	}
	return refs, counts
}

// quotedAgain plans the list of the words that most articles quote.
func (p *planner) quotedAgain() {
	lib := p.library
	p.view("the list of words quoted most", quotesRoot+"most/", "quotes.html", nil, func() (*view, error) {
		refs, counts := lib.quotedMost(againListed)
		v := &quotesView{Trail: lib.trail(lib.say("Quotations"), quotesRoot), Heading: lib.say("Quoted most"), Spine: [3]string{lib.say("Quotations"), lib.figure(len(refs)), lib.say("Quoted most")},
			Standing: lib.say("The same words in several articles: sentences quoted again, and copies of one report. Those in most articles come first.")}
		for i, r := range refs {
			if i == 0 || counts[i] != counts[i-1] {
				v.Groups = append(v.Groups, quoteGroup{ID: "in-" + digits(counts[i], 0), Title: lib.many(counts[i], "In {n} articles")})
			}
			g := &v.Groups[len(v.Groups)-1]
			g.Rows = append(g.Rows, lib.rowOf(r))
		}
		if len(refs) == 0 {
			v.Standing = lib.say("No words have been found in more than one article.")
		}
		return &view{Title: v.Heading, Section: quotesRoot, Main: v, Description: v.Standing}, nil
	})
}
