package serve

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func site(t *testing.T) string {
	t.Helper()
	parent := t.TempDir()
	dir := filepath.Join(parent, "public")
	for name, data := range map[string]string{
		"public/index.html":        "<!doctype html><html><head><title>Front</title></head><body>front</body></html>",
		"public/404.html":          "<html><head></head><body>nothing here</body></html>",
		"public/people/index.html": "<html><head></head><body>people</body></html>",
		"public/data/a.jsonl":      "0123456789",
		"public/a b.css":           "body{}",
		"public/assets/a.css":      "body{}",
		"public/.pressmark.json":   "{}",
		"public/x/.git/config":     "secret",
		"secret.txt":               "secret",
	} {
		name = filepath.Join(parent, name)
		os.MkdirAll(filepath.Dir(name), 0o755)
		if err := os.WriteFile(name, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	os.Symlink(filepath.Join(parent, "secret.txt"), filepath.Join(dir, "link.txt"))
	return dir
}

// get asks the server directly, so that the path arrives as it is written.
func get(s *Server, target, host string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("GET", "http://"+host+"/", nil)
	target, query, _ := strings.Cut(target, "?")
	r.URL.Path, r.URL.RawQuery = target, query
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

func TestFiles(t *testing.T) {
	dir := site(t)
	for _, c := range []struct {
		base, path  string
		status      int
		contentType string
		body        string // a part of it
	}{
		{"/", "/", 200, "text/html; charset=utf-8", "front"},
		{"/", "/people/", 200, "text/html; charset=utf-8", "people"},
		{"/", "/people", 301, "", ""},
		{"/", "/people/index.html", 200, "text/html; charset=utf-8", "people"},
		{"/", "/data/a.jsonl", 200, "application/jsonl; charset=utf-8", "0123456789"},
		{"/", "/a b.css", 200, "text/css; charset=utf-8", "body{}"},
		{"/", "/none", 404, "text/html; charset=utf-8", "nothing here"},
		{"/archive/", "/archive/", 200, "text/html; charset=utf-8", "front"},
		{"/archive/", "/archive", 301, "", ""},
		{"/archive/", "/", 302, "", ""},
		{"/archive/", "/people/", 404, "text/html; charset=utf-8", "nothing here"},
		{"/archive/", "/archive/people/", 200, "text/html; charset=utf-8", "people"},
		{"/", "/../secret.txt", 404, "", "nothing here"},
		{"/", "/people/../../secret.txt", 404, "", "nothing here"},
		{"/", "/..\\secret.txt", 404, "", "nothing here"},
		{"/", "//secret.txt", 404, "", "nothing here"},
		{"/", "/link.txt", 404, "", "nothing here"},
		{"/", "/.pressmark.json", 404, "", "nothing here"},
		{"/", "/x/.git/config", 404, "", "nothing here"},
		{"/", "/\x00", 404, "", "nothing here"},
	} {
		w := get(New(dir, c.base, "127.0.0.1"), c.path, "localhost:1313")
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.body) || c.contentType != "" && w.Header().Get("Content-Type") != c.contentType {
			t.Errorf("%s at %s: got %d %s %q", c.path, c.base, w.Code, w.Header().Get("Content-Type"), w.Body)
		}
		if strings.Contains(w.Body.String(), "secret") {
			t.Errorf("%s gave a secret away", c.path)
		}
		if csp := w.Header().Get("Content-Security-Policy"); !strings.HasPrefix(csp, "default-src 'self'") {
			t.Errorf("%s: policy is %q", c.path, csp)
		}
	}
}

func TestScriptIsAddedOnTheWayOnly(t *testing.T) {
	dir := site(t)
	before, _ := os.ReadFile(filepath.Join(dir, "index.html"))
	w := get(New(dir, "/", ""), "/", "localhost")
	want := strings.Replace(string(before), "</head>", string(script)+"</head>", 1)
	if w.Body.String() != want {
		t.Errorf("got %s", w.Body)
	}
	after, _ := os.ReadFile(filepath.Join(dir, "index.html"))
	if string(after) != string(before) {
		t.Error("the published file changed")
	}
}

func TestRangesAndValidators(t *testing.T) {
	s := New(site(t), "/", "")
	w := get(s, "/data/a.jsonl", "localhost", "Range", "bytes=2-4")
	if w.Code != 206 || w.Body.String() != "234" {
		t.Errorf("got %d %q", w.Code, w.Body)
	}
	tag := w.Header().Get("ETag")
	if w := get(s, "/data/a.jsonl", "localhost", "If-None-Match", tag); w.Code != 304 {
		t.Errorf("got %d for a known file", w.Code)
	}
}

func TestHost(t *testing.T) {
	s := New(site(t), "/", "Desk.Example")
	for host, want := range map[string]int{
		"localhost": 200, "localhost:1313": 200, "127.0.0.1:1313": 200, "[::1]:1313": 200, "a.localhost": 200,
		"192.168.0.7:1313": 200, "desk.example:1313": 200, "evil.example": 421, "localhost.evil.example": 421, "127.0.0.1.evil.example": 421, "": 421,
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.Host = host
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if w.Code != want {
			t.Errorf("host %q: got %d, want %d", host, w.Code, want)
		}
	}
}

func TestOnlyReading(t *testing.T) {
	r := httptest.NewRequest("POST", "http://localhost/", nil)
	w := httptest.NewRecorder()
	New(site(t), "/", "").ServeHTTP(w, r)
	if w.Code != 405 {
		t.Errorf("got %d", w.Code)
	}
}

func TestFolderRedirectStaysOnThisHost(t *testing.T) {
	dir := site(t)
	os.MkdirAll(filepath.Join(dir, "evil.example"), 0o755)
	w := get(New(dir, "/", ""), "//evil.example", "localhost")
	if location := w.Header().Get("Location"); strings.HasPrefix(location, "//") {
		t.Errorf("sent on to %q", location)
	}
}

func TestEvents(t *testing.T) {
	s := New(site(t), "/base/", "")
	server := httptest.NewServer(s)
	defer server.Close()
	defer s.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	r, _ := http.NewRequestWithContext(ctx, "GET", server.URL+"/__pressmark/events", nil)
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	lines := bufio.NewScanner(response.Body)
	next := func() string {
		var parts []string
		for lines.Scan() && lines.Text() != "" {
			parts = append(parts, lines.Text())
		}
		return strings.Join(parts, " ")
	}
	if got := next(); !strings.HasPrefix(got, "event: hello") {
		t.Fatalf("got %q", got)
	}
	for _, c := range []struct {
		do   func()
		want string
	}{
		{func() { s.Restyled([]string{"assets/a.css", "assets/gone.css"}) }, `event: css data: ["/base/assets/a.css"]`},
		{func() { s.Failed([]Problem{{Path: "a.md", Line: 2, Problem: "bad"}}) }, `event: failed data: [{"path":"a.md","line":2,"problem":"bad"}]`},
		{func() { s.Published(nil) }, "event: mended data: true"},
		{func() { s.Published([]string{"index.html"}) }, "event: reload"},
	} {
		c.do()
		if got := next(); !strings.HasPrefix(got, c.want) {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
	s.Close()
	if rest, err := io.ReadAll(response.Body); err != nil || len(rest) > 0 {
		t.Errorf("the stream went on: %q %v", rest, err)
	}
}

func TestEventsOfAnotherSite(t *testing.T) {
	w := get(New(site(t), "/", ""), "/__pressmark/events", "localhost:1313", "Origin", "https://evil.example")
	if w.Code != 403 {
		t.Errorf("got %d", w.Code)
	}
}
