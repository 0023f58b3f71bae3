package generator

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"

	"pressmark/generator/annotate"
	"pressmark/generator/fault"
	"pressmark/generator/source"
	"pressmark/generator/text"
)

// AnnotateFiles reads files as Build does, annotates each and hands its record
// to print, in their order. A bad file is told to bad and the others go on. A
// file below the folder seeds has the id that it has on the site; seeds may be
// empty.
func AnnotateFiles(ctx context.Context, seeds string, files []string, print func(record any) error, bad func(*fault.Fault)) error {
	a := newAnnotator()
	const batch = 256 // records held at once
	for start := 0; start < len(files); start += batch {
		part := files[start:min(start+batch, len(files))]
		records, errs := make([]*annotate.Record, len(part)), make([]error, len(part))
		err := each(ctx, len(part), func(i int) error {
			errs[i] = guard(i, func(int) error {
				var err error
				records[i], err = annotateFile(a, seeds, part[i])
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

// place divides a file's name into the folder that its id counts from and the
// rest, with slashes.
func place(seeds, name string) (dir, base string) {
	if seeds != "" {
		root, errRoot := filepath.Abs(seeds)
		file, errFile := filepath.Abs(name)
		if rel, err := filepath.Rel(root, file); err == nil && errRoot == nil && errFile == nil && filepath.IsLocal(rel) {
			return seeds, filepath.ToSlash(rel)
		}
	}
	dir, base = filepath.Split(name)
	if dir == "" {
		dir = "."
	}
	return dir, base
}

// annotateFile annotates one article with its headline and date.
func annotateFile(a annotator, seeds, name string) (*annotate.Record, error) {
	dir, base := place(seeds, name)
	article, err := source.Read(os.DirFS(dir), base)
	if err != nil {
		return nil, inFolder(dir, err)
	}
	marks := a(annotate.Input{Text: article.Text, Headline: article.Headline, Date: day(article.Date), Lang: article.Lang})
	return annotate.NewRecord(article.ID, day(article.Date), article.Text, marks, nil), nil
}

// Texts prints the articles of a site as lines for AnnotateLines, in order of
// path: with "pressmark annotate -" and Config's annotations, others can do the
// annotating.
func Texts(ctx context.Context, cfg Config, w io.Writer) error {
	dir := cfg.SeedsPath()
	root, err := os.OpenRoot(dir)
	if err != nil {
		return fault.New(dir, 0, 0, "name the folder of the articles with -c", "the articles' folder cannot be read: %v", reason(err))
	}
	defer root.Close()
	rights, err := loadRights(dir)
	if err != nil {
		return err
	}
	paths, err := source.List(root.FS())
	errs := []error{err}
	out := bufio.NewWriterSize(w, 1<<16)
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for _, name := range paths {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		f, err := contents(root.FS(), name, rights)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		article, err := f.parse()
		if err != nil {
			errs = append(errs, err)
			continue
		}
		line := textLine{ID: article.ID, Text: article.Text, Date: day(article.Date), Lang: article.Lang}
		if offsets := text.NewOffsets(article.Text); article.Headline.Len() > 0 {
			line.Headline = &annotate.SpanRecord{Start: offsets.CodePoints(article.Headline.Start), End: offsets.CodePoints(article.Headline.End)}
		}
		if err := encoder.Encode(line); err != nil {
			return err
		}
	}
	return errors.Join(out.Flush(), inFolder(dir, errors.Join(errs...)))
}

type textLine struct {
	ID       string               `json:"id"`
	Date     string               `json:"date,omitempty"`
	Lang     string               `json:"lang,omitempty"`
	Headline *annotate.SpanRecord `json:"headline,omitempty"`
	Text     string               `json:"text"`
}
