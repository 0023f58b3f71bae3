package intake

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/textproto"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
)

// readWARC reads a web archive (ISO 28500, WARC 1.0 and 1.1), plain or with
// each record in a member of gzip. The responses that are pages of HTML become
// records; all else is passed over without being held.
func readWARC(in *input, yield func(Record) error) error {
	f, err := in.fsys.Open(in.file)
	if err != nil {
		return unreadable(in, "", err)
	}
	defer f.Close()
	return readWARCFrom(in, in.name, f, yield)
}

func readWARCFrom(in *input, name string, r io.Reader, yield func(Record) error) error {
	packed := &meter{Reader: r}
	b := bufio.NewReaderSize(packed, 1<<16)
	if magic, _ := b.Peek(2); string(magic) == "\x1f\x8b" {
		z, err := gzip.NewReader(b) // of many members, as if of one
		if err != nil {
			return unreadable(in, "", err)
		}
		b = bufio.NewReaderSize(&swellGuard{unpacked: z, packed: packed}, 1<<16)
	}
	for at := 1; ; at++ {
		head, length, err := warcHead(b)
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return unreadable(in, fmt.Sprintf("record %d: ", at), err)
		}
		body := io.LimitReader(b, length)
		kind, media := head.Get("WARC-Type"), head.Get("Content-Type")
		if (kind == "response" && strings.HasPrefix(media, "application/http") || kind == "resource" && isHTML(media)) && webPage(head.Get("WARC-Target-URI")) {
			rec, err := warcRecord(in, name, at, head, body, length)
			if err != nil {
				return unreadable(in, fmt.Sprintf("record %d: ", at), err)
			}
			if rec != nil {
				if err := yield(*rec); err != nil {
					return err
				}
			}
		}
		if n, err := io.Copy(io.Discard, body); err != nil || body.(*io.LimitedReader).N > 0 {
			if err == nil {
				err = io.ErrUnexpectedEOF
			}
			return unreadable(in, fmt.Sprintf("record %d, after %d bytes: ", at, n), err)
		}
	}
}

func webPage(address string) bool {
	address = strings.Trim(address, "<>")
	return strings.HasPrefix(address, "http://") || strings.HasPrefix(address, "https://")
}

func isHTML(media string) bool {
	media, _, _ = strings.Cut(strings.ToLower(media), ";")
	media = strings.TrimSpace(media)
	return media == "text/html" || media == "application/xhtml+xml"
}

// warcHead reads the version and fields before a record's block, and its length.
func warcHead(b *bufio.Reader) (textproto.MIMEHeader, int64, error) {
	version := ""
	for version == "" {
		row, long, err := readLine(b)
		if err == io.EOF && len(bytes.TrimSpace(row)) == 0 {
			return nil, 0, io.EOF
		}
		if err != nil && err != io.EOF {
			return nil, 0, err
		}
		version = strings.TrimSpace(string(row))
		if long || version != "" && !strings.HasPrefix(version, "WARC/") {
			return nil, 0, errors.New("it does not begin as a record of a web archive")
		}
	}
	head := textproto.MIMEHeader{}
	for size := 0; ; {
		row, _, err := readLine(b)
		if err != nil {
			return nil, 0, io.ErrUnexpectedEOF
		}
		if size += len(row); size > 1<<20 {
			return nil, 0, errors.New("its head has more than a megabyte")
		}
		s := strings.TrimSpace(string(row))
		if s == "" {
			break
		}
		if name, value, ok := strings.Cut(s, ":"); ok {
			head.Add(name, strings.TrimSpace(value))
		}
	}
	length, err := strconv.ParseInt(head.Get("Content-Length"), 10, 64)
	if err != nil || length < 0 {
		return nil, 0, fmt.Errorf("its length %q is no number", cut(head.Get("Content-Length"), 30))
	}
	return head, length, nil
}

