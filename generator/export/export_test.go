package export

import (
	"bytes"
	"crypto/sha256"
	"database/sql"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"pressmark/generator/archive"
)

// textOf is an article's text by its id, in code points.
func textOf(t testing.TB, s *Site, id string) []rune {
	t.Helper()
	for _, e := range s.Archive.Entries {
		if e.ID == id {
			return []rune(s.item(e).text)
		}
	}
	t.Fatalf("no article %q", id)
	return nil
}

// Every span in every table is the words that it says, counted in code points.
func TestOffsets(t *testing.T) {
	s := fixture(t)
	files := written(t, s, "jsonl", "csv", "w3c", "sqlite")
	checked := 0
	same := func(file, id string, start, end int, words string) {
		t.Helper()
		checked++
		runes := textOf(t, s, id)
		if start < 0 || end > len(runes) || start > end || string(runes[start:end]) != words {
			t.Errorf("%s: %s: %d to %d is not %q", file, id, start, end, words)
		}
	}
	for _, name := range []string{"mentions.jsonl", "dates.jsonl"} {
		for line := range strings.Lines(files[name]) {
			var m mentionLine
			if err := json.Unmarshal([]byte(line), &m); err != nil {
				t.Fatal(name, err)
			}
			same(name, m.Article, m.Start, m.End, m.Text)
		}
	}
	for line := range strings.Lines(files["quotations.jsonl"]) {
		var q quoteLine
		if err := json.Unmarshal([]byte(line), &q); err != nil {
			t.Fatal(err)
		}
		for _, span := range q.Spans {
			same("quotations.jsonl", q.Article, span.Start, span.End, span.Text)
		}
		if q.Speaker != nil {
			same("quotations.jsonl", q.Article, q.Speaker.Start, q.Speaker.End, q.Speaker.Text)
		}
	}
	if checked < 20 {
		t.Errorf("%d spans only", checked)
	}
}

// What CSV holds is what the texts hold, once the apostrophes are taken away,
// and no field begins as a formula does.
func TestCSV(t *testing.T) {
	s := fixture(t)
	for name, content := range written(t, s, "csv") {
		if strings.Contains(strings.ReplaceAll(content, "\r\n", ""), "\r") || !strings.HasSuffix(content, "\r\n") {
			t.Errorf("%s: lines do not end in CR LF", name)
		}
		rows, err := csv.NewReader(strings.NewReader(content)).ReadAll()
		if err != nil || len(rows) < 2 {
			t.Fatalf("%s: %d rows, %v", name, len(rows), err)
		}
		for _, row := range rows {
			for _, field := range row {
				if Formula(field) && !strings.HasPrefix(field, "'") && !strings.HasPrefix(field, "-0.") {
					t.Errorf("%s: %q would be a formula", name, field)
				}
			}
		}
		if name != "mentions.csv" {
			continue
		}
		found := map[string]bool{}
		for _, row := range rows[1:] {
			field := row[3]
			if Formula(field) {
				field = field[1:]
			}
			found[field] = true
		}
		for _, want := range []string{"Ada Brook", "-2+3", "+Minister", "@home", strings.NewReplacer("\x00", "\uFFFD", "\x0b", "\uFFFD", "\x1f", "\uFFFD").Replace(hostile)} {
			if !found[want] {
				t.Errorf("no mention of %q among %v", want, found)
			}
		}
	}
}

func TestFormula(t *testing.T) {
	for s, want := range map[string]bool{"": false, "a=b": false, "=a": true, "'": false, "'t Hooft": false, "'=a": true, "''@": true, "\ta": true, "＝a": true, "-1": true, "1-": false} {
		if got := Formula(s); got != want {
			t.Errorf("Formula(%q) is %v", s, got)
		}
	}
}

