package store

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// A lock keeps a second process out of a partial directory. The file holds
// the process id of its owner, for the message.
type lock struct{ f *os.File }

// errLocked says who holds the lock.
func errLocked(path string, holder io.Reader) error {
	pid, err := io.ReadAll(io.LimitReader(holder, 32))
	if err != nil || len(pid) == 0 {
		pid = []byte("unknown")
	}
	return fmt.Errorf("%s is in use by process %s: wait for it, stop it, or choose another directory", filepath.Dir(path), strings.TrimSpace(string(pid)))
}

// sign writes this process's id into the lock.
func (l *lock) sign() error {
	if err := l.f.Truncate(0); err != nil {
		return err
	}
	_, err := l.f.WriteAt([]byte(strconv.Itoa(os.Getpid())+"\n"), 0)
	return err
}

// guards reports whether the lock is the one at path, rather than one whose
// directory has been renamed since.
func (l *lock) guards(path string) bool {
	mine, err := l.f.Stat()
	if err != nil {
		return false
	}
	there, err := os.Stat(path)
	return err == nil && os.SameFile(mine, there)
}
