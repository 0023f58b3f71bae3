package export

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"pressmark/generator/archive"
)

// FullFile is from how many bytes, about, a file is divided if Site does not
// say: by years, those by months, those by numbers. Hosts take 25 MiB, and the
// reckoning is not exact.
const FullFile = 20 << 20

// full is from how many bytes a file is divided.
func (s *Site) full() int {
	switch {
	case s.Undivided:
		return math.MaxInt
	case s.FileSize > 0:
		return s.FileSize
	}
	return FullFile
}

// A File is one file of open data.
type File struct {
	Name    string // "mentions.jsonl", "mentions-2020.jsonl"
	Media   string // its type
	Format  *Format
	Table   string
	Part    string // "" if the file holds all
	Rows    int
	Before  string // the name of the file with the part before it; "" if there is none
	After   string
	Article *archive.Entry // if it is of one

	form form
}

// A Group is files that hold the same articles or entities, and so are written
// in one pass.
type Group struct {
	Files    []*File
	Entries  []*archive.Entry
	Entities []*archive.Entity
	Part     string // "" if the files hold all

	site *Site
}

// Plan says which files the formats of these names make.
func Plan(s *Site, names []string) []*Group {
	p := &planner{site: s, groups: map[string]*Group{}}
	for _, f := range formats {
		if !slices.Contains(names, f.Name) {
			continue
		}
		for _, form := range f.files {
			switch {
			case form.whole:
				p.add(f, form, []*part{p.all()})
			case form.size == nil:
				p.add(f, form, p.byKind(form))
			default:
				p.add(f, form, p.byDate(form))
			}
		}
	}
	return p.order
}

// PerArticle are the files of one article in the formats of these names; nil if
// there are none.
func PerArticle(s *Site, e *archive.Entry, names []string) *Group {
	g := &Group{Entries: []*archive.Entry{e}, Part: e.ID, site: s}
	for _, f := range formats {
		if slices.Contains(names, f.Name) && f.article.name != "" {
			g.Files = append(g.Files, &File{Name: f.article.name, Media: f.article.media, Format: f, Part: e.ID, Rows: 1, Article: e, form: f.article})
		}
	}
	if len(g.Files) == 0 {
		return nil
	}
	return g
}

type planner struct {
	site   *Site
	groups map[string]*Group
	order  []*Group
}

// A part is a share of the archive.
type part struct {
	name     string
	entries  []*archive.Entry
	entities []*archive.Entity
	bytes    int
}

// all is the whole archive.
func (p *planner) all() *part { return &part{"", p.site.Archive.Entries, p.entities(), 0} }

func (p *planner) entities() []*archive.Entity {
	var shown []*archive.Entity
	for _, e := range p.site.Archive.Entities {
		if p.site.Shown(e) {
			shown = append(shown, e)
		}
	}
	return shown
}

// add plans the files of a form, one for each part.
func (p *planner) add(f *Format, form form, parts []*part) {
	for i, share := range parts {
		file := &File{Name: partName(form.name, share.name), Media: form.media, Format: f, Table: form.table, Part: share.name, form: form}
		if i > 0 {
			file.Before = partName(form.name, parts[i-1].name)
		}
		if i+1 < len(parts) {
			file.After = partName(form.name, parts[i+1].name)
		}
		if form.rows == nil {
			file.Rows = len(share.entities)
		} else {
			for _, e := range share.entries {
				file.Rows += form.rows(p.site, e)
			}
		}
		g := p.groups[share.name]
		if g == nil {
			g = &Group{Part: share.name, Entries: share.entries, Entities: share.entities, site: p.site}
			p.groups[share.name] = g
			p.order = append(p.order, g)
		}
		g.Files = append(g.Files, file)
	}
}

// partName puts the name of a part into that of a file.
func partName(name, part string) string {
	if part == "" {
		return name
	}
	base, rest, _ := strings.Cut(name, ".")
	return base + "-" + part + "." + rest
}

// byDate divides the articles for a form: not at all if one file holds them,
// else by years, a year that is too much by months, a month by numbers.
func (p *planner) byDate(f form) []*part {
	all := p.all()
	total := 0
	for _, e := range all.entries {
		total += f.size(e)
	}
	if total <= p.site.full() {
		return []*part{all}
	}
	var parts []*part
	years := divide(all.entries, f.size, func(e *archive.Entry) string {
		if e.Date.Year == 0 {
			return "undated"
		}
		return fmt.Sprintf("%04d", e.Date.Year)
	})
	for _, year := range years {
		if year.bytes <= p.site.full() {
			parts = append(parts, year)
			continue
		}
		months := divide(year.entries, f.size, func(e *archive.Entry) string {
			if e.Date.Month == 0 {
				return year.name
			}
			return fmt.Sprintf("%04d-%02d", e.Date.Year, e.Date.Month)
		})
		for _, month := range months {
			parts = append(parts, byNumber(month, f.size, p.site.full())...)
		}
	}
	return parts
}

