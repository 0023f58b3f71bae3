// Package search makes the static search index of a site, and reads it as the
// script in the reader's browser does (assets/search.js).
//
// Call ShapeOf with the number of articles, divide them with Shape.Segment, and
// give each segment's articles to a Segment, whose Files are published; give the
// names to Names. A Reader finds in what was published.
//
// # Format
//
// Articles are divided by a hash of their ids into a few segments, each an index
// of its own, so that an article that changes leaves the other segments as they
// are. Within a segment articles are numbered by date, oldest first. The files of
// a segment are streams of pieces, each compressed by itself ("raw" DEFLATE, RFC
// 1951), of which a browser asks for single ones by their byte range:
//
//   - root: how many articles there are in which month, the first term of every
//     block of the dictionary, and how long the blocks are;
//   - terms: the dictionary, sorted, in blocks, with the postings of each term,
//     the greatest impact first; of a common term only those 32 that count most,
//     the others stand at the end of the file;
//   - heads: titles, addresses and dates of sixteen articles to a piece;
//   - texts: an article's text, names and quotations to a piece.
//
// Numbers are unsigned LEB128 varints, text is UTF-8 with its length before it.
// Scores are integers, so that every machine ranks alike: a term counts by its
// rarity times its impact in the article. The impact, 1 to 15, is that of BM25
// (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and
// Beyond", 2009) with a fixed mean length, and more for words of the title.
// Quotations are numbered within their article and found by their own words and
// their speakers' names.
package search

// A Doc is one article as it is searched.
type Doc struct {
	ID       string
	URL      string // from the site's root
	Title    string
	Date     Date
	Source   string
	Tags     []string
	English  bool // words are found by their English stems
	Text     string
	Headline [2]int // within Text, in bytes; zeros for none
	Names    []Name // those named in it
	Quotes   []Quote
}

// A Date is as precise as it is known: Month and Day may be 0, and the zero Date
// is that of an undated article.
type Date struct{ Year, Month, Day int }

// A Name is a person, organization or place, a voice or a tag: anything that a
// facet can be set to.
type Name struct {
	ID   string // "person/sergei-lavrov", the value of the facet
	Name string
	Also []string // other spellings
}

// A Quote is one quotation of an article.
type Quote struct {
	ID       string // the anchor on the article's page
	Kind     string
	Cue      string
	Spans    [][2]int // of its words in Text, in bytes
	Who      string   // the speakers as readers see them
	Speakers []Name
	About    []Name // whom it names
}
