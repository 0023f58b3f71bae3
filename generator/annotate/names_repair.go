package annotate

import (
	"strings"
	"unicode"

	"pressmark/generator/lexicon"
	"pressmark/generator/text"
)

// repairNames mends what a model that reads token by token gets wrong about
// names as wholes: it completes names of the lexicon of which a part was marked,
// names that go on behind a hyphen or begin before one, and surnames of people
// named in full, and takes off titles and quotation marks.
// Mentions stay in order and do not overlap.
func repairNames(doc *text.Doc, mentions []Mention) []Mention {
	r := repairer{doc: doc, mentions: mentions, used: make([]bool, len(mentions))}
	for i := range mentions {
		if !r.used[i] {
			r.repair(i)
		}
	}
	return markSurnames(doc, r.out)
}

// A repairer goes through the mentions from left to right.
type repairer struct {
	doc      *text.Doc
	mentions []Mention
	used     []bool // mentions that a longer one before took in
	out      []Mention
	token    int // where the search for tokens has come to
}

// repair puts mention i, mended, into the result.
func (r *repairer) repair(i int) {
	first, last := r.tokens(r.mentions[i].Span)
	if last <= first {
		r.out = append(r.out, r.mentions[i])
		return
	}
	m := r.mentions[i]
	first = r.unquoted(first, last)
	if m.Kind == Person {
		first, last = r.untitled(first, last)
		last = r.hyphenated(i, last)
	}
	if f, l, ok := r.listed(first, last, m.Kind); ok && r.whole(i, l) {
		first, last = f, l
	}
	if m.Kind == Organization {
		last = r.ofCountry(i, first, last)
		first = r.acronymBefore(first, last)
	}
	tokens := r.doc.Tokens
	m.Span = text.Span{Start: tokens[first].Start, End: tokens[last-1].End}
	if n := len(r.out); n > 0 && m.Span.Start < r.out[n-1].Span.End {
		m.Span.Start = r.mentions[i].Span.Start // what is before belongs to another
	}
	for k := i + 1; k < len(r.mentions) && r.mentions[k].Span.Start < m.Span.End; k++ {
		r.used[k] = true
	}
	r.out = append(r.out, m)
}

// acronymBefore returns where the name of a body of two parties begins of which
// only the second was marked: "NATO-Russia Council". Behind the hyphen stand two
// words or more, of which the last is what such a body is called.
func (r *repairer) acronymBefore(first, last int) int {
	if last-first < 2 || first < 2 || r.word(first-1) != "-" || !r.glued(first) || !r.glued(first-1) ||
		lexicon.Word(r.word(last-1))&lexicon.OrgHead == 0 || !capitals(r.word(first-2)) {
		return first
	}
	n := len(r.out)
	if n > 0 && r.out[n-1].Span.End > r.doc.Tokens[first-2].Start {
		if r.out[n-1].Span != r.doc.Tokens[first-2].Span || r.out[n-1].Kind == Person {
			return first
		}
		r.out = r.out[:n-1]
	}
	return first - 2
}

// capitals reports whether a word is two to six capitals.
func capitals(word string) bool {
	for _, c := range word {
		if !unicode.IsUpper(c) {
			return false
		}
	}
	return 2 <= len(word) && len(word) <= 6
}

// whole reports whether the token last ends no other mention in the middle.
func (r *repairer) whole(i, last int) bool {
	end := r.doc.Tokens[last-1].End
	for k := i + 1; k < len(r.mentions) && r.mentions[k].Span.Start < end; k++ {
		if r.mentions[k].Span.End > end {
			return false
		}
	}
	return true
}

// tokens returns the tokens [first, last) of a span; none if their borders are
// not its own.
func (r *repairer) tokens(s text.Span) (first, last int) {
	tokens := r.doc.Tokens
	for r.token < len(tokens) && tokens[r.token].Start < s.Start {
		r.token++
	}
	first = r.token
	last = first
	for last < len(tokens) && tokens[last].End <= s.End {
		last++
	}
	if last == first || tokens[first].Start != s.Start || tokens[last-1].End != s.End {
		return 0, 0
	}
	return first, last
}

func (r *repairer) word(i int) string { return r.doc.Tokens[i].In(r.doc.Text) }

// glued reports whether nothing stands between token i and the one before.
func (r *repairer) glued(i int) bool {
	return i > 0 && i < len(r.doc.Tokens) && r.doc.Tokens[i-1].End == r.doc.Tokens[i].Start
}

// unquoted returns the first token that is no quotation mark.
func (r *repairer) unquoted(first, last int) int {
	for first < last-1 && strings.Trim(r.word(first), "`'\"“”‘’«»") == "" {
		first++
	}
	return first
}

// untitled takes the titles off a person's name of two words or more: "Gen",
// "Mr." before it, "QC" behind it. What is left begins with a capital.
func (r *repairer) untitled(first, last int) (int, int) {
	for last-first > 1 && courtesyTitle(r.word(first)) && capitalised(r.word(first+1)) {
		first++
	}
	for last-first > 2 && behindName[r.word(last-1)] {
		last--
		if r.word(last-1) == "," {
			last--
		}
	}
	return first, last
}

