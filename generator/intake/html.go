package intake

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"net/url"
	"strings"
	"unicode/utf8"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"

	"pressmark/generator/fault"
)

// Limits by which a page is told to be an article.
const (
	fewestWords    = 25 // a page with fewer has no article
	fewestUnasked  = 80 // as for a page that does not say that it is one
	lowCoverage    = 40 // per cent of a page's words below which what was taken is doubtful
	mostLinkedPart = 50 // per cent of the words in links, from which a page is a list
)

// readHTML reads one saved page.
func readHTML(in *input, yield func(Record) error) error {
	if in.size > maxRecord {
		return yield(Record{File: in.name, skip: fmt.Sprintf("it has more than %d megabytes", maxRecord>>20)})
	}
	data, err := in.all(maxRecord)
	if err != nil {
		return err
	}
	return yield(Record{File: in.name, Sum: sha256.Sum256(data), make: func() *Item {
		it := readPage(data, "text/html", "", true, in.o)
		it.ID = in.name
		return it
	}})
}

// readPage makes an item of a page of HTML. The address is where it was
// fetched; "" if that is not known. A page that was asked for is taken unless
// it has no text; of others those that are articles.
func readPage(data []byte, contentType, address string, asked bool, o *Options) *Item {
	doc, err := parseHTML(data, contentType)
	if err != nil {
		return skipped("it is no HTML that can be read: %v", err)
	}
	if countNodes(doc) > maxNodes {
		return skipped("its page has more than %d elements", maxNodes)
	}
	it := &Item{}
	meta := pageMeta(doc)
	if !asked && meta.other != "" {
		return skipped("its page is no article: it says that it is a %s", cut(line(meta.other), 40))
	}
	if meta.other != "" {
		if c := countVisible(doc, true); c.linked*100 > c.words*mostLinkedPart {
			return skipped("its page is no article: it says that it is a %s, and has little but links", cut(line(meta.other), 40))
		}
		it.doubt("its page says that it is a %s, no article", cut(line(meta.other), 40))
	}
	dropNoteNumbers(doc, it)
	dropHeads(doc)
	it.takeMeta(meta, o)
	it.setURL(first(meta.canonical(address), address))
	base, _ := url.Parse(first(meta.base(address), it.URL))
	if base != nil && base.Host == "" {
		base = nil
	}
	body := extract(doc, it, base, asked, meta)
	if it.Skip != "" {
		return it
	}
	it.toMarkdown(body, base)
	if got := len(strings.Fields(it.Words)); got < fewestWords && !asked {
		return skipped("it has no text of an article")
	}
	meta.check(it)
	return it
}

// parseHTML decodes and parses a page.
func parseHTML(data []byte, contentType string) (*html.Node, error) {
	encoding, name, certain := charset.DetermineEncoding(data[:min(len(data), 4096)], contentType)
	if (!certain || name == "windows-1252") && utf8.Valid(data) && !bytes.Contains(data[:min(len(data), 2)], []byte{0}) {
		name = "utf-8"
	}
	var r io.Reader = bytes.NewReader(data)
	if name != "utf-8" {
		r = encoding.NewDecoder().Reader(r)
	}
	decoded, err := io.ReadAll(io.LimitReader(r, 4*maxRecord))
	if err != nil {
		return nil, err
	}
	return html.Parse(bytes.NewReader(bytes.ToValidUTF8(decoded, []byte("\uFFFD"))))
}

func countNodes(n *html.Node) int {
	count := 0
	for range n.Descendants() {
		count++
	}
	return count
}

// extract finds the article on a page, and measures how much of the page's text
// it has. It returns nil, with it.Skip set, if there is none.
func extract(doc *html.Node, it *Item, base *url.URL, asked bool, meta *metadata) *html.Node {
	all := countVisible(doc, false)
	inside := countVisible(doc, true)
	if inside.words < fewestWords && all.words < fewestWords {
		it.Skip = "it has no text"
		return nil
	}
	if !asked && !meta.article {
		if inside.words < fewestUnasked || inside.linked*100 > inside.words*mostLinkedPart {
			it.Skip = "its page is no article: it has links, and little text"
			return nil
		}
		it.doubt("nothing on its page says that it is an article")
	}
	body := readable(doc, base)
	words := 0
	if body != nil {
		words = countVisible(body, false).words
	}
	if named := namedBody(doc); named != nil && inParagraphs(named)*4 > inParagraphs(body)*5 {
		body = prune(named)
		words = countVisible(body, false).words
	}
	if words < fewestWords && inside.words >= words {
		body = prune(doc)
		words = inside.words
		it.doubt("no article could be told from the rest of the page; all of its text is taken")
	}
	it.Coverage = min(100, words*100/max(inside.words, 1))
	if it.Coverage < lowCoverage {
		it.doubt("only %d %% of the page's words are taken", it.Coverage)
	}
	if title := strings.TrimSpace(it.Title); title != "" {
		dropTitle(body, title)
	}
	return body
}

