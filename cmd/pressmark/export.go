package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"pressmark/generator"
	"pressmark/generator/fault"
)

func exportCommand(v *voice, o *options) *cobra.Command {
	output, table := "", ""
	formats := generator.ExportFormats()
	c := &cobra.Command{
		Use:   "export FORMAT",
		Short: "write the archive as open data: tables, annotations, texts, a database",
		Long: "Export writes everything marked in the archive in one format, without building the site: " + strings.Join(formats, ", ") + ".\n\n" +
			"It writes to standard output, or to the file named with -o. A format of several tables (" + strings.Join(generator.ExportTables("csv"), ", ") + ") wants one of them with --table, or a folder with -o for all. " +
			"Files are whole, however large; those that build puts under /data/ are divided before they grow past what hosts take.",
		Example:   "  pressmark export sqlite -o archive.sqlite\n  pressmark export csv -o tables/\n  pressmark export jsonl --table quotations | jq .speaker.text",
		ValidArgs: formats,
		Args:      one("the format"),
		RunE: func(c *cobra.Command, args []string) error {
			format := args[0]
			if err := generator.CheckExport(format, table); err != nil {
				return usageError{err}
			}
			many := table == "" && len(generator.ExportTables(format)) > 1
			if many && (output == "" || output == "-") {
				return usageError{fmt.Errorf("%s has several tables; name a folder with -o, or one of %s with --table", format, strings.Join(generator.ExportTables(format), ", "))}
			}
			survey, _, err := o.look(c, v)
			if err != nil {
				return err
			}
			defer survey.Close()
			if output == "" || output == "-" {
				out := bufio.NewWriter(v.out)
				err := survey.Export(format, table, func(string) (io.Writer, error) { return out, nil })
				return errors.Join(err, out.Flush())
			}
			files := exportFiles{output: output, folder: many || isFolder(output)}
			err = survey.Export(format, table, files.open)
			if err = files.close(err); err == nil {
				v.say("wrote %s", strings.Join(files.names, ", "))
			}
			return err
		},
	}
	siteFlags(c, o)
	c.Flags().StringVarP(&output, "to", "o", "", "the file to write, or the folder")
	c.Flags().StringVar(&table, "table", "", "one table of a format that has several")
	c.MarkFlagFilename("to")
	return c
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return strings.HasSuffix(name, "/") || err == nil && info.IsDir()
}

// exportFiles are files being written. Each gets its name when all are whole.
type exportFiles struct {
	output string
	folder bool
	names  []string
	files  []*os.File
}

func (e *exportFiles) open(name string) (io.Writer, error) {
	target, dir := e.output, filepath.Dir(e.output)
	if e.folder {
		target, dir = filepath.Join(e.output, name), e.output
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return nil, unwritable(dir, err)
		}
	}
	f, err := os.CreateTemp(dir, ".pressmark-export-*")
	if err != nil {
		return nil, unwritable(target, err)
	}
	e.names, e.files = append(e.names, target), append(e.files, f)
	return f, nil
}

func unwritable(name string, err error) error {
	var path *os.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return fault.New(name, 0, 0, "name another place with -o", "cannot be written: %v", err)
}

// close ends the files and puts them in place, or drops them if err is not nil.
func (e *exportFiles) close(err error) error {
	for i, f := range e.files {
		err = errors.Join(err, f.Chmod(0o644), f.Close())
		if err == nil {
			if err = os.Rename(f.Name(), e.names[i]); err != nil {
				err = unwritable(e.names[i], err)
			}
		}
	}
	for _, f := range e.files {
		os.Remove(f.Name()) // it is there only if something failed
	}
	return err
}
