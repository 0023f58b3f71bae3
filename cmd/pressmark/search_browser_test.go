package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"pressmark/generator/search"
)

// ask opens the search page with a query and waits for what it finds.
func ask(t *testing.T, p *tab, page, query string) {
	t.Helper()
	p.do(t, chromedp.Navigate(page+"?"+query), chromedp.WaitReady(chromedp.CSS(`#search-results[aria-busy="false"]`)))
}

// searches follows a search as a reader does: by keyboard, with facets, back and
// forth in the history.
func (v *visitor) searches(t *testing.T) {
	p := v.open(t)
	p.do(t, chromedp.EmulateViewport(1400, 1000), chromedp.Navigate(v.site), chromedp.WaitReady(chromedp.CSS("main")))
	p.do(t, chromedp.KeyEvent("/"))
	// The browser's protocol sends the letter besides the key.
	if got := p.value(t, `document.activeElement.name + (document.activeElement.value = "")`); got != "q" {
		t.Errorf("/ leads to %q", got)
	}
	p.do(t, chromedp.KeyEvent("lukash"), chromedp.KeyEvent(kb.Enter), chromedp.WaitReady(chromedp.CSS(`#search-results[aria-busy="false"]`)))
	if got := p.value(t, `location.search`); got != "?q=lukash" {
		t.Errorf("from the front page, the search is %q", got)
	}
	// What is typed completes; what is found is told.
	ask(t, p, v.site+"search/", "q=")
	p.do(t, chromedp.Focus(chromedp.CSS(`#search-words`)), chromedp.KeyEvent("lavr"), chromedp.WaitVisible(chromedp.CSS(`#search-names a.person`)))
	if got := p.value(t, `document.querySelector("#search-names a").textContent`); got != "Sergei Lavrov" {
		t.Errorf("lavr… completes to the name %q", got)
	}
	if got := p.value(t, `document.querySelector("#search-count").getAttribute("aria-live")`); got != "polite" {
		t.Error("what is found is not announced")
	}
	p.do(t, chromedp.KeyEvent("ov"), chromedp.KeyEvent(kb.Enter), chromedp.WaitVisible(chromedp.CSS(`#search-results h3 a[href*="#q"]`)), chromedp.KeyEvent(kb.ArrowDown))
	if got := p.value(t, `document.activeElement.textContent`); got != "Sergei Lavrov" {
		t.Errorf("the arrow leads to %q", got)
	}
	p.do(t, chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.Escape))
	if got := p.value(t, `document.activeElement.id`); got != "search-words" {
		t.Errorf("Escape leads to %q", got)
	}
	// A facet narrows, is in the address, and goes with the way back.
	before := p.value(t, `document.querySelectorAll("#search-results li").length`)
	p.do(t, chromedp.Click(chromedp.CSS(`.facet[data-facet="kind"] input[value="quotation"]`)), chromedp.Sleep(1e9))
	narrowed := p.value(t, `[...document.querySelectorAll("#search-results h3 a")].every(a => a.hash) && document.querySelectorAll("#search-results li").length`)
	if narrowed == "false" || narrowed == "0" || narrowed == before {
		t.Errorf("of %s results, those that are quotations are %s", before, narrowed)
	}
	if got := p.value(t, `location.search`); got != "?q=lavrov&kind=quotation" {
		t.Errorf("the address says %q", got)
	}
	p.do(t, chromedp.Evaluate[chromedp.Void](`history.back()`), chromedp.Sleep(1e9))
	if got := p.value(t, `document.querySelectorAll("#search-results li").length + " " + document.querySelectorAll(".facet input:checked").length`); got != before+" 0" {
		t.Errorf("back, there are %q", got)
	}
	// What is between quotation marks gets no others around it.
	for typed, want := range map[string]string{`"basic law"`: "“basic law”: articles ", `"basic law" minsk`: "“‘basic law’ minsk”: articles ", "“lavrov": "“lavrov”: articles "} {
		ask(t, p, v.site+"search/", "q="+url.QueryEscape(typed))
		if got := p.value(t, `document.getElementById("search-count").textContent`); !strings.HasPrefix(got, want) || strings.Contains(got, " at most") != strings.Contains(typed, "basic") {
			t.Errorf("of %s is said %q", typed, got)
		}
	}
	// A sentence lands on the quotation.
	ask(t, p, v.site+"search/", "q="+url.QueryEscape("quotations by Lavrov about Belarus in 2020"))
	p.do(t, chromedp.Click(chromedp.CSS(`#search-results h3 a`)), chromedp.WaitVisible(chromedp.CSS(`#text`)))
	if got := p.value(t, `document.querySelector(":target").className`); !strings.Contains(got, "quote") {
		t.Errorf("the result leads to %q", got)
	}
	p.quiet(t)
}

