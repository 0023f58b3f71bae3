package site

import (
	"bytes"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pressmark/generator/archive"
	"pressmark/generator/fault"
	"pressmark/generator/locale"
	"pressmark/generator/source"
	"pressmark/templates"
)

func TestShorten(t *testing.T) {
	for _, c := range []struct {
		in    string
		limit int
		want  string
	}{
		{"short", 10, "short"}, {"two words here", 8, "two…"}, {"two words here", 9, "two words…"}, {"two words here", 10, "two words…"}, {"ünïcödé-wörd", 5, "ünïcö…"}, {"a\n b\t c", 9, "a b c"}, {"", 5, ""},
		{"with a code \uFFFC here", 40, "with a code here"},
	} {
		if got := shorten(c.in, c.limit); got != c.want {
			t.Errorf("shorten(%q, %d) = %q, want %q", c.in, c.limit, got, c.want)
		}
	}
}

func TestMoments(t *testing.T) {
	lib := &library{words: locale.English()}
	for _, c := range []struct{ value, precision, long, short, within, machine string }{
		{"2020-09-01", "day", "1 September 2020", "1 Sept 2020", "Tue 1 September", "2020-09-01"},
		{"2020-W35", "week", "24 to 30 August 2020", "24–30 Aug 2020", "24–30 August", "2020-W35"},
		{"2020-W40", "week", "28 September to 4 October 2020", "28 Sept–4 Oct 2020", "28 September–4 October", "2020-W40"},
		{"2020-W53", "week", "28 December 2020 to 3 January 2021", "28 Dec 2020–3 Jan 2021", "28 December–3 January", "2020-W53"},
		{"2020-02", "month", "February 2020", "Feb 2020", "February", "2020-02"},
		{"1994", "year", "1994", "1994", "1994", "1994"},
		{"199s", "decade", "1990s", "1990s", "1990s", ""},
	} {
		m, ok := momentOf(c.value)
		if !ok || m.precision != c.precision || lib.long(m) != c.long || lib.short(m) != c.short || lib.within(m) != c.within || m.machine() != c.machine {
			t.Errorf("%s: %v %q %q %q %q %q", c.value, ok, m.precision, lib.long(m), lib.short(m), lib.within(m), m.machine())
		}
	}
	for _, bad := range []string{"", "20", "2020-13", "2020-02-30", "2020-W60", "last week", "abcs"} {
		if _, ok := momentOf(bad); ok {
			t.Errorf("%q was read as a date", bad)
		}
	}
}

func TestStamp(t *testing.T) {
	for _, c := range []struct {
		date source.Date
		want string
	}{
		{source.Date{}, ""}, {source.Date{Year: 2020}, "2020-01-01T00:00:00Z"}, {source.Date{Year: 2020, Month: 9, Day: 1}, "2020-09-01T00:00:00Z"},
		{source.Date{Year: 2020, Month: 9, Day: 1, Clock: "10:30:00+02:00"}, "2020-09-01T10:30:00+02:00"},
		{source.Date{Year: 2020, Month: 9, Day: 1, Clock: "soon"}, "2020-09-01T00:00:00Z"},
	} {
		if got := stamp(c.date); got != c.want {
			t.Errorf("stamp(%v) = %q, want %q", c.date, got, c.want)
		}
	}
}

