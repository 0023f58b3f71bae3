package site

import "pressmark/generator/archive"

// locator is a map of the world with a mark for each place whose coordinates
// are known; nil if none are.
func (lib *library) locator(places []*member) *drawing { return nil }

func (lib *library) placeMap(e *archive.Entity) *drawing { return nil }
