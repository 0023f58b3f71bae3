package site

import (
	"encoding/json"
	"io"
	"slices"
	"strings"
)

// Hosts are those for which Pressmark can write what they want to know:
// redirects, and the headers of the pages.
var Hosts = []string{"netlify", "cloudflare", "apache", "vercel"}

// A moved is an address that leads to another, as pages link to them.
type moved struct{ from, to string }

// Headers that the pages are meant to be served with. Nothing on them is
// inline, and nothing comes from elsewhere.
var headers = [][2]string{
	{"Content-Security-Policy", "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'; object-src 'none'"},
	{"X-Content-Type-Options", "nosniff"},
	{"Referrer-Policy", "strict-origin-when-cross-origin"},
}

// forEver is for files whose names change with their content.
const forEver = "public, max-age=31536000, immutable"

// hosts plans the files in which hosts look for redirects and headers. They
// count at the root of a host only.
func (p *planner) hosts() {
	slices.SortFunc(p.moved, func(x, y moved) int { return strings.Compare(x.from, y.from) })
	lib, all := p.library, p.moved
	plan := func(url string, text func() string) {
		p.file(strings.TrimPrefix(url, "/"), url, nil, func(w io.Writer) error {
			_, err := io.WriteString(w, text())
			return err
		})
	}
	has := func(host string) bool { return slices.Contains(p.options.Hosts, host) }
	if has("netlify") || has("cloudflare") {
		plan("/_redirects", func() string { return lib.redirectLines(all) })
		plan("/_headers", lib.headerLines)
	}
	if has("apache") {
		plan("/.htaccess", func() string { return lib.htaccess(all) })
	}
	if has("vercel") {
		plan("/vercel.json", func() string { return lib.vercel(all) })
	}
}

// redirectLines is _redirects: from, to and the status on each line.
func (lib *library) redirectLines(all []moved) string {
	var b strings.Builder
	for _, m := range all {
		b.WriteString(m.from + " " + m.to + " 301\n")
	}
	return b.String()
}

// headerLines is _headers: a pattern of addresses, and below it the headers.
func (lib *library) headerLines() string {
	var b strings.Builder
	b.WriteString(lib.links.base + "*\n")
	for _, h := range headers {
		b.WriteString("  " + h[0] + ": " + h[1] + "\n")
	}
	b.WriteString(lib.links.base + "assets/*\n  Cache-Control: " + forEver + "\n")
	return b.String()
}

// htaccess is for Apache 2.4, in the site's folder.
func (lib *library) htaccess(all []moved) string {
	var b strings.Builder
	b.WriteString("ErrorDocument 404 " + lib.links.href("/404.html") + "\nAddDefaultCharset utf-8\nOptions -Indexes\n")
	b.WriteString("<IfModule mod_headers.c>\n")
	for _, h := range headers {
		b.WriteString("  Header set " + h[0] + " \"" + h[1] + "\"\n")
	}
	b.WriteString("  <If \"%{REQUEST_URI} =~ m#^" + lib.links.base + "assets/#\">\n    Header set Cache-Control \"" + forEver + "\"\n  </If>\n</IfModule>\n")
	b.WriteString("<IfModule mod_alias.c>\n")
	for _, m := range all {
		b.WriteString("  RedirectMatch 301 ^" + quotePattern(m.from) + "$ " + m.to + "\n")
	}
	b.WriteString("</IfModule>\n")
	return b.String()
}

// quotePattern keeps an address from being read as a regular expression, and
// its blanks from ending a word.
func quotePattern(address string) string {
	var b strings.Builder
	for _, c := range address {
		if strings.ContainsRune(`.+*?()[]{}^$|\`, c) {
			b.WriteByte('\\')
		}
		b.WriteRune(c)
	}
	return b.String()
}

// vercel is vercel.json.
func (lib *library) vercel(all []moved) string {
	type header struct {
		Key   string `json:"key"`
		Value string `json:"value"`
	}
	type rule struct {
		Source  string   `json:"source"`
		Headers []header `json:"headers"`
	}
	type redirect struct {
		Source      string `json:"source"`
		Destination string `json:"destination"`
		Status      int    `json:"statusCode"`
	}
	var c struct {
		TrailingSlash bool       `json:"trailingSlash"`
		Redirects     []redirect `json:"redirects,omitempty"`
		Headers       []rule     `json:"headers"`
	}
	c.TrailingSlash = true
	for _, m := range all {
		c.Redirects = append(c.Redirects, redirect{m.from, m.to, 301})
	}
	var every []header
	for _, h := range headers {
		every = append(every, header{h[0], h[1]})
	}
	c.Headers = []rule{{lib.links.base + "(.*)", every}, {lib.links.base + "assets/(.*)", []header{{"Cache-Control", forEver}}}}
	text, err := json.MarshalIndent(c, "", "  ")
	if err != nil {
		panic("site: " + err.Error()) // it holds nothing but texts
	}
	return string(text) + "\n"
}
