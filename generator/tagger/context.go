package tagger

import (
	"unicode/utf8"

	"pressmark/generator/text"
)

// lowered returns word with all but its first letter lower-case.
func (a *analysis) lowered(word string) string {
	a.recase = a.recase[:0]
	for i, r := range word {
		if i > 0 {
			r = fold(r)
		}
		a.recase = utf8.AppendRune(a.recase, r)
	}
	return string(a.recase)
}

// hashExact is the hash of a word as it is written.
func hashExact(word string) uint64 {
	h := uint64(hashSeed)
	for _, r := range word {
		h = step(h, r)
	}
	return finish(h)
}

// aboutSport reports whether one distinct word in sixty is of sport, three at least.
func (a *analysis) aboutSport() bool {
	n := 0
	for _, f := range a.here {
		if sportWords[a.forms[f].lower] > 0 {
			n++
		}
	}
	return n >= 3 && n*60 >= len(a.here)
}

// runs finds the sequences of capitals in sentence s.
func (a *analysis) runs(s int) {
	first, last := a.doc.Sentences[s].First, a.doc.Sentences[s].Last
	for i := first; i < last; {
		if !a.tokens[i].capital {
			a.tokens[i].run.first, a.tokens[i].run.last = int32(i), int32(i)
			a.tokens[i].loose = a.tokens[i].run
			i++
			continue
		}
		end := a.glued(i, last)
		for end < last && a.tokens[end].capital {
			end = a.glued(end, last)
		}
		for j := i; j < end; j++ {
			a.tokens[j].run.first, a.tokens[j].run.last = int32(i), int32(end)
		}
		i = end
	}
	for i := first; i < last; {
		if !a.tokens[i].capital {
			i++
			continue
		}
		end := a.looseEnd(i, last)
		for j := i; j < end; j++ {
			a.tokens[j].loose.first, a.tokens[j].loose.last = int32(i), int32(end)
		}
		i = end
	}
}

// looseEnd returns where the sequence of capitals from i ends when up to three
// linking words may stand between two of them.
func (a *analysis) looseEnd(i, last int) int {
	end := a.glued(i, last)
	for end < last {
		if a.tokens[end].capital {
			end = a.glued(end, last)
			continue
		}
		next := end
		for next < last && next < end+3 && linking[a.form(next).lower] > 0 {
			next++
		}
		if next == end || next >= last || !a.tokens[next].capital {
			break
		}
		end = a.glued(next, last)
	}
	return end
}

// glued returns the token after the capitalised token i, or after the
// lower-case word that a hyphen joins to it when that is no English word, as in
// "Suk-yeol" and unlike in "Moscow-led".
func (a *analysis) glued(i, last int) int {
	if a.joined(i+1, last) && a.joined(i+2, last) && a.form(i+1).letter == '-' {
		if f := a.form(i + 2); f.letters == lower && (f.proper == 0 || f.proper > 3) {
			return i + 3
		}
	}
	return i + 1
}

// joined reports whether no blank stands before token i, which must be before last.
func (a *analysis) joined(i, last int) bool {
	return i > 0 && i < last && a.doc.Tokens[i].Start == a.doc.Tokens[i-1].End
}

// candidates marks the tokens of sentence s that stand near a capital.
func (a *analysis) candidates(s int) {
	first, last := a.doc.Sentences[s].First, a.doc.Sentences[s].Last
	previous := -1
	for i := first; i < last; i++ {
		if !a.tokens[i].capital {
			continue
		}
		from := max(first, i-before)
		if previous >= 0 && i-previous <= gap+1 {
			from = previous
		}
		to := i + after
		if a.joined(i+1, last) && a.joined(i+2, last) && a.form(i+1).letter == '-' {
			to = i + 2 // "Suk-yeol"
		}
		for j := from; j <= min(last-1, to); j++ {
			a.tokens[j].candidate = true
		}
		previous = i
	}
}

