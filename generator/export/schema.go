package export

import (
	"bufio"
	"io"
	"slices"
	"strings"

	"pressmark/generator/annotate"
	"pressmark/generator/archive"
)

// Articles as schema.org describes them, in JSON-LD: more than a page carries,
// with every name and the words of every quotation.

const schemaContext = "https://schema.org"

// openSchema begins a file of many articles: one graph, an article a line.
func openSchema(_ *Site, _ *File, w io.Writer) (*sink, error) {
	out := bufio.NewWriterSize(w, 64<<10)
	out.WriteString(`{"@context":"` + schemaContext + `","@graph":[`)
	first := true
	return &sink{
		article: func(it *item) error {
			if !first {
				out.WriteString(",")
			}
			first = false
			_, err := out.WriteString("\n" + it.schema().open() + "}")
			return err
		},
		finish: func() error {
			out.WriteString("\n]}\n")
			return out.Flush()
		},
	}, nil
}

// openSchemaArticle begins the file of one article.
func openSchemaArticle(_ *Site, _ *File, w io.Writer) (*sink, error) {
	out := bufio.NewWriter(w)
	return &sink{
		article: func(it *item) error {
			_, err := out.WriteString(append(fields{{"@context", schemaContext}}, it.schema()...).open() + "}\n")
			return err
		},
		finish: out.Flush,
	}, nil
}

var schemaTypes = [...]string{annotate.Person: "Person", annotate.Organization: "Organization", annotate.Place: "Place"}

// schema is a NewsArticle.
func (it *item) schema() fields {
	n := fields{{"@type", "NewsArticle"}, {"@id", it.url + "#article"}, {"url", it.url}, {"headline", it.title}, {"identifier", it.ShelfMark()}, {"inLanguage", it.lang}, {"wordCount", it.Words}}
	add := func(name string, value string) {
		if value != "" {
			n = append(n, field{name, value})
		}
	}
	list := func(name string, values []fields) {
		if len(values) > 0 {
			n = append(n, field{name, values})
		}
	}
	modified := it.updated()
	for _, c := range it.Applied {
		modified = max(modified, c.Date)
	}
	add("datePublished", it.published())
	add("dateModified", modified)
	add("abstract", oneLine(it.Summary))
	var authors []fields
	for _, name := range it.Byline {
		authors = append(authors, fields{{"@type", "Person"}, {"name", oneLine(name)}})
	}
	list("author", authors)
	if source := oneLine(it.Source); source != "" {
		n = append(n, field{"publisher", fields{{"@type", "Organization"}, {"name", source}}})
	}
	if u := webAddress(it.URL); u != "" {
		n = append(n, field{"isBasedOn", fields{{"@type", "CreativeWork"}, {"url", u}}})
	}
	if u := LicenceURL(it.licence); u != "" {
		add("license", u)
	} else {
		add("license", it.licence)
	}
	if len(it.Tags) > 0 {
		n = append(n, field{"keywords", it.Tags})
	}
	about, mentions := it.subjects()
	list("about", about)
	list("mentions", mentions)
	list("hasPart", it.quotations())
	list("correction", it.corrections())
	return n
}

// subjects are those whom the title names, and all others.
func (it *item) subjects() (about, mentions []fields) {
	seen := map[*archive.Entity]bool{}
	for i := range it.mentions {
		m := &it.mentions[i]
		if m.entity == nil || seen[m.entity] {
			continue
		}
		seen[m.entity] = true
		thing := fields{{"@type", schemaTypes[m.entity.Kind]}, {"@id", it.site.SubjectID(m.entity)}, {"name", m.entity.Name}}
		if w := m.entity.Wikidata; w != "" {
			thing = append(thing, field{"sameAs", "https://www.wikidata.org/entity/" + w})
		}
		if m.End <= it.Headline.End {
			about = append(about, thing)
		} else {
			mentions = append(mentions, thing)
		}
	}
	return about, mentions
}

func (it *item) quotations() []fields {
	var parts []fields
	for i := range it.quotes {
		q := &it.quotes[i]
		var words []string
		for _, s := range q.spans {
			words = append(words, oneLine(s.words))
		}
		part := fields{{"@type", "Quotation"}, {"@id", it.url + "#" + q.id}, {"text", strings.Join(words, " … ")}, {"additionalType", q.kind}}
		if p := q.speaker; p != nil {
			var who []fields
			for _, e := range p.entities {
				who = append(who, fields{{"@type", schemaTypes[e.Kind]}, {"@id", it.site.SubjectID(e)}, {"name", e.Name}})
			}
			if who == nil {
				who = []fields{{{"@type", "Person"}, {"name", oneLine(p.words)}}}
			}
			part = append(part, field{"creator", who}, field{"spokenByCharacter", who})
		}
		parts = append(parts, part)
	}
	return parts
}

// corrections are what people changed in the marks, the first first.
func (it *item) corrections() []fields {
	applied := slices.Clone(it.Applied)
	slices.SortStableFunc(applied, func(a, b archive.Applied) int { return strings.Compare(a.Date, b.Date) })
	var all []fields
	for _, c := range applied {
		text := oneLine(c.What)
		if note := oneLine(c.Note); note != "" {
			text += ": " + note
		}
		comment := fields{{"@type", "CorrectionComment"}, {"text", text}}
		if c.Date != "" {
			comment = append(comment, field{"datePublished", c.Date})
		}
		all = append(all, comment)
	}
	return all
}
