package intake

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A Mapping says which field of a record means what: keys are title, text,
// date, updated, byline, source, url, lang, tags, summary and id, values the
// names of fields. "article.body" is the field body of the object article.
type Mapping map[string]string

// usual are the names under which data sets have what a seed needs, the most
// explicit first. They are compared without regard to case, "_" and "-".
var usual = map[string][]string{
	"title":   {"title", "headline", "heading", "articletitle"},
	"text":    {"text", "body", "content", "articlebody", "fulltext", "bodytext", "maintext", "articletext", "story", "contenthtml", "html", "markdown", "article"},
	"date":    {"date", "published", "publishedat", "datepublished", "publisheddate", "publicationdate", "publishdate", "publishedon", "pubdate", "versioncreated", "timestamp", "datetime"},
	"updated": {"updated", "updatedat", "modified", "modifiedat", "datemodified", "lastmodified"},
	"byline":  {"byline", "author", "authors", "creator", "writer"},
	"source":  {"source", "publisher", "publication", "outlet", "newspaper", "sitename", "domain"},
	"url":     {"url", "link", "permalink", "canonicalurl", "sourceurl", "weburl", "uri"},
	"lang":    {"lang", "language", "locale"},
	"tags":    {"tags", "keywords", "categories", "topics", "section", "category"},
	"summary": {"summary", "description", "abstract", "excerpt", "lead", "standfirst", "subtitle"},
	"id":      {"id", "guid", "uuid", "articleid", "docid", "identifier"},
}

// ParseMapping reads "title=headline,text=article.body". Unknown keys are
// errors.
func ParseMapping(s string) (Mapping, error) {
	m := Mapping{}
	for part := range strings.SplitSeq(s, ",") {
		if strings.TrimSpace(part) == "" {
			continue
		}
		key, field, ok := strings.Cut(part, "=")
		key, field = strings.TrimSpace(key), strings.TrimSpace(field)
		if key == "body" {
			key = "text"
		}
		if !ok || field == "" {
			return nil, fmt.Errorf("%q is no pair KEY=FIELD", part)
		}
		if usual[key] == nil {
			return nil, fmt.Errorf("there is no key %q; the keys are %s", key, strings.Join(mappingKeys(), ", "))
		}
		m[key] = field
	}
	return m, nil
}

func mappingKeys() []string {
	var keys []string
	for key := range usual {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// A row is one record of fields, as JSON decodes it.
type row map[string]any

// take removes and returns the value that means key.
func (r row) take(m Mapping, key string) any {
	if name := m[key]; name != "" {
		return r.remove(name)
	}
	best, rank := "", len(usual[key])
	for _, field := range r.names() {
		if at := slices.Index(usual[key], plainKey(field)); at >= 0 && at < rank && !m.claims(field) && !empty(r[field]) {
			best, rank = field, at
		}
	}
	if best == "" {
		return nil
	}
	v := r[best]
	delete(r, best)
	return v
}

func empty(v any) bool { return v == nil || v == "" }

// claims reports whether the mapping names the field for another key.
func (m Mapping) claims(field string) bool {
	for _, name := range m {
		if name == field {
			return true
		}
	}
	return false
}

// names returns the names of fields, sorted.
func (r row) names() []string {
	names := make([]string, 0, len(r))
	for name := range r {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

var plainMarks = strings.NewReplacer("_", "", "-", "", " ", "", ".", "")

func plainKey(s string) string {
	return strings.ToLower(plainMarks.Replace(s))
}

// remove returns the field of a name; "a.b" is looked up inside the object a,
// and in each object of a list.
func (r row) remove(name string) any {
	if v, ok := r[name]; ok {
		delete(r, name)
		return v
	}
	outer, inner, ok := strings.Cut(name, ".")
	if !ok {
		return nil
	}
	switch v := r[outer].(type) {
	case map[string]any:
		found := row(v).remove(inner)
		if len(v) == 0 {
			delete(r, outer)
		}
		return found
	case []any:
		var all []any
		left := 0
		for _, one := range v {
			object, ok := one.(map[string]any)
			if !ok {
				left++
			}
			if found := row(object).remove(inner); found != nil {
				all = append(all, found)
			}
			left += len(object)
		}
		if left == 0 {
			delete(r, outer)
		}
		return all
	}
	return nil
}

// item makes an item of a row. Fields that mean nothing here are kept.
func (r row) item(o *Options) *Item {
	it := &Item{}
	for key := range o.Map {
		if key == "text" && r.lacks(o.Map[key]) {
			return skipped("it has no field for its text: %q", o.Map[key])
		}
	}
	body := longText(r.take(o.Map, "text"))
	fields := strings.Join(r.names(), ", ")
	it.Title = plainOf(oneText(r.take(o.Map, "title")))
	it.ID = oneText(r.take(o.Map, "id"))
	it.Lang = oneText(r.take(o.Map, "lang"))
	if !plainLang(it.Lang) {
		it.Lang = ""
	}
	lang := first(it.Lang, o.Lang)
	it.setURL(oneText(r.take(o.Map, "url")))
	it.ID = cmp.Or(it.ID, it.URL)
	it.setDate(&it.Date, oneText(r.take(o.Map, "date")), lang, o.DateOrder)
	it.setDate(&it.Updated, oneText(r.take(o.Map, "updated")), lang, o.DateOrder)
	for _, name := range texts(textual(r.take(o.Map, "byline"))) {
		it.addByline(name)
	}
	it.Source = plainOf(oneText(r.take(o.Map, "source")))
	if v := textual(r.take(o.Map, "tags")); v != nil {
		for _, tag := range texts(v) {
			for part := range strings.SplitSeq(tag, ",") {
				it.addTag(plainOf(part))
			}
		}
	}
	it.Summary = cut(plainOf(oneText(r.take(o.Map, "summary"))), 2000)
	if strings.TrimSpace(body) == "" {
		return skipped("it has no text: its other fields are %s", cut(fields, 200))
	}
	it.setBody(body, o.Body)
	for _, name := range r.names() {
		it.Fields = append(it.Fields, Field{name, r[name]})
	}
	return it
}

// lacks reports whether a field is missing, without removing it.
func (r row) lacks(name string) bool {
	if _, ok := r[name]; ok {
		return false
	}
	outer, _, ok := strings.Cut(name, ".")
	_, there := r[outer]
	return !ok || !there
}

// textual turns the numbers and booleans in a value into texts.
func textual(v any) any {
	switch v := v.(type) {
	case json.Number:
		return v.String()
	case bool:
		return strconv.FormatBool(v)
	case []any:
		for i := range v {
			v[i] = textual(v[i])
		}
	}
	return v
}

func oneText(v any) string { return first(texts(textual(v))...) }

// longText is a text with its line ends; the parts of a list are paragraphs.
func longText(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case []any:
		var all []string
		for _, one := range v {
			if s := longText(one); s != "" {
				all = append(all, s)
			}
		}
		return strings.Join(all, "\n\n")
	case map[string]any:
		for _, name := range []string{"text", "value", "content", "body"} {
			if s := longText(v[name]); s != "" {
				return s
			}
		}
	}
	return ""
}
