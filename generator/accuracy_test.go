package generator

import "testing"

func TestAccuracyIsWhole(t *testing.T) {
	a := accuracy()
	if a.Names == nil || a.Quotations == nil || a.Speakers == nil || a.Identities == nil || a.Dates == nil {
		t.Fatalf("accuracy.txt lacks a line: %+v", a)
	}
	for _, s := range []int{a.Names.F1, a.Quotations.F1, a.Identities.F1, a.Dates.F1, a.Speakers.Precision} {
		if s < 500 || s > 1000 {
			t.Errorf("%d tenths of a percent cannot be right", s)
		}
	}
	if a.Speakers.Recall != -1 {
		t.Error("there is no recall of speakers")
	}
}
