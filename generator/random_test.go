package generator

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"pressmark/generator/export"
)

// An editor makes random changes to a site.
type editor struct {
	*testSite
	*rand.Rand
}

func (e *editor) one(list ...string) string { return list[e.IntN(len(list))] }

// person and place are names that come again in several articles, and forms of
// them that could be one or two.
func (e *editor) person() string {
	return e.one("Anna Larsson", "Nils Berg", "Olga Petrova", "A. Larsson", "Ida Berg", "Anna B. Larsson", "Viktor Hansen", "Nils Erik Berg")
}

func (e *editor) place() string { return e.one("Oslo", "Bergen", "Gothenburg", "Minsk", "Norway") }

func (e *editor) name() string {
	return fmt.Sprintf("seeds/%s%d.md", e.one("", "deep/"), e.IntN(8))
}

// text is an article of several sentences, of which each may be there or not.
func (e *editor) text(title string) string {
	person, place, other := e.person(), e.place(), e.person()
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: %s\n", title)
	if e.IntN(6) > 0 {
		fmt.Fprintf(&b, "date: 2024-%02d-%02d\n", 4+e.IntN(3), 1+e.IntN(28))
	}
	if e.IntN(2) == 0 {
		fmt.Fprintf(&b, "tags: [%s]\n", strings.ToLower(e.place()))
	}
	if e.IntN(3) == 0 {
		fmt.Fprintf(&b, "source: %s\n", e.one("The Courier", "Harbour News"))
	}
	if e.IntN(8) == 0 {
		fmt.Fprintf(&b, "draft: true\n")
	}
	fmt.Fprintf(&b, "---\n\n%s, the %s, was in %s on Monday.", person, e.one("harbour master", "mayor", "minister of trade"), place)
	for _, sentence := range []string{
		fmt.Sprintf(" “We counted every boat twice,” %s said.", strings.Fields(person)[len(strings.Fields(person))-1]),
		" “We counted every single boat in the harbour twice and then once more,” a spokesman said.",
		fmt.Sprintf(" “We counted every single boat in the harbour twice and then once more,” %s told %s.", other, person),
		fmt.Sprintf("\n\nIt rained in *%s* on 3 May 2024.", place),
		fmt.Sprintf("\n\nSee [another](%s) of %s.", e.one("1.md", "../2.md", "deep/3.md"), e.one("1999", "June 2001")),
		" The opposition said that nobody had counted.",
		fmt.Sprintf("\n\nThe Harbour Office of %s asked %s to return.", place, other),
	} {
		if e.IntN(2) == 0 {
			b.WriteString(sentence)
		}
	}
	return b.String() + "\n"
}

// change makes one change and says what it was.
func (e *editor) change() string {
	name := e.name()
	switch e.IntN(20) {
	case 0, 1:
		e.remove(name)
		return "removing " + name
	case 2:
		other := fmt.Sprintf("seeds/renamed%d.md", e.IntN(6))
		os.Rename(filepath.Join(e.cfg.Folder, name), filepath.Join(e.cfg.Folder, other))
		return "renaming " + name
	case 3:
		e.write("assets/pressmark.css", fmt.Sprintf("p { margin: %dpx }", e.IntN(3)))
		return "a style sheet"
	case 4:
		e.write("templates/part-own.html", fmt.Sprintf(`{{define "own"}}%d{{end}}`, e.IntN(3)))
		return "a template"
	case 5:
		e.remove("templates")
		e.remove("assets")
		return "no templates and assets"
	case 6:
		e.write("seeds/entities.yaml", fmt.Sprintf("entities:\n  - id: person/anna-larsson\n    name: Anna %s Larsson\n    aliases: [Anna Larsson]\n    description: %s\n    hidden: %t\n",
			e.one("B.", "C."), e.one("a sailor", "a judge"), e.IntN(4) == 0))
		return "the authority file"
	case 7:
		e.remove("seeds/entities.yaml")
		return "no authority file"
	case 8:
		e.write("seeds/corrections.yaml", fmt.Sprintf("corrections:\n  - article: %s\n    date: 2024-05-02\n    by: desk\n    find: {exact: %s}\n    set: {entity: %s}\n",
			strings.TrimSuffix(strings.TrimPrefix(name, "seeds/"), ".md"), e.person(), e.one("person/nobody", "person/nils-berg", "person/anna-larsson")))
		return "a correction of " + name
	case 9:
		e.remove("seeds/corrections.yaml")
		return "no corrections"
	case 10:
		e.cfg.Site.Title = e.one("One", "Two")
		return "the title"
	case 11:
		e.cfg.Site.BaseURL = e.one("", "https://example.org/", "https://example.org/x/")
		return "the address"
	case 12:
		e.cfg.Site.PageSize = 1 + e.IntN(4)
		e.cfg.Site.EntityPages = 1 + e.IntN(3)
		return "the numbers of rows and pages"
	case 13:
		e.write(strings.TrimSuffix(name, ".md")+".yaml", "source: "+e.one("The Gazette", "The Courier")+"\n")
		return "a sidecar of " + name
	case 14:
		e.cfg.Build.Drafts = !e.cfg.Build.Drafts
		e.cfg.Quotes.MinScore = e.one2(0, 70)
		return "drafts and the least score"
	case 15:
		os.WriteFile(filepath.Join(e.cfg.OutputPath(), "index.html"), []byte("changed"), 0o644)
		return "a published page"
	case 17:
		e.cfg.Data.Formats = [][]string{{"jsonl"}, {"jsonl", "w3c"}, {"csv", "sqlite", "tei"}, export.Names()}[e.IntN(4)]
		e.cfg.Data.PerArticle = [][]string{nil, {"tei", "schema"}, export.NamesPerArticle()}[e.IntN(3)]
		e.cfg.FileSize = []int{0, 2000, 8000}[e.IntN(3)]
		return "the formats"
	case 16:
		os.RemoveAll(e.cfg.CachePath())
		return "no cache"
	}
	title := "About " + filepath.Base(name) + e.one("", " in "+e.place())
	e.write(name, e.text(title))
	return "writing " + name
}

func (e *editor) one2(list ...int) int { return list[e.IntN(len(list))] }

// TestRandomEdits makes random changes to a site and builds after each: the
// output must be that of a clean build, byte for byte, whether one Builder does
// all builds or each is a process of its own. A page whose key did not change
// must be what it was. PRESSMARK_STEPS says how many changes.
func TestRandomEdits(t *testing.T) {
	steps := 30
	if n, err := strconv.Atoi(os.Getenv("PRESSMARK_STEPS")); err == nil {
		steps = n
	}
	e := &editor{newTestSite(t), rand.New(rand.NewPCG(5, 6))}
	b := NewBuilder()
	kept := 0
	for step := range steps {
		var done []string
		for range 1 + e.IntN(2) {
			done = append(done, e.change())
		}
		if e.IntN(3) == 0 {
			b.Close()
			b = NewBuilder()
		}
		// What the keys claim is looked into first, without publishing it.
		b.VerifyKeys = step%4 == 3
		report, err := b.Build(context.Background(), e.cfg, nil)
		if err != nil {
			if strings.Contains(err.Error(), "address") || strings.Contains(err.Error(), "there are no articles") || strings.Contains(err.Error(), "already") {
				continue // the last site stays
			}
			t.Fatalf("step %d, after %q: %v", step, done, err)
		}
		kept += report.Pages.Unchanged
		e.sameAsClean(fmt.Sprintf("step %d, %s", step, strings.Join(done, ", ")))
	}
	b.Close()
	if kept == 0 {
		t.Error("no page was ever left as it was")
	}
}
