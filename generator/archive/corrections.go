package archive

import (
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"pressmark/generator/annotate"
)

// An Orphan is a correction that matched no place, or several, and so was not
// applied; or one of an entity that is not there.
type Orphan struct {
	Path    string // the corrections file
	Line    int
	Article string // id
	Exact   string // the words it looked for
	Reason  string // "the words are not in the article", "they stand in 3 places"

	// Made says that the correction was made nevertheless: it names an entity
	// that nothing else knows, which may be a slip of the pen.
	Made bool
}

// Applied is one correction made to an article, as its page tells of it.
type Applied struct {
	Date string // YYYY-MM-DD
	By   string
	Note string
	What string // in words: "speaker of quotation q1a2b3c4 set to Sergei Lavrov"

	// Entity is the ID that the correction says cluster Cluster is; "" if it
	// says nothing of that. Resolve follows it.
	Entity  string
	Cluster int

	From Orphan // what to tell if there is no such entity, but for the reason
}

// Corrections are the corrections file, corrections.yaml.
type Corrections struct {
	Path string
	All  []*Correction // in order of the file

	byArticle map[string][]*Correction
}

// A Correction changes one annotation of one article.
type Correction struct {
	Article string // id
	Date    string // YYYY-MM-DD, "" if not given
	By      string
	Note    string
	Find    Anchor
	Set     Change
	Line    int
}

// An Anchor is a place in an article, as the W3C TextQuoteSelector has it: the
// exact words, told from the same words elsewhere by what stands before and
// behind.
type Anchor struct{ Exact, Prefix, Suffix string }

// A Change says what to do at the place. Exactly one of Entity, Kind, Speaker,
// Value, Span, Remove and Add is the main thing; Value, Entity and Speaker may
// stand beside Add.
type Change struct {
	Entity  string // ID of what the name stands for
	All     bool   // Entity holds for the name in the whole article
	Kind    string // "person", "organization", "place", "group"
	Speaker string // ID, words of the article, or "none"
	Value   string // of a date
	Span    string // words that the annotation covers instead
	Remove  bool
	Add     string // "person", "organization", "place", "group", "date", "quote"
}

// For returns the corrections of an article, in order of the file.
func (c *Corrections) For(article string) []*Correction {
	if c == nil {
		return nil
	}
	return c.byArticle[article]
}

// Missing returns the corrections of articles that are not there, as orphans.
func (c *Corrections) Missing(there func(article string) bool) []*Orphan {
	if c == nil {
		return nil
	}
	var orphans []*Orphan
	for _, one := range c.All {
		if !there(one.Article) {
			orphans = append(orphans, c.orphan(one, "there is no such article"))
		}
	}
	return orphans
}

func (c *Corrections) orphan(one *Correction, reason string) *Orphan {
	return &Orphan{Path: c.Path, Line: one.Line, Article: one.Article, Exact: one.Find.Exact, Reason: reason}
}

// LoadCorrections reads a corrections file. The error joins a fault.Fault for
// everything that is wrong with it; path is the name they call the file by.
func LoadCorrections(path string, content []byte) (*Corrections, error) {
	r := &reader{path: path}
	c := &Corrections{Path: path, byArticle: map[string][]*Correction{}}
	for _, item := range r.list(content, "corrections", "- article: 2020/lavrov") {
		if one := r.correction(item); one != nil {
			c.All = append(c.All, one)
			c.byArticle[one.Article] = append(c.byArticle[one.Article], one)
		}
	}
	if err := r.err(); err != nil {
		return nil, err
	}
	return c, nil
}

var dayForm = regexp.MustCompile(`^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$`)

