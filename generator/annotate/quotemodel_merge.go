package annotate

import (
	"strings"

	"pressmark/generator/lexicon"
	"pressmark/generator/tagger"
	"pressmark/generator/text"
)

// modelQuotes returns who says what as findQuotes does, and for English by the
// trained model too: the rules attribute, the model replaces what it knows
// better, the rules repair.
func modelQuotes(doc *text.Doc, in Input, mentions []Mention, regions []region, res *resolver) []Quote {
	f := newFinder(newReader(doc, in.Headline, mentions, regions))
	f.attributions()
	if m := englishQuotes(); m != nil && english(in.Lang) {
		f.remodel(m, f.tags)
	}
	f.repair()
	return f.quotes(res)
}

// ruleQuotes is modelQuotes without the model.
func ruleQuotes(doc *text.Doc, in Input, mentions []Mention, regions []region, res *resolver) []Quote {
	return findQuotes(doc, in.Headline, mentions, regions, res)
}

// english reports whether a language tag, "" for none, is of English.
func english(lang string) bool { return lang == "" || lang == "en" || strings.HasPrefix(lang, "en-") }

// remodel replaces the rules' drafts by the model's where that knows better.
// It stands between the rules that attribute and the rules that repair.
func (f *finder) remodel(m *quoteModel, tags []tagger.POS) {
	t := newQuoteText(f, tags, m.heads)
	f.merge(t, m.read(t), &m.settings)
}

// merge makes drafts of the readings and strikes out those of the rules that
// they replace. What the rules are surest of stays: direct speech, with the
// quotation marks that go on with it, and reports where the model sees nothing.
func (f *finder) merge(t *quoteText, readings []quoteReading, settings *QuoteSettings) {
	fate := f.keepSure(settings)
	for n := range readings {
		if !f.nounPhraseLike(readings[n].speaker) {
			readings[n].speaker = group{}
		}
		if c := int(t.cueAt[readings[n].head]); c >= 0 {
			readings[n].speaker = f.whose(c, readings[n].speaker)
		}
		if readings[n].speaker.none() {
			readings[n].speaker = t.owner(readings[n].head)
		}
		if readings[n].speaker.none() {
			readings[n].speaker = t.subjectAnyway(readings[n].head)
		}
	}
	f.uncoordinate(t, readings)
	read := make([]int, len(f.cues)+len(readings)) // of each cue, 1 + the draft made of its reading
	for n := range readings {
		r := &readings[n]
		c := int(t.cueAt[r.head])
		if c >= 0 && t.cueDraft[c] >= 0 && fate[t.cueDraft[c]] == draftKept {
			f.extend(int(t.cueDraft[c]), r.contents)
			continue
		}
		if r.contents = f.unclaimed(r.contents); len(r.contents) == 0 || f.claimed(r.contents) {
			continue
		}
		if c < 0 {
			c = f.addCue(t, r)
		}
		read[c] = 1 + f.add(f.drafted(r, c, settings))
	}
	for n := range fate {
		d := &f.drafts[n]
		if fate[n] != draftOpen {
			continue
		}
		if f.kindOf(d.spans) == Indirect {
			d.dead = d.score < int(settings.Sure) || d.cue < 0 || read[d.cue] > 0
		} else {
			d.dead = f.touched(d.spans)
		}
		if !d.dead && d.cue >= 0 && read[d.cue] > 0 && f.kindOf(d.spans) == Direct {
			f.extend(read[d.cue]-1, d.spans) // the model found more of it
			d.dead = true
		}
		if !d.dead {
			f.reclaim(n)
		}
	}
}

// What becomes of a draft of the rules when the model's readings are merged.
const (
	draftDead = iota
	draftOpen // struck out unless nothing stands against it
	draftKept
)

// keepSure leaves of the rules' drafts only the direct speech that is sure, and
// joins to it what goes on with it.
func (f *finder) keepSure(settings *QuoteSettings) []uint8 {
	clear(f.endAt)
	for i := range f.taken {
		f.taken[i] = -1
	}
	fate := make([]uint8, len(f.drafts))
	for n := range f.drafts {
		d := &f.drafts[n]
		switch {
		case d.dead:
		case d.score >= int(settings.Keep) && f.kindOf(d.spans) == Direct:
			fate[n] = draftKept
			f.reclaim(n)
		default:
			fate[n], d.dead = draftOpen, true
		}
	}
	f.reserve(fate, true)
	f.continuations()
	f.reserve(fate, false)
	return fate
}

