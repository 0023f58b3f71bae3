package export

import (
	"io"

	"pressmark/generator/archive"
)

// A Format is one way to write the archive down.
type Format struct {
	Name  string // in the settings: "jsonl"
	Title string // for readers: "JSON Lines"
	Text  bool   // the articles' text is in it, not only the words marked
	files []form
	// article is the file of one article; its name is "" if the format has none.
	article form
}

// A form is a sort of file.
type form struct {
	table string // one of Tables
	name  string // "mentions.jsonl"
	media string // its media type
	rows  func(*Site, *archive.Entry) int
	size  func(*archive.Entry) int // bytes that an article takes, at most, about
	open  func(*Site, *File, io.Writer) (*sink, error)
	whole bool // cannot be divided
}

// A sink writes one file. What is nil has no part in it.
type sink struct {
	entity  func(*archive.Entity) error // of each, before the articles
	article func(*item) error
	finish  func() error
	abandon func() // always last
}

// Tables are the names of the lists of things that files hold, in the order in
// which they are shown.
var Tables = [...]string{"articles", "quotations", "mentions", "entities", "dates", "annotations", "texts", "citations", "archive"}

// Formats are all formats, in the order in which they are shown.
func Formats() []*Format { return formats }

var formats = []*Format{
	{Name: "jsonl", Title: "JSON Lines", files: []form{
		{table: "articles", name: "articles.jsonl", media: jsonLines, rows: one, size: articleSize, open: openArticleLines},
		{table: "quotations", name: "quotations.jsonl", media: jsonLines, rows: quotesIn, size: quotesSize, open: openQuoteLines},
		{table: "mentions", name: "mentions.jsonl", media: jsonLines, rows: mentionsIn, size: mentionsSize, open: openMentionLines},
		{table: "entities", name: "entities.jsonl", media: jsonLines, open: openEntityLines},
		{table: "dates", name: "dates.jsonl", media: jsonLines, rows: datesIn, size: datesSize, open: openDateLines},
	}},
	{Name: "csv", Title: "CSV", files: []form{
		{table: "articles", name: "articles.csv", media: "text/csv", rows: one, size: articleSize, open: openArticleRows},
		{table: "quotations", name: "quotations.csv", media: "text/csv", rows: quotesIn, size: quotesSize, open: openQuoteRows},
		{table: "mentions", name: "mentions.csv", media: "text/csv", rows: mentionsIn, size: mentionsSize, open: openMentionRows},
		{table: "entities", name: "entities.csv", media: "text/csv", open: openEntityRows},
		{table: "dates", name: "dates.csv", media: "text/csv", rows: datesIn, size: datesSize, open: openDateRows},
	}},
	{Name: "w3c", Title: "Web Annotation", files: []form{
		{table: "annotations", name: "annotations.jsonld", media: annotationType, rows: annotationsIn, size: annotationsSize, open: openAnnotations},
	}, article: form{name: "annotations.jsonld", media: annotationType, open: openAnnotations}},
	{Name: "tei", Title: "TEI", Text: true, files: []form{
		{table: "texts", name: "texts.tei.xml", media: teiType, rows: one, size: teiSize, open: openCorpus},
	}, article: form{name: "article.tei.xml", media: teiType, open: openTEI}},
	{Name: "ninjs", Title: "ninjs", Text: true, files: []form{
		{table: "texts", name: "texts.ninjs.jsonl", media: jsonLines, rows: one, size: ninjsSize, open: openNinjsLines},
	}, article: form{name: "article.ninjs.json", media: "application/json", open: openNinjs}},
	{Name: "schema", Title: "schema.org", files: []form{
		{table: "articles", name: "articles.jsonld", media: linkedType, rows: one, size: schemaSize, open: openSchema},
	}, article: form{name: "article.jsonld", media: linkedType, open: openSchemaArticle}},
	{Name: "sqlite", Title: "SQLite", Text: true, files: []form{
		{table: "archive", name: "archive.sqlite", media: sqliteType, rows: one, open: openDatabase, whole: true},
	}},
	{Name: "ris", Title: "RIS", files: []form{
		{table: "citations", name: "citations.ris", media: risType, rows: one, size: articleSize, open: openRIS},
	}, article: form{name: "article.ris", media: risType, open: openRIS}},
	{Name: "bibtex", Title: "BibTeX", files: []form{
		{table: "citations", name: "citations.bib", media: bibType, rows: one, size: articleSize, open: openBibTeX},
	}, article: form{name: "article.bib", media: bibType, open: openBibTeX}},
	{Name: "csl", Title: "CSL JSON", files: []form{
		{table: "citations", name: "citations.csl.json", media: cslType, rows: one, size: articleSize, open: openCSL},
	}, article: form{name: "article.csl.json", media: cslType, open: openCSL}},
}

