package main

import (
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"pressmark/generator"
	"pressmark/generator/annotate"
	"pressmark/generator/archive"
)

// A listing makes the rows of one sort of thing; the first row names the
// columns.
type listing func(*generator.Survey) [][]string

var listings = map[string]listing{
	"articles":      listArticles,
	"drafts":        listDrafts,
	"organizations": listKind(annotate.Organization),
	"people":        listKind(annotate.Person),
	"places":        listKind(annotate.Place),
	"quotes":        listQuotes,
	"tags":          listTags,
}

func listCommand(v *voice, o *options) *cobra.Command {
	kinds := []string{"articles", "people", "organizations", "places", "quotes", "drafts", "tags"}
	c := &cobra.Command{
		Use:       "list " + strings.Join(kinds, "|"),
		Short:     "list articles, people, organizations, places, quotes, drafts or tags",
		Long:      "List prints one thing a line, its columns parted by tabs and named in the first line, without building anything.",
		Example:   "  pressmark list people\n  pressmark list quotes --json",
		ValidArgs: kinds,
		Args:      cobra.MatchAll(one("what to list: "+strings.Join(kinds, ", ")), cobra.OnlyValidArgs),
		RunE: func(c *cobra.Command, args []string) error {
			survey, _, err := o.look(c, v)
			if err != nil {
				return err
			}
			defer survey.Close()
			rows := listings[args[0]](survey)
			if o.asJSON {
				return v.printJSON(objects(rows))
			}
			return v.table(rows)
		},
	}
	siteFlags(c, o)
	c.Flags().BoolVar(&o.asJSON, "json", false, "print JSON")
	return c
}

// objects turns rows into values named by the first row.
func objects(rows [][]string) []map[string]string {
	all := []map[string]string{}
	for _, row := range rows[1:] {
		object := map[string]string{}
		for i, cell := range row {
			object[rows[0][i]] = cell
		}
		all = append(all, object)
	}
	return all
}

func listArticles(s *generator.Survey) [][]string {
	rows := [][]string{{"date", "id", "mark", "words", "quotes", "title"}}
	for _, e := range s.Archive.Entries {
		rows = append(rows, []string{generator.DateText(e.Date), e.ID, e.ShelfMark(), strconv.Itoa(e.Words), strconv.Itoa(len(e.Quotes)), e.Title})
	}
	return rows
}

func listDrafts(s *generator.Survey) [][]string {
	rows := [][]string{{"date", "path", "title"}}
	for _, d := range s.Drafts {
		rows = append(rows, []string{generator.DateText(d.Date), d.Path, d.Title})
	}
	return rows
}

func listKind(kind annotate.Kind) listing {
	return func(s *generator.Survey) [][]string {
		rows := [][]string{{"mentions", "quotes", "id", "name"}}
		var found []*archive.Entity
		for _, e := range s.Archive.Entities {
			if e.Kind == kind && e.HasPage() {
				found = append(found, e)
			}
		}
		slices.SortStableFunc(found, func(a, b *archive.Entity) int { return len(b.Mentions) - len(a.Mentions) })
		for _, e := range found {
			rows = append(rows, []string{strconv.Itoa(len(e.Mentions)), strconv.Itoa(len(e.Quotes)), e.ID, e.Name})
		}
		return rows
	}
}

func listQuotes(s *generator.Survey) [][]string {
	rows := [][]string{{"id", "article", "speaker", "score", "rule", "words"}}
	for _, e := range s.Archive.Entries {
		for i := range e.Quotes {
			q := &e.Quotes[i]
			rows = append(rows, []string{e.QuoteIDs[i], e.ID, speakerOf(e, q), strconv.Itoa(q.Score), q.Rule, quoted(e, q)})
		}
	}
	return rows
}

func listTags(s *generator.Survey) [][]string {
	counts := map[string]int{}
	for _, e := range s.Archive.Entries {
		for _, tag := range e.Tags {
			counts[tag]++
		}
	}
	rows := [][]string{{"articles", "tag"}}
	names := make([]string, 0, len(counts))
	for name := range counts {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		if counts[a] != counts[b] {
			return counts[b] - counts[a]
		}
		return strings.Compare(a, b)
	})
	for _, name := range names {
		rows = append(rows, []string{strconv.Itoa(counts[name]), name})
	}
	return rows
}

// quoted is what a quotation says, on one line.
func quoted(e *archive.Entry, q *annotate.Quote) string {
	var parts []string
	for _, span := range q.Spans {
		parts = append(parts, strings.Join(strings.Fields(e.Reader.Slice(span)), " "))
	}
	return strings.Join(parts, " … ")
}

// speakerOf is who says a quotation: entities, or else the words of the text.
func speakerOf(e *archive.Entry, q *annotate.Quote) string {
	if !q.Attributed() {
		return ""
	}
	var names []string
	for _, cluster := range q.Speaker.Clusters {
		if entity := e.EntityOf(cluster); entity != nil {
			names = append(names, entity.ID)
		}
	}
	if len(names) == 0 || q.Speaker.Unnamed {
		return strings.Join(append([]string{strings.Join(strings.Fields(e.Reader.Slice(q.Speaker.Span)), " ")}, names...), ", ")
	}
	return strings.Join(names, ", ")
}
