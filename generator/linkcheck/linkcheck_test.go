package linkcheck

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestCheck(t *testing.T) {
	var mu sync.Mutex
	asked := map[string]int{}
	atOnce, most := 0, 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		asked[r.URL.Path]++
		n := asked[r.URL.Path]
		atOnce++
		most = max(most, atOnce)
		mu.Unlock()
		defer func() { mu.Lock(); atOnce--; mu.Unlock() }()
		if r.UserAgent() != "pressmark-test" {
			t.Errorf("asked as %q", r.UserAgent())
		}
		switch r.URL.Path {
		case "/there", "/new":
		case "/nohead":
			if r.Method == http.MethodHead {
				w.WriteHeader(http.StatusMethodNotAllowed)
			}
		case "/moved":
			http.Redirect(w, r, "/new", http.StatusMovedPermanently)
		case "/elsewhere":
			http.Redirect(w, r, "/new", http.StatusFound)
		case "/movedtogone":
			http.Redirect(w, r, "/gone", http.StatusMovedPermanently)
		case "/circle":
			http.Redirect(w, r, "/circle", http.StatusMovedPermanently)
		case "/script":
			w.Header().Set("Location", "javascript:alert(1)")
			w.WriteHeader(http.StatusFound)
		case "/closed":
			w.WriteHeader(http.StatusForbidden)
		case "/flaky":
			if n < 3 {
				w.WriteHeader(http.StatusServiceUnavailable)
			}
		case "/down":
			w.WriteHeader(http.StatusInternalServerError)
		case "/slow":
			time.Sleep(300 * time.Millisecond)
		default:
			w.WriteHeader(http.StatusNotFound)
		}
	}))
	defer server.Close()
	want := []struct {
		path  string
		state State
		to    string
	}{
		{"/there", Alive, ""}, {"/nohead", Alive, ""}, {"/moved#here", Moved, "/new#here"}, {"/elsewhere", Alive, ""}, {"/gone", Gone, ""},
		{"/movedtogone", Gone, ""}, {"/circle", Unreachable, ""}, {"/script", Unreachable, ""}, {"/closed", Forbidden, ""},
		{"/flaky", Alive, ""}, {"/down", Unreachable, ""}, {"/slow", Unreachable, ""},
	}
	var addresses []string
	for _, w := range want {
		addresses = append(addresses, server.URL+w.path)
	}
	addresses = append(addresses, "mailto:a@example.org", "http://nowhere.invalid/")
	told := 0
	results := Check(context.Background(), addresses, Options{
		Agent: "pressmark-test", Pause: time.Millisecond, Client: &http.Client{Timeout: 150 * time.Millisecond}, Done: func(n int) { told = n },
	})
	for i, w := range want {
		got := results[i]
		to := strings.TrimPrefix(got.To, server.URL)
		if got.State != w.state || to != w.to || got.URL != addresses[i] {
			t.Errorf("%s: %s %q (%d, %s), want %s %q", w.path, got.State, to, got.Status, got.Why, w.state, w.to)
		}
	}
	if r := results[len(want)]; r.State != Unreachable || r.Why == "" {
		t.Errorf("an address that is none: %+v", r)
	}
	if r := results[len(want)+1]; r.State == Alive || r.Why == "" {
		t.Errorf("a host that is not there: %+v", r)
	}
	mu.Lock()
	defer mu.Unlock()
	if asked["/down"] != 3 || asked["/gone"] > 4 {
		t.Errorf("asked %d times for what is down, %d times for what is gone", asked["/down"], asked["/gone"])
	}
	if most > 2 { // the one given up on may still be answered
		t.Errorf("%d requests to one host at once", most)
	}
	if told != len(want)+1 {
		t.Errorf("told of %d addresses", told)
	}
}

func TestCheckEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	start := time.Now()
	results := Check(ctx, []string{"http://127.0.0.1:1/a", "http://127.0.0.1:1/b"}, Options{})
	if time.Since(start) > 5*time.Second || results[0].State != Unreachable || results[1].State != Unreachable {
		t.Errorf("%v %+v", time.Since(start), results)
	}
}
