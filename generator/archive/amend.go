package archive

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"pressmark/generator/fault"
	"pressmark/generator/text"
)

// Bounds of the words by which a correction finds its place, in bytes.
const (
	longExact   = 90
	longContext = 60
)

// AnchorAt returns words that stand at the span and nowhere else in body: the
// span's own, cut at a blank if they are many, with as much before and behind as
// it takes. It is false if the same words in the same surroundings stand
// elsewhere.
func AnchorAt(body string, span text.Span) (Anchor, bool) {
	end := span.End
	if i := strings.IndexByte(body[span.Start:end], '\n'); i > 0 {
		end = span.Start + i
	}
	if end-span.Start > longExact {
		if i := strings.LastIndexByte(body[span.Start:span.Start+longExact], ' '); i > 0 {
			end = span.Start + i
		}
	}
	exact := strings.TrimRightFunc(body[span.Start:end], unicode.IsSpace)
	for n := 0; n <= longContext; n += 12 {
		a := Anchor{exact, contextBefore(body, span.Start, n), contextAfter(body, span.Start+len(exact), n)}
		if places := a.places(body); len(places) == 1 && places[0].Start == span.Start {
			return a, true
		}
	}
	return Anchor{}, false
}

// contextBefore is about n bytes of the line before at, of whole words.
func contextBefore(body string, at, n int) string {
	from := max(0, at-n)
	for from > 0 && from < at && !unicode.IsSpace(rune(body[from-1])) {
		from--
	}
	s := body[from:at]
	return s[strings.LastIndexByte(s, '\n')+1:]
}

// contextAfter is about n bytes of the line from at on, of whole words.
func contextAfter(body string, at, n int) string {
	to := min(len(body), at+n)
	for n > 0 && to < len(body) && !unicode.IsSpace(rune(body[to])) {
		to++
	}
	if n == 0 {
		to = at
	}
	s, _, _ := strings.Cut(body[at:to], "\n")
	return s
}

// YAML is the anchor as corrections.yaml has it.
func (a Anchor) YAML() string {
	s := "{exact: " + quoteLine(a.Exact)
	if a.Prefix != "" {
		s += ", prefix: " + quoteLine(a.Prefix)
	}
	if a.Suffix != "" {
		s += ", suffix: " + quoteLine(a.Suffix)
	}
	return s + "}"
}

// quoteLine writes a text in YAML's double-quoted form, on one line.
func quoteLine(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, c := range s {
		switch {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteRune(c)
		case c == '\n':
			b.WriteString(`\n`)
		case c == '\t':
			b.WriteString(`\t`)
		case !unicode.IsPrint(c) && c < 0x10000:
			b.WriteString(`\u` + string("0123456789abcdef"[c>>12&15]) + string("0123456789abcdef"[c>>8&15]) + string("0123456789abcdef"[c>>4&15]) + string("0123456789abcdef"[c&15]))
		default:
			b.WriteRune(c)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// Append adds an item to the list that a file of people's decisions is, under
// its one key. item is the item's lines without their indentation. All that is in
// the file stays byte for byte, comments too. path names the file in faults.
func Append(path string, content []byte, key, item string) ([]byte, error) {
	indent := "  "
	if len(bytes.TrimSpace(content)) > 0 {
		var doc yaml.Node
		if err := yaml.Unmarshal(content, &doc); err != nil {
			return nil, fault.New(path, 0, 0, "mend it first", "it is not YAML: %v", err)
		}
		if len(doc.Content) > 0 {
			var problem string
			if indent, problem = indentOf(doc.Content[0], key); problem != "" {
				return nil, fault.New(path, doc.Content[0].Line, 0, "write the items under "+key+": each on lines of its own", "%s", problem)
			}
		}
	}
	out := bytes.Clone(content)
	if len(out) > 0 && out[len(out)-1] != '\n' {
		out = append(out, '\n')
	}
	if !hasTopKey(content, key) {
		out = append(out, key+":\n"...)
	}
	for i, line := range strings.Split(strings.TrimSuffix(item, "\n"), "\n") {
		lead := indent + "  "
		if i == 0 {
			lead = indent + "- "
		}
		out = append(out, lead+line+"\n"...)
	}
	if !utf8.Valid(out) {
		return nil, fault.New(path, 0, 0, "save it as UTF-8", "not UTF-8 text")
	}
	return out, nil
}

// indentOf is the indentation of the items under key, or what keeps one more
// from being written below them.
func indentOf(top *yaml.Node, key string) (indent, problem string) {
	if top.Kind == yaml.ScalarNode && top.Tag == "!!null" {
		return "  ", ""
	}
	if top.Kind != yaml.MappingNode || len(top.Content) != 2 || top.Content[0].Value != key {
		return "", "the file is no list under " + key
	}
	list := top.Content[1]
	switch {
	case list.Kind == yaml.ScalarNode && list.Tag == "!!null":
		return "  ", ""
	case list.Kind != yaml.SequenceNode || list.Style&yaml.FlowStyle != 0:
		return "", "the list is written in brackets"
	case len(list.Content) == 0:
		return "  ", ""
	}
	return strings.Repeat(" ", max(0, list.Column-1)), ""
}

// hasTopKey reports whether a line begins with the key.
func hasTopKey(content []byte, key string) bool {
	return bytes.HasPrefix(content, []byte(key+":")) || bytes.Contains(content, []byte("\n"+key+":"))
}
