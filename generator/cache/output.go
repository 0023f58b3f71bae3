package cache

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
)

// stageName is the folder inside the output in which a build lays its files
// ready; being on one file system with them, each is put in place by one rename.
const stageName = ".pressmark-stage"

// An Output is an output folder that is being published to. Write may be called
// from several goroutines.
type Output struct {
	dir    string // as the caller named it
	root   *os.Root
	unlock func()
	made   bool // the output folder did not exist
	old    map[string]File
	ours   map[string]bool // folders that held our files, made by us
	others []string        // folders that held our files, made by others

	mu      sync.Mutex
	stage   *os.Root // the stage folder; nil until it exists
	files   map[string]File
	moves   []move
	checked map[string]folder
	foreign map[string]bool
	streams int                          // begun so far
	sums    map[string][sha256.Size]byte // of files that were streamed, or asked for
	result  Result

	step func(point string) error // tests stop the commit here
}

// A Result counts what a Commit did.
type Result struct {
	Written   int      // files created or replaced
	Unchanged int      // files left as they were
	Removed   int      // stale files removed
	Bytes     int64    // of all files of the site
	Changed   []string // paths written or removed, in order
	Kept      []string // stale files that somebody else has changed, and so were left
}

// A ConflictError is something in the output folder that Pressmark did not make
// and that is in its way.
type ConflictError struct {
	Path    string // in the output folder
	Problem string
}

func (e *ConflictError) Error() string { return e.Path + ": " + e.Problem }

// folder is what is known of a folder of the output.
type folder uint8

const (
	unknown folder = iota
	absent
	present
)

// OpenOutput prepares the folder dir for publishing: makes it, takes its lock
// (waiting is called once if another build holds it), finishes or undoes a
// build that was killed, and reads the manifest.
func OpenOutput(ctx context.Context, dir string, waiting func()) (*Output, error) {
	o := &Output{
		dir: dir, files: map[string]File{}, checked: map[string]folder{}, foreign: map[string]bool{}, sums: map[string][sha256.Size]byte{},
		step: func(string) error { return nil },
	}
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		o.made = true
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	var err error
	if o.unlock, err = lock(ctx, dir, waiting); err != nil {
		return nil, err
	}
	if o.root, err = os.OpenRoot(dir); err != nil {
		o.unlock()
		return nil, err
	}
	if err := o.prepare(); err != nil {
		o.root.Close()
		o.unlock()
		return nil, err
	}
	return o, nil
}

// prepare brings the folder into the state that one build or another left whole.
func (o *Output) prepare() error {
	if err := o.recover(); err != nil {
		return err
	}
	manifest, err := readManifest(o.root)
	if err != nil {
		return err
	}
	o.old = make(map[string]File, len(manifest.Files))
	for _, f := range manifest.Files {
		o.old[f.Path] = f
	}
	o.ours = manifest.folders()
	o.others = manifest.Foreign
	for _, dir := range manifest.Foreign {
		delete(o.ours, dir)
	}
	return nil
}

func readManifest(root *os.Root) (*Manifest, error) {
	data, err := root.ReadFile(ManifestName)
	if errors.Is(err, fs.ErrNotExist) {
		return &Manifest{}, nil
	}
	if err != nil {
		return nil, err
	}
	manifest, err := ReadManifest(data)
	if err != nil {
		return nil, &ConflictError{ManifestName, "is damaged: " + err.Error()}
	}
	return manifest, nil
}

// Published reads the manifest of the output folder dir; an empty one if
// nothing was published there.
func Published(dir string) (*Manifest, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return readManifest(root)
}

// Write makes data the content of the file at path (with slashes, inside the
// output folder) once Commit is called. A file that has this content already
// stays untouched, times and all. The error is a *ConflictError if something
// that Pressmark did not make is in the way.
func (o *Output) Write(path string, data []byte) error {
	if err := checkPath(path); err != nil {
		return err
	}
	file := FileOf(path, data)
	if err := o.claim(file); err != nil {
		return err
	}
	same, err := o.compare(path, data)
	if err != nil {
		return err
	}
	o.mu.Lock()
	o.result.Bytes += file.Size
	if same {
		o.result.Unchanged++
		o.mu.Unlock()
		return nil
	}
	if err := o.openStage(); err != nil {
		o.mu.Unlock()
		return err
	}
	m := move{From: strconv.Itoa(len(o.moves)), To: path}
	o.moves = append(o.moves, m)
	o.mu.Unlock()
	return o.stage.WriteFile(m.From, data, 0o644)
}

