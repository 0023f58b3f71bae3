// Package site turns an archive into pages: which exist, at what address, from
// which template, with what data. It is the only importer of html/template.
//
// Call Plan, then make a Renderer with NewRenderer and Render each page. All
// three only read the archive, and pages may be rendered from many goroutines.
package site

import (
	"io"
	"io/fs"

	"pressmark/generator/archive"
	"pressmark/generator/export"
	"pressmark/generator/fault"
	"pressmark/generator/locale"
	"pressmark/generator/source"
)

// Options are the settings that shape pages.
type Options struct {
	Title       string // of the site
	Description string
	BaseURL     string // absolute, with its path and a closing slash; "" or "/" for none
	Lang        string // of articles that state none, as BCP 47
	// Words are what the pages say, in their language; nil for English.
	Words       *locale.Locale
	Permalink   string   // pattern of an article's path, "/:year/:month/:slug/"
	PageSize    int      // rows on a list page
	EntityPages int      // articles that name somebody, from which there is a page; quoted speakers have one anyhow
	EntityFeeds int      // the same for feeds; those in the authority file have them anyhow
	Clock       string   // what "today" means, YYYY-MM-DD; "" for the newest article's date
	Formats     []string // of open data; see export.Names
	PerArticle  []string // of the files that each article has
	DataLicence string   // of the annotations: an SPDX id, an address, or ""
	FileSize    int      // bytes from which files of open data are divided; 0 for what hosts take
	Temp        string   // folder for temporary files; "" for the system's
	Report      string   // where errors are reported: mailto: or https: address; may be empty
	Version     string   // of the program, for the method page and generator tags
	// Load gives an entry's article back, its body with it, when the page that
	// shows it is rendered.
	Load func(*archive.Entry) (*source.Article, error)
	// File tells of a file of this build, by its path in the output, when pages
	// that are Last are rendered. If it is nil, the file is made once more.
	File func(path string) (export.Sum, error)
	// Assets are the style sheet, the script and whatever else is published
	// under /assets/; nil for those that Pressmark brings.
	Assets   fs.FS
	Licence  string   // of articles that state none
	Hosts    []string // of Hosts: those for which files of redirects and headers are written
	Relative bool     // links are relative and name files
	FlatURLs bool     // pages are files and no folders
	NoIndex  bool     // search engines are asked to leave out the site
	Pagefind bool     // articles carry the attributes of Pagefind
	NoAI     bool     // crawlers that collect texts for models are asked to stay away
	Robots   string   // added to robots.txt
	// Withdrawn are the articles of which there is a notice only.
	Withdrawn []source.Meta
	// Accuracy is what was measured, for the method page; zero if nothing was.
	Accuracy Accuracy
}

// Accuracy says how often annotations are right, as measured on articles that
// were marked by hand. What was not measured is nil.
type Accuracy struct {
	Names      *Score // people, organisations and places
	Quotations *Score
	Speakers   *Score // of quotations that were found
	Identities *Score // who is who within an article
	Dates      *Score
	Note       string // what it was measured on, one sentence
}

// A Score is precision, recall and F1 in tenths of a percent, 0 to 1000, or -1
// for what has no such figure.
type Score struct{ Precision, Recall, F1 int }

// A Site is every file that will exist.
type Site struct {
	Pages    []*Page        // by URL
	Bundles  []*Bundle      // of those pages that are made together
	Warnings []*fault.Fault // of what was mended, with the articles' paths

	shared *library
}

// A Page is one file of the site.
type Page struct {
	URL      string              // from the site's root, "/people/sergei-lavrov/" or "/feed.xml"
	Path     string              // in the output folder, "people/sergei-lavrov/index.html"
	Template string              // name of the template file; "" if Write makes the bytes
	Data     func() (any, error) // what the template sees; made when rendered, not held
	Write    func(io.Writer) error
	Inputs   []string // article ids, entity ids and files that the page is made from, for explain

	key   func(*Keys) Key // what it is made from, of a page that says so itself; else nil
	owner string          // who it is made for: an article's path, an entity's id, or words
	Last  bool            // it tells of other files, and so is made when they are

	given  bool // its address is one that an article asks for, and stays as it is
	listed bool // it shows nothing but the articles in Inputs, as far as cut says
	cut    string
	data   bool // it shows nothing but its inputs, articles and entities, and beside
	beside string
	bundle *Bundle
}

// A Bundle is pages that are made in one pass.
type Bundle struct {
	Pages []*Page
	// Write makes the pages, each for the writer with its number; one whose
	// writer is nil is left out. Nothing is held: a file may be large.
	Write func([]io.Writer) error
}

// Bundled reports whether the page is one of a bundle.
func (p *Page) Bundled() bool { return p.bundle != nil }
