package site

import (
	"cmp"
	"slices"
	"strings"

	"pressmark/generator/annotate"
	"pressmark/generator/archive"
)

// Who speaks about the same is set side by side. Of all pairs of speakers there
// are too many for a page each, so those who say most about what both speak of
// have one.
const (
	subjectsLooked   = 2000 // those most spoken about
	tagsLooked       = 200  // the largest
	articlesOfTag    = 2000 // the newest
	speakersAtOne    = 10   // of one subject, who say most about it
	pairsOfSpeaker   = 6    // pages with one speaker
	pairsAtLeast     = 6    // pages of an archive, and one more for so many articles
	articlesPerPair  = 10
	pairsAtMost      = 200
	subjectsCompared = 8 // on one page
)

// A subject is what two speak about: somebody or something whom their words
// name, or the tag of the articles that quote them.
type subject struct {
	entity *archive.Entity
	tag    *shelf
}

func (s subject) id() string {
	if s.tag != nil {
		return "tag-" + lastPart(s.tag.url)
	}
	return kindClass(s.entity.Kind) + "-" + s.entity.Slug
}

func (lib *library) subjectPart(s subject) part {
	if s.tag != nil {
		return part{Text: s.tag.name, URL: s.tag.url}
	}
	return lib.entityPart(s.entity)
}

// A comparison is the page of two speakers.
type comparison struct {
	sides    pairKey
	url      string
	subjects []subject // what both speak about: first whom they name, most first, then tags
}

// comparisons are the pages of pairs, the best first, and where each entity
// has a part in them.
type comparisons struct {
	all []*comparison
	of  map[*archive.Entity][]*comparison // as a speaker or as a subject
}

// A pairKey is two speakers, in order of their IDs.
type pairKey [2]*archive.Entity

// pairOf is the pair that two are, whichever comes first.
func pairOf(one, other *archive.Entity) pairKey {
	if other.ID < one.ID {
		return pairKey{other, one}
	}
	return pairKey{one, other}
}

// A common is how much two have in common: of each subject, as many quotations
// as the one who says less has.
type common struct{ named, tagged int }

// compare finds the pairs.
func (lib *library) compare() *comparisons {
	subjects := lib.subjects()
	weight := map[pairKey]common{}
	mutual := map[pairKey][2]int{} // how often each speaks about the other
	for _, s := range subjects {
		speakers := lib.speakersOn(s)
		eachPair(speakers, func(pair pairKey, least int) {
			w := weight[pair]
			if s.tag != nil {
				w.tagged += least
			} else {
				w.named += least
			}
			weight[pair] = w
		})
		for _, one := range speakers {
			if s.entity != nil {
				pair, n := pairOf(one.entity, s.entity), mutual[pairOf(one.entity, s.entity)]
				n[slices.Index(pair[:], one.entity)] = one.n
				mutual[pair] = n
			}
		}
	}
	for pair, n := range mutual {
		if least := min(n[0], n[1]); least > 0 {
			w := weight[pair]
			w.named += least
			weight[pair] = w
		}
	}
	c := &comparisons{all: lib.bestPairs(weight), of: map[*archive.Entity][]*comparison{}}
	lib.fillSubjects(c, subjects)
	return c
}

// subjects are what is spoken about most, and the largest tags.
func (lib *library) subjects() []subject {
	var all []subject
	named := lib.mostSpokenOf()
	for _, e := range named[:min(subjectsLooked, len(named))] {
		all = append(all, subject{entity: e})
	}
	tags := slices.Clone(lib.tags)
	slices.SortStableFunc(tags, func(x, y *shelf) int { return cmp.Compare(len(y.entries), len(x.entries)) })
	for _, tag := range tags[:min(tagsLooked, len(tags))] {
		if len(tag.entries) < len(lib.archive.Entries) || len(lib.tags) == 1 { // else it says nothing
			all = append(all, subject{tag: tag})
		}
	}
	return all
}

// bestPairs are those who have most in common, each speaker a few times only.
func (lib *library) bestPairs(weight map[pairKey]common) []*comparison {
	pairs := make([]pairKey, 0, len(weight))
	for pair := range weight {
		pairs = append(pairs, pair)
	}
	slices.SortFunc(pairs, func(x, y pairKey) int {
		return cmp.Or(cmp.Compare(weight[y].named, weight[x].named), cmp.Compare(weight[y].tagged, weight[x].tagged),
			strings.Compare(x[0].ID, y[0].ID), strings.Compare(x[1].ID, y[1].ID))
	})
	limit := min(pairsAtMost, pairsAtLeast+len(lib.archive.Entries)/articlesPerPair)
	var all []*comparison
	times := map[*archive.Entity]int{}
	for _, pair := range pairs {
		if len(all) == limit {
			break
		}
		if times[pair[0]] < pairsOfSpeaker && times[pair[1]] < pairsOfSpeaker {
			times[pair[0]]++
			times[pair[1]]++
			all = append(all, &comparison{sides: pair, url: "/compare/" + sideSlug(pair[0]) + "/" + sideSlug(pair[1]) + "/"})
		}
	}
	return all
}

