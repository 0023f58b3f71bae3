package intake

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
	"go.yaml.in/yaml/v3"

	"pressmark/generator/fault"
)

// readHugo reads the content of a Hugo site: the folder content, or the folder
// given if it has none.
func readHugo(in *input, yield func(Record) error) error {
	root := "."
	if info, err := fs.Stat(in.fsys, "content"); err == nil && info.IsDir() {
		root = "content"
	}
	return in.contentFiles(root, func(at string) (string, bool) {
		base := path.Base(at)
		return strings.TrimPrefix(at, root+"/"), !strings.HasPrefix(base, "_index.") && isContent(base)
	}, func(file string, data []byte) *Item { return hugoItem(file, data, in.o) }, yield)
}

// readJekyll reads the posts and drafts of a Jekyll site.
func readJekyll(in *input, yield func(Record) error) error {
	return in.contentFiles(".", func(at string) (string, bool) {
		parts := strings.Split(path.Dir(at), "/")
		post := slices.Contains(parts, "_posts") || slices.Contains(parts, "_drafts")
		site := parts[0] == "_site" || parts[0] == "vendor" || parts[0] == "node_modules"
		return strings.NewReplacer("_posts/", "", "_drafts/", "").Replace(at), post && !site && isContent(at)
	}, func(file string, data []byte) *Item { return jekyllItem(file, data, in.o) }, yield)
}

func isContent(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown", ".mkd", ".html", ".htm":
		return true
	}
	return false
}

// contentFiles reads the files below root that choose takes, sorted, under the
// path that it gives them.
func (in *input) contentFiles(root string, choose func(string) (string, bool), item func(string, []byte) *Item, yield func(Record) error) error {
	found := 0
	var faults []error
	err := fs.WalkDir(in.fsys, root, func(at string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			faults = append(faults, fault.New(path.Join(in.name, at), 0, 0, "check that it may be read", "can't be read: %v", reason(err)))
			return nil
		case entry.IsDir() && at != root && strings.HasPrefix(entry.Name(), "."):
			return fs.SkipDir
		case entry.IsDir():
			return nil
		}
		to, ok := choose(at)
		if !ok {
			return nil
		}
		found++
		rec := Record{File: path.Join(in.name, at)}
		data, problem := in.contentFile(at)
		rec.Sum, rec.skip = sha256.Sum256(data), problem
		rec.make = func() *Item {
			it := item(to, data)
			it.ID = rec.File
			return it
		}
		return yield(rec)
	})
	if err == nil && found == 0 {
		err = fault.New(in.name, 0, 0, "name the site's folder, in which content or _posts is", "has no articles of a %s site", in.format.name)
	}
	return errors.Join(append(faults, err)...)
}

func (in *input) contentFile(name string) (data []byte, problem string) {
	f, err := in.fsys.Open(name)
	if err != nil {
		return nil, fmt.Sprintf("it can't be read: %v", reason(err))
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		return nil, "it is no file"
	}
	data, err = io.ReadAll(io.LimitReader(f, maxRecord+1))
	switch {
	case err != nil:
		return nil, fmt.Sprintf("it can't be read: %v", reason(err))
	case len(data) > maxRecord:
		return nil, fmt.Sprintf("it has more than %d megabytes", maxRecord>>20)
	}
	return data, ""
}

// hugoItem reads one page of a Hugo site.
func hugoItem(file string, data []byte, o *Options) *Item {
	meta, body, problem := splitFrontMatter(data)
	if problem != "" {
		return skipped("its front matter can't be read: %s", problem)
	}
	if kind := oneText(meta["layout"]); kind == "search" || kind == "archives" {
		return skipped("it is a page of the site, no article: layout %s", kind)
	}
	it := &Item{Path: seedPath(file, "index")}
	it.takeFront(meta, o)
	it.setContent(file, it.hugoShortcodes(body))
	return it
}

var jekyllName = regexp.MustCompile(`^(\d{4})-(\d{1,2})-(\d{1,2})-(.+)$`)

