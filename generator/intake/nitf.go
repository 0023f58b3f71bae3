package intake

import (
	"bytes"
	"crypto/sha256"
	"encoding/xml"
	"fmt"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// readNITF reads one article in the IPTC's News Industry Text Format.
func readNITF(in *input, yield func(Record) error) error {
	if in.size > maxRecord {
		return yield(Record{File: in.name, skip: fmt.Sprintf("it has more than %d megabytes", maxRecord>>20)})
	}
	data, err := in.all(maxRecord)
	if err != nil {
		return err
	}
	return yield(Record{File: in.name, Sum: sha256.Sum256(data), make: func() *Item {
		if tooDeep(data) {
			return skipped("it is nested more than %d deep", maxDepth)
		}
		return nitfItem(data, in.o)
	}})
}

// nitfItem reads the document into a tree, takes its metadata, and has its body
// written as that of a page of HTML is, whose names NITF borrows.
func nitfItem(data []byte, o *Options) *Item {
	doc, err := nitfTree(data)
	if err != nil {
		return skipped("its XML is broken: %v", err)
	}
	it := &Item{}
	find := func(name string) *html.Node { return findNamed(doc, name) }
	content := func(name string) string {
		if n := find(name); n != nil {
			return line(text(n))
		}
		return ""
	}
	value := func(name string, attributes ...string) string {
		if n := find(name); n != nil {
			for _, a := range attributes {
				if s := attr(n, a); s != "" {
					return s
				}
			}
		}
		return ""
	}
	if kind := value("docdata", "management-status"); kind == "canceled" || kind == "withheld" || kind == "embargoed" {
		return skipped("it is not published: %s", kind)
	}
	it.Title = first(content("hl1"), content("hedline"), content("title"))
	it.ID = value("doc-id", "id-string")
	it.Lang = first(value("nitf", "xml:lang", "lang"), value("body", "xml:lang", "lang"))
	if !plainLang(it.Lang) {
		it.Lang = ""
	}
	lang := first(it.Lang, o.Lang)
	for _, date := range []string{value("date.issue", "norm"), value("pubdata", "date.publication"), value("date.release", "norm"), value("story.date", "norm")} {
		it.setDate(&it.Date, date, lang, o.DateOrder)
	}
	if by := find("byline"); by != nil {
		if person := findNamed(by, "person"); person != nil {
			by = person
		}
		it.addByline(text(by))
	}
	it.Source = first(value("pubdata", "name"), content("distributor"), value("doc.copyright", "holder"))
	it.setURL(value("pubdata", "ex-ref"))
	for n := range doc.Descendants() {
		if n.Data == "keyword" {
			it.addTag(attr(n, "key"))
		}
	}
	it.Summary = cut(first(content("abstract")), 2000)
	if s := content("hl2"); s != "" {
		it.Fields = append(it.Fields, Field{"hl2", s})
	}
	if s := content("dateline"); s != "" {
		it.Fields = append(it.Fields, Field{"dateline", s})
	}
	body := find("body.content")
	if body == nil {
		return skipped("it has no text")
	}
	it.toMarkdown(body, nil)
	return it
}

// nitfNames are the elements of NITF that HTML calls otherwise. What is not
// listed and no HTML is taken for words.
var nitfNames = map[string]string{"hl1": "h2", "hl2": "h3", "bq": "blockquote", "block": "div", "body.content": "div", "media": "figure", "media-caption": "figcaption",
	"media-reference": "img", "credit": "p", "note": "div", "fn": "p", "pullquote": "blockquote", "copyrite": "p", "media-producer": "span", "media-metadata": "template", "object.title": "em"}

// nitfTree parses the document. The element names stay those of NITF, in Data;
// DataAtom is HTML's, for the writer of Markdown.
func nitfTree(data []byte) (*html.Node, error) {
	d := xmlDecoder(bytes.NewReader(data))
	root := &html.Node{Type: html.DocumentNode}
	at, nodes := root, 0
	for {
		token, err := d.Token()
		if err != nil {
			if err.Error() == "EOF" {
				return root, nil
			}
			return nil, err
		}
		if nodes++; nodes > maxNodes {
			return nil, fmt.Errorf("more than %d elements", maxNodes)
		}
		switch token := token.(type) {
		case xml.StartElement:
			n := &html.Node{Type: html.ElementNode, Data: token.Name.Local}
			name := n.Data
			if other := nitfNames[name]; other != "" {
				name = other
			}
			n.DataAtom = atom.Lookup([]byte(name))
			if n.DataAtom == atom.H2 || n.DataAtom == atom.H3 {
				n.Data = name
			}
			for _, a := range token.Attr {
				key := a.Name.Local
				if n.DataAtom == atom.Img && (key == "source" || key == "name") {
					key = map[string]string{"source": "src", "name": "alt"}[key]
				}
				n.Attr = append(n.Attr, html.Attribute{Key: key, Val: a.Value})
			}
			at.AppendChild(n)
			at = n
		case xml.EndElement:
			if at.Parent != nil {
				at = at.Parent
			}
		case xml.CharData:
			if strings.TrimSpace(string(token)) != "" || len(token) > 0 {
				at.AppendChild(&html.Node{Type: html.TextNode, Data: string(token)})
			}
		}
	}
}

// findNamed returns the first element of a name of NITF below n.
func findNamed(n *html.Node, name string) *html.Node {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && (d.Data == name || nitfNames[name] != "" && nitfNames[name] == d.Data && (name == "hl1" || name == "hl2")) {
			return d
		}
	}
	return nil
}
