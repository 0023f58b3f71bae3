package generator

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pressmark/generator/search"
	"pressmark/generator/text"
)

// demoIndex builds the demo archive and opens its search index.
func demoIndex(t *testing.T) *search.Reader {
	t.Helper()
	cfg, err := LoadConfig("..", "", nil)
	if err != nil {
		t.Fatal(err)
	}
	cfg.Build.Output, cfg.Build.Cache = t.TempDir(), t.TempDir()
	if _, err := Build(context.Background(), cfg, nil); err != nil {
		t.Fatal(err)
	}
	r, err := search.Open(1, func(file string, at, size int) ([]byte, error) {
		data, err := os.ReadFile(filepath.Join(cfg.OutputPath(), "search", file))
		if err == nil && size > 0 {
			data = data[at : at+size]
		}
		return data, err
	})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// found is what a query finds: addresses, those of quotations with their words.
func found(t *testing.T, r *search.Reader, typed string) []string {
	t.Helper()
	result, err := r.Search(search.ParseQuery(typed), 0)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, h := range result.Hits {
		head, err := r.Head(h.Segment, h.Article)
		if err != nil {
			t.Fatal(err)
		}
		one := head.URL
		if h.Quote >= 0 {
			article, err := r.Text(h.Segment, h.Article)
			if err != nil {
				t.Fatal(err)
			}
			span := article.Quotes[h.Quote].Spans[0]
			one += " " + article.Text[span[0]:span[1]]
		}
		all = append(all, one)
	}
	return all
}

const (
	reform  = "/2020/09/russia-backs-lukashenkos-constitution-reform-for-belarus/"
	lavrov  = "/2020/03/sergei-lavrov-foreign-minister-of-russia-turns-70/"
	changed = "/2020/07/vladimir-putin-and-the-changed-constitution-of-russia/"
	of1994  = "/2020/03/the-1994-constitution-of-belarus/"
	votes   = "/2019/11/three-referendums-that-changed-belarus/"
	union   = "/2019/12/the-union-state-of-russia-and-belarus-twenty-years-on/"
	mgimo   = "/2019/10/mgimo-the-university-of-russian-diplomats-is-75/"
)

// TestSearchRanksDemo asks the demo archive what a reader might, and holds what
// comes first to be what is meant.
func TestSearchRanksDemo(t *testing.T) {
	r := demoIndex(t)
	for typed, want := range map[string][]string{
		"sergei lavrov":                              {lavrov},
		"lavrov":                                     {lavrov, reform},
		"putin constitution":                         {changed},
		"constitution of 1994":                       {of1994},
		"1994 constitution belarus":                  {of1994},
		"referendums":                                {votes},
		"union state":                                {union},
		"mgimo":                                      {mgimo},
		"university diplomats":                       {mgimo},
		"russian foreign minister turns 70":          {lavrov},
		"“constitutional revisions”":                 {reform},
		"constitution reform belarus":                {reform},
		"“they should take part”":                    {reform, reform + " “They should take part"},
		"quotations by Lavrov about Belarus in 2020": {reform + " Belarusian civil society groups"},
		"by:lavrov conflict":                         {reform + " “They should take part"},
		"what did Lukashenko say":                    {reform + " "},
		"articles about Minsk in 2019":               {"/2019/"},
	} {
		got := found(t, r, typed)
		if len(got) < len(want) {
			t.Errorf("%s finds %q", typed, got)
			continue
		}
		for i := range want {
			if !strings.HasPrefix(got[i], want[i]) {
				t.Errorf("%s finds %q, not first %q", typed, got[:min(3, len(got))], want[i])
			}
		}
	}
	if got := found(t, r, "zebra"); len(got) > 0 {
		t.Errorf("zebra finds %q", got)
	}
}

// TestSearchFindsEveryNameOfDemo looks every name up as it is written, and
// compares with a scan of all texts.
func TestSearchFindsEveryNameOfDemo(t *testing.T) {
	r := demoIndex(t)
	all, err := r.Search(search.Query{Facets: map[string][]string{"of": {"place/belarus", "place/russia"}, "kind": {"article"}}}, 0)
	if err != nil || len(all.Hits) < 15 {
		t.Fatalf("%d articles: %v", len(all.Hits), err)
	}
	type article struct{ url, words string }
	var articles []article
	names := map[string]bool{}
	words := func(s string) string { return " " + strings.ReplaceAll(text.Slug(s, 0), "-", " ") + " " }
	for _, h := range all.Hits {
		head, err := r.Head(h.Segment, h.Article)
		if err != nil {
			t.Fatal(err)
		}
		a, err := r.Text(h.Segment, h.Article)
		if err != nil {
			t.Fatal(err)
		}
		articles = append(articles, article{head.URL, words(a.Text)})
		for _, n := range a.Names {
			names[n.Name] = true
		}
		for _, q := range a.Quotes {
			for _, n := range append(q.Speakers, q.About...) {
				names[n.Name] = true
			}
		}
	}
	looked := 0
	for name := range names {
		got := found(t, r, name+" kind:article")
		for _, a := range articles {
			if strings.Contains(a.words, words(name)) {
				if looked++; !slices.Contains(got, a.url) {
					t.Errorf("%s is not found in %s", name, a.url)
				}
			}
		}
	}
	if looked < 100 {
		t.Errorf("only %d names in articles", looked)
	}
	t.Log(fmt.Sprint(looked, " of ", len(names), " names"))
}
