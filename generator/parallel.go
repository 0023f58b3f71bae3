package generator

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
)

// tooMany is the number of failed items after which each gives up: past it
// there is one cause behind them all, and nobody reads on.
const tooMany = 1000

// each calls f for every number below n, from as many goroutines as there are
// processors. It goes on after errors, so that all of them are found in one
// run, and joins them in order of the numbers.
func each(ctx context.Context, n int, f func(i int) error) error {
	return eachBy(ctx, runtime.GOMAXPROCS(0), n, f)
}

// each is the same, but leaves a processor to those who wait for a page while
// the site is built again.
func (b *Builder) each(ctx context.Context, n int, f func(i int) error) error {
	processors := runtime.GOMAXPROCS(0)
	if b.shown.Load() != nil {
		processors = max(processors-1, 1)
	}
	return eachBy(ctx, processors, n, f)
}

func eachBy(ctx context.Context, workers, n int, f func(i int) error) error {
	errs := make([]error, n)
	var next, failed atomic.Int64
	var working sync.WaitGroup
	for range min(n, workers) {
		working.Go(func() {
			for ctx.Err() == nil && failed.Load() < tooMany {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				if errs[i] = guard(i, f); errs[i] != nil {
					failed.Add(1)
				}
			}
		})
	}
	working.Wait()
	if err := ctx.Err(); err != nil {
		return err
	}
	return errors.Join(errs...)
}

// A crash is a bug met while one input was worked on.
type crash struct {
	value any
	stack []byte
}

func (c *crash) Error() string { return fmt.Sprintf("crashed: %v", c.value) }

// guard makes an error of a panic, so that the message can name the input.
func guard(i int, f func(i int) error) (err error) {
	defer func() {
		if value := recover(); value != nil {
			err = &crash{value, debug.Stack()}
		}
	}()
	return f(i)
}
