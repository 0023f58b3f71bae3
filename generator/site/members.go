package site

import (
	"pressmark/generator/annotate"
	"pressmark/generator/archive"
)

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
