// Package annotate marks the names, dates and quotations of one article and
// says who speaks. It is a pure function of the article's text, its date, its
// language and the embedded knowledge; nothing is carried from one article to
// the next.
//
// Make an Annotator with New, then call Annotate for each article, from as many
// goroutines as wanted.
package annotate

import "pressmark/generator/text"

// Kind is what sort of thing a name stands for.
type Kind uint8

// The kinds of name. A Group is a nationality, religion or party used as an
// adjective or for its members ("Belarusian", "Republicans").
const (
	Person Kind = iota
	Organization
	Place
	Group
)

var kindNames = [...]string{"person", "organization", "place", "group"}

// String is the kind as published data spells it.
func (k Kind) String() string { return kindNames[k] }

// KindOf is the inverse of Kind.String.
func KindOf(name string) (Kind, bool) {
	for i, n := range kindNames {
		if n == name {
			return Kind(i), true
		}
	}
	return 0, false
}

// Input is what an annotation depends on besides the Annotator.
type Input struct {
	Text     string    // any string; offsets below are bytes into it
	Headline text.Span // the headline within Text; zero if there is none
	Date     string    // the article's date, YYYY-MM-DD, or "" for an undated one
	Lang     string    // BCP 47; "" to tell it from the text
}

// Annotations are all that is marked in one article. Every list is in order of
// its (first) span. They are immutable once made.
type Annotations struct {
	Clusters   []Cluster   // who is who within the article
	Mentions   []Mention   // names; they do not overlap
	References []Reference // pronouns and descriptions that stand for a cluster
	Dates      []Date
	Quotes     []Quote
}

// A Cluster is one person, organization, place or group as this article names
// it. Its number, an index into Annotations.Clusters, joins the mentions.
type Cluster struct {
	Kind  Kind
	Name  text.Span // the fullest mention
	Roles []Role    // titles and descriptions the text gives it, in order
	// Of is the cluster that a group belongs to (Belarusian → Belarus) when
	// that is mentioned too, else -1.
	Of int
}

// A Role is what the text calls somebody, without article: "Foreign Minister",
// "Belarusian President". Org is a cluster that the role names ("president of
// X"), or -1.
type Role struct {
	Span text.Span
	Org  int
}

// A Mention is one name where it stands.
type Mention struct {
	Span    text.Span
	Kind    Kind
	Cluster int
	Score   int // certainty in hundredths, 0 to 100
}

// A Reference is a pronoun or a description ("the Belarusian leader") that
// stands for a cluster.
type Reference struct {
	Span    text.Span
	Cluster int
	Pronoun bool
	Score   int // certainty in hundredths
}

// A Date is an expression that fixes a day, week, month, year or decade.
type Date struct {
	Span     text.Span
	Value    string // YYYY-MM-DD, YYYY-MM, YYYY, YYYY-Www (ISO week) or YYYX (decade, "199X")
	Anchored bool   // reckoned from the article's date ("Tuesday", "last week")
	Score    int    // certainty in hundredths
	Rule     string // how the value was found, in a few words for the reader
}

// QuoteKind says how the words are given.
type QuoteKind uint8

// The kinds of quotation: in quotation marks, reported, or reported with some
// words in marks.
const (
	Direct QuoteKind = iota
	Indirect
	Mixed
)

var quoteKindNames = [...]string{"direct", "indirect", "mixed"}

// String is the kind as published data spells it.
func (k QuoteKind) String() string { return quoteKindNames[k] }

// A Quote is one quotation: all that one speaker says without another sentence
// between, in one span or more.
type Quote struct {
	Spans   []text.Span
	Kind    QuoteKind
	Cue     text.Span // the verb or phrase of saying; zero if there is none
	Speaker Speaker
	Score   int    // certainty in hundredths
	Rule    string // the rule that found it, "quote-speaker-cue"
}

// A Speaker is who says a quotation.
type Speaker struct {
	Span text.Span // as written, with title and apposition; zero for nobody
	// Clusters are who the words stand for, in order; none when they name
	// nobody known ("the opposition", "a spokesman").
	Clusters []int
	// Unnamed is set when the speaker is somebody unnamed who speaks for the
	// clusters ("a spokesman for the ministry").
	Unnamed bool
}

// Attributed reports whether the text gives the quotation a speaker.
func (q *Quote) Attributed() bool { return !q.Speaker.Span.IsZero() }
