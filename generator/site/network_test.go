package site

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"pressmark/generator/annotate"
	"pressmark/generator/archive"
)

// Names beside the nodes stand on lines of their own, and none passes the edge.
func TestNetworkNamesAreApart(t *testing.T) {
	a, o := fixtureArchive(t, fixture)
	lib, err := newLibrary(a, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{4, 5, 12, 23, networkNodes, networkNodes + 9} {
		var company []archive.Companion
		for i := range n {
			e := &archive.Entity{ID: fmt.Sprint("person/", i), Kind: annotate.Person, Name: strings.Repeat("Marianne ", 1+i%4) + "Wolff"}
			company = append(company, archive.Companion{Entity: e, Passages: 1 + i%5, Articles: 2})
		}
		d := lib.network(&archive.Entity{Name: "Ada Brook"}, company)
		names := regexp.MustCompile(`<text (?:x="(\d+)" )?y="(\d+)"( text-anchor="end")?>(?:<tspan x="(\d+)">)?([^<]*)`).FindAllStringSubmatch(string(d.Inner), -1)
		if want := min(n, networkNodes); len(names) != want {
			t.Fatalf("%d names of %d are drawn", len(names), want)
		}
		taken := map[string]bool{}
		for _, m := range names {
			x, _ := strconv.Atoi(m[1] + m[4])
			y, _ := strconv.Atoi(m[2])
			width := len([]rune(strings.TrimSpace(m[5]))) * 7 // of 13.5 px
			if line := fmt.Sprint(y/networkRow, m[3]); taken[line] {
				t.Errorf("%q of %d stands on the line of another", m[5], n)
			} else {
				taken[line] = true
			}
			if m[3] != "" && x < width || m[3] == "" && x+width > networkWidth {
				t.Errorf("%q of %d passes the edge", m[5], n)
			}
		}
		if strings.Contains(d.View, "-") {
			t.Errorf("the view is %q", d.View)
		}
	}
}