// queries of which script and reader must find the same.
var queries = []string{"lavrov", "Sergei Lavrov", "constitution", "constitutional reforms", "the 1994 constitution", "“basic law”", "putin OR", "Minsk 2020",
	"by:lukashenko", "quotations by Lavrov about Belarus in 2020", "what did Russia say?", "articles about Minsk", "kind:article referendum year:2019", "source:\"pressmark demo archive\" vote",
	"tag:belarus president", "Путин", "łukašenka", "opposition’s", "xyzzy", "O’Brien U.S. don't", "generally skies dying", "president"}

// A reader reads the index of a site over HTTP, and counts.
func readerOf(t *testing.T, page string, segments int) *search.Reader {
	t.Helper()
	r, err := search.Open(segments, func(file string, at, size int) ([]byte, error) {
		request, err := http.NewRequest(http.MethodGet, page+file, nil)
		if err != nil {
			return nil, err
		}
		if size > 0 {
			request.Header.Set("Range", fmt.Sprintf("bytes=%d-%d", at, at+size-1))
		}
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			return nil, err
		}
		defer answer.Body.Close()
		data, err := io.ReadAll(answer.Body)
		if err == nil && size > 0 && answer.StatusCode == http.StatusOK {
			data = data[at : at+size] // the host knows no ranges
		}
		return data, err
	})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// compare asks script and reader the same, typed and finished.
func (v *visitor) compare(t *testing.T, p *tab, page string, r *search.Reader, query string) int {
	t.Helper()
	found, err := r.Search(search.ParseQuery(query), 0)
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, h := range found.Hits[:min(10, len(found.Hits))] {
		head, err := r.Head(h.Segment, h.Article)
		if err != nil {
			t.Fatal(err)
		}
		address := strings.TrimSuffix(base, "/") + head.URL
		if h.Quote >= 0 {
			text, err := r.Text(h.Segment, h.Article)
			if err != nil {
				t.Fatal(err)
			}
			address += "#" + text.Quotes[h.Quote].ID
		}
		want = append(want, address)
	}
	for _, n := range found.Names {
		want = append(want, strings.TrimSuffix(base, "/")+n.URL)
	}
	want = append(want, fmt.Sprint(found.Articles, " ", found.Quotes))
	ask(t, p, page, "q="+url.QueryEscape(query))
	var got []string
	said := p.value(t, `JSON.stringify([...document.querySelectorAll("#search-results h3 a, #search-names a")].sort((a, b) => (a.closest("ul") !== null) - (b.closest("ul") !== null)).map(a => a.getAttribute("href")).concat([(document.querySelector("#search-count").textContent.split("”:").pop().match(/\d[\d,]*/g) ?? ["0", "0"]).join(" ").replaceAll(",", "")]))`)
	if err := json.Unmarshal([]byte(said), &got); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(query, "“") { // the script counts before it verifies
		got, want = got[:len(got)-1], want[:len(want)-1]
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s: the script finds\n%q, the reader\n%q", query, got, want)
	}
	return len(want)
}

