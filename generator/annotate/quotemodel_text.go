package annotate

import (
	"pressmark/generator/tagger"
	"pressmark/generator/text"
)

// A quoteText is what the quotation model knows of each token of one article:
// words, parts of speech, noun phrases, and what the rules made of it.
type quoteText struct {
	*finder
	tags      []tagger.POS
	heads     map[uint64]bool // cues that are no verbs
	words     []uint64        // hash of each token in lower case
	lemmas    []uint64        // hash of the verb of saying that the token is a form of, else its word's
	commas    []int32         // commas before each token
	verbs     []int32         // finite verbs before each token
	saying    []int32         // verbs of saying before each token
	chunk     []int32         // noun phrase of each token, or -1
	chunks    []group
	cueAt     []int32 // the rules' cue whose head the token is, or -1
	cueDraft  []int32 // of each of the rules' cues, the draft made of it, or -1
	content   []int32 // the rules' draft in whose content the token is, or -1
	paragraph []int32 // of each sentence
	hidden    bool    // what the rules made is not to be seen
}

func newQuoteText(f *finder, tags []tagger.POS, heads map[uint64]bool) *quoteText {
	n := len(f.doc.Tokens)
	numbers := make([]int32, 6*n+len(f.doc.Sentences)+len(f.cues))
	part := func(n int) []int32 {
		p := numbers[:n:n]
		numbers = numbers[n:]
		return p
	}
	t := &quoteText{finder: f, tags: tags, heads: heads, words: f.hashes, lemmas: make([]uint64, n), commas: part(n), verbs: part(n), saying: part(n),
		chunk: part(n), cueAt: part(n), content: part(n), paragraph: part(len(f.doc.Sentences)), cueDraft: part(len(f.cues))}
	for p := range f.doc.Paragraphs {
		for s := f.doc.Paragraphs[p].First; s < f.doc.Paragraphs[p].Last; s++ {
			t.paragraph[s] = int32(p)
		}
	}
	t.readWords()
	t.findChunks()
	t.readRules()
	return t
}

func (t *quoteText) readWords() {
	var commas, verbs, saying int32
	for i := range t.doc.Tokens {
		t.lemmas[i] = t.words[i]
		t.commas[i], t.verbs[i], t.saying[i] = commas, verbs, saying
		if t.tags[i].Finite() {
			verbs++
		}
		if info := t.info[i]; info != nil && info.Cue != nil {
			t.lemmas[i] = hashLower(info.Cue.Lemma) + 1
			if t.tags[i].Verb() {
				saying++
			}
		}
		if t.doc.Tokens[i].Kind == text.Mark && t.word(i) == "," {
			commas++
		}
	}
}

// findChunks divides each sentence's nouns, with what stands before them, into
// noun phrases without complements.
func (t *quoteText) findChunks() {
	for _, s := range t.doc.Sentences {
		open := -1
		for i := s.First; i < s.Last; i++ {
			t.chunk[i] = -1
			in, starts := inChunk(t.tags[i])
			if !in || starts && open >= 0 && t.tags[i-1] != tagger.Det {
				open = -1
			}
			if !in {
				continue
			}
			if open < 0 {
				open = len(t.chunks)
				t.chunks = append(t.chunks, group{i, i})
			}
			t.chunk[i] = int32(open)
			t.chunks[open].last = i + 1
			if t.tags[i] == tagger.Pron || t.tags[i] == tagger.WhPron {
				open = -1
			}
		}
	}
}

func inChunk(p tagger.POS) (in, starts bool) {
	switch p {
	case tagger.Det, tagger.PossPron, tagger.Pron, tagger.WhPron:
		return true, true
	case tagger.Adj, tagger.Noun, tagger.Proper, tagger.Num, tagger.Possessive:
		return true, false
	}
	return false, false
}

func (t *quoteText) readRules() {
	for i := range t.cueAt {
		t.cueAt[i], t.content[i] = -1, -1
	}
	for i := range t.cues {
		t.cueAt[t.cues[i].head], t.cueDraft[i] = int32(i), -1
	}
	for n := range t.drafts {
		d := &t.drafts[n]
		if d.dead || t.hidden {
			continue
		}
		if d.cue >= 0 && t.cueDraft[d.cue] < 0 {
			t.cueDraft[d.cue] = int32(n)
		}
		for _, s := range d.spans {
			for i := s.first; i < s.last; i++ {
				t.content[i] = int32(n)
			}
		}
	}
}

// draftAt returns the draft that the rules made of the cue with the head, or nil.
func (t *quoteText) draftAt(head int) *draft {
	if c := t.cueAt[head]; c >= 0 && t.cueDraft[c] >= 0 {
		return &t.drafts[t.cueDraft[c]]
	}
	return nil
}

// candidate reports whether token i may be the head of a cue.
func (t *quoteText) candidate(i int) bool {
	if t.cueAt[i] >= 0 || t.tags[i].Verb() {
		return true
	}
	return t.info[i] != nil && t.info[i].Cue != nil || t.heads[t.words[i]]
}

// cueSpan returns the tokens that belong to the cue with the head: auxiliaries
// and negation before it, a particle behind it.
func (t *quoteText) cueSpan(head int) group {
	if c := t.cueAt[head]; c >= 0 {
		return group{t.cues[c].first, t.cues[c].last}
	}
	g := group{head, head + 1}
	s := t.doc.Sentences[t.sentence[head]]
	if t.tags[head].Verb() {
		for i := head - 1; i >= s.First && head-i < 5; i-- {
			p := t.tags[i]
			if p.Aux() {
				g.first = i
			} else if p != tagger.Not && p != tagger.Adv && p != tagger.To {
				break
			}
		}
	}
	if g.last < s.Last && t.is(head, "according") && t.is(head+1, "to") {
		g.last++
	}
	return g
}

// window returns the tokens among which the cue's speaker and words are looked
// for: its sentence, and the sentences of its paragraph that quotation marks
// join to it.
func (t *quoteText) window(head int) group {
	at := int(t.sentence[head])
	p := t.doc.Paragraphs[t.paragraph[at]]
	from, to := at, at
	for from > p.First && at-from < 8 && t.joined(from, true) {
		from--
	}
	for to+1 < p.Last && to-at < 12 && t.joined(to+1, false) {
		to++
	}
	w := group{t.doc.Sentences[from].First, t.doc.Sentences[to].Last}
	if r := t.inside[head]; r >= 0 && t.regions[r].closed && t.regions[r].last-t.regions[r].first > 5 {
		// What is reported within quotation marks ends with them.
		w.first, w.last = max(w.first, t.regions[r].first+1), min(w.last, t.regions[r].last-1)
	}
	return w
}

// joined reports whether a quotation goes on over the border before the
// sentence, or ends (begins) at that border.
func (t *quoteText) joined(sentence int, ends bool) bool {
	first := t.doc.Sentences[sentence].First
	if t.inside[first] >= 0 && t.inside[first] == t.inside[first-1] {
		return true
	}
	if ends {
		return t.inside[first-1] >= 0
	}
	return t.inside[first] >= 0
}
