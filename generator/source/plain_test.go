package source

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

// read parses a file that is well-formed and may have warnings.
func read(t *testing.T, path, content, sidecar string) *Article {
	t.Helper()
	var aside []byte
	if sidecar != "" {
		aside = []byte(sidecar)
	}
	a, err := Parse(path, []byte(content), aside)
	checkArticle(t, a, err)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestPlain(t *testing.T) {
	long := strings.Repeat("A long row of words that nobody broke by hand. ", 4)
	for _, c := range []struct {
		name, content string
		text          string // title and body
		more          []string
		closing       string
		warning       string
	}{
		{"the seed's form", seedLike,
			"Harbour Town Votes on Mayor’s Plan for a New Pier\n\nThe council of a small port praised Mayor Ida Holm’s plan for a new pier on Monday.\n\n“We should build it before the winter storms,” Holm said after the session. “The old one is not safe.”\n\nAbout 400 people live in the port, which lies\nbetween two larger towns on the coast.",
			[]string{"How the Fishermen of the North Lost Their Pier: A Short History"}, "Read Full Article", ""},
		{"title only", "A title\n", "A title", nil, "", ""},
		{"blank lines first", "\n \n A title \n\n\n\n x \n\n", "A title\n\nx", nil, "", ""},
		{"body at once", "A title\nThe first row of the body is here.\nAnd the second.", "A title\n\nThe first row of the body is here.\nAnd the second.", nil, "", ""},
		{"title on two lines", "A title that goes on and on for much longer than is good\none line of the screen\n\nThe body.", "A title that goes on and on for much longer than is good one line of the screen\n\nThe body.", nil, "", ""},
		{"title and a line below", "A Headline of the Usual Length\nA line that says a little more\n\nThe body.", "A Headline of the Usual Length\n\nA line that says a little more\n\nThe body.", nil, "", ""},
		{"no title", long + long + "\n\nMore.", "A long row of words that nobody broke by hand.\n\n" + strings.TrimSpace(long+long) + "\n\nMore.", nil, "", "no title"},
		{"a sentence for a title", "The council of a small port in the far north said on Monday that it would build a new pier “by the spring.”\n\nMore.",
			"The council of a small port in the far north said on Monday that it would build a new pier…\n\nThe council of a small port in the far north said on Monday that it would build a new pier “by the spring.”\n\nMore.", nil, "", "a.txt:1:1: no title"},
		{"a sentence within a quotation", "\"We won. The pier in the far north will be built by the spring, as we always said it would be,\" she said.\n\nMore.",
			"We won.\n\n\"We won. The pier in the far north will be built by the spring, as we always said it would be,\" she said.\n\nMore.", nil, "", "no title"},
		{"a long title", "The Council of a Small Port in the Far North Said on Monday That It Would Build a New Pier by the Spring, Perhaps…\n\nMore.",
			"The Council of a Small Port in the Far North Said on Monday That It Would Build a New Pier by the Spring, Perhaps…\n\nMore.", nil, "", ""},
		{"rows are paragraphs", "T\n" + long + "\n" + long + "\nEnd.", "T\n\n" + strings.TrimSpace(long) + "\n\n" + strings.TrimSpace(long) + "\n\nEnd.", nil, "", ""},
		{"other labels", "T\n\nREAD MORE: a\n\nx\n\nAlso read: b: c\n\nSee also：d\n\ny", "T\n\nx\n\ny", []string{"a", "b: c", "d"}, "", ""},
		{"labels within a paragraph", "T\n\nx\nRelated: a\ny", "T\n\nx\ny", []string{"a"}, "", ""},
		{"a list of pointers", "T\n\nx\n\nRead more:\n- a\n• b", "T\n\nx", []string{"a", "b"}, "", ""},
		{"a wrapped pointer", "T\n\nx\n\nRead More: why the fishermen of the far north lost their\npier and harbour", "T\n\nx", []string{"why the fishermen of the far north lost their pier and harbour"}, "", ""},
		{"a transcript", "T\n\nHOLM: Read more books.\n\nREPORTER: Source: who?\n\nMore: no.", "T\n\nHOLM: Read more books.\n\nREPORTER: Source: who?\n\nMore: no.", nil, "", ""},
		{"source only at the end", "T\n\nSource: one\n\nx\n\nSource: two", "T\n\nSource: one\n\nx", nil, "two", ""},
		{"source before a pointer", "T\n\nx\n\nSource: one\n\nRead more: y", "T\n\nx", []string{"y"}, "one", ""},
		{"source on the last row", "T\n\nx\nSource: one", "T\n\nx", nil, "one", ""},
		{"nothing but a source", "T\n\nSource: one", "T", nil, "one", ""},
		{"characters of HTML", "A < B & C\n\n<b>x</b> & *y* \\*", "A < B & C\n\n<b>x</b> & *y* \\*", nil, "", ""},
		{"front matter", "---\ntitle: U\n---\nx\n\ny", "U\n\nx\n\ny", nil, "", ""},
		{"front matter without title", "---\nlang: en\n---\nT\n\ny", "T\n\ny", nil, "", ""},
		{"title twice", "---\ntitle: A Title\n---\nA title\n\ny", "A Title\n\ny", nil, "", ""},
		{"dashes, no front matter", "---\n\nx y", "---\n\nx y", nil, "", ""},
		{"no front matter in other form", "+++\n\nx", "+++\n\nx", nil, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := read(t, "a.txt", c.content, "")
			if a.Text != c.text {
				t.Errorf("text\n got %q\nwant %q", a.Text, c.text)
			}
			if !slices.Equal(a.ReadMore, c.more) || a.Closing != c.closing {
				t.Errorf("pointers %q, closing %q; want %q, %q", a.ReadMore, a.Closing, c.more, c.closing)
			}
			checkWarning(t, a, c.warning)
		})
	}
}

