package locale

import (
	"errors"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"pressmark/generator/fault"
)

func TestFigure(t *testing.T) {
	for n, want := range map[int]string{0: "0", 7: "7", 999: "999", 1000: "1,000", 12345: "12,345", 1234567: "1,234,567", -1200: "−1,200"} {
		if got := English().Figure(n); got != want {
			t.Errorf("Figure(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestCountInEnglish(t *testing.T) {
	l := English()
	for _, c := range []struct{ got, want string }{
		{l.Count(1, "{n} person"), "1 person"},
		{l.Count(2000, "{n} person"), "2,000 people"},
		{l.Count(0, "{n} quotation"), "0 quotations"},
		{l.Unit(3, "{n} person"), "people"},
		{l.Count(1, "{n} times"), "once"},
		{l.Count(5, "{n} times"), "5 times"},
		{l.List([]string{"a", "b", "c"}), "a, b and c"},
		{l.Text("Said by {name}", "name", "{n} of them"), "Said by {n} of them"},
		{l.Text("May##month"), "May"},
		{l.Text("A {brace"), "A {brace"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

// TestRules follows the examples of CLDR's Language Plural Rules.
func TestRules(t *testing.T) {
	for name, want := range map[string]map[category]string{
		"none":        {other: "0 1 2 5 11 100"},
		"one":         {one: "1", other: "0 2 3 11 21 101"},
		"zero-one":    {one: "0 1", other: "2 11 21"},
		"east-slavic": {one: "1 21 31 101 1001", few: "2 3 4 22 24 102", many: "0 5 11 12 14 19 20 25 100 111 1000"},
		"polish":      {one: "1", few: "2 4 22 34", many: "0 5 11 12 21 101"},
		"czech":       {one: "1", few: "2 3 4", other: "0 5 22"},
		"arabic":      {zero: "0", one: "1", two: "2", few: "3 10 103", many: "11 26 99 111", other: "100 101 102 200"},
		"hebrew":      {one: "1", two: "2", other: "0 3 12 22"},
	} {
		for c, numbers := range want {
			for _, digits := range strings.Fields(numbers) {
				n, _ := strconv.Atoi(digits)
				if got := rules[name](n); got != c {
					t.Errorf("%s: %d is %d, want %d", name, n, got, c)
				}
			}
		}
	}
	if len(rules) != 8 {
		t.Errorf("%d rules, of which 8 are tested", len(rules))
	}
}

func TestDatesInEnglish(t *testing.T) {
	day := func(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }
	l := English()
	for _, c := range []struct{ got, want string }{
		{l.Day(day(2020, 9, 1), Long), "1 September 2020"},
		{l.Day(day(2020, 9, 1), Short), "1 Sept 2020"},
		{l.Day(day(2020, 9, 1), NoYear), "Tue 1 September"},
		{l.MonthYear(day(2020, 9, 1), Long), "September 2020"},
		{l.MonthYear(day(2020, 9, 1), NoYear), "September"},
		{l.Range(day(2020, 8, 24), day(2020, 8, 30), Long), "24 to 30 August 2020"},
		{l.Range(day(2020, 8, 31), day(2020, 9, 6), Short), "31 Aug–6 Sept 2020"},
		{l.Range(day(2020, 12, 28), day(2021, 1, 3), Long), "28 December 2020 to 3 January 2021"},
		{l.Decade(1990), "1990s"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

// TestOwnCatalogue lays a site's catalogue over English, and adds a language.
func TestOwnCatalogue(t *testing.T) {
	own := fstest.MapFS{
		"i18n/sv.yaml":    {Data: []byte("language: Svenska\nplural: one\nthousands: \" \"\ntexts:\n  Search: Sök\n  \"{n} article\": {one: \"{n} artikel\", other: \"{n} artiklar\"}\n")},
		"i18n/sv-FI.yaml": {Data: []byte("texts: {Search: Leta}\n")},
	}
	l, err := Read("sv-FI", own)
	if err != nil {
		t.Fatal(err)
	}
	got := []string{l.Tag, l.Text("Search"), l.Count(1200, "{n} article"), l.Text("Not there"), l.Count(2, "{n} quotation")}
	if want := "sv-FI|Leta|1 200 artiklar|Not there|2 quotations"; strings.Join(got, "|") != want || !l.Found {
		t.Errorf("got %q, want %q", strings.Join(got, "|"), want)
	}
	l, err = Read("tlh", own)
	if err != nil || l.Tag != "en" || l.Found {
		t.Errorf("a language without texts: %v, %v", l, err)
	}
}

func TestFaultsOfCatalogues(t *testing.T) {
	for _, c := range []struct{ yaml, want string }{
		{"langauge: x\n", "templates/i18n/sv.yaml:1: the texts cannot be read"},
		{"plural: three\n", "there is no plural rule \"three\""},
		{"direction: up\n", "\"up\" is no direction"},
		{"dates: {months: [a]}\n", "months has 1 entries and wants 12"},
		{"texts:\n  a: {single: b}\n", "sv.yaml:2:6: \"a\": there is no plural form \"single\""},
		{"texts:\n  a: [b]\n", "write a text, or a text for each plural form"},
	} {
		_, err := Read("sv", fstest.MapFS{"i18n/sv.yaml": {Data: []byte(c.yaml)}})
		var f *fault.Fault
		if !errors.As(err, &f) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: got %v, want %q", c.yaml, err, c.want)
		}
	}
}

// TestLanguages says a few things in each language that Pressmark brings.
func TestLanguages(t *testing.T) {
	day := func(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }
	for tag, want := range map[string]string{
		"de":    "1. September 2020|1. Sept. 2020|Di, 1. September|24. bis 30. August 2020|1990er-Jahre|1 Artikel|12.345 Zitate|a, b und c",
		"de-AT": "1. September 2020|1. Sept. 2020|Di, 1. September|24. bis 30. August 2020|1990er-Jahre|1 Artikel|12.345 Zitate|a, b und c",
		"fr":    "1er septembre 2020|1er sept. 2020|mar. 1er septembre|24 au 30 août 2020|années 1990|1 article|12\u202f345 citations|a, b et c",
		"es":    "1 de septiembre de 2020|1 sept 2020|mar 1 de septiembre|24 al 30 de agosto de 2020|años 1990|1 artículo|12\u00a0345 citas|a, b y c",
		"ru":    "1 сентября 2020|1 сент. 2020|вт, 1 сентября|24 – 30 августа 2020|1990-е годы|1 статья|12\u00a0345 цитат|a, b и c",
	} {
		l, err := Read(tag, nil)
		if err != nil {
			t.Fatal(err)
		}
		first := day(2020, 9, 1)
		got := strings.Join([]string{l.Day(first, Long), l.Day(first, Short), l.Day(first, NoYear), l.Range(day(2020, 8, 24), day(2020, 8, 30), Long),
			l.Decade(1990), l.Count(1, "{n} article"), l.Count(12345, "{n} quotation"), l.List([]string{"a", "b", "c"})}, "|")
		if got != want || l.Tag != tag || !l.Found {
			t.Errorf("%s:\n got %s\nwant %s", tag, got, want)
		}
	}
	ru, err := Read("ru", nil)
	if err != nil {
		t.Fatal(err)
	}
	for n, want := range map[int]string{1: "1 цитата", 2: "2 цитаты", 5: "5 цитат", 11: "11 цитат", 21: "21 цитата"} {
		if got := ru.Count(n, "{n} quotation"); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}
