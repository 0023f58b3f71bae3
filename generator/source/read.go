package source

import (
	"errors"
	"io/fs"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"pressmark/generator/fault"
)

// maxBytes is the size above which a file is no article.
const maxBytes = 32 << 20

// Read reads the article at name, with its sidecar if it has one. The error
// joins a *fault.Fault for everything that is wrong with the two files.
func Read(fsys fs.FS, name string) (*Article, error) {
	info, err := fs.Stat(fsys, name)
	if err == nil && !info.Mode().IsRegular() {
		return nil, fault.New(name, 0, 0, "only files can be articles", "is no file")
	}
	if err == nil && info.Size() > maxBytes {
		return nil, tooBig(name, info.Size())
	}
	content, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, fault.New(name, 0, 0, "check that it exists and may be read", "can't be read: %v", reason(err))
	}
	sidecarName, sidecar, err := Sidecar(fsys, name)
	if err != nil {
		return nil, err
	}
	return ParseFiles(name, content, sidecarName, sidecar)
}

func tooBig(name string, size int64) *fault.Fault {
	return fault.New(name, 0, 0, "split it into several files", "has %d megabytes; an article may have %d", size>>20, maxBytes>>20)
}

// Sidecar returns the path and content of the metadata file beside the article
// at name: NAME.yaml or NAME.yml; "" and nil if there is none. Links that leave
// the tree are not followed.
func Sidecar(fsys fs.FS, name string) (string, []byte, error) {
	for _, ext := range [...]string{".yaml", ".yml"} {
		sidecar := ID(name) + ext
		info, err := fs.Lstat(fsys, sidecar)
		if err != nil || info.IsDir() {
			continue
		}
		if info.Mode()&fs.ModeSymlink != 0 && !linksInside(fsys, sidecar) || reserved(sidecar) {
			continue
		}
		content, err := fs.ReadFile(fsys, sidecar)
		if err != nil {
			return "", nil, fault.New(sidecar, 0, 0, "check that it may be read", "can't be read: %v", reason(err))
		}
		if content == nil {
			content = []byte{}
		}
		return sidecar, content, nil
	}
	return "", nil, nil
}

// reserved reports whether name is one of the archive's own files, which are no
// sidecars of an article "entities.txt".
func reserved(name string) bool {
	return name == "entities.yaml" || name == "corrections.yaml" || name == RightsName
}

// Parse makes an article of a file's bytes and those of its sidecar, which may
// be nil. It is a pure function of its arguments, so its result can be cached
// by them. The path tells the format and the id.
func Parse(name string, content, sidecar []byte) (*Article, error) {
	return ParseFiles(name, content, ID(name)+".yaml", sidecar)
}

// ParseFiles is Parse for a sidecar of another name, which faults in it bear.
func ParseFiles(name string, content []byte, sidecarName string, sidecar []byte) (*Article, error) {
	return (*Policy)(nil).Parse(name, content, sidecarName, sidecar)
}

// parseFiles is ParseFiles without regard to rights, of which it returns what
// the article says of itself. The second time, names that are withheld have been
// replaced in the list of them too.
func parseFiles(name string, content []byte, sidecarName string, sidecar []byte, again bool) (*Article, *claim, error) {
	r := &reader{again: again, path: name, article: &Article{Meta: Meta{ID: ID(name), Path: name}}}
	body, ok := r.decode(content)
	var aside []entry
	if sidecar != nil {
		aside = r.sidecar(sidecarName, sidecar)
	}
	if ok {
		r.read(body, aside)
	}
	if len(r.faults) > 0 {
		return nil, nil, errors.Join(r.faults...)
	}
	return r.article, &r.rights, nil
}

// A reader gathers one article and what is wrong with it.
type reader struct {
	path    string
	article *Article
	rights  claim // what the article says of itself
	again   bool  // names have been replaced
	faults  []error
}

func (r *reader) fail(line, col int, advice, problem string, args ...any) {
	r.faults = append(r.faults, fault.New(r.path, line, col, advice, problem, args...))
}

func (r *reader) warn(line, col int, advice, problem string, args ...any) {
	r.warnIn(r.path, line, col, advice, problem, args...)
}

func (r *reader) warnIn(name string, line, col int, advice, problem string, args ...any) {
	w := fault.New(name, line, col, advice, problem, args...)
	w.Warning = true
	r.article.Warnings = append(r.article.Warnings, w)
}

// read fills the article from the decoded text of its file and the entries of
// its sidecar, which overrule those in the file.
func (r *reader) read(content string, aside []entry) {
	markdown := isMarkdown(r.path)
	front := r.frontMatter(content, markdown)
	entries := overrule(front.entries, aside)
	r.apply(entries)
	body := content[front.end:]
	if strings.TrimSpace(body) == "" && (r.article.Title == "" || content == "") {
		if len(r.faults) > 0 && len(front.entries) == 0 {
			return // what is wrong with the metadata has been told
		}
		r.fail(0, 0, "write a title and a text, or remove the file", "empty article")
		return
	}
	if markdown {
		r.markdown(body, front.lines)
	} else {
		r.plain(body, front.lines, front.has("title"))
	}
	r.finish()
}

// overrule returns first with those entries replaced that second gives too.
func overrule(first, second []entry) []entry {
	if len(first) == 0 {
		return second
	}
	given := make(map[string]bool, len(second))
	for _, e := range second {
		given[e.key] = true
	}
	kept := first[:0:0]
	for _, e := range first {
		if !given[e.key] {
			kept = append(kept, e)
		}
	}
	return append(kept, second...)
}

// finish derives what follows from the rest: the slug and the count of words.
func (r *reader) finish() {
	a := r.article
	if a.Slug == "" {
		a.Slug = Slugify(a.Title)
	}
	if a.Slug == "" {
		a.Slug = a.ShelfMark()
	}
	a.Words = countWords(a.Body.In(a.Text))
	r.deceptive()
}

// countWords counts words as word processors do: what stands between blanks or
// dashes and holds a letter or digit.
func countWords(body string) int {
	words := 0
	counted := false // the word that body[i] is in
	for i := 0; i < len(body); {
		c := body[i]
		size := 1
		switch {
		case c >= utf8.RuneSelf:
			var r rune
			r, size = utf8.DecodeRuneInString(body[i:])
			switch {
			case r == '–' || r == '—' || unicode.IsSpace(r):
				counted = false
			case !counted && (unicode.IsLetter(r) || unicode.IsDigit(r)):
				counted = true
				words++
			}
		case c <= ' ':
			counted = false
		case !counted && ('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'):
			counted = true
			words++
		}
		i += size
	}
	return words
}

// fromFileName makes a title of a path: "the-kremlin.md" → "The kremlin".
func fromFileName(name string) string {
	words := strings.FieldsFunc(path.Base(ID(name)), func(r rune) bool {
		return r == '-' || r == '_' || unicode.IsSpace(r) || unicode.IsControl(r)
	})
	title := strings.Join(words, " ")
	if title == "" {
		return path.Base(name)
	}
	first, size := utf8.DecodeRuneInString(title)
	return string(unicode.ToUpper(first)) + title[size:]
}

// line puts s on one line: runs of white space become one blank.
func line(s string) string { return strings.Join(strings.Fields(s), " ") }
