package generator

import (
	"bytes"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/net/html"

	"pressmark/generator/cache"
)

// PublishedBase is the address that the published site was built for, as its
// front page has it: in full where that states its canonical address, else the
// path before its assets, "/archive/". It is "" if the page tells neither.
//
// A site may be built for an address that is not in the settings, so what these
// say now need not be what the links were made for.
func PublishedBase(cfg Config) string {
	dir := cfg.OutputPath()
	manifest, err := cache.Published(dir)
	if err != nil {
		return ""
	}
	assets := map[string]bool{}
	for _, f := range manifest.Files {
		if strings.HasPrefix(f.Path, "assets/") {
			assets[f.Path] = true
		}
	}
	front, err := os.ReadFile(filepath.Join(dir, "index.html"))
	if err != nil {
		return ""
	}
	canonical, base := "", ""
	tokens := html.NewTokenizer(bytes.NewReader(front))
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			return fullBase(canonical, base)
		case html.StartTagToken, html.SelfClosingTagToken:
		default:
			continue
		}
		attributes := map[string]string{}
		token := tokens.Token()
		for _, a := range token.Attr {
			attributes[a.Key] = a.Val
		}
		if token.Data == "link" && attributes["rel"] == "canonical" {
			canonical = attributes["href"]
		}
		for _, link := range []string{attributes["href"], attributes["src"]} {
			i := strings.LastIndex(link, "/assets/")
			if base == "" && i >= 0 && strings.HasPrefix(link, "/") && !strings.HasPrefix(link, "//") && assets[link[i+1:]] {
				base = link[:i+1]
			}
		}
	}
}

// fullBase puts the canonical address of the front page and the path before the
// assets together. A theme may have left out either, or have another canonical
// address: the path is what the links were made with.
func fullBase(canonical, base string) string {
	u, err := url.Parse(canonical)
	if err != nil || u.Host == "" || base != "" && u.Path != base {
		return base
	}
	return canonical
}
