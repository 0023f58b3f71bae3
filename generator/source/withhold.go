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
const standIn = "(name withheld)"

// A withheld is a name that must not be published, and what stands for it.
type withheld struct {
	name, as string
	whole    *regexp.Regexp // the name in any of its spellings
	short    *regexp.Regexp // its last and its first word alone; nil for a name of one word
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
	// Between first and last name may stand one more, or its initial.
	between := gapPattern + `+(?:(?-i:\p{Lu})[\p{L}'’]*` + gapPattern + `+)?`
	forward := strings.Join(patterns[:last], gapPattern+`*`)
	w.whole = regexp.MustCompile(`(?i)` + forward + `(?:` + between + `|` + gapPattern + `*)` + patterns[last] +
		`|` + patterns[last] + `,\s*` + forward)
	shorts := []string{shortPattern(parts[last])}
	if utf8.RuneCountInString(parts[0]) >= 3 {
		shorts = append(shorts, shortPattern(parts[0]))
	}
	w.short = regexp.MustCompile(strings.Join(shorts, "|"))
	return w, ""
}

// gapPattern is what may part the words of a name, in text and in addresses.
const gapPattern = `(?:[\s\x{00a0}._+-]|%20|&nbsp;)`

// shortPattern finds one word of a name by itself: with a capital, or in
// capitals.
func shortPattern(word string) string {
	return `(?:` + spelling(capitalised(word)) + `|` + spelling(strings.ToUpper(word)) + `)`
}

func capitalised(word string) string {
	first, size := utf8.DecodeRuneInString(word)
	return string(unicode.ToUpper(first)) + word[size:]
}

// spelling is a pattern for a word with its diacritics or without.
func spelling(word string) string {
	var b strings.Builder
	for _, c := range word {
		switch {
		case unicode.Is(unicode.Mn, c):
		case unicode.IsLetter(c):
			b.WriteString(`[` + regexp.QuoteMeta(alike(c)) + `]\p{Mn}*`)
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
	return letters
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
		if alone && namesAnother(s[at[1]:]) {
			continue
		}
		b.WriteString(s[end:at[0]])
		b.WriteString(w.instead(s[at[0]:at[1]]))
		end = at[1]
	}
	b.WriteString(s[end:])
	return b.String()
}

// followed finds a name that goes on: "Jane" in "Jane Smith" is somebody else.
var followed = regexp.MustCompile(`^ \p{Lu}\p{Ll}`)

func namesAnother(rest string) bool { return followed.MatchString(rest) }

// instead is what stands for a name: in an address, a form fit for one.
func (w *withheld) instead(found string) string {
	if !strings.ContainsAny(found, " \t\n,\u00a0") && strings.ContainsAny(found, "-_+%.") {
		return text.Slug(w.as, 60)
	}
	return w.as
}
