package serve

import (
	"crypto/rand"
	"crypto/subtle"
	_ "embed"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/url"
	"sync"
)

// A Reviewer tells what the program is least certain of, and writes down what
// somebody decides.
type Reviewer interface {
	// List is what to decide, as JSON has it for the page.
	List() any
	// Decide takes one of the choices of what List gave an id.
	Decide(id string, choice int) error
}

// review is the page on which people decide doubts.
type review struct {
	mu    *sync.Mutex
	by    Reviewer
	token string // what a page must know to write: only pages of this server can read it
}

func newReview() review { return review{mu: new(sync.Mutex), token: rand.Text()} }

// Review lets people decide on the page /__pressmark/review. Nil takes the page
// away.
func (s *Server) Review(by Reviewer) {
	s.review.mu.Lock()
	defer s.review.mu.Unlock()
	s.review.by = by
}

//go:embed review.html
var reviewPage string

//go:embed review.js
var reviewScript string

//go:embed review.css
var reviewStyle string

// maxDecision is how many bytes a decision may have.
const maxDecision = 4096

// list answers with what to decide.
func (v *review) list(w http.ResponseWriter) {
	v.mu.Lock()
	by := v.by
	v.mu.Unlock()
	if by == nil {
		http.Error(w, "there is nothing to review before a build succeeds", http.StatusServiceUnavailable)
		return
	}
	w.Header().Set("Content-Type", contentTypes[".json"])
	w.Header().Set("Cache-Control", "no-store")
	json.NewEncoder(w).Encode(map[string]any{"token": v.token, "doubts": by.List()})
}

// decide takes a decision. It writes files, so it takes it only from this
// machine, and from a page of this server.
func (v *review) decide(w http.ResponseWriter, r *http.Request) {
	if !local(r) {
		http.Error(w, "decisions are taken from this machine only", http.StatusForbidden)
		return
	}
	token := r.Header.Get("X-Pressmark-Token")
	if subtle.ConstantTimeCompare([]byte(token), []byte(v.token)) != 1 || r.Header.Get("Content-Type") != "application/json" {
		http.Error(w, "load the page again", http.StatusForbidden)
		return
	}
	var decision struct {
		ID     string `json:"id"`
		Choice int    `json:"choice"`
	}
	if err := json.NewDecoder(io.LimitReader(r.Body, maxDecision)).Decode(&decision); err != nil {
		http.Error(w, "that is no decision", http.StatusBadRequest)
		return
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.by == nil {
		http.Error(w, "there is nothing to review", http.StatusServiceUnavailable)
		return
	}
	if err := v.by.Decide(decision.ID, decision.Choice); err != nil {
		http.Error(w, err.Error(), http.StatusConflict)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// local reports whether a request comes from this machine, and from a page of
// this server if from a page at all.
func local(r *http.Request) bool {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if ip := net.ParseIP(host); err != nil || ip == nil || !ip.IsLoopback() {
		return false
	}
	if r.Header.Get("Origin") == "" {
		return true
	}
	origin, err := url.Parse(r.Header.Get("Origin"))
	return err == nil && origin.Host == r.Host
}
