package site

import (
	"cmp"
	"slices"
	"strings"

	"pressmark/generator/annotate"
	"pressmark/generator/archive"
)

// An indexView is an index of names, or a page of one.
type indexView struct {
	Trail    []link
	Heading  string
	Standing string
	Spine    [3]string
	Letters  []link
	Ranges   []link
	Sections []indexSection
	Class    string
}

type indexSection struct {
	ID, Title string
	Rows      []indexRow
}

// An indexRow is one name: a link to its page, or where it stands in articles.
type indexRow struct {
	Name, URL string
	Class     string // of its kind, if not that of the index
	ID        string // of a row that links lead to, since there is no page
	About     string
	Where     []link
	Count     string
	Unit      string
}

// Most rows of a list of those named most, and most articles in one row.
const (
	mostOfIndex   = 100
	mostOfLetter  = 40
	articlesAtRow = 5
)

// index plans the pages of the index of a kind.
func (p *planner) index(x *nameIndex) {
	lib := p.library
	owner := "the index of " + kindFolder(x.kind)
	heading := lib.say("{kinds}, A to Z", "kinds", capital(lib.kindWords(x.kind)))
	p.view(owner, x.root, "index.html", nil, func() (*view, error) {
		v := &indexView{Heading: heading, Letters: x.bar, Class: kindClass(x.kind), Spine: [3]string{capital(lib.kindWords(x.kind)), "A–Z", lib.figure(x.names)}}
		v.Standing = lib.say("Everyone named in the archive, filed under surname as written. The figure is the number of quotations.")
		switch x.kind {
		case annotate.Organization:
			v.Standing = lib.say("Every organisation named in the archive. The figure is the number of mentions.")
		case annotate.Place:
			v.Standing = lib.say("Every place named in the archive. The figure is the number of mentions.")
		}
		if x.kind == annotate.Place && lib.hasMap() {
			v.Ranges = []link{{URL: mapURL, Text: lib.say("Map of places")}}
		}
		if x.split {
			v.Sections = []indexSection{lib.mostNamed(lib.visible[x.kind], mostOfIndex)}
		} else {
			letters, byLetter := byPrefix(x.sheets[0].entities, 1)
			for _, l := range letters {
				v.Sections = append(v.Sections, lib.indexSection(l, byLetter[l]))
			}
		}
		return &view{Title: heading, Section: x.root, Main: v, Description: v.Standing}, nil
	})
	if x.split {
		for _, s := range x.sheets {
			p.view(owner, s.url, "index.html", nil, func() (*view, error) { return lib.indexSheet(x, s), nil })
		}
	}
}

// indexSheet is the page of the names that begin alike.
func (lib *library) indexSheet(x *nameIndex, s *sheet) *view {
	heading := capital(lib.kindWords(x.kind)) + ": " + keyLabel(s.key)
	v := &indexView{Heading: heading, Letters: x.bar, Class: kindClass(x.kind),
		Spine: [3]string{capital(lib.kindWords(x.kind)), keyLabel(s.key), lib.figure(len(s.entities) + len(s.all))}}
	if len(s.parts) > 0 {
		for _, part := range s.parts {
			v.Ranges = append(v.Ranges, link{URL: part.url, Text: keyLabel(part.key)})
		}
		v.Sections = []indexSection{lib.mostNamed(s.all, mostOfLetter)}
	} else {
		if s.siblings != nil {
			v.Ranges = *s.siblings
		}
		v.Sections = []indexSection{lib.indexSection(s.key, s.entities)}
	}
	return &view{Title: heading, Section: x.root, Main: v, Description: lib.say("{heading}, from {site}.", "heading", heading, "site", lib.options.Title)}
}

func (lib *library) indexSection(key string, entities []*archive.Entity) indexSection {
	s := indexSection{ID: "letter-" + key, Title: keyLabel(key)}
	for _, e := range entities {
		row := lib.indexRow(e)
		if !lib.hasPage(e) {
			row.URL, row.ID, row.Where = "", rowID(e), lib.whereNamed(e)
		}
		s.Rows = append(s.Rows, row)
	}
	return s
}

// indexRow is a name with what it is and how often: a person's quotations,
// others' mentions.
func (lib *library) indexRow(e *archive.Entity) indexRow {
	r := indexRow{Name: e.SortName, URL: lib.entityURL(e), About: aboutInShort(e)}
	n, noun := len(e.Mentions), "mention"
	if e.Kind == annotate.Person {
		n, noun = len(e.Quotes), "quotation"
	}
	r.Count, r.Unit = lib.figure(n), lib.plural(n, noun)
	return r
}

// whereNamed links to the paragraph of each article in which a name first
// stands.
func (lib *library) whereNamed(e *archive.Entity) []link {
	var all []link
	var last *archive.Entry
	for _, o := range e.Mentions {
		if o.Entry == last {
			continue
		}
		last = o.Entry
		_, url := lib.place(o.Entry, o.Span.Start)
		all = append(all, link{URL: url, Text: shorten(lib.title(o.Entry), 70)})
		if len(all) == articlesAtRow {
			break
		}
	}
	return all
}

// aboutInShort is a few words on an entity: the role most given, else its
// description.
func aboutInShort(e *archive.Entity) string {
	if len(e.Roles) > 0 {
		return shorten(e.Roles[0].Text, 60)
	}
	return shorten(e.Description, 60)
}

// mostNamed heads what is divided: those named most.
func (lib *library) mostNamed(entities []*archive.Entity, limit int) indexSection {
	most := mostMentioned(entities)
	s := indexSection{ID: "most", Title: lib.say("Named most")}
	for _, e := range most[:min(limit, len(most))] {
		s.Rows = append(s.Rows, lib.indexRow(e))
	}
	return s
}

// mostMentioned puts those named most first.
func mostMentioned(entities []*archive.Entity) []*archive.Entity {
	most := slices.Clone(entities)
	slices.SortFunc(most, func(x, y *archive.Entity) int {
		return cmp.Or(cmp.Compare(len(y.Mentions), len(x.Mentions)), strings.Compare(x.ID, y.ID))
	})
	return most
}

// letterURL is where the index has an entity's letter.
func (lib *library) letterURL(e *archive.Entity) string {
	x, l := lib.indexes[e.Kind], letterOf(e.SortName)
	if x.split {
		return x.root + "letter/" + l + "/"
	}
	return x.root + "#letter-" + l
}
