package site

import (
	"strings"

	"pressmark/generator/annotate"
	"pressmark/generator/archive"
)

// A redirectView sends a reader on.
type redirectView struct{ To, Name string }

const redirectTemplate = "redirect.html"

// redirects plans a page at each former address of an article or an entity.
func (p *planner) redirects() {
	for _, e := range p.archive.Entries {
		p.formerAddresses(e, p.url(e))
	}
	for kind := range p.visible {
		for _, e := range p.visible[kind] {
			for _, was := range e.Was {
				if !e.Authority && endsInMark(was) {
					continue
				}
				if url := retiredURL(was); url != "" && url != p.entityURL(e) {
					p.redirect(e.ID, url, p.entityURL(e), e.Name, e.ID, false)
				}
			}
		}
	}
}

// endsInMark reports whether an id ends in a shelf mark. Such a one is what a
// family name alone would have had in one article, before it was known whose it
// is; there may be as many as articles, and few of them ever were a page.
func endsInMark(id string) bool {
	i := strings.LastIndexByte(id, '-')
	return i >= 0 && len(id)-i == 9 && strings.Trim(id[i+1:], "0123456789abcdef") == ""
}

// retiredURL is the address that an entity's id had.
func retiredURL(id string) string {
	name, slug, _ := strings.Cut(id, "/")
	kind, ok := annotate.KindOf(name)
	if !ok || kind > annotate.Place || slug == "" || strings.ContainsAny(slug, "/.?#%") {
		return ""
	}
	return pageURL(&archive.Entity{Kind: kind, Slug: slug})
}

// redirect plans the page that sends readers on. An address that was given
// stays as it is, where others are flat.
func (p *planner) redirect(owner, from, to, name, input string, given bool) {
	lib := p.library
	page := lib.page(from, redirectTemplate, []string{input}, func() (*view, error) {
		return &view{Title: name, Description: "This page has moved.", NoIndex: true, Canonical: lib.links.abs(to), Main: redirectView{to, name}}, nil
	})
	former := lib.links
	former.flat = former.flat && !given
	page.given = given
	p.moved = append(p.moved, moved{former.href(from), lib.links.href(to)})
	p.add(owner, page)
}
