package source

import (
	"encoding/json"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
	"go.yaml.in/yaml/v3"
)

// An entry is one key of the metadata with its value, before it is understood.
type entry struct {
	path      string // the file it stands in
	key       string // as known: lower case, "_" for "-"
	written   string // as the file has it
	line, col int
	value     value
}

// A value is what YAML, TOML and JSON have in common.
type value struct {
	kind      valueKind
	text      string // of a scalar
	list      []value
	fields    []entry // of a mapping
	line, col int
	any       any // for printing as YAML
}

type valueKind uint8

const (
	null valueKind = iota
	scalar
	list
	mapping
)

// front is the metadata at the head of a file.
type front struct {
	entries []entry
	end     int // byte offset at which the body begins
	lines   int // lines before it
}

func (f *front) has(key string) bool {
	for _, e := range f.entries {
		if e.key == key {
			return true
		}
	}
	return false
}

// frontMatter reads the metadata at the head of s, if there is any: YAML
// between lines of "---", and in Markdown also TOML between lines of "+++" and
// a JSON object.
func (r *reader) frontMatter(s string, markdown bool) front {
	first, _, _ := strings.Cut(s, "\n")
	first = strings.TrimRight(first, " \t")
	switch {
	case first == "---" || first == "+++" && markdown:
		return r.fenced(s, first)
	case markdown && jsonStart.MatchString(s):
		return r.json(s)
	}
	return front{}
}

var (
	jsonStart = regexp.MustCompile(`^\{\s*("|\})`)
	keyStart  = regexp.MustCompile(`^\s*["']?[A-Za-z_][\w-]*["']?\s*[:=]`)
	yamlLine  = regexp.MustCompile(`line (\d+): `)

	// yamlParser tells the faults whose lines the YAML library counts from 0.
	yamlParser = regexp.MustCompile(`^did not find expected (<document start>|node content|'-' indicator|key|',' or )`)
)

// fenced reads YAML or TOML between two lines of fence.
func (r *reader) fenced(s, fence string) front {
	start := strings.IndexByte(s, '\n') + 1
	if start == 0 {
		return front{}
	}
	end, next := closingFence(s, start, fence)
	if end < 0 {
		if keyStart.MatchString(s[start:]) {
			r.fail(1, 1, "end it with a line "+fence, "the front matter is not closed")
			return front{end: len(s)}
		}
		return front{} // a thematic break
	}
	f := front{end: next, lines: strings.Count(s[:next], "\n")}
	if fence == "---" {
		f.entries = r.yaml(r.path, s[start:end], 1)
	} else {
		f.entries = r.toml(s[start:end], 1)
	}
	return f
}

// closingFence returns where the line of fence after start begins and where
// the line after it does; -1 if there is none.
func closingFence(s string, start int, fence string) (at, next int) {
	for at = start; at < len(s); at = next {
		if i := strings.IndexByte(s[at:], '\n'); i >= 0 {
			next = at + i + 1
		} else {
			next = len(s)
		}
		line := strings.TrimRight(s[at:next], " \t\n")
		if line == fence || fence == "---" && line == "..." {
			return at, next
		}
	}
	return -1, 0
}

// sidecar reads the metadata file beside an article.
func (r *reader) sidecar(name string, content []byte) []entry {
	s, _, ok := toUTF8(content)
	if !ok || len(content) > maxBytes {
		r.faults = append(r.faults, faultIn(name, 0, 0, "write the metadata as YAML, or remove the file", "not a text file"))
		return nil
	}
	return r.yaml(name, unixLines(repair(s)), 0)
}

// yaml reads a mapping; before is how many lines of the file stand above s.
func (r *reader) yaml(name, s string, before int) []entry {
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(s), &doc); err != nil {
		line, problem := 0, strings.TrimPrefix(err.Error(), "yaml: ")
		if m := yamlLine.FindStringSubmatchIndex(problem); m != nil {
			line, _ = strconv.Atoi(problem[m[2]:m[3]])
			problem = problem[m[1]:]
			if yamlParser.MatchString(problem) {
				line++
			}
		}
		line = min(max(line, 1), 1+strings.Count(s, "\n"))
		r.faults = append(r.faults, faultIn(name, line+before, 0, "quote values that hold : or #, and indent with blanks", "broken YAML: %s", problem))
		return nil
	}
	if len(doc.Content) == 0 {
		return nil // empty, or comments only
	}
	root := doc.Content[0]
	if root.Kind == yaml.ScalarNode && root.Tag == "!!null" {
		return nil
	}
	if root.Kind != yaml.MappingNode {
		r.faults = append(r.faults, faultIn(name, root.Line+before, root.Column, "write one “key: value” a line", "the metadata is no list of keys"))
		return nil
	}
	return r.unique(yamlFields(name, root, before, 0))
}

