package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"go.yaml.in/yaml/v3"

	"pressmark/generator/fault"
)

func newCommand(v *voice, o *options) *cobra.Command {
	c := &cobra.Command{
		Use:     "new PATH",
		Short:   "begin an article",
		Long:    "New makes a Markdown file in the articles' folder, with front matter to fill in. It is a draft until the line that says so is removed.",
		Example: "  pressmark new world/talks-in-minsk",
		Args:    one("the path of the article, such as world/talks-in-minsk"),
		RunE: func(c *cobra.Command, args []string) error {
			cfg, err := o.load(c)
			if err != nil {
				return err
			}
			name := filepath.Clean(filepath.FromSlash(args[0]))
			if !filepath.IsLocal(name) || strings.HasPrefix(filepath.Base(name), ".") {
				return usageError{fmt.Errorf("%q is no path inside the articles' folder", args[0])}
			}
			switch strings.ToLower(filepath.Ext(name)) {
			case ".md", ".markdown":
			case "":
				name += ".md"
			default:
				return usageError{fmt.Errorf("%q does not end in .md: new articles are Markdown", args[0])}
			}
			date := cfg.Build.Clock
			if date == "" {
				date = time.Now().Format(time.DateOnly)
			}
			file := filepath.Join(cfg.SeedsPath(), name)
			if err := create(file, skeleton(title(name), date)); err != nil {
				return err
			}
			v.say("made %s", file)
			return nil
		},
	}
	siteFlags(c, o)
	return c
}

// skeleton is an article to be filled in.
func skeleton(title, date string) string {
	quoted, _ := yaml.Marshal(title) // a string always encodes
	return fmt.Sprintf("---\ntitle: %s\ndate: %s\nbyline: []\nsource: \"\"\ntags: []\nlang: en\nsummary: \"\"\ndraft: true\n---\n\n",
		strings.TrimSpace(string(quoted)), date)
}

// title makes a title of a file's name: "talks-in-minsk.md" → "Talks in minsk".
func title(name string) string {
	base := filepath.Base(name)
	words := strings.FieldsFunc(strings.TrimSuffix(base, filepath.Ext(base)), func(r rune) bool {
		return r == '-' || r == '_' || unicode.IsSpace(r)
	})
	text := strings.Join(words, " ")
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return base
	}
	return string(unicode.ToUpper(first)) + text[size:]
}

// create writes a file that must not be there yet.
func create(name, content string) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return fault.New(name, 0, 0, "choose another name, or edit it", "the file exists already")
	}
	if err != nil {
		return err
	}
	_, err = f.WriteString(content)
	return errors.Join(err, f.Close())
}

// one demands exactly one argument.
func one(what string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) == 1 {
			return nil
		}
		return usageError{fmt.Errorf("give %s", what)}
	}
}
