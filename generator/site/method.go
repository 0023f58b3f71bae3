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
			accuracyOf("People, organisations, places", "exact words, exact kind", a.Names),
			accuracyOf("Quotations", "half or more of the words shared with what a reader marked", a.Quotations),
			accuracyOf("Speakers", "the right speaker for a quotation found", a.Speakers),
			accuracyOf("Who is who", "B-cubed, within an article", a.Identities),
			accuracyOf("Dates", "exact words, exact value", a.Dates),
		}}
		corrected := 0
		for _, e := range lib.archive.Entries {
			corrected += len(e.Applied)
		}
		v.Corrections = "None so far."
		if corrected > 0 {
			v.Corrections = capital(lib.words.Spelled(corrected)) + " so far."
		}
		return &view{Title: "About the method", Section: "/about/", Main: v,
			Description: "How quotations, names and dates are found, how sure each is, how often that goes wrong, and how to report an error."}, nil
	})
	p.view("the page for what is not there", "/404.html", "404.html", nil, func() (*view, error) {
		shelf := ""
		if len(lib.archive.Entries) > 0 {
			shelf = lib.archive.Entries[0].ShelfMark()
		}
		return &view{Title: "Not in its place", NoIndex: true, Main: shelf}, nil
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
