package site

import "pressmark/generator/archive"

func (lib *library) relatedItems(e *archive.Entry) []relatedItem {
	var items []relatedItem
	for _, pointer := range e.ReadMore {
		items = append(items, relatedItem{Title: oneLine(pointer), Lead: "Recommended by the source itself, under “Read More”. Not in this archive."})
	}
	return items
}
