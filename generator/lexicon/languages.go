package lexicon

import (
	"strconv"
	"strings"
	"sync"
)

// Use is a set of the ways in which a word of a language other than English is
// used where somebody is quoted.
type Use uint32

// The uses, as the sections of data/languages/*.txt name them. A word of saying
// is a Said or an Auxiliary with a SaidParticiple behind it.
const (
	Said               Use = 1 << iota // "sagte"
	SaidPlural                         // "sagten": its subject may be a bare plural noun
	SaidAfter                          // stands between the words and the speaker only: "so"
	SaidByDocument                     // "говорится": a document speaks
	WantsParticle                      // says something only with a particle: "teilte … mit"
	Separable                          // such a particle
	Auxiliary                          // "a", "hat", "ha"
	SaidParticiple                     // "déclaré"
	That                               // "que", "dass"
	He                                 // a pronoun for a man
	She                                // … for a woman
	Article                            // "der", "la", "su"
	Adverbial                          // may stand between the word of saying and the speaker
	Courteous                          // stands before a name and tells no office: "Herr"
	Titular                            // an office or calling, stands before a name
	Qualifier                          // stands before or behind a title: "ehemaliger", "russe"
	Speaks                             // a noun for somebody who speaks without a name: "portavoz"
	NameParticle                       // joins the parts of a name: "de"
	NoName                             // no name though in capitals
	DateLink                           // joins day, month and year: "de"
	YearWord                           // leads to a year: "en"
	YearNoun                           // stands behind one: "года"
	GivenMale                          // a given name, where the list of Latin ones does not help
	GivenFemale                        //
	Elided                             // "l’", "qu’": the rest of a word with an apostrophe is another word
	Unstressed                         // a pronoun that may stand before a word of saying: "lui", "se"
	ReflexiveAuxiliary                 // "est" of "s’est exclamé"
	Complement                         // joins a title and what it is of: "des", "del"
	Bare                               // a noun for somebody who speaks that needs no article: "Anwohner", "fuentes"
	Oblique                            // in another case than the nominative, as is the name behind it
	Venue                              // leads to where somebody spoke: "lors", "interrogé"
)

var useSections = map[string]Use{
	"verbs": Said, "verbs plural": Said | SaidPlural, "after": Said | SaidAfter, "cue of documents": SaidByDocument,
	"needs particle": WantsParticle, "separable": Separable, "auxiliaries": Auxiliary, "participles": SaidParticiple,
	"that": That, "pronouns m": He, "pronouns f": She, "articles": Article, "adverbs": Adverbial, "courtesy": Courteous,
	"titles": Titular, "modifiers": Qualifier, "speakers": Speaks, "particles": NameParticle, "no names": NoName,
	"date links": DateLink, "year words": YearWord, "years": YearNoun, "given m": GivenMale, "given f": GivenFemale, "elided": Elided, "unstressed": Unstressed,
	"reflexive auxiliaries": ReflexiveAuxiliary, "complements": Complement, "speakers bare": Speaks | Bare, "titles oblique": Titular | Oblique, "venues": Venue,
}

// A Language is what is known of one language besides English. Its values must
// not be changed.
type Language struct {
	Code      string     // BCP 47
	Marks     [][2]rune  // pairs of quotation marks, opening and closing
	Dialogue  bool       // a dash at the head of a paragraph opens speech
	According [][]string // "nach Angaben von", in lower-case words
	Asides    [][]string // "pour sa part", between the word of saying and the speaker
	Endings   []string   // that a name in another case than the nominative has, the longest first
	suffixes  []string   // of words that are titles
	uses      map[string]Use
	months    map[string]int
	stops     map[string]bool
	places    map[string]string
	bodies    map[string]string
	words     int // in the longest listed name
}

// Languages returns the languages whose speakers can be told, in the order of
// their codes.
func Languages() []string { return []string{"de", "es", "fr", "ru"} }

var listed = sync.OnceValue(func() map[string]*Language {
	m := map[string]*Language{}
	for _, code := range Languages() {
		m[code] = readLanguage(code)
	}
	return m
})

// LanguageOf returns what is known of a language by its code without region
// ("de"). Of one without a file, that is its quotation marks.
func LanguageOf(code string) *Language {
	if l := listed()[code]; l != nil {
		return l
	}
	if l := markedLanguages()[code]; l != nil {
		return l
	}
	return markedLanguages()["default"]
}

