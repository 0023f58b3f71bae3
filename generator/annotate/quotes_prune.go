package annotate

import (
	"strings"

	"pressmark/generator/lexicon"
	"pressmark/generator/tagger"
	"pressmark/generator/text"
)

// prune mends the drafts of reports without quotation marks, whoever made them:
// it ends their words where another clause or verb goes on, and strikes out what
// only looks like a report. It stands behind the model and the rules, so that
// what it knows holds for both.
func (f *finder) prune() {
	within := f.withinSpeakers()
	for n := range f.drafts {
		d := &f.drafts[n]
		if !d.dead && d.cue >= 0 && !d.nested {
			f.notWords(d)
		}
		if d.dead || d.cue < 0 || d.nested || len(d.spans) == 0 || f.kindOf(d.spans) != Indirect {
			continue
		}
		c := &f.cues[d.cue]
		f.trimWords(d, c)
		switch {
		case within[c.head], f.unsaid(d, c):
			d.dead = true
		case f.namesOrActs(d, c):
			d.score = min(d.score, doubtful)
		}
	}
}

// notWords drops the spans that say where something was said (“On “Face the
// Nation,” Lee said …”) or who said it (“…, said Ann Lee, an adviser to those who
// …”).
func (f *finder) notWords(d *draft) {
	if len(d.spans) == 0 || d.speaker.none() {
		return
	}
	first, last := d.spans[0], d.spans[len(d.spans)-1]
	if first.last <= d.speaker.first && first.last-first.first <= 8 && f.isAny(first.first, "on", "in") && f.kind(first.first+1, text.Open) &&
		f.insideAt(first.first+1) == f.insideAt(first.last-1) && f.insideAt(first.first+1) >= 0 {
		d.spans = d.spans[1:]
		if s := f.doc.Sentences[f.cues[d.cue].sentence]; len(d.spans) == 0 && f.anyFinite(f.cues[d.cue].last, s.Last) && f.cues[d.cue].entry != nil {
			d.spans = []group{f.content(f.cues[d.cue].last, s.Last, d.cue)}
		}
		d.dead = len(d.spans) == 0
		return
	}
	if len(d.spans) > 1 && last.first == d.speaker.last+1 && d.speaker.first >= f.cues[d.cue].last && f.is(d.speaker.last, ",") && f.insideAt(last.first) < 0 &&
		f.has(last.first, lexicon.Determiner) && f.nameAt(d.speaker.last-1) >= 0 && !f.surelyFinite(last.first, last.last) {
		d.spans = d.spans[:len(d.spans)-1]
	}
}

// doubtful is the score of what is a report in rare cases only: below what a
// reader sees by itself.
const doubtful = 40

// trimWords ends the words behind a cue before a clause that is not part of
// them, and begins them at their "that".
func (f *finder) trimWords(d *draft, c *cue) {
	words := &d.spans[len(d.spans)-1]
	if words.first < c.last {
		return
	}
	if at := f.next(words.first, min(words.last, words.first+6), "that"); at > words.first && f.isAny(words.first, "in", "on", "at", "during") && f.timeIn(group{words.first, at}) {
		words.first = at // "announced in May that"
	}
	if f.isAny(words.first, "on", "in", "at", "during", "after", "before") {
		for k := words.first + 1; k < words.last-2 && k < words.first+30; k++ {
			if f.is(k, ",") && f.is(k+1, "that") && !f.anyFinite(words.first, k) {
				words.first = k + 1 // "said on 19 August, after a meeting, that …"
				break
			}
		}
	}
	if end := words.last; f.is(end, "if") && end+2 < len(f.tags) && (f.tags[end+1] == tagger.VBN || f.tags[end+1] == tagger.Adj) && (f.kind(end+2, text.Mark) || f.tags[end+2] == tagger.Cconj) {
		words.last += 2 // "to send more if needed."
	}
	finite := false
	for k := words.first; k < words.last; k++ {
		switch {
		case k > words.first && f.befell(k, c):
			words.last = k
			return
		case k == words.first || !f.is(k, ","):
		case f.goesOnFor(k, c):
			words.last = k
			d.dead = !finite // "that advises members on safety, found …"
			return
		case f.ownClause(k, words.last, finite), f.sameSubject(k, words, d.speaker), !finite && c.form == lexicon.Gerund && f.is(k+1, "that"):
			words.last = k // ", citing two drivers, that …": what another verb reports
			return
		}
		finite = finite || f.anyFinite(k, k+1) || k > words.first && f.finite(k, words.first)
	}
}

