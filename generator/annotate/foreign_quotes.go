package annotate

import (
	"unicode"
	"unicode/utf8"

	"pressmark/generator/lexicon"
)

// A foreignDraft is a quotation in units.
type foreignDraft struct {
	spans     []extent
	cue       extent
	speaker   nounPhrase
	score     int
	rule      string // without the language
	end       int    // the unit behind the quotation and its attribution
	paragraph int
}

// A foreignFinder looks for the quotations of one article that is not English.
type foreignFinder struct {
	*foreignReader
	drafts []foreignDraft
}

// find makes the drafts in order: region by region, then dialogue.
func (f *foreignFinder) find() {
	for n := range f.regions {
		f.region(n)
	}
	if f.lang.Dialogue || !f.lang.Known() {
		f.dialogue()
	}
}

// region judges one pair of quotation marks: with its attribution, as going on
// with the quotation before, or alone.
func (f *foreignFinder) region(n int) {
	g := &f.regions[n]
	last := len(f.drafts) - 1
	goesOn := g.goesOn && last >= 0 && f.drafts[last].paragraph == g.paragraph-1
	if last >= 0 && f.resumes(&f.drafts[last], g) || goesOn && f.drafts[last].speaker.last > 0 {
		f.join(last, g)
		return
	}
	if d, ok := f.attributed(g); ok {
		if goesOn {
			d.spans = append(f.drafts[last].spans, d.spans...)
			f.drafts = f.drafts[:last]
		}
		f.drafts = append(f.drafts, d)
		return
	}
	if goesOn {
		f.join(last, g)
		return
	}
	if last >= 0 && f.continues(&f.drafts[last], g) {
		f.join(last, g)
		return
	}
	if f.sentenceLike(g) {
		f.drafts = append(f.drafts, foreignDraft{spans: []extent{g.extent}, score: 60, rule: "quote-alone", end: g.last, paragraph: g.paragraph})
	}
}

// attributed makes the draft of a region beside which stands who says it.
func (f *foreignFinder) attributed(g *foreignRegion) (foreignDraft, bool) {
	if !f.lang.Known() {
		return foreignDraft{}, false
	}
	for _, try := range [...]func(*foreignRegion) (foreignDraft, bool){f.after, f.within, f.before} {
		if d, ok := try(g); ok {
			d.paragraph = g.paragraph
			return d, true
		}
	}
	return foreignDraft{}, false
}

func (f *foreignFinder) join(n int, g *foreignRegion) {
	d := &f.drafts[n]
	d.spans = append(d.spans, g.extent)
	d.end, d.paragraph = max(d.end, g.last), g.paragraph
}

// resumes reports whether only a comma stands between a quotation's attribution
// and the region: “…”, sagte sie, “…”
func (f *foreignFinder) resumes(d *foreignDraft, g *foreignRegion) bool {
	return d.paragraph == g.paragraph && d.speaker.last > 0 && len(d.spans) > 0 && d.spans[len(d.spans)-1].last < d.end && g.first == d.end+1 && f.in(d.end) == ","
}

// continues reports whether the region goes on with a quotation whose
// attribution stands right before it: “…”, sagte sie, “…” or sagte sie. “…”
func (f *foreignFinder) continues(d *foreignDraft, g *foreignRegion) bool {
	if d.paragraph != g.paragraph || d.speaker.last == 0 || g.first < d.end || g.first-d.end > 14 {
		return false
	}
	marks := true
	for k := d.end; k < g.first; k++ {
		marks = marks && !f.units[k].word && !f.units[k].number
	}
	if marks {
		return true
	}
	return f.starts(g.first+1) && f.units[g.first].sentence-f.units[d.end-1].sentence <= 1 && (f.parted(g) || f.sentenceLike(g))
}

