package lexicon

import (
	"strings"
	"sync"
)

// Tag is a set of things that are known of a single word.
type Tag uint32

// What a word can be. Given, Female, Male, Surname, the heads and the openings
// are known of the word as it is written; the others of the word in lower case.
const (
	Given     Tag = 1 << iota // a person's given name
	Male                      // … of men
	Female                    // … of women; Mr., sir and spokesman have Male, Mrs. and spokeswoman Female too
	Surname                   // a family name
	Common                    // an English word that is written in lower case
	Function                  // a word that begins sentences: articles, pronouns, prepositions, numerals
	Month                     // as is Jan.
	Weekday                   //
	NotName                   // written in capitals without being a name of our kinds
	Honorific                 // stands before a name only: "Mr.", "Gen.", "Sheikh"
	Role                      // what somebody is: "president", "teacher"
	Modifier                  // stands before a role: "foreign", "former", "chief"
	OrgHead                   // ends the name of an organization: "Ministry", "Corp."
	OrgOpen                   // opens one, before "of" or "for": "Bank", "University"
	PlaceHead                 // ends the name of a place: "River"
	PlaceOpen                 // opens one: "Lake"
	Particle                  // joins the parts of a person's name: "van", "bin"
	Suffix                    // ends one: "Jr."
	Syllables                 // a surname before given names like "Jae-in"
	Courtesy                  // an Honorific that tells no office: "Dr."
)

// words maps words as written and in lower case to their tags.
type words struct{ written, lower map[string]Tag }

var wordTags = sync.OnceValue(func() words {
	w := words{make(map[string]Tag, 60000), make(map[string]Tag, 30000)}
	genders := map[string]Tag{"m": Male, "f": Female}
	lines("given.txt", func(section, line string) { w.written[line] |= Given | genders[section] })
	lines("surnames.txt", func(_, line string) { w.written[line] |= Surname })
	lines("words.txt", func(_, line string) { w.lower[line] |= Common })
	sections := map[string]Tag{"month": Month, "weekday": Weekday, "notname": NotName, "particle": Particle, "suffix": Suffix, "syllables": Syllables}
	lines("words_function.txt", func(section, line string) {
		if section == "function" {
			each(line, func(s string) { w.lower[s] |= Function | Common })
			return
		}
		tag := sections[section]
		each(line, func(s string) { w.written[s] |= tag })
	})
	lines("titles.txt", func(section, line string) {
		kind, gender, _ := strings.Cut(section, " ")
		tag := map[string]Tag{"honorific": Honorific, "courtesy": Honorific | Courtesy, "role": Role, "modifier": Modifier}[kind] | genders[gender]
		if kind != "phrase" {
			each(line, func(s string) { w.lower[s] |= tag })
		}
	})
	heads := map[string]Tag{"org": OrgHead, "opens": OrgOpen, "place": PlaceHead, "placeopens": PlaceOpen}
	lines("heads.txt", func(section, line string) {
		each(line, func(s string) { w.written[s] |= heads[section] })
	})
	return w
})

func each(line string, f func(string)) {
	for _, s := range strings.Fields(line) {
		f(s)
	}
}

// Word returns what is known of a word, written as in the text. It allocates
// nothing.
func Word(word string) Tag {
	w := wordTags()
	tag := w.written[word]
	return tag | lowered(w.lower, word)
}

// Lower returns what is known of a word in lower case, whatever its case here.
func Lower(word string) Tag { return lowered(wordTags().lower, word) }

// lowered looks the word up in lower case. Only ASCII letters are changed: the
// lists of lower-case words hold English.
func lowered(m map[string]Tag, word string) Tag {
	var buffer [32]byte
	if len(word) > len(buffer) {
		return 0
	}
	for i := 0; i < len(word); i++ {
		c := word[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		buffer[i] = c
	}
	return m[string(buffer[:len(word)])]
}

// A Stop says what a stop behind a word means; its values are those of package
// text's Class.
type Stop uint8

// The stop ends the sentence; it belongs to an abbreviation and may end the
// sentence too; it belongs to a title or the like and never does.
const (
	StopEnds Stop = iota
	StopMayEnd
	StopNeverEnds
)

var abbreviations = sync.OnceValue(func() map[string]Stop {
	m := map[string]Stop{}
	stops := map[string]Stop{"title": StopNeverEnds, "plain": StopMayEnd}
	lines("abbreviations.txt", func(section, line string) {
		each(line, func(s string) { m[s] = max(m[s], stops[section]) })
	})
	return m
})

// Abbreviation returns what a stop means behind a lower-case word, which is
// given without it.
func Abbreviation(word string) Stop { return abbreviations()[word] }
