package site

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	treeparse "text/template/parse"

	"pressmark/assets"
	"pressmark/templates"

	"go.yaml.in/yaml/v3"
)

// TestCatalogues holds every catalogue to the texts that code, templates and
// scripts ask for: none missing, none that nobody asks for, none without the
// places for its values.
func TestCatalogues(t *testing.T) {
	asked := askedTexts(t)
	if len(asked) < 200 {
		t.Fatalf("found %d texts only", len(asked))
	}
	plurals := map[string]string{"en": "one other", "de": "one other", "fr": "one other", "es": "one other", "ru": "one few many"}
	for lang, forms := range plurals {
		have := catalogue(t, lang)
		var missing []string
		for name, want := range asked {
			node, ok := have[name]
			switch {
			case !ok && (lang != "en" || want.plural):
				missing = append(missing, name)
			case ok:
				want.check(t, lang, forms, name, &node)
			}
		}
		slices.Sort(missing)
		for _, name := range missing {
			t.Errorf("%s.yaml lacks %q (%s)", lang, name, asked[name].where)
		}
		for name := range have {
			if asked[name] == nil {
				t.Errorf("%s.yaml has %q, which nobody asks for", lang, name)
			}
		}
	}
}

// An askedText is one that is asked for somewhere.
type askedText struct {
	where  string
	plural bool
}

var slot = regexp.MustCompile(`\{\w+\}|[\[\]]`)

func slots(s string) string {
	found := slot.FindAllString(s, -1)
	slices.Sort(found)
	return strings.Join(slices.Compact(found), " ")
}

func (a *askedText) check(t *testing.T, lang, forms, name string, node *yaml.Node) {
	english, _, _ := strings.Cut(name, "##")
	if node.Kind == yaml.ScalarNode {
		if a.plural {
			t.Errorf("%s.yaml: %q needs plural forms: %s", lang, name, forms)
		}
		if slots(node.Value) != slots(english) {
			t.Errorf("%s.yaml: %q has places for %q, not for %q", lang, name, slots(node.Value), slots(english))
		}
		return
	}
	said := map[string]string{}
	if err := node.Decode(&said); err != nil {
		t.Errorf("%s.yaml: %q: %v", lang, name, err)
	}
	for _, form := range strings.Fields(forms) {
		if said[form] == "" {
			t.Errorf("%s.yaml: %q lacks the form %q", lang, name, form)
		}
	}
	for form, words := range said {
		// A form for a single number may leave it out.
		if got, want := slots(words), slots(english); got != want && got != strings.TrimSpace(strings.Replace(want, "{n}", "", 1)) {
			t.Errorf("%s.yaml: %q, %s, has places for %q, not for %q", lang, name, form, got, want)
		}
	}
}

func catalogue(t *testing.T, lang string) map[string]yaml.Node {
	t.Helper()
	data, err := fs.ReadFile(templates.FS, "i18n/"+lang+".yaml")
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Texts map[string]yaml.Node }
	if err := yaml.Unmarshal(data, &file); err != nil {
		t.Fatal(lang, err)
	}
	return file.Texts
}

// askedTexts finds the texts that are asked for: in Go by say, many, count,
// plural and named, in templates by say, many, count and linked, in scripts by
// text and many.
func askedTexts(t *testing.T) map[string]*askedText {
	t.Helper()
	asked := map[string]*askedText{}
	add := func(name, where string, plural bool) {
		if asked[name] == nil {
			asked[name] = &askedText{where: where}
		}
		asked[name].plural = asked[name].plural || plural
	}
	files, err := fs.Glob(os.DirFS("."), "*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			function := ""
			switch f := call.Fun.(type) {
			case *ast.SelectorExpr:
				function = f.Sel.Name
			case *ast.Ident:
				function = f.Name
			}
			for _, arg := range call.Args {
				literal, ok := arg.(*ast.BasicLit)
				if !ok || literal.Kind != token.STRING {
					continue
				}
				words, err := strconv.Unquote(literal.Value)
				if err != nil {
					t.Fatal(err)
				}
				switch function {
				case "say", "many":
					add(words, name, function == "many")
				case "count", "plural":
					add("{n} "+words, name, true)
				case "named":
					add(words, name, false)
					continue // all of them
				}
				break // the others are values
			}
			return true
		})
	}
	eachTemplate(t, func(name string, node treeparse.Node) {
		command, ok := node.(*treeparse.CommandNode)
		if !ok || len(command.Args) < 2 {
			return
		}
		function, ok := command.Args[0].(*treeparse.IdentifierNode)
		if !ok {
			return
		}
		for _, arg := range command.Args[1:] {
			words, ok := arg.(*treeparse.StringNode)
			if !ok {
				continue
			}
			switch function.Ident {
			case "say", "linked", "many":
				add(words.Text, name, function.Ident == "many")
			case "count":
				add("{n} "+words.Text, name, true)
			}
			return
		}
	})
	scripts, err := fs.Glob(assets.FS, "*.js")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range scripts {
		content, err := fs.ReadFile(assets.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		found := scriptText.FindAllSubmatch(content, -1)
		if len(found) > 0 && !scriptTexts.Match(content) {
			t.Errorf("%s asks for texts and has no place for them (const texts = {};)", name)
		}
		for _, m := range found {
			add(string(m[1]), name, strings.HasPrefix(string(m[0]), "many"))
		}
	}
	return asked
}

