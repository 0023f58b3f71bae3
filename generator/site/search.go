package site

import (
	"encoding/json"
	"io"

	"pressmark/generator/annotate"
	"pressmark/generator/archive"
)

// Up to these numbers the search index holds everything; above, the newest
// articles and quotations, and of each kind the names most named. A browser
// loads all of it, so it must stay small: about 2 MB, a fifth of that as sent.
const (
	articlesInIndex = 2000
	quotesInIndex   = 2000
	namesInIndex    = 2000
)

// A searchView is the search page.
type searchView struct {
	Index    string
	Articles string // "2,000 newest articles", if not all are searched
	Examples []link
}

// An indexed row is one thing that can be found. The keys are short since the
// reader's browser loads all of them.
type indexed struct {
	Kind  string `json:"k"`           // article, quotation, person, organisation, place
	URL   string `json:"u"`           // as linked from a page
	Title string `json:"t"`           //
	About string `json:"a"`           // the line under the title
	Words string `json:"w,omitempty"` // searched too, and shown around the hit
	Year  string `json:"y,omitempty"`
	Names string `json:"n,omitempty"` // speaker of a quotation, source of an article
}

func (p *planner) search() {
	lib := p.library
	p.view("the search page", "/search/", "search.html", nil, func() (*view, error) {
		v := &searchView{Index: "/search/index.json", Examples: lib.searchExamples()}
		if n := len(lib.archive.Entries); n > articlesInIndex {
			v.Articles = lib.many(n, "the {some} newest of {n} articles", "some", lib.figure(articlesInIndex))
		}
		if n := lib.totals.quotes; n > quotesInIndex {
			if v.Articles != "" {
				v.Articles += ", "
			}
			v.Articles += lib.many(n, "the {some} newest of {n} quotations", "some", lib.figure(quotesInIndex))
		}
		return &view{Title: "Search", Section: "/search/", Main: v, Description: "Search names, quotations and titles in " + lib.options.Title + "."}, nil
	})
	p.file("the search index", "/search/index.json", nil, lib.writeIndex)
}

// searchExamples are things that can be found: the person and the place named
// most.
func (lib *library) searchExamples() []link {
	var all []link
	for kind := annotate.Person; kind <= annotate.Place; kind++ {
		var most *archive.Entity
		for _, e := range lib.visible[kind] {
			if most == nil || len(e.Mentions) > len(most.Mentions) {
				most = e
			}
		}
		if most != nil {
			name := shortName(most)
			all = append(all, link{URL: "/search/?q=" + queryEscape(name), Text: name})
		}
	}
	return all
}

func (lib *library) writeIndex(w io.Writer) error {
	rows := []indexed{}
	entries := lib.archive.Entries[:min(articlesInIndex, len(lib.archive.Entries))]
	for _, e := range entries {
		rows = append(rows, indexed{Kind: "article", URL: lib.links.href(lib.url(e)), Title: lib.title(e), About: lib.articleAbout(e),
			Words: opening(e, 200), Year: digits(e.Date.Year, 4), Names: e.Source})
	}
	for kind := annotate.Person; kind <= annotate.Place; kind++ {
		names := lib.visible[kind]
		if len(names) > namesInIndex {
			names = mostMentioned(names)[:namesInIndex]
		}
		for _, e := range names {
			r := indexed{Kind: lib.kindWord(kind), URL: lib.links.href(lib.entityURL(e)), Title: e.Name, About: capital(lib.kindWord(kind)) + ", " + lib.count(len(e.Mentions), "mention")}
			if about := aboutInShort(e); about != "" {
				r.About += ", " + about
			}
			for _, a := range e.Aliases[:min(6, len(e.Aliases))] {
				if a.Text != e.Name {
					if r.Words != "" {
						r.Words += ", "
					}
					r.Words += oneLine(a.Text)
				}
			}
			rows = append(rows, r)
		}
	}
	left := quotesInIndex
	for _, e := range entries {
		for i := range e.Quotes {
			if left--; left < 0 {
				break
			}
			q := lib.quotationOf(e, i)
			r := indexed{Kind: "quotation", URL: lib.links.href(q.URL), Title: q.speakerNames(", "), About: capital(q.Kind) + " quotation, " + lib.longDate(e.Date),
				Words: shorten(q.words(), 300), Year: digits(e.Date.Year, 4), Names: q.speakerNames(", ")}
			if q.Cue != "" {
				r.Title += " " + q.Cue
			}
			rows = append(rows, r)
		}
	}
	return writeJSON(w, rows)
}

func (lib *library) articleAbout(e *archive.Entry) string {
	about := "Article, " + lib.longDate(e.Date)
	if e.Source != "" {
		return about + ", " + oneLine(e.Source)
	}
	return about + ", source not stated"
}

// writeJSON writes one row a line, so that a changed row is one changed line.
func writeJSON(w io.Writer, rows []indexed) error {
	sep := "[\n"
	for _, r := range rows {
		line, err := json.Marshal(r)
		if err != nil {
			return err
		}
		if _, err := w.Write(append([]byte(sep), line...)); err != nil {
			return err
		}
		sep = ",\n"
	}
	if len(rows) == 0 {
		_, err := io.WriteString(w, "[]\n")
		return err
	}
	_, err := io.WriteString(w, "\n]\n")
	return err
}
