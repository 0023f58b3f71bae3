package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// A preview is a running "pressmark serve" of a temporary site.
type preview struct {
	t      *testing.T
	dir    string
	url    string
	output *lockedBuffer
	events *bufio.Scanner
}

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

var servingAt = regexp.MustCompile(`serving .* at (http://\S+) `)

func startPreview(t *testing.T, files map[string]string, flags ...string) *preview {
	t.Helper()
	p := &preview{t: t, dir: t.TempDir(), output: &lockedBuffer{}}
	for name, data := range files {
		p.write(name, data)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan int)
	args := append([]string{"serve", "-s", p.dir, "-p", "0"}, flags...)
	go func() { ended <- execute(ctx, args, newVoice(io.Discard, p.output)) }()
	t.Cleanup(func() {
		stop()
		select {
		case code := <-ended:
			if code != 0 {
				t.Errorf("serve ended with %d: %s", code, p.output)
			}
		case <-time.After(10 * time.Second):
			t.Error("serve did not stop")
		}
	})
	p.wait("the first build", func() bool {
		return servingAt.MatchString(p.output.String()) && strings.Contains(p.output.String(), "time ") || strings.Contains(p.output.String(), "nothing published")
	})
	p.url = servingAt.FindStringSubmatch(p.output.String())[1]
	return p
}

func (p *preview) write(name, data string) {
	p.t.Helper()
	name = filepath.Join(p.dir, name)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(data), 0o644); err != nil {
		p.t.Fatal(err)
	}
}

func (p *preview) wait(what string, done func() bool) {
	p.t.Helper()
	for limit := time.Now().Add(20 * time.Second); !done(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(limit) {
			p.t.Fatalf("waited in vain for %s: %s", what, p.output)
		}
	}
}

// get fetches a page below the front page.
func (p *preview) get(path string) (int, string) {
	p.t.Helper()
	response, err := http.Get(p.url + path)
	if err != nil {
		p.t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		p.t.Fatal(err)
	}
	return response.StatusCode, string(body)
}

// listen opens the stream of events, as a page does.
func (p *preview) listen() {
	p.t.Helper()
	origin := p.url[:strings.Index(p.url[8:], "/")+8]
	response, err := http.Get(origin + "/__pressmark/events")
	if err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(func() { response.Body.Close() })
	time.AfterFunc(20*time.Second, func() { response.Body.Close() })
	p.events = bufio.NewScanner(response.Body)
}

// expect reads events up to one of the name, and returns its data.
func (p *preview) expect(name string) string {
	p.t.Helper()
	for p.events.Scan() {
		if p.events.Text() == "event: "+name {
			p.events.Scan()
			return strings.TrimPrefix(p.events.Text(), "data: ")
		}
	}
	p.t.Fatalf("no event %q: %s", name, p.output)
	return ""
}

const goodArticle = "---\ntitle: Boats Counted\ndate: 2024-05-14\n---\n\nAnna Larsson was in Oslo.\n"

func TestServe(t *testing.T) {
	p := startPreview(t, map[string]string{"seeds/a.md": goodArticle}, "-b", "https://example.org/archive/")
	if !strings.HasSuffix(p.url, "/archive/") {
		t.Errorf("served at %s", p.url)
	}
	if code, page := p.get("2024/05/boats-counted/"); code != 200 || !strings.Contains(page, "/__pressmark/live.js") {
		t.Errorf("got %d %s", code, page)
	}
	published, err := os.ReadFile(filepath.Join(p.dir, "public/2024/05/boats-counted/index.html"))
	if err != nil || strings.Contains(string(published), "__pressmark") {
		t.Errorf("the published page is not as it should be: %v", err)
	}
	if code, _ := p.get("none/"); code != 404 {
		t.Errorf("got %d for a page that is not there", code)
	}
	p.listen()
	p.expect("hello")

	p.write("seeds/a.md", strings.Replace(goodArticle, "Oslo", "Bergen", 1))
	p.expect("reload")
	if _, page := p.get("2024/05/boats-counted/"); !strings.Contains(page, "Bergen") {
		t.Error("the page is the old one")
	}
	p.expect("reload") // the build, after the page that was shown before it
	if _, page := p.get("2024/05/boats-counted/"); !strings.Contains(page, "Bergen") {
		t.Error("the build published the old page")
	}

	p.write("seeds/b.md", "---\ntitle: [x\n---\n\nText.\n")
	if data := p.expect("failed"); !strings.Contains(data, `b.md","line":`) || !strings.Contains(data, `"text":"title: [x"`) || !strings.Contains(data, `"advice":"`) {
		t.Errorf("the page is told %s", data)
	}
	if code, page := p.get("2024/05/boats-counted/"); code != 200 || !strings.Contains(page, "Bergen") {
		t.Error("the last good page is gone")
	}
	os.Remove(filepath.Join(p.dir, "seeds/b.md"))
	p.expect("mended")

	p.write("assets/pressmark.css", "p { color: red }")
	if data := p.expect("reload"); data == "" {
		t.Error("a new folder of assets was not seen")
	}
	p.write("assets/pressmark.css", "p { color: blue }")
	if data := p.expect("css"); !strings.Contains(data, "/archive/assets/pressmark.") || strings.Count(data, ".css") != 1 {
		t.Errorf("the page is told %s", data)
	}

	p.write("pressmark.yaml", "site: {titel: x}\n")
	if data := p.expect("failed"); !strings.Contains(data, "did you mean") {
		t.Errorf("the page is told %s", data)
	}
	p.write("pressmark.yaml", "site: {title: Harbour News}\n")
	p.expect("reload")
	if _, page := p.get(""); !strings.Contains(page, "Harbour News") {
		t.Error("the new settings have no effect")
	}
}

func TestServeStartsWithABrokenSite(t *testing.T) {
	p := startPreview(t, map[string]string{"seeds/a.md": "---\ntitle: [x\n---\n"})
	if code, page := p.get(""); code != 404 || !strings.Contains(page, "/__pressmark/live.js") {
		t.Errorf("got %d %s", code, page)
	}
	p.listen()
	p.expect("failed")
	p.write("seeds/a.md", goodArticle)
	p.expect("mended")
	p.expect("reload")
	if code, _ := p.get(""); code != 200 {
		t.Errorf("got %d", code)
	}
}

func TestServePortTaken(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	port := taken.Addr().(*net.TCPAddr).Port
	if _, err := listen("127.0.0.1", port, true); err == nil || !strings.Contains(err.Error(), "the port is taken; end the program that uses it, or choose another port with -p") {
		t.Errorf("got %v", err)
	}
	other, err := listen("127.0.0.1", port, false)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if other.Addr().(*net.TCPAddr).Port <= port {
		t.Errorf("listens at %v", other.Addr())
	}
	if _, err := listen("256.0.0.1", 0, false); err == nil || !strings.Contains(err.Error(), "--bind") {
		t.Errorf("got %v", err)
	}
}
