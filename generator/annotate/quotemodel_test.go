package annotate

import (
	"strings"
	"sync"
	"testing"

	"pressmark/generator/text"
)

// modelled reads a text with names by rule and quotations by the model.
func modelled(s string) []Quote {
	a := Annotator{names: findNames}
	doc := text.Parse(s, abbreviationClass)
	mentions := a.names(doc)
	clusters := clusterMentions(doc, mentions, text.Span{})
	regions := findRegions(doc)
	return modelQuotes(doc, Input{Text: s}, mentions, regions, newResolver(doc, mentions, clusters, quotedSpans(doc, regions)))
}

func TestModelQuotes(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Halvorsen said the bridge was safe and told drivers to use it.",
			"Halvorsen|said|the bridge was safe; Halvorsen|told|drivers to use it"},
		{"President Jorge Brandt on Tuesday said the bridge was safe.", "President Jorge Brandt|said|the bridge was safe"},
		{"The court said nothing.", ""},
		{"Halvorsen was quoted as saying the bridge was safe.", "Halvorsen|saying|the bridge was safe"},
		{"“The bridge is safe,” said Halvorsen, a former mayor who once built boats. “Use it.”",
			"Halvorsen|said|“The bridge is safe,” … “Use it.”"},
		{"“They told us the bridge was safe,” Halvorsen said. “It was not.”",
			"Halvorsen|said|“They told us the bridge was safe,” … “It was not.”"},
	} {
		var got []string
		for _, q := range modelled(c.text) {
			var words []string
			for _, s := range q.Spans {
				words = append(words, s.In(c.text))
			}
			got = append(got, q.Speaker.Span.In(c.text)+"|"+q.Cue.In(c.text)+"|"+strings.Join(words, " … "))
		}
		if g := strings.Join(got, "; "); g != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, g, c.want)
		}
	}
}

func TestModelIsForEnglishOnly(t *testing.T) {
	for lang, want := range map[string]bool{"": true, "en": true, "en-GB": true, "enm": false, "de": false} {
		if english(lang) != want {
			t.Errorf("english(%q) = %v", lang, !want)
		}
	}
}

func TestDecodeKeepsToWhatIsAllowed(t *testing.T) {
	scores := make([]contentScores, 6)
	for i := range scores {
		for l := range scores[i] {
			scores[i][l] = int32((i*7+l*5)%13) - 3
		}
	}
	may := []uint8{mayBegin | mayEnd | mayBe, mayBe, 0, mayBegin | mayBe, mayBe, mayEnd | mayBe}
	labels := make([]uint8, len(scores))
	var d contentDecoder
	got := d.decode(scores, may, labels)
	sum := int32(0)
	for i, l := range labels {
		sum += scores[i][l]
		if allowed[l]&^may[i] != 0 {
			t.Errorf("token %d has label %d, which it may not", i, l)
		}
	}
	if sum != got {
		t.Errorf("the labels score %d, decode says %d", sum, got)
	}
	if best := bestByTrial(scores, may, 0, stateOf(stateClosed, 0, 0)); best != got {
		t.Errorf("decode finds %d, trial of all %d", got, best)
	}
}

// bestByTrial tries all sequences of transitions.
func bestByTrial(scores []contentScores, may []uint8, i, state int) int32 {
	if i == len(scores) {
		if state < stateOf(stateInS, 0, 0) {
			return 0
		}
		return impossible
	}
	best := int32(impossible)
	for _, tr := range transitions {
		if int(tr.from) == state && allowed[tr.label]&^may[i] == 0 {
			if rest := bestByTrial(scores, may, i+1, int(tr.to)); rest != impossible {
				best = max(best, rest+scores[i][tr.label])
			}
		}
	}
	return best
}

func TestMarginalsAddUp(t *testing.T) {
	scores := make([][ContentLabels]float64, 5)
	for i := range scores {
		for l := range scores[i] {
			scores[i][l] = float64((i*3+l*7)%5) - 2
		}
	}
	may := []uint8{7, 7, 0, 7, 7}
	out := make([][ContentLabels]float64, len(scores))
	var f ContentField
	f.Marginals(scores, may, out)
	for i := range out {
		sum := 0.0
		for _, p := range out[i] {
			sum += p
		}
		if sum < 0.999999 || sum > 1.000001 {
			t.Errorf("token %d: probabilities add up to %v", i, sum)
		}
	}
	if out[2][labelO] < 0.999999 {
		t.Errorf("the cue is outside with probability %v", out[2][labelO])
	}
}

