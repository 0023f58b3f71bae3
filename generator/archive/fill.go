package archive

import (
	"cmp"
	"slices"
	"strings"

	"pressmark/generator/text"
)

// fill gives the entities their mentions, quotations, aliases and roles.
func (r *resolver) fill() {
	for i, e := range r.archive.Entities {
		e.number = int32(i)
	}
	r.fillMentions()
	r.fillQuotes()
	r.fillAliases()
	r.fillRoles()
	r.fillArticles()
	r.archive.setRarity()
	for _, v := range r.voices {
		r.archive.Voices = append(r.archive.Voices, *v)
	}
	slices.SortFunc(r.archive.Voices, func(a, b Voice) int {
		return cmp.Or(cmp.Compare(len(b.Quotes), len(a.Quotes)), strings.Compare(a.Words, b.Words))
	})
}

// each calls do for all mentions and references of an entry that stand for an
// entity of their own, in order of their place.
func (e *Entry) each(do func(entity *Entity, o Occurrence)) {
	mentions, references := e.Mentions, e.References
	for len(mentions) > 0 || len(references) > 0 {
		if len(references) == 0 || len(mentions) > 0 && mentions[0].Span.Start <= references[0].Span.Start {
			m := &mentions[0]
			mentions = mentions[1:]
			if entity := e.Entities[m.Cluster]; entity != nil {
				do(entity, Occurrence{e, m.Span, false})
			}
		} else {
			ref := &references[0]
			references = references[1:]
			if entity := e.Entities[ref.Cluster]; entity != nil {
				do(entity, Occurrence{e, ref.Span, true})
			}
		}
	}
}

func (r *resolver) fillMentions() {
	counts := make([]int, len(r.archive.Entities))
	total := 0
	for _, e := range r.entries {
		e.each(func(entity *Entity, _ Occurrence) { counts[entity.number]++; total++ })
	}
	// One allocation for all, cut exactly: this list is most of the index.
	slab := make([]Occurrence, total)
	for i, entity := range r.archive.Entities {
		n := counts[i]
		entity.Mentions, slab = slab[:0:n], slab[n:]
	}
	for _, e := range r.entries {
		e.each(func(entity *Entity, o Occurrence) { entity.Mentions = append(entity.Mentions, o) })
	}
}

// fillQuotes gives each entity the quotations it says and those of others that
// name it. What a group says ("Belarusians") its place does not.
func (r *resolver) fillQuotes() {
	type part struct {
		span  text.Span
		quote int
	}
	var parts []part
	for _, e := range r.entries {
		parts = parts[:0]
		for q := range e.Quotes {
			ref := QuoteRef{e, q}
			for _, c := range e.Quotes[q].Speaker.Clusters {
				if entity := e.Entities[c]; entity != nil && !endsWith(entity.Quotes, ref) {
					entity.Quotes = append(entity.Quotes, ref)
				}
			}
			for _, s := range e.Quotes[q].Spans {
				parts = append(parts, part{s, q})
			}
		}
		if len(parts) == 0 {
			continue
		}
		slices.SortFunc(parts, func(a, b part) int {
			return cmp.Or(cmp.Compare(a.span.Start, b.span.Start), cmp.Compare(a.quote, b.quote))
		})
		// Both lists are in order of place: one sweep, with the parts that are
		// open (quotations nest two or three deep at most).
		var open []part
		next := 0
		e.each(func(entity *Entity, o Occurrence) {
			for next < len(parts) && parts[next].span.Start <= o.Span.Start {
				open = append(open, parts[next])
				next++
			}
			open = slices.DeleteFunc(open, func(p part) bool { return p.span.End <= o.Span.Start })
			for _, p := range open {
				if p.span.Contains(o.Span) {
					addAbout(entity, e, p.quote)
				}
			}
		})
	}
	for _, entity := range r.archive.Entities {
		slices.SortFunc(entity.About, func(a, b QuoteRef) int {
			return cmp.Or(cmp.Compare(a.Entry.Index, b.Entry.Index), cmp.Compare(a.Quote, b.Quote))
		})
	}
}

