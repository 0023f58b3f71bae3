package train

import (
	"io"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"pressmark/generator/score"
	"pressmark/generator/tagger"
	"pressmark/generator/text"
)

// span makes an entity of the first place where name is in s.
func named(s, name, kind string) score.Entity {
	at := strings.Index(s, name)
	start := len([]rune(s[:at]))
	return score.Entity{Span: score.Span{Start: start, End: start + len([]rune(name))}, Type: kind}
}

func TestAlign(t *testing.T) {
	s := "“Zoë Núñez-Ek met Anna’s aunt in Port-Vila."
	d := &score.Document{Text: s, Entities: []score.Entity{
		named(s, "Anna", "person"), named(s, "Zoë Núñez-Ek", "person"), named(s, "Núñez", "place"),
		named(s, "Port-Vila", "place"), named(s, "aun", "group"), named(s, "met", "verb"),
	}}
	doc := text.Parse(s, nil)
	labels, misaligned := align(d, doc)
	var got []string
	for i, y := range labels {
		if y != tagger.Outside {
			got = append(got, doc.Tokens[i].In(s)+"/"+"BILU"[(y-1)&3:][:1]+kindNames[(y-1)>>2][:1])
		}
	}
	want := "Zoë/Bp Núñez/Ip -/Ip Ek/Lp Anna/Up aunt/Ug Port/Bp -/Ip Vila/Lp"
	if strings.Join(got, " ") != want || misaligned != 2 { // inside a token, and inside another name
		t.Errorf("got %s and %d misaligned\nwant %s and 2", strings.Join(got, " "), misaligned, want)
	}
}

func TestRepairUnlabelsPartsOfNames(t *testing.T) {
	begin, last, only := tagger.LabelOf(0, tagger.Begin), tagger.LabelOf(0, tagger.Last), tagger.LabelOf(2, tagger.Only)
	g := segment{allowed: []uint32{1 << last, 1, 1 << only, 1 << begin}}
	g.repair()
	if want := []uint32{1, 1, 1 << only, 1}; !reflect.DeepEqual(g.allowed, want) {
		t.Errorf("got %v, want %v", g.allowed, want)
	}
}

// The gradient that learning follows is that of the loss: moving one weight a
// little changes the loss as much as the expected counts say.
func TestExpectationsAreTheGradient(t *testing.T) {
	l := newLearner(1, 0.1, 0, 1)
	n := 4
	l.size(n)
	r := newRandom(3)
	random := func() float32 { return float32(r.below(2000))/1000 - 1 }
	for i := range n {
		for y := range labels {
			l.scores[i][y] = random()
		}
	}
	for a := range labels {
		for b := range labels {
			l.moves[0][a][b] = random()
		}
	}
	allowed := []uint32{1<<labels - 1, 1 << tagger.LabelOf(1, tagger.Begin), 1<<labels - 1, 1<<labels - 1}
	for name, mask := range map[string][]uint32{"all": nil, "allowed": allowed} {
		l.expMoves(0)
		l.moveGradient = matrix{}
		l.expect(n, mask, l.prob, 1)
		prob, moves := append([]vector(nil), l.prob...), l.moveGradient
		const h = 1e-2
		slope := func(x *float32) float64 {
			old := *x
			*x = old + h
			l.expMoves(0)
			up := l.expect(n, mask, l.gold, 0)
			*x = old - h
			l.expMoves(0)
			down := l.expect(n, mask, l.gold, 0)
			*x = old
			return (up - down) / (2 * h)
		}
		for i := range n {
			for y := range labels {
				if got, want := float64(prob[i][y]), slope(&l.scores[i][y]); math.Abs(got-want) > 1e-3 {
					t.Fatalf("%s: token %d, label %d: probability %v, slope of the logarithm %v", name, i, y, got, want)
				}
			}
		}
		for a := range labels {
			for _, b := range followers[a] {
				if got, want := float64(moves[a][b]), slope(&l.moves[0][a][b]); math.Abs(got-want) > 1e-3 {
					t.Fatalf("%s: move %d to %d: expected %v, slope of the logarithm %v", name, a, b, got, want)
				}
			}
		}
	}
}

