package site

import "strings"

// collectors are the names under which crawlers collect texts for language
// models, as their operators give them; those that only answer a reader's
// question or build a search index are not among them.
var collectors = []string{
	"AI2Bot", "Amazonbot", "anthropic-ai", "Applebot-Extended", "Bytespider", "CCBot", "ClaudeBot", "cohere-training-data-crawler", "Diffbot",
	"FacebookBot", "Google-Extended", "GPTBot", "ICC-Crawler", "ImagesiftBot", "img2dataset", "Meta-ExternalAgent", "Omgilibot", "PanguBot", "Timpibot",
	"Webzio-Extended",
}

// robots is robots.txt (RFC 9309). A page that is not to be found says so
// itself, which a crawler sees only if it may read the page: so noindex does not
// forbid it.
func (lib *library) robots() string {
	var b strings.Builder
	if lib.options.NoAI {
		for _, name := range collectors {
			b.WriteString("User-agent: " + name + "\n")
		}
		b.WriteString("Disallow: /\n\n")
	}
	b.WriteString("User-agent: *\nAllow: /\n")
	if own := strings.TrimSpace(lib.options.Robots); own != "" {
		b.WriteString("\n" + own + "\n")
	}
	if lib.links.origin != "" && !lib.options.NoIndex {
		b.WriteString("\nSitemap: " + lib.links.abs("/sitemap.xml") + "\n")
	}
	return b.String()
}
