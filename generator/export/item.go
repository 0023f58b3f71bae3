package export

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"pressmark/generator/archive"
	"pressmark/generator/source"
	"pressmark/generator/text"
)

// An item is one article as every format sees it. What all need is worked out
// once.
type item struct {
	*archive.Entry
	site    *Site
	url     string
	title   string
	lang    string
	licence string // of the text: a name or an address
	text    string // as far as anything is marked in it
	offsets *text.Offsets

	mentions []mention
	dates    []date
	quotes   []quote
}

// A span is a piece of the text: in bytes, and in code points as published.
type span struct {
	text.Span
	start, end int
	words      string
}

type mention struct {
	span
	kind   string
	entity *archive.Entity // nil if the site does not tell of it
	score  int
}

type date struct {
	span
	value, precision string
	from, to         time.Time // its first and last day
	anchored         bool
	score            int
}

type quote struct {
	id, kind string
	spans    []span
	cue      *span
	speaker  *speaker
	score    int
	rule     string
}

type speaker struct {
	span
	entities []*archive.Entity
	role     string
	unnamed  bool
}

// called is the speaker's words, or the name of who speaks, if that was said by
// a correction and the article has no words for it.
func (p *speaker) called() string {
	if p.words != "" || len(p.entities) == 0 {
		return p.words
	}
	return oneLine(p.entities[0].Name)
}

// item reads an article.
func (s *Site) item(e *archive.Entry) *item {
	end := e.Headline.End
	if n := len(e.Blocks); n > 0 {
		end = max(end, e.Blocks[n-1].Span.End)
	}
	it := &item{Entry: e, site: s, url: s.ArticleURL(e), title: oneLine(e.Title), lang: e.Lang, text: e.Reader.Slice(text.Span{End: end})}
	if it.title == "" {
		it.title = s.Untitled
	}
	if it.lang == "" {
		it.lang = s.Lang
	}
	if it.licence = oneLine(e.Rights.Licence); it.licence == "" {
		it.licence = oneLine(s.TextLicence)
	}
	it.offsets = text.NewOffsets(it.text)
	for _, m := range e.Mentions {
		it.mentions = append(it.mentions, mention{it.span(m.Span), m.Kind.String(), s.entityOf(e, m.Cluster), m.Score})
	}
	for _, d := range e.Dates {
		if precision, from, to := Extent(d.Value); precision != "" {
			it.dates = append(it.dates, date{it.span(d.Span), d.Value, precision, from, to, d.Anchored, d.Score})
		}
	}
	for i := range e.Quotes {
		it.quotes = append(it.quotes, it.quote(i))
	}
	return it
}

func (it *item) span(s text.Span) span {
	end := min(s.End, len(it.text))
	s = text.Span{Start: min(s.Start, end), End: end}
	return span{s, it.offsets.CodePoints(s.Start), it.offsets.CodePoints(s.End), it.text[s.Start:s.End]}
}

func (it *item) quote(i int) quote {
	q := &it.Quotes[i]
	all := quote{kind: q.Kind.String(), score: q.Score, rule: q.Rule, id: "q" + strconv.Itoa(i+1)}
	if i < len(it.QuoteIDs) {
		all.id = it.QuoteIDs[i]
	}
	for _, s := range q.Spans {
		all.spans = append(all.spans, it.span(s))
	}
	if !q.Cue.IsZero() {
		cue := it.span(q.Cue)
		all.cue = &cue
	}
	if q.Attributed() {
		all.speaker = &speaker{span: it.span(q.Speaker.Span), unnamed: q.Speaker.Unnamed}
		for _, c := range q.Speaker.Clusters {
			if entity := it.site.entityOf(it.Entry, c); entity != nil {
				all.speaker.entities = append(all.speaker.entities, entity)
			}
		}
		if c := q.Speaker.Clusters; len(c) == 1 && c[0] >= 0 && c[0] < len(it.Clusters) && len(it.Clusters[c[0]].Roles) > 0 {
			all.speaker.role = oneLine(it.span(it.Clusters[c[0]].Roles[0].Span).words)
		}
	}
	return all
}

// published is the article's date as precise as it is known.
func (it *item) published() string { return DateText(it.Date) }

func (it *item) updated() string { return DateText(it.Updated) }

// DateText is a date as precise as it is known: 2020-09-01, 2020-09 or 2020; ""
// if there is none.
func DateText(d source.Date) string {
	switch {
	case d.Year == 0:
		return ""
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Stamp is a date with its time, as RFC 3339 wants it: the first moment of what
// is known. "" if there is none.
func Stamp(d source.Date) string {
	_, from, _ := Extent(DateText(d))
	if from.IsZero() {
		return ""
	}
	clock := "00:00:00Z"
	if d.Clock != "" && d.Day > 0 {
		if _, err := time.Parse("15:04:05Z07:00", d.Clock); err == nil {
			clock = d.Clock
		}
	}
	return from.Format(time.DateOnly) + "T" + clock
}

// Extent is how precise a date's value is (day, week, month, year, decade), and
// its first and last day. The precision is "" of what is no date.
func Extent(value string) (precision string, from, to time.Time) {
	day := func(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }
	if len(value) == 4 && (value[3] == 'X' || value[3] == 's') {
		if n, err := strconv.ParseUint(value[:3], 10, 16); err == nil {
			return "decade", day(int(n)*10, 1, 1), day(int(n)*10+9, 12, 31)
		}
		return "", from, to
	}
	if year, week, ok := strings.Cut(value, "-W"); ok {
		y, errYear := strconv.ParseUint(year, 10, 16)
		w, errWeek := strconv.ParseUint(week, 10, 16)
		if errYear != nil || errWeek != nil || len(year) != 4 || w < 1 || w > 53 {
			return "", from, to
		}
		// The week with 4 January is the first (ISO 8601).
		fourth := day(int(y), 1, 4)
		monday := fourth.AddDate(0, 0, -(int(fourth.Weekday())+6)%7+7*(int(w)-1))
		return "week", monday, monday.AddDate(0, 0, 6)
	}
	// By its length, as trying one layout after the other makes an error of each.
	switch len(value) {
	case len("2006-01-02"):
		if t, err := time.Parse(time.DateOnly, value); err == nil {
			return "day", t, t
		}
	case len("2006-01"):
		if t, err := time.Parse("2006-01", value); err == nil {
			return "month", t, t.AddDate(0, 1, -1)
		}
	case len("2006"):
		if t, err := time.Parse("2006", value); err == nil {
			return "year", t, t.AddDate(1, 0, -1)
		}
	}
	return "", from, to
}

// object stands in an article's text for an image or a piece of code.
const object = "\uFFFC"

// oneLine puts single spaces for every run of white space, and leaves out what
// stands for no words.
func oneLine(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, object, " ")), " ")
}
