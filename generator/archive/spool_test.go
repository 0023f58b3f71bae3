package archive

import (
	"os"
	"strings"
	"sync"
	"testing"

	"pressmark/generator/text"
)

func TestSpool(t *testing.T) {
	dir := t.TempDir()
	s, err := NewSpool(dir)
	if err != nil {
		t.Fatal(err)
	}
	var readers []TextReader
	texts := []string{"", "one", "zwei Wörter", strings.Repeat("long ", 50_000), "last"}
	for _, body := range texts {
		r, err := s.Add(body)
		if err != nil {
			t.Fatal(err)
		}
		readers = append(readers, r)
	}
	var all sync.WaitGroup
	for i, body := range texts {
		all.Go(func() {
			for _, span := range []text.Span{{Start: 0, End: len(body)}, {Start: 1, End: 3}, {Start: -4, End: 2}, {Start: 2, End: len(body) + 9}, {Start: 5, End: 1}} {
				if got, want := readers[i].Slice(span), StringText(body).Slice(span); got != want {
					t.Errorf("text %d, %v: %d bytes, want %d", i, span, len(got), len(want))
				}
			}
		})
	}
	all.Wait()
	if err := s.Err(); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if files, _ := os.ReadDir(dir); len(files) > 0 {
		t.Errorf("left behind: %v", files)
	}
	if got := readers[1].Slice(text.Span{Start: 0, End: 3}); s.Err() == nil || len(got) != 3 {
		t.Errorf("after Close: %q, %v", got, s.Err())
	}
}

func TestSpoolWithoutFolder(t *testing.T) {
	if _, err := NewSpool(t.TempDir() + "/none"); err == nil {
		t.Error("no error")
	}
}

func TestDateKey(t *testing.T) {
	order := []string{"199s", "1999", "1999-12", "1999-12-31", "200s", "2000", "2000-01", "2000-01-01", "2000-01-02", "2000-W01", "2019-12-29", "2020-W01", "2020-01-01", "2021-W01"}
	for i := 1; i < len(order); i++ {
		if DateKey(order[i-1]) >= DateKey(order[i]) {
			t.Errorf("%s (%s) is not before %s (%s)", order[i-1], DateKey(order[i-1]), order[i], DateKey(order[i]))
		}
	}
}

func TestLog16(t *testing.T) {
	for n, want := range map[uint64]int{0: 0, 1: 0, 2: 16, 3: 25, 4: 32, 1000: 159, 1 << 40: 640} {
		if got := log16(n); got != want {
			t.Errorf("log16(%d) = %d, want %d", n, got, want)
		}
	}
}
