package site

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"

	"pressmark/generator/annotate"
	"pressmark/generator/archive"
	"pressmark/generator/text"
)

// A dataView is the page of downloads.
type dataView struct {
	Files   []dataFile
	Example string
	Spine   [3]string
}

type dataFile struct {
	Name, URL, Line, Lines string
}

// A dataset is one file of JSON Lines.
type dataset struct {
	name  string
	line  string // what one line is
	bytes int    // that a line has, about
	lines func(*library) int
	write func(*library, *json.Encoder) error
}

var datasets = [...]dataset{
	{"articles", named("an article: title, date, source, shelf mark"), 480, func(l *library) int { return len(l.archive.Entries) }, writeArticles},
	{"quotations", named("a quotation: spans, verb, speaker, kind, how sure"), 580, func(l *library) int { return l.totals.quotes }, writeQuotations},
	{"mentions", named("a name where it stands: offsets, kind, whose it is"), 190, func(l *library) int { return l.totals.mentions }, writeMentions},
	{"entities", named("a person, organisation or place: names, roles, links out"), 420,
		func(l *library) int { return l.totals.kinds[0] + l.totals.kinds[1] + l.totals.kinds[2] }, writeEntities},
	{"dates", named("a date: as written, as resolved, precision"), 190, func(l *library) int { return len(l.calendar.refs) }, writeDates},
}

// downloads plans the open data: five files, their checksums, and the page
// that says what they are.
func (p *planner) downloads() {
	lib := p.library
	p.view("the page of downloads", "/data/", "data.html", nil, func() (*view, error) {
		v := &dataView{Spine: [3]string{lib.say("Data"), lib.figure(len(datasets)), lib.say("files")}, Example: lib.exampleLine()}
		for _, d := range datasets {
			v.Files = append(v.Files, dataFile{d.name, "/data/" + d.name + ".jsonl", lib.say(d.line), lib.figure(d.lines(lib))})
		}
		return &view{Title: lib.say("Open data"), Section: "/data/", Main: v, Description: lib.say("Everything marked in the archive, as files, and its feeds.")}, nil
	})
	for _, d := range datasets {
		p.file("the download "+d.name, "/data/"+d.name+".jsonl", nil, func(w io.Writer) error { return d.to(lib, w) })
	}
	p.file("the checksums of the downloads", "/data/SHA256SUMS", nil, func(w io.Writer) error {
		for _, d := range datasets {
			hash := sha256.New()
			if err := d.to(lib, hash); err != nil {
				return err
			}
			if _, err := fmt.Fprintf(w, "%x  %s.jsonl\n", hash.Sum(nil), d.name); err != nil {
				return err
			}
		}
		return nil
	})
}

func (d dataset) to(lib *library, w io.Writer) error {
	if b, ok := w.(*bytes.Buffer); ok {
		b.Grow(d.lines(lib) * d.bytes) // a buffer that grows by doubling holds a large file three times
	}
	buffered := bufio.NewWriterSize(w, 64<<10)
	encoder := json.NewEncoder(buffered)
	encoder.SetEscapeHTML(false)
	if err := d.write(lib, encoder); err != nil {
		return err
	}
	return buffered.Flush()
}

// exampleLine is a line of the quotations, for the page.
func (lib *library) exampleLine() string {
	for _, e := range lib.archive.Entries {
		if len(e.Quotes) == 0 {
			continue
		}
		best := 0
		for i := range e.Quotes {
			if e.Quotes[i].Kind == annotate.Direct {
				best = i
				break
			}
		}
		line, err := json.MarshalIndent(lib.quoteLine(e, best, codePoints(e)), "", " ")
		if err != nil {
			return ""
		}
		return string(line)
	}
	return ""
}

type articleLine struct {
	ID      string   `json:"id"`
	Shelf   string   `json:"shelf_mark"`
	URL     string   `json:"url"`
	Title   string   `json:"title"`
	Date    string   `json:"date,omitempty"`
	DateBy  string   `json:"date_by,omitempty"`
	Updated string   `json:"updated,omitempty"`
	Byline  []string `json:"byline,omitempty"`
	Source  string   `json:"source,omitempty"`
	From    string   `json:"source_url,omitempty"`
	Tags    []string `json:"tags,omitempty"`
	Lang    string   `json:"lang"`
	Words   int      `json:"words"`
	Quotes  int      `json:"quotations"`
}

func writeArticles(lib *library, out *json.Encoder) error {
	for _, e := range lib.archive.Entries {
		if err := out.Encode(articleLine{
			ID: e.ID, Shelf: e.ShelfMark(), URL: lib.links.abs(lib.url(e)), Title: lib.title(e), Date: dateValue(e.Date), DateBy: e.Date.By,
			Updated: dateValue(e.Updated), Byline: e.Byline, Source: e.Source, From: outside(e.URL), Tags: e.Tags, Lang: lib.language(e),
			Words: e.Words, Quotes: len(e.Quotes),
		}); err != nil {
			return err
		}
	}
	return nil
}

type spanLine struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

type speakerLine struct {
	spanLine
	Entities []string `json:"entities,omitempty"`
	Role     string   `json:"role,omitempty"`
	Unnamed  bool     `json:"unnamed,omitempty"`
}

type quoteLine struct {
	Article string       `json:"article"`
	ID      string       `json:"id"`
	URL     string       `json:"url"`
	Kind    string       `json:"kind"`
	Spans   []spanLine   `json:"spans"`
	Cue     *spanLine    `json:"cue,omitempty"`
	Speaker *speakerLine `json:"speaker,omitempty"`
	Sure    int          `json:"sure"`
	Score   int          `json:"score"`
	Rule    string       `json:"rule,omitempty"`
}

