package intake

import (
	"strings"

	"pressmark/generator/source"
)

// Bounds on what one source may ask of us.
const (
	maxRecord = 16 << 20 // bytes of one record: a page, a line, an item
	maxFeed   = 64 << 20 // bytes of a file that has to be read whole to find its records
	maxRatio  = 200      // how far compressed data may swell, past maxFree
	maxFree   = 4 << 20  // bytes that compressed data may swell to at any ratio
	maxNodes  = 300_000  // elements and texts of one page
	maxDepth  = 400      // nesting of JSON and XML
	maxFields = 8 << 10  // bytes of other fields that one seed keeps
)

// unturned removes the characters that turn the direction of writing.
func unturned(s string) string {
	if !strings.ContainsFunc(s, source.IsTurn) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if source.IsTurn(r) {
			return -1
		}
		return r
	}, s)
}

// inspect removes from the metadata the characters that turn the direction of
// writing, and counts those that were lost to a wrong encoding. What else may
// deceive a reader is told when the seed is read back.
func (it *Item) inspect() {
	turned := false
	for _, s := range []*string{&it.Title, &it.Source, &it.Summary, &it.Lang} {
		turned = turned || *s != unturned(*s)
		*s = unturned(*s)
	}
	for _, list := range [][]string{it.Byline, it.Tags} {
		for i, s := range list {
			turned = turned || s != unturned(s)
			list[i] = unturned(s)
		}
	}
	if turned {
		it.doubt("characters that turn the direction of writing stood in its title or names, and are left out")
	}
	if lost := strings.Count(it.Title, "\uFFFD") + strings.Count(it.Body, "\uFFFD"); lost > 0 {
		it.doubt("characters that could not be decoded (%d)", lost)
	}
}
