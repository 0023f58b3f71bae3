package main

import (
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"pressmark/generator"
)

func versionCommand(v *voice, _ *options) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "print the version",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			revision := ""
			if info, ok := debug.ReadBuildInfo(); ok {
				for _, s := range info.Settings {
					if s.Key == "vcs.revision" {
						revision = ", " + cut(s.Value, 12)
					}
				}
			}
			v.print("pressmark %s (%s, %s/%s%s)", generator.Version, runtime.Version(), runtime.GOOS, runtime.GOARCH, revision)
			return nil
		},
	}
}