// ownClause reports whether a clause with a subject of its own is joined on at
// the comma k: to words that are no clause ("announced his resignation, and
// Smith became mayor"), or by "but" and with a verb of saying.
func (f *finder) ownClause(k, last int, clause bool) bool {
	j := k + 2
	if !f.isAny(k+1, "and", "but", "while", "so") || j >= last || f.is(j, "that") || f.has(j, lexicon.Preposition|lexicon.Subordinator) && !f.has(j, lexicon.Determiner) {
		return false
	}
	v := f.mainVerb(j, last)
	if v <= j || v-j > 14 {
		return false
	}
	who := f.subject(v)
	if who.none() || who.first < j || who.first > j+1 {
		return false
	}
	if !clause {
		return true
	}
	for at := v; at < v+3 && at < last; at++ {
		if n := f.cueOf[at]; n >= 0 && f.cues[n].strong() && f.cues[n].speaker.first >= j {
			return f.is(k+1, "but")
		}
	}
	return false
}

// befell reports whether at token k what happened to a speaker is joined to what
// he announced or promised to do: "announced that he would run and was arrested".
func (f *finder) befell(k int, c *cue) bool {
	if !f.is(k, "and") || !f.isAny(k+1, "was", "were") || k+2 >= len(f.tags) || f.tags[k+2] != tagger.VBN {
		return false
	}
	switch f.lemmaOf(c) {
	case "announce", "promise", "vow", "pledge", "propose", "threaten":
		return true
	}
	return false
}

// sameSubject reports whether behind the comma k a clause with the pronoun that
// speaks goes on, without the "that" of the words before it: "they agreed that it
// was over, and they founded …".
func (f *finder) sameSubject(k int, words *group, speaker group) bool {
	return k+3 < words.last && f.is(words.first, "that") && f.is(k+1, "and") && speaker.last == speaker.first+1 && f.has(speaker.first, lexicon.Subject) &&
		strings.EqualFold(f.word(speaker.first), f.word(k+2)) && f.tags[k+3] == tagger.VBD
}

// goesOnFor reports whether behind the comma k the verb of a subject goes on in
// whose aside cue c stands ("the board, which advises the crew, found that …").
func (f *finder) goesOnFor(k int, c *cue) bool {
	if k+1 >= len(f.cueOf) || f.cueOf[k+1] < 0 {
		return false
	}
	x := &f.cues[f.cueOf[k+1]]
	return !x.speaker.none() && !x.inverted && x.speaker.last <= c.speaker.first && f.isAny(c.first-1, "who", "which", "that")
}

// withinSpeakers tells of each token whether it stands in a speaker, behind its
// first word and before its verb: "a man who asked not to be named said".
func (f *finder) withinSpeakers() []bool {
	within := make([]bool, len(f.doc.Tokens))
	for n := range f.drafts {
		d := &f.drafts[n]
		if d.dead || d.cue < 0 || f.cues[d.cue].first < d.speaker.last {
			continue
		}
		for i := d.speaker.first + 1; i < d.speaker.last; i++ {
			within[i] = true
		}
	}
	return within
}

// unsaid reports whether the words are none: they begin with a time or a
// preposition and have no verb ("proposed in the past"), or are a pronoun and
// where it stands ("lists both under one entry"), or the verb denies that its
// subject tells ("does not say which").
func (f *finder) unsaid(d *draft, c *cue) bool {
	words := d.spans[len(d.spans)-1]
	if len(d.spans) != 1 || words.first < c.last {
		return false
	}
	verb := f.anyFinite(words.first, words.last)
	switch {
	case !verb && f.isAny(words.first, "in", "on", "at", "during", "since") && f.timeIn(words):
		return true
	case !verb && f.isAny(words.first, "both", "them", "it", "these", "those") && f.isAny(words.first+1, "under", "in", "on", "at", "by", "with"):
		return true
	case !verb && c.passive && c.entry != nil && c.entry.Lemma == "write" && f.has(words.first, lexicon.Preposition):
		return true
	}
	return false
}

// timeIn reports whether the preposition that a group begins with governs a time.
func (f *finder) timeIn(g group) bool {
	for k := g.first + 1; k < g.last && k < g.first+4; k++ {
		if f.has(k, lexicon.Day) || monthOf(f.doc.Tokens[k].In(f.doc.Text)) > 0 || yearOf(f.word(k)) > 0 || f.isAny(k, "past", "year", "years", "month", "months", "week", "weeks", "days", "decades") {
			return true
		}
	}
	return false
}

