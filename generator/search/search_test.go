package search

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestStem(t *testing.T) {
	for word, want := range map[string]string{
		"caresses": "caress", "ponies": "poni", "ties": "tie", "cries": "cri", "gas": "gas", "gaps": "gap", "kiwis": "kiwi",
		"agreed": "agre", "feed": "feed", "plastered": "plaster", "bled": "bled", "hoping": "hope", "hopping": "hop", "luxuriated": "luxuri",
		"happy": "happi", "say": "say", "by": "by", "enjoy": "enjoy", "relational": "relat", "conditional": "condit", "generally": "general",
		"communism": "communism", "nationalization": "nation", "hopefulness": "hope", "analogously": "analog", "constitution": "constitut",
		"constitutional": "constitut", "electricity": "electr", "adoption": "adopt", "probate": "probat", "controlling": "control",
		"dying": "die", "news": "news", "inning": "inning", "succeeded": "succeed", "yearly": "year", "lavrov": "lavrov", "1994": "1994", "страна": "страна",
	} {
		if got := stem(word); got != want {
			t.Errorf("stem(%q) = %q, not %q", word, got, want)
		}
	}
}

func TestWords(t *testing.T) {
	for text, want := range map[string]string{
		"Lavrov’s visit, Lavrov's words": "lavrov visit lavrov words",
		"don't; they’re; O’Brien’s":      "don they obrien",
		"U.S. and the U.S.A.; e.g. this": "us and the usa eg this",
		"1,000 of 3.5 in 2019,2020":      "1000 of 3 5 in 20192020",
		"Zoë Łukasz Ångström Straße":     "zoe lukasz angstrom strasse",
		"Лавров в Минске":                "lavrov v minske",
		"l’homme d’État":                 "l homme d etat",
		"東京都に行く, 雨":                      "東京 京都 都に に行 行く 雨",
		"re-elected":                     "re elected",
		"":                               "",
		"…'’“”":                          "",
	} {
		if got := strings.Join(folded(text), " "); got != want {
			t.Errorf("words of %q: %q, not %q", text, got, want)
		}
	}
}

func TestParseQuery(t *testing.T) {
	for typed, want := range map[string]string{
		"Lavrov Belarus": "words lavrov belarus",
		"quotations by Lavrov about Belarus in 2020": "by lavrov about belarus kind quotation year 2020",
		"What did Sergei Lavrov say about Belarus?":  "by sergei lavrov about belarus kind quotation",
		"articles about Minsk in 2020":               "about minsk kind article year 2020",
		"by:lavrov about:belarus year:2020":          "by lavrov about belarus year 2020",
		`by:"Sergei Lavrov" reform`:                  "words reform by sergei lavrov",
		`“basic law” minsk source:"Harbour News"`:    "words minsk phrase basic law source harbour-news",
		"the constitution of Belarus":                "words constitution belarus",
		"quotations":                                 "words quotations",
		"foo:bar kind:quotations tag:Economy":        "words foo bar kind quotation tag economy",
		"Zitate von Lavrov über Belarus":             "by lavrov about belarus kind quotation",
		"citations de Macron sur la Russie en 2019":  "by macron about la russie kind quotation year 2019",
		`"unclosed phrase`:                           "phrase unclosed phrase",
	} {
		if got := ParseQuery(typed).said(); got != want {
			t.Errorf("%q is read as %q, not %q", typed, got, want)
		}
	}
}

// said tells what a query looks for.
func (q Query) said() string {
	var parts []string
	add := func(name string, words []string) {
		if len(words) > 0 {
			parts = append(parts, name+" "+strings.Join(words, " "))
		}
	}
	add("words", q.Words)
	for _, p := range q.Phrases {
		add("phrase", p)
	}
	add("by", q.By)
	add("about", q.About)
	for _, key := range []string{"kind", "source", "tag", "year"} {
		add(key, q.Facets[key])
	}
	return strings.Join(parts, " ")
}

// An inventor makes articles up.
type inventor struct{ *rand.Rand }

