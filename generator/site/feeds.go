package site

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io"
	"sync"

	"pressmark/generator/archive"
)

// How many of the newest things a feed holds. Those of people, organisations
// and places are many, so each is short.
const (
	rowsInFeed       = 30
	rowsInEntityFeed = 15
)

// A feed is a list of new things, printed as Atom (RFC 4287) or JSON Feed 1.1.
type feed struct {
	id, title, subtitle string
	url                 string // of the page it follows
	self                string // without extension
	items               []feedItem
}

type feedItem struct {
	id, url, title, summary string
	date, updated           string // RFC 3339; "" if undated
	authors, tags           []string
	lang                    string
}

// feeds plans the site's feeds, the quotations', and two for each
// entity that is named often.
func (p *planner) feeds() {
	lib := p.library
	p.feed("the site's feed", "/feed", func() *feed {
		return &feed{id: urn("site", lib.options.Title+"\x00"+lib.options.BaseURL), title: lib.options.Title, subtitle: lib.options.Description, url: "/",
			items: lib.articleItems(lib.archive.Entries[:min(rowsInFeed, len(lib.archive.Entries))])}
	})
	p.feed("the feed of quotations", "/quotes/feed", func() *feed {
		return &feed{id: urn("quotes", lib.options.Title+"\x00"+lib.options.BaseURL), title: lib.options.Title + ": " + lib.say("Quotations"), url: "/quotes/", items: lib.quoteItems(lib.newestQuotes())}
	})
	for kind := range lib.visible {
		for _, e := range lib.visible[kind] {
			if !lib.hasFeed(e) {
				continue
			}
			p.feed(e.ID, lib.entityURL(e)+"feed", func() *feed {
				return &feed{id: urn("entity", e.ID), title: e.Name, subtitle: lib.say("Articles that name {name}, from {site}", "name", e.Name, "site", lib.options.Title), url: lib.entityURL(e),
					items: lib.articleItems(lib.newest(e))}
			})
		}
	}
}

func (p *planner) feed(owner, url string, make func() *feed) {
	lib := p.library
	both := &feedOnce{make: func() *feed {
		f := make()
		f.self = url
		return f
	}}
	p.file(owner, url+".xml", nil, func(w io.Writer) error { return lib.writeAtom(w, both.get()) })
	p.file(owner, url+".json", nil, func(w io.Writer) error { return lib.writeJSONFeed(w, both.get()) })
}

// A feedOnce makes a feed once for its two forms, and then forgets it: a large
// archive has thousands.
type feedOnce struct {
	make func() *feed

	mu   sync.Mutex
	made *feed // for the other form; nil if none waits
}

func (o *feedOnce) get() *feed {
	o.mu.Lock()
	defer o.mu.Unlock()
	if f := o.made; f != nil {
		o.made = nil
		return f
	}
	o.made = o.make()
	return o.made
}

func (lib *library) articleItems(entries []*archive.Entry) []feedItem {
	var items []feedItem
	for _, e := range entries {
		item := feedItem{id: urn("article", e.ID), url: lib.url(e), title: lib.title(e), summary: opening(e, 400), date: stamp(e.Date), updated: stamp(e.Updated),
			authors: e.Byline, lang: lib.language(e)}
		for _, t := range e.Tags {
			item.tags = append(item.tags, oneLine(t))
		}
		items = append(items, item)
	}
	return items
}

// newest are the articles of an entity that a feed holds.
func (lib *library) newest(e *archive.Entity) []*archive.Entry {
	all := e.Articles()
	entries := make([]*archive.Entry, min(rowsInEntityFeed, len(all)))
	for i := range entries {
		entries[i] = lib.archive.Entries[all[i]]
	}
	return entries
}

// newestQuotes are the first quotations in order of articles.
func (lib *library) newestQuotes() []archive.QuoteRef {
	var refs []archive.QuoteRef
	for _, e := range lib.archive.Entries {
		for i := range e.Quotes {
			if refs = append(refs, archive.QuoteRef{Entry: e, Quote: i}); len(refs) == rowsInFeed {
				return refs
			}
		}
	}
	return refs
}

func (lib *library) quoteItems(refs []archive.QuoteRef) []feedItem {
	var items []feedItem
	for _, r := range refs {
		q := lib.quotationOf(r.Entry, r.Quote)
		head := q.speakerNames(", ")
		if q.Cue != "" {
			head += " " + q.Cue
		}
		items = append(items, feedItem{id: urn("quotation", r.Entry.ID+"\x00"+q.ID), url: q.URL, title: head + ": " + shorten(q.words(), 90),
			summary: q.words() + " (" + lib.say("{kind}, in “{title}”.", "kind", q.Label, "title", q.Title) + ")", date: stamp(r.Entry.Date), lang: lib.language(r.Entry)})
	}
	return items
}

