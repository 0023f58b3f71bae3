package site

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"pressmark/generator/archive"
)

// Sources with most articles are compared, each with each, by what their newest
// articles are about.
const (
	sourcesCompared  = 6
	articlesOfSource = 2000
	articlesCompared = 4 // of one source on one subject
	leastOfSource    = 2 // articles of each source that name a subject
)

// sourcePairs are the pairs of the largest sources.
func (lib *library) sourcePairs() [][2]*shelf {
	largest := slices.Clone(lib.sources)
	slices.SortStableFunc(largest, func(x, y *shelf) int { return cmp.Compare(len(y.entries), len(x.entries)) })
	largest = largest[:min(sourcesCompared, len(largest))]
	var pairs [][2]*shelf
	for i, one := range largest {
		for _, other := range largest[i+1:] {
			if len(lib.sharedSubjects([2]*shelf{one, other})) > 0 {
				pairs = append(pairs, [2]*shelf{one, other})
			}
		}
	}
	return pairs
}

func sourcePairURL(pair [2]*shelf) string {
	return "/compare/sources/" + lastPart(pair[0].url) + "/" + lastPart(pair[1].url) + "/"
}

func lastPart(url string) string {
	url = strings.TrimSuffix(url, "/")
	return url[strings.LastIndexByte(url, '/')+1:]
}

// A coverageOf is what the newest articles of a source name, with the articles
// in order.
type coverageOf struct {
	once     sync.Once
	articles map[*archive.Entity][]*archive.Entry
}

// covered is what a source's articles name. It is found once, when first asked
// for.
func (lib *library) covered(s *shelf) map[*archive.Entity][]*archive.Entry {
	s.coverage.once.Do(func() {
		s.coverage.articles = map[*archive.Entity][]*archive.Entry{}
		for _, e := range s.entries[:min(articlesOfSource, len(s.entries))] {
			for _, entity := range e.Entities {
				if entity == nil || !lib.hasPage(entity) {
					continue
				}
				if have := s.coverage.articles[entity]; len(have) == 0 || have[len(have)-1] != e {
					s.coverage.articles[entity] = append(have, e)
				}
			}
		}
	})
	return s.coverage.articles
}

// sharedSubjects are what two sources both write about: first those to which
// both give the greatest share of their articles.
func (lib *library) sharedSubjects(pair [2]*shelf) []*archive.Entity {
	type shared struct {
		entity *archive.Entity
		least  int // articles in a thousand, of the source that has fewer
	}
	var all []shared
	other := lib.covered(pair[1])
	for e, mine := range lib.covered(pair[0]) {
		theirs := other[e]
		if len(mine) < leastOfSource || len(theirs) < leastOfSource {
			continue
		}
		all = append(all, shared{e, min(len(mine)*1000/len(pair[0].entries), len(theirs)*1000/len(pair[1].entries))})
	}
	slices.SortFunc(all, func(x, y shared) int {
		return cmp.Or(cmp.Compare(y.least, x.least), strings.Compare(x.entity.ID, y.entity.ID))
	})
	var subjects []*archive.Entity
	for _, s := range all[:min(subjectsCompared, len(all))] {
		subjects = append(subjects, s.entity)
	}
	return subjects
}

// compareSources plans the pages of two sources.
func (p *planner) compareSources() {
	lib := p.library
	for _, pair := range lib.sourcePairs() {
		var shown []string
		for _, subject := range lib.sharedSubjects(pair) {
			for _, s := range pair {
				entries := lib.covered(s)[subject]
				shown = append(shown, ids(entries[:min(articlesCompared, len(entries))])...)
			}
		}
		p.view("the comparisons", sourcePairURL(pair), "compare.html", shown, func() (*view, error) { return lib.sourcePage(pair), nil })
	}
}

// sourcePage sets what two sources write about the same side by side.
func (lib *library) sourcePage(pair [2]*shelf) *view {
	names := []string{pair[0].name, pair[1].name}
	v := &compareView{
		Trail: lib.trail(lib.say("Side by side"), "/compare/"), Heading: lib.list(names),
		Spine:    [3]string{lib.say("Side by side"), shorten(names[0], 14), shorten(names[1], 14)},
		Standing: lib.say("What both write about, and whom they quote on it."),
		Facts:    []comparedFact{{Term: lib.say("Articles")}, {Term: lib.say("Quotations")}, {Term: lib.say("Quoted most")}},
	}
	for i, s := range pair {
		v.Names[i] = part{Text: s.name, URL: s.url}
		quotes, speakers := lib.quotedIn(s.entries)
		v.Facts[0].Sides[i] = lib.figure(len(s.entries))
		v.Facts[1].Sides[i] = lib.figure(quotes)
		v.Facts[2].Sides[i] = strings.Join(speakers, ", ")
	}
	for _, about := range lib.sharedSubjects(pair) {
		one := comparedSubject{ID: subject{entity: about}.id(), Name: lib.entityPart(about)}
		for i, s := range pair {
			entries := lib.covered(s)[about]
			looked := min(articlesOfSource, len(s.entries))
			side := comparedSide{Name: s.name, Count: lib.count(len(entries), "article") + ", " + share(len(entries), looked)}
			if _, speakers := lib.quotedIn(entries); len(speakers) > 0 {
				side.Count += ". " + lib.say("Quoted: {names}", "names", strings.Join(speakers, ", "))
			}
			side.Articles = lib.articleRows(entries[:min(articlesCompared, len(entries))])
			one.Sides[i] = side
		}
		v.Subjects = append(v.Subjects, one)
	}
	return &view{Title: v.Heading, Section: "/articles/", Main: v, Description: lib.say("{names}, side by side: what both write about.", "names", v.Heading)}
}

// Speakers that are told of a source.
const speakersCompared = 3

// quotedIn counts the quotations of articles, and names who has most of them.
func (lib *library) quotedIn(entries []*archive.Entry) (quotes int, names []string) {
	counts := map[*archive.Entity]int{}
	for _, e := range entries {
		quotes += len(e.Quotes)
		for i := range e.Quotes {
			for _, speaker := range lib.speakersKnown(e, &e.Quotes[i]) {
				counts[speaker]++
			}
		}
	}
	speakers := make([]*archive.Entity, 0, len(counts))
	for e := range counts {
		speakers = append(speakers, e)
	}
	slices.SortFunc(speakers, func(x, y *archive.Entity) int {
		return cmp.Or(cmp.Compare(counts[y], counts[x]), strings.Compare(x.ID, y.ID))
	})
	for _, e := range speakers[:min(speakersCompared, len(speakers))] {
		names = append(names, e.Name+" "+lib.figure(counts[e]))
	}
	return quotes, names
}