// warcRecord makes a record of a response; nil if that is no page.
func warcRecord(in *input, name string, at int, head textproto.MIMEHeader, body io.Reader, length int64) (*Record, error) {
	address := strings.Trim(head.Get("WARC-Target-URI"), "<>")
	rec := &Record{File: name, Place: fmt.Sprintf("record %d, %s", at, cut(line(address), 300))}
	start := bufio.NewReaderSize(body, 1<<14)
	if head.Get("WARC-Type") == "response" && !mayBePage(start) {
		return nil, nil
	}
	if length > maxRecord {
		rec.skip = fmt.Sprintf("it has more than %d megabytes", maxRecord>>20)
		rec.Sum = sha256.Sum256([]byte(address + head.Get("WARC-Record-ID")))
		return rec, nil
	}
	block, err := io.ReadAll(start)
	if err != nil {
		return nil, err
	}
	if int64(len(block)) < length {
		return nil, io.ErrUnexpectedEOF
	}
	rec.Sum = sha256.Sum256(block)
	resource, media := head.Get("WARC-Type") == "resource", head.Get("Content-Type")
	rec.make = func() *Item {
		if resource {
			it := readPage(block, media, address, false, in.o)
			it.ID = address
			return it
		}
		it := httpPage(block, address, in.o)
		it.ID = address
		return it
	}
	return rec, nil
}

// mayBePage looks at the head of a response for HTML and success, so that
// pictures and the like need not be held.
func mayBePage(b *bufio.Reader) bool {
	head, _ := b.Peek(1 << 14)
	if end := bytes.Index(head, []byte("\r\n\r\n")); end >= 0 {
		head = head[:end]
	}
	rows := bytes.Split(head, []byte("\n"))
	fields := strings.Fields(string(rows[0]))
	if len(fields) < 2 || !strings.HasPrefix(fields[0], "HTTP/") || fields[1] != "200" {
		return false
	}
	for _, row := range rows[1:] {
		name, value, _ := strings.Cut(string(row), ":")
		if strings.EqualFold(strings.TrimSpace(name), "Content-Type") {
			return isHTML(strings.TrimSpace(value))
		}
	}
	return false
}

// httpPage reads a response as it went over the wire: chunked or not, packed or
// not. Archives that store responses unpacked under the old header are read too.
func httpPage(block []byte, address string, o *Options) *Item {
	response, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(block)), nil)
	if err != nil {
		return skipped("its response is broken: %v", err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if chunked := len(response.TransferEncoding) > 0; chunked && (err != nil || len(body) == 0) {
		if _, raw, ok := bytes.Cut(block, []byte("\r\n\r\n")); ok && bytes.HasPrefix(bytes.TrimSpace(raw), []byte("<")) {
			body, err = raw, nil // it was stored without its chunks
		}
	}
	if err != nil && len(body) == 0 {
		return skipped("its response is broken: %v", err)
	}
	page, problem := unpack(body, response.Header.Get("Content-Encoding"))
	if problem != "" {
		return skipped("%s", problem)
	}
	it := readPage(page, response.Header.Get("Content-Type"), address, false, o)
	if err != nil && it.Skip == "" {
		it.doubt("its response breaks off: %v", err)
	}
	return it
}

// unpack undoes a content encoding of HTTP.
func unpack(body []byte, encoding string) (page []byte, problem string) {
	if bytes.HasPrefix(bytes.TrimSpace(body), []byte("<")) {
		return body, "" // stored unpacked
	}
	packed := bytes.NewReader(body)
	var r io.Reader
	var err error
	switch encoding = strings.ToLower(strings.TrimSpace(encoding)); encoding {
	case "", "identity":
		return body, ""
	case "gzip", "x-gzip":
		r, err = gzip.NewReader(packed)
	case "deflate":
		r, err = zlib.NewReader(packed)
	case "br":
		r = brotli.NewReader(packed)
	default:
		return nil, "its content encoding is not read: " + cut(line(encoding), 40)
	}
	if err != nil {
		return nil, "its content can't be unpacked: " + err.Error()
	}
	guard := &swellGuard{unpacked: r, packed: &meter{n: int64(len(body))}}
	page, err = io.ReadAll(io.LimitReader(guard, maxRecord+1))
	switch {
	case err != nil:
		return nil, "its content can't be unpacked: " + err.Error()
	case len(page) > maxRecord:
		return nil, fmt.Sprintf("it has more than %d megabytes", maxRecord>>20)
	}
	return page, ""
}
