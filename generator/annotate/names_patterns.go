package annotate

import (
	"strings"

	"pressmark/generator/lexicon"
	"pressmark/generator/text"
)

// listed returns the end of the longest listed name that begins at token p, and
// its kind; p if none does.
func (f *nameFinder) listed(p int) (int, Kind) {
	first := f.word(p)
	if n := min(lexicon.Longest(first), f.end-p); n > 1 {
		for q := p + n; q > p+1; q-- {
			if f.looks[q-1]&(capital|glued) == 0 && f.doc.Tokens[q-1].Kind == text.Word {
				continue
			}
			if kind, ok := kindListed(f.slice(p, q)); ok {
				return q, kind
			}
		}
	}
	if f.looks[p]&capital == 0 {
		return p, 0
	}
	if kind, ok := kindListed(first); ok {
		return p + 1, kind
	}
	if f.looks[p]&allCaps != 0 && len(first) > 3 {
		if kind, ok := kindListed(recased(first)); ok {
			return p + 1, kind // the dateline's "NAIROBI"
		}
	}
	return p, 0
}

// recased writes a word of capitals with one at its beginning only.
func recased(word string) string {
	lower := strings.ToLower(word)
	return strings.ToUpper(lower[:1]) + lower[1:]
}

func kindListed(name string) (Kind, bool) {
	if _, ok := lexicon.GroupOf(name); ok {
		return Group, true
	}
	if lexicon.IsPlace(name) {
		return Place, true
	}
	if lexicon.OrganizationID(name) >= 0 {
		return Organization, true
	}
	return 0, false
}

// fromList decides on a listed name at [p, q): whether it is really that, or a
// part of a longer name, or an ordinary word.
func (f *nameFinder) fromList(p, q int, kind Kind) int {
	single := q == p+1
	tag := f.tags[p]
	if single && f.looks[p]&capital != 0 {
		if tag&lexicon.Common != 0 && kind != Group && (f.looks[p]&allCaps == 0 || f.loud) && !lexicon.IsCountry(f.word(p)) {
			// "Nice", "Reading", "Congress", "Apple": not as the first word, unless known
			if f.looks[p]&starting != 0 && f.known[f.word(p)].count == 0 || f.loud && f.known[f.word(p)].count == 0 {
				return p + 1
			}
		}
		if k := f.known[f.word(p)]; k.count > 0 && k.kind == Person && kind == Place && !f.placeBefore(p) && !lexicon.IsCountry(f.word(p)) {
			return f.add(p, q, Person, 70)
		}
	}
	if kind == Group && q < f.end && (f.is(q, "party") || f.is(q, "Party")) {
		return f.add(p, q+1, Organization, 80) // "Democratic party"
	}
	if kind == Place || kind == Organization {
		if r := f.person(p); r > q && tag&(lexicon.Given|lexicon.Surname) != 0 && single {
			// "Jordan Henderson", "Paris Hilton"
			return f.add(p, r, Person, 70)
		}
		if r := f.placeTail(q); kind == Place && r > q {
			return f.add(p, r, Place, 75) // "Chelyabinsk Region"
		}
		if r, next := f.national(p, q); r > q && next == Organization {
			return f.add(p, r, Organization, 75)
		}
	}
	return f.add(p, q, kind, 90)
}

// national returns the end of a listed body's name behind "U.S." or "U.N." at
// [p, q), which belongs to it: "U.S. Federal Reserve".
func (f *nameFinder) national(p, q int) (int, Kind) {
	if q >= f.end || f.looks[q]&(capital|broken) != capital {
		return q, 0
	}
	switch f.slice(p, q) {
	case "U.S.", "US", "United States", "U.N.", "UN", "United Nations", "UK", "U.K.":
		return f.listed(q)
	}
	return q, 0
}

// placeTail returns the end of words like "Region" or "River" behind a place's
// name.
func (f *nameFinder) placeTail(q int) int {
	if q < f.end && f.looks[q]&capital != 0 && f.looks[q]&broken == 0 && f.tags[q]&lexicon.PlaceHead != 0 && !f.loud {
		return q + 1
	}
	return q
}

// placeBefore reports whether a preposition that goes with places stands
// before token p.
func (f *nameFinder) placeBefore(p int) bool {
	if p == 0 {
		return false
	}
	switch f.word(p - 1) {
	case "in", "In", "at", "near", "across", "throughout", "from":
		return true
	}
	return false
}