func yamlFields(name string, n *yaml.Node, before, depth int) []entry {
	entries := make([]entry, 0, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		k := n.Content[i]
		entries = append(entries, entry{path: name, key: known(k.Value), written: k.Value,
			line: k.Line + before, col: k.Column, value: yamlValue(name, n.Content[i+1], before, depth)})
	}
	return entries
}

func yamlValue(name string, n *yaml.Node, before, depth int) value {
	v := value{line: n.Line + before, col: n.Column, any: n}
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	if depth > 4 {
		return v // nothing we know lies so deep; aliases could go round for ever
	}
	switch n.Kind {
	case yaml.ScalarNode:
		if n.Tag != "!!null" {
			v.kind, v.text = scalar, n.Value
		}
	case yaml.SequenceNode:
		v.kind = list
		for _, item := range n.Content {
			v.list = append(v.list, yamlValue(name, item, before, depth+1))
		}
	case yaml.MappingNode:
		v.kind = mapping
		v.fields = yamlFields(name, n, before, depth+1)
	}
	return v
}

// toml reads a TOML document. The library tells no positions of keys, so their
// lines are searched for.
func (r *reader) toml(s string, before int) []entry {
	var m map[string]any
	meta, err := toml.Decode(s, &m)
	if err != nil {
		var broken toml.ParseError
		if errors.As(err, &broken) {
			start := min(broken.Position.Start, len(s))
			_, col := position(s, start)
			r.fail(broken.Position.Line+before, col, "quote texts and dates as TOML wants them", "broken TOML: %s", line(broken.Message))
		} else {
			r.fail(1+before, 0, "", "broken TOML: %s", line(strings.TrimPrefix(err.Error(), "toml: ")))
		}
		return nil
	}
	var entries []entry
	for _, key := range meta.Keys() {
		if len(key) != 1 {
			continue
		}
		at := 1 + before
		col := 1
		if i := tomlKey(s, key[0]); i >= 0 {
			at, col = position(s, i)
			at += before
		}
		e := entry{path: r.path, key: known(key[0]), written: key[0], line: at, col: col}
		e.value = anyValue(m[key[0]], at, col)
		entries = append(entries, e)
	}
	return r.unique(entries)
}

// tomlKey returns the offset at which a line gives key, or a table of that
// name begins.
func tomlKey(s, key string) int {
	for at := 0; at < len(s); {
		end := strings.IndexByte(s[at:], '\n')
		if end < 0 {
			end = len(s) - at
		}
		trimmed := strings.TrimLeft(s[at:at+end], " \t[\"'")
		if rest, ok := strings.CutPrefix(trimmed, key); ok {
			rest = strings.TrimLeft(rest, " \t\"'")
			if rest != "" && strings.IndexByte("=.]", rest[0]) >= 0 {
				return at + end - len(trimmed)
			}
		}
		at += end + 1
	}
	return -1
}

// json reads the object with which s begins.
func (r *reader) json(s string) front {
	decoder := json.NewDecoder(strings.NewReader(s))
	decoder.UseNumber()
	var raw json.RawMessage
	err := decoder.Decode(&raw)
	if err != nil {
		at := len(s)
		var broken *json.SyntaxError
		if errors.As(err, &broken) {
			at = min(max(int(broken.Offset)-1, 0), len(s))
		}
		problem := err.Error()
		if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
			problem = "the object is not closed"
		}
		line, col := position(s, boundary(s, at))
		r.fail(line, col, "JSON wants quoted keys and a comma between entries, none after the last", "broken JSON: %s", problem)
		return front{end: len(s)}
	}
	end := int(decoder.InputOffset())
	f := front{end: end, entries: r.unique(r.jsonFields(s[:end]))}
	if i := strings.IndexByte(s[end:], '\n'); i >= 0 && strings.TrimSpace(s[end:end+i]) == "" {
		f.end += i + 1
	}
	f.lines = strings.Count(s[:f.end], "\n")
	return f
}

