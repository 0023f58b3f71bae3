package annotate

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"pressmark/generator/lexicon"
	"pressmark/generator/text"
)

// forms finds the quotations that are told by their layout: transcripts
// ("SMITH: …", "Q: …"), signatures ("“…” ― Name"), headlines ("Smith: no deal")
// and a paragraph that "X reports:" announces.
func (f *finder) forms() {
	f.signatures()
	f.transcript()
	f.headlineForm()
	f.announced()
}

// lineEnd returns the token that begins the line after the one of token i,
// never past last.
func (f *finder) lineEnd(i, last int) int {
	for ; i+1 < last; i++ {
		if strings.IndexByte(f.doc.Text[f.doc.Tokens[i].End:f.doc.Tokens[i+1].Start], '\n') >= 0 {
			return i + 1
		}
	}
	return last
}

// signatures joins a quotation to the name behind a dash on its line.
func (f *finder) signatures() {
	for n, g := range f.regions {
		if g.outer >= 0 || f.taken[n] >= 0 && f.drafts[f.taken[n]].cue >= 0 || g.last+1 >= len(f.doc.Tokens) || !f.dash(g.last) {
			continue
		}
		p := f.doc.Paragraphs[f.paragraphOf(g.first)]
		end := f.lineEnd(g.last, f.doc.Sentences[p.Last-1].Last)
		who := group{g.last + 1, end}
		for who.last > who.first && f.is(who.last-1, ".") {
			who.last--
		}
		if who.none() || who.last-who.first > 14 || f.classAt(who.first) != lexicon.Proper || f.mainVerb(who.first-1, who.last) >= 0 {
			continue
		}
		if n := f.taken[n]; n >= 0 {
			f.drafts[n].dead = true
		}
		f.taken[n] = -1
		f.add(draft{spans: []group{{g.first, g.last}}, cue: -1, speaker: who, score: 90, rule: "quote-signature", end: end})
	}
}

func (f *finder) dash(i int) bool {
	return f.is(i, "―") || f.is(i, "—") || f.is(i, "–") || f.is(i, "-") || f.is(i, "--") || f.is(i, "~")
}

// transcript finds lines that begin with a speaker's name and a colon, if the
// article has two or more, or one in capitals.
func (f *finder) transcript() {
	var heads []group // of each line, the name before its colon
	var lines []group
	loud := 0
	for _, p := range f.doc.Paragraphs {
		first, last := f.doc.Sentences[p.First].First, f.doc.Sentences[p.Last-1].Last
		for i := first; i < last; {
			end := f.lineEnd(i, last)
			from := i
			if f.kind(i, text.Open) {
				from++ // a transcript that is quoted has a mark before each turn
			}
			if k := f.nameColon(from, end, from > i); k > from && k+1 < end {
				heads, lines = append(heads, group{from, k}), append(lines, group{k + 1, f.beforeClose(i, end)})
				if shouted(f.doc.Text[f.doc.Tokens[i].Start:f.doc.Tokens[k-1].End]) {
					loud++
				}
			}
			i = end
		}
	}
	if loud == 0 && len(heads) < 3 || len(heads) < 2 {
		return
	}
	for i, line := range lines {
		if f.headlineHas(line.first) {
			continue
		}
		f.addForm(draft{spans: []group{line}, cue: -1, speaker: heads[i], score: 88, rule: "transcript", end: line.last, direct: true})
	}
}

// beforeClose is the end of a line's words: before the mark that closes what the
// mark at token i opens, if that is the line's last token.
func (f *finder) beforeClose(i, end int) int {
	if g := f.insideAt(i); f.kind(i, text.Open) && g >= 0 && f.regions[g].first == i && f.regions[g].closed && f.regions[g].last == end {
		return end - 1
	}
	return end
}

// nameColon returns the colon that ends a speaker's name at the head of a line,
// or -1: "Q:", "SMITH:", "John Smith:", "((WN))". A quoted line began with a mark.
func (f *finder) nameColon(i, end int, quoted bool) int {
	for k := i; k < end && k < i+7; k++ {
		switch {
		case f.is(k, ":"):
			if k == i || f.insideAt(k) >= 0 && !quoted {
				return -1
			}
			return k
		case f.capital(k) && (f.classAt(k) == lexicon.Proper || f.nameAt(k) >= 0 || shouted(f.word(k))), k > i && (f.is(k, ".") || f.is(k, "-") || f.is(k, ",")):
		default:
			return -1
		}
	}
	return -1
}

// shouted reports whether s has letters and all of them are capitals.
func shouted(s string) bool {
	letters := false
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		letters = letters || unicode.IsUpper(r)
	}
	return letters
}