// XML is well-formed whatever the text holds, its text is the article's, marks
// that overlap come out whole, and every reference finds what it names.
func TestTEI(t *testing.T) {
	s := fixture(t)
	files := beside(t, s, "tei")
	files["texts.tei.xml"] = written(t, s, "tei")["texts.tei.xml"]
	for name, content := range files {
		ids, refs := map[string]bool{}, []string{}
		decoder := xml.NewDecoder(strings.NewReader(content))
		for {
			token, err := decoder.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			element, ok := token.(xml.StartElement)
			for i := 0; ok && i < len(element.Attr); i++ {
				switch a := element.Attr[i]; a.Name.Local {
				case "id":
					if ids[a.Value] {
						t.Errorf("%s: the id %s is there twice", name, a.Value)
					}
					ids[a.Value] = true
				case "who", "ref", "next", "prev", "ana":
					refs = append(refs, strings.Fields(a.Value)...)
				}
			}
		}
		for _, r := range refs {
			if !ids[strings.TrimPrefix(r, "#")] {
				t.Errorf("%s: nothing has the id %s", name, r)
			}
		}
	}
	flood := files["flood/article.tei.xml"]
	for _, want := range []string{`direct="true"`, `<said`, ` next="#`, ` prev="#`, `<persName ref="#`, `<placeName`, `<orgName`, `from="1990-01-01" to="1999-12-31"`, `from="2021-02-22" to="2021-02-28"`, `<listPerson>`} {
		if !strings.Contains(flood+files["hostile/=1+1/article.tei.xml"], want) {
			t.Errorf("there is no %s", want)
		}
	}
	// A quotation that goes over two paragraphs is two pieces, in each its own.
	if n := strings.Count(flood, "Nobody"); n != 2 || strings.Count(flood, "</said></p>") < 1 {
		t.Errorf("%d times nobody: %s", n, flood)
	}
	for _, e := range s.Archive.Entries {
		var body strings.Builder
		_, inner, _ := strings.Cut(files[e.ID+"/article.tei.xml"], "<body>")
		decoder := xml.NewDecoder(strings.NewReader("<body>" + inner))
		for depth := 0; ; {
			token, err := decoder.Token()
			if err != nil {
				break
			}
			switch token := token.(type) {
			case xml.StartElement:
				depth++
			case xml.EndElement:
				if depth--; depth == 1 {
					body.WriteString("\n")
				}
			case xml.CharData:
				if depth > 1 {
					body.Write(token)
				}
			}
		}
		want := strings.Map(func(r rune) rune {
			if xmlCharacter(r) {
				return r
			}
			return '\uFFFD'
		}, strings.ReplaceAll(s.item(e).text, "\n\n", "\n"))
		if got := strings.Trim(body.String(), "\n"); got != strings.Trim(want, "\n") {
			t.Errorf("%s: the text is\n%q, not\n%q", e.ID, got, want)
		}
	}
}

func FuzzTEI(f *testing.F) {
	f.Add("a b", "a", "b c", uint8(1), uint8(3))
	f.Add(hostile, hostile[:20], "x\x00y", uint8(0), uint8(9))
	f.Fuzz(func(t *testing.T, one, two, three string, from, to uint8) {
		body := one + "\n\n" + two + "\n\n" + three
		cut := func(n uint8) int {
			at := int(n) * len(body) / 256
			for at > 0 && !utf8.RuneStart(body[at]) {
				at--
			}
			return at
		}
		start, end := min(cut(from), cut(to)), max(cut(from), cut(to))
		words := body[start:end]
		sk := sketch{id: "f", title: "T", body: body}
		if words != "" {
			sk.quotes = []sketchQuote{{spans: []string{words}}}
			sk.names = []string{"person:" + words[:1+len(words)/2]}
			sk.dates = []string{words[len(words)/3:] + "=2020"}
		}
		for _, content := range beside(t, fixture(t, sk), "tei") {
			decoder := xml.NewDecoder(strings.NewReader(content))
			for {
				if _, err := decoder.Token(); errors.Is(err, io.EOF) {
					break
				} else if err != nil {
					t.Fatalf("%v in %q", err, content)
				}
			}
		}
	})
}

