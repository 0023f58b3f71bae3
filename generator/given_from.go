package generator

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"pressmark/generator/annotate"
	"pressmark/generator/exchange"
	"pressmark/generator/fault"
	"pressmark/generator/source"
)

// AnnotationForms are the names of the forms that AnnotateFrom reads.
func AnnotationForms() []string { return exchange.Forms() }

// CheckAnnotationForm says what is wrong with the name of a form.
func CheckAnnotationForm(form string) error {
	if forms := exchange.Forms(); !slices.Contains(forms, form) {
		return fmt.Errorf("there is no form %q; %s", form, suggest(form, forms, "the forms are "+list(forms)))
	}
	return nil
}

// AnnotateFrom reads annotations that another program has made and hands each
// article's record to print. A document without a text is put on the site's
// article that it names. A bad file is told to bad and the others go on, as are
// marks that fit nowhere, as warnings.
func AnnotateFrom(ctx context.Context, cfg Config, form string, files []string, print func(record any) error, bad func(*fault.Fault)) error {
	from := &fromOthers{cfg: &cfg, annotate: newAnnotator(), print: print, bad: bad}
	for _, name := range files {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		content, err := os.ReadFile(name)
		if err != nil {
			bad(fault.New(name, 0, 0, "check that it exists and may be read", "cannot be read: %v", reason(err)))
			continue
		}
		stem := strings.TrimSuffix(name, filepath.Ext(name))
		companion := func() ([]byte, error) { return os.ReadFile(stem + ".txt") }
		err = exchange.Read(form, name, filepath.ToSlash(stem), content, companion, from.document)
		var f *fault.Fault
		if errors.As(err, &f) {
			bad(f)
		} else if err != nil {
			return err
		}
	}
	return nil
}

type fromOthers struct {
	cfg      *Config
	annotate annotator
	print    func(record any) error
	bad      func(*fault.Fault)
	articles map[string]*source.Article // of the site, by id, address, and last part of these; read when first asked for
}

func (f *fromOthers) document(d *exchange.Doc) error {
	article, err := f.article(d)
	if err != nil {
		return err
	}
	in := annotate.Input{Text: article.Text, Headline: article.Headline, Date: day(article.Date), Lang: article.Lang}
	marks, faults := d.Annotations(article.Text)
	if !d.Whole() {
		marks = complete(marks, f.annotate(in))
	}
	for _, one := range faults {
		f.bad(one)
	}
	return f.print(annotate.NewRecord(article.ID, in.Date, article.Text, marks, nil))
}

// article is the one that a document is of: the site's, or else the text that
// the document has.
func (f *fromOthers) article(d *exchange.Doc) (*source.Article, error) {
	if f.articles == nil {
		f.articles = f.site()
	}
	for _, name := range []string{d.Article, strings.TrimSuffix(d.Article, path.Ext(d.Article)), strings.TrimSuffix(d.Article, "/"), path.Base(d.Article)} {
		if a := f.articles[name]; a != nil {
			return a, nil
		}
	}
	if d.Text != nil {
		return &source.Article{Meta: source.Meta{ID: d.Article}, Text: *d.Text}, nil
	}
	return nil, fault.New(d.Path, d.Line, 0, "name the folder of the articles with -c, and the article by its id", "the site has no article %q, and the file has no text", d.Article)
}

// site reads the site's articles. Those that cannot be read are left out: build
// tells of them.
func (f *fromOthers) site() map[string]*source.Article {
	articles := map[string]*source.Article{}
	root, err := os.OpenRoot(f.cfg.SeedsPath())
	if err != nil {
		return articles
	}
	defer root.Close()
	paths, _ := source.List(root.FS())
	var short []string
	for _, name := range paths {
		article, err := source.Read(root.FS(), name)
		if err != nil {
			continue
		}
		articles[article.ID] = article
		if article.URL != "" {
			articles[strings.TrimSuffix(article.URL, "/")] = article
		}
		short = append(short, article.ID)
	}
	names := map[string]*source.Article{}
	for _, id := range short {
		a := articles[id]
		for _, name := range []string{path.Base(id), a.Slug} {
			if other, taken := names[name]; taken && other != a {
				names[name] = nil // it could be either
			} else {
				names[name] = a
			}
		}
	}
	for name, a := range names {
		if articles[name] == nil {
			articles[name] = a
		}
	}
	return articles
}