func checkWarning(t *testing.T, a *Article, want string) {
	t.Helper()
	switch {
	case want == "" && len(a.Warnings) > 0:
		t.Errorf("warnings %v", a.Warnings)
	case want != "" && (len(a.Warnings) == 0 || !strings.Contains(a.Warnings[0].Error(), want)):
		t.Errorf("warnings %v, want %q", a.Warnings, want)
	}
}

func TestByline(t *testing.T) {
	for content, want := range map[string]string{
		"T\nBy Ann Lee\n\nx":             "Ann Lee",
		"T\n\nBy Ann Lee and Bo Ek\n\nx": "Ann Lee and Bo Ek",
		"T\n\nBY ANN LEE\nx":             "ANN LEE",
		"T\n\nBy Monday it rained.\n\nx": "",
		"T\n\nBy the sea\n\nx":           "",
		"T\n\nBy Ann Lee":                "",
	} {
		a := read(t, "a.txt", content, "")
		if got := strings.Join(a.Byline, "|"); got != want {
			t.Errorf("%q: byline %q, want %q", content, got, want)
		}
		if strings.Contains(a.Text, "By") != (want == "") && want != "ANN LEE" {
			t.Errorf("%q: text %q", content, a.Text)
		}
	}
}

func TestSidecar(t *testing.T) {
	a := read(t, "x/a.txt", "T\n\nx", "date: 2020-09-01\ndate_by: archive\ndate_note: because\ntags: [a, b]\n")
	if a.Date != (Date{Year: 2020, Month: 9, Day: 1, By: "archive", Note: "because"}) || !slices.Equal(a.Tags, []string{"a", "b"}) {
		t.Errorf("%+v", a.Meta)
	}
	a = read(t, "a.txt", "---\ndate: 2019-01-01\nlang: en\n---\nT\n\nx", "date: 2020\ntitle: U\n")
	if a.Date.Year != 2020 || a.Lang != "en" || a.Text != "U\n\nx" {
		t.Errorf("%+v %q", a.Meta, a.Text)
	}
	a = read(t, "a.md", "x", "title: U\n")
	if a.Text != "U\n\nx" {
		t.Errorf("%q", a.Text)
	}
}

func TestEncodings(t *testing.T) {
	utf16 := func(s string, little bool) string {
		var b bytes.Buffer
		for _, r := range s {
			if little {
				b.Write([]byte{byte(r), byte(r >> 8)})
			} else {
				b.Write([]byte{byte(r >> 8), byte(r)})
			}
		}
		return b.String()
	}
	const words = "Café\n\n“Oui,” she said – to Łódź.\n"
	for _, c := range []struct{ name, content, text, encoding, warning string }{
		{"UTF-8", words, strings.TrimSpace(words), "", ""},
		{"byte order mark", "\ufeff" + words, strings.TrimSpace(words), "", ""},
		{"CRLF", "T\r\n\r\nx\r\ny\r\n", "T\n\nx\ny", "", ""},
		{"CR", "T\r\rx\ry\r", "T\n\nx\ny", "", ""},
		{"UTF-16LE", "\xff\xfe" + utf16(words, true), strings.TrimSpace(words), "UTF-16LE", "read as UTF-16LE"},
		{"UTF-16BE", "\xfe\xff" + utf16(words, false), strings.TrimSpace(words), "UTF-16BE", "read as UTF-16BE"},
		{"UTF-16LE, no mark", utf16(words, true), strings.TrimSpace(words), "UTF-16LE", "read as UTF-16LE"},
		{"UTF-16BE, no mark", utf16(words, false), strings.TrimSpace(words), "UTF-16BE", "read as UTF-16BE"},
		{"UTF-16LE Cyrillic, no mark", utf16("Мир\n\nСлово и дело.\n", true), "Мир\n\nСлово и дело.", "UTF-16LE", "read as"},
		{"Windows-1252", "Caf\xe9\r\n\r\n\x93Oui,\x94 she said \x96 it\x92s", "Café\n\n“Oui,” she said – it’s", "Windows-1252", "read as Windows-1252"},
		{"one bad byte", "Café é é\n\nit\x92s", "Café é é\n\nit’s", "", "a.txt:3:3: the byte 0x92"},
		{"control characters", "T\n\na\x07b\u0093c", "T\n\na b“c", "", "a.txt:3:2: control character U+0007"},
		{"form feed, DOS end", "T\n\fx\x1a", "T\n\nx", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := read(t, "a.txt", c.content, "")
			if a.Text != c.text || a.Encoding != c.encoding {
				t.Errorf("got %q, %q", a.Text, a.Encoding)
			}
			checkWarning(t, a, c.warning)
		})
	}
}

