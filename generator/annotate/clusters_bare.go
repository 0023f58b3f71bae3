package annotate

import (
	"strings"

	"pressmark/generator/lexicon"
)

// A surname alone is not always short for the one full name of the article that
// ends in it: in "President Clinton and his wife, Hillary Rodham Clinton" it is
// somebody's whom everybody knows and the article never names in full. Three
// things tell: an honorific or pronouns of the other gender, and an office before
// the surname while the full name is only somebody's wife, son or brother.

// strangers returns the mentions of the bare surname i that are none of the
// people with the full names in fits.
func (j *joiner) strangers(i int, fits []int) []int {
	var genders []lexicon.Tag
	var kin []map[string]bool  // the offices of those who are somebody's kin, nil of others
	opposite := lexicon.Tag(0) // the gender that none of the fits has
	for k, full := range fits {
		genders = append(genders, j.genderOf(full))
		kin = append(kin, nil)
		if j.isKin(full) {
			kin[k] = j.officesOf(full)
		}
		switch other := (lexicon.Male | lexicon.Female) &^ genders[k]; {
		case genders[k] == 0 || k > 0 && opposite != other:
			opposite = 0
		case k == 0:
			opposite = other
		}
	}
	mentions := j.mentionsOf(i)
	foreign := opposite != 0 && j.earlier(mentions, fits) && j.pronounsSay(mentions, opposite)
	var out []int
	for _, m := range mentions {
		gender, office := j.genderBefore(m), officeBefore(j.doc.Text, j.mentions[m].Span.Start)
		fitting := false
		for k := range fits {
			switch {
			case gender != 0 && genders[k] != 0 && gender != genders[k]:
			case office != "" && kin[k] != nil && !kin[k][office]:
			case foreign && gender == 0 && j.pronounAfter(m) != genders[k]:
			default:
				fitting = true
			}
		}
		if !fitting {
			out = append(out, m)
		}
	}
	return out
}

// mentionsOf returns the mentions written as the bare surname i, or those of all
// the full names of the person whom the full name i means. Full names must have
// been united.
func (j *joiner) mentionsOf(i int) []int {
	if j.byForm == nil {
		j.byForm = map[int][]int{}
		for m, f := range j.of {
			switch {
			case j.forms[f].kind != Person:
			case fullName(&j.forms[f]):
				f = j.root(f)
				fallthrough
			default:
				j.byForm[f] = append(j.byForm[f], m)
			}
		}
	}
	if fullName(&j.forms[i]) {
		i = j.root(i)
	}
	return j.byForm[i]
}

// earlier reports whether the body uses the bare surname before any of the full
// names, as it does of somebody whom everybody knows.
func (j *joiner) earlier(mentions, fits []int) bool {
	first := len(j.mentions)
	for _, m := range mentions {
		if !j.headline.Contains(j.mentions[m].Span) {
			first = m
			break
		}
	}
	for _, full := range fits {
		for _, m := range j.mentionsOf(full) {
			if m < first {
				return false
			}
		}
	}
	return first < len(j.mentions)
}

// genderOf returns the gender of a person named in full: that of an honorific
// before the name, else of the given name unless a pronoun behind the name
// disagrees; 0 if they tell none or both.
func (j *joiner) genderOf(full int) lexicon.Tag {
	var titles, pronouns lexicon.Tag
	for _, m := range j.mentionsOf(full) {
		titles |= j.genderBefore(m)
		pronouns |= j.pronounAfter(m)
	}
	switch {
	case titles != 0:
		return oneGender(titles)
	case pronouns == 0:
		return givenGender(&j.forms[full])
	}
	return givenGender(&j.forms[full]) & oneGender(pronouns)
}

// pronounsSay reports whether the pronouns behind the mentions are of the gender:
// two or more, and three for each of the other.
func (j *joiner) pronounsSay(mentions []int, gender lexicon.Tag) bool {
	yes, no := 0, 0
	for _, m := range mentions {
		switch j.pronounAfter(m) {
		case 0:
		case gender:
			yes++
		default:
			no++
		}
	}
	return yes >= 2 && yes >= 3*no
}

