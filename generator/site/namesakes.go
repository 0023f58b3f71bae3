package site

import (
	"cmp"
	"slices"
	"strings"

	"pressmark/generator/archive"
	"pressmark/generator/fault"
	"pressmark/generator/source"
)

// addresses gives each article its address. Two titles that are the same in one
// month are common in a real archive ("Weather", "Letters to the Editor"), and
// no reason to fail: of articles whose slug was made from the title, the oldest
// keeps the plain address and each later one has its shelf mark appended, with
// a warning. What somebody wrote, a slug or an alias, is never changed; where
// two such meet, planning the second page is a fault.
func (lib *library) addresses(pattern permalink) {
	entries := lib.archive.Entries
	lib.entryURL = make([]string, len(entries))
	at := make(map[string][]*archive.Entry, len(entries))
	for i, e := range entries {
		lib.entryURL[i] = pattern.of(e)
		key := strings.ToLower(lib.entryURL[i])
		at[key] = append(at[key], e)
	}
	if !slices.Contains(pattern.parts, ":slug") {
		return
	}
	for _, e := range entries {
		same := at[strings.ToLower(lib.entryURL[e.Index])]
		if len(same) < 2 || !slugIsDerived(e) {
			continue
		}
		if keeper := slices.MinFunc(same, byClaim); keeper != e {
			url := lib.entryURL[e.Index]
			lib.entryURL[e.Index] = pattern.with(e, "-"+e.ShelfMark())
			w := fault.New(e.Path, 0, 0, "give one of them a slug of its own",
				"its title would give it the address %q of %s, so it is published at %q", url, keeper.Path, lib.entryURL[e.Index])
			w.Warning = true
			lib.warnings = append(lib.warnings, w)
		}
	}
}

// byClaim orders articles by their claim to an address: those that ask for it
// before those whose title happens to give it, older before newer.
func byClaim(x, y *archive.Entry) int {
	asks := func(e *archive.Entry) int {
		if slugIsDerived(e) {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(asks(x), asks(y)), cmp.Compare(x.Date.Year, y.Date.Year), cmp.Compare(x.Date.Month, y.Date.Month),
		cmp.Compare(x.Date.Day, y.Date.Day), strings.Compare(x.ID, y.ID))
}

// slugIsDerived reports whether an article's slug is what its title gives. One
// that is written out in the file and says the same counts as derived.
func slugIsDerived(e *archive.Entry) bool {
	return e.Slug == "" || e.Slug == source.Slugify(e.Title) || e.Slug == e.ShelfMark()
}
