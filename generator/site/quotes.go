package site

import (
	"cmp"
	"slices"
	"strings"

	"pressmark/generator/annotate"
	"pressmark/generator/archive"
)

// speakersShown is how many speakers stand beside the list of quotations.
const speakersShown, aboutInFacet = 16, 12

// byArticle groups quotations under the article they stand in.
func (lib *library) byArticle(refs []archive.QuoteRef) []quoteGroup {
	var groups []quoteGroup
	var last *archive.Entry
	for _, r := range refs {
		if r.Entry != last {
			last = r.Entry
			groups = append(groups, quoteGroup{ID: "a" + r.Entry.ShelfMark(), Title: lib.title(r.Entry), Date: lib.longDate(r.Entry.Date), Datetime: dateValue(r.Entry.Date), URL: lib.url(r.Entry)})
		}
		q := lib.rowOf(r)
		q.Anchor = q.ID
		// The heading gives title and date; the row is named as it is cited.
		q.Title, q.Date, q.Datetime = q.Shelf+", "+q.ID, "", ""
		groups[len(groups)-1].Rows = append(groups[len(groups)-1].Rows, q)
	}
	return groups
}

// A speaker is an entity or a voice, with how often it is quoted.
type speaker struct {
	part
	about string
	n     int
	sort  string
}

// speakers are all who are quoted, most quoted first.
func (lib *library) allSpeakers() []speaker {
	var all []speaker
	for kind := annotate.Person; kind <= annotate.Place; kind++ {
		for _, e := range lib.visible[kind] {
			if n := len(e.Quotes); n > 0 {
				p := lib.entityPart(e)
				p.URL += "#by-title"
				about := lib.say("no person named")
				if kind == annotate.Person {
					about = aboutInShort(e)
				}
				all = append(all, speaker{p, about, n, filed(e)})
			}
		}
	}
	for _, v := range lib.voices {
		all = append(all, speaker{part{Text: capital(v.name), URL: v.url, Class: "voice"}, lib.say("no person named"), len(v.quotes), v.slug})
	}
	slices.SortStableFunc(all, func(x, y speaker) int {
		return cmp.Or(cmp.Compare(y.n, x.n), strings.Compare(x.sort, y.sort))
	})
	return all
}

// quoteFacets are the ways into the quotations: by speaker, by kind.
func (lib *library) quoteFacets() []facet {
	all := lib.allSpeakers()
	speakers := facet{Title: lib.say("Speaker"), ID: "speakers"}
	for _, s := range all[:min(speakersShown, len(all))] {
		speakers.Rows = append(speakers.Rows, facetRow{part{Text: s.Text, URL: s.URL}, lib.figure(s.n)})
	}
	if len(all) > 0 {
		speakers.More = &link{URL: "/quotes/speakers/", Text: lib.many(len(all), "All {n} speakers")}
	}
	facets := []facet{speakers, lib.aboutFacet()}
	var kinds [3]int
	for _, e := range lib.archive.Entries {
		for i := range e.Quotes {
			kinds[e.Quotes[i].Kind]++
		}
	}
	kind := facet{Title: lib.say("Kind")}
	for k, n := range kinds {
		if n > 0 {
			name := annotate.QuoteKind(k).String()
			kind.Rows = append(kind.Rows, facetRow{part{Text: lib.quoteKind(annotate.QuoteKind(k)), Class: "quote " + name}, lib.figure(n)})
		}
	}
	facets = append(facets, kind)
	if unnamed := lib.totals.quotes - lib.totals.attributed; unnamed > 0 {
		facets = append(facets, facet{Title: lib.say("Speaker not given"), Rows: []facetRow{{plain(lib.say("The text names nobody")), lib.figure(unnamed)}}})
	}
	if again, _ := lib.quotedMost(1); len(again) > 0 {
		facets = append(facets, facet{Title: lib.say("Quoted most"), More: &link{URL: quotesRoot + "most/", Text: lib.say("The same words in several articles")}})
	}
	if len(lib.comparisons.all) > 0 {
		facets = append(facets, facet{Title: lib.say("Side by side"), More: &link{URL: "/compare/", Text: lib.say("Two speakers on the same")}})
	}
	if undated := len(quotesOf(lib.archive.Entries[lib.dated:])); undated > 0 && undated < lib.totals.quotes {
		facets = append(facets, facet{Title: lib.say("Without a date"), More: &link{URL: quotesRoot + "undated/", Text: lib.many(undated, "{n} quotations in undated articles")}})
	}
	return slices.DeleteFunc(facets, func(f facet) bool { return len(f.Rows) == 0 && f.More == nil })
}

// aboutFacet are those whom most quotations name.
func (lib *library) aboutFacet() facet {
	f := facet{Title: lib.say("About##whom"), ID: "about"}
	all := lib.mostSpokenOf()
	for _, e := range all[:min(aboutInFacet, len(all))] {
		f.Rows = append(f.Rows, facetRow{part{Text: e.Name, URL: lib.entityURL(e) + "#about-title"}, lib.figure(len(e.About))})
	}
	if len(all) > 0 {
		f.More = &link{URL: quotesRoot + "about/", Text: lib.say("All who are spoken about")}
	}
	return f
}

