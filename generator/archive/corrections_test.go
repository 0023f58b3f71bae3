package archive

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"pressmark/generator/annotate"
	"pressmark/generator/text"
)

// statement is the article that the corrections below are made to.
const statement = "[role#l Foreign Minister] [person#l Sergei Lavrov] met [person#w Washington] in [place#m Minsk] on [date=2020-09-01 Tuesday].\n\n" +
	"{l|“We back [place#b Belarus],”} [person#l Lavrov] said. {|“Nobody asked us,”} the minister added. [ref#l He] left for [place#e European] Union talks."

// show prints annotations in a line each.
func show(body string, a *annotate.Annotations) string {
	var b strings.Builder
	for i, c := range a.Clusters {
		fmt.Fprintf(&b, "%d %v %q\n", i, c.Kind, c.Name.In(body))
	}
	for _, m := range a.Mentions {
		fmt.Fprintf(&b, "%s %q %d\n", m.Kind, m.Span.In(body), m.Cluster)
	}
	for _, r := range a.References {
		fmt.Fprintf(&b, "ref %q %d\n", r.Span.In(body), r.Cluster)
	}
	for _, d := range a.Dates {
		fmt.Fprintf(&b, "date %q %s\n", d.Span.In(body), d.Value)
	}
	for _, q := range a.Quotes {
		fmt.Fprintf(&b, "quote %q by %q %v\n", annotate.QuotedText(body, q.Spans), q.Speaker.Span.In(body), q.Speaker.Clusters)
	}
	return b.String()
}

