package cache

import (
	"bufio"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

// A Key names a value by the whole computation that makes it: the program, its
// options, and everything it reads.
type Key [16]byte

// KeyOf makes a key of the parts of a computation's description.
func KeyOf(parts ...[]byte) (k Key) {
	h := sha256.New()
	var length [8]byte
	for _, part := range parts {
		binary.LittleEndian.PutUint64(length[:], uint64(len(part)))
		h.Write(length[:])
		h.Write(part)
	}
	copy(k[:], h.Sum(nil))
	return k
}

// A Store keeps values in a folder, in files called packs. A pack never changes
// once it has its name, which is a hash of its content, so that a folder may be
// deleted, copied, and shared between machines and processes at any time. What
// cannot be read, or is damaged, is as if it had never been stored. A Store may
// be used by several goroutines.
type Store struct {
	dir string

	mu      sync.Mutex
	packs   map[string]*pack
	index   map[Key]place
	fresh   *pack // being written; nil until something is put
	out     *bufio.Writer
	pending int // records in fresh
	damaged int // records that were found damaged
}

type pack struct {
	file *os.File
	size int64
}

// A place is where a value lies.
type place struct {
	pack   *pack
	offset int64
	length uint32
}

// A record is a key, the value's length, the first half of the SHA-256 of key
// and value, and the value.
const (
	packHeader   = "pressmark pack 1\n"
	recordHeader = len(Key{}) + 4 + 16
	maxValue     = 1 << 30
	packSuffix   = ".pack"
)

// OpenStore opens the store in a folder, and makes that if need be.
func OpenStore(dir string) (*Store, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	s := &Store{dir: dir, packs: map[string]*pack{}, index: map[Key]place{}}
	for _, e := range entries {
		name := filepath.Join(dir, e.Name())
		switch {
		case strings.HasSuffix(name, packSuffix):
			s.read(name)
		case strings.HasSuffix(name, ".tmp"): // of a killed process
			if info, err := e.Info(); err == nil && time.Since(info.ModTime()) > 24*time.Hour {
				os.Remove(name)
			}
		}
	}
	return s, nil
}

// read takes the records of a pack into the index, up to where it is damaged.
func (s *Store) read(name string) {
	f, err := os.Open(name)
	if err != nil {
		return // another process has just removed it
	}
	p := &pack{file: f}
	header := make([]byte, max(len(packHeader), recordHeader))
	if _, err := f.ReadAt(header[:len(packHeader)], 0); err != nil || string(header[:len(packHeader)]) != packHeader {
		f.Close()
		return
	}
	info, err := f.Stat()
	if err != nil {
		f.Close()
		return
	}
	p.size = info.Size()
	s.packs[name] = p
	for at := int64(len(packHeader)); at+int64(recordHeader) <= p.size; {
		if _, err := f.ReadAt(header[:recordHeader], at); err != nil {
			return
		}
		length := binary.LittleEndian.Uint32(header[len(Key{}):])
		end := at + int64(recordHeader) + int64(length)
		if length > maxValue || end > p.size {
			return
		}
		s.index[Key(header[:len(Key{})])] = place{p, at, length}
		at = end
	}
}

// Get returns the value of a key. The second result is false if there is none
// that is whole.
func (s *Store) Get(k Key) ([]byte, bool) {
	s.mu.Lock()
	at, ok := s.index[k]
	if ok && at.pack == s.fresh && s.out.Flush() != nil {
		ok = false
	}
	s.mu.Unlock()
	if !ok {
		return nil, false
	}
	record := make([]byte, recordHeader+int(at.length))
	if _, err := at.pack.file.ReadAt(record, at.offset); err == nil {
		if value := record[recordHeader:]; Key(record[:len(Key{})]) == k && [16]byte(record[len(Key{})+4:]) == sumOf(k, value) {
			return value, true
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.damaged++
	delete(s.index, k)
	return nil, false
}

func sumOf(k Key, value []byte) (sum [16]byte) {
	h := sha256.New()
	h.Write(k[:])
	h.Write(value)
	copy(sum[:], h.Sum(nil))
	return sum
}

// Put stores a value. Others see it after Save.
func (s *Store) Put(k Key, value []byte) error {
	if len(value) > maxValue {
		return nil
	}
	sum := sumOf(k, value)
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, there := s.index[k]; there {
		return nil
	}
	if s.fresh == nil {
		f, err := os.CreateTemp(s.dir, "pack-*.tmp")
		if err != nil {
			return err
		}
		s.fresh, s.out = &pack{file: f, size: int64(len(packHeader))}, bufio.NewWriterSize(f, 1<<18)
		s.out.WriteString(packHeader)
	}
	header := make([]byte, 0, recordHeader)
	header = append(header, k[:]...)
	header = binary.LittleEndian.AppendUint32(header, uint32(len(value)))
	header = append(header, sum[:]...)
	s.out.Write(header)
	if _, err := s.out.Write(value); err != nil {
		return err
	}
	s.index[k] = place{s.fresh, s.fresh.size, uint32(len(value))}
	s.fresh.size += int64(recordHeader + len(value))
	s.pending++
	return nil
}

// Pending is how many values were put since the last Save.
func (s *Store) Pending() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.pending
}

// Damaged is how many values were found damaged, and so taken as not stored.
func (s *Store) Damaged() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.damaged
}

// Save gives what was put since the last Save to other processes.
func (s *Store) Save() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.save()
}

