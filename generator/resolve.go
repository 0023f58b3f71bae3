package generator

import (
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"

	"pressmark/generator/annotate"
	"pressmark/generator/archive"
	"pressmark/generator/fault"
	"pressmark/generator/text"
)

// The files in which people have the last word, in the articles' folder.
const (
	authorityName   = "entities.yaml"
	correctionsName = "corrections.yaml"
)

// resolve works out who is who, with what people decided.
func (r *run) resolve(entries []*archive.Entry) (*archive.Archive, error) {
	authority, authorityErr := load(r, authorityName, archive.LoadAuthority)
	corrections, correctionsErr := load(r, correctionsName, archive.LoadCorrections)
	if err := errors.Join(authorityErr, correctionsErr); err != nil {
		return nil, err
	}
	r.corrections = corrections
	orphans := r.correct(entries, corrections)
	a := archive.Resolve(entries, authority)
	a.Orphans = append(a.Orphans, orphans...)
	for _, f := range orphanFaults(a.Orphans) {
		f.Warning = true
		r.warn(f)
	}
	return a, r.texts.Err()
}

// load reads a YAML file of the articles' folder; nil if there is none.
func load[T any](r *run, name string, parse func(path string, content []byte) (*T, error)) (*T, error) {
	file := filepath.Join(r.cfg.SeedsPath(), name)
	content, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fault.New(file, 0, 0, "check that it may be read", "cannot be read: %v", reason(err))
	}
	return parse(file, content)
}

// correct applies the corrections to the entries they are for, and returns those
// that found no place.
func (r *run) correct(entries []*archive.Entry, corrections *archive.Corrections) []*archive.Orphan {
	var orphans []*archive.Orphan
	for _, e := range entries {
		if len(corrections.For(e.ID)) == 0 {
			continue
		}
		body := e.Reader.Slice(text.Span{End: math.MaxInt})
		var lost []*archive.Orphan
		e.Annotations, e.Applied, lost = corrections.Apply(e.ID, body, e.Annotations)
		orphans = append(orphans, lost...)
		if len(e.Applied) > 0 {
			e.QuoteIDs = annotate.QuoteIDs(e.ID, body, e.Quotes)
		}
	}
	known := map[string]bool{}
	for _, kept := range r.readings {
		known[kept.meta.ID] = true
	}
	return append(orphans, corrections.Missing(func(id string) bool { return known[id] })...)
}
