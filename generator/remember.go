package generator

import (
	"crypto/sha256"
	"io"
	"os"
	"path/filepath"
	"sync"

	"pressmark/generator/annotate"
	"pressmark/generator/cache"
	"pressmark/generator/fault"
	"pressmark/generator/source"
	"pressmark/generator/text"
)

// The store of readings is compacted when it has more packs than this, to at
// most so many bytes.
const (
	manyPacks = 16
	maxCache  = 2 << 30
	manyFresh = 64 // readings that are worth a pack of their own
)

// A stored is a reading as the cache keeps it: all that reading and annotating
// one article gives. Its key names the program, which holds the model and the
// gazetteers, and everything that was read.
type stored struct {
	Meta     source.Meta
	Headline text.Span
	Blocks   []source.Block
	Marks    *annotate.Annotations
	QuoteIDs []string
	Text     string
	Warnings []*fault.Fault
	Linked   bool
}

// program is the hash of the running executable; nil if it cannot be read, and
// then nothing is remembered from one process to the next.
var program = sync.OnceValue(func() []byte {
	name, err := os.Executable()
	if err != nil {
		return nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return nil
	}
	return h.Sum(nil)
})

// openStore opens the cache. A build goes on without one where it cannot be
// had.
func (b *Builder) openStore(cfg *Config) {
	if b.store != nil || program() == nil {
		return
	}
	b.store, _ = cache.OpenStore(filepath.Join(cfg.CachePath(), "articles"))
}

// recall returns a reading that an earlier process made; nil if there is none.
func (r *run) recall(key cache.Key) (*reading, error) {
	if r.store == nil {
		return nil, nil
	}
	data, ok := r.store.Get(key)
	if !ok {
		return nil, nil
	}
	var s stored
	if err := cache.Decode(data, &s); err != nil || s.Marks == nil {
		return nil, nil
	}
	body, err := r.texts.Add(s.Text)
	return &reading{
		key: key, meta: s.Meta, headline: s.Headline, blocks: s.Blocks, marks: s.Marks, quoteIDs: s.QuoteIDs, body: body, warnings: s.Warnings, linked: s.Linked,
	}, err
}

// remember keeps a reading for later processes. A cache that cannot be written
// to is no reason for a build to fail.
func (r *run) remember(k *reading, body string) {
	if r.store == nil {
		return
	}
	r.store.Put(k.key, cache.Encode(stored{k.meta, k.headline, k.blocks, k.marks, k.quoteIDs, body, k.warnings, k.linked}))
}

// tidyStore saves what is worth it and keeps the cache within bounds.
func (b *Builder) tidyStore() {
	if b.store == nil {
		return
	}
	if b.store.Pending() >= manyFresh {
		b.store.Save()
	}
	if packs, bytes := b.store.Size(); packs > manyPacks || bytes > maxCache {
		b.store.Compact(maxCache, nil)
	}
}

// CollectGarbage removes from the cache all that the last build did not use,
// and returns how many bytes are left.
func (b *Builder) CollectGarbage() (int64, error) {
	if b.store == nil {
		return 0, nil
	}
	used := make(map[cache.Key]bool, len(b.readings))
	for _, kept := range b.readings {
		used[kept.key] = true
	}
	err := b.store.Compact(maxCache, func(k cache.Key) bool { return used[k] })
	_, bytes := b.store.Size()
	return bytes, err
}
