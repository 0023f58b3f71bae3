package generator

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"pressmark/generator/linkcheck"
)

func TestLinksToOtherHostsAreAskedForOnce(t *testing.T) {
	asked := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/old":
			http.Redirect(w, r, "/new", http.StatusMovedPermanently)
		case "/gone":
			if r.Method == http.MethodGet {
				asked++
			}
			w.WriteHeader(http.StatusNotFound)
		}
	}))
	defer server.Close()
	s := newTestSite(t)
	for _, name := range []string{"second", "third"} {
		s.write("seeds/"+name+".md", article(name, "2023-03-01", "Bo Ek", "Lund")+"\n[a]("+server.URL+"/gone) [b]("+server.URL+"/old) [c]("+server.URL+"/new)\n")
	}
	s.build()
	links, err := CheckOutside(context.Background(), s.cfg, linkcheck.Options{Pause: time.Millisecond}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, l := range links {
		if !strings.HasPrefix(l.URL, server.URL) {
			continue
		}
		f := l.Finding(s.cfg)
		if f == nil {
			found = append(found, l.State)
			continue
		}
		found = append(found, strings.ReplaceAll(strings.TrimPrefix(f.Error(), s.cfg.OutputPath()), server.URL, ""))
	}
	want := []string{
		`/2023/03/second/index.html:LINE: "/gone" is gone: answers with 404 (and from 1 more); a copy may be at https://web.archive.org/web/202303//gone`,
		"alive",
		`/2023/03/second/index.html:LINE: "/old" has moved to "/new" (and from 1 more); link to where it is now`,
	}
	if len(found) != len(want) {
		t.Fatalf("found %q", found)
	}
	for i := range want {
		before, after, _ := strings.Cut(want[i], "LINE")
		if !strings.HasPrefix(found[i], before) || !strings.HasSuffix(found[i], after) {
			t.Errorf("found %s, want %s", found[i], want[i])
		}
	}
	if asked != 1 {
		t.Errorf("asked %d times for one address", asked)
	}
}
