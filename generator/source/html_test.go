package source

import (
	"fmt"
	"html"
	"slices"
	"strings"
)

// void elements have no end tag.
var void = []string{"br", "img", "hr"}

// phrasing elements part no words.
var phrasing = []string{"a", "em", "strong", "del", "mark", "span", "time", "sup", "code"}

// readHTML checks that s is well-formed, as strictly as WriteHTML is meant to
// be: tags match, no <a> in an <a>, no id twice, no empty phrasing element, no
// attribute of a script. It returns the words with the placeholder for code and
// images, without inserts and footnote numbers: what Article.Text must hold.
func readHTML(s string) (string, error) {
	var out strings.Builder
	var stack []string
	ids := make(map[string]bool)
	silent := 0 // depth at which something that is no text began, from 1
	for s != "" {
		open := strings.IndexByte(s, '<')
		if open < 0 {
			open = len(s)
		}
		if silent == 0 {
			out.WriteString(html.UnescapeString(s[:open]))
		}
		if s = s[open:]; s == "" {
			break
		}
		end := strings.IndexByte(s, '>')
		if end < 0 {
			return "", fmt.Errorf("unclosed tag %q", s)
		}
		tag, rest := s[1:end], s[end+1:]
		s = rest
		if name, ok := strings.CutPrefix(tag, "/"); ok {
			if len(stack) == 0 || stack[len(stack)-1] != name {
				return "", fmt.Errorf("</%s> closes %v", name, stack)
			}
			if len(stack) == silent {
				silent = 0
			}
			stack = stack[:len(stack)-1]
			if silent == 0 && !slices.Contains(phrasing, name) {
				out.WriteByte('\n')
			}
			continue
		}
		name, attributes, err := readTag(tag)
		if err != nil {
			return "", err
		}
		if id, ok := attributes["id"]; ok {
			if ids[id] || id == "" {
				return "", fmt.Errorf("id %q twice", id)
			}
			ids[id] = true
		}
		if name == "a" && slices.Contains(stack, "a") {
			return "", fmt.Errorf("<a> in <a>: %s", tag)
		}
		if silent == 0 && (name == "img" || name == "code" || name == "pre") {
			out.WriteString(object)
		}
		if slices.Contains(void, name) {
			continue
		}
		if strings.HasPrefix(rest, "</"+name+">") && slices.Contains(phrasing, name) && attributes["class"] != "insert" {
			return "", fmt.Errorf("empty <%s>", tag)
		}
		if !slices.Contains(phrasing, name) && silent == 0 {
			out.WriteByte('\n')
		}
		stack = append(stack, name)
		switch class := attributes["class"]; {
		case silent > 0:
		case name == "code", name == "pre", class == "insert", class == "footnote-ref", class == "footnote-back":
			silent = len(stack)
		}
	}
	if len(stack) > 0 {
		return "", fmt.Errorf("not closed: %v", stack)
	}
	return out.String(), nil
}

// readTag parts a start tag.
func readTag(tag string) (name string, attributes map[string]string, err error) {
	name, rest, _ := strings.Cut(tag, " ")
	attributes = make(map[string]string)
	for rest != "" {
		rest = strings.TrimLeft(rest, " ")
		key, after, quoted := strings.Cut(rest, `="`)
		if !quoted {
			break
		}
		value, next, closed := strings.Cut(after, `"`)
		if !closed {
			return "", nil, fmt.Errorf("attribute not closed in %q", tag)
		}
		if _, twice := attributes[key]; twice {
			return "", nil, fmt.Errorf("attribute %s twice in %q", key, tag)
		}
		value = html.UnescapeString(value)
		if strings.HasPrefix(key, "on") || key == "style" {
			return "", nil, fmt.Errorf("attribute %s", key)
		}
		if (key == "href" || key == "src") && !harmless(value) {
			return "", nil, fmt.Errorf("address %q", value)
		}
		attributes[key] = value
		rest = next
	}
	return name, attributes, nil
}

// harmless is an independent reading of which addresses browsers would run.
func harmless(address string) bool {
	bare := strings.ToLower(strings.Map(func(r rune) rune {
		if r <= ' ' || r == 0x7F {
			return -1
		}
		return r
	}, address))
	scheme, _, ok := strings.Cut(bare, ":")
	if !ok || strings.ContainsAny(scheme, "/?#") {
		return true
	}
	return scheme == "http" || scheme == "https" || scheme == "mailto"
}

// sameWords compares two texts word by word.
func sameWords(a, b string) bool { return slices.Equal(strings.Fields(a), strings.Fields(b)) }
