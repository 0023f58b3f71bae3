package intake

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/tools/txtar"

	"pressmark/generator/fault"
	"pressmark/generator/source"
)

// hurry stops the program, with the input to blame, if it takes too long.
func hurry(t *testing.T, input any) {
	timer := time.AfterFunc(20*time.Second, func() { panic(fmt.Sprintf("too slow: %q", input)) })
	t.Cleanup(func() { timer.Stop() })
}

// addCases gives a fuzzer the files of the cases that are of its format.
func addCases(f *testing.F, format string) {
	names, _ := filepath.Glob("testdata/cases/*.txtar")
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			if strings.HasPrefix(file.Name, "in/") && detect(file.Name, file.Data) == format {
				f.Add(file.Data)
			}
		}
	}
}

// readAll reads a file as a format does, makes every item and its seed, and
// holds them to what an import relies on. Crashes are not caught.
func readAll(t *testing.T, format, name string, fsys fs.FS, size int) {
	t.Helper()
	how, ok := formatOf(format)
	if !ok {
		t.Fatal(format)
	}
	o := &Options{Seeds: "seeds"}
	in := &input{name: "in/" + name, file: name, fsys: fsys, size: int64(size), format: how, o: o}
	if how.folder {
		in.file = "."
	}
	records := 0
	err := how.read(in, func(rec Record) error {
		if records++; records > 200 {
			return fs.SkipAll
		}
		if rec.skip != "" {
			return nil
		}
		checkItem(t, o, format, &rec)
		return nil
	})
	for _, f := range fault.List(err) {
		if err != fs.SkipAll && (f.Path == "pressmark" || f.Problem == "") {
			t.Fatalf("no good fault: %v", f)
		}
	}
}

func checkItem(t *testing.T, o *Options, format string, rec *Record) {
	t.Helper()
	it := rec.make()
	if it.Skip != "" {
		return
	}
	it.complete(o)
	it.inspect()
	s := o.makeSeed(format, rec, it)
	if it.Skip != "" {
		if it.Skip != "it has no text" && !strings.Contains(it.Skip, "nested") && !strings.Contains(it.Skip, "table of more") && !strings.Contains(it.Skip, "links that are not closed") && !strings.Contains(it.Skip, "binary file") {
			t.Fatalf("skipped: %s\n%s", it.Skip, it.Body)
		}
		return
	}
	if !fs.ValidPath(s.name) || !strings.HasSuffix(s.name, ".md") || strings.Contains(s.name, "/.") {
		t.Fatalf("its name is %q", s.name)
	}
	a, err := source.Parse(s.name, s.content, nil)
	if err != nil {
		t.Fatal(err)
	}
	if a.Draft != it.Draft || a.URL != it.URL && it.URL != "" && !strings.Contains(it.URL, "%") {
		t.Fatalf("%+v reads as draft %v at %q\n%s", it, a.Draft, a.URL, s.content)
	}
	for _, d := range it.Doubts {
		if strings.Contains(d, "reads otherwise") || strings.Contains(d, "unknown key") {
			t.Fatalf("%s\n%s", d, s.content)
		}
	}
}

// fuzzFile fuzzes the reader of a format that reads one file.
func fuzzFile(f *testing.F, format, name string) {
	addCases(f, format)
	f.Fuzz(func(t *testing.T, data []byte) {
		hurry(t, data)
		readAll(t, format, name, fstest.MapFS{name: {Data: data}}, len(data))
	})
}

func FuzzPage(f *testing.F)      { fuzzFile(f, "html", "a.html") }
func FuzzFeed(f *testing.F)      { fuzzFile(f, "feed", "a.xml") }
func FuzzWXR(f *testing.F)       { fuzzFile(f, "wxr", "a.xml") }
func FuzzJSONLines(f *testing.F) { fuzzFile(f, "jsonl", "a.jsonl") }
func FuzzCSV(f *testing.F)       { fuzzFile(f, "csv", "a.csv") }
func FuzzNinjs(f *testing.F)     { fuzzFile(f, "ninjs", "a.json") }
func FuzzNITF(f *testing.F)      { fuzzFile(f, "nitf", "a.xml") }

func FuzzWARC(f *testing.F) {
	page := []byte(articlePage("Title"))
	f.Add(warcOf("http://lake.example/a", "", page))
	f.Add(zipped(warcOf("http://lake.example/a", "Transfer-Encoding: chunked\r\n", []byte("3\r\n<p>\r\n0\r\n\r\n"))))
	f.Add(warcOf("http://lake.example/a", "Content-Encoding: gzip\r\n", zipped(page)))
	f.Add(append(warcRecordOf("resource", "text/html", "http://lake.example/a", "<p>x"), warcRecordOf("warcinfo", "", "", "x")...))
	fuzzFile(f, "warc", "a.warc")
}

func FuzzWACZ(f *testing.F) {
	f.Add(zipOf("archive/a.warc", string(warcOf("http://lake.example/a", "", []byte(articlePage("Title"))))))
	f.Add(zipOf("../a.warc.gz", string(zipped([]byte("WARC/1.0\r\n\r\n")))))
	f.Fuzz(func(t *testing.T, data []byte) {
		hurry(t, data)
		name := filepath.Join(t.TempDir(), "a.wacz")
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
		readAll(t, "wacz", "a.wacz", os.DirFS(filepath.Dir(name)), len(data))
	})
}

// FuzzContent fuzzes front matter, shortcodes and tags of Hugo and Jekyll.
func FuzzContent(f *testing.F) {
	for _, s := range []string{"---\ntitle: x\ndate: 2020-01-01\ntags: a b\n---\nText {{< figure src=\"a\" caption=`b` >}} {% highlight x %}\ny\n{% endhighlight %}{: .c}",
		"+++\ntitle = 'x'\ndate = 2020-01-01T00:00:00Z\n[author]\nname = 'y'\n+++\n{{% a \"b\" c=d %}}x{{% /a %}}", "{\"title\": \"x\", \"aliases\": [\"/../a\"]}\n\nText", "---\na: &a [*a]\n---\n", "---\npublished: false\n---\nx"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		hurry(t, s)
		fsys := fstest.MapFS{"content/posts/a.md": {Data: []byte(s)}, "_posts/2020-01-02-a.md": {Data: []byte(s)}, "_posts/2020-01-03-b.html": {Data: []byte(s)}}
		readAll(t, "hugo", "", fsys, 0)
		readAll(t, "jekyll", "", fsys, 0)
	})
}

// FuzzDate: what is read is a date, and reads as itself.
func FuzzDate(f *testing.F) {
	for _, s := range []string{"3. März 2021, 14:30 Uhr", "2021年3月5日", "03/04/2021", "Sat, 12 Sep 2020 08:00:00 GMT", "1614850000", "١٢ مايو ٢٠٢٠", "20210304T100000Z", "May 2020 June"} {
		f.Add(s, "en-US", "")
	}
	f.Fuzz(func(t *testing.T, s, lang, order string) {
		date, note := readDate(s, lang, order)
		if date == "" {
			if note == "" {
				t.Fatalf("%q is left out without a reason", s)
			}
			return
		}
		if _, err := source.ParseDate(date); err != nil {
			t.Fatalf("%q is read as %q: %v", s, date, err)
		}
		if again, _ := readDate(date, "", ""); again != date {
			t.Fatalf("%q is read as %q, and that as %q", s, date, again)
		}
	})
}
