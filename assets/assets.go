// Package assets holds the style sheet, the script and the drawings that
// Pressmark publishes with every site. A site replaces any one of them with a
// file of the same name in its own assets folder.
package assets

import "embed"

// FS holds the assets at its root.
//
//go:embed *.css *.js *.svg
var FS embed.FS
