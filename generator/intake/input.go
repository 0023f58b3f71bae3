package intake

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"pressmark/generator/fault"
)

// An input is one file to be read, or one folder whose files belong together.
type input struct {
	name   string // as the report names it
	file   string // path inside fsys; "." for a folder
	fsys   fs.FS
	size   int64
	format format
	o      *Options
	root   *os.Root // closed with the last input of a source; nil in the others
	run    *run
}

// A format is a way of reading inputs. Read gives every record to yield, whose
// error ends it; it returns a fault for what kept it from reading on.
type format struct {
	name   string
	folder bool // reads a folder as a whole
	read   func(in *input, yield func(Record) error) error
}

// Auto is the format that is told from the files.
const Auto = "auto"

// formats are all that is read. (A function, as the readers refer to it.)
func formats() []format {
	return []format{
		{"html", false, readHTML},
		{"feed", false, readFeed},
		{"wxr", false, readWXR},
		{"jsonl", false, readJSONLines},
		{"csv", false, readCSV},
		{"ninjs", false, readNinjs},
		{"nitf", false, readNITF},
		{"warc", false, readWARC},
		{"wacz", false, readWACZ},
		{"hugo", true, readHugo},
		{"jekyll", true, readJekyll},
	}
}

// Formats returns the names of the formats, "auto" first.
func Formats() []string {
	names := []string{Auto}
	for _, f := range formats() {
		names = append(names, f.name)
	}
	return names
}

func formatOf(name string) (format, bool) {
	for _, f := range formats() {
		if f.name == name {
			return f, true
		}
	}
	return format{}, false
}

// open finds the inputs of one source, sorted by path. Links that lead out of a
// folder are not followed.
func (r *run) open(source string) ([]*input, error) {
	if r.o.Format != Auto {
		if _, ok := formatOf(r.o.Format); !ok {
			return nil, fmt.Errorf("there is no format %q; the formats are %s", r.o.Format, strings.Join(Formats(), ", "))
		}
	}
	info, err := os.Stat(source)
	if err != nil {
		return nil, fault.New(source, 0, 0, "check that it exists and may be read", "can't be read: %v", reason(err))
	}
	dir, file := filepath.Dir(source), filepath.Base(source)
	if info.IsDir() {
		dir, file = source, "."
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fault.New(source, 0, 0, "check that it may be read", "can't be read: %v", reason(err))
	}
	all, err := r.find(root.FS(), baseName(source), file)
	if len(all) == 0 {
		if err == nil {
			err = fault.New(source, 0, 0, "name the format: "+strings.Join(Formats()[1:], ", "), "has nothing of a format that is known")
		}
		return nil, errors.Join(err, root.Close())
	}
	all[len(all)-1].root = root
	return all, err
}

// baseName is how the report names a source: without the folders that it lies
// in, which differ between machines.
func baseName(source string) string {
	if full, err := filepath.Abs(source); err == nil {
		source = full
	}
	return filepath.ToSlash(filepath.Base(source))
}

// find lists the inputs at file, which may be a folder.
func (r *run) find(fsys fs.FS, name, file string) ([]*input, error) {
	if file != "." {
		in := &input{name: name, file: file, fsys: fsys, o: r.o, run: r}
		return r.accept(in, true)
	}
	if f, ok := r.siteFormat(fsys); ok {
		return []*input{{name: name, file: ".", fsys: fsys, format: f, o: r.o, run: r}}, nil
	}
	var all []*input
	var faults []error
	err := fs.WalkDir(fsys, ".", func(at string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			faults = append(faults, fault.New(path.Join(name, at), 0, 0, "check that it may be read", "can't be read: %v", reason(err)))
			return nil
		case at == ".":
			return nil
		case strings.HasPrefix(path.Base(at), "."), entry.IsDir() && besideAPage(fsys, at):
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		case entry.IsDir():
			sub, err := fs.Sub(fsys, at)
			if err != nil || r.o.Format != Auto {
				return err
			}
			if f, ok := r.siteFormat(sub); ok {
				all = append(all, &input{name: path.Join(name, at), file: ".", fsys: sub, format: f, o: r.o, run: r})
				return fs.SkipDir
			}
			return nil
		}
		if info, err := fs.Stat(fsys, at); err != nil || !info.Mode().IsRegular() {
			r.summary.PassedBy["links that lead nowhere or out of the folder"]++
			return nil
		}
		found, err := r.accept(&input{name: path.Join(name, at), file: at, fsys: fsys, o: r.o, run: r}, false)
		all, faults = append(all, found...), append(faults, err)
		return nil
	})
	faults = append(faults, err)
	return r.withoutData(all), errors.Join(faults...)
}