func (s *Store) save() error {
	if s.fresh == nil {
		return nil
	}
	fresh := s.fresh
	err := s.out.Flush()
	s.fresh, s.out, s.pending = nil, nil, 0
	if err == nil {
		var name string
		if name, err = s.nameOf(fresh); err == nil {
			err = os.Rename(fresh.file.Name(), name)
		}
		if err == nil {
			s.packs[name] = fresh
			return nil
		}
	}
	os.Remove(fresh.file.Name())
	return err
}

// nameOf is the name that a pack gets from its content.
func (s *Store) nameOf(p *pack) (string, error) {
	h := sha256.New()
	if _, err := io.Copy(h, io.NewSectionReader(p.file, 0, p.size)); err != nil {
		return "", err
	}
	return filepath.Join(s.dir, hex.EncodeToString(h.Sum(nil)[:16])+packSuffix), nil
}

// Compact writes the values whose keys keep accepts into one pack, the newest
// first until they fill limit bytes, and removes all other packs. Nothing else
// may be asked of the store meanwhile.
func (s *Store) Compact(limit int64, keep func(Key) bool) error {
	if err := s.Save(); err != nil {
		return err
	}
	s.mu.Lock()
	old, index := s.packs, s.index
	s.packs, s.index = map[string]*pack{}, map[Key]place{}
	s.mu.Unlock()
	var total int64
	for _, k := range newestFirst(index) {
		at := index[k]
		total += int64(recordHeader) + int64(at.length)
		if total > limit || keep != nil && !keep(k) {
			continue
		}
		record := make([]byte, recordHeader+int(at.length))
		if _, err := at.pack.file.ReadAt(record, at.offset); err != nil {
			continue
		}
		if value := record[recordHeader:]; [16]byte(record[len(Key{})+4:]) == sumOf(k, value) {
			if err := s.Put(k, value); err != nil {
				return err
			}
		}
	}
	if err := s.Save(); err != nil {
		return err
	}
	var errs []error
	for name, p := range old {
		errs = append(errs, p.file.Close())
		if s.packs[name] == nil {
			errs = append(errs, os.Remove(name))
		}
	}
	return errors.Join(errs...)
}

// newestFirst orders keys by the age of their packs, then by place.
func newestFirst(index map[Key]place) []Key {
	ages := map[*pack]time.Time{}
	keys := make([]Key, 0, len(index))
	for k, at := range index {
		keys = append(keys, k)
		if _, known := ages[at.pack]; !known {
			if info, err := at.pack.file.Stat(); err == nil {
				ages[at.pack] = info.ModTime()
			}
		}
	}
	slices.SortFunc(keys, func(a, b Key) int {
		x, y := index[a], index[b]
		if x.pack != y.pack {
			if c := ages[y.pack].Compare(ages[x.pack]); c != 0 {
				return c
			}
		}
		return strings.Compare(string(a[:]), string(b[:]))
	})
	return keys
}

// Size is the number of packs and of their bytes.
func (s *Store) Size() (packs int, bytes int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, p := range s.packs {
		bytes += p.size
	}
	return len(s.packs), bytes
}

// Close saves and closes the store.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	errs := []error{s.save()}
	for _, p := range s.packs {
		errs = append(errs, p.file.Close())
	}
	s.packs, s.index = nil, nil
	if err := errors.Join(errs...); err != nil {
		return fmt.Errorf("cache: %w", err)
	}
	return nil
}
