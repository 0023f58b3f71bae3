// Command train learns the models that Pressmark ships, from corpora that it
// does not ship, and measures them. The same corpora give the same bytes.
//
//	go run ./cmd/train clusters -vectors FILE
//	go run ./cmd/train names -corpora DIR
//	go run ./cmd/train pos -corpora DIR
//	go run ./cmd/train quotes -corpora DIR
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"sort"
	"strings"
)

// commands are the models that can be learned.
var commands = map[string]func(arguments []string) error{
	"clusters": trainClusters,
	"names":    trainNames,
	"pos":      trainPOS,
	"quotes":   trainQuotes,
}

func main() {
	if len(os.Args) < 2 || commands[os.Args[1]] == nil {
		names := make([]string, 0, len(commands))
		for name := range commands {
			names = append(names, name)
		}
		sort.Strings(names)
		fmt.Fprintf(os.Stderr, "usage: train %s [flags]\n", strings.Join(names, "|"))
		os.Exit(2)
	}
	if err := commands[os.Args[1]](os.Args[2:]); err != nil {
		if !errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(os.Stderr, "train:", err)
		}
		os.Exit(1)
	}
}