// readable returns the article as the Readability algorithm finds it.
func readable(doc *html.Node, base *url.URL) (body *html.Node) {
	defer func() {
		if recover() != nil {
			body = nil // its maker's bug must not lose the page
		}
	}()
	parser := readability.NewParser()
	parser.MaxElemsToParse = maxNodes
	parser.CharThresholds = 200
	if base == nil {
		base = &url.URL{} // leaves addresses as they are
	}
	article, err := parser.ParseDocument(doc, base)
	if err != nil {
		return nil
	}
	return article.Node
}

// namedBody returns the element that the page itself says is the article's
// body, if there is exactly one.
func namedBody(doc *html.Node) *html.Node {
	var body, article *html.Node
	bodies, articles := 0, 0
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if strings.EqualFold(attr(n, "itemprop"), "articleBody") {
			body = n
			bodies++
		}
		if n.DataAtom == atom.Article {
			article = n
			articles++
		}
	}
	switch {
	case bodies == 1:
		return body
	case bodies == 0 && articles == 1:
		return article
	}
	return nil
}

// boilerplate are elements around an article that are no part of it.
var boilerplate = atoms(atom.Nav, atom.Header, atom.Footer, atom.Aside, atom.Form, atom.Menu, atom.Dialog)

// A census counts the words of a page.
type census struct{ words, linked int }

// countVisible counts what a reader sees; outside of navigation and the like if
// that is asked for.
func countVisible(n *html.Node, inside bool) census {
	var c census
	var walk func(n *html.Node, linked bool)
	walk = func(n *html.Node, linked bool) {
		switch {
		case n.Type == html.TextNode:
			words := len(strings.Fields(n.Data))
			c.words += words
			if linked {
				c.linked += words
			}
			return
		case n.Type == html.ElementNode && (silent[n.DataAtom] && n.DataAtom != atom.Head || n.DataAtom == atom.Head || hidden(n) || inside && isBoilerplate(n)):
			return
		}
		for child := n.FirstChild; child != nil; child = child.NextSibling {
			walk(child, linked || n.DataAtom == atom.A)
		}
	}
	walk(n, false)
	return c
}

// inParagraphs counts the words of the paragraphs below n, outside of navigation
// and the like. Where an element has a page's title, date and buttons besides
// its text, they say more than all its words do.
func inParagraphs(n *html.Node) int {
	if n == nil {
		return 0
	}
	words := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type != html.ElementNode || isBoilerplate(c) || hidden(c):
		case c.DataAtom == atom.P:
			words += len(strings.Fields(text(c)))
		default:
			words += inParagraphs(c)
		}
	}
	return words
}

// isBoilerplate reports whether n stands around articles. A header inside of an
// article has its title and standfirst, and is part of it.
func isBoilerplate(n *html.Node) bool {
	if !boilerplate[n.DataAtom] {
		return false
	}
	if n.DataAtom == atom.Header || n.DataAtom == atom.Footer {
		for p := n.Parent; p != nil; p = p.Parent {
			if p.DataAtom == atom.Article || p.DataAtom == atom.Main {
				return false
			}
		}
	}
	return true
}

// prune returns a copy of n without what stands around articles.
func prune(n *html.Node) *html.Node {
	to := &html.Node{Type: n.Type, DataAtom: n.DataAtom, Data: n.Data, Namespace: n.Namespace, Attr: n.Attr}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && isBoilerplate(c) || c.Type == html.DoctypeNode {
			continue
		}
		to.AppendChild(prune(c))
	}
	return to
}

// dropTitle removes the first heading that repeats the title.
func dropTitle(n *html.Node, title string) {
	for d := range n.Descendants() {
		switch d.DataAtom {
		case atom.H1, atom.H2:
			if strings.EqualFold(line(text(d)), line(title)) {
				d.Parent.RemoveChild(d)
			}
			return
		}
	}
}

// unreadable is the fault of an input that broke off.
func unreadable(in *input, where string, err error) error {
	advice := "what stands before it was read; check that it is whole"
	if err == errSwells {
		advice = "it was made to exhaust who unpacks it; leave it out"
	}
	return fault.New(in.name, 0, 0, advice, "%scan't be read: %v", where, reason(err))
}
