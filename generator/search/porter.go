package search

import "strings"

// stem returns the stem of an English word in small Latin letters by Porter's
// second algorithm (M. F. Porter, "The English (Porter2) stemming algorithm",
// snowballstem.org, 2001). Any other word is returned as it is.
func stem(word string) string {
	if len(word) < 3 || !latin(word) {
		return word
	}
	if special, ok := irregular[word]; ok {
		return special
	}
	s := stemmer{w: []byte(word)}
	s.regions()
	s.plural()
	if unbending[string(s.w)] {
		return string(s.w)
	}
	s.past()
	s.finalY()
	s.replace(s.r1, secondStep)
	s.replace(s.r1, thirdStep)
	s.drop()
	s.finalE()
	return strings.ToLower(string(s.w))
}

func latin(word string) bool {
	for i := range len(word) {
		if word[i] < 'a' || word[i] > 'z' {
			return false
		}
	}
	return true
}

// irregular are words with a stem of their own.
var irregular = map[string]string{
	"skis": "ski", "skies": "sky", "dying": "die", "lying": "lie", "tying": "tie", "idly": "idl", "gently": "gentl", "ugly": "ugli",
	"early": "earli", "only": "onli", "singly": "singl", "sky": "sky", "news": "news", "howe": "howe", "atlas": "atlas",
	"cosmos": "cosmos", "bias": "bias", "andes": "andes",
}

// unbending are words that keep their ending once a plural s is off.
var unbending = map[string]bool{"inning": true, "outing": true, "canning": true, "herring": true, "earring": true,
	"proceed": true, "exceed": true, "succeed": true}

// A stemmer is a word on its way. A y that is a consonant is written Y. The
// regions r1 and r2 begin behind the first and second consonant that follows a
// vowel.
type stemmer struct {
	w      []byte
	r1, r2 int
}

func (s *stemmer) vowel(i int) bool { return i >= 0 && strings.IndexByte("aeiouy", s.w[i]) >= 0 }

func (s *stemmer) ends(suffix string) bool { return strings.HasSuffix(string(s.w), suffix) }

func (s *stemmer) regions() {
	for i, c := range s.w {
		if c == 'y' && (i == 0 || s.vowel(i-1)) {
			s.w[i] = 'Y'
		}
	}
	for _, start := range []string{"gener", "commun", "arsen"} {
		if strings.HasPrefix(string(s.w), start) {
			s.r1 = len(start)
		}
	}
	if s.r1 == 0 {
		s.r1 = s.region(0)
	}
	s.r2 = s.region(s.r1)
}

func (s *stemmer) region(from int) int {
	for i := from + 1; i < len(s.w); i++ {
		if !s.vowel(i) && s.vowel(i-1) {
			return i + 1
		}
	}
	return len(s.w)
}

// hasVowel reports whether there is a vowel before the end.
func (s *stemmer) hasVowel(end int) bool {
	for i := range end {
		if s.vowel(i) {
			return true
		}
	}
	return false
}

// cut takes n letters off and adds others.
func (s *stemmer) cut(n int, add string) { s.w = append(s.w[:len(s.w)-n], add...) }

// plural is step 1a.
func (s *stemmer) plural() {
	switch n := len(s.w); {
	case s.ends("sses"):
		s.cut(2, "")
	case s.ends("ied"), s.ends("ies"):
		if n > 4 {
			s.cut(2, "")
		} else {
			s.cut(1, "")
		}
	case s.ends("us"), s.ends("ss"):
	case s.ends("s") && s.hasVowel(n-2):
		s.cut(1, "")
	}
}

