package generator

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"pressmark/generator/annotate"
	"pressmark/generator/fault"
	"pressmark/generator/score"
)

// Evaluate annotates the documents of a file of gold annotations, JSON Lines
// with or without gzip, and prints how well that went: names, quotations, who
// is who and dates, as far as the gold has them. With byRules, names are found
// without the trained model.
func Evaluate(ctx context.Context, path string, byRules bool, w io.Writer) error {
	lines, err := readGold(path)
	if err != nil {
		return err
	}
	gold, err := score.Read(bytes.NewReader(lines), path)
	if err != nil {
		return err
	}
	a := newAnnotator()
	if byRules {
		a = annotate.NewByRules().Annotate
	}
	var out bytes.Buffer
	var faults []error
	err = annotateLines(ctx, a, path, bytes.NewReader(lines), &out, func(f *fault.Fault) { faults = append(faults, f) })
	if err := errors.Join(append(faults, err)...); err != nil {
		return err
	}
	pred, err := score.Read(&out, path)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%s: %d documents\n", path, gold.Len())
	return printScores(gold, pred, w)
}

// printScores prints the tables that the gold has something for.
func printScores(gold, pred *score.Documents, w io.Writer) error {
	var names, quotes, clusters, dates bool
	for _, d := range gold.All() {
		names = names || len(d.Entities) > 0
		quotes = quotes || len(d.Quotes) > 0
		dates = dates || len(d.Dates) > 0
		for _, e := range d.Entities {
			clusters = clusters || e.Cluster != ""
		}
	}
	if names {
		score.Entities(gold, pred).Print(w)
	}
	if clusters {
		score.Clusters(gold, pred).Print(w)
	}
	if dates {
		score.Dates(gold, pred).Print(w)
	}
	if quotes {
		scores, err := score.Quotes(gold, pred)
		if err != nil {
			return err
		}
		scores.Print(w)
	}
	return nil
}

func readGold(path string) ([]byte, error) {
	const advice = "name a file of gold annotations: JSON Lines in the form that pressmark annotate prints, .jsonl or .jsonl.gz"
	file, err := os.Open(path)
	if err != nil {
		return nil, fault.New(path, 0, 0, advice, "cannot be read: %v", reason(err))
	}
	defer file.Close()
	if !strings.HasSuffix(path, ".gz") {
		data, err := io.ReadAll(file)
		if err != nil {
			return nil, fault.New(path, 0, 0, advice, "cannot be read: %v", reason(err))
		}
		return data, nil
	}
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return io.ReadAll(unzipped)
}
