package annotate

import "pressmark/generator/text"

// The labels of the tokens around a cue: outside, and first, inner, last or
// only token of the speaker (s), of the first run of words reported (c) and of
// a later run (d).
const (
	labelO = iota
	labelSB
	labelSI
	labelSE
	labelSS
	labelCB
	labelCI
	labelCE
	labelCS
	labelDB
	labelDI
	labelDE
	labelDS
	contentLabels
)

// A cueView is what stays the same for all tokens around one cue.
type cueView struct {
	*quoteText
	head         int
	span, window group
	sentence     int
	lemma        uint64
	frame        uint64 // classes of the tokens beside the cue
	form         uint64 // its part of speech and auxiliaries
	weights      uint64 // how the lexicon rates it
	tail         uint64 // how much of its sentence follows it
	draft        int32  // the rules' draft, or -1
	phrases      int32  // number of the last noun phrase before it
	left, right  int32  // the regions nearest to it, or -1
}

func (t *quoteText) view(head int) *cueView {
	v := &cueView{quoteText: t, head: head, span: t.cueSpan(head), window: t.window(head), sentence: int(t.sentence[head]), lemma: t.lemmas[head], draft: -1}
	s := t.doc.Sentences[v.sentence]
	bounds := group{s.First, s.Last}
	v.window.first, v.window.last = min(v.window.first, v.span.first), max(v.window.last, v.span.last)
	v.frame = uint64(t.besideAt(v.span.first-1, bounds))<<8 | uint64(t.besideAt(v.span.last, bounds))
	v.form = uint64(t.tags[head])<<8 | t.auxiliary(head)
	if t.info[head] != nil {
		v.weights = frameWeights(t.info[head].Cue)
	}
	v.tail = bucket(s.Last - v.span.last)
	if c := t.cueAt[head]; c >= 0 {
		v.draft = t.cueDraft[c]
	}
	v.left, v.right = -1, -1
	for i := v.span.first - 1; i >= v.window.first && v.left < 0; i-- {
		v.left = t.inside[i]
	}
	for i := v.span.last; i < v.window.last && v.right < 0; i++ {
		v.right = t.inside[i]
	}
	v.phrases = -1
	for i := v.span.first - 1; i >= v.window.first && v.phrases < 0; i-- {
		v.phrases = t.chunk[i]
	}
	return v
}

// regionRank tells how the token's region stands to the cue.
func (v *cueView) regionRank(i int) uint64 {
	r := v.inside[i]
	switch {
	case r < 0:
		return 0
	case r == v.inside[v.head]:
		return 1
	case r == v.left:
		return 2
	case r == v.right:
		return 3
	case i < v.head:
		return 4
	}
	return 5
}

// runPlace tells where the token stands in a run of the same number: 0 in none,
// else bit 1 for its first and bit 2 for its last token.
func runPlace(runs []int32, i int) uint64 {
	if runs[i] < 0 {
		return 0
	}
	p := uint64(1)
	if i == 0 || runs[i-1] != runs[i] {
		p |= 2
	}
	if i+1 == len(runs) || runs[i+1] != runs[i] {
		p |= 4
	}
	return p
}

// ruled tells what the rules make of the token: words of this cue's draft, of
// another's, its speaker, and where in them.
func (v *cueView) ruled(i int) (content, speaker uint64) {
	content = runPlace(v.content, i)
	if content != 0 && v.content[i] != v.draft {
		content |= 8
	}
	if v.draft < 0 {
		return content | 16, 0
	}
	if s := v.drafts[v.draft].speaker; i >= s.first && i < s.last {
		speaker = 1
		if i == s.first {
			speaker |= 2
		}
		if i == s.last-1 {
			speaker |= 4
		}
	}
	return content, speaker
}

