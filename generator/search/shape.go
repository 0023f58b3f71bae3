package search

import (
	"crypto/sha256"
	"fmt"
)

// A Shape says how an index is divided. It depends on nothing but the number of
// articles, in steps, so that one more rarely changes it.
type Shape struct {
	Segments int
	perTerms int // articles to a file of terms
}

// Numbers of articles to one piece or file.
const (
	perHead      = 16   // articles to a piece of heads
	perHeadsFile = 2048 // articles
	perTextsFile = 128  // articles
)

// ShapeOf returns the shape of the index of so many articles.
func ShapeOf(articles int) Shape {
	switch {
	case articles < 1000:
		return Shape{1, 256}
	case articles < 4000:
		return Shape{2, 256}
	case articles < 150_000:
		return Shape{4, 512}
	}
	return Shape{8, 1024}
}

// Segment is the number of the segment that an article belongs to.
func (s Shape) Segment(id string) int {
	sum := sha256.Sum256([]byte(id))
	return int(sum[0]) % s.Segments
}

// Files names the files of a segment with so many articles, in order.
func (s Shape) Files(segment, articles int) []string {
	names := []string{rootName(segment)}
	add := func(kind string, n int) {
		for i := range n {
			names = append(names, fileName(kind, segment, i))
		}
	}
	add("terms", s.termFiles(articles))
	add("words", 1)
	add("heads", files(articles, perHeadsFile))
	add("texts", files(articles, perTextsFile))
	return names
}

// termFiles grows with the number of articles, but by doubling.
func (s Shape) termFiles(articles int) int {
	n := 1
	for n*s.perTerms < articles {
		n *= 2
	}
	return n
}

func files(articles, per int) int { return max(1, (articles+per-1)/per) }

func rootName(segment int) string { return fmt.Sprintf("root-%d.bin", segment) }

// fileName names a file of a segment. The segment stands last, so that files
// sorted by name take turns between segments.
func fileName(kind string, segment, i int) string {
	return fmt.Sprintf("%s-%d-%d.bin", kind, i, segment)
}
