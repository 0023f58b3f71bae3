package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"pressmark/generator/score"
	"pressmark/generator/tagger"
	"pressmark/generator/text"
	"pressmark/generator/train"
)

// nameOptions were chosen on held-out thirds of wikinews-train and voa-train.
var nameOptions = train.NameOptions{Epochs: 4, Average: 2, Rate: 0.05, Dropout: 0.4, Seeds: 8, Least: 2, Rows: 400_000}

// nameDev are the files that the model is measured on.
var nameDev = []string{"worldwide-Asia", "ieer", "wikinews-dev", "gum-news-dev", "ewt-dev", "gum-clean-dev", "gum-clean-test", "btc-dev"}

// trainNames writes the model of names that package tagger embeds.
func trainNames(arguments []string) error {
	flags := flag.NewFlagSet("train names", flag.ContinueOnError)
	corpora := flags.String("corpora", "corpora", "folder with train/*.jsonl.gz and dev/*.jsonl.gz")
	output := flags.String("o", "generator/tagger/data/names.model", "file to write")
	o := nameOptions
	flags.IntVar(&o.Seeds, "seeds", o.Seeds, "learners to average")
	flags.IntVar(&o.Epochs, "epochs", o.Epochs, "times to see each text")
	held := flags.Int("hold", -1, "hold out the news texts whose number is this, modulo 3, and score on them; write nothing")
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	samples, err := train.ReadNames(filepath.Join(*corpora, "train"), abbreviations, os.Stderr)
	if err != nil {
		return err
	}
	var tests []train.Sample
	if *held >= 0 {
		samples, tests = train.Split(samples, *held)
	}
	var docs []*text.Doc
	for _, s := range samples {
		docs = append(docs, s.Doc)
	}
	tables, err := train.Tables(docs, abbreviations)
	if err != nil {
		return err
	}
	weights := train.LearnNames(samples, tables, o, os.Stderr)
	if *held >= 0 {
		model := tagger.NewModel("", tables, weights)
		for _, corpus := range train.NameCorpora[:2] {
			fmt.Printf("%s, third %d held out\n", corpus.File, *held)
			train.ScoreSamples(model, tests, corpus.File).Print(os.Stdout)
		}
		return nil
	}
	return writeNames(tables, weights, o, *corpora, *output)
}

// writeNames scores the model and writes its file, with a header that says all.
func writeNames(tables *tagger.Tables, weights *tagger.Weights, o train.NameOptions, corpora, output string) error {
	var header strings.Builder
	fmt.Fprintf(&header, "Pressmark model of names; conditional random field, %d epochs, mean of %d seeds\n", o.Epochs, o.Seeds)
	fmt.Fprintln(&header, "built by `go run ./cmd/train names`; learned from (SHA-256):")
	for _, corpus := range train.NameCorpora {
		digest, err := train.Digest(filepath.Join(corpora, "train", corpus.File))
		if err != nil {
			return err
		}
		fmt.Fprintf(&header, "  train/%s %s\n", corpus.File, digest)
	}
	for name, digest := range train.SourceDigests() {
		fmt.Fprintf(&header, "  %s %s\n", name, digest)
	}
	model := tagger.NewModel("", tables, weights)
	fmt.Fprintln(&header, "F1 of names, exact span and type (person, organization, place, all):")
	for _, name := range nameDev {
		gold, err := train.ReadGold(filepath.Join(corpora, "dev", name+".jsonl.gz"))
		if err != nil {
			return err
		}
		s := score.Entities(gold, train.Predict(model, gold, abbreviations))
		fmt.Fprintf(&header, "  dev/%s %.2f %.2f %.2f %.2f\n", name, 100*s.ByType[0].F1(), 100*s.ByType[1].F1(), 100*s.ByType[2].F1(), 100*s.All.F1())
	}
	fmt.Print(header.String())
	model.Header = header.String()
	var file bytes.Buffer
	if _, err := model.WriteTo(&file); err != nil {
		return err
	}
	return os.WriteFile(output, file.Bytes(), 0o644)
}
