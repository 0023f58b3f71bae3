package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	cdpruntime "github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// The browser tests read the demo archive as a visitor would, in the browser
// that PRESSMARK_BROWSER names, with axe-core from the file PRESSMARK_AXE.
// Without them they are passed over, except in CI. PRESSMARK_SHOTS names a
// folder for screenshots.

// base is where the site lies on its host: below a path, as a project's pages do.
const base = "/archive/"

func TestBrowser(t *testing.T) {
	v := visit(t, "../..", "PRESSMARK_SITE_REPORT=https://desk.example.org/issues/new")
	t.Run("follows a quotation to its speaker", v.follows)
	t.Run("switches layers", v.switchesLayers)
	t.Run("opens cards", v.opensCards)
	t.Run("reads without a script", v.readsWithoutScript)
	t.Run("stays in place", v.staysInPlace)
	t.Run("walks by keyboard", v.walks)
	t.Run("prints", v.prints)
	t.Run("keeps choices", v.keepsChoices)
	t.Run("forces colours", v.forcesColours)
	t.Run("searches", v.searches)
	t.Run("finds what the Go reader finds", v.findsTheSame)
	t.Run("searches a divided index", v.searchesDivided)
	for _, width := range []int64{1400, 768, 360} {
		for _, scheme := range []string{"light", "dark"} {
			t.Run(fmt.Sprintf("every page at %d px, %s", width, scheme), func(t *testing.T) { v.everyPage(t, width, scheme) })
		}
	}
}

// visit builds a site and opens a browser to read it with.
func visit(t *testing.T, folder string, environ ...string) *visitor {
	t.Helper()
	program, axe := os.Getenv("PRESSMARK_BROWSER"), os.Getenv("PRESSMARK_AXE")
	if program == "" || axe == "" {
		if os.Getenv("CI") != "" {
			t.Fatal("the browser tests need PRESSMARK_BROWSER and PRESSMARK_AXE; bash .ci/run sets them")
		}
		t.Skip("no browser: bash .ci/run installs one")
	}
	script, err := os.ReadFile(axe)
	if err != nil {
		t.Fatal(err)
	}
	host := httptest.NewServer(published(t, folder, environ...))
	t.Cleanup(host.Close)
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(program), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-quic", true), chromedp.Flag("hide-scrollbars", false))
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	return &visitor{site: host.URL + base, axe: string(script), allocator: allocator}
}

// published builds a site and serves it below base as a plain file server
// would, under a policy that allows nothing but its own files.
func published(t *testing.T, folder string, environ ...string) http.Handler {
	t.Helper()
	dir := t.TempDir()
	command := exec.Command("go", "run", ".", "build", "-q", "-s", folder, "-d", dir, "--cache-dir", t.TempDir(), "--base-url", "https://example.org"+base)
	command.Env = append(os.Environ(), environ...)
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	files := http.StripPrefix(strings.TrimSuffix(base, "/"), http.FileServer(http.Dir(dir)))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", "default-src 'self'")
		if r.URL.Path == "/favicon.ico" {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		files.ServeHTTP(w, r)
	})
}

// A visitor opens pages of the site.
type visitor struct {
	site, axe string
	allocator context.Context
}

// A tab is one open page and what the browser complained of.
type tab struct {
	context.Context
	mu         sync.Mutex
	complaints []string
}

