package annotate

import "pressmark/generator/lexicon"

// before looks for who says the region's words in its sentence before it: X
// sagte: “…”, X a affirmé que « … », según X, “…”.
func (f *foreignFinder) before(g *foreignRegion) (foreignDraft, bool) {
	d := foreignDraft{spans: []extent{g.extent}, end: g.last}
	low := f.paragraphs[g.paragraph].first
	end := g.first
	if end <= low {
		return d, false
	}
	colon := f.in(end-1) == ":"
	comma := f.in(end-1) == ","
	if colon || comma {
		end--
	}
	that := end > low && f.is(end-1, lexicon.That)
	if that {
		end--
	}
	start := f.sentenceStart(end, low)
	if end <= start || !f.long(g) {
		return d, false
	}
	if f.leads(&d, start, end, colon, that) {
		return d, true
	}
	if np, ok := f.speakerAt(start, end); ok && colon && np.named && np.last == end {
		d.speaker, d.score, d.rule = np, 75, "speaker-colon-quote"
		return d, true
	}
	return d, false
}

// sentenceStart returns the first unit of the sentence that the unit before end
// is in, at most forty units back.
func (f *foreignFinder) sentenceStart(end, low int) int {
	k := end
	for k-1 >= low && k > end-40 && f.units[k-1].sentence == f.units[end-1].sentence {
		k--
	}
	return k
}

// leads finds the last word of saying in the units [start, end) that lead to a
// quotation, and its speaker.
func (f *foreignFinder) leads(d *foreignDraft, start, end int, colon, that bool) bool {
	if c, ok := f.accordingAt(start, end); ok {
		at := end
		if f.in(end-1) == "," {
			at--
		}
		if np, ok := f.speakerAt(c.last, end); ok && (np.last >= at || colon) {
			d.cue, d.speaker, d.score, d.rule = c.extent, np, 85, "according-speaker-quote"
			return true
		}
	}
	for i := end - 1; i >= start; i-- {
		c, ok := f.cueAt(i, end)
		if !ok || c.use&lexicon.SaidAfter != 0 || f.units[i].region >= 0 {
			continue
		}
		if i > start && f.is(i-1, lexicon.Unstressed|lexicon.Auxiliary|lexicon.ReflexiveAuxiliary) {
			if wider, ok := f.cueAt(i-1, end); ok && wider.last == c.last {
				continue // "lui a répondu" from its beginning
			}
		}
		if f.leadsAs(d, c, start, end, colon, that) {
			return true
		}
	}
	return false
}

// leadsAs gives the draft the cue and its speaker, before or behind it, if
// nothing stands between them and the quotation that another could say.
func (f *foreignFinder) leadsAs(d *foreignDraft, c foreignCue, start, end int, colon, that bool) bool {
	near := func(i int) bool { return colon || f.skipAdverbs(i, end) >= end || that && end-i < 6 }
	if c.pronoun.last > 0 && near(c.last) {
		d.cue, d.speaker, d.score, d.rule = c.extent, nounPhrase{extent: c.pronoun, pronoun: true}, 88, "cue-speaker-quote"
		return true
	}
	if np, ok := f.speakerBefore(c.first, start); ok && near(c.last) {
		d.cue, d.speaker, d.score, d.rule = c.extent, np, 90, "speaker-cue-quote"
		return true
	}
	if np, ok := f.speakerAt(f.skipAdverbs(c.last, end), end); ok && near(np.last) {
		d.cue, d.speaker, d.score, d.rule = c.extent, np, 88, "cue-speaker-quote"
		return true
	}
	if np, ok := f.speakerAt(start, c.first); ok && np.named && near(c.last) {
		d.cue, d.speaker, d.score, d.rule = c.extent, np, 78, "speaker-cue-quote"
		return true
	}
	if colon && near(c.last) && c.last == end {
		d.cue, d.score, d.rule = c.extent, 75, "cue-quote"
		return true
	}
	return false
}

// dialogue reads paragraphs that begin with a dash, as novels and newspapers of
// many languages set speech.
func (f *foreignFinder) dialogue() {
	attributed := make([]bool, len(f.paragraphs)+2)
	var spoken []int
	for p, g := range f.paragraphs {
		if !f.dashed(g) {
			continue
		}
		spoken = append(spoken, p)
		d := foreignDraft{}
		if f.lang.Known() && f.incise(&d, extent{g.first + 1, g.last}, f.lang.Code == "fr") {
			d.paragraph, d.rule = p, "dash-cue-speaker"
			f.drafts = append(f.drafts, d)
			attributed[p+1] = true
		}
	}
	for _, p := range spoken {
		if g := f.paragraphs[p]; !attributed[p+1] && (attributed[p] || attributed[p+2]) {
			f.drafts = append(f.drafts, foreignDraft{spans: []extent{{g.first + 1, g.last}}, score: 52, rule: "dash", paragraph: p, end: g.last})
		}
	}
}

// dashed reports whether a paragraph opens with a dash and has no quotation
// marks of its own.
func (f *foreignFinder) dashed(g extent) bool {
	if g.last-g.first < 4 || !f.dash(g.first) || f.in(g.first) == "--" || !f.units[g.first+1].word && f.in(g.first+1) != "¿" && f.in(g.first+1) != "¡" {
		return false
	}
	if f.in(g.first) == "-" && f.units[g.first].End == f.units[g.first+1].Start {
		return false
	}
	for i := g.first; i < g.last && i < g.first+400; i++ {
		if f.units[i].region >= 0 {
			return false
		}
	}
	return true
}
