package site

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"pressmark/generator/fault"
)

// A Renderer turns pages into bytes. It is safe for use by many goroutines.
type Renderer struct {
	sets map[string]*template.Template // by file name of the page's template
	// What the templates "site-header" and "site-footer" make, by section: it
	// is the same on all pages of one, and made once.
	headers, footers map[string]template.HTML

	relative bool   // addresses become relative
	base     string // what they begin with before that
}

// layout is the template file that every page template fills; files that
// begin with partPrefix define parts that any page may use.
const (
	layout     = "base.html"
	partPrefix = "part-"
)

// NewRenderer reads the templates: base.html, part-*.html, and one file for
// each sort of page. What does not parse is returned as one fault.Fault for
// each file, with its line.
func NewRenderer(templates fs.FS, s *Site, o Options) (*Renderer, error) {
	names, err := fs.Glob(templates, "*.html")
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	var faults []error
	r := &Renderer{sets: map[string]*template.Template{}, headers: map[string]template.HTML{}, footers: map[string]template.HTML{},
		relative: o.Relative, base: s.shared.links.base}
	shared := template.New("").Funcs(s.shared.funcs()).Funcs(template.FuncMap{
		"header": func(section string) template.HTML { return ofSection(r.headers, section) },
		"footer": func(section string) template.HTML { return ofSection(r.footers, section) },
	})
	parse := func(into *template.Template, name string) {
		text, err := fs.ReadFile(templates, name)
		if err == nil {
			_, err = into.New(name).Parse(string(text))
		}
		if err != nil {
			faults = append(faults, templateFault(name, err))
		}
	}
	for _, name := range names {
		if name == layout || strings.HasPrefix(name, partPrefix) {
			parse(shared, name)
		}
	}
	for _, name := range names {
		if name == layout || strings.HasPrefix(name, partPrefix) {
			continue
		}
		set, err := shared.Clone()
		if err != nil {
			return nil, err
		}
		parse(set, name)
		tighten(set)
		r.sets[name] = set
	}
	for _, p := range s.Pages {
		if p.Template != "" && r.sets[p.Template] == nil {
			faults = append(faults, fault.New("templates/"+p.Template, 0, 0, "", "there is no such template, which %s needs", p.URL))
			break
		}
	}
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	if err := r.frame(shared); err != nil {
		return nil, err
	}
	return r, nil
}

// ofSection is the frame of a section, or of none if the navigation has no
// such part.
func ofSection(frames map[string]template.HTML, section string) template.HTML {
	if html, ok := frames[section]; ok {
		return html
	}
	return frames[""]
}

// frame makes the heads and feet of pages, one for each part of the site that
// the navigation can mark, and one that marks none.
func (r *Renderer) frame(shared *template.Template) error {
	set, err := shared.Clone() // a template that has run can't be cloned
	if err != nil {
		return err
	}
	tighten(set)
	sections := []string{""}
	for _, l := range navigations {
		sections = append(sections, l.URL)
	}
	for _, section := range sections {
		for name, into := range map[string]map[string]template.HTML{"site-header": r.headers, "site-footer": r.footers} {
			var b bytes.Buffer
			if err := set.ExecuteTemplate(&b, name, section); err != nil {
				return templateFault("part-frame.html", err)
			}
			into[section] = framed(b.Bytes())
		}
	}
	return nil
}

// Render writes one page. An error in a template is a fault.Fault with the
// template's line.
func (r *Renderer) Render(w io.Writer, p *Page) error {
	if p.Write != nil {
		return p.Write(w)
	}
	data, err := p.Data()
	if err != nil {
		return err
	}
	set := r.sets[p.Template]
	if set == nil {
		return fault.New("templates/"+p.Template, 0, 0, "", "there is no such template, which %s needs", p.URL)
	}
	if !r.relative {
		return templateFault(p.Template, set.ExecuteTemplate(w, p.Template, data))
	}
	var page bytes.Buffer
	if err := set.ExecuteTemplate(&page, p.Template, data); err != nil {
		return templateFault(p.Template, err)
	}
	_, err = w.Write(relative(page.Bytes(), p.Path, r.base))
	return err
}

// templatePlace finds "name:line:col:" or "name:line:" in what html/template
// says.
var templatePlace = regexp.MustCompile(`(?:html/)?template: ?([^:\s]+\.html):(\d+)(?::(\d+))?: ?`)

// templateFault gives an error of html/template its place in a file.
func templateFault(name string, err error) error {
	if err == nil {
		return nil
	}
	var f *fault.Fault
	if errors.As(err, &f) {
		return err // from a page's data, not the template
	}
	line, col, message := 0, 0, err.Error()
	if m := templatePlace.FindStringSubmatchIndex(message); m != nil {
		name = message[m[2]:m[3]]
		line, _ = strconv.Atoi(message[m[4]:m[5]])
		if m[6] >= 0 {
			col, _ = strconv.Atoi(message[m[6]:m[7]])
			col++ // text/template counts columns from 0
		}
		message = message[m[1]:]
	}
	return fault.New("templates/"+name, line, col, "", "%s", strings.TrimPrefix(message, "executing "))
}

// Overlay is the union of two file systems: a file is taken from first if it
// is there, else from then. A site's own templates lie over the embedded ones.
func Overlay(first, then fs.FS) fs.FS {
	switch {
	case first == nil:
		return then
	case then == nil:
		return first
	}
	return overlay{first, then}
}

type overlay struct{ first, then fs.FS }

func (o overlay) Open(name string) (fs.File, error) {
	if name != "." {
		f, err := o.first.Open(name)
		if !errors.Is(err, fs.ErrNotExist) {
			return f, err
		}
	}
	return o.then.Open(name)
}

// ReadDir lists the files of both, by name.
func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	upper, err := fs.ReadDir(o.first, name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	lower, lowerErr := fs.ReadDir(o.then, name)
	if lowerErr != nil && (err != nil || !errors.Is(lowerErr, fs.ErrNotExist)) {
		return nil, lowerErr
	}
	all := upper
	for _, e := range lower {
		if !slices.ContainsFunc(upper, func(u fs.DirEntry) bool { return u.Name() == e.Name() }) {
			all = append(all, e)
		}
	}
	slices.SortFunc(all, func(x, y fs.DirEntry) int { return strings.Compare(x.Name(), y.Name()) })
	return all, nil
}

// Glob makes fs.Glob see both for patterns without a folder, which is all
// that templates need.
func (o overlay) Glob(pattern string) ([]string, error) {
	if strings.Contains(pattern, "/") {
		return nil, fmt.Errorf("overlay: pattern %q names a folder", pattern)
	}
	entries, err := o.ReadDir(".")
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		ok, err := path.Match(pattern, e.Name())
		if err != nil {
			return nil, err
		}
		if ok && !e.IsDir() {
			names = append(names, e.Name())
		}
	}
	return names, nil
}
