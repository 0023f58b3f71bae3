package generator

import (
	"fmt"
	"net/url"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"pressmark/generator/export"
)

// known are the words that a list may have; nil if it may have any.
func (s setting) known() []string {
	switch s.check {
	case "formats":
		return export.Names()
	case "per_article":
		return export.NamesPerArticle()
	}
	return nil
}

// setList gives a list its items.
func (s setting) setList(items []string) error {
	known := s.known()
	for i, item := range items {
		if known != nil && !slices.Contains(known, item) {
			if near := nearest(item, known); near != "" {
				return fmt.Errorf("%q is none of those that %s takes; did you mean %q?", item, s.Name(), near)
			}
			return fmt.Errorf("%q is none of those that %s takes", item, s.Name())
		}
		if slices.Contains(items[:i], item) && known != nil {
			return fmt.Errorf("%q is there twice", item)
		}
	}
	s.value.Set(reflect.ValueOf(items))
	return nil
}

// listItems takes a list apart that is written as one text: "[a, b]" or "a, b".
func listItems(text string) []string {
	text = strings.TrimSpace(text)
	if inner, ok := strings.CutPrefix(text, "["); ok {
		text = strings.TrimSuffix(inner, "]")
	}
	items := []string{}
	for item := range strings.SplitSeq(text, ",") {
		if item = strings.TrimSpace(item); item != "" {
			items = append(items, item)
		}
	}
	return items
}

var spdxName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9.+-]*$`)

func checkLicence(text string) error {
	if u, err := url.Parse(text); err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" || spdxName.MatchString(text) {
		return nil
	}
	return fmt.Errorf("%q is neither the name of a licence nor an address", text)
}
