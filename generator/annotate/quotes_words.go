package annotate

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"pressmark/generator/lexicon"
	"pressmark/generator/tagger"
	"pressmark/generator/text"
)

// A reader is what the quotation rules know of each token of one article: its
// class, its verb of saying, its place. It stands in for a tagger and a parser,
// with the context that a class needs and no more.
type reader struct {
	doc      *text.Doc
	info     []*lexicon.CueWord // nil for an unknown word
	class    []lexicon.Class    // as used here, mostly one class
	sentence []int32            // of each token
	name     []int32            // mention that each token belongs to, or -1
	mentions []Mention
	headline text.Span
	regions  []region
	tags     []tagger.POS
	mended   map[int]text.TokenKind // marks whose direction the tokens have wrong
	hashes   []uint64               // of each token in lower case
	inside   []int32                // outermost region that each token belongs to, or -1
}

const (
	verbClass   = lexicon.Base | lexicon.Third | lexicon.Past | lexicon.Participle | lexicon.Gerund
	nounClass   = lexicon.Noun | lexicon.Plural | lexicon.Proper
	auxClass    = lexicon.Have | lexicon.Be | lexicon.Do | lexicon.Modal
	finiteClass = lexicon.Third | lexicon.Past
	markClass   = lexicon.Class(0) // punctuation
)

// newReader looks up and classes every token.
func newReader(d *text.Doc, headline text.Span, mentions []Mention, regions []region) *reader {
	n := len(d.Tokens)
	r := &reader{
		doc: d, mentions: mentions, headline: headline, regions: regions,
		info: make([]*lexicon.CueWord, n), class: make([]lexicon.Class, n), hashes: make([]uint64, n),
	}
	r.tags = mendTags(d, tagger.EnglishPOS().Tag(d, nil))
	places := make([]int32, 3*n)
	r.sentence, r.name, r.inside = places[:n:n], places[n:2*n:2*n], places[2*n:]
	for i, s := range d.Sentences {
		for k := s.First; k < s.Last; k++ {
			r.sentence[k] = int32(i)
		}
	}
	r.placeNames()
	r.placeRegions()
	r.lookUp()
	for _, s := range d.Sentences {
		for k := s.First; k < s.Last; k++ {
			r.class[k] = r.decide(k, s.First, s.Last)
		}
	}
	return r
}

func (r *reader) placeNames() {
	m := 0
	for i := range r.name {
		for m < len(r.mentions) && r.mentions[m].Span.End <= r.doc.Tokens[i].Start {
			m++
		}
		r.name[i] = -1
		if m < len(r.mentions) && r.mentions[m].Span.Start < r.doc.Tokens[i].End {
			r.name[i] = int32(m)
		}
	}
}

func (r *reader) placeRegions() {
	for i := range r.inside {
		r.inside[i] = -1
	}
	for n, g := range r.regions {
		r.mend(g.first, text.Open)
		if g.closed {
			r.mend(g.last-1, text.Close)
		}
		if g.outer >= 0 {
			continue
		}
		for k := g.first; k < g.last; k++ {
			r.inside[k] = int32(n)
		}
	}
}

func (r *reader) mend(i int, kind text.TokenKind) {
	if r.doc.Tokens[i].Kind == kind {
		return
	}
	if r.mended == nil {
		r.mended = make(map[int]text.TokenKind)
	}
	r.mended[i] = kind
}

// lookUp gives every token its hash and the classes it may have.
func (r *reader) lookUp() {
	words := cueWords()
	for i := range r.doc.Tokens {
		t := &r.doc.Tokens[i]
		word := t.In(r.doc.Text)
		r.hashes[i] = hashLower(word)
		switch t.Kind {
		case text.Number:
			r.class[i] = lexicon.Figure
			continue
		case text.Mark, text.Open, text.Close:
			continue
		}
		info := words.find(r.hashes[i])
		if info != nil && shoutedName(word) {
			info = anyAcronym
		}
		if r.info[i] = info; info != nil {
			r.class[i] = info.Classes
		} else {
			r.class[i] = guess(word)
		}
	}
}

// anyAcronym stands for the acronyms that look like a common word.
var anyAcronym = &lexicon.CueWord{Text: "\x00", Classes: lexicon.Proper}

