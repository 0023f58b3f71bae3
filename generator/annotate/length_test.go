package annotate

import (
	"fmt"
	"strings"
	"testing"
)

// long are units of long texts: running news, one sentence without an end, names
// of one family, capitals, a table, letters of another script.
var long = []struct{ name, unit string }{
	{"story", "President Marlow said on Tuesday that the Halmby Port Authority (HPA) “will not close the port” of Halmby. His wife, Mary Marlow, called it a mistake, and Marlow agreed.\n\n"},
	{"one-sentence", "Anna Ek and the Bank of Lund, "},
	{"family", "President Marlow met Mary Marlow, the wife of Peter Marlow, and Mr. Marlow. "},
	{"capitals", "ANNA EK LEFT LUND. "},
	{"table", "Lund\t12\tEk\t1998\n"},
	{"right-to-left", "قال محمد الهاشمي إن Anna Ek غادرت لوند. "},
}

// BenchmarkLength shows that the time of all of annotation grows with length and
// no faster: the time per byte stays the same up to an article of 5 MB.
func BenchmarkLength(b *testing.B) {
	a := New()
	for _, text := range long {
		for _, size := range []int{50_000, 500_000, 5_000_000} {
			b.Run(fmt.Sprintf("%s/%d", text.name, size), func(b *testing.B) {
				s := strings.Repeat(text.unit, size/len(text.unit)+1)
				for b.Loop() {
					a.Annotate(Input{Text: s, Date: "2020-09-01"})
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(s)), "ns/byte")
			})
		}
	}
}

// TestLong sees that long texts of all sorts hold together.
func TestLong(t *testing.T) {
	a := New()
	for _, text := range long {
		s := strings.Repeat(text.unit, 60_000/len(text.unit))
		holds(t, s, a.Annotate(Input{Text: s, Date: "2020-09-01"}))
	}
}
