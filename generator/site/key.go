package site

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"

	"pressmark/generator/archive"
)

// A Key names all that a page is made from, by value: two pages with one key
// have the same bytes, so a page whose key did not change is not made again.
// A key may name more than its page shows, never less.
type Key [16]byte

// Keys gives the pages of a site their keys. It is safe for use by many
// goroutines.
type Keys struct {
	lib     *library
	entries []Key // by Entry.Index: all that other pages show of an article
	circle  []Key // the same, with how rare those are whom it names
	named   map[*archive.Entity]Key
	byID    map[string]*archive.Entity
	byEntry map[string]*archive.Entry // by ID
	linked  func(*archive.Entry) bool
	frame   Key // what every page shows, and how it looks
	shape   Key // how many articles there are, and how lists of them divide
	places  Key // the address of every article's file
	whole   Key // everything
}

// Keys works out the keys of a site's pages. theme names the program, the
// settings, the templates and the assets; content names an article as it was
// read, annotated and corrected; linked reports whether its file may link to
// those of other articles.
func (s *Site) Keys(theme Key, content func(*archive.Entry) Key, linked func(*archive.Entry) bool) *Keys {
	lib := s.shared
	k := &Keys{lib: lib, linked: linked, byEntry: make(map[string]*archive.Entry, len(lib.archive.Entries)),
		named: make(map[*archive.Entity]Key, len(lib.archive.Entities)), byID: make(map[string]*archive.Entity, len(lib.archive.Entities))}
	var d digest
	k.frame = d.key(theme).print(*lib.frame()).sum()
	var whole digest
	whole.key(k.frame).text(lib.options.Clock).text(lib.today.value)
	for _, e := range lib.archive.Entities {
		k.byID[e.ID] = e
		k.named[e] = d.entity(lib, e).sum()
		whole.key(k.named[e])
		whole.key(d.details(e).sum())
	}
	voices := lib.voiceKeys()
	k.entries, k.circle = make([]Key, len(lib.archive.Entries)), make([]Key, len(lib.archive.Entries))
	var places digest
	for i, e := range lib.archive.Entries {
		k.byEntry[e.ID] = e
		places.text(e.Path).text(lib.entryURL[i])
		d.key(content(e)).text(lib.entryURL[i]).key(voices[i])
		k.dated(&d, e)
		k.shelved(&d, e)
		k.alsoQuoted(&d, e)
		for c := range e.Entities {
			named := k.named[e.Entities[c]] // zero for nobody
			d.key(named)
		}
		k.entries[i] = d.sum()
		d.key(k.entries[i])
		for _, entity := range e.Entities {
			if entity != nil {
				d.number(lib.archive.Rarity(entity))
			}
		}
		k.circle[i] = d.sum()
		whole.key(k.entries[i])
	}
	k.places = places.sum()
	k.shape = lib.shapeKey()
	whole.key(k.places).key(k.shape).print(lib.totals)
	k.whole = whole.sum()
	return k
}

// Of returns the key of a page.
func (k *Keys) Of(p *Page) Key {
	var d digest
	d.key(k.frame).text(p.URL).text(p.Path).text(p.Template)
	for _, in := range p.Inputs {
		d.text(in)
	}
	entity, entry := k.byID[p.owner], k.lib.byPath[p.owner]
	switch {
	case p.data && len(p.Inputs) > 0:
		d.text("data").text(p.beside)
		for _, id := range p.Inputs {
			if e := k.byEntry[id]; e != nil {
				d.key(k.entries[e.Index])
			}
			if e := k.byID[id]; e != nil {
				d.key(k.named[e]).key(d.nested(func(d *digest) { d.details(e) }))
			}
		}
	case p.key != nil:
		d.text("own").key(p.key(k))
	case entity != nil:
		d.text("entity").key(k.named[entity]).key(d.nested(func(d *digest) { d.details(entity) })).print(k.lib.comparisonLinks(entity))
		for _, index := range entity.Articles() {
			d.key(k.circle[index])
		}
	case entry != nil:
		k.article(&d, entry)
	case k.rows(&d, p):
	default:
		d.text("whole").key(k.whole)
	}
	return d.sum()
}

// rows adds what a list shows, if all it shows are the articles that it names
// as its inputs.
func (k *Keys) rows(d *digest, p *Page) bool {
	if p.Template != "list.html" && !p.listed || len(p.Inputs) == 0 {
		return false
	}
	d.text("rows").key(k.shape).text(p.cut)
	for _, id := range p.Inputs {
		e := k.byEntry[id]
		if e == nil {
			return false
		}
		d.key(k.entries[e.Index])
	}
	return true
}

// showsOnlyInputs says of the page added last that it shows nothing but its
// inputs, which are articles, cut and counted as the values say.
func (p *planner) showsOnlyInputs(cut ...any) {
	page := p.pages[len(p.pages)-1]
	page.listed, page.cut = true, fmt.Sprint(cut...)
}

// articlesIn are the ids of the articles of quotations, in order.
func articlesIn(refs []archive.QuoteRef) []string {
	var all []string
	for i, r := range refs {
		if i == 0 || refs[i-1].Entry != r.Entry {
			all = append(all, r.Entry.ID)
		}
	}
	return all
}

