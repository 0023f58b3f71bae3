package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"pressmark/generator"
	"pressmark/generator/fault"
)

func annotateCommand(v *voice, o *options) *cobra.Command {
	texts, from := false, ""
	c := &cobra.Command{
		Use:   "annotate [FILE…|-]",
		Short: "mark names, dates and quotations, as JSON Lines",
		Long: "Annotate prints one JSON object for each article, with every offset in Unicode code points.\n\n" +
			"Given files, it reads them as build does. Given -, or nothing, it reads JSON Lines {\"id\", \"text\", \"date\"?} from standard input and takes each text exactly as it is; a bad line is told of and the others go on. Many processes can share the work: each line stands alone.\n\n" +
			"With --texts it annotates nothing, but prints the site's articles as such lines. What is made of them goes into a folder for build --annotations.\n\n" +
			"With --from it prints what another program has annotated: Web Annotations, spaCy's JSON, CoNLL columns or brat's stand-off files. A file without a text of its own is put on the site's article that has its id, which is the file's name unless the file says another. What it does not say of quotations and dates is found here. build --annotations takes such files as they are.",
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
			if from != "" {
				return annotateFrom(c, v, o, from, files)
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
	c.Flags().StringVar(&from, "from", "", "read annotations that another program has made: "+strings.Join(generator.AnnotationForms(), ", "))
	c.RegisterFlagCompletionFunc("from", cobra.FixedCompletions(generator.AnnotationForms(), cobra.ShellCompDirectiveNoFileComp))
	c.Flags().BoolVar(&texts, "texts", false, "print the articles of the site for annotate -, instead of annotating")
	c.Flags().StringVarP(&o.seeds, "seeds", "c", "", "the folder of the articles, from which their ids count (default seeds in the site's folder)")
	return c
}

// annotateFrom prints what another program has annotated.
func annotateFrom(c *cobra.Command, v *voice, o *options, form string, files []string) error {
	if err := generator.CheckAnnotationForm(form); err != nil {
		return usageError{err}
	}
	if len(files) == 0 {
		return usageError{errors.New("name the files of the annotations")}
	}
	cfg, err := o.load(c)
	if err != nil {
		return err
	}
	bad := 0
	out := bufio.NewWriter(v.out)
	err = generator.AnnotateFrom(c.Context(), cfg, form, files, func(record any) error { return printLine(out, record) }, func(f *fault.Fault) {
		if !f.Warning {
			bad++
		}
		v.fault(f)
	})
	if err = errors.Join(err, out.Flush()); err == nil && bad > 0 {
		return errTold
	}
	return err
}

// printLine prints a value as one line of JSON.
func printLine(w io.Writer, value any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(value)
}