// shoutedName tells the "WHO" and the "US" from the pronouns.
func shoutedName(word string) bool {
	switch word {
	case "WHO", "US", "UN":
		return true
	}
	return false
}

// guess classes an unknown word by its ending.
func guess(word string) lexicon.Class {
	n := len(word)
	switch {
	case n > 4 && strings.HasSuffix(word, "ing"):
		return lexicon.Gerund | lexicon.Noun
	case n > 4 && strings.HasSuffix(word, "ed"):
		return lexicon.Past | lexicon.Participle | lexicon.Adjective
	case n > 4 && strings.HasSuffix(word, "ly"):
		return lexicon.Adverb
	case n > 3 && word[n-1] == 's' && word[n-2] != 's' && word[n-2] != 'u' && word[n-2] != 'i':
		return lexicon.Plural | lexicon.Third
	}
	return lexicon.Noun
}

// classAt is the class of token i; none outside of the text.
func (r *reader) classAt(i int) lexicon.Class {
	if i < 0 || i >= len(r.class) {
		return 0
	}
	return r.class[i]
}

// insideAt is the outermost region of token i, or -1.
func (r *reader) insideAt(i int) int {
	if i < 0 || i >= len(r.inside) {
		return -1
	}
	return int(r.inside[i])
}

// nameAt is the mention that token i belongs to, or -1.
func (r *reader) nameAt(i int) int {
	if i < 0 || i >= len(r.name) {
		return -1
	}
	return int(r.name[i])
}

// is reports whether token i is the lower-case word.
func (r *reader) is(i int, word string) bool {
	if i < 0 || i >= len(r.info) {
		return false
	}
	if r.info[i] != nil {
		return r.info[i].Text == word
	}
	return strings.EqualFold(r.word(i), word)
}

// isAny reports whether token i is one of the lower-case words.
func (r *reader) isAny(i int, words ...string) bool {
	for _, w := range words {
		if r.is(i, w) {
			return true
		}
	}
	return false
}

func (r *reader) word(i int) string { return r.doc.Tokens[i].In(r.doc.Text) }

// has reports whether token i exists and is of one of the classes.
func (r *reader) has(i int, c lexicon.Class) bool {
	return i >= 0 && i < len(r.class) && r.classAt(i)&c != 0
}

// kind reports whether token i exists and is of the kind, quotation marks as
// findRegions paired them.
func (r *reader) kind(i int, k text.TokenKind) bool {
	if i < 0 || i >= len(r.doc.Tokens) {
		return false
	}
	if r.mended != nil {
		if kind, ok := r.mended[i]; ok {
			return kind == k
		}
	}
	return r.doc.Tokens[i].Kind == k
}

// capital reports whether token i begins with a capital.
func (r *reader) capital(i int) bool {
	if i < 0 || i >= len(r.doc.Tokens) || r.doc.Tokens[i].Kind != text.Word {
		return false
	}
	c, _ := utf8.DecodeRuneInString(r.word(i))
	return unicode.IsUpper(c)
}

// starts reports whether a capital at token i tells nothing.
func (r *reader) starts(i, first int) bool {
	return i == first || r.kind(i-1, text.Open) || r.is(i-1, ":") || r.is(i-1, "-") && i-1 == first || r.is(i-1, "…") || r.is(i-1, "[")
}

// decide chooses the class of token i in the sentence [first, last), whose
// earlier tokens are decided.
func (r *reader) decide(i, first, last int) lexicon.Class {
	c := r.classAt(i)
	t := &r.doc.Tokens[i]
	if c == 0 || c == lexicon.Figure {
		return c
	}
	if t.Kind == text.Clitic {
		return r.clitic(i, c)
	}
	headline := r.headline.End > r.headline.Start && r.headline.Contains(t.Span)
	const closed = lexicon.Determiner | lexicon.Subject | lexicon.Object | lexicon.Possessive | lexicon.Preposition | lexicon.Coordinator |
		lexicon.Subordinator | lexicon.Wh | auxClass | lexicon.To | lexicon.Negation | lexicon.Day
	if i == first && r.is(i, "said") && r.quoteAhead(i, last) {
		return lexicon.Past // "Said Smith: “…”", though Said is a name too
	}
	if r.nameAt(i) >= 0 && c&(lexicon.Preposition|lexicon.Determiner) == 0 {
		return lexicon.Proper
	}
	if r.capital(i) {
		if c&lexicon.Day != 0 || c&lexicon.Subject != 0 {
			return c & (lexicon.Day | lexicon.Subject)
		}
		if !r.starts(i, first) && !headline && c&closed == 0 {
			return lexicon.Proper
		}
		if r.starts(i, first) && r.info[i] == nil {
			return lexicon.Proper
		}
	}
	if c&(closed&^lexicon.Preposition) != 0 && c&verbClass == 0 {
		return c
	}
	return r.openClass(i, first, last, c)
}