func TestExp32(t *testing.T) {
	for x := float32(-70); x < 70; x += 0.37 {
		if got, want := float64(exp32(x)), math.Exp(float64(x)); math.Abs(got/want-1) > 2e-5 {
			t.Errorf("exp32(%v) = %v, want %v", x, got, want)
		}
	}
}

// A few made-up texts are learned by heart, twice with the same bytes.
func TestLearningIsRepeatable(t *testing.T) {
	samples := made(t)
	files := make([]string, 2)
	for i := range files {
		tables := tagger.NewTables(nil, nil)
		o := NameOptions{Epochs: 12, Average: 2, Rate: 0.1, Dropout: 0.2, Seeds: 2, Least: 1, Rows: 1000}
		m := tagger.NewModel("test", tables, LearnNames(samples, tables, o, io.Discard))
		var b strings.Builder
		if _, err := m.WriteTo(&b); err != nil {
			t.Fatal(err)
		}
		files[i] = b.String()
		if f1 := ScoreSamples(m, samples, samples[0].Corpus.File).All.F1(); f1 < 0.99 {
			t.Errorf("F1 %v on what was learned", f1)
		}
	}
	if files[0] != files[1] {
		t.Error("learning twice gave two models")
	}
}

func made(t *testing.T) []Sample {
	t.Helper()
	var samples []Sample
	for _, c := range []struct {
		text  string
		names []string
	}{
		{"Mr. Bo Ek met Una Moe in Lund.", []string{"person Bo Ek", "person Una Moe", "place Lund"}},
		{"The Bank of Lund said Mr. Moe was out.", []string{"organization Bank of Lund", "person Moe"}},
		{"Visitors from Oslo came to Bergen.", []string{"place Oslo", "place Bergen"}},
		{"The Bank of Oslo hired Una Ek.", []string{"organization Bank of Oslo", "person Una Ek"}},
	} {
		d := &score.Document{Text: c.text}
		for _, name := range c.names {
			kind, words, _ := strings.Cut(name, " ")
			d.Entities = append(d.Entities, named(c.text, words, kind))
		}
		doc := text.Parse(c.text, nil)
		labels, _ := align(d, doc)
		samples = append(samples, Sample{Doc: doc, Labels: labels, Corpus: &NameCorpora[0]})
	}
	return samples
}

func TestDatelinesMoveTheNames(t *testing.T) {
	s := "Été title\n\nAnna Núñez spoke."
	for seed := range uint64(40) {
		d := &score.Document{Text: s, Entities: []score.Entity{named(s, "Anna Núñez", "person")}}
		readDatelines().insert(d, len([]rune("Été title\n\n")), newRandom(seed))
		if !strings.HasPrefix(d.Text, "Été title\n\n") || !strings.HasSuffix(d.Text, "Anna Núñez spoke.") {
			t.Fatalf("the text became %q", d.Text)
		}
		runes := []rune(d.Text)
		for i, e := range d.Entities {
			name := string(runes[e.Start:e.End])
			if i == 0 && name != "Anna Núñez" || strings.Trim(name, " (),:—–-_") != name || name == "" {
				t.Errorf("%q: name %q", d.Text, name)
			}
		}
		if len(d.Entities) < 2 {
			t.Errorf("%q: no name in the dateline", d.Text)
		}
	}
}

func TestRecased(t *testing.T) {
	s := "Mayor of Łódź resigns\n\nThe mayor of Łódź left.\n\nMore in Oslo."
	d := &score.Document{ID: "a", Text: s, Entities: []score.Entity{named(s, "Łódź", "place"), named(s, "Oslo", "place")}}
	got := recased(d, len([]rune("Mayor of Łódź resigns\n\n")), capitals)
	if want := "Mayor Of Łódź Resigns\n\nThe mayor of Łódź left."; got.Text != want || len(got.Entities) != 1 {
		t.Errorf("got %q with %v", got.Text, got.Entities)
	}
}

func TestReadGoldFaults(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.jsonl.gz")
	if _, err := ReadGold(path); err == nil {
		t.Error("no error for a file that is not there")
	}
	if err := os.WriteFile(path, []byte("not gzip"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadGold(path); err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("got %v", err)
	}
}