func TestQuoteModelFile(t *testing.T) {
	w := &QuoteWeights{Cues: make([]int16, 32), Contents: make([][ContentLabels]int8, 16), Heads: map[uint64]bool{7: true, 1 << 60: true}}
	w.Settings.Cue, w.Settings.Hundredths[3] = -200, 123456
	for i := range w.Cues {
		w.Cues[i] = int16((i - 9) * (i % 3) * 800)
	}
	for i := range w.Contents {
		for l := range w.Contents[i] {
			w.Contents[i][l] = int8((i*l)%5*50 - 100)
		}
	}
	file, err := w.File("header")
	if err != nil {
		t.Fatal(err)
	}
	got, err := readQuoteModel(file)
	if err != nil {
		t.Fatal(err)
	}
	want := w.model()
	for i := range want.cues {
		if got.cues[i] != want.cues[i] {
			t.Errorf("weight %d is %d after reading, %d before", i, got.cues[i], want.cues[i])
		}
	}
	for i := range want.contents {
		for l := range ContentLabels {
			if g, w := got.contents[i][l>>3]>>(8*(l&7))&0xFF, want.contents[i][l>>3]>>(8*(l&7))&0xFF; g != w {
				t.Fatalf("row %d, label %d: %d after reading, %d before", i, l, g, w)
			}
		}
	}
	if got.settings != want.settings || len(got.heads) != 2 || !got.heads[1<<60] {
		t.Errorf("settings or heads differ: %+v %v", got.settings, got.heads)
	}
	for n := range file {
		readQuoteModel(file[:n]) // no part of a file may cause a panic
	}
}

func TestQuoteModelIsSafeForGoroutines(t *testing.T) {
	s := strings.Repeat("“No,” said Halvorsen, who added that the mayor had asked for it. Police say he lied.\n\n", 20)
	want := modelled(s)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			got := modelled(s)
			for i := range want {
				if len(got) != len(want) || got[i].Score != want[i].Score || got[i].Cue != want[i].Cue || got[i].Speaker.Span != want[i].Speaker.Span {
					t.Errorf("quotation %d differs between goroutines", i)
					return
				}
			}
		})
	}
	all.Wait()
}

func FuzzModelQuotes(f *testing.F) {
	f.Add("“No,” he said. “Never.”\n\nShe told ‘reporters' that \"he said: no\" and\n\nA: yes")
	f.Add("' said \" said “ said ” and said ’ \xff said that said")
	f.Fuzz(func(t *testing.T, s string) {
		doc := text.Parse(s, abbreviationClass)
		borders := map[int]bool{}
		for _, token := range doc.Tokens {
			borders[token.Start], borders[token.End] = true, true
		}
		for _, q := range modelled(s) {
			last := -1
			for _, span := range q.Spans {
				if !borders[span.Start] || !borders[span.End] || span.End <= span.Start || span.Start < last {
					t.Fatalf("span %v of %+v", span, q)
				}
				last = span.Start
			}
			if q.Score < 0 || q.Score > 100 {
				t.Fatalf("score %d", q.Score)
			}
		}
	})
}

func BenchmarkModelQuotes(b *testing.B) {
	s := strings.Repeat("“The bridge is safe,” said Halvorsen, a former mayor. He told drivers on Monday that the council had asked for a report, which nobody read. Cars crossed it all day.\n\n", 40)
	doc := text.Parse(s, abbreviationClass)
	regions := findRegions(doc)
	m := englishQuotes()
	b.ReportAllocs()
	for b.Loop() {
		f := newFinder(newReader(doc, text.Span{}, nil, regions))
		f.attributions()
		f.remodel(m, f.tags)
	}
	b.ReportMetric(float64(len(strings.Fields(s))*b.N)/b.Elapsed().Seconds(), "words/s")
}
