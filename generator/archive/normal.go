package archive

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"pressmark/generator/annotate"
	"pressmark/generator/text"
)

// clean returns a name as readers should see it: without the blanks, quotation
// marks and possessive ending around it, line breaks inside it made blanks. It
// copies only when it must.
func clean(name string) string {
	name = strings.TrimFunc(name, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("\"“”„«»‘`,;:()[]*_", r)
	})
	for _, ending := range []string{"’s", "'s", "’", "'"} {
		if rest, ok := strings.CutSuffix(name, ending); ok && rest != "" {
			name = rest
			break
		}
	}
	if oddBlanks(name) {
		name = strings.Join(strings.Fields(name), " ")
	}
	return name
}

// oddBlanks reports whether a name has blanks other than single spaces.
func oddBlanks(name string) bool {
	for i := 0; i < len(name); i++ {
		switch name[i] {
		case '\n', '\t', '\r':
			return true
		case ' ':
			if i+1 < len(name) && name[i+1] == ' ' {
				return true
			}
		case 0xc2:
			if i+1 < len(name) && name[i+1] == 0xa0 { // a space that does not break
				return true
			}
		}
	}
	return false
}

// splitWords divides a folded name at everything that is no letter or digit.
// Apostrophes and the stops of initials and acronyms vanish, so that "u.s." is
// one word and "o'brien" too.
func splitWords(folded string) []string {
	if simple(folded) {
		return strings.Fields(folded)
	}
	var words []string
	var b strings.Builder
	flush := func() {
		if b.Len() > 0 {
			words = append(words, b.String())
			b.Reset()
		}
	}
	for i, r := range folded {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		case r == '+' || r == '#':
			b.WriteRune(r) // "C++" is not "C"
		case r == '&':
			flush()
			words = append(words, "and")
		case r == '.' && utf8.RuneCountInString(b.String()) > 2:
			flush()
		case r == '.':
			// "j.smith" is two words, "u.s." one: the letter behind tells.
			if next := folded[i+1:]; !followsInitial(next) {
				flush()
			}
		case r == '\'' || r == '’' || r == '‘' || r == 'ʼ' || r == '`' || unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r):
		default:
			flush()
		}
	}
	flush()
	return words
}

// simple reports whether a folded name is of ASCII letters, digits and spaces.
func simple(folded string) bool {
	for i := 0; i < len(folded); i++ {
		c := folded[i]
		if c != ' ' && !('a' <= c && c <= 'z') && !('A' <= c && c <= 'Z') && !('0' <= c && c <= '9') {
			return false
		}
	}
	return true
}

// followsInitial reports whether rest begins with one letter and a stop, or
// one letter and the end.
func followsInitial(rest string) bool {
	r, size := utf8.DecodeRuneInString(rest)
	if !unicode.IsLetter(r) {
		return false
	}
	return size == len(rest) || rest[size] == '.' || rest[size] == ' '
}

// shortAcronym returns the letters of a name of two or three capitals ("US",
// "U.S."), which are not the same as the word they spell ("us", "Who").
func shortAcronym(name string) string {
	var b [3]byte
	n := 0
	for i := 0; i < len(name); i++ {
		switch c := name[i]; {
		case c == '.':
		case 'A' <= c && c <= 'Z' && n < len(b):
			b[n] = c
			n++
		default:
			return ""
		}
	}
	if n < 2 {
		return ""
	}
	return string(b[:n])
}

// isAcronym reports whether a name is written as two to eight capitals, with
// or without stops.
func isAcronym(name string) bool {
	letters := 0
	for _, r := range name {
		switch {
		case unicode.IsUpper(r):
			letters++
		case r == '.' || r == '-' && letters > 0 || unicode.IsDigit(r) && letters > 0:
		default:
			return false
		}
	}
	return 2 <= letters && letters <= 8
}

// initials returns the capitals that the words of a name begin with, in lower
// case: "osce" of "Organization for Security and Cooperation in Europe".
func initials(name string) string {
	var b strings.Builder
	for _, word := range strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '-' }) {
		if r, _ := utf8.DecodeRuneInString(word); unicode.IsUpper(r) {
			b.WriteString(text.Fold(string(r)))
		}
	}
	return b.String()
}

// exactKey is the key of a name as the authority file has it: nothing is taken
// for another name of the same thing.
func exactKey(kind annotate.Kind, name string) string {
	if kind == annotate.Person {
		return nameKey(kind, name)
	}
	return plainKey(name)
}

// nameKey is what two names of a kind must share to be taken for one name. The
// name is clean.
func nameKey(kind annotate.Kind, name string) string {
	k := known()
	switch kind {
	case annotate.Organization:
		return organizationKey(k, name)
	case annotate.Place:
		if c, ok := countryNamed(name); ok {
			return plainKey(c.Name)
		}
		if standard, ok := standardPlace(name); ok {
			return plainKey(standard)
		}
		return plainKey(name)
	default:
		return strings.Join(splitWords(text.Fold(name)), " ")
	}
}

func organizationKey(k *knowledge, name string) string {
	key := plainKey(name)
	if standard, ok := standardOrganization(name); ok && !isAcronym(name) {
		// An acronym may stand for something else here: joinOrganizations.
		key = plainKey(standard)
	}
	words := strings.Split(key, " ")
	n := len(words)
	for n > 1 && k.legal[words[n-1]] {
		n--
	}
	key = strings.Join(words[:n], " ")
	if one, ok := k.same[key]; ok {
		return one
	}
	return key
}

// slugOf is the last part of an entity's address.
func slugOf(name string) string {
	if slug := text.Slug(name, 80); slug != "" {
		return slug
	}
	return "unnamed"
}

// skeleton reduces a folded surname to what its romanisations have in common.
// Equal skeletons are a hint, never proof: see joinSpellings.
func skeleton(surname string) string {
	s := strings.ReplaceAll(surname, " ", "")
	for _, e := range [...][2]string{{"enka", "enko"}, {"anka", "enko"}, {"onak", "onok"}, {"iyy", "i"}, {"ij", "i"}, {"yy", "i"}, {"iy", "i"}, {"ii", "i"}, {"y", "i"}, {"eff", "ev"}, {"off", "ov"}} {
		if rest, ok := strings.CutSuffix(s, e[0]); ok && rest != "" {
			s = rest + e[1]
			break
		}
	}
	s = romanisations.Replace(s)
	s = softened.Replace(s)
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if i == 0 || s[i] != s[i-1] {
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

var (
	romanisations = strings.NewReplacer("shch", "sh", "sch", "sh", "tch", "ch", "dzh", "j", "tsi", "ti", "kh", "h", "gh", "g", "ph", "f", "th", "t",
		"ousk", "ovsk", "eusk", "evsk", "ausk", "avsk", "ou", "u", "ck", "k", "cz", "ch", "zh", "j", "w", "v", "x", "ks", "q", "k", "y", "i", "j", "i")
	softened = strings.NewReplacer("ie", "e", "ia", "a", "iu", "u", "io", "o")
)