func TestApply(t *testing.T) {
	for _, c := range []struct {
		name, find, set string
		want            []string // lines that must appear
		not             []string // and that must not
		orphan          string
	}{
		{name: "entity of one mention", find: "{exact: Lavrov, suffix: said}", set: "{entity: person/anna-lavrov}",
			want: []string{`person "Sergei Lavrov" 0`, `person "Lavrov" 4`, `by "Sergei Lavrov" [0]`, "4 person \"Lavrov\""}},
		{name: "entity of the whole name", find: "{exact: Lavrov, suffix: said}", set: "{entity: person/anna-lavrov, all: true}",
			want: []string{`person "Sergei Lavrov" 0`, `person "Lavrov" 0`}},
		{name: "entity of another kind", find: "{exact: Washington}", set: "{entity: place/washington}", want: []string{`place "Washington" 1`, `1 place "Washington"`}},
		{name: "entity of a reference", find: "{exact: He}", set: "{entity: place/minsk}", want: []string{`ref "He" 2`}},
		{name: "kind", find: "{exact: Washington}", set: "{kind: place}", want: []string{`place "Washington" 1`, `1 place "Washington"`}},
		{name: "speaker by id", find: "{exact: Nobody asked us}", set: "{speaker: person/sergei-lavrov}", want: []string{`quote "“Nobody asked us,”" by "Lavrov" [0]`}},
		{name: "speaker not in the article", find: "{exact: Nobody asked us}", set: "{speaker: person/ann-other}", want: []string{`quote "“Nobody asked us,”" by "" [5]`, `5 person ""`}},
		{name: "speaker instead of another who is named", find: "{exact: We back}", set: "{speaker: place/minsk}", want: []string{`quote "“We back Belarus,”" by "Minsk" [2]`}},
		{name: "speaker instead of another of the kind", find: "{exact: We back}", set: "{speaker: person/washington}", want: []string{`quote "“We back Belarus,”" by "Washington" [1]`}},
		{name: "speaker instead of another, not in the article", find: "{exact: We back}", set: "{speaker: person/ann-other}", want: []string{`quote "“We back Belarus,”" by "" [5]`}},
		{name: "speaker by words", find: "{exact: Nobody asked us}", set: "{speaker: the minister}", want: []string{`quote "“Nobody asked us,”" by "the minister" []`}},
		{name: "speaker by name", find: "{exact: Nobody asked us}", set: "{speaker: Lavrov}", want: []string{`quote "“Nobody asked us,”" by "Lavrov" [0]`}},
		{name: "no speaker", find: "{exact: We back}", set: "{speaker: none}", want: []string{`quote "“We back Belarus,”" by "" []`}},
		{name: "speaker’s words not there", find: "{exact: We back}", set: "{speaker: the king}", orphan: "the speaker’s words “the king” are not in the article"},
		{name: "date", find: "{exact: Tuesday}", set: "{value: 2020-09-08}", want: []string{`date "Tuesday" 2020-09-08`}},
		{name: "span", find: "{exact: European}", set: "{span: European Union}", want: []string{`place "European Union" 4`, `4 place "European Union"`}, not: []string{`place "European" 4`}},
		{name: "span elsewhere", find: "{exact: European}", set: "{span: Minsk}", orphan: "the new words “Minsk” do not stand there"},
		{name: "span of a quotation", find: "{exact: '“We back Belarus,”'}", set: "{span: We back Belarus}", want: []string{`quote "We back Belarus" by`}},
		{name: "remove a name", find: "{exact: Washington}", set: "{remove: true}", want: []string{`1 place "Minsk"`, `place "Belarus" 2`}, not: []string{"Washington"}},
		{name: "remove the fullest name", find: "{exact: Sergei Lavrov}", set: "{remove: true}", want: []string{`3 person "Lavrov"`, `ref "He" 3`, `by "Sergei Lavrov" [3]`}},
		{name: "remove a quotation", find: "{exact: Nobody asked us}", set: "{remove: true}", not: []string{"Nobody"}},
		{name: "remove a date", find: "{exact: Tuesday}", set: "{remove: true}", not: []string{"Tuesday"}},
		{name: "remove a name in a quotation", find: "{exact: Belarus}", set: "{remove: true}", not: []string{`place "Belarus"`}, want: []string{"We back Belarus"}},
		{name: "add a name", find: "{exact: Union talks}", set: "{add: organization}", want: []string{`organization "Union talks" 5`}},
		{name: "add a name of an entity", find: "{exact: the minister}", set: "{add: person, entity: person/sergei-lavrov}", want: []string{`person "the minister" 0`}},
		{name: "add over a name", find: "{exact: European Union}", set: "{add: organization}", orphan: "a name is marked there already; set its span or kind"},
		{name: "add a date", find: "{exact: talks}", set: "{add: date, value: 2020-09}", want: []string{`date "talks" 2020-09`}},
		{name: "add a quotation", find: "{exact: left for European Union talks}", set: "{add: quote, speaker: person/sergei-lavrov}", want: []string{`quote "left for European Union talks" by "Lavrov" [0]`}},
		{name: "not there", find: "{exact: Paris}", set: "{remove: true}", orphan: "the words are not in the article"},
		{name: "part of a word", find: "{exact: Lavr}", set: "{remove: true}", orphan: "the words are not in the article"},
		{name: "twice", find: "{exact: Lavrov}", set: "{remove: true}", orphan: "they stand in 2 places"},
		{name: "prefix", find: "{exact: Lavrov, prefix: Sergei}", set: "{remove: true}", not: []string{`person "Sergei Lavrov"`}, want: []string{`person "Lavrov"`}},
		{name: "wrong suffix", find: "{exact: Minsk, suffix: off}", set: "{remove: true}", orphan: "the words are not in the article with that prefix and suffix"},
		{name: "nothing marked", find: "{exact: talks}", set: "{remove: true}", orphan: "nothing is marked there"},
		{name: "no quotation", find: "{exact: talks}", set: "{speaker: none}", orphan: "no quotation is marked there"},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := article(t, "2020-09-02 a", statement)
			body := string(e.Reader.(StringText))
			before := show(body, e.Annotations)
			file := fmt.Sprintf("corrections:\n- article: a\n  date: 2020-10-01\n  by: desk\n  find: %s\n  set: %s\n", c.find, c.set)
			corrections, err := LoadCorrections("corrections.yaml", []byte(file))
			if err != nil {
				t.Fatal(err)
			}
			ann, applied, orphans := corrections.Apply("a", body, e.Annotations)
			if after := show(body, e.Annotations); after != before {
				t.Fatalf("the input was changed:\n%s", after)
			}
			if c.orphan != "" {
				if len(orphans) != 1 || orphans[0].Reason != c.orphan || orphans[0].Line != 2 || len(applied) != 0 || ann != e.Annotations {
					t.Fatalf("orphans %+v, want %q", orphans, c.orphan)
				}
				return
			}
			if len(orphans) > 0 || len(applied) != 1 || applied[0].Date != "2020-10-01" || applied[0].By != "desk" || applied[0].What == "" {
				t.Fatalf("orphans %v, applied %+v", orphans, applied)
			}
			got := show(body, ann)
			for _, want := range c.want {
				if !strings.Contains(got, want) {
					t.Errorf("no %s in\n%s", want, got)
				}
			}
			for _, not := range c.not {
				if strings.Contains(got, not) {
					t.Errorf("%s in\n%s", not, got)
				}
			}
			checkValid(t, body, ann)
			e.Annotations, e.Applied = ann, applied
			Resolve([]*Entry{e}, nil)
			if want := applied[0].Entity; want != "" {
				if got := e.Entities[applied[0].Cluster]; got == nil || got.ID != want {
					t.Errorf("resolved to %v, want %s", got, want)
				}
			}
		})
	}
}

