package site

import (
	"bytes"
	"encoding/xml"
	"io"
	"slices"
	"strconv"
	"strings"
)

// addressesInSitemap is the most that the protocol of sitemaps.org allows in
// one file.
const addressesInSitemap = 50000

// sitemaps plans the sitemap, robots.txt, and the empty file that tells GitHub
// Pages to publish the folder as it is. A sitemap needs absolute addresses, so
// without a base address there is none.
func (p *planner) sitemaps() {
	lib := p.library
	p.file("the file for GitHub Pages", "/.nojekyll", nil, func(io.Writer) error { return nil })
	p.file("robots.txt", "/robots.txt", nil, func(w io.Writer) error {
		_, err := io.WriteString(w, lib.robots())
		return err
	})
	if lib.links.origin == "" || lib.options.NoIndex {
		return
	}
	dates := map[string]string{}
	for _, e := range lib.archive.Entries {
		url := lib.links.place(lib.url(e))
		dates[url] = dateValue(e.Date)
		if u := dateValue(e.Updated); u != "" {
			dates[url] = u
		}
	}
	unlisted := map[string]bool{}
	for _, e := range lib.archive.Entries {
		if e.Rights.NoIndex {
			unlisted[lib.links.place(lib.url(e))] = true
		}
	}
	var urls []string
	for _, page := range p.pages {
		if unlisted[page.URL] || page.Template == "withdrawn.html" {
			continue
		}
		if page.Template != "" && page.Template != redirectTemplate && page.Template != "404.html" {
			urls = append(urls, page.URL)
		}
	}
	slices.Sort(urls)
	parts := slices.Collect(slices.Chunk(urls, addressesInSitemap))
	if len(parts) == 1 {
		p.file("the sitemap", "/sitemap.xml", nil, func(w io.Writer) error { return lib.writeSitemap(w, parts[0], dates) })
		return
	}
	var names []string
	for i, part := range parts {
		names = append(names, "/sitemap-"+strconv.Itoa(i+1)+".xml")
		p.file("the sitemap", names[i], nil, func(w io.Writer) error { return lib.writeSitemap(w, part, dates) })
	}
	p.file("the sitemap", "/sitemap.xml", nil, func(w io.Writer) error {
		var b bytes.Buffer
		b.WriteString(xml.Header + `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
		for _, name := range names {
			b.WriteString("<sitemap><loc>")
			xml.EscapeText(&b, []byte(lib.links.abs(name)))
			b.WriteString("</loc></sitemap>\n")
		}
		b.WriteString("</sitemapindex>\n")
		_, err := w.Write(b.Bytes())
		return err
	})
}

func (lib *library) writeSitemap(w io.Writer, urls []string, dates map[string]string) error {
	var b bytes.Buffer
	b.WriteString(xml.Header + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
	for _, url := range urls {
		b.WriteString("<url><loc>")
		xml.EscapeText(&b, []byte(lib.links.abs(url)))
		b.WriteString("</loc>")
		if d := dates[url]; strings.Count(d, "-") == 2 || (d != "" && len(d) <= 7) {
			b.WriteString("<lastmod>" + d + "</lastmod>")
		}
		b.WriteString("</url>\n")
	}
	b.WriteString("</urlset>\n")
	_, err := w.Write(b.Bytes())
	return err
}
