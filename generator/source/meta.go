package source

import (
	"cmp"
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"pressmark/generator/fault"
)

// knownKeys are the metadata keys with a meaning, as documented; the others
// are kept and reported.
var knownKeys = []string{"title", "date", "date_by", "date_note", "updated", "byline", "author", "authors", "source", "url", "tags",
	"lang", "summary", "description", "draft", "aliases", "slug", "expires",
	"rights", "excerpt_words", "withdrawn", "rights_note", "licence", "license", "noindex", "anonymise", "anonymize", "provenance"}

// advice that is given in several places.
const (
	adviseDate  = "write it as 2020-09-01, 2020-09 or 2020"
	adviseText  = "write a text on one line"
	adviseList  = "write a list: [one, two]"
	adviseAlias = "write a path of this site, as /2020/09/old-name/"
)

// apply fills the article's Meta from the entries, in their order.
func (r *reader) apply(entries []entry) {
	m := &r.article.Meta
	dateBy, dateNote := "", ""
	for _, e := range entries {
		switch e.key {
		case "title":
			m.Title = r.text(e)
		case "date":
			m.Date = r.date(e)
		case "date_by":
			dateBy = r.text(e)
		case "date_note":
			dateNote = r.text(e)
		case "updated":
			m.Updated = r.date(e)
		case "expires":
			m.Expires = r.date(e)
		case "byline", "author", "authors":
			for _, name := range r.names(e) {
				m.Byline = addOnce(m.Byline, name)
			}
		case "source":
			m.Source = r.text(e)
		case "url":
			m.URL = r.address(e)
		case "tags":
			m.Tags = r.tags(e)
		case "lang":
			m.Lang = r.lang(e)
		case "summary":
			m.Summary = r.text(e)
		case "description":
			m.Summary = cmp.Or(m.Summary, r.text(e))
		case "draft":
			m.Draft = r.yesNo(e)
		case "aliases":
			m.Aliases = r.aliases(e)
		case "slug":
			m.Slug = r.slug(e)
		case "provenance": // of an import, for whoever reads the file
		default:
			if !r.claims(&r.rights, e) {
				r.unknown(e)
			}
		}
	}
	if m.Date.Year != 0 {
		m.Date.By, m.Date.Note = dateBy, dateNote
	}
	slices.SortStableFunc(m.Extra, func(a, b KeyValue) int { return strings.Compare(a.Key, b.Key) })
}

// bad reports an entry whose value can't be used.
func (r *reader) bad(e entry, v value, advice, problem string, args ...any) {
	r.faults = append(r.faults, faultIn(e.path, v.line, v.col, advice, problem, args...))
}

func faultIn(name string, line, col int, advice, problem string, args ...any) *fault.Fault {
	return fault.New(name, line, col, advice, problem, args...)
}

// text returns a value of one line.
func (r *reader) text(e entry) string {
	switch e.value.kind {
	case null:
		return ""
	case scalar:
		return line(clean(e.value.text))
	}
	r.bad(e, e.value, adviseText, "%s is no text", e.written)
	return ""
}

// texts returns a list; one text stands for a list of one. A mapping counts by
// its name, as other programs write authors.
func (r *reader) texts(e entry) []string {
	items := e.value.list
	if e.value.kind != list {
		items = []value{e.value}
	}
	var texts []string
	for _, item := range items {
		if item.kind == mapping {
			for _, field := range item.fields {
				if field.key == "name" {
					item = field.value
				}
			}
		}
		switch item.kind {
		case scalar:
			if text := line(clean(item.text)); text != "" {
				texts = append(texts, text)
			}
		case list, mapping:
			r.bad(e, item, adviseList, "%s is no list of texts", e.written)
			return nil
		}
	}
	return texts
}

func (r *reader) names(e entry) []string {
	names := r.texts(e)
	for i, name := range names {
		if len(name) > 3 && strings.EqualFold(name[:3], "by ") {
			names[i] = strings.TrimSpace(name[3:])
		}
	}
	return names
}

func (r *reader) tags(e entry) []string {
	texts := r.texts(e)
	if e.value.kind == scalar {
		texts = strings.Split(e.value.text, ",")
	}
	var tags []string
	for _, tag := range texts {
		if tag = line(clean(tag)); tag != "" {
			tags = addOnce(tags, tag)
		}
	}
	return tags
}

