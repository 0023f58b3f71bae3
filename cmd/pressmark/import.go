package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"pressmark/generator/intake"
)

func importCommand(v *voice, o *options) *cobra.Command {
	var how intake.Options
	mapping, duplicates := "", ""
	c := &cobra.Command{
		Use:   "import FORMAT SRC…",
		Short: "make seeds of saved pages, feeds, exports and web archives",
		Long: "Import reads archives as they come and writes an article for each thing in them that is one: Markdown with front matter that says where it came from.\n\n" +
			"FORMAT is auto, to tell it from the files, or one of: html (saved pages), feed (RSS, Atom, JSON Feed), wxr (WordPress), jsonl, csv, ninjs, nitf, warc, wacz, hugo, jekyll. SRC are files and folders.\n\n" +
			"Nothing is taken twice: imports.jsonl in the site's folder notes what was taken, what was skipped and what is doubtful, with the reasons, and the next run goes by it. An import that was interrupted is continued by running it again. Articles are never overwritten, unless by --update, and then only where nobody has edited them.",
		Example: "  pressmark import auto export.xml saved-pages/\n  pressmark import jsonl articles.jsonl --map title=headline,text=body,date=pubdate\n  pressmark import warc crawl.warc.gz --dry-run",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) < 2 {
				return usageError{errors.New("give a format and what to read: import auto FOLDER")}
			}
			if !slices.Contains(intake.Formats(), args[0]) {
				return usageError{fmt.Errorf("there is no format %q; the formats are %s", args[0], strings.Join(intake.Formats(), ", "))}
			}
			return nil
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) == 0 {
				return intake.Formats(), cobra.ShellCompDirectiveNoFileComp
			}
			return nil, cobra.ShellCompDirectiveDefault
		},
		RunE: func(c *cobra.Command, args []string) error {
			cfg, err := o.load(c)
			if err != nil {
				return err
			}
			how.Format, how.Sources, how.Seeds = args[0], args[1:], cfg.SeedsPath()
			if how.Report == "" {
				how.Report = filepath.Join(o.folder, "imports.jsonl")
			}
			if how.Map, err = intake.ParseMapping(mapping); err != nil {
				return usageError{fmt.Errorf("--map: %w", err)}
			}
			how.Duplicates = intake.Duplicates(duplicates)
			for _, choice := range []struct {
				flag, value string
				of          []string
			}{
				{"duplicates", duplicates, []string{"same", "skip", "keep"}},
				{"body", how.Body, []string{"", "text", "html", "markdown"}},
				{"date-order", how.DateOrder, []string{"", "dmy", "mdy"}},
			} {
				if !slices.Contains(choice.of, choice.value) {
					return usageError{fmt.Errorf("--%s: %q is none of %s", choice.flag, choice.value, strings.TrimPrefix(strings.Join(choice.of, ", "), ", "))}
				}
			}
			v.begin()
			how.Tell = func(done int) { v.tell("reading", done, 0) }
			summary, err := intake.Import(c.Context(), how)
			v.end()
			if summary != nil {
				v.imported(summary, &how)
			}
			return err
		},
	}
	flags := c.Flags()
	flags.SortFlags = false
	flags.StringVarP(&o.seeds, "seeds", "c", "", "the folder of the articles (default seeds in the site's folder)")
	flags.StringVar(&how.Into, "into", "", "a folder inside it to put everything in")
	flags.StringVar(&mapping, "map", "", "which fields mean what, in jsonl and csv: title=headline,text=body,date=pubdate")
	flags.StringVar(&how.Body, "body", "", "what those fields hold: text, html or markdown (default: told by looking)")
	flags.StringVar(&how.Source, "source", "", "the publisher, where the articles name none")
	flags.StringVar(&how.Lang, "lang", "", "the language, where the articles name none; it also helps to read dates")
	flags.StringVar(&how.DateOrder, "date-order", "", "how to read 03/04/2021: dmy or mdy (default: such dates are left out)")
	flags.StringVar(&duplicates, "duplicates", "same", "what to leave out: same (the same words), skip (also nearly the same words, or the same address), keep (nothing)")
	flags.BoolVar(&how.Update, "update", false, "take records anew that changed since they were taken, unless their articles were edited")
	flags.BoolVar(&how.Again, "again", false, "take again what was taken before and has been removed since")
	flags.BoolVarP(&how.DryRun, "dry-run", "n", false, "only tell what would be taken")
	flags.StringVar(&how.Report, "report", "", "the report, in JSON Lines (default imports.jsonl in the site's folder)")
	c.MarkFlagDirname("seeds")
	return c
}

// fewSkips is how many skipped records are told of one by one.
const fewSkips = 10

// imported tells what an import did.
func (v *voice) imported(s *intake.Summary, how *intake.Options) {
	for _, f := range s.Doubts {
		v.fault(f)
	}
	if more := s.Doubtful - len(s.Doubts); more > 0 {
		v.say("and %s more doubtful, in %s", number(more), how.Report)
	}
	if s.Skipped <= fewSkips { // of many, the reasons counted say more
		for _, f := range s.Skips {
			v.fault(f)
		}
	}
	if v.quiet {
		return
	}
	var formats []string
	for _, name := range intake.Sorted(s.Formats) {
		formats = append(formats, number(s.Formats[name])+" "+name)
	}
	what := "imported"
	if how.DryRun {
		what = "would import"
	}
	v.line(fmt.Sprintf("%s %s of %s into %s, %s words", what, count(s.Taken+s.Renewed, "article"), count(s.Read, "record"), how.Seeds, number(s.Words)))
	row := func(name string, n int, more string) {
		if n > 0 {
			v.line(strings.TrimRight(fmt.Sprintf("  %-14s %9s  %s", name, number(n), more), " "))
		}
	}
	row("read", s.Read, strings.Join(formats, ", "))
	row("taken", s.Taken, "")
	row("renewed", s.Renewed, "")
	row("doubtful", s.Doubtful, "of these; look at them")
	left := 0
	for _, n := range s.LeftOut {
		left += n
	}
	row("left out", left, "of what was taken: "+reasons(s.LeftOut, ", "))
	gone := ""
	if s.Gone > 0 {
		gone = "of these, " + number(s.Gone) + " removed from the seeds since; --again takes them again"
	}
	row("taken before", s.Before, gone)
	row("skipped", s.Skipped, reasons(s.Reasons, "; "))
	passed := 0
	for _, n := range s.PassedBy {
		passed += n
	}
	row("passed by", passed, "files of other kinds: "+reasons(s.PassedBy, ", "))
	if !how.DryRun {
		v.line("  report         " + how.Report)
	}
}

// reasons prints counts, the most frequent first.
func reasons(counts map[string]int, mark string) string {
	var all []string
	for i, reason := range intake.Sorted(counts) {
		if i == 6 {
			all = append(all, "…")
			break
		}
		n := counts[reason]
		if reason == "" {
			reason = "without extension"
		}
		all = append(all, number(n)+" "+oneLine(reason))
	}
	return strings.Join(all, mark)
}
