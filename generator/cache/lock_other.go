//go:build !unix

package cache

import "os"

func tryLock(dir string) (unlock func(), err error) { return tryLockFile(dir) }

// alive reports whether the process exists.
func alive(pid int) bool {
	p, err := os.FindProcess(pid)
	if err != nil {
		return false
	}
	p.Release()
	return true
}
