package generator

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"context"
	"io"
	"strings"
	"testing"
)

// traces are the files of the output in which one of the words stands, in any
// case, also inside compressed ones.
func (s *testSite) traces(words ...string) []string {
	s.t.Helper()
	var found []string
	for name, data := range s.files("public") {
		content := strings.ToLower(name + "\n" + data + "\n" + unpacked(data))
		for _, word := range words {
			if strings.Contains(content, strings.ToLower(word)) {
				found = append(found, name+": "+word)
			}
		}
	}
	return found
}

// unpacked is what data holds if it is compressed; "" if it is not.
func unpacked(data string) string {
	var b strings.Builder
	if z, err := gzip.NewReader(strings.NewReader(data)); err == nil {
		io.Copy(&b, z)
	}
	io.Copy(&b, flate.NewReader(bytes.NewReader([]byte(data))))
	return b.String()
}

func (s *testSite) build() *Report {
	s.t.Helper()
	report, err := Build(context.Background(), s.cfg, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	return report
}

func TestWhatIsWithdrawnLeavesNoTrace(t *testing.T) {
	s := newTestSite(t)
	s.cfg.Site.BaseURL = "https://example.org/archive/"
	s.write("seeds/wire/flood.md", article("Flood in the valley", "2024-05-15", "Bertil Quist", "Uppsala")+"\nThe embankment gave way. Xylographers watched.\n")
	s.write("seeds/wire/frost.md", article("Frost on the hills", "2024-05-16", "Carl Zetterqvist", "Kiruna"))
	s.write("seeds/court.md", article("Hearing in May", "2024-05-17", "Dagny Vreeswijk", "Lund")+"\nDagny Vreeswijk denied it. “I was asleep,” Vreeswijk told the court.\n")
	s.write("seeds/secret.md", article("Leaked ledger", "2024-05-18", "Egil Wolmar", "Visby")+"\nThe ledger named Wolmarsson Holdings.\n")
	s.build()
	secrets := []string{"xylograph", "zetterqvist", "vreeswijk", "dagny", "wolmar", "visby", "ledger", "egil"}
	for _, word := range secrets {
		if len(s.traces(word)) == 0 {
			t.Fatalf("%q does not stand in the output before it is withdrawn: the test proves nothing", word)
		}
	}
	s.write("seeds/rights.yaml", `rules:
  - articles: [wire/flood]
    rights: excerpt
    excerpt_words: 12
    rights_note: Shown in part by agreement.
  - articles: [wire/frost]
    rights: metadata
  - articles: [secret]
    withdrawn: 2026-05-01
    rights_note: Withdrawn by order of a court.
  - anonymise: [Dagny Vreeswijk]
`)
	report := s.build()
	if report.Withdrawn != 1 || report.Articles != 4 {
		t.Errorf("%d withdrawn, %d articles", report.Withdrawn, report.Articles)
	}
	s.sameAsClean("rights.yaml written")
	for _, trace := range s.traces("xylograph", "zetterqvist", "vreeswijk", "dagny", "wolmar", "visby", "egil") {
		t.Error(trace)
	}
	// The address stays, with a notice; its own words are in no other place.
	for _, trace := range s.traces("leaked", "ledger") {
		if !strings.HasPrefix(trace, "/2024/05/leaked-ledger/") && !strings.HasPrefix(trace, "/.pressmark.json") {
			t.Error(trace)
		}
	}
	notice := s.files("public")["/2024/05/leaked-ledger/index.html"]
	if !strings.Contains(notice, "Withdrawn by order of a court.") || !strings.Contains(notice, `datetime="2026-05-01"`) || !strings.Contains(notice, "noindex") {
		t.Errorf("the notice is not whole: %s", notice)
	}
	if page := s.files("public")["/2024/05/flood-in-the-valley/index.html"]; !strings.Contains(page, "Shown in part by agreement.") {
		t.Error("the excerpt does not say that it is one")
	}
	s.remove("seeds/rights.yaml")
	s.build()
	if len(s.traces("xylograph")) == 0 {
		t.Error("the article does not come back when the rule is gone")
	}
	s.sameAsClean("rights.yaml removed")
}

func TestWithheldNamesMustNotStandInOtherFiles(t *testing.T) {
	s := newTestSite(t)
	s.write("seeds/rights.yaml", "rules:\n  - anonymise: [Anna Larsson]\n")
	s.write("seeds/entities.yaml", "entities:\n  - id: person/anna-larsson\n    name: Anna Larsson\n")
	_, err := Build(context.Background(), s.cfg, nil)
	if err == nil || !strings.Contains(err.Error(), "entities.yaml:3: here stands a name that rights.yaml withholds") {
		t.Error(err)
	}
	s.write("seeds/rights.yaml", "rules:\n  - articles: [nowhere/*]\n    rights: tombstone\n")
	if report := s.build(); len(report.Warnings) == 0 || !strings.Contains(report.Warnings[0].Error(), `rights.yaml:2:5: no article fits "nowhere/*"`) {
		t.Errorf("%v", report.Warnings)
	}
}
