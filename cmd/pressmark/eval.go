package main

import (
	"github.com/spf13/cobra"

	"pressmark/generator"
)

func evalCommand(v *voice) *cobra.Command {
	byRules := false
	c := &cobra.Command{
		Use:   "eval GOLD…",
		Short: "measure the annotation against gold annotations",
		Long: "Eval annotates the texts of files of gold annotations (JSON Lines, also with gzip, in the form that annotate prints) and prints precision, recall and F1.\n\n" +
			"Names count with exactly the right words and kind; quotations when half of the words or more are shared; who is who by B-cubed; dates with exactly the right words.",
		Example: "  pressmark eval gold.jsonl.gz",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, files []string) error {
			for _, file := range files {
				if err := generator.Evaluate(c.Context(), file, byRules, v.out); err != nil {
					return err
				}
			}
			return nil
		},
	}
	c.Flags().BoolVar(&byRules, "rules", false, "find names by rules alone, without the trained model")
	return c
}
