package tagger

import (
	"strings"
	"sync"
	"testing"

	"pressmark/generator/text"
)

func TestPOSOfNews(t *testing.T) {
	for sentence, want := range map[string]string{
		"The minister said on Monday that she had not seen the report.": "DET NOUN VERB-VBD ADP PROPN SCONJ PRON AUX-FIN PART-NOT VERB-VBN DET NOUN PUNCT",
		"“We don’t know,” a spokesman said.":                            "PUNCT PRON AUX-VB|AUX-FIN PART-NOT VERB-VB PUNCT PUNCT DET NOUN VERB-VBD PUNCT",
		"According to the mayor’s office, two roads are closed.":        "VERB-VBG ADP DET NOUN PART-POS NOUN PUNCT NUM NOUN AUX-FIN VERB-VBN|ADJ PUNCT",
		"He wants to tell them what happened.":                          "PRON VERB-VBZ PART-TO VERB-VB PRON PRON-WH VERB-VBD PUNCT",
	} {
		doc := text.Parse(sentence, nil)
		for i, tag := range EnglishPOS().Tag(doc, nil) {
			if w := strings.Fields(want)[i]; !strings.Contains("|"+w+"|", "|"+tag.String()+"|") {
				t.Errorf("%s: %s is tagged %s, want %s", sentence, doc.Tokens[i].In(sentence), tag, w)
			}
		}
	}
}

func TestPOSFileRoundTrip(t *testing.T) {
	w := &POSWeights{Rows: make([][NumPOS]int8, 64), Dict: map[uint64]POS{HashPOSWord("the"): Det}}
	for i := range w.Rows {
		for tag := range w.Rows[i] {
			if (i*7+tag)%3 == 0 {
				w.Rows[i][tag] = int8(i*tag - 128)
			}
		}
	}
	file, err := w.File("header")
	if err != nil {
		t.Fatal(err)
	}
	read, err := ReadPOS(file)
	if err != nil {
		t.Fatal(err)
	}
	plain := w.Model()
	for i := range plain.rows {
		for tag := range NumPOS {
			if a, b := plain.rows[i][tag>>3]>>(8*(tag&7))&0xFF, read.rows[i][tag>>3]>>(8*(tag&7))&0xFF; a != b {
				t.Fatalf("row %d, %s: %d after reading, %d before", i, POS(tag), b, a)
			}
		}
	}
	if tag, ok := read.dict.tag(HashPOSWord("The")); !ok || tag != Det {
		t.Errorf("the dictionary lost a word: %v, %v", tag, ok)
	}
	for n := range file {
		ReadPOS(file[:n]) // no part of a file may cause a panic
	}
}

func TestPOSIsSafeForGoroutines(t *testing.T) {
	doc := text.Parse(strings.Repeat("The minister said that nobody would pay. ", 50), nil)
	want := EnglishPOS().Tag(doc, nil)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for i, tag := range EnglishPOS().Tag(doc, nil) {
				if tag != want[i] {
					t.Errorf("token %d is %s in one goroutine and %s in another", i, tag, want[i])
					return
				}
			}
		})
	}
	all.Wait()
}

func FuzzPOS(f *testing.F) {
	f.Add("“No,” she said.\n\nИ так \xff далее")
	f.Fuzz(func(t *testing.T, s string) {
		doc := text.Parse(s, nil)
		for _, tag := range EnglishPOS().Tag(doc, nil) {
			if tag >= NumPOS {
				t.Fatalf("tag %d", tag)
			}
		}
	})
}

func BenchmarkPOS(b *testing.B) {
	doc := text.Parse(strings.Repeat("Yesterday the foreign minister of a small republic told reporters that talks over the disputed waters would resume. ", 60), nil)
	tags := EnglishPOS().Tag(doc, nil)
	b.ReportAllocs()
	for b.Loop() {
		tags = EnglishPOS().Tag(doc, tags)
	}
	b.ReportMetric(float64(len(doc.Tokens)*b.N)/b.Elapsed().Seconds(), "words/s")
}
