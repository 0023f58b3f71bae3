package archive

import (
	"embed"
	"strings"
	"sync"

	"pressmark/generator/lexicon"
	"pressmark/generator/text"
)

//go:embed data/*.txt
var dataFiles embed.FS

// knowledge is what resolution knows before it reads anything.
type knowledge struct {
	given     map[string][]string // a folded given name's keys: itself or the names it is short for or another spelling of
	fullGiven map[string]bool     // given names that have short forms
	short     map[string]bool     // short forms: they are names of several people's
	eastern   map[string]bool     // family names that stand first; true when surely
	syllables map[string]bool
	generic   map[string]bool   // keys of organizations that every country has
	same      map[string]string // another key of such an organization to its usual one
	bodies    map[string]bool   // words that end the name of a body of some state or town
	wider     map[string]bool   // words that open the name of a body of many states
	kin       map[string]bool   // what somebody is to somebody else only: "wife"
	ambiguous map[string]bool   // keys of places that are many
	states    map[string]string // short forms of the names of states, as written: "Calif."
	legal     map[string]bool
	particle  map[string]bool
	leading   map[string]bool
	suffix    map[string]bool
	weak      map[string]bool   // words that say nothing in a role
	walks     map[string]uint32 // walks of life of a role's word, as bits
	apart     [32]uint32        // walks that one person rarely has both of
}

var known = sync.OnceValue(loadKnowledge)

func loadKnowledge() *knowledge {
	k := &knowledge{
		given: map[string][]string{}, fullGiven: map[string]bool{}, short: map[string]bool{}, eastern: map[string]bool{}, syllables: map[string]bool{},
		generic: wordSet(lines("generic")), ambiguous: wordSet(lines("ambiguous")),
		walks: map[string]uint32{}, same: map[string]string{},
	}
	k.states = map[string]string{}
	for _, line := range lines("states") {
		short, name, _ := strings.Cut(line, " ")
		k.states[short] = name
	}
	for _, line := range lines("bodies") {
		name, others, _ := strings.Cut(line, ": ")
		for _, other := range strings.Split(others, ", ") {
			k.same[other] = name
		}
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
				if _, known := k.eastern[word]; !known {
					k.eastern[word] = false
				}
			}
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
	sets := map[string]*map[string]bool{"legal": &k.legal, "particle": &k.particle, "leading": &k.leading, "suffix": &k.suffix, "weak": &k.weak, "bodies": &k.bodies, "wider": &k.wider, "kin": &k.kin}
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
	for _, name := range lexicon.Nicknames() {
		full := k.givenKeys(name.Full)
		k.fullGiven[name.Full] = true
		for _, word := range name.Short {
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

// countryNamed returns the country that a name always means: one that is in the
// lexicon and neither a state or city too nor in the list of ambiguous names.
func countryNamed(name string) (lexicon.Place, bool) {
	places := lexicon.Places(name)
	if len(places) == 0 || places[0].Kind != "country" || known().ambiguous[plainKey(name)] {
		return lexicon.Place{}, false
	}
	if first, _, ok := strings.Cut(name, " "); ok && !strings.HasPrefix(places[0].Name, first) {
		switch first {
		case "East", "West", "North", "South", "Northern", "Southern":
			return lexicon.Place{}, false // "West Germany" is a part or a former state
		}
	}
	for _, p := range places[1:] {
		if p.Kind == "state" || p.Kind == "country" {
			return lexicon.Place{}, false
		}
	}
	return places[0], true
}

// standardOrganization returns the fullest name of a well-known organization by
// any of its names. Names that every country has one of are no such.
func standardOrganization(name string) (string, bool) {
	id := lexicon.OrganizationID(name)
	if id < 0 {
		if rest, ok := strings.CutPrefix(strings.ToLower(name), "the "); ok {
			id = lexicon.OrganizationID(name[len(name)-len(rest):])
		}
	}
	if id < 0 {
		return "", false
	}
	full := lexicon.OrganizationOf(id).Name
	if known().generic[plainKey(full)] || known().generic[plainKey(name)] {
		return "", false
	}
	return full, true
}

// standardPlace returns the usual name of a place by another name that only that
// place has: "Mumbai" for "Bombay".
func standardPlace(name string) (string, bool) {
	if state, ok := known().states[name]; ok {
		return state, true
	}
	places := lexicon.Places(name)
	if len(places) != 1 || places[0].Kind != "city" && places[0].Kind != "capital" || places[0].Name == name || known().ambiguous[plainKey(name)] || len(lexicon.Places(places[0].Name)) != 1 {
		return "", false
	}
	return places[0].Name, true
}

// stateBody reports whether an organization's name is made of common words and
// so may be that of many: "National Police Agency". Unlike the generic names,
// which every country has, such a name may be one country's alone.
func stateBody(name string) bool {
	k := known()
	words := strings.Fields(plainKey(name))
	if len(words) < 2 || k.wider[words[0]] || lexicon.OrganizationID(name) >= 0 {
		return false
	}
	if !k.bodies[words[len(words)-1]] && !(k.bodies[words[0]] && words[1] == "of") {
		return false
	}
	for _, word := range words {
		if lexicon.Lower(word)&(lexicon.Common|lexicon.Function) == 0 {
			return false
		}
	}
	return true
}

// ofCountry divides the name of an organization that every country has into
// that and the country ("Russian Foreign Ministry", "Supreme Court of Belarus",
// "U.S. Senate"). ok is false for other names.
func ofCountry(name string) (generic, country string, ok bool) {
	words := strings.Fields(name)
	for i := 1; i < len(words) && i <= 4; i++ {
		rest := usualKey(strings.Join(words[i:], " "))
		if !known().generic[rest] {
			continue
		}
		first := strings.TrimPrefix(clean(strings.Join(words[:i], " ")), "the ")
		if group, ok := lexicon.GroupOf(first); ok && group.Kind == "nation" {
			return rest, group.Of, true
		}
		if c, ok := countryNamed(first); ok {
			return rest, c.Name, true
		}
	}
	if at := strings.LastIndex(name, " of "); at > 0 && known().generic[usualKey(name[:at])] {
		if c, ok := countryNamed(strings.TrimPrefix(name[at+len(" of "):], "the ")); ok {
			return usualKey(name[:at]), c.Name, true
		}
	}
	return "", "", false
}

// usualKey is the key of a name that may be one of several of a body that every
// country has: "foreign ministry" for "Ministry of Foreign Affairs".
func usualKey(name string) string {
	key := plainKey(name)
	if one, ok := known().same[key]; ok {
		return one
	}
	return key
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
