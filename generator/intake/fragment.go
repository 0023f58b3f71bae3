package intake

import (
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// setHTML sets the item's body to a fragment of HTML, as feeds and data sets
// have it. Relative addresses are relative to the item's own.
func (it *Item) setHTML(fragment string) {
	doc, err := html.Parse(strings.NewReader(fragment))
	if err != nil {
		it.Skip = "its HTML can't be read: " + err.Error()
		return
	}
	if countNodes(doc) > maxNodes {
		it.Skip = "its text has more than the elements that one article may have"
		return
	}
	base, err := url.Parse(it.URL)
	if err != nil || base.Host == "" {
		base = nil
	}
	it.toMarkdown(doc, base)
}

// setText sets the item's body to plain text.
func (it *Item) setText(s string) { it.Body, it.Words = fromText(s) }

// setBody sets the item's body to text in a form that is named, or told by
// looking: "text", "html", "markdown".
func (it *Item) setBody(s, form string) {
	if form == "" {
		form = "text"
		if looksLikeHTML.MatchString(s) {
			form = "html"
		}
	}
	switch form {
	case "html":
		it.setHTML(s)
	case "markdown":
		it.Body, it.Words = strings.TrimSpace(s)+"\n", ""
	default:
		it.setText(s)
	}
}

// looksLikeHTML finds the tags of blocks, opened and closed, and line breaks.
var looksLikeHTML = regexp.MustCompile(`(?i)<(p|div|h[1-6]|blockquote|ul|ol|table|figure|article|section)(\s[^<>]*)?>(?s:.*)</(p|div|h[1-6]|blockquote|ul|ol|table|figure|article|section)\s*>|<br\s*/?>`)

// plainOf returns the words of a fragment of HTML on one line: for titles and
// summaries, in which markup and character references stand now and then.
func plainOf(s string) string {
	if !strings.ContainsAny(s, "<&") {
		return line(s)
	}
	doc, err := html.Parse(strings.NewReader(s))
	if err != nil {
		return line(s)
	}
	return line(text(doc))
}
