package annotate

import "pressmark/generator/lexicon"

// mostSpeaker is how many units the words for a speaker may have.
const mostSpeaker = 16

// A nounPhrase is what stands where a speaker can stand.
type nounPhrase struct {
	extent
	pronoun bool
	named   bool // it has the name of a person
	titled  bool // it has a title
}

const heads = lexicon.Titular | lexicon.Speaks | lexicon.Courteous

// speakerAt returns the words for somebody that begin at unit i: a pronoun, a
// name with its titles ("le ministre français Paul Dufour"), or the noun for
// somebody who speaks with what he is of ("una portavoz del ministerio").
func (r *foreignReader) speakerAt(i, limit int) (np nounPhrase, ok bool) {
	limit = min(limit, i+mostSpeaker, len(r.units))
	np.first, np.last = i, i
	if i >= limit || i < 0 {
		return np, false
	}
	if r.is(i, lexicon.He|lexicon.She) && !r.units[i].capital {
		return nounPhrase{extent: extent{i, i + 1}, pronoun: true}, true
	}
	k, head, article := i, false, false
	for k < limit && r.units[k].region == r.units[i].region {
		u := &r.units[k]
		if m := r.nameEnd(k); m > k && m <= limit+4 {
			if head && !r.personAt(k) && r.units[k-1].capital && r.units[k-1].use&(heads|lexicon.Qualifier) == 0 && r.units[k-1].name < 0 {
				break // "цитирует Ручьёва ТАСС"
			}
			k = m
			np.last, head = k, true
			if r.personAt(k - 1) {
				np.named = true
				break
			}
			continue
		}
		if !u.word {
			break
		}
		switch {
		case k == i && u.use&lexicon.Article != 0:
			article = true
		case u.use&heads != 0:
			head = head || u.use&(lexicon.Titular|lexicon.Speaks) != 0 && (article || u.use&(lexicon.Titular|lexicon.Bare) != 0 || !r.needsArticle())
			np.titled = np.titled || u.use&(lexicon.Titular|lexicon.Speaks) != 0
			if head {
				np.last = k + 1
			}
		case u.use&lexicon.Qualifier != 0:
			if head {
				np.last = k + 1
			}
		case !head && u.capital && u.use == 0 && k+1 < limit && r.nameEnd(k+1) > k+1 && r.personAt(k+1): // "Meteorologin Silke Roth"
		case head && r.complements(k, limit):
		case head && u.capital && u.use&(lexicon.NoName|lexicon.Said|lexicon.Adverbial) == 0:
			np.last = k + 1
		case !head && u.capital && u.use&(lexicon.NoName|lexicon.Said|lexicon.Adverbial) == 0 && !article && r.lang.Code != "de":
			np.last, head = k+1, true // a name that nothing else vouches for, beside a word of saying
		case head && u.use&lexicon.Article != 0 && r.is(k-1, lexicon.Complement|lexicon.NameParticle):
		case head && !u.capital && u.use == 0 && (np.last == k || r.is(k-1, lexicon.Complement|lexicon.Article)) && r.describes(k):
			np.last = k + 1
		default:
			return r.withApposition(np, limit, head)
		}
		k++
	}
	return r.withApposition(np, limit, head)
}

// needsArticle reports whether a noun for somebody without a name wants an
// article before it: in all of the languages that have articles.
func (r *foreignReader) needsArticle() bool { return r.lang.Code != "ru" }

// complements reports whether unit k joins what somebody is to what he is of.
func (r *foreignReader) complements(k, limit int) bool {
	return k+1 < limit && r.is(k, lexicon.Complement|lexicon.NameParticle) && r.units[k+1].word
}

// describes reports whether the word at k, in small letters and unknown, can
// belong to the words for a speaker: it does behind a joining word ("porte-parole
// du parti"), and as an adjective or genitive right behind a title.
func (r *foreignReader) describes(k int) bool {
	if r.is(k-1, lexicon.Complement) || r.is(k-2, lexicon.Complement) && r.is(k-1, lexicon.Article|lexicon.Complement) {
		return true
	}
	return r.lang.Code == "ru" && r.is(k-1, lexicon.Titular|lexicon.Speaks) || r.is(k-1, heads) && r.lang.Code != "de" && len(r.in(k)) > 4
}

// nameEnd returns the unit behind the mention that begins at unit k, or k.
func (r *foreignReader) nameEnd(k int) int {
	m := r.units[k].name
	if m < 0 || k > 0 && r.units[k-1].name == m {
		return k
	}
	end := k + 1
	for end < len(r.units) && r.units[end].name == m {
		end++
	}
	return end
}

func (r *foreignReader) personAt(k int) bool {
	m := r.units[k].name
	return m >= 0 && r.mentions[m].Kind == Person
}

// withApposition takes in the name behind the words for somebody: "la ministre
// de la Culture, Anne Dufour". A phrase that names or describes nobody is none.
func (r *foreignReader) withApposition(np nounPhrase, limit int, head bool) (nounPhrase, bool) {
	if !head || np.last <= np.first {
		return np, false
	}
	if k := np.last; !np.named && np.titled && r.in(k) == "," && k+1 < limit && k+1 < len(r.units) {
		if end := r.nameEnd(k + 1); end > k+1 && r.personAt(k+1) {
			np.last, np.named = end, true
		}
	}
	return np, true
}

// speakerBefore returns the words for somebody that end before unit i; an aside
// between commas and adverbs may stand between.
func (r *foreignReader) speakerBefore(i, low int) (nounPhrase, bool) {
	end := i
	for n := 0; n < 3 && end-1 > low && r.is(end-1, lexicon.Adverbial|lexicon.Unstressed) && !r.is(end-1, lexicon.He|lexicon.She); n++ {
		end--
	}
	if np, ok := r.endingAt(end, low); ok {
		return np, true
	}
	if end-1 <= low || r.in(end-1) != "," {
		return nounPhrase{}, false
	}
	for k := end - 2; k > low && k > end-20; k-- {
		if r.in(k) == "," {
			np, ok := r.endingAt(k, low)
			return np, ok && (np.named || np.first == low && !np.pronoun)
		}
	}
	return nounPhrase{}, false
}

// endingAt returns the longest words for somebody that end before unit end.
func (r *foreignReader) endingAt(end, low int) (nounPhrase, bool) {
	if end-1 >= low && r.is(end-1, lexicon.He|lexicon.She) {
		return nounPhrase{extent: extent{end - 1, end}, pronoun: true}, true
	}
	for k := max(low, end-mostSpeaker); k < end; k++ {
		if k > low && r.is(k-1, lexicon.Complement|lexicon.NameParticle|lexicon.Titular|lexicon.Courteous) || r.units[k].name >= 0 && r.nameEnd(k) == k {
			continue // amid a phrase
		}
		if r.lang.Code == "de" && k > low && r.units[k-1].capital && r.units[k-1].use == 0 && r.units[k-1].sentence == r.units[k].sentence {
			continue // "Wernickes Sprecher"
		}
		if np, ok := r.speakerAt(k, end); ok && np.last == end {
			return np, np.named || np.titled || r.units[k].use&lexicon.Article != 0 || r.is(k, lexicon.Speaks) || r.units[end-1].name >= 0
		}
	}
	return nounPhrase{}, false
}
