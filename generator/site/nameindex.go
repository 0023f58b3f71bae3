package site

import (
	"slices"
	"strconv"
	"strings"

	"pressmark/generator/annotate"
	"pressmark/generator/archive"
	"pressmark/generator/text"
)

// namesOnOnePage is the number of names up to which an index has one page.
// Above, each letter has its own, and a letter that is longer is divided by
// the second letter, and so on: unlike ranges counted off, such a page keeps
// its names, and so their addresses, when another is added elsewhere.
const (
	namesOnOnePage  = 200
	lettersOfPrefix = 4
)

// A nameIndex is the index of a kind, from A to Z.
type nameIndex struct {
	kind   annotate.Kind
	root   string
	names  int
	bar    []link   // the letters
	sheets []*sheet // every page but the root's; if it is not split, that one alone
	split  bool
}

// A sheet is a page of an index: names, or the sheets that a letter is divided
// into.
type sheet struct {
	key      string // "b", "be"
	url      string
	entities []*archive.Entity // filed
	parts    []*sheet          // when these are too many
	all      []*archive.Entity // of the parts
	siblings *[]link           // pages of one key, when it could not be divided
}

func newNameIndex(kind annotate.Kind, entities []*archive.Entity) *nameIndex {
	x := &nameIndex{kind: kind, root: "/" + kindFolder(kind) + "/", names: len(entities), split: len(entities) > namesOnOnePage}
	filings := make(map[*archive.Entity]string, len(entities))
	for _, e := range entities {
		filings[e] = filed(e)
	}
	sorted := slices.Clone(entities)
	slices.SortStableFunc(sorted, func(x, y *archive.Entity) int { return strings.Compare(filings[x], filings[y]) })
	letters, byLetter := byPrefix(sorted, 1)
	if !x.split {
		x.sheets = []*sheet{{url: x.root, entities: sorted}}
	}
	for _, l := range letters {
		url := x.root + "#letter-" + l
		if x.split {
			url = x.root + "letter/" + l + "/"
			x.divide(l, byLetter[l])
		}
		x.bar = append(x.bar, link{URL: url, Text: letterLabel(l)})
	}
	return x
}

// divide makes the sheets of the names that begin with key.
func (x *nameIndex) divide(key string, entities []*archive.Entity) *sheet {
	s := &sheet{key: key, url: x.root + "letter/" + key + "/"}
	x.sheets = append(x.sheets, s)
	if len(entities) <= namesOnOnePage {
		s.entities = entities
		return s
	}
	if keys, byKey := byPrefix(entities, len(key)+1); len(keys) > 1 && len(key) < lettersOfPrefix {
		s.all = entities
		for _, k := range keys {
			s.parts = append(s.parts, x.divide(k, byKey[k]))
		}
		return s
	}
	// They all begin alike, or not with letters: count them off.
	s.siblings = new([]link)
	for i, chunk := range slices.Collect(slices.Chunk(entities, namesOnOnePage)) {
		page := s
		if i > 0 {
			page = &sheet{key: key, url: s.url + strconv.Itoa(i+1) + "/", siblings: s.siblings}
			x.sheets = append(x.sheets, page)
		}
		page.entities = chunk
		*s.siblings = append(*s.siblings, link{URL: page.url, Text: prefix(chunk[0].SortName) + "–" + prefix(chunk[len(chunk)-1].SortName)})
	}
	return s
}

// byPrefix sorts names under their first n letters.
func byPrefix(entities []*archive.Entity, n int) ([]string, map[string][]*archive.Entity) {
	byKey := map[string][]*archive.Entity{}
	for _, e := range entities {
		key := prefixOf(e.SortName, n)
		byKey[key] = append(byKey[key], e)
	}
	return sortedKeys(byKey), byKey
}

// prefixOf is the first n Latin letters of a name, small and without marks,
// with zeros for those that it lacks.
func prefixOf(name string, n int) string {
	key := letterOf(name)
	if n == 1 || key == "0" {
		return key + strings.Repeat("0", n-1)
	}
	b := make([]byte, 0, n)
	for _, r := range text.Fold(name) {
		if r >= 'a' && r <= 'z' {
			if b = append(b, byte(r)); len(b) == n {
				return string(b)
			}
		}
	}
	return string(b) + strings.Repeat("0", n-len(b))
}

// keyLabel is what readers see for the names that begin with key: "B", "Be".
func keyLabel(key string) string {
	letters := strings.TrimRight(key, "0")
	if letters == "" {
		return letterLabel("0")
	}
	return strings.ToUpper(letters[:1]) + letters[1:]
}

// filed is what a name is sorted by: folded, the prefix of order first, and
// the id to tell equals apart.
func filed(e *archive.Entity) string { return text.Fold(e.SortName) + "\x00" + e.ID }

// prefix is the first three letters of a name, for a range.
func prefix(name string) string {
	runes := []rune(name)
	return string(runes[:min(3, len(runes))])
}

// rowID is the id of an entity's row on the page of an index. What the page
// itself uses is kept free.
func rowID(e *archive.Entity) string {
	if e.Slug == "main" || e.Slug == "most" || strings.HasPrefix(e.Slug, "letter-") || strings.HasPrefix(e.Slug, "theme-") {
		return "name-" + e.Slug
	}
	return e.Slug
}
