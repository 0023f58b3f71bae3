package site

import (
	"fmt"
	"strings"
	"testing"
)

// largeFiles make an archive that is large enough for every list to have
// pages: indexes by letter and range, the timeline by year and month, voices by
// letter, quotations and mentions of one name on pages of their own.
func largeFiles(n int) (files, sidecars map[string]string) {
	files, sidecars = map[string]string{}, map[string]string{}
	families := []string{"Abel", "Birch", "Adler", "Carr", "Dahl", "Aster"}
	for i := range n {
		name := fmt.Sprintf("a%04d.txt", i)
		family := families[i%len(families)] + strings.Repeat("x", i/26%3) + string(rune('a'+i%26)) + string(rune('a'+i/26%26))
		speaker := fmt.Sprintf("{Ida %s|person}", family)
		switch i % 3 {
		case 1:
			speaker = "{Ada Brook|person}"
		case 2:
			speaker = fmt.Sprintf("Witness %c%c", 'A'+i%26, 'a'+i/26%26)
		}
		day := fmt.Sprintf("%04d-%02d-%02d", 2015+i%4, 1+i%12, 1+i%28)
		files[name] = fmt.Sprintf("Report Number %d\n\n%s claimed that {Northfield|place} was dry on {that day=%s}. {Ida %s|person} and {Ada Brook|person} met in {2016=2016} and {Town %s|place}.\n", i, speaker, day, family, family)
		sidecars[name] = "date: " + day + "\ntags: [all]\nsource: Wire\n"
	}
	return files, sidecars
}

func TestLargeArchive(t *testing.T) {
	files, sidecars := largeFiles(660)
	a, o := fixtureDated(t, files, sidecars)
	o.BaseURL, o.PageSize = "https://example.org/a/", 20
	pages := rendered(t, a, o)
	checkLinks(t, pages, o.BaseURL)
	for _, must := range []string{
		"people/letter/a/index.html", "people/letter/ab/index.html", "quotes/2015/page/1/index.html", "quotes/about/index.html", "quotes/most/index.html", "articles/page/2/index.html", "timeline/2016/index.html",
		"timeline/2016/02/index.html", "quotes/voices/w/index.html", "people/ada-brook/quotes/index.html", "people/ada-brook/context/index.html",
		"people/ada-brook/quotes/page/1/index.html", "tags/all/page/3/index.html", "2016/index.html", "2016/02/index.html", "2016/02/page/1/index.html", "places/northfield/about/index.html",
	} {
		if _, ok := pages[must]; !ok {
			t.Errorf("there is no %s", must)
		}
	}
	for name, content := range pages {
		if len(content) > 1<<20 && strings.HasSuffix(name, ".html") {
			t.Errorf("%s is %d bytes long", name, len(content))
		}
	}
}

// Below a number of articles there is no page but a row of the index, which
// leads to the articles, and to which the articles lead.
func TestEntityPages(t *testing.T) {
	files, sidecars := largeFiles(660)
	a, o := fixtureDated(t, files, sidecars)
	o.EntityPages, o.EntityFeeds = 2, 5
	pages := rendered(t, a, o)
	checkLinks(t, pages, "")
	for _, e := range a.Entities {
		path := strings.TrimPrefix(pageURL(e), "/")
		_, page := pages[path+"index.html"]
		_, feed := pages[path+"feed.xml"]
		n := len(e.Articles())
		if want := shown(e) && (e.Authority || n >= 2 || len(e.Quotes) > 0); page != want {
			t.Errorf("%s, in %d articles, quoted %d times: page is %v", e.ID, n, len(e.Quotes), page)
		}
		if want := shown(e) && (e.Authority || n >= 5); feed != want {
			t.Errorf("%s, in %d articles: feed is %v", e.ID, n, feed)
		}
	}
	site, err := Plan(a, o)
	if err != nil {
		t.Fatal(err)
	}
	rows := 0
	for _, e := range a.Entities {
		if !shown(e) || site.shared.hasPage(e) {
			continue
		}
		rows++
		url := site.shared.entityURL(e)
		sheet, id, _ := strings.Cut(url, "#")
		article := site.shared.url(e.Mentions[0].Entry)
		if index := pages[filePath(sheet)]; !strings.Contains(index, `<li id="`+id+`">`) || !strings.Contains(index, `href="`+article+`#p1"`) {
			t.Errorf("%s has no row at %s with a link to %s", e.ID, url, article)
		}
		if !strings.Contains(pages[filePath(article)], `href="`+url+`"`) {
			t.Errorf("%s does not lead to %s", article, url)
		}
	}
	if rows == 0 {
		t.Error("every name has a page")
	}
}

func TestPrefixOf(t *testing.T) {
	for _, c := range []struct {
		name string
		n    int
		want string
	}{
		{"Łódź", 1, "l"}, {"Łódź", 3, "lod"}, {"Xi", 3, "xi0"}, {"Le Pen, Marine", 3, "lep"}, {"O’Hara", 2, "oh"}, {"“Quoted", 2, "qu"}, {"10 Downing Street", 1, "0"}, {"Иванов", 1, "i"}, {"中", 1, "0"}, {"", 2, "00"},
	} {
		if got := prefixOf(c.name, c.n); got != c.want {
			t.Errorf("prefixOf(%q, %d) = %q, want %q", c.name, c.n, got, c.want)
		}
	}
}

// A name that the authority file hides has no page, no link and no list.
func TestHidden(t *testing.T) {
	a, o := fixtureArchive(t, fixture)
	a.Entity("person/tom-ash").Hidden = true
	files := rendered(t, a, o)
	checkLinks(t, files, "")
	for name, content := range files {
		if strings.Contains(name, "tom-ash") || strings.Contains(content, "/people/tom-ash/") || strings.Contains(content, "person/tom-ash") {
			t.Errorf("%s leads to somebody who is hidden", name)
		}
	}
	if strings.Contains(files["quotes/voices/index.html"], "Ash") {
		t.Error("somebody hidden is listed among the voices")
	}
}

func TestAccuracy(t *testing.T) {
	a, o := fixtureArchive(t, fixture)
	o.Accuracy = Accuracy{Names: &Score{921, 900, 910}, Note: "Measured on ten articles."}
	page := rendered(t, a, o)["about/index.html"]
	for _, must := range []string{"92.1%", "90.0%", "91.0%", "Measured on ten articles.", "not measured yet", "https://issues.example.net/"} {
		if !strings.Contains(page, must) {
			t.Errorf("the page does not say %q", must)
		}
	}
}
