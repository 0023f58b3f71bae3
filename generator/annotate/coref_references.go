package annotate

import (
	"pressmark/generator/lexicon"
	"pressmark/generator/text"
)

// certainReference is the certainty, in hundredths, from which a reference is
// shown to readers.
const certainReference = 60

// references returns the pronouns and descriptions in narration (outside of
// quotation marks) that stand for a cluster with fair certainty, in order.
// Pronouns are marked as subjects only, where their sentence does not name the
// cluster before them: there the reader needs no help.
func (r *resolver) references() []Reference {
	var found []Reference
	for i := range r.doc.Tokens {
		t := &r.doc.Tokens[i]
		if t.Kind != text.Word || r.at[i] >= 0 || t.Len() > 4 {
			continue
		}
		switch word := t.In(r.doc.Text); word {
		case "he", "He", "she", "She":
			if r.quoted(t.Start) {
				continue
			}
			if c, score := r.pronoun(i); c >= 0 && score >= certainReference && !r.namedBefore(c, i) {
				found = append(found, Reference{Span: t.Span, Cluster: c, Pronoun: true, Score: score})
			}
		case "the", "The":
			last := r.nounPhrase(i)
			if last < 0 || r.quoted(t.Start) {
				continue
			}
			span := r.span(i, last)
			if c, score := r.nominal(span); c >= 0 && score >= certainReference && !r.namedBefore(c, i) && !r.apposition(last) {
				found = append(found, Reference{Span: span, Cluster: c, Score: score})
			}
		}
	}
	return found
}

// namedBefore reports whether the sentence of token i names the cluster before
// it.
func (r *resolver) namedBefore(c, i int) bool {
	sentence := int(r.sentence[i])
	for m := r.firstMention(r.doc.Tokens[i].Start) - 1; m >= 0 && r.places[m].sentence == sentence; m-- {
		if r.mentions[m].Cluster == c {
			return true
		}
	}
	return false
}

// nounPhrase returns the end of the short description that the article at
// token i begins: names of nations and bodies, modifiers, and a role or a
// body's head at its end; -1 if it is none, or goes on ("the party's").
func (r *resolver) nounPhrase(i int) int {
	_, high := r.bounds(i)
	for k := i + 1; k < high && k < i+6; k++ {
		if m := int(r.at[k]); m >= 0 {
			if r.mentions[m].Kind == Person {
				return -1
			}
			continue
		}
		word, tag := r.word(k), r.tag(k)
		next := k + 1
		_, body := lexicon.BodyOf(word)
		head := tag&lexicon.Role != 0 || body
		if head && (next >= high || !r.continues(next)) {
			return next
		}
		if !head && tag&lexicon.Modifier == 0 && word != "-" {
			return -1
		}
	}
	return -1
}

// continues reports whether the description goes on at token k: another noun,
// a name, a possessive or "of".
func (r *resolver) continues(k int) bool {
	if r.at[k] >= 0 || r.doc.Tokens[k].Kind == text.Clitic {
		return true
	}
	word, tag := r.word(k), r.tag(k)
	switch word {
	case "of", "for", "-", "in", "who", "which", "whose", "and":
		return true
	}
	_, body := lexicon.BodyOf(word)
	return r.noun(k) || body || tag&(lexicon.Role|lexicon.Modifier) != 0
}

// apposition reports whether a name follows the comma at token k, so that the
// description is an apposition of it.
func (r *resolver) apposition(k int) bool {
	return r.word(k) == "," && k+1 < len(r.at) && r.at[k+1] >= 0 && r.mentions[r.at[k+1]].Kind == Person
}
