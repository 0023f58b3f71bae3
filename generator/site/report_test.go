package site

import (
	"net/url"
	"strings"
	"testing"

	"pressmark/generator/archive"
)

func TestReportURL(t *testing.T) {
	const subject, body = "Error: Ada & Co", "id: x\nname: \"Y\""
	for _, c := range []struct{ report, want string }{
		{"", ""},
		{"mailto:desk@example.org", "mailto:desk@example.org?subject=Error%3A%20Ada%20%26%20Co&body=id%3A%20x%0D%0Aname%3A%20%22Y%22"},
		{"mailto:desk@example.org?cc=b@example.org", "mailto:desk@example.org?cc=b@example.org&subject=Error%3A%20Ada%20%26%20Co&body=id%3A%20x%0D%0Aname%3A%20%22Y%22"},
		{"https://github.com/a/b/issues/new", "https://github.com/a/b/issues/new?title=Error%3A%20Ada%20%26%20Co&body=id%3A%20x%0D%0Aname%3A%20%22Y%22"},
		{"https://gitlab.com/a/b/-/issues/new", "https://gitlab.com/a/b/-/issues/new?issue%5Btitle%5D=Error%3A%20Ada%20%26%20Co&issue%5Bdescription%5D=id%3A%20x%0D%0Aname%3A%20%22Y%22"},
		{"https://desk.example.org/?about={title}&words={body}", "https://desk.example.org/?about=Error%3A%20Ada%20%26%20Co&words=id%3A%20x%0D%0Aname%3A%20%22Y%22"},
		{"https://desk.example.org/form", "https://desk.example.org/form"},
		{"javascript:alert(1)//{title}", ""},
	} {
		if got := reportURL(c.report, subject, body); got != c.want {
			t.Errorf("reportURL(%q) =\n%s, want\n%s", c.report, got, c.want)
		}
	}
}

// What a reader sends can be pasted into the files as it stands.
func TestReportsAreReadAgain(t *testing.T) {
	a, o := fixtureArchive(t, fixture)
	o.Report, o.BaseURL = "https://issues.example.net/issues/new", "https://example.org/"
	lib, err := newLibrary(a, o)
	if err != nil {
		t.Fatal(err)
	}
	sent := func(address string) (page, entry string) {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		body := strings.ReplaceAll(u.Query().Get("body"), "\r\n", "\n")
		page, _, _ = strings.Cut(strings.TrimPrefix(body, "Page: "), "\n")
		return page, body[strings.Index(body, "\n- ")+1:]
	}
	for _, e := range a.Entities {
		page, entry := sent(lib.reportEntity(e).URL)
		authority, err := archive.LoadAuthority("entities.yaml", []byte("entities:\n"+entry))
		if err != nil || authority.Records[0].ID != e.ID || authority.Records[0].Name != e.Name {
			t.Errorf("%s is sent as\n%s\n%v", e.ID, entry, err)
		}
		if want := "https://example.org" + lib.links.href(lib.entityURL(e)); page != want {
			t.Errorf("%s is said to be on %q, want %q", e.ID, page, want)
		}
	}
	for _, e := range a.Entries {
		page, entry := sent(lib.reportArticle(e).URL)
		entry = strings.NewReplacer(wordsToReport, "said \\\"no\\\"", speakerToReport, "person/ada-brook").Replace(entry)
		corrections, err := archive.LoadCorrections("corrections.yaml", []byte("corrections:\n"+entry))
		if err != nil || len(corrections.For(e.ID)) != 1 || corrections.For(e.ID)[0].Find.Exact != `said "no"` || corrections.For(e.ID)[0].Set.Speaker != "person/ada-brook" {
			t.Errorf("%s is sent as\n%s\n%v", e.ID, entry, err)
		}
		if want := "https://example.org" + lib.links.href(lib.url(e)); page != want {
			t.Errorf("%s is said to be on %q, want %q", e.ID, page, want)
		}
	}
}
