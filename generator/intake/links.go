package intake

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"

	"pressmark/generator/source"
)

// address returns the address of a link, as it may stand in Markdown; "" if it
// can't be followed from an archive, or could script a page.
func (m *markdown) address(href string) string {
	href = strings.Map(func(r rune) rune {
		if r <= ' ' || r == 0x7f || source.IsTurn(r) {
			return -1
		}
		return r
	}, strings.TrimSpace(href))
	if href == "" || strings.HasPrefix(href, "#") {
		return ""
	}
	u, err := url.Parse(href)
	if err != nil || len(href) > 2000 {
		m.lost["addresses that are none"]++
		return ""
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https", "mailto":
	case "":
		if m.base == nil {
			m.lost["links within the site, whose address is not known"]++
			return ""
		}
		u = m.base.ResolveReference(u)
	default:
		m.lost["addresses of the scheme "+cut(u.Scheme, 20)]++
		return ""
	}
	u.User = nil
	return addressEscaper.Replace(u.String())
}

var addressEscaper = strings.NewReplacer("(", "%28", ")", "%29", "<", "%3C", ">", "%3E", "\\", "%5C", "*", "%2A", "_", "_", "`", "%60", "[", "%5B", "]", "%5D", "|", "%7C", "\"", "%22", "'", "%27")

// picture writes a picture with its description.
func (m *markdown) picture(n *html.Node) string {
	src := attr(n, "src")
	if lazy := first(attr(n, "data-src"), attr(n, "data-lazy-src"), attr(n, "data-original")); lazy != "" && (src == "" || strings.HasPrefix(src, "data:")) {
		src = lazy
	}
	if src == "" || strings.HasPrefix(src, "data:") {
		m.lost["pictures without an address"]++
		return ""
	}
	href := m.address(src)
	if href == "" || strings.HasPrefix(href, "mailto:") {
		m.lost["pictures that can't be reached"]++
		return ""
	}
	return "![" + escape(line(attr(n, "alt")), false, ']') + "](" + href + ")"
}

// codeSpan writes code within a line.
func codeSpan(s string) string {
	if s = line(s); s == "" {
		return ""
	}
	fence := "`"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") {
		s = " " + s + " "
	}
	return fence + s + fence
}
