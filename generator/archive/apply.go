package archive

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"pressmark/generator/annotate"
	"pressmark/generator/text"
)

// byHand is the rule of what a correction set.
const byHand = "corrected by hand"

// Apply makes the corrections of one article, in order of the file, and
// returns its annotations so corrected, what was done, and the corrections that
// matched no single place. ann is not changed; it is returned itself when no
// correction fits. body is the article's text.
//
// All places are looked for in the text, which corrections do not change, so
// one correction never moves the place of another.
func (c *Corrections) Apply(articleID, body string, ann *annotate.Annotations) (*annotate.Annotations, []Applied, []*Orphan) {
	list := c.For(articleID)
	if len(list) == 0 {
		return ann, nil, nil
	}
	ed := newEditor(articleID, body, ann)
	var orphans []*Orphan
	for _, one := range list {
		place, reason := find(body, one.Find)
		if reason == "" {
			reason = ed.apply(one, place)
		}
		if reason != "" {
			orphans = append(orphans, c.orphan(one, reason))
		} else {
			ed.applied[len(ed.applied)-1].From = *c.orphan(one, "")
		}
	}
	if len(ed.applied) == 0 {
		return ann, nil, orphans
	}
	ed.finish()
	return ed.ann, ed.applied, orphans
}

// find returns the one place of the anchor, or why there is none.
func find(body string, a Anchor) (text.Span, string) {
	places := a.places(body)
	if len(places) == 1 {
		return places[0], ""
	}
	if len(places) > 1 {
		return text.Span{}, fmt.Sprintf("they stand in %d places", len(places))
	}
	if len(Anchor{Exact: a.Exact}.places(body)) > 0 {
		return text.Span{}, "the words are not in the article with that prefix and suffix"
	}
	return text.Span{}, "the words are not in the article"
}

// places returns where the exact words stand as whole words, after the prefix
// and before the suffix. Blanks between the three do not count.
func (a Anchor) places(body string) []text.Span {
	if a.Exact == "" {
		return nil
	}
	prefix, suffix := strings.TrimSpace(a.Prefix), strings.TrimSpace(a.Suffix)
	var spans []text.Span
	for from := 0; ; {
		i := strings.Index(body[from:], a.Exact)
		if i < 0 {
			return spans
		}
		start := from + i
		end := start + len(a.Exact)
		_, size := utf8.DecodeRuneInString(body[start:])
		from = start + size
		if wordBorder(body, start) && wordBorder(body, end) &&
			strings.HasSuffix(trimTail(body[:start], len(prefix)), prefix) && strings.HasPrefix(trimHead(body[end:], len(suffix)), suffix) {
			spans = append(spans, text.Span{Start: start, End: end})
		}
	}
}

// trimTail and trimHead take blanks off only where something is to be matched,
// so that the search stays linear.
func trimTail(s string, want int) string {
	if want == 0 {
		return ""
	}
	return strings.TrimRightFunc(s, unicode.IsSpace)
}

func trimHead(s string, want int) string {
	if want == 0 {
		return ""
	}
	return strings.TrimLeftFunc(s, unicode.IsSpace)
}

// wordBorder reports whether at does not lie inside a word.
func wordBorder(s string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:at])
	after, _ := utf8.DecodeRuneInString(s[at:])
	return at == 0 || at == len(s) || !wordRune(before) || !wordRune(after)
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// apply makes one correction at its place. It returns why it cannot be made,
// "" if it was.
func (ed *editor) apply(one *Correction, place text.Span) string {
	done := Applied{Date: one.Date, By: one.By, Note: one.Note, Cluster: -1}
	var problem string
	set := &one.Set
	switch {
	case set.Add != "":
		problem = ed.add(set, place, &done)
	case set.Remove:
		problem = ed.remove(place, &done)
	case set.Entity != "":
		problem = ed.setEntity(set, place, &done)
	case set.Kind != "":
		problem = ed.setKind(set.Kind, place, &done)
	case set.Speaker != "":
		q := ed.quoteAt(place)
		if q < 0 {
			return "no quotation is marked there"
		}
		problem = ed.setSpeaker(q, set.Speaker, &done)
	case set.Value != "":
		problem = ed.setValue(set.Value, place, &done)
	case set.Span != "":
		problem = ed.setSpan(set.Span, place, &done)
	default:
		problem = "it says nothing to do"
	}
	if problem == "" {
		ed.applied = append(ed.applied, done)
	}
	return problem
}

func (ed *editor) setEntity(set *Change, place text.Span, done *Applied) string {
	kind, _, _ := splitID(set.Entity)
	m := ed.mentionAt(place)
	if m < 0 {
		ref := ed.referenceAt(place)
		if ref < 0 {
			return "no name is marked there"
		}
		to := ed.clusterFor(set.Entity)
		ed.repoint(ed.ann.References[ref].Span, ed.ann.References[ref].Cluster, to)
		ed.ann.References[ref].Cluster, ed.ann.References[ref].Score = to, 100
		done.Cluster = to
	} else {
		from := ed.ann.Mentions[m].Cluster
		if set.All || ed.mentions(from) == 1 || ed.meansAll(m, kind) {
			ed.pins[from] = set.Entity
			ed.changeKind(from, kind)
			done.Cluster = from
		} else {
			to, ok := ed.existing(set.Entity)
			if !ok || to == from {
				to = ed.newCluster(kind, ed.ann.Mentions[m].Span)
				ed.pins[to] = set.Entity
			}
			ed.move(m, to)
			done.Cluster = to
		}
		ed.ann.Mentions[m].Score = 100
	}
	done.Entity = set.Entity
	done.What = fmt.Sprintf("“%s” set to %s", ed.words(place), nameFromID(set.Entity))
	return ""
}