// jekyllItem reads one post of a Jekyll site, whose file name has the date.
func jekyllItem(file string, data []byte, o *Options) *Item {
	meta, body, problem := splitFrontMatter(data)
	if problem != "" {
		return skipped("its front matter can't be read: %s", problem)
	}
	it := &Item{Path: seedPath(file, "")}
	published, ok := meta["published"].(bool)
	if ok && !published {
		return skipped("it is not published: published: false")
	}
	delete(meta, "published")
	it.takeFront(meta, o)
	name := strings.TrimSuffix(path.Base(file), path.Ext(file))
	if m := jekyllName.FindStringSubmatch(name); m != nil {
		if it.Date == "" {
			it.setDate(&it.Date, m[1]+"-"+two(number(m[2]))+"-"+two(number(m[3])), "", "")
		}
		name = m[4]
	} else if it.Date == "" {
		it.Draft = true
	}
	if it.Title == "" {
		it.Title = strings.ReplaceAll(name, "-", " ")
	}
	it.setContent(file, it.liquid(body))
	return it
}

// seedPath is a content file's path without extension; a bundle's ("name/index.md")
// is that of its folder. What may not be a file's name here becomes a hyphen.
func seedPath(file, bundle string) string {
	name := strings.TrimSuffix(file, path.Ext(file))
	if dir, base := path.Split(name); bundle != "" && base == bundle && dir != "" {
		name = strings.TrimSuffix(dir, "/")
	}
	return name
}

// splitFrontMatter parts front matter in YAML, TOML or JSON from the body.
func splitFrontMatter(data []byte) (meta row, body, problem string) {
	text := string(bytes.ToValidUTF8(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), []byte("\uFFFD")))
	text = strings.ReplaceAll(text, "\r\n", "\n")
	meta = row{}
	first, rest, _ := strings.Cut(text, "\n")
	switch fence := strings.TrimRight(first, " \t"); {
	case fence == "---" || fence == "+++":
		head, after, ok := cutLine(rest, fence)
		if !ok {
			return nil, "", "it is not closed"
		}
		if fence == "+++" {
			_, err := toml.Decode(head, (*map[string]any)(&meta))
			return meta, after, problemOf(err)
		}
		meta, problem = decodeYAML(head)
		return meta, after, problem
	case strings.HasPrefix(text, "{"):
		if jsonTooDeep(data) {
			return nil, "", "it is nested too deep"
		}
		d := json.NewDecoder(strings.NewReader(text))
		d.UseNumber()
		err := d.Decode(&meta)
		return meta, text[min(int(d.InputOffset()), len(text)):], problemOf(err)
	}
	return meta, text, ""
}

func problemOf(err error) string {
	if err == nil {
		return ""
	}
	return line(err.Error())
}

// cutLine parts s at the first line that is fence.
func cutLine(s, fence string) (before, after string, ok bool) {
	for at := 0; at < len(s); {
		end := strings.IndexByte(s[at:], '\n')
		next := at + end + 1
		if end < 0 {
			end, next = len(s)-at, len(s)
		}
		if strings.TrimRight(s[at:at+end], " \t") == fence {
			return s[:at], s[next:], true
		}
		at = next
	}
	return s, "", false
}

// decodeYAML reads a mapping. Aliases are refused: no front matter needs them,
// and a few lines of them can stand for gigabytes.
func decodeYAML(s string) (row, string) {
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(s), &doc); err != nil {
		return nil, problemOf(err)
	}
	if len(doc.Content) == 0 {
		return row{}, ""
	}
	v, problem := yamlAny(doc.Content[0], 0)
	if problem != "" {
		return nil, problem
	}
	switch v := v.(type) {
	case map[string]any:
		return v, ""
	case nil:
		return row{}, ""
	}
	return nil, "it is no list of keys"
}

func yamlAny(n *yaml.Node, depth int) (any, string) {
	if depth > 50 {
		return nil, "it is nested too deep"
	}
	switch n.Kind {
	case yaml.AliasNode:
		return nil, "it has an alias (*), which is not read"
	case yaml.SequenceNode:
		list := []any{}
		for _, c := range n.Content {
			v, problem := yamlAny(c, depth+1)
			if problem != "" {
				return nil, problem
			}
			list = append(list, v)
		}
		return list, ""
	case yaml.MappingNode:
		m := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			v, problem := yamlAny(n.Content[i+1], depth+1)
			if problem != "" {
				return nil, problem
			}
			m[n.Content[i].Value] = v
		}
		return m, ""
	}
	if n.Tag == "!!null" {
		return nil, ""
	}
	if n.Tag == "!!bool" {
		var b bool
		if n.Decode(&b) == nil {
			return b, ""
		}
	}
	return n.Value, ""
}