// TestFaults lists bad files with the line each must give.
func TestFaults(t *testing.T) {
	for _, c := range []struct{ path, content, sidecar, want string }{
		{"a.txt", "", "", "a.txt: empty article"},
		{"a.txt", "\n \n\t\n", "", "a.txt: empty article"},
		{"a.txt", "\ufeff", "", "a.txt: empty article"},
		{"a.md", "", "", "a.md: empty article"},
		{"a.md", "---\nlang: en\n---\n", "", "a.md: empty article"},
		{"a.txt", "", "title: x", "a.txt: empty article"},
		{"a.txt", "PK\x03\x04\x00\x00\x01\x02", "", "a.txt: binary file"},
		{"a.txt", "\x89PNG\r\n\x1a\n\x01\x02\x03\x04\x05\x06", "", "a.txt:2:1: binary file"},
		{"a.md", "---\ntitle: x\n\ntags: [a\n---\nx", "", "a.md:4: broken YAML"},
		{"a.md", "---\ntitle: \"x\ndate: 2020\n---\nx", "", "broken YAML"},
		{"a.md", "---\ntitle: a: b\n---\nx", "", "a.md:2: broken YAML: mapping values are not allowed"},
		{"a.md", "---\ntitle: x\n", "", "a.md:1:1: the front matter is not closed"},
		{"a.md", "---\njust words\n---\nx", "", "a.md:2:1: the metadata is no list of keys"},
		{"a.md", "---\n\ntitle: x\ndate: 2020-02-30\n---\nx", "", "a.md:4:7: date: there is no day 30 in month 2 of 2020"},
		{"a.md", "---\ndraft: perhaps\n---\nx", "", "a.md:2:8: draft is neither yes nor no"},
		{"a.md", "---\ntitle: [a]\n---\nx", "", "a.md:2:8: title is no text"},
		{"a.md", "---\ntags: {a: b}\n---\nx", "", "a.md:2:7: tags is no list of texts"},
		{"a.md", "---\naliases: [/ok/, ../x]\n---\nx", "", "a.md:2:10: the alias \"../x\" does not begin with /"},
		{"a.md", "---\naliases: /a/../b\n---\nx", "", "has a part .."},
		{"a.md", "---\naliases: //evil.example/\n---\nx", "", "names another site"},
		{"a.md", "---\na: 1\nA: 2\n---\nx", "", "a.md:3:1: the key \"A\" is given twice, first on line 2"},
		{"a.md", "+++\ntitle = 'x'\ndate = nope\n+++\nx", "", "a.md:3:8: broken TOML"},
		{"a.md", "+++\ntitle = 'x'\ndraft = 'perhaps'\n+++\nx", "", "a.md:3:1: draft is neither yes nor no"},
		{"a.md", "{\n  \"title\": \"x\",\n  \"date\": nope\n}\nx", "", "a.md:3:12: broken JSON"},
		{"a.md", "{\"title\": \"x\",\n \"date\": \"2020-13\"}\nx", "", "a.md:2:2: date: there is no month 13"},
		{"a.md", "{\"title\": \"x\"", "", "broken JSON: the object is not closed"},
		{"a.txt", "T\n\nx", "date: yesterday", "a.yaml:1:7: date: \"yesterday\" is no date"},
		{"a.txt", "T\n\nx", "a: [", "a.yaml:1: broken YAML"},
		{"a.txt", "T\n\nx", "a\x00b", "a.yaml: not a text file"},
	} {
		var aside []byte
		if c.sidecar != "" {
			aside = []byte(c.sidecar)
		}
		a, err := Parse(c.path, []byte(c.content), aside)
		checkArticle(t, a, err)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: got %v\nwant %s", c.content, err, c.want)
		}
	}
	_, err := Parse("a.md", []byte("---\ndate: x\nupdated: y\ndraft: z\n---\n"), []byte("expires: w"))
	if got := strings.Count(err.Error(), "\n"); got != 4 {
		t.Errorf("not all faults at once: %v", err)
	}
}
