package export

import (
	"bufio"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"pressmark/generator/archive"
)

// Files of CSV are UTF-8 after RFC 4180: a header, lines that end in CR LF, all
// text between quotation marks, numbers without. Lists stand in one field,
// parted by " | ".
//
// A spreadsheet would take a text that begins with =, +, - or @ for a formula
// and run it. Such a text gets an apostrophe before it (as OWASP advises), and
// so does one that has apostrophes there already, so that it can be undone:
// what begins with apostrophes and then one of these has one too many.

// A table writes rows of CSV. Its first error stays.
type tableWriter struct {
	out   *bufio.Writer
	first bool
	err   error
}

// openTable begins a file with its header.
func openTable(w io.Writer, columns []column) (*tableWriter, *sink) {
	t := &tableWriter{out: bufio.NewWriterSize(w, 64<<10)}
	t.begin()
	for _, c := range columns {
		t.sep()
		t.out.WriteString(c.name)
	}
	t.end()
	return t, &sink{finish: func() error {
		if t.err != nil {
			return t.err
		}
		return t.out.Flush()
	}}
}

func (t *tableWriter) begin() { t.first = true }

func (t *tableWriter) sep() {
	if !t.first {
		t.out.WriteByte(',')
	}
	t.first = false
}

func (t *tableWriter) end() error {
	if _, err := t.out.WriteString("\r\n"); err != nil && t.err == nil {
		t.err = err
	}
	return t.err
}

// row writes one row: text, whole numbers, numbers of degrees, yes or no, lists
// of text, and nothing for nil.
func (t *tableWriter) row(fields ...any) error {
	t.begin()
	for _, f := range fields {
		t.sep()
		switch f := f.(type) {
		case string:
			t.text(f)
		case []string:
			t.text(strings.Join(f, " | "))
		case int:
			t.out.WriteString(strconv.Itoa(f))
		case float64:
			t.out.WriteString(degrees(f))
		case bool:
			t.out.WriteString(strconv.FormatBool(f))
		}
	}
	return t.end()
}

// degrees prints a coordinate in the fewest digits that tell it from others.
func degrees(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

func (t *tableWriter) text(s string) {
	if s == "" {
		return
	}
	t.out.WriteByte('"')
	if Formula(s) {
		t.out.WriteByte('\'')
	}
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '"':
			t.out.WriteString(`""`)
		case r == utf8.RuneError && size == 1, r < ' ' && r != '\n' && r != '\r' && r != '\t':
			t.out.WriteRune(utf8.RuneError) // no table holds these
		default:
			t.out.WriteString(s[i : i+size])
		}
		i += size
	}
	t.out.WriteByte('"')
}

// Formula reports whether a text gets an apostrophe before it in CSV.
func Formula(s string) bool {
	s = strings.TrimLeft(s, "'")
	r, _ := utf8.DecodeRuneInString(s)
	return s != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", r)
}

// A column is one of a table, as Table Schema describes it.
type column struct{ name, kind, about string }

var articleColumns = []column{
	{"id", "string", "path of the article’s file, without its ending"}, {"shelf_mark", "string", "by which it is cited"}, {"url", "string", "of its page"},
	{"title", "string", ""}, {"date", "string", "of publication: YYYY-MM-DD, YYYY-MM or YYYY"}, {"date_by", "string", "who supplied the date, if not the file"},
	{"updated", "string", ""}, {"byline", "string", "authors, parted by \" | \""}, {"source", "string", "publisher or collection"},
	{"source_url", "string", "where it was published"}, {"tags", "string", "parted by \" | \""}, {"lang", "string", "BCP 47"},
	{"licence", "string", "of the text"}, {"words", "integer", ""}, {"quotations", "integer", "found in it"},
}

func openArticleRows(_ *Site, _ *File, w io.Writer) (*sink, error) {
	t, s := openTable(w, articleColumns)
	s.article = func(it *item) error {
		a := it.line()
		return t.row(a.ID, a.Shelf, a.URL, a.Title, a.Date, a.DateBy, a.Updated, a.Byline, a.Source, a.From, a.Tags, a.Lang, a.Licence, a.Words, a.Quotes)
	}
	return s, nil
}

var quoteColumns = []column{
	{"article", "string", "its id"}, {"id", "string", "unique in the article"}, {"url", "string", ""}, {"kind", "string", "direct, indirect or mixed"},
	{"start", "integer", "of the first span, in code points of the article’s text"}, {"end", "integer", "of the last span, exclusive"},
	{"spans", "string", "all of them: start-end, parted by blanks"}, {"text", "string", "the words of all spans, parted by \" … \""},
	{"cue", "string", "the verb or phrase of saying"}, {"cue_start", "integer", ""}, {"cue_end", "integer", ""},
	{"speaker", "string", "as written; where a correction says who speaks and the article does not, the name, with no length"}, {"speaker_start", "integer", ""}, {"speaker_end", "integer", ""},
	{"entities", "string", "ids of those who speak, parted by \" | \""}, {"role", "string", "what the article calls the speaker"},
	{"unnamed", "boolean", "somebody unnamed speaks for the entities"}, {"sure", "integer", "3 sure, 2 likely, 1 possible"},
	{"score", "integer", "certainty in hundredths"}, {"rule", "string", "how it was found"},
}