func (v *visitor) findsTheSame(t *testing.T) {
	p := v.open(t)
	r := readerOf(t, v.site+"search/", 1)
	found := 0
	for _, query := range queries {
		found += v.compare(t, p, v.site+"search/", r, query)
	}
	if found < 100 {
		t.Errorf("only %d results compared", found)
	}
	p.quiet(t)
}

// searchesDivided looks in an index of two segments, with common words whose
// postings are not all in the dictionary, on a host that knows byte ranges and
// on one that does not.
func (v *visitor) searchesDivided(t *testing.T) {
	for _, ranges := range []bool{true, false} {
		files := inventedIndex(t)
		host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if data, ok := files[strings.TrimPrefix(r.URL.Path, base+"search/")]; ok {
				if ranges {
					http.ServeContent(w, r, "x.bin", time.Time{}, strings.NewReader(string(data)))
					return
				}
				w.Write(data)
				return
			}
			answer, err := http.Get(strings.TrimSuffix(v.site, base) + r.URL.Path)
			if err != nil {
				w.WriteHeader(http.StatusBadGateway)
				return
			}
			defer answer.Body.Close()
			page, _ := io.ReadAll(answer.Body)
			w.Header().Set("Content-Type", answer.Header.Get("Content-Type"))
			w.WriteHeader(answer.StatusCode)
			w.Write([]byte(strings.Replace(string(page), `data-segments="1"`, `data-segments="2"`, 1)))
		}))
		defer host.Close()
		other := &visitor{site: host.URL + base, allocator: v.allocator}
		p := other.open(t)
		r := readerOf(t, other.site+"search/", 2)
		for _, query := range []string{"harbour", "harbour bridge", "by:berg harbour", "about:oslo year:2015", "“harbour bridge of”", "Anna Berg", "word77", "word77 harbour"} {
			v.compare(t, p, other.site+"search/", r, query)
		}
		p.quiet(t)
	}
}

// inventedIndex is the index of 1,200 invented articles.
func inventedIndex(t *testing.T) map[string][]byte {
	t.Helper()
	shape := search.ShapeOf(1200)
	docs := make([][]*search.Doc, shape.Segments)
	for i := range 1200 {
		speaker, place := search.Name{ID: "person/anna-berg", Name: "Anna Berg"}, search.Name{ID: "place/oslo", Name: "Oslo"}
		if i%3 == 0 {
			speaker = search.Name{ID: "person/nils-holm", Name: "Nils Holm"}
		}
		if i%5 == 0 {
			place = search.Name{ID: "place/bergen", Name: "Bergen"}
		}
		title := "Report " + strconv.Itoa(i)
		quote := "“We built the " + []string{"harbour", "bridge", "harbour bridge"}[i%3] + " of " + place.Name + ",”"
		text := title + "\n\nThe harbour was busy." + strings.Repeat(" The bridge and the harbour.", i%7) + " " + quote
		d := &search.Doc{ID: "a/" + strconv.Itoa(i), URL: "/a/" + strconv.Itoa(i) + "/", Title: title, English: true, Headline: [2]int{0, len(title)},
			Date: search.Date{Year: 2010 + i/120, Month: 1 + i%120/10, Day: 1 + i%10}, Text: text + " said " + speaker.Name + fmt.Sprintf(". And word%d.", i%90),
			Names: []search.Name{speaker, place}, Quotes: []search.Quote{{ID: "q1", Kind: "direct", Cue: "said", Spans: [][2]int{{len(text) - len(quote), len(text)}},
				Speakers: []search.Name{speaker}, About: []search.Name{place}}}}
		at := shape.Segment(d.ID)
		docs[at] = append(docs[at], d)
	}
	files := map[string][]byte{}
	for i, list := range docs {
		made, err := search.Build(shape, i, len(list), func(n int) (*search.Doc, error) { return list[n], nil })
		if err != nil {
			t.Fatal(err)
		}
		for name, data := range made {
			files[name] = data
		}
	}
	names := []search.Named{{Kind: "person", Name: "Anna Berg", URL: "/people/anna-berg/", Rank: 9}, {Kind: "person", Name: "Nils Holm", URL: "/people/nils-holm/", Rank: 8}}
	for i, data := range search.Names(names) {
		files[append([]string{search.NamesRoot}, search.NameFiles(len(names))...)[i]] = data
	}
	return files
}

