package intake

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// metadata is what a page says of itself: JSON-LD, OpenGraph, meta elements,
// microdata and <time>, each under the name its vocabulary gives it.
type metadata struct {
	tags    map[string][]string // of meta elements, by name or property in small letters
	things  []map[string]any    // of JSON-LD, articles only
	links   map[string]string   // of link elements, by rel
	href    string              // of <base>
	title   string
	heading string // the first <h1>
	lang    string
	times   []string // of <time datetime>, in order
	kinds   []string // of JSON-LD, all that stand at the top
	article bool     // the page says that it is an article
	other   string   // what the page says that it is, if not an article
}

// pageMeta gathers the metadata of a page.
func pageMeta(doc *html.Node) *metadata {
	m := &metadata{tags: map[string][]string{}, links: map[string]string{}}
	articles := 0
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		m.microdata(n)
		switch n.DataAtom {
		case atom.Html:
			m.lang = attr(n, "lang")
		case atom.Base:
			m.href = first(m.href, attr(n, "href"))
		case atom.Title:
			if n.Namespace == "" && m.title == "" {
				m.title = line(text2(n))
			}
		case atom.Meta:
			for _, key := range []string{"property", "name", "http-equiv", "itemprop"} {
				m.add(attr(n, key), attr(n, "content"))
			}
		case atom.Link:
			if rel := strings.ToLower(attr(n, "rel")); m.links[rel] == "" {
				m.links[rel] = attr(n, "href")
			}
		case atom.H1:
			m.heading = first(m.heading, text(n))
		case atom.Article:
			articles++
		case atom.Time:
			m.times = append(m.times, first(attr(n, "datetime"), text(n)))
		case atom.Script:
			if strings.EqualFold(strings.TrimSpace(attr(n, "type")), "application/ld+json") && n.FirstChild != nil {
				m.jsonLD(n.FirstChild.Data)
			}
		}
	}
	published := m.tag("article:published_time", "itemprop:articlebody") != ""
	m.article = len(m.things) > 0 || strings.EqualFold(m.tag("og:type"), "article") || published
	if !m.article {
		m.other = m.otherKind()
	}
	m.article = m.article || m.other == "" && articles == 1
	return m
}

// noArticles are types of schema.org and OpenGraph that a page gives itself when
// it is no article.
var noArticles = []string{"website", "profile", "profilepage", "collectionpage", "itemlist", "itempage", "aboutpage", "contactpage", "searchresultspage",
	"person", "organization", "place", "product", "video.other", "music.song", "searchpage", "datacatalog", "dataset"}

// otherKind returns what a page that is no article says that it is; "" if it
// does not say.
func (m *metadata) otherKind() string {
	for _, kind := range append([]string{m.tag("og:type")}, m.kinds...) {
		if slices.Contains(noArticles, strings.ToLower(kind)) {
			return kind
		}
	}
	return ""
}

// text2 is the text of an element whose content text passes over.
func text2(n *html.Node) string {
	if n.FirstChild != nil {
		return n.FirstChild.Data
	}
	return ""
}

func (m *metadata) add(key, value string) {
	key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
	if key != "" && value != "" && len(value) < 10_000 && len(m.tags[key]) < 50 {
		m.tags[key] = append(m.tags[key], value)
	}
}

// microdata notes properties of schema.org written into elements.
func (m *metadata) microdata(n *html.Node) {
	property := strings.ToLower(attr(n, "itemprop"))
	switch property {
	case "headline", "datepublished", "datemodified", "articlebody", "author":
	default:
		return
	}
	value := first(attr(n, "content"), attr(n, "datetime"))
	if value == "" && property != "articlebody" {
		value = line(text(n))
	}
	if property == "articlebody" {
		value = "yes"
	}
	m.add("itemprop:"+property, value)
}

// tag returns the first value of the first name that has one.
func (m *metadata) tag(names ...string) string {
	for _, name := range names {
		for _, value := range m.tags[name] {
			if value = line(value); value != "" {
				return value
			}
		}
	}
	return ""
}

// jsonLD keeps the articles of a script of JSON-LD.
func (m *metadata) jsonLD(script string) {
	var v any
	if json.Unmarshal([]byte(strings.TrimSpace(script)), &v) == nil {
		m.findArticles(v, 0)
	}
}

func (m *metadata) findArticles(v any, depth int) {
	if depth > 6 || len(m.things) > 8 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, one := range v {
			m.findArticles(one, depth+1)
		}
	case map[string]any:
		for _, kind := range texts(v["@type"]) {
			if strings.HasSuffix(kind, "Article") || strings.HasSuffix(kind, "Posting") || kind == "Report" {
				m.things = append(m.things, v)
				return
			}
		}
		if depth < 2 {
			m.kinds = append(m.kinds, texts(v["@type"])...)
		}
		m.findArticles(v["@graph"], depth+1)
		m.findArticles(v["mainEntity"], depth+1)
	}
}

// ld returns the texts of a property of the page's article in JSON-LD.
func (m *metadata) ld(property string) []string {
	for _, thing := range m.things {
		if all := texts(thing[property]); len(all) > 0 {
			return all
		}
	}
	return nil
}

