package archive

import (
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"pressmark/generator/fault"
)

// A reader reads one hand-written YAML file node by node and gathers every fault
// with its place, so that all are told of at once.
type reader struct {
	path   string
	faults []*fault.Fault
}

func (r *reader) fault(n *yaml.Node, advice, problem string, args ...any) {
	r.faults = append(r.faults, fault.New(r.path, n.Line, n.Column, advice, problem, args...))
}

// err joins the faults in order of place, nil if there are none.
func (r *reader) err() error {
	if len(r.faults) == 0 {
		return nil
	}
	all := make([]error, len(r.faults))
	for i, f := range r.faults {
		all[i] = f
	}
	sorted := fault.List(errors.Join(all...))
	for i, f := range sorted {
		all[i] = f
	}
	return errors.Join(all...)
}

var yamlLine = regexp.MustCompile(`^(?:yaml: )?(?:line (\d+): )?(.*)$`)

// list parses content and returns the items of the list under the one key the
// file may have. An empty file has none.
func (r *reader) list(content []byte, key, example string) []*yaml.Node {
	if !utf8.Valid(content) {
		line := 1 + strings.Count(string(content[:firstInvalid(content)]), "\n")
		r.faults = append(r.faults, fault.New(r.path, line, 0, "save the file as UTF-8", "not UTF-8 text"))
		return nil
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(content, &doc); err != nil {
		parts := yamlLine.FindStringSubmatch(err.Error())
		line, _ := strconv.Atoi(parts[1])
		r.faults = append(r.faults, fault.New(r.path, line, 0, "check indentation, quotes and colons", "not YAML: %s", parts[2]))
		return nil
	}
	if len(doc.Content) == 0 {
		return nil
	}
	top := doc.Content[0]
	if top.Kind == yaml.ScalarNode && top.Tag == "!!null" {
		return nil
	}
	advice := "begin the file with `" + key + ":` and a list under it, such as `" + example + "`"
	if top.Kind != yaml.MappingNode {
		r.fault(top, advice, "a key %q is expected at the top", key)
		return nil
	}
	var items []*yaml.Node
	r.fields(top, map[string]func(*yaml.Node){key: func(n *yaml.Node) {
		switch {
		case n.Kind == yaml.SequenceNode:
			items = n.Content
		case n.Kind == yaml.ScalarNode && n.Tag == "!!null":
		default:
			r.fault(n, advice, "%q must be a list", key)
		}
	}})
	return items
}

func firstInvalid(content []byte) int {
	for i := 0; i < len(content); {
		c, size := utf8.DecodeRune(content[i:])
		if c == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return 0
}

// fields gives the value of each key to its function, in order of the file.
func (r *reader) fields(n *yaml.Node, known map[string]func(*yaml.Node)) bool {
	if n.Kind != yaml.MappingNode {
		r.fault(n, "write it as `key: value` lines", "keys and values are expected here")
		return false
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		read, ok := known[key.Value]
		switch {
		case !ok || key.Kind != yaml.ScalarNode:
			r.fault(key, suggestKey(key.Value, known), "unknown key %q", short(key.Value))
		case seen[key.Value]:
			r.fault(key, "keep one of them", "key %q stands twice", key.Value)
		case value.Kind == yaml.AliasNode:
			r.fault(value, "write the value out", "YAML aliases are not read here")
		default:
			seen[key.Value] = true
			read(value)
		}
	}
	return true
}

func suggestKey(key string, known map[string]func(*yaml.Node)) string {
	names := make([]string, 0, len(known))
	for name := range known {
		names = append(names, name)
	}
	slices.Sort(names)
	if near := nearest(key, names); near != "" {
		return "did you mean " + strconv.Quote(near) + "?"
	}
	return "known keys are " + strings.Join(names, ", ")
}

// nearest returns the name within two edits of word (one, for short words), ""
// if there is none.
func nearest(word string, names []string) string {
	best, least := "", 3
	if len(word) < 4 {
		least = 2
	}
	for _, name := range names {
		if d := editDistance(strings.ToLower(word), name, least); d < least {
			best, least = name, d
		}
	}
	return best
}

// editDistance is the Levenshtein distance of a and b in bytes, or limit if it
// is that or more.
func editDistance(a, b string, limit int) int {
	if len(a)-len(b) >= limit || len(b)-len(a) >= limit {
		return limit
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return min(row[len(b)], limit)
}

// short cuts what a message quotes.
func short(s string) string {
	if len(s) <= 60 {
		return s
	}
	cut := 57
	for !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut] + "…"
}

// text reads one non-empty line of text.
func (r *reader) text(n *yaml.Node) string {
	if n.Kind != yaml.ScalarNode {
		r.fault(n, "", "text is expected here")
		return ""
	}
	if strings.TrimSpace(n.Value) == "" {
		r.fault(n, "give a value or leave the key out", "the value is empty")
	}
	return n.Value
}

// trimmed is text without the blanks around it.
func (r *reader) trimmed(n *yaml.Node) string { return strings.TrimSpace(r.text(n)) }

// texts reads a list of texts; a single text is a list of one.
func (r *reader) texts(n *yaml.Node, each func(*yaml.Node, string)) {
	switch n.Kind {
	case yaml.ScalarNode:
		if s := r.trimmed(n); s != "" {
			each(n, s)
		}
	case yaml.SequenceNode:
		for _, item := range n.Content {
			if s := r.trimmed(item); s != "" {
				each(item, s)
			}
		}
	default:
		r.fault(n, "", "a list of texts is expected here")
	}
}

// yes reads true or false.
func (r *reader) yes(n *yaml.Node) bool {
	var b bool
	if n.Kind != yaml.ScalarNode || n.Decode(&b) != nil {
		r.fault(n, "", "true or false is expected, not %q", short(n.Value))
	}
	return b
}
