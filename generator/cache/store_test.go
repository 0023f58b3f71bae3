package cache

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"sync"
	"testing"
)

func openStore(t *testing.T, dir string) *Store {
	t.Helper()
	s, err := OpenStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func key(i int) Key { return KeyOf([]byte("test"), []byte(fmt.Sprint(i))) }

func value(i int) []byte { return bytes.Repeat([]byte(fmt.Sprint(i)), i%50) }

// fill puts the values from first to last and closes.
func fill(t *testing.T, dir string, first, last int) {
	t.Helper()
	s := openStore(t, dir)
	for i := first; i < last; i++ {
		if err := s.Put(key(i), value(i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// whole counts the values that are there, and fails on a wrong one.
func whole(t *testing.T, s *Store, n int) int {
	t.Helper()
	there := 0
	for i := range n {
		if got, ok := s.Get(key(i)); ok {
			there++
			if !bytes.Equal(got, value(i)) {
				t.Fatalf("value %d is %q", i, got)
			}
		}
	}
	return there
}

func TestStore(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "cache", "deep")
	fill(t, dir, 0, 100)
	fill(t, dir, 50, 200)
	s := openStore(t, dir)
	defer s.Close()
	if got := whole(t, s, 300); got != 200 {
		t.Errorf("%d values", got)
	}
	s.Put(key(250), value(250))
	if got, ok := s.Get(key(250)); !ok || !bytes.Equal(got, value(250)) {
		t.Error("a value just put is not there")
	}
	if packs, _ := s.Size(); packs != 2 {
		t.Errorf("%d packs", packs)
	}
}

func TestKeyOfPartsIsNotOfTheirSum(t *testing.T) {
	if KeyOf([]byte("ab"), []byte("c")) == KeyOf([]byte("a"), []byte("bc")) {
		t.Error("two descriptions have one key")
	}
}

// TestDamagedStore changes, cuts off and adds random bytes. Values may be lost
// by it but never be wrong.
func TestDamagedStore(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	for range 200 {
		dir := t.TempDir()
		fill(t, dir, 0, 60)
		name := firstPack(t, dir)
		data, _ := os.ReadFile(name)
		switch random.IntN(3) {
		case 0:
			for range 1 + random.IntN(5) {
				data[random.IntN(len(data))] ^= byte(1 + random.IntN(255))
			}
		case 1:
			data = data[:random.IntN(len(data))]
		case 2:
			at := random.IntN(len(data))
			data = append(data[:at:at], append([]byte{1, 2, 3}, data[at:]...)...)
		}
		os.WriteFile(name, data, 0o644)
		s := openStore(t, dir)
		whole(t, s, 60)
		for i := range 60 {
			s.Put(key(i), value(i))
		}
		if got := whole(t, s, 60); got != 60 {
			t.Fatalf("%d values after they were put again", got)
		}
		s.Close()
		s = openStore(t, dir)
		whole(t, s, 60)
		s.Close()
	}
}

func firstPack(t *testing.T, dir string) string {
	t.Helper()
	names, _ := filepath.Glob(filepath.Join(dir, "*"+packSuffix))
	if len(names) == 0 {
		t.Fatal("no pack")
	}
	return names[0]
}

func TestCompact(t *testing.T) {
	dir := t.TempDir()
	for i := range 10 {
		fill(t, dir, i*10, i*10+10)
	}
	s := openStore(t, dir)
	if err := s.Compact(1<<30, func(k Key) bool { return k != key(7) }); err != nil {
		t.Fatal(err)
	}
	if packs, _ := s.Size(); packs != 1 || whole(t, s, 100) != 99 {
		t.Errorf("%d packs, %d values", packs, whole(t, s, 100))
	}
	if err := s.Compact(500, nil); err != nil {
		t.Fatal(err)
	}
	if _, bytes := s.Size(); bytes > 600 {
		t.Errorf("%d bytes", bytes)
	}
	s.Close()
	names, _ := filepath.Glob(filepath.Join(dir, "*"))
	if len(names) != 1 {
		t.Errorf("files left: %q", names)
	}
}

func TestStoreFromManyGoroutines(t *testing.T) {
	s := openStore(t, t.TempDir())
	defer s.Close()
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for i := range 200 {
				if got, ok := s.Get(key(i)); ok && !bytes.Equal(got, value(i)) {
					t.Errorf("value %d is %q", i, got)
				}
				if err := s.Put(key(i), value(i)); err != nil {
					t.Error(err)
				}
				if i%50 == 0 {
					s.Save()
				}
			}
		})
	}
	all.Wait()
}

type sample struct {
	Name   string
	Number int
	Small  uint8
	Yes    bool
	List   []sample
	None   []string
	Empty  []int
	To     *sample
	Nobody *sample
	Three  [3]int32
}

func TestCodec(t *testing.T) {
	in := sample{Name: "ünï", Number: -5, Small: 200, Yes: true, Empty: []int{}, Three: [3]int32{1, -2, 3},
		List: []sample{{Name: "a"}, {}}, To: &sample{Number: 1 << 40}}
	data := Encode(in)
	var out sample
	if err := Decode(data, &out); err != nil || !reflect.DeepEqual(in, out) {
		t.Fatalf("got %+v, %v", out, err)
	}
	for i := range data {
		var cut sample
		if Decode(data[:i], &cut) == nil {
			t.Fatalf("%d of %d bytes were enough", i, len(data))
		}
	}
	if Decode(append(data, 0), &out) == nil {
		t.Error("a rest was not noticed")
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(Encode(sample{List: []sample{{Name: "x"}}}))
	f.Fuzz(func(t *testing.T, data []byte) {
		var out sample
		Decode(data, &out) // must neither panic nor take all memory
	})
}
