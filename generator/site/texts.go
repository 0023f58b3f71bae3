package site

import (
	"encoding/json"
	"fmt"
	"html/template"
	"regexp"
	"strings"

	"pressmark/generator/locale"

	"golang.org/x/text/language"
)

// sayTemplate is say for templates: values may be of any type, and names without
// values stay.
func (lib *library) sayTemplate(name string, values ...any) string {
	return lib.say(name, printed(values)...)
}

func (lib *library) manyTemplate(n int, name string, values ...any) string {
	return lib.many(n, name, printed(values)...)
}

// named marks a text that is said elsewhere, by a name in a variable.
func named(name string) string { return name }

func printed(values []any) []string {
	all := make([]string, len(values))
	for i, v := range values {
		all[i] = fmt.Sprint(v)
	}
	return all
}

// linked is a text with links in it: words in square brackets lead to the
// addresses that follow, in order. An address may itself be HTML, which then
// takes the place of the words in its brackets: {{linked "[/] to the field." $key}}.
func (lib *library) linked(name string, targets ...any) template.HTML {
	var p pen
	rest := lib.say(name)
	for _, target := range targets {
		open := strings.IndexByte(rest, '[')
		end := strings.IndexByte(rest, ']')
		if open < 0 || end < open {
			break
		}
		p.text(rest[:open])
		if html, ok := target.(template.HTML); ok {
			p.raw(string(html))
		} else {
			p.raw(`<a href="`).text(outsideOrWithin(fmt.Sprint(target))).raw(`">`).text(rest[open+1 : end]).raw("</a>")
		}
		rest = rest[end+1:]
	}
	return p.text(rest).html()
}

// outsideOrWithin keeps addresses that begin with a scheme from doing anything
// but lead somewhere.
func outsideOrWithin(href string) string {
	if strings.HasPrefix(href, "/") || strings.HasPrefix(href, "#") || strings.HasPrefix(href, ".") {
		return href
	}
	return outside(href)
}

// direction is "rtl" for a language written from right to left, by the script
// that it states or is likely to be in; "ltr" for others.
func direction(lang string) string {
	tag, err := language.Parse(lang)
	if err != nil {
		return "auto"
	}
	script, _ := tag.Script()
	switch script.String() {
	case "Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa":
		return "rtl"
	}
	return "ltr"
}

// A script asks for its texts by text("…") and many(n, "…"), and finds them in
// an object that is filled in when it is published, so that pages carry none.
var (
	scriptTexts = regexp.MustCompile(`(?m)^\s*const texts = \{\};`)
	scriptText  = regexp.MustCompile(`\b(?:text\(|many\([^"()]*, )"([^"\\]+)"`)
)

// spoken puts the texts of a script into it, in the language of the pages.
func spoken(script []byte, words *locale.Locale) []byte {
	at := scriptTexts.FindIndex(script)
	if at == nil {
		return script
	}
	said := map[string]any{}
	for _, m := range scriptText.FindAllSubmatch(script, -1) {
		if name := string(m[1]); words.Knows(name) {
			said[name] = words.Forms(name)
		}
	}
	data, err := json.Marshal(said) // in order of the names
	if err != nil {
		return script
	}
	out := append([]byte{}, script[:at[0]]...)
	out = append(out, "const texts = "...)
	out = append(out, data...)
	out = append(out, ';')
	return append(out, script[at[1]:]...)
}
