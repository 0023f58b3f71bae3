package serve

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

type decisions struct{ taken []string }

func (d *decisions) List() any { return []map[string]string{{"id": "one"}} }

func (d *decisions) Decide(id string, choice int) error {
	if id != "one" {
		return errors.New("that was decided already")
	}
	d.taken = append(d.taken, id)
	return nil
}

func TestDecisionsAreTakenFromThisServersPagesOnly(t *testing.T) {
	s := New(t.TempDir(), "/", "127.0.0.1")
	answer := func(change func(*http.Request)) int {
		r := httptest.NewRequest("POST", "http://localhost:1313/__pressmark/review/decide", strings.NewReader(`{"id":"one","choice":0}`))
		r.RemoteAddr = "127.0.0.1:5000"
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Origin", "http://localhost:1313")
		r.Header.Set("X-Pressmark-Token", s.review.token)
		change(r)
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		return w.Code
	}
	if code := answer(func(*http.Request) {}); code != http.StatusServiceUnavailable {
		t.Errorf("without a build: %d", code)
	}
	by := &decisions{}
	s.Review(by)
	for what, c := range map[string]struct {
		change func(*http.Request)
		want   int
	}{
		"a click":         {func(*http.Request) {}, http.StatusNoContent},
		"no token":        {func(r *http.Request) { r.Header.Del("X-Pressmark-Token") }, http.StatusForbidden},
		"another token":   {func(r *http.Request) { r.Header.Set("X-Pressmark-Token", "guess") }, http.StatusForbidden},
		"a form":          {func(r *http.Request) { r.Header.Set("Content-Type", "text/plain") }, http.StatusForbidden},
		"another site":    {func(r *http.Request) { r.Header.Set("Origin", "https://example.org") }, http.StatusForbidden},
		"another machine": {func(r *http.Request) { r.RemoteAddr = "192.0.2.7:5000" }, http.StatusForbidden},
		"another name":    {func(r *http.Request) { r.Host = "evil.example" }, http.StatusMisdirectedRequest},
		"no decision":     {func(r *http.Request) { r.Body = http.NoBody }, http.StatusBadRequest},
		"a stale doubt": {func(r *http.Request) {
			r.Body = httptest.NewRequest("POST", "/", strings.NewReader(`{"id":"two"}`)).Body
		}, http.StatusConflict},
	} {
		before := len(by.taken)
		if code := answer(c.change); code != c.want {
			t.Errorf("%s: %d, want %d", what, code, c.want)
		}
		if taken := len(by.taken) - before; (taken == 1) != (c.want == http.StatusNoContent) {
			t.Errorf("%s: %d decisions taken", what, taken)
		}
	}
}

func TestReviewPage(t *testing.T) {
	s := New(t.TempDir(), "/", "127.0.0.1")
	s.Review(&decisions{})
	get := func(path string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequest("GET", "http://localhost"+path, nil))
		return w
	}
	for _, path := range []string{"/__pressmark/review", "/__pressmark/review.js", "/__pressmark/review.css"} {
		if w := get(path); w.Code != http.StatusOK || w.Body.Len() == 0 {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
	var list struct {
		Token  string
		Doubts []struct{ ID string }
	}
	w := get("/__pressmark/review/list")
	if err := json.NewDecoder(w.Body).Decode(&list); err != nil || list.Token != s.review.token || len(list.Doubts) != 1 {
		t.Errorf("%+v %v", list, err)
	}
	if w.Header().Get("Cache-Control") != "no-store" {
		t.Error("the token may be kept")
	}
}