// withoutData passes by the feeds and data that lie beside pages of HTML, as in
// the copy of a site: what they hold is on the pages. Who wants them names their
// format.
func (r *run) withoutData(all []*input) []*input {
	pages := map[string]bool{}
	for _, in := range all {
		if in.format.name == "html" {
			pages[path.Dir(in.file)] = true
		}
	}
	if r.o.Format != Auto || len(pages) == 0 {
		return all
	}
	return slices.DeleteFunc(all, func(in *input) bool {
		switch in.format.name {
		case "feed", "jsonl", "csv", "ninjs":
			if pages[path.Dir(in.file)] {
				r.summary.PassedBy["feeds and data beside pages"]++
				return true
			}
		}
		return false
	})
}

// siteFormat tells whether a folder is the site of a generator, which is read
// as a whole.
func (r *run) siteFormat(fsys fs.FS) (format, bool) {
	if r.o.Format != Auto {
		f, _ := formatOf(r.o.Format)
		return f, f.folder
	}
	there := func(name string) bool { _, err := fs.Stat(fsys, name); return err == nil }
	if there("_config.yml") || there("_posts") {
		return formatOf("jekyll")
	}
	for _, name := range []string{"hugo.toml", "hugo.yaml", "hugo.json", "config.toml", "config.yaml", "config/_default"} {
		if there(name) && there("content") {
			return formatOf("hugo")
		}
	}
	return format{}, false
}

// besideAPage reports whether a folder holds what a browser saved beside a page
// ("Name_files"): pictures, scripts and frames.
func besideAPage(fsys fs.FS, dir string) bool {
	base, ok := strings.CutSuffix(dir, "_files")
	if !ok {
		return false
	}
	for _, ext := range []string{".html", ".htm"} {
		if _, err := fs.Stat(fsys, base+ext); err == nil {
			return true
		}
	}
	return false
}

// accept gives an input its format. A file of no known format is passed by,
// unless it was named.
func (r *run) accept(in *input, named bool) ([]*input, error) {
	info, err := fs.Stat(in.fsys, in.file)
	if err != nil {
		return nil, fault.New(in.name, 0, 0, "check that it may be read", "can't be read: %v", reason(err))
	}
	in.size = info.Size()
	told := ""
	if !named || r.o.Format == Auto {
		if told, err = in.detect(); err != nil {
			return nil, fault.New(in.name, 0, 0, "check that it may be read", "can't be read: %v", reason(err))
		}
	}
	if r.o.Format != Auto && (named || told == r.o.Format || told == "" && !slices.Contains(deadEnds, path.Ext(in.file))) {
		told = r.o.Format
	} else if r.o.Format != Auto {
		told = ""
	}
	f, ok := formatOf(told)
	switch {
	case ok && !f.folder:
		in.format = f
		return []*input{in}, nil
	case named && ok:
		return nil, fault.New(in.name, 0, 0, "name the site's folder", "is a file; %s is read from a folder", f.name)
	case named:
		return nil, fault.New(in.name, 0, 0, "name the format: "+strings.Join(Formats()[1:], ", "), "is of no format that is known")
	}
	r.summary.PassedBy[cut(strings.ToLower(path.Ext(in.file)), 20)]++
	return nil, nil
}

