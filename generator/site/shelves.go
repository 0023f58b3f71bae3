package site

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"pressmark/generator/annotate"
	"pressmark/generator/archive"
	"pressmark/generator/lexicon"
	"pressmark/generator/source"
	"pressmark/generator/text"
)

type blockOf = source.Block

// A shelf is a set of articles with a page: a tag, a source.
type shelf struct {
	name      string
	url       string
	entries   []*archive.Entry // as in the archive
	spellings map[string]int   // of the name → articles
	coverage  coverageOf
}

// A yearShelf is the articles of a year.
type yearShelf struct {
	year    int
	entries []*archive.Entry
}

// gatherShelves sorts the articles by tag, by source and by year.
func (lib *library) gatherShelves() {
	tags, sources := map[string]*shelf{}, map[string]*shelf{}
	put := func(into map[string]*shelf, name string, e *archive.Entry) {
		key := shelfKey(name)
		if key == "" {
			return
		}
		s := into[key]
		if s == nil {
			s = &shelf{spellings: map[string]int{}}
			into[key] = s
		}
		s.spell(oneLine(name))
		if n := len(s.entries); n == 0 || s.entries[n-1] != e {
			s.entries = append(s.entries, e)
		}
	}
	for i, e := range lib.archive.Entries {
		for _, t := range e.Tags {
			put(tags, t, e)
		}
		put(sources, e.Source, e)
		if i >= lib.dated {
			continue
		}
		if n := len(lib.years); n == 0 || lib.years[n-1].year != e.Date.Year {
			lib.years = append(lib.years, yearShelf{year: e.Date.Year})
		}
		y := &lib.years[len(lib.years)-1]
		y.entries = append(y.entries, e)
	}
	lib.tags, lib.tagOf = shelvesByName("/tags/", tags), tags
	lib.sources, lib.sourceOf = shelvesByName("/sources/", sources), sources
}

// shelfKey is what the spellings of one tag or source have in common: neither
// case nor diacritics part them, nor whether blanks, hyphens, stops or
// apostrophes stand between letters. Other symbols do: "C++" is not "C#".
func shelfKey(name string) string {
	words := strings.FieldsFunc(text.Fold(name), func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Pd, r) || r == '_' })
	key := strings.Join(words, " ")
	if text.Slug(key, 0) == "" {
		return key
	}
	bare := strings.Map(func(r rune) rune {
		if strings.ContainsRune("'’‘ʼ\"“”,", r) || unicode.Is(unicode.M, r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, key)
	return strings.TrimRight(bare, ".")
}

// spell counts a spelling; the commonest names the shelf, of two as common the
// one that was so first.
func (s *shelf) spell(name string) {
	s.spellings[name]++
	if s.spellings[name] > s.spellings[s.name] {
		s.name = name
	}
}

// tagShelf is the shelf of a tag; nil for an empty one.
func (lib *library) tagShelf(name string) *shelf { return lib.tagOf[shelfKey(name)] }

// sourceShelf is the shelf of a source; nil for an empty one.
func (lib *library) sourceShelf(name string) *shelf { return lib.sourceOf[shelfKey(name)] }

// shelvesByName gives shelves their addresses in a folder. Of those whose names
// make one address the first in order keeps it, the others get a number; a name
// without a letter or digit is filed under a mark made from it.
func shelvesByName(folder string, m map[string]*shelf) []*shelf {
	var all, later []*shelf
	taken := map[string]bool{}
	slugs := map[*shelf]string{}
	for _, key := range sortedKeys(m) {
		s := m[key]
		all = append(all, s)
		slug := text.Slug(key, 80)
		if slug == "" {
			sum := sha256.Sum256([]byte(key))
			slug = hex.EncodeToString(sum[:4])
		}
		slugs[s] = slug
		if taken[slug] {
			later = append(later, s)
			continue
		}
		taken[slug] = true
		s.url = folder + slug + "/"
	}
	for _, s := range later {
		n := 2
		for taken[slugs[s]+"-"+strconv.Itoa(n)] {
			n++
		}
		slug := slugs[s] + "-" + strconv.Itoa(n)
		taken[slug] = true
		s.url = folder + slug + "/"
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
