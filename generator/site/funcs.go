package site

import (
	"html/template"
	"strings"
)

// funcs are what templates may call.
func (lib *library) funcs() template.FuncMap {
	shared := lib.frame()
	return template.FuncMap{
		// site is what is the same on all pages.
		"site": func() *frame { return shared },
		// link makes an address within the site fit the place it is served from.
		"link": lib.links.href,
		// abs is the same with the host, for metadata.
		"abs": lib.links.abs,
		// figure puts commas between thousands.
		"figure": lib.figure,
		// count is a number with its noun: {{count 3 "article"}}.
		"count":   lib.count,
		"capital": capital,
		// say is a text in the language of the pages, many one that depends on
		// a number, linked one with links in it.
		"say":    lib.sayTemplate,
		"many":   lib.manyTemplate,
		"linked": lib.linked,
		// direction is the way in which a language is written.
		"direction": direction,
		// What stands on a page many times is written in Go, for a template
		// takes three times as long: part is a piece of a line, parts a line;
		// sure are the dots of a certainty; the others are lists.
		"part": func(one part) template.HTML { return drawn(func(p *pen) { lib.part(p, one) }) },
		"parts": func(line []part) template.HTML {
			return drawn(func(p *pen) {
				for _, one := range line {
					lib.part(p, one)
				}
			})
		},
		"sure":       func(n int) template.HTML { return drawn(func(p *pen) { lib.sure(p, n) }) },
		"facts":      func(facts []fact) template.HTML { return drawn(func(p *pen) { lib.facts(p, facts) }) },
		"cast":       func(rows []castRow) template.HTML { return drawn(func(p *pen) { lib.cast(p, rows) }) },
		"company":    func(rows []companyRow) template.HTML { return drawn(func(p *pen) { lib.drawCompany(p, rows) }) },
		"quotations": func(rows []quotation) template.HTML { return drawn(func(p *pen) { lib.drawQuotations(p, rows) }) },
		"concordance": func(class string, rows []keyword) template.HTML {
			return drawn(func(p *pen) { lib.drawConcordance(p, class, rows) })
		},
		"articles": func(rows []articleRow) template.HTML { return drawn(func(p *pen) { lib.drawArticles(p, rows) }) },
		"names": func(class string, rows []indexRow) template.HTML {
			return drawn(func(p *pen) { lib.drawNames(p, class, rows) })
		},
		"chronicle": func(events []event) template.HTML { return drawn(func(p *pen) { lib.drawChronicle(p, events) }) },
	}
}

// A frame is what every page shows around its own matter.
type frame struct {
	Title       string
	Lang        string // of what the pages say
	Pagefind    bool
	Right       bool // and whether it is written from right to left
	Description string
	Generator   string
	Report      string
	CSS, JS     string // addresses as pages link to them
	CodeCSS     string
	Icon        string
	Navigation  []navigation
	Indexes     []link // of what has no place in the navigation
}

// navigations are the links at the head of every page.
var navigations = [...]link{{URL: "/", Text: named("Front page")}, {URL: "/articles/", Text: named("Articles")}, {URL: "/people/", Text: named("People")},
	{URL: "/organizations/", Text: named("Organisations")}, {URL: "/places/", Text: named("Places")}, {URL: "/quotes/", Text: named("Quotations")},
	{URL: "/timeline/", Text: named("Timeline")}, {URL: "/search/", Text: named("Search")}, {URL: "/data/", Text: named("Data")}}

// A navigation is one of the links at the head of every page.
type navigation struct{ Section, Href, Text string }

// assetHref is an asset as pages link to it; "" if there is none of the name.
func (lib *library) assetHref(name string) string {
	if url := lib.assets.url(name); url != "" {
		return lib.links.href(url)
	}
	return ""
}

func (lib *library) frame() *frame {
	f := &frame{
		Title: lib.options.Title, Lang: lib.words.Tag, Right: lib.words.Right, Pagefind: lib.options.Pagefind, Description: lib.options.Description, Report: reportURL(lib.options.Report, lib.say("Error"), "Page: \nWhat is wrong: \n"),
		Generator: strings.TrimSpace("Pressmark " + lib.options.Version),
		CSS:       lib.assetHref("pressmark.css"), JS: lib.assetHref("pressmark.js"), Icon: lib.assetHref("mark.svg"),
		CodeCSS: lib.assetHref("code.css"),
	}
	for _, l := range navigations {
		f.Navigation = append(f.Navigation, navigation{l.URL, lib.links.href(l.URL), lib.say(l.Text)})
	}
	if len(lib.tags) > 0 {
		f.Indexes = append(f.Indexes, link{URL: "/tags/", Text: lib.say("tags")})
	}
	if len(lib.sources) > 0 {
		f.Indexes = append(f.Indexes, link{URL: "/sources/", Text: lib.say("sources")})
	}
	f.Indexes = append(f.Indexes, link{URL: "/quotes/speakers/", Text: lib.say("speakers")}, link{URL: "/about/", Text: lib.say("about the method")})
	return f
}
