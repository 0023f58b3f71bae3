package site

import (
	"strings"

	"pressmark/generator/archive"
)

const (
	relatedShown = 4
	companyShown = 24
)

// A near is an article near to another, with the first of those that both name.
type near struct {
	entry  *archive.Entry
	shared [3]*archive.Entity
}

// nearest finds the articles nearest to one.
func (lib *library) nearest(e *archive.Entry) []near {
	var all []near
	for _, r := range lib.archive.Related(e, relatedShown) {
		one, n := near{entry: r.Entry}, 0
		for _, entity := range r.Shared {
			if n < len(one.shared) && shown(entity) {
				one.shared[n] = entity
				n++
			}
		}
		if n > 0 {
			all = append(all, one)
		}
	}
	return all
}

// related is nearest, which is worked out for the key of an article's page and
// kept until the page is made.
func (lib *library) related(e *archive.Entry, keep bool) []near {
	if lib.archive.Entries[e.Index] != e {
		return lib.nearest(e) // edited since
	}
	kept := &lib.nears[e.Index]
	if keep {
		all := lib.nearest(e)
		kept.Store(&all)
		return all
	}
	if all := kept.Swap(nil); all != nil {
		return *all
	}
	return lib.nearest(e)
}

// relatedItems are the articles nearest to one, each with the reason, and the
// pointers that the article's file gives itself.
func (lib *library) relatedItems(e *archive.Entry) []relatedItem {
	var items []relatedItem
	for _, one := range lib.related(e, false) {
		item := relatedItem{Title: lib.title(one.entry), URL: lib.url(one.entry)}
		for _, entity := range one.shared {
			if entity != nil {
				item.Shared = append(item.Shared, entity.Name)
			}
		}
		item.Lead = lib.say("Shares {names}", "names", strings.Join(item.Shared, ", "))
		items = append(items, item)
	}
	for _, pointer := range e.ReadMore {
		items = append(items, relatedItem{Title: oneLine(pointer), Lead: lib.say("Recommended by the source itself, under “Read More”. Not in this archive.")})
	}
	return items
}
