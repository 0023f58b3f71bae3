package site

import (
	"cmp"
	"crypto/sha1"
	"fmt"
	"slices"
	"strings"

	"pressmark/generator/annotate"
	"pressmark/generator/archive"
	"pressmark/generator/export"
)

// newsArticle is schema.org's description of an article with its quotations.
type newsArticle struct {
	Context    string       `json:"@context"`
	Type       string       `json:"@type"`
	ID         string       `json:"@id"`
	URL        string       `json:"url,omitempty"`
	Headline   string       `json:"headline"`
	Identifier string       `json:"identifier"`
	Published  string       `json:"datePublished,omitempty"`
	Modified   string       `json:"dateModified,omitempty"`
	Author     []thing      `json:"author,omitempty"`
	Publisher  *thing       `json:"publisher,omitempty"`
	WordCount  int          `json:"wordCount,omitempty"`
	Language   string       `json:"inLanguage"`
	License    string       `json:"license,omitempty"`
	BasedOn    *thing       `json:"isBasedOn,omitempty"`
	About      []thing      `json:"about,omitempty"`
	Parts      []quotedPart `json:"hasPart,omitempty"`
	Changes    []correction `json:"correction,omitempty"`
}

// A correction is what people changed in the marks of an article.
type correction struct {
	Type string `json:"@type"`
	Text string `json:"text"`
	Date string `json:"datePublished,omitempty"`
}

// A media is a file.
type media struct {
	Type   string `json:"@type"`
	Name   string `json:"name,omitempty"`
	URL    string `json:"contentUrl"`
	Format string `json:"encodingFormat"`
	Size   string `json:"contentSize,omitempty"`
	SHA256 string `json:"sha256,omitempty"`
}

type thing struct {
	Type        string `json:"@type,omitempty"`
	ID          string `json:"@id,omitempty"`
	Name        string `json:"name,omitempty"`
	Description string `json:"description,omitempty"`
	SameAs      string `json:"sameAs,omitempty"`
	URL         string `json:"url,omitempty"`
	Geo         *geo   `json:"geo,omitempty"`
}

type geo struct {
	Type      string  `json:"@type"`
	Latitude  float64 `json:"latitude"`
	Longitude float64 `json:"longitude"`
}

type quotedPart struct {
	Type    string  `json:"@type"`
	ID      string  `json:"@id"`
	Creator []thing `json:"creator,omitempty"`
}

var schemaTypes = [...]string{annotate.Person: "Person", annotate.Organization: "Organization", annotate.Place: "Place"}

func (lib *library) newsArticle(e *archive.Entry, cast []*member, quotes []quotation) any {
	n := &newsArticle{
		Context: "https://schema.org", Type: "NewsArticle", ID: "#article",
		Headline: lib.title(e), Identifier: e.ShelfMark(), Published: dateValue(e.Date), Modified: dateValue(e.Updated),
		WordCount: e.Words, Language: lib.language(e),
	}
	if lib.links.origin != "" {
		n.URL = lib.links.abs(lib.url(e))
	}
	if licence := lib.licence(e); licence.URL != "" {
		n.License = licence.URL
	} else {
		n.License = licence.Text
	}
	for _, name := range e.Byline {
		n.Author = append(n.Author, thing{Type: "Person", Name: name})
	}
	if e.Source != "" {
		n.Publisher = &thing{Type: "Organization", Name: oneLine(e.Source)}
	}
	if u := outside(e.URL); u != "" {
		n.BasedOn = &thing{Type: "CreativeWork", URL: u}
	} else if e.Closing != "" {
		n.BasedOn = &thing{Type: "CreativeWork", Name: "Source: " + oneLine(e.Closing)}
	}
	for _, s := range subjects(e, cast) {
		n.About = append(n.About, thing{ID: lib.subjectID(s), Name: s.Name})
	}
	for _, c := range e.Applied {
		n.Modified = max(n.Modified, c.Date)
	}
	for i, q := range quotes {
		if e.Quotes[i].Kind == annotate.Indirect {
			continue // what is reported is nobody's wording
		}
		// Addresses in linked data count from the page's own, so a fragment is
		// enough. The words are the page's, at that place.
		part := quotedPart{Type: "Quotation", ID: "#" + q.ID}
		for _, s := range lib.speakersKnown(e, &e.Quotes[i]) {
			part.Creator = append(part.Creator, thing{ID: lib.subjectID(s)})
		}
		if len(part.Creator) == 0 && e.Quotes[i].Attributed() {
			part.Creator = []thing{{Name: q.speakerNames(", ")}}
		}
		n.Parts = append(n.Parts, part)
	}
	for _, c := range e.Applied {
		change := correction{Type: "CorrectionComment", Text: oneLine(c.What), Date: c.Date}
		if c.Note != "" {
			change.Text += ": " + oneLine(c.Note)
		}
		n.Changes = append(n.Changes, change)
	}
	slices.SortStableFunc(n.Changes, func(x, y correction) int { return strings.Compare(x.Date, y.Date) })
	return n
}

