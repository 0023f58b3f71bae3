package intake

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"pressmark/generator/fault"
)

// imported runs an import of files that a test has written below in/, and
// returns the report with the faults before it.
func imported(t *testing.T, dir string, o Options) (report string, seeds []string) {
	t.Helper()
	o.Seeds, o.Report = filepath.Join(dir, "seeds"), filepath.Join(dir, "report.jsonl")
	if o.Sources == nil {
		o.Sources = []string{filepath.Join(dir, "in")}
	}
	_, err := Import(context.Background(), o)
	for _, f := range fault.List(err) {
		report += "error " + f.Error() + "\n"
	}
	report += readNotes(t, o.Report)
	for _, f := range readSeeds(t, o.Seeds) {
		seeds = append(seeds, f.Name)
	}
	return report, seeds
}

// TestTooMuch gives each format more than it will read: it must say so, take
// what stands beside it, and not need the memory.
func TestTooMuch(t *testing.T) {
	const huge = 100 << 20
	good := `{"title": "Good", "text": "It is read all the same."}`
	item := "<item><title>Good</title><content:encoded>It is read all the same.</content:encoded></item>"
	for _, test := range []struct {
		name  string
		write func(w io.Writer)
		wants []string
		seeds int
	}{
		{"line.jsonl", func(w io.Writer) {
			fmt.Fprintf(w, "%s\n{\"title\": \"", good)
			fill(w, "x", huge)
			fmt.Fprintf(w, "\"}\n%s", strings.Replace(good, "It is", "This is", 1))
		}, []string{"line 2: it has more than 16 megabytes"}, 2},
		{"deep.jsonl", func(w io.Writer) {
			fmt.Fprint(w, good, "\n{\"text\": ")
			fill(w, "[", 1<<20)
			fill(w, "]", 1<<20)
			fmt.Fprint(w, "}\n")
		}, []string{"line 2: it is nested more than 400 deep"}, 1},
		{"item.xml", func(w io.Writer) {
			fmt.Fprint(w, `<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel>`, item, "<item><content:encoded><![CDATA[")
			fill(w, "x", huge)
			fmt.Fprint(w, "]]></content:encoded></item>", strings.Replace(item, "It is", "This is", 1), "</channel></rss>")
		}, []string{"item 2, line 1: it has more than 16 megabytes"}, 2},
		{"deep.xml", func(w io.Writer) {
			fmt.Fprint(w, `<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel>`, item, "<item>")
			fill(w, "<a>", 1<<20)
			fmt.Fprint(w, "</item></channel></rss>")
		}, []string{"item 2, line 1: it is nested more than 400 deep"}, 1},
		{"feed.xml", func(w io.Writer) {
			fmt.Fprint(w, `<rss version="2.0"><channel>`)
			fill(w, "<a>", 1<<20)
		}, []string{"error in/feed.xml: is nested more than 400 deep; "}, 0},
		{"open.csv", func(w io.Writer) {
			fmt.Fprint(w, "title,text\nGood,It is read all the same.\nBad,\"never closed")
			fill(w, "x\n", huge)
		}, []string{"error in/open.csv: line 3: can't be read: a row is longer than one record may be"}, 1},
		{"deep.html", func(w io.Writer) {
			fmt.Fprint(w, "<html><body>")
			fill(w, "<div>", 1<<20)
		}, []string{"deep.html: it is no HTML that can be read: html: open stack of elements exceeds 512 nodes"}, 0},
		{"wide.html", func(w io.Writer) {
			fmt.Fprint(w, "<html><body>")
			fill(w, "<p>x", 3<<20)
		}, []string{"wide.html: its page has more than 300000 elements"}, 0},
		{"big.html", func(w io.Writer) { fmt.Fprint(w, "<html><p>"); fill(w, "word ", 17<<20) }, []string{"big.html: it has more than 16 megabytes"}, 0},
		{"bomb.jsonl.gz", func(w io.Writer) {
			z := gzip.NewWriter(w)
			fmt.Fprintln(z, good)
			fill(z, "                ", huge)
			z.Close()
		}, []string{"error in/bomb.jsonl.gz: line 2: can't be read: the data swells more than any text does"}, 1},
		{"bomb.warc.gz", func(w io.Writer) {
			z := gzip.NewWriter(w)
			fmt.Fprintf(z, "WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: %d\r\n\r\n", huge)
			fill(z, "                ", huge)
			z.Close()
		}, []string{"error in/bomb.warc.gz: record 1, after ", "the data swells more than any text does"}, 0},
		{"head.warc", func(w io.Writer) { fmt.Fprint(w, "WARC/1.0\r\n"); fill(w, "X: y\r\n", 4<<20) }, []string{"error in/head.warc: record 1: can't be read: its head has more than a megabyte"}, 0},
		{"length.warc", func(w io.Writer) { fmt.Fprint(w, "WARC/1.0\r\nContent-Length: -5\r\n\r\n") }, []string{`error in/length.warc: record 1: can't be read: its length "-5" is no number`}, 0},
		{"cut.warc", func(w io.Writer) {
			fmt.Fprint(w, "WARC/1.0\r\nWARC-Type: request\r\nContent-Length: 999999999999\r\n\r\nx")
		}, []string{"error in/cut.warc: record 1, after 1 bytes: can't be read: unexpected EOF"}, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			os.Mkdir(filepath.Join(dir, "in"), 0o755)
			f, err := os.Create(filepath.Join(dir, "in", test.name))
			if err != nil {
				t.Fatal(err)
			}
			test.write(f)
			f.Close()
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			report, seeds := imported(t, dir, Options{})
			runtime.ReadMemStats(&after)
			for _, want := range test.wants {
				if !strings.Contains(report, want) {
					t.Errorf("the report is\n%s\nwithout %q", cut(report, 2000), want)
				}
			}
			if len(seeds) != test.seeds {
				t.Errorf("%d seeds, not %d", len(seeds), test.seeds)
			}
			if used := after.Sys - before.Sys; used > 600<<20 {
				t.Errorf("%d MB more of memory", used>>20)
			}
		})
	}
}