// divide puts neighbours of one name together. Articles are in order of date.
func divide(entries []*archive.Entry, size func(*archive.Entry) int, name func(*archive.Entry) string) []*part {
	var parts []*part
	for from, e := range entries {
		if n := len(parts); n == 0 || parts[n-1].name != name(e) {
			parts = append(parts, &part{name: name(e), entries: entries[from:from]})
		}
		last := parts[len(parts)-1]
		last.entries = last.entries[:len(last.entries)+1]
		last.bytes += size(e)
	}
	return parts
}

// byNumber divides a part that is too much into some of much the same size.
func byNumber(whole *part, size func(*archive.Entry) int, full int) []*part {
	n := whole.bytes/full + 1
	if n == 1 {
		return []*part{whole}
	}
	var parts []*part
	bytes, from := 0, 0
	for i, e := range whole.entries {
		bytes += size(e)
		if bytes >= whole.bytes/n || i+1 == len(whole.entries) {
			parts = append(parts, &part{name: fmt.Sprintf("%s-part%d", whole.name, len(parts)+1), entries: whole.entries[from : i+1], bytes: bytes})
			bytes, from = 0, i+1
		}
	}
	return parts
}

// entitySize is how many bytes an entity takes, about.
func entitySize(e *archive.Entity) int {
	n := 360 + 2*len(e.ID) + len(e.Name) + len(e.Description)
	for _, a := range e.Aliases {
		n += 26 + len(a.Text)
	}
	for _, r := range e.Roles {
		n += 26 + len(r.Text)
	}
	for _, r := range e.Reasons {
		n += 4 + len(r)
	}
	return n
}

// byKind divides the entities for a form: not at all if one file holds them,
// else by kind, a kind that is too much by first letters.
func (p *planner) byKind(form) []*part {
	all := p.all()
	total := 0
	for _, e := range all.entities {
		total += entitySize(e)
	}
	if total <= p.site.full() {
		return []*part{all}
	}
	var parts []*part
	slices.SortStableFunc(all.entities, func(a, b *archive.Entity) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), strings.Compare(a.ID, b.ID))
	})
	for _, kind := range divideEntities(all.entities, func(e *archive.Entity) string { return kindFolders[e.Kind] }) {
		if kind.bytes <= p.site.full() {
			parts = append(parts, kind)
			continue
		}
		parts = append(parts, divideEntities(kind.entities, func(e *archive.Entity) string { return kind.name + "-" + letter(e.Slug) })...)
	}
	return parts
}

// letter is the first letter of a name in an address; 0 for all others.
func letter(slug string) string {
	if slug != "" && slug[0] >= 'a' && slug[0] <= 'z' {
		return slug[:1]
	}
	return "0"
}

func divideEntities(entities []*archive.Entity, name func(*archive.Entity) string) []*part {
	byName := map[string]*part{}
	var parts []*part
	for _, e := range entities {
		share := byName[name(e)]
		if share == nil {
			share = &part{name: name(e)}
			byName[share.name] = share
			parts = append(parts, share)
		}
		share.entities = append(share.entities, e)
		share.bytes += entitySize(e)
	}
	slices.SortFunc(parts, func(a, b *part) int { return strings.Compare(a.name, b.name) })
	return parts
}

// Write writes the files of the group, each to the writer with its number; one
// whose writer is nil is left out. Articles are read once for all of them.
func (g *Group) Write(out []io.Writer) error {
	var sinks []*sink
	for i, f := range g.Files {
		if out[i] == nil {
			continue
		}
		s, err := f.form.open(g.site, f, out[i])
		if err != nil {
			return err
		}
		sinks = append(sinks, s)
		if s.abandon != nil {
			defer s.abandon()
		}
	}
	articles := false
	for _, s := range sinks {
		articles = articles || s.article != nil
		if s.entity == nil {
			continue
		}
		for _, e := range g.Entities {
			if err := s.entity(e); err != nil {
				return err
			}
		}
	}
	if articles {
		for _, e := range g.Entries {
			it := g.site.item(e)
			for _, s := range sinks {
				if s.article == nil {
					continue
				}
				if err := s.article(it); err != nil {
					return err
				}
			}
		}
	}
	for _, s := range sinks {
		if err := s.finish(); err != nil {
			return err
		}
	}
	return nil
}
