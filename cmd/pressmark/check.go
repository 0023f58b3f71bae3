package main

import (
	"github.com/spf13/cobra"

	"pressmark/generator"
	"pressmark/generator/fault"
	"pressmark/generator/linkcheck"
)

func checkCommand(v *voice, o *options) *cobra.Command {
	external := false
	c := &cobra.Command{
		Use:   "check",
		Short: "look for broken links and orphaned corrections",
		Long: "Check looks at every page of the built site for links, pictures and anchors inside it that lead nowhere, and at the corrections for those that found no place.\n\n" +
			"The address that the site was built for is read from its front page, unless --base-url names another.\n\n" +
			"With --external it also asks other hosts for every page linked to, one request a second to a host. What is gone is found, with the address of a copy in the Internet Archive, if it has one; what has moved is a warning.\n\n" +
			"It ends with 3 if it found something.",
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			cfg, err := o.load(c)
			if err != nil {
				return err
			}
			v.begin()
			defer v.end()
			published := cfg // with the address that the pages were made for
			if base := generator.PublishedBase(cfg); base != "" && !c.Flags().Changed("base-url") {
				published.Site.BaseURL = base
			}
			findings, err := generator.CheckLinks(c.Context(), published)
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
			var links []*generator.OutsideLink
			if external {
				v.begin()
				if links, err = generator.CheckOutside(c.Context(), published, linkcheck.Options{Agent: "pressmark/" + generator.Version + " (link check)"}, v.tell); err != nil {
					return err
				}
				v.end()
				findings = append(findings, rotten(v, cfg, links)...)
			}
			if o.asJSON {
				err = v.printJSON(report(findings, links))
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
	c.Flags().BoolVar(&external, "external", false, "ask other hosts whether the pages linked to are still there")
	c.Flags().BoolVar(&o.asJSON, "json", false, "print the findings as JSON")
	return c
}

// rotten are the findings among links to other hosts; what has moved is only
// told of.
func rotten(v *voice, cfg generator.Config, links []*generator.OutsideLink) []*fault.Fault {
	var findings []*fault.Fault
	states := map[string]int{}
	for _, link := range links {
		states[link.State]++
		switch f := link.Finding(cfg); {
		case f == nil:
		case f.Warning:
			v.fault(f)
		default:
			findings = append(findings, f)
		}
	}
	v.say("asked for %s: %d alive, %d moved, %d not for programs, %d gone, %d unreachable", count(len(links), "address"),
		states["alive"], states["moved"], states["forbidden"], states["gone"], states["unreachable"])
	return findings
}

// report is what check prints as JSON.
func report(findings []*fault.Fault, links []*generator.OutsideLink) map[string]any {
	all := map[string]any{"findings": asProblems(findings)}
	if links != nil {
		all["external"] = links
	}
	return all
}
