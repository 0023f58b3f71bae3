package export

import (
	"bufio"
	"encoding/json"
	"io"
	"net/url"
	"strings"

	"pressmark/generator/archive"
)

// lines is a file of JSON Lines.
func lines(w io.Writer) (*json.Encoder, *sink) {
	buffered := bufio.NewWriterSize(w, 64<<10)
	encoder := json.NewEncoder(buffered)
	encoder.SetEscapeHTML(false)
	return encoder, &sink{finish: buffered.Flush}
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
	Licence string   `json:"licence,omitempty"`
	Words   int      `json:"words"`
	Quotes  int      `json:"quotations"`
}

func (it *item) line() articleLine {
	return articleLine{
		ID: it.ID, Shelf: it.ShelfMark(), URL: it.url, Title: it.title, Date: it.published(), DateBy: it.Date.By, Updated: it.updated(),
		Byline: it.Byline, Source: it.Source, From: webAddress(it.URL), Tags: it.Tags, Lang: it.lang, Licence: it.licence, Words: it.Words, Quotes: len(it.quotes),
	}
}

// webAddress is an address of the web; "" for anything else.
func webAddress(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" || !strings.EqualFold(u.Scheme, "http") && !strings.EqualFold(u.Scheme, "https") {
		return ""
	}
	return u.String()
}

func openArticleLines(_ *Site, _ *File, w io.Writer) (*sink, error) {
	out, s := lines(w)
	s.article = func(it *item) error { return out.Encode(it.line()) }
	return s, nil
}

type spanLine struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

func (s span) line() spanLine { return spanLine{s.start, s.end, s.words} }

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

func (it *item) quoteLine(q *quote) quoteLine {
	line := quoteLine{Article: it.ID, ID: q.id, URL: it.url + "#" + q.id, Kind: q.kind, Spans: []spanLine{}, Sure: Sure(q.score), Score: q.score, Rule: q.rule}
	for _, s := range q.spans {
		line.Spans = append(line.Spans, s.line())
	}
	if q.cue != nil {
		cue := q.cue.line()
		line.Cue = &cue
	}
	if s := q.speaker; s != nil {
		line.Speaker = &speakerLine{spanLine: s.line(), Entities: ids(s.entities), Role: s.role, Unnamed: s.unnamed}
		line.Speaker.Text = s.called()
	}
	return line
}

func ids(entities []*archive.Entity) []string {
	var all []string
	for _, e := range entities {
		all = append(all, e.ID)
	}
	return all
}

func openQuoteLines(_ *Site, _ *File, w io.Writer) (*sink, error) {
	out, s := lines(w)
	s.article = func(it *item) error {
		for i := range it.quotes {
			if err := out.Encode(it.quoteLine(&it.quotes[i])); err != nil {
				return err
			}
		}
		return nil
	}
	return s, nil
}

// Example is a line of the quotations, as JSON for people: a direct one of the
// newest article that has any. It is "" if there is none.
func Example(s *Site) string {
	for _, e := range s.Archive.Entries {
		if len(e.Quotes) == 0 {
			continue
		}
		it := s.item(e)
		best := &it.quotes[0]
		for i := range it.quotes {
			if it.quotes[i].kind == "direct" {
				best = &it.quotes[i]
				break
			}
		}
		line, err := json.MarshalIndent(it.quoteLine(best), "", " ")
		if err != nil {
			return ""
		}
		return string(line)
	}
	return ""
}

type mentionLine struct {
	Article string `json:"article"`
	spanLine
	Type   string `json:"type"`
	Entity string `json:"entity,omitempty"`
	Score  int    `json:"score"`
}

func openMentionLines(_ *Site, _ *File, w io.Writer) (*sink, error) {
	out, s := lines(w)
	s.article = func(it *item) error {
		for i := range it.mentions {
			m := &it.mentions[i]
			if err := out.Encode(mentionLine{it.ID, m.line(), m.kind, idOf(m.entity), m.score}); err != nil {
				return err
			}
		}
		return nil
	}
	return s, nil
}

func idOf(e *archive.Entity) string {
	if e == nil {
		return ""
	}
	return e.ID
}

type dateLine struct {
	Article string `json:"article"`
	spanLine
	Value     string `json:"value"`
	Precision string `json:"precision"`
	Anchored  bool   `json:"anchored"`
	Score     int    `json:"score"`
}

func openDateLines(_ *Site, _ *File, w io.Writer) (*sink, error) {
	out, s := lines(w)
	s.article = func(it *item) error {
		for i := range it.dates {
			d := &it.dates[i]
			if err := out.Encode(dateLine{it.ID, d.line(), d.value, d.precision, d.anchored, d.score}); err != nil {
				return err
			}
		}
		return nil
	}
	return s, nil
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

func (s *Site) entityLine(e *archive.Entity) entityLine {
	line := entityLine{ID: e.ID, Type: e.Kind.String(), Name: e.Name, URL: s.EntityURL(e), Description: e.Description, Wikidata: e.Wikidata,
		Country: e.Country, Mentions: len(e.Mentions), Articles: articlesNaming(e), Quotes: len(e.Quotes), Reasons: e.Reasons}
	if c := e.Coordinates; c != nil {
		line.Coordinates = []float64{c.Lat, c.Lon}
	}
	for _, a := range e.Aliases {
		line.Names = append(line.Names, aliasLine{oneLine(a.Text), a.Count})
	}
	for _, r := range e.Roles {
		line.Roles = append(line.Roles, aliasLine{oneLine(r.Text), r.Count})
	}
	return line
}

// articlesNaming is how many articles name an entity.
func articlesNaming(e *archive.Entity) int {
	n := 0
	var last *archive.Entry
	for _, o := range e.Mentions {
		if o.Entry != last {
			n, last = n+1, o.Entry
		}
	}
	return n
}

func openEntityLines(site *Site, _ *File, w io.Writer) (*sink, error) {
	out, s := lines(w)
	s.entity = func(e *archive.Entity) error { return out.Encode(site.entityLine(e)) }
	return s, nil
}
