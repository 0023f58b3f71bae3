package source

import (
	"html"
	"strings"
)

// safeAddress brings the address of a link or image to a form that may stand
// in a page, and tells whether it is relative, so that Render.Resolve has a say
// in it. Only http, https, mailto, relative addresses and fragments pass:
// "javascript:" and "data:" can script a page.
func safeAddress(href string, image bool) (safe string, relative, ok bool) {
	href = strings.TrimSpace(href)
	if strings.ContainsFunc(href, func(r rune) bool { return r <= ' ' || r == '\\' || r == 0x7F }) {
		href = unsafeBytes.Replace(href)
	}
	end := strings.IndexAny(href, ":/?#")
	if end < 0 || href[end] != ':' {
		return href, !strings.HasPrefix(href, "//") && !strings.HasPrefix(href, "#"), href != ""
	}
	switch strings.ToLower(href[:end]) {
	case "http", "https":
		return href, false, true
	case "mailto":
		return href, false, !image
	}
	return "", false, false
}

// unsafeBytes removes what browsers ignore in an address, by which a scheme can
// be hidden, and encodes the backslash, which they read as a slash.
var unsafeBytes = strings.NewReplacer("\t", "", "\n", "", "\r", "", " ", "%20", "\\", "%5C", "\x7f", "")

// stripTags returns the text of raw HTML: tags, comments, scripts and styles
// dropped, character references decoded. It is linear and needs no well-formed
// input. quiet reports that there was nothing in it but comments.
func stripTags(s string) (text string, quiet bool) {
	var b strings.Builder
	quiet = true
	for s != "" {
		open := strings.IndexByte(s, '<')
		if open < 0 {
			break
		}
		b.WriteString(s[:open])
		s = s[open:]
		if strings.HasPrefix(s, "<!--") {
			s = after(s, "-->")
			continue
		}
		if len(s) < 2 || !isTagStart(s[1]) {
			b.WriteByte('<')
			s = s[1:]
			continue
		}
		quiet = false
		name := tagName(s)
		s = afterTag(s)
		switch name {
		case "script", "style", "iframe", "object", "noscript", "template", "svg", "math", "textarea", "title", "xmp":
			s = afterElement(s, name)
		case "p", "/p", "div", "/div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "section", "blockquote", "td", "th", "dt", "dd", "figcaption", "hr", "table", "ul", "ol":
			b.WriteString("\n\n")
		case "br":
			b.WriteByte('\n')
		}
	}
	b.WriteString(s)
	return clean(html.UnescapeString(b.String())), quiet
}

func isTagStart(c byte) bool {
	return c == '/' || c == '!' || c == '?' || 'a' <= c|0x20 && c|0x20 <= 'z'
}

// tagName returns the lower-case name of the tag with which s begins, with the
// slash of an end tag.
func tagName(s string) string {
	end := 1
	if end < len(s) && s[end] == '/' {
		end++
	}
	for end < len(s) && isAlphanumericByte(s[end]) && end < 20 {
		end++
	}
	return strings.ToLower(s[1:end])
}

// afterTag returns what follows the tag with which s begins; a ">" in a quoted
// value doesn't end it.
func afterTag(s string) string {
	quote := byte(0)
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case (c == '"' || c == '\'') && s[i-1] == '=':
			quote = c
		case c == '>':
			return s[i+1:]
		}
	}
	return ""
}

func after(s, mark string) string {
	if i := strings.Index(s, mark); i >= 0 {
		return s[i+len(mark):]
	}
	return ""
}

// afterElement returns what follows the end tag of name; nothing if it has none.
func afterElement(s, name string) string {
	for {
		i := strings.Index(s, "</")
		if i < 0 {
			return ""
		}
		s = s[i:]
		if tagName(s) == "/"+name {
			return afterTag(s)
		}
		s = s[2:]
	}
}
