package archive

import (
	"fmt"
	"testing"
)

func TestTies(t *testing.T) {
	a := Resolve(articles(t, "2020-01-01 a: [person Ivan Zorin] met [person Anna Quist] and [person Berta Holm] in [place Minsk].\n"+
		"2020-01-02 b: [person Ivan Zorin] left. [person Anna Quist] saw [person Berta Holm], and [person Anna Quist] wept."), nil)
	zorin := a.Entity("person/ivan-zorin")
	company := a.Company(zorin, 0)
	var got []string
	for _, tie := range a.Ties(zorin, company, 2) {
		got = append(got, fmt.Sprint(company[tie.A].Entity.Name, "–", company[tie.B].Entity.Name, " ", tie.Passages))
	}
	if want := "[Anna Quist–Berta Holm 2 Anna Quist–Minsk 1]"; fmt.Sprint(got) != want {
		t.Errorf("got %v, want %s", got, want)
	}
}
