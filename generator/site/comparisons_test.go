package site

import (
	"fmt"
	"strings"
	"testing"
)

// comparedFiles are articles in which two speak about the same place, one of
// them about the other, and a third only about a tag's matter.
func comparedFiles() (files, sidecars map[string]string) {
	files, sidecars = map[string]string{}, map[string]string{}
	put := func(source, tag, words string) {
		name := fmt.Sprintf("a%02d.txt", len(files))
		files[name] = fmt.Sprintf("Report %d\n\n%s\n", len(files), words)
		sidecars[name] = fmt.Sprintf("date: 2020-01-%02d\ntags: [%s]\nsource: %s\n", len(files), tag, source)
	}
	put("Gazette", "rivers", "{Ada Brook|person} claimed that {Northfield|place} had no money left for a bridge.")
	put("Gazette", "rivers", "{Ada Brook|person} claimed that {Tom Ash|person} had never seen the river in winter. {Northfield|place} was quiet.")
	put("Herald", "rivers", "{Tom Ash|person} claimed that {Northfield|place} could pay for two bridges at once.")
	put("Herald", "rivers", "{Tom Ash|person} claimed that {Ada Brook|person} wanted no bridge of any kind. {Northfield|place} was not.")
	put("Gazette", "rivers", "{Ada Brook|person} claimed that the ferry ran late on every day of that week.")
	put("Herald", "rivers", "{Tom Ash|person} claimed that the pier was rotten and had been for years.")
	put("Herald", "rivers", "{Jo Lind|person} claimed that the water stood higher than in any year before.")
	put("Gazette", "roads", "{Max Ferro|person} claimed that the road was closed to lorries until spring.")
	return files, sidecars
}

func TestComparisons(t *testing.T) {
	files, sidecars := comparedFiles()
	a, o := fixtureDated(t, files, sidecars)
	pages := rendered(t, a, o)
	checkLinks(t, pages, "")
	page := pages["compare/ada-brook/tom-ash/index.html"]
	for _, must := range []string{`id="each-other"`, `id="place-northfield"`, `id="tag-rivers"`, "no money left", "pay for two bridges", "never seen the river", "wanted no bridge"} {
		if !strings.Contains(page, must) {
			t.Errorf("the page of two speakers lacks %q", must)
		}
	}
	if n := strings.Count(page, "no money left"); n != 1 {
		t.Errorf("what is said of Northfield stands %d times", n)
	}
	if i, j := strings.Index(page, `id="place-northfield"`), strings.Index(page, `id="tag-rivers"`); i > j {
		t.Error("a tag comes before who is named")
	}
	if pages["compare/jo-lind/tom-ash/index.html"] == "" {
		t.Error("two who speak on one tag have no page")
	}
	for name := range pages {
		if strings.HasPrefix(name, "compare/") && strings.Contains(name, "max-ferro") {
			t.Errorf("there is %s, with nothing in common", name)
		}
	}
	if !strings.Contains(pages["places/northfield/index.html"], `href="/compare/ada-brook/tom-ash/#place-northfield"`) {
		t.Error("the page of what both speak about does not lead to them")
	}
	sources := pages["compare/sources/gazette/herald/index.html"]
	for _, must := range []string{`id="place-northfield"`, "2 articles, 50%", "Quoted: Ada Brook 2", "Quoted: Tom Ash 2"} {
		if !strings.Contains(sources, must) {
			t.Errorf("the page of two sources lacks %q", must)
		}
	}
}

// However many speak about one thing, pages are few, and no speaker is in most
// of them.
func TestComparisonsAreBounded(t *testing.T) {
	files, sidecars := map[string]string{}, map[string]string{}
	for i := range 40 {
		name := fmt.Sprintf("a%02d.txt", i)
		files[name] = fmt.Sprintf("Report %d\n\n{Ida %s|person} claimed that {Northfield|place} had lost case %d of many.\n", i, strings.Repeat(string(rune('a'+i%20)), 4), i)
		sidecars[name] = "date: 2020-01-01\n"
	}
	a, o := fixtureDated(t, files, sidecars)
	lib, err := newLibrary(a, o)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(lib.comparisons.all); n != pairsAtLeast+len(files)/articlesPerPair {
		t.Errorf("%d pairs", n)
	}
	for e, all := range lib.comparisons.of {
		if e.Name != "Northfield" && len(all) > pairsOfSpeaker {
			t.Errorf("%s is in %d", e.Name, len(all))
		}
	}
}