// match looks the phrases of sentence s up in the gazetteer; at each token the
// longest entry counts, and entries may overlap.
func (a *analysis) match(s int) {
	last := a.doc.Sentences[s].Last
	for i := a.doc.Sentences[s].First; i < last; i++ {
		if !a.tokens[i].candidate {
			continue
		}
		mask := a.form(i).gazetteer
		if mask == 0 {
			continue
		}
		end, found := i+1, mask&^longer
		h := a.form(i).lower
		for j := i + 1; mask&longer != 0 && j < last; j++ {
			h = joinPhrase(h, a.form(j).lower)
			mask = a.tables.phrase(h)
			if mask&^longer != 0 {
				end, found = j+1, mask&^longer
			}
		}
		if !a.tokens[i].capital && end == i+1 {
			found &= Title // a lower-case word matches titles only
		}
		if end == i+1 {
			a.tokens[i].gazetteer[Only] |= found
			continue
		}
		a.tokens[i].gazetteer[Begin] |= found
		for j := i + 1; j < end-1; j++ {
			a.tokens[j].gazetteer[Inside] |= found
		}
		a.tokens[end-1].gazetteer[Last] |= found
	}
}

// count gathers what the text shows of each of its words.
func (a *analysis) count() {
	for s, sentence := range a.doc.Sentences {
		if a.styles[s] != plain {
			continue
		}
		start := a.firstWord(sentence)
		for i := sentence.First; i < sentence.Last; i++ {
			f, t := a.form(i), &a.tokens[i]
			w := &a.stats[a.stat[a.of[i]]]
			switch {
			case !t.capital:
				w.lower++
				continue
			case i == start:
				w.start++
			default:
				w.capital++
			}
			a.note(w, i, sentence.First, sentence.Last)
			_ = f
		}
	}
}

// firstWord returns the token that begins the sentence, past quotation marks.
func (a *analysis) firstWord(sentence text.Sentence) int {
	for i := sentence.First; i < sentence.Last; i++ {
		if k := a.doc.Tokens[i].Kind; k == text.Word || k == text.Number {
			return i
		}
	}
	return sentence.First
}

// note remembers the neighbours of the capitalised token i. The neighbours are
// those of its run, so that "Mr. John Smith said" tells of Smith that he is a
// man who says.
func (a *analysis) note(w *wordStat, i, first, last int) {
	t := &a.tokens[i]
	if p := int(t.run.first) - 1; p >= first {
		t.prev = hintBit(a.form(p))
		w.prev2 |= w.prev1 & t.prev
		w.prev1 |= t.prev
		t.before = clusterBit(a.form(p))
		w.before2 |= w.before1 & t.before
		w.before1 |= t.before
	}
	if n := int(t.run.last); n < last {
		t.next = hintBit(a.form(n))
		w.next2 |= w.next1 & t.next
		w.next1 |= t.next
		t.behind = clusterBit(a.form(n))
		w.behind2 |= w.behind1 & t.behind
		w.behind1 |= t.behind
	}
	if i > int(t.run.first) {
		w.afterCap++
		if a.form(i-1).gazetteer&(Given|Title) != 0 {
			w.given++
		}
	}
	if i+1 < int(t.run.last) {
		w.beforeCap++
	}
}

// acronyms finds what acronyms stand for, as in "World Health Organization
// (WHO)" and "non-fungible token (NFT)".
func (a *analysis) acronyms() {
	for i := 1; i+1 < len(a.tokens); i++ {
		f := a.form(i)
		if f.letters != upper && f.letters != mixed || f.runes < 2 {
			continue
		}
		if open := a.form(i - 1); open.letter != '(' || a.form(i+1).letter != ')' {
			continue
		}
		j := i - 2
		if j < 0 || a.tokens[j].sentence != a.tokens[i].sentence || a.form(j).letters == noCase {
			continue
		}
		w := &a.stats[a.stat[a.of[i]]]
		if w.last != 0 {
			continue
		}
		w.last, w.first = a.of[j]+1, a.of[j]+1
		if a.tokens[j].capital {
			w.first = a.of[a.tokens[j].loose.first] + 1
		}
	}
}
