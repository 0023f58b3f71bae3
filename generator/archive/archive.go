// Package archive works out who is who across all articles and keeps what the
// site, the search index and the exports are made from.
//
// Read the site's own decisions with LoadAuthority and LoadCorrections. Apply
// the corrections to each article's annotations, make an Entry of it, with its
// text in a Spool, and call Resolve with all of them.
//
// A name's clusters in different articles are one entity only on evidence: the
// same full name, a spelling, familiar form or acronym of it, with roles and
// company that fit. What was joined and why is told in Entity.Reasons; what was
// not, but could be, in Suggestions.
package archive

import (
	"pressmark/generator/annotate"
	"pressmark/generator/source"
	"pressmark/generator/text"
)

// An Archive is everything known, resolved. It is immutable.
type Archive struct {
	Entries  []*Entry  // by date, newest first, undated last; then by ID
	Entities []*Entity // by ID
	Orphans  []*Orphan // corrections of entities that are not there; the caller adds those that matched no single place

	// Voices are the speakers that are no entity ("the opposition",
	// "Belarusians"), most quoted first. Unattributed counts the quotations without any speaker.
	Voices       []Voice
	Unattributed int

	byID        map[string]*Entity
	again       again
	suggestions []Suggestion
}

// An Entry is one article with its annotations, after corrections. It holds no
// body: Slice reads the text where it is kept.
type Entry struct {
	source.Meta
	*annotate.Annotations
	Index    int // position in Archive.Entries
	Headline text.Span
	Blocks   []source.Block
	Entities []*Entity // of each cluster; nil for one that is none (a group); filled by Resolve, as Index is
	QuoteIDs []string  // of each quotation: "q" and a hash of article and words
	Applied  []Applied // corrections made to this article
	Reader   TextReader
}

// A TextReader gives back parts of an article's text, which may lie on disk.
type TextReader interface {
	// Slice returns the text of a span.
	Slice(text.Span) string
}

// An Entity is one person, organization or place.
type Entity struct {
	ID          string // "person/sergei-lavrov"; from kind and canonical name, or the authority file
	Kind        annotate.Kind
	Name        string       // canonical
	Slug        string       // last part of its URL, unique within its kind
	SortName    string       // "Lavrov, Sergei"
	Aliases     []Alias      // as written, commonest first
	Roles       []Role       // distinct, commonest first
	Mentions    []Occurrence // names, pronouns and descriptions in order of Entries
	Quotes      []QuoteRef   // said by it
	About       []QuoteRef   // quotations of others that name it
	Reasons     []string     // why its names were taken for one, for the reader
	Description string
	Wikidata    string       // "Q184"
	Coordinates *Coordinates // nil if not known
	Country     string       // ISO 3166-1 alpha-2, places only
	Was         []string     // retired IDs, which redirect here
	Hidden      bool         // no page and no link
	Authority   bool         // named in the authority file
	Unmentioned bool         // in no article, and so without a page

	number   int32   // position in Archive.Entities
	rarity   int32   // how much it tells that an article names it
	articles []int32 // that mention or quote it, by position in Archive.Entries, in order
}

// HasPage reports whether the site shows the entity: it is not hidden and some
// article mentions it.
func (e *Entity) HasPage() bool { return !e.Hidden && !e.Unmentioned }

// Articles returns the entries that mention or quote the entity, as positions in
// Archive.Entries, newest first. The slice must not be changed.
func (e *Entity) Articles() []int32 { return e.articles }

// Coordinates are degrees, north and east positive.
type Coordinates struct{ Lat, Lon float64 }

// An Alias is one way a name is written.
type Alias struct {
	Text  string
	Count int // mentions
}

// A Role is a title or description as written, with where it first stands.
type Role struct {
	Text        string
	Count       int
	First, Last Occurrence // in order of date
}

// An Occurrence is one mention or reference: names, then references, are
// numbered in one sequence by the entry's Mentions and References.
type Occurrence struct {
	Entry     *Entry
	Span      text.Span
	Reference bool // a pronoun or description
}

// A QuoteRef is one quotation of one entry.
type QuoteRef struct {
	Entry *Entry
	Quote int // index into Entry.Quotes
}

// Entity returns the entity with the ID, or nil. A retired ID gives the entity
// it redirects to.
func (a *Archive) Entity(id string) *Entity { return a.byID[id] }

// EntityOf returns the entity that a cluster links to: for a group, that of the
// place or organization it belongs to. It is nil if there is none.
func (e *Entry) EntityOf(cluster int) *Entity {
	if cluster < 0 || cluster >= len(e.Entities) {
		return nil
	}
	if entity := e.Entities[cluster]; entity != nil {
		return entity
	}
	if c := &e.Clusters[cluster]; c.Kind == annotate.Group && c.Of >= 0 && c.Of < len(e.Entities) {
		return e.Entities[c.Of]
	}
	return nil
}
