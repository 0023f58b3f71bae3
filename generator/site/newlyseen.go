package site

import (
	"cmp"
	"slices"
	"strings"

	"pressmark/generator/annotate"
	"pressmark/generator/archive"
)

// A name is newly seen for so many days after the first article that names it.
const newDays, newShown = 30, 8

// A newRow is a name that the archive did not have before.
type newRow struct {
	Name       part
	About      string
	Day, Value string // of the first article
	Count      string
}

// newlySeen are the names that the articles of the last days name first, those
// named most first. Names of undated articles may be older than they look, and
// are left out.
func (lib *library) newlySeen() []newRow {
	if lib.today.value == "" {
		return nil
	}
	since := lib.today.from.AddDate(0, 0, -newDays)
	type seen struct {
		*archive.Entity
		first *archive.Entry
	}
	var all []seen
	for kind := annotate.Person; kind <= annotate.Place; kind++ {
		for _, e := range lib.visible[kind] {
			articles := e.Articles()
			if len(articles) == 0 || !lib.hasPage(e) {
				continue
			}
			first := lib.archive.Entries[articles[len(articles)-1]] // the oldest, or undated
			if m, ok := momentOf(dateValue(first.Date)); ok && m.precision == "day" && m.from.After(since) && !m.from.After(lib.today.from) {
				all = append(all, seen{e, first})
			}
		}
	}
	if len(all) == len(lib.entities) {
		return nil // of a young archive all names are new
	}
	slices.SortFunc(all, func(x, y seen) int {
		return cmp.Or(cmp.Compare(len(y.Mentions), len(x.Mentions)), strings.Compare(x.ID, y.ID))
	})
	var rows []newRow
	for _, e := range all[:min(newShown, len(all))] {
		rows = append(rows, newRow{lib.entityPart(e.Entity), aboutInShort(e.Entity), lib.shortDate(e.first.Date), dateValue(e.first.Date), lib.count(len(e.Mentions), "mention")})
	}
	return rows
}