// fillSubjects gives each comparison its subjects.
func (lib *library) fillSubjects(c *comparisons, subjects []subject) {
	chosen := make(map[pairKey]*comparison, len(c.all))
	for _, one := range c.all {
		chosen[one.sides] = one
	}
	type subjectOf struct {
		subject
		least int
	}
	shared := map[*comparison][]subjectOf{}
	for _, s := range subjects {
		eachPair(lib.speakersOn(s), func(pair pairKey, least int) {
			if one := chosen[pair]; one != nil {
				shared[one] = append(shared[one], subjectOf{s, least})
			}
		})
	}
	for _, one := range c.all {
		all := shared[one]
		slices.SortStableFunc(all, func(x, y subjectOf) int {
			return cmp.Or(cmp.Compare(boolNumber(x.tag != nil), boolNumber(y.tag != nil)), cmp.Compare(y.least, x.least))
		})
		for _, s := range all[:min(subjectsCompared, len(all))] {
			one.subjects = append(one.subjects, s.subject)
			if s.entity != nil {
				c.of[s.entity] = append(c.of[s.entity], one)
			}
		}
		for _, side := range one.sides {
			c.of[side] = append(c.of[side], one)
		}
	}
}

// A speakerOn is somebody who speaks about a subject, in so many quotations.
type speakerOn struct {
	entity *archive.Entity
	n      int
}

// speakersOn are those who say most about a subject.
func (lib *library) speakersOn(s subject) []speakerOn {
	counts := map[*archive.Entity]int{}
	add := func(e *archive.Entry, i int) {
		for _, speaker := range lib.speakersKnown(e, &e.Quotes[i]) {
			if speaker != s.entity && lib.hasPage(speaker) {
				counts[speaker]++
			}
		}
	}
	if s.tag != nil {
		for _, e := range s.tag.entries[:min(articlesOfTag, len(s.tag.entries))] {
			for i := range e.Quotes {
				add(e, i)
			}
		}
	} else {
		for _, r := range s.entity.About {
			add(r.Entry, r.Quote)
		}
	}
	all := make([]speakerOn, 0, len(counts))
	for e, n := range counts {
		all = append(all, speakerOn{e, n})
	}
	slices.SortFunc(all, func(x, y speakerOn) int {
		return cmp.Or(cmp.Compare(y.n, x.n), strings.Compare(x.entity.ID, y.entity.ID))
	})
	return all[:min(speakersAtOne, len(all))]
}

// eachPair calls do for each two of some who speak, with how many quotations
// the one who says less has.
func eachPair(speakers []speakerOn, do func(pair pairKey, least int)) {
	for i, one := range speakers {
		for _, other := range speakers[i+1:] {
			do(pairOf(one.entity, other.entity), other.n) // the later one says less
		}
	}
}

// sideSlug is an entity's part of an address: a person's slug, and others' with
// their kind.
func sideSlug(e *archive.Entity) string {
	if e.Kind == annotate.Person {
		return e.Slug
	}
	return kindFolder(e.Kind) + "." + e.Slug
}

// on are the quotations of a speaker on a subject, each wording once.
func (lib *library) on(speaker *archive.Entity, s subject) []archive.QuoteRef {
	var both []archive.QuoteRef
	if s.tag != nil {
		for _, r := range speaker.Quotes {
			if _, tagged := slices.BinarySearchFunc(s.tag.entries, r.Entry.Index, func(e *archive.Entry, index int) int { return e.Index - index }); tagged {
				both = append(both, r)
			}
		}
		return lib.once(both)
	}
	named := s.entity.About
	for _, r := range speaker.Quotes { // both are in order of the archive
		for len(named) > 0 && (named[0].Entry.Index < r.Entry.Index || named[0].Entry == r.Entry && named[0].Quote < r.Quote) {
			named = named[1:]
		}
		if len(named) > 0 && named[0] == r {
			both = append(both, r)
		}
	}
	return lib.once(both)
}