// words counts the words within a region and tells whether it begins as a
// sentence does.
func (f *foreignFinder) words(g *foreignRegion) (count int, capital bool) {
	for i := g.first; i < g.last; i++ {
		if f.units[i].word || f.units[i].number {
			if count == 0 {
				capital = !f.lower(i)
			}
			count++
			if f.units[i].Len() >= 18 && !f.lang.Known() {
				count += f.units[i].Len() / 9 // scripts that part no words
			}
		}
	}
	return count, capital
}

// sentenceLike reports whether words without attribution read as said: a
// sentence in marks.
func (f *foreignFinder) sentenceLike(g *foreignRegion) bool {
	count, capital := f.words(g)
	if count < 4 || !capital {
		return false
	}
	at := g.last - 1
	if g.closed {
		at--
	}
	end, _ := utf8.DecodeLastRuneInString(f.in(at))
	switch end {
	case '.', '!', '?', '…', '。', '！', '？':
		return true
	case ',', '，':
		return true
	}
	switch f.in(g.first - 1) {
	case ":", "：":
		return g.first > f.paragraphs[g.paragraph].first
	case "，":
		return count > 5
	}
	if !g.closed {
		return true
	}
	if !f.starts(g.first + 1) {
		return false
	}
	after, _ := utf8.DecodeRuneInString(f.in(g.last))
	return count > 4 && (g.last >= f.paragraphs[g.paragraph].last || after == '.' || after == ',' || after == '。' || unicode.Is(unicode.Pd, after))
}

// long reports whether the region's words may be somebody's where a word of
// saying is beside them: one that begins a sentence, or several.
func (f *foreignFinder) long(g *foreignRegion) bool {
	count, capital := f.words(g)
	return count > 2 || count > 0 && capital && (f.starts(g.first+1) || f.in(g.first-1) == ":")
}

func (f *foreignFinder) dash(i int) bool {
	s := f.in(i)
	return s == "—" || s == "–" || s == "―" || s == "-" || s == "--"
}

// after looks for who says the region's words behind it: "…", sagte X; « … »,
// selon X; «…», — сказал X.
func (f *foreignFinder) after(g *foreignRegion) (foreignDraft, bool) {
	limit := f.paragraphs[g.paragraph].last
	if !g.closed || !f.long(g) {
		return foreignDraft{}, false
	}
	u := g.last
	for n := 0; n < 2 && u < limit && (f.in(u) == "," || f.dash(u)); n++ {
		u++
	}
	d := foreignDraft{spans: []extent{g.extent}}
	if !f.attribution(&d, u, limit) {
		return d, false
	}
	if u == g.last && !f.parted(g) && (d.speaker.last == 0 || f.lang.Code == "de" || !f.starts(g.first+1)) {
		return d, false // a name in marks that is the subject: Der „Verein“ sagte ab
	}
	return d, true
}

// parted reports whether a mark that ends a clause stands before the closing
// quotation mark.
func (f *foreignFinder) parted(g *foreignRegion) bool {
	switch f.in(g.last - 2) {
	case ",", ".", "!", "?", "…", "...":
		return true
	}
	return false
}

// attribution reads a word of saying and its speaker at unit u, behind the
// words said.
func (f *foreignFinder) attribution(d *foreignDraft, u, limit int) bool {
	if u >= limit || !f.units[u].word || f.units[u].sentence != f.units[d.spans[0].last-1].sentence {
		return false
	}
	c, ok := f.cueAt(u, limit)
	if !ok {
		c, ok = f.accordingAt(u, limit)
	}
	if ok {
		f.inverted(d, c, limit)
		return d.speaker.last > 0 || c.use&lexicon.SaidAfter == 0 && !c.phrase
	}
	np, ok := f.speakerAt(u, limit)
	if !ok {
		return false
	}
	c, ok = f.cueAt(f.skipAdverbs(np.last, limit), limit)
	if !ok || c.use&lexicon.SaidAfter != 0 {
		return false
	}
	d.cue, d.speaker, d.score, d.rule, d.end = c.extent, np, 85, "quote-speaker-cue", c.last
	return true
}

