package main

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"pressmark/generator"
	"pressmark/generator/fault"
)

// manyDoubts is how many doubts of each sort are listed if nobody says.
const manyDoubts = 20

func reviewCommand(v *voice, o *options) *cobra.Command {
	limit := manyDoubts
	c := &cobra.Command{
		Use:   "review [ID CHOICE]",
		Short: "list what the program is least certain of, and decide it",
		Long: "Review lists likely merges, then the quotations and the names that are least certain, each with its id and what could be decided, without building anything.\n\n" +
			"With an id and the number of a choice it writes the decision into entities.yaml or corrections.yaml, which the next build follows. Under pressmark serve, the page /__pressmark/review does the same by a click.",
		Example: "  pressmark review\n  pressmark review 3f9a1c0d5e6b7a80 1\n  pressmark review --limit 100 --json",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 0 && len(args) != 2 {
				return fault.New("review", 0, 0, "pressmark review lists both", "an id and the number of a choice go together")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			survey, cfg, err := o.look(c, v)
			if err != nil {
				return err
			}
			defer survey.Close()
			review := survey.Review(cfg)
			if len(args) == 2 {
				return decide(v, review, args[0], args[1], limit)
			}
			doubts := review.Doubts(limit)
			if o.asJSON {
				return v.printJSON(doubts)
			}
			for _, d := range doubts {
				v.print("%s", doubtText(d))
			}
			return nil
		},
	}
	siteFlags(c, o)
	c.Flags().IntVar(&limit, "limit", manyDoubts, "how many of each sort")
	c.Flags().BoolVar(&o.asJSON, "json", false, "print JSON")
	return c
}

func decide(v *voice, review *generator.Review, id, choice string, limit int) error {
	n, err := strconv.Atoi(choice)
	if err != nil || n < 1 {
		return fault.New(choice, 0, 0, "pressmark review lists the choices", "that is no number of a choice")
	}
	if err := review.Decide(id, n-1, max(limit, 1000)); err != nil {
		return err
	}
	v.say("written; the next build follows it")
	return nil
}

// doubtText is one doubt as the terminal shows it.
func doubtText(d generator.Doubt) string {
	var b strings.Builder
	b.WriteString(d.ID + "  " + d.About + "  " + strconv.Itoa(d.Score))
	if d.Article != "" {
		b.WriteString("  " + d.Article)
	}
	b.WriteString("\n  ")
	if d.Before != "" {
		b.WriteString("… " + d.Before)
	}
	b.WriteString("[" + d.Words + "]")
	if d.After != "" {
		b.WriteString(d.After + " …")
	}
	b.WriteString("\n  now: " + d.Now)
	for i, c := range d.Choices {
		b.WriteString("\n  " + strconv.Itoa(i+1) + ": " + c.Label)
	}
	return b.String() + "\n"
}

// A reviewer shows a review to the preview server, whose site stands at base.
type reviewer struct {
	*generator.Review
	base string
}

func (r reviewer) List() any {
	doubts := r.Doubts(manyDoubts)
	for i := range doubts {
		doubts[i].URL = strings.TrimSuffix(r.base, "/") + doubts[i].URL
	}
	return doubts
}

func (r reviewer) Decide(id string, choice int) error { return r.Review.Decide(id, choice, manyDoubts) }
