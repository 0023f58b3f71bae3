package intake

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"pressmark/generator/fault"
)

// maxEntries is how many files a WACZ may hold.
const maxEntries = 100_000

// readWACZ reads the web archives inside of a WACZ (a ZIP with its WARCs in
// archive/). They are read as streams; nothing is unpacked to disk, and names
// inside mean nothing but themselves.
func readWACZ(in *input, yield func(Record) error) error {
	f, err := in.fsys.Open(in.file)
	if err != nil {
		return unreadable(in, "", err)
	}
	defer f.Close()
	at, ok := f.(io.ReaderAt)
	if !ok {
		return fault.New(in.name, 0, 0, "unpack it, and import the WARC files", "can't be read out of order")
	}
	z, err := zip.NewReader(at, in.size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return unreadable(in, "", err)
	}
	if len(z.File) > maxEntries {
		return fault.New(in.name, 0, 0, "it was made to exhaust who unpacks it; leave it out", "holds more than %d files", maxEntries)
	}
	found := false
	var faults []error
	for _, file := range z.File {
		name := strings.ToLower(file.Name)
		if !strings.HasSuffix(name, ".warc") && !strings.HasSuffix(name, ".warc.gz") {
			continue
		}
		found = true
		if file.UncompressedSize64 > maxFree && file.UncompressedSize64/maxRatio > file.CompressedSize64 {
			faults = append(faults, unreadable(in, fmt.Sprintf("%q ", cut(line(file.Name), 80)), errSwells))
			continue
		}
		stop, err := readEntry(in, file, yield)
		faults = append(faults, err)
		if stop {
			return errors.Join(faults...)
		}
	}
	if !found {
		faults = append(faults, fault.New(in.name, 0, 0, "check that it is a web archive", "holds no WARC file"))
	}
	return errors.Join(faults...)
}

// readEntry reads one file of the archive. stop says that yield has had enough.
func readEntry(in *input, file *zip.File, yield func(Record) error) (stop bool, err error) {
	name := in.name + ":" + line(path.Base(file.Name))
	r, err := file.Open()
	if err != nil {
		return false, unreadable(in, fmt.Sprintf("%q ", cut(line(file.Name), 80)), err)
	}
	defer r.Close()
	guarded := &zipGuard{r: r, packed: int64(file.CompressedSize64)}
	err = readWARCFrom(in, name, guarded, func(rec Record) error {
		err := yield(rec)
		stop = err != nil
		return err
	})
	return stop, err
}

// A zipGuard doubts the sizes that a ZIP states.
type zipGuard struct {
	r      io.Reader
	packed int64
	n      int64
}

func (g *zipGuard) Read(p []byte) (int, error) {
	n, err := g.r.Read(p)
	if g.n += int64(n); g.n > maxFree && g.n/maxRatio > g.packed {
		return n, errSwells
	}
	return n, err
}
