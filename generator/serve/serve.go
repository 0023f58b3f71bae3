// Package serve is the preview server: it shows the output folder as a host on
// the web would, and tells open pages when something changed.
//
// Make a Server with New, use it as an http.Handler, and after each build call
// Published, Restyled or Failed. What is on disk stays as published: the script that
// reloads pages is added to them on their way out only.
package serve

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/netip"
	"os"
	"path"
	"strings"
	"sync"
	"time"
)

// own is where the server's own files are, beside the site.
const own = "/__pressmark/"

// policy lets a previewed page load nothing from elsewhere but pictures: a page
// that needs more would break on a host that says so too.
const policy = "default-src 'self'; img-src 'self' https: data:; object-src 'none'; base-uri 'none'; frame-ancestors 'self'"

// A Server shows one output folder.
type Server struct {
	dir  string // the output folder
	base string // "/" or "/archive/": the path that the site is published at
	bind string // the address it listens at, whose name is trusted
	live live

	review review
	mu     sync.Mutex
	edited map[string][]byte // pages shown before the build that publishes them
}

// New makes a server for the folder dir of a site that is published at the path
// base. bind is the host it listens at, as the user named it.
func New(dir, base, bind string) *Server {
	base = "/" + strings.Trim(base, "/") + "/"
	if base == "//" {
		base = "/"
	}
	return &Server{dir: dir, base: base, bind: bind, live: newLive(), review: newReview()}
}

// Base is the path of the front page.
func (s *Server) Base() string { return s.base }

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Referrer-Policy", "same-origin")
	header.Set("Content-Security-Policy", policy)
	header.Set("Cache-Control", "no-cache")
	switch {
	case !s.trusted(r.Host):
		// A name that somebody else points at this machine ("DNS rebinding").
		http.Error(w, "pressmark serves localhost only; use --bind to serve other names", http.StatusMisdirectedRequest)
	case r.URL.Path == own+"review/decide" && r.Method == http.MethodPost:
		s.review.decide(w, r)
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		header.Set("Allow", "GET, HEAD")
		http.Error(w, "only reading is possible", http.StatusMethodNotAllowed)
	case r.URL.Path == own+"review/list":
		s.review.list(w)
	case strings.HasPrefix(r.URL.Path, own):
		s.live.serve(w, r)
	case r.URL.Path == "/" && s.base != "/":
		http.Redirect(w, r, s.base, http.StatusFound)
	default:
		s.file(w, r)
	}
}

// trusted reports whether a request's Host is one that only this machine's
// owner can have meant: an IP address, localhost, or the name given to --bind.
func (s *Server) trusted(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.TrimSuffix(strings.ToLower(strings.Trim(host, "[]")), ".")
	if _, err := netip.ParseAddr(host); err == nil {
		return true
	}
	return host == "localhost" || strings.HasSuffix(host, ".localhost") || s.bind != "" && host == strings.ToLower(s.bind)
}

// file answers with a file of the site.
func (s *Server) file(w http.ResponseWriter, r *http.Request) {
	rest, inside := strings.CutPrefix(r.URL.Path, s.base)
	if !inside {
		if r.URL.Path+"/" == s.base {
			http.Redirect(w, r, s.base, http.StatusMovedPermanently)
			return
		}
		s.missing(w, r)
		return
	}
	name := rest
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	if !fs.ValidPath(name) || hidden(name) {
		s.missing(w, r)
		return
	}
	if page, ok := s.shown(name); ok {
		sum := sha256.Sum256(page)
		header := w.Header()
		header.Set("Content-Type", contentType(name))
		header.Set("ETag", fmt.Sprintf(`"%x"`, sum[:8]))
		http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(s.inject(page)))
		return
	}
	f, info, err := s.open(name)
	switch {
	case errors.Is(err, errFolder):
		target := *r.URL
		target.Path = path.Clean(r.URL.Path) + "/" // Clean: "//host" must not become another host
		target.RawPath = ""
		http.Redirect(w, r, target.RequestURI(), http.StatusMovedPermanently)
	case err != nil:
		s.missing(w, r)
	default:
		defer f.Close()
		s.send(w, r, name, f, info, http.StatusOK)
	}
}

// Show answers with a page in place of the one that is published at path, until
// the next build that succeeds, and tells open pages to load again.
func (s *Server) Show(path string, page []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if bytes.Equal(s.edited[path], page) {
		return
	}
	if s.edited == nil {
		s.edited = map[string][]byte{}
	}
	s.edited[path] = page
	s.live.reload()
}

// shown returns a page that Show was given.
func (s *Server) shown(path string) ([]byte, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	page, ok := s.edited[path]
	return page, ok
}

