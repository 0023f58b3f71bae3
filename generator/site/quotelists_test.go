package site

import (
	"fmt"
	"strings"
	"testing"

	"pressmark/generator/archive"
)

// Words that three articles give are one row of a speaker's list, which says
// where else they stand, and head the list of words quoted most.
func TestQuotedAgain(t *testing.T) {
	files := map[string]string{}
	for i := range 3 {
		files[fmt.Sprintf("a%d.txt", i)] = fmt.Sprintf("Report %d\n\n{Ada Brook|person} claimed that the old bridge over the river was closed for good.\n", i)
	}
	files["b.txt"] = "Another\n\n{Ada Brook|person} claimed that nobody had asked her about any of it yet.\n"
	a, o := fixtureDated(t, files, nil)
	lib, err := newLibrary(a, o)
	if err != nil {
		t.Fatal(err)
	}
	brook := a.Entity("person/ada-brook")
	if len(brook.Quotes) != 4 {
		t.Fatalf("%d quotations", len(brook.Quotes))
	}
	once := lib.once(brook.Quotes)
	if len(once) != 2 || len(brook.Quotes) != 4 {
		t.Errorf("%d of them are listed", len(once))
	}
	refs, counts := lib.quotedMost(10)
	if len(refs) != 1 || counts[0] != 3 {
		t.Errorf("quoted most: %v in %v articles", refs, counts)
	}
	pages := rendered(t, a, o)
	if page := pages["people/ada-brook/index.html"]; strings.Count(page, "the old bridge") != 1+3 { // and three lines in context
		t.Errorf("the words stand %d times on the page of who said them", strings.Count(page, "the old bridge"))
	} else if !strings.Contains(page, "Also in <a href=\"/undated/report-1/#q") {
		t.Error("it does not say where else they stand")
	}
}

// A strip of years shows those around the current one, and leads to all.
func TestYearStrip(t *testing.T) {
	lib, err := newLibrary(&archive.Archive{}, Options{Clock: "2020-05-05"})
	if err != nil {
		t.Fatal(err)
	}
	years := func(from, to int) []yearCount {
		var all []yearCount
		for y := to; y >= from; y-- {
			all = append(all, yearCount{y, y % 7, fmt.Sprint("/", y, "/")})
		}
		return all
	}
	for _, c := range []struct{ from, to, current, first, last int }{
		{2019, 2020, 0, 2019, 2020}, {1961, 2020, 0, 1961, 2020}, {1851, 2020, 0, 1961, 2020},
		{1851, 2090, 0, 1967, 2026}, {1851, 2020, 1900, 1847 + 4, 1910}, {1851, 2020, 1851, 1851, 1910},
	} {
		s := lib.strip(years(c.from, c.to), "article", c.current, "/all/")
		first, last := s.Years[0].URL, s.Years[len(s.Years)-1].URL
		if first != fmt.Sprint("/", c.first, "/") || last != fmt.Sprint("/", c.last, "/") || (s.All != nil) != (c.to-c.from >= yearsOnStrip) {
			t.Errorf("%d to %d around %d: from %s to %s, all at %v", c.from, c.to, c.current, first, last, s.All)
		}
	}
	if lib.strip(years(2020, 2020), "article", 0, "/all/") != nil {
		t.Error("a strip of one year")
	}
}

func TestShare(t *testing.T) {
	for _, c := range []struct {
		part, whole int
		want        string
	}{{0, 0, ""}, {0, 3, "0%"}, {3, 3, "100%"}, {1, 3, "33%"}, {2, 3, "67%"}, {999, 1000, "99%"}, {1, 1000, "1%"}} {
		if got := share(c.part, c.whole); got != c.want {
			t.Errorf("share(%d, %d) = %q, want %q", c.part, c.whole, got, c.want)
		}
	}
}
