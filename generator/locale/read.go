package locale

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"sync"

	"pressmark/generator/fault"
	"pressmark/templates"

	"go.yaml.in/yaml/v3"
)

// Folder is where the catalogues are within the templates: i18n/de.yaml.
const Folder = "i18n"

// English says what is written in the code, with its plural forms.
var English = sync.OnceValue(func() *Locale {
	l, err := Read("en", nil)
	if err != nil {
		panic(err) // the program's own file; tests read it
	}
	return l
})

// A file is a catalogue as it is written.
type file struct {
	Language  string               `yaml:"language"`  // in itself
	Direction string               `yaml:"direction"` // "rtl" or "ltr"
	Plural    string               `yaml:"plural"`    // one of rules
	Thousands string               `yaml:"thousands"`
	And       string               `yaml:"and"`
	Numbers   []string             `yaml:"numbers"`
	Dates     dates                `yaml:"dates"`
	Texts     map[string]yaml.Node `yaml:"texts"`
}

// Read makes the locale of a language, as BCP 47. The catalogues are those that
// Pressmark brings and, over them key by key, the site's own: files i18n/TAG.yaml
// of own, which may be nil. For de-AT there may be de.yaml and, over it,
// de-AT.yaml. A language without a catalogue is said in English.
func Read(tag string, own fs.FS) (*Locale, error) {
	l := &Locale{Tag: cmp.Or(tag, "en"), texts: map[string]forms{}}
	for _, name := range steps(l.Tag) {
		for _, from := range []fs.FS{templates.FS, own} {
			if from == nil {
				continue
			}
			data, err := fs.ReadFile(from, Folder+"/"+name+".yaml")
			if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrInvalid) {
				continue
			}
			if err == nil {
				err = l.add("templates/"+Folder+"/"+name+".yaml", data)
			}
			if err != nil {
				return nil, err
			}
			l.Found = l.Found || name != "en" || name == base(l.Tag)
		}
	}
	if !l.Found {
		l.Tag = "en"
	}
	return l, nil
}

func base(tag string) string {
	first, _, _ := strings.Cut(strings.ToLower(tag), "-")
	return first
}

// steps are the catalogues of a tag, the more general first. English comes
// before all, for what the others leave out.
func steps(tag string) []string {
	all := []string{"en"}
	for i, r := range tag + "-" {
		if name := tag[:i]; r == '-' && !slices.Contains(all, name) {
			if !strings.Contains(name, "-") {
				name = strings.ToLower(name)
			}
			all = append(all, name)
		}
	}
	return slices.Compact(all)
}

// add puts a catalogue over what is there.
func (l *Locale) add(name string, data []byte) error {
	f := file{Thousands: l.thousands, And: l.and, Dates: l.dates}
	decoder := yaml.NewDecoder(strings.NewReader(string(data)))
	decoder.KnownFields(true)
	if err := decoder.Decode(&f); err != nil {
		return fault.New(name, lineOf(err), 0, "see docs/languages.md for what a catalogue holds", "the texts cannot be read: %v", err)
	}
	if f.Plural != "" {
		if l.plural = rules[f.Plural]; l.plural == nil {
			return fault.New(name, 0, 0, "see docs/languages.md for the rules there are", "there is no plural rule %q", f.Plural)
		}
	}
	switch f.Direction {
	case "":
	case "rtl", "ltr":
		l.Right = f.Direction == "rtl"
	default:
		return fault.New(name, 0, 0, "write rtl or ltr", "%q is no direction", f.Direction)
	}
	l.thousands, l.and = f.Thousands, f.And
	if f.Language != "" {
		l.numbers = f.Numbers // another language's don't fit
	}
	for what, list := range map[string]struct {
		have []string
		want int
	}{"months": {f.Dates.Months, 12}, "of_month": {f.Dates.OfMonth, 12}, "short": {f.Dates.Short, 12}, "weekdays": {f.Dates.Weekdays, 7}} {
		if len(list.have) != list.want {
			return fault.New(name, 0, 0, "", "dates: %s has %d entries and wants %d", what, len(list.have), list.want)
		}
	}
	l.dates = f.Dates
	for key, node := range f.Texts {
		said, err := formsOf(&node)
		if err != nil {
			return fault.New(name, node.Line, node.Column, "", "%q: %v", key, err)
		}
		l.texts[key] = said
	}
	return nil
}

// formsOf reads a text: words, or words for each plural form, or for a number
// written "=1".
func formsOf(node *yaml.Node) (forms, error) {
	var f forms
	if node.Kind == yaml.ScalarNode {
		f.by[other] = node.Value
		return f, nil
	}
	words := map[string]string{}
	if err := node.Decode(&words); err != nil {
		return f, errors.New("write a text, or a text for each plural form")
	}
	for name, said := range words {
		if digits, ok := strings.CutPrefix(name, "="); ok {
			n, err := strconv.Atoi(digits)
			if err != nil {
				return f, fmt.Errorf("%q is no number", name)
			}
			if f.exact == nil {
				f.exact = map[int]string{}
			}
			f.exact[n] = said
			continue
		}
		c := slices.Index(categoryNames[:], name)
		if c < 0 {
			return f, fmt.Errorf("there is no plural form %q", name)
		}
		f.by[c] = said
	}
	if f.by[other] == "" { // a fraction's, which is never asked for
		f.by[other] = cmp.Or(f.by[many], f.by[few], f.by[one])
	}
	return f, nil
}

// lineOf is the line that an error of the YAML reader names; 0 if none.
func lineOf(err error) int {
	_, rest, ok := strings.Cut(err.Error(), "line ")
	if !ok {
		return 0
	}
	digits, _, _ := strings.Cut(rest, ":")
	n, _ := strconv.Atoi(digits)
	return n
}