// An annotation's two selectors name the same place.
func TestAnnotations(t *testing.T) {
	s := fixture(t)
	var c struct {
		Context string `json:"@context"`
		Total   int
		First   struct {
			Type  string
			Items []struct {
				ID, Type, Motivation string
				Body                 []struct{ Type, Value, Source, Purpose string }
				Target               []struct {
					Source   string
					Selector []struct {
						Type, Exact, Prefix, Suffix string
						Start, End                  int
					}
				}
			}
		}
	}
	content := written(t, s, "w3c")["annotations.jsonld"]
	if err := json.Unmarshal([]byte(content), &c); err != nil {
		t.Fatal(err)
	}
	if c.Context != annotationContext || c.Total != len(c.First.Items) || c.Total < 15 || c.First.Type != "AnnotationPage" {
		t.Errorf("%d annotations of %d in a %s", len(c.First.Items), c.Total, c.First.Type)
	}
	texts := map[string][]rune{}
	for _, e := range s.Archive.Entries {
		texts[s.ArticleURL(e)] = textOf(t, s, e.ID)
	}
	ids := map[string]bool{}
	for _, a := range c.First.Items {
		if ids[a.ID] {
			t.Errorf("%s is there twice", a.ID)
		}
		ids[a.ID] = true
		for _, target := range a.Target {
			quote, position := target.Selector[0], target.Selector[1]
			runes := texts[target.Source]
			if got := string(runes[position.Start:position.End]); got != quote.Exact {
				t.Errorf("%s: %q is at the position, %q is exact", a.ID, got, quote.Exact)
			}
			if !strings.HasSuffix(string(runes[:position.Start]), quote.Prefix) || !strings.HasPrefix(string(runes[position.End:]), quote.Suffix) {
				t.Errorf("%s: prefix %q and suffix %q are not around it", a.ID, quote.Prefix, quote.Suffix)
			}
		}
	}
}

func TestJSONPerArticle(t *testing.T) {
	files := beside(t, fixture(t), "ninjs", "csl", "w3c", "schema")
	if len(files) != 12 {
		t.Errorf("%d files", len(files))
	}
	for name, content := range files {
		if !json.Valid([]byte(content)) {
			t.Errorf("%s is no JSON", name)
		}
	}
}

// schema.org has the words of each quotation with those who say it, and those
// whom the article names.
func TestSchema(t *testing.T) {
	s := fixture(t)
	s.Archive.Entries[0].Applied = []archive.Applied{{Date: "2024-05-01", What: "speaker set", Note: "</script>"}}
	var graph struct {
		Graph []struct {
			Type            string `json:"@type"`
			Headline        string
			Modified        string `json:"dateModified"`
			About, Mentions []struct{ Name string }
			HasPart         []struct {
				Type, Text                 string
				Creator, SpokenByCharacter []struct{ Name string }
			}
			Correction []struct{ Text, DatePublished string }
		} `json:"@graph"`
	}
	if err := json.Unmarshal([]byte(written(t, s, "schema")["articles.jsonld"]), &graph); err != nil || len(graph.Graph) != 3 {
		t.Fatal(err, len(graph.Graph))
	}
	flood := graph.Graph[0]
	if flood.Type != "NewsArticle" || len(flood.About) != 1 || flood.About[0].Name != "Northfield" || len(flood.Mentions) != 2 || len(flood.HasPart) != 3 || flood.Modified != "2024-05-01" {
		t.Errorf("%+v", flood)
	}
	if q := flood.HasPart[1]; q.Text != "“We were \U0001F680 warned,” … “in the 1990s”" || q.Creator[0].Name != "Ada Brook" || q.SpokenByCharacter[0].Name != "Ada Brook" {
		t.Errorf("%+v", q)
	}
	if len(flood.Correction) != 1 || flood.Correction[0].Text != "speaker set: </script>" || flood.Correction[0].DatePublished != "2024-05-01" {
		t.Errorf("%+v", flood.Correction)
	}
}

