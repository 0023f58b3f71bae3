// Package export writes an archive as open data, in the formats that others
// read: tables, annotations, marked texts, citations, a database.
//
// Check the names of formats with Known, say with Plan which files there will
// be, and write each Group of them: all that show the same articles come from
// one pass, so that nothing is worked out twice and no file is ever held whole.
// PerArticle does the same for the files of one article. Describe and Sums tell
// what was written.
//
// Every offset counts Unicode code points of the article's text, ends exclusive.
package export

import (
	"pressmark/generator/annotate"
	"pressmark/generator/archive"
)

// A Site is what is exported, and what the files need to know besides.
type Site struct {
	Archive     *archive.Archive
	Title       string
	Untitled    string // what an article without a title is called
	Description string
	Home        string                       // address of the site
	Data        string                       // address of the folder of the files, with a slash at the end
	Absolute    bool                         // addresses have a host
	Undivided   bool                         // a file is one, however large
	FileSize    int                          // bytes from which files are divided; 0 for FullFile
	Lang        string                       // of articles that state none
	TextLicence string                       // of articles that state none: an SPDX name, an address, words, or ""
	Licence     string                       // of the annotations: an SPDX name, an address, or ""
	Version     string                       // of the program
	URN         func(kind, id string) string // a name that holds wherever the site is served
	Temp        string                       // folder for temporary files; "" for the system's

	ArticleURL func(*archive.Entry) string
	EntityURL  func(*archive.Entity) string // where something is told of it
	SubjectID  func(*archive.Entity) string // that which stands for itself in linked data
	Shown      func(*archive.Entity) bool   // false also of nil
}

// entityOf is who a cluster of an article stands for; nil for a group, and for
// somebody who is hidden.
func (s *Site) entityOf(e *archive.Entry, cluster int) *archive.Entity {
	if cluster < 0 || cluster >= len(e.Entities) || !s.Shown(e.Entities[cluster]) {
		return nil
	}
	return e.Entities[cluster]
}

// Sure is how far a score can be trusted, as readers are told: 3 sure, 2
// likely, 1 possible.
func Sure(score int) int {
	switch {
	case score >= 90:
		return 3
	case score >= 75:
		return 2
	}
	return 1
}

// kindFolders are the parts of the entities' files, by kind.
var kindFolders = [...]string{annotate.Person: "people", annotate.Organization: "organizations", annotate.Place: "places"}
