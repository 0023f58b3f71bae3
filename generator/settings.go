package generator

import (
	"errors"
	"fmt"
	"net/mail"
	"net/url"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"pressmark/generator/site"
	"pressmark/generator/source"
)

// A setting is one leaf of Config, with what its tags say of it.
type setting struct {
	Section, Key, Doc, Default, check string

	min, max string
	value    reflect.Value
}

// settings lists every setting of c in the order of its declaration.
func settings(c *Config) []setting {
	var all []setting
	root := reflect.ValueOf(c).Elem()
	for i := range root.NumField() {
		section := root.Type().Field(i).Tag.Get("key")
		if section == "" {
			continue
		}
		fields := root.Field(i)
		for j := range fields.NumField() {
			tag := fields.Type().Field(j).Tag
			all = append(all, setting{
				Section: section, Key: tag.Get("key"), Doc: tag.Get("doc"), Default: tag.Get("default"),
				check: tag.Get("check"), min: tag.Get("min"), max: tag.Get("max"), value: fields.Field(j),
			})
		}
	}
	return all
}

// Name is how messages name the setting: "site.title".
func (s setting) Name() string { return s.Section + "." + s.Key }

// set gives the setting the value that text states.
func (s setting) set(text string) error {
	switch s.value.Kind() {
	case reflect.String:
		if err := s.accepts(text); err != nil {
			return err
		}
		if s.check == "url" && text != "" && !strings.HasSuffix(text, "/") {
			text += "/"
		}
		s.value.SetString(text)
	case reflect.Int:
		n, err := strconv.Atoi(text)
		low, _ := strconv.Atoi(s.min)
		high, _ := strconv.Atoi(s.max)
		if err != nil || n < low || n > high {
			return fmt.Errorf("%q is no number from %d to %d", text, low, high)
		}
		s.value.SetInt(int64(n))
	case reflect.Slice:
		return s.setList(listItems(text))
	case reflect.Bool:
		switch text {
		case "true", "1":
			s.value.SetBool(true)
		case "false", "0", "":
			s.value.SetBool(false)
		default:
			return fmt.Errorf("%q is neither true nor false", text)
		}
	}
	return nil
}

// wants says in words what the setting takes.
func (s setting) wants() string {
	switch {
	case s.value.Kind() == reflect.Bool:
		return "true or false"
	case s.value.Kind() == reflect.Int:
		return "a number from " + s.min + " to " + s.max
	}
	switch s.check {
	case "formats", "per_article":
		return "a list of some of " + list(s.known())
	case "licence":
		return "an SPDX name such as CC-BY-4.0, or an address"
	case "date":
		return "a date such as 2020-09-01"
	case "url":
		return "an address such as https://example.org/archive/"
	case "lang":
		return "a tag of BCP 47 such as en or pt-BR"
	case "permalink":
		return "a pattern such as /:year/:month/:slug/"
	case "report":
		return "an address such as mailto:desk@example.org"
	case "hosts":
		return "some of " + list(site.Hosts)
	case "compress":
		return "some of " + list(compressionNames)
	}
	return "text"
}

// accepts checks a string.
func (s setting) accepts(text string) error {
	if text == "" && s.check != "permalink" {
		return nil
	}
	switch s.check {
	case "date":
		if _, err := time.Parse(time.DateOnly, text); err != nil {
			return fmt.Errorf("%q is no date", text)
		}
	case "url":
		return checkBaseURL(text)
	case "lang":
		if _, ok := source.LanguageTag(text); !ok {
			return fmt.Errorf("%q is no language", text)
		}
	case "permalink":
		return checkPermalink(text)
	case "licence":
		return checkLicence(text)
	case "report":
		return checkReport(text)
	case "hosts":
		return checkSome(text, "hosts", site.Hosts)
	case "compress":
		return checkSome(text, "forms", compressionNames)
	}
	return nil
}

func checkBaseURL(text string) error {
	u, err := url.Parse(text)
	switch {
	case err != nil:
		return fmt.Errorf("%q is no address", text)
	case u.Scheme == "" && strings.HasPrefix(text, "/") && u.Host == "":
	case u.Scheme != "http" && u.Scheme != "https" || u.Host == "":
		return fmt.Errorf("%q is no address that begins with https:// or http://", text)
	}
	if u.RawQuery != "" || u.Fragment != "" {
		return fmt.Errorf("%q has a query or fragment, which a site's address cannot have", text)
	}
	return nil
}

func checkPermalink(text string) error {
	if !strings.HasPrefix(text, "/") || !strings.HasSuffix(text, "/") {
		return fmt.Errorf("%q does not begin and end with a slash", text)
	}
	unique := false
	for part := range strings.SplitSeq(strings.Trim(text, "/"), "/") {
		switch part {
		case ":slug", ":id":
			unique = true
		case ":year", ":month", ":day":
		case "", ".", "..":
			return fmt.Errorf("%q has an empty or dotted part", text)
		default:
			if strings.Contains(part, ":") {
				return fmt.Errorf("%q has %q, which is none of :year, :month, :day, :slug and :id", text, part)
			}
		}
	}
	if !unique {
		return fmt.Errorf("%q has no :slug, so that articles would share an address", text)
	}
	return nil
}

var placeholder = regexp.MustCompile(`\{[^}]*\}?`)

// checkSome checks a list of words of which each must be known.
func checkSome(text, what string, known []string) error {
	for _, word := range commas(text) {
		if slices.Contains(known, word) {
			continue
		}
		if near := nearest(word, known); near != "" {
			return fmt.Errorf("%q is none of the %s known; did you mean %q?", word, what, near)
		}
		return fmt.Errorf("%q is none of the %s known", word, what)
	}
	return nil
}

// commas takes a list apart at its commas.
func commas(text string) []string {
	return strings.FieldsFunc(text, func(c rune) bool { return c == ',' || c == ' ' })
}

func checkReport(text string) error {
	if address, ok := strings.CutPrefix(text, "mailto:"); ok {
		address, _, _ = strings.Cut(address, "?")
		if _, err := mail.ParseAddress(address); err == nil {
			return nil
		}
	}
	for _, name := range placeholder.FindAllString(text, -1) {
		if name != "{title}" && name != "{body}" {
			return fmt.Errorf("%q has %q, which is neither {title} nor {body}", text, name)
		}
	}
	if u, err := url.Parse(text); err == nil && u.Scheme == "https" && u.Host != "" {
		return nil
	}
	return errors.New(strconv.Quote(text) + " is neither a mailto: nor an https: address")
}

// suggest advises on a misspelt name: the known name next to it, or else what
// otherwise says.
func suggest(name string, known []string, otherwise string) string {
	if best := nearest(name, known); best != "" {
		return fmt.Sprintf("did you mean %q?", best)
	}
	return otherwise
}

// nearest is the known name that differs in the fewest letters, in at most a
// third of them; "" if there is none.
func nearest(name string, known []string) string {
	best, least := "", 1+len(name)/3
	for _, candidate := range known {
		if d := distance(name, candidate); d < least {
			best, least = candidate, d
		}
	}
	return best
}

// distance is the number of letters to insert, delete, replace or swap with
// their neighbour to get from a to b (Damerau's, restricted: "optimal string
// alignment").
func distance(a, b string) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range len(a) {
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(last[j]+cost, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}

// sectionDoc is what the tag of a section says of it.
func sectionDoc(name string) string {
	t := reflect.TypeFor[Config]()
	for i := range t.NumField() {
		if tag := t.Field(i).Tag; tag.Get("key") == name {
			return tag.Get("doc")
		}
	}
	return ""
}
