package site

import (
	"encoding/json"
	"strconv"

	"pressmark/generator/annotate"
	"pressmark/generator/archive"
	"pressmark/generator/search"
)

// searchFolder is where the search page and its index are.
const searchFolder = "/search/"

// A searchView is the search page. All but the examples is for the script.
type searchView struct {
	Root     string // address of a file of the index
	Segments string
	Stems    bool // there are articles in English
	Plain    bool // and in other languages
	Letters  string
	Ignored  string
	Say      string // what the script says, as JSON
	Script   string // its address
	Facets   []searchFacet
	Count    string // "3,000 articles and 12,000 quotations"
	Examples []link
}

// A searchFacet is something that results can be narrowed by. Key is what it is
// called in the address of a search.
type searchFacet struct{ ID, Key, Title string }

func (lib *library) searchFacets() []searchFacet {
	return []searchFacet{
		{"kind", "kind", lib.say("Kind")}, {"year", "year", lib.say("Year")}, {"by", "by", lib.say("Speaker")}, {"person", "of", lib.say("Person")},
		{"place", "of", lib.say("Place")}, {"organization", "of", lib.say("Organisation")}, {"source", "source", lib.say("Source")}, {"tag", "tag", lib.say("Tag")},
	}
}

// searchTexts are what the script says. It knows no plural forms, so none are
// needed.
func (lib *library) searchTexts() (string, error) {
	texts := map[string]string{
		"results": lib.say("Results"),
		"found":   lib.say("“{q}”: articles {articles}, quotations {quotations}"),
		"atMost":  lib.say("“{q}”: articles {articles} at most, quotations {quotations} at most"),
		"undated": lib.say("undated"), "nobody": lib.say("Nobody named"), "article": lib.say("Article"), "quotation": lib.say("Quotation"),
		"direct": lib.say("Direct quotation"), "indirect": lib.say("Indirect quotation"), "mixed": lib.say("Mixed quotation"),
		"person": lib.say("Person"), "place": lib.say("Place"), "organization": lib.say("Organisation"),
	}
	b, err := json.Marshal(texts)
	return string(b), err
}

func (p *planner) search() {
	lib := p.library
	shape := search.ShapeOf(len(lib.archive.Entries))
	p.view("the search page", searchFolder, "search.html", nil, func() (*view, error) {
		v := &searchView{Root: searchFolder + search.NamesRoot, Segments: strconv.Itoa(shape.Segments), Letters: search.Letters(), Ignored: search.Ignored,
			Examples: lib.searchExamples(), Count: lib.list([]string{lib.count(len(lib.archive.Entries), "article"), lib.count(lib.totals.quotes, "quotation")})}
		var err error
		if v.Say, err = lib.searchTexts(); err != nil {
			return nil, err
		}
		v.Script, v.Facets = lib.assetHref("search.js"), lib.searchFacets()
		for _, e := range lib.archive.Entries {
			if lib.english(e) {
				v.Stems = true
			} else {
				v.Plain = true
			}
		}
		return &view{Title: lib.say("Search"), Section: searchFolder, Main: v,
			Description: lib.say("Search names, quotations and titles in {site}.", "site", lib.options.Title)}, nil
	})
	p.searchIndex(shape)
}

// searchExamples are things that can be found: the person and the place named
// most, and what somebody quoted says of a place.
func (lib *library) searchExamples() []link {
	var all []link
	add := func(words string) {
		all = append(all, link{URL: searchFolder + "?q=" + queryEscape(words), Text: words})
	}
	var place string
	for kind := annotate.Person; kind <= annotate.Place; kind++ {
		var most *archive.Entity
		for _, e := range lib.visible[kind] {
			if most == nil || len(e.Mentions) > len(most.Mentions) {
				most = e
			}
		}
		if most != nil {
			place = shortName(most)
			add(place)
		}
	}
	var speaker *archive.Entity
	for _, e := range lib.visible[annotate.Person] {
		if speaker == nil || len(e.Quotes) > len(speaker.Quotes) {
			speaker = e
		}
	}
	if speaker != nil && len(speaker.Quotes) > 0 && place != "" {
		add(lib.say("quotations by {speaker} about {name}", "speaker", shortName(speaker), "name", place))
	}
	return all
}