// reserve takes the regions of direct speech that is not sure but has a cue of
// its own, lest it be joined to what is sure, or gives them back.
func (f *finder) reserve(fate []uint8, take bool) {
	for n := range fate {
		d := &f.drafts[n]
		if fate[n] != draftOpen || d.cue < 0 || d.speaker.none() || f.kindOf(d.spans) != Direct {
			continue
		}
		for _, s := range d.spans {
			if r := f.inside[s.first]; r >= 0 && take && f.taken[r] < 0 {
				f.taken[r] = n
			} else if r >= 0 && !take && f.taken[r] == n {
				f.taken[r] = -1
			}
		}
	}
}

// reclaim gives draft n the regions that its spans cover.
func (f *finder) reclaim(n int) {
	d := &f.drafts[n]
	if f.kindOf(d.spans) == Direct {
		f.endAt[d.end] = int32(n) + 1
	}
	for _, s := range d.spans {
		f.claim(s, n)
	}
}

// addCue adds a cue that the rules don't know.
func (f *finder) addCue(t *quoteText, r *quoteReading) int {
	span := t.cueSpan(r.head)
	f.cues = append(f.cues, cue{first: span.first, last: span.last, head: r.head, sentence: int(f.sentence[r.head]), speaker: r.speaker, via: -1,
		passive: t.tags[r.head] == tagger.VBN && t.auxiliary(r.head)&2 != 0})
	return len(f.cues) - 1
}

// whose is the speaker that the rules give a cue, or else the model's. Where
// they both give one they differ little, and the rules leave out what is no part
// of a name ("Smith on Tuesday"). But a subject behind its verb is the rules' last
// resort.
func (f *finder) whose(c int, modelled group) group {
	x := &f.cues[c]
	switch ruled := x.speaker; {
	case ruled.none(), x.inverted && !x.phrase && !x.noun && !modelled.none() && modelled.last <= x.first:
		return modelled
	default:
		return ruled
	}
}

// owner is the speaker that a noun of saying has as its possessive: "the police's
// claim", "his promises".
func (t *quoteText) owner(head int) group {
	if t.tags[head] != tagger.Noun || t.chunk[head] < 0 {
		return group{}
	}
	first := t.doc.Sentences[t.sentence[head]].First
	for i := head - 1; i >= first && i > head-6; i-- {
		switch p := t.tags[i]; {
		case p == tagger.PossPron:
			return group{i, i + 1}
		case (p == tagger.Possessive || t.kind(i, text.Clitic) && t.has(i, lexicon.Possessive)) && t.chunk[i] >= 0:
			return group{t.chunks[t.chunk[i]].first, i}
		case p != tagger.Adj && p != tagger.Adv && p != tagger.Num && p != tagger.Noun && p != tagger.Proper && p != tagger.VBN:
			return group{}
		}
	}
	return group{}
}

// uncoordinate ends a reading's words before a verb of saying that has the same
// subject as its own: "said the bridge was safe and told drivers to use it". It
// empties readings that report nothing.
func (f *finder) uncoordinate(t *quoteText, readings []quoteReading) {
	for n := range readings {
		a := &readings[n]
		if t.emptyWords(a.contents) {
			a.contents = nil
		}
		if len(a.contents) == 0 || a.speaker.none() {
			continue
		}
		last := &a.contents[len(a.contents)-1]
		for k := n + 1; k < len(readings) && k < n+8; k++ {
			b := &readings[k]
			cue := t.cueSpan(b.head)
			if begin := last.first; len(b.contents) > 0 && cue.first >= begin && cue.first <= begin+1 && (cue.first == begin || f.is(begin, "as")) {
				a.contents = nil // "was quoted as saying": one act of speech
				break
			}
			if len(b.contents) == 0 || cue.first <= last.first || cue.last > last.last || f.inside[b.head] >= 0 || b.speaker.first >= a.head {
				continue
			}
			end := cue.first
			for end > last.first && (f.is(end-1, "and") || f.is(end-1, "but") || f.is(end-1, "or") || f.is(end-1, ",")) {
				end--
			}
			if end > last.first && end < cue.first {
				last.last = end
			}
		}
		t.endAsRuled(a)
	}
}

// endAsRuled ends the words of a reading where the rules end them, if a further
// verb of saying is joined on there by "and": "said he would come and rejected …".
func (t *quoteText) endAsRuled(a *quoteReading) {
	d := t.draftAt(a.head)
	if d == nil || len(d.spans) == 0 || len(a.contents) == 0 || t.inside[a.head] >= 0 {
		return
	}
	words, ruled := &a.contents[len(a.contents)-1], d.spans[len(d.spans)-1]
	at := ruled.last + 1
	if words.first != ruled.first || words.last <= at || !t.is(ruled.last, "and") && !t.is(ruled.last, "but") {
		return
	}
	if c := t.cueOf[at]; c >= 0 {
		words.last = ruled.last
	}
}