// organization returns the end of the organization's name that begins at token
// p by the words that open and end such names, or p. The name is the longest:
// "Ministry of Health and Sport of X" in whole.
func (f *nameFinder) organization(p int) int {
	if f.loud && f.tags[p]&(lexicon.OrgOpen|lexicon.OrgHead) == 0 && f.known[f.word(p)].count == 0 && f.tags[p]&lexicon.Common != 0 {
		return p
	}
	if f.tags[p]&(lexicon.Function|lexicon.Weekday) != 0 || f.looks[p]&starting != 0 && f.opensSentence(p) {
		return p
	}
	end, opened := p, false
	limit := min(f.end, p+longestName)
	q := p
	for q < limit {
		l, tag := f.looks[q], f.tags[q]
		if q > p && l&broken != 0 {
			break
		}
		switch {
		case l&capital != 0 && f.doc.Tokens[q].Kind == text.Word:
			if q > p && tag&(lexicon.Weekday|lexicon.Honorific) != 0 && tag&(lexicon.OrgHead|lexicon.Common) == 0 {
				return end
			}
			if tag&lexicon.OrgHead != 0 && (q > p || f.opensWith(q)) {
				end = q + 1
			} else if opened {
				end = q + 1
			}
			if tag&lexicon.OrgOpen != 0 && f.opensWith(q) {
				opened = true
				end = max(end, p)
			}
			if tag&lexicon.Role != 0 && tag&(lexicon.OrgHead|lexicon.OrgOpen|lexicon.Modifier) == 0 && !opened && q > p {
				return end // "Apple Chief Executive Tim Cook"
			}
			q++
		case q > p && f.joins(q, limit, opened || end == q):
			q++
			for q < limit && f.looks[q]&capital == 0 {
				q++ // "of the"
			}
		default:
			return end
		}
	}
	return end
}

// opensWith reports whether "of" or "for" and a capital follow token q.
func (f *nameFinder) opensWith(q int) bool {
	if q+2 >= f.end || !f.is(q+1, "of") && !f.is(q+1, "for") && !f.is(q+1, "on") {
		return false
	}
	r := q + 2
	if f.is(r, "the") {
		r++
	}
	return r < f.end && f.looks[r]&capital != 0 && f.tags[r]&(lexicon.Month|lexicon.Weekday) == 0
}

// joins reports whether the word at q joins the parts of an organization's
// name.
func (f *nameFinder) joins(q, limit int, inside bool) bool {
	next := q + 1
	if next >= limit {
		return false
	}
	switch f.word(q) {
	case "of", "for", "on":
		if f.is(next, "the") {
			next++
		}
		return inside && next < limit && f.looks[next]&capital != 0 && f.tags[next]&(lexicon.Month|lexicon.Weekday|lexicon.Honorific) == 0
	case "and":
		if f.looks[next]&capital == 0 || f.tags[next]&lexicon.Role != 0 || f.given(next) {
			return false
		}
		if inside {
			return f.tags[next]&lexicon.OrgHead == 0 && !lexicon.IsPlace(f.word(next)) && lexicon.OrganizationID(f.word(next)) < 0
		}
		return f.pairs(q, limit)
	case "&":
		return f.looks[next]&capital != 0
	case "-", "–":
		return f.looks[q]&glued != 0 && f.looks[next]&(glued|capital) == glued|capital
	}
	return false
}

// pairs reports whether the "and" at q stands within a name like "Oversight and
// Reform Committee": English words on both sides, a head behind.
func (f *nameFinder) pairs(q, limit int) bool {
	if f.tags[q-1]&lexicon.Common == 0 || f.given(q-1) {
		return false
	}
	for r := q + 1; r < limit && r < q+4 && f.looks[r]&(capital|broken) == capital && f.tags[r]&lexicon.Common != 0; r++ {
		if r > q+1 && f.tags[r]&lexicon.OrgHead != 0 {
			return true
		}
	}
	return false
}

// opensSentence reports whether a word has its capital only because it begins
// the sentence: "Former", "Visiting", "Accused".
func (f *nameFinder) opensSentence(p int) bool {
	word := strings.ToLower(f.word(p))
	if word == "former" {
		return true
	}
	known := lexicon.CueWords()[word]
	return known != nil && known.Classes&(lexicon.Past|lexicon.Gerund|lexicon.Adverb) != 0 && known.Classes&(lexicon.Noun|lexicon.Adjective) == 0
}

