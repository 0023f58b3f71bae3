package site

import (
	"cmp"
	"slices"
	"strings"

	"pressmark/generator/annotate"
	"pressmark/generator/archive"
)

// castGroups are the columns of the panel: people, places, organisations and
// dates. A column without rows is left out.
func (lib *library) castGroups(e *archive.Entry, cast []*member) []castGroup {
	var groups []castGroup
	for _, kind := range [...]annotate.Kind{annotate.Person, annotate.Place, annotate.Organization} {
		g := castGroup{Title: capital(lib.kindWords(kind))}
		var of []*member
		for _, m := range cast {
			if m.entity.Kind == kind {
				of = append(of, m)
			}
		}
		slices.SortStableFunc(of, func(x, y *member) int {
			return cmp.Or(cmp.Compare(y.quotes, x.quotes), cmp.Compare(y.mentions+y.byRef, x.mentions+x.byRef), cmp.Compare(x.firstTime, y.firstTime))
		})
		for _, m := range of[:min(len(of), castShown(e))] {
			g.Rows = append(g.Rows, lib.castRowOf(m))
		}
		if kind == annotate.Person {
			g.Line = lib.unnamedLine(e)
		}
		if kind == annotate.Place {
			g.Map = lib.locator(of)
		}
		if len(g.Rows) > 0 || len(g.Line) > 0 {
			g.Count = lib.figure(len(of))
			if more := len(of) - len(g.Rows); more > 0 {
				g.Line = append(g.Line, plain(" "+lib.many(more, "and {n} more")))
			}
			groups = append(groups, g)
		}
	}
	if g := lib.dateGroup(e); len(g.Rows) > 0 {
		groups = append(groups, g)
	}
	return groups
}

// castShown is how many rows a column of the panel has: the longer the article,
// the more.
func castShown(e *archive.Entry) int { return max(5, e.Words/75) }

func (lib *library) castRowOf(m *member) castRow {
	r := castRow{Name: link{URL: lib.entityURL(m.entity), Text: m.entity.Name, Class: kindClass(m.entity.Kind)}, Role: strings.Join(m.roles, "; "), Says: m.quotes > 0}
	switch {
	case m.quotes > 0 && m.direct > 0 && m.direct < m.quotes:
		r.Tally = lib.count(m.quotes, "quotation") + ", " + lib.many(m.direct, "{n} direct")
	case m.quotes > 0:
		r.Tally = lib.count(m.quotes, "quotation")
	case m.mentions+m.byRef > 1:
		r.Tally = lib.count(m.mentions+m.byRef, "mention")
	}
	return r
}

// unnamedLine counts the quotations of speakers who are no named person.
func (lib *library) unnamedLine(e *archive.Entry) []part {
	type speaker struct {
		part
		n int
	}
	var all []*speaker
	for i := range e.Quotes {
		q := &e.Quotes[i]
		if !q.Attributed() {
			continue
		}
		known := lib.speakersKnown(e, q)
		var said []part
		if len(known) == 0 && !standsForHidden(e, q) {
			name := voiceName(e, q)
			p := part{Text: name, Class: "voice"}
			if v := lib.voiceOf[voiceSlug(name)]; v != nil {
				p.URL = v.url
			}
			said = append(said, p)
		}
		for _, entity := range known {
			if entity.Kind != annotate.Person {
				said = append(said, lib.entityPart(entity))
			}
		}
		for _, p := range said {
			at := slices.IndexFunc(all, func(s *speaker) bool {
				return s.URL == p.URL && (p.URL != "" || strings.EqualFold(s.Text, p.Text))
			})
			if at < 0 {
				all = append(all, &speaker{p, 1})
			} else {
				all[at].n++
			}
		}
	}
	if len(all) == 0 {
		return nil
	}
	slices.SortStableFunc(all, func(x, y *speaker) int { return cmp.Compare(y.n, x.n) })
	line := []part{plain(lib.say("Speaking without a name:") + " ")}
	for i, s := range all {
		line = append(line, s.part, plain(" "+lib.figure(s.n)))
		if i < len(all)-1 {
			line = append(line, plain(", "))
		}
	}
	return append(line, plain("."))
}

func (lib *library) dateGroup(e *archive.Entry) castGroup {
	g := castGroup{Title: lib.say("Dates")}
	dates := distinctDates(e)
	for _, m := range dates[:min(len(dates), castShown(e))] {
		r := castRow{Name: link{URL: lib.dateURL(m.value), Text: lib.long(m), Class: "date"}}
		var written []string
		n, rule := 0, ""
		for _, d := range e.Dates {
			if d.Value != m.value {
				continue
			}
			n++
			if d.Anchored {
				rule = d.Rule
			}
			words := slice(e, d.Span)
			// A date without its year is written well enough.
			if !strings.HasPrefix(lib.long(m), words) && !slices.Contains(written, "“"+words+"”") {
				written = append(written, "“"+words+"”")
			}
		}
		if r.Tally = strings.Join(written, ", "); n > 1 && r.Tally != "" {
			r.Tally += ", " + lib.times(n)
		}
		if len(written) > 0 && rule != "" {
			r.Role = capital(lib.dateRule(rule))
		}
		g.Rows = append(g.Rows, r)
	}
	g.Count = lib.figure(len(dates))
	if more := len(dates) - len(g.Rows); more > 0 {
		g.Line = []part{plain(lib.many(more, "and {n} more"))}
	}
	g.Map = lib.dateStrip(dates)
	return g
}
