package generator

import (
	"context"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestKilledBuild kills builds at random times, and looks at what they leave:
// every published file must be whole, old or new, and the next build right.
// PRESSMARK_KILLS says how often.
func TestKilledBuild(t *testing.T) {
	if folder := os.Getenv("PRESSMARK_TEST_BUILD"); folder != "" {
		if _, err := Build(context.Background(), DefaultConfig(folder), nil); err != nil {
			t.Fatal(err)
		}
		return
	}
	if testing.Short() {
		t.Skip("takes seconds")
	}
	kills := 20
	if n, err := strconv.Atoi(os.Getenv("PRESSMARK_KILLS")); err == nil {
		kills = n
	}
	s := newTestSite(t)
	states := []func(){
		func() {
			s.write("seeds/first.md", article("First", "2024-05-14", "Anna Larsson", "Oslo"))
			s.write("seeds/second.md", article("Second", "2024-06-01", "Anna Larsson", "Bergen"))
			s.remove("seeds/third.md")
		},
		func() {
			s.write("seeds/first.md", article("First", "2024-05-14", "Bo Ek", "Lund"))
			s.remove("seeds/second.md")
			s.write("seeds/third.md", article("Third", "2024-07-01", "Cecilia Holm", "Lund"))
		},
	}
	var whole []map[string]string
	start := time.Now()
	for _, state := range states {
		state()
		s.killedAfter(t, time.Hour)
		whole = append(whole, s.published())
	}
	span := time.Since(start) / 2
	random := rand.New(rand.NewPCG(7, 11))
	between, ended := 0, 0
	for i := 0; i < kills+ended; i++ {
		states[i%2]()
		if !s.killedAfter(t, time.Duration(random.Int64N(int64(span)))) {
			ended++
		}
		changed := 0
		for name, data := range s.published() {
			if data != whole[0][name] && data != whole[1][name] {
				t.Fatalf("kill %d: %s is neither old nor new: %d bytes", i, name, len(data))
			}
			if data == whole[i%2][name] && data != whole[1-i%2][name] {
				changed++
			}
		}
		if changed > 0 {
			between++
		}
		s.build()
		if got := s.published(); !equalFiles(got, whole[i%2]) {
			t.Fatalf("kill %d: the next build is not right", i)
		}
	}
	t.Logf("%d builds of about %v killed, %d more had ended; %d had published something", kills, span.Round(time.Millisecond), ended, between)
}

// killedAfter builds in another process and kills it after a while; false if it
// ended before.
func (s *testSite) killedAfter(t *testing.T, d time.Duration) bool {
	t.Helper()
	child := exec.Command(os.Args[0], "-test.run=^TestKilledBuild$")
	child.Env = append(os.Environ(), "PRESSMARK_TEST_BUILD="+s.cfg.Folder)
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(d, func() { child.Process.Kill() })
	defer timer.Stop()
	err := child.Wait()
	if err != nil && child.ProcessState.Exited() {
		t.Fatalf("the build failed: %v", err)
	}
	return err != nil
}

// published are the files of the site, without those that only Pressmark reads.
func (s *testSite) published() map[string]string {
	files := s.files("public")
	for name := range files {
		if strings.HasPrefix(name, "/.pressmark") {
			delete(files, name)
		}
	}
	return files
}

func equalFiles(x, y map[string]string) bool {
	if len(x) != len(y) {
		return false
	}
	for name, data := range x {
		if other, ok := y[name]; !ok || other != data {
			return false
		}
	}
	return true
}
