package main

import (
	"github.com/spf13/cobra"

	"pressmark/generator"
)

func configCommand(v *voice, o *options) *cobra.Command {
	schema := false
	c := &cobra.Command{
		Use:   "config",
		Short: "list the settings as they are in force",
		Long: "Config lists every setting, its value and what it is for, after pressmark.yaml, the environment (PRESSMARK_SECTION_KEY) and flags have been read.\n\n" +
			"With --schema it prints the JSON Schema of pressmark.yaml.",
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if schema {
				_, err := v.out.Write(generator.Schema())
				return err
			}
			cfg, err := o.load(c)
			if err != nil {
				return err
			}
			var rows [][]string
			for _, row := range cfg.Settings() {
				rows = append(rows, row[:])
			}
			return v.table(rows)
		},
	}
	siteFlags(c, o)
	c.Flags().BoolVar(&schema, "schema", false, "print the JSON Schema of pressmark.yaml")
	return c
}
