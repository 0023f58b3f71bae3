package cache

import (
	"bytes"
	"crypto/sha256"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"time"
)

// A Signature tells one state of a file from the next without reading it. It
// holds the time of the last change of the file's record, which no program can
// set, as git's index does.
type Signature struct {
	Size     int64
	Modified int64 // nanoseconds since 1970
	Changed  int64
	Inode    uint64
}

// A Built says what a build read and what it made of it, so that the next one
// can leave out what would come out the same. It lies in the cache: without it,
// everything is made again.
type Built struct {
	Inputs  Key    // of everything that was read
	Report  []byte // the caller's
	Pages   []BuiltPage
	Foreign []string // as in the manifest
}

// A BuiltPage is one file of the site. Key names all that it was made from.
type BuiltPage struct {
	Key       Key
	File      File
	Signature Signature // zero if the file must be read to be trusted
}

// tick is longer than the steps in which file systems count time: a file that
// changed so shortly before it was looked at could change again unseen.
const tick = 20 * int64(time.Millisecond)

var builtHeader = []byte("pressmark built 1\n")

// ReadBuilt reads what SaveBuilt wrote; nil if it is not there or not whole.
func ReadBuilt(name string) *Built {
	data, err := os.ReadFile(name)
	if err != nil || len(data) < len(builtHeader)+sha256.Size || !bytes.HasPrefix(data, builtHeader) {
		return nil
	}
	sum, data := data[len(builtHeader):][:sha256.Size], data[len(builtHeader)+sha256.Size:]
	if [sha256.Size]byte(sum) != sha256.Sum256(data) {
		return nil
	}
	b := &Built{}
	if Decode(data, b) != nil {
		return nil
	}
	return b
}

// Save writes b to a file, whole or not at all.
func (b *Built) Save(name string) error {
	data := Encode(*b)
	sum := sha256.Sum256(data)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(name), "built-*.tmp")
	if err != nil {
		return err
	}
	_, err = f.Write(bytes.Join([][]byte{builtHeader, sum[:], data}, nil))
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

// Sign takes the signatures of all files of b in the output folder.
func (b *Built) Sign(dir string) {
	now := time.Now().UnixNano()
	for i := range b.Pages {
		p := &b.Pages[i]
		p.Signature = Signature{}
		info, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(p.File.Path)))
		if err != nil || !info.Mode().IsRegular() || info.Size() != p.File.Size {
			continue
		}
		if s := SignatureOf(info); s.Changed < now-tick {
			p.Signature = s
		}
	}
}

// Intact reports whether the file in the output folder is as it was published.
// It reads the file unless its signature vouches for it.
func (p *BuiltPage) Intact(dir string) bool {
	name := filepath.Join(dir, filepath.FromSlash(p.File.Path))
	info, err := os.Lstat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() != p.File.Size {
		return false
	}
	if p.Signature != (Signature{}) && SignatureOf(info) == p.Signature {
		return true
	}
	data, err := os.ReadFile(name)
	return err == nil && hashOf(data) == p.File.Hash
}

// Manifest is the manifest that was published with b.
func (b *Built) Manifest() *Manifest {
	m := &Manifest{Foreign: b.Foreign, Files: make([]File, len(b.Pages))}
	for i := range b.Pages {
		m.Files[i] = b.Pages[i].File
	}
	return m
}

// Stands reports whether the output folder holds what b says, all of it: no
// build was left half-way, the manifest lists the files, and each of them is as
// it was published.
func (b *Built) Stands(dir string, each func(n int, f func(i int) bool) bool) bool {
	if _, err := os.Lstat(filepath.Join(dir, stageName)); err == nil {
		return false
	}
	current, err := os.ReadFile(filepath.Join(dir, ManifestName))
	if err != nil {
		return false
	}
	var want bytes.Buffer
	if _, err := b.Manifest().WriteTo(&want); err != nil || !bytes.Equal(current, want.Bytes()) {
		return false
	}
	return each(len(b.Pages), func(i int) bool { return b.Pages[i].Intact(dir) })
}

// Keepable reports whether a file is still as it was published.
func (o *Output) Keepable(p BuiltPage) bool {
	old, ok := o.old[p.File.Path]
	return ok && old == p.File && p.Intact(o.dir)
}

// Keep takes a file for this build that is as the last build published it, in
// place of Write. It reports false, and does nothing, if that is not so; then
// the file must be written. The page's own signature spares reading the file.
func (o *Output) Keep(p BuiltPage) (bool, error) {
	if !o.Keepable(p) {
		return false, nil
	}
	if err := o.claim(p.File); err != nil {
		return false, err
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.checked[path.Dir(p.File.Path)] == absent {
		// The folder is a link to a folder: not what was published.
		delete(o.files, p.File.Path)
		return false, nil
	}
	o.result.Bytes += p.File.Size
	o.result.Unchanged++
	return true, nil
}

// Files are the files of the site, and the folders among theirs that others
// made. Call it after Commit.
func (o *Output) Files() (files map[string]File, foreign []string) {
	return o.files, slices.Sorted(maps.Keys(o.foreign))
}
