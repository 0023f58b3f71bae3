package site

import (
	"cmp"
	"io"
	"math/bits"
	"slices"
	"strings"
	"sync"

	"pressmark/generator/annotate"
	"pressmark/generator/archive"
	"pressmark/generator/search"
	"pressmark/generator/text"
)

// searchIndex plans the files of the search index. Those of one segment are made
// together when the first of them is written.
func (p *planner) searchIndex(shape search.Shape) {
	lib := p.library
	segments := make([][]*archive.Entry, shape.Segments)
	for i := len(lib.archive.Entries) - 1; i >= 0; i-- { // the undated first, then the oldest
		e := lib.archive.Entries[i]
		at := shape.Segment(e.ID)
		segments[at] = append(segments[at], e)
	}
	for i, entries := range segments {
		made := &together{make: func() (map[string][]byte, error) {
			return search.Build(shape, i, len(entries), func(n int) (*search.Doc, error) { return lib.searched(entries[n]), nil })
		}}
		key := func(k *Keys, d *digest) {
			d.text("search").number(shape.Segments)
			for _, e := range entries {
				d.key(k.entries[e.Index])
			}
		}
		p.searchFiles(shape.Files(i, len(entries)), made, key)
	}
	names := lib.searchedNames()
	files := append([]string{search.NamesRoot}, search.NameFiles(len(names))...)
	made := &together{make: func() (map[string][]byte, error) {
		out := map[string][]byte{}
		for i, data := range search.Names(names) {
			out[files[i]] = data
		}
		return out, nil
	}}
	p.searchFiles(files, made, func(_ *Keys, d *digest) {
		d.text("names")
		for i := range names {
			n := &names[i]
			d.text(n.Kind).text(n.Name).text(n.URL).text(n.About).number(n.Rank).text(strings.Join(n.Also, "\x00"))
		}
	})
}

func (p *planner) searchFiles(files []string, made *together, key func(*Keys, *digest)) {
	once := onceKey(key)
	for _, name := range files {
		p.file("the search index", searchFolder+name, nil, func(w io.Writer) error {
			data, err := made.take(name)
			if err == nil {
				_, err = w.Write(data)
			}
			return err
		})
		p.pages[len(p.pages)-1].key = once
	}
}

// onceKey works a key out once for all the pages that share it.
func onceKey(add func(*Keys, *digest)) func(*Keys) Key {
	var mu sync.Mutex
	var of *Keys
	var key Key
	return func(k *Keys) Key {
		mu.Lock()
		defer mu.Unlock()
		if of != k {
			var d digest
			add(k, &d)
			of, key = k, d.sum()
		}
		return key
	}
}

// together are files that are made all at once, and kept until each has been
// written.
type together struct {
	mu    sync.Mutex
	make  func() (map[string][]byte, error)
	files map[string][]byte
}

// take returns a file and lets go of it.
func (t *together) take(name string) ([]byte, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	data, ok := t.files[name]
	if !ok {
		files, err := t.make()
		if err != nil {
			return nil, err
		}
		t.files, data = files, files[name]
	}
	delete(t.files, name)
	return data, nil
}

// english reports whether an article is searched by English stems.
func (lib *library) english(e *archive.Entry) bool {
	lang := e.Lang
	if lang == "" {
		lang = lib.lang
	}
	lang, _, _ = strings.Cut(strings.ToLower(lang), "-")
	return lang == "en"
}

// searched is an article as it is searched.
func (lib *library) searched(e *archive.Entry) *search.Doc {
	d := &search.Doc{ID: e.ID, URL: lib.links.place(lib.url(e)), Title: lib.title(e), Source: oneLine(e.Source), Tags: e.Tags, English: lib.english(e),
		Date:     search.Date{Year: e.Date.Year, Month: e.Date.Month, Day: e.Date.Day},
		Text:     e.Reader.Slice(text.Span{End: textEnd(e)}),
		Headline: [2]int{e.Headline.Start, e.Headline.End}}
	written := lib.writtenIn(e, d.Text)
	named := map[*archive.Entity]search.Name{}
	for c := range e.Entities {
		entity := entityOf(e, c)
		if entity == nil {
			continue
		}
		n, met := named[entity]
		if !met {
			n = search.Name{ID: entity.ID, Name: entity.Name}
		}
		for _, form := range written[c] {
			if form != n.Name && !slices.Contains(n.Also, form) {
				n.Also = append(n.Also, form)
			}
		}
		named[entity] = n
	}
	for _, c := range lib.mostNamedIn(e) {
		if n, ok := named[entityOf(e, c)]; ok && !slices.ContainsFunc(d.Names, func(o search.Name) bool { return o.ID == n.ID }) {
			d.Names = append(d.Names, n)
		}
	}
	for i := range e.Quotes {
		d.Quotes = append(d.Quotes, lib.searchedQuote(e, i, named))
	}
	return d
}