// emptyWords reports whether the words are one that reports nothing: "said
// nothing", "said so".
func (t *quoteText) emptyWords(contents []group) bool {
	if len(contents) != 1 || contents[0].last-contents[0].first != 1 {
		return false
	}
	switch t.tags[contents[0].first] {
	case tagger.Pron, tagger.WhPron, tagger.Det, tagger.Adv, tagger.WhAdv, tagger.Adp:
		return t.inside[contents[0].first] < 0
	}
	return false
}

// drafted makes a draft of a reading of cue c. Words in quotation marks are
// asserted, so that only their absence makes a score doubtful.
func (f *finder) drafted(r *quoteReading, c int, settings *QuoteSettings) draft {
	last := max(f.cues[c].last, r.contents[len(r.contents)-1].last)
	d := draft{spans: r.contents, cue: c, speaker: r.speaker, score: settings.certainty(r.evidence), rule: r.order(),
		end: f.doc.Sentences[f.sentence[last-1]].Last, nested: f.inside[r.head] >= 0}
	if f.kindOf(d.spans) != Indirect {
		d.score = max(d.score, 80)
	}
	return d
}

// order names the reading by what stands first, for whoever asks why.
func (r *quoteReading) order() string {
	before, after := r.contents[0].first < r.head, r.contents[len(r.contents)-1].first > r.head
	switch {
	case r.speaker.none() && before:
		return "model: words, cue"
	case r.speaker.none():
		return "model: cue, words"
	case before && after && r.speaker.first > r.head:
		return "model: words, cue, speaker, words"
	case before && after:
		return "model: words, speaker, cue, words"
	case before && r.speaker.first > r.head:
		return "model: words, cue, speaker"
	case before:
		return "model: words, speaker, cue"
	case r.speaker.first > r.head:
		return "model: cue, speaker, words"
	}
	return "model: speaker, cue, words"
}

// extend adds to direct speech the spans within quotation marks that the model
// gives to the same cue.
func (f *finder) extend(n int, contents []group) {
	d := &f.drafts[n]
	for _, s := range contents {
		fresh := !overlaps(d.spans, s)
		for i := s.first; i < s.last && fresh; i++ {
			r := f.inside[i]
			fresh = (r >= 0 && f.taken[r] < 0) || r < 0 && f.doc.Tokens[i].Kind == text.Mark
		}
		if fresh {
			d.spans = append(d.spans, s)
			d.end = max(d.end, f.doc.Sentences[f.sentence[s.last-1]].Last)
			f.endAt[d.end] = int32(n) + 1
			f.claim(s, n)
		}
	}
}

// overlaps reports whether one of the spans has a token in common with s.
func overlaps(spans []group, s group) bool {
	for _, o := range spans {
		if o.first < s.last && s.first < o.last {
			return true
		}
	}
	return false
}

// unclaimed are the spans but for those whose words in marks a draft has.
func (f *finder) unclaimed(spans []group) []group {
	var free []group
	for _, s := range spans {
		taken := 0
		for i := s.first; i < s.last; i++ {
			if r := f.inside[i]; r >= 0 && f.taken[r] >= 0 {
				taken++
			}
		}
		if taken == 0 || 2*taken < s.last-s.first {
			free = append(free, s)
		}
	}
	return free
}

// touched reports whether a draft has any of the spans' words in marks.
func (f *finder) touched(spans []group) bool {
	for _, s := range spans {
		for i := s.first; i < s.last; i++ {
			if r := f.inside[i]; r >= 0 && f.taken[r] >= 0 {
				return true
			}
		}
	}
	return false
}

// claimed reports whether words in quotation marks that a draft has are more
// than half of the spans' words in marks.
func (f *finder) claimed(spans []group) bool {
	marked, taken := 0, 0
	for _, s := range spans {
		for i := s.first; i < s.last; i++ {
			if r := f.inside[i]; r >= 0 {
				marked++
				if f.taken[r] >= 0 {
					taken++
				}
			}
		}
	}
	return taken > 0 && 2*taken > marked
}

// nestedKind is kindOf for words that are reported within quotation marks: only
// marks within those count.
func (f *finder) nestedKind(spans []group) QuoteKind {
	for _, s := range spans {
		for i := s.first; i < s.last; i++ {
			if f.kind(i, text.Open) && (f.inside[i] < 0 || f.regions[f.inside[i]].first != i) {
				if i == s.first {
					return Direct
				}
				return Mixed
			}
		}
	}
	return Indirect
}