// article adds what the page of an article shows.
func (k *Keys) article(d *digest, e *archive.Entry) {
	lib := k.lib
	d.text("article").key(k.entries[e.Index])
	if k.linked(e) {
		d.key(k.places)
	}
	for _, one := range lib.related(e, true) {
		d.text(lib.title(one.entry)).text(lib.url(one.entry))
		for _, entity := range one.shared {
			if entity != nil {
				d.text(entity.Name)
			}
		}
		d.text("")
	}
	before, after := lib.neighbours(e)
	for _, l := range []*link{before, after} {
		if l != nil {
			d.text(l.URL).text(l.Text)
		}
		d.text("")
	}
}

// dated adds where the dates of an article lead.
func (k *Keys) dated(d *digest, e *archive.Entry) {
	for i := range e.Dates {
		d.text(k.lib.dateURL(e.Dates[i].Value))
	}
}

// shelved adds where the tags and the source of an article lead, which depends
// on those of others with like names.
func (k *Keys) shelved(d *digest, e *archive.Entry) {
	for _, t := range e.Tags {
		if s := k.lib.tagShelf(t); s != nil {
			d.text(s.url)
		}
	}
	if s := k.lib.sourceShelf(e.Source); s != nil {
		d.text(s.url)
	}
}

// alsoQuoted adds the other places of an article's quotations.
func (k *Keys) alsoQuoted(d *digest, e *archive.Entry) {
	for i := range e.Quotes {
		for _, other := range k.lib.archive.AlsoQuoted(archive.QuoteRef{Entry: e, Quote: i}) {
			d.number(i).text(k.lib.entryURL[other.Entry.Index]).text(quoteID(other.Entry, other.Quote)).text(other.Entry.Title)
		}
	}
}

// voiceKeys are, for each article, where those who speak in it without a name
// are found.
func (lib *library) voiceKeys() []Key {
	at := make([]digest, len(lib.archive.Entries))
	for _, v := range lib.voices {
		for _, q := range v.quotes {
			at[q.Entry.Index].number(q.Quote).text(v.url).text(v.name)
		}
	}
	keys := make([]Key, len(at))
	for i := range at {
		keys[i] = at[i].sum()
	}
	return keys
}

// shapeKey names how the articles divide into lists.
func (lib *library) shapeKey() Key {
	var d digest
	d.number(len(lib.archive.Entries)).number(lib.dated)
	for _, y := range lib.years {
		d.number(y.year).number(len(y.entries))
	}
	d.print(lib.calendar.onePage)
	for _, y := range lib.calendar.years {
		d.print(y)
	}
	for _, shelves := range [][]*shelf{lib.tags, lib.sources} {
		d.number(len(shelves))
		for _, s := range shelves {
			d.text(s.name).text(s.url).number(len(s.entries))
		}
	}
	return d.sum()
}

// A digest gathers values, each with its length, so that no two lists of values
// give one key.
type digest struct{ buf []byte }

func (d *digest) text(s string) *digest {
	d.buf = binary.AppendUvarint(d.buf, uint64(len(s)))
	d.buf = append(d.buf, s...)
	return d
}

func (d *digest) number(n int) *digest {
	d.buf = binary.AppendVarint(d.buf, int64(n))
	return d
}

func (d *digest) key(k Key) *digest {
	d.buf = append(d.buf, k[:]...)
	return d
}

// print adds a value that holds neither pointers nor maps.
func (d *digest) print(value any) *digest { return d.text(fmt.Sprintf("%#v", value)) }

// nested is the key of what add adds.
func (d *digest) nested(add func(*digest)) Key {
	var inner digest
	add(&inner)
	return inner.sum()
}

// sum is the key of all that was added since the last sum.
func (d *digest) sum() Key {
	sum := sha256.Sum256(d.buf)
	d.buf = d.buf[:0]
	return Key(sum[:16])
}

// entity adds what any page that names an entity may show of it.
func (d *digest) entity(lib *library, e *archive.Entity) *digest {
	d.text(e.ID).number(int(e.Kind)).text(e.Name).text(e.Slug).text(e.SortName).text(e.Description).text(e.Wikidata).text(e.Country)
	if e.Coordinates != nil {
		d.print(*e.Coordinates)
	}
	d.print([3]bool{e.Hidden, e.Unmentioned, e.Authority})
	if shown(e) {
		at := lib.entities[e]
		d.print(at).text(lib.letterURL(e)).print(lib.hasFeed(e))
	}
	return d
}

// details adds what the entity's own pages, and lists of names, show.
func (d *digest) details(e *archive.Entity) *digest {
	for _, a := range e.Aliases {
		d.text(a.Text).number(a.Count)
	}
	for _, r := range e.Roles {
		d.text(r.Text).number(r.Count)
	}
	for _, s := range e.Reasons {
		d.text(s)
	}
	for _, s := range e.Was {
		d.text(s)
	}
	return d.number(len(e.Articles())).number(len(e.Mentions)).number(len(e.Quotes)).number(len(e.About))
}
