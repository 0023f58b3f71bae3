package intake

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"pressmark/generator/fault"
	"pressmark/generator/source"
)

// A seed is an item as it is written.
type seed struct {
	name    string // path below the seeds' folder
	content []byte
	sum     string
	words   int
	sketch  sketch
	text    string // as it reads back
}

// makeSeed writes an item as Markdown with front matter, and reads it back as a
// build would. Where it reads otherwise than it should, the item gets a doubt;
// where it can't be read at all, it is skipped.
func (o *Options) makeSeed(format string, rec *Record, it *Item) *seed {
	s := &seed{name: o.seedName(rec, it)}
	var article *source.Article
	want := squeeze(it.Words)
	for _, body := range []func() string{func() string { return it.Body }, it.Plainer} {
		if body == nil {
			break
		}
		s.content = append(frontMatter(format, rec, it), body()...)
		var err error
		if article, err = source.Parse(s.name, s.content, nil); err != nil {
			if it.Skip = "a build would refuse it: " + problems(err); strings.HasSuffix(it.Skip, ": empty article") {
				it.Skip = "it has no text"
			}
			return nil
		}
		if want == "" || squeeze(article.Body.In(article.Text)) == want {
			want = ""
			break
		}
	}
	text := article.Body.In(article.Text)
	if want != "" {
		it.doubt("its Markdown reads otherwise than the source, from %q on", differ(squeeze(text), want))
	}
	if article.Words == 0 {
		it.Skip = "it has no text"
		return nil
	}
	for _, w := range article.Warnings {
		it.doubt("%s", w.Problem)
	}
	sum := sha256.Sum256(s.content)
	s.sum = hex.EncodeToString(sum[:])
	s.words, s.sketch, s.text = article.Words, sketchOf(text), text
	return s
}

func problems(err error) string {
	var all []string
	for _, f := range fault.List(err) {
		all = append(all, f.Problem)
	}
	return strings.Join(all, "; ")
}

// squeeze removes white space, and the placeholders for pictures and code.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\uFFFC' {
			return -1
		}
		return r
	}, s)
}

// differ returns a few characters of b from where a and b part; "" if they are
// the same.
func differ(a, b string) string {
	if a == b {
		return ""
	}
	for i := 0; ; {
		if i >= len(a) || i >= len(b) || a[i] != b[i] {
			for i > 0 && i < len(b) && !utf8.RuneStart(b[i]) {
				i--
			}
			if i >= len(b) {
				return "its end"
			}
			return cut(b[i:], 30)
		}
		i++
	}
}

// frontMatter prints what is known of an item as YAML between lines of "---".
func frontMatter(format string, rec *Record, it *Item) []byte {
	var m yamlMap
	m.text("title", it.Title)
	m.text("date", it.Date)
	m.text("updated", it.Updated)
	m.text("expires", it.Expires)
	m.list("byline", it.Byline)
	m.text("source", it.Source)
	m.text("url", it.URL)
	m.text("lang", it.Lang)
	m.list("tags", it.Tags)
	m.text("summary", it.Summary)
	m.text("slug", it.Slug)
	m.list("aliases", it.Aliases)
	if it.Draft {
		m.add("draft", scalarNode("true", "!!bool"))
	}
	var p yamlMap
	p.text("format", format)
	p.text("file", rec.File)
	p.text("place", rec.Place)
	if it.ID != rec.File {
		p.text("id", line(it.ID))
	}
	p.text("sha256", hex.EncodeToString(rec.Sum[:]))
	p.fields(it)
	m.add("provenance", &p.node)
	m.node.Kind = yaml.MappingNode
	out, err := yaml.Marshal(&m.node)
	if err != nil {
		panic(err) // strings and lists of strings always print
	}
	return append(append([]byte("---\n"), out...), "---\n\n"...)
}

type yamlMap struct{ node yaml.Node }

func (m *yamlMap) add(key string, value *yaml.Node) {
	m.node.Kind = yaml.MappingNode
	m.node.Content = append(m.node.Content, scalarNode(key, "!!str"), value)
}

func (m *yamlMap) text(key, value string) {
	if value != "" {
		m.add(key, scalarNode(value, "!!str"))
	}
}

func (m *yamlMap) list(key string, values []string) {
	if len(values) == 0 {
		return
	}
	n := &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
	for _, v := range values {
		n.Content = append(n.Content, scalarNode(v, "!!str"))
	}
	m.add(key, n)
}

// fields keeps what a seed has no keys for, as long as it is little.
func (m *yamlMap) fields(it *Item) {
	var kept yamlMap
	size := 0
	var left []string
	for _, f := range it.Fields {
		value := plainValue(f.Value)
		if value == "" {
			continue
		}
		if size += len(f.Name) + len(value); size > maxFields {
			left = append(left, f.Name)
			size -= len(f.Name) + len(value)
			continue
		}
		kept.text(line(f.Name), value)
	}
	if len(kept.node.Content) > 0 {
		m.add("fields", &kept.node)
	}
	if len(left) > 0 {
		it.doubt("too long to keep: %s", cut(strings.Join(left, ", "), 200))
	}
}

// plainValue prints a field's value on one line; what is no text as JSON.
func plainValue(v any) string {
	if s, ok := v.(string); ok {
		return line(s)
	}
	if v == nil {
		return ""
	}
	b, err := json.Marshal(v)
	if err != nil {
		return ""
	}
	if s := string(b); s != "[]" && s != "{}" {
		return line(s)
	}
	return ""
}

func scalarNode(value, tag string) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Value: value, Tag: tag}
}

// seedName is where an item goes: the path it brings, or year, month and title.
// The digits at the end come from the record's checksum, so that the name does
// not depend on what else is imported, or in what order.
func (o *Options) seedName(rec *Record, it *Item) string {
	if it.Path != "" {
		if clean, ok := safePath(it.Path); ok {
			return path.Join(o.Into, clean) + ".md"
		}
		it.doubt("the path %q is not used: it leads elsewhere or can't be a file's name", cut(line(it.Path), 60))
	}
	folder := "undated"
	if len(it.Date) >= 4 {
		folder = it.Date[:4]
		if len(it.Date) >= 7 && it.Date[4] == '-' {
			folder += "/" + it.Date[5:7]
		}
	}
	slug := source.Slugify(it.Title)
	if utf8.RuneCountInString(slug) > 60 {
		slug = strings.TrimRight(strings.TrimSuffix(cut(slug, 60), "…"), "-")
	}
	if slug == "" {
		slug = "article"
	}
	return path.Join(o.Into, folder, slug+"-"+hex.EncodeToString(rec.Sum[:4])+".md")
}

// safePath cleans a relative path and tells whether it may be written: no part
// is hidden, leads upwards, or has a character that file systems or addresses
// give a meaning to.
func safePath(name string) (string, bool) {
	if name == "" || len(name) > 400 || !utf8.ValidString(name) || strings.HasPrefix(name, "/") {
		return "", false
	}
	if strings.ContainsFunc(name, func(r rune) bool {
		return unicode.IsControl(r) || source.IsTurn(r) || strings.ContainsRune(`\:*?"<>|`, r)
	}) {
		return "", false
	}
	for part := range strings.SplitSeq(name, "/") {
		if part == "" || strings.HasPrefix(part, ".") || len(part) > 200 || strings.HasSuffix(part, " ") {
			return "", false
		}
	}
	return path.Clean(name), true
}
