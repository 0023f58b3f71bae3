// Package locale holds what the pages say, in the languages they say it in:
// texts with their plural forms, numbers and dates.
//
// Call Read with the site's language and its own catalogues. The English text
// is the name of a text, as in gettext, so code and templates can be read
// without a catalogue beside them; what follows "##" in a name tells two texts
// of one wording apart and is not shown.
package locale

import (
	"strconv"
	"strings"
)

// A Locale says things in one language. It is not changed after Read, and safe
// for use by many goroutines.
type Locale struct {
	Tag   string // BCP 47, of the texts: what was asked for, or "en" if there is no catalogue for it
	Right bool   // written from right to left
	Found bool   // whether there is a catalogue for the language asked for

	texts     map[string]forms
	plural    func(int) category
	thousands string
	and       string
	numbers   []string
	dates     dates
}

// forms are the ways to say one text. A text without plural forms has other
// only.
type forms struct {
	exact map[int]string
	by    [categories]string
}

// Text says a text. Names in braces are replaced with the values that follow,
// in pairs: Text("Said by {name}", "name", "Sofia"). What has no translation
// is said in English.
func (l *Locale) Text(name string, values ...string) string {
	said := ""
	if f, ok := l.texts[name]; ok {
		said = f.by[other]
	} else {
		said, _, _ = strings.Cut(name, "##")
	}
	return fill(said, values)
}

// Count says a text in the form that fits a number, which "{n}" in it stands
// for.
func (l *Locale) Count(n int, name string, values ...string) string {
	return fill(l.form(n, name), append(values, "n", l.Figure(n)))
}

// Unit is the word beside the number in a text like "{n} article".
func (l *Locale) Unit(n int, name string) string {
	return strings.TrimSpace(fill(l.form(n, name), []string{"n", ""}))
}

func (l *Locale) form(n int, name string) string {
	f, ok := l.texts[name]
	if !ok {
		said, _, _ := strings.Cut(name, "##")
		return said
	}
	if said, ok := f.exact[n]; ok {
		return said
	}
	if said := f.by[l.plural(n)]; said != "" {
		return said
	}
	return f.by[other]
}

// Knows reports whether a catalogue has the text.
func (l *Locale) Knows(name string) bool {
	_, ok := l.texts[name]
	return ok
}

// Forms is a text as scripts take it: a string, or an object of plural forms
// by the names that Intl.PluralRules gives, and by numbers written "=1".
func (l *Locale) Forms(name string) any {
	f := l.texts[name]
	all := map[string]string{}
	for category, said := range f.by {
		if said != "" {
			all[categoryNames[category]] = said
		}
	}
	for n, said := range f.exact {
		all["="+strconv.Itoa(n)] = said
	}
	if len(all) == 1 {
		return f.by[other]
	}
	return all
}

// fill replaces names in braces. A name without a value stays.
func fill(said string, values []string) string {
	open := strings.IndexByte(said, '{')
	if open < 0 || len(values) == 0 {
		return said
	}
	var b strings.Builder
	for open >= 0 {
		b.WriteString(said[:open])
		said = said[open:]
		end := strings.IndexByte(said, '}')
		if end < 0 {
			break
		}
		value, known := valueOf(said[1:end], values)
		if !known {
			value = said[:end+1]
		}
		b.WriteString(value)
		said = said[end+1:]
		open = strings.IndexByte(said, '{')
	}
	b.WriteString(said)
	return b.String()
}

func valueOf(name string, values []string) (string, bool) {
	for i := 0; i+1 < len(values); i += 2 {
		if values[i] == name {
			return values[i+1], true
		}
	}
	return "", false
}

// Figure prints a number with the language's mark between thousands.
func (l *Locale) Figure(n int) string {
	s := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, s = "−", s[1:]
	}
	for at := len(s) - 3; at > 0; at -= 3 {
		s = s[:at] + l.thousands + s[at:]
	}
	return sign + s
}

// Spelled prints a small number as a word, where the language has one that
// fits any noun, and as figures otherwise.
func (l *Locale) Spelled(n int) string {
	if n >= 0 && n < len(l.numbers) {
		return l.numbers[n]
	}
	return l.Figure(n)
}

// List joins words as a sentence does: "a", "a and b", "a, b and c".
func (l *Locale) List(words []string) string {
	switch len(words) {
	case 0:
		return ""
	case 1:
		return words[0]
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + l.and + words[last]
}
