package generator

import (
	"io/fs"
	"path"
	"strings"

	"pressmark/generator/fault"
	"pressmark/generator/source"
)

// strays warns of metadata files beside which there is no article: most likely
// one of the two names is misspelt, and the article goes without its date.
func strays(fsys fs.FS, articles []string) []*fault.Fault {
	ids := make(map[string]bool, len(articles))
	for _, name := range articles {
		ids[source.ID(name)] = true
	}
	var warnings []*fault.Fault
	fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		switch ext := path.Ext(name); {
		case err != nil:
			return nil // List has told of it
		case name != "." && strings.HasPrefix(path.Base(name), ".") && entry.IsDir():
			return fs.SkipDir
		case entry.IsDir() || ext != ".yaml" && ext != ".yml" || strings.HasPrefix(path.Base(name), "."):
		case name == authorityName || name == correctionsName || name == source.RightsName || ids[source.ID(name)]:
		default:
			w := fault.New(name, 0, 0, "give it the name of its article, or remove it", "there is no article beside this file")
			w.Warning = true
			warnings = append(warnings, w)
		}
		return nil
	})
	return warnings
}
