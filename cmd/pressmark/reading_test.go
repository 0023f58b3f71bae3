package main

import (
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// staysInPlace opens pages as a telephone does: nothing moves once it is seen,
// and what is largest at first is text.
func (v *visitor) staysInPlace(t *testing.T) {
	for _, name := range []string{"front", "article", "person", "search", "timeline"} {
		p := v.open(t)
		p.do(t, chromedp.EmulateViewport(360, 740), chromedp.Navigate(v.site+pages[name]), chromedp.WaitReady(chromedp.CSS("main")))
		seen := get(t, p, chromedp.Evaluate[string](`new Promise((done) => {
			let moved = 0, largest = "";
			new PerformanceObserver((list) => list.getEntries().forEach((e) => { if (!e.hadRecentInput) moved += e.value; })).observe({ type: "layout-shift", buffered: true });
			new PerformanceObserver((list) => list.getEntries().forEach((e) => { largest = e.url || (e.element?.textContent.trim() ? "text" : e.element?.tagName ?? ""); })).observe({ type: "largest-contentful-paint", buffered: true });
			setTimeout(() => done(moved.toFixed(3) + " " + largest), 1200);
		})`, chromedp.EvalAwaitPromise))
		moved, largest, _ := strings.Cut(seen, " ")
		most := 0.01
		if name == "search" {
			most = 0.1 // results come piece by piece, the first before their texts
		}
		if shift, err := strconv.ParseFloat(moved, 64); err != nil || shift > most {
			t.Errorf("%s moves by %s while it loads", name, moved)
		}
		if largest != "text" && largest != "" {
			t.Errorf("what is largest on %s is %q, not text", name, largest)
		}
		p.quiet(t)
	}
}

// walks goes through an article with the Tab key alone: past the link to the
// text, to a name, into its card, out of it with Escape.
func (v *visitor) walks(t *testing.T) {
	p := v.open(t)
	call(t, p, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	p.do(t, chromedp.EmulateViewport(1400, 1000), chromedp.Navigate(v.site+seedPage), chromedp.WaitVisible(chromedp.CSS(`#text`)))
	focus := func(what string) string { return p.value(t, `document.activeElement`+what) }
	p.do(t, chromedp.KeyEvent(kb.Tab))
	if first := focus(`.getAttribute("href")`); first != "#main" {
		t.Errorf("Tab first reaches %s, not the link to the text", first)
	}
	for range 60 {
		p.do(t, chromedp.KeyEvent(kb.Tab))
		if focus(`.matches("#text a")`) == "true" {
			break
		}
	}
	name := focus(`.textContent`)
	if name != "Russia" {
		t.Fatalf("Tab reaches %q in the text, not Russia", name)
	}
	p.do(t, chromedp.WaitVisible(chromedp.CSS(`.card:popover-open .card-name`)), chromedp.KeyEvent(kb.Tab))
	if inside := focus(`.closest(".card")?.matches(":popover-open")`); inside != "true" {
		t.Error("Tab does not lead from a name into its card")
	}
	p.do(t, chromedp.KeyEvent(kb.Escape))
	if open := p.value(t, `document.querySelector(".card").matches(":popover-open")`); open != "false" {
		t.Error("Escape does not close the card that has the focus")
	}
	p.quiet(t)
}

// prints looks at an article as a printer does.
func (v *visitor) prints(t *testing.T) {
	p := v.open(t)
	p.do(t, chromedp.EmulateViewport(800, 1100), chromedp.Navigate(v.site+seedPage), chromedp.WaitVisible(chromedp.CSS(`#text`)))
	call(t, p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	for _, gone := range []string{".site-nav", ".theme", ".rail", ".neighbours", ".note button", "#cite summary"} {
		if display := p.value(t, `getComputedStyle(document.querySelector("`+gone+`")).display`); display != "none" {
			t.Errorf("%s is printed", gone)
		}
	}
	for what, want := range map[string]string{
		`getComputedStyle(document.querySelector("#text"), "::after").content`:                                                                                   `"Notes"`,
		`[...document.querySelectorAll("#text > p")].at(-1).getBoundingClientRect().bottom <= document.querySelector("#text .note").getBoundingClientRect().top`: "true",
		`getComputedStyle(document.querySelector(".note > a"), "::after").content.includes(document.querySelector("mark.quote").id)`:                             "true",
		`document.querySelector("#cite p").getBoundingClientRect().height > 8`:                                                                                   "true",
		`getComputedStyle(document.documentElement).colorScheme`:                                                                                                 "light",
	} {
		if got := p.value(t, what); got != want {
			t.Errorf("printed: %s is %s, not %s", what, got, want)
		}
	}
	p.quiet(t)
}

// keepsChoices chooses a theme and hides the notes: the next page has both
// before it is painted.
func (v *visitor) keepsChoices(t *testing.T) {
	p := v.open(t)
	p.do(t, chromedp.EmulateViewport(1400, 1000), chromedp.Navigate(v.site+seedPage), chromedp.WaitVisible(chromedp.CSS(`#text`)),
		chromedp.Click(chromedp.CSS(`label:has(#theme-dark)`)), chromedp.Click(chromedp.CSS(`label:has(#layer-notes)`)), chromedp.Click(chromedp.CSS(`label:has(#layer-rest)`)))
	dark := p.value(t, `getComputedStyle(document.documentElement).backgroundColor`)
	if bright := p.value(t, `getComputedStyle(document.querySelector("#p8")).display`); bright != "none" {
		t.Error("a paragraph without a quotation is shown among quotations only")
	}
	p.do(t, chromedp.Navigate(v.site+pages["person"]), chromedp.Navigate(v.site+seedPage), chromedp.WaitVisible(chromedp.CSS(`#text`)))
	if again := p.value(t, `getComputedStyle(document.documentElement).backgroundColor`); again != dark {
		t.Errorf("the ground is %s on the next page, not %s", again, dark)
	}
	if classes := p.value(t, `document.documentElement.className`); !strings.Contains(classes, "no-notes") || !strings.Contains(classes, "no-rest") {
		t.Errorf("the next page begins with the classes %q", classes)
	}
	if note := p.value(t, `getComputedStyle(document.querySelector(".note")).display + document.querySelector("#layer-notes").checked + document.querySelector("#layer-rest").checked`); note != "nonefalsetrue" {
		t.Errorf("notes are shown again: %s", note)
	}
	p.do(t, chromedp.Evaluate[chromedp.Void](`localStorage.clear()`))
	p.quiet(t)
}

// forcesColours looks at marks where the system sets all colours.
func (v *visitor) forcesColours(t *testing.T) {
	p := v.open(t)
	call(t, p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "forced-colors", Value: "active"}, {Name: "prefers-reduced-motion", Value: "reduce"}}})
	p.do(t, chromedp.EmulateViewport(1400, 1000), chromedp.Navigate(v.site+seedPage), chromedp.WaitVisible(chromedp.CSS(`#text`)))
	direct := p.value(t, `getComputedStyle(document.querySelector("mark.direct")).borderBottomStyle`)
	indirect := p.value(t, `getComputedStyle(document.querySelector("mark.indirect")).borderLeftStyle`)
	if direct != "solid" || indirect != "solid" {
		t.Errorf("with forced colours, words in marks have %q below them, reported ones %q beside them", direct, indirect)
	}
	if smooth := p.value(t, `getComputedStyle(document.documentElement).scrollBehavior`); smooth != "auto" {
		t.Errorf("with reduced motion, the page scrolls %s", smooth)
	}
	p.quiet(t)
}