func (v *visitor) open(t *testing.T) *tab {
	t.Helper()
	ctx, stop := chromedp.NewContext(v.allocator)
	t.Cleanup(stop)
	page := &tab{Context: ctx}
	err := chromedp.Listen(ctx, func(event any) {
		page.mu.Lock()
		defer page.mu.Unlock()
		switch e := event.(type) {
		case *cdpruntime.EventExceptionThrown:
			page.complaints = append(page.complaints, exception(e.ExceptionDetails))
		case *cdpruntime.EventConsoleAPICalled:
			if e.Type == cdpruntime.ConsoleAPICalledTypeError {
				page.complaints = append(page.complaints, fmt.Sprintf("console: %v", e.Args))
			}
		case *network.EventRequestWillBeSent:
			if !strings.HasPrefix(e.Request.URL, v.site) && !strings.HasSuffix(e.Request.URL, "/favicon.ico") && strings.HasPrefix(e.Request.URL, "http") {
				page.complaints = append(page.complaints, "asked elsewhere: "+e.Request.URL)
			}
		case *network.EventResponseReceived:
			if e.Response.Status >= 400 && !strings.Contains(e.Response.URL, "/no/such/") {
				page.complaints = append(page.complaints, fmt.Sprintf("%d: %s", e.Response.Status, e.Response.URL))
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	// A time limit on a context that has run once limits the tab, not the browser.
	limited, cancel := context.WithTimeout(ctx, 4*time.Minute)
	t.Cleanup(cancel)
	page.Context = limited
	return page
}

func (p *tab) do(t *testing.T, actions ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(p.Context, actions...); err != nil {
		t.Fatal(err)
	}
}

func (p *tab) value(t *testing.T, expression string) string {
	t.Helper()
	return get(t, p, chromedp.Evaluate[string](`String(`+expression+`)`))
}

// get runs one action and returns its value.
func get[T any](t *testing.T, p *tab, action chromedp.Action[T]) T {
	t.Helper()
	value, err := chromedp.Run(p.Context, action)
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// call sends one command of the browser's protocol.
func call[P, R any](t *testing.T, p *tab, command cdp.Command[P, R], params P) {
	t.Helper()
	if _, err := chromedp.Call(p.Context, command, params); err != nil {
		t.Fatal(err)
	}
}

func (p *tab) quiet(t *testing.T) {
	t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, complaint := range p.complaints {
		t.Error(complaint)
	}
	p.complaints = nil
}

const seedPage = "2020/09/russia-backs-lukashenkos-constitution-reform-for-belarus/"

// follows goes from the front page to the seed article, from a quotation's
// note to its speaker, and finds the quotation there again.
func (v *visitor) follows(t *testing.T) {
	p := v.open(t)
	p.do(t, chromedp.EmulateViewport(1400, 1000), chromedp.Navigate(v.site),
		chromedp.Click(chromedp.CSS(`a[href$="`+seedPage+`"]`)),
		chromedp.WaitVisible(chromedp.CSS(`#text mark.quote.direct`)))
	id := p.value(t, `[...document.querySelectorAll("mark.quote.direct")].find(m => m.textContent.includes("They should take part")).id`)
	p.do(t, chromedp.Click(chromedp.CSS(`.note:has(a[href="#`+id+`"]) b a`)), chromedp.WaitVisible(chromedp.CSS(`#subject, main h1`)))
	if got := p.value(t, `document.querySelector("h1").textContent`); got != "Sergei Lavrov" {
		t.Errorf("the speaker's page is %q", got)
	}
	p.do(t, chromedp.Click(chromedp.CSS(`a[href$="`+seedPage+`#`+id+`"]`)), chromedp.WaitVisible(chromedp.CSS(`#text`)))
	if got := p.value(t, `document.querySelector(":target").textContent`); !strings.Contains(got, "They should take part") {
		t.Errorf("back at %q", got)
	}
	p.quiet(t)
}

// switchesLayers turns people off and on, and sees the lines under names go
// and come.
func (v *visitor) switchesLayers(t *testing.T) {
	for _, width := range []int64{1400, 360} {
		p := v.open(t)
		line := `getComputedStyle(document.querySelector("#text a[href*='/people/']")).textDecorationColor`
		p.do(t, chromedp.EmulateViewport(width, 900), chromedp.Navigate(v.site+seedPage), chromedp.WaitVisible(chromedp.CSS(`#text`)))
		shown := p.value(t, line)
		if under := p.value(t, `getComputedStyle(document.querySelector("#text a[href*='/people/']")).textDecorationLine`); under != "underline" {
			t.Errorf("%d px: people have no line under them but %q", width, under)
		}
		p.do(t, chromedp.Click(chromedp.CSS(`label:has(#layer-people)`)))
		if hidden := p.value(t, line); hidden == shown || !strings.Contains(hidden, "0)") {
			t.Errorf("%d px: people switched off are still underlined: %s", width, hidden)
		}
		p.do(t, chromedp.Click(chromedp.CSS(`label:has(#layer-people)`)))
		if again := p.value(t, line); again != shown {
			t.Errorf("%d px: people switched on again have %s, not %s", width, again, shown)
		}
		p.quiet(t)
	}
}

// openCard opens the card of the first person as the keyboard does.
func (v *visitor) openCard(t *testing.T, p *tab) {
	t.Helper()
	call(t, p, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	p.do(t, chromedp.Evaluate[chromedp.Void](`document.querySelector("#text a[href*='/people/']").focus({focusVisible: true})`),
		chromedp.WaitVisible(chromedp.CSS(`.card:popover-open .card-name`)))
}

// opensCards reaches a name by keyboard, reads its card, closes it with Escape,
// and cites a quotation.
func (v *visitor) opensCards(t *testing.T) {
	p := v.open(t)
	p.do(t, chromedp.EmulateViewport(1400, 1000), chromedp.Navigate(v.site+seedPage), chromedp.WaitVisible(chromedp.CSS(`#text`)))
	v.openCard(t, p)
	card := get(t, p, chromedp.Text(chromedp.CSS(`.card`)))
	for _, must := range []string{"Person", "Alexander Lukashenko", "Belarusian President", " quotations", "in this text"} {
		if !strings.Contains(card, must) {
			t.Errorf("the card does not say %q:\n%s", must, card)
		}
	}
	p.do(t, chromedp.KeyEvent(kb.Escape))
	if open := p.value(t, `document.querySelector(".card").matches(":popover-open")`); open != "false" {
		t.Error("Escape does not close the card")
	}
	id := p.value(t, `document.querySelector("mark.quote.direct").id`)
	p.do(t, chromedp.Click(chromedp.CSS(`.note:has(a[href="#`+id+`"]) button`)), chromedp.WaitVisible(chromedp.CSS(`.card:popover-open .text-to-copy`)))
	cited := get(t, p, chromedp.Text(chromedp.CSS(`.card .text-to-copy`)))
	for _, must := range []string{"Sergei Lavrov (Direct, two segments: said): “They should take part", "[…] “We see", "“Russia Backs", "1 September 2020", " f5f3b201, " + id + ", "} {
		if !strings.Contains(cited, must) {
			t.Errorf("the citation does not say %q:\n%s", must, cited)
		}
	}
	report := p.value(t, `decodeURIComponent([...document.querySelectorAll(".card a")].at(-1).href)`)
	for _, must := range []string{"https://desk.example.org/issues/new?title=", `- article: "000_dda71ece31420e93"`, `find: {exact: "“They should take part if they want to get"}`} {
		if !strings.Contains(report, must) {
			t.Errorf("the report of an error does not say %q:\n%s", must, report)
		}
	}
	for format, musts := range map[string][]string{
		"BibTeX":   {"@misc{f5f3b201" + id + ",", "title = {{Russia Backs Lukashenko’s Constitution Reform for Belarus}}", "date = {2020-09-01}", "#" + id + "}"},
		"RIS":      {"TY  - NEWS", "TI  - Russia Backs", "DA  - 2020/09/01", "AN  - f5f3b201", "N1  - Sergei Lavrov (Direct", "ER  -"},
		"CSL-JSON": {`"type": "article-newspaper"`, `"archive_location": "f5f3b201"`, `"note": "Sergei Lavrov (Direct`},
	} {
		p.do(t, chromedp.Evaluate[chromedp.Void](`[...document.querySelectorAll(".card .formats button")].find(b => b.textContent === "`+format+`").click()`))
		cited := p.value(t, `document.querySelector(".card pre").textContent`)
		for _, must := range musts {
			if !strings.Contains(cited, must) {
				t.Errorf("the citation as %s does not say %q:\n%s", format, must, cited)
			}
		}
	}
	if issued := p.value(t, `JSON.stringify(JSON.parse(document.querySelector(".card pre").textContent)[0].issued ?? "")`); !strings.Contains(issued, "2020,9,1") && p.value(t, `document.querySelector(".card [aria-pressed=true]").textContent`) == "CSL-JSON" {
		t.Errorf("CSL-JSON says it was issued %s", issued)
	}
	if lit := p.value(t, `[...document.querySelectorAll(".card a")].at(-2).href`); !strings.HasSuffix(lit, "#"+id+":~:text=%E2%80%9CThey%20should%20take%20part,up%20conflict%2C%E2%80%9D") && !strings.Contains(lit, "#"+id+":~:text=%E2%80%9CThey%20should%20take%20part,") {
		t.Errorf("the link that lights the words is %s", lit)
	}
	p.quiet(t)
}

// readsWithoutScript follows the same way with scripts off.
func (v *visitor) readsWithoutScript(t *testing.T) {
	p := v.open(t)
	call(t, p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	p.do(t, chromedp.EmulateViewport(360, 800), chromedp.Navigate(v.site),
		chromedp.Click(chromedp.CSS(`a[href$="`+seedPage+`"]`)), chromedp.WaitVisible(chromedp.CSS(`#text mark.quote.direct`)))
	note := get(t, p, chromedp.Text(chromedp.CSS(`.note`)))
	if strings.Contains(note, "Cite") {
		t.Error("a button that needs a script is shown without one")
	}
	p.do(t, chromedp.Click(chromedp.CSS(`#cite summary`)), chromedp.WaitVisible(chromedp.CSS(`#cite p`)))
	if cited := get(t, p, chromedp.Text(chromedp.CSS(`#cite`))); !strings.Contains(cited, "“Russia Backs Lukashenko’s Constitution Reform for Belarus”, 1 September 2020. Pressmark f5f3b201") {
		t.Errorf("without a script, no citation is given:\n%s", cited)
	}
	p.do(t, chromedp.Click(chromedp.CSS(`#text a[href*='/people/']`)), chromedp.WaitVisible(chromedp.CSS(`main h1`)))
	p.do(t, chromedp.Navigate(v.site+"search/"), chromedp.WaitVisible(chromedp.CSS(`main h1`)))
	if search := get(t, p, chromedp.Text(chromedp.CSS(`main`))); !strings.Contains(search, "People") {
		t.Error("without a script, search does not offer the indexes")
	}
	p.quiet(t)
}

// pages is one of every kind.
var pages = map[string]string{
	"front": "", "article": seedPage, "person": "people/sergei-lavrov/", "organization": "organizations/nato/", "place": "places/belarus/",
	"people": "people/", "organizations": "organizations/", "places": "places/", "quotes": "quotes/", "timeline": "timeline/",
	"speakers": "quotes/speakers/", "quotes about": "quotes/about/", "quotes most": "quotes/most/", "quotes of a year": "quotes/2020/", "map": "places/map/", "this day": "timeline/on-this-day/",
	"compare": "compare/", "two speakers": "compare/alexander-lukashenko/sviatlana-tsikhanouskaya/",
	"tags": "tags/", "tag": "tags/belarus/", "sources": "sources/", "year": "2020/", "month": "2020/08/", "undated": "undated/",
	"search": "search/?q=lavrov", "data": "data/", "about": "about/", "lost": "no/such/page/",
}

// everyPage looks at each kind of page: no violation by axe-core, nothing wider
// than the window, no complaint of the browser.
func (v *visitor) everyPage(t *testing.T, width int64, scheme string) {
	p := v.open(t)
	p.do(t, chromedp.EmulateViewport(width, 1000))
	call(t, p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}})
	for name, path := range pages {
		if name == "lost" {
			path = "404.html"
		}
		p.do(t, chromedp.Navigate(v.site+path), chromedp.WaitReady(chromedp.CSS("main")))
		if wide := p.value(t, `document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth`); wide != "0" {
			t.Errorf("%s is %s px wider than the window", name, wide)
		}
		if name == "article" && width != 768 {
			v.openCard(t, p)
		}
		v.audit(t, p, name)
		if folder := os.Getenv("PRESSMARK_SHOTS"); folder != "" {
			shot := get(t, p, chromedp.FullScreenshot(100))
			file := filepath.Join(folder, fmt.Sprintf("%s-%d-%s.png", name, width, scheme))
			if err := os.WriteFile(file, shot, 0o644); err != nil {
				t.Error(err)
			}
		}
	}
	p.quiet(t)
}

// audit runs axe-core in the page.
func (v *visitor) audit(t *testing.T, p *tab, name string) {
	t.Helper()
	p.do(t, chromedp.Evaluate[chromedp.Void](v.axe))
	found := get(t, p, chromedp.Evaluate[string](
		`axe.run(document, {resultTypes: ["violations"]}).then(r => r.violations.map(v => v.id + ": " + v.help + "\n    " + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join("\n    ")).join("\n"))`,
		chromedp.EvalAwaitPromise))
	if found != "" {
		t.Errorf("axe-core on %s:\n%s", name, found)
	}
}

func exception(d *cdpruntime.ExceptionDetails) string {
	what := d.Text
	if d.Exception != nil {
		what += " " + d.Exception.Description
	}
	return fmt.Sprintf("script: %s (%s:%d:%d)", what, d.URL, d.LineNumber, d.ColumnNumber)
}