// addForm records a draft that replaces whatever was found within its spans by
// quotation marks alone.
func (f *finder) addForm(d draft) {
	span := d.spans[0]
	if first := d.speaker.first - 1; d.rule == "transcript" && f.kind(first, text.Open) {
		span.first = first
		span.last = max(span.last, f.regionEnd(first))
	}
	i := sort.Search(len(f.regions), func(i int) bool { return f.regions[i].first >= span.first })
	for ; i < len(f.regions) && f.regions[i].last <= span.last; i++ {
		if n := f.taken[i]; n >= 0 && f.drafts[n].cue < 0 {
			f.drafts[n].dead = true
			f.taken[i] = -1
		}
	}
	f.add(d)
}

// regionEnd is the end of the region that begins at token i, 0 if none does.
func (f *finder) regionEnd(i int) int {
	if g := f.insideAt(i); g >= 0 && f.regions[g].first == i {
		return f.regions[g].last
	}
	return 0
}

func (f *finder) headlineHas(i int) bool {
	return f.headline.End > f.headline.Start && f.headline.Contains(f.doc.Tokens[i].Span)
}

// headlineForm reads "Smith: no deal", and "No deal: Smith" if Smith is a name.
func (f *finder) headlineForm() {
	if f.headline.Len() == 0 || len(f.doc.Sentences) == 0 {
		return
	}
	last := 0
	for last < len(f.doc.Tokens) && f.headline.Contains(f.doc.Tokens[last].Span) {
		last++
	}
	colon := f.next(0, last, ":")
	if colon <= 0 || colon+2 >= last {
		return
	}
	for n := 0; n < len(f.drafts) && n < 8; n++ {
		if d := &f.drafts[n]; !d.dead && d.spans[0].first < last && d.cue >= 0 {
			return
		}
	}
	switch {
	case colon <= 4 && f.speaks(0, colon) && last-colon > 3 && f.tells(0, colon, last):
		f.addForm(draft{spans: []group{{colon + 1, last}}, cue: -1, speaker: group{0, colon}, score: 62, rule: "headline-colon", end: last})
	case last-colon <= 5 && f.speaks(colon+1, last) && colon > 2:
		f.addForm(draft{spans: []group{{0, colon}}, cue: -1, speaker: group{colon + 1, last}, score: 60, rule: "headline-colon", end: last})
	}
}

// speaks reports whether the tokens [i, end) name somebody who may speak: a
// person or organization, or a word like "study" and "police".
func (f *finder) speaks(i, end int) bool {
	for k := i; k < end; k++ {
		if m := f.nameAt(k); m >= 0 && (f.mentions[m].Kind == Person || f.mentions[m].Kind == Organization) {
			continue
		}
		if f.isAny(k, "study", "report", "police", "officials", "minister", "president", "survey", "poll", "un", "u.n.", "experts", "scientists", "source", "sources", "court", "researchers") {
			continue
		}
		return false
	}
	return end > i
}

// tells reports whether what follows the colon of a headline may be words of
// whoever the tokens [first, colon) name. An organization's name is often only
// the subject ("The Union: its members and its history"): it needs a verb or
// quotation marks.
func (f *finder) tells(first, colon, last int) bool {
	for k := first; k < colon; k++ {
		if m := f.nameAt(k); m >= 0 && f.mentions[m].Kind == Organization {
			return f.anyFinite(colon+1, last) || f.next(colon+1, last, "to") > 0 || f.insideAt(colon+1) >= 0 || f.insideAt(last-1) >= 0
		}
	}
	return true
}

// announced takes the paragraph behind one that ends with "X reports:" as what
// was said, if it stands alone and in no marks.
func (f *finder) announced() {
	for p := 0; p+1 < len(f.doc.Paragraphs); p++ {
		s := f.doc.Sentences[f.doc.Paragraphs[p].Last-1]
		if !f.is(s.Last-1, ":") {
			continue
		}
		n := -1
		for k := f.first[f.sentence[s.First]]; k < f.first[f.sentence[s.First]+1]; k++ {
			if c := &f.cues[k]; !c.speaker.none() && !c.unreal && c.last >= s.Last-8 && c.entry.Weight[lexicon.FrameQuote] >= 80 {
				n = k
			}
		}
		next := f.doc.Paragraphs[p+1]
		body := group{f.doc.Sentences[next.First].First, f.doc.Sentences[next.Last-1].Last}
		if n < 0 || f.insideAt(body.first) >= 0 || body.last-body.first < 5 || !f.leavesOff(body.first) {
			continue
		}
		f.addForm(draft{spans: []group{body}, cue: n, speaker: f.cues[n].speaker, score: 60, rule: "announced-paragraph", end: body.last, direct: true})
	}
}

// leavesOff reports whether the paragraph at token i may be somebody's words: it
// begins like a sentence.
func (f *finder) leavesOff(i int) bool {
	r, _ := utf8.DecodeRuneInString(f.word(i))
	return unicode.IsUpper(r) && f.doc.Tokens[i].Kind == text.Word
}
