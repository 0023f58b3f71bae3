package generator

import (
	_ "embed"
	"strconv"
	"strings"

	"pressmark/generator/site"
)

//go:embed accuracy.txt
var accuracyFile string

// accuracy is what was measured of the annotator that this program carries. A
// site with annotations of its own making does not show it.
func accuracy() site.Accuracy {
	a := site.Accuracy{Note: "Measured on 40 news articles that the program had not seen, marked after a written guide. What is marked by people’s corrections is right by their word."}
	for line := range strings.Lines(accuracyFile) {
		fields := strings.Fields(line)
		if len(fields) < 2 || fields[0] == "#" {
			continue
		}
		s := site.Score{Precision: -1, Recall: -1, F1: -1}
		for i, to := range []*int{&s.Precision, &s.Recall, &s.F1} {
			if i+1 < len(fields) {
				*to, _ = strconv.Atoi(fields[i+1])
			}
		}
		switch fields[0] {
		case "names":
			a.Names = &s
		case "quotations":
			a.Quotations = &s
		case "speakers":
			a.Speakers = &s
		case "identities":
			a.Identities = &s
		case "dates":
			a.Dates = &s
		}
	}
	return a
}
