package external

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"
)

// The test program is the program that is asked, too.
func TestMain(m *testing.M) {
	if os.Getenv("ANSWERING") == "" {
		os.Exit(m.Run())
	}
	lines := bufio.NewScanner(os.Stdin)
	for n := 1; lines.Scan(); n++ {
		switch line := lines.Text(); line {
		case "die":
			fmt.Fprintln(os.Stderr, "first this")
			fmt.Fprintln(os.Stderr, "out of memory")
			os.Exit(3)
		case "sleep":
			time.Sleep(time.Hour)
		case "long":
			fmt.Println(strings.Repeat("x", 1<<20))
		default:
			fmt.Println(line, n)
		}
	}
}

func pool(t *testing.T, timeout time.Duration, runs int) *Pool {
	t.Helper()
	t.Setenv("ANSWERING", "yes")
	name, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	p := New([]string{name}, t.TempDir(), timeout, runs)
	t.Cleanup(p.Close)
	return p
}

func ask(p *Pool, line string) string {
	answer, err := p.Ask([]byte(line))
	if err != nil {
		return "error: " + err.Error()
	}
	return string(answer)
}

func TestAsk(t *testing.T) {
	p := pool(t, 20*time.Second, 1)
	for _, step := range [][2]string{
		{"a", "a 1"}, {"b", "b 2"}, // one run answers all
		{"die", `error: the annotator ended without an answer; it said "out of memory"`},
		{"c", "c 1"}, // it is started again
	} {
		if got := ask(p, step[0]); got != step[1] {
			t.Errorf("%s: %s, not %s", step[0], got, step[1])
		}
	}
	if got := ask(p, "long"); len(got) != 1<<20 {
		t.Errorf("the long answer has %d bytes", len(got))
	}
}

func TestSlow(t *testing.T) {
	p := pool(t, 400*time.Millisecond, 1)
	start := time.Now()
	if got := ask(p, "sleep"); !strings.Contains(got, "no answer within 400ms") || time.Since(start) > 10*time.Second {
		t.Errorf("after %s: %s", time.Since(start), got)
	}
}

func TestMany(t *testing.T) {
	p := pool(t, 20*time.Second, 3)
	var all sync.WaitGroup
	for i := range 60 {
		all.Go(func() {
			line := fmt.Sprint("line ", i)
			if got := ask(p, line); !strings.HasPrefix(got, line+" ") {
				t.Errorf("%s: %s", line, got)
			}
		})
	}
	all.Wait()
}

func TestMissing(t *testing.T) {
	p := New([]string{"/no/such/program"}, t.TempDir(), time.Second, 1)
	defer p.Close()
	if got := ask(p, "a"); !strings.Contains(got, "cannot be started") {
		t.Error(got)
	}
}
