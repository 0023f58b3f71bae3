package cache

import (
	"io/fs"
	"syscall"
)

// SignatureOf is the signature of a file; the zero Signature if the system
// tells too little.
func SignatureOf(info fs.FileInfo) Signature {
	s, ok := info.Sys().(*syscall.Stat_t)
	if !ok || !info.Mode().IsRegular() {
		return Signature{}
	}
	return Signature{
		Size: s.Size, Inode: s.Ino,
		Modified: s.Mtim.Nano(), Changed: s.Ctim.Nano(),
	}
}