func TestNinjs(t *testing.T) {
	s := fixture(t)
	content := written(t, s, "ninjs")["texts.ninjs.jsonl"]
	n := 0
	for line := range strings.Lines(content) {
		n++
		var item struct {
			URI      string
			Standard struct{ Name, Version string }
			Bodies   []struct{ Value string }
			People   []struct{ Name, Rel string }
			First    string `json:"firstCreated"`
		}
		if err := json.Unmarshal([]byte(line), &item); err != nil {
			t.Fatal(err)
		}
		if item.URI == "" || item.Standard.Name != "ninjs" || item.Standard.Version != ninjsVersion || len(item.Bodies) != 1 {
			t.Errorf("%s", line)
		}
		if strings.Contains(line, "Flood") && (item.First != "2021-03-02T00:00:00Z" || !strings.HasPrefix(item.Bodies[0].Value, "The Wend") || len(item.People) != 1) {
			t.Errorf("%s", line)
		}
	}
	if n != len(sketches) {
		t.Errorf("%d items", n)
	}
}

// No value begins a field of its own, and braces are balanced.
func TestCitations(t *testing.T) {
	s := fixture(t)
	files := written(t, s, "ris", "bibtex", "csl")
	fields := 0
	for line := range strings.Lines(files["citations.ris"]) {
		line = strings.TrimSuffix(line, "\r\n")
		if line != "" && (len(line) < 6 || line[2:6] != "  - ") {
			t.Errorf("RIS: %q", line)
		}
		fields++
	}
	if strings.Count(files["citations.ris"], "TY  - NEWS") != 3 || strings.Count(files["citations.ris"], "ER  - ") != 3 || fields < 30 {
		t.Errorf("RIS: %s", files["citations.ris"])
	}
	depth := 0
	for _, r := range files["citations.bib"] {
		switch r {
		case '{':
			depth++
		case '}':
			depth--
		}
		if depth < 0 {
			t.Fatal("BibTeX: a brace closes what is not open")
		}
	}
	if depth != 0 || strings.Count(files["citations.bib"], "\n@")+1 != 3 {
		t.Errorf("BibTeX: depth %d in\n%s", depth, files["citations.bib"])
	}
	var list []struct{ ID, Type, Title string }
	if err := json.Unmarshal([]byte(files["citations.csl.json"]), &list); err != nil || len(list) != 3 || list[0].Type != "article-newspaper" {
		t.Errorf("CSL: %v %v", list, err)
	}
}

// The database is whole, its positions are right, its search works, and it is
// the same bytes each time.
func TestSQLite(t *testing.T) {
	s := fixture(t)
	content := written(t, s, "sqlite")["archive.sqlite"]
	if again := written(t, s, "sqlite", "jsonl")["archive.sqlite"]; again != content {
		t.Error("the same archive gave other bytes")
	}
	left, err := os.ReadDir(s.Temp)
	if err != nil || len(left) != 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
	name := filepath.Join(t.TempDir(), "a.sqlite")
	if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", name)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for query, want := range map[string]string{
		"PRAGMA integrity_check":        "ok",
		"SELECT count(*) FROM articles": "3",
		"SELECT count(*) FROM mentions JOIN articles ON number = article WHERE substr(articles.text, start + 1, stop - start) <> mentions.text": "0",
		"SELECT count(*) FROM mentions JOIN articles ON number = article WHERE substr(articles.text, start + 1, stop - start) = mentions.text":  "10",
		"SELECT a.id FROM articles_search s JOIN articles a ON a.number = s.rowid WHERE articles_search MATCH 'believed AND northfield'":        "flood",
		"SELECT q.kind FROM quotations_search s JOIN quotations q ON q.number = s.rowid WHERE quotations_search MATCH 'speaker:brook AND rose'": "indirect",
		"SELECT count(*) FROM speakers JOIN entities ON number = entity WHERE name = 'Ada Brook'":                                               "3",
		"SELECT value FROM about WHERE name = 'made with'":                                                                                      "Pressmark 0.1.0",
	} {
		var got string
		if err := db.QueryRow(query).Scan(&got); err != nil || got != want {
			t.Errorf("%s gives %q, not %q (%v)", query, got, want, err)
		}
	}
}

