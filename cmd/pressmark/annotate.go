package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"

	"github.com/spf13/cobra"

	"pressmark/generator"
	"pressmark/generator/fault"
)

func annotateCommand(v *voice, o *options) *cobra.Command {
	texts := false
	c := &cobra.Command{
		Use:   "annotate [FILE…|-]",
		Short: "mark names, dates and quotations, as JSON Lines",
		Long: "Annotate prints one JSON object for each article, with every offset in Unicode code points.\n\n" +
			"Given files, it reads them as build does. Given -, or nothing, it reads JSON Lines {\"id\", \"text\", \"date\"?} from standard input and takes each text exactly as it is; a bad line is told of and the others go on. Many processes can share the work: each line stands alone.\n\n" +
			"With --texts it annotates nothing, but prints the site's articles as such lines. What is made of them goes into a folder for build --annotations.",
		Example: "  pressmark annotate seeds/*.txt\n  pressmark annotate - < articles.jsonl > annotations.jsonl\n  parallel --pipe -N 1000 pressmark annotate - < articles.jsonl\n  pressmark annotate --texts | parallel --pipe -N 1000 pressmark annotate - > made/all.jsonl",
		RunE: func(c *cobra.Command, files []string) error {
			if texts {
				cfg, err := o.load(c)
				if err != nil {
					return err
				}
				return generator.Texts(c.Context(), cfg, v.out)
			}
			bad := 0
			report := func(f *fault.Fault) {
				bad++
				v.fault(f)
			}
			var err error
			if len(files) == 0 || len(files) == 1 && files[0] == "-" {
				err = generator.AnnotateLines(c.Context(), "stdin", c.InOrStdin(), v.out, report)
			} else {
				out := bufio.NewWriter(v.out)
				seeds := "" // a broken settings file does not matter here
				if cfg, err := o.load(c); err == nil {
					seeds = cfg.SeedsPath()
				}
				err = generator.AnnotateFiles(c.Context(), seeds, files, func(record any) error { return printLine(out, record) }, report)
				err = errors.Join(err, out.Flush())
			}
			if err == nil && bad > 0 {
				return errTold
			}
			return err
		},
	}
	c.Flags().BoolVar(&texts, "texts", false, "print the articles of the site for annotate -, instead of annotating")
	c.Flags().StringVarP(&o.seeds, "seeds", "c", "", "the folder of the articles, from which their ids count (default seeds in the site's folder)")
	return c
}

// printLine prints a value as one line of JSON.
func printLine(w io.Writer, value any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(value)
}
