package cache

import (
	"bufio"
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"slices"
)

// ManifestName is the file in the output folder that lists what Pressmark
// published there. It lives with the output, not in the cache folder, so that
// deleting or sharing the cache can never cost anybody a file.
const ManifestName = ".pressmark.json"

// A File is one published file.
type File struct {
	Path string // in the output folder, with slashes
	Size int64  // bytes
	Hash string // the first 32 hexadecimal digits of the content's SHA-256
}

// A Manifest lists the files that Pressmark published, by path, and the folders
// among theirs that were there before it and so are not removed when empty.
type Manifest struct {
	Files   []File
	Foreign []string
}

// hashOf is the hash that a manifest keeps of a file's content.
func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:16])
}

// FileOf is the file of that content at path.
func FileOf(path string, data []byte) File {
	return File{Path: path, Size: int64(len(data)), Hash: hashOf(data)}
}

// WriteTo prints the manifest as JSON, one file a line, in order of path: the
// same files give the same bytes.
func (m *Manifest) WriteTo(w io.Writer) (int64, error) {
	count := &counter{w: w}
	b := bufio.NewWriter(count)
	b.WriteString("{\"pressmark\": 1,\n \"about\": \"what Pressmark published here; keep this file, it tells the next build which files it may replace\",\n \"foreign\": ")
	foreign := slices.Sorted(slices.Values(m.Foreign))
	if foreign == nil {
		foreign = []string{}
	}
	writeJSON(b, foreign)
	b.WriteString(",\n \"files\": [")
	files := slices.SortedFunc(slices.Values(m.Files), func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	for i, f := range files {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString("\n  ")
		writeJSON(b, []any{f.Path, f.Size, f.Hash})
	}
	b.WriteString("]}\n")
	err := b.Flush()
	return count.n, err
}

// ReadManifest is the inverse of WriteTo. It rejects paths that would leave the
// output folder.
func ReadManifest(data []byte) (*Manifest, error) {
	var raw struct {
		Pressmark int               `json:"pressmark"`
		Foreign   []string          `json:"foreign"`
		Files     []json.RawMessage `json:"files"`
	}
	if err := json.Unmarshal(data, &raw); err != nil {
		return nil, err
	}
	if raw.Pressmark != 1 {
		return nil, fmt.Errorf("written by another version of pressmark (format %d)", raw.Pressmark)
	}
	m := &Manifest{Foreign: raw.Foreign, Files: make([]File, len(raw.Files))}
	for i, line := range raw.Files {
		f := &m.Files[i]
		if err := json.Unmarshal(line, &[]any{&f.Path, &f.Size, &f.Hash}); err != nil {
			return nil, err
		}
		if err := checkPath(f.Path); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// folders lists every folder that holds a file of the manifest, directly or
// not, except the output folder itself.
func (m *Manifest) folders() map[string]bool {
	all := map[string]bool{}
	for _, f := range m.Files {
		for dir := path.Dir(f.Path); dir != "." && !all[dir]; dir = path.Dir(dir) {
			all[dir] = true
		}
	}
	return all
}

func writeJSON(b *bufio.Writer, value any) {
	var line bytes.Buffer
	encoder := json.NewEncoder(&line)
	encoder.SetEscapeHTML(false)
	encoder.Encode(value) // strings and numbers always encode
	b.Write(bytes.TrimSuffix(line.Bytes(), []byte("\n")))
}

type counter struct {
	w io.Writer
	n int64
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	return n, err
}
