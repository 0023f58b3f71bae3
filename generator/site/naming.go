package site

import (
	"pressmark/generator/annotate"
	"pressmark/generator/archive"
)

// Half of all names stand in one article and nowhere else. A page for each
// would say no more than its row in the index can: what they are called, and
// where. So there are pages for those named often enough, those who are quoted
// and those whom people described in the authority file; links to the others
// lead to their rows.

// An address is where an entity is found.
type address struct {
	url  string // its page, or its row in an index
	page bool
}

// shown reports whether the site shows an entity: as a page, or as a row.
func shown(e *archive.Entity) bool {
	return e != nil && e.HasPage() && e.Slug != "" && e.Kind <= annotate.Place
}

// gatherNames gives every entity its address.
func (lib *library) gatherNames() {
	lib.entities = map[*archive.Entity]address{}
	for kind := range lib.visible {
		for _, e := range lib.visible[kind] {
			if e.Authority || len(e.Quotes) > 0 || len(e.Articles()) >= lib.options.EntityPages {
				lib.entities[e] = address{pageURL(e), true}
			}
		}
		x := newNameIndex(annotate.Kind(kind), lib.visible[kind])
		lib.indexes[kind] = x
		for _, s := range x.sheets {
			for _, e := range s.entities {
				if !lib.entities[e].page {
					lib.entities[e] = address{s.url + "#" + rowID(e), false}
				}
			}
		}
	}
}

// entityURL is where links to an entity lead: its page, or its row in an
// index; "" for one that is not shown.
func (lib *library) entityURL(e *archive.Entity) string { return lib.entities[e].url }

// hasPage reports whether an entity has a page of its own.
func (lib *library) hasPage(e *archive.Entity) bool { return lib.entities[e].page }

// hasFeed reports whether an entity has feeds.
func (lib *library) hasFeed(e *archive.Entity) bool {
	return lib.hasPage(e) && (e.Authority || len(e.Articles()) >= lib.options.EntityFeeds)
}

// entityFeeds are the feeds of an entity; nil for none.
func (lib *library) entityFeeds(e *archive.Entity) []feedLink {
	if !lib.hasFeed(e) {
		return nil
	}
	return []feedLink{
		{"application/atom+xml", e.Name, lib.entityURL(e) + "feed.xml"},
		{"application/feed+json", e.Name, lib.entityURL(e) + "feed.json"},
	}
}

// subjectID names an entity itself in linked data, not the page about it.
func (lib *library) subjectID(e *archive.Entity) string {
	if lib.hasPage(e) {
		return lib.links.abs(lib.entityURL(e)) + "#subject"
	}
	return lib.links.abs(lib.entityURL(e))
}

// pageURL is the address of an entity's page, if it has one.
func pageURL(e *archive.Entity) string { return "/" + kindFolder(e.Kind) + "/" + e.Slug + "/" }
