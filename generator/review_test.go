package generator

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func (s *testSite) look() *Survey {
	s.t.Helper()
	survey, err := Look(context.Background(), s.cfg, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { survey.Close() })
	return survey
}

// Every choice that a review offers must be one that the next build can follow.
func TestEveryChoiceCanBeFollowed(t *testing.T) {
	s := newTestSite(t)
	s.write("seeds/second.md", article("Second", "2024-05-15", "Bo Ek", "Lund")+"\nThe ministry said that boats were counted. Anna Larsson denied that she had been in Lund.\n")
	doubts := s.look().Review(s.cfg).Doubts(50)
	tried := 0
	for _, d := range doubts {
		for i, c := range d.Choices {
			s.remove("seeds/" + correctionsName)
			s.remove("seeds/" + authorityName)
			if err := s.look().Review(s.cfg).Decide(d.ID, i, 50); err != nil {
				t.Errorf("%s, %s: %v", d.Words, c.Label, err)
				continue
			}
			survey := s.look()
			if orphans := survey.Orphans(); len(orphans) > 0 {
				t.Errorf("%s, %s: %v", d.Words, c.Label, orphans)
			}
			if c.File == correctionsName && survey.Report.Corrections != 1 {
				t.Errorf("%s, %s: %d corrections applied", d.Words, c.Label, survey.Report.Corrections)
			}
			tried++
		}
	}
	if tried < 10 {
		t.Errorf("only %d choices were offered: %+v", tried, doubts)
	}
}

func TestReviewAsksTheLeastCertainFirst(t *testing.T) {
	s := newTestSite(t)
	s.write("seeds/second.md", article("Second", "2024-05-15", "Bo Ek", "Lund")+"\n“Nobody knows,” it was heard. The ministry said that boats were counted.\n")
	last := map[string]int{}
	for _, d := range s.look().Review(s.cfg).Doubts(3) {
		if d.About != "merge" && d.Score < last[d.About] {
			t.Errorf("%s %q of %d after %d", d.About, d.Words, d.Score, last[d.About])
		}
		last[d.About] = d.Score
		if !strings.HasPrefix(d.URL, "/") || d.Words == "" || d.Now == "" {
			t.Errorf("%+v", d)
		}
	}
	if err := s.look().Review(s.cfg).Decide("0123456789abcdef", 0, 3); err == nil {
		t.Error("a doubt that was never asked is decided")
	}
}

func TestDecisionsKeepComments(t *testing.T) {
	s := newTestSite(t)
	const before = "# Decisions of the desk\ncorrections:\n  - article: first # a comment\n    find: {exact: \"Anna Larsson\"}\n    set: {kind: person}\n"
	s.write("seeds/corrections.yaml", before)
	review := s.look().Review(s.cfg)
	if err := review.Decide(review.Doubts(5)[0].ID, 0, 5); err != nil {
		t.Fatal(err)
	}
	after, err := os.ReadFile(filepath.Join(s.cfg.SeedsPath(), correctionsName))
	if err != nil || !strings.HasPrefix(string(after), before) || len(after) == len(before) {
		t.Errorf("%q", after)
	}
}