var (
	firstNames = strings.Fields("Anna Nils Olga Ida Viktor Zoë Łukasz Søren Marta Omar Leila Pavel Inès Jürgen Maeve Tomás Aoife Renée Goran Yusuf")
	lastNames  = strings.Fields("Larsson Berg Petrova Holm Hansen O’Brien Żukowski Ångström Muñoz Haddad Šimić Okafor Lindqvist Moreau Castellanos Byrne Kovač Weiß d’Arcy Nakamura")
	places     = strings.Fields("Oslo Bergen Gothenburg Minsk Zürich Kraków Málaga Tromsø Aarhus Lyon")
	nouns      = strings.Fields("harbour council budget election treaty bridge ferry school hospital court river railway museum forest strike market minister report vote storm")
	verbs      = strings.Fields("opened closed delayed approved rejected discussed inspected praised criticised repaired visited measured counted sold promised cancelled")
)

func (v inventor) one(list []string) string { return list[v.IntN(len(list))] }

func (v inventor) person() Name {
	name := v.one(firstNames) + " " + v.one(lastNames)
	return Name{ID: "person/" + FacetValue(name), Name: name}
}

func (v inventor) place() Name {
	name := v.one(places)
	return Name{ID: "place/" + FacetValue(name), Name: name}
}

// rare is a word that few articles have.
func (v inventor) rare() string {
	var b strings.Builder
	for range 3 {
		b.WriteByte("bdfgklmnprstvz"[v.IntN(14)])
		b.WriteByte("aeiou"[v.IntN(5)])
	}
	return b.String()
}

// doc invents an article of about so many words.
func (v inventor) doc(i, words int) *Doc {
	person, place := v.person(), v.place()
	d := &Doc{ID: fmt.Sprintf("news/%d", i), URL: fmt.Sprintf("/news/%d/", i), English: true, Source: v.one([]string{"The Courier", "Harbour News", ""}),
		Title: fmt.Sprintf("%s %s the %s", person.Name, v.one(verbs), v.one(nouns)), Date: Date{2010 + i%15, 1 + i%12, 1 + i%28}}
	if v.IntN(3) == 0 {
		d.Tags = []string{v.one(nouns)}
	}
	named := []Name{person}
	name := func(n Name) Name {
		if !slices.ContainsFunc(named, func(o Name) bool { return o.ID == n.ID }) {
			named = append(named, n)
		}
		return n
	}
	name(place)
	var b strings.Builder
	b.WriteString(d.Title)
	d.Headline = [2]int{0, b.Len()}
	b.WriteString("\n\n")
	for n := 0; n < words; n += 14 {
		if v.IntN(5) > 0 {
			fmt.Fprintf(&b, "The %s near %s %s a %s of the %s, and the %s %s it. ", v.one(nouns), v.one(places), v.one(verbs), v.rare(), v.one(nouns), v.rare(), v.one(verbs))
			continue
		}
		speaker, about := name(v.person()), name(v.place())
		start := b.Len()
		fmt.Fprintf(&b, "“We %s the %s of %s with the %s,”", v.one(verbs), v.one(nouns), about.Name, v.rare())
		d.Quotes = append(d.Quotes, Quote{ID: fmt.Sprintf("q%d", len(d.Quotes)), Kind: "direct", Cue: "said", Spans: [][2]int{{start, b.Len()}}, Speakers: []Name{speaker}, About: []Name{about}})
		fmt.Fprintf(&b, " %s said. ", speaker.Name)
	}
	d.Text, d.Names = b.String(), named
	return d
}

// An index is one that was built, with what it was built from and what was
// fetched from it.
type index struct {
	*Reader
	files map[string][]byte
	docs  [][]*Doc // by segment
}