func TestDescription(t *testing.T) {
	s := fixture(t)
	contents := written(t, s, Names()...)
	var files []*File
	for _, g := range Plan(s, Names()) {
		files = append(files, g.Files...)
	}
	sum := func(f *File) (Sum, error) {
		return Sum{sha256.Sum256([]byte(contents[f.Name])), int64(len(contents[f.Name]))}, nil
	}
	var out bytes.Buffer
	if err := Describe(s, files, sum, &out); err != nil {
		t.Fatal(err)
	}
	var p struct {
		Licenses  []struct{ Name, Path string }
		Resources []struct {
			Name, Path, Hash string
			Bytes            int
			Schema           struct{ Fields []struct{ Name, Type string } }
		}
	}
	if err := json.Unmarshal(out.Bytes(), &p); err != nil || len(p.Resources) != len(files) || len(p.Licenses) != 1 {
		t.Fatalf("%v: %d resources of %d files", err, len(p.Resources), len(files))
	}
	names := map[string]bool{}
	for _, r := range p.Resources {
		if names[r.Name] || r.Bytes != len(contents[r.Path]) || len(r.Hash) != 7+64 {
			t.Errorf("%+v", r)
		}
		names[r.Name] = true
		if !strings.HasSuffix(r.Path, ".csv") {
			continue
		}
		header, _, _ := strings.Cut(contents[r.Path], "\r\n")
		var columns []string
		for _, f := range r.Schema.Fields {
			columns = append(columns, f.Name)
		}
		if strings.Join(columns, ",") != header {
			t.Errorf("%s: the schema says %q, the header %q", r.Path, columns, header)
		}
	}
}

// Files that would be too large are divided, and together hold everything once.
func TestParts(t *testing.T) {
	s := fixture(t)
	var many []*archive.Entry
	for i := range 60 {
		e := *s.Archive.Entries[0]
		e.Index, e.ID = i, "a"+itoa(i)
		e.Date.Year, e.Date.Month, e.Date.Day = 2021-i/40, 1+i%40/20, 1
		if i >= 58 {
			e.Date.Year, e.Date.Month, e.Date.Day = 0, 0, 0
		}
		many = append(many, &e)
	}
	s.Archive.Entries = many
	p := &planner{site: s, groups: map[string]*Group{}}
	big := form{name: "big.jsonl", size: func(e *archive.Entry) int { return FullFile / 15 }, rows: one}
	var names []string
	n := 0
	for _, share := range p.byDate(big) {
		names = append(names, partName(big.name, share.name))
		n += len(share.entries)
	}
	want := "big-2021-01-part1.jsonl big-2021-01-part2.jsonl big-2021-02-part1.jsonl big-2021-02-part2.jsonl big-2020-01-part1.jsonl big-2020-01-part2.jsonl big-undated.jsonl"
	if got := strings.Join(names, " "); n != 60 || got != want {
		t.Errorf("%d articles in %s, not %s", n, got, want)
	}
}

// The sizes that decide on dividing are not less than the files are.
func TestSizes(t *testing.T) {
	s := fixture(t)
	s.Archive.Entries = s.Archive.Entries[:2] // but the empty one, which has headers only
	contents := written(t, s, "jsonl", "csv", "w3c", "tei", "ninjs", "schema", "ris", "bibtex", "csl")
	for _, f := range formats {
		for _, form := range f.files {
			if form.size == nil {
				continue
			}
			reckoned := 3000 // of headers
			for _, e := range s.Archive.Entries {
				reckoned += form.size(e)
			}
			if got := len(contents[form.name]); got > reckoned*5/4 {
				t.Errorf("%s has %d bytes, %d were reckoned", form.name, got, reckoned)
			}
		}
	}
}