// speakerList plans the list of all speakers. Its rows are few words each, so
// one page holds thousands; the voices have their own.
func (p *planner) speakerList() {
	lib := p.library
	p.view("the list of speakers", "/quotes/speakers/", "index.html", nil, func() (*view, error) {
		all := lib.allSpeakers()
		v := &indexView{Heading: lib.say("Speakers"), Standing: lib.say("Everyone quoted, most quoted first. The figure is the number of quotations."),
			Spine: [3]string{lib.say("Speakers"), lib.figure(len(all)), lib.say("in all")}, Class: "person"}
		v.Sections = []indexSection{{ID: "most", Title: lib.say("By number of quotations")}}
		rest := 0
		for i, s := range all {
			if i >= 1000 {
				rest++
				continue
			}
			v.Sections[0].Rows = append(v.Sections[0].Rows, indexRow{Name: s.Text, URL: s.URL, Class: s.Class, About: s.about, Count: lib.figure(s.n), Unit: lib.plural(s.n, "quotation")})
		}
		if rest > 0 {
			v.Standing += " " + lib.many(rest, "The {n} quoted least are in the indexes of people, organisations and places.")
		}
		if len(all) == 0 {
			v.Sections, v.Standing = nil, lib.say("No quotation has been found in these articles.")
		}
		if len(lib.voices) > 0 {
			v.Ranges = []link{{URL: "/quotes/voices/", Text: lib.say("Voices without a name")}}
		}
		return &view{Title: lib.say("Speakers"), Section: "/quotes/", Main: v, Description: v.Standing}, nil
	})
}

// quotesOfVoice is how many quotations of a voice are shown.
const quotesOfVoice = 20

// voicePages plans the pages of those who speak without a name.
func (p *planner) voicePages() {
	lib := p.library
	if len(lib.voices) == 0 {
		return
	}
	standing := lib.say("Speakers whom the text does not name: “the opposition”, “a spokesman”. Each is filed under its own words, without “the”.")
	make := func(voices []*voice, heading string) (*view, error) {
		v := &quotesView{Trail: lib.trail(lib.say("Quotations"), "/quotes/"), Heading: heading, Standing: standing, Spine: [3]string{lib.say("Voices"), lib.figure(len(voices)), lib.say("in all")}}
		for _, one := range voices {
			g := quoteGroup{ID: one.slug, Title: capital(one.name)}
			for i, r := range one.quotes {
				if i == quotesOfVoice {
					g.More = len(one.quotes) - i
					break
				}
				g.Rows = append(g.Rows, lib.quotationOf(r.Entry, r.Quote))
			}
			v.Groups = append(v.Groups, g)
		}
		return &view{Title: heading, Section: "/quotes/", Main: v, Description: standing}, nil
	}
	root, heading := "/quotes/voices/", lib.say("Voices without a name")
	if len(lib.voices) <= voicesOnOnePage {
		p.view("the list of voices", root, "quotes.html", nil, func() (*view, error) { return make(lib.voices, heading) })
		return
	}
	byPage := map[string][]*voice{}
	var letters []link
	for _, v := range lib.voices {
		if len(byPage[v.page]) == 0 && (len(letters) == 0 || letters[len(letters)-1].Text != letterLabel(voiceLetter(v))) {
			letters = append(letters, link{URL: v.page, Text: letterLabel(voiceLetter(v))})
		}
		byPage[v.page] = append(byPage[v.page], v)
	}
	p.view("the list of voices", root, "index.html", nil, func() (*view, error) {
		v := &indexView{Heading: heading, Standing: standing, Spine: [3]string{lib.say("Voices"), lib.figure(len(lib.voices)), lib.say("in all")}, Class: "voice"}
		v.Letters = letters
		most := slices.Clone(lib.voices)
		slices.SortStableFunc(most, func(x, y *voice) int { return len(y.quotes) - len(x.quotes) })
		section := indexSection{ID: "most", Title: lib.say("Quoted most")}
		for _, one := range most[:min(100, len(most))] {
			section.Rows = append(section.Rows, indexRow{Name: capital(one.name), URL: one.url, Count: lib.figure(len(one.quotes)), Unit: lib.plural(len(one.quotes), "quotation")})
		}
		v.Sections = []indexSection{section}
		return &view{Title: heading, Section: "/quotes/", Main: v, Description: standing}, nil
	})
	pages := sortedKeys(byPage)
	slices.SortFunc(pages, func(x, y string) int { return strings.Compare(byPage[x][0].slug, byPage[y][0].slug) })
	for i, url := range pages {
		voices := byPage[url]
		letter := voiceLetter(voices[0])
		pager := &pager{Label: lib.say("Pages of voices"), Links: []pagerLink{{Text: lib.say("All voices"), URL: root}}}
		if i > 0 {
			pager.Links = append(pager.Links, pagerLink{Text: lib.say("Before {name}", "name", prefix(capital(voices[0].slug))), URL: pages[i-1], Rel: "prev"})
		}
		if i+1 < len(pages) {
			pager.Links = append(pager.Links, pagerLink{Text: lib.say("From {name}", "name", prefix(capital(byPage[pages[i+1]][0].slug))), URL: pages[i+1], Rel: "next"})
		}
		p.view("the list of voices", url, "quotes.html", nil, func() (*view, error) {
			page, err := make(voices, heading+": "+letterLabel(letter))
			if err == nil {
				page.Main.(*quotesView).Pager = pager
			}
			return page, err
		})
	}
}
