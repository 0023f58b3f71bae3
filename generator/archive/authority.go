package archive

import (
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"pressmark/generator/annotate"
	"pressmark/generator/lexicon"
	"pressmark/generator/text"
)

// An Authority is the authority file, entities.yaml: what people decided about
// the entities of an archive.
type Authority struct {
	Path    string
	Records []*Record // in order of the file
}

// A Record is one entity of the authority file.
type Record struct {
	ID          string
	Kind        annotate.Kind
	Name        string // given, or made from the ID
	Aliases     []string
	Not         []string // IDs or names that are somebody else
	Description string
	Wikidata    string
	Coordinates *Coordinates
	Country     string
	Was         []string
	Hidden      bool
	Line, Col   int // of the ID

	hasName bool
	was     []*yaml.Node
	aliases []*yaml.Node
}

// names are the name and the aliases.
func (rec *Record) names() []string { return append([]string{rec.Name}, rec.Aliases...) }

// deniesForm reports whether the record says "not" of a name.
func (rec *Record) deniesForm(f *form) bool {
	for _, not := range rec.Not {
		if kind, slug, ok := splitID(not); ok {
			if kind == f.kind && slug == slugOf(f.name) {
				return true
			}
		} else if f.kind == rec.Kind && (exactKey(f.kind, clean(not)) == f.key || nameKey(f.kind, clean(not)) == f.key) {
			return true
		}
	}
	return false
}

// splitID divides "person/sergei-lavrov".
func splitID(id string) (kind annotate.Kind, slug string, ok bool) {
	name, slug, ok := strings.Cut(id, "/")
	if !ok {
		return 0, "", false
	}
	kind, ok = annotate.KindOf(name)
	return kind, slug, ok && kind != annotate.Group
}

const authorityExample = "- id: person/sergei-lavrov"

// LoadAuthority reads an authority file. The error joins a fault.Fault for
// everything that is wrong with it; path is the name they call the file by.
func LoadAuthority(path string, content []byte) (*Authority, error) {
	r := &reader{path: path}
	a := &Authority{Path: path}
	for _, item := range r.list(content, "entities", authorityExample) {
		if rec := r.record(item); rec != nil {
			a.Records = append(a.Records, rec)
		}
	}
	a.Records = combine(a.Records)
	r.checkRecords(a.Records)
	if err := r.err(); err != nil {
		return nil, err
	}
	return a, nil
}

// combine adds to a record what a later entry of the same id adds to it: an
// entry of aliases, not and was only, as suggestions are, which people paste at
// the end of the file. Other entries of one id are left for checkRecords.
func combine(records []*Record) []*Record {
	first := map[string]*Record{}
	out := records[:0]
	for _, rec := range records {
		to := first[rec.ID]
		if to == nil {
			first[rec.ID] = rec
		}
		if to == nil || !rec.adds(to) {
			out = append(out, rec)
			continue
		}
		to.Aliases, to.aliases = append(to.Aliases, rec.Aliases...), append(to.aliases, rec.aliases...)
		to.Was, to.was = append(to.Was, rec.Was...), append(to.was, rec.was...)
		to.Not = append(to.Not, rec.Not...)
	}
	return out
}

// adds reports whether a record only adds names and ids to another.
func (rec *Record) adds(to *Record) bool {
	facts := rec.Description != "" || rec.Wikidata != "" || rec.Coordinates != nil || rec.Country != "" || rec.Hidden
	names := len(rec.Aliases)+len(rec.Not)+len(rec.Was) > 0
	return names && !facts && (!rec.hasName || rec.Name == to.Name)
}

var (
	wikidataForm = regexp.MustCompile(`^Q[1-9][0-9]{0,11}$`)
	countryForm  = regexp.MustCompile(`^[A-Z]{2}$`)
)

func (r *reader) record(item *yaml.Node) *Record {
	rec := &Record{Line: item.Line, Col: item.Column}
	var country *yaml.Node
	ok := r.fields(item, map[string]func(*yaml.Node){
		"id": func(n *yaml.Node) {
			rec.Line, rec.Col = n.Line, n.Column
			rec.ID = r.id(n)
			rec.Kind, _, _ = splitID(rec.ID)
		},
		"name":        func(n *yaml.Node) { rec.Name, rec.hasName = clean(r.trimmed(n)), true },
		"description": func(n *yaml.Node) { rec.Description = strings.Join(strings.Fields(r.text(n)), " ") },
		"hidden":      func(n *yaml.Node) { rec.Hidden = r.yes(n) },
		"coordinates": func(n *yaml.Node) { rec.Coordinates = r.coordinates(n) },
		"aliases": func(n *yaml.Node) {
			r.texts(n, func(n *yaml.Node, s string) {
				if s = clean(s); s != "" {
					rec.Aliases, rec.aliases = append(rec.Aliases, s), append(rec.aliases, n)
				}
			})
		},
		"not": func(n *yaml.Node) {
			r.texts(n, func(n *yaml.Node, s string) {
				if strings.Contains(s, "/") {
					s = r.id(n)
				}
				rec.Not = append(rec.Not, s)
			})
		},
		"was": func(n *yaml.Node) {
			r.texts(n, func(n *yaml.Node, _ string) {
				if id := r.id(n); id != "" {
					rec.Was, rec.was = append(rec.Was, id), append(rec.was, n)
				}
			})
		},
		"wikidata": func(n *yaml.Node) {
			if rec.Wikidata = r.trimmed(n); !wikidataForm.MatchString(rec.Wikidata) {
				r.fault(n, "write it as on wikidata.org, such as Q184", "%q is no Wikidata id", short(rec.Wikidata))
			}
		},
		"country": func(n *yaml.Node) {
			country = n
			if rec.Country = r.trimmed(n); !countryForm.MatchString(rec.Country) || !isCountry(rec.Country) {
				r.fault(n, "use the two capitals of ISO 3166-1, such as BY (quoted, if they are NO)", "%q is no country code", short(rec.Country))
			}
		},
	})
	if !ok {
		return nil
	}
	if !hasKey(item, "id") {
		r.fault(item, "give it one, such as `"+authorityExample[2:]+"`", "the entity has no id")
		return nil
	}
	if rec.ID == "" {
		return nil
	}
	if country != nil && rec.Kind != annotate.Place {
		r.fault(country, "remove it", "only a place has a country")
	}
	if rec.Name == "" {
		rec.Name = nameFromID(rec.ID)
	}
	return rec
}