// namesOrActs reports whether the verb gives a name or does what it says rather
// than report it ("call the hill the Old Man", "called a referendum", "declared
// itself neutral"), or is only thought of ("would announce it if he could", "if
// he asks"), or denies that anything is told ("does not say which").
func (f *finder) namesOrActs(d *draft, c *cue) bool {
	words := d.spans[len(d.spans)-1]
	if f.isAny(c.first, "would", "could", "might") && f.next(c.last, f.doc.Sentences[c.sentence].Last, "if") >= 0 {
		return true // "would announce it if he could"
	}
	if len(d.spans) != 1 || words.first < c.last {
		return false
	}
	if f.isAny(c.speaker.first-1, "if", "unless") && c.speaker.last <= c.first {
		return true // "if he asks them about it"
	}
	if m := f.nameAt(words.last - 1); m >= 0 && f.mentions[m].Kind == Person && f.phraseOf(words.last-1) <= words.first {
		return true // "praised Ann Lee": for what, is not told
	}
	switch lemma := f.lemmaOf(c); {
	case lemma == "call" || lemma == "dub" || lemma == "nickname":
		end := f.hearerEnd(words.first, words.last)
		return f.named(end, words.last) || (end >= words.last || f.has(end, lexicon.Preposition)) && f.called(words.first, end)
	case lemma == "declare":
		return f.isAny(words.first, "itself", "himself", "herself", "themselves") ||
			f.status(words.first) || f.has(words.first, lexicon.Possessive) && f.status(words.first+1)
	case lemma == "congratulate":
		at := f.hearerEnd(words.first, words.last)
		return at >= words.last || f.isAny(at, "on", "in") && f.timeIn(group{at, words.last})
	case lemma == "reject" || lemma == "dismiss":
		return !f.ofWords(words)
	case lemma == "say":
		return f.has(c.first, lexicon.Do) && f.has(c.first+1, lexicon.Negation) && f.isAny(c.first, "do", "does") &&
			f.isAny(words.first, "which", "what", "who", "where", "when", "how", "why", "whether", "if")
	}
	return false
}

// ofWords reports whether among the tokens is what somebody said, or a clause:
// to reject a claim is to deny it, to reject a count is an act.
func (f *finder) ofWords(g group) bool {
	for k := g.first; k < g.last; k++ {
		if w := f.info[k]; w != nil && w.Saying > 0 || f.tags[k].Finite() || f.is(k, "as") ||
			f.isAny(k, "claim", "claims", "call", "calls", "demand", "demands", "charge", "charges", "accusation", "accusations", "allegation", "allegations", "appeal", "appeals",
				"request", "requests", "offer", "offers", "plea", "pleas", "argument", "arguments", "criticism", "idea", "notion", "suggestion", "suggestions", "proposal", "proposals",
				"comments", "remarks", "possibility", "contention", "reports") {
			return true
		}
	}
	return false
}

// lemmaOf is the verb of a cue, "" if the list doesn't have it.
func (f *finder) lemmaOf(c *cue) string {
	if c.entry != nil {
		return c.entry.Lemma
	}
	if info := f.info[c.head]; info != nil && info.Cue != nil {
		return info.Cue.Lemma
	}
	return ""
}

// named reports whether the tokens [i, end) are a name, perhaps with an article.
func (f *finder) named(i, end int) bool {
	if f.is(i, "the") {
		i++
	}
	for k := i; k < end; k++ {
		if !f.capital(k) && !(k > i && f.isAny(k, "of", "the", "and")) {
			return false
		}
	}
	return i < end
}

// called reports whether among the tokens [i, end) is what one calls by calling
// it: a vote, a meeting.
func (f *finder) called(i, end int) bool {
	for k := i; k < end; k++ {
		if f.isAny(k, "referendum", "referendums", "referenda", "election", "elections", "vote", "meeting", "meetings", "session", "strike", "strikes", "summit", "conference", "poll", "ceasefire", "truce") {
			return true
		}
	}
	return false
}

// status reports whether token i is what a state declares itself into.
func (f *finder) status(i int) bool {
	return f.isAny(i, "independence", "sovereignty", "neutrality", "secession", "statehood")
}