func openQuoteRows(_ *Site, _ *File, w io.Writer) (*sink, error) {
	t, s := openTable(w, quoteColumns)
	s.article = func(it *item) error {
		for i := range it.quotes {
			if err := t.row(it.quoteRow(&it.quotes[i])...); err != nil {
				return err
			}
		}
		return nil
	}
	return s, nil
}

func (it *item) quoteRow(q *quote) []any {
	line := it.quoteLine(q)
	var spans, words []string
	for _, s := range q.spans {
		spans = append(spans, strconv.Itoa(s.start)+"-"+strconv.Itoa(s.end))
		words = append(words, s.words)
	}
	row := []any{line.Article, line.ID, line.URL, line.Kind, nil, nil, strings.Join(spans, " "), strings.Join(words, " … ")}
	if n := len(q.spans); n > 0 {
		row[4], row[5] = q.spans[0].start, q.spans[n-1].end
	}
	if q.cue != nil {
		row = append(row, q.cue.words, q.cue.start, q.cue.end)
	} else {
		row = append(row, nil, nil, nil)
	}
	if p := q.speaker; p != nil {
		row = append(row, p.called(), p.start, p.end, ids(p.entities), p.role, p.unnamed)
	} else {
		row = append(row, nil, nil, nil, nil, nil, false)
	}
	return append(row, line.Sure, line.Score, line.Rule)
}

var mentionColumns = []column{
	{"article", "string", "its id"}, {"start", "integer", "in code points of the article’s text"}, {"end", "integer", "exclusive"}, {"text", "string", "as written"},
	{"type", "string", "person, organization, place or group"}, {"entity", "string", "id of whose name it is"}, {"score", "integer", "certainty in hundredths"},
}

func openMentionRows(_ *Site, _ *File, w io.Writer) (*sink, error) {
	t, s := openTable(w, mentionColumns)
	s.article = func(it *item) error {
		for i := range it.mentions {
			m := &it.mentions[i]
			if err := t.row(it.ID, m.start, m.end, m.words, m.kind, idOf(m.entity), m.score); err != nil {
				return err
			}
		}
		return nil
	}
	return s, nil
}

var dateColumns = []column{
	{"article", "string", "its id"}, {"start", "integer", "in code points of the article’s text"}, {"end", "integer", "exclusive"}, {"text", "string", "as written"},
	{"value", "string", "YYYY-MM-DD, YYYY-MM, YYYY, YYYY-Www (week) or YYYX (decade)"}, {"precision", "string", "day, week, month, year or decade"},
	{"anchored", "boolean", "reckoned from the article’s own date"}, {"score", "integer", "certainty in hundredths"},
}

func openDateRows(_ *Site, _ *File, w io.Writer) (*sink, error) {
	t, s := openTable(w, dateColumns)
	s.article = func(it *item) error {
		for i := range it.dates {
			d := &it.dates[i]
			if err := t.row(it.ID, d.start, d.end, d.words, d.value, d.precision, d.anchored, d.score); err != nil {
				return err
			}
		}
		return nil
	}
	return s, nil
}

var entityColumns = []column{
	{"id", "string", ""}, {"type", "string", "person, organization or place"}, {"name", "string", ""}, {"url", "string", "of its page, or of its row in an index"},
	{"names", "string", "as written, commonest first, parted by \" | \""}, {"roles", "string", "parted by \" | \""}, {"description", "string", ""},
	{"wikidata", "string", "id of its item"}, {"latitude", "number", "degrees north"}, {"longitude", "number", "degrees east"},
	{"country", "string", "ISO 3166-1 alpha-2"}, {"mentions", "integer", ""}, {"articles", "integer", ""}, {"quotations", "integer", "said by it"},
}

func openEntityRows(site *Site, _ *File, w io.Writer) (*sink, error) {
	t, s := openTable(w, entityColumns)
	s.entity = func(e *archive.Entity) error {
		line := site.entityLine(e)
		var lat, lon any
		if c := e.Coordinates; c != nil {
			lat, lon = c.Lat, c.Lon
		}
		return t.row(line.ID, line.Type, line.Name, line.URL, words(line.Names), words(line.Roles), line.Description, line.Wikidata, lat, lon,
			line.Country, line.Mentions, line.Articles, line.Quotes)
	}
	return s, nil
}

func words(aliases []aliasLine) []string {
	var all []string
	for _, a := range aliases {
		all = append(all, a.Text)
	}
	return all
}
