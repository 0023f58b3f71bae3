package source

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"pressmark/generator/text"
)

// standIn is what a name that is withheld is replaced by if nobody says.
const standIn = "an unnamed person"

// A withheld is a name that must not be published, and what stands for it.
type withheld struct {
	name, as string
	whole    *regexp.Regexp // the name in any of its spellings
	short    *regexp.Regexp // its last and its first word alone; nil for a name of one word
	turned   *regexp.Regexp // fits a match with the last word first; nil as short
}

// plainStandIn fits what means nothing in any format: a stand-in is put into
// the raw file.
var plainStandIn = regexp.MustCompile(`^[\p{L}(][\p{L}\p{N} .()-]{0,59}$`)

// withheldNames reads the value of anonymise: a list of names, or of
// {name: …, as: …}.
func (r *reader) withheldNames(e entry) []withheld {
	items := e.value.list
	if e.value.kind != list {
		items = []value{e.value}
	}
	var all []withheld
	for _, item := range items {
		name, as := item.text, standIn
		for _, f := range item.fields {
			switch f.key {
			case "name":
				name = f.value.text
			case "as":
				as = line(f.value.text)
			default:
				r.faults = append(r.faults, faultIn(e.path, f.line, f.col, "write {name: Jane Doe, as: a witness}", "unknown key %q in %s", f.written, e.written))
			}
		}
		if item.kind == null && e.value.kind != list {
			continue
		}
		w, problem := newWithheld(line(clean(name)), as)
		if problem != "" {
			r.bad(e, item, adviseNames, "%s: %s", e.written, problem)
			continue
		}
		all = append(all, w)
	}
	return all
}

func newWithheld(name, as string) (withheld, string) {
	parts := strings.FieldsFunc(name, func(c rune) bool { return unicode.IsSpace(c) || c == '.' || c == '-' })
	switch {
	case len(parts) == 0 || len(parts) == 1 && utf8.RuneCountInString(parts[0]) < 3:
		return withheld{}, fmt.Sprintf("the name %q is too short", name)
	case !plainStandIn.MatchString(as):
		return withheld{}, fmt.Sprintf("%q cannot stand for a name: use letters, digits, blanks, dots and brackets", as)
	}
	// A name that stands in what replaces it could never be shown to be gone.
	if strings.Contains(text.Fold(as), text.Fold(name)) {
		return withheld{}, fmt.Sprintf("%q holds the name itself", as)
	}
	w := withheld{name: name, as: as}
	if len(parts) == 1 {
		w.whole = regexp.MustCompile(shortPattern(parts[0]))
		return w, ""
	}
	patterns := make([]string, len(parts))
	for i, p := range parts {
		patterns[i] = spelling(p)
	}
	last := len(parts) - 1
	// Between first and last name may stand others, or their initials.
	between := gapPattern + `+(?:(?-i:\p{Lu})[\p{L}\p{Cf}'’]*` + gapPattern + `+){0,3}`
	forward := strings.Join(patterns[:last], gapPattern+`*`)
	w.whole = regexp.MustCompile(`(?i)` + forward + `(?:` + between + `|` + gapPattern + `*)` + patterns[last] +
		`|` + patterns[last] + `(?:,\s*|` + gapPattern + `*)` + forward)
	w.turned = regexp.MustCompile(`(?i)^` + patterns[last])
	shorts := []string{shortPattern(parts[last])}
	if utf8.RuneCountInString(parts[0]) >= 3 {
		shorts = append(shorts, shortPattern(parts[0]))
	}
	w.short = regexp.MustCompile(strings.Join(shorts, "|"))
	return w, ""
}

// gapPattern is what may part the words of a name, in text and in addresses.
const gapPattern = `(?:[\s\x{00a0}\p{Cf}._+-]|%20|&nbsp;)`

// shortPattern finds one word of a name by itself: with a capital, or in
// capitals.
func shortPattern(word string) string {
	return `(?:` + spelling(capitalised(word)) + `|` + spelling(strings.ToUpper(word)) + `)`
}

func capitalised(word string) string {
	first, size := utf8.DecodeRuneInString(word)
	return string(unicode.ToUpper(first)) + word[size:]
}

// spelling is a pattern for a word with its diacritics or without, with letters
// of other alphabets that look the same, and with what nobody sees inside: soft
// hyphens and blanks without width.
func spelling(word string) string {
	var b strings.Builder
	for _, c := range word {
		switch {
		case unicode.Is(unicode.Mn, c) || unicode.Is(unicode.Cf, c):
		case unicode.IsLetter(c):
			b.WriteString(`[` + regexp.QuoteMeta(alike(c)) + `][\p{Mn}\p{Cf}]*`)
		default:
			b.WriteString(regexp.QuoteMeta(string(c)))
		}
	}
	return b.String()
}

