package site

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"pressmark/generator/archive"
	"pressmark/generator/source"
	"pressmark/generator/text"
)

// Ranks order marks that share both ends, outermost first.
const (
	rankQuote = iota
	rankLink
	rankInner
)

// A marker turns an article's annotations into marks and numbers for the
// renderer of its body.
type marker struct {
	lib     *library
	entry   *archive.Entry
	marks   []source.Mark
	inserts []source.Insert
	links   []text.Span    // spans that are links already
	layers  map[string]int // marks in the body, by layer
}

func newMarker(lib *library, e *archive.Entry) *marker {
	m := &marker{lib: lib, entry: e, layers: map[string]int{}}
	m.names()
	m.references()
	m.dates()
	m.quotations()
	return m
}

// inBody tells the text's body from its headline, whose names are counted but
// not marked.
func (m *marker) inBody(s text.Span) bool {
	return s.Len() > 0 && (m.entry.Headline.IsZero() || s.Start >= m.entry.Headline.End)
}

// link marks a span as a link unless a part of it is one; a link can't stand
// inside another.
func (m *marker) link(s text.Span, href, class string) {
	at, _ := slices.BinarySearchFunc(m.links, s.Start, func(have text.Span, start int) int { return cmp.Compare(have.Start, start) })
	if (at > 0 && m.links[at-1].End > s.Start) || (at < len(m.links) && m.links[at].Start < s.End) {
		m.marks = append(m.marks, source.Mark{Span: s, Tag: "span", Rank: rankLink, Attrs: []source.Attr{{Name: "class", Value: class}}})
		return
	}
	m.links = slices.Insert(m.links, at, s)
	// What kind of thing it is, the style sheet sees by the address.
	var attrs []source.Attr
	if _, by, ok := strings.Cut(class, " "); ok {
		attrs = append(attrs, source.Attr{Name: "class", Value: by})
	}
	m.marks = append(m.marks, source.Mark{Span: s, Tag: "a", Rank: rankLink, Attrs: append(attrs, source.Attr{Name: "href", Value: m.lib.links.href(href)})})
}

func (m *marker) names() {
	for _, name := range m.entry.Mentions {
		if entity := entityOf(m.entry, name.Cluster); entity != nil && m.inBody(name.Span) {
			m.layers[kindClass(entity.Kind)]++
			m.link(name.Span, m.lib.entityURL(entity), kindClass(entity.Kind))
		}
	}
}

func (m *marker) references() {
	for _, r := range m.entry.References {
		if entity := entityOf(m.entry, r.Cluster); entity != nil && m.inBody(r.Span) {
			m.layers[kindClass(entity.Kind)]++
			m.link(r.Span, m.lib.entityURL(entity), kindClass(entity.Kind)+" by")
		}
	}
}

func (m *marker) dates() {
	for _, d := range m.entry.Dates {
		if _, ok := momentOf(d.Value); !ok || !m.inBody(d.Span) {
			continue
		}
		m.layers["date"]++
		m.link(d.Span, m.lib.dateURL(d.Value), "date")
	}
}

func (m *marker) quotations() {
	for i := range m.entry.Quotes {
		q := &m.entry.Quotes[i]
		id, number := quoteID(m.entry, i), strconv.Itoa(i+1)
		m.layers["quote"]++
		for n, s := range q.Spans {
			m.marks = append(m.marks, source.Mark{Span: s, Tag: "mark", Rank: rankQuote, Attrs: []source.Attr{
				{Name: "class", Value: quoteClasses(q)}, {Name: "id", Value: segmentID(id, n)}}})
			if q.Kind.String() == "mixed" {
				m.wordsInMarks(s)
			}
			m.inserts = append(m.inserts, source.Insert{At: m.afterStop(s.End), Tag: "a", Text: number, Attrs: []source.Attr{
				{Name: "class", Value: "nr"}, {Name: "href", Value: "#n" + number}}})
		}
		if !q.Cue.IsZero() && m.inBody(q.Cue) {
			m.marks = append(m.marks, source.Mark{Span: q.Cue, Tag: "span", Rank: rankInner, Attrs: []source.Attr{{Name: "class", Value: "cue"}}})
		}
		if v := m.lib.voiceFor(m.entry, i); v != nil && m.inBody(q.Speaker.Span) && !m.touchesLink(q.Speaker.Span) {
			m.link(q.Speaker.Span, v.url, "voice")
		}
	}
}

// touchesLink reports whether a part of a span is a link already, as the
// speaker of two quotations is.
func (m *marker) touchesLink(s text.Span) bool {
	return slices.ContainsFunc(m.links, func(have text.Span) bool { return have.Overlaps(s) })
}

// wordsInMarks marks the words of a mixed quotation that are in quotation
// marks.
func (m *marker) wordsInMarks(s text.Span) {
	at := s.Start
	for _, p := range inMarks(m.entry.Reader.Slice(s)) {
		span := text.Span{Start: at, End: at + len(p.Text)}
		at = span.End
		if p.Class != "" {
			m.marks = append(m.marks, source.Mark{Span: span, Tag: "span", Rank: rankInner, Attrs: []source.Attr{{Name: "class", Value: p.Class}}})
		}
	}
}

// afterStop moves behind the stops and closing marks that follow an offset, so
// that the number stands where a printer would set it.
func (m *marker) afterStop(at int) int {
	block := blockSpan(m.entry, max(at-1, 0))
	if at >= block.End {
		return at
	}
	rest := m.entry.Reader.Slice(text.Span{Start: at, End: min(block.End, at+8)})
	for i, r := range rest {
		if !strings.ContainsRune(".,;:!?”’\"»", r) {
			return at + i
		}
	}
	return at + len(rest)
}

// segmentID is the id of the nth segment's mark. The first has the
// quotation's own.
func segmentID(id string, n int) string {
	if n == 0 {
		return id
	}
	return id + "-" + strconv.Itoa(n+1)
}

// voiceFor is the voice that says a quotation, or nil.
func (lib *library) voiceFor(e *archive.Entry, i int) *voice {
	q := &e.Quotes[i]
	if !q.Attributed() || len(lib.speakersKnown(e, q)) > 0 || standsForHidden(e, q) {
		return nil
	}
	return lib.voiceOf[voiceSlug(voiceName(e, q))]
}
