package generator

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// An edited is a watched site of many articles, with the pages that were shown.
type edited struct {
	*testSite
	mu    sync.Mutex
	pages map[string]string // by path
	told  chan bool         // that a page was shown or a build ended
	built int
	fails error
}

// watchSite makes a site of n articles and watches it.
func watchSite(t testing.TB, n int) *edited {
	t.Helper()
	s := &testSite{nil, DefaultConfig(t.TempDir())}
	people := []string{"Anna Larsson", "Nils Berg", "Olga Petrova", "Ida Holm", "Viktor Hansen"}
	places := []string{"Oslo", "Bergen", "Gothenburg", "Minsk"}
	for i := range n {
		name := filepath.Join(s.cfg.SeedsPath(), fmt.Sprintf("%03d", i/100), fmt.Sprintf("a%d.md", i))
		os.MkdirAll(filepath.Dir(name), 0o755)
		body := article(fmt.Sprintf("Report %d", i), fmt.Sprintf("20%02d-%02d-%02d", 10+i%10, 1+i%12, 1+i%28), people[i%5], places[i%4])
		if err := os.WriteFile(name, []byte(body), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	e := &edited{testSite: s, pages: map[string]string{}, told: make(chan bool, 1)}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() {
		done <- Watch(ctx, func() (Config, error) { return s.cfg, nil }, nil, func(path string, page []byte) {
			e.mu.Lock()
			e.pages[path] = string(page)
			e.mu.Unlock()
			e.tell()
		}, func(b Built) {
			e.mu.Lock()
			e.built++
			e.fails = b.Err
			clear(e.pages)
			e.mu.Unlock()
			e.tell()
		}, func(string) {})
	}()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	e.wait(t, func() bool { return e.built > 0 })
	return e
}

func (e *edited) tell() {
	select {
	case e.told <- true:
	default:
	}
}

// wait waits until done, which is asked with the lock held.
func (e *edited) wait(t testing.TB, done func() bool) {
	t.Helper()
	limit := time.After(time.Minute)
	for {
		e.mu.Lock()
		ok, err := done(), e.fails
		e.mu.Unlock()
		if err != nil {
			t.Fatal(err)
		}
		if ok {
			return
		}
		select {
		case <-e.told:
		case <-limit:
			t.Fatal("waited in vain")
		}
	}
}

// served is the page as a reader would get it now. The lock is held.
func (e *edited) served(path string) string {
	if page, ok := e.pages[path]; ok {
		return page
	}
	data, _ := os.ReadFile(filepath.Join(e.cfg.OutputPath(), path))
	return string(data)
}

func reportPage(i int) string {
	return fmt.Sprintf("20%02d/%02d/report-%d/index.html", 10+i%10, 1+i%12, i)
}

// edit adds a sentence to an article and returns the milliseconds until its page
// has it.
func (e *edited) edit(t testing.TB, i int, sentence string) float64 {
	t.Helper()
	name := filepath.Join(e.cfg.SeedsPath(), fmt.Sprintf("%03d", i/100), fmt.Sprintf("a%d.md", i))
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	last := sentence[strings.LastIndexByte(sentence, '\n')+1:]
	start := time.Now()
	if err := os.WriteFile(name, append(data, "\n"+sentence+"\n"...), 0o644); err != nil {
		t.Fatal(err)
	}
	e.wait(t, func() bool { return strings.Contains(e.served(reportPage(i)), last) })
	return float64(time.Since(start).Microseconds()) / 1000
}

// TestEditsAreShownAndPublished edits while builds go on. When all is quiet, the
// site must be that of a clean build.
func TestEditsAreShownAndPublished(t *testing.T) {
	e := watchSite(t, 60)
	e.t = t
	for i := range 12 {
		e.edit(t, i*5, fmt.Sprintf("Sentence %d speaks of the sea.", i))
	}
	e.edit(t, 7, "Nobody but Lena Strand spoke.\n\nThe sea was calm.\n\nAll slept.")
	os.Remove(filepath.Join(e.cfg.SeedsPath(), "000/a8.md"))
	e.edit(t, 9, "The last one.")
	e.settle(t)
	e.sameAsClean("edits")
}

// settle waits until no build has ended for a while.
func (e *edited) settle(t testing.TB) {
	for before := -1; ; time.Sleep(time.Second) {
		e.mu.Lock()
		built, err := e.built, e.fails
		e.mu.Unlock()
		if err != nil {
			t.Fatal(err)
		}
		if built == before {
			return
		}
		before = built
	}
}

// BenchmarkEdit measures the time from writing an article to its new page being
// served, in a site of so many articles, while the builds of former edits go
// on. It reports the median and the 95th percentile.
func BenchmarkEdit(b *testing.B) {
	for _, n := range []int{100, 1000, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			e := watchSite(b, n)
			var times []float64
			for b.Loop() {
				times = append(times, e.edit(b, len(times)*7%n, fmt.Sprintf("Sentence %d speaks of the sea.", len(times))))
				time.Sleep(100 * time.Millisecond) // nobody saves faster
			}
			slices.Sort(times)
			b.ReportMetric(times[len(times)/2], "ms/median")
			b.ReportMetric(times[len(times)*95/100], "ms/p95")
		})
	}
}
