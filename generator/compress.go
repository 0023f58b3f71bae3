package generator

import (
	"bytes"
	"compress/gzip"
	"io"
	"path"
	"strings"

	"github.com/andybalholm/brotli"

	"pressmark/generator/cache"
	"pressmark/generator/site"
)

// compressions are the forms in which files may lie beside themselves, so that a
// web server need not compress them again for every reader.
var compressions = map[string]func(io.Writer) io.WriteCloser{
	"gz": func(w io.Writer) io.WriteCloser {
		z, err := gzip.NewWriterLevel(w, gzip.BestCompression)
		if err != nil {
			panic("generator: " + err.Error()) // the level is one that there is
		}
		return z
	},
	"br": func(w io.Writer) io.WriteCloser { return brotli.NewWriterLevel(w, 9) },
}

// compressionNames are what the setting may say, in the order of the files.
var compressionNames = []string{"br", "gz"}

// packable are the files that compressing makes smaller.
var packable = map[string]bool{".html": true, ".css": true, ".js": true, ".json": true, ".xml": true, ".svg": true, ".txt": true, ".webmanifest": true}

// packs are the endings of the compressed files beside a page; none if nobody
// wants any.
func (r *run) packs(page *site.Page) []string {
	if r.cfg.Publish.Compress == "" || !packable[path.Ext(page.Path)] || path.Base(page.Path) == "vercel.json" {
		return nil
	}
	var endings []string
	for _, name := range compressionNames {
		for _, wanted := range commas(r.cfg.Publish.Compress) {
			if wanted == name {
				endings = append(endings, "."+name)
				break
			}
		}
	}
	return endings
}

// packKey names the compressed form of a page.
func packKey(page cache.Key, ending string) cache.Key {
	return cache.KeyOf(page[:], []byte("pack"), []byte(ending))
}

// packsBefore are the compressed forms of a page as the last build left them;
// false if one of them is not there any more.
func (r *run) packsBefore(page *site.Page, i int, output *cache.Output) ([]cache.BuiltPage, bool) {
	var all []cache.BuiltPage
	for _, ending := range r.packs(page) {
		before, ok := r.before[page.Path+ending]
		if !ok || before.Key != packKey(r.keys[i], ending) || !output.Keepable(before) {
			return nil, false
		}
		all = append(all, before)
	}
	return all, true
}

// writePacks writes the compressed forms of a page.
func (r *run) writePacks(page *site.Page, content []byte, output *cache.Output) error {
	for _, ending := range r.packs(page) {
		var b bytes.Buffer
		z := compressions[strings.TrimPrefix(ending, ".")](&b)
		if _, err := z.Write(content); err != nil {
			return err
		}
		if err := z.Close(); err != nil {
			return err
		}
		if err := output.Write(page.Path+ending, b.Bytes()); err != nil {
			return err
		}
	}
	return nil
}
