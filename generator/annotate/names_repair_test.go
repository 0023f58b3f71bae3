package annotate

import (
	"strings"
	"testing"

	"pressmark/generator/text"
)

// TestRepairNames marks names as a model might, "[p John] Smith", and sees what
// becomes of them.
func TestRepairNames(t *testing.T) {
	for _, c := range [][2]string{
		{"[p Prayut Chan]-o-cha went.", "[p Prayut Chan-o-cha] went."},
		{"[p Lee Min]-ho sang.", "[p Lee Min-ho] sang."},
		{"[p Obama]-era rules and [p Merkel]-led talks.", "[p Obama]-era rules and [p Merkel]-led talks."},
		{"The [p Brown]-[p Green] talks.", "The [p Brown]-[p Green] talks."},
		{"[p Anna Berg] -born in Oslo", "[p Anna Berg] -born in Oslo"},
		{"The [o Organization for Security] and Co-operation in Europe met.", "The [o Organization for Security and Co-operation in Europe] met."},
		{"The Organization for [o Security and Co-operation in] Europe met.", "The [o Organization for Security and Co-operation in Europe] met."},
		{"The [o Organization for Security] and Co-operation in [l Europe] met.", "The [o Organization for Security and Co-operation in Europe] met."},
		{"NEW [l YORK] (AP) The judge spoke.", "[l NEW YORK] (AP) The judge spoke."},
		{"He read the New York [o Times] there.", "He read the [o New York Times] there."},
		{"The [o New York Times] wrote.", "The [o New York Times] wrote."},
		{"[l Newfoundland] and [o Labrador Court] sat.", "[l Newfoundland] and [o Labrador Court] sat."},
		{"[p Gen. Peter Frost] and [p Mr. Hill] met [p Ann Lake QC].", "Gen. [p Peter Frost] and Mr. [p Hill] met [p Ann Lake] QC."},
		{"[p Mr. and] nobody", "[p Mr. and] nobody"},
		{"They said [p “Olowe] was here.", "They said “[p Olowe] was here."},
		{"The [o Central Bank] of [l Norway] and the [o Central Bank] of the north.", "The [o Central Bank of Norway] and the [o Central Bank] of the north."},
		{"[o Northwind Air] of [l Norway] flew.", "[o Northwind Air] of [l Norway] flew."},
		{"The NATO-[o Russia Council] met.", "The [o NATO-Russia Council] met."},
		{"The [o NATO]-[o Russia Council] met.", "The [o NATO-Russia Council] met."},
		{"The [l Minsk]-[l Moscow] train and the NATO-[l Russia] talks.", "The [l Minsk]-[l Moscow] train and the NATO-[l Russia] talks."},
		{"[p Boris Jonson] met [p Emil Macrone]. Jonson hoped. Macrone replied: “No.”", "[p Boris Jonson] met [p Emil Macrone]. [p Jonson] hoped. [p Macrone] replied: “No.”"},
		{"[p Ann Frost] spoke. Frost bit the towns; so said Frost of the Frost report.", "[p Ann Frost] spoke. Frost bit the towns; so said [p Frost] of the Frost report."},
		{"[p Ann Zorin] of Zorin Street and the Anna Zorin Fund, a Zorin-like one.", "[p Ann Zorin] of Zorin Street and the Anna Zorin Fund, a Zorin-like one."},
		{"President Zorin came. Later [p Ann Zorin] left with Mr. Zorin.", "President [p Zorin] came. Later [p Ann Zorin] left with Mr. Zorin."},
		{"[p Tess May] spoke in May. [p Ann Paris] went to Paris.", "[p Tess May] spoke in May. [p Ann Paris] went to Paris."},
		{"", ""},
	} {
		marked, want := c[0], c[1]
		doc, mentions := unmark(marked)
		if got := mark(doc.Text, repairNames(doc, mentions)); got != want {
			t.Errorf("%s:\n got %s\nwant %s", marked, got, want)
		}
	}
}

var markKinds = map[byte]Kind{'p': Person, 'o': Organization, 'l': Place, 'g': Group}

func unmark(s string) (*text.Doc, []Mention) {
	var b strings.Builder
	var mentions []Mention
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '[':
			mentions = append(mentions, Mention{Kind: markKinds[s[i+1]], Cluster: -1, Score: 90, Span: text.Span{Start: b.Len()}})
			i += 2
		case ']':
			mentions[len(mentions)-1].Span.End = b.Len()
		default:
			b.WriteByte(s[i])
		}
	}
	return text.Parse(b.String(), abbreviationClass), mentions
}

func mark(s string, mentions []Mention) string {
	var b strings.Builder
	at := 0
	for _, m := range mentions {
		b.WriteString(s[at:m.Span.Start] + "[" + string("polg"[m.Kind]) + " " + m.Span.In(s) + "]")
		at = m.Span.End
	}
	return b.String() + s[at:]
}
