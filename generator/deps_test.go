package generator

import (
	"go/build"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// policy is the import direction. The standard library is open to every package.
//
// Each package is listed with the packages of this module that it may import,
// and the modules of others. What is not listed is not allowed: a new import is
// a decision, to be made here.
var policy = map[string][]string{
	"assets":            {},
	"templates":         {},
	"generator/fault":   {},
	"generator/text":    {},
	"generator/lexicon": {},
	"generator/cache":   {},
	"generator/serve":   {"generator/fault"},
	"generator/tagger":  {"generator/text", "generator/lexicon"},
	"generator/source": {"generator/fault", "generator/text", "github.com/yuin/goldmark", "github.com/alecthomas/chroma/v2",
		"go.yaml.in/yaml/v3", "github.com/BurntSushi/toml", "golang.org/x/text", "golang.org/x/net"},
	"generator/annotate": {"generator/fault", "generator/text", "generator/lexicon", "generator/tagger", "golang.org/x/text"},
	"generator/archive": {"generator/fault", "generator/text", "generator/lexicon", "generator/source", "generator/annotate",
		"go.yaml.in/yaml/v3", "golang.org/x/text"},
	"generator/site": {"assets", "generator/fault", "generator/text", "generator/lexicon", "generator/source", "generator/annotate",
		"generator/archive", "generator/locale", "generator/search", "generator/export", "golang.org/x/text", "golang.org/x/net"},
	"generator/locale":   {"templates", "generator/fault", "go.yaml.in/yaml/v3"},
	"generator/search":   {"generator/fault", "generator/text", "generator/source", "generator/annotate", "generator/archive", "golang.org/x/text"},
	"generator/external": {},
	"generator/exchange": {"generator/fault", "generator/text", "generator/annotate"},
	"generator/export":   {"generator/fault", "generator/text", "generator/source", "generator/annotate", "generator/archive", "golang.org/x/text", "modernc.org/sqlite"},
	"generator/score":    {"generator/text"},
	"generator/intake": {"generator/fault", "generator/source", "codeberg.org/readeck/go-readability/v2", "github.com/mmcdole/gofeed",
		"github.com/andybalholm/brotli", "github.com/BurntSushi/toml", "go.yaml.in/yaml/v3", "golang.org/x/net", "golang.org/x/text"},

	"generator/linkcheck": {},
	"generator/train":     {"generator/fault", "generator/score", "generator/text", "generator/lexicon", "generator/tagger", "generator/annotate"},
	"generator": {"assets", "templates", "generator/fault", "generator/text", "generator/source", "generator/annotate", "generator/archive",
		"generator/locale", "generator/site", "generator/search", "generator/exchange", "generator/external", "generator/export", "generator/score", "generator/cache", "generator/serve", "generator/linkcheck",
		"github.com/fsnotify/fsnotify", "github.com/andybalholm/brotli", "go.yaml.in/yaml/v3", "golang.org/x/net"},
	"cmd/pressmark": {"generator", "generator/intake", "generator/fault", "generator/text", "generator/annotate", "generator/archive", "generator/source",
		"generator/site", "generator/serve", "generator/score", "generator/linkcheck", "github.com/spf13/cobra", "github.com/spf13/pflag", "go.yaml.in/yaml/v3"},
	"cmd/train": {"generator/train", "generator/score", "generator/fault", "generator/text", "generator/lexicon", "generator/tagger", "generator/annotate"},
}

const module = "pressmark/"

func TestImportDirection(t *testing.T) {
	for folder, imports := range imports(t) {
		allowed, listed := policy[folder]
		if !listed {
			t.Errorf("%s is not in the policy", folder)
			continue
		}
		for _, name := range imports {
			if !permitted(name, allowed) {
				t.Errorf("%s may not import %s", folder, name)
			}
		}
	}
}

// permitted reports whether a package may be imported where allowed lists what
// may.
func permitted(name string, allowed []string) bool {
	if local, ok := strings.CutPrefix(name, module); ok {
		return slices.Contains(allowed, local)
	}
	if first, _, _ := strings.Cut(name, "/"); !strings.Contains(first, ".") {
		return true // the standard library
	}
	return slices.ContainsFunc(allowed, func(other string) bool { return name == other || strings.HasPrefix(name, other+"/") })
}

// TestOnlyImporters holds the packages that are walled in by one other.
func TestOnlyImporters(t *testing.T) {
	only := map[string]string{
		"html/template":                   "generator/site",
		"github.com/yuin/goldmark":        "generator/source",
		"github.com/alecthomas/chroma/v2": "generator/source",
		"github.com/fsnotify/fsnotify":    "generator",
		"net/http":                        "generator/serve generator/linkcheck generator/intake cmd/pressmark", // intake parses responses, and asks for none
		"os/exec":                         "generator/external",
		"math/rand":                       "",
		"math/rand/v2":                    "generator/train cmd/train",
		"encoding/gob":                    "",
		"plugin":                          "",
		"unsafe":                          "",
	}
	for folder, imports := range imports(t) {
		for _, name := range imports {
			for walled, owners := range only {
				if (name == walled || strings.HasPrefix(name, walled+"/") && strings.Contains(walled, ".")) && !slices.Contains(strings.Fields(owners), folder) {
					t.Errorf("%s imports %s, which only %q may", folder, name, owners)
				}
			}
		}
	}
}

// imports lists what each package of the module imports, tests apart.
func imports(t *testing.T) map[string][]string {
	t.Helper()
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]string{}
	err = filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return err
		}
		if base := filepath.Base(name); base == "testdata" || base == "node_modules" || strings.HasPrefix(base, ".") && name != root {
			return fs.SkipDir
		}
		p, err := build.Default.ImportDir(name, 0)
		if _, none := err.(*build.NoGoError); none {
			return nil
		}
		if err != nil {
			return err
		}
		folder, err := filepath.Rel(root, name)
		all[path.Clean(filepath.ToSlash(folder))] = p.Imports
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 10 {
		t.Fatalf("found %d packages only", len(all))
	}
	return all
}
