// Package templates holds the HTML templates that Pressmark brings. A site
// replaces any one of them with a file of the same name in its own templates
// folder.
//
// base.html is the frame of every page; part-NAME.html defines parts that
// several pages use; the other files each make one sort of page.
package templates

import "embed"

// FS holds the templates at its root.
//
//go:embed *.html
var FS embed.FS
