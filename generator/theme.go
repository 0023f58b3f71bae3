package generator

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"strings"

	"pressmark/assets"
	"pressmark/generator/fault"
	"pressmark/generator/locale"
	"pressmark/generator/site"
)

// siteOptions are what the plan is told. Assets are the site's own over those
// that Pressmark brings, file by file.
func (r *run) siteOptions() (site.Options, error) {
	own, err := r.own("assets")
	if err != nil {
		return site.Options{}, err
	}
	s := r.cfg.Site
	words, err := r.words()
	return site.Options{
		Title: s.Title, Description: s.Description, BaseURL: s.BaseURL, Lang: s.Lang, Words: words, Permalink: s.Permalink,
		PageSize: s.PageSize, EntityPages: s.EntityPages, EntityFeeds: s.EntityFeeds, Report: s.Report, Licence: s.Licence, Formats: r.cfg.Data.Formats, PerArticle: r.cfg.Data.PerArticle, DataLicence: r.cfg.Data.Licence, FileSize: r.cfg.FileSize, File: r.file, Temp: r.tempDir(), Clock: r.report.Clock, Version: Version, Load: r.load,
		Assets: site.Overlay(own, assets.FS), Accuracy: accuracy(), Withdrawn: r.withdrawn,
		Hosts: commas(r.cfg.Publish.Hosts), Relative: r.cfg.Publish.Relative, FlatURLs: s.FlatURLs, NoIndex: r.cfg.Publish.NoIndex, NoAI: r.cfg.Publish.NoAI, Robots: r.cfg.Publish.Robots, Pagefind: r.cfg.Publish.Pagefind,
	}, err
}

// words are what the pages say: Pressmark's texts, and the site's own over them.
func (r *run) words() (*locale.Locale, error) {
	own, err := r.own("templates")
	if err != nil {
		return nil, err
	}
	words, err := locale.Read(r.cfg.Site.Lang, own)
	if err == nil && !words.Found {
		f := fault.New(ConfigName, 0, 0, "write templates/"+locale.Folder+"/"+r.cfg.Site.Lang+".yaml, as docs/languages.md says", "there are no texts in the language %q; the pages speak English", r.cfg.Site.Lang)
		f.Warning = true
		r.warn(f)
	}
	return words, err
}

// own is a folder of the site; nil if there is none.
func (r *run) own(name string) (fs.FS, error) {
	dir := r.cfg.path(name)
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, err
	case !info.IsDir():
		return nil, nil
	}
	return plainFS{os.DirFS(dir)}, nil
}

// plainFS hides Go files, which in Pressmark's own repository stand beside the
// templates, and hidden files.
type plainFS struct{ fs.FS }

func (p plainFS) Open(name string) (fs.File, error) {
	if name != "." && isHidden(path.Base(name)) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return p.FS.Open(name)
}

func (p plainFS) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(p.FS, name)
	var shown []fs.DirEntry
	for _, e := range entries {
		if !isHidden(e.Name()) {
			shown = append(shown, e)
		}
	}
	return shown, err
}

func isHidden(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, ".go") || unwatched(name)
}