// forget ends what Show began: the folder holds it now.
func (s *Server) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.edited = nil
}

// hidden reports whether a part of the path begins with a dot: the manifest,
// the stage, an editor's leavings.
func hidden(name string) bool {
	return strings.HasPrefix(name, ".") && !strings.HasPrefix(name, ".well-known/") || strings.Contains(name, "/.")
}

var errFolder = errors.New("is a folder")

// open opens a regular file inside the output folder; os.Root keeps symbolic
// links from leading out of it.
func (s *Server) open(name string) (*os.File, fs.FileInfo, error) {
	root, err := os.OpenRoot(s.dir)
	if err != nil {
		return nil, nil, err
	}
	defer root.Close()
	info, err := root.Stat(name)
	if err != nil {
		return nil, nil, err
	}
	if info.IsDir() {
		return nil, nil, errFolder
	}
	if !info.Mode().IsRegular() {
		return nil, nil, fs.ErrNotExist
	}
	f, err := root.Open(name)
	if err != nil {
		return nil, nil, err
	}
	info, err = f.Stat()
	if err != nil {
		f.Close()
		return nil, nil, err
	}
	return f, info, nil
}

// missing answers with the site's own page for what is not there.
func (s *Server) missing(w http.ResponseWriter, r *http.Request) {
	f, info, err := s.open("404.html")
	if err == nil {
		defer f.Close()
		s.send(w, r, "404.html", f, info, http.StatusNotFound)
		return
	}
	page := "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Not built yet</title></head>\n" +
		"<body><p>There is no page here yet.</p></body></html>\n"
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(http.StatusNotFound)
	w.Write(s.inject([]byte(page)))
}

// send answers with a file: pages get the script, all else goes out as it is,
// in ranges if asked.
func (s *Server) send(w http.ResponseWriter, r *http.Request, name string, f io.ReadSeeker, info fs.FileInfo, status int) {
	w.Header().Set("Content-Type", contentType(name))
	w.Header().Set("ETag", fmt.Sprintf(`"%x-%x"`, info.ModTime().UnixNano(), info.Size()))
	content := f
	if strings.HasSuffix(name, ".html") {
		page, err := io.ReadAll(f)
		if err != nil {
			http.Error(w, "the page cannot be read", http.StatusInternalServerError)
			return
		}
		content = bytes.NewReader(s.inject(page))
	}
	if status != http.StatusOK {
		w.WriteHeader(status)
		if r.Method != http.MethodHead {
			io.Copy(w, content)
		}
		return
	}
	http.ServeContent(w, r, name, time.Time{}, content)
}

var script = []byte(`<script src="` + own + `live.js" defer></script>` + "\n")

// inject adds the reloading script to a page, at the end of its head.
func (s *Server) inject(page []byte) []byte {
	at := bytes.Index(page, []byte("</head>"))
	if at < 0 {
		at = len(page)
	}
	out := make([]byte, 0, len(page)+len(script))
	return append(append(append(out, page[:at]...), script...), page[at:]...)
}

// contentTypes are those of the files a site has. They do not come from the
// system, which may say otherwise on another machine.
var contentTypes = map[string]string{
	".atom": "application/atom+xml; charset=utf-8", ".avif": "image/avif", ".bib": "text/plain; charset=utf-8",
	".css": "text/css; charset=utf-8", ".csv": "text/csv; charset=utf-8", ".geojson": "application/geo+json",
	".gif": "image/gif", ".gz": "application/gzip", ".html": "text/html; charset=utf-8", ".ico": "image/x-icon",
	".jpeg": "image/jpeg", ".jpg": "image/jpeg", ".js": "text/javascript; charset=utf-8", ".json": "application/json",
	".jsonl": "application/jsonl; charset=utf-8", ".jsonld": "application/ld+json", ".md": "text/markdown; charset=utf-8",
	".mp3": "audio/mpeg", ".mp4": "video/mp4", ".pdf": "application/pdf", ".png": "image/png",
	".sqlite": "application/vnd.sqlite3", ".svg": "image/svg+xml", ".ttl": "text/turtle; charset=utf-8",
	".txt": "text/plain; charset=utf-8", ".wasm": "application/wasm", ".webmanifest": "application/manifest+json",
	".webp": "image/webp", ".woff": "font/woff", ".woff2": "font/woff2", ".xml": "application/xml; charset=utf-8",
	".zip": "application/zip",
}

func contentType(name string) string {
	if t, ok := contentTypes[strings.ToLower(path.Ext(name))]; ok {
		return t
	}
	return "application/octet-stream"
}
