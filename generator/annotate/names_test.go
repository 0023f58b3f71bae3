package annotate

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pressmark/generator/text"
)

// marked writes a text with its names in brackets: "[person Jane Lee]".
func marked(s string, mentions []Mention) string {
	var b strings.Builder
	at := 0
	for _, m := range mentions {
		b.WriteString(s[at:m.Span.Start] + "[" + m.Kind.String() + " " + m.Span.In(s) + "]")
		at = m.Span.End
	}
	return b.String() + s[at:]
}

func TestFindNames(t *testing.T) {
	for _, want := range []string{
		"The minister met [person Jane Okoro] in [place Paris], [place Texas], on Monday.",
		"[group Belarusian] President [person Alexander Lukashenko]’s proposals were praised.",
		"Foreign Minister [person Sergei Lavrov] flew to [place Minsk] on Tuesday.",
		"Students at the [organization Moscow State Institute of International Relations] listened.",
		"The [place U.S.]-led alliance was seen as a threat by the [organization Kremlin].",
		"The [organization International Atomic Energy Agency] ([organization IAEA]) is in [place Vienna].",
		"[place NAIROBI], [place Kenya] ([organization AP]) _ A bus fell into a river.",
		"However, the talks went on.",
		"In May, the [organization Ministry of Health and Sport] closed the pools.",
		"A lawyer for [person Ludwig van der Berg] spoke to [organization Reuters] and to [organization Al Jazeera].",
		"She teaches at the [organization University of Leeds] and lives near [place Lake Garda].",
		"The [group Turkish] and [group Kurdish] delegations met Gen. [person Mark Milley].",
		"[person Xi Jinping] received [person Joko Widodo], the [group Indonesian] president.",
		"[person John Bolton] came. Later [person Bolton] stayed in [place Bolton].",
		"[place Turkey] accused the [organization U.S. Federal Reserve]. [organization WHO] officials were silent.",
		"Nobody lives on [place Easter Island], said President [person Moon Jae-in].",
		"The attack by [organization al-Qaida] came after Senators [person Mary Carver] and [person Paul Dent] left the [organization House].",
		"Secretary of State [person Jane Carver] met [person Bill de Groot] and H5N1 spread.",
		"[person Halvorsen] went home. The Bank was closed.",
		"The [organization Justice and Equality Council] joined the [organization Democratic party].",
		"Shares of [organization Northwind Corp.] fell in [place New York].",
	} {
		plain := strings.NewReplacer("[person ", "", "[organization ", "", "[place ", "", "[group ", "", "]", "").Replace(want)
		doc := text.Parse(plain, abbreviationClass)
		if got := marked(plain, findNames(doc)); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

// A headline's words are names where the running text has them as names.
func TestFindNamesInHeadline(t *testing.T) {
	s := "Minister Backs Tarvolin’s Plan for Reform\n\nThe minister backed Anna Tarvolin’s plan. Tarvolin was glad of reform."
	want := "Minister Backs [person Tarvolin]’s Plan for Reform\n\nThe minister backed [person Anna Tarvolin]’s plan. [person Tarvolin] was glad of reform."
	if got := marked(s, findNames(text.Parse(s, abbreviationClass))); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// analysed is all that this part of the package finds in a text.
func analysed(s string) (*text.Doc, []Mention, []Cluster, *resolver) {
	doc := text.Parse(s, abbreviationClass)
	mentions := findNames(doc)
	clusters := clusterMentions(doc, mentions, text.Span{})
	var quotes []text.Span
	open := -1
	for _, t := range doc.Tokens {
		if t.Kind == text.Open && open < 0 {
			open = t.Start
		} else if t.Kind == text.Close && open >= 0 {
			quotes = append(quotes, text.Span{Start: open, End: t.End})
			open = -1
		}
	}
	return doc, mentions, clusters, newResolver(doc, mentions, clusters, quotes)
}

// Whatever the text, names lie on code-point borders, in order and apart, and
// every one belongs to a cluster of its kind.
func FuzzFindNames(f *testing.F) {
	for _, s := range []string{
		"", "The", "A. B. C.", "Mr.", "President of the", "“He said”, he said.", "Jane Lee, 42, a", "IAEA (IAEA) (", "van der", "St. ",
		"NEW YORK (AP) _ X", "Ministry of Ministry of Ministry", "Ünal Çelik’s Ünal", "قال محمد", "東京 Tokyo", "\xff\xfe Jane \xc3", "a\u00adb Jane\u200d Lee",
		"the leader the bank the city he she they it", "Jane Lee (JL), the company's chief executive, who said", "U.S.-U.S.-U.S.", "Lee Lee Lee and Lee",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		doc, mentions, clusters, r := analysed(s)
		end := 0
		for _, m := range mentions {
			if m.Span.Start < end || m.Span.End <= m.Span.Start || m.Span.End > len(s) {
				t.Fatalf("span %v after %d in %q", m.Span, end, s)
			}
			if end = m.Span.End; !border(s, m.Span.Start) || !border(s, end) {
				t.Fatalf("span %v splits a code point of %q", m.Span, s)
			}
			if m.Cluster < 0 || m.Cluster >= len(clusters) || clusters[m.Cluster].Kind != m.Kind {
				t.Fatalf("mention %q has cluster %d", m.Span.In(s), m.Cluster)
			}
		}
		for _, c := range clusters {
			if c.Of >= len(clusters) || c.Name.IsZero() {
				t.Fatalf("cluster %+v", c)
			}
			for _, role := range c.Roles {
				if role.Span.Len() <= 0 || role.Org >= len(clusters) {
					t.Fatalf("role %+v", role)
				}
			}
		}
		at := 0
		for _, ref := range r.references() {
			if ref.Span.Start < at || ref.Cluster < 0 {
				t.Fatalf("reference %+v after %d", ref, at)
			}
			at = ref.Span.End
		}
		for _, sentence := range doc.Sentences {
			r.speaker(sentence.Span)
		}
	})
}

func border(s string, i int) bool {
	return i == len(s) || i == 0 || !utf8.ValidString(s) || utf8.RuneStart(s[i])
}

// article is a made-up text of about 130 words for the benchmarks.
const article = "Minister Defends Plan for Harbour\n\nTransport Minister Anna Tarvolin said on Tuesday that the harbour of Gdynia would be enlarged by 2031. " +
	"“We need room for more ships,” Ms. Tarvolin told reporters in Warsaw. The Polish Chamber of Shipping (PCS) welcomed the plan. " +
	"Its president, Marek Dolny, said the European Union should pay half. He added that the International Maritime Organization had warned of delays.\n\n" +
	"“It is too late,” said John F. Carver, 52, an analyst at Northwind Corp. in London. The company has offices in Germany, the U.S. and South Korea. " +
	"Carver doubts that the ministry can find the money. Opposition leader Ewa Lis called the minister’s numbers a dream. She asked for a vote in the Sejm. " +
	"The government of Poland has a majority there, and Tarvolin is sure to win it, according to the newspaper Gazeta.\n\n"

func BenchmarkFindNames(b *testing.B) {
	doc := text.Parse(strings.Repeat(article, 50), abbreviationClass)
	findNames(doc)
	b.ResetTimer()
	for range b.N {
		findNames(doc)
	}
	b.ReportMetric(float64(len(doc.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}

func BenchmarkClusters(b *testing.B) {
	doc := text.Parse(strings.Repeat(article, 50), abbreviationClass)
	mentions := findNames(doc)
	b.ResetTimer()
	for range b.N {
		clusterMentions(doc, mentions, text.Span{})
	}
	b.ReportMetric(float64(len(doc.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}

func BenchmarkReferences(b *testing.B) {
	doc := text.Parse(strings.Repeat(article, 50), abbreviationClass)
	mentions := findNames(doc)
	clusters := clusterMentions(doc, mentions, text.Span{})
	b.ResetTimer()
	for range b.N {
		newResolver(doc, mentions, clusters, nil).references()
	}
	b.ReportMetric(float64(len(doc.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}
