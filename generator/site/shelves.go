package site

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"pressmark/generator/annotate"
	"pressmark/generator/archive"
	"pressmark/generator/lexicon"
	"pressmark/generator/source"
	"pressmark/generator/text"
)

type blockOf = source.Block

// A shelf is a set of articles with a page: a tag, a source.
type shelf struct {
	name    string
	url     string
	entries []*archive.Entry // as in the archive
}

// A yearShelf is the articles of a year.
type yearShelf struct {
	year    int
	entries []*archive.Entry
}

// gatherShelves sorts the articles by tag, by source and by year.
func (lib *library) gatherShelves() {
	tags, sources := map[string]*shelf{}, map[string]*shelf{}
	put := func(into map[string]*shelf, folder, name string, e *archive.Entry) {
		slug := text.Slug(name, 80)
		if slug == "" {
			return
		}
		s := into[slug]
		if s == nil {
			s = &shelf{name: name, url: "/" + folder + "/" + slug + "/"}
			into[slug] = s
		}
		if n := len(s.entries); n == 0 || s.entries[n-1] != e {
			s.entries = append(s.entries, e)
		}
	}
	for i, e := range lib.archive.Entries {
		for _, t := range e.Tags {
			put(tags, "tags", t, e)
		}
		put(sources, "sources", e.Source, e)
		if i >= lib.dated {
			continue
		}
		if n := len(lib.years); n == 0 || lib.years[n-1].year != e.Date.Year {
			lib.years = append(lib.years, yearShelf{year: e.Date.Year})
		}
		y := &lib.years[len(lib.years)-1]
		y.entries = append(y.entries, e)
	}
	lib.tags, lib.tagOf = shelvesByName(tags), tags
	lib.sources, lib.sourceOf = shelvesByName(sources), sources
}

func shelvesByName(m map[string]*shelf) []*shelf {
	var all []*shelf
	for _, slug := range sortedKeys(m) {
		all = append(all, m[slug])
	}
	slices.SortStableFunc(all, func(x, y *shelf) int {
		return strings.Compare(text.Fold(x.name), text.Fold(y.name))
	})
	return all
}

// A voice is somebody who speaks without being anybody known: "the
// opposition", "a spokesman".
type voice struct {
	name   string // as first written, in order of the archive
	slug   string
	page   string // address of the page that has it
	url    string // its place there
	quotes []archive.QuoteRef
}

// voicesOnOnePage is the number up to which all voices share one page; above,
// each letter has its own, or one for each so many.
const voicesOnOnePage = 100

// gatherVoices finds the speakers that are no entity with a page.
func (lib *library) gatherVoices() {
	lib.voiceOf = map[string]*voice{}
	for _, e := range lib.archive.Entries {
		for i := range e.Quotes {
			q := &e.Quotes[i]
			if !q.Attributed() || len(lib.speakersKnown(e, q)) > 0 || standsForHidden(e, q) {
				continue
			}
			name := voiceName(e, q)
			slug := voiceSlug(name)
			if slug == "" || lexicon.Lower(slug)&lexicon.Function != 0 {
				continue // "they", whom nothing resolves, is nobody's name
			}
			v := lib.voiceOf[slug]
			if v == nil {
				v = &voice{name: name, slug: slug}
				lib.voiceOf[slug] = v
				lib.voices = append(lib.voices, v)
			}
			v.quotes = append(v.quotes, archive.QuoteRef{Entry: e, Quote: i})
		}
	}
	slices.SortFunc(lib.voices, func(x, y *voice) int { return strings.Compare(x.slug, y.slug) })
	// They are in order of slugs, so each letter's stand together.
	at := map[string]int{}
	for _, v := range lib.voices {
		v.page = "/quotes/voices/"
		if letter := voiceLetter(v); len(lib.voices) > voicesOnOnePage {
			v.page += letter + "/"
			if n := at[letter]/voicesOnOnePage + 1; n > 1 {
				v.page += strconv.Itoa(n) + "/"
			}
			at[letter]++
		}
		v.url = v.page + "#" + v.slug
	}
}

// speakersKnown are the entities with a page to whom the article gives a
// quotation.
func (lib *library) speakersKnown(e *archive.Entry, q *annotate.Quote) []*archive.Entity {
	var known []*archive.Entity
	for _, c := range q.Speaker.Clusters {
		if entity := entityOf(e, c); entity != nil && !slices.Contains(known, entity) {
			known = append(known, entity)
		}
	}
	return known
}

// standsForHidden reports whether a speaker is somebody whom the authority
// file hides; then no page gathers what is said.
func standsForHidden(e *archive.Entry, q *annotate.Quote) bool {
	return slices.ContainsFunc(q.Speaker.Clusters, func(c int) bool {
		return c >= 0 && c < len(e.Entities) && e.Entities[c] != nil && e.Entities[c].Hidden
	})
}

// voiceName is how an unknown speaker is written; a name that the speaker
// stands for ("he", for somebody without a page) comes before the words.
func voiceName(e *archive.Entry, q *annotate.Quote) string {
	if len(q.Speaker.Clusters) == 1 && !q.Speaker.Unnamed {
		if c := q.Speaker.Clusters[0]; c >= 0 && c < len(e.Clusters) && e.Clusters[c].Kind != annotate.Group && !e.Clusters[c].Name.IsZero() {
			return shorten(slice(e, e.Clusters[c].Name), 80)
		}
	}
	return shorten(slice(e, q.Speaker.Span), 80)
}

// voiceSlug gathers "The opposition" and "the opposition" under one address.
func voiceSlug(name string) string {
	slug := text.Slug(name, 60)
	for _, article := range []string{"the-", "a-", "an-"} {
		slug = cmp.Or(strings.TrimPrefix(slug, article), slug)
	}
	return slug
}

func voiceLetter(v *voice) string { return letterOf(v.slug) }

// letterOf files a name under its first letter, lower case; "0" for what does
// not begin with a Latin letter.
func letterOf(name string) string {
	folded := text.Fold(name)
	for _, r := range folded {
		switch {
		case r >= 'a' && r <= 'z':
			return string(r)
		case r == '\'' || r == '’' || r == '"' || r == '“' || r == '(' || r == ' ':
			continue
		}
		break
	}
	return "0"
}

// letterLabel is what readers see for a letter.
func letterLabel(letter string) string {
	if letter == "0" {
		return "0–9"
	}
	return strings.ToUpper(letter)
}
