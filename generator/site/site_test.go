package site

import (
	"encoding/json"
	"encoding/xml"
	"flag"
	"fmt"
	"io"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"pressmark/generator/archive"
	"pressmark/generator/fault"
)

var update = flag.Bool("update", false, "rewrite the golden pages")

// goldenPages are compared byte for byte with testdata/golden.
var goldenPages = []string{
	"index.html", "2021/03/river-bill-passes-in-northfield/index.html", "2021/03/flood-reaches-northfield/index.html", "undated/a-note-on-names/index.html", "2021/04/mayor-says-no-more-floods-this-year/index.html",
	"2019/05/weather/index.html", "people/ada-brook/index.html", "places/northfield/index.html", "organizations/river-council/index.html", "people/index.html",
	"quotes/index.html", "quotes/voices/index.html", "quotes/speakers/index.html", "timeline/index.html", "articles/index.html", "2021/index.html", "tags/index.html",
	"tags/rivers/index.html", "search/index.html", "data/index.html", "data/quotations.jsonl", "data/entities.jsonl", "data/quotations.csv", "data/entities.csv", "data/annotations.jsonld", "data/texts.tei.xml", "data/datapackage.json", "data/SHA256SUMS", "about/index.html",
	"404.html", "river/index.html", "feed.xml", "people/ada-brook/feed.json", "sitemap.xml", "robots.txt",
}

func TestGolden(t *testing.T) {
	a, o := fixtureArchive(t, fixture)
	o.BaseURL = "https://example.org/archive/"
	files := rendered(t, a, o)
	for _, name := range goldenPages {
		got, ok := files[name]
		if !ok {
			t.Errorf("there is no %s", name)
			continue
		}
		golden := filepath.Join("testdata", "golden", strings.ReplaceAll(name, "/", "_"))
		if *update {
			if err := os.MkdirAll(filepath.Dir(golden), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s differs from %s; read the difference, then go test -update\n%s", name, golden, firstDifference(string(want), got))
		}
	}
}

func firstDifference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(w), len(g)) {
		if w[i] != g[i] {
			return fmt.Sprintf("line %d\nwant %s\n got %s", i+1, w[i], g[i])
		}
	}
	return fmt.Sprintf("want %d lines, got %d", len(w), len(g))
}

// A page rendered twice, and planned again, has the same bytes.
func TestSameBytes(t *testing.T) {
	a, o := fixtureArchive(t, fixture)
	one := rendered(t, a, o)
	b, o := fixtureArchive(t, fixture)
	two := rendered(t, b, o)
	for _, name := range sortedKeys(one) {
		if one[name] != two[name] {
			t.Errorf("%s: %s", name, firstDifference(one[name], two[name]))
		}
	}
	if len(one) != len(two) {
		t.Errorf("%d files, then %d", len(one), len(two))
	}
}

// A document is what the tests look at in a page.
type document struct {
	ids   map[string]int
	links []reference
	nodes []*html.Node
}

// A reference is an attribute that names another place.
type reference struct{ tag, attr, value string }

func parse(t *testing.T, name, content string) *document {
	t.Helper()
	root, err := html.Parse(strings.NewReader(content))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	d := &document{ids: map[string]int{}}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		d.nodes = append(d.nodes, n)
		for _, a := range n.Attr {
			switch a.Key {
			case "id":
				d.ids[a.Val]++
			case "href", "src", "action", "popovertarget", "aria-labelledby", "for", "data-for", "data-card", "aria-describedby", "data-index":
				d.links = append(d.links, reference{n.Data, a.Key, a.Val})
			}
		}
	}
	return d
}

// Every link leads somewhere, from the root and from a sub-path, and every id
// is there once.
func TestLinks(t *testing.T) {
	for _, base := range []string{"", "https://example.org/", "https://example.org/archive/deep/", "/sub/"} {
		t.Run(base, func(t *testing.T) {
			a, o := fixtureArchive(t, fixture)
			o.BaseURL = base
			files := rendered(t, a, o)
			checkLinks(t, files, base)
		})
	}
}