// features appends the features of token i seen from the cue.
func (v *cueView) features(i int, to []uint32) []uint32 {
	n := uint64(100)
	add := func(part uint64) {
		n++
		to = append(to, feature(n, part))
	}
	w := v.window
	word, before, after := v.words[i], v.wordAt(i-1, w), v.wordAt(i+1, w)
	p0, p1, p2 := uint64(v.tags[i]), uint64(v.tagAt(i-1, w)), uint64(v.tagAt(i-2, w))
	n1, n2 := uint64(v.tagAt(i+1, w)), uint64(v.tagAt(i+2, w))
	side, distance := uint64(0), v.span.first-i
	from, till := i, v.span.first
	if i >= v.span.last {
		side, distance = 1, i-v.span.last+1
		from, till = v.span.last, i
	}
	far := side<<8 | bucket(distance)
	offset := uint64(int(v.reader.sentence[i]) - v.sentence + 2)
	offset = min(offset, 4)
	sided := side<<8 | offset
	commas := uint64(min(v.commas[till]-v.commas[from], 3))
	verbs := uint64(min(v.verbs[till]-v.verbs[from], 2))
	saying := uint64(min(v.saying[till]-v.saying[from], 2))
	between := sided<<16 | commas<<8 | verbs<<4 | saying
	s := v.doc.Sentences[v.reader.sentence[i]]
	edges := uint64(0)
	if i == s.First {
		edges |= 1
	}
	if i == s.Last-1 {
		edges |= 2
	}
	if i == s.Last-2 {
		edges |= 4
	}
	if i == v.span.last || i == v.span.first-1 {
		edges |= 8
	}
	in := group{s.First, s.Last}
	around := uint64(v.besideAt(i-1, in))<<16 | uint64(v.besideAt(i, in))<<8 | uint64(v.besideAt(i+1, in))
	rank := v.regionRank(i)
	region := rank<<4 | runPlace(v.inside, i)
	chunk := runPlace(v.chunk, i)
	nth := uint64(edge)
	if c := v.chunk[i]; c >= 0 && v.phrases >= 0 {
		if d := c - v.phrases; d > -4 && d < 4 {
			nth = uint64(d + 4)
		}
	}
	content, speaker := v.ruled(i)

	add(side)
	add(join(word, side))
	add(join(before, side))
	add(join(after, side))
	add(join(join(before, word), side))
	add(join(join(word, after), side))
	add(side<<8 | p0)
	add(side<<16 | p1<<8 | p0)
	add(side<<16 | p0<<8 | n1)
	add(side<<24 | p1<<16 | p0<<8 | n1)
	add(side<<24 | p2<<16 | p1<<8 | p0)
	add(side<<24 | p0<<16 | n1<<8 | n2)
	add(far)
	add(far<<8 | p0)
	add(far<<16 | p1<<8 | p0)
	add(join(v.lemma, far))
	add(join(v.lemma, side<<16|p1<<8|p0))
	add(join(v.lemma, side<<8|edges))
	add(join(v.lemma, between))
	add(v.frame<<16 | far)
	add(v.frame<<32 | sided<<16 | p1<<8 | p0)
	add(v.frame<<32 | sided<<16 | edges<<8 | region)
	add(v.frame<<32 | between)
	add(v.form<<16 | far)
	add(v.form<<32 | side<<16 | p1<<8 | p0)
	add(v.form<<32 | sided<<16 | edges)
	add(v.weights<<32 | side<<16 | p1<<8 | p0)
	add(v.weights<<32 | far)
	add(v.weights<<32 | v.frame<<16 | sided<<8 | edges)
	add(between)
	add(between<<8 | p0)
	add(between<<8 | edges)
	add(between<<24 | around)
	add(sided<<24 | around)
	add(v.frame<<40 | side<<24 | around)
	add(sided<<16 | region<<8 | edges)
	add(join(v.frame<<16|region, around))
	add(sided<<24 | region<<16 | v.tail)
	add(sided<<16 | v.tail<<8 | edges)
	add(v.frame<<32 | sided<<16 | v.tail<<8 | edges)
	add(side<<16 | nth<<8 | chunk)
	add(v.frame<<32 | side<<16 | nth<<8 | chunk)
	kind := v.chunkKind(int(v.chunk[i]))
	add(side<<24 | kind<<16 | nth<<8 | chunk)
	add(v.form<<32 | side<<24 | kind<<16 | nth<<8 | chunk)
	if c := v.chunk[i]; c >= 0 {
		add(join(v.words[v.chunks[c].last-1], side<<16|nth<<8|chunk))
	} else {
		add(0)
	}
	add(side<<8 | content)
	add(content<<16 | sided<<8 | edges)
	add(content<<32 | region<<16 | sided)
	add(join(content, around))
	add(speaker<<8 | side)
	add(speaker<<24 | kind<<16 | nth<<8 | chunk)
	add(speaker<<32 | v.frame<<8 | content)
	add(join(content<<8|speaker, v.lemma))
	named := uint64(0)
	if m := v.name[i]; m >= 0 {
		named = runPlace(v.name, i) | uint64(v.mentions[m].Kind)<<4
	}
	add(named<<8 | side)
	add(named<<24 | p1<<16 | n1<<8 | side)
	add(named<<24 | far)
	rest := uint64(min(v.verbs[s.Last-1]-v.verbs[i], 3)) // finite verbs from here to the sentence's end
	clause := uint64(0)                                  // and to the next comma or mark
	for k := i + 1; k < s.Last && k < i+12; k++ {
		if v.doc.Tokens[k].Kind != text.Word && v.doc.Tokens[k].Kind != text.Number && k > i+1 {
			break
		}
		if v.tags[k].Finite() {
			clause = 1
			break
		}
	}
	n3 := uint64(v.tagAt(i+3, w))
	add(join(after, side<<8|n2))
	add(join(after, v.weights))
	add(join(after, between))
	add(join(after, side<<8|rest<<2|clause))
	add(side<<24 | rest<<16 | n1<<8 | clause)
	add(side<<32 | rest<<24 | clause<<16 | n1<<8 | p0)
	add(between<<24 | n1<<16 | n2<<8 | clause)
	add(side<<40 | p0<<32 | n1<<24 | n2<<16 | n3<<8 | clause)
	add(join(v.lemma, n1<<24|n2<<16|between))
	if distance <= 3 {
		add(join(join(v.lemma, word), far))
		add(join(join(v.lemma, before), far))
	}
	n = 190
	mark := uint64(0)
	if v.doc.Tokens[i].Kind == text.Mark {
		mark = 1
	}
	add(mark<<32 | between<<8 | n1)
	return to
}