// alike lists the letters that differ from c by diacritics only, c among them.
func alike(c rune) string {
	plain := []rune(text.Fold(string(unicode.ToLower(c))))
	if len(plain) != 1 {
		return string(c)
	}
	base := plain[0]
	if unicode.IsUpper(c) {
		base = unicode.ToUpper(base)
	}
	letters := string(c)
	if base != c {
		letters += string(base)
	}
	for _, other := range accented()[base] {
		if other != c {
			letters += string(other)
		}
	}
	return letters + lookalikes[base]
}

// lookalikes are Cyrillic and Greek letters that cannot be told from Latin ones.
var lookalikes = map[rune]string{
	'a': "аα", 'c': "сϲ", 'd': "ԁ", 'e': "е", 'h': "һ", 'i': "іι", 'j': "ј", 'l': "ӏ", 'o': "оο", 'p': "рρ", 'q': "ԛ", 's': "ѕ", 'v': "ѵν", 'w': "ԝ", 'x': "хχ", 'y': "уγ",
	'A': "АΑ", 'B': "ВΒ", 'C': "С", 'E': "ЕΕ", 'H': "НΗ", 'I': "ІΙ", 'J': "Ј", 'K': "КΚ", 'M': "МΜ", 'N': "Ν", 'O': "ОΟ", 'P': "РΡ", 'S': "Ѕ", 'T': "ТΤ", 'X': "ХΧ", 'Y': "УΥ", 'Z': "Ζ",
}

// accented lists Latin letters with diacritics by the letter without.
var accented = sync.OnceValue(func() map[rune][]rune {
	letters := map[rune][]rune{}
	for c := rune(0xc0); c <= 0x24f; c++ {
		plain := []rune(text.Fold(string(unicode.ToLower(c))))
		if len(plain) != 1 || !unicode.IsLetter(c) {
			continue
		}
		base := plain[0]
		if unicode.IsUpper(c) {
			base = unicode.ToUpper(base)
		}
		letters[base] = append(letters[base], c)
	}
	return letters
})

// in reports whether s holds the name, as whole words.
func (w *withheld) in(s string) bool { return len(wholeWords(w.whole, s)) > 0 }

// partly reports whether s holds the name or one of its words that replace
// would have replaced.
func (w *withheld) partly(s string) bool { return w.replace(s, true) != s }

// wholeWords are the places of s that fit the pattern and have no letter beside
// them.
func wholeWords(pattern *regexp.Regexp, s string) [][]int {
	found := pattern.FindAllStringIndex(s, -1)
	return slices.DeleteFunc(found, func(at []int) bool {
		before, _ := utf8.DecodeLastRuneInString(s[:at[0]])
		after, _ := utf8.DecodeRuneInString(s[at[1]:])
		return unicode.IsLetter(before) || unicode.IsLetter(after)
	})
}

// replace returns s with the name replaced, and its single words too if the
// name is known to be meant.
func (w *withheld) replace(s string, meant bool) string {
	s = w.each(s, w.whole, false)
	if meant && w.short != nil {
		s = w.each(s, w.short, true)
	}
	return s
}

func (w *withheld) each(s string, pattern *regexp.Regexp, alone bool) string {
	found := wholeWords(pattern, s)
	if len(found) == 0 {
		return s
	}
	var b strings.Builder
	end := 0
	for _, at := range found {
		// "Jane" in "Jane Smith" is somebody else, in "Tim Doe, Jane Smith" too.
		if (alone || w.turned != nil && w.turned.MatchString(s[at[0]:at[1]])) && namesAnother(s[at[1]:]) {
			continue
		}
		b.WriteString(s[end:at[0]])
		b.WriteString(w.instead(s, at))
		end = at[1]
	}
	b.WriteString(s[end:])
	return b.String()
}

// followed finds a name that goes on.
var followed = regexp.MustCompile(`^ \p{Lu}\p{Ll}`)

func namesAnother(rest string) bool { return followed.MatchString(rest) }

// instead is what stands for a name found in s: in an address, and where a name
// is written as one word, a form fit for that.
func (w *withheld) instead(s string, at []int) string {
	found := s[at[0]:at[1]]
	oneWord := w.short != nil && !strings.ContainsAny(found, " \t\n,\u00a0") && strings.ContainsFunc(found, unicode.IsLetter) && w.whole.MatchString(found)
	if oneWord || inAddress(s, at[0], at[1]) {
		return text.Slug(w.as, 60)
	}
	return w.as
}

// inAddress reports whether what stands from start to end is part of an address
// of the web or of a mailbox.
func inAddress(s string, start, end int) bool {
	from := strings.LastIndexFunc(s[:start], unicode.IsSpace) + 1
	to := len(s)
	if i := strings.IndexFunc(s[end:], unicode.IsSpace); i >= 0 {
		to = end + i
	}
	return strings.Contains(s[from:start], "://") || strings.Contains(s[end:to], "@") || strings.HasSuffix(s[from:start], "@") || strings.Contains(s[from:start], "](")
}
