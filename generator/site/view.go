package site

// A view is what a template sees: what every page has, and in Main what its
// sort of page has.
type view struct {
	Title       string // without the site's name; "" on the front page
	Description string
	Section     string // address of the part of the site that the navigation marks
	Type        string // of Open Graph: "website", "article", "profile"
	Image       string
	Lang        string
	Canonical   string // absolute; "" without a base address
	Prev, Next  string // addresses
	Feeds       []feedLink
	Meta        []meta // citation_* and Dublin Core
	Properties  []meta // Open Graph of articles
	LinkedData  any    // printed as JSON-LD
	NoIndex     bool   // kept from search engines
	Front       bool
	Code        bool // links the style sheet of program text
	Main        any
}

type meta struct {
	Name, Content string
	Filter        string // of Pagefind, for which the content is a value
}

type feedLink struct{ Type, Title, URL string }

// A link is an address with its words. Class is the kind of thing it leads to.
type link struct{ URL, Text, Class string }

// A part is a piece of a line: a link if it has an address, words otherwise.
type part struct {
	Text  string
	URL   string // root-relative; or of another site if Out
	Class string
	Out   bool
	Time  string // datetime, for a date
}

func plain(text string) part { return part{Text: text} }

// A fact is one row of a list of facts.
type fact struct {
	Term  string
	Lines [][]part // each on its own line
	Sure  int      // certainty dots after it; 0 for none
}

func row(term string, parts ...part) fact { return fact{Term: term, Lines: [][]part{parts}} }

// finish fills in what follows from the address.
func (lib *library) finish(v *view, url string) {
	if v.Lang == "" {
		v.Lang = lib.lang
	}
	if v.Type == "" {
		v.Type = "website"
	}
	if lib.links.origin != "" && v.Canonical == "" && !v.NoIndex {
		v.Canonical = lib.links.abs(url)
	}
	v.NoIndex = v.NoIndex || lib.options.NoIndex
	if v.Feeds == nil {
		v.Feeds = lib.siteFeeds()
	}
}

func (lib *library) siteFeeds() []feedLink {
	return []feedLink{
		{"application/atom+xml", lib.options.Title, "/feed.xml"},
		{"application/feed+json", lib.options.Title, "/feed.json"},
	}
}
