package source

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

func TestMeta(t *testing.T) {
	want := Meta{ID: "x/a", Path: "x/a.md", Slug: "my-slug", Title: "A: b", Byline: []string{"Ann Lee", "Bo Ek"},
		Date: Date{Year: 2020, Month: 9, Day: 1, By: "archive"}, Updated: Date{Year: 2020, Month: 9, Day: 2, Clock: "10:30:00+02:00"},
		Source: "Gazette", URL: "https://gazette.example/a?b=c", Tags: []string{"ports", "piers"}, Lang: "pt-BR", Summary: "One line.",
		Draft: true, Expires: Date{Year: 2021, Month: 1}, Aliases: []string{"/old/", "/older"},
		Extra: []KeyValue{{"colour", "red"}, {"weights", "[1, 2]"}}, Words: 1}
	for name, content := range map[string]string{
		"YAML": "---\ntitle: \"A: b\"\nslug: my-slug\nauthor: By Ann Lee\nauthors: [Ann Lee, Bo Ek]\ndate: 2020-09-01\ndate_by: archive\nupdated: 2020-09-02T10:30:00+02:00\nsource: Gazette\nurl: https://user:secret@gazette.example/a?b=c\ntags: [ports, piers, ports]\nlang: pt_br\ndescription: |\n  One\n  line.\ndraft: yes\nexpires: 2021-01\naliases: [/old/, /older]\nweights: [1, 2]\ncolour: red\n---\nx",
		"TOML": "+++\ntitle = 'A: b'\nslug = 'my-slug'\nbyline = ['Ann Lee', 'Bo Ek']\ndate = 2020-09-01\ndate-by = 'archive'\nupdated = 2020-09-02T10:30:00+02:00\nsource = 'Gazette'\nurl = 'https://gazette.example/a?b=c'\ntags = 'ports, piers'\nlang = 'pt-br'\nsummary = 'One line.'\ndraft = true\nexpires = '2021-01'\naliases = ['/old/', '/older']\nweights = [1, 2]\ncolour = 'red'\n+++\nx",
		"JSON": `{"Title": "A: b", "slug": "my-slug", "byline": [{"name": "Ann Lee"}, "Bo Ek"], "date": "2020-09-01", "date_by": "archive", "updated": "2020-09-02T10:30+0200", "source": "Gazette", "url": "https://gazette.example/a?b=c", "tags": ["ports", "piers"], "lang": "pt-BR", "summary": "One line.", "draft": true, "expires": "2021-01", "aliases": ["/old/", "/older"], "weights": [1, 2], "colour": "red"}` + "\nx",
	} {
		t.Run(name, func(t *testing.T) {
			a := read(t, "x/a.md", content, "")
			if !reflect.DeepEqual(a.Meta, want) {
				t.Errorf("got  %+v\nwant %+v", a.Meta, want)
			}
		})
	}
}

func TestMetaWarnings(t *testing.T) {
	for entry, want := range map[string]string{
		"tittle: x":             "a.md:2:1: unknown key \"tittle\"; did you mean title?",
		"categories: [x]":       "a.md:2:1: unknown key \"categories\"; it is kept as it is",
		"slug: Mé Slug":         "a.md:2:7: the slug \"Mé Slug\" is read as \"me-slug\"",
		"slug: ../../etc":       "is read as \"etc\"",
		"url: ftp://x.example/": "a.md:2:6: url \"ftp://x.example/\" is no web address; left out",
		"url: 'javascript:x'":   "is no web address",
		"lang: English":         "a.md:2:7: lang \"English\" is no language; left out",
	} {
		a := read(t, "a.md", "---\n"+entry+"\n---\n# T\n\nx", "")
		checkWarning(t, a, want)
		if a.URL != "" || a.Lang != "" {
			t.Errorf("%s: kept", entry)
		}
	}
	for _, slug := range []string{"..", ".", "/", "", "''", "~"} {
		a := read(t, "a.md", "---\nslug: "+slug+"\n---\n# A title\n\nx", "")
		if a.Slug != "a-title" {
			t.Errorf("slug %q gives %q", slug, a.Slug)
		}
	}
	a := read(t, "a.md", "---\ntitle: …\n---\nx", "")
	if a.Slug != a.ShelfMark() || len(a.Slug) != 8 {
		t.Errorf("slug %q", a.Slug)
	}
}

