package site

import (
	"html/template"
	"regexp"
	tree "text/template/parse"
)

// indentation is what a template's lines begin with, for its author to read;
// and the blank lines between them.
var indentation = regexp.MustCompile(`\s*\n\s*`)

// tighten leaves the indentation of templates out of pages, a tenth of a short
// one. The parsed tree is changed and not the file, so that faults still have
// the place in it. Text in <pre> comes from data and is not touched.
func tighten(t *template.Template) {
	for _, one := range t.Templates() {
		if one.Tree != nil && one.Tree.Root != nil {
			tightenList(one.Tree.Root)
		}
	}
}

func tightenList(list *tree.ListNode) {
	if list == nil {
		return
	}
	for _, node := range list.Nodes {
		switch n := node.(type) {
		case *tree.TextNode:
			n.Text = indentation.ReplaceAll(n.Text, []byte("\n"))
		case *tree.IfNode:
			tightenList(n.List)
			tightenList(n.ElseList)
		case *tree.WithNode:
			tightenList(n.List)
			tightenList(n.ElseList)
		case *tree.RangeNode:
			tightenList(n.List)
			tightenList(n.ElseList)
		}
	}
}
