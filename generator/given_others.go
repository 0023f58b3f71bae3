package generator

import (
	"cmp"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"io"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"pressmark/generator/annotate"
	"pressmark/generator/cache"
	"pressmark/generator/exchange"
	"pressmark/generator/fault"
	"pressmark/generator/source"
	"pressmark/generator/text"
)

// foreignLine reports whether a line of JSON is a document of spaCy, or a Web
// Annotation, and no record of pressmark annotate.
func foreignLine(line []byte) bool {
	var keys map[string]json.RawMessage
	if json.Unmarshal(line, &keys) != nil {
		return false
	}
	has := func(name string) bool { return keys[name] != nil }
	return has("ents") || has("text") && has("spans") || has("@context") || has("target") || has("items")
}

// others reads a file in the form of another program.
func (g *given) others(name, tempDir string) error {
	content, err := os.ReadFile(name)
	if err != nil {
		return fault.New(name, 0, 0, "check that it may be read", "cannot be read: %v", reason(err))
	}
	return g.readOthers(exchange.FormOf(name), name, 0, content, tempDir)
}

// readOthers keeps the documents of a file, or of a part of it that begins after
// so many lines.
func (g *given) readOthers(form, name string, lines int, content []byte, tempDir string) error {
	id := strings.TrimSuffix(name, filepath.Ext(name))
	if rest, err := filepath.Rel(g.dir, id); err == nil {
		id = filepath.ToSlash(rest)
	}
	companion := func() ([]byte, error) { return os.ReadFile(strings.TrimSuffix(name, filepath.Ext(name)) + ".txt") }
	err := exchange.Read(form, name, id, content, companion, func(d *exchange.Doc) error {
		shiftLines(d, lines)
		return g.keep(d, tempDir)
	})
	var f *fault.Fault
	if errors.As(err, &f) && f.Line > 0 {
		f.Line += lines
	}
	return err
}

// shiftLines counts the lines of a document from the beginning of its file.
func shiftLines(d *exchange.Doc, lines int) {
	d.Line += lines
	for i := range d.Marks {
		d.Marks[i].Line += lines
	}
}

// keep puts a document aside until its article is read.
func (g *given) keep(d *exchange.Doc, tempDir string) error {
	data, err := json.Marshal(d)
	if err != nil {
		return err
	}
	if g.docs == nil {
		if g.docs, err = os.CreateTemp(tempDir, "pressmark-annotations-*"); err != nil {
			return err
		}
	}
	start, err := g.docs.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	if _, err := g.docs.Write(data); err != nil {
		return err
	}
	sum := sha256.Sum256(data)
	at := givenLine{file: g.docs, name: d.Path, number: d.Line, start: start, length: len(data), hash: cache.Key(sum[:16]), foreign: true}
	if u, err := url.Parse(d.Article); err == nil && (u.Host != "" || strings.HasSuffix(u.Path, "/")) {
		at.address = d.Article
		name := path.Base(u.Path)
		g.addressed[name] = append(g.addressed[name], at)
		g.addresses = cache.KeyOf(g.addresses[:], at.hash[:])
		return nil
	}
	g.places[strings.TrimSuffix(strings.TrimSuffix(d.Article, ".md"), ".txt")] = at
	return nil
}

// placeOf is where the annotations of an article are: under its id; under the
// address at which it was published; or under that of its page, which ends in
// its slug, or its id.
func (g *given) placeOf(article *source.Article) (givenLine, bool) {
	if at, ok := g.places[article.ID]; ok {
		return at, true
	}
	var fit []givenLine
	for _, name := range []string{addressEnd(article.URL), article.Slug, path.Base(article.ID)} {
		for _, at := range g.addressed[name] {
			u, err := url.Parse(at.address)
			if err != nil || name == "" {
				continue
			}
			if at.address == article.URL {
				return at, true
			}
			year := article.Date.Year
			if year == 0 || strings.Contains(u.Path, "/"+itoa4(year)+"/") || len(g.addressed[name]) == 1 {
				fit = append(fit, at)
			}
		}
		if len(fit) > 0 {
			break
		}
	}
	if len(fit) == 0 {
		return givenLine{}, false
	}
	return fit[len(fit)-1], true
}

