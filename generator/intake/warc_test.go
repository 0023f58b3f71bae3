package intake

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

// warcOf is a web archive of one response, with further headers.
func warcOf(address, headers string, body []byte) []byte {
	response := fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n%s\r\n%s", headers, body)
	return warcRecordOf("response", "application/http; msgtype=response", address, response)
}

func warcRecordOf(kind, media, address, block string) []byte {
	return []byte(fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nContent-Type: %s\r\nWARC-Record-ID: <urn:uuid:1>\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, address, media, len(block), block))
}

func zipped(data []byte) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write(data)
	z.Close()
	return b.Bytes()
}

// TestWARC reads responses in all the ways they are stored.
func TestWARC(t *testing.T) {
	page := func(title string) []byte { return []byte(articlePage(title)) }
	chunked := func(data []byte) []byte {
		return []byte(fmt.Sprintf("5\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n", data[:5], len(data)-5, data[5:]))
	}
	var deflated, brotlied bytes.Buffer
	z := zlib.NewWriter(&deflated)
	z.Write(page("Deflated"))
	z.Close()
	br := brotli.NewWriter(&brotlied)
	br.Write(page("Brotli"))
	br.Close()
	records := [][]byte{
		warcRecordOf("warcinfo", "application/warc-fields", "", "software: x\r\n"),
		warcRecordOf("request", "application/http; msgtype=request", "http://lake.example/plain", "GET / HTTP/1.1\r\n\r\n"),
		warcOf("http://lake.example/plain", "", page("Plain")),
		warcOf("<http://lake.example/chunked>", "Transfer-Encoding: chunked\r\n", chunked(page("Chunked"))),
		warcOf("http://lake.example/gzip", "Content-Encoding: gzip\r\n", zipped(page("Gzip"))),
		warcOf("http://lake.example/both", "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", chunked(zipped(page("Both")))),
		warcOf("http://lake.example/deflate", "Content-Encoding: deflate\r\n", deflated.Bytes()),
		warcOf("http://lake.example/br", "Content-Encoding: br\r\n", brotlied.Bytes()),
		warcOf("http://lake.example/unpacked", "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", page("Stored unpacked")),
		warcOf("http://lake.example/zstd", "Content-Encoding: zstd\r\n", []byte("\x28\xb5\x2f\xfd")),
		warcOf("http://lake.example/bomb", "Content-Encoding: gzip\r\n", zipped(bytes.Repeat([]byte("x"), 32<<20))),
		warcOf("http://lake.example/list", "", []byte("<html><meta property=og:type content=website><p>Front page</p></html>")),
		warcRecordOf("response", "application/http", "http://lake.example/moved", "HTTP/1.1 301 Moved\r\nContent-Type: text/html\r\nLocation: /x\r\n\r\n"+articlePage("Moved")),
		warcRecordOf("response", "application/http", "http://lake.example/p.png", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG"),
		warcRecordOf("resource", "text/html", "http://lake.example/resource", articlePage("Resource")),
		warcRecordOf("response", "text/dns", "dns:lake.example", "x"),
		warcOf("http://lake.example/plain", "", page("Plain")),
	}
	for _, packed := range []bool{false, true} {
		var file []byte
		name := "a.warc"
		for _, r := range records {
			if packed {
				r, name = zipped(r), "a.warc.gz"
			}
			file = append(file, r...)
		}
		dir := t.TempDir()
		writeFile(t, filepath.Join(dir, "in", name), file)
		report, seeds := imported(t, dir, Options{})
		if len(seeds) != 8 || strings.Count(report, "\n") < 12 {
			t.Errorf("%d seeds:\n%s", len(seeds), report)
		}
		for _, want := range []string{"record 3, http://lake.example/plain (", "record 4, http://lake.example/chunked (", "/br (", "/resource (", "/unpacked (",
			"/zstd: its content encoding is not read: zstd", "/bomb: its content can't be unpacked: the data swells", "/list: its page is no article: it says that it is a website",
			"record 17, http://lake.example/plain: it is the same record as another"} {
			if !strings.Contains(report, want) {
				t.Errorf("%s: the report is\n%s\nwithout %q", name, report, want)
			}
		}
	}
}