func (m *metadata) ldOne(property string) string {
	if all := m.ld(property); len(all) > 0 {
		return all[0]
	}
	return ""
}

// texts returns the texts in a value of JSON: itself, those of a list, the
// names of objects.
func texts(v any) []string {
	switch v := v.(type) {
	case string:
		if v = line(html.UnescapeString(v)); v != "" {
			return []string{v}
		}
	case []any:
		var all []string
		for _, one := range v {
			all = append(all, texts(one)...)
		}
		return all
	case map[string]any:
		for _, name := range []string{"name", "@value", "headline", "url", "@id"} {
			if all := texts(v[name]); len(all) > 0 {
				return all
			}
		}
	}
	return nil
}

// takeMeta fills the item from what the page says of itself, the most explicit
// first.
func (it *Item) takeMeta(m *metadata, o *Options) {
	it.Source = first(m.ldOne("publisher"), m.tag("og:site_name", "dc.publisher", "dcterms.publisher", "publisher", "application-name"))
	it.Title = first(m.ldOne("headline"), m.tag("itemprop:headline", "og:title", "dc.title", "dcterms.title", "citation_title", "twitter:title"), m.heading)
	it.Title = withoutSite(first(it.Title, m.title), it.Source)
	it.Lang = first(m.ldOne("inLanguage"), m.lang, m.tag("og:locale", "content-language", "dc.language"))
	if !plainLang(it.Lang) {
		it.Lang = ""
	}
	lang := first(it.Lang, o.Lang)
	for _, date := range []string{m.ldOne("datePublished"), m.tag("article:published_time", "itemprop:datepublished", "datepublished", "date.published", "dc.date.issued", "dcterms.issued",
		"dc.date", "dcterms.date", "dcterms.created", "citation_publication_date", "citation_date", "pubdate", "publishdate", "publish-date", "parsely-pub-date", "sailthru.date", "date")} {
		it.setDate(&it.Date, date, lang, o.DateOrder)
	}
	if times := slices.Compact(slices.Sorted(slices.Values(m.times))); it.Date == "" && len(times) == 1 {
		if it.setDate(&it.Date, times[0], lang, o.DateOrder); it.Date != "" {
			it.doubt("the date is the only one that the page shows; nothing says that it is that of publication")
		}
	}
	it.setDate(&it.Updated, first(m.ldOne("dateModified"), m.tag("article:modified_time", "itemprop:datemodified", "og:updated_time", "dcterms.modified", "last-modified")), lang, o.DateOrder)
	if it.Updated == it.Date {
		it.Updated = ""
	}
	names := m.ld("author")
	if len(names) == 0 {
		for _, key := range []string{"itemprop:author", "article:author", "author", "dc.creator", "dcterms.creator", "citation_author", "parsely-author", "byl"} {
			if names = m.tags[key]; len(names) > 0 {
				break
			}
		}
	}
	for _, name := range names {
		it.addByline(name)
	}
	for _, word := range append(m.ld("keywords"), append(m.tags["article:tag"], m.tag("keywords", "news_keywords"))...) {
		for part := range strings.SplitSeq(word, ",") {
			it.addTag(part)
		}
	}
	it.Summary = cut(first(m.tag("og:description", "description", "dc.description", "twitter:description"), m.ldOne("description")), 1000)
}

// withoutSite removes the site's name from the end of a title.
func withoutSite(title, site string) string {
	title = line(title)
	for _, mark := range []string{" | ", " – ", " — ", " - ", " · "} {
		if i := strings.LastIndex(title, mark); i > 0 && site != "" && strings.EqualFold(title[i+len(mark):], site) {
			return title[:i]
		}
	}
	return title
}

// plainLang reports whether s can be a tag of BCP 47.
func plainLang(s string) bool {
	return len(s) >= 2 && len(s) <= 20 && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") == ""
}

// canonical returns the page's own address for itself, if it is of the host it
// was fetched from: another's says that this is a copy, or is made up.
func (m *metadata) canonical(fetched string) string {
	for _, s := range []string{m.links["canonical"], m.tag("og:url"), m.ldOne("url"), m.ldOne("mainEntityOfPage")} {
		u, ok := webAddress(resolve(fetched, s))
		if !ok {
			continue
		}
		if a, b := host(u), host(fetched); b == "" || a == b {
			return u
		}
	}
	return ""
}

// base returns what relative addresses on the page are relative to.
func (m *metadata) base(fetched string) string {
	if u, ok := webAddress(resolve(fetched, m.href)); ok && m.href != "" {
		return u
	}
	return fetched
}

func resolve(base, ref string) string {
	ref = strings.TrimSpace(ref)
	b, err := url.Parse(base)
	if err != nil || base == "" || ref == "" {
		return ref
	}
	u, err := b.Parse(ref)
	if err != nil {
		return ""
	}
	return u.String()
}

func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}

// check compares what was taken with what the page says its text is.
func (m *metadata) check(it *Item) {
	for _, thing := range m.things {
		if body, _ := thing["articleBody"].(string); len(strings.Fields(body))*100 > len(strings.Fields(it.Words))*115 {
			it.doubt("its metadata has a longer text than the page shows")
			return
		}
	}
}