// behindName are the letters that stand behind people's names.
var behindName = map[string]bool{"QC": true, "KC": true, "MP": true, "MEP": true, "MBE": true, "OBE": true, "CBE": true, "PhD": true, "MD": true}

// courtesyTitle reports whether a word is a title that is no part of anybody's
// name.
func courtesyTitle(word string) bool {
	word = strings.TrimSuffix(word, ".")
	switch word {
	case "Mr", "Mrs", "Ms", "Miss", "Dr", "Prof", "Gen", "Lt", "Col", "Maj", "Capt", "Sgt", "Sen", "Rep", "Gov", "Smt", "Hon’ble", "Hon'ble", "PM", "CM":
		return true
	}
	return false
}

func capitalised(word string) bool { return lookOf(word)&capital != 0 }

// hyphenated returns where a person's name ends that goes on behind a hyphen, as
// "Prayut Chan-o-cha": behind it stands a capital or a short syllable, and no
// other name.
func (r *repairer) hyphenated(i, last int) int {
	tokens := r.doc.Tokens
	limit := len(r.doc.Text)
	if i+1 < len(r.mentions) {
		limit = r.mentions[i+1].Span.Start
	}
	for last+1 < len(tokens) && r.glued(last) && r.word(last) == "-" && r.glued(last+1) &&
		tokens[last+1].Kind == text.Word && tokens[last+1].End <= limit && syllable(r.word(last+1)) {
		last += 2
	}
	return last
}

// syllable reports whether a word behind a hyphen may be part of a name: it has
// a capital, or is short and none of the words that make adjectives of names.
func syllable(word string) bool {
	if capitalised(word) {
		return lexicon.Lower(word)&lexicon.Common == 0 || len(word) <= 4
	}
	switch word {
	case "led", "era", "run", "class", "like", "style", "type", "born", "made", "held", "free", "only", "ally", "owned", "based", "aged", "era's", "in", "to", "and", "or", "a", "as", "is":
		return false
	}
	return len(word) <= 5
}

// listed returns the longest name of the lexicon that holds the tokens
// [first, last) and more, when it is of the kind: "Organization for Security"
// is a part of a longer name.
func (r *repairer) listed(first, last int, kind Kind) (from, to int, ok bool) {
	if kind != Organization && kind != Place {
		return 0, 0, false
	}
	low := first
	if n := len(r.out); n > 0 {
		for low > 0 && first-low < 6 && r.doc.Tokens[low-1].Start >= r.out[n-1].Span.End {
			low--
		}
	} else {
		low = max(0, first-6)
	}
	for f := low; f <= first; f++ {
		if !capitalised(r.word(f)) || f < first && r.word(f) == "The" {
			continue
		}
		longest := min(lexicon.Longest(lowerCapitals(r.word(f))), len(r.doc.Tokens)-f)
		for n := longest; f+n >= last && n > last-first; n-- {
			if !capitalised(r.word(f + n - 1)) {
				continue
			}
			name := lowerCapitals(r.doc.Text[r.doc.Tokens[f].Start:r.doc.Tokens[f+n-1].End])
			if kind == Organization && lexicon.OrganizationID(name) >= 0 || kind == Place && lexicon.IsPlace(name) {
				return f, f + n, true
			}
		}
	}
	return 0, 0, false
}

// lowerCapitals writes a name that is all capitals, as in datelines, with small
// letters: "NEW YORK" is "New York". Other names, and short ones, stay.
func lowerCapitals(name string) string {
	if len(name) < 3 || strings.IndexFunc(name, unicode.IsLower) >= 0 || strings.IndexByte(name, '.') >= 0 {
		return name
	}
	b := []byte(name)
	for i := 1; i < len(b); i++ {
		if 'A' <= b[i] && b[i] <= 'Z' && b[i-1] != ' ' && b[i-1] != '-' {
			b[i] += 'a' - 'A'
		}
	}
	return string(b)
}

// ofCountry returns where the name of a body of a country ends, if it does not
// already: "Cyberspace Administration of China".
func (r *repairer) ofCountry(i, first, last int) int {
	if i+1 >= len(r.mentions) || last-first < 2 || last+1 >= len(r.doc.Tokens) || r.word(last) != "of" {
		return last
	}
	next := r.mentions[i+1]
	k := last + 1
	if r.word(k) == "the" {
		k++
	}
	if next.Kind != Place || k >= len(r.doc.Tokens) || r.doc.Tokens[k].Start != next.Span.Start || !lexicon.IsCountry(next.Span.In(r.doc.Text)) {
		return last
	}
	if lexicon.Word(r.word(last-1))&lexicon.OrgOpen == 0 || lexicon.OrganizationID(r.doc.Text[r.doc.Tokens[first].Start:r.doc.Tokens[last-1].End]) >= 0 {
		return last
	}
	for k < len(r.doc.Tokens) && r.doc.Tokens[k].End <= next.Span.End {
		k++
	}
	return k
}
