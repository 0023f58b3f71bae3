package intake

import (
	"fmt"
	"strings"
	"testing"
)

// article makes a text of n words by a sequence of its own.
func article(seed uint64, n int) []string {
	words := make([]string, n)
	for i := range words {
		seed = step(seed, uint64(i))
		words[i] = fmt.Sprintf("w%d", seed%5000)
	}
	return words
}

// met reports whether two sketches meet in a band.
func met(a, b sketch) bool {
	for i := range a.bands {
		if a.bands[i] == b.bands[i] {
			return true
		}
	}
	return false
}

// TestSketches: of near-same texts nearly all meet, of others nearly none, and
// the exact likeness decides.
func TestSketches(t *testing.T) {
	const pairs = 300
	found, false_ := 0, 0
	for i := range uint64(pairs) {
		words := article(i, 400)
		text := strings.Join(words, " ")
		for j := range 8 { // each change touches five runs of five words
			words[(int(i)+j*47)%400] = "changed"
		}
		near := strings.Join(words, " ")
		if p := likeness(text, near); p < nearPercent || p > 95 {
			t.Fatalf("%d %% alike", p)
		}
		if met(sketchOf(text), sketchOf(near)) {
			found++
		}
		if met(sketchOf(text), sketchOf(strings.Join(article(i+pairs, 400), " "))) {
			false_++
		}
	}
	if found < pairs*98/100 || false_ > 0 {
		t.Errorf("of %d near pairs %d meet, of as many others %d", pairs, found, false_)
	}
}

func TestSketchPrints(t *testing.T) {
	for _, n := range []int{0, 3, 19, 20, 500} {
		s := sketchOf(strings.Join(article(7, n), " "))
		again, ok := parseSketch(s.String())
		if !ok || again != s {
			t.Errorf("%d words: %v reads as %v, %v", n, s, again, ok)
		}
	}
	if _, ok := parseSketch("x"); ok {
		t.Error("x is no sketch")
	}
	if likeness("a b c", "a b c") != 100 || likeness("a b c", "a b d") != 0 || likeness("", "") != 100 {
		t.Error("likeness of short texts")
	}
}

func BenchmarkSketch(b *testing.B) {
	text := strings.Join(article(1, 600), " ")
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		sketchOf(text)
	}
}

func TestParseMapping(t *testing.T) {
	m, err := ParseMapping(" title = headline, body=a.b ,date=d")
	if err != nil || m["title"] != "headline" || m["text"] != "a.b" || m["date"] != "d" || len(m) != 3 {
		t.Errorf("%v, %v", m, err)
	}
	for _, bad := range []string{"titel=x", "title", "title="} {
		if _, err := ParseMapping(bad); err == nil {
			t.Errorf("%q is no mapping", bad)
		}
	}
}

func TestSafePath(t *testing.T) {
	for name, want := range map[string]bool{"a/b": true, "posts/2020-01-02-a": true, "ä/ö": true, "": false, "/a": false, "../a": false, "a/../b": false, "a//b": false, ".a": false, "a/.b": false,
		`a\b`: false, "a:b": false, "a\x00": false, "a\u202e": false, "a ": false, strings.Repeat("a", 201): false} {
		if _, ok := safePath(name); ok != want {
			t.Errorf("%q may be written: %v", name, ok)
		}
	}
}
