package serve

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"
)

// A Problem is one thing wrong in a build, as the page over the page shows it.
type Problem struct {
	Path    string `json:"path"`
	Line    int    `json:"line,omitempty"`
	Col     int    `json:"col,omitempty"` // in code points
	Problem string `json:"problem"`
	Advice  string `json:"advice,omitempty"`
	Lines   []Line `json:"lines,omitempty"` // of the file, around the place
}

// A Line is one line of a file.
type Line struct {
	Number int    `json:"number"`
	Text   string `json:"text"`
}

// live tells open pages of changes, over server-sent events.
type live struct {
	mu       *sync.Mutex
	start    int64 // tells one run of the server from the next
	build    int   // builds published
	problems []Problem
	pages    map[chan event]bool
	closed   chan struct{}
	once     *sync.Once
}

// An event is what a page is told.
type event struct {
	name string
	data any
}

func newLive() live {
	return live{
		mu: new(sync.Mutex), start: time.Now().UnixNano(), pages: map[chan event]bool{},
		closed: make(chan struct{}), once: new(sync.Once),
	}
}

// Published tells open pages that a build succeeded, and that they are to load
// again if it changed any files.
func (s *Server) Published(changed []string) {
	s.forget()
	l := &s.live
	l.mu.Lock()
	defer l.mu.Unlock()
	l.mend()
	if len(changed) > 0 {
		l.build++
		l.tell(event{"reload", l.id()})
	}
}

// reload tells open pages to load again.
func (l *live) reload() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.build++
	l.tell(event{"reload", l.id()})
}

// Restyled tells open pages that a build succeeded and changed nothing but how
// they look: they take the style sheets at the paths in place of those of the
// same names, fingerprints apart, and stay where they are.
func (s *Server) Restyled(sheets []string) {
	s.forget()
	l := &s.live
	l.mu.Lock()
	defer l.mu.Unlock()
	l.mend()
	urls := []string{}
	for _, name := range sheets {
		if f, _, err := s.open(name); err == nil { // one of an old fingerprint is gone
			f.Close()
			urls = append(urls, s.base+name)
		}
	}
	l.tell(event{"css", urls})
}

// mend takes the problems of the last build away. l.mu is held.
func (l *live) mend() {
	if len(l.problems) > 0 {
		l.problems = nil
		l.tell(event{"mended", true})
	}
}

// Failed shows the problems over every open page until a build succeeds.
func (s *Server) Failed(problems []Problem) {
	s.live.mu.Lock()
	defer s.live.mu.Unlock()
	s.live.problems = problems
	s.live.tell(event{"failed", problems})
}

// Close ends the connections of open pages, for which http.Server.Shutdown
// would wait for ever.
func (s *Server) Close() { s.live.once.Do(func() { close(s.live.closed) }) }

// id names the state of the site that a page was loaded in. l.mu is held.
func (l *live) id() string { return fmt.Sprintf("%x-%d", l.start, l.build) }

// tell sends an event to every page. One that has not taken the last sixteen is
// left behind; it asks for the state when it connects again. l.mu is held.
func (l *live) tell(e event) {
	for page := range l.pages {
		select {
		case page <- e:
		default:
			delete(l.pages, page)
			close(page)
		}
	}
}

//go:embed live.js
var liveScript string

//go:embed live.css
var liveStyle string

// serve answers for the server's own files.
func (l *live) serve(w http.ResponseWriter, r *http.Request) {
	switch strings.TrimPrefix(r.URL.Path, own) {
	case "live.js":
		w.Header().Set("Content-Type", contentTypes[".js"])
		io.WriteString(w, liveScript)
	case "live.css":
		w.Header().Set("Content-Type", contentTypes[".css"])
		io.WriteString(w, liveStyle)
	case "events":
		l.events(w, r)
	case "review":
		w.Header().Set("Content-Type", contentTypes[".html"])
		io.WriteString(w, reviewPage)
	case "review.js":
		w.Header().Set("Content-Type", contentTypes[".js"])
		io.WriteString(w, reviewScript)
	case "review.css":
		w.Header().Set("Content-Type", contentTypes[".css"])
		io.WriteString(w, reviewStyle)
	default:
		http.NotFound(w, r)
	}
}

// events keeps one page told until it goes away.
func (l *live) events(w http.ResponseWriter, r *http.Request) {
	if origin, err := url.Parse(r.Header.Get("Origin")); err != nil || origin.Host != "" && origin.Host != r.Host {
		http.Error(w, "events are for pages of this server", http.StatusForbidden)
		return
	}
	out := http.NewResponseController(w)
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	page := make(chan event, 16)
	l.mu.Lock()
	l.pages[page] = true
	page <- event{"hello", l.id()}
	if len(l.problems) > 0 {
		page <- event{"failed", l.problems}
	}
	l.mu.Unlock()
	defer func() {
		l.mu.Lock()
		delete(l.pages, page)
		l.mu.Unlock()
	}()
	alive := time.NewTicker(20 * time.Second)
	defer alive.Stop()
	for {
		var err error
		select {
		case <-r.Context().Done():
			return
		case <-l.closed:
			return
		case <-alive.C:
			_, err = io.WriteString(w, ": still here\n\n")
		case e, ok := <-page:
			if !ok {
				return
			}
			data, _ := json.Marshal(e.data) // of our own types, which always encode
			_, err = fmt.Fprintf(w, "event: %s\ndata: %s\n\n", e.name, data)
		}
		if err != nil || out.Flush() != nil {
			return
		}
	}
}
