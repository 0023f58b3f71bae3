package archive

import (
	"embed"
	"strings"
	"sync"

	"pressmark/generator/text"
)

//go:embed data/*.txt
var dataFiles embed.FS

// knowledge is what resolution knows before it reads anything.
type knowledge struct {
	given     map[string][]string // a folded given name's keys: itself or the names it is short for or another spelling of
	short     map[string]bool     // short forms: they are names of several people's
	eastern   map[string]bool     // family names that stand first; true when surely
	syllables map[string]bool
	countries map[string]country // by key of a name
	expansion map[string]string  // key of an acronym to the key of its expansion
	standard  map[string]string  // key of another form of an organization's name to the key of the name
	spelled   map[string]string  // key of a well-known organization to its name
	generic   map[string]bool    // keys of organizations that every country has
	ambiguous map[string]bool    // keys of places that are many
	legal     map[string]bool
	particle  map[string]bool
	leading   map[string]bool
	suffix    map[string]bool
	weak      map[string]bool   // words that say nothing in a role
	walks     map[string]uint32 // walks of life of a role's word, as bits
	apart     [32]uint32        // walks that one person rarely has both of
}

type country struct{ code, name string }

var known = sync.OnceValue(loadKnowledge)

func loadKnowledge() *knowledge {
	k := &knowledge{
		given: map[string][]string{}, short: map[string]bool{}, eastern: map[string]bool{}, syllables: map[string]bool{},
		countries: map[string]country{}, expansion: map[string]string{}, standard: map[string]string{}, spelled: map[string]string{},
		generic: wordSet(lines("generic")), ambiguous: wordSet(lines("ambiguous")),
		walks: map[string]uint32{},
	}
	k.loadWords()
	k.loadGiven()
	for _, line := range lines("easternnames") {
		words := strings.Fields(line)
		for _, word := range words[1:] {
			switch words[0] {
			case "syllables":
				k.syllables[word] = true
			case "sure":
				k.eastern[word] = true
			default:
				k.eastern[word] = k.eastern[word]
			}
		}
	}
	for _, line := range lines("countries") {
		names := strings.Split(line, "\t")
		for _, name := range names[1:] {
			k.countries[plainKey(name)] = country{names[0], names[1]}
		}
	}
	for _, line := range lines("acronyms") {
		names := strings.Split(line, "\t")
		key := plainKey(names[1])
		k.expansion[plainKey(names[0])] = key
		k.spelled[key] = names[1]
		for _, other := range names[2:] {
			k.standard[plainKey(other)] = key
		}
	}
	k.loadRoles()
	return k
}

// lines returns the lines of a data file that hold data.
func lines(file string) []string {
	data, err := dataFiles.ReadFile("data/" + file + ".txt")
	if err != nil {
		panic(err) // the file is embedded
	}
	var out []string
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimRight(line, "\r\n"); line != "" && line[0] != '#' {
			out = append(out, line)
		}
	}
	return out
}

func wordSet(words []string) map[string]bool {
	set := make(map[string]bool, len(words))
	for _, word := range words {
		set[word] = true
	}
	return set
}

func (k *knowledge) loadWords() {
	sets := map[string]*map[string]bool{"legal": &k.legal, "particle": &k.particle, "leading": &k.leading, "suffix": &k.suffix, "weak": &k.weak}
	for _, line := range lines("words") {
		name, words, _ := strings.Cut(line, ":")
		*sets[name] = wordSet(strings.Fields(words))
	}
}

// loadGiven joins the spellings of one name under its first, and lets a short
// form stand for each name it shortens.
func (k *knowledge) loadGiven() {
	for _, line := range lines("spellings") {
		words := strings.Fields(line)
		for _, word := range words {
			k.given[word] = append(k.given[word], words[0])
		}
	}
	for _, line := range lines("nicknames") {
		name, short, _ := strings.Cut(line, ":")
		full := k.givenKeys(name)
		for _, word := range strings.Fields(short) {
			if len(k.given[word]) == 0 {
				k.given[word] = []string{word}
			}
			k.given[word] = append(k.given[word], full...)
			k.short[word] = true
		}
	}
}

// givenKeys returns what a folded given name may stand for.
func (k *knowledge) givenKeys(name string) []string {
	if keys := k.given[name]; len(keys) > 0 {
		return keys
	}
	return []string{name}
}

func (k *knowledge) loadRoles() {
	walk := map[string]int{}
	for _, line := range lines("roles") {
		name, words, _ := strings.Cut(line, ":")
		if name == "apart" {
			pair := strings.Fields(words)
			a, b := walk[pair[0]], walk[pair[1]]
			k.apart[a] |= 1 << b
			k.apart[b] |= 1 << a
			continue
		}
		bit := len(walk)
		walk[name] = bit
		for _, word := range strings.Fields(words) {
			k.walks[word] |= 1 << bit
		}
	}
}

// conflicting reports whether every walk of life in a is apart from every one
// in b. Unknown walks conflict with nothing.
func (k *knowledge) conflicting(a, b uint32) bool {
	if a == 0 || b == 0 {
		return false
	}
	for i, others := range k.apart {
		if a&(1<<i) != 0 && b&^others != 0 {
			return false
		}
	}
	return true
}

// plainKey is the key of a name that is no person's: folded words without a
// leading article. It must not use known, which is made with it.
func plainKey(name string) string {
	if acronym := shortAcronym(name); acronym != "" {
		return acronym
	}
	words := splitWords(text.Fold(name))
	if len(words) > 1 && words[0] == "the" {
		words = words[1:]
	}
	return strings.Join(words, " ")
}
