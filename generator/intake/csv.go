package intake

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"

	"pressmark/generator/fault"
)

// readCSV reads a table whose first row names the columns. Commas, semicolons,
// tabs and bars part cells; which, is told by the first row.
func readCSV(in *input, yield func(Record) error) error {
	f, err := in.reader()
	if err != nil {
		return unreadable(in, "", err)
	}
	defer f.Close()
	bound := &bound{r: f, left: 2 * maxRecord}
	b := bufio.NewReaderSize(decoded(bound), 1<<16)
	if mark, _ := b.Peek(3); string(mark) == "\xef\xbb\xbf" {
		b.Discard(3)
	}
	head, _ := b.Peek(1 << 14)
	c := csv.NewReader(b)
	c.Comma, c.LazyQuotes, c.FieldsPerRecord = separator(head), true, -1
	columns, err := c.Read()
	if err != nil {
		return unreadable(in, "line 1: ", err)
	}
	if len(columns) < 2 {
		return fault.New(in.name, 1, 0, "name the columns in the first row", "has one column only, %q", cut(line(columns[0]), 60))
	}
	columns = unique(columns)
	for {
		bound.left = 2 * maxRecord
		cells, err := c.Read()
		if err == io.EOF {
			return nil
		}
		at, _ := c.FieldPos(0)
		if err != nil {
			return unreadable(in, fmt.Sprintf("line %d: ", at), err)
		}
		rec := Record{File: in.name, Place: fmt.Sprintf("line %d", at), Sum: sha256.Sum256([]byte(strings.Join(cells, "\x1f")))}
		rec.make = func() *Item { return csvRow(columns, cells).item(in.o) }
		if len(cells) > len(columns) {
			rec.skip = "it has more cells than there are columns"
		}
		if err := yield(rec); err != nil {
			return err
		}
	}
}

// csvRow names the cells of a row. An apostrophe that was put before a formula
// to disarm it goes.
func csvRow(columns, cells []string) row {
	r := row{}
	for i, cell := range cells {
		if len(cell) > 1 && cell[0] == '\'' && strings.IndexByte("=+-@", cell[1]) >= 0 {
			cell = cell[1:]
		}
		r[columns[i]] = cell
	}
	return r
}

// unique gives every column a name of its own.
func unique(columns []string) []string {
	seen := map[string]bool{}
	for i, name := range columns {
		name = line(name)
		for n := 2; name == "" || seen[name]; n++ {
			name = fmt.Sprintf("%s %d", line(columns[i]), n)
		}
		seen[name] = true
		columns[i] = name
	}
	return columns
}

// separator is the mark that occurs most in the first row.
func separator(head []byte) rune {
	row, _, _ := bytes.Cut(head, []byte("\n"))
	best, most := ',', 0
	for _, mark := range ",;\t|" {
		if n := bytes.Count(row, []byte(string(mark))); n > most {
			best, most = mark, n
		}
	}
	return best
}

// decoded reads text in whatever encoding its first bytes show.
func decoded(r io.Reader) io.Reader {
	b := bufio.NewReaderSize(r, 1<<16)
	head, _ := b.Peek(1 << 14)
	encoding, name, _ := charset.DetermineEncoding(head, "")
	if name == "windows-1252" && mostlyUTF8(head) || name == "utf-8" {
		return b
	}
	return encoding.NewDecoder().Reader(b)
}

// mostlyUTF8 reports whether a text has more characters of UTF-8 beyond ASCII
// than bytes that belong to none.
func mostlyUTF8(head []byte) bool {
	good, bad := 0, 0
	for len(head) > 0 {
		r, size := utf8.DecodeRune(head)
		switch {
		case r == utf8.RuneError && size == 1:
			bad++
		case size > 1:
			good++
		}
		head = head[size:]
	}
	return good > bad
}

var errRowTooLong = errors.New("a row is longer than one record may be, or a quotation mark is not closed")

// A bound reads until more was read than one row may have.
type bound struct {
	r    io.Reader
	left int
}

func (b *bound) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	if b.left -= n; b.left <= 0 {
		return n, errRowTooLong
	}
	return n, err
}