// jsonFields reads the entries of a well-formed object with their positions.
func (r *reader) jsonFields(s string) []entry {
	decoder := json.NewDecoder(strings.NewReader(s))
	decoder.UseNumber()
	decoder.Token() // {
	var entries []entry
	for decoder.More() {
		token, err := decoder.Token()
		if err != nil {
			break
		}
		key, _ := token.(string)
		at := int(decoder.InputOffset())
		at = boundary(s, max(at-len(strconv.Quote(key)), 0))
		line, col := position(s, at)
		var of any
		if decoder.Decode(&of) != nil {
			break
		}
		entries = append(entries, entry{path: r.path, key: known(key), written: key, line: line, col: col, value: anyValue(of, line, col)})
	}
	return entries
}

// anyValue converts a value as the TOML and JSON libraries give it.
func anyValue(of any, line, col int) value {
	v := value{kind: scalar, line: line, col: col, any: of}
	switch of := of.(type) {
	case nil:
		v.kind = null
	case string:
		v.text = of
	case bool:
		v.text = strconv.FormatBool(of)
	case json.Number:
		v.text = of.String()
	case int64:
		v.text = strconv.FormatInt(of, 10)
	case float64:
		v.text = strconv.FormatFloat(of, 'g', -1, 64)
	case time.Time:
		v.text = tomlTime(of)
	case []any:
		v.kind = list
		for _, item := range of {
			v.list = append(v.list, anyValue(item, line, col))
		}
	case map[string]any:
		v.kind = mapping
		if name, ok := of["name"]; ok { // the one field that is looked at
			v.fields = []entry{{key: "name", value: anyValue(name, line, col)}}
		}
	default:
		v.kind = mapping
	}
	return v
}

// tomlTime prints a time as precisely as TOML had it; the library marks local
// dates by the name of their zone.
func tomlTime(t time.Time) string {
	switch t.Location().String() {
	case "date-local":
		return t.Format("2006-01-02")
	case "datetime-local":
		return t.Format("2006-01-02T15:04:05")
	case "time-local":
		return t.Format("15:04:05")
	}
	return t.Format(time.RFC3339)
}

// unique reports keys given twice and keeps the first.
func (r *reader) unique(entries []entry) []entry {
	lines := make(map[string]int, len(entries))
	kept := entries[:0]
	for _, e := range entries {
		if line, twice := lines[e.key]; twice {
			r.faults = append(r.faults, faultIn(e.path, e.line, e.col, "remove one of the two", "the key %q is given twice, first on line %d", e.written, line))
			continue
		}
		lines[e.key] = e.line
		kept = append(kept, e)
	}
	return kept
}

// known brings a key to the form in which Pressmark knows it.
func known(key string) string {
	return strings.ReplaceAll(strings.ToLower(strings.TrimSpace(key)), "-", "_")
}

// asYAML prints a value as YAML would, on one line if it can.
func (v value) asYAML() string {
	if v.kind == scalar && !strings.Contains(v.text, "\n") {
		return clean(v.text)
	}
	var n yaml.Node
	if of, ok := v.any.(*yaml.Node); ok {
		n = *of
	} else if err := n.Encode(plainNumbers(v.any)); err != nil {
		return clean(v.text)
	}
	if n.Kind == yaml.SequenceNode || n.Kind == yaml.MappingNode {
		n.Style |= yaml.FlowStyle
	}
	n.HeadComment, n.LineComment, n.FootComment = "", "", ""
	out, err := yaml.Marshal(&n)
	if err != nil {
		return clean(v.text)
	}
	return clean(strings.TrimSpace(string(out)))
}

// plainNumbers replaces JSON's numbers, which YAML would print as texts.
func plainNumbers(of any) any {
	switch of := of.(type) {
	case json.Number:
		if n, err := of.Int64(); err == nil {
			return n
		}
		if f, err := of.Float64(); err == nil {
			return f
		}
		return of.String()
	case []any:
		for i := range of {
			of[i] = plainNumbers(of[i])
		}
	case map[string]any:
		for key := range of {
			of[key] = plainNumbers(of[key])
		}
	}
	return of
}

// boundary moves at back to the start of a code point.
func boundary(s string, at int) int {
	for at > 0 && at < len(s) && s[at]&0xC0 == 0x80 {
		at--
	}
	return at
}
