package site

import (
	"slices"
	"strings"

	"pressmark/generator/annotate"
	"pressmark/generator/archive"
	"pressmark/generator/text"
)

// namesOnOnePage is the number of names up to which an index has one page;
// above, each letter has its own, and a letter that is longer has ranges.
const namesOnOnePage = 200

// An indexView is an index of names, or a page of one.
type indexView struct {
	Heading  string
	Standing string
	Spine    [3]string
	Letters  []link
	Ranges   []link
	Sections []indexSection
	Class    string
}

type indexSection struct {
	ID, Title string
	Rows      []indexRow
}

type indexRow struct {
	Name, URL string
	About     string
	Count     string
	Unit      string
}

// index plans the pages of the index of a kind.
func (p *planner) index(kind annotate.Kind) {
	lib := p.library
	root := "/" + kindFolder(kind) + "/"
	entities := slices.Clone(lib.visible[kind])
	slices.SortStableFunc(entities, func(x, y *archive.Entity) int {
		return strings.Compare(filed(x), filed(y))
	})
	byLetter := map[string][]*archive.Entity{}
	for _, e := range entities {
		l := letterOf(e.SortName)
		byLetter[l] = append(byLetter[l], e)
	}
	letters := sortedKeys(byLetter)
	split := len(entities) > namesOnOnePage
	var bar []link
	for _, l := range letters {
		url := root + "#letter-" + l
		if split {
			url = root + "letter/" + l + "/"
		}
		bar = append(bar, link{URL: url, Text: letterLabel(l)})
	}
	heading := capital(kindWords(kind)) + ", A to Z"
	p.view("the index of "+kindWords(kind), root, "index.html", nil, func() (*view, error) {
		v := &indexView{Heading: heading, Letters: bar, Class: kindClass(kind), Spine: [3]string{capital(kindWords(kind)), "A–Z", figure(len(entities))}}
		v.Standing = "Everyone named in the archive, filed under surname as written. The figure is the number of quotations."
		if kind != annotate.Person {
			v.Standing = "Every " + kindWord(kind) + " named in the archive. The figure is the number of mentions."
		}
		if split {
			v.Sections = []indexSection{lib.mostNamed(kind)}
		} else {
			for _, l := range letters {
				v.Sections = append(v.Sections, lib.indexSection(l, byLetter[l]))
			}
		}
		return &view{Title: heading, Section: root, Main: v, Description: v.Standing}, nil
	})
	if !split {
		return
	}
	for _, l := range letters {
		p.letterPages(kind, root, l, byLetter[l], bar)
	}
}

// filed is what a name is sorted by: folded, the prefix of order first, and
// the id to tell equals apart.
func filed(e *archive.Entity) string { return text.Fold(e.SortName) + "\x00" + e.ID }

// letterPages plans the pages of one letter: one, or one for each range of
// namesOnOnePage names.
func (p *planner) letterPages(kind annotate.Kind, root, letter string, entities []*archive.Entity, bar []link) {
	lib := p.library
	chunks := slices.Collect(slices.Chunk(entities, namesOnOnePage))
	urls := make([]string, len(chunks))
	var ranges []link
	for i, c := range chunks {
		urls[i] = root + "letter/" + letter + "/"
		if i > 0 {
			urls[i] += figure(i+1) + "/"
		}
		ranges = append(ranges, link{URL: urls[i], Text: prefix(c[0].SortName) + "–" + prefix(c[len(c)-1].SortName)})
	}
	if len(ranges) == 1 {
		ranges = nil
	}
	for i, c := range chunks {
		p.view("the index of "+kindWords(kind), urls[i], "index.html", nil, func() (*view, error) {
			heading := capital(kindWords(kind)) + ": " + letterLabel(letter)
			v := &indexView{Heading: heading, Letters: bar, Ranges: ranges, Class: kindClass(kind),
				Spine: [3]string{capital(kindWords(kind)), letterLabel(letter), figure(len(entities))}}
			v.Sections = []indexSection{lib.indexSection(letter, c)}
			if len(ranges) > 0 {
				v.Standing = ranges[i].Text + ". " + count(len(entities), "name") + " under " + letterLabel(letter) + "."
			}
			return &view{Title: heading, Section: root, Main: v, Description: heading + ", in " + lib.options.Title + "."}, nil
		})
	}
}

// prefix is the first three letters of a name, for a range.
func prefix(name string) string {
	runes := []rune(name)
	return string(runes[:min(3, len(runes))])
}

func (lib *library) indexSection(letter string, entities []*archive.Entity) indexSection {
	s := indexSection{ID: "letter-" + letter, Title: letterLabel(letter)}
	for _, e := range entities {
		s.Rows = append(s.Rows, lib.indexRow(e, e.SortName))
	}
	return s
}

// indexRow is a name with what it is and how often: a person's quotations,
// others' mentions.
func (lib *library) indexRow(e *archive.Entity, name string) indexRow {
	r := indexRow{Name: name, URL: entityURL(e), About: aboutInShort(e)}
	n, noun := len(e.Mentions), "mention"
	if e.Kind == annotate.Person {
		n, noun = len(e.Quotes), "quotation"
	}
	r.Count, r.Unit = figure(n), plural(n, noun)
	return r
}

// aboutInShort is a few words on an entity: the role most given, else its
// description.
func aboutInShort(e *archive.Entity) string {
	if len(e.Roles) > 0 {
		return shorten(e.Roles[0].Text, 60)
	}
	return shorten(e.Description, 60)
}

// mostNamed heads a split index: those named most.
func (lib *library) mostNamed(kind annotate.Kind) indexSection {
	most := slices.Clone(lib.visible[kind])
	slices.SortStableFunc(most, func(x, y *archive.Entity) int { return len(y.Mentions) - len(x.Mentions) })
	s := indexSection{ID: "most", Title: "Named most"}
	for _, e := range most[:min(100, len(most))] {
		s.Rows = append(s.Rows, lib.indexRow(e, e.SortName))
	}
	return s
}

// letterURL is where the index has an entity's letter.
func (lib *library) letterURL(e *archive.Entity) string {
	root, l := "/"+kindFolder(e.Kind)+"/", letterOf(e.SortName)
	if len(lib.visible[e.Kind]) > namesOnOnePage {
		return root + "letter/" + l + "/"
	}
	return root + "#letter-" + l
}
