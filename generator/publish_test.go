package generator

import (
	"compress/gzip"
	"io"
	"path"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"golang.org/x/net/html"
)

func TestRelativeLinksLeadToFiles(t *testing.T) {
	s := newTestSite(t)
	s.write("seeds/second.md", article("Second", "2024-06-01", "Anna Larsson", "Oslo")+"\n[elsewhere](https://example.org/) and [the first](first.md)\n")
	s.write("seeds/third.md", strings.Replace(article("Third", "2023-06-01", "Bo Ek", "Lund"), "title:", "aliases: [/old/third/]\ntitle:", 1))
	s.cfg.Site.BaseURL = "https://example.org/archive/"
	s.cfg.Publish.Relative = true
	s.build()
	s.sameAsClean("relative")
	files := s.files("public")
	links := 0
	for name, page := range files {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		for _, address := range addresses(page) {
			if strings.HasPrefix(address, "/") {
				t.Errorf("%s: %s begins at the root", name, address)
			}
			if strings.Contains(address, ":") || strings.HasPrefix(address, "#") || address == "" {
				continue
			}
			to, _, _ := strings.Cut(address, "#")
			to, _, _ = strings.Cut(to, "?")
			if _, ok := files[path.Join(path.Dir(name), to)]; !ok {
				t.Errorf("%s: no file at %s", name, address)
			}
			links++
		}
	}
	if links < 100 {
		t.Errorf("only %d links were found", links)
	}
	if !strings.Contains(files["/old/third/index.html"], `url=../../2023/06/third/index.html`) {
		t.Errorf("the redirect does not lead on: %s", files["/old/third/index.html"])
	}
}

// addresses are the href, src and action of a page.
func addresses(page string) []string {
	var all []string
	z := html.NewTokenizer(strings.NewReader(page))
	for z.Next() != html.ErrorToken {
		for _, a := range z.Token().Attr {
			if a.Key == "href" || a.Key == "src" || a.Key == "action" {
				all = append(all, a.Val)
			}
		}
	}
	return all
}

func TestHostFiles(t *testing.T) {
	s := newTestSite(t)
	s.write("seeds/third.md", strings.Replace(article("Third", "2023-06-01", "Bo Ek", "Lund"), "title:", "aliases: [/old/third/, /was/c++.html]\ntitle:", 1))
	s.cfg.Site.BaseURL = "https://example.org/archive/"
	s.cfg.Publish.Hosts = "netlify,cloudflare, apache, vercel"
	s.build()
	files := s.files("public")
	for name, want := range map[string]string{
		"/_redirects":  "/archive/old/third/ /archive/2023/06/third/ 301\n",
		"/_headers":    "/archive/*\n  Content-Security-Policy: default-src 'self'",
		"/.htaccess":   `RedirectMatch 301 ^/archive/was/c\+\+\.html$ /archive/2023/06/third/`,
		"/vercel.json": `"source": "/archive/old/third/"`,
	} {
		if !strings.Contains(files[name], want) {
			t.Errorf("%s lacks %q: %s", name, want, files[name])
		}
	}
	s.cfg.Publish.Hosts = ""
	s.build()
	for _, name := range []string{"/_redirects", "/_headers", "/.htaccess", "/vercel.json"} {
		if s.files("public")[name] != "" {
			t.Errorf("%s stays when nobody asks for it any more", name)
		}
	}
}

func TestRobots(t *testing.T) {
	s := newTestSite(t)
	s.cfg.Site.BaseURL = "https://example.org/"
	s.cfg.Publish.NoAI, s.cfg.Publish.Robots = true, "User-agent: Slowbot\nCrawl-delay: 10"
	s.build()
	robots := s.files("public")["/robots.txt"]
	for _, want := range []string{"User-agent: GPTBot\n", "Disallow: /\n\nUser-agent: *\nAllow: /\n", "User-agent: Slowbot\nCrawl-delay: 10\n", "Sitemap: https://example.org/sitemap.xml\n"} {
		if !strings.Contains(robots, want) {
			t.Errorf("robots.txt lacks %q: %s", want, robots)
		}
	}
	if strings.Contains(s.files("public")["/index.html"], "noindex") {
		t.Error("the front page asks not to be found")
	}
	s.cfg.Publish.NoIndex = true
	s.build()
	for name, page := range s.files("public") {
		if strings.HasSuffix(name, ".html") && !strings.Contains(page, `<meta name="robots" content="noindex">`) {
			t.Errorf("%s may be found", name)
		}
	}
	if _, ok := s.files("public")["/sitemap.xml"]; ok {
		t.Error("there is a sitemap of a site that is not to be found")
	}
}

func TestCompressedFilesLieBesideThePages(t *testing.T) {
	s := newTestSite(t)
	s.cfg.Publish.Compress = "gz, br"
	s.build()
	s.sameAsClean("compressed")
	check := func(what string) {
		t.Helper()
		files := s.files("public")
		packed := 0
		for name, data := range files {
			if !strings.HasSuffix(name, ".html") {
				continue
			}
			z, err := gzip.NewReader(strings.NewReader(files[name+".gz"]))
			if err != nil {
				t.Fatalf("%s: %s.gz: %v", what, name, err)
			}
			plain, _ := io.ReadAll(z)
			other, _ := io.ReadAll(brotli.NewReader(strings.NewReader(files[name+".br"])))
			if string(plain) != data || string(other) != data {
				t.Errorf("%s: what lies beside %s is not the same", what, name)
			}
			packed++
		}
		if packed < 10 {
			t.Errorf("%s: %d pages are compressed", what, packed)
		}
	}
	check("first")
	s.write("seeds/first.md", article("First", "2024-05-14", "Anna Larsson", "Lund"))
	s.build()
	check("edited")
	s.sameAsClean("edited")
	if report := s.build(); report.Pages.Written != 0 {
		t.Errorf("%d files written though nothing changed", report.Pages.Written)
	}
	s.remove("public/index.html.gz")
	s.build()
	check("one removed")
	s.cfg.Publish.Compress = ""
	s.build()
	s.sameAsClean("no longer compressed")
	for name := range s.files("public") {
		if strings.HasSuffix(name, ".br") || strings.HasSuffix(name, ".gz") && !strings.HasPrefix(name, "/data/") {
			t.Errorf("%s stays", name)
		}
	}
}