func fill(w io.Writer, s string, n int) {
	block := strings.Repeat(s, (1<<16)/len(s))
	for ; n > 0; n -= len(block) {
		io.WriteString(w, block[:min(len(block), n/len(s)*len(s)+len(s))])
	}
}

// TestZipBomb gives a WACZ whose web archive swells, one whose directory lies,
// and names that lead out.
func TestZipBomb(t *testing.T) {
	dir := t.TempDir()
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	w, _ := z.Create("archive/bomb.warc")
	fmt.Fprint(w, "WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 99999999\r\n\r\n")
	fill(w, "0", 64<<20)
	w, _ = z.Create("../../archive/escape.warc")
	w.Write(warcOf("http://lake.example/a", "", []byte(articlePage("Escape"))))
	z.Close()
	writeFile(t, filepath.Join(dir, "in", "a.wacz"), packed.Bytes())
	writeFile(t, filepath.Join(dir, "in", "empty.wacz"), zipOf("datapackage.json", "{}"))
	report, seeds := imported(t, dir, Options{})
	for _, want := range []string{`in/a.wacz: "archive/bomb.warc" can't be read: the data swells`, "taken wacz in/a.wacz:escape.warc, record 1, http://lake.example/a", "in/empty.wacz: holds no WARC file"} {
		if !strings.Contains(report, want) {
			t.Errorf("the report is\n%s\nwithout %q", report, want)
		}
	}
	if len(seeds) != 1 {
		t.Errorf("seeds are %v", seeds)
	}
}

func zipOf(name, content string) []byte {
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	w, _ := z.Create(name)
	io.WriteString(w, content)
	z.Close()
	return packed.Bytes()
}

// TestLinks gives folders with links that lead out of them, and a seeds' folder
// with a link in the way of what is written.
func TestLinks(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, "secret", "s.html"), []byte(articlePage("Secret")))
	writeFile(t, filepath.Join(dir, "in", "good.html"), []byte(articlePage("Good")))
	writeFile(t, filepath.Join(dir, "site", "_posts", "2020-01-01-good.md"), []byte("Good."))
	for name, target := range map[string]string{"in/file.html": "../secret/s.html", "in/folder": "../secret", "in/abs.html": filepath.Join(dir, "secret/s.html"),
		"in/inside.html": "good.html", "in/loop.html": "loop.html", "site/_posts/2020-01-02-out.md": "../../secret/s.html"} {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	os.MkdirAll(filepath.Join(dir, "seeds"), 0o755)
	os.MkdirAll(filepath.Join(dir, "outside"), 0o755)
	os.Symlink("../outside", filepath.Join(dir, "seeds", "undated"))
	report, _ := imported(t, dir, Options{Sources: []string{filepath.Join(dir, "in"), filepath.Join(dir, "site")}})
	if strings.Contains(report, "Secret") || strings.Contains(report, "taken html in/file.html") {
		t.Errorf("what is outside was read:\n%s", report)
	}
	if left, _ := os.ReadDir(filepath.Join(dir, "outside")); len(left) > 0 {
		t.Errorf("%v was written outside of the seeds' folder", left)
	}
	if !strings.Contains(report, "error ") {
		t.Errorf("nothing was said of the link in the seeds' folder:\n%s", report)
	}
}

// articlePage is a page that says it is an article.
func articlePage(title string) string {
	return `<html lang="en"><head><title>` + title + `</title><meta property="og:type" content="article"></head><body><article><h1>` + title + `</h1><p>` + title +
		` is the word with which this article begins, so that no two of them are the same; it goes on for a while, since pages of few words are not taken.</p><p>“That is how it is,” said Ana Quist, who runs the ferry on the lake.</p></article></body></html>`
}