// takeFront takes the metadata of Hugo and Jekyll, whose keys are nearly ours.
func (it *Item) takeFront(meta row, o *Options) {
	take := func(names ...string) any {
		for _, name := range names {
			for _, key := range meta.names() {
				if strings.EqualFold(key, name) && !empty(meta[key]) {
					v := meta[key]
					delete(meta, key)
					return v
				}
			}
		}
		return nil
	}
	date := func(names ...string) string {
		switch v := take(names...).(type) {
		case time.Time:
			return tomlDate(v)
		default:
			return oneText(v)
		}
	}
	it.Title = plainOf(oneText(take("title", "linkTitle")))
	it.Lang = oneText(take("lang", "language"))
	if !plainLang(it.Lang) {
		it.Lang = ""
	}
	lang := first(it.Lang, o.Lang)
	it.setDate(&it.Date, date("date", "publishDate", "pubdate", "published"), lang, o.DateOrder)
	it.setDate(&it.Updated, date("lastmod", "last_modified_at", "modified", "updated"), lang, o.DateOrder)
	it.setDate(&it.Expires, date("expiryDate", "unpublishdate"), lang, o.DateOrder)
	for _, key := range []string{"author", "authors", "byline"} {
		for _, name := range texts(textual(take(key))) {
			it.addByline(name)
		}
	}
	it.Source = plainOf(oneText(take("source", "publisher")))
	for _, key := range []string{"tags", "tag", "categories", "category", "keywords"} {
		v := textual(take(key))
		if s, ok := v.(string); ok && !strings.Contains(s, ",") && key == "tags" {
			for _, tag := range strings.Fields(s) { // Jekyll parts tags by blanks
				it.addTag(tag)
			}
			continue
		}
		for _, tag := range texts(v) {
			for part := range strings.SplitSeq(tag, ",") {
				it.addTag(part)
			}
		}
	}
	it.Summary = cut(plainOf(oneText(take("summary", "description", "excerpt"))), 2000)
	it.Draft, _ = take("draft").(bool)
	for _, key := range []string{"canonicalURL", "canonical_url", "canonical", "external_url", "original_url"} {
		if s := oneText(take(key)); s != "" {
			it.setURL(s)
		}
	}
	for _, alias := range texts(take("aliases", "redirect_from")) {
		it.addAlias(alias)
	}
	if s := oneText(take("url", "permalink")); s != "" && !strings.Contains(s, ":") {
		it.addAlias(s)
	}
	if s := oneText(take("slug")); s != "" {
		it.Fields = append(it.Fields, Field{"slug", s})
	}
	for _, key := range meta.names() {
		if v, ok := meta[key].(time.Time); ok {
			meta[key] = tomlDate(v)
		}
		it.Fields = append(it.Fields, Field{key, meta[key]})
	}
}

// tomlDate prints a date of TOML as exactly as it was written.
func tomlDate(t time.Time) string {
	switch t.Location().String() {
	case "date-local":
		return t.Format("2006-01-02")
	case "datetime-local":
		return t.Format("2006-01-02T15:04:05")
	}
	return t.Format(time.RFC3339)
}

// addAlias adds an old path of the site, which then leads to the article.
func (it *Item) addAlias(alias string) {
	alias = line(alias)
	if !strings.HasPrefix(alias, "/") {
		alias = "/" + alias
	}
	clean := path.Clean(alias)
	if strings.HasPrefix(alias, "//") || clean == "/" || len(alias) > 500 || strings.Contains(alias, "..") || strings.ContainsAny(alias, "\\?#<>\"|*:%") {
		it.doubt("the old address %q is left out: it can't be a path of a site", cut(alias, 80))
		return
	}
	if strings.HasSuffix(alias, "/") {
		clean += "/"
	}
	if !slices.Contains(it.Aliases, clean) {
		it.Aliases = append(it.Aliases, clean)
	}
}

// setContent sets the body: Markdown stays as it is, but for HTML in it, which
// a build would reduce to its words.
func (it *Item) setContent(file, body string) {
	switch strings.ToLower(path.Ext(file)) {
	case ".html", ".htm":
		it.setHTML(body)
		return
	}
	it.Body = strings.Trim(body, "\n") + "\n"
	if strings.TrimSpace(body) == "" {
		it.Skip = "it has no text"
	}
}