func addressEnd(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Path == "" || u.Path == "/" {
		return ""
	}
	return path.Base(u.Path)
}

func itoa4(year int) string { return DateText(source.Date{Year: year}) }

// foreignAnnotations puts a document on an article. What it does not say, who
// speaks and when, is found here, with the names that it has.
func foreignAnnotations(data []byte, article string, own func() *annotate.Annotations) (*annotate.Annotations, []*fault.Fault, error) {
	var d exchange.Doc
	if err := json.Unmarshal(data, &d); err != nil {
		return nil, nil, err
	}
	marks, faults := d.Annotations(article)
	if !d.Whole() {
		marks = complete(marks, own())
	}
	return marks, faults, nil
}

// complete adds what we find ourselves to names that others have marked:
// quotations, what stands for names, dates if they have none. Whom our own names
// are is said by theirs at the same place; names that we take for one are one,
// unless they say otherwise.
func complete(theirs, ours *annotate.Annotations) *annotate.Annotations {
	all := &annotate.Annotations{Dates: theirs.Dates, Mentions: theirs.Mentions}
	if all.Dates == nil {
		all.Dates = ours.Dates
	}
	// First our clusters, as far as their names have the same kind.
	owner := make([]int, len(theirs.Clusters)) // the first of theirs that is the same
	for i := range owner {
		owner[i] = i
	}
	root := func(c int) int {
		for owner[c] != c {
			c = owner[c]
		}
		return c
	}
	same := make([]int, len(ours.Clusters)) // of ours, whom of theirs it is; -1 for nobody
	for i := range same {
		same[i] = -1
	}
	next := 0
	for _, m := range theirs.Mentions {
		for next < len(ours.Mentions) && ours.Mentions[next].Span.End <= m.Span.Start {
			next++
		}
		for i := next; i < len(ours.Mentions) && ours.Mentions[i].Span.Start < m.Span.End; i++ {
			o := ours.Mentions[i]
			if o.Kind != m.Kind || o.Cluster < 0 {
				continue
			}
			if before := same[o.Cluster]; before < 0 {
				same[o.Cluster] = root(m.Cluster)
			} else if a, b := root(before), root(m.Cluster); a != b {
				owner[max(a, b)] = min(a, b)
			}
		}
	}
	number := make([]int, len(theirs.Clusters))
	for i, c := range theirs.Clusters {
		if r := root(i); r != i {
			number[i] = number[r]
			if c.Name.Len() > all.Clusters[number[r]].Name.Len() {
				all.Clusters[number[r]].Name = c.Name
			}
			continue
		}
		number[i] = len(all.Clusters)
		all.Clusters = append(all.Clusters, c)
	}
	who := func(c int) int {
		if c < 0 || c >= len(same) || same[c] < 0 {
			return -1
		}
		return number[root(same[c])]
	}
	all.Mentions = append([]annotate.Mention(nil), theirs.Mentions...)
	for i := range all.Mentions {
		all.Mentions[i].Cluster = number[all.Mentions[i].Cluster]
	}
	for c, cluster := range ours.Clusters {
		if at := who(c); at >= 0 {
			for _, role := range cluster.Roles {
				all.Clusters[at].Roles = append(all.Clusters[at].Roles, annotate.Role{Span: role.Span, Org: who(role.Org)})
			}
			if of := who(cluster.Of); of >= 0 && all.Clusters[at].Of < 0 && of != at {
				all.Clusters[at].Of = of
			}
		}
	}
	for _, r := range ours.References {
		if c := who(r.Cluster); c >= 0 && !overlapsName(all.Mentions, r.Span) {
			r.Cluster = c
			all.References = append(all.References, r)
		}
	}
	for _, q := range ours.Quotes {
		var speakers []int
		for _, c := range q.Speaker.Clusters {
			if at := who(c); at >= 0 {
				speakers = append(speakers, at)
			}
		}
		q.Speaker.Clusters = speakers
		all.Quotes = append(all.Quotes, q)
	}
	return all
}

func overlapsName(names []annotate.Mention, s text.Span) bool {
	i, _ := slices.BinarySearchFunc(names, s.Start, func(m annotate.Mention, at int) int { return cmp.Compare(m.Span.End, at+1) })
	return i < len(names) && names[i].Span.Overlaps(s)
}
