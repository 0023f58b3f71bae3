package generator

import (
	"fmt"

	"pressmark/generator/archive"
	"pressmark/generator/cache"
	"pressmark/generator/site"
)

// identify gives every page its key, and finds what the last build made of the
// pages.
func (r *run) identify(a *archive.Archive, pages *site.Site) {
	look, err := r.themeKey()
	if err != nil || r.inputs == (cache.Key{}) {
		return // then all pages are made
	}
	parts := [][]byte{look[:], cache.Encode(r.withdrawn)}
	for _, s := range settings(&r.cfg) {
		parts = append(parts, []byte(s.Name()), fmt.Append(nil, s.value.Interface()))
	}
	keys := pages.Keys(site.Key(cache.KeyOf(parts...)), r.contentKey, func(e *archive.Entry) bool { return r.readings[e.Path].linked })
	r.keys = make([]cache.Key, len(pages.Pages))
	all(len(r.keys), func(i int) bool {
		r.keys[i] = cache.Key(keys.Of(pages.Pages[i]))
		return true
	})
	if r.last != nil {
		r.before = make(map[string]cache.BuiltPage, len(r.last.Pages))
		for _, p := range r.last.Pages {
			r.before[p.File.Path] = p
		}
	}
}

// contentKey names an entry: its file as it was read, and what corrections made
// of it.
func (r *run) contentKey(e *archive.Entry) site.Key {
	key := r.readings[e.Path].key
	if len(e.Applied) > 0 {
		key = cache.KeyOf(key[:], cache.Encode(e.Applied), cache.Encode(*e.Annotations))
	}
	return site.Key(key)
}

// keepPage leaves a page as it is if the last build made it of the same, and it
// is still as it was published.
func (r *run) keepPage(page *site.Page, i int, output *cache.Output) (bool, error) {
	before, ok := r.before[page.Path]
	if !ok || before.Key != r.keys[i] || r.VerifyKeys {
		return false, nil
	}
	packs, ok := r.packsBefore(page, i, output)
	if !ok {
		return false, nil
	}
	kept, err := output.Keep(before)
	for n := 0; kept && err == nil && n < len(packs); n++ {
		_, err = output.Keep(packs[n])
	}
	if kept {
		r.largest.see(page.Path, before.File.Size)
	}
	return kept, err
}

// verify fails if a page's key says that it did not change, and it did.
func (r *run) verify(page *site.Page, i int, file cache.File) error {
	before, ok := r.before[page.Path]
	if !r.VerifyKeys || !ok || before.Key != r.keys[i] || before.File == file {
		return nil
	}
	return fmt.Errorf("the page %s changed though its key did not", page.URL)
}
