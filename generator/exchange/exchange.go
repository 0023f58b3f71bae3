// Package exchange reads annotations that other programs have made, in the
// forms that they have: spaCy's JSON, CoNLL columns, brat's stand-off files and
// W3C Web Annotations.
//
// Read gives the documents of a file. Doc.Annotations puts one on an article's
// text, where every mark must find the words that it says: none is moved to
// others that look alike.
package exchange

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"pressmark/generator/fault"
)

// A Doc is what a file says of one article.
type Doc struct {
	Article string  // its id or its address, as the file has it
	Path    string  // of the file, as the user would name it
	Line    int     // where in the file it begins
	Text    *string // that the positions count in; nil if the file has none
	Tokens  []Token // in place of positions, words that are found one after the other
	Marks   []Mark
}

// A Token is one word with the name that it is part of.
type Token struct {
	Line  int
	Words string
	Begin bool   // it begins a name
	Kind  string // "" outside of names
}

// A Mark is one thing marked in one article.
type Mark struct {
	Line, Col int
	Is        string // "name", "date", "quotation", "cue" or "speaker"
	Kind      string // of a name: "person"; of a quotation: "direct"
	Value     string // of a date
	Entity    string // whom a name stands for, in whatever words tell one from another
	ID        string
	Of        string // the id of the quotation that a cue or a speaker belongs to
	Spans     []Place
}

// A Place is where words stand: by position, in code points, or by the words
// with what is around them, or both.
type Place struct {
	Start, End            int // -1 if they are not known
	Exact, Prefix, Suffix string
}

// The forms, by the names that --from takes.
const (
	SpaCy = "spacy"
	CoNLL = "conll"
	Brat  = "brat"
	W3C   = "w3c"
)

// Forms are all forms.
func Forms() []string { return []string{W3C, SpaCy, CoNLL, Brat} }

// FormOf tells the form of a file by its name; "" if that is none of theirs.
// Files of JSON are told apart by Read.
func FormOf(name string) string {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".conll", ".conllu", ".iob", ".iob2", ".bio", ".tsv":
		return CoNLL
	case ".ann":
		return Brat
	case ".jsonld":
		return W3C
	case ".json":
		return SpaCy
	}
	return ""
}

// Read gives each document of a file to do. article is the id that a document
// has whose file does not say: made from the file's name. companion reads the
// file beside it that holds the text, for brat. What is wrong with the file is a
// fault with its place.
func Read(form, path, article string, content []byte, companion func() ([]byte, error), do func(*Doc) error) error {
	content = bytes.TrimPrefix(content, []byte("\ufeff"))
	f := &file{path: path, article: article, content: content, do: do, page: map[string]*Doc{}}
	if !utf8.Valid(content) {
		at := 0
		for r, size := utf8.DecodeRune(content); r != utf8.RuneError || size != 1; r, size = utf8.DecodeRune(content[at:]) {
			at += size
		}
		return f.fault(at, "write it as UTF-8", "is not UTF-8")
	}
	switch form {
	case SpaCy, W3C:
		return f.json(form)
	case CoNLL:
		return f.columns()
	case Brat:
		return f.brat(companion)
	}
	return fmt.Errorf("exchange: there is no form %q", form)
}

// A file is being read.
type file struct {
	path, article string
	content       []byte
	do            func(*Doc) error
	pages         []*Doc          // of annotations, by what they are of
	page          map[string]*Doc // the same
	depth         int
	spot          spot // that was asked for last
}

// fault tells what is wrong at a byte of the file.
func (f *file) fault(at int, advice, problem string, args ...any) *fault.Fault {
	line, col := f.position(at)
	return fault.New(f.path, line, col, advice, problem, args...)
}

// A spot is a byte of a file with its line and column, in code points.
type spot struct{ at, line, col int }

// position is the line and the column of a byte. It counts on from the byte that
// was asked for last: a file may be one long line.
func (f *file) position(at int) (line, col int) {
	at = min(max(at, 0), len(f.content))
	if at < f.spot.at || f.spot.line == 0 {
		f.spot = spot{0, 1, 1}
	}
	for f.spot.at < at {
		r, size := utf8.DecodeRune(f.content[f.spot.at:])
		f.spot.at += size
		if f.spot.col++; r == '\n' {
			f.spot.line, f.spot.col = f.spot.line+1, 1
		}
	}
	return f.spot.line, f.spot.col
}

// labels are what other programs call the kinds of names and the parts of a
// quotation.
var labels = map[string][2]string{
	"person": {"name", "person"}, "per": {"name", "person"}, "pers": {"name", "person"}, "people": {"name", "person"},
	"organization": {"name", "organization"}, "organisation": {"name", "organization"}, "org": {"name", "organization"}, "company": {"name", "organization"},
	"place": {"name", "place"}, "loc": {"name", "place"}, "location": {"name", "place"}, "gpe": {"name", "place"}, "fac": {"name", "place"},
	"group": {"name", "group"}, "norp": {"name", "group"}, "nationality": {"name", "group"},
	"date": {"date", ""}, "timex": {"date", ""}, "timex3": {"date", ""},
	"quotation": {"quotation", ""}, "quote": {"quotation", ""}, "content": {"quotation", ""},
	"cue": {"cue", ""}, "speaker": {"speaker", ""}, "source": {"speaker", ""},
	"direct": {"quotation", "direct"}, "indirect": {"quotation", "indirect"}, "mixed": {"quotation", "mixed"},
}

// labelled sets what a mark is by its label. It reports false for labels of
// things that are not taken: numbers, works, events.
func (m *Mark) labelled(label string) bool {
	is, ok := labels[strings.ToLower(strings.TrimSpace(label))]
	if ok {
		m.Is, m.Kind = is[0], is[1]
	}
	return ok
}

// Whole reports whether the document says who speaks and when, besides names:
// else those are to be found here.
func (d *Doc) Whole() bool {
	return slices.ContainsFunc(d.Marks, func(m Mark) bool { return m.Is == "quotation" })
}