// aboutInData is up to how many an article is said to be about.
const aboutInData = 5

// subjects are those whom an article is about: named in its headline, or else
// named most, if that is more than once.
func subjects(e *archive.Entry, cast []*member) []*archive.Entity {
	inHeadline := func(m *member) bool { return m.firstTime < e.Headline.End }
	var all []*archive.Entity
	for _, m := range cast {
		if inHeadline(m) && len(all) < aboutInData {
			all = append(all, m.entity)
		}
	}
	if len(all) > 0 {
		return all
	}
	most := slices.MaxFunc(append([]*member{{}}, cast...), func(x, y *member) int { return cmp.Compare(x.mentions, y.mentions) })
	if most.mentions > 1 {
		all = append(all, most.entity)
	}
	return all
}

// dataset is schema.org's description of the open data.
func (lib *library) dataset(data *export.Site, files []*export.File) any {
	type catalogue struct {
		Context  string  `json:"@context"`
		Type     string  `json:"@type"`
		ID       string  `json:"@id"`
		Name     string  `json:"name"`
		About    string  `json:"description"`
		URL      string  `json:"url,omitempty"`
		Licence  string  `json:"license,omitempty"`
		Language string  `json:"inLanguage"`
		Free     bool    `json:"isAccessibleForFree"`
		Files    []media `json:"distribution,omitempty"`
	}
	d := catalogue{Context: "https://schema.org", Type: "Dataset", ID: data.Data + "#dataset", Language: lib.lang, Free: true,
		Name:  lib.say("Open data of {title}", "title", oneLine(lib.options.Title)),
		About: lib.say("Who said what in the articles of {title}, and every person, organisation, place and date named, with the places in the text.", "title", oneLine(lib.options.Title))}
	if data.Absolute {
		d.URL = data.Data
	}
	if lib.options.DataLicence != "" {
		d.Licence = export.LicenceURL(lib.options.DataLicence)
	}
	for _, f := range files {
		m := media{Type: "DataDownload", Name: f.Title(), URL: data.Data + f.Name, Format: f.Media}
		if sum, err := lib.options.File("data/" + f.Name); err == nil {
			m.Size, m.SHA256 = fmt.Sprint(sum.Size), fmt.Sprintf("%x", sum.SHA256)
		}
		d.Files = append(d.Files, m)
	}
	return d
}

// thing is schema.org's name for an entity of the archive.
func (lib *library) thing(e *archive.Entity) thing {
	t := thing{Type: schemaTypes[e.Kind], ID: lib.subjectID(e), Name: e.Name}
	if w := wikidataURL(e.Wikidata); w != "" {
		t.SameAs = strings.Replace(w, "/wiki/", "/entity/", 1)
	}
	return t
}

// wikidataURL is the page of a Wikidata item; "" for what is no item's id.
func wikidataURL(id string) string {
	if len(id) < 2 || id[0] != 'Q' || strings.Trim(id[1:], "0123456789") != "" {
		return ""
	}
	return "https://www.wikidata.org/wiki/" + id
}

func (lib *library) language(e *archive.Entry) string {
	if e.Lang != "" {
		return e.Lang
	}
	return lib.lang
}

// citationMeta are the tags that reference managers read, Highwire Press's.
func (lib *library) citationMeta(e *archive.Entry) []meta {
	var all []meta
	add := func(name, content string) {
		if content != "" {
			all = append(all, meta{Name: name, Content: content})
		}
	}
	date := dateValue(e.Date)
	add("citation_title", lib.title(e))
	for _, name := range e.Byline {
		add("citation_author", name)
	}
	add("citation_publication_date", strings.ReplaceAll(date, "-", "/"))
	if e.Source != "" {
		all = append(all, meta{"citation_publisher", oneLine(e.Source), "source"})
	}
	if lib.links.origin != "" {
		add("citation_fulltext_html_url", lib.links.abs(lib.url(e)))
	}
	return all
}

// articleProperties are Open Graph's for articles. The date of publication is
// in the linked data.
func (lib *library) articleProperties(e *archive.Entry) []meta {
	var all []meta
	if s := stamp(e.Updated); s != "" {
		all = append(all, meta{Name: "article:modified_time", Content: s})
	}
	if lib.links.origin == "" && !lib.options.Pagefind {
		return all // nobody unfurls addresses without a host
	}
	for _, t := range e.Tags {
		all = append(all, meta{"article:tag", oneLine(t), "tag"})
	}
	return all
}

// urn is a permanent identifier for a thing of the archive that does not
// depend on where the site is served: a UUID of version 5 (RFC 9562) in the
// namespace of URLs.
func urn(kind, id string) string {
	namespace := []byte{0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8}
	sum := sha1.Sum(append(namespace, "pressmark:"+kind+":"+id...))
	sum[6] = sum[6]&0x0f | 0x50
	sum[8] = sum[8]&0x3f | 0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", sum[0:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
}
