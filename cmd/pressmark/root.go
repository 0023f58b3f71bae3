package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime/pprof"
	"strconv"

	"github.com/spf13/cobra"

	"pressmark/generator"
)

// The exit codes.
const (
	exitFailed = 1
	exitUsage  = 2
	exitFound  = 3
)

// errFound is returned by check when it has printed findings.
var errFound = errors.New("check found something")

// errTold is returned when all that is wrong has been said already.
var errTold = errors.New("failed")

// A usageError is a command called wrongly.
type usageError struct{ error }

// options are what flags that several commands share say.
type options struct {
	folder, config          string
	seeds, output, cacheDir string
	baseURL, clock, bind    string
	annotations             string
	port                    int
	drafts, future, expired bool
	strict, poll            bool
	quiet, verbose, asJSON  bool
	profile                 string
}

// execute runs one command line and returns the exit code.
func execute(ctx context.Context, args []string, v *voice) int {
	started := false
	root := newRoot(v, &started)
	root.SetArgs(args)
	root.SetOut(v.out)
	root.SetErr(v.err)
	command, err := root.ExecuteContextC(ctx)
	pprof.StopCPUProfile()
	var usage usageError
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errFound):
		return exitFound
	case errors.Is(err, errTold):
		return exitFailed
	case errors.As(err, &usage) || !started:
		v.usage(err, command.CommandPath())
		return exitUsage
	case errors.Is(err, context.Canceled):
		v.say("stopped")
		return exitFailed
	}
	v.fail(err)
	return exitFailed
}

// newRoot makes the tree of commands. started is set once the command line has
// been understood, to tell a wrong call from a failure.
func newRoot(v *voice, started *bool) *cobra.Command {
	o := &options{}
	root := &cobra.Command{
		Use:   "pressmark",
		Short: "turn a folder of news articles into an annotated, cross-linked, static archive",
		Long: "Pressmark turns a folder of news articles into an annotated, cross-linked, static archive.\n\n" +
			"Run it in the site's folder, or name that with -s. Paths given as flags are relative to the current folder.",
		SilenceErrors: true,
		SilenceUsage:  true,
		PersistentPreRunE: func(*cobra.Command, []string) error {
			*started = true
			v.quiet, v.verbose = o.quiet, o.verbose
			return o.startProfile()
		},
	}
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.CompletionOptions.HiddenDefaultCmd = false
	all := root.PersistentFlags()
	all.StringVarP(&o.folder, "site", "s", ".", "the site's folder")
	all.StringVar(&o.config, "config", "", "the settings file (default pressmark.yaml in the site's folder)")
	all.BoolVarP(&o.quiet, "quiet", "q", false, "say nothing but errors and warnings")
	all.BoolVarP(&o.verbose, "verbose", "v", false, "name every file that a build changes")
	all.StringVar(&o.profile, "cpuprofile", "", "write a profile of the processor's time to this file")
	all.MarkHidden("cpuprofile")
	all.SortFlags = false
	root.AddCommand(
		buildCommand(v, o), serveCommand(v, o), annotateCommand(v, o), checkCommand(v, o), newCommand(v, o), initCommand(v, o), importCommand(v, o),
		listCommand(v, o), entitiesCommand(v, o), exportCommand(v, o), reviewCommand(v, o), explainCommand(v, o), configCommand(v, o), evalCommand(v), versionCommand(v, o), manCommand(v, o),
	)
	return root
}

// siteFlags adds the flags of commands that read a site.
func siteFlags(c *cobra.Command, o *options) {
	flags := c.Flags()
	flags.SortFlags = false
	flags.StringVarP(&o.seeds, "seeds", "c", "", "the folder of the articles (default seeds in the site's folder)")
	flags.StringVarP(&o.output, "output", "d", "", "the folder to write the site to (default public in the site's folder)")
	flags.StringVarP(&o.baseURL, "base-url", "b", "", "the address that the site is published at, with its path")
	flags.BoolVarP(&o.drafts, "drafts", "D", false, "publish drafts")
	flags.BoolVarP(&o.future, "future", "F", false, "publish articles dated after today")
	flags.BoolVarP(&o.expired, "expired", "E", false, "publish articles that have expired")
	flags.StringVar(&o.clock, "clock", "", "what today means, YYYY-MM-DD (default the newest article's date)")
	flags.StringVar(&o.cacheDir, "cache-dir", "", "the folder of what is worth not computing twice (default .pressmark/cache in the site's folder)")
	flags.BoolVar(&o.strict, "strict", false, "fail on warnings")
	flags.StringVar(&o.annotations, "annotations", "", "a folder of what pressmark annotate printed, to take instead of annotating")
	c.MarkFlagDirname("annotations")
	c.MarkFlagDirname("seeds")
	c.MarkFlagDirname("output")
	c.MarkFlagDirname("cache-dir")
}

// load reads the settings, and lays the flags that were given over them.
func (o *options) load(c *cobra.Command) (generator.Config, error) {
	cfg, err := generator.LoadConfig(o.folder, o.config, os.Environ())
	var errs []error
	set := func(flag, setting, value string) {
		if f := c.Flags().Lookup(flag); f == nil || !f.Changed {
			return
		}
		if err := cfg.Set(setting, value); err != nil {
			errs = append(errs, usageError{errors.New("--" + flag + ": " + err.Error())})
		}
	}
	set("seeds", "build.seeds", o.fromHere(o.seeds))
	set("output", "build.output", o.fromHere(o.output))
	set("cache-dir", "build.cache", o.fromHere(o.cacheDir))
	set("annotations", "build.annotations", o.fromHere(o.annotations))
	set("base-url", "site.base_url", o.baseURL)
	set("clock", "build.clock", o.clock)
	set("drafts", "build.drafts", strconv.FormatBool(o.drafts))
	set("future", "build.future", strconv.FormatBool(o.future))
	set("expired", "build.expired", strconv.FormatBool(o.expired))
	set("strict", "build.strict", strconv.FormatBool(o.strict))
	set("bind", "serve.bind", o.bind)
	set("port", "serve.port", strconv.Itoa(o.port))
	set("poll", "serve.poll", strconv.FormatBool(o.poll))
	if len(errs) > 0 {
		return cfg, errors.Join(errs...)
	}
	return cfg, err
}

// fromHere turns a path relative to the current folder into one relative to the
// site's, which settings are.
func (o *options) fromHere(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	if relative, err := filepath.Rel(o.folder, name); err == nil {
		return relative
	}
	if full, err := filepath.Abs(name); err == nil {
		return full
	}
	return name
}

// startProfile begins to record where the processor's time goes, if that was
// asked for; execute ends it.
func (o *options) startProfile() error {
	if o.profile == "" {
		return nil
	}
	f, err := os.Create(o.profile)
	if err != nil {
		return err
	}
	return pprof.StartCPUProfile(f)
}

// look loads the settings and surveys the site, for the commands that tell of it
// without building. The caller closes the survey.
func (o *options) look(c *cobra.Command, v *voice) (*generator.Survey, generator.Config, error) {
	cfg, err := o.load(c)
	if err != nil {
		return nil, cfg, err
	}
	v.begin()
	defer v.end()
	survey, err := generator.Look(c.Context(), cfg, v.tell)
	return survey, cfg, err
}