// checkValid sees that lists are in order and numbers in range.
func checkValid(t *testing.T, body string, a *annotate.Annotations) {
	t.Helper()
	n := len(a.Clusters)
	last := 0
	for _, m := range a.Mentions {
		if m.Span.Start < last || m.Cluster < 0 || m.Cluster >= n || m.Kind != a.Clusters[m.Cluster].Kind {
			t.Errorf("mention %+v", m)
		}
		last = m.Span.End
	}
	for _, r := range a.References {
		if r.Cluster < 0 || r.Cluster >= n {
			t.Errorf("reference %+v", r)
		}
	}
	for _, q := range a.Quotes {
		for _, c := range q.Speaker.Clusters {
			if c < 0 || c >= n {
				t.Errorf("speaker %+v", q.Speaker)
			}
		}
		if (q.Speaker.Span == text.Span{}) && len(q.Speaker.Clusters) > 0 {
			t.Errorf("a speaker without a place: %+v", q)
		}
	}
	at := -1
	for _, c := range a.Clusters {
		if c.Name.End > len(body) || !c.Name.IsZero() && c.Name.Start < at {
			t.Errorf("cluster %+v", c)
		}
	}
}

func TestSeveralCorrections(t *testing.T) {
	e := article(t, "a", statement)
	body := string(e.Reader.(StringText))
	c, err := LoadCorrections("corrections.yaml", []byte(`corrections:
- {article: a, find: {exact: Washington}, set: {remove: true}}
- {article: a, find: {exact: Lavrov, suffix: said}, set: {entity: person/anna-lavrov}}
- {article: a, find: {exact: Nobody asked us}, set: {speaker: person/anna-lavrov}}
- {article: a, find: {exact: Paris}, set: {remove: true}}
- {article: gone, find: {exact: Paris}, set: {remove: true}}
`))
	if err != nil {
		t.Fatal(err)
	}
	ann, applied, orphans := c.Apply("a", body, e.Annotations)
	checkValid(t, body, ann)
	if len(applied) != 3 || len(orphans) != 1 || orphans[0].Line != 5 {
		t.Fatalf("%v %v", applied, orphans)
	}
	if applied[1].Cluster != applied[2].Cluster || ann.Clusters[applied[1].Cluster].Name.In(body) != "Lavrov" {
		t.Errorf("clusters %d and %d of\n%s", applied[1].Cluster, applied[2].Cluster, show(body, ann))
	}
	missing := c.Missing(func(id string) bool { return id == "a" })
	if want := []*Orphan{{Path: "corrections.yaml", Line: 6, Article: "gone", Exact: "Paris", Reason: "there is no such article"}}; !reflect.DeepEqual(missing, want) {
		t.Errorf("missing %+v", missing)
	}
	var none *Corrections
	if got, _, _ := none.Apply("a", body, e.Annotations); got != e.Annotations || none.Missing(nil) != nil {
		t.Error("no corrections change something")
	}
}

// TestCorrectedSpeakerWords sees that a correction of a speaker leaves words that
// are nobody's name.
func TestCorrectedSpeakerWords(t *testing.T) {
	const marked = "[person#s John Smith] met [person#b Anna Bell]. {s|“We build,”} [ref#s he] said as the engineer [person#s Smith]."
	for words, want := range map[string]string{"he": "he", "the engineer": "the engineer", "the engineer Smith": "Anna Bell", "John Smith met Anna Bell": "John Smith met Anna Bell"} {
		e := article(t, "a", marked)
		body := string(e.Reader.(StringText))
		start := strings.Index(body, words)
		e.Annotations.Quotes[0].Speaker.Span = text.Span{Start: start, End: start + len(words)}
		c, err := LoadCorrections("corrections.yaml", []byte("corrections:\n- {article: a, find: {exact: We build}, set: {speaker: person/anna-bell}}\n"))
		if err != nil {
			t.Fatal(err)
		}
		ann, applied, _ := c.Apply("a", body, e.Annotations)
		checkValid(t, body, ann)
		if q := ann.Quotes[0]; len(applied) != 1 || q.Speaker.Span.In(body) != want || len(q.Speaker.Clusters) != 1 || q.Speaker.Clusters[0] != 1 {
			t.Errorf("speaker %+v, not %q, of\n%s", q.Speaker, want, show(body, ann))
		}
	}
}

