package source

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"pressmark/generator/fault"
)

// List returns the paths of the articles in fsys, sorted: files that end in
// .txt, .text, .md or .markdown. Hidden files and folders are passed over, and
// so are symbolic links to folders and links that leave the tree. The error
// joins faults: folders that can't be read, and pairs of files with one id
// (a.md beside a.txt), of which the first is listed.
func List(fsys fs.FS) ([]string, error) {
	var paths []string
	var faults []error
	walk := func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			faults = append(faults, fault.New(name, 0, 0, "check that it exists and may be read", "can't be read: %v", reason(err)))
			if entry != nil && entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if name != "." && strings.HasPrefix(path.Base(name), ".") {
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if entry.IsDir() || !isArticle(name) {
			return nil
		}
		if entry.Type()&fs.ModeSymlink != 0 && !linksInside(fsys, name) {
			return nil
		}
		if kind := entry.Type(); kind&fs.ModeSymlink == 0 && !kind.IsRegular() {
			return nil // a pipe would make the reader wait for ever
		}
		paths = append(paths, name)
		return nil
	}
	if err := fs.WalkDir(fsys, ".", walk); err != nil {
		faults = append(faults, err)
	}
	slices.Sort(paths)
	first := make(map[string]string, len(paths))
	paths = slices.DeleteFunc(paths, func(name string) bool {
		id := ID(name)
		if other, ok := first[id]; ok {
			faults = append(faults, fault.New(name, 0, 0, "rename one of the two", "has the same id, %q, as %s", id, other))
			return true
		}
		first[id] = name
		return false
	})
	return paths, errors.Join(faults...)
}

// ID returns the article id of a path: the path without its extension.
func ID(name string) string { return strings.TrimSuffix(name, path.Ext(name)) }

func isArticle(name string) bool {
	return isMarkdown(name) || isPlain(name)
}

func isMarkdown(name string) bool {
	ext := path.Ext(name)
	return strings.EqualFold(ext, ".md") || strings.EqualFold(ext, ".markdown")
}

func isPlain(name string) bool {
	ext := path.Ext(name)
	return strings.EqualFold(ext, ".txt") || strings.EqualFold(ext, ".text")
}

// linksInside reports whether the symbolic link at name leads to a regular
// file inside fsys by way of folders inside it.
func linksInside(fsys fs.FS, name string) bool {
	for range 40 { // as many hops as Linux allows
		dir, ok := plainFolder(fsys, path.Dir(name))
		if !ok {
			return false
		}
		name = path.Join(dir, path.Base(name))
		info, err := fs.Lstat(fsys, name)
		if err != nil {
			return false
		}
		if info.Mode()&fs.ModeSymlink == 0 {
			return info.Mode().IsRegular()
		}
		target, err := fs.ReadLink(fsys, name)
		if err != nil || path.IsAbs(target) {
			return false
		}
		name = path.Join(dir, target)
		if !fs.ValidPath(name) {
			return false
		}
	}
	return false
}

// plainFolder reports whether none of the folders on the way to dir is a
// symbolic link.
func plainFolder(fsys fs.FS, dir string) (string, bool) {
	for at := dir; at != "."; at = path.Dir(at) {
		info, err := fs.Lstat(fsys, at)
		if err != nil || !info.IsDir() {
			return "", false
		}
	}
	return dir, true
}

// reason strips the operation and path from an error of the file system.
func reason(err error) error {
	var of *fs.PathError
	if errors.As(err, &of) {
		return of.Err
	}
	return err
}
