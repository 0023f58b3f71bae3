package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"pressmark/generator/archive"
)

func explainCommand(v *voice, o *options) *cobra.Command {
	c := &cobra.Command{
		Use:   "explain URL|ID",
		Short: "say what a page is made from and why",
		Long: "Explain tells what the page at an address is made from: its template, the articles and records behind it, why names were taken for one person, organisation or place, and by which rule each quotation was found.\n\n" +
			"With the id of a person, organisation or place it tells the last for that one, also if it has no page.\n\n" +
			"It explains what a build would publish now, without building.",
		Example: "  pressmark explain /people/sergei-lavrov/\n  pressmark explain person/sergei-lavrov",
		Args:    one("the address of a page, such as /people/sergei-lavrov/, or an id, such as person/sergei-lavrov"),
		RunE: func(c *cobra.Command, args []string) error {
			survey, cfg, err := o.look(c, v)
			if err != nil {
				return err
			}
			defer survey.Close()
			if entity := survey.Archive.Entity(args[0]); entity != nil {
				explainEntity(v, entity)
				return nil
			}
			page, err := survey.Page(args[0], cfg.Site.BaseURL)
			if err != nil {
				return err
			}
			made := "templates/" + page.Template
			if page.Template == "" {
				made = "the program itself"
			}
			v.print("page      %s", page.URL)
			v.print("file      %s", page.Path)
			v.print("made by   %s", made)
			for _, input := range page.Inputs {
				v.print("from      %s", input)
			}
			for _, input := range page.Inputs {
				if entity := survey.Archive.Entity(input); entity != nil {
					v.print("")
					explainEntity(v, entity)
				}
				if entry := survey.Entry(input); entry != nil && strings.HasPrefix(page.Template, "article") {
					explainEntry(v, entry)
				}
			}
			return nil
		},
	}
	siteFlags(c, o)
	return c
}

// explainEntity says why names were taken for one entity.
func explainEntity(v *voice, e *archive.Entity) {
	v.print("%s  %s", e.ID, e.Name)
	var aliases []string
	for _, a := range e.Aliases {
		aliases = append(aliases, fmt.Sprintf("%s (%d)", a.Text, a.Count))
	}
	v.print("  written   %s", strings.Join(aliases, ", "))
	for _, was := range e.Was {
		v.print("  was       %s", was)
	}
	for _, reason := range e.Reasons {
		v.print("  because   %s", reason)
	}
}

// explainEntry says by which rules the marks of an article were found.
func explainEntry(v *voice, e *archive.Entry) {
	seen := map[*archive.Entity]bool{}
	for _, entity := range e.Entities {
		if entity != nil && !seen[entity] {
			seen[entity] = true
			v.print("")
			explainEntity(v, entity)
		}
	}
	if len(e.Quotes) > 0 {
		v.print("\nquotations")
	}
	for i := range e.Quotes {
		q := &e.Quotes[i]
		speaker := speakerOf(e, q)
		if speaker == "" {
			speaker = "nobody"
		}
		v.print("  %s  %s, %s, %d in 100, by %s", e.QuoteIDs[i], q.Kind, q.Rule, q.Score, speaker)
		v.print("      %s", cut(quoted(e, q), 100))
	}
	if len(e.Dates) > 0 {
		v.print("\ndates")
	}
	for _, d := range e.Dates {
		v.print("  %-10s  %q, %s, %d in 100", d.Value, e.Reader.Slice(d.Span), d.Rule, d.Score)
	}
	for _, a := range e.Applied {
		v.print("\ncorrected %s by %s: %s", a.Date, a.By, a.What)
	}
}
