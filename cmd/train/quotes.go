package main

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"pressmark/generator/annotate"
	"pressmark/generator/train"
)

// quoteOptions were chosen by cross-validation over the training corpora.
var quoteOptions = train.QuoteOptions{CueSize: 16, ContentSize: 17, CueEpochs: 4, ContentEpochs: 20, CueRate: 0.05, ContentRate: 0.02,
	Settings: annotate.QuoteSettings{Cue: -200, Doubted: 300, Keep: 90, Sure: 80}}

// quoteSeeds are the runs that the shipped model is the mean of.
var quoteSeeds = []uint64{1, 2, 3, 4}

const quoteFolds = 3

// trainQuotes writes the quotation model that package annotate embeds.
func trainQuotes(arguments []string) error {
	flags := flag.NewFlagSet("train quotes", flag.ContinueOnError)
	corpora := flags.String("corpora", "corpora", "folder with train/wikinews-train.jsonl.gz and train/voa-train.jsonl.gz")
	output := flags.String("o", "generator/annotate/data/quotes.model", "file to write")
	seed := flags.Uint64("seed", 0, "learn one run with this seed instead of the mean, to see how runs differ")
	predict := flags.String("predict", "", "folder to write predictions to, by cross-validation and for dev/, as score.py reads them")
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	o, seeds := quoteOptions, quoteSeeds
	if *seed != 0 {
		seeds = []uint64{*seed}
	}
	articles, header, err := readQuoteCorpora(*corpora)
	if err != nil {
		return err
	}
	if o.Settings, err = train.Calibrate(articles, o, quoteFolds); err != nil {
		return err
	}
	weights := train.LearnQuotes(articles, o, seeds...)
	fmt.Fprintf(header, "log-linear cues, %d epochs; conditional random field around each, %d epochs; mean of %d runs", o.CueEpochs, o.ContentEpochs, len(seeds))
	file, err := weights.File(header.String())
	if err != nil {
		return err
	}
	if err := os.WriteFile(*output, file, 0o644); err != nil {
		return err
	}
	fmt.Println(header)
	if *predict == "" {
		return nil
	}
	if *seed == 0 {
		if err := crossValidate(*predict, articles, o); err != nil {
			return err
		}
	}
	return predictDev(*corpora, *predict, weights)
}

// quoteCorpora are what the model is learned from, and whether an article's
// first paragraph is its headline.
var quoteCorpora = []struct {
	name      string
	headlines bool
}{{"wikinews-train", true}, {"voa-train", false}}

func readQuoteCorpora(corpora string) ([]*train.QuoteArticle, *strings.Builder, error) {
	header := &strings.Builder{}
	fmt.Fprintln(header, "Pressmark quotation model, built by `go run ./cmd/train quotes`; learned from (SHA-256):")
	var articles []*train.QuoteArticle
	for _, c := range quoteCorpora {
		path := filepath.Join(corpora, "train", c.name+".jsonl.gz")
		part, err := train.ReadQuotes(path, c.headlines, annotate.New(), annotate.NewByRules())
		if err != nil {
			return nil, nil, err
		}
		digest, err := train.Digest(path)
		if err != nil {
			return nil, nil, err
		}
		articles = append(articles, part...)
		fmt.Fprintf(header, "  train/%s.jsonl.gz %s\n", c.name, digest)
	}
	fmt.Fprintln(header, "  Wikinews, CC BY 2.5; Voice of America, public domain; annotated for Pressmark")
	return articles, header, nil
}

// crossValidate writes what models find in the articles that they have not
// learned from, for score.py.
func crossValidate(folder string, articles []*train.QuoteArticle, o train.QuoteOptions) error {
	found := map[string][]byte{}
	err := train.CrossValidate(articles, o, quoteFolds, 1, func(a *train.QuoteArticle, w *annotate.QuoteWeights) error {
		line, err := a.Prediction(a.Lesson.Quotes(w))
		found[a.ID] = append(line, '\n')
		return err
	})
	if err != nil {
		return err
	}
	file, err := os.Create(filepath.Join(folder, "cross-validation.jsonl"))
	if err != nil {
		return err
	}
	defer file.Close()
	for _, a := range articles {
		if _, err := file.Write(found[a.ID]); err != nil {
			return err
		}
	}
	return nil
}

// predictDev writes what the model, and what the rules alone, find in articles
// that nothing was learned from.
func predictDev(corpora, folder string, weights *annotate.QuoteWeights) error {
	for _, name := range []string{"polnear-dev", "wikinews-dev"} {
		dev, err := train.ReadQuotes(filepath.Join(corpora, "dev", name+".jsonl.gz"), true, annotate.New())
		if err != nil {
			return err
		}
		if err := writePredictions(filepath.Join(folder, name+".jsonl"), dev, weights); err != nil {
			return err
		}
		if err := writePredictions(filepath.Join(folder, name+"-rules.jsonl"), dev, nil); err != nil {
			return err
		}
	}
	return nil
}

func writePredictions(path string, articles []*train.QuoteArticle, weights *annotate.QuoteWeights) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer file.Close()
	out := bufio.NewWriter(file)
	for _, a := range articles {
		line, err := a.Prediction(a.Lesson.Quotes(weights))
		if err != nil {
			return err
		}
		if _, err := out.Write(append(line, '\n')); err != nil {
			return err
		}
	}
	return out.Flush()
}