// meansAll reports whether to say who a mention is says it of its whole cluster:
// it is the cluster's fullest name, so that the shorter ones, the pronouns and
// the quotations stand for it. It is not so if the cluster has somebody else's
// full name too, nor if a word that means things of several kinds ("Kremlin") is
// set to one of another kind.
func (ed *editor) meansAll(m int, kind annotate.Kind) bool {
	mention := &ed.ann.Mentions[m]
	words := text.Fold(clean(mention.Span.In(ed.body)))
	person := mention.Kind == annotate.Person && kind == annotate.Person
	if !person && mention.Kind != kind {
		return false
	}
	own := parsePerson(words)
	shorter := person // of other things than people, the same words may mean another
	for i := range ed.ann.Mentions {
		other := &ed.ann.Mentions[i]
		if other.Cluster != mention.Cluster || other.Span == mention.Span {
			continue
		}
		name := text.Fold(clean(other.Span.In(ed.body)))
		if len(name) > len(words) {
			return false
		}
		shorter = shorter || len(name) < len(words)
		if p := parsePerson(name); person && p.full() && (p.surname != own.surname || !strings.HasPrefix(own.given, p.given)) {
			return false
		}
	}
	return shorter
}

func (ed *editor) setKind(name string, place text.Span, done *Applied) string {
	m := ed.mentionAt(place)
	if m < 0 {
		return "no name is marked there"
	}
	kind, _ := annotate.KindOf(name)
	ed.changeKind(ed.ann.Mentions[m].Cluster, kind)
	ed.ann.Mentions[m].Score = 100
	done.What = fmt.Sprintf("“%s” set to be %s", ed.words(place), kindPhrase(kind))
	return ""
}

func (ed *editor) setValue(value string, place text.Span, done *Applied) string {
	d := at(ed.ann.Dates, dateSpan, place)
	if d < 0 {
		return "no date is marked there"
	}
	date := &ed.ann.Dates[d]
	date.Value, date.Anchored, date.Score, date.Rule = value, false, 100, byHand
	done.What = fmt.Sprintf("date “%s” set to %s", ed.words(date.Span), value)
	return ""
}

// setSpeaker says who speaks a quotation: an entity, words of the article, or
// nobody.
func (ed *editor) setSpeaker(q int, speaker string, done *Applied) string {
	quote := &ed.ann.Quotes[q]
	what := fmt.Sprintf("speaker of quotation %s", annotate.QuoteIDs(ed.id, ed.body, ed.ann.Quotes)[q])
	switch {
	case speaker == "none":
		quote.Speaker = annotate.Speaker{}
		done.What = what + " removed"
	case isEntityID(speaker):
		c := ed.clusterFor(speaker)
		elsewhere := quote.Speaker.Span.IsZero() || ed.namesAnother(&quote.Speaker, c)
		quote.Speaker.Clusters, quote.Speaker.Unnamed = []int{c}, false
		if elsewhere {
			quote.Speaker.Span = ed.speakerSpan(quote, c)
		}
		done.Entity, done.Cluster = speaker, c
		done.What = what + " set to " + nameFromID(speaker)
	default:
		places := Anchor{Exact: speaker}.places(ed.body)
		if len(places) == 0 {
			return fmt.Sprintf("the speaker’s words “%s” are not in the article", short(speaker))
		}
		span := nearestSpan(places, quote.Spans[0])
		quote.Speaker = annotate.Speaker{Span: span}
		quote.Speaker.Clusters, quote.Speaker.Unnamed = ed.clustersIn(span)
		done.What = fmt.Sprintf("%s set to “%s”", what, speaker)
	}
	quote.Score, quote.Rule = 100, byHand
	return ""
}

// namesAnother reports whether a speaker's words are the name of another who
// was held to speak, and not also the cluster's. A pronoun, or what
// somebody is, stays as the words for whoever is meant by it.
func (ed *editor) namesAnother(s *annotate.Speaker, cluster int) bool {
	another := false
	for _, m := range ed.ann.Mentions {
		if !m.Span.Overlaps(s.Span) {
			continue
		}
		if m.Cluster == cluster {
			return false
		}
		another = another || !s.Unnamed && slices.Contains(s.Clusters, m.Cluster)
	}
	return another
}

// speakerSpan is where a speaker stands whom the text does not attribute the
// quotation to: its mention nearest to the quotation, else an empty place at the
// quotation's end.
func (ed *editor) speakerSpan(quote *annotate.Quote, cluster int) text.Span {
	var places []text.Span
	for _, m := range ed.ann.Mentions {
		if m.Cluster == cluster {
			places = append(places, m.Span)
		}
	}
	if len(places) > 0 {
		return nearestSpan(places, quote.Spans[0])
	}
	end := quote.Spans[len(quote.Spans)-1].End
	return text.Span{Start: end, End: end}
}

// nearestSpan returns the place nearest to a span, the first of two.
func nearestSpan(places []text.Span, to text.Span) text.Span {
	best, least := places[0], -1
	for _, p := range places {
		d := max(0, p.Start-to.End, to.Start-p.End)
		if least < 0 || d < least {
			best, least = p, d
		}
	}
	return best
}

func (ed *editor) words(s text.Span) string {
	return short(strings.Join(strings.Fields(s.In(ed.body)), " "))
}
