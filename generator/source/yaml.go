package source

import (
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

var (
	yamlLine = regexp.MustCompile(`line (\d+): `)

	// yamlParser tells the faults whose lines the YAML library counts from 0.
	yamlParser = regexp.MustCompile(`^did not find expected (<document start>|node content|'-' indicator|key|',' or )`)
)

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
	w := yamlWalk{name: name, before: before, left: maxYAML}
	entries := w.fields(root, 0)
	if w.left < 0 {
		r.faults = append(r.faults, faultIn(name, root.Line+before, 0, "shorten it", "the metadata has more than %d values, with its aliases (*) resolved", maxYAML))
		return nil
	}
	return r.unique(entries)
}

// maxYAML is how many values the metadata may have when its aliases are
// resolved: a few lines of aliases to aliases can stand for billions.
const maxYAML = 200_000

// A yamlWalk turns the nodes of one document into values.
type yamlWalk struct {
	name   string // of the file
	before int    // lines above the document
	left   int    // values that may still come
}

func (w *yamlWalk) fields(n *yaml.Node, depth int) []entry {
	entries := make([]entry, 0, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		k := n.Content[i]
		entries = append(entries, entry{path: w.name, key: known(k.Value), written: k.Value,
			line: k.Line + w.before, col: k.Column, value: w.value(n.Content[i+1], depth)})
	}
	return entries
}

func (w *yamlWalk) value(n *yaml.Node, depth int) value {
	v := value{line: n.Line + w.before, col: n.Column, any: n}
	if w.left--; w.left < 0 {
		return v
	}
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
			v.list = append(v.list, w.value(item, depth+1))
		}
	case yaml.MappingNode:
		v.kind = mapping
		v.fields = w.fields(n, depth+1)
	}
	return v
}