// never is the date of a feed that has nothing dated: Atom asks for one, and
// the machine's clock must not be in the output.
const never = "1970-01-01T00:00:00Z"

func (f *feed) updated() string {
	for _, item := range f.items {
		if item.updated != "" {
			return item.updated
		}
		if item.date != "" {
			return item.date
		}
	}
	return never
}

// writeAtom prints a feed as Atom.
func (lib *library) writeAtom(w io.Writer, f *feed) error {
	var b bytes.Buffer
	element := func(indent, name, content string) {
		if content == "" {
			return
		}
		b.WriteString(indent + "<" + name + ">")
		xml.EscapeText(&b, []byte(content))
		b.WriteString("</" + name + ">\n")
	}
	anchor := func(indent, rel, typ, url string) {
		b.WriteString(indent + `<link rel="` + rel + `" type="` + typ + `" href="`)
		xml.EscapeText(&b, []byte(lib.links.abs(url)))
		b.WriteString("\"/>\n")
	}
	b.WriteString("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"")
	xml.EscapeText(&b, []byte(lib.lang))
	b.WriteString("\">\n")
	element("  ", "id", f.id)
	element("  ", "title", f.title)
	element("  ", "subtitle", f.subtitle)
	element("  ", "updated", f.updated())
	b.WriteString("  <author>")
	element("", "name", lib.options.Title)
	b.WriteString("  </author>\n")
	element("  ", "generator", "Pressmark")
	anchor("  ", "self", "application/atom+xml", f.self+".xml")
	anchor("  ", "alternate", "text/html", f.url)
	for _, item := range f.items {
		b.WriteString("  <entry>\n")
		element("    ", "id", item.id)
		element("    ", "title", item.title)
		anchor("    ", "alternate", "text/html", item.url)
		element("    ", "published", item.date)
		updated := item.updated
		if updated == "" {
			updated = item.date
		}
		if updated == "" {
			updated = never
		}
		element("    ", "updated", updated)
		for _, name := range item.authors {
			b.WriteString("    <author>")
			element("", "name", name)
			b.WriteString("    </author>\n")
		}
		for _, t := range item.tags {
			b.WriteString(`    <category term="`)
			xml.EscapeText(&b, []byte(t))
			b.WriteString("\"/>\n")
		}
		element("    ", "summary", item.summary)
		b.WriteString("  </entry>\n")
	}
	b.WriteString("</feed>\n")
	_, err := w.Write(b.Bytes())
	return err
}

type jsonFeed struct {
	Version     string     `json:"version"`
	Title       string     `json:"title"`
	Home        string     `json:"home_page_url,omitempty"`
	Self        string     `json:"feed_url,omitempty"`
	Description string     `json:"description,omitempty"`
	Language    string     `json:"language,omitempty"`
	Items       []jsonItem `json:"items"`
}

type jsonItem struct {
	ID        string       `json:"id"`
	URL       string       `json:"url,omitempty"`
	Title     string       `json:"title"`
	Text      string       `json:"content_text"`
	Published string       `json:"date_published,omitempty"`
	Modified  string       `json:"date_modified,omitempty"`
	Authors   []jsonAuthor `json:"authors,omitempty"`
	Tags      []string     `json:"tags,omitempty"`
	Language  string       `json:"language,omitempty"`
}

type jsonAuthor struct {
	Name string `json:"name"`
}

// writeJSONFeed prints a feed as JSON Feed.
func (lib *library) writeJSONFeed(w io.Writer, f *feed) error {
	out := jsonFeed{Version: "https://jsonfeed.org/version/1.1", Title: f.title, Description: f.subtitle, Language: lib.lang,
		Home: lib.links.abs(f.url), Self: lib.links.abs(f.self + ".json"), Items: []jsonItem{}}
	for _, item := range f.items {
		j := jsonItem{ID: item.id, URL: lib.links.abs(item.url), Title: item.title, Text: item.summary, Published: item.date, Modified: item.updated, Tags: item.tags, Language: item.lang}
		for _, name := range item.authors {
			j.Authors = append(j.Authors, jsonAuthor{name})
		}
		out.Items = append(out.Items, j)
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(out)
}