func TestPermalink(t *testing.T) {
	dated := &archive.Entry{Meta: source.Meta{ID: "news/One Two", Slug: "one-two", Date: source.Date{Year: 2020, Month: 9, Day: 1}}}
	yearOnly := &archive.Entry{Meta: source.Meta{ID: "x", Slug: "x", Date: source.Date{Year: 2020}}}
	undated := &archive.Entry{Meta: source.Meta{ID: "y", Slug: "y"}}
	evil := &archive.Entry{Meta: source.Meta{ID: "../../etc", Slug: "../../etc/passwd"}}
	blank := &archive.Entry{Meta: source.Meta{ID: "!!", Slug: ""}}
	for _, c := range []struct {
		pattern string
		entry   *archive.Entry
		want    string
	}{
		{"", dated, "/2020/09/one-two/"}, {"/:year/:month/:day/:slug/", dated, "/2020/09/01/one-two/"}, {"/a/:slug/", dated, "/a/one-two/"},
		{"/:id/", dated, "/news/one-two/"}, {"", yearOnly, "/2020/x/"}, {"", undated, "/undated/y/"}, {"/:slug/", undated, "/y/"},
		{"", evil, "/undated/etc-passwd/"}, {"/:id/", evil, "/etc/"}, {"/:id/", blank, "/" + blank.ShelfMark() + "/"},
	} {
		p, err := newPermalink(c.pattern)
		if err != nil {
			t.Errorf("%q: %v", c.pattern, err)
			continue
		}
		if got := p.of(c.entry); got != c.want {
			t.Errorf("%q: %q, want %q", c.pattern, got, c.want)
		}
	}
	for _, bad := range []string{"slug", "/:year/", "/:slug", "/:titel/:slug/", "/../:slug/", "/a b/:slug/", "/x:slug/", "//:slug/"} {
		if _, err := newPermalink(bad); err == nil {
			t.Errorf("pattern %q was taken", bad)
		}
	}
}

func TestAliasURL(t *testing.T) {
	for in, want := range map[string]string{"/old/page.html": "/old/page.html", "/old/": "/old/", "/old": "/old/", "/a/b.c": "/a/b.c/"} {
		if got, ok := aliasURL(in); !ok || got != want {
			t.Errorf("%q: %q, %v; want %q", in, got, ok, want)
		}
	}
	for _, bad := range []string{"", "/", "old/", "/../x", "/a/../b", "https://x.org/", "//x.org/", "/a?b", "/a#b", "/a\\b", "/c:/x", "/a\x00", "/a\n", "/nul ./"} {
		if got, ok := aliasURL(bad); ok {
			t.Errorf("%q was taken as %q", bad, got)
		}
	}
}

func TestLinksMade(t *testing.T) {
	for _, c := range []struct{ base, in, href, abs string }{
		{"", "/people/", "/people/", "/people/"},
		{"https://x.org", "/people/", "/people/", "https://x.org/people/"},
		{"https://x.org/a/b", "/", "/a/b/", "https://x.org/a/b/"},
		{"https://x.org/a/", "/people/#letter-a", "/a/people/#letter-a", "https://x.org/a/people/#letter-a"},
		{"https://x.org/a b/", "/people/müller/", "/a%20b/people/m%C3%BCller/", "https://x.org/a%20b/people/m%C3%BCller/"},
		{"/sub/", "/x/", "/sub/x/", "/sub/x/"},
	} {
		l, err := newLinks(c.base)
		if err != nil {
			t.Errorf("%q: %v", c.base, err)
			continue
		}
		if l.href(c.in) != c.href || l.abs(c.in) != c.abs {
			t.Errorf("%q, %q: %q and %q, want %q and %q", c.base, c.in, l.href(c.in), l.abs(c.in), c.href, c.abs)
		}
	}
	for _, bad := range []string{"x.org", "ftp://x.org/", "https://x.org/?q", "https://u:p@x.org/", "javascript:alert(1)", "://"} {
		if _, err := newLinks(bad); err == nil {
			t.Errorf("base %q was taken", bad)
		}
	}
	for _, bad := range []string{"javascript:alert(1)", "data:text/html,x", "http:", "//x.org", "x"} {
		if got := outside(bad); got != "" {
			t.Errorf("outside(%q) = %q", bad, got)
		}
	}
}

// A new row changes the newest pages only.
func TestLeaves(t *testing.T) {
	for n := range 60 {
		all := leaves(n, 10)
		covered := 0
		for i, l := range all {
			if l.from != covered {
				t.Fatalf("%d rows: page %d begins at %d, want %d", n, i, l.from, covered)
			}
			covered = l.to
			if l.newest != (i == 0) || !l.newest && l.to-l.from != 10 || l.newest && l.to-l.from > 19 {
				t.Fatalf("%d rows: %+v", n, l)
			}
		}
		if covered != n {
			t.Fatalf("%d rows: %d on pages", n, covered)
		}
		// Counted from the oldest, an older page holds the same rows for ever.
		next := leaves(n+1, 10)
		for _, l := range all[1:] {
			i := slices.IndexFunc(next, func(x leaf) bool { return x.number == l.number })
			if i < 0 || n-l.from != n+1-next[i].from || n-l.to != n+1-next[i].to {
				t.Fatalf("%d rows and one more: page %d changed", n, l.number)
			}
		}
	}
}

