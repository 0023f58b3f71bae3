package archive

import (
	"strings"
	"testing"
)

// TestCompanyByPassages sees that who is named beside somebody again and again
// stands before a rare name met once.
func TestCompanyByPassages(t *testing.T) {
	a := Resolve(articles(t, "2020-01-01 a: [person Ivan Zorin] met [person Anna Quist].\n"+
		"2020-01-02 b: [person Ivan Zorin] wrote to [person Anna Quist].\n"+
		"2020-01-03 c: [person Ivan Zorin] met [person Dora Halmby].\n"+
		"2020-01-04 d: [person Anna Quist] left.\n2020-01-05 e: [person Anna Quist] slept.\n2020-01-06 f: [person Anna Quist] rose."), nil)
	var got []string
	for _, c := range a.Company(a.Entity("person/ivan-zorin"), 0) {
		got = append(got, c.Entity.ID)
	}
	if want := "person/anna-quist person/dora-halmby"; strings.Join(got, " ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
}
