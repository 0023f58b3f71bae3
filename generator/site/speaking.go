package site

import (
	"strconv"
	"strings"

	"pressmark/generator/annotate"
	"pressmark/generator/archive"
	"pressmark/generator/text"
)

// A quotation is one row of a list of quotations, and the matter of its note
// and its citation.
type quotation struct {
	ID       string // permanent
	Number   int    // in its article, from 1
	Kind     string // "direct", "indirect", "mixed"
	Label    string // "Direct, two segments"
	Classes  string // of its marks
	Speakers []part
	Role     string // or what is known of the speaker instead
	Cue      string
	Sure     int
	Segments []segment
	URL      string // of the quotation in its article
	Title    string // of the article
	Shelf    string
	Date     string
	Datetime string
	Anchor   string // id of the row on this page; "" for none

	Again     []link // where else the same words are quoted
	AgainMore int    // and in how many articles more
}

// A segment is one run of words. A mixed one has parts in marks.
type segment struct {
	Parts []part // Class "quote direct" for words in marks
}

// quotationOf describes one quotation.
func (lib *library) quotationOf(e *archive.Entry, i int) quotation {
	q := &e.Quotes[i]
	row := quotation{
		ID: quoteID(e, i), Number: i + 1, Kind: q.Kind.String(), Sure: certainty(q.Score),
		Title: lib.title(e), Shelf: e.ShelfMark(), Date: lib.shortDate(e.Date), Datetime: dateValue(e.Date),
		URL: lib.url(e) + "#" + quoteID(e, i),
	}
	row.Classes = quoteClasses(q)
	row.Label = lib.quoteKind(q.Kind)
	if n := len(q.Spans); n > 1 {
		row.Label += ", " + lib.many(n, "{n} segments")
	}
	if outer := enclosing(e, i); outer >= 0 {
		row.Label += ", " + lib.say("inside quotation {n}", "n", lib.figure(outer+1))
	}
	if !q.Cue.IsZero() {
		row.Cue = slice(e, q.Cue)
	}
	row.Speakers, row.Role = lib.speakers(e, q)
	for _, s := range q.Spans {
		words := slice(e, s)
		if q.Kind == annotate.Mixed {
			row.Segments = append(row.Segments, segment{inMarks(words)})
		} else {
			row.Segments = append(row.Segments, segment{[]part{{Text: words}}})
		}
	}
	return row
}

func quoteID(e *archive.Entry, i int) string {
	if i < len(e.QuoteIDs) {
		return e.QuoteIDs[i]
	}
	return "q" + strconv.Itoa(i+1)
}

func (lib *library) title(e *archive.Entry) string {
	if t := oneLine(e.Title); t != "" {
		return t
	}
	return lib.say("Untitled")
}

func quoteClasses(q *annotate.Quote) string {
	c := "quote " + q.Kind.String()
	if certainty(q.Score) == 1 {
		c += " possible"
	}
	return c
}

// enclosing is the quotation of the article within which another stands, or -1.
func enclosing(e *archive.Entry, i int) int {
	first := e.Quotes[i].Spans
	if len(first) == 0 {
		return -1
	}
	for j := range e.Quotes {
		if j == i {
			continue
		}
		for _, s := range e.Quotes[j].Spans {
			if s.Contains(first[0]) && s != first[0] {
				return j
			}
		}
	}
	return -1
}

// inMarks divides words into those in double quotation marks and the rest.
func inMarks(words string) []part {
	var parts []part
	for words != "" {
		open := strings.IndexAny(words, "“\"«„")
		if open < 0 {
			break
		}
		size := len("“")
		closing := "”"
		switch {
		case words[open] == '"':
			size, closing = 1, `"`
		case strings.HasPrefix(words[open:], "«"):
			size, closing = len("«"), "»"
		case strings.HasPrefix(words[open:], "„"):
			closing = "“"
		}
		end := strings.Index(words[open+size:], closing)
		if end < 0 {
			break
		}
		end += open + size + len(closing)
		if open > 0 {
			parts = append(parts, part{Text: words[:open]})
		}
		parts = append(parts, part{Text: words[open:end], Class: "quote direct"})
		words = words[end:]
	}
	if words != "" {
		parts = append(parts, part{Text: words})
	}
	return parts
}

// speakers names who says a quotation, and in a few words what is known of
// them: the role the article gives, that only a state is named, or how the
// article writes them.
func (lib *library) speakers(e *archive.Entry, q *annotate.Quote) ([]part, string) {
	if !q.Attributed() {
		return []part{{Text: lib.say("Nobody named")}}, lib.say("the text gives no speaker")
	}
	known := lib.speakersKnown(e, q)
	if len(known) == 0 {
		name := voiceName(e, q)
		if standsForHidden(e, q) {
			return []part{{Text: capital(name)}}, ""
		}
		if v := lib.voiceOf[voiceSlug(name)]; v != nil {
			return []part{{Text: capital(name), URL: v.url, Class: "voice"}}, lib.say("no person named")
		}
		return []part{{Text: capital(name)}}, lib.say("the text does not say who")
	}
	var parts []part
	for _, entity := range known {
		parts = append(parts, lib.entityPart(entity))
	}
	switch {
	case q.Speaker.Unnamed:
		return parts, lib.say("through “{words}”", "words", shorten(slice(e, q.Speaker.Span), 60))
	case len(known) > 1:
		return parts, lib.many(len(known), "{n} speakers")
	case known[0].Kind == annotate.Person:
		if written := asReference(e, q.Speaker); written != "" {
			return parts, lib.say("written as “{words}”", "words", written)
		}
		return parts, roleIn(e, q.Speaker.Clusters[0])
	case known[0].Kind == annotate.Place:
		return parts, lib.say("no person named")
	}
	return parts, lib.say("no person named")
}

// asReference is the pronoun or description that stands for a speaker who is
// not named on the spot.
func asReference(e *archive.Entry, s annotate.Speaker) string {
	for _, m := range e.Mentions {
		if s.Span.Contains(m.Span) {
			return ""
		}
	}
	return shorten(slice(e, s.Span), 60)
}

// roleIn is what an article calls somebody, in its own words.
func roleIn(e *archive.Entry, cluster int) string {
	if cluster < 0 || cluster >= len(e.Clusters) || len(e.Clusters[cluster].Roles) == 0 {
		return ""
	}
	return slice(e, e.Clusters[cluster].Roles[0].Span)
}

// rolesIn are all that an article calls somebody, each once.
func rolesIn(e *archive.Entry, cluster int) []string {
	var roles []string
	seen := map[string]bool{}
	for _, r := range e.Clusters[cluster].Roles {
		words := slice(e, r.Span)
		if key := text.Fold(words); words != "" && !seen[key] {
			seen[key] = true
			roles = append(roles, words)
		}
	}
	return roles
}

func (lib *library) entityPart(e *archive.Entity) part {
	return part{Text: e.Name, URL: lib.entityURL(e), Class: kindClass(e.Kind)}
}

// speakerNames joins the names of a quotation's speakers.
func (q quotation) speakerNames(sep string) string {
	var names []string
	for _, s := range q.Speakers {
		names = append(names, s.Text)
	}
	return strings.Join(names, sep)
}

// words is a quotation on one line, gaps shown.
func (q quotation) words() string {
	var b strings.Builder
	for i, s := range q.Segments {
		if i > 0 {
			b.WriteString(" […] ")
		}
		for _, p := range s.Parts {
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

// A note stands in the margin beside a quotation.
type note struct {
	quotation
	Lang string // of the article
	Also []link // where else the same words are quoted
}
