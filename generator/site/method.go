package site

import "fmt"

// A methodView is the page about how the archive is made.
type methodView struct {
	Accuracy    []accuracyRow
	Note        string
	Corrections string
	Examples    bool
}

type accuracyRow struct {
	Marked, Right         string
	Measured              bool
	Precision, Recall, F1 string
}

// method plans the page about the method, and the page for what is not there.
func (p *planner) method() {
	lib := p.library
	p.view("the page about the method", "/about/", "about.html", nil, func() (*view, error) {
		a := lib.options.Accuracy
		v := &methodView{Note: a.Note, Accuracy: []accuracyRow{
			accuracyOf(lib.say("People, organisations, places"), lib.say("exact words, exact kind"), a.Names),
			accuracyOf(lib.say("Quotations"), lib.say("half or more of the words shared with what a reader marked"), a.Quotations),
			accuracyOf(lib.say("Speakers"), lib.say("the right speaker for a quotation found"), a.Speakers),
			accuracyOf(lib.say("Who is who"), lib.say("B-cubed, within an article"), a.Identities),
			accuracyOf(lib.say("Dates"), lib.say("exact words, exact value"), a.Dates),
		}}
		corrected := 0
		for _, e := range lib.archive.Entries {
			corrected += len(e.Applied)
		}
		v.Corrections = lib.say("None so far.")
		if corrected > 0 {
			v.Corrections = lib.many(corrected, "{n} so far.")
		}
		return &view{Title: lib.say("About the method"), Section: "/about/", Main: v,
			Description: lib.say("How quotations, names and dates are found, how sure each is, how often that goes wrong, and how to report an error.")}, nil
	})
	p.view("the page for what is not there", "/404.html", "404.html", nil, func() (*view, error) {
		shelf := ""
		if len(lib.archive.Entries) > 0 {
			shelf = lib.archive.Entries[0].ShelfMark()
		}
		return &view{Title: lib.say("Not in its place"), NoIndex: true, Main: shelf}, nil
	})
}

func accuracyOf(marked, right string, s *Score) accuracyRow {
	r := accuracyRow{Marked: marked, Right: right}
	if s != nil {
		r.Measured = true
		r.Precision, r.Recall, r.F1 = percent(s.Precision), percent(s.Recall), percent(s.F1)
	}
	return r
}

// percent prints tenths of a percent, "92.5%", and a dash for what has no
// figure, which is negative.
func percent(tenths int) string {
	if tenths < 0 {
		return "–"
	}
	return fmt.Sprintf("%d.%d%%", tenths/10, tenths%10)
}