// quoteAhead reports whether a colon or comma and a quotation follow token i
// within a few words.
func (r *reader) quoteAhead(i, last int) bool {
	for k := i + 2; k < last && k < i+9; k++ {
		if r.kind(k, text.Open) && (r.is(k-1, ":") || r.is(k-1, ",")) {
			return true
		}
	}
	return false
}

func (r *reader) clitic(i int, c lexicon.Class) lexicon.Class {
	switch w := r.word(i); {
	case strings.HasPrefix(w, "n"), strings.HasPrefix(w, "N"):
		return lexicon.Negation
	case len(w) > 1 && (w[len(w)-1] == 's' || w[len(w)-1] == 'S'):
		if r.has(i-1, lexicon.Subject|lexicon.Wh) || r.isAny(i-1, "that", "there", "here") {
			return lexicon.Be
		}
		return lexicon.Possessive
	case strings.HasSuffix(w, "d") || strings.HasSuffix(w, "ve"):
		return lexicon.Have
	case strings.HasSuffix(w, "ll"):
		return lexicon.Modal
	case strings.HasSuffix(w, "m"), strings.HasSuffix(w, "re"):
		return lexicon.Be
	}
	return lexicon.Possessive // the bare apostrophe of a plural
}

// classOf are the classes that parts of speech stand for.
var classOf = [tagger.NumPOS]lexicon.Class{
	tagger.Noun: lexicon.Noun, tagger.Proper: lexicon.Proper, tagger.Pron: lexicon.Subject, tagger.PossPron: lexicon.Possessive,
	tagger.WhPron: lexicon.Wh, tagger.Det: lexicon.Determiner, tagger.Adj: lexicon.Adjective, tagger.Adv: lexicon.Adverb,
	tagger.WhAdv: lexicon.Wh, tagger.Adp: lexicon.Preposition, tagger.Sconj: lexicon.Subordinator, tagger.Cconj: lexicon.Coordinator,
	tagger.Num: lexicon.Figure, tagger.Sym: lexicon.Noun, tagger.Intj: lexicon.Adverb, tagger.PosX: lexicon.Noun,
	tagger.To: lexicon.To, tagger.Not: lexicon.Negation, tagger.Possessive: lexicon.Possessive,
	tagger.VB: lexicon.Base, tagger.VBD: lexicon.Past, tagger.VBG: lexicon.Gerund, tagger.VBN: lexicon.Participle, tagger.VBP: lexicon.Base,
	tagger.VBZ: lexicon.Third, tagger.Modal: lexicon.Modal,
}

