package score

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The expected tables in testdata were printed by the reference scorer, a
// separate program in another language.
func TestSameNumbersAsTheReference(t *testing.T) {
	gold, pred := load(t, "gold.jsonl"), load(t, "pred.jsonl")
	var out strings.Builder
	check := func(name string) {
		want, err := os.ReadFile(filepath.Join("testdata", name+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		if out.String() != string(want) {
			t.Errorf("%s\n got:\n%swant:\n%s", name, out.String(), want)
		}
		out.Reset()
	}
	Entities(gold, pred).Print(&out)
	check("entities")
	quotes, err := Quotes(gold, pred)
	if err != nil {
		t.Fatal(err)
	}
	quotes.Print(&out)
	check("quotes")
	Clusters(gold, pred).Print(&out)
	check("clusters")
	Dates(gold, pred).Print(&out)
	check("dates")
}

func load(t *testing.T, name string) *Documents {
	t.Helper()
	file, err := os.Open(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	documents, err := Read(file, name)
	if err != nil {
		t.Fatal(err)
	}
	return documents
}

func TestGoldAgainstItself(t *testing.T) {
	gold := load(t, "gold.jsonl")
	quotes, err := Quotes(gold, gold)
	if err != nil {
		t.Fatal(err)
	}
	for name, f1 := range map[string]float64{
		"entities": Entities(gold, gold).All.F1(), "quotes": quotes.Exact.F1(), "characters": quotes.Characters.F1(),
		"clusters": Clusters(gold, gold).F1(), "dates": Dates(gold, gold).F1(),
	} {
		if f1 != 1 {
			t.Errorf("%s: F1 %v, want 1", name, f1)
		}
	}
}

func TestNothingToScore(t *testing.T) {
	var none Documents
	quotes, err := Quotes(&none, &none)
	if err != nil {
		t.Fatal(err)
	}
	if f1 := Entities(&none, &none).All.F1() + quotes.Half.F1() + Clusters(&none, &none).F1() + Dates(&none, &none).F1(); f1 != 0 {
		t.Errorf("scores of nothing add up to %v", f1)
	}
}

func TestReadFaults(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"{\"id\": \"a\"}\n\n{", "f:3: not a document: "},
		{`{"text": "a"}`, `f:1: not a document: no "id"`},
		{`{"id": 7}`, "f:1: not a document: "},
	} {
		if _, err := Read(strings.NewReader(c.in), "f"); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%q: got %v, want %s", c.in, err, c.want)
		}
	}
}

func TestQuotationOutsideItsText(t *testing.T) {
	gold, _ := Read(strings.NewReader(`{"id": "a", "text": "abc"}`), "gold")
	pred, _ := Read(strings.NewReader(`{"id": "a", "quotes": [{"kind": "direct", "spans": [{"start": 1, "end": 9}]}]}`), "pred")
	if _, err := Quotes(gold, pred); err == nil || !strings.Contains(err.Error(), `predicted document "a"`) {
		t.Errorf("got %v", err)
	}
}
