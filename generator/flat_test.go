package generator

import (
	"path"
	"strings"
	"testing"
)

// Where addresses are flat, every link must lead to a file that is there, and
// no page be a folder but the front page and what an alias asks for.
func TestFlatURLsLeadToFiles(t *testing.T) {
	s := newTestSite(t)
	s.write("seeds/second.md", article("Second", "2024-06-01", "Anna Larsson", "Oslo")+"\n[elsewhere](https://example.org/) and [the first](first.md#p1)\n")
	s.write("seeds/third.md", strings.Replace(article("Third", "2023-06-01", "Bo Ek", "Lund"), "title:", "aliases: [/old/third/]\ntitle:", 1))
	s.cfg.Site.BaseURL = "https://example.org/archive/"
	s.cfg.Site.FlatURLs = true
	s.cfg.Publish.Hosts = "netlify"
	s.build()
	s.sameAsClean("flat")
	files := s.files("public")
	links := 0
	for name, page := range files {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		if strings.HasSuffix(name, "/index.html") && name != "/index.html" && name != "/old/third/index.html" {
			t.Errorf("%s is a folder", name)
		}
		for _, address := range addresses(page) {
			address = strings.TrimPrefix(address, "https://example.org")
			to, inside := strings.CutPrefix(address, "/archive/")
			if !inside {
				continue
			}
			to, _, _ = strings.Cut(to, "#")
			to, _, _ = strings.Cut(to, "?")
			if to == "" {
				to = "index.html"
			}
			if _, ok := files[path.Join("/", to)]; !ok {
				t.Errorf("%s: no file at %s", name, address)
			}
			links++
		}
	}
	if links < 100 {
		t.Errorf("only %d links were found", links)
	}
	for name, want := range map[string]string{
		"/old/third/index.html": `/archive/2023/06/third.html`,
		"/_redirects":           "/archive/old/third/ /archive/2023/06/third.html 301\n",
		"/sitemap.xml":          "<loc>https://example.org/archive/2023/06/third.html</loc><lastmod>2023-06-01</lastmod>",
		"/2023/06/third.html":   `<link rel="canonical" href="https://example.org/archive/2023/06/third.html">`,
	} {
		if !strings.Contains(files[name], want) {
			t.Errorf("%s has no %s", name, want)
		}
	}
}
