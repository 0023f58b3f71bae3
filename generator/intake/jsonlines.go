package intake

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
)

// readJSONLines reads one JSON object a line. A line that is broken or too long
// is skipped, and the next is read.
func readJSONLines(in *input, yield func(Record) error) error {
	f, err := in.reader()
	if err != nil {
		return unreadable(in, "", err)
	}
	defer f.Close()
	r := bufio.NewReaderSize(f, 1<<16)
	for at := 1; ; at++ {
		line, long, err := readLine(r)
		if err != nil && err != io.EOF {
			return unreadable(in, fmt.Sprintf("line %d: ", at), err)
		}
		if at == 1 {
			line = bytes.TrimPrefix(line, []byte("\xef\xbb\xbf"))
		}
		if line = bytes.TrimSpace(line); len(line) > 0 {
			rec := Record{File: in.name, Place: fmt.Sprintf("line %d", at), Sum: sha256.Sum256(line)}
			rec.make = func() *Item { return jsonItem(line, in.o) }
			if long {
				rec.skip = fmt.Sprintf("it has more than %d megabytes", maxRecord>>20)
			}
			if err := yield(rec); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
	}
}

// readLine returns the next line, or the beginning of it if it is longer than
// one record may be; the rest is then passed over.
func readLine(r *bufio.Reader) (line []byte, long bool, err error) {
	for {
		part, err := r.ReadSlice('\n')
		if room := maxRecord - len(line); len(part) > room {
			part, long = part[:max(room, 0)], true
		}
		line = append(line, part...)
		if err != bufio.ErrBufferFull {
			return line, long, err
		}
	}
}

func jsonItem(line []byte, o *Options) *Item {
	r, problem := decodeObject(line)
	if problem != "" {
		return skipped("%s", problem)
	}
	return r.item(o)
}

// decodeObject reads one JSON object.
func decodeObject(data []byte) (r row, problem string) {
	if jsonTooDeep(data) {
		return nil, fmt.Sprintf("it is nested more than %d deep", maxDepth)
	}
	if start := bytes.TrimSpace(data); len(start) == 0 || start[0] != '{' {
		return nil, "its JSON is broken: it is no object"
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	if err := d.Decode(&r); err != nil {
		return nil, "its JSON is broken: " + err.Error()
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, "its JSON is broken: more follows the object"
	}
	return r, ""
}