// deadEnds are extensions of files that are never articles.
var deadEnds = []string{".css", ".js", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".ico", ".woff", ".woff2", ".ttf", ".mp3", ".mp4", ".pdf", ".zip", ".map"}

// detect tells the format from the name and the first kilobytes.
func (in *input) detect() (string, error) {
	f, err := in.reader()
	if err != nil {
		return "", err
	}
	defer f.Close()
	head := make([]byte, 4096)
	n, err := io.ReadFull(f, head)
	if err != nil && err != io.ErrUnexpectedEOF && err != io.EOF {
		return "", err
	}
	return detect(in.file, head[:n]), nil
}

// detect tells the format of a file from its name and how it begins; "" if it
// is none.
func detect(name string, head []byte) string {
	name = strings.TrimSuffix(strings.ToLower(name), ".gz")
	ext := path.Ext(name)
	start := bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")))
	has := func(s string) bool { return bytes.Contains(start, []byte(s)) }
	switch {
	case bytes.HasPrefix(start, []byte("WARC/")):
		return "warc"
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		if ext == ".wacz" || has("archive/") || has("datapackage.json") {
			return "wacz"
		}
		return ""
	case ext == ".jsonl" || ext == ".ndjson":
		return "jsonl"
	case ext == ".csv" || ext == ".tsv":
		return "csv"
	case bytes.HasPrefix(start, []byte("{")) || bytes.HasPrefix(start, []byte("[")):
		switch {
		case has("jsonfeed.org/version"):
			return "feed"
		case ext == ".json" && (has(`"headline`) || has(`"body_`) || has(`"bodies"`) || has("ninjs")):
			return "ninjs"
		}
		return ""
	case bytes.HasPrefix(start, []byte("<")):
		return detectMarkup(ext, start)
	}
	return ""
}

func detectMarkup(ext string, start []byte) string {
	lower := bytes.ToLower(start)
	has := func(s string) bool { return bytes.Contains(lower, []byte(s)) }
	switch {
	case has("wordpress.org/export"):
		return "wxr"
	case has("<rss") || has("<feed") || has("<rdf:rdf"):
		return "feed"
	case has("<nitf"):
		return "nitf"
	case ext == ".html" || ext == ".htm" || ext == ".xhtml" || has("<!doctype html") || has("<html"):
		return "html"
	}
	return ""
}

// reader opens the input; gzip around it is taken off, whatever it is called.
func (in *input) reader() (io.ReadCloser, error) {
	f, err := in.fsys.Open(in.file)
	if err != nil {
		return nil, err
	}
	packed := &meter{Reader: f}
	b := bufio.NewReaderSize(packed, 1<<16)
	if magic, _ := b.Peek(2); string(magic) != "\x1f\x8b" {
		return both{b, f}, nil
	}
	z, err := gzip.NewReader(b)
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return both{&swellGuard{unpacked: z, packed: packed}, f}, nil
}

type both struct {
	io.Reader
	io.Closer
}

// all reads the whole input, which may have no more than limit bytes.
func (in *input) all(limit int64) ([]byte, error) {
	f, err := in.reader()
	if err != nil {
		return nil, fault.New(in.name, 0, 0, "check that it may be read", "can't be read: %v", reason(err))
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err != nil {
		return nil, fault.New(in.name, 0, 0, "check that it is whole", "can't be read: %v", reason(err))
	}
	if int64(len(data)) > limit {
		return nil, fault.New(in.name, 0, 0, "split it", "has more than %d megabytes", limit>>20)
	}
	return data, nil
}

func (in *input) close() error {
	if in.root == nil {
		return nil
	}
	return in.root.Close()
}

// reason strips the operation and path from an error of the file system.
func reason(err error) error {
	var of *fs.PathError
	if errors.As(err, &of) {
		return of.Err
	}
	return err
}
