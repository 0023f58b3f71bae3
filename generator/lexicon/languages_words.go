package lexicon

import (
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// LanguageSet is a set of languages by their place in DetectedLanguages.
type LanguageSet uint64

// A Script is a script besides the Latin one.
type Script struct {
	Letters  *unicode.RangeTable
	Language int // in DetectedLanguages, of most texts in the script
}

// tells hold what tells languages apart.
type tells struct {
	codes   []string
	words   map[string]LanguageSet
	letters map[rune]LanguageSet
	scripts []Script
}

var languageTells = sync.OnceValue(func() *tells {
	t := &tells{words: map[string]LanguageSet{}, letters: map[rune]LanguageSet{}}
	lines("languages/detect.txt", func(section, line string) {
		set := t.set(section)
		each(line, func(s string) {
			if utf8.RuneCountInString(s) > 1 {
				t.words[s] |= set
			}
		})
	})
	lines("languages/scripts.txt", func(section, line string) {
		what, code, _ := strings.Cut(line, " ")
		if section == "letters" {
			for _, r := range what {
				t.letters[r] |= t.set(code)
			}
			return
		}
		table := unicode.Scripts[what]
		if table == nil {
			panic("lexicon: data/languages/scripts.txt: script " + strconv.Quote(what))
		}
		t.scripts = append(t.scripts, Script{table, t.index(code)})
	})
	return t
})

func (t *tells) set(code string) LanguageSet { return 1 << t.index(code) }

// index returns the place of a language among the codes, to which it is added
// if it is new.
func (t *tells) index(code string) int {
	for i, c := range t.codes {
		if c == code {
			return i
		}
	}
	t.codes = append(t.codes, code)
	return len(t.codes) - 1
}

// DetectedLanguages returns the codes of the languages that a text can be told
// to be in, English first. There are no more than 64.
func DetectedLanguages() []string { return languageTells().codes }

// SmallWord returns the languages of which the word, in lower case, is one of
// the commonest. Words of one letter tell nothing.
func SmallWord(word []byte) LanguageSet { return languageTells().words[string(word)] }

// TellingLetter returns the languages that alone among those of their script
// have the small letter.
func TellingLetter(r rune) LanguageSet { return languageTells().letters[r] }

// Scripts returns the scripts besides the Latin one.
func Scripts() []Script { return languageTells().scripts }
