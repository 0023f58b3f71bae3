// Pressmark turns a folder of news articles into an annotated, cross-linked,
// static archive.
//
//	pressmark build      builds the site in the current folder
//	pressmark serve      builds, watches and shows it
//	pressmark annotate   marks names, dates and quotations as JSON Lines
//	pressmark help       lists all commands
//
// It ends with 0 if all went well, 1 if it failed, 2 if it was called wrongly,
// and 3 if check found something.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() { os.Exit(run()) }

// run is main, with its exit code returned, so that tests can call it.
func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return execute(ctx, os.Args[1:], newVoice(os.Stdout, os.Stderr))
}
