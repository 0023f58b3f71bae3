package generator

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/json"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"pressmark/generator/annotate"
	"pressmark/generator/cache"
	"pressmark/generator/exchange"
	"pressmark/generator/fault"
	"pressmark/generator/source"
)

// given are annotations that were made elsewhere, by article. Their lines lie
// in files, those of compressed ones in a temporary one; only where each lies
// is held.
type given struct {
	dir    string
	temps  []*os.File // of what was compressed
	docs   *os.File   // of what is in the forms of others
	files  []*os.File
	places map[string]givenLine // by the article's id

	addressed map[string][]givenLine // by the last part of the article's address
	addresses cache.Key              // of all of these
}

type givenLine struct {
	file   *os.File
	name   string // as the user would name the file
	number int
	start  int64
	length int
	hash   cache.Key

	foreign bool   // it is an exchange.Doc
	address string // of the article, if it is named by that
}

// openGiven reads every file of a folder, and of those in it, that holds
// annotations: JSON Lines as pressmark annotate prints them (*.jsonl,
// *.jsonl.gz), and the forms of others, see exchange.FormOf. Of several records
// of one article the last stands, in order of files and lines.
func openGiven(dir, tempDir string) (_ *given, err error) {
	g := &given{dir: dir, places: map[string]givenLine{}, addressed: map[string][]givenLine{}}
	defer func() {
		if err != nil {
			g.close()
		}
	}()
	err = filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return fault.New(name, 0, 0, "name the folder of what pressmark annotate printed", "the annotations cannot be read: %v", reason(err))
		case e.IsDir():
		case strings.HasSuffix(name, ".jsonl"):
			return g.plain(name, tempDir)
		case strings.HasSuffix(name, ".jsonl.gz"):
			return g.packed(name, tempDir)
		case exchange.FormOf(name) != "":
			return g.others(name, tempDir)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if len(g.places)+len(g.addressed) == 0 {
		return nil, fault.New(dir, 0, 0, "put files of JSON Lines there, *.jsonl or *.jsonl.gz, as pressmark annotate prints them, or those of another program: *.json, *.jsonld, *.conll, *.ann", "there are no annotations in the folder")
	}
	return g, nil
}

func (g *given) plain(name, tempDir string) error {
	f, err := os.Open(name)
	if err != nil {
		return fault.New(name, 0, 0, "check that it may be read", "cannot be read: %v", reason(err))
	}
	g.files = append(g.files, f)
	return g.scan(name, tempDir, f, f, 0)
}

func (g *given) packed(name, tempDir string) error {
	f, err := os.Open(name)
	if err != nil {
		return fault.New(name, 0, 0, "check that it may be read", "cannot be read: %v", reason(err))
	}
	defer f.Close()
	unpacked, err := gzip.NewReader(f)
	if err != nil {
		return fault.New(name, 0, 0, "compress it again", "is not compressed with gzip: %v", err)
	}
	// A file of its own, for what is scanned is added to while others are kept.
	lines, err := os.CreateTemp(tempDir, "pressmark-annotations-*")
	if err != nil {
		return err
	}
	g.temps = append(g.temps, lines)
	return g.scan(name, tempDir, io.TeeReader(unpacked, lines), lines, 0)
}

// scan notes where each record lies: what it reads from r lies in file from
// start.
func (g *given) scan(name, tempDir string, r io.Reader, file *os.File, start int64) error {
	counted := &lineCounter{}
	err := eachLine(io.TeeReader(r, counted), func(number int, line []byte, tooLong bool) error {
		if tooLong {
			return fault.New(name, number, 0, "split the text", "the line is longer than %d MB", maxLine>>20)
		}
		if foreignLine(line) {
			return g.readOthers(exchange.SpaCy, name, number-1, line, tempDir)
		}
		var record struct {
			ID *string `json:"id"`
		}
		if err := json.Unmarshal(line, &record); err != nil || record.ID == nil {
			return fault.New(name, number, 0, "run pressmark annotate again: the file may be cut short", "is no annotated article")
		}
		at := counted.start(number)
		sum := sha256.Sum256(line)
		g.places[*record.ID] = givenLine{file: file, name: name, number: number, start: start + at, length: len(line), hash: cache.Key(sum[:16])}
		return nil
	})
	if err != nil && len(fault.List(err)) == 1 && fault.List(err)[0].Path == "" {
		return fault.New(name, 0, 0, "check that it is whole", "cannot be read: %v", err)
	}
	return err
}

// A lineCounter notes where lines begin.
type lineCounter struct {
	seen   int64
	first  int64   // where the first line begins: after a byte order mark
	starts []int64 // of lines 2, 3 …
}

func (c *lineCounter) Write(p []byte) (int, error) {
	if c.seen == 0 && bytes.HasPrefix(p, []byte("\ufeff")) {
		c.first = 3
	}
	for i, b := range p {
		if b == '\n' {
			c.starts = append(c.starts, c.seen+int64(i)+1)
		}
	}
	c.seen += int64(len(p))
	return len(p), nil
}

func (c *lineCounter) start(number int) int64 {
	if number == 1 {
		return c.first
	}
	return c.starts[number-2]
}

// annotations are those of an article; nil if none were given. The faults say
// why those that were given do not fit it. own annotates it here, for what
// others have left out.
func (g *given) annotations(article *source.Article, own func() *annotate.Annotations) (*annotate.Annotations, []*fault.Fault) {
	if g == nil {
		return nil, nil
	}
	at, ok := g.placeOf(article)
	if !ok {
		return nil, nil
	}
	unfit := func(problem string, args ...any) []*fault.Fault {
		w := fault.New(article.Path, 0, 0, "annotate it again; until then it is annotated here", "the annotations of it in %s:%d do not fit: "+problem, slices.Concat([]any{at.name, at.number}, args)...)
		w.Warning = true
		return []*fault.Fault{w}
	}
	line := make([]byte, at.length)
	if _, err := at.file.ReadAt(line, at.start); err != nil {
		return nil, unfit("%v", err)
	}
	if at.foreign {
		marks, faults, err := foreignAnnotations(line, article.Text, own)
		if err != nil {
			return nil, unfit("%v", err)
		}
		return marks, faults
	}
	record, err := annotate.ReadRecord(line)
	if err != nil {
		return nil, unfit("%v", err)
	}
	if record.Date != day(article.Date) {
		return nil, unfit("they are for the date %q, not %q", record.Date, day(article.Date))
	}
	marks, err := record.Annotations(article.Text)
	if err != nil {
		return nil, unfit("%v", err)
	}
	return marks, nil
}

// keyOf names the reading of an article, with the annotations given for it.
func (r *run) keyOf(f *file) cache.Key {
	key := f.key()
	if r.given != nil {
		if at, ok := r.given.places[source.ID(f.name)]; ok {
			return cache.KeyOf(key[:], []byte("given"), []byte(at.name), at.hash[:])
		}
		if len(r.given.addressed) > 0 { // whose they are shows only when it is read
			key = cache.KeyOf(key[:], []byte("given"), r.given.addresses[:])
		}
	}
	if r.other != nil {
		key = cache.KeyOf(key[:], []byte("annotator"), r.other.key[:])
	}
	return key
}

func (g *given) close() {
	if g == nil {
		return
	}
	for _, f := range g.files {
		f.Close()
	}
	for _, f := range append(g.temps, g.docs) {
		if f != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}
}
