package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"pressmark/generator"
)

func manCommand(v *voice, _ *options) *cobra.Command {
	return &cobra.Command{
		Use:     "man DIR",
		Short:   "write manual pages into a folder",
		Example: "  pressmark man /usr/local/share/man/man1",
		Args:    one("the folder to write to"),
		RunE: func(c *cobra.Command, args []string) error {
			if err := os.MkdirAll(args[0], 0o755); err != nil {
				return err
			}
			pages := 0
			err := eachCommand(c.Root(), func(c *cobra.Command) error {
				pages++
				name := strings.ReplaceAll(c.CommandPath(), " ", "-") + ".1"
				return os.WriteFile(filepath.Join(args[0], name), manPage(c), 0o644)
			})
			if err == nil {
				v.say("wrote %s to %s", count(pages, "manual page"), args[0])
			}
			return err
		},
	}
}

// eachCommand calls f for a command and all below it.
func eachCommand(c *cobra.Command, f func(*cobra.Command) error) error {
	if !c.IsAvailableCommand() && c.HasParent() {
		return nil
	}
	if err := f(c); err != nil {
		return err
	}
	for _, child := range c.Commands() {
		if err := eachCommand(child, f); err != nil {
			return err
		}
	}
	return nil
}

// manPage writes a command's manual page in man(7) macros, straight from what
// its --help says.
func manPage(c *cobra.Command) []byte {
	var b bytes.Buffer
	name := strings.ReplaceAll(c.CommandPath(), " ", "-")
	fmt.Fprintf(&b, ".TH %s 1 \"\" \"Pressmark %s\" \"Pressmark\"\n", roff(strings.ToUpper(name)), generator.Version)
	fmt.Fprintf(&b, ".SH NAME\n%s \\- %s\n", roff(name), roff(c.Short))
	fmt.Fprintf(&b, ".SH SYNOPSIS\n.B %s\n", roff(c.UseLine()))
	if c.Long != "" {
		b.WriteString(".SH DESCRIPTION\n")
		for paragraph := range strings.SplitSeq(c.Long, "\n\n") {
			fmt.Fprintf(&b, "%s\n.PP\n", roff(paragraph))
		}
	}
	manFlags(&b, "OPTIONS", c.NonInheritedFlags())
	manFlags(&b, "OPTIONS OF ALL COMMANDS", c.InheritedFlags())
	if c.Example != "" {
		fmt.Fprintf(&b, ".SH EXAMPLES\n.nf\n%s\n.fi\n", roff(c.Example))
	}
	b.WriteString(".SH EXIT STATUS\n0 if all went well, 1 if it failed, 2 if it was called wrongly, 3 if check found something.\n")
	var related []string
	if c.HasParent() {
		related = append(related, strings.ReplaceAll(c.Parent().CommandPath(), " ", "-"))
	}
	for _, child := range c.Commands() {
		if child.IsAvailableCommand() {
			related = append(related, strings.ReplaceAll(child.CommandPath(), " ", "-"))
		}
	}
	for i, other := range related {
		if i == 0 {
			b.WriteString(".SH SEE ALSO\n")
		}
		fmt.Fprintf(&b, ".BR %s (1)\n", roff(other))
	}
	return b.Bytes()
}

func manFlags(b *bytes.Buffer, heading string, flags *pflag.FlagSet) {
	if !flags.HasAvailableFlags() {
		return
	}
	fmt.Fprintf(b, ".SH %s\n", heading)
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		value, usage := pflag.UnquoteUsage(f)
		option := "--" + f.Name
		if f.Shorthand != "" {
			option = "-" + f.Shorthand + ", " + option
		}
		if value != "" {
			option += " " + value
		}
		fmt.Fprintf(b, ".TP\n.B %s\n%s\n", roff(option), roff(usage))
	})
}

// roff escapes text for the typesetter: backslashes, hyphens that must stay
// plain, and dots and quotes that would begin a request.
func roff(s string) string {
	s = strings.ReplaceAll(s, `\`, `\e`)
	s = strings.ReplaceAll(s, "-", `\-`)
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
			lines[i] = `\&` + line
		}
	}
	return strings.Join(lines, "\n")
}
