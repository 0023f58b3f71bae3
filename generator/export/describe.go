package export

import (
	"bufio"
	"encoding/hex"
	"encoding/json"
	"io"
	"regexp"
	"strings"
)

// A Sum is what is known of a file that was written.
type Sum struct {
	SHA256 [32]byte
	Size   int64
}

// Sums writes the checksums of files as sha256sum prints them, and checks them.
func Sums(files []*File, sum func(*File) (Sum, error), w io.Writer) error {
	out := bufio.NewWriter(w)
	for _, f := range files {
		s, err := sum(f)
		if err != nil {
			return err
		}
		out.WriteString(hex.EncodeToString(s.SHA256[:]) + "  " + f.Name + "\n")
	}
	return out.Flush()
}

// Describe writes datapackage.json (Data Package 1.0, as Frictionless has it):
// what each file is, with its size, its checksum, and the columns of tables.
func Describe(s *Site, files []*File, sum func(*File) (Sum, error), w io.Writer) error {
	p := fields{{"profile", "data-package"}, {"name", "pressmark-archive"}, {"title", s.Title}}
	if s.Description != "" {
		p = append(p, field{"description", s.Description})
	}
	if s.Absolute {
		p = append(p, field{"homepage", s.Home})
	}
	if s.Licence != "" {
		p = append(p, field{"licenses", []any{licence(s.Licence)}})
	}
	p = append(p, field{"contributors", []any{fields{{"title", s.program()}, {"role", "wrangler"}}}})
	resources := []any{}
	for _, f := range files {
		known, err := sum(f)
		if err != nil {
			return err
		}
		resources = append(resources, f.resource(known))
	}
	p = append(p, field{"resources", resources})
	out := bufio.NewWriter(w)
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	if err := encoder.Encode(p); err != nil {
		return err
	}
	return out.Flush()
}

var notInNames = regexp.MustCompile(`[^a-z0-9._-]+`)

func (f *File) resource(sum Sum) fields {
	_, format, _ := strings.Cut(f.form.name, ".")
	r := fields{{"name", notInNames.ReplaceAllString(strings.ToLower(f.Name), "-")}, {"path", f.Name}}
	columns, isTable := tableColumns[f.form.table]
	if isTable = isTable && f.Format.Name == "csv"; isTable {
		r = append(r, field{"profile", "tabular-data-resource"})
	} else {
		r = append(r, field{"profile", "data-resource"})
	}
	r = append(r, field{"title", f.Title()}, field{"format", format}, field{"mediatype", f.Media}, field{"bytes", sum.Size}, field{"hash", "sha256:" + hex.EncodeToString(sum.SHA256[:])})
	if f.Media != sqliteType {
		r = append(r, field{"encoding", "utf-8"})
	}
	if !isTable {
		return r
	}
	list := []any{}
	for _, c := range columns {
		column := fields{{"name", c.name}, {"type", c.kind}}
		if c.about != "" {
			column = append(column, field{"description", c.about})
		}
		list = append(list, column)
	}
	schema := fields{{"fields", list}, {"missingValues", []string{""}}}
	if key := primaryKeys[f.form.table]; key != nil {
		schema = append(schema, field{"primaryKey", key})
	}
	return append(r, field{"dialect", fields{{"delimiter", ","}, {"quoteChar", `"`}, {"doubleQuote", true}, {"lineTerminator", "\r\n"}, {"header", true}}},
		field{"schema", schema})
}

// Title says what the file holds: "quotations, 2020".
func (f *File) Title() string {
	if f.Part == "" || f.Article != nil {
		return f.Table
	}
	return f.Table + ", " + f.Part
}

var tableColumns = map[string][]column{
	"articles": articleColumns, "quotations": quoteColumns, "mentions": mentionColumns, "dates": dateColumns, "entities": entityColumns,
}

var primaryKeys = map[string][]string{
	"articles": {"id"}, "quotations": {"article", "id"}, "entities": {"id"},
}

// LicenceURL is the address of a licence: itself if it is an address, else the
// page of SPDX's list; "" if it is words.
func LicenceURL(name string) string {
	if webAddress(name) != "" {
		return webAddress(name)
	}
	if name == "" || strings.ContainsAny(name, " /:") {
		return ""
	}
	return "https://spdx.org/licenses/" + name + ".html"
}

func licence(name string) fields {
	if strings.Contains(name, "://") {
		return fields{{"path", name}}
	}
	return fields{{"name", name}, {"path", LicenceURL(name)}}
}

// sqliteType is the media type of a database.
const sqliteType = "application/vnd.sqlite3"