// TestCorrectedFullName sees that a correction of somebody's full name carries
// along who is meant by it in the article, and one of a surname does not.
func TestCorrectedFullName(t *testing.T) {
	const story = "[role#s Mayor] [person#s John Smith] came. {s|“We build,”} [person#s Smith] said. {s|“Now,”} [ref#s he] added."
	for _, c := range []struct {
		marked, find, set string
		moved, said       int // mentions and quotations of the entity set
	}{
		{story, "{exact: John Smith}", "person/john-smith-mayor", 3, 2},
		{story, "{exact: Smith, suffix: said}", "person/john-smith-mayor", 1, 0},
		{"[person#s John Smith] and [person#s Anna Smith] came, and [person#s Smith] left.", "{exact: John Smith}", "person/john-smith-mayor", 1, 0},
		{"The [org#k Keep] said no. The [org#k Keep] has towers.", "{exact: Keep, suffix: has}", "place/keep", 1, 0},
	} {
		e := article(t, "2020-09-02 a", c.marked)
		body := string(e.Reader.(StringText))
		corrections, err := LoadCorrections("c.yaml", []byte("corrections:\n- {article: a, find: "+c.find+", set: {entity: "+c.set+"}}\n"))
		if err != nil {
			t.Fatal(err)
		}
		ann, applied, orphans := corrections.Apply("a", body, e.Annotations)
		if len(orphans) > 0 {
			t.Fatal(orphans[0].Reason)
		}
		checkValid(t, body, ann)
		e.Annotations, e.Applied = ann, applied
		a := Resolve([]*Entry{e}, nil)
		if got := a.Entity(c.set); got == nil || len(got.Mentions) != c.moved || len(got.Quotes) != c.said {
			t.Errorf("%s set to %s: %+v", c.find, c.set, got)
		}
	}
	// The speaker's words may be the surname corrected.
	e := article(t, "2020-09-02 a", story)
	body := string(e.Reader.(StringText))
	e.Quotes[0].Speaker.Span = e.Mentions[1].Span
	corrections, _ := LoadCorrections("c.yaml", []byte("corrections:\n- {article: a, find: {exact: Smith, suffix: said}, set: {entity: person/john-smith-mayor}}\n"))
	e.Annotations, e.Applied, _ = corrections.Apply("a", body, e.Annotations)
	if a := Resolve([]*Entry{e}, nil); len(a.Entity("person/john-smith-mayor").Quotes) != 1 {
		t.Error("the quotation by the corrected name stayed with the other")
	}
}

// TestUnknownEntity sees that a correction of an entity that is nowhere is told,
// and one of an entity that the articles or the authority file have is not.
func TestUnknownEntity(t *testing.T) {
	for set, told := range map[string]bool{
		"{entity: person/sergei-lavrow}": true, "{speaker: person/sergei-lavrow}": true,
		"{entity: person/sergei-lavrov}": false, "{speaker: place/minsk}": false, "{entity: person/ann-other}": false, "{entity: person/lavrov}": false,
	} {
		e := article(t, "2020-09-02 a", statement)
		find := "{exact: Nobody asked us}"
		if strings.Contains(set, "entity") {
			find = "{exact: Lavrov, suffix: said}"
		}
		c, err := LoadCorrections("c.yaml", []byte("corrections:\n\n- {article: a, find: "+find+", set: "+set+"}\n"))
		if err != nil {
			t.Fatal(err)
		}
		var orphans []*Orphan
		e.Annotations, e.Applied, orphans = c.Apply("a", string(e.Reader.(StringText)), e.Annotations)
		if len(orphans) > 0 {
			t.Fatal(orphans[0].Reason)
		}
		a := Resolve([]*Entry{e}, authority(t, "entities:\n- id: person/ann-other\n"))
		if told != (len(a.Orphans) == 1) {
			t.Errorf("%s: %v", set, a.Orphans)
		} else if told && (a.Orphans[0].Reason != "no entity has the id person/sergei-lavrow" || a.Orphans[0].Line != 3 || a.Orphans[0].Path != "c.yaml" || !a.Orphans[0].Made) {
			t.Errorf("%+v", a.Orphans[0])
		}
	}
}
