//go:build unix

package cache

import (
	"errors"
	"os"
	"syscall"
)

// tryLock takes the lock on a folder, without leaving a file in it. It reports
// errLocked if somebody else holds it. The kernel gives the lock back when the
// process ends, however it ends.
func tryLock(dir string) (unlock func(), err error) {
	f, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	switch err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); {
	case err == nil:
		return func() { f.Close() }, nil
	case errors.Is(err, syscall.EWOULDBLOCK):
		f.Close()
		return nil, errLocked
	default: // a network drive that cannot lock folders
		f.Close()
		return tryLockFile(dir)
	}
}

// alive reports whether the process exists.
func alive(pid int) bool {
	return !errors.Is(syscall.Kill(pid, 0), syscall.ESRCH)
}
