package generator

import (
	"fmt"
	"io"
	"slices"

	"pressmark/generator/export"
)

// ExportFormats are the names of the formats that Export knows.
func ExportFormats() []string { return export.Names() }

// ExportTables are the tables of a format; more than one only if each has a file
// of its own. It is nil for an unknown format.
func ExportTables(format string) []string {
	f := export.Known(format)
	if f == nil {
		return nil
	}
	return f.Tables()
}

// CheckExport says what is wrong with the name of a format or of one of its
// tables, "" for all of them.
func CheckExport(format, table string) error {
	names := export.Names()
	if !slices.Contains(names, format) {
		return fmt.Errorf("there is no format %q; %s", format, suggest(format, names, "the formats are "+list(names)))
	}
	if tables := ExportTables(format); table != "" && !slices.Contains(tables, table) {
		return fmt.Errorf("%s has no table %q; %s", format, table, suggest(table, tables, "its tables are "+list(tables)))
	}
	return nil
}

// Export writes the archive in a format: one table of it, or all if table is
// "". open begins each file, by its name; what it returns is closed by whoever
// called Export.
func (s *Survey) Export(format, table string, open func(name string) (io.Writer, error)) error {
	site := s.Site.Exports()
	site.Undivided = true
	for _, g := range export.Plan(site, []string{format}) {
		out := make([]io.Writer, len(g.Files))
		for i, f := range g.Files {
			if table != "" && f.Table != table {
				continue
			}
			var err error
			if out[i], err = open(f.Name); err != nil {
				return err
			}
		}
		if err := g.Write(out); err != nil {
			return err
		}
	}
	return s.builder.texts.Err()
}