// pronounAfter returns Male or Female by a pronoun that stands behind mention i
// and one word, a verb as a rule: "Marlow said that she". 0 if there is none.
func (j *joiner) pronounAfter(i int) lexicon.Tag {
	from := j.mentions[i].Span.End
	rest, blank := strings.CutPrefix(j.doc.Text[from:min(from+32, len(j.doc.Text))], " ")
	if !blank {
		return 0
	}
	_, rest, _ = strings.Cut(rest, " ")
	word, _, _ := strings.Cut(strings.TrimPrefix(rest, "that "), " ")
	switch word {
	case "he", "his":
		return lexicon.Male
	case "she", "her":
		return lexicon.Female
	}
	return 0
}

// offices are words for an office right before a surname, by what they are short
// for.
var offices = map[string]string{
	"president": "president", "pres": "president", "governor": "governor", "gov": "governor", "senator": "senator", "sen": "senator", "representative": "representative", "rep": "representative",
	"congressman": "representative", "congresswoman": "representative", "minister": "minister", "premier": "premier", "chancellor": "chancellor", "mayor": "mayor", "secretary": "secretary",
	"king": "king", "queen": "queen", "emperor": "emperor", "general": "general", "gen": "general", "judge": "judge", "justice": "justice", "ambassador": "ambassador",
}

// officeBefore returns the office right before the place in s, "" if none.
func officeBefore(s string, at int) string {
	if at == 0 || s[at-1] != ' ' {
		return ""
	}
	return offices[strings.ToLower(strings.TrimSuffix(lastWord(s[:at-1]), "."))]
}

func lastWord(s string) string {
	s = s[max(0, len(s)-24):]
	return s[strings.LastIndexAny(s, " \n(“\"‘")+1:]
}

// officesOf returns the offices that the article gives a person named in full,
// right before the name.
func (j *joiner) officesOf(full int) map[string]bool {
	all := map[string]bool{}
	for _, m := range j.mentionsOf(full) {
		if office := officeBefore(j.doc.Text, j.mentions[m].Span.Start); office != "" {
			all[office] = true
		}
	}
	return all
}

// kin are words for what somebody is to somebody else.
var kin = map[string]bool{
	"wife": true, "husband": true, "widow": true, "widower": true, "spouse": true, "daughter": true, "son": true, "sister": true, "brother": true, "mother": true, "father": true,
	"lady": true, // "first lady"
}

// isKin reports whether a person named in full is said to be somebody's wife,
// son or brother, right before the name or in an apposition behind it.
func (j *joiner) isKin(full int) bool {
	for _, m := range j.mentionsOf(full) {
		span := j.mentions[m].Span
		before := strings.TrimRight(j.doc.Text[max(0, span.Start-16):span.Start], " ,")
		if kin[strings.ToLower(lastWord(strings.TrimSuffix(before, " of")))] {
			return true
		}
		if rest, ok := strings.CutPrefix(j.doc.Text[span.End:min(span.End+48, len(j.doc.Text))], ", "); ok {
			rest, _, _ = strings.Cut(rest, ",")
			if first, _, _ := strings.Cut(rest, " "); first != "the" && first != "his" && first != "her" && first != "whose" {
				continue
			}
			for word := range strings.FieldsSeq(rest) {
				if kin[strings.TrimSuffix(word, ".")] {
					return true
				}
			}
		}
	}
	return false
}

// stranger makes a form of its own of mentions of the bare surname i.
func (j *joiner) stranger(i int, mentions []int) int {
	n := len(j.forms)
	f := j.forms[i]
	j.forms = append(j.forms, form{text: f.text, kind: f.kind, words: f.words, first: mentions[0], count: len(mentions), up: n})
	if j.strange == nil {
		j.strange = map[int]int{}
	}
	titles := lexicon.Tag(0)
	for _, m := range mentions {
		j.strange[m] = n
		titles |= j.genderBefore(m)
	}
	j.forms[n].gender = oneGender(titles)
	return n
}
