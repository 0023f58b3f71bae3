package archive

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"time"
)

// invented makes n articles about people, organizations and places whose names
// repeat as names do: a few often, most seldom.
func invented(t testing.TB, n int, seed uint64) []*Entry {
	rng := rand.New(rand.NewPCG(seed, 1))
	given := strings.Fields("Anna Boris Carla Dmitri Dmitry Elena Farid George Bill William Hana Igor Jorge Karin Lev Mina Noor Olga Alexander Aleksandr")
	syllables := strings.Fields("bar den gol har kin lom mar nov pet ros sta tik vol zar wen")
	endings := strings.Fields("ov enko enka son berg ski sky ez ani")
	roles := strings.Fields("Senator Minister Striker Judge Singer General Professor Bishop")
	places := strings.Fields("Minsk Moscow Russia Belarus Georgia Poland U.S. Vilnius Springfield Kyiv")
	pick := func(list []string) string { return list[min(rng.IntN(len(list)), rng.IntN(len(list)))] }
	surnames := make([]string, n/4+20)
	for i := range surnames {
		s := pick(syllables) + pick(syllables) + pick(endings)
		surnames[i] = strings.ToUpper(s[:1]) + s[1:]
	}
	out := make([]*Entry, n)
	for i := range out {
		var b strings.Builder
		for range 2 + rng.IntN(4) {
			s := pick(surnames)
			fmt.Fprintf(&b, "[role#%s %s] [person#%s %s %s] of [place %s] told the [org %s Council]: {%s|we will never leave this place to [place %s], not today.} [person#%s %s] left, [ref#%s he] said.\n\n",
				s, pick(roles), s, pick(given), s, pick(places), pick(surnames), s, pick(places), s, s, s)
			if rng.IntN(3) == 0 {
				fmt.Fprintf(&b, "[person %s] and [org NATO] met the [org Foreign Ministry]. ", pick(surnames))
			}
		}
		switch s := pick(surnames); rng.IntN(8) {
		case 0:
			fmt.Fprintf(&b, "[person Kim] of [place %s] led the [org National Rescue Agency] and the [org Ministry of Foreign Affairs].", pick(places))
		case 1:
			fmt.Fprintf(&b, "[person Gabriel %s %s] of [place Bombay] met the [org#u %s Union Board] ([org#u %sUB]).", s, pick(surnames), s, s[:1])
		case 2:
			fmt.Fprintf(&b, "[person %s %s] of [place Mumbai] met the [org %sUB].", s, pick(surnames), s[:1])
		}
		id := fmt.Sprintf("a%05d", i)
		if rng.IntN(20) > 0 {
			id = fmt.Sprintf("%d-%02d-%02d %s", 1995+rng.IntN(28), 1+rng.IntN(12), 1+rng.IntN(28), id)
		}
		out[i] = article(t, id, b.String(), pick(places))
	}
	return out
}

func TestOrderOfInput(t *testing.T) {
	entries := invented(t, 120, 7)
	want := dump(Resolve(entries, nil))
	rng := rand.New(rand.NewPCG(3, 3))
	for range 5 {
		rng.Shuffle(len(entries), func(i, j int) { entries[i], entries[j] = entries[j], entries[i] })
		if got := dump(Resolve(entries, nil)); got != want {
			t.Fatalf("the result depends on the order of the entries:\n%s", firstDifference(got, want))
		}
	}
}

func firstDifference(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range a {
		if i >= len(b) || a[i] != b[i] {
			return "got  " + a[i] + "\nwant " + b[min(i, len(b)-1)]
		}
	}
	return "shorter"
}

// TestAddingKeepsAddresses adds articles one by one, in order of time. Every
// address that was there must still be one or redirect, and nearly all must
// still be the same: only a name that is joined or told apart may change.
func TestAddingKeepsAddresses(t *testing.T) {
	all := Resolve(invented(t, 150, 11), nil).Entries
	for i, j := 0, len(all)-1; i < j; i, j = i+1, j-1 {
		all[i], all[j] = all[j], all[i]
	}
	var dated []*Entry
	for _, e := range all {
		if e.Date.Year > 0 {
			dated = append(dated, e)
		}
	}
	before := Resolve(dated[:60], nil)
	changed, total := 0, 0
	for n := 61; n <= len(dated); n++ {
		after := Resolve(dated[:n], nil)
		for _, e := range before.Entities {
			now := after.Entity(e.ID)
			total++
			if now == nil {
				t.Errorf("adding %s lost %s (%v)", dated[n-1].ID, e.ID, e.Reasons)
			} else if now.ID != e.ID {
				changed++
			}
		}
		before = after
	}
	t.Logf("%d of %d addresses became redirects", changed, total)
	if changed*200 > total {
		t.Errorf("%d of %d addresses changed", changed, total)
	}
}

func BenchmarkResolve(b *testing.B) {
	entries := invented(b, 10_000, 5)
	mentions := 0
	for _, e := range entries {
		mentions += len(e.Mentions) + len(e.References)
	}
	var a *Archive
	b.ReportAllocs()
	for b.Loop() {
		a = Resolve(entries, nil)
	}
	b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N), "ms/10k-articles")
	b.ReportMetric(float64(len(a.Entities)), "entities")
	for _, e := range entries {
		e.Entities = nil
	}
	a = nil
	held := heap()
	a = Resolve(entries, nil)
	b.ReportMetric((heap()-held)/float64(mentions), "held-B/mention")
	start := time.Now()
	for _, e := range a.Entities {
		a.Company(e, 12)
	}
	b.ReportMetric(float64(time.Since(start).Milliseconds()), "ms-company-of-all")
	start = time.Now()
	for _, e := range a.Entries {
		a.Related(e, 5)
	}
	b.ReportMetric(float64(time.Since(start).Milliseconds()), "ms-related-of-all")
	runtime.KeepAlive(entries)
}

func heap() float64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc)
}
