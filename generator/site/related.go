package site

import (
	"cmp"
	"slices"

	"pressmark/generator/archive"
)

const relatedShown = 5

// relatedItems are the articles nearest to one, each with the reason, and the
// pointers that the article's file gives itself.
func (lib *library) relatedItems(e *archive.Entry) []relatedItem {
	var items []relatedItem
	for _, near := range lib.nearest(e) {
		item := relatedItem{Title: title(near.entry), URL: lib.url(near.entry), Lead: "Shares"}
		for _, entity := range near.shared[:min(3, len(near.shared))] {
			item.Shared = append(item.Shared, entityPart(entity))
		}
		items = append(items, item)
	}
	for _, pointer := range e.ReadMore {
		items = append(items, relatedItem{Title: oneLine(pointer), Lead: "Recommended by the source itself, under “Read More”. Not in this archive."})
	}
	return items
}

type nearArticle struct {
	entry  *archive.Entry
	shared []*archive.Entity // rarest first
	weight int
}

// nearest are the articles that share most with one. A name weighs the more
// the fewer articles have it; of a name that many have, the articles nearest
// in time are looked at.
func (lib *library) nearest(e *archive.Entry) []nearArticle {
	const around = 40
	found := map[*archive.Entry]*nearArticle{}
	cast := members(e)
	slices.SortStableFunc(cast, func(x, y *member) int {
		return cmp.Or(cmp.Compare(len(x.entity.Articles()), len(y.entity.Articles())), cmp.Compare(x.entity.ID, y.entity.ID))
	})
	total := len(lib.archive.Entries)
	for _, m := range cast {
		in := m.entity.Articles()
		weight := 1
		for n := len(in); n < total; n *= 2 {
			weight++ // about the logarithm of rarity
		}
		at, _ := slices.BinarySearchFunc(in, e.Index, func(x *archive.Entry, index int) int { return cmp.Compare(x.Index, index) })
		for _, other := range in[max(0, at-around):min(len(in), at+around)] {
			if other == e {
				continue
			}
			if found[other] == nil {
				found[other] = &nearArticle{entry: other}
			}
			found[other].weight += weight
			found[other].shared = append(found[other].shared, m.entity)
		}
	}
	all := make([]nearArticle, 0, len(found))
	for _, n := range found {
		if len(n.shared) > 1 || n.weight > 3 || total < 20 {
			all = append(all, *n)
		}
	}
	slices.SortFunc(all, func(x, y nearArticle) int {
		return cmp.Or(cmp.Compare(y.weight, x.weight), cmp.Compare(x.entry.Index, y.entry.Index))
	})
	return all[:min(relatedShown, len(all))]
}