func (r *reader) correction(item *yaml.Node) *Correction {
	one := &Correction{Line: item.Line}
	ok := r.fields(item, map[string]func(*yaml.Node){
		"article": func(n *yaml.Node) { one.Article = strings.Trim(r.trimmed(n), "/") },
		"by":      func(n *yaml.Node) { one.By = r.trimmed(n) },
		"note":    func(n *yaml.Node) { one.Note = strings.Join(strings.Fields(r.text(n)), " ") },
		"date": func(n *yaml.Node) {
			if one.Date = r.trimmed(n); !dayForm.MatchString(one.Date) {
				r.fault(n, "write it as 2020-09-01", "%q is no date", short(one.Date))
			}
		},
		"find": func(n *yaml.Node) {
			r.fields(n, map[string]func(*yaml.Node){
				"exact":  func(n *yaml.Node) { one.Find.Exact = r.text(n) },
				"prefix": func(n *yaml.Node) { one.Find.Prefix = r.text(n) },
				"suffix": func(n *yaml.Node) { one.Find.Suffix = r.text(n) },
			})
			if n.Kind == yaml.MappingNode && !hasKey(n, "exact") {
				r.fault(n, "quote the words as the article has them", "no exact words to find")
			}
		},
		"set": func(n *yaml.Node) { r.change(n, &one.Set) },
	})
	if !ok {
		return nil
	}
	for _, key := range []string{"article", "find", "set"} {
		if !hasKey(item, key) {
			r.fault(item, "add `"+key+":`", "the correction has no %s", key)
		}
	}
	return one
}

var (
	nameKinds = []string{"group", "organization", "person", "place"}
	addKinds  = []string{"date", "group", "organization", "person", "place", "quote"}
)

func (r *reader) change(n *yaml.Node, to *Change) {
	var value *yaml.Node
	ok := r.fields(n, map[string]func(*yaml.Node){
		"entity": func(n *yaml.Node) { to.Entity = r.id(n) },
		"all":    func(n *yaml.Node) { to.All = r.yes(n) },
		"kind":   func(n *yaml.Node) { to.Kind = r.oneOf(n, nameKinds) },
		"speaker": func(n *yaml.Node) {
			if to.Speaker = r.trimmed(n); isEntityID(to.Speaker) {
				to.Speaker = r.id(n)
			}
		},
		"value": func(n *yaml.Node) {
			if value, to.Value = n, r.trimmed(n); !validValue(to.Value) {
				r.fault(n, "write it as 2020-09-01, 2020-09, 2020, 2020-W36 or 199s (the nineties)", "%q is no date value", short(to.Value))
			}
		},
		"span":   func(n *yaml.Node) { to.Span = r.text(n) },
		"remove": func(n *yaml.Node) { to.Remove = r.yes(n) },
		"add":    func(n *yaml.Node) { to.Add = r.oneOf(n, addKinds) },
	})
	if !ok {
		return
	}
	if to.Add != "" {
		switch {
		case to.Add == "date" && value == nil:
			r.fault(n, "add `value:` beside it", "a date to add has no value")
		case to.Add != "date" && value != nil:
			r.fault(value, "remove it", "only a date has a value")
		case hasKey(n, "kind") || hasKey(n, "span") || hasKey(n, "remove"):
			r.fault(n, "make them two corrections", "`add` stands with a change of something else")
		case hasKey(n, "speaker") && to.Add != "quote":
			r.fault(n, "remove it", "only a quotation has a speaker")
		}
		return
	}
	main := 0
	for _, key := range []string{"entity", "kind", "speaker", "value", "span", "remove"} {
		if hasKey(n, key) {
			main++
		}
	}
	if main != 1 {
		r.fault(n, "give one of entity, kind, speaker, value, span, remove, add", "%d changes in one correction", main)
	}
	if hasKey(n, "remove") && !to.Remove && main == 1 {
		r.fault(n, "remove the correction instead", "`remove: false` changes nothing")
	}
}

// oneOf reads a word of a short list.
func (r *reader) oneOf(n *yaml.Node, words []string) string {
	s := r.trimmed(n)
	if s == "" || slices.Contains(words, s) {
		return s
	}
	advice := "it can be " + strings.Join(words, ", ")
	if near := nearest(s, words); near != "" {
		advice = "did you mean " + near + "?"
	}
	r.fault(n, advice, "%q is not known here", short(s))
	return ""
}

// isEntityID reports whether s is meant as an entity's ID: a kind and a slash.
func isEntityID(s string) bool {
	kind, _, found := strings.Cut(s, "/")
	k, ok := annotate.KindOf(kind)
	return found && ok && k != annotate.Group
}

var valueForm = regexp.MustCompile(`^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?|-W(0[1-9]|[1-4]\d|5[0-3]))?$|^\d{3}s$`)

func validValue(s string) bool { return valueForm.MatchString(s) }
