package generator

import (
	"context"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"pressmark/generator/annotate"
)

// TestStoredHasOnlyWhatCanBeStored walks the types: a new unexported field,
// map or interface in one of them would be lost or make the program panic.
func TestStoredHasOnlyWhatCanBeStored(t *testing.T) {
	seen := map[reflect.Type]bool{}
	var walk func(at string, typ reflect.Type)
	walk = func(at string, typ reflect.Type) {
		if seen[typ] {
			return
		}
		seen[typ] = true
		switch typ.Kind() {
		case reflect.Slice, reflect.Array, reflect.Pointer:
			walk(at, typ.Elem())
		case reflect.Struct:
			for i := range typ.NumField() {
				field := typ.Field(i)
				if !field.IsExported() {
					t.Errorf("%s.%s is not exported", typ, field.Name)
				}
				walk(at+"."+field.Name, field.Type)
			}
		case reflect.Map, reflect.Interface, reflect.Func, reflect.Chan, reflect.Float32, reflect.Float64, reflect.Complex64, reflect.Complex128:
			t.Errorf("%s is a %s", at, typ)
		}
	}
	walk("stored", reflect.TypeFor[stored]())
}

// countAnnotations counts how many articles a build annotates.
func countAnnotations(t *testing.T, s *testSite) int {
	t.Helper()
	b := NewBuilder()
	defer b.Close()
	n := make(chan int, 1)
	n <- 0
	annotator := annotate.New()
	b.annotate = func(in annotate.Input) *annotate.Annotations {
		n <- <-n + 1
		return annotator.Annotate(in)
	}
	if _, err := b.Build(context.Background(), s.cfg, nil); err != nil {
		t.Fatal(err)
	}
	return <-n
}

func TestBuildRemembers(t *testing.T) {
	s := newTestSite(t)
	s.write("seeds/second.md", article("Second", "2024-05-15", "Nils Berg", "Bergen"))
	for _, step := range []struct {
		what string
		do   func()
		want int
	}{
		{"nothing", func() {}, 2},
		{"nothing again", func() {}, 0},
		{"an edit", func() { s.write("seeds/second.md", article("Second", "2024-05-15", "Ida Berg", "Bergen")) }, 1},
		{"a sidecar", func() { s.write("seeds/first.yaml", "source: The Courier\n") }, 1},
		{"an empty sidecar", func() { s.write("seeds/first.yaml", "") }, 1},
		{"no sidecar", func() { s.remove("seeds/first.yaml") }, 0},
		{"a setting", func() { s.cfg.Site.Title = "Other" }, 0},
		{"no cache", func() { s.remove(".pressmark") }, 2},
	} {
		step.do()
		if got := countAnnotations(t, s); got != step.want {
			t.Errorf("after %s: %d articles were annotated, want %d", step.what, got, step.want)
		}
		s.sameAsClean(step.what)
	}
}

// TestDamagedCache builds with a cache whose every byte is suspect.
func TestDamagedCache(t *testing.T) {
	s := newTestSite(t)
	if _, err := Build(context.Background(), s.cfg, nil); err != nil {
		t.Fatal(err)
	}
	packs, _ := filepath.Glob(filepath.Join(s.cfg.CachePath(), "articles", "*.pack"))
	if len(packs) != 1 {
		t.Fatalf("packs: %q", packs)
	}
	data, err := os.ReadFile(packs[0])
	if err != nil {
		t.Fatal(err)
	}
	for at := 0; at < len(data); at += 97 {
		damaged := append([]byte{}, data...)
		damaged[at] ^= 0x55
		os.WriteFile(packs[0], damaged, 0o644)
		survey, err := Look(context.Background(), s.cfg, nil)
		if err != nil {
			t.Fatal(err)
		}
		if e := survey.Entry("first"); e == nil || len(e.Quotes) == 0 || e.Title != "First" {
			t.Fatalf("with byte %d damaged: %+v", at, e)
		}
		survey.Close()
		left, _ := filepath.Glob(filepath.Join(s.cfg.CachePath(), "articles", "*.pack"))
		for _, name := range left {
			os.Remove(name)
		}
	}
}

func TestBuildWithoutCacheFolder(t *testing.T) {
	s := newTestSite(t)
	s.write("file", "")
	s.cfg.Build.Cache = "file/cache"
	if _, err := Build(context.Background(), s.cfg, nil); err != nil {
		t.Error(err)
	}
}

func TestCollectGarbage(t *testing.T) {
	s := newTestSite(t)
	s.write("seeds/second.md", article("Second", "2024-05-15", "Nils Berg", "Bergen"))
	countAnnotations(t, s)
	s.remove("seeds/second.md")
	b := NewBuilder()
	if _, err := b.Build(context.Background(), s.cfg, nil); err != nil {
		t.Fatal(err)
	}
	if left, err := b.CollectGarbage(); err != nil || left == 0 {
		t.Errorf("%d bytes left, %v", left, err)
	}
	b.Close()
	s.write("seeds/second.md", article("Second", "2024-05-15", "Nils Berg", "Bergen"))
	if got := countAnnotations(t, s); got != 1 {
		t.Errorf("%d articles were annotated", got)
	}
}
