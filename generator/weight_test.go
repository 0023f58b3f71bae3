package generator

import (
	"context"
	"html"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
)

// What an article's page may weigh, in bytes: so much for what stands on every
// page, and so many times its text. The style sheet and the script come once.
const (
	pageWeight   = 12 << 10
	timesText    = 3
	styleWeight  = 26 << 10
	scriptWeight = 15 << 10
)

var (
	marginNote = regexp.MustCompile(`(?s)<div class="note".*?</div>`)
	anyTag     = regexp.MustCompile(`<[^>]*>`)
)

// TestWeight builds the demo archive and weighs each article's page against the
// text in it.
func TestWeight(t *testing.T) {
	cfg, err := LoadConfig("..", "", nil)
	if err != nil {
		t.Fatal(err)
	}
	cfg.Build.Output, cfg.Build.Cache = t.TempDir(), t.TempDir()
	cfg.Data.PerArticle = nil // what a site asks for besides has its price: some 170 bytes a format
	if _, err := Build(context.Background(), cfg, nil); err != nil {
		t.Fatal(err)
	}
	articles := 0
	out := os.DirFS(cfg.Build.Output)
	err = fs.WalkDir(out, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		page, err := fs.ReadFile(out, name)
		switch {
		case err != nil:
			return err
		case strings.HasPrefix(name, "assets/pressmark.") && strings.HasSuffix(name, ".css"):
			weigh(t, name, len(page), styleWeight)
		case strings.HasPrefix(name, "assets/pressmark.") && strings.HasSuffix(name, ".js"):
			weigh(t, name, len(page), scriptWeight)
		case strings.HasSuffix(name, ".html"):
			if text := textOf(string(page)); text != "" {
				articles++
				weigh(t, name, len(page), pageWeight+timesText*len(text))
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if articles < 10 {
		t.Errorf("weighed %d articles only", articles)
	}
}

func weigh(t *testing.T, name string, weight, most int) {
	t.Helper()
	if weight > most {
		t.Errorf("%s weighs %d bytes, %d too many", name, weight, weight-most)
	}
}

// textOf is the headline and the text of an article's page; "" of another.
func textOf(page string) string {
	_, headline, _ := strings.Cut(page, "<h1")
	headline, _, _ = strings.Cut(headline, "</h1>")
	_, headline, _ = strings.Cut(headline, ">")
	_, body, found := strings.Cut(page, `id="text"`)
	body, _, _ = strings.Cut(body, "</article>")
	_, body, _ = strings.Cut(body, ">")
	if !found {
		return ""
	}
	body = marginNote.ReplaceAllString(body, "")
	return html.UnescapeString(anyTag.ReplaceAllString(headline+body, ""))
}