func hasKey(n *yaml.Node, key string) bool {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return true
		}
	}
	return false
}

// id reads an entity's ID: a kind, a slash and a slug.
func (r *reader) id(n *yaml.Node) string {
	id := r.trimmed(n)
	if id == "" {
		return ""
	}
	kind, slug, found := strings.Cut(id, "/")
	k, known := annotate.KindOf(kind)
	want := text.Slug(slug, 80)
	switch {
	case !found:
		r.fault(n, "write the kind before it, such as person/"+orName(text.Slug(id, 80)), "%q is no entity id", short(id))
	case !known || k == annotate.Group:
		advice := "the kinds are person, organization and place"
		if near := nearest(kind, []string{"organization", "person", "place"}); near != "" {
			advice = "did you mean " + strconv.Quote(near+"/"+slug) + "?"
		}
		r.fault(n, advice, "%q is no kind of entity", short(kind))
	case want == "" || want != slug:
		r.fault(n, "use small letters, digits and hyphens, such as "+kind+"/"+orName(want), "%q can be no part of an address", short(slug))
	default:
		return id
	}
	return ""
}

func orName(slug string) string {
	if slug == "" {
		return "name"
	}
	return slug
}

// nameFromID makes a name of a slug when none is given.
func nameFromID(id string) string {
	_, slug, _ := strings.Cut(id, "/")
	words := strings.Split(slug, "-")
	for i, word := range words {
		if word != "" && word[0] < 0x80 {
			words[i] = strings.ToUpper(word[:1]) + word[1:]
		}
	}
	return strings.Join(words, " ")
}

func isCountry(code string) bool {
	_, ok := lexicon.Country(code)
	return ok
}

func (r *reader) coordinates(n *yaml.Node) *Coordinates {
	const advice = "write [latitude, longitude] in degrees, such as [53.9, 27.57]"
	var degrees []float64
	if n.Kind != yaml.SequenceNode || len(n.Content) != 2 || n.Decode(&degrees) != nil {
		r.fault(n, advice, "two numbers are expected")
		return nil
	}
	c := &Coordinates{Lat: degrees[0], Lon: degrees[1]}
	if !(c.Lat >= -90 && c.Lat <= 90) {
		r.fault(n.Content[0], advice, "latitude %v is not between -90 and 90", c.Lat)
	}
	if !(c.Lon >= -180 && c.Lon <= 180) {
		r.fault(n.Content[1], advice, "longitude %v is not between -180 and 180", c.Lon)
	}
	return c
}

// checkRecords finds what contradicts across records.
func (r *reader) checkRecords(records []*Record) {
	ids := map[string]*Record{}
	for _, rec := range records {
		if other := ids[rec.ID]; other != nil {
			r.fault(&yaml.Node{Line: rec.Line, Column: rec.Col}, "make them one", "id %q stands in line %d too", rec.ID, other.Line)
			continue
		}
		ids[rec.ID] = rec
	}
	retired := map[string]*Record{}
	claims := map[formKey]*Record{}
	for _, rec := range records {
		for i, was := range rec.Was {
			n := rec.was[i]
			if other := ids[was]; other != nil {
				r.fault(n, "an id in use cannot redirect", "%q is the id of the entity in line %d", was, other.Line)
			} else if other := retired[was]; other != nil {
				r.fault(n, "an id can redirect to one entity only", "%q is retired in line %d too", was, other.Line)
			}
			retired[was] = rec
		}
		r.checkNames(rec, claims)
	}
}

// checkNames sees that two entities of a kind do not claim one name, unless
// they say that they are not each other.
func (r *reader) checkNames(rec *Record, claims map[formKey]*Record) {
	for i, name := range rec.names() {
		key := formKey{rec.Kind, exactKey(rec.Kind, name)}
		other := claims[key]
		if other == nil {
			claims[key] = rec
			continue
		}
		if other == rec || other.ID == rec.ID || rec.denies(other) || other.denies(rec) {
			continue
		}
		n := &yaml.Node{Line: rec.Line, Column: rec.Col}
		if i > 0 {
			n = rec.aliases[i-1]
		}
		r.fault(n, "remove it from one, or add `not: "+other.ID+"` if both are called so", "the name %q belongs to %s in line %d too", name, other.ID, other.Line)
	}
}

// denies reports whether the record says that it is not the other.
func (rec *Record) denies(other *Record) bool {
	for _, not := range rec.Not {
		if not == other.ID || not == other.Name {
			return true
		}
	}
	return false
}