// TestSearchTimes tells how long a search takes in a browser with a slow
// connection, and what it transfers. It is passed over unless PRESSMARK_INDEX
// names the folder of an index, as generator/search's TestMeasure leaves one, with
// PRESSMARK_QUERIES.
func TestSearchTimes(t *testing.T) {
	folder, program := os.Getenv("PRESSMARK_INDEX"), os.Getenv("PRESSMARK_BROWSER")
	if folder == "" || program == "" {
		t.Skip("PRESSMARK_INDEX names no index")
	}
	roots, err := filepath.Glob(filepath.Join(folder, "root-*.bin"))
	if err != nil {
		t.Fatal(err)
	}
	demo := published(t, "../..")
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, ".bin") {
			http.ServeFile(w, r, filepath.Join(folder, filepath.Base(r.URL.Path)))
			return
		}
		page := httptest.NewRecorder()
		demo.ServeHTTP(page, r)
		w.Header().Set("Content-Type", page.Header().Get("Content-Type"))
		w.WriteHeader(page.Code)
		w.Write([]byte(strings.Replace(page.Body.String(), `data-segments="1"`, fmt.Sprintf(`data-segments="%d"`, len(roots)), 1)))
	}))
	defer host.Close()
	allocator, stop := chromedp.NewExecAllocator(context.Background(), append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(program), chromedp.NoSandbox, chromedp.DisableGPU)...)
	defer stop()
	v := &visitor{site: host.URL + base, allocator: allocator}
	for _, profile := range []struct {
		name      string
		latency   float64 // ms
		perSecond float64 // bytes
	}{{"no limit", 0, -1}, {"9 Mbit/s, 60 ms", 60, 9e6 / 8}, {"8.1 Mbit/s, 165 ms", 165, 8.1e6 / 8}} {
		for _, query := range strings.Split(os.Getenv("PRESSMARK_QUERIES"), ";") {
			p := v.open(t)
			p.do(t, chromedp.EmulateViewport(1400, 1000))
			call(t, p, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{MatchedNetworkConditions: []*network.Conditions{
				{Latency: profile.latency, DownloadThroughput: profile.perSecond, UploadThroughput: profile.perSecond}}})
			p.do(t, chromedp.Navigate(v.site+"search/"), chromedp.Sleep(4*time.Second))
			said := get(t, p, chromedp.Evaluate[string](`new Promise((done) => {
				const start = performance.now(), list = document.querySelector("#search-results"), field = document.querySelector("#search-words");
				const before = performance.getEntriesByType("resource").filter(e => e.name.endsWith(".bin")), sum = (all) => all.reduce((n, e) => n + e.encodedBodySize, 0);
				let first = 0;
				new MutationObserver(() => {
					if (!first && list.children.length) first = performance.now() - start;
					if (list.ariaBusy === "false") done("first " + Math.round(first) + " ms, all " + Math.round(performance.now() - start) + " ms; opened " + sum(before) + " bytes, query " +
						(sum(performance.getEntriesByType("resource").filter(e => e.name.endsWith(".bin"))) - sum(before)) + " bytes; " + document.querySelector("#search-count").textContent);
				}).observe(list, {childList: true, attributes: true, subtree: true});
				field.value = `+strconv.Quote(query)+`;
				field.form.requestSubmit();
			})`, chromedp.EvalAwaitPromise))
			t.Logf("%s: %s", profile.name, said)
		}
	}
}
