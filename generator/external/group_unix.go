//go:build unix

package external

import (
	"os/exec"
	"syscall"
)

// apart lets the program be the first of a group, so that what it starts can be
// ended with it.
func apart(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

func kill(cmd *exec.Cmd) { syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
