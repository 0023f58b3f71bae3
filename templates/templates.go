// Package templates holds the HTML templates that Pressmark brings. A site
// replaces any one of them with a file of the same name in its own templates
// folder.
//
// base.html is the frame of every page; part-NAME.html defines parts that
// several pages use; the other files each make one sort of page. part-frame.html
// is made once for each part of the site and sees nothing of the page itself.
//
// i18n/LANGUAGE.yaml has what the pages say in other languages than English, and
// the plural forms of English. A template says {{say "Said by {name}" "name" .Name}},
// {{many .N "{n} mentions"}} or {{count .N "article"}} (which looks for "{n} article");
// {{linked "See [the method]." (link "/about/")}} has links in it. Each text is
// translated in every catalogue; a test of package site says what is missing.
//
// Besides html/template's own functions there are site (title, report address,
// assets), link (an address within the site, as the page must link to it), abs
// (the same with the host), figure and count (numbers as readers see them) and
// capital. What is on every page many times is written in Go: part and parts
// (words and links), sure (the dots of a certainty), header and footer, and the
// lists facts, cast, quotations, concordance, articles, names and chronicle.
package templates

import "embed"

// FS holds the templates at its root.
//
//go:embed *.html i18n/*.yaml
var FS embed.FS