// eachTemplate walks the trees of all templates.
func eachTemplate(t *testing.T, visit func(name string, node treeparse.Node)) {
	t.Helper()
	names, err := fs.Glob(templates.FS, "*.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		content, err := fs.ReadFile(templates.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		tree := treeparse.New(name)
		tree.Mode = treeparse.SkipFuncCheck
		trees := map[string]*treeparse.Tree{}
		if _, err := tree.Parse(string(content), "", "", trees); err != nil {
			t.Fatal(err)
		}
		for _, tree := range trees {
			walkNodes(tree.Root, func(node treeparse.Node) { visit(name, node) })
		}
	}
}

func walkNodes(node treeparse.Node, visit func(treeparse.Node)) {
	if node == nil {
		return
	}
	visit(node)
	branch := func(b *treeparse.BranchNode) {
		walkNodes(b.Pipe, visit)
		walkNodes(b.List, visit)
		if b.ElseList != nil {
			walkNodes(b.ElseList, visit)
		}
	}
	switch n := node.(type) {
	case *treeparse.ListNode:
		if n == nil {
			return
		}
		for _, one := range n.Nodes {
			walkNodes(one, visit)
		}
	case *treeparse.ActionNode:
		walkNodes(n.Pipe, visit)
	case *treeparse.PipeNode:
		if n == nil {
			return
		}
		for _, command := range n.Cmds {
			walkNodes(command, visit)
		}
	case *treeparse.CommandNode:
		for _, arg := range n.Args {
			walkNodes(arg, visit)
		}
	case *treeparse.IfNode:
		branch(&n.BranchNode)
	case *treeparse.RangeNode:
		branch(&n.BranchNode)
	case *treeparse.WithNode:
		branch(&n.BranchNode)
	case *treeparse.TemplateNode:
		if n.Pipe != nil {
			walkNodes(n.Pipe, visit)
		}
	}
}

var (
	anAction = regexp.MustCompile(`(?s)\{\{.*?\}\}`)
	aKey     = regexp.MustCompile(`<kbd>.*?</kbd>`) // what is typed is the same in all languages
	aTag     = regexp.MustCompile(`(?s)<[^>]*>`)
	aName    = regexp.MustCompile(`\b(?:aria-label|placeholder|title|alt|content)="([^"]*)"`)
	aWord    = regexp.MustCompile(`\p{L}{2,}`)
	blanks   = regexp.MustCompile(`[^\n]`)
)

// wordsNotSaid are words that are the same in all languages, and settings in
// attributes.
var wordsNotSaid = "JSON Atom Esc light dark width device initial scale noindex url"

// TestNoWordsInTemplates sees to it that what readers read comes from the
// catalogues.
func TestNoWordsInTemplates(t *testing.T) {
	names, err := fs.Glob(templates.FS, "*.html")
	if err != nil {
		t.Fatal(err)
	}
	blank := func(s string) string { return blanks.ReplaceAllString(s, " ") } // lines stay
	for _, name := range names {
		content, err := fs.ReadFile(templates.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		html := anAction.ReplaceAllStringFunc(string(content), blank)
		html = aKey.ReplaceAllStringFunc(html, blank)
		shown := aTag.ReplaceAllStringFunc(html, func(tag string) string {
			words := ""
			for _, m := range aName.FindAllStringSubmatch(tag, -1) {
				words += m[1] + " "
			}
			return words + strings.Repeat("\n", strings.Count(tag, "\n"))
		})
		shown = strings.ReplaceAll(shown, "JSON Lines", "")
		for i, line := range strings.Split(shown, "\n") {
			for _, word := range aWord.FindAllString(line, -1) {
				if !slices.Contains(strings.Fields(wordsNotSaid), word) {
					t.Errorf("%s:%d: %q is written in the template; write {{say %q}}", name, i+1, word, strings.TrimSpace(line))
					break
				}
			}
		}
	}
}

func TestDirection(t *testing.T) {
	for lang, want := range map[string]string{"ar": "rtl", "fa-IR": "rtl", "he": "rtl", "ur": "rtl", "ku-Arab": "rtl", "ar-Latn": "ltr", "en": "ltr", "ja": "ltr", "zh-Hant": "ltr", "?": "auto"} {
		if got := direction(lang); got != want {
			t.Errorf("%s is written %s, want %s", lang, got, want)
		}
	}
}
