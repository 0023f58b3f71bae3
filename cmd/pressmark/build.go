package main

import (
	"github.com/spf13/cobra"

	"pressmark/generator"
	"pressmark/generator/fault"
)

func buildCommand(v *voice, o *options) *cobra.Command {
	gc, verify := false, false
	c := &cobra.Command{
		Use:   "build",
		Short: "build the site",
		Long: "Build reads the articles, marks names, dates and quotations, works out who is who, and writes the site.\n\n" +
			"Only files that changed are written, and only files that an earlier build wrote are removed. If anything is wrong with the input, all of it is told and the last site stays as it is.",
		Example: "  pressmark build\n  pressmark build -s archive -b https://example.org/archive/\n  pressmark build --json > report.json",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			cfg, err := o.load(c)
			if err != nil {
				return err
			}
			builder := generator.NewBuilder()
			builder.Once = true
			defer builder.Close()
			builder.Whole, builder.VerifyKeys = gc || verify, verify
			builder.Waiting = func() { v.say("another build is writing to %s: waiting for it", cfg.OutputPath()) }
			v.begin()
			report, err := builder.Build(c.Context(), cfg, v.tell)
			v.end()
			if err == nil && gc {
				err = collect(v, builder)
			}
			switch {
			case generator.Canceled(err):
				return err
			case err != nil && o.asJSON:
				v.printJSON(map[string]any{"errors": asProblems(fault.List(err))})
				fallthrough
			case err != nil:
				return v.failed(err, cfg.OutputPath())
			case o.asJSON:
				return v.printJSON(struct {
					*generator.Report
					Warnings []problem `json:"warnings"`
				}{report, asProblems(report.Warnings)})
			}
			v.summary(report)
			return nil
		},
	}
	siteFlags(c, o)
	c.Flags().BoolVar(&gc, "gc", false, "remove from the cache what this build did not use")
	c.Flags().BoolVar(&verify, "verify-keys", false, "make every page, and fail if one changed that would have been left as it was")
	c.Flags().MarkHidden("verify-keys")
	c.Flags().BoolVar(&o.asJSON, "json", false, "print the report as JSON")
	return c
}

// collect removes what is not used from the cache.
func collect(v *voice, builder *generator.Builder) error {
	left, err := builder.CollectGarbage()
	if err == nil {
		v.say("the cache holds %s", generator.Size(left))
	}
	return err
}