// inverted gives the draft the cue and the speaker that stands behind it.
func (f *foreignFinder) inverted(d *foreignDraft, c foreignCue, limit int) {
	d.cue, d.end, d.score, d.rule = c.extent, c.last, 75, "quote-cue"
	if c.pronoun.last > 0 {
		d.speaker = nounPhrase{extent: c.pronoun, pronoun: true}
		d.score, d.rule = 90, "quote-cue-speaker"
		return
	}
	at := c.last
	if !c.phrase {
		at = f.skipAdverbs(at, limit)
	}
	np, ok := f.speakerAt(at, limit)
	if !ok {
		return
	}
	d.speaker, d.end = np, np.last
	d.score, d.rule = 92, "quote-cue-speaker"
	if c.phrase {
		d.score, d.rule = 88, "quote-according-speaker"
	}
	if c.use&lexicon.WantsParticle != 0 {
		for k := np.last; k < limit && k < np.last+6 && f.units[k].word; k++ {
			if f.is(k, lexicon.Separable) && (k+1 == limit || !f.units[k+1].word) {
				d.end = k + 1
			}
		}
	}
}

// within looks for an attribution amid the words in marks: « Nous irons, a dit
// X, jusqu’au bout », «Мы придём, — сказал X. — Ждите».
func (f *foreignFinder) within(g *foreignRegion) (foreignDraft, bool) {
	inner := extent{g.first, g.last}
	if g.closed {
		inner.last--
	}
	d := foreignDraft{}
	if !f.incise(&d, inner, f.lang.Code == "fr") {
		return d, false
	}
	d.spans[0].first = g.first
	if n := len(d.spans); n > 1 && g.closed {
		d.spans[n-1].last = g.last
	}
	d.end = g.last
	return d, true
}

// incise finds an attribution between commas or dashes within the units, and
// parts them around it. plain says whether commas alone can part it off.
func (f *foreignFinder) incise(d *foreignDraft, g extent, plain bool) bool {
	for k := g.first + 2; k+1 < g.last; k++ {
		s := f.in(k)
		stop := s == "," || s == "!" || s == "?" || s == "…" || s == "?!" || s == "..." || s == "."
		dashed := f.dash(k)
		if !stop && !dashed {
			continue
		}
		at := k + 1
		if stop && f.dash(at) {
			dashed = true
			at++
		}
		if !dashed && !(plain && s != ".") {
			continue
		}
		c, ok := f.cueAt(at, g.last)
		if !ok || c.use&lexicon.SaidAfter != 0 || f.units[at].capital {
			continue
		}
		try := foreignDraft{}
		f.inverted(&try, c, g.last)
		if try.speaker.last == 0 {
			continue
		}
		first := extent{g.first, k}
		if stop && s != "," {
			first.last = k + 1
		}
		*d = try
		d.spans = []extent{first}
		d.rule = "quote-cue-speaker-quote"
		f.rest(d, g, dashed)
		return true
	}
	return false
}

// rest adds what stands behind an attribution amid the words.
func (f *foreignFinder) rest(d *foreignDraft, g extent, dashed bool) {
	k, comma := d.end, false
	for k < g.last && (f.units[k].word || f.units[k].number) && k < d.end+14 {
		k++ // "sagte er am Montag"
	}
	from := k
	for k < g.last && !f.units[k].word && !f.units[k].number && f.markAt(k) == 0 && k < from+3 {
		comma = comma || f.in(k) == "," || f.dash(k)
		k++
	}
	if comma && f.is(k, lexicon.Venue) {
		for n := 0; n < 12 && k < g.last && f.in(k) != "." && f.in(k) != ","; n++ {
			k++ // "a dit X, sur France Inter."
		}
		if k++; k >= g.last || f.units[k-1].word {
			return
		}
	}
	if k < g.last && k > from && (comma || !dashed) {
		d.spans = append(d.spans, extent{k, g.last})
		d.end = g.last
	}
}
