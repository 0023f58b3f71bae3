package intake

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"pressmark/generator/source"
)

// An Item is one article as a source has it, before it becomes a seed.
type Item struct {
	Title    string
	Date     string // in a form that source.ParseDate reads; "" if it was not told
	Updated  string
	Expires  string
	Byline   []string
	Source   string
	URL      string
	Lang     string
	Tags     []string
	Summary  string
	Slug     string
	ID       string // the source's own name for it: an address, a GUID; may be ""
	Aliases  []string
	Draft    bool
	Body     string         // Markdown
	Words    string         // what Body must read as, white space apart; "" if that is not known
	Plainer  func() string  // Body once more, without emphasis, for where its marks can't be told apart; may be nil
	Path     string         // the path it should have in the seeds, without extension; may be ""
	Fields   []Field        // what the source has and a seed has no key for
	Coverage int            // per cent of the page's words that Body has; 0 if not measured
	Doubts   []string       // what a person should look at
	LeftOut  map[string]int // what of the source the seed does not have, with how many of it
	Skip     string         // why it is not taken; "" if it is
}

// A Field is something of the source that is kept in the seed's provenance.
// The value is a string or what encoding/json decodes to.
type Field struct {
	Name  string
	Value any
}

func (it *Item) doubt(format string, args ...any) {
	if d := fmt.Sprintf(format, args...); !slices.Contains(it.Doubts, d) {
		it.Doubts = append(it.Doubts, d)
	}
}

// leave notes what of the source was left out.
func (it *Item) leave(what string, n int) {
	if it.LeftOut == nil {
		it.LeftOut = map[string]int{}
	}
	it.LeftOut[what] += n
}

func skipped(format string, args ...any) *Item { return &Item{Skip: fmt.Sprintf(format, args...)} }

// setDate sets one of the item's dates, or says why it is left out.
func (it *Item) setDate(to *string, s, lang, order string) {
	s = line(s)
	if s == "" || *to != "" {
		return
	}
	date, note := readDate(s, lang, order)
	if date == "" {
		it.doubt("the date %q is left out: %s", cut(s, 60), note)
	} else if note != "" {
		it.doubt("the date %q: %s", cut(s, 60), note)
	}
	*to = date
}

// addByline adds a name, without "By" before it. Addresses are no names.
func (it *Item) addByline(name string) {
	name = plainOf(name)
	if rest, ok := cutPrefixFold(name, "by "); ok {
		name = strings.TrimSpace(rest)
	}
	if name == "" || strings.Contains(name, "://") || utf8.RuneCountInString(name) > 200 {
		return
	}
	if !slices.Contains(it.Byline, name) {
		it.Byline = append(it.Byline, name)
	}
}

func (it *Item) addTag(tag string) {
	if tag = plainOf(tag); tag != "" && len(tag) <= 200 && !slices.Contains(it.Tags, tag) {
		it.Tags = append(it.Tags, tag)
	}
}

// setURL sets the address, if it is one of the web.
func (it *Item) setURL(s string) {
	if it.URL != "" || strings.TrimSpace(s) == "" {
		return
	}
	u, ok := webAddress(s)
	if !ok {
		it.doubt("the address %q is left out: only http and https are let through", cut(line(s), 80))
		return
	}
	it.URL = u
}

// webAddress brings an address of the web to one form; anything else is
// refused. Names and passwords in it go.
func webAddress(s string) (string, bool) {
	s = strings.TrimSpace(s)
	if len(s) > 2000 || strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r == 0x7f || source.IsTurn(r) }) {
		return "", false
	}
	u, err := url.Parse(s)
	if err != nil || u.Host == "" {
		return "", false
	}
	u.Scheme = strings.ToLower(u.Scheme)
	if u.Scheme != "http" && u.Scheme != "https" {
		return "", false
	}
	u.User = nil
	return u.String(), true
}

// sameAddress is the form in which addresses are compared: no scheme, no
// "www.", no fragment, no final slash, no tracking parameters. It is "" for the
// front page of a site, which data sets give for want of a better address.
func sameAddress(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" {
		return ""
	}
	query := u.Query()
	for name := range query {
		if strings.HasPrefix(name, "utm_") || name == "fbclid" || name == "gclid" {
			query.Del(name)
		}
	}
	host := strings.TrimPrefix(strings.ToLower(u.Host), "www.")
	path := strings.TrimSuffix(u.EscapedPath(), "/")
	if path == "" && len(query) == 0 {
		return ""
	}
	if len(query) > 0 {
		path += "?" + query.Encode()
	}
	return host + path
}

// line puts s on one line, without control characters.
func line(s string) string {
	if strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) || r == '\uFFFC' || r == '\uFEFF' }) {
		s = strings.Map(func(r rune) rune {
			switch {
			case r == '\uFEFF':
				return -1
			case unicode.IsControl(r), r == '\uFFFC':
				return ' '
			}
			return r
		}, s)
	}
	return strings.Join(strings.Fields(strings.ToValidUTF8(s, "\uFFFD")), " ")
}

// cut shortens s to n code points.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	count := 0
	for i := range s {
		if count++; count > n {
			return strings.TrimSpace(s[:i]) + "…"
		}
	}
	return s
}

func cutPrefixFold(s, prefix string) (string, bool) {
	if len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix) {
		return s[len(prefix):], true
	}
	return s, false
}

// first returns the first of several that is not empty.
func first(several ...string) string {
	for _, s := range several {
		if s = line(s); s != "" {
			return s
		}
	}
	return ""
}