// Names are the names of all formats.
func Names() []string { return namesOf(func(*Format) bool { return true }) }

// NamesPerArticle are those that can be written for each article.
func NamesPerArticle() []string {
	return namesOf(func(f *Format) bool { return f.article.name != "" })
}

func namesOf(which func(*Format) bool) []string {
	var names []string
	for _, f := range formats {
		if which(f) {
			names = append(names, f.Name)
		}
	}
	return names
}

// Known is the format of a name; nil if there is none.
func Known(name string) *Format {
	for _, f := range formats {
		if f.Name == name {
			return f
		}
	}
	return nil
}

const (
	jsonLines      = "application/jsonl"
	annotationType = `application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"`
	teiType        = "application/tei+xml"
	linkedType     = "application/ld+json"
	risType        = "application/x-research-info-systems"
	bibType        = "application/x-bibtex"
	cslType        = "application/vnd.citationstyles.csl+json"
)

func one(*Site, *archive.Entry) int          { return 1 }
func quotesIn(_ *Site, e *archive.Entry) int { return len(e.Quotes) }

func mentionsIn(_ *Site, e *archive.Entry) int { return len(e.Mentions) }

func datesIn(_ *Site, e *archive.Entry) int {
	n := 0
	for i := range e.Dates {
		if precision, _, _ := Extent(e.Dates[i].Value); precision != "" {
			n++
		}
	}
	return n
}

// The sizes are what the longest of the formats takes, a little more than less.

func articleSize(e *archive.Entry) int {
	n := 420 + 3*len(e.ID) + 2*len(e.Title) + len(e.Source) + len(e.URL)
	for _, words := range [][]string{e.Byline, e.Tags} {
		for _, w := range words {
			n += len(w) + 4
		}
	}
	return n
}

func quotesSize(e *archive.Entry) int {
	n := 0
	for i := range e.Quotes {
		n += 560 + 2*len(e.ID)
		for _, s := range e.Quotes[i].Spans {
			n += 40 + s.Len()*11/10
		}
	}
	return n
}

func mentionsSize(e *archive.Entry) int {
	n := 0
	for _, m := range e.Mentions {
		n += 140 + len(e.ID) + m.Span.Len()
	}
	return n
}

func datesSize(e *archive.Entry) int { return len(e.Dates) * (190 + len(e.ID)) }

func annotationsIn(s *Site, e *archive.Entry) int {
	n := mentionsIn(s, e) + datesIn(s, e)
	for i := range e.Quotes {
		n++
		if !e.Quotes[i].Cue.IsZero() {
			n++
		}
		if e.Quotes[i].Attributed() {
			n++
		}
	}
	return n
}

func annotationsSize(e *archive.Entry) int {
	n := (len(e.Mentions) + len(e.Dates)) * (760 + 3*len(e.ID))
	for i := range e.Quotes {
		n += 2200 + 9*len(e.ID)
		for _, s := range e.Quotes[i].Spans {
			n += 400 + len(e.ID) + s.Len()*11/10
		}
	}
	return n
}

// textEnd is how long the text is.
func textEnd(e *archive.Entry) int {
	end := e.Headline.End
	if n := len(e.Blocks); n > 0 {
		end = max(end, e.Blocks[n-1].Span.End)
	}
	return end
}

func ninjsSize(e *archive.Entry) int {
	return 1400 + articleSize(e) + textEnd(e)*11/10 + 260*len(e.Clusters)
}

func schemaSize(e *archive.Entry) int {
	return 600 + articleSize(e) + quotesSize(e) + 260*len(e.Clusters) + 300*len(e.Applied)
}

func teiSize(e *archive.Entry) int {
	n := 2400 + articleSize(e) + textEnd(e)*11/10 + 100*len(e.Mentions) + 60*len(e.Dates) + 30*len(e.Blocks) + 400*len(e.Clusters)
	for i := range e.Quotes {
		n += 160 * len(e.Quotes[i].Spans)
	}
	return n
}

// Tables are those that the format has, each in a file of its own.
func (f *Format) Tables() []string {
	var names []string
	for _, one := range f.files {
		names = append(names, one.table)
	}
	return names
}
