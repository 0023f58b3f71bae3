package search

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// A Named is a person, organization or place that can be found by its name.
type Named struct {
	Kind  string // "person", "organization", "place"
	Name  string
	URL   string
	About string // a few words
	Also  []string
	Rank  int // binary digits of the number of its mentions
}

// NamesRoot and NameFiles name the files of the names. There are more files for
// more names, in steps.
const NamesRoot = "names.bin"

// NameFiles lists the files that so many names are divided into.
func NameFiles(names int) []string {
	n := 1
	for n < 32 && names > n*2000 {
		n *= 2
	}
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprintf("names-%d.bin", i)
	}
	return list
}

// nameFile is the number of the file that holds the names with a word: its
// first two letters decide, so that a new name changes few files.
func nameFile(word string, files int) int {
	n := uint32(0)
	for range 2 {
		r, size := utf8.DecodeRuneInString(word)
		if size == 0 {
			break
		}
		n = n*31 + uint32(r)
		word = word[size:]
	}
	return int(n*2654435761>>16) & (files - 1)
}

// Names makes the files of the names: NamesRoot, then NameFiles. Each name is
// filed under each of its words; those that are mentioned most come first.
func Names(names []Named) [][]byte {
	type row struct {
		key  string
		name *Named
	}
	out := make([][]byte, 1+len(NameFiles(len(names))))
	rows := make([][]row, len(out)-1)
	for i := range names {
		n := &names[i]
		for _, word := range nameWords(n) {
			file := nameFile(word, len(rows))
			rows[file] = append(rows[file], row{word + "\x00" + string(rune('a'+32-min(n.Rank, 32))), n})
		}
	}
	var root writer
	root.number(len(rows))
	for i, list := range rows {
		slices.SortStableFunc(list, func(x, y row) int {
			return cmp.Or(strings.Compare(x.key, y.key), strings.Compare(x.name.Name, y.name.Name), strings.Compare(x.name.URL, y.name.URL))
		})
		table := &tableWriter{target: blockSize}
		for _, r := range list {
			var w writer
			w.text(r.name.Name)
			w.text(r.name.Kind)
			w.text(r.name.URL)
			w.text(r.name.About)
			table.add(r.key, w.b)
		}
		data, blocks := table.cutFile()
		out[1+i] = data
		putIndex(&root, [][]blockAt{blocks})
	}
	out[0] = squeeze(nil, root.b)
	return out
}

// nameWords are the words that a name is filed under, each once.
func nameWords(n *Named) []string {
	var words []string
	for _, name := range append([]string{n.Name}, n.Also...) {
		for _, word := range folded(name) {
			if !ignored[word] && !slices.Contains(words, word) {
				words = append(words, word)
			}
		}
	}
	return words
}
