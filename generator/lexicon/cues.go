package lexicon

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"
)

// Class is a set of the ways in which a word is used, told from the word alone.
type Class uint32

// The classes of word that the quotation rules tell apart.
const (
	Noun         Class = 1 << iota // n
	Plural                         // N
	Base                           // b: verb, base form
	Third                          // z: verb, third person singular
	Past                           // d: past tense
	Participle                     // p: past participle
	Gerund                         // g: present participle
	Adjective                      // j
	Adverb                         // r
	Determiner                     // D
	Subject                        // S: pronoun that may be a subject
	Object                         // O: pronoun that is an object
	Possessive                     // P: his, their
	Preposition                    // I
	Coordinator                    // C
	Subordinator                   // B
	Wh                             // W: interrogative or relative
	Have                           // H
	Be                             // E
	Do                             // K
	Modal                          // M
	To                             // T
	Day                            // t: Monday, yesterday
	Negation                       // X
	Proper                         // a name; never in the list, given by the reader of the text
	Figure                         // a number; likewise
)

const classLetters = "nNbzdpgjrDSOPICBWHEKMTtX"

// A Frame is what stands behind a verb of saying.
type Frame uint8

// The frames, as data/cues.txt explains them.
const (
	FrameThat Frame = iota
	FrameWh
	FrameClause
	FrameTo
	FrameGerund
	FrameNoun
	FrameObjectTo
	FrameObjectClause
	FrameAs
	FramePreposition
	FrameAfter
	FrameQuote
	Frames // how many there are
)

var frameNames = [Frames]string{"that", "wh", "clause", "to", "ing", "np", "objto", "objclause", "as", "prep", "after", "quote"}

// String is the frame's name in data/cues.txt.
func (f Frame) String() string { return frameNames[f] }

// A Cue is a verb of saying, with its particle if it has one ("call for").
type Cue struct {
	Lemma     string
	Particle  string        // "for" of "call for", else ""
	Weight    [Frames]uint8 // how sure a report follows, in hundredths
	Particles []*Cue        // the verbs made of this one and a particle
}

// A CueWord is one word with the classes it is used in and, if it is a form of
// a verb of saying, that verb and which forms it can be.
type CueWord struct {
	Text     string
	Classes  Class
	Cue      *Cue
	Forms    Class // of Base, Third, Past, Participle, Gerund
	Document bool  // it can say something itself, as a letter does
	Saying   uint8 // how sure a report follows this noun and "that", in hundredths; 0 for no noun of saying
}

//go:embed data/cues.txt
var cueData string

//go:embed data/cues-nouns.txt
var cueNounData string

//go:embed data/cues-documents.txt
var cueDocumentData string

//go:embed data/cues-words.txt
var cueWordData string

// CueWords returns what is known of words and verbs of saying, by lower-case
// word. The map is made at the first call and must not be changed.
var CueWords = sync.OnceValue(func() map[string]*CueWord {
	words := make(map[string]*CueWord, 8192)
	for n, line := range dataLines(cueWordData) {
		word, letters, ok := strings.Cut(line, " ")
		w := &CueWord{Text: word}
		for _, letter := range letters {
			i := strings.IndexRune(classLetters, letter)
			if i < 0 || !ok {
				panic(fmt.Sprintf("lexicon: data/cues-words.txt: entry %d: %q", n+1, line))
			}
			w.Classes |= 1 << i
		}
		words[word] = w
	}
	lemmas := make(map[string]*Cue)
	for n, line := range dataLines(cueData) {
		cue, err := parseCue(line)
		if err != nil {
			panic(fmt.Sprintf("lexicon: data/cues.txt: entry %d: %v", n+1, err))
		}
		lemma := lemmas[cue.Lemma]
		if lemma == nil {
			lemma = &Cue{Lemma: cue.Lemma}
			lemmas[cue.Lemma] = lemma
			addForms(words, lemma)
		}
		if cue.Particle == "" {
			lemma.Weight = cue.Weight
		} else {
			lemma.Particles = append(lemma.Particles, cue)
		}
	}
	addNouns(words)
	return words
})

// addNouns enters the nouns of saying, singular and plural.
func addNouns(words map[string]*CueWord) {
	for n, line := range dataLines(cueNounData) {
		noun, value, _ := strings.Cut(line, " ")
		weight, err := strconv.Atoi(value)
		if err != nil || weight < 1 || weight > 100 {
			panic(fmt.Sprintf("lexicon: data/cues-nouns.txt: entry %d: %q", n+1, line))
		}
		_, plural, _, _, _ := inflect(noun)
		for form, class := range map[string]Class{noun: Noun, plural: Plural} {
			w := words[form]
			if w == nil {
				w = &CueWord{Text: form}
				words[form] = w
			}
			w.Saying = uint8(weight)
			w.Classes |= class
		}
	}
	for _, noun := range dataLines(cueDocumentData) {
		_, plural, _, _, _ := inflect(noun)
		for form, class := range map[string]Class{noun: Noun, plural: Plural} {
			w := words[form]
			if w == nil {
				w = &CueWord{Text: form, Classes: class}
				words[form] = w
			}
			w.Document = true
		}
	}
}

// dataLines returns the lines of an embedded list that are entries.
func dataLines(data string) []string {
	var lines []string
	for line := range strings.Lines(data) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			lines = append(lines, line)
		}
	}
	return lines
}

