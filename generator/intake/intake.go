// Package intake takes archives as they come and makes seeds of them: saved
// pages, feeds, exports, data sets and web archives become Markdown files with
// front matter that says where each came from.
//
// Call Import. It reads its sources as streams, one record at a time, makes an
// Item of each, judges whether it has been taken before, and writes it below
// the seeds' folder:
//
//	open → read → make → judge → write → note
//
// What was taken, what was skipped and what is doubtful, each with the reason,
// goes into the journal, a file of JSON Lines that is both the report of the
// import and what the next run knows of it: nothing is taken twice, and a run
// that was interrupted is continued by running it again.
//
// Sources are untrusted. Each record has a bound in size and compressed data a
// bound in how far it may swell; no name in a source can lead out of the seeds'
// folder; HTML is rewritten as Markdown element by element, so that nothing
// that is not understood is let through; and every seed is read back before it
// is written, so that it is known to build and to have the words it should.
package intake

import (
	"context"
	"crypto/sha256"
	"errors"
	"os"

	"pressmark/generator/fault"
)

// Duplicates says what becomes of an article that another is like.
type Duplicates string

const (
	// SkipSame leaves out what has the same words as an article taken before,
	// and takes what is merely near it, with a note.
	SkipSame Duplicates = "same"
	// SkipNear also leaves out what nearly has the same words, or the same address.
	SkipNear Duplicates = "skip"
	// KeepAll takes every record, with a note.
	KeepAll Duplicates = "keep"
)

// Options say what to import and how. Sources and Seeds must be given.
type Options struct {
	Format     string   // one of Formats; "auto" or "" to tell it from the files
	Sources    []string // files and folders
	Seeds      string   // the folder to write to; made if it is missing
	Report     string   // the journal's path
	Into       string   // a folder inside Seeds to put everything in; may be ""
	Map        Mapping  // which fields of JSON Lines and CSV mean what
	Body       string   // what those fields hold: "text", "html", "markdown"; "" to tell by looking
	Source     string   // the publisher, where the source names none
	Lang       string   // the language, where the source names none
	DateOrder  string   // "dmy" or "mdy": how to read 03/04/2021; "" leaves such dates out
	Duplicates Duplicates
	Update     bool // replace the seeds of records that changed, unless they were edited
	Again      bool // take again what was taken before and is gone from the seeds
	DryRun     bool // judge all, write nothing

	Tell func(done int) // is told how many records were read; may be nil
}

// A Record is one thing in a source that may be an article.
type Record struct {
	File  string // as the report names it: the source's name and the path inside it
	Place string // where in the file: "line 12", "item 3"; "" for all of it
	Sum   [sha256.Size]byte

	make func() *Item // reads it; may be called from any goroutine
	skip string       // why it is none, if that could be told without reading it
}

// Import reads all sources and writes what is new. The summary counts what was
// done even if an error is returned. The error joins a fault for each source
// that could not be read to its end; single records that can't be read are
// skipped and reported, and are no error.
func Import(ctx context.Context, o Options) (*Summary, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	if !o.DryRun {
		if err := os.MkdirAll(o.Seeds, 0o755); err != nil {
			return nil, err
		}
	}
	j, err := openJournal(o.Report, o.DryRun)
	if err != nil {
		return nil, err
	}
	run, err := begin(&o, j)
	if err != nil {
		return nil, errors.Join(err, j.close())
	}
	var faults []error
	for _, name := range o.Sources {
		if ctx.Err() != nil {
			break
		}
		files, err := run.open(name)
		faults = append(faults, err)
		for _, in := range files {
			if ctx.Err() == nil {
				faults = append(faults, run.read(ctx, in), in.close())
			}
		}
	}
	faults = append(faults, ctx.Err(), run.end())
	return &run.summary, errors.Join(faults...)
}

func (o *Options) check() error {
	if o.Format == "" {
		o.Format = Auto
	}
	if o.Duplicates == "" {
		o.Duplicates = SkipSame
	}
	if o.Into != "" {
		clean, ok := safePath(o.Into)
		if !ok {
			return fault.New(o.Into, 0, 0, "name a folder below the seeds' folder", "is no path inside the seeds' folder")
		}
		o.Into = clean
	}
	return nil
}
