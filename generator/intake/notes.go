package intake

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// noteNumber is what the link to a note reads.
var noteNumber = regexp.MustCompile(`^[\[(]?(\d{1,3}|[a-z*†‡§]{1,2})[\])]?$`)

// dropNoteNumbers removes the numbers that lead from the text of a page to its
// notes, which would stand as figures in the midst of sentences. Notes at the
// end stay; notes that stand between the paragraphs, where the page shows them
// in its margin, go.
func dropNoteNumbers(doc *html.Node, it *Item) {
	targets := map[string]bool{}
	var numbers []*html.Node
	for n := range doc.Descendants() {
		if n.DataAtom == atom.A && strings.HasPrefix(attr(n, "href"), "#") && noteNumber.MatchString(line(text(n))) {
			numbers = append(numbers, n)
			targets[attr(n, "href")[1:]] = true
		}
	}
	if len(numbers) == 0 {
		return
	}
	var notes []*html.Node
	between := false
	for n := range doc.Descendants() {
		switch n.DataAtom {
		case atom.Div, atom.Aside, atom.Span, atom.Small:
			if id := attr(n, "id"); id != "" && targets[id] {
				notes = append(notes, n)
				between = between || beforeParagraph(n)
			}
		}
	}
	for _, n := range numbers {
		if n.Parent != nil {
			n.Parent.RemoveChild(n)
		}
	}
	it.leave("numbers of notes", len(numbers))
	if !between {
		return
	}
	for _, n := range notes {
		if n.Parent != nil {
			n.Parent.RemoveChild(n)
		}
	}
	it.leave("notes in the margin", len(notes))
}

// beforeParagraph reports whether a paragraph follows n, besides other notes.
func beforeParagraph(n *html.Node) bool {
	if n.DataAtom == atom.Span || n.DataAtom == atom.Small {
		return true // within the line
	}
	for s := n.NextSibling; s != nil; s = s.NextSibling {
		if s.DataAtom == atom.P {
			return true
		}
	}
	return false
}

// headLine is the class of a line about the article above its text.
var headLine = regexp.MustCompile(`(?i)(^|[\s_-])(byline|author|meta|posted|published|pubdate|timestamp|breadcrumbs?|share)([\s_-]|$)`)

// dropHeads removes from the head of an article what its metadata says already:
// the way through the site, the line with author and date.
func dropHeads(doc *html.Node) {
	var gone []*html.Node
	var walk func(n *html.Node, inHead bool)
	walk = func(n *html.Node, inHead bool) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type != html.ElementNode {
				continue
			}
			if c.DataAtom == atom.Nav || inHead && aboutTheArticle(c) {
				gone = append(gone, c)
				continue
			}
			walk(c, inHead || c.DataAtom == atom.Header)
		}
	}
	walk(doc, false)
	for _, n := range gone {
		n.Parent.RemoveChild(n)
	}
}

// aboutTheArticle reports whether n, in the head of an article, is a short line
// with its date or author.
func aboutTheArticle(n *html.Node) bool {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.Time:
		return n.DataAtom == atom.Time
	}
	if countVisible(n, false).words > 60 {
		return false
	}
	if headLine.MatchString(attr(n, "class")) || attr(n, "rel") == "author" {
		return true
	}
	for d := range n.Descendants() {
		if d.DataAtom == atom.H1 || d.DataAtom == atom.H2 {
			return false
		}
	}
	for d := range n.Descendants() {
		if d.DataAtom == atom.Time {
			return true
		}
	}
	return false
}
