package site

import (
	"slices"

	"pressmark/generator/annotate"
	"pressmark/generator/archive"
)

// A quotesView is a list of quotations with nothing else.
type quotesView struct {
	Trail    []link
	Heading  string
	Standing string
	Spine    [3]string
	Facets   []facet
	Groups   []quoteGroup
	Context  []keyword
	Class    string
	Coverage []part // how much of the archive this is, and how sure
	Strip    *yearStrip
	Beside   []link // the years before and after
	Rest     *link  // to the quotations that this list has not
	Pager    *pager
}

// A quoteGroup is the quotations of one article, or of one voice.
type quoteGroup struct {
	ID, Title, Date, Datetime, URL string
	Rows                           []quotation
	More                           int
}

// A facet is a way to narrow a list: links with their numbers.
type facet struct {
	Title string
	ID    string
	Rows  []facetRow
	More  *link
}

type facetRow struct {
	Part  part
	Count string
}

// entityLists plans the pages that hold all quotations and all mentions of an
// entity, when its own page does not.
func (p *planner) entityLists(e *archive.Entity) {
	p.quoteLists(e, "quotes/", p.say("Said by {name}", "name", e.Name), e.Quotes)
	p.quoteLists(e, "about/", p.say("Said about {name}", "name", e.Name), e.About)
	if len(e.Mentions) <= mentionsOnEntityPage {
		return
	}
	lib, root := p.library, p.entityURL(e)+"context/"
	all := leaves(len(e.Mentions), 200)
	for at, l := range all {
		p.view(e.ID, l.url(root), "quotes.html", []string{e.ID}, func() (*view, error) {
			v := &quotesView{Trail: lib.entityTrail(e), Heading: lib.say("{name} in context", "name", e.Name), Class: kindClass(e.Kind), Pager: lib.pagerOf(root, lib.say("Pages of mentions"), all, at)}
			v.Spine = [3]string{capital(lib.kindWords(e.Kind)), lib.say("page"), lib.figure(l.number)}
			for _, o := range e.Mentions[l.from:l.to] {
				v.Context = append(v.Context, lib.keyword(o))
			}
			return lib.quotesPage(v, e, all, at, root), nil
		})
	}
}

func (p *planner) quoteLists(e *archive.Entity, folder, heading string, refs []archive.QuoteRef) {
	if refs = p.once(refs); len(refs) <= quotesOnEntityPage {
		return
	}
	lib, root := p.library, p.entityURL(e)+folder
	all := leaves(len(refs), p.pageSize)
	for at, l := range all {
		p.view(e.ID, l.url(root), "quotes.html", []string{e.ID}, func() (*view, error) {
			v := &quotesView{Trail: lib.entityTrail(e), Heading: heading, Pager: lib.pagerOf(root, lib.say("Pages of quotations"), all, at)}
			v.Spine = [3]string{capital(lib.kindWords(e.Kind)), lib.say("page"), lib.figure(l.number)}
			v.Groups = lib.byKind(refs[l.from:l.to])
			return lib.quotesPage(v, e, all, at, root), nil
		})
	}
}

// byKind divides quotations into those in the words of the speaker and those
// reported.
func (lib *library) byKind(refs []archive.QuoteRef) []quoteGroup {
	groups := []quoteGroup{{ID: "direct", Title: lib.say("In the words of the speaker")}, {ID: "reported", Title: lib.say("Reported")}}
	for _, r := range refs {
		g := &groups[1]
		if r.Entry.Quotes[r.Quote].Kind == annotate.Direct {
			g = &groups[0]
		}
		g.Rows = append(g.Rows, lib.rowOf(r))
	}
	return slices.DeleteFunc(groups, func(g quoteGroup) bool { return len(g.Rows) == 0 })
}

func (lib *library) entityTrail(e *archive.Entity) []link {
	return []link{{URL: "/", Text: lib.say("Archive")}, {URL: "/" + kindFolder(e.Kind) + "/", Text: capital(lib.kindWords(e.Kind))}, {URL: lib.entityURL(e), Text: e.Name}}
}

func (lib *library) quotesPage(v *quotesView, e *archive.Entity, all []leaf, at int, root string) *view {
	page := &view{Title: v.Heading, Section: "/" + kindFolder(e.Kind) + "/", Main: v, Description: lib.say("{heading}, from {site}.", "heading", v.Heading, "site", lib.options.Title)}
	if !all[at].newest {
		page.Title += ", " + lib.say("page {n}", "n", lib.figure(all[at].number))
	}
	if at > 0 {
		page.Prev = all[at-1].url(root)
	}
	if at+1 < len(all) {
		page.Next = all[at+1].url(root)
	}
	return page
}