func TestInMarks(t *testing.T) {
	for in, want := range map[string]string{
		"to “save it” now": "to |[“save it”]| now", `"all"`: `["all"]`, "none": "none", "“open": "“open", "a “b” c “d”": "a |[“b”]| c |[“d”]",
	} {
		var got []string
		for _, p := range inMarks(in) {
			if p.Class != "" {
				p.Text = "[" + p.Text + "]"
			}
			got = append(got, p.Text)
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%q: %q, want %q", in, strings.Join(got, "|"), want)
		}
	}
}

// Long names of a drawing stand on two lines, whole if they can.
func TestInTwo(t *testing.T) {
	for in, want := range map[string]string{
		"Ada Brook": "Ada Brook", "Northfield State Institute of Rivers": "Northfield State|Institute of Rivers",
		"Ministry of Water and Bridges": "Ministry of|Water and Bridges", "Rindfleischetikettierungsgesetz": "Rindfleischetikettierung…",
		"Éa Éb Éc Éd Éf Ég Éh Éi Éj Ék": "Éa Éb Éc Éd Éf|Ég Éh Éi Éj Ék",
	} {
		if got := strings.Join(inTwo(in, 24), "|"); got != want {
			t.Errorf("inTwo(%q) = %q, want %q", in, got, want)
		}
	}
}

// Links of a concordance that read alike are told apart by titles.
func TestConcordanceLinks(t *testing.T) {
	lib := &library{}
	var p pen
	lib.drawConcordance(&p, "x", []keyword{
		{Where: "2020, paragraph 1", URL: "/a/#p1", Title: "A"}, {Where: "2020, paragraph 1", URL: "/b/#p1", Title: "B"},
		{Where: "2020, paragraph 2", URL: "/b/#p2", Title: "B"}, {Where: "2020, paragraph 2", URL: "/b/#p2", Title: "B"},
	})
	if got := string(p.html()); strings.Count(got, "visually-hidden") != 2 || !strings.Contains(got, `<span class="visually-hidden">, A</span>`) {
		t.Error(got)
	}
}

func TestVoiceSlug(t *testing.T) {
	for in, want := range map[string]string{"The opposition": "opposition", "an official": "official", "A": "a", "The": "the", "“”": ""} {
		if got := voiceSlug(in); got != want {
			t.Errorf("voiceSlug(%q) = %q, want %q", in, got, want)
		}
	}
}

// A site's own template lies over the embedded one, file by file.
func TestOverlay(t *testing.T) {
	a, o := fixtureArchive(t, fixture)
	s, err := Plan(a, o)
	if err != nil {
		t.Fatal(err)
	}
	own := fstest.MapFS{"404.html": {Data: []byte(`{{template "base.html" .}}{{define "main"}}<h1>Ours {{link "/people/"}}</h1>{{end}}`)}}
	r, err := NewRenderer(Overlay(own, templates.FS), s, o)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	for _, p := range s.Pages {
		if p.URL == "/404.html" {
			if err := r.Render(&b, p); err != nil {
				t.Fatal(err)
			}
		}
	}
	if !strings.Contains(b.String(), "<h1>Ours /people/</h1>") || !strings.Contains(b.String(), "site-header") {
		t.Errorf("the page is\n%s", b.String())
	}
	names, err := fs.Glob(Overlay(own, templates.FS), "*.html")
	if err != nil || !slices.Contains(names, "base.html") || !slices.IsSorted(names) {
		t.Errorf("%v %v", names, err)
	}
	if Overlay(nil, templates.FS) == nil || Overlay(own, nil) == nil {
		t.Error("an overlay of one is nothing")
	}
}

