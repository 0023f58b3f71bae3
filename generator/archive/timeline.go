package archive

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A DateRef is one date expression of one entry.
type DateRef struct {
	Value string // as annotate.Date has it
	Entry *Entry
	Date  int // index into Entry.Dates
}

// Dates returns all date expressions by value, the earliest day first; of
// values that begin on one day the longer time first; then in order of Entries.
func (a *Archive) Dates() []DateRef {
	type keyed struct {
		key string
		ref DateRef
	}
	var all []keyed
	for _, e := range a.Entries {
		for i, d := range e.Dates {
			all = append(all, keyed{DateKey(d.Value), DateRef{d.Value, e, i}})
		}
	}
	slices.SortFunc(all, func(a, b keyed) int {
		return cmp.Or(strings.Compare(a.key, b.key), cmp.Compare(a.ref.Entry.Index, b.ref.Entry.Index), cmp.Compare(a.ref.Date, b.ref.Date))
	})
	out := make([]DateRef, len(all))
	for i := range all {
		out[i] = all[i].ref
	}
	return out
}

// DateKey is a text by which date values sort: the first day of the value and
// a digit that puts the longer before the shorter ("2020-09-01 2" for
// "2020-09"). A value of another form sorts by itself.
func DateKey(value string) string {
	switch {
	case !validValue(value):
		return value
	case strings.HasSuffix(value, "s"):
		return value[:3] + "0-01-01 0"
	case len(value) == 4:
		return value + "-01-01 1"
	case strings.Contains(value, "W"):
		y, _ := strconv.Atoi(value[:4])
		week, _ := strconv.Atoi(value[6:])
		// The week with 4 January is the first (ISO 8601).
		day := time.Date(y, 1, 4, 0, 0, 0, 0, time.UTC)
		day = day.AddDate(0, 0, -(int(day.Weekday())+6)%7+7*(week-1))
		return fmt.Sprintf("%04d-%02d-%02d 3", day.Year(), day.Month(), day.Day())
	case len(value) == 7:
		return value + "-01 2"
	}
	return value + " 4"
}
