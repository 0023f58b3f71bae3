package archive

// An Orphan is a correction that matched no place, or several, and so was not
// applied.
type Orphan struct {
	Path    string // the corrections file
	Line    int
	Article string // id
	Exact   string // the words it looked for
	Reason  string // "the words are not in the article", "they stand in 3 places"
}

// Applied is one correction made to an article, as its page tells of it.
type Applied struct {
	Date string // YYYY-MM-DD
	By   string
	Note string
	What string // in words: "speaker of quotation q1a2b3c4 set to Sergei Lavrov"
}