// codePoints converts an article's byte offsets into the code points that
// published data counts in. The text is read as far as annotations reach.
func codePoints(e *archive.Entry) func(text.Span) spanLine {
	end := e.Headline.End
	if n := len(e.Blocks); n > 0 {
		end = max(end, e.Blocks[n-1].Span.End)
	}
	words := e.Reader.Slice(text.Span{End: end})
	offsets := text.NewOffsets(words)
	return func(s text.Span) spanLine {
		return spanLine{offsets.CodePoints(s.Start), offsets.CodePoints(s.End), s.In(words)}
	}
}

func (lib *library) quoteLine(e *archive.Entry, i int, span func(text.Span) spanLine) quoteLine {
	q := &e.Quotes[i]
	line := quoteLine{Article: e.ID, ID: quoteID(e, i), URL: lib.links.abs(lib.url(e) + "#" + quoteID(e, i)), Kind: q.Kind.String(), Spans: []spanLine{},
		Sure: certainty(q.Score), Score: q.Score, Rule: q.Rule}
	for _, s := range q.Spans {
		line.Spans = append(line.Spans, span(s))
	}
	if !q.Cue.IsZero() {
		cue := span(q.Cue)
		line.Cue = &cue
	}
	if q.Attributed() {
		s := speakerLine{spanLine: span(q.Speaker.Span), Unnamed: q.Speaker.Unnamed}
		for _, c := range q.Speaker.Clusters {
			if entity := entityOf(e, c); entity != nil {
				s.Entities = append(s.Entities, entity.ID)
			}
		}
		if len(q.Speaker.Clusters) == 1 {
			s.Role = roleIn(e, q.Speaker.Clusters[0])
		}
		line.Speaker = &s
	}
	return line
}

func writeQuotations(lib *library, out *json.Encoder) error {
	for _, e := range lib.archive.Entries {
		if len(e.Quotes) == 0 {
			continue
		}
		span := codePoints(e)
		for i := range e.Quotes {
			if err := out.Encode(lib.quoteLine(e, i, span)); err != nil {
				return err
			}
		}
	}
	return nil
}

type mentionLine struct {
	Article string `json:"article"`
	spanLine
	Type   string `json:"type"`
	Entity string `json:"entity,omitempty"`
	Score  int    `json:"score"`
}

func writeMentions(lib *library, out *json.Encoder) error {
	for _, e := range lib.archive.Entries {
		if len(e.Mentions) == 0 {
			continue
		}
		span := codePoints(e)
		for _, m := range e.Mentions {
			line := mentionLine{Article: e.ID, spanLine: span(m.Span), Type: m.Kind.String(), Score: m.Score}
			if entity := entityOf(e, m.Cluster); entity != nil {
				line.Entity = entity.ID
			}
			if err := out.Encode(line); err != nil {
				return err
			}
		}
	}
	return nil
}

type entityLine struct {
	ID          string      `json:"id"`
	Type        string      `json:"type"`
	Name        string      `json:"name"`
	URL         string      `json:"url"`
	Names       []aliasLine `json:"names,omitempty"`
	Roles       []aliasLine `json:"roles,omitempty"`
	Description string      `json:"description,omitempty"`
	Wikidata    string      `json:"wikidata,omitempty"`
	Coordinates []float64   `json:"coordinates,omitempty"` // latitude, longitude
	Country     string      `json:"country,omitempty"`
	Mentions    int         `json:"mentions"`
	Articles    int         `json:"articles"`
	Quotes      int         `json:"quotations"`
	Reasons     []string    `json:"reasons,omitempty"`
}

type aliasLine struct {
	Text  string `json:"text"`
	Count int    `json:"count"`
}

func writeEntities(lib *library, out *json.Encoder) error {
	for _, e := range lib.archive.Entities {
		if !shown(e) {
			continue
		}
		line := entityLine{ID: e.ID, Type: e.Kind.String(), Name: e.Name, URL: lib.links.abs(lib.entityURL(e)), Description: e.Description, Wikidata: e.Wikidata,
			Country: e.Country, Mentions: len(e.Mentions), Articles: articlesOf(e), Quotes: len(e.Quotes), Reasons: e.Reasons}
		if c := e.Coordinates; c != nil {
			line.Coordinates = []float64{c.Lat, c.Lon}
		}
		for _, a := range e.Aliases {
			line.Names = append(line.Names, aliasLine{oneLine(a.Text), a.Count})
		}
		for _, r := range e.Roles {
			line.Roles = append(line.Roles, aliasLine{oneLine(r.Text), r.Count})
		}
		if err := out.Encode(line); err != nil {
			return err
		}
	}
	return nil
}

type dateLine struct {
	Article string `json:"article"`
	spanLine
	Value     string `json:"value"`
	Precision string `json:"precision"`
	Anchored  bool   `json:"anchored"`
	Score     int    `json:"score"`
}

func writeDates(lib *library, out *json.Encoder) error {
	for _, e := range lib.archive.Entries {
		if len(e.Dates) == 0 {
			continue
		}
		span := codePoints(e)
		for _, d := range e.Dates {
			m, ok := momentOf(d.Value)
			if !ok {
				continue
			}
			if err := out.Encode(dateLine{e.ID, span(d.Span), d.Value, m.precision, d.Anchored, d.Score}); err != nil {
				return err
			}
		}
	}
	return nil
}