// parseCue reads "call for<tab>np=78 ing=70".
func parseCue(line string) (*Cue, error) {
	name, weights, ok := strings.Cut(line, "\t")
	if !ok {
		return nil, fmt.Errorf("no tab in %q", line)
	}
	cue := &Cue{}
	cue.Lemma, cue.Particle, _ = strings.Cut(name, " ")
	for _, field := range strings.Fields(weights) {
		key, value, _ := strings.Cut(field, "=")
		weight, err := strconv.Atoi(value)
		if err != nil || weight < 0 || weight > 100 {
			return nil, fmt.Errorf("weight %q is not a number from 0 to 100", field)
		}
		frame := frameOf(key)
		if frame == Frames {
			return nil, fmt.Errorf("no frame %q", key)
		}
		cue.Weight[frame] = uint8(weight)
	}
	return cue, nil
}

func frameOf(name string) Frame {
	for i, n := range frameNames {
		if n == name {
			return Frame(i)
		}
	}
	return Frames
}

// addForms enters the inflected forms of a verb of saying.
func addForms(words map[string]*CueWord, cue *Cue) {
	base, third, past, participle, gerund := inflect(cue.Lemma)
	for _, f := range [...]struct {
		form  string
		class Class
	}{{base, Base}, {third, Third}, {past, Past}, {participle, Participle}, {gerund, Gerund}} {
		w := words[f.form]
		if w == nil {
			w = &CueWord{Text: f.form}
			words[f.form] = w
		}
		w.Cue = cue
		w.Forms |= f.class
		w.Classes |= f.class
	}
}

// irregular holds the past tense and participle of the irregular verbs of
// saying.
var irregular = map[string][2]string{
	"say": {"said", "said"}, "tell": {"told", "told"}, "write": {"wrote", "written"}, "swear": {"swore", "sworn"},
	"speak": {"spoke", "spoken"}, "read": {"read", "read"}, "put": {"put", "put"}, "go": {"went", "gone"},
	"find": {"found", "found"}, "think": {"thought", "thought"}, "know": {"knew", "known"}, "see": {"saw", "seen"},
	"feel": {"felt", "felt"}, "mean": {"meant", "meant"}, "show": {"showed", "shown"}, "make": {"made", "made"},
	"give": {"gave", "given"}, "hold": {"held", "held"}, "begin": {"began", "begun"}, "sing": {"sang", "sung"},
	"understand": {"understood", "understood"}, "forecast": {"forecast", "forecast"}, "take": {"took", "taken"},
	"crow": {"crowed", "crowed"}, "hear": {"heard", "heard"}, "bring": {"brought", "brought"}, "lay": {"laid", "laid"},
	"beg": {"begged", "begged"}, "brag": {"bragged", "bragged"}, "slam": {"slammed", "slammed"}, "blog": {"blogged", "blogged"},
	"plan": {"planned", "planned"}, "rap": {"rapped", "rapped"}, "set": {"set", "set"}, "quip": {"quipped", "quipped"},
	"plead": {"pleaded", "pleaded"}, "dub": {"dubbed", "dubbed"}, "snap": {"snapped", "snapped"}, "rebut": {"rebutted", "rebutted"},
	"concur": {"concurred", "concurred"}, "demur": {"demurred", "demurred"}, "admit": {"admitted", "admitted"},
	"submit": {"submitted", "submitted"}, "pen": {"penned", "penned"}, "chat": {"chatted", "chatted"}, "sob": {"sobbed", "sobbed"},
	"label": {"labelled", "labelled"}, "signal": {"signalled", "signalled"}, "refer": {"referred", "referred"}, "pan": {"panned", "panned"},
	"quiz": {"quizzed", "quizzed"}, "infer": {"inferred", "inferred"}, "rule": {"ruled", "ruled"}, "chant": {"chanted", "chanted"},
}

// inflect returns the forms of a verb, by the rules of English spelling.
func inflect(lemma string) (base, third, past, participle, gerund string) {
	last := lemma[len(lemma)-1]
	stem, vowelY := lemma, strings.HasSuffix(lemma, "ay") || strings.HasSuffix(lemma, "ey") || strings.HasSuffix(lemma, "oy")
	switch {
	case last == 'y' && !vowelY:
		third, past = lemma[:len(lemma)-1]+"ies", lemma[:len(lemma)-1]+"ied"
	case last == 's' || last == 'x' || last == 'z' || last == 'o' || strings.HasSuffix(lemma, "ch") || strings.HasSuffix(lemma, "sh"):
		third, past = lemma+"es", lemma+"ed"
	case last == 'e':
		third, past = lemma+"s", lemma+"d"
	default:
		third, past = lemma+"s", lemma+"ed"
	}
	if last == 'e' && !strings.HasSuffix(lemma, "ee") && !strings.HasSuffix(lemma, "oe") && !strings.HasSuffix(lemma, "ye") {
		stem = lemma[:len(lemma)-1]
	}
	participle, gerund = past, stem+"ing"
	if forms, ok := irregular[lemma]; ok {
		past, participle = forms[0], forms[1]
		// A doubled consonant before -ed is doubled before -ing too.
		if n := len(past); n > 3 && strings.HasSuffix(past, "ed") && past[n-3] == past[n-4] && past[n-3] == last && last != 'e' {
			gerund = lemma + string(last) + "ing"
		}
	}
	return lemma, third, past, participle, gerund
}
