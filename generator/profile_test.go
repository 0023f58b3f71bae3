package generator

import (
	"context"
	"os"
	"testing"
)

// BenchmarkBuild builds the site of the folder PRESSMARK_BENCH_SITE again and
// again, with what is cached of its annotations.
func BenchmarkBuild(b *testing.B) {
	folder := os.Getenv("PRESSMARK_BENCH_SITE")
	if folder == "" {
		b.Skip("PRESSMARK_BENCH_SITE names no site")
	}
	cfg, err := LoadConfig(folder, "", os.Environ())
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		report, err := Build(context.Background(), cfg, nil)
		if err != nil {
			b.Fatal(err)
		}
		for _, step := range report.Steps {
			b.Logf("%s %.2f s", step.Name, step.Seconds)
		}
	}
}
