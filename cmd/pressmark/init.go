package main

import (
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"pressmark/generator"
	"pressmark/generator/fault"
)

//go:embed sample/welcome.md
var sampleArticle string

const (
	schemaName     = "pressmark.schema.json"
	sampleSettings = `# yaml-language-server: $schema=` + schemaName + `
# All settings have defaults; pressmark config lists them.
site:
  title: %q
  # description: What this archive holds, in one sentence.
  # base_url: https://example.org/archive/
`
	sampleEntities = `# Who is who, where the machine needs help. It overrides what is found.
entities: []
#  - id: person/anna-larsson
#    name: Anna Larsson
#    aliases: [A. Larsson]
#    description: Mayor of the harbour town.
`
	sampleCorrections = `# Corrections to single articles, anchored by their exact words.
corrections: []
#  - article: welcome
#    by: The desk
#    note: Why.
#    find: {exact: Berg, prefix: "According to "}
#    set: {entity: person/nils-berg}
`
	sampleIgnore = "/public/\n/.pressmark/\n"
)

func initCommand(v *voice, o *options) *cobra.Command {
	return &cobra.Command{
		Use:     "init [DIR]",
		Short:   "begin a site",
		Long:    "Init makes a folder for a new site: settings, a sample article, and the files in which people have the last word. It overwrites nothing.",
		Example: "  pressmark init archive && pressmark serve -s archive",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			dir := o.folder
			if len(args) == 1 {
				dir = args[0]
			}
			full, err := filepath.Abs(dir)
			if err != nil {
				return err
			}
			files := []struct{ name, content string }{
				{generator.ConfigName, fmt.Sprintf(sampleSettings, title(filepath.Base(full)))},
				{schemaName, string(generator.Schema())},
				{"seeds/welcome.md", sampleArticle},
				{"seeds/entities.yaml", sampleEntities},
				{"seeds/corrections.yaml", sampleCorrections},
				{".gitignore", sampleIgnore},
			}
			for _, f := range files[:len(files)-1] {
				if _, err := os.Lstat(filepath.Join(dir, f.name)); err == nil {
					return fault.New(filepath.Join(dir, f.name), 0, 0, "choose another folder", "there is a site here already; nothing was written")
				}
			}
			for _, f := range files {
				err := create(filepath.Join(dir, filepath.FromSlash(f.name)), f.content)
				if f.name == ".gitignore" && exists(err) {
					continue
				}
				if err != nil {
					return err
				}
			}
			v.say("made a site in %s", dir)
			v.say("hint: pressmark serve -s %s shows it", dir)
			return nil
		},
	}
}

// exists reports whether create failed because the file was there.
func exists(err error) bool {
	var f *fault.Fault
	return errors.As(err, &f) || errors.Is(err, fs.ErrExist)
}