// textEnd is the length of an article's text.
func textEnd(e *archive.Entry) int {
	if n := len(e.Blocks); n > 0 {
		return max(e.Headline.End, e.Blocks[n-1].Span.End)
	}
	return e.Headline.End
}

// mostNamedIn are an article's clusters, those named most first.
func (lib *library) mostNamedIn(e *archive.Entry) []int {
	times := make([]int, len(e.Entities))
	order := make([]int, len(e.Entities))
	for i := range order {
		order[i] = i
	}
	for _, m := range e.Mentions {
		if m.Cluster >= 0 && m.Cluster < len(times) {
			times[m.Cluster]++
		}
	}
	slices.SortStableFunc(order, func(x, y int) int { return cmp.Compare(times[y], times[x]) })
	return order
}

// writtenIn are the ways an article writes each of its clusters.
func (lib *library) writtenIn(e *archive.Entry, body string) [][]string {
	written := make([][]string, len(e.Clusters))
	for _, m := range e.Mentions {
		form := body[min(m.Span.Start, len(body)):min(m.Span.End, len(body))]
		if m.Cluster >= 0 && m.Cluster < len(written) && !slices.Contains(written[m.Cluster], form) {
			written[m.Cluster] = append(written[m.Cluster], form)
		}
	}
	return written
}

// searchedQuote is a quotation with its speakers and those whom it names.
func (lib *library) searchedQuote(e *archive.Entry, i int, named map[*archive.Entity]search.Name) search.Quote {
	q := &e.Quotes[i]
	out := search.Quote{ID: quoteID(e, i), Kind: q.Kind.String()}
	if !q.Cue.IsZero() {
		out.Cue = slice(e, q.Cue)
	}
	for _, s := range q.Spans {
		out.Spans = append(out.Spans, [2]int{s.Start, s.End})
	}
	known := lib.speakersKnown(e, q)
	for _, entity := range known {
		out.Speakers = append(out.Speakers, named[entity])
	}
	if len(known) == 0 && q.Attributed() {
		if name := voiceName(e, q); !standsForHidden(e, q) && lib.voiceOf[voiceSlug(name)] != nil {
			out.Speakers = []search.Name{{ID: "voice/" + voiceSlug(name), Name: capital(name)}}
		} else {
			out.Who = capital(name)
		}
	}
	first := slices.IndexFunc(e.Mentions, func(m annotate.Mention) bool {
		return len(q.Spans) > 0 && m.Span.Start >= q.Spans[0].Start
	})
	for j := max(first, 0); first >= 0 && j < len(e.Mentions) && e.Mentions[j].Span.Start < q.Spans[len(q.Spans)-1].End; j++ {
		m := &e.Mentions[j]
		if !slices.ContainsFunc(q.Spans, func(s text.Span) bool { return s.Contains(m.Span) }) {
			continue
		}
		entity := e.EntityOf(m.Cluster)
		if n, ok := named[entity]; ok && !slices.Contains(known, entity) && !slices.ContainsFunc(out.About, func(o search.Name) bool { return o.ID == n.ID }) {
			out.About = append(out.About, n)
		}
	}
	return out
}

// searchedNames are the people, organizations and places that have a page or a
// row of an index.
func (lib *library) searchedNames() []search.Named {
	var all []search.Named
	for kind := annotate.Person; kind <= annotate.Place; kind++ {
		for _, e := range lib.visible[kind] {
			n := search.Named{Kind: kind.String(), Name: e.Name, URL: lib.links.place(lib.entityURL(e)), About: aboutInShort(e), Rank: bits.Len(uint(len(e.Mentions)))}
			for _, a := range e.Aliases[:min(6, len(e.Aliases))] {
				if alias := oneLine(a.Text); alias != e.Name {
					n.Also = append(n.Also, alias)
				}
			}
			all = append(all, n)
		}
	}
	return all
}
