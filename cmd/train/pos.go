package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"pressmark/generator/lexicon"
	"pressmark/generator/text"
	"pressmark/generator/train"
)

// The part-of-speech model: chosen by the accuracy on the development parts of
// the treebanks against size; 2^18 rows or ten more templates gain nothing.
const (
	posSize   = 17 // rows as a power of two
	posEpochs = 8
)

var posSeeds = []uint64{1, 2, 3, 4, 5, 6, 7, 8}

// trainPOS writes the part-of-speech model that package tagger embeds.
func trainPOS(arguments []string) error {
	flags := flag.NewFlagSet("train pos", flag.ContinueOnError)
	corpora := flags.String("corpora", "corpora", "folder with train/pos-*.conllu.gz and dev/pos-*.conllu.gz")
	output := flags.String("o", "generator/tagger/data/pos.model", "file to write")
	confusions := flags.Int("confusions", 0, "print so many of the commonest confusions")
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	var texts []train.TaggedText
	var header strings.Builder
	fmt.Fprintf(&header, "Pressmark part-of-speech model; averaged perceptron, %d epochs, mean of %d seeds\n", posEpochs, len(posSeeds))
	fmt.Fprintln(&header, "built by `go run ./cmd/train pos`; learned from (SHA-256):")
	for _, name := range []string{"train/pos-ewt.conllu.gz", "train/pos-gum.conllu.gz"} {
		path := filepath.Join(*corpora, name)
		part, err := train.ReadPOS(path, abbreviations)
		if err != nil {
			return err
		}
		digest, err := train.Digest(path)
		if err != nil {
			return err
		}
		texts = append(texts, part...)
		fmt.Fprintf(&header, "  %s %s\n", name, digest)
	}
	fmt.Fprintln(&header, "  English Web Treebank, CC BY-SA 4.0; GUM, its CC BY and CC BY-SA genres")
	weights := train.LearnPOS(texts, posSize, posEpochs, posSeeds...)
	model := weights.Model()
	for _, name := range []string{"dev/pos-ewt-dev.conllu.gz", "dev/pos-gum-dev.conllu.gz"} {
		dev, err := train.ReadPOS(filepath.Join(*corpora, name), abbreviations)
		if err != nil {
			return err
		}
		coarse, fine, total := train.ScorePOS(model, dev)
		fmt.Fprintf(&header, "%s: universal tags %.2f %%, divided tags %.2f %% of %d tokens\n",
			name, 100*float64(coarse)/float64(total), 100*float64(fine)/float64(total), total)
		for _, line := range train.ConfusedPOS(model, dev, *confusions) {
			fmt.Println(line)
		}
	}
	file, err := weights.File(strings.TrimSuffix(header.String(), "\n"))
	if err != nil {
		return err
	}
	fmt.Print(header.String())
	return os.WriteFile(*output, file, 0o644)
}

// abbreviations tells package text what package lexicon knows.
func abbreviations(word string) text.Class { return text.Class(lexicon.Abbreviation(word)) }
