package site

import (
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Tags that differ in symbols have pages of their own, spellings of one word
// share one, and a name of symbols alone has an address too.
func TestShelves(t *testing.T) {
	files := map[string]string{
		"one.md":   "---\ntitle: One\ndate: 2020-01-04\nsource: ★\ntags: [C++, cafe, 'C#', C 2, 日本]\n---\n\nText.\n",
		"two.md":   "---\ntitle: Two\ndate: 2020-01-03\nsource: The Gazette\ntags: [C, Café, '+', town-hall]\n---\n\nText.\n",
		"three.md": "---\ntitle: Three\ndate: 2020-01-02\nsource: THE GAZETTE.\ntags: [CAFÉ, Café, 'C++', Town Hall]\n---\n\nText.\n",
		"four.md":  "---\ntitle: Four\ndate: 2020-01-01\nsource: The Gazette\n---\n\nText.\n",
	}
	a, o := fixtureArchive(t, files)
	s, err := Plan(a, o)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, shelves := range [][]*shelf{s.shared.tags, s.shared.sources} {
		for _, one := range shelves {
			got = append(got, one.name+" "+one.url+" "+strconv.Itoa(len(one.entries)))
		}
	}
	slices.Sort(got)
	want := []string{
		"+ /tags/a318c242/ 1", "C /tags/c/ 1", "C 2 /tags/c-2/ 1", "C# /tags/c-3/ 1", "C++ /tags/c-4/ 2", "Café /tags/cafe/ 3",
		"The Gazette /sources/the-gazette/ 3", "town-hall /tags/town-hall/ 2", "★ /sources/26c57b08/ 1", "日本 /tags/日本/ 1",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	checkLinks(t, rendered(t, a, o), "")
}

const saidInNorthfield = "\n\nThe {River Council|organization} claimed that water was cheap.\n"

// Every quotation can be reached from the list of quotations, whether its
// article has a date or not.
func TestUndatedQuotations(t *testing.T) {
	files := map[string]string{"one.txt": "One" + saidInNorthfield, "two.txt": "Two" + saidInNorthfield}
	a, o := fixtureDated(t, files, nil)
	pages := rendered(t, a, o)
	list := pages["quotes/index.html"]
	if strings.Count(list, "<blockquote>") != 2 || strings.Contains(list, "/quotes/undated/") {
		t.Errorf("nothing is dated, but the list is\n%s", list)
	}
	a, o = fixtureDated(t, files, map[string]string{"one.txt": "date: 2020-01-01\n"})
	pages = rendered(t, a, o)
	list = pages["quotes/index.html"]
	if strings.Count(list, "<blockquote>") != 2 || strings.Count(list, `href="/quotes/undated/"`) != 1 || !strings.Contains(list, "1 quotation in undated articles") {
		t.Errorf("one article is dated, but the list is\n%s", list)
	}
	if !strings.Contains(pages["quotes/undated/index.html"], "<blockquote>") {
		t.Error("the undated quotation is nowhere")
	}
	if year := pages["quotes/2020/index.html"]; strings.Count(year, "<blockquote>") != 1 {
		t.Errorf("of 2020 are\n%s", year)
	}
	checkLinks(t, pages, "")
}
