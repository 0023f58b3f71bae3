package generator

import (
	"context"
	"os"
	"path/filepath"

	"pressmark/generator/annotate"
	"pressmark/generator/fault"
	"pressmark/generator/source"
)

// AnnotateFiles reads files as Build does, annotates each and hands its record
// to print, in their order. A bad file is told to bad and the others go on.
func AnnotateFiles(ctx context.Context, files []string, print func(record any) error, bad func(*fault.Fault)) error {
	a := newAnnotator()
	const batch = 256 // records held at once
	for start := 0; start < len(files); start += batch {
		part := files[start:min(start+batch, len(files))]
		records, errs := make([]*annotate.Record, len(part)), make([]error, len(part))
		err := each(ctx, len(part), func(i int) error {
			errs[i] = guard(i, func(int) error {
				var err error
				records[i], err = annotateFile(a, part[i])
				return err
			})
			return nil
		})
		if err != nil {
			return err
		}
		for i, record := range records {
			for _, f := range fault.List(errs[i]) {
				if f.Path == "pressmark" {
					f.Path = part[i]
				}
				bad(f)
			}
			if record == nil {
				continue
			}
			if err := print(record); err != nil {
				return err
			}
		}
	}
	return nil
}

// annotateFile annotates one article with its headline and date.
func annotateFile(a annotator, name string) (*annotate.Record, error) {
	dir, base := filepath.Split(name)
	if dir == "" {
		dir = "."
	}
	article, err := source.Read(os.DirFS(dir), base)
	if err != nil {
		return nil, inFolder(dir, err)
	}
	marks := a(annotate.Input{Text: article.Text, Headline: article.Headline, Date: day(article.Date), Lang: article.Lang})
	return annotate.NewRecord(article.ID, day(article.Date), article.Text, marks, nil), nil
}
