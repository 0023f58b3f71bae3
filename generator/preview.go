package generator

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"pressmark/generator/annotate"
	"pressmark/generator/archive"
	"pressmark/generator/cache"
	"pressmark/generator/site"
	"pressmark/generator/source"
	"pressmark/generator/text"
)

// A shown is the site as the last build made it. It is kept so that an article
// that is edited can be shown at once, while the build that takes account of it
// everywhere goes on. It is not changed.
type shown struct {
	run         *run
	corrections *archive.Corrections
	pages       *site.Site
	renderer    *site.Renderer
	entries     map[string]*archive.Entry // by id
	read        map[string]cache.Key      // of each entry, by id
	edited      *sync.Map                 // *archive.Entry → *source.Article, while it is shown
	known       func() map[alias]*archive.Entity
	review      *Review
}

// An alias is a name as the archive knows it.
type alias struct {
	kind annotate.Kind
	name string
}

// keepShown remembers what a build made.
func (r *run) keepShown(a *archive.Archive, pages *site.Site, renderer *site.Renderer) {
	if !r.Whole || r.keys == nil {
		return
	}
	s := &shown{run: &run{Builder: r.Builder, cfg: r.cfg, rights: r.rights}, corrections: r.corrections, pages: pages, renderer: renderer, edited: &r.edited,
		entries: make(map[string]*archive.Entry, len(a.Entries)), read: make(map[string]cache.Key, len(a.Entries))}
	for _, e := range a.Entries {
		s.entries[e.ID], s.read[e.ID] = e, r.readings[e.Path].key
	}
	s.known = sync.OnceValue(func() map[alias]*archive.Entity {
		known := map[alias]*archive.Entity{}
		for _, e := range a.Entities {
			for _, name := range e.Aliases {
				at := alias{e.Kind, text.Fold(name.Text)}
				if _, twice := known[at]; twice {
					known[at] = nil // it could be either
				} else {
					known[at] = e
				}
			}
		}
		return known
	})
	s.review = newReview(r.cfg, a, pages)
	r.shown.Store(s)
}

// preview makes the pages of those articles among the changed files that were
// published before, by the path of their page. What is wrong with a file, the
// build tells of.
func (b *Builder) preview(changed []string) map[string][]byte {
	s := b.shown.Load()
	if s == nil || len(changed) > manyChanged {
		return nil
	}
	previews := map[string][]byte{}
	seeds := absolute(s.run.cfg.SeedsPath())
	for _, name := range changed {
		relative, err := filepath.Rel(seeds, name)
		if err != nil || !filepath.IsLocal(relative) {
			continue
		}
		before := s.entries[source.ID(filepath.ToSlash(relative))]
		if before == nil {
			continue
		}
		err = guard(0, func(int) error {
			path, page, err := s.render(before)
			if page != nil {
				previews[path] = page
			}
			return err
		})
		if err != nil {
			return nil
		}
	}
	return previews
}

// manyChanged is how many files may change at once for their pages to be shown
// before the build.
const manyChanged = 8

// render makes the page of an article as its file is now; nil if the file did
// not change.
func (s *shown) render(before *archive.Entry) (path string, page []byte, err error) {
	root, err := os.OpenRoot(s.run.cfg.SeedsPath())
	if err != nil {
		return "", nil, err
	}
	defer root.Close()
	f, err := contents(root.FS(), before.Path, s.run.rights)
	if err != nil {
		return "", nil, err
	}
	key := s.run.keyOf(f)
	if key == s.read[before.ID] {
		return "", nil, nil
	}
	article, err := f.parse()
	if err != nil {
		return "", nil, err
	}
	kept := s.run.annotated(article, key, f.linked())
	if kept.marks == nil || kept.meta.Rights.Level == source.Tombstone {
		return "", nil, nil // it is a draft now, or withdrawn
	}
	kept.body = archive.StringText(article.Text)
	e := kept.entry(s.run.cfg.Quotes.MinScore)
	e.Index = before.Index
	if len(s.corrections.For(e.ID)) > 0 {
		e.Annotations, e.Applied, _ = s.corrections.Apply(e.ID, article.Text, e.Annotations)
		e.QuoteIDs = annotate.QuoteIDs(e.ID, article.Text, e.Quotes)
	}
	e.Entities = s.whoIsWho(e, before)
	s.edited.Store(e, article)
	defer s.edited.Delete(e)
	preview := s.pages.Preview(e)
	var b bytes.Buffer
	if err := s.renderer.Render(&b, preview); err != nil {
		return "", nil, err
	}
	return preview.Path, b.Bytes(), nil
}

// whoIsWho takes the entities of an article's clusters from what it named
// before, else from the archive, if one alone is called so.
func (s *shown) whoIsWho(e, before *archive.Entry) []*archive.Entity {
	name := func(e *archive.Entry, c int) alias {
		cluster := &e.Clusters[c]
		return alias{cluster.Kind, text.Fold(strings.Join(strings.Fields(e.Reader.Slice(cluster.Name)), " "))}
	}
	were := make(map[alias]*archive.Entity, len(before.Clusters))
	for c := range before.Clusters {
		were[name(before, c)] = before.Entities[c]
	}
	are := make([]*archive.Entity, len(e.Clusters))
	for c := range e.Clusters {
		if e.Clusters[c].Kind == annotate.Group {
			continue
		}
		at := name(e, c)
		if entity, ok := were[at]; ok {
			are[c] = entity
		} else {
			are[c] = s.known()[at]
		}
	}
	return are
}