func checkLinks(t *testing.T, files map[string]string, base string) {
	t.Helper()
	docs := map[string]*document{}
	for name, content := range files {
		if strings.HasSuffix(name, ".html") {
			docs[name] = parse(t, name, content)
		}
	}
	root, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	prefix := "/" + strings.TrimPrefix(root.Path, "/")
	for _, name := range sortedKeys(docs) {
		d := docs[name]
		for id, n := range d.ids {
			if n > 1 {
				t.Errorf("%s: id %q stands %d times", name, id, n)
			}
		}
		for _, ref := range d.links {
			if ref.attr != "href" && ref.attr != "src" && ref.attr != "action" && ref.attr != "data-index" {
				for _, id := range strings.Fields(ref.value) {
					if d.ids[id] == 0 {
						t.Errorf("%s: %s of %s names %q, which is not there", name, ref.attr, ref.tag, id)
					}
				}
				continue
			}
			u, err := url.Parse(ref.value)
			if err != nil {
				t.Errorf("%s: %q: %v", name, ref.value, err)
				continue
			}
			if u.Host != "" && u.Host != root.Host || u.Scheme == "mailto" {
				continue
			}
			target := name
			if u.Path != "" {
				if !strings.Contains(u.Path, "/") { // beside the page
					u.Path = prefix + path.Join(path.Dir(name), u.Path)
				}
				if !strings.HasPrefix(u.Path, prefix) {
					t.Errorf("%s: %q does not lie under %q", name, ref.value, prefix)
					continue
				}
				target = filePath("/" + strings.TrimPrefix(u.Path, prefix))
			}
			if _, ok := files[target]; !ok {
				t.Errorf("%s: %s %q leads to %s, which does not exist", name, ref.tag, ref.value, target)
				continue
			}
			fragment, _, _ := strings.Cut(u.Fragment, ":~:")
			if doc := docs[target]; doc != nil && fragment != "" && doc.ids[fragment] == 0 {
				t.Errorf("%s: %q: there is no %q in %s", name, ref.value, fragment, target)
			}
		}
	}
}

// What is in an article can't script a page.
func TestHostile(t *testing.T) {
	a, o := fixtureArchive(t, fixture)
	for name, content := range rendered(t, a, o) {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		for _, n := range parse(t, name, content).nodes {
			if n.Data == "style" || n.Data == "iframe" || n.Data == "object" {
				t.Errorf("%s has a <%s>", name, n.Data)
			}
			if n.Data == "img" {
				t.Errorf("%s has an image that nobody put there", name)
			}
			attrs := map[string]string{}
			for _, at := range n.Attr {
				attrs[at.Key] = at.Val
				value := strings.ToLower(strings.TrimSpace(at.Val))
				if strings.HasPrefix(at.Key, "on") || at.Key == "style" {
					t.Errorf("%s: <%s> has the attribute %s=%q", name, n.Data, at.Key, at.Val)
				}
				if (at.Key == "href" || at.Key == "src" || at.Key == "action") && (strings.HasPrefix(value, "javascript:") || strings.HasPrefix(value, "data:")) {
					t.Errorf("%s: <%s> leads to %q", name, n.Data, at.Val)
				}
			}
			if n.Data == "script" && attrs["src"] == "" && attrs["type"] != "application/ld+json" {
				t.Errorf("%s has a script inside", name)
			}
		}
	}
}

// JSON-LD parses, and says whose the quotations are.
func TestLinkedData(t *testing.T) {
	a, o := fixtureArchive(t, fixture)
	files := rendered(t, a, o)
	seen := 0
	for name, content := range files {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		for _, n := range parse(t, name, content).nodes {
			if n.Data != "script" || n.FirstChild == nil {
				continue
			}
			var v map[string]any
			if err := json.Unmarshal([]byte(n.FirstChild.Data), &v); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			seen++
			if v["@type"] == "NewsArticle" && strings.Contains(name, "river-bill") {
				parts, _ := v["hasPart"].([]any)
				if len(parts) != 2 {
					t.Errorf("%s: %d quotations, want 2", name, len(parts))
				}
				about, _ := v["about"].([]any)
				if len(about) != 1 || about[0].(map[string]any)["name"] != "Ada Brook" {
					t.Errorf("%s is about %v", name, about)
				}
				if v["headline"] != "River Bill Passes in Northfield" || v["datePublished"] != "2021-03-03" {
					t.Errorf("%s: %v", name, v)
				}
			}
		}
	}
	if seen == 0 {
		t.Error("no JSON-LD anywhere")
	}
}