// openClass returns the class of a word of no closed class: what its part of
// speech says if the word can be that, mended where the tagger is known to err.
func (r *reader) openClass(i, first, last int, c lexicon.Class) lexicon.Class {
	tag := classOf[r.tags[i]]
	if tag&lexicon.Noun != 0 && c&lexicon.Plural != 0 {
		tag = lexicon.Plural
	}
	if tag&(verbClass|lexicon.Noun|lexicon.Plural|lexicon.Adjective|lexicon.Adverb|lexicon.Proper|lexicon.Preposition) == 0 || r.info[i] != nil && r.info[i].Cue == nil && c != 0 && tag&c == 0 && tag != lexicon.Proper {
		if c&^verbClass == 0 || c&verbClass == 0 {
			return c
		}
	}
	if i == first && i+1 < last && c&lexicon.Plural != 0 && tag&(lexicon.Third|lexicon.Base) != 0 && r.classAt(i+1)&(auxClass|lexicon.Past) != 0 {
		return lexicon.Plural // "Reports said"
	}
	nounBits := lexicon.Noun | lexicon.Plural | lexicon.Adjective
	switch {
	case tag == lexicon.Base && r.info[i] == nil && (i == first || !r.has(i-1, lexicon.To|lexicon.Modal|lexicon.Do|lexicon.Plural|lexicon.Subject|lexicon.Negation)):
		return lexicon.Noun
	case tag == lexicon.Adverb && r.info[i] != nil && r.info[i].Cue != nil && c&(lexicon.Adverb|nounBits) == 0,
		tag&nounBits != 0 && c&nounBits == 0 && r.info[i] != nil && i > first && i+1 < last && r.has(i-1, nounClass) && (r.is(i+1, ":") || r.kind(i+1, text.Open)):
		return c
	case tag&(lexicon.Noun|lexicon.Plural) != 0 && c == lexicon.Third && i > first && i+1 < last && r.has(i-1, nounClass) && !r.kind(i-1, text.Clitic) &&
		r.classAt(i+1)&(auxClass|lexicon.Preposition|lexicon.Coordinator) == 0 && r.doc.Tokens[i+1].Kind != text.Mark:
		return c
	case tag&(lexicon.Participle|lexicon.Past) != 0:
		return r.pastClass(i, first, c, tag)
	case tag&(lexicon.Noun|lexicon.Plural) != 0 && c&(lexicon.Third|lexicon.Base) != 0:
		if r.verbLike(i, first, last, c) {
			return c & (lexicon.Third | lexicon.Base)
		}
	}
	return tag
}

// pastClass tells a past tense from a participle by what is before it.
func (r *reader) pastClass(i, first int, c, tag lexicon.Class) lexicon.Class {
	p := i - 1
	for p >= first && (r.classAt(p) == lexicon.Adverb || r.has(p, lexicon.Negation)) {
		p--
	}
	if p < first {
		return tag
	}
	if r.has(p, lexicon.Have|lexicon.Be) {
		return lexicon.Participle
	}
	if tag == lexicon.Past || c&lexicon.Past == 0 || !r.has(p, nounClass|lexicon.Subject|lexicon.Coordinator|lexicon.Wh|lexicon.Figure|lexicon.Day) && !r.is(p, ",") && !r.kind(p, text.Close) {
		return tag
	}
	if i+1 >= len(r.class) {
		return tag
	}
	next := r.classAt(i + 1)
	if (next&(lexicon.Determiner|lexicon.Possessive|lexicon.Figure|lexicon.Subject|lexicon.Object) != 0 || r.nameAt(i+1) >= 0 || r.is(i+1, "that") || r.kind(i+1, text.Open)) ||
		r.has(p, lexicon.Subject) || r.info[i] != nil && r.info[i].Cue != nil && !r.is(i+1, "by") && !r.has(i+1, lexicon.Day) {
		return lexicon.Past
	}
	return lexicon.Past | lexicon.Participle
}

// verbLike decides between "claims" the verb and "claims" the noun where the
// tagger says noun: between one noun phrase and the beginning of another.
func (r *reader) verbLike(i, first, last int, c lexicon.Class) bool {
	if i == first || i+1 >= last || !r.has(i-1, nounClass|lexicon.Subject) || r.kind(i-1, text.Clitic) {
		return false
	}
	next := r.classAt(i + 1)
	starts := next&(lexicon.Determiner|lexicon.Possessive|lexicon.Subject|lexicon.Object) != 0 && !r.kind(i+1, text.Clitic) || r.is(i+1, "that") || r.kind(i+1, text.Open) || r.is(i+1, ":")
	if c&lexicon.Third != 0 {
		return starts || r.capital(i+1) && r.classAt(i-1) != lexicon.Plural
	}
	return starts && r.has(i-1, lexicon.Plural|lexicon.Subject)
}

// particle returns the verb of saying that token i makes with the particle
// after it ("called for"), or nil.
func (r *reader) particle(i int) *lexicon.Cue {
	if r.info[i] == nil || r.info[i].Cue == nil {
		return nil
	}
	for _, cue := range r.info[i].Cue.Particles {
		if r.is(i+1, firstWord(cue.Particle)) {
			return cue
		}
	}
	return nil
}

func firstWord(s string) string {
	word, _, _ := strings.Cut(s, " ")
	return word
}
