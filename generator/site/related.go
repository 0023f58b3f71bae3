package site

import (
	"strings"

	"pressmark/generator/archive"
)

const (
	relatedShown = 5
	companyShown = 24
)

// relatedItems are the articles nearest to one, each with the reason, and the
// pointers that the article's file gives itself.
func (lib *library) relatedItems(e *archive.Entry) []relatedItem {
	var items []relatedItem
	for _, near := range lib.archive.Related(e, relatedShown) {
		item := relatedItem{Title: lib.title(near.Entry), URL: lib.url(near.Entry)}
		for _, entity := range near.Shared {
			if len(item.Shared) < 3 && shown(entity) {
				item.Shared = append(item.Shared, entity.Name)
			}
		}
		if len(item.Shared) > 0 {
			item.Lead = lib.say("Shares {names}", "names", strings.Join(item.Shared, ", "))
			items = append(items, item)
		}
	}
	for _, pointer := range e.ReadMore {
		items = append(items, relatedItem{Title: oneLine(pointer), Lead: lib.say("Recommended by the source itself, under “Read More”. Not in this archive.")})
	}
	return items
}
