package site

import (
	"net/url"
	"path"
	"strings"

	"pressmark/generator/annotate"
	"pressmark/generator/fault"
)

// links makes every address that pages hold. Within the program an address is
// root-relative ("/people/"); only here does it get the path under which the
// site is served, so that a site below a sub-path works.
type links struct {
	origin string // "https://example.org", or "" when none was given
	base   string // "/" or "/archive/"
	flat   bool   // pages are files ("/people/x.html") and no folders ("/people/x/")
}

// newLinks takes a base address apart: "https://example.org/archive/", a bare
// path, or "".
func newLinks(baseURL string) (links, error) {
	l := links{base: "/"}
	if baseURL == "" || baseURL == "/" {
		return l, nil
	}
	u, err := url.Parse(baseURL)
	if err != nil || u.RawQuery != "" || u.Fragment != "" || u.User != nil ||
		(u.Host == "" && !strings.HasPrefix(u.Path, "/")) || (u.Host != "" && u.Scheme != "http" && u.Scheme != "https") {
		return l, fault.New("base URL", 0, 0, `write it like "https://example.org/archive/"`, "%q is not an address of a site", baseURL)
	}
	if u.Host != "" {
		l.origin = u.Scheme + "://" + u.Host
	}
	l.base = strings.TrimSuffix((&url.URL{Path: path.Clean("/" + u.Path)}).EscapedPath(), "/") + "/"
	return l, nil
}

// href is the address as a page links to it. Fragments and outside addresses
// pass unchanged.
func (l links) href(address string) string {
	if !strings.HasPrefix(address, "/") {
		return address
	}
	address = l.place(address)
	path := escapePath(address[1:])
	if l.base == "/" && len(path) == len(address)-1 {
		return address // as it is: escaping makes longer
	}
	return l.base + path
}

// abs is the address with its host, for feeds and metadata; without a base
// address it is the same as href.
func (l links) abs(address string) string { return l.origin + l.href(address) }

// escapePath percent-encodes what may not stand in an address, keeping a
// fragment and a query as they are.
func escapePath(p string) string {
	whole, tail := p, ""
	if i := strings.IndexAny(p, "?#"); i >= 0 {
		p, tail = p[:i], p[i:]
	}
	for i := 0; i < len(p); i++ {
		if c := p[i]; (c < 'a' || c > 'z') && c != '/' && c != '-' && (c < '0' || c > '9') && (c >= 0x80 || c <= ' ' || strings.IndexByte(`"<>%\^{|}`+"`", c) >= 0) {
			return strings.TrimPrefix((&url.URL{Path: "/" + p}).EscapedPath(), "/") + tail
		}
	}
	return whole
}

// outside is an address in the world beyond the site if it may be linked to:
// http, https or mailto. Anything else gives "".
func outside(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return ""
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		if u.Host != "" {
			return u.String()
		}
	case "mailto":
		return u.String()
	}
	return ""
}

// place is where a page is published. Within the program each has an address
// that ends in a slash, as below it others may lie ("/people/x/quotes/"); where
// addresses are flat, all but the front page are files beside those folders.
func (l links) place(address string) string {
	if !l.flat {
		return address
	}
	page, tail := address, ""
	if i := strings.IndexAny(page, "?#"); i >= 0 {
		page, tail = page[:i], page[i:]
	}
	if page == "/" || !strings.HasSuffix(page, "/") {
		return address
	}
	return page[:len(page)-1] + ".html" + tail
}

// file is the file in the output folder that an address leads to.
func (l links) file(address string) string { return filePath(l.place(address)) }

// filePath is the file that serves an address: a folder's is its index.html.
func filePath(address string) string {
	p := strings.TrimPrefix(address, "/")
	if p == "" || strings.HasSuffix(p, "/") {
		p += "index.html"
	}
	return p
}

// kindFolder is the first part of the address of an entity's page.
func kindFolder(k annotate.Kind) string {
	switch k {
	case annotate.Person:
		return "people"
	case annotate.Organization:
		return "organizations"
	}
	return "places"
}

// kindClass is the style-sheet class of a kind.
func kindClass(k annotate.Kind) string {
	switch k {
	case annotate.Person:
		return "person"
	case annotate.Organization:
		return "organisation"
	case annotate.Place:
		return "place"
	}
	return "group"
}

// countKind is a number of people, organisations or places.
func (lib *library) countKind(n int, k annotate.Kind) string {
	switch k {
	case annotate.Person:
		return lib.count(n, "person")
	case annotate.Organization:
		return lib.count(n, "organisation")
	}
	return lib.count(n, "place")
}

// quoteKind is the kind of a quotation as a label.
func (lib *library) quoteKind(k annotate.QuoteKind) string {
	switch k {
	case annotate.Direct:
		return lib.say("Direct")
	case annotate.Indirect:
		return lib.say("Indirect")
	}
	return lib.say("Mixed")
}

// kindWords is a kind in the plural, as readers see it.
func (lib *library) kindWords(k annotate.Kind) string {
	switch k {
	case annotate.Person:
		return lib.say("people")
	case annotate.Organization:
		return lib.say("organisations")
	}
	return lib.say("places")
}

// queryEscape percent-encodes all but letters and digits.
func queryEscape(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '.' || c == '_' {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteByte(hex[c>>4])
		b.WriteByte(hex[c&15])
	}
	return b.String()
}
