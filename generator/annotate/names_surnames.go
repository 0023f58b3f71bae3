package annotate

import (
	"slices"
	"unicode/utf8"

	"pressmark/generator/lexicon"
	"pressmark/generator/text"
)

// surnameScore is the certainty of a name that markSurnames adds.
const surnameScore = 80

// markSurnames adds the surnames, standing alone, of people whom the text names
// in full: a model that reads sentence by sentence overlooks some ("Macron
// replied").
func markSurnames(doc *text.Doc, mentions []Mention) []Mention {
	surnames := map[string]bool{}
	for _, m := range mentions {
		if m.Kind == Person {
			if name := surnameOf(m.Span.In(doc.Text)); name != "" {
				surnames[name] = true
			}
		}
	}
	if len(surnames) == 0 {
		return mentions
	}
	var added []Mention
	next := 0 // the first mention that does not end before the token
	for s := range doc.Sentences {
		sentence := &doc.Sentences[s]
		for k := sentence.First; k < sentence.Last; k++ {
			span := doc.Tokens[k].Span
			for next < len(mentions) && mentions[next].Span.End <= span.Start {
				next++
			}
			if doc.Tokens[k].Kind != text.Word || !surnames[span.In(doc.Text)] || next < len(mentions) && mentions[next].Span.Overlaps(span) {
				continue
			}
			if standsAlone(doc, sentence, k) {
				added = append(added, Mention{Span: span, Kind: Person, Cluster: -1, Score: surnameScore})
			}
		}
	}
	if len(added) == 0 {
		return mentions
	}
	mentions = append(mentions, added...)
	slices.SortFunc(mentions, func(a, b Mention) int { return a.Span.Start - b.Span.Start })
	return mentions
}

// surnameOf returns the last word of a person's name of several, "" if it alone
// may mean something else: a place, a nation, a month.
func surnameOf(name string) string {
	at := len(name) - 1
	for at >= 0 && name[at] != ' ' {
		at--
	}
	last := name[at+1:]
	const others = lexicon.Month | lexicon.Weekday | lexicon.Suffix | lexicon.Honorific | lexicon.Role | lexicon.Given | lexicon.NotName | lexicon.OrgHead | lexicon.PlaceHead
	if at < 1 || utf8.RuneCountInString(last) < 4 || lookOf(last)&capital == 0 || capitals(last) {
		return ""
	}
	if (lexicon.Word(last)|lexicon.Lower(last))&others != 0 || lexicon.IsPlace(last) || lexicon.OrganizationID(last) >= 0 {
		return ""
	}
	if _, ok := lexicon.GroupOf(last); ok {
		return ""
	}
	return last
}

// standsAlone reports whether token k is no part of a longer name and, where a
// sentence begins, no common word.
func standsAlone(doc *text.Doc, s *text.Sentence, k int) bool {
	word := func(i int) string { return doc.Tokens[i].In(doc.Text) }
	if k+1 >= s.Last || doc.Tokens[k+1].Kind != text.Clitic && (doc.Tokens[k+1].Kind != text.Word || lookOf(word(k+1))&capital != 0) {
		return false // of a list or a line of its own
	}
	if k+1 < len(doc.Tokens) {
		next := doc.Tokens[k+1]
		if k+1 < s.Last && next.Kind == text.Word && lookOf(word(k+1))&capital != 0 || next.Start == doc.Tokens[k].End && next.Kind == text.Mark && (word(k+1) == "-" || word(k+1) == "&") {
			return false
		}
		if k+2 < s.Last && word(k+1) == "&" {
			return false
		}
	}
	if k == s.First || k == s.First+1 && doc.Tokens[s.First].Kind == text.Open {
		return lexicon.Lower(word(k))&lexicon.Common == 0
	}
	before := doc.Tokens[k-1]
	if before.End == doc.Tokens[k].Start && before.Kind != text.Open {
		return false // behind a hyphen or a stroke
	}
	switch word(k - 1) {
	case "&", "the", "The", "a", "A", "an", "An", "at":
		return false // "the Macron law", "at Macron": a thing or a firm called after somebody
	}
	if before.Kind != text.Word || lookOf(word(k-1))&capital == 0 {
		return true
	}
	const titles = lexicon.Honorific | lexicon.Role | lexicon.Modifier | lexicon.Function
	return lexicon.Lower(word(k-1))&titles != 0
}