// title returns the end of the title that begins at token p, or p: modifiers
// and a role or an honorific, in capitals.
func (f *nameFinder) title(p int) int {
	end := p
	limit := min(f.end, p+6)
	for q := p; q < limit; q++ {
		l, tag := f.looks[q], f.tags[q]
		if f.is(q, "-") && l&glued != 0 {
			continue // "Vice-President"
		}
		if l&capital == 0 || q > p && l&broken != 0 {
			break
		}
		switch {
		case tag&lexicon.Honorific != 0 && tag&lexicon.Given == 0, tag&lexicon.Honorific != 0 && l&stopped != 0,
			tag&lexicon.Role != 0 && tag&(lexicon.OrgHead|lexicon.Given|lexicon.Surname) == 0,
			tag&lexicon.Role != 0 && tag&lexicon.OrgHead == 0 && tag&lexicon.Common != 0:
			end = q + 1
		case tag&lexicon.Modifier == 0:
			return end
		}
	}
	return end
}

// titled goes on behind a title at [p, q): a person's name follows, or "of".
func (f *nameFinder) titled(p, q int) int {
	if q >= f.end || f.looks[q]&capital == 0 || f.looks[q]&broken != 0 {
		if o := f.organization(p); o > q && (f.tags[p]&lexicon.Role == 0 || f.is(q, "and")) {
			return f.add(p, o, Organization, 70)
		}
		return q
	}
	if o := f.organization(p); o > q && !f.given(q) && f.tags[o-1]&lexicon.OrgHead != 0 {
		return f.add(p, o, Organization, 70) // "Prime Minister Office"
	}
	if r := f.person(q); r > q && f.known[f.word(q)].kind != Organization && (!f.loud || f.tags[q]&lexicon.Common == 0) {
		if listed, kind := f.listed(q); listed > q && r == q+1 && kind != Person && f.tags[q]&(lexicon.Surname|lexicon.Given) == 0 {
			return q // "President United States": no person
		}
		if r == q+1 && f.tags[q]&lexicon.Common != 0 && f.tags[q]&(lexicon.Surname|lexicon.Given) == 0 {
			return q // "Member States"
		}
		return f.add(q, r, Person, 90)
	}
	return q
}

func (f *nameFinder) given(p int) bool { return f.tags[p]&lexicon.Given != 0 }

// particle reports whether a word joins the parts of a person's name.
func particle(word string) bool { return lexicon.Word(word)&lexicon.Particle != 0 }

// person returns the end of the run of capitals, initials and particles at
// token p that can be a person's name, or p.
func (f *nameFinder) person(p int) int {
	q := p
	for q < f.end && q < p+8 {
		l, tag := f.looks[q], f.tags[q]
		if q > p && l&broken != 0 {
			break
		}
		switch {
		case l&capital != 0 && f.doc.Tokens[q].Kind == text.Word:
			if tag&(lexicon.Month|lexicon.Weekday|lexicon.NotName|lexicon.OrgHead|lexicon.PlaceHead) != 0 && tag&(lexicon.Given|lexicon.Surname) == 0 {
				return q
			}
			if l&allCaps != 0 && l&stopped == 0 && q > p && f.looks[q-1]&allCaps == 0 && tag&lexicon.Suffix == 0 {
				return q
			}
			q++
			continue
		case q > p && (f.is(q, "-") || f.is(q, "’") || f.is(q, "'")) && l&glued != 0 && q+1 < f.end && f.looks[q+1]&(glued|capital) == glued|capital:
			q += 2
			continue
		case q > p+1 && f.is(q, "-") && l&glued != 0 && q+1 < f.end && f.looks[q+1]&glued != 0 && f.tags[q-2]&lexicon.Syllables != 0:
			q += 2 // "Moon Jae-in"
			continue
		case q > p && f.tags[q]&lexicon.Particle != 0 && f.nameBehind(q):
			q++
			if q < f.end && (f.is(q, "-") || f.tags[q]&lexicon.Particle != 0) {
				q++
			}
			continue
		case q > p && f.is(q, ",") && q+1 < f.end && f.tags[q+1]&lexicon.Suffix != 0:
			return q + 2
		}
		break
	}
	return q
}

// nameBehind reports whether a capital follows the particle at q, with a hyphen
// or another particle between.
func (f *nameFinder) nameBehind(q int) bool {
	r := q + 1
	if r < f.end && (f.is(r, "-") || f.tags[r]&lexicon.Particle != 0) {
		r++
	}
	return r < f.end && f.looks[r]&capital != 0 && f.looks[r]&broken == 0
}
