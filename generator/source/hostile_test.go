package source

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/tools/txtar"

	"pressmark/generator/fault"
)

var update = flag.Bool("update", false, "write what the hostile seeds give into their files")

// TestHostile reads the corpus of testdata/hostile: each archive has a seed that
// is made to harm, and what must come of it. Whatever that is, the rendered
// body may have no element, attribute or address that could script a page.
func TestHostile(t *testing.T) {
	names, err := filepath.Glob("testdata/hostile/*.txtar")
	if err != nil || len(names) < 15 {
		t.Fatalf("%d files, %v", len(names), err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			hurry(t, name)
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			var sidecar []byte
			want := ""
			for _, f := range archive.Files[1:] {
				switch f.Name {
				case "seed.yaml":
					sidecar = f.Data
				case "want":
					want = string(f.Data)
				}
			}
			seed := archive.Files[0]
			got, body := told(t, seed.Name, seed.Data, sidecar)
			if found := scripting(body); found != "" {
				t.Errorf("%q could script a page:\n%s", found, body)
			}
			if *update {
				kept := archive.Files[:0]
				for _, f := range archive.Files {
					if f.Name != "want" {
						kept = append(kept, f)
					}
				}
				archive.Files = append(kept, txtar.File{Name: "want", Data: []byte(got)})
				if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if got != want {
				t.Errorf("it gives\n%s\nnot\n%s", got, want)
			}
		})
	}
}

// scripting returns the first element, attribute or address in rendered HTML
// that a page must not have from a seed; "" if there is none.
func scripting(body string) string {
	for z := html.NewTokenizer(strings.NewReader(body)); z.Next() != html.ErrorToken; {
		token := z.Token()
		if token.Type != html.StartTagToken && token.Type != html.SelfClosingTagToken {
			continue
		}
		switch token.Data {
		case "script", "style", "iframe", "object", "embed", "svg", "math", "form", "input", "button", "link", "meta", "base", "textarea", "template":
			return token.String()
		}
		for _, a := range token.Attr {
			scheme, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(a.Val)), ":")
			unsafe := (a.Key == "href" || a.Key == "src") && slices.Contains([]string{"javascript", "vbscript", "data", "file", "blob"}, scheme)
			if unsafe || strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "srcdoc" {
				return token.String()
			}
		}
	}
	return ""
}

// told is what comes of a seed: faults, or what is known of the article, the
// warnings and the body.
func told(t *testing.T, name string, content, sidecar []byte) (got, body string) {
	t.Helper()
	var b bytes.Buffer
	a, err := Parse(name, content, sidecar)
	if err != nil {
		for _, f := range fault.List(err) {
			fmt.Fprintf(&b, "error: %v\n", f)
		}
		return b.String(), ""
	}
	fmt.Fprintf(&b, "title: %s\nslug: %s\n", a.Title, a.Slug)
	for _, pair := range [][2]string{{"byline", strings.Join(a.Byline, ", ")}, {"source", a.Source}, {"url", a.URL}, {"tags", strings.Join(a.Tags, ", ")}, {"aliases", strings.Join(a.Aliases, ", ")}, {"summary", a.Summary}} {
		if pair[1] != "" {
			fmt.Fprintf(&b, "%s: %s\n", pair[0], pair[1])
		}
	}
	for _, w := range a.Warnings {
		fmt.Fprintf(&b, "warning: %v\n", w)
	}
	checkArticle(t, a, nil)
	body = checkBody(t, a, Render{})
	b.WriteString(strings.TrimSpace(body) + "\n")
	return b.String(), body
}

// TestTooMuch gives what cannot stand in a file of the corpus: it must be read
// or refused, soon.
func TestTooMuch(t *testing.T) {
	for name, seed := range map[string]string{
		"a line of 31 megabytes": "Title\n\n" + strings.Repeat("word ", 31<<20/5),
		"a word of 31 megabytes": "Title\n\n" + strings.Repeat("w", 31<<20),
		"many keys":              "---\ntitle: x\n" + keys(20_000) + "---\nText.\n",
		"deep YAML":              "---\na: " + strings.Repeat("[", 100_000) + "\n---\nText.\n",
		"deep JSON":              "{\"a\": " + strings.Repeat("[", 100_000) + "\nText.\n",
		"deep TOML":              "+++\na = " + strings.Repeat("[", 100_000) + "\n+++\nText.\n",
		"wide YAML":              "---\ntags: [" + strings.Repeat("a,", 1_000_000) + "]\n---\nText.\n",
		"a long title":           "---\ntitle: " + strings.Repeat("long ", 1_000_000) + "\n---\nText.\n",
		"many references":        strings.Repeat("[a]: b\n", 200_000) + strings.Repeat("[a]", 200_000),
		"many emphases":          strings.Repeat("*a **b ", 200_000),
		"many quotes":            strings.Repeat("> ", 1900) + "x\n",
		"many lists":             strings.Repeat("- ", 1900) + "x\n",
		"many backticks":         strings.Repeat("`a``b", 200_000),
		"many entities":          strings.Repeat("&amp;&#x26;", 200_000),
		"aliases":                "---\na: &a [" + strings.Repeat("x,", 1000) + "]\nb: &b [" + strings.Repeat("*a,", 1000) + "]\nc: &c [" + strings.Repeat("*b,", 1000) + "]\nd: [" + strings.Repeat("*c,", 1000) + "]\n---\nText.\n",
		"many brackets":          strings.Repeat("[", 200_000),
		"many footnotes":         strings.Repeat("[^1]", 50_000) + "\n\n[^1]: x\n",
		"many comments":          strings.Repeat("<!-- ", 200_000),
		"many tags":              strings.Repeat("<a ", 200_000),
	} {
		t.Run(name, func(t *testing.T) {
			hurry(t, name)
			file := "a.md"
			if strings.Contains(name, "megabytes") {
				file = "a.txt"
			}
			a, err := Parse(file, []byte(seed), nil)
			if err == nil {
				if err := a.WriteHTML(&bytes.Buffer{}, Render{}); err != nil {
					t.Error(err)
				}
			} else if fault.List(err)[0].Path != file {
				t.Errorf("no good fault: %v", err)
			}
		})
	}
}

func keys(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "k%d: v\n", i)
	}
	return b.String()
}