// TestBrowserTongues reads articles in Arabic, Hebrew, Japanese and Chinese: each runs
// its own way, none is wider than the window.
func TestBrowserTongues(t *testing.T) {
	v := visit(t, "testdata/tongues")
	p := v.open(t)
	call(t, p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}}})
	for _, width := range []int64{1400, 360} {
		p.do(t, chromedp.EmulateViewport(width, 900), chromedp.Navigate(v.site+"articles/"), chromedp.WaitReady(chromedp.CSS("main")))
		links := strings.Fields(p.value(t, `[...document.querySelectorAll(".rows a.title")].map((a) => a.href).join(" ")`))
		if len(links) != 5 {
			t.Fatalf("%d articles, want 5: %s", len(links), links)
		}
		ways := map[string]string{"ar": "rtl", "he": "rtl", "ja": "ltr", "zh-Hans": "ltr", "": "ltr"}
		for _, link := range links {
			p.do(t, chromedp.Navigate(link), chromedp.WaitReady(chromedp.CSS("#text")))
			lang := p.value(t, `document.querySelector("#text").lang`)
			want, known := ways[lang]
			if way := p.value(t, `getComputedStyle(document.querySelector("#text p")).direction`); !known || way != want {
				t.Errorf("%d px: the text in %q runs %s, not %s", width, lang, way, want)
			}
			if way := p.value(t, `document.querySelector(".note") ? getComputedStyle(document.querySelector(".note")).direction : "ltr"`); way != "ltr" {
				t.Errorf("%d px: the notes beside %q run %s", width, lang, way)
			}
			if wide := p.value(t, `document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth`); wide != "0" {
				t.Errorf("%d px: %q is %s px wider than the window", width, lang, wide)
			}
			if over := p.value(t, `[...document.querySelectorAll(".note")].some((n) => { const a = n.getBoundingClientRect(); return [...document.querySelectorAll("#text > p")].some((p) => { const b = p.getBoundingClientRect(); return a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1; }); })`); over != "false" {
				t.Errorf("%d px: notes lie on the text in %q", width, lang)
			}
			v.audit(t, p, lang)
		}
	}
	p.quiet(t)
}
