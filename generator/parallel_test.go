package generator

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"

	"pressmark/generator/fault"
)

func TestEachFindsAllErrorsInOrder(t *testing.T) {
	var calls atomic.Int64
	err := each(t.Context(), 100, func(i int) error {
		calls.Add(1)
		if i%30 == 7 {
			return fault.New("f", i, 0, "", "bad")
		}
		if i == 50 {
			panic("oh")
		}
		return nil
	})
	if calls.Load() != 100 {
		t.Errorf("%d calls", calls.Load())
	}
	want := []string{"f:7: bad", "f:37: bad", "crashed: oh", "f:67: bad", "f:97: bad"}
	if got := strings.Split(err.Error(), "\n"); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %q", got)
	}
}

func TestEachStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	err := each(ctx, 1_000_000, func(i int) error {
		if i == 10 {
			cancel()
		}
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
