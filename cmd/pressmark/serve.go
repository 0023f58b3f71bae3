package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"pressmark/generator"
	"pressmark/generator/fault"
	"pressmark/generator/serve"
)

func serveCommand(v *voice, o *options) *cobra.Command {
	c := &cobra.Command{
		Use:   "serve",
		Short: "build the site, show it, and build again after every change",
		Long: "Serve builds the site and shows it to browsers on this machine. When an article, a template, an asset or the settings change, it builds again and open pages follow.\n\n" +
			"What is wrong shows over the last good page until it is mended. Ctrl-C ends it.",
		Example: "  pressmark serve\n  pressmark serve -D -p 8080",
		Args:    cobra.NoArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return runServe(c, v, o) },
	}
	siteFlags(c, o)
	flags := c.Flags()
	flags.IntVarP(&o.port, "port", "p", 1313, "the port to listen at; 0 for any that is free")
	flags.StringVar(&o.bind, "bind", "127.0.0.1", "the address to listen at")
	flags.BoolVar(&o.poll, "poll", false, "look for changed files again and again (for network drives)")
	return c
}

func runServe(c *cobra.Command, v *voice, o *options) error {
	cfg, err := o.load(c)
	if err != nil {
		return err
	}
	listener, err := listen(cfg.Serve.Bind, cfg.Serve.Port, c.Flags().Changed("port"))
	if err != nil {
		return err
	}
	base := "/"
	if u, err := url.Parse(cfg.Site.BaseURL); err == nil {
		base = u.Path
	}
	preview := serve.New(cfg.OutputPath(), base, cfg.Serve.Bind)
	server := &http.Server{Handler: preview, ReadHeaderTimeout: 10 * time.Second}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	defer func() {
		preview.Close()
		ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
		defer cancel()
		server.Shutdown(ctx)
	}()
	v.say("serving %s at %s (ctrl-c ends it)", cfg.OutputPath(), address(listener, preview.Base()))
	v.say("what to review: %s", address(listener, "/__pressmark/review"))
	ctx, cancel := context.WithCancelCause(c.Context())
	go func() { cancel(<-failed) }()
	v.begin()
	err = generator.Watch(ctx, func() (generator.Config, error) { return o.load(c) }, v.tell, preview.Show, func(b generator.Built) {
		v.end()
		show(v, preview, b)
		v.begin()
	}, func(note string) { v.say("%s", note) })
	if c.Context().Err() == nil && err == nil {
		err = context.Cause(ctx)
	}
	v.end()
	if c.Context().Err() != nil {
		v.say("stopped")
		return nil
	}
	return err
}

// show tells the user and the open pages how a build ended.
func show(v *voice, preview *serve.Server, b generator.Built) {
	base := preview.Base()
	if b.Review != nil {
		preview.Review(reviewer{b.Review, base})
	}
	if b.Err != nil {
		v.failed(b.Err, b.Config.OutputPath())
		preview.Failed(problems(b.Err))
		return
	}
	changed := b.Report.Changed
	switch {
	case b.First:
		v.summary(b.Report)
	default:
		for _, w := range b.Report.Warnings {
			v.fault(w)
		}
		v.say("built in %d ms: %s changed", int(b.Report.Seconds*1000), count(len(changed), "file"))
	}
	if b.Styles {
		var sheets []string
		for _, name := range changed {
			if strings.HasSuffix(name, ".css") {
				sheets = append(sheets, name)
			}
		}
		preview.Restyled(sheets)
		return
	}
	preview.Published(changed)
}

// listen opens the port. If it is taken and was not asked for by name, the next
// ones are tried.
func listen(bind string, port int, asked bool) (net.Listener, error) {
	for next := port; ; next++ {
		listener, err := net.Listen("tcp", net.JoinHostPort(bind, strconv.Itoa(next)))
		switch {
		case err == nil:
			return listener, nil
		case !errors.Is(err, syscall.EADDRINUSE):
			return nil, fault.New(bind, 0, 0, "choose another address with --bind or another port with -p", "cannot be listened at: %v", errors.Unwrap(err))
		case asked || next >= port+20:
			return nil, fault.New(fmt.Sprintf("%s:%d", bind, next), 0, 0, "end the program that uses it, or choose another port with -p", "the port is taken")
		}
	}
}

// address is where a browser finds the site.
func address(listener net.Listener, base string) string {
	host, port, _ := net.SplitHostPort(listener.Addr().String())
	if ip := net.ParseIP(host); ip != nil && (ip.IsLoopback() || ip.IsUnspecified()) {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, port) + base
}

// problems are the faults of a failed build, with the lines they are about.
func problems(err error) []serve.Problem {
	var all []serve.Problem
	for _, f := range fault.List(err) {
		all = append(all, serve.Problem{
			Path: f.Path, Line: f.Line, Col: f.Col, Problem: f.Problem, Advice: f.Advice, Lines: around(f.Path, f.Line),
		})
	}
	return all
}

// around reads the lines about one line of a text file.
func around(name string, line int) []serve.Line {
	info, err := os.Stat(name)
	if line == 0 || err != nil || !info.Mode().IsRegular() || info.Size() > 8<<20 {
		return nil
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil
	}
	var lines []serve.Line
	for i, text := range strings.Split(strings.ToValidUTF8(string(data), "\ufffd"), "\n") {
		if n := i + 1; n >= line-3 && n <= line+3 {
			lines = append(lines, serve.Line{Number: n, Text: cut(strings.TrimRight(text, "\r"), 400)})
		}
	}
	return lines
}

// cut shortens a text to n code points.
func cut(s string, n int) string {
	runes := []rune(s)
	if len(runes) <= n {
		return s
	}
	return string(runes[:n]) + " …"
}