// Known reports whether the language has a file of its own.
func (l *Language) Known() bool { return l.uses != nil }

// Use returns how a lower-case word is used.
func (l *Language) Use(word string) Use {
	use := l.uses[word]
	if use&Titular == 0 {
		for _, end := range l.suffixes {
			if len(word) > len(end)+2 && strings.HasSuffix(word, end) {
				return use | Titular
			}
		}
	}
	return use
}

// Month returns the number of a lower-case month name, or 0.
func (l *Language) Month(word string) int { return l.months[word] }

// Stop returns what a stop behind a lower-case word means.
func (l *Language) Stop(word string) Stop {
	if l.stops[word] {
		return StopNeverEnds
	}
	return StopEnds
}

// Place returns the English name of a place as this language writes it.
func (l *Language) Place(name string) (english string, ok bool) {
	english, ok = l.places[name]
	return english, ok
}

// Organization returns the English name of a well-known body, or its own.
func (l *Language) Organization(name string) (english string, ok bool) {
	english, ok = l.bodies[name]
	return english, ok
}

// LongestName is how many words a listed name may have.
func (l *Language) LongestName() int { return l.words }

func readLanguage(code string) *Language {
	l := &Language{Code: code, uses: map[string]Use{}, months: map[string]int{}, stops: map[string]bool{}, places: map[string]string{}, bodies: map[string]string{}, words: 1}
	lines("languages/"+code+".txt", func(section, line string) {
		switch section {
		case "marks":
			l.Marks = markPairs(line)
		case "dialogue":
			l.Dialogue = line == "yes"
		case "according":
			l.According = append(l.According, phrases(line)...)
		case "asides":
			l.Asides = append(l.Asides, phrases(line)...)
		case "endings":
			l.Endings = longestFirst(strings.Fields(line))
		case "months":
			number, names, _ := strings.Cut(line, " ")
			n, err := strconv.Atoi(number)
			if err != nil {
				panic("lexicon: data/languages/" + code + ".txt: month " + strconv.Quote(line))
			}
			each(names, func(s string) { l.months[s] = n })
		case "abbreviations":
			each(line, func(s string) { l.stops[s] = true })
		case "places":
			l.addNames(l.places, line)
		case "organizations":
			l.addNames(l.bodies, line)
		default:
			use, ok := useSections[section]
			if !ok {
				panic("lexicon: data/languages/" + code + ".txt: section " + strconv.Quote(section))
			}
			l.addWords(use, line)
		}
	})
	return l
}

// addWords enters words, and for titles the endings of words that are some.
func (l *Language) addWords(use Use, line string) {
	each(line, func(s string) {
		if strings.HasPrefix(s, "-") && use == Titular {
			l.suffixes = append(l.suffixes, s[1:])
			return
		}
		if use&(GivenMale|GivenFemale) == 0 {
			s = strings.ToLower(s)
		}
		l.uses[s] |= use
	})
}

func (l *Language) addNames(to map[string]string, line string) {
	for _, entry := range strings.Split(line, ",") {
		name, english, _ := strings.Cut(entry, "=")
		to[name] = english
		l.words = max(l.words, 1+strings.Count(name, " "))
	}
}

// phrases reads phrases that commas part.
func phrases(line string) [][]string {
	var list [][]string
	for _, phrase := range strings.Split(line, ",") {
		list = append(list, strings.Fields(phrase))
	}
	return list
}

func longestFirst(words []string) []string {
	for i := range words { // few
		for k := i; k > 0 && len(words[k]) > len(words[k-1]); k-- {
			words[k], words[k-1] = words[k-1], words[k]
		}
	}
	return words
}

// markPairs reads `„“ «»`.
func markPairs(line string) [][2]rune {
	var pairs [][2]rune
	each(line, func(s string) {
		r := []rune(s)
		if len(r) != 2 {
			panic("lexicon: data/languages: marks " + strconv.Quote(s))
		}
		pairs = append(pairs, [2]rune{r[0], r[1]})
	})
	return pairs
}

var markedLanguages = sync.OnceValue(func() map[string]*Language {
	m := map[string]*Language{}
	lines("languages/other.txt", func(section, line string) {
		m[section] = &Language{Code: section, Marks: markPairs(line)}
	})
	return m
})