// A site's own template that no page uses is told of.
func TestStrayTemplates(t *testing.T) {
	own := fstest.MapFS{"404.html": {}, "part-mine.html": {}, "person.html": {}, "Articles.html": {}, "x.html": {}, "notes.txt": {}}
	strays, err := StrayTemplates(own, templates.FS)
	var got []string
	for _, f := range strays {
		got = append(got, f.Error())
	}
	said := strings.Join(got, "\n")
	for _, want := range []string{"templates/person.html: no page uses a template of this name; did you mean entity.html?", "Articles.html: no page uses a template of this name; did you mean article.html?", "x.html: no page uses a template of this name; the names are 404.html, about.html"} {
		if !strings.Contains(said, want) {
			t.Errorf("not said: %s", want)
		}
	}
	if none, err := StrayTemplates(nil, templates.FS); err != nil || none != nil {
		t.Error("no folder is no stray")
	}
	if err != nil || len(strays) != 3 || !strays[0].Warning {
		t.Errorf("%v\n%s", err, said)
	}
}

// An error in a template names its file and line.
func TestTemplateFaults(t *testing.T) {
	a, o := fixtureArchive(t, fixture)
	s, err := Plan(a, o)
	if err != nil {
		t.Fatal(err)
	}
	broken := fstest.MapFS{"404.html": {Data: []byte("{{template \"base.html\" .}}\n{{define \"main\"}}\n{{if}}{{end}}{{end}}")}, "about.html": {Data: []byte("one\ntwo {{nosuch}}")}}
	_, err = NewRenderer(Overlay(broken, templates.FS), s, o)
	faults := fault.List(err)
	if len(faults) != 2 || faults[0].Path != "templates/404.html" || faults[0].Line != 3 || faults[1].Path != "templates/about.html" || faults[1].Line != 2 {
		t.Errorf("got %v", faults)
	}
	late := fstest.MapFS{"404.html": {Data: []byte("{{template \"base.html\" .}}\n{{define \"main\"}}\n  {{.NoSuchField}}{{end}}")}}
	r, err := NewRenderer(Overlay(late, templates.FS), s, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range s.Pages {
		if p.URL != "/404.html" {
			continue
		}
		faults := fault.List(r.Render(&bytes.Buffer{}, p))
		if len(faults) != 1 || faults[0].Path != "templates/404.html" || faults[0].Line != 3 || faults[0].Col == 0 || !strings.Contains(faults[0].Problem, "NoSuchField") {
			t.Errorf("got %v", faults)
		}
	}
}

func TestSqueeze(t *testing.T) {
	for in, want := range map[string]string{
		"a {\n\tcolor: red; /* why */\n}\n\n/* end */":   "a{color:red}",
		"a,\n\tb  c { x: y }":                            "a,b c{x:y}",
		`p::before { content: " /* no */  " / "\"  "; }`: `p::before{content:" /* no */  " / "\"  "}`,
		"@media (x) and\n(y) { a { b: c } }":             "@media (x) and (y){a{b:c}}",
		"a :is(b) { }":                                   "a :is(b){}", "": "", "a { } /* open": "a{}", `.a\ b { }`: `.a\ b{}`, "a { b: c\td }": "a{b:c d}",
		"a > b { c: 1px + 2px !important; }": "a>b{c:1px + 2px!important}", "a :hover, b { x: y }": "a :hover,b{x:y}",
	} {
		if got := string(squeeze([]byte(in))); got != want {
			t.Errorf("squeeze(%q) = %q, want %q", in, got, want)
		}
	}
}

func BenchmarkArticle(b *testing.B) {
	a, o := fixtureArchive(b, fixture)
	s, err := Plan(a, o)
	if err != nil {
		b.Fatal(err)
	}
	r, err := NewRenderer(templates.FS, s, o)
	if err != nil {
		b.Fatal(err)
	}
	i := slices.IndexFunc(s.Pages, func(p *Page) bool { return strings.Contains(p.URL, "river-bill") && p.Template == "article.html" })
	b.ReportAllocs()
	var out bytes.Buffer
	for b.Loop() {
		out.Reset()
		if err := r.Render(&out, s.Pages[i]); err != nil {
			b.Fatal(err)
		}
	}
	b.SetBytes(int64(out.Len()))
}