// openStage makes the stage folder when the first file needs it, so that a
// build that changes nothing writes nothing. o.mu is held.
func (o *Output) openStage() error {
	if o.stage != nil {
		return nil
	}
	if err := o.root.Mkdir(stageName, 0o755); err != nil {
		return err
	}
	var err error
	o.stage, err = o.root.OpenRoot(stageName)
	return err
}

// claim notes that the build wants the file, once, and looks at the folders
// above it.
func (o *Output) claim(file File) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if _, twice := o.files[file.Path]; twice {
		return fmt.Errorf("%s: two pages want this file", file.Path)
	}
	o.files[file.Path] = file
	_, err := o.look(path.Dir(file.Path))
	return err
}

// look finds out whether a folder of the output exists and is a real folder.
// o.mu is held.
func (o *Output) look(dir string) (folder, error) {
	if dir == "." {
		return present, nil
	}
	if known := o.checked[dir]; known != unknown {
		return known, nil
	}
	state, err := o.look(path.Dir(dir))
	if err != nil {
		return unknown, err
	}
	if state == present {
		state, err = o.lookAt(dir)
		if err != nil {
			return unknown, err
		}
	}
	o.checked[dir] = state
	return state, nil
}

// lookAt looks at a folder whose parent is a real folder.
func (o *Output) lookAt(dir string) (folder, error) {
	info, err := o.root.Lstat(dir)
	_, stale := o.old[dir]
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return absent, nil
	case err != nil:
		return unknown, err
	case info.IsDir():
		if !o.ours[dir] {
			o.foreign[dir] = true
		}
		return present, nil
	case info.Mode().IsRegular() && stale:
		return absent, nil // a file of ours that makes way for a folder
	case info.Mode()&fs.ModeSymlink != 0:
		return unknown, &ConflictError{dir, "is a symbolic link where a folder is needed"}
	default:
		return unknown, &ConflictError{dir, "is a file where a folder is needed"}
	}
}

// compare reports whether the file at name has the content data. It is a
// conflict if it does not and Pressmark did not publish it.
func (o *Output) compare(name string, data []byte) (same bool, err error) {
	return o.compareWith(name, int64(len(data)), func() (bool, error) { return o.equal(name, data) })
}

// equal compares a file with data piece by piece.
func (o *Output) equal(name string, data []byte) (bool, error) {
	f, err := o.root.Open(name)
	if err != nil {
		return false, err
	}
	defer f.Close()
	buffer := buffers.Get().(*[]byte)
	defer buffers.Put(buffer)
	for len(data) > 0 {
		n, err := io.ReadFull(f, (*buffer)[:min(len(*buffer), len(data))])
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			return false, nil
		}
		if err != nil {
			return false, err
		}
		if !bytes.Equal((*buffer)[:n], data[:n]) {
			return false, nil
		}
		data = data[n:]
	}
	return true, nil
}

var buffers = sync.Pool{New: func() any { b := make([]byte, 64<<10); return &b }}

// replaceFolder allows a file to take the place of a folder only if all that is
// in it is ours.
func (o *Output) replaceFolder(dir string) error {
	return fs.WalkDir(o.root.FS(), dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		_, ours := o.old[name]
		if ours || entry.IsDir() && o.ours[name] {
			return nil
		}
		return &ConflictError{dir, fmt.Sprintf("is a folder where a file is needed, and %s is not pressmark's", name)}
	})
}

// Close gives the folder back. Without a Commit before it, everything is as it
// was when the output was opened.
func (o *Output) Close() error {
	if o.root == nil {
		return nil
	}
	var errs []error
	if o.stage != nil {
		o.stage.Close()
		errs = append(errs, o.root.RemoveAll(stageName))
	}
	errs = append(errs, o.root.Close())
	o.root = nil
	if o.made {
		os.Remove(o.dir) // succeeds only if it is still empty
	}
	o.unlock()
	return errors.Join(errs...)
}

// checkPath rejects paths that would leave the output folder or take names that
// Pressmark keeps for itself.
func checkPath(name string) error {
	switch {
	case name == "." || !fs.ValidPath(name) || strings.ContainsAny(name, "\\\x00") || !filepath.IsLocal(filepath.FromSlash(name)):
		return fmt.Errorf("%q: is no path inside the output folder", name)
	case name == ManifestName || name == lockName || name == stageName || strings.HasPrefix(name, stageName+"/"):
		return fmt.Errorf("%q: is a name that pressmark keeps for itself", name)
	}
	for part := range strings.SplitSeq(name, "/") {
		if len(part) > 255 {
			return fmt.Errorf("%q: has a name of more than 255 bytes", name)
		}
	}
	return nil
}
