package annotate

import (
	"strings"
	"unicode"

	"pressmark/generator/lexicon"
)

// languageOfMarks tells the language of a text that is too short for its small
// words, by the quotation marks that English does not use and a word of saying
// outside them: "„Nein“, sagte er". It is "" where an English word of the
// commonest stands there, or in doubt.
func languageOfMarks(s string) string {
	if !strings.ContainsAny(s, "„«") || len(s) > glance {
		return ""
	}
	words := strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	best, most := "", 0
	for _, code := range [...]string{"de", "fr", "es"} {
		if code != "de" && !strings.Contains(s, "«") {
			continue
		}
		lang, said, known := lexicon.LanguageOf(code), false, 0
		for _, w := range words {
			use := lang.Use(strings.ToLower(w))
			if use&(lexicon.Said|lexicon.SaidParticiple) != 0 {
				said = true
			}
			if use != 0 {
				known++
			}
			if w == "the" || w == "of" || w == "said" || w == "and" {
				return ""
			}
		}
		if said && known > most {
			best, most = code, known
		}
	}
	if most < 2 {
		return ""
	}
	return best
}
