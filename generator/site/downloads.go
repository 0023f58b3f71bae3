package site

import (
	"crypto/sha256"
	"io"
	"io/fs"
	"slices"
	"strings"

	"pressmark/generator/archive"
	"pressmark/generator/export"
)

// A dataView is the page of downloads.
type dataView struct {
	Rows    []dataRow
	Text    string // titles of the formats that hold the articles' text
	Parts   bool   // some files are divided
	Licence *link  // of the annotations
	Article string // titles of the formats that each article has
	CSV     bool
	Example string
	Spine   [3]string
}

// A dataRow is one table, with its files in each format.
type dataRow struct {
	Name, Row, Count string
	Formats          []dataFormat
}

// A dataFormat is one file, or several if it was too large for one.
type dataFormat struct {
	Title string
	Files []dataFile
}

type dataFile struct{ Part, URL, Size string }

// exports is the archive as the exports see it.
func (lib *library) exports() *export.Site {
	o := lib.options
	return &export.Site{
		Archive: lib.archive, Title: o.Title, Untitled: lib.say("Untitled"), Description: o.Description, Home: lib.links.abs("/"), Data: lib.links.abs("/data/"), Absolute: lib.links.origin != "",
		Lang: lib.lang, Licence: o.DataLicence, TextLicence: o.Licence, Version: o.Version, Temp: o.Temp, FileSize: o.FileSize,
		ArticleURL: func(e *archive.Entry) string { return lib.links.abs(lib.url(e)) },
		EntityURL:  func(e *archive.Entity) string { return lib.links.abs(lib.entityURL(e)) },
		SubjectID:  lib.subjectID,
		Shown:      shown,
		URN:        urn,
	}
}

// Exports is the site's archive, to be written in formats that the site does
// not have.
func (s *Site) Exports() *export.Site { return s.shared.exports() }

// downloads plans the open data: its files, those that describe them, and the
// page that says what they are.
func (p *planner) downloads() {
	lib := p.library
	site := lib.exports()
	if lib.options.File == nil {
		lib.options.File = p.digest
	}
	groups := export.Plan(site, lib.options.Formats)
	var files []*export.File
	for _, g := range groups {
		p.bundle("/data/", "the download ", g)
		files = append(files, g.Files...)
	}
	for _, e := range lib.archive.Entries {
		if p.taken[strings.ToLower(lib.links.file(lib.url(e)))] != e.Path {
			continue // another page has its address, which is told of
		}
		if g := export.PerArticle(site, e, lib.options.PerArticle); g != nil {
			p.bundle(lib.url(e), e.Path, g)
		}
	}
	// What describes files is made when those are.
	sum := func(f *export.File) (export.Sum, error) { return lib.options.File("data/" + f.Name) }
	last := func() { p.pages[len(p.pages)-1].Last = true }
	if len(files) > 0 {
		p.file("the checksums of the downloads", "/data/SHA256SUMS", nil, func(w io.Writer) error { return export.Sums(files, sum, w) })
		last()
		p.file("the description of the downloads", "/data/datapackage.json", nil, func(w io.Writer) error { return export.Describe(site, files, sum, w) })
		last()
	}
	p.view("the page of downloads", "/data/", "data.html", nil, func() (*view, error) { return lib.dataPage(site, files) })
	last()
}

// bundle plans the files of a group in a folder.
func (p *planner) bundle(folder, owner string, g *export.Group) {
	b := &Bundle{Write: g.Write}
	var inputs []string
	if g.Part != "" {
		for _, e := range g.Entries {
			inputs = append(inputs, e.ID)
		}
		for _, e := range g.Entities {
			inputs = append(inputs, e.ID)
		}
	}
	for i, f := range g.Files {
		name := owner
		if f.Article == nil {
			name += f.Name
		}
		before := len(p.pages)
		p.file(name, folder+f.Name, inputs, func(w io.Writer) error {
			out := make([]io.Writer, len(g.Files))
			out[i] = w
			return g.Write(out)
		})
		if len(p.pages) == before {
			return // its address is taken; the fault is noted
		}
		page := p.pages[before]
		page.data, page.beside = true, f.Before+"\x00"+f.After
		page.bundle = b
		b.Pages = append(b.Pages, page)
	}
	p.bundles = append(p.bundles, b)
}

