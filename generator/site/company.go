package site

import (
	"cmp"
	"slices"

	"pressmark/generator/archive"
)

// A companion is somebody who is named in the same articles as another.
type companion struct {
	entity   *archive.Entity
	passages int // paragraphs that name both
	articles int
}

func (c companion) tally() string {
	if c.passages > 0 {
		return count(c.passages, "passage")
	}
	if c.articles == 1 {
		return "same article"
	}
	return count(c.articles, "article")
}

const companyShown = 24

// company are those named most with an entity: by paragraphs that name both,
// then by articles. The newest five hundred articles are looked at, which is
// enough to rank.
func (lib *library) company(of *archive.Entity) []companion {
	found := map[*archive.Entity]*companion{}
	articles := 0
	for i := 0; i < len(of.Mentions); {
		e := of.Mentions[i].Entry
		blocks := map[int]bool{}
		for ; i < len(of.Mentions) && of.Mentions[i].Entry == e; i++ {
			blocks[blockAt(e, of.Mentions[i].Span.Start)] = true
		}
		if articles++; articles > 500 {
			break
		}
		together := map[*archive.Entity]map[int]bool{}
		for _, m := range e.Mentions {
			other := entityOf(e, m.Cluster)
			if other == nil || other == of {
				continue
			}
			if together[other] == nil {
				together[other] = map[int]bool{}
			}
			if b := blockAt(e, m.Span.Start); b > 0 && blocks[b] {
				together[other][b] = true
			}
		}
		for other, in := range together {
			if found[other] == nil {
				found[other] = &companion{entity: other}
			}
			found[other].articles++
			found[other].passages += len(in)
		}
	}
	all := make([]companion, 0, len(found))
	for _, c := range found {
		all = append(all, *c)
	}
	slices.SortFunc(all, func(x, y companion) int {
		return cmp.Or(cmp.Compare(y.passages, x.passages), cmp.Compare(y.articles, x.articles), cmp.Compare(x.entity.ID, y.entity.ID))
	})
	return all[:min(companyShown, len(all))]
}
