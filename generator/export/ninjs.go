package export

import (
	"bufio"
	"io"
	"strings"

	"pressmark/generator/annotate"
	"pressmark/generator/archive"
)

// Articles in ninjs 3.1 (IPTC, May 2025). It has no place for quotations; what
// it does have is who and what an article names.

const (
	ninjsVersion = "3.1"
	ninjsSchema  = "https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json"
)

// openNinjsLines begins a file with one article on each line.
func openNinjsLines(_ *Site, _ *File, w io.Writer) (*sink, error) {
	out, s := lines(w)
	s.article = func(it *item) error { return out.Encode(it.ninjs()) }
	return s, nil
}

// openNinjs begins the file of one article.
func openNinjs(_ *Site, _ *File, w io.Writer) (*sink, error) {
	out := bufio.NewWriter(w)
	return &sink{
		article: func(it *item) error {
			_, err := out.WriteString(it.ninjs().open() + "}\n")
			return err
		},
		finish: out.Flush,
	}, nil
}

func (it *item) ninjs() fields {
	site := it.site
	uri := it.url
	if !site.Absolute {
		uri = site.URN("article", it.ID)
	}
	n := fields{{"uri", uri}, {"standard", fields{{"name", "ninjs"}, {"version", ninjsVersion}, {"schema", ninjsSchema}}},
		{"type", "text"}, {"representationType", "full"}}
	add := func(name, value string) {
		if value != "" {
			n = append(n, field{name, value})
		}
	}
	version := max(Stamp(it.Date), Stamp(it.Updated))
	for _, c := range it.Applied {
		if precision, _, _ := Extent(c.Date); precision == "day" {
			version = max(version, c.Date+"T00:00:00Z")
		}
	}
	add("firstCreated", Stamp(it.Date))
	add("versionCreated", version)
	if languageTag.MatchString(it.lang) {
		add("language", it.lang)
	}
	add("title", it.title)
	n = append(n, field{"headlines", []fields{{{"role", "main"}, {"value", it.title}}}})
	if summary := oneLine(it.Summary); summary != "" {
		n = append(n, field{"descriptions", []fields{{{"role", "summary"}, {"contentType", "text/plain"}, {"value", summary}}}})
	}
	add("by", strings.Join(it.Byline, ", "))
	add("usageTerms", it.licence)
	if source := oneLine(it.Source); source != "" {
		info := fields{{"name", source}, {"role", "publisher"}}
		if u := webAddress(it.URL); u != "" {
			info = append(info, field{"uri", u})
		}
		n = append(n, field{"infoSources", []fields{info}})
	}
	n = append(n, field{"bodies", []fields{{{"role", "main"}, {"contentType", "text/plain"}, {"wordCount", it.Words}, {"value", it.body()}}}})
	for kind, name := range [...]string{annotate.Person: "people", annotate.Organization: "organisations", annotate.Place: "places"} {
		if list := it.ninjsNames(annotate.Kind(kind)); list != nil {
			n = append(n, field{name, list})
		}
	}
	var subjects []fields
	for _, t := range it.Tags {
		subjects = append(subjects, fields{{"name", oneLine(t)}})
	}
	if subjects != nil {
		n = append(n, field{"subjects", subjects})
	}
	return append(n, field{"altIds", []fields{{{"role", "shelfmark"}, {"value", it.ShelfMark()}}, {{"role", "path"}, {"value", it.ID}}}})
}

// ninjsNames are those of one kind whom the article names, in the order of the
// text.
func (it *item) ninjsNames(kind annotate.Kind) []fields {
	var list []fields
	seen := map[*archive.Entity]bool{}
	for i := range it.mentions {
		e := it.mentions[i].entity
		if e == nil || e.Kind != kind || seen[e] {
			continue
		}
		seen[e] = true
		one := fields{{"name", e.Name}, {"rel", "mentions"}}
		if it.site.Absolute {
			one = append(one, field{"uri", it.site.SubjectID(e)})
		}
		one = append(one, field{"literal", e.ID})
		if c := e.Coordinates; c != nil && kind == annotate.Place {
			one = append(one, field{"geoJSON", fields{{"type", "Point"}, {"coordinates", []float64{c.Lon, c.Lat}}}})
		}
		list = append(list, one)
	}
	return list
}

// body is the text without the title, and without what stands for pictures.
func (it *item) body() string {
	start := len(it.text)
	if len(it.Blocks) > 0 {
		start = min(start, it.Blocks[0].Span.Start)
	}
	return strings.ReplaceAll(it.text[start:], object, "")
}
