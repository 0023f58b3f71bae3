package main

import (
	"github.com/spf13/cobra"

	"pressmark/generator"
)

func checkCommand(v *voice, o *options) *cobra.Command {
	c := &cobra.Command{
		Use:   "check",
		Short: "look for broken links and orphaned corrections",
		Long: "Check looks at every page of the built site for links, pictures and anchors inside it that lead nowhere, and at the corrections for those that found no place.\n\n" +
			"It ends with 3 if it found something.",
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			cfg, err := o.load(c)
			if err != nil {
				return err
			}
			v.begin()
			defer v.end()
			findings, err := generator.CheckLinks(c.Context(), cfg)
			if err != nil {
				return err
			}
			survey, err := generator.Look(c.Context(), cfg, v.tell)
			if err != nil {
				return err
			}
			defer survey.Close()
			v.end()
			findings = append(findings, survey.Orphans()...)
			if o.asJSON {
				err = v.printJSON(map[string]any{"findings": asProblems(findings)})
			} else {
				for _, f := range findings {
					v.finding(f)
				}
			}
			switch {
			case err != nil:
				return err
			case len(findings) > 0:
				v.say("%s", count(len(findings), "finding"))
				return errFound
			}
			v.say("checked %s: nothing found", cfg.OutputPath())
			return nil
		},
	}
	siteFlags(c, o)
	c.Flags().BoolVar(&o.asJSON, "json", false, "print the findings as JSON")
	return c
}
