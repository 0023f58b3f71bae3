package generator

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"pressmark/generator/cache"
	"pressmark/generator/fault"
)

// CheckLinks looks at every page of the published site and reports links,
// pictures, scripts and style sheets inside it that lead nowhere, anchors that
// are not on the page they lead to, and ids used twice on a page. The findings
// are in order; the error is one of reading.
func CheckLinks(ctx context.Context, cfg Config) ([]*fault.Fault, error) {
	c, names, pages, err := readPublished(ctx, cfg)
	if err != nil {
		return nil, err
	}
	c.ids = make(map[string]map[string]bool, len(pages))
	for i := range pages {
		c.ids[names[i]] = pages[i].ids
	}
	var findings []*fault.Fault
	for i := range pages {
		findings = append(findings, c.judge(names[i], &pages[i])...)
	}
	return findings, nil
}

// readPublished reads every page of the published site, in order of its path.
func readPublished(ctx context.Context, cfg Config) (*checker, []string, []page, error) {
	c := &checker{dir: cfg.OutputPath(), base: "/", files: map[string]bool{}}
	if u, err := url.Parse(cfg.Site.BaseURL); err == nil {
		c.host, c.base = u.Host, path.Clean("/"+u.Path)+"/"
		if c.base == "//" {
			c.base = "/"
		}
	}
	manifest, err := cache.Published(c.dir)
	if err != nil || len(manifest.Files) == 0 {
		return nil, nil, nil, fault.New(c.dir, 0, 0, "run pressmark build first", "no site was published here")
	}
	var names []string
	for _, f := range manifest.Files {
		c.files[f.Path] = true
		if path.Ext(f.Path) == ".html" {
			names = append(names, f.Path)
		}
	}
	slices.Sort(names)
	pages := make([]page, len(names))
	err = each(ctx, len(names), func(i int) error {
		var err error
		pages[i], err = c.read(names[i])
		return err
	})
	return c, names, pages, err
}

// A checker knows what was published and at which path of which host.
type checker struct {
	dir, host, base string
	files           map[string]bool
	ids             map[string]map[string]bool // by page
}

// A page is what one file links to and can be linked at.
type page struct {
	ids   map[string]bool
	twice []spot
	links []spot
}

// A spot is an address or id with the line it stands on.
type spot struct {
	text string
	line int
}

// linkAttributes are those that hold an address which a page needs.
var linkAttributes = map[string]bool{"href": true, "src": true, "poster": true, "action": true, "data": true}

// read collects the ids and links of one page.
func (c *checker) read(name string) (page, error) {
	p := page{ids: map[string]bool{}}
	data, err := os.ReadFile(filepath.Join(c.dir, filepath.FromSlash(name)))
	if err != nil {
		return p, fault.New(filepath.Join(c.dir, name), 0, 0, "run pressmark build", "cannot be read: %v", reason(err))
	}
	tokens := html.NewTokenizer(bytes.NewReader(data))
	line := 1
	for {
		kind := tokens.Next()
		here := line
		line += bytes.Count(tokens.Raw(), []byte("\n"))
		if kind == html.ErrorToken {
			if err := tokens.Err(); err != io.EOF {
				return p, fmt.Errorf("%s: %w", name, err)
			}
			return p, nil
		}
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		tag, more := tokens.TagName()
		isBase := string(tag) == "base"
		for more {
			var key, value []byte
			key, value, more = tokens.TagAttr()
			switch k := string(key); {
			case k == "id" || k == "name" && string(tag) == "a":
				if k == "id" && p.ids[string(value)] {
					p.twice = append(p.twice, spot{string(value), here})
				}
				p.ids[string(value)] = true
			case linkAttributes[k] && !isBase:
				p.links = append(p.links, spot{string(value), here})
			case k == "srcset":
				for candidate := range strings.SplitSeq(string(value), ",") {
					if fields := strings.Fields(candidate); len(fields) > 0 {
						p.links = append(p.links, spot{fields[0], here})
					}
				}
			}
		}
	}
}

// judge reports what is wrong with the links of one page.
func (c *checker) judge(name string, p *page) []*fault.Fault {
	var findings []*fault.Fault
	find := func(at spot, advice, problem string, args ...any) {
		findings = append(findings, fault.New(filepath.Join(c.dir, filepath.FromSlash(name)), at.line, 0, advice, problem, args...))
	}
	for _, id := range p.twice {
		find(id, "make the ids of a page differ", "the id %q is used twice", id.text)
	}
	told := map[string]bool{}
	for _, link := range p.links {
		if told[link.text] {
			continue
		}
		if problem := c.problem(name, link.text); problem != "" {
			told[link.text] = true
			find(link, "mend the link or publish what it leads to", "%q %s", link.text, problem)
		}
	}
	return findings
}

// problem says what is wrong with a link on the page name; "" if nothing is or
// it leads out of the site.
func (c *checker) problem(name, link string) string {
	u, err := url.Parse(strings.TrimSpace(link))
	if err != nil {
		return "is no address"
	}
	switch {
	case u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https", u.Host != "" && u.Host != c.host:
		return ""
	case u.Host != "" && u.Path != "" && !strings.HasPrefix(u.Path+"/", c.base):
		return "" // another site of the same host
	}
	target := name
	if u.Path != "" {
		full := u.Path
		if !strings.HasPrefix(full, "/") {
			full = path.Join(c.base, path.Dir(name), full)
			if strings.HasSuffix(u.Path, "/") {
				full += "/"
			}
		}
		rest, inside := strings.CutPrefix(full, c.base)
		if full+"/" == c.base {
			rest, inside = "", true
		}
		if !inside {
			return "leads out of the site, which is published at " + c.base
		}
		target = c.file(rest)
		if target == "" {
			return "leads to nothing"
		}
	}
	anchor, isPage := u.Fragment, c.ids[target]
	if anchor, _, _ = strings.Cut(anchor, ":~:"); anchor == "" || isPage == nil || anchor == "top" || isPage[anchor] {
		return "" // ":~:text=" lights words and needs no id
	}
	return fmt.Sprintf("leads to a page without the anchor %q", anchor)
}

// file is the published file that answers for a path in the site; "" if none.
func (c *checker) file(rest string) string {
	if rest == "" || strings.HasSuffix(rest, "/") {
		rest += "index.html"
	}
	switch {
	case c.files[rest]:
		return rest
	case c.files[rest+"/index.html"]:
		return rest + "/index.html"
	}
	if info, err := os.Stat(filepath.Join(c.dir, filepath.FromSlash(path.Clean("/"+rest)))); err == nil && info.Mode().IsRegular() {
		return rest // put there by somebody else
	}
	return ""
}
