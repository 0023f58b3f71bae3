package site

import (
	"strings"

	"pressmark/generator/annotate"
	"pressmark/generator/archive"
)

// A card opens over a name or a date and says in a few lines what it is.
type card struct {
	ID, Class, Sigil, Kind string
	Name, URL              string
	About                  string
	Facts                  []fact
}

var sigils = map[string]string{"person": "●", "organisation": "■", "place": "▲", "date": "◆"}

// A citation is the card with which a quotation is cited.
type citation struct {
	ID, Number string
	Text       string
	URL        string // the permalink, absolute if the site's address is known
	Fragment   string // the permalink that lights the words themselves
}

// A member is one person, organisation or place as an article has it.
type member struct {
	entity    *archive.Entity
	clusters  []int
	mentions  int // headline included
	byRef     int
	quotes    int
	direct    int
	roles     []string
	firstTime int // offset of the first mention
}

// members are who an article names, by first mention.
func members(e *archive.Entry) []*member {
	byEntity := map[*archive.Entity]*member{}
	var all []*member
	of := func(cluster, at int) *member {
		entity := entityOf(e, cluster)
		if entity == nil {
			return nil
		}
		m := byEntity[entity]
		if m == nil {
			m = &member{entity: entity, firstTime: at}
			byEntity[entity] = m
			all = append(all, m)
		}
		m.firstTime = min(m.firstTime, at)
		return m
	}
	for _, name := range e.Mentions {
		if m := of(name.Cluster, name.Span.Start); m != nil {
			m.mentions++
		}
	}
	for _, r := range e.References {
		if m := of(r.Cluster, r.Span.Start); m != nil {
			m.byRef++
		}
	}
	for c := range e.Clusters {
		if entity := entityOf(e, c); entity != nil && byEntity[entity] != nil {
			m := byEntity[entity]
			m.clusters = append(m.clusters, c)
			m.roles = append(m.roles, rolesIn(e, c)...)
		}
	}
	for i := range e.Quotes {
		q := &e.Quotes[i]
		var done []*member
		for _, c := range q.Speaker.Clusters {
			m := byEntity[entityOf(e, c)]
			if m == nil || containsMember(done, m) {
				continue
			}
			done = append(done, m)
			m.quotes++
			if q.Kind == annotate.Direct {
				m.direct++
			}
		}
	}
	return all
}

func containsMember(list []*member, m *member) bool {
	for _, have := range list {
		if have == m {
			return true
		}
	}
	return false
}

// cards are one for each name and each date marked in the article.
func (lib *library) cards(e *archive.Entry, cast []*member) []card {
	var all []card
	for _, m := range cast {
		all = append(all, lib.entityCard(m))
	}
	seen := map[string]int{}
	for _, d := range e.Dates {
		at, ok := momentOf(d.Value)
		if !ok {
			continue
		}
		id := dateCardID(at)
		if seen[id]++; seen[id] > 1 {
			continue
		}
		written := slice(e, d.Span)
		about := ""
		if written != at.long() {
			about = "Written here as “" + written + "”"
		}
		c := card{ID: id, Class: "date", Sigil: sigils["date"], Kind: "Date", Name: at.long(), URL: lib.dateURL(d.Value), About: about}
		if d.Rule != "" {
			c.Facts = append(c.Facts, row("Resolved", plain(d.Rule)))
		}
		if at.precision != "day" {
			c.Facts = append(c.Facts, row("Precision", plain(at.precision)))
		}
		c.Facts = append(c.Facts, fact{Term: "How sure", Lines: [][]part{nil}, Sure: certainty(d.Score)})
		all = append(all, c)
	}
	return all
}

func (lib *library) entityCard(m *member) card {
	class := kindClass(m.entity.Kind)
	c := card{ID: cardID(m.entity), Class: class, Sigil: sigils[class], Kind: capital(class), Name: m.entity.Name, URL: lib.entityURL(m.entity)}
	switch {
	case len(m.roles) > 0:
		c.About = "Written here as “" + strings.Join(m.roles, "”, “") + "”"
	case m.entity.Description != "":
		c.About = shorten(m.entity.Description, 140)
	}
	here := []string{count(m.mentions+m.byRef, "mention")}
	if m.quotes > 0 {
		here = append(here, count(m.quotes, "quotation"))
	} else if m.entity.Kind == annotate.Person {
		here = append(here, "not quoted")
	}
	c.Facts = append(c.Facts, row("Here", plain(strings.Join(here, ", "))))
	archive := []string{count(articlesOf(m.entity), "article")}
	if n := len(m.entity.Quotes); n > 0 {
		archive = append(archive, count(n, "quotation"))
	}
	c.Facts = append(c.Facts, row("Archive", plain(strings.Join(archive, ", "))))
	if m.entity.Wikidata != "" {
		c.Facts = append(c.Facts, row("Wikidata", plain(m.entity.Wikidata)))
	}
	return c
}

// articlesOf is the number of articles that name an entity. Its mentions are
// in order of articles.
func articlesOf(e *archive.Entity) int {
	n := 0
	var last *archive.Entry
	for _, o := range e.Mentions {
		if o.Entry != last {
			n++
			last = o.Entry
		}
	}
	return n
}

// cite is how a quotation is cited.
func (lib *library) cite(e *archive.Entry, q quotation) citation {
	words := q.words()
	if q.Kind == "indirect" {
		words = strings.TrimRight(words, ".")
	}
	var b strings.Builder
	b.WriteString(q.speakerNames("; "))
	b.WriteString(" (" + q.Kind)
	if q.Cue != "" {
		b.WriteString(", “" + q.Cue + "”")
	}
	b.WriteString("): " + words)
	if !strings.HasSuffix(words, "”") {
		b.WriteString(".")
	}
	b.WriteString(" In “" + q.Title + "”, ")
	if e.Source != "" {
		b.WriteString(oneLine(e.Source) + ", ")
	}
	b.WriteString(longDate(e.Date) + ". " + lib.options.Title + " " + q.Shelf + ", " + q.ID + ".")
	c := citation{ID: q.ID, Number: figure(q.Number), Text: b.String(), URL: lib.links.abs(q.URL)}
	if f := textFragment(q); f != "" {
		c.Fragment = lib.links.abs(strings.TrimSuffix(q.URL, "#"+q.ID)) + "#" + q.ID + ":~:" + f
	}
	return c
}

// textFragment points a browser at the words of a quotation's first segment,
// by its first and last few (WICG scroll-to-text-fragment).
func textFragment(q quotation) string {
	if len(q.Segments) == 0 {
		return ""
	}
	var b strings.Builder
	for _, p := range q.Segments[0].Parts {
		b.WriteString(p.Text)
	}
	words := strings.Fields(b.String())
	if len(words) == 0 {
		return ""
	}
	if len(words) <= 8 {
		return "text=" + fragmentEscape(strings.Join(words, " "))
	}
	return "text=" + fragmentEscape(strings.Join(words[:4], " ")) + "," + fragmentEscape(strings.Join(words[len(words)-4:], " "))
}

// fragmentEscape percent-encodes all but letters and digits; hyphens and
// commas have a meaning in text fragments.
func fragmentEscape(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '.' || c == '_' {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteByte(hex[c>>4])
		b.WriteByte(hex[c&15])
	}
	return b.String()
}
