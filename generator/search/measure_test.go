package search

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestMeasure makes a large index of the articles of a site's index, and tells
// its size, what it took and what queries fetch. It is passed over unless
// PRESSMARK_INDEX names the folder (public/search). PRESSMARK_TIMES says how often
// each article is taken, each time as another one with three words that no other
// article has; PRESSMARK_OUT names a folder for the files; PRESSMARK_QUERIES are
// queries with semicolons between.
func TestMeasure(t *testing.T) {
	folder := os.Getenv("PRESSMARK_INDEX")
	if folder == "" {
		t.Skip("PRESSMARK_INDEX names no index")
	}
	times, _ := strconv.Atoi(os.Getenv("PRESSMARK_TIMES"))
	times = max(times, 1)
	from := openFolder(t, folder)
	shape := ShapeOf(from.articles * times)
	type copied struct{ segment, article, copy int }
	lists := make([][]copied, shape.Segments)
	id := func(c copied) string { return fmt.Sprint(c.segment, "/", c.article, "/", c.copy) }
	for i, seg := range from.segments {
		for a := range seg.articles {
			for n := range times {
				c := copied{i, a, n}
				at := shape.Segment(id(c))
				lists[at] = append(lists[at], c)
			}
		}
	}
	dates := map[[2]int]int{}
	date := func(c copied) int {
		at := [2]int{c.segment, c.article}
		if _, known := dates[at]; !known {
			h, err := from.Head(c.segment, c.article)
			if err != nil {
				t.Fatal(err)
			}
			dates[at] = h.Date.Year*372 + h.Date.Month*31 + h.Date.Day
		}
		return dates[at]
	}
	for _, list := range lists {
		slices.SortStableFunc(list, func(x, y copied) int { return date(x) - date(y) })
	}
	out := os.Getenv("PRESSMARK_OUT")
	if out == "" {
		out = t.TempDir()
	}
	var bytes, files int
	var reading, building time.Duration
	for segment, list := range lists {
		at := time.Now()
		for i := range list {
			if _, err := from.Text(list[i].segment, list[i].article); err != nil {
				t.Fatal(err)
			}
		}
		reading += time.Since(at)
		at = time.Now()
		made, err := Build(shape, segment, len(list), func(i int) (*Doc, error) {
			c := list[i]
			return from.doc(c.segment, c.article, c.copy, id(c))
		})
		if err != nil {
			t.Fatal(err)
		}
		building += time.Since(at)
		for name, data := range made {
			bytes += len(data)
			files++
			if err := os.WriteFile(filepath.Join(out, name), data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	names, err := filepath.Glob(filepath.Join(folder, "names*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err == nil {
			err = os.WriteFile(filepath.Join(out, filepath.Base(name)), data, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
		files++
		bytes += len(data)
	}
	n := from.articles * times
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	t.Logf("%d articles in %d segments: %d files, %d bytes, %d an article; %v to read them back, %v with building, %v an article; %d MB from the system",
		n, shape.Segments, files, bytes, bytes/n, reading, building, (building-reading)/time.Duration(n), memory.Sys>>20)
	for _, typed := range strings.Split(os.Getenv("PRESSMARK_QUERIES"), ";") {
		if typed != "" {
			measure(t, out, typed)
		}
	}
}

// folderReader reads an index in a folder and counts what it fetches, each piece
// once, as a browser does.
type folderReader struct {
	*Reader
	mutex          sync.Mutex
	had            map[string]bool
	bytes, fetches int
}

func openFolder(t *testing.T, folder string) *folderReader {
	t.Helper()
	f := &folderReader{had: map[string]bool{}}
	roots, err := filepath.Glob(filepath.Join(folder, "root-*.bin"))
	if err != nil || len(roots) == 0 {
		t.Fatal("no index in ", folder, err)
	}
	contents := map[string][]byte{}
	f.Reader, err = Open(len(roots), func(file string, at, size int) ([]byte, error) {
		f.mutex.Lock()
		defer f.mutex.Unlock()
		data, ok := contents[file]
		if !ok {
			var err error
			if data, err = os.ReadFile(filepath.Join(folder, file)); err != nil {
				return nil, err
			}
			contents[file] = data
		}
		if size > 0 {
			data = data[at : at+size]
		}
		if key := fmt.Sprint(file, at); !f.had[key] {
			f.had[key] = true
			f.bytes += len(data)
			f.fetches++
		}
		return data, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// doc is an article of the index, as another one if copy is not 0.
func (f *folderReader) doc(segment, article, copy int, id string) (*Doc, error) {
	h, err := f.Head(segment, article)
	if err != nil {
		return nil, err
	}
	text, err := f.Text(segment, article)
	if err != nil {
		return nil, err
	}
	v := inventor{rand.New(rand.NewPCG(uint64(segment)<<32|uint64(article), uint64(copy)))}
	return &Doc{ID: id, URL: h.URL, Title: h.Title, Date: h.Date, Source: h.Source, Tags: text.Tags, English: true, Headline: [2]int{0, text.Heading},
		Text: text.Text + " " + v.rare() + v.rare() + " " + v.rare() + v.rare() + " " + v.rare() + v.rare() + ".", Names: text.Names, Quotes: text.Quotes}, nil
}

// measure tells what a query fetches, with the first ten results.
func measure(t *testing.T, folder, typed string) {
	t.Helper()
	f := openFolder(t, folder)
	roots := f.bytes
	f.bytes, f.fetches = 0, 0
	found, err := f.Search(ParseQuery(typed), 10)
	if err != nil {
		t.Fatal(err)
	}
	terms := f.bytes
	for _, h := range found.Hits {
		if _, err := f.Head(h.Segment, h.Article); err != nil {
			t.Fatal(err)
		}
	}
	first := f.bytes
	for _, h := range found.Hits {
		if _, err := f.Text(h.Segment, h.Article); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%-40s %6d articles %6d quotations; bytes: roots %d, terms %d, with titles %d, with texts %d in %d requests",
		typed, found.Articles, found.Quotes, roots, terms, first, f.bytes, f.fetches)
}
