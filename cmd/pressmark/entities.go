package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"pressmark/generator"
	"pressmark/generator/annotate"
)

// entityKinds are the kinds by the words that name their lists.
var entityKinds = map[string]annotate.Kind{
	"people": annotate.Person, "organizations": annotate.Organization, "places": annotate.Place,
}

func entitiesCommand(v *voice, o *options) *cobra.Command {
	kinds := []string{"people", "organizations", "places"}
	merges := false
	c := &cobra.Command{
		Use:   "entities [" + strings.Join(kinds, "|") + "]…",
		Short: "list who and what the archive is about, and what may be one",
		Long: "Entities prints each person, organisation and place with its kind, address, names and counts, one a line, its columns parted by tabs and named in the first line, without building anything.\n\n" +
			"With --suggest it prints the pairs that are perhaps one, the likeliest first, as entries of the authority file, entities.yaml. Paste those that are right at the end of its list: an entry of an id that stands there adds its names to that.",
		Example:   "  pressmark entities people\n  pressmark entities --suggest >> seeds/entities.yaml\n  pressmark entities --json",
		ValidArgs: kinds,
		Args:      cobra.OnlyValidArgs,
		RunE: func(c *cobra.Command, args []string) error {
			survey, _, err := o.look(c, v)
			if err != nil {
				return err
			}
			defer survey.Close()
			var wanted []annotate.Kind
			for _, arg := range args {
				wanted = append(wanted, entityKinds[arg])
			}
			switch {
			case merges && o.asJSON:
				return v.printJSON(survey.Merges(wanted...))
			case merges:
				list := strings.TrimSuffix(survey.MergesYAML(wanted...), "\n")
				if list == "" {
					list = "  # nothing to suggest: no two look as if they were one"
				}
				v.print("%s", list)
				return nil
			case o.asJSON:
				return v.printJSON(survey.Entities(wanted...))
			}
			return v.table(entityTable(survey.Entities(wanted...)))
		},
	}
	siteFlags(c, o)
	c.Flags().BoolVar(&merges, "suggest", false, "print likely merges as entries of entities.yaml")
	c.Flags().BoolVar(&o.asJSON, "json", false, "print JSON")
	return c
}

// entityTable is one row for each entity, the names that differ from its own in
// the last column.
func entityTable(entities []generator.EntityRow) [][]string {
	rows := [][]string{{"kind", "mentions", "articles", "quotes", "id", "name", "aliases"}}
	for _, e := range entities {
		var aliases []string
		for _, a := range e.Aliases {
			if a.Text != e.Name {
				aliases = append(aliases, fmt.Sprintf("%s (%d)", a.Text, a.Count))
			}
		}
		rows = append(rows, []string{e.Kind, strconv.Itoa(e.Mentions), strconv.Itoa(e.Articles), strconv.Itoa(e.Quotes), e.ID, e.Name, strings.Join(aliases, "; ")})
	}
	return rows
}
