package generator

import (
	"errors"
	"os"
	"path/filepath"
	"time"

	"pressmark/generator/annotate"
	"pressmark/generator/archive"
)

// Version is what the program calls itself. A release sets it to its tag.
var Version = "0.1.0"

func newAnnotator() annotator { return annotate.New().Annotate }

// prepare readies what reading needs: the annotator, and a file for the texts.
func (r *run) prepare() error {
	if r.annotate == nil {
		r.annotate = newAnnotator()
	}
	r.openStore(&r.cfg)
	if r.other != nil {
		r.other.start()
	}
	if r.texts != nil {
		return nil
	}
	dir := r.tempDir()
	if dir != "" {
		removeOld(dir, 24*time.Hour)
	}
	var err error
	r.texts, err = archive.NewSpool(dir)
	return err
}

// openGiven finds the annotations that were made elsewhere.
func (r *run) openGiven() error {
	if r.cfg.Build.Annotations == "" {
		return nil
	}
	var err error
	r.given, err = openGiven(r.cfg.path(r.cfg.Build.Annotations), r.tempDir())
	return err
}

// tempDir is the folder for temporary files, "" for the system's if the cache
// cannot be written to.
func (r *run) tempDir() string {
	dir := filepath.Join(r.cfg.CachePath(), "texts")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return ""
	}
	probe, err := os.CreateTemp(dir, "probe-*")
	if err != nil {
		return ""
	}
	probe.Close()
	os.Remove(probe.Name())
	return dir
}

// removeOld removes what killed builds left in a folder.
func removeOld(dir string, age time.Duration) {
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		if info, err := e.Info(); err == nil && time.Since(info.ModTime()) > age {
			os.Remove(filepath.Join(dir, e.Name()))
		}
	}
}

// Close removes the file of the texts that were read, and saves the cache.
func (b *Builder) Close() error {
	var errs []error
	if b.texts != nil {
		errs = append(errs, b.texts.Close())
	}
	if b.store != nil {
		errs = append(errs, b.store.Close())
	}
	b.other.close()
	b.texts, b.store, b.other = nil, nil, nil
	clear(b.readings)
	return errors.Join(errs...)
}
