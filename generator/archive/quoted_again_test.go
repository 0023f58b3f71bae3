package archive

import (
	"fmt"
	"testing"
)

func TestReportsThatManyPapersPrint(t *testing.T) {
	var entries []*Entry
	for i := range 3*maxSharers - 10 {
		entries = append(entries, article(t, fmt.Sprint("2020-09-01 copy", i), "[person#l Ann Lee] said: {l|We close the bridge on Monday, and nobody may cross it until spring.}"))
	}
	entries = append(entries, article(t, "2020-09-02 other", "[person#l Ann Lee] said: {l|We close the school on Friday, and it opens again in spring.}"))
	a := Resolve(entries, nil)
	for _, e := range a.Entries {
		again := a.AlsoQuoted(QuoteRef{e, 0})
		if e.ID == "other" {
			if len(again) != 0 {
				t.Errorf("other words are quoted again in %d articles", len(again))
			}
		} else if len(again) < maxSharers-11 || len(again) >= maxSharers {
			t.Errorf("%s: quoted again in %d articles", e.ID, len(again))
		}
	}
}