// past is step 1b.
func (s *stemmer) past() {
	for _, suffix := range []string{"eedly", "ingly", "edly", "eed", "ing", "ed"} {
		if !s.ends(suffix) {
			continue
		}
		start := len(s.w) - len(suffix)
		if strings.HasPrefix(suffix, "eed") {
			if start >= s.r1 {
				s.cut(len(suffix), "ee")
			}
			return
		}
		if !s.hasVowel(start) {
			return
		}
		s.cut(len(suffix), "")
		switch {
		case s.ends("at"), s.ends("bl"), s.ends("iz"):
			s.w = append(s.w, 'e')
		case s.double():
			s.cut(1, "")
		case s.r1 >= len(s.w) && s.shortSyllable(len(s.w)):
			s.w = append(s.w, 'e')
		}
		return
	}
}

func (s *stemmer) double() bool {
	n := len(s.w)
	return n > 1 && s.w[n-1] == s.w[n-2] && strings.IndexByte("bdfgmnprt", s.w[n-1]) >= 0
}

// shortSyllable reports whether the letters before end end in a short syllable.
func (s *stemmer) shortSyllable(end int) bool {
	if end == 2 {
		return s.vowel(0) && !s.vowel(1)
	}
	return end > 2 && !s.vowel(end-3) && s.vowel(end-2) && !s.vowel(end-1) && strings.IndexByte("wxY", s.w[end-1]) < 0
}

// finalY is step 1c.
func (s *stemmer) finalY() {
	if n := len(s.w); n > 2 && (s.w[n-1] == 'y' || s.w[n-1] == 'Y') && !s.vowel(n-2) {
		s.w[n-1] = 'i'
	}
}

// A rule replaces an ending.
type rule struct{ suffix, by string }

// The longest ending comes first.
var secondStep = []rule{{"ational", "ate"}, {"fulness", "ful"}, {"iveness", "ive"}, {"ization", "ize"}, {"ousness", "ous"},
	{"biliti", "ble"}, {"lessli", "less"}, {"tional", "tion"}, {"alism", "al"}, {"aliti", "al"}, {"ation", "ate"}, {"entli", "ent"},
	{"fulli", "ful"}, {"iviti", "ive"}, {"ousli", "ous"}, {"abli", "able"}, {"alli", "al"}, {"anci", "ance"}, {"ator", "ate"},
	{"enci", "ence"}, {"izer", "ize"}, {"bli", "ble"}, {"ogi", "og"}, {"li", ""}}

var thirdStep = []rule{{"ational", "ate"}, {"tional", "tion"}, {"alize", "al"}, {"ative", ""}, {"icate", "ic"}, {"iciti", "ic"},
	{"ical", "ic"}, {"ness", ""}, {"ful", ""}}

// replace is steps 2 and 3.
func (s *stemmer) replace(region int, rules []rule) {
	for _, r := range rules {
		if !s.ends(r.suffix) {
			continue
		}
		start := len(s.w) - len(r.suffix)
		allowed := start >= region
		switch r.suffix {
		case "ogi":
			allowed = allowed && start > 0 && s.w[start-1] == 'l'
		case "li":
			allowed = allowed && start > 0 && strings.IndexByte("cdeghkmnrt", s.w[start-1]) >= 0
		case "ative":
			allowed = allowed && start >= s.r2
		}
		if allowed {
			s.cut(len(r.suffix), r.by)
		}
		return
	}
}

// drop is step 4.
func (s *stemmer) drop() {
	for _, suffix := range []string{"ement", "able", "ance", "ence", "ible", "ment", "ant", "ate", "ent", "ion", "ism", "iti", "ive", "ize", "ous", "al", "er", "ic"} {
		if !s.ends(suffix) {
			continue
		}
		start := len(s.w) - len(suffix)
		if start >= s.r2 && (suffix != "ion" || start > 0 && (s.w[start-1] == 's' || s.w[start-1] == 't')) {
			s.cut(len(suffix), "")
		}
		return
	}
}

// finalE is step 5.
func (s *stemmer) finalE() {
	n := len(s.w) - 1
	switch {
	case s.ends("e") && (n >= s.r2 || n >= s.r1 && !s.shortSyllable(n)), s.ends("l") && n >= s.r2 && s.w[n-1] == 'l':
		s.cut(1, "")
	}
}
