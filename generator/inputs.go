package generator

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"pressmark/assets"
	"pressmark/generator/cache"
	"pressmark/generator/fault"
	"pressmark/generator/locale"
	"pressmark/generator/site"
	"pressmark/generator/source"
	"pressmark/templates"
)

// A file is one article as it lies in the folder, with its sidecar if it has
// one.
type file struct {
	name        string
	content     []byte
	sidecarName string // "" if there is none
	sidecar     []byte
	rights      *rights
}

// contents reads the file of an article and its sidecar.
func contents(fsys fs.FS, name string, rights *rights) (*file, error) {
	content, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, fault.New(name, 0, 0, "check that it exists and may be read", "cannot be read: %v", reason(err))
	}
	sidecarName, sidecar, err := source.Sidecar(fsys, name)
	if err != nil {
		return nil, err
	}
	return &file{name, content, sidecarName, sidecar, rights}, nil
}

// key names the reading of the article.
func (f *file) key() cache.Key {
	return cache.KeyOf(program(), []byte("reading"), []byte(f.name), f.content, []byte(f.sidecarName), f.sidecar, f.rights.content)
}

// parse makes an article of the file.
func (f *file) parse() (*source.Article, error) {
	return f.rights.policy.Parse(f.name, f.content, f.sidecarName, f.sidecar)
}

// linked reports whether the article may link to another one's file: it has
// what such a link cannot do without, the ending of the file's name, or a
// character written as an entity, which could be part of it.
func (f *file) linked() bool {
	rest := f.content
	for {
		i := bytes.IndexAny(rest, ".&%")
		if i < 0 {
			return false
		}
		for _, sign := range linkSigns {
			if len(rest)-i >= len(sign) && bytes.EqualFold(rest[i:i+len(sign)], sign) {
				return true
			}
		}
		rest = rest[i+1:]
	}
}

var linkSigns = [][]byte{[]byte(".md"), []byte(".markdown"), []byte(".txt"), []byte(".text"), []byte("&#"), []byte("&period"), []byte("%2e")}

// inputKey names everything that the site is made from: the program, the
// settings, the articles as their keys have them, what people decided, the
// templates and the assets. It is zero if something cannot be read, and then
// names nothing.
func (r *run) inputKey(articles []cache.Key) cache.Key {
	if program() == nil {
		return cache.Key{}
	}
	parts := [][]byte{program(), []byte("site"), []byte(absolute(r.cfg.SeedsPath())), []byte(r.cfg.OutputPath()), []byte(r.cfg.Folder)}
	for _, s := range settings(&r.cfg) {
		parts = append(parts, []byte(s.Name()), fmt.Append(nil, s.value.Interface()))
	}
	for _, k := range articles {
		parts = append(parts, k[:])
	}
	for _, w := range r.report.Warnings {
		parts = append(parts, []byte(w.Error()))
	}
	var err error
	for _, name := range []string{authorityName, correctionsName, source.RightsName} {
		content, readErr := os.ReadFile(filepath.Join(r.cfg.SeedsPath(), name))
		if readErr != nil && !errors.Is(readErr, fs.ErrNotExist) {
			err = readErr
		}
		parts = append(parts, []byte(name), fmt.Append(nil, readErr == nil), content)
	}
	look, themeErr := r.themeKey()
	if err != nil || themeErr != nil {
		return cache.Key{}
	}
	return cache.KeyOf(append(parts, look[:])...)
}

// themeKey names the templates and the assets, with the program's own.
func (r *run) themeKey() (cache.Key, error) {
	parts := [][]byte{program()}
	for _, theme := range []struct {
		name, folder string
		brought      fs.FS
	}{{"templates", ".", templates.FS}, {"templates", locale.Folder, templates.FS}, {"assets", ".", assets.FS}} {
		own, err := r.own(theme.name)
		if err != nil {
			return cache.Key{}, err
		}
		fsys := site.Overlay(own, theme.brought)
		entries, err := fs.ReadDir(fsys, theme.folder)
		if err != nil {
			return cache.Key{}, err
		}
		for _, e := range entries {
			if e.IsDir() {
				continue
			}
			name := path.Join(theme.folder, e.Name())
			content, err := fs.ReadFile(fsys, name)
			if err != nil {
				return cache.Key{}, err
			}
			parts = append(parts, []byte(theme.name), []byte(name), content)
		}
	}
	return cache.KeyOf(parts...), nil
}
