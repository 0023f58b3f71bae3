package annotate

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"pressmark/generator/lexicon"
	"pressmark/generator/text"
)

// A foreignReader is an article in another language than English, in units that
// suit it: tokens, but "l’accord" is two and "Jean-Luc" one.
type foreignReader struct {
	doc        *text.Doc
	lang       *lexicon.Language
	units      []unit
	paragraphs []extent // of units
	regions    []foreignRegion
	mentions   []Mention
}

// A unit is a word, a number or a mark.
type unit struct {
	text.Span
	word     bool // letters, or digits and letters
	number   bool
	capital  bool
	use      lexicon.Use
	sentence int32
	region   int32 // the outermost quotation marks that it stands in, or -1
	name     int32 // the mention that it belongs to, or -1
}

// newForeignReader parts the text into units and pairs its quotation marks.
func newForeignReader(d *text.Doc, lang *lexicon.Language) *foreignReader {
	r := &foreignReader{doc: d, lang: lang, units: make([]unit, 0, len(d.Tokens)+len(d.Tokens)/8)}
	sentence := int32(0)
	for _, p := range d.Paragraphs {
		start := len(r.units)
		first, last := d.Sentences[p.First].First, d.Sentences[p.Last-1].Last
		for i := first; i < last; {
			i = r.addToken(i, last)
		}
		sentence = r.numberSentences(start, sentence)
		r.paragraphs = append(r.paragraphs, extent{start, len(r.units)})
	}
	r.pairAll()
	return r
}

// in is the text of unit i, "" outside.
func (r *foreignReader) in(i int) string {
	if i < 0 || i >= len(r.units) {
		return ""
	}
	return r.units[i].In(r.doc.Text)
}

// is reports whether unit i has one of the uses.
func (r *foreignReader) is(i int, use lexicon.Use) bool {
	return i >= 0 && i < len(r.units) && r.units[i].use&use != 0
}

// span is the text of the units [first, last).
func (r *foreignReader) span(g extent) text.Span {
	if g.last <= g.first {
		return text.Span{}
	}
	return text.Span{Start: r.units[g.first].Start, End: r.units[g.last-1].End}
}

// addToken adds the units of the token at i and returns the token to go on
// with.
func (r *foreignReader) addToken(i, last int) int {
	t := &r.doc.Tokens[i]
	if t.Kind != text.Word {
		r.add(t.Span, false, t.Kind == text.Number)
		return i + 1
	}
	span := t.Span
	if cut := r.elision(t.In(r.doc.Text)); cut > 0 {
		r.add(text.Span{Start: t.Start, End: t.Start + cut}, true, false)
		span.Start += cut
	}
	end := r.hyphened(i, last)
	span.End = r.doc.Tokens[end-1].End
	r.add(span, true, false)
	return end
}

func (r *foreignReader) add(span text.Span, word, number bool) {
	u := unit{Span: span, word: word, number: number, region: -1, name: -1}
	if word {
		written := span.In(r.doc.Text)
		first, _ := utf8.DecodeRuneInString(written)
		u.capital = unicode.IsUpper(first) || unicode.IsTitle(first)
		if r.lang.Known() {
			u.use = r.lang.Use(lowerWord(written)) | r.lang.Use(written)&(lexicon.GivenMale|lexicon.GivenFemale)
		}
	}
	r.units = append(r.units, u)
}

func lowerWord(s string) string {
	s = strings.ToLower(s)
	if strings.Contains(s, "'") {
		s = strings.ReplaceAll(s, "'", "’")
	}
	return s
}

// elision returns how many bytes of a word are an elided one: "l’" of
// "l’accord".
func (r *foreignReader) elision(word string) int {
	if !r.lang.Known() {
		return 0
	}
	at := strings.IndexAny(word, "'’")
	if at <= 0 || at > 7 {
		return 0
	}
	_, size := utf8.DecodeRuneInString(word[at:])
	if at+size >= len(word) || r.lang.Use(lowerWord(word[:at+size]))&lexicon.Elided == 0 {
		return 0
	}
	return at + size
}

// mostHyphens is how many hyphens a name or title may have.
const mostHyphens = 4

// hyphened returns the token behind a word with hyphens that begins at token i:
// a name whose first and last parts have capitals, or a listed word.
func (r *foreignReader) hyphened(i, last int) int {
	end, best := i+1, i+1
	tokens := r.doc.Tokens
	for n := 0; n < mostHyphens && end+1 < last; n++ {
		dash, word := tokens[end], tokens[end+1]
		if dash.In(r.doc.Text) != "-" || word.Kind != text.Word || tokens[end-1].End != dash.Start || dash.End != word.Start {
			break
		}
		end += 2
		span := text.Span{Start: tokens[i].Start, End: word.End}
		if r.capitalAt(span.Start) && r.capitalAt(word.Start) || r.lang.Known() && r.lang.Use(lowerWord(span.In(r.doc.Text))) != 0 {
			best = end
		}
	}
	return best
}

func (r *foreignReader) capitalAt(offset int) bool {
	c, _ := utf8.DecodeRuneInString(r.doc.Text[offset:])
	return unicode.IsUpper(c)
}

// numberSentences numbers the sentences of the paragraph whose units begin at
// start, and returns the number for the next one. The text's own division is
// made for English: it ends one at "1. September".
func (r *foreignReader) numberSentences(start int, sentence int32) int32 {
	ended := false
	for i := start; i < len(r.units); i++ {
		u := &r.units[i]
		s := u.In(r.doc.Text)
		switch {
		case strings.HasPrefix(s, ".") && i > start && r.units[i-1].number && i+1 < len(r.units) && r.lang.Code == "de":
		case s == "!" || s == "?" || s == "…" || s[0] == '.' || s == "。" || s == "！" || s == "？":
			ended = true
		case ended && (u.capital || u.number || u.word && !r.lower(i) || !u.word && i+1 < len(r.units) && r.opening(s) && !r.lower(i+1)):
			sentence++
			ended = false
		case ended && (u.word || s == ","):
			ended = false
		}
		u.sentence = sentence
	}
	return sentence + 1
}

// lower reports whether unit i begins with a small letter.
func (r *foreignReader) lower(i int) bool {
	c, _ := utf8.DecodeRuneInString(r.in(i))
	return unicode.IsLower(c)
}

// opening reports whether a mark may open a quotation or a bracket, or is a
// dash.
func (r *foreignReader) opening(mark string) bool {
	c, _ := utf8.DecodeRuneInString(mark)
	for _, pair := range r.lang.Marks {
		if c == pair[0] {
			return true
		}
	}
	return c == '(' || c == '[' || c == '—' || c == '–' || c == '¿' || c == '¡'
}

// starts reports whether unit i is the first word of its sentence.
func (r *foreignReader) starts(i int) bool {
	k := i - 1
	for ; k >= 0 && k > i-5; k-- {
		if r.units[k].sentence != r.units[i].sentence {
			return true
		}
		if r.units[k].word || r.units[k].number {
			return false
		}
	}
	return k < 0
}

// placeNames notes the mention that each unit belongs to.
func (r *foreignReader) placeNames(mentions []Mention) {
	r.mentions = mentions
	m := 0
	for i := range r.units {
		u := &r.units[i]
		for m < len(mentions) && mentions[m].Span.End <= u.Start {
			m++
		}
		u.name = -1
		if m < len(mentions) && mentions[m].Span.Overlaps(u.Span) {
			u.name = int32(m)
		}
	}
}
