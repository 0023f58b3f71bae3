package cache

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// lockName is the lock's file where folders themselves cannot be locked.
const lockName = ".pressmark.lock"

var errLocked = errors.New("another build is writing to this folder")

// lock waits until no other build writes to the folder. waiting, if not nil, is
// called once if it has to wait at all.
func lock(ctx context.Context, dir string, waiting func()) (unlock func(), err error) {
	for {
		unlock, err := tryLock(dir)
		if !errors.Is(err, errLocked) {
			return unlock, err
		}
		if waiting != nil {
			waiting()
			waiting = nil
		}
		select {
		case <-ctx.Done():
			return nil, errors.Join(errLocked, ctx.Err())
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// tryLockFile takes the lock by a file that holds the process's number. A file
// left by a process that is gone is taken over.
func tryLockFile(dir string) (unlock func(), err error) {
	name := filepath.Join(dir, lockName)
	for range 3 {
		f, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
		if err == nil {
			_, err = f.WriteString(strconv.Itoa(os.Getpid()))
			return func() { os.Remove(name) }, errors.Join(err, f.Close())
		}
		if !errors.Is(err, fs.ErrExist) {
			return nil, err
		}
		held, err := os.ReadFile(name)
		if err != nil {
			continue // given back just now
		}
		pid, err := strconv.Atoi(strings.TrimSpace(string(held)))
		if err != nil || pid != os.Getpid() && !alive(pid) {
			os.Remove(name)
			continue
		}
		return nil, errLocked
	}
	return nil, errLocked
}
