package site

import (
	"fmt"
	"path"
	"strings"

	"pressmark/generator/archive"
	"pressmark/generator/fault"
	"pressmark/generator/text"
)

const defaultPermalink = "/:year/:month/:slug/"

// A permalink is the pattern of articles' addresses, taken apart at slashes.
type permalink struct{ parts []string }

// newPermalink reads a pattern made of fixed words and :year, :month, :day,
// :slug and :id, which is the article's id or its path among the seeds. One of
// :slug and :id must be in it.
func newPermalink(pattern string) (permalink, error) {
	if pattern == "" {
		pattern = defaultPermalink
	}
	bad := func(format string, args ...any) (permalink, error) {
		return permalink{}, fault.New("permalink", 0, 0, fmt.Sprintf("write it like %q", defaultPermalink), format, args...)
	}
	if !strings.HasPrefix(pattern, "/") || !strings.HasSuffix(pattern, "/") || strings.HasPrefix(pattern, "//") {
		return bad("pattern %q does not begin and end with a slash", pattern)
	}
	parts := strings.Split(strings.Trim(pattern, "/"), "/")
	unique := false
	for _, p := range parts {
		switch {
		case p == ":slug" || p == ":id":
			unique = true
		case p == ":year" || p == ":month" || p == ":day":
		case strings.HasPrefix(p, ":"):
			return bad("pattern %q has %q, which is not one of :year, :month, :day, :slug, :id", pattern, p)
		case p == "" || p == "." || p == ".." || escapePath(p) != p || strings.Contains(p, ":"):
			return bad("pattern %q has a part %q that can't stand in an address", pattern, p)
		}
	}
	if !unique {
		return bad("pattern %q would give all articles one address; it needs :slug or :id", pattern)
	}
	return permalink{parts}, nil
}

// of is the address of an article. An undated one stands under /undated/ if
// the pattern asks for a date; a month or day that is not known is left out.
func (p permalink) of(e *archive.Entry) string { return p.with(e, "") }

// with is the address with something appended to the slug.
func (p permalink) with(e *archive.Entry, tail string) string {
	var b strings.Builder
	undated := false
	for _, part := range p.parts {
		word := part
		switch part {
		case ":slug":
			word = safeSegment(e.Slug, e) + tail
		case ":id":
			word = safeID(e)
		case ":year":
			undated = undated || e.Date.Year == 0
			word = digits(e.Date.Year, 4)
		case ":month":
			word = digits(e.Date.Month, 2)
		case ":day":
			word = digits(e.Date.Day, 2)
		}
		if word != "" {
			b.WriteString("/" + word)
		}
	}
	b.WriteByte('/')
	if undated {
		return "/undated" + b.String()
	}
	return b.String()
}

func digits(n, width int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%0*d", width, n)
}

// safeSegment is a slug that surely is one part of a path. A reader has made
// it so already; what is in a file must not reach outside the output folder
// whoever made it.
func safeSegment(slug string, e *archive.Entry) string {
	if s := text.Slug(slug, 120); s != "" {
		return s
	}
	return e.ShelfMark()
}

func safeID(e *archive.Entry) string {
	var parts []string
	for _, p := range strings.Split(e.ID, "/") {
		if s := text.Slug(p, 120); s != "" {
			parts = append(parts, s)
		}
	}
	if len(parts) == 0 {
		return e.ShelfMark()
	}
	return strings.Join(parts, "/")
}

// aliasURL is an address given in an article's metadata, from which a reader is
// sent on. It must begin with a slash and stay within the site; the second
// result is false otherwise.
func aliasURL(alias string) (string, bool) {
	if !strings.HasPrefix(alias, "/") || strings.ContainsAny(alias, "?#\\%\x00") || strings.Contains(alias, "//") {
		return "", false
	}
	for _, part := range strings.Split(alias, "/") {
		if part == ".." || part == "." || strings.ContainsAny(part, ":*\"<>|") || strings.TrimRight(part, " .") != part {
			return "", false
		}
		for _, r := range part {
			if r < ' ' {
				return "", false
			}
		}
	}
	clean := path.Clean(alias)
	if clean == "/" {
		return "", false
	}
	if ext := path.Ext(clean); ext == ".html" || ext == ".htm" {
		return clean, true
	}
	return clean + "/", true
}
