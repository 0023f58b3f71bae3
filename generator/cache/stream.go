package cache

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path"
	"strconv"
)

// A Stream is a file of the output that is written piece by piece, for what is
// too large to be held: it goes to the stage at once, and is hashed on the way.
type Stream struct {
	output *Output
	path   string
	from   string // in the stage
	file   *os.File
	out    *bufio.Writer
	hash   hash.Hash
	size   int64
}

// Create begins the file at path. Close makes what was written its content once
// Commit is called, as Write does.
func (o *Output) Create(path string) (*Stream, error) {
	if err := checkPath(path); err != nil {
		return nil, err
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if err := o.openStage(); err != nil {
		return nil, err
	}
	o.streams++
	s := &Stream{output: o, path: path, from: "s" + strconv.Itoa(o.streams), hash: sha256.New()}
	var err error
	if s.file, err = o.root.Create(stageName + "/" + s.from); err != nil {
		return nil, err
	}
	s.out = bufio.NewWriterSize(io.MultiWriter(s.file, s.hash), 64<<10)
	return s, nil
}

func (s *Stream) Write(data []byte) (int, error) {
	s.size += int64(len(data))
	return s.out.Write(data)
}

// Close ends the file. One that the output has with this content already stays
// untouched. The error is a *ConflictError if something that Pressmark did not
// make is in the way.
func (s *Stream) Close() (File, error) {
	err := s.out.Flush()
	if closed := s.file.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return File{}, err
	}
	sum := [sha256.Size]byte(s.hash.Sum(nil))
	file := File{Path: s.path, Size: s.size, Hash: hex.EncodeToString(sum[:16])}
	o := s.output
	if err := o.claim(file); err != nil {
		return file, err
	}
	same, err := o.compareWith(s.path, s.size, func() (bool, error) {
		there, err := o.hashFile(s.path)
		return there == sum, err
	})
	if err != nil {
		return file, err
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.sums[s.path] = sum
	o.result.Bytes += s.size
	if same {
		o.result.Unchanged++
		return file, o.root.Remove(stageName + "/" + s.from)
	}
	o.moves = append(o.moves, move{From: s.from, To: s.path})
	return file, nil
}

// Abandon drops what was written.
func (s *Stream) Abandon() {
	s.file.Close()
	s.output.root.Remove(stageName + "/" + s.from)
}

// Sum is the SHA-256 and the size of a file that this build has written or
// kept. Files that were streamed were hashed then; others are read.
func (o *Output) Sum(name string) (sum [sha256.Size]byte, size int64, err error) {
	o.mu.Lock()
	file, ok := o.files[name]
	sum, known := o.sums[name]
	from := name
	for i := len(o.moves) - 1; ok && !known && i >= 0; i-- {
		if o.moves[i].To == name {
			from = stageName + "/" + o.moves[i].From
			break
		}
	}
	o.mu.Unlock()
	if !ok {
		return sum, 0, fmt.Errorf("%s: this build has not made it yet", name)
	}
	if !known {
		if sum, err = o.hashFile(from); err != nil {
			return sum, 0, err
		}
		o.mu.Lock()
		o.sums[name] = sum
		o.mu.Unlock()
	}
	return sum, file.Size, nil
}

// hashFile is the SHA-256 of a file in the output folder.
func (o *Output) hashFile(name string) (sum [sha256.Size]byte, err error) {
	f, err := o.root.Open(name)
	if err != nil {
		return sum, err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return sum, err
	}
	return [sha256.Size]byte(h.Sum(nil)), nil
}

// compareWith reports whether the file at name is what a build wants there:
// it has that size, and equal says so. It is a conflict if it is not and
// Pressmark did not publish it.
func (o *Output) compareWith(name string, size int64, equal func() (bool, error)) (same bool, err error) {
	o.mu.Lock()
	state := o.checked[path.Dir(name)]
	o.mu.Unlock()
	if state == absent {
		return false, nil
	}
	_, ours := o.old[name]
	info, err := o.root.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, err
	case info.IsDir():
		return false, o.replaceFolder(name)
	case !info.Mode().IsRegular():
		return false, &ConflictError{name, "is a link or a special file that pressmark did not make"}
	}
	if info.Size() == size {
		if same, err = equal(); same || err != nil {
			return same, err
		}
	}
	if !ours {
		return false, &ConflictError{name, "is a file that pressmark did not make"}
	}
	return false, nil
}
