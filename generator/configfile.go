package generator

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"regexp"
	"strconv"

	"go.yaml.in/yaml/v3"

	"pressmark/generator/fault"
)

// parse applies a settings file. It walks YAML's tree itself rather than
// decoding into the struct, so that each fault has its line and column and all
// of them are found in one run.
func (c *Config) parse(name string, data []byte) error {
	var document yaml.Node
	if err := yaml.Unmarshal(data, &document); err != nil {
		return yamlFault(name, err)
	}
	if len(document.Content) == 0 {
		return nil
	}
	sections := map[string][]setting{}
	var names []string
	for _, s := range settings(c) {
		if sections[s.Section] == nil {
			names = append(names, s.Section)
		}
		sections[s.Section] = append(sections[s.Section], s)
	}
	p := configParser{name: name}
	p.each(document.Content[0], "the settings", func(key, value *yaml.Node) {
		section, ok := sections[key.Value]
		if !ok {
			p.fault(key, suggest(key.Value, names, "the sections are "+list(names)), "there is no section %q", key.Value)
			return
		}
		p.section(key.Value, value, section)
	})
	return errors.Join(p.errs...)
}

type configParser struct {
	name string
	errs []error
}

func (p *configParser) fault(at *yaml.Node, advice, problem string, args ...any) {
	p.errs = append(p.errs, fault.New(p.name, at.Line, at.Column, advice, problem, args...))
}

// each calls f for each pair of a mapping and reports what is no mapping and
// what is given twice.
func (p *configParser) each(node *yaml.Node, what string, f func(key, value *yaml.Node)) {
	if node.Kind == yaml.ScalarNode && node.Tag == "!!null" {
		return
	}
	if node.Kind != yaml.MappingNode {
		p.fault(node, "write a key, a colon and its value on each line", "%s must be keys with values", what)
		return
	}
	seen := map[string]int{}
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, value := node.Content[i], node.Content[i+1]
		if line := seen[key.Value]; line > 0 {
			p.fault(key, "keep one of them", "%q is given on line %d already", key.Value, line)
			continue
		}
		seen[key.Value] = key.Line
		if value.Kind == yaml.AliasNode {
			value = value.Alias
		}
		f(key, value)
	}
}

func (p *configParser) section(name string, node *yaml.Node, section []setting) {
	known := map[string]setting{}
	var keys []string
	for _, s := range section {
		known[s.Key] = s
		keys = append(keys, s.Key)
	}
	p.each(node, name, func(key, value *yaml.Node) {
		s, ok := known[key.Value]
		switch {
		case !ok:
			p.fault(key, suggest(key.Value, keys, name+" takes "+list(keys)), "there is no setting %q in %s", key.Value, name)
		case s.value.Kind() == reflect.Slice && value.Kind == yaml.SequenceNode:
			p.list(s, value)
		case value.Kind != yaml.ScalarNode:
			p.fault(value, "write "+s.wants(), "%s takes one value", s.Name())
		case value.Tag == "!!null":
		default:
			if err := s.set(value.Value); err != nil {
				p.fault(value, "write "+s.wants(), "%v", err)
			}
		}
	})
}

// list sets a setting that is a list. Each bad item has its place.
func (p *configParser) list(s setting, node *yaml.Node) {
	items := []string{}
	for _, item := range node.Content {
		if item.Kind != yaml.ScalarNode || item.Tag == "!!null" {
			p.fault(item, "write "+s.wants(), "%s takes a list of words", s.Name())
			return
		}
		items = append(items, item.Value)
		if err := s.setList(items); err != nil {
			p.fault(item, "write "+s.wants(), "%v", err)
			return
		}
	}
	s.setList(items)
}

var yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)`)

// yamlFault turns an error of the YAML parser into a fault.
func yamlFault(name string, err error) error {
	line, problem := 0, err.Error()
	if m := yamlLine.FindStringSubmatch(problem); m != nil {
		line, _ = strconv.Atoi(m[1])
		problem = m[2]
	}
	return fault.New(name, line, 0, "check the indentation and quotation marks there", "broken YAML: %s", problem)
}

func list(names []string) string {
	var b bytes.Buffer
	for i, name := range names {
		if i > 0 && i == len(names)-1 {
			b.WriteString(" and ")
		} else if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(name)
	}
	return b.String()
}

// Schema is the JSON Schema (2020-12) of pressmark.yaml, by which editors
// complete and check it. It is made from Config's tags, so that it cannot
// disagree with what is read.
func Schema() []byte {
	c := DefaultConfig("")
	sections := map[string]any{}
	for _, s := range settings(&c) {
		section, ok := sections[s.Section].(map[string]any)
		if !ok {
			section = map[string]any{"type": "object", "additionalProperties": false, "properties": map[string]any{}, "description": sectionDoc(s.Section)}
			sections[s.Section] = section
		}
		section["properties"].(map[string]any)[s.Key] = s.schema()
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	encoder.Encode(map[string]any{
		"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Settings of a Pressmark site (pressmark.yaml)",
		"type": "object", "additionalProperties": false, "properties": sections,
	})
	return b.Bytes()
}

func (s setting) schema() map[string]any {
	schema := map[string]any{"description": s.Doc, "default": s.value.Interface()}
	switch s.value.Interface().(type) {
	case int:
		schema["type"] = "integer"
		schema["minimum"], schema["maximum"] = json.Number(s.min), json.Number(s.max)
	case bool:
		schema["type"] = "boolean"
	case []string:
		items := map[string]any{"type": "string"}
		if known := s.known(); known != nil {
			items["enum"] = known
		}
		schema["type"], schema["items"] = "array", items
	default:
		schema["type"] = "string"
		if s.check == "date" {
			schema["pattern"] = `^([0-9]{4}-[0-9]{2}-[0-9]{2})?$`
		}
	}
	return schema
}