func addOnce(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

func (r *reader) date(e entry) Date {
	if e.value.kind == null {
		return Date{}
	}
	if e.value.kind != scalar {
		r.bad(e, e.value, adviseDate, "%s is no date", e.written)
		return Date{}
	}
	date, problem := ParseDate(e.value.text)
	if problem != nil {
		r.bad(e, e.value, adviseDate, "%s: %v", e.written, problem)
	}
	return date
}

func (r *reader) yesNo(e entry) bool {
	switch strings.ToLower(strings.TrimSpace(e.value.text)) {
	case "yes", "true", "on", "y", "1":
		return e.value.kind == scalar
	case "no", "false", "off", "n", "0", "":
		if e.value.kind == scalar || e.value.kind == null {
			return false
		}
	}
	r.bad(e, e.value, "write yes or no", "%s is neither yes nor no", e.written)
	return false
}

// address returns a web address, or "" with a warning.
func (r *reader) address(e entry) string {
	s := r.text(e)
	if s == "" {
		return ""
	}
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		r.warnIn(e.path, e.value.line, e.value.col, "write an address that begins with https://", "%s %q is no web address; left out", e.written, s)
		return ""
	}
	u.User = nil // a name and password have no place on a page
	return u.String()
}

// lang returns a language tag in the usual form, or "" with a warning.
func (r *reader) lang(e entry) string {
	written := strings.ReplaceAll(r.text(e), "_", "-")
	if written == "" {
		return ""
	}
	tag, ok := LanguageTag(written)
	if !ok {
		r.warnIn(e.path, e.value.line, e.value.col, "write a tag of BCP 47, as en or pt-BR", "%s %q is no language; left out", e.written, written)
	}
	return tag
}

// LanguageTag writes a tag of BCP 47 in the usual form, en or pt-BR; ok reports
// whether it has the form of one. Which languages there are is not asked.
func LanguageTag(s string) (tag string, ok bool) {
	parts := strings.Split(s, "-")
	for i, part := range parts {
		letters := strings.Trim(part, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
		if part == "" || len(part) > 8 || i == 0 && (!letters || len(part) < 2 || len(part) > 3) || !isAlphanumeric(part) {
			return "", false
		}
		switch {
		case i == 0 || len(part) != 2 && len(part) != 4:
			parts[i] = strings.ToLower(part)
		case len(part) == 2:
			parts[i] = strings.ToUpper(part)
		default:
			parts[i] = strings.ToUpper(part[:1]) + strings.ToLower(part[1:])
		}
	}
	return strings.Join(parts, "-"), true
}

func isAlphanumeric(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i] | 0x20; !('a' <= c && c <= 'z' || '0' <= s[i] && s[i] <= '9') {
			return false
		}
	}
	return true
}

// aliases returns paths of the site that lead here.
func (r *reader) aliases(e entry) []string {
	var aliases []string
	for _, alias := range r.texts(e) {
		if problem := badAlias(alias); problem != "" {
			r.bad(e, e.value, adviseAlias, "the alias %q %s", alias, problem)
			continue
		}
		clean := path.Clean(alias)
		if strings.HasSuffix(alias, "/") && clean != "/" {
			clean += "/"
		}
		aliases = addOnce(aliases, clean)
	}
	return aliases
}

func badAlias(alias string) string {
	switch {
	case !strings.HasPrefix(alias, "/"):
		return "does not begin with /"
	case strings.HasPrefix(alias, "//"):
		return "names another site"
	case path.Clean(alias) == "/":
		return "is the front page"
	case strings.ContainsAny(alias, "\\?#<>\"|*:%"):
		return "has a character that a path can't have"
	case len(alias) > 500:
		return "is too long"
	}
	for part := range strings.SplitSeq(alias, "/") {
		if part == ".." || part == "." {
			return "has a part " + part
		}
	}
	return ""
}

func (r *reader) slug(e entry) string {
	given := r.text(e)
	slug := Slugify(given)
	if slug != given {
		r.warnIn(e.path, e.value.line, e.value.col, "write it in small letters, digits and hyphens", "the slug %q is read as %q", given, slug)
	}
	return slug
}

// unknown keeps an entry that has no meaning here, and says so.
func (r *reader) unknown(e entry) {
	key := line(clean(e.written))
	r.article.Extra = append(r.article.Extra, KeyValue{key, e.value.asYAML()})
	advice := "it is kept as it is"
	if near := nearest(e.key, knownKeys); near != "" {
		advice = "did you mean " + near + "?"
	}
	r.warnIn(e.path, e.line, e.col, advice, "unknown key %q", key)
}

// nearest returns the word that is at most two changes away from s; "" if none is.
func nearest(s string, words []string) string {
	best, distance := "", 3
	if utf8.RuneCountInString(s) < 4 {
		distance = 2
	}
	for _, word := range words {
		if d := changes(s, word); d < distance {
			best, distance = word, d
		}
	}
	return best
}

// changes is the Levenshtein distance in bytes, counting a swap of neighbours
// as one (Damerau's optimal string alignment).
func changes(a, b string) int {
	if len(a) > 40 || len(a)-len(b) > 2 || len(b)-len(a) > 2 {
		return 40
	}
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}