func endsWith(refs []QuoteRef, ref QuoteRef) bool {
	return len(refs) > 0 && refs[len(refs)-1] == ref
}

// addAbout adds a quotation that names the entity, once, if others say it.
func addAbout(entity *Entity, e *Entry, quote int) {
	for _, c := range e.Quotes[quote].Speaker.Clusters {
		if e.Entities[c] == entity {
			return
		}
	}
	for i := len(entity.About) - 1; i >= 0 && entity.About[i].Entry == e; i-- {
		if entity.About[i].Quote == quote {
			return
		}
	}
	entity.About = append(entity.About, QuoteRef{e, quote})
}

func (r *resolver) fillAliases() {
	type written struct{ entity, alias int32 }
	counts := map[written]int{}
	for i, e := range r.entries {
		for m := range e.Mentions {
			if entity := e.Entities[e.Mentions[m].Cluster]; entity != nil {
				counts[written{entity.number, r.aliases[i][m]}]++
			}
		}
	}
	for w, n := range counts {
		if s := r.strings.list[w.alias]; s != "" {
			entity := r.archive.Entities[w.entity]
			entity.Aliases = append(entity.Aliases, Alias{s, n})
		}
	}
	for _, entity := range r.archive.Entities {
		slices.SortFunc(entity.Aliases, func(a, b Alias) int {
			return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Text, b.Text))
		})
	}
}

// fillRoles counts the roles of each entity. The text shown is as the earliest
// article has it.
func (r *resolver) fillRoles() {
	order := make([]int32, len(r.entries))
	for i, rank := range r.rank {
		order[rank] = int32(i)
	}
	type held struct {
		entity *Entity
		words  string
	}
	at := map[held]int{}
	for _, i := range order {
		e := r.entries[i]
		for c := range e.Clusters {
			entity := e.Entities[c]
			if entity == nil {
				continue
			}
			for _, role := range e.Clusters[c].Roles {
				if e.Reader == nil {
					continue
				}
				written := strings.Join(strings.Fields(e.Reader.Slice(role.Span)), " ")
				words := normalRole(written)
				if words == "" || known().kin[words] { // "wife" says nothing without whose
					continue
				}
				o := Occurrence{Entry: e, Span: role.Span}
				n, ok := at[held{entity, words}]
				if !ok {
					n = len(entity.Roles)
					entity.Roles = append(entity.Roles, Role{Text: strings.Clone(written), First: o})
					at[held{entity, strings.Clone(words)}] = n
				}
				entity.Roles[n].Count++
				entity.Roles[n].Last = o
			}
		}
	}
	for _, entity := range r.archive.Entities {
		slices.SortStableFunc(entity.Roles, func(a, b Role) int {
			return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Text, b.Text))
		})
	}
}

// fillArticles lists the articles of each entity and flags those in none.
func (r *resolver) fillArticles() {
	for _, entity := range r.archive.Entities {
		n, last := 0, (*Entry)(nil)
		for i := range entity.Mentions {
			if e := entity.Mentions[i].Entry; e != last {
				n, last = n+1, e
			}
		}
		entity.articles = make([]int32, 0, n)
		for i := range entity.Mentions {
			if index := int32(entity.Mentions[i].Entry.Index); len(entity.articles) == 0 || entity.articles[len(entity.articles)-1] != index {
				entity.articles = append(entity.articles, index)
			}
		}
		for _, q := range entity.Quotes {
			if at, found := slices.BinarySearch(entity.articles, int32(q.Entry.Index)); !found {
				entity.articles = slices.Insert(entity.articles, at, int32(q.Entry.Index))
			}
		}
		entity.Unmentioned = len(entity.articles) == 0
	}
}