// Without a script, too, a page says how it and its quotations are cited.
func TestCitations(t *testing.T) {
	a, o := fixtureArchive(t, fixture)
	o.BaseURL = "https://example.org/"
	pages := rendered(t, a, o)
	cited := func(name string) string {
		_, cite, _ := strings.Cut(pages[name], `<details id="cite">`)
		cite, _, _ = strings.Cut(cite, "</details>")
		return cite
	}
	want := "<p>Jo Lind and Max Ferro: “River Bill Passes in Northfield”, Northfield Gazette, 3 March 2021. Test Archive " + entryOf(t, a, "bill").ShelfMark() +
		", https://example.org/2021/03/river-bill-passes-in-northfield/. For a quotation, take the address of its number in the margin.</p>"
	if got := cited("2021/03/river-bill-passes-in-northfield/index.html"); !strings.Contains(got, want) {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := cited("2019/05/weather/index.html"); !strings.Contains(got, "“Weather”, May 2019.") || strings.Contains(got, "A quotation is cited") {
		t.Errorf("an article without quotations: %s", got)
	}
}

func TestFeeds(t *testing.T) {
	for _, base := range []string{"", "https://example.org/a/"} {
		a, o := fixtureArchive(t, fixture)
		o.BaseURL = base
		for name, content := range rendered(t, a, o) {
			switch path.Ext(name) {
			case ".xml":
				d := xml.NewDecoder(strings.NewReader(content))
				for {
					if _, err := d.Token(); err == io.EOF {
						break
					} else if err != nil {
						t.Errorf("%s: %v", name, err)
						break
					}
				}
				if strings.HasSuffix(name, "feed.xml") {
					for _, must := range []string{"<id>urn:uuid:", "<updated>20", `rel="self"`} {
						if !strings.Contains(content, must) {
							t.Errorf("%s has no %s", name, must)
						}
					}
				}
			case ".json":
				if !json.Valid([]byte(content)) {
					t.Errorf("%s is no JSON", name)
				}
			case ".jsonl":
				for i, line := range strings.Split(strings.TrimSuffix(content, "\n"), "\n") {
					if !json.Valid([]byte(line)) {
						t.Errorf("%s:%d is no JSON: %s", name, i+1, line)
					}
				}
			}
		}
	}
}

// Offsets in the downloads count code points of the text, title first.
func TestDownloadOffsets(t *testing.T) {
	a, o := fixtureArchive(t, fixture)
	for _, line := range strings.Split(strings.TrimSpace(rendered(t, a, o)["data/quotations.jsonl"]), "\n") {
		var q struct {
			Article string
			Spans   []struct {
				Start, End int
				Text       string
			}
		}
		if err := json.Unmarshal([]byte(line), &q); err != nil {
			t.Fatal(err)
		}
		article, err := o.Load(&archive.Entry{Meta: entryOf(t, a, q.Article).Meta})
		if err != nil {
			t.Fatal(err)
		}
		runes := []rune(article.Text)
		for _, s := range q.Spans {
			if got := string(runes[s.Start:s.End]); got != s.Text {
				t.Errorf("%s: %d to %d is %q, the line says %q", q.Article, s.Start, s.End, got, s.Text)
			}
		}
	}
}

func entryOf(t *testing.T, a *archive.Archive, id string) *archive.Entry {
	t.Helper()
	for _, e := range a.Entries {
		if e.ID == id {
			return e
		}
	}
	t.Fatalf("no entry %s", id)
	return nil
}

// Two pages with one address are named both, all at once, if somebody asked
// for it.
func TestCollisions(t *testing.T) {
	files := map[string]string{
		"one.md":   "---\ntitle: Same Title\ndate: 2020-01-01\nslug: mine\n---\n\nText.\n",
		"two.md":   "---\ntitle: Another\ndate: 2020-01-09\nslug: mine\n---\n\nText.\n",
		"three.md": "---\ntitle: Other\ndate: 2020-01-09\naliases: [/About/]\n---\n\nText.\n",
	}
	a, o := fixtureArchive(t, files)
	_, err := Plan(a, o)
	faults := fault.List(err)
	var all []string
	for _, f := range faults {
		all = append(all, f.Error())
	}
	joined := strings.Join(all, "\n")
	if len(faults) != 2 || !strings.Contains(joined, `"/2020/01/mine/" is that of two.md`) && !strings.Contains(joined, `"/2020/01/mine/" is that of one.md`) ||
		!strings.Contains(joined, `"/About/" is that of the page about the method already; take it out of its aliases`) || strings.Count(joined, ".md:1: its ") != 2 {
		t.Errorf("got %d faults:\n%s", len(faults), joined)
	}
}

// Of articles whose titles give one address, the oldest keeps it; one that asks
// for the address goes before.
func TestSameTitle(t *testing.T) {
	files := map[string]string{
		"first.md":  "---\ntitle: Weather\ndate: 2020-01-02\n---\n\nText.\n",
		"again.md":  "---\ntitle: Weather\ndate: 2020-01-02\n---\n\nText.\n",
		"late.md":   "---\ntitle: WEATHER\ndate: 2020-01-09\n---\n\nText.\n",
		"other.md":  "---\ntitle: Weather\ndate: 2020-02-09\n---\n\nText.\n",
		"asked.md":  "---\ntitle: Storm\ndate: 2020-03-09\nslug: news\n---\n\nText.\n",
		"before.md": "---\ntitle: News\ndate: 2020-03-01\n---\n\nText.\n",
	}
	a, o := fixtureArchive(t, files)
	s, err := Plan(a, o)
	if err != nil {
		t.Fatal(err)
	}
	mark := func(id string) string { return entryOf(t, a, id).ShelfMark() }
	want := map[string]string{"again": "/2020/01/weather/", "first": "/2020/01/weather-" + mark("first") + "/", "late": "/2020/01/weather-" + mark("late") + "/",
		"other": "/2020/02/weather/", "asked": "/2020/03/news/", "before": "/2020/03/news-" + mark("before") + "/"}
	for id, url := range want {
		if got := s.shared.url(entryOf(t, a, id)); got != url {
			t.Errorf("%s is at %s, want %s", id, got, url)
		}
	}
	var warned []string
	for _, w := range s.Warnings {
		if !w.Warning {
			t.Errorf("%v is no warning", w)
		}
		warned = append(warned, w.Path)
	}
	slices.Sort(warned)
	if got := strings.Join(warned, " "); got != "before.md first.md late.md" {
		t.Errorf("warnings of %s", got)
	}
	checkLinks(t, rendered(t, a, o), "")
}

// Links between articles' files lead from page to page, and to what their
// fragments name.
func TestArticleLinks(t *testing.T) {
	files := map[string]string{
		"news/one.md": "---\ntitle: One\ndate: 2020-01-01\n---\n\n[a](two%20words.md) [b](../three.md#what-it-says) [c](two%20words.md?raw=1#nothing) [d](#below) " +
			"[e](a%3Fb.md) [g](/about/#method) [h](four.md) [i](../three.md#p1) [j](%zz.md)\n\n## Below\n\nText.\n",
		"news/two words.md": "---\ntitle: Two\ndate: 2020-01-02\n---\n\nText.\n",
		"news/a?b.md":       "---\ntitle: Asked\ndate: 2020-01-02\n---\n\nText.\n",
		"three.md":          "---\ntitle: Three\ndate: 2020-01-03\n---\n\nText.\n\n## What it says!\n\nMore.\n",
	}
	a, o := fixtureArchive(t, files)
	pages := rendered(t, a, o)
	page := pages["2020/01/one/index.html"]
	for _, must := range []string{
		`<a href="/2020/01/two/">a</a>`, `<a href="/2020/01/three/#p2">b</a>`, `<a href="/2020/01/two/">c</a>`, `<a href="#p2">d</a>`,
		`<a href="/2020/01/asked/">e</a>`, `<a href="/about/#method">g</a>`, `<span>h</span>`, `<a href="/2020/01/three/#p1">i</a>`, `<span>j</span>`,
	} {
		if !strings.Contains(page, must) {
			t.Errorf("there is no %s in\n%s", must, page[strings.Index(page, `id="text"`):strings.Index(page, "</article>")])
		}
	}
	checkLinks(t, pages, "")
}

// An archive without articles has a front page that says so.
func TestEmptyArchive(t *testing.T) {
	a, o := fixtureArchive(t, nil)
	files := rendered(t, a, o)
	checkLinks(t, files, "")
	if !strings.Contains(files["index.html"], "no article in this archive yet") {
		t.Error("the front page does not say that there is nothing")
	}
}

// Nothing empty is shown: no list without rows, no heading without matter.
func TestNothingEmpty(t *testing.T) {
	a, o := fixtureArchive(t, map[string]string{"bare.txt": fixture["bare.txt"], "undated.txt": fixture["undated.txt"]})
	for name, content := range rendered(t, a, o) {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		for _, n := range parse(t, name, content).nodes {
			switch n.Data {
			case "ul", "ol", "dl", "tbody", "section", "figure", "blockquote", "h1", "h2", "h3", "dt", "a":
				if name == "search/index.html" && (n.Data == "ol" || n.Data == "ul") {
					continue // the script fills it
				}
				if strings.TrimSpace(words(n)) == "" && !holds(n, "svg") {
					t.Errorf("%s has an empty <%s>", name, n.Data)
				}
			}
		}
	}
}

func words(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

func holds(n *html.Node, tag string) bool {
	for d := range n.Descendants() {
		if d.Data == tag {
			return true
		}
	}
	return false
}