// digest makes a file to say what it holds.
func (p *planner) digest(name string) (export.Sum, error) {
	i := slices.IndexFunc(p.pages, func(page *Page) bool { return page.Path == name })
	if i < 0 {
		return export.Sum{}, fs.ErrNotExist
	}
	hash := sha256.New()
	n := &counted{w: hash}
	err := p.pages[i].Write(n)
	return export.Sum{SHA256: [32]byte(hash.Sum(nil)), Size: n.n}, err
}

type counted struct {
	w io.Writer
	n int64
}

func (c *counted) Write(data []byte) (int, error) {
	c.n += int64(len(data))
	return c.w.Write(data)
}

// rowTexts say what one row of a table is.
var rowTexts = map[string]string{
	"articles":    named("an article: title, date, source, shelf mark"),
	"quotations":  named("a quotation: spans, verb, speaker, kind, how sure"),
	"mentions":    named("a name where it stands: offsets, kind, whose it is"),
	"entities":    named("a person, organisation or place: names, roles, links out"),
	"dates":       named("a date: as written, as resolved, precision"),
	"annotations": named("a name, a date or a quotation, where it stands"),
	"texts":       named("the text of an article, with what is marked in it"),
	"citations":   named("an article, ready to cite"),
	"archive":     named("an article, with all that is marked, in one database"),
}

func (lib *library) dataPage(site *export.Site, files []*export.File) (*view, error) {
	v := &dataView{Spine: [3]string{lib.say("Data"), lib.figure(len(files)), lib.say("files")}, Example: export.Example(site)}
	var text, article []string
	for _, table := range export.Tables {
		row := dataRow{Name: table, Row: lib.say(rowTexts[table])}
		for _, format := range export.Formats() {
			one := dataFormat{Title: format.Title}
			rows := 0
			for _, f := range files {
				if f.Format != format || f.Table != table {
					continue
				}
				sum, err := lib.options.File("data/" + f.Name)
				if err != nil {
					return nil, err
				}
				rows += f.Rows
				one.Files = append(one.Files, dataFile{f.Part, "/data/" + f.Name, lib.bytes(sum.Size)})
			}
			if len(one.Files) == 0 {
				continue
			}
			v.Parts = v.Parts || len(one.Files) > 1
			row.Count = lib.figure(rows)
			row.Formats = append(row.Formats, one)
			v.CSV = v.CSV || format.Name == "csv"
			if format.Text {
				text = append(text, format.Title)
			}
		}
		if len(row.Formats) > 0 {
			v.Rows = append(v.Rows, row)
		}
	}
	for _, format := range export.Formats() {
		if slices.Contains(lib.options.PerArticle, format.Name) {
			article = append(article, format.Title)
		}
	}
	v.Text, v.Article = lib.list(text), lib.list(article)
	if name := lib.options.DataLicence; name != "" {
		v.Licence = &link{URL: export.LicenceURL(name), Text: name}
	}
	return &view{Title: lib.say("Open data"), Section: "/data/", Main: v, LinkedData: lib.dataset(site, files),
		Description: lib.say("Everything marked in the archive, as files, and its feeds.")}, nil
}

// bytes is a size as people read it.
func (lib *library) bytes(n int64) string {
	switch {
	case n >= 1<<20:
		return lib.figure(int(n>>20)) + "\u00a0MiB"
	case n >= 1<<10:
		return lib.figure(int(n>>10)) + "\u00a0KiB"
	}
	return lib.figure(int(n)) + "\u00a0B"
}

// articleFiles are the files of an article, for its page, beside which they
// lie.
func (lib *library) articleFiles(e *archive.Entry) []feedLink {
	g := export.PerArticle(lib.exports(), e, lib.options.PerArticle)
	if g == nil {
		return nil
	}
	var all []feedLink
	for _, f := range g.Files {
		all = append(all, feedLink{f.Media, f.Format.Title, f.Name})
	}
	return all
}
