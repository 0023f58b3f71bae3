package source

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"

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