// build makes the index of documents, dated in order.
func build(t testing.TB, docs []*Doc) *index {
	t.Helper()
	x := &index{files: map[string][]byte{}}
	shape := ShapeOf(len(docs))
	x.docs = make([][]*Doc, shape.Segments)
	slices.SortStableFunc(docs, func(a, b *Doc) int { return slices.Compare(date(a), date(b)) })
	named := map[string]*Named{}
	for _, d := range docs {
		at := shape.Segment(d.ID)
		x.docs[at] = append(x.docs[at], d)
		for _, n := range d.Names {
			kind, slug, _ := strings.Cut(n.ID, "/")
			if named[n.ID] == nil {
				named[n.ID] = &Named{Kind: kind, Name: n.Name, URL: "/" + kind + "/" + slug + "/"}
			}
			named[n.ID].Rank++
		}
	}
	for i, list := range x.docs {
		files, err := Build(shape, i, len(list), func(n int) (*Doc, error) { return list[n], nil })
		if err != nil {
			t.Fatal(err)
		}
		if got, want := len(files), len(shape.Files(i, len(list))); got != want {
			t.Fatalf("%d files, not %d", got, want)
		}
		for name, data := range files {
			x.files[name] = data
		}
	}
	var names []Named
	for _, id := range sorted(named) {
		names = append(names, *named[id])
	}
	for i, data := range Names(names) {
		x.files[append([]string{NamesRoot}, NameFiles(len(names))...)[i]] = data
	}
	reader, err := Open(shape.Segments, func(file string, at, size int) ([]byte, error) {
		data, ok := x.files[file]
		if !ok || at+size > len(data) {
			return nil, fmt.Errorf("%s, %d bytes at %d: not there", file, size, at)
		}
		if size > 0 {
			data = data[at : at+size]
		}
		return data, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	x.Reader = reader
	return x
}

func date(d *Doc) []int { return []int{d.Date.Year, d.Date.Month, d.Date.Day} }

func sorted[V any](m map[string]V) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func invented(n, words int) []*Doc {
	v := inventor{rand.New(rand.NewPCG(1, 2))}
	docs := make([]*Doc, n)
	for i := range docs {
		docs[i] = v.doc(i, words)
	}
	return docs
}

// urls are the addresses of hits.
func (x *index) urls(t testing.TB, hits []Hit) []string {
	t.Helper()
	var all []string
	for _, h := range hits {
		d := x.docs[h.Segment][h.Article]
		if h.Quote < 0 {
			all = append(all, d.URL)
		} else {
			all = append(all, d.URL+"#"+d.Quotes[h.Quote].ID)
		}
	}
	return all
}

// TestFindsEveryName looks up every name, and compares with a scan of all
// texts: nothing that holds it may be missing, as words and as a phrase, and as a
// phrase nothing else may be found.
func TestFindsEveryName(t *testing.T) {
	n := 10_000
	if testing.Short() || raced {
		n = 1500
	}
	docs := invented(n, 60)
	x := build(t, docs)
	holding := map[string][]string{} // by name
	names := map[string]bool{}
	for _, d := range docs {
		for _, name := range d.Names {
			names[name.Name] = true
		}
	}
	for _, d := range docs {
		words := " " + strings.Join(folded(d.Text), " ") + " "
		for name := range names {
			if strings.Contains(words, " "+strings.Join(folded(name), " ")+" ") {
				holding[name] = append(holding[name], d.URL)
			}
		}
	}
	looked := 0
	for i, name := range sorted(names) {
		q := ParseQuery(name)
		q.Facets["kind"] = []string{"article"}
		found, err := x.Search(q, 0)
		if err != nil {
			t.Fatal(err)
		}
		got := x.urls(t, found.Hits)
		for _, url := range holding[name] {
			if looked++; !slices.Contains(got, url) {
				t.Errorf("%s is not found in %s", name, url)
			}
		}
		if i%40 > 0 || len(folded(name)) < 2 {
			continue // a phrase is verified by reading texts
		}
		q = ParseQuery("“" + name + "”")
		q.Facets["kind"] = []string{"article"}
		found, err = x.Search(q, 0)
		if err != nil {
			t.Fatal(err)
		}
		got = x.urls(t, found.Hits)
		slices.Sort(got)
		want := slices.Sorted(slices.Values(holding[name]))
		if !slices.Equal(got, want) {
			t.Errorf("“%s” is found in %d articles, not in %d", name, len(got), len(want))
		}
	}
	if looked < n {
		t.Errorf("only %d names in articles", looked)
	}
}

// TestFindsQuotations compares by whom, about whom and when with a scan.
func TestFindsQuotations(t *testing.T) {
	docs := invented(1200, 200)
	x := build(t, docs)
	for _, typed := range []string{"quotations by Larsson about Oslo in 2020", "by:obrien about:zurich", "by:zoe year:2015", "what did Ångström say about Kraków?"} {
		q := ParseQuery(typed)
		var want []string
		for _, d := range docs {
			if years := q.Facets["year"]; len(years) > 0 && years[0] != fmt.Sprint(d.Date.Year) {
				continue
			}
			for i := range d.Quotes {
				quote := &d.Quotes[i]
				if holdsAll(folded(quote.Speakers[0].Name), q.By) && holdsAll(folded(quote.About[0].Name), q.About) {
					want = append(want, d.URL+"#"+quote.ID)
				}
			}
		}
		found, err := x.Search(q, 0)
		if err != nil {
			t.Fatal(err)
		}
		got := x.urls(t, found.Hits)
		slices.Sort(got)
		slices.Sort(want)
		if len(want) == 0 || !slices.Equal(got, want) {
			t.Errorf("%s: found %d, not %d", typed, len(got), len(want))
		}
		if found.Articles != 0 || found.Quotes != len(want) {
			t.Errorf("%s: counted %d articles and %d quotations", typed, found.Articles, found.Quotes)
		}
	}
}

func holdsAll(have, words []string) bool {
	for _, w := range words {
		if !slices.Contains(have, w) {
			return false
		}
	}
	return true
}

// TestFacets narrows by source, tag, and names of two kinds.
func TestFacets(t *testing.T) {
	docs := invented(600, 100)
	x := build(t, docs)
	q := ParseQuery("harbour source:courier")
	if found, err := x.Search(q, 0); err != nil || len(found.Hits) != 0 {
		t.Errorf("half a source's name finds %d, %v", len(found.Hits), err)
	}
	at := slices.IndexFunc(docs, func(d *Doc) bool {
		return d.Source == "The Courier" && d.Names[1].ID == "place/oslo" && slices.Contains(folded(d.Text), "council")
	})
	person := docs[at].Names[0].ID
	q = Query{Words: []string{"council"}, Facets: map[string][]string{"kind": {"article"}, "source": {"the-courier"}, "of": {"place/oslo", "place/lyon", person}}}
	found, err := x.Search(q, 0)
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, d := range docs {
		has := func(id string) bool { return slices.ContainsFunc(d.Names, func(n Name) bool { return n.ID == id }) }
		if d.Source == "The Courier" && slices.Contains(folded(d.Text), "council") && (has("place/oslo") || has("place/lyon")) && has(person) {
			want = append(want, d.URL)
		}
	}
	got := x.urls(t, found.Hits)
	slices.Sort(got)
	slices.Sort(want)
	if len(want) == 0 || !slices.Equal(got, want) {
		t.Errorf("found %q, not %q", got, want)
	}
}

// TestRanks holds the first result of a query to be the one meant.
func TestRanks(t *testing.T) {
	text := func(title, body string) *Doc {
		return &Doc{ID: title, URL: "/" + FacetValue(title) + "/", Title: title, English: true, Date: Date{2020, 5, 1}, Headline: [2]int{0, len(title)}, Text: title + "\n\n" + body}
	}
	filler := strings.Repeat("The council met about the ferry and the weather. ", 20)
	x := build(t, []*Doc{
		text("Ferry sinks", "The ferry sank off Bergen. "+filler),
		text("A long report", filler+"Somebody spoke of the constitution once. "+filler),
		text("Constitution of the harbour", "It was written down. "+filler),
		text("Short note", "The constitution holds; the constitution is old. The constitution."),
		text("Bergen in spring", "Nothing sank. "+filler),
	})
	for typed, want := range map[string]string{
		"constitution": "/constitution-of-the-harbour/ /short-note/ /a-long-report/", "bergen": "/bergen-in-spring/ /ferry-sinks/",
		"constitutional": "/constitution-of-the-harbour/ /short-note/ /a-long-report/", "sinks bergen": "/ferry-sinks/", "“spoke of the constitution”": "/a-long-report/", "nowhere": "",
	} {
		found, err := x.Search(ParseQuery(typed), 0)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(x.urls(t, found.Hits), " "); got != want {
			t.Errorf("%s finds %q, not %q", typed, got, want)
		}
	}
}

// TestTyping completes words and finds names by how they begin.
func TestTyping(t *testing.T) {
	x := build(t, invented(300, 100))
	q := ParseQuery("harb")
	q.Typing = true
	found, err := x.Search(q, 5)
	if err != nil || len(found.Hits) == 0 {
		t.Errorf("harb… finds nothing: %v", err)
	}
	q = ParseQuery("zoe lars")
	q.Typing = true
	found, err = x.Search(q, 5)
	if err != nil || len(found.Names) != 1 || found.Names[0].Name != "Zoë Larsson" {
		t.Errorf("zoe lars… finds the names %v, %v", found.Names, err)
	}
	if found, err = x.Search(ParseQuery("Larsson"), 5); err != nil || len(found.Names) != shownNames {
		t.Errorf("Larsson finds the names %v, %v", found.Names, err)
	}
}

// TestFewFilesChange builds twice alike, then changes one article: one segment's
// files may change, and of its texts one.
func TestFewFilesChange(t *testing.T) {
	docs := invented(4200, 60)
	before := build(t, slices.Clone(docs))
	again := build(t, slices.Clone(docs))
	if changed := differing(before, again); len(changed) > 0 {
		t.Fatalf("two builds differ in %q", changed)
	}
	edited := *docs[77]
	edited.Text += " Nobody had foreseen it."
	docs[77] = &edited
	segment := fmt.Sprint(ShapeOf(len(docs)).Segment(edited.ID))
	texts := 0
	for _, name := range differing(before, build(t, docs)) {
		if !strings.HasSuffix(name, "-"+segment+".bin") {
			t.Errorf("%s changes with an article of segment %s", name, segment)
		}
		if strings.HasPrefix(name, "texts") {
			texts++
		}
	}
	if texts != 1 {
		t.Errorf("%d files of texts change", texts)
	}
}

func differing(a, b *index) []string {
	var names []string
	for name := range a.files {
		if !bytes.Equal(a.files[name], b.files[name]) {
			names = append(names, name)
		}
	}
	for name := range b.files {
		if a.files[name] == nil {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// TestDamaged reads what is cut short or garbled: an error, no crash.
func TestDamaged(t *testing.T) {
	x := build(t, invented(40, 60))
	v := inventor{rand.New(rand.NewPCG(3, 4))}
	for range 300 {
		files := map[string][]byte{}
		for name, data := range x.files {
			raw, err := loosen(data)
			if err != nil {
				raw = slices.Clone(data)
			} else if len(raw) > 0 {
				raw = slices.Clone(raw)
				raw[v.IntN(len(raw))] = byte(v.IntN(256))
				raw = squeeze(nil, raw)
			}
			files[name] = raw
		}
		r, err := Open(1, func(file string, at, size int) ([]byte, error) {
			data := files[file]
			at = min(at, len(data))
			if size > 0 {
				return data[at:min(at+size, len(data))], nil
			}
			return data, nil
		})
		if err != nil {
			continue
		}
		if found, err := r.Search(ParseQuery("the harbour “of the” council"), 5); err == nil {
			for _, h := range found.Hits {
				r.Text(h.Segment, h.Article)
			}
		}
	}
}

// BenchmarkBuild makes one segment of invented articles of 560 words.
func BenchmarkBuild(b *testing.B) {
	docs := invented(500, 560)
	bytes := 0
	for b.Loop() {
		files, err := Build(ShapeOf(len(docs)), 0, len(docs), func(n int) (*Doc, error) { return docs[n], nil })
		if err != nil {
			b.Fatal(err)
		}
		bytes = 0
		for _, data := range files {
			bytes += len(data)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(docs)), "µs/article")
	b.ReportMetric(float64(bytes)/float64(len(docs)), "B/article")
}