func TestParseDate(t *testing.T) {
	for s, want := range map[string]string{
		"2020-09-01": "2020-9-1", "2020-9-1": "2020-9-1", "2020/09/01": "2020-9-1", "20200901": "2020-9-1", "2020-09": "2020-9-0", "2020": "2020-0-0", "0987": "987-0-0",
		"1 September 2020": "2020-9-1", "1 Sep 2020": "2020-9-1", "September 1, 2020": "2020-9-1", "Sept. 1, 2020": "2020-9-1", "Tuesday, 1st September 2020": "2020-9-1",
		"Tue, 01 Sep 2020 10:30:00 GMT": "2020-9-1 10:30:00Z", "September 2020": "2020-9-0", "01-Sep-2020": "2020-9-1", "the 3rd of May 1999": "1999-5-3",
		"2020-09-01T10:30:00Z": "2020-9-1 10:30:00Z", "2020-09-01T10:30:00.5+02:00": "2020-9-1 10:30:00+02:00", "2020-09-01 10:30": "2020-9-1 10:30:00",
		"2020-09-01 10:30:00 +0200": "2020-9-1 10:30:00+02:00", "2020-09-01 10:30 UTC": "2020-9-1 10:30:00Z", "Sept. 1, 2020, 5:30 p.m.": "2020-9-1 17:30:00", "29 February 2020": "2020-2-29",
		"": "0-0-0", "undated": "0-0-0",
		"0000-01-01": "there is no year 0", "0000": "there is no year 0", "2020-13": "there is no month 13", "2020-00": "there is no month", "2020-02-30": "there is no day 30", "29 February 2021": "there is no day 29",
		"2020-09-00": "there is no day", "9/1/2020": "is no date", "1.9.2020": "is no date", "20": "is no date", "yesterday": "is no date", "2020-09-01T25:00:00": "is no time", "2020-09 10:00": "is no time",
		"12345-01-01": "is no date", "-2020": "is no date", "2020-09-01-02": "is no date", "1 1 2020": "is no date", "May": "is no date", "10:30": "is no date",
	} {
		d, err := ParseDate(s)
		got := strings.TrimSpace(fmt.Sprintf("%d-%d-%d %s", d.Year, d.Month, d.Day, d.Clock))
		if err != nil {
			got = err.Error()
			if d != (Date{}) {
				t.Errorf("%q: a date beside an error", s)
			}
		}
		if got != want && (err == nil || !strings.Contains(got, want)) {
			t.Errorf("%q: got %s, want %s", s, got, want)
		}
	}
}

func TestSlugify(t *testing.T) {
	for s, want := range map[string]string{
		"Lukashenko’s U.S. Visit":              "lukashenkos-us-visit",
		"The U.S.-led alliance":                "the-us-led-alliance",
		"Vitamin A. Then B.":                   "vitamin-a-then-b",
		"9.5 million – 80%":                    "9-5-million-80",
		"  --Hello,   World!-- ":               "hello-world",
		"Dinner & Dance; AT&T":                 "dinner-and-dance-at-t",
		"Café Łódź Øresund Straße ÆTHER İzmir": "cafe-lodz-oresund-strasse-aether-izmir",
		"Cafe\u0301":                           "cafe",
		"Александр Лукашенко":                  "aleksandr-lukashenko",
		"Щёлково, Мінск":                       "shchyolkovo-minsk",
		"Αθήνα":                                "athina",
		"東京 2020":                              "東京-2020",
		"한국":                                   "한국",
		"हिन्दी":                               "हिन्दी",
		"ﬁne ½ ①":                              "fine",
		"../../etc/passwd":                     "etc-passwd",
		"..":                                   "", ".": "", "": "", "…": "", "😀": "",
		"a\x00b\nc":                 "a-b-c",
		strings.Repeat("word ", 40): strings.TrimSuffix(strings.Repeat("word-", 16), "-"),
		strings.Repeat("x", 200):    strings.Repeat("x", 80),
	} {
		if got := Slugify(s); got != want {
			t.Errorf("%q: got %q, want %q", s, got, want)
		}
		if again := Slugify(want); again != want {
			t.Errorf("%q changes to %q", want, again)
		}
	}
}
