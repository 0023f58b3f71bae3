package archive

import (
	"testing"

	"pressmark/generator/text"
)

// Who appears with whom, and what is related to what, is asked for each entity
// and each article: the time for one must not grow with the archive.
func BenchmarkCompany(b *testing.B) {
	a := Resolve(invented(b, 10_000, 5), nil)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		e := a.Entities[i%len(a.Entities)]
		a.Ties(e, a.Company(e, 24), 16)
	}
}

func BenchmarkRelated(b *testing.B) {
	a := Resolve(invented(b, 10_000, 5), nil)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		a.Related(a.Entries[i%len(a.Entries)], 5)
	}
}

// BenchmarkSlice reads passages as pages do: several of one article after each
// other.
func BenchmarkSlice(b *testing.B) {
	s, err := NewSpool(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	var readers []TextReader
	for range 1000 {
		r, err := s.Add(string(make([]byte, 4000)))
		if err != nil {
			b.Fatal(err)
		}
		readers = append(readers, r)
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		readers[i/10*7%1000].Slice(text.Span{Start: i % 3000, End: i%3000 + 200})
	}
}
