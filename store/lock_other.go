//go:build !(darwin || dragonfly || freebsd || illumos || linux || netbsd || openbsd)

package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"
)

// holdsThroughRename says whether a directory can be renamed while its lock
// is held.
const holdsThroughRename = false

// acquire takes the lock at path by being the one who makes it. A lock file
// whose owner is no longer running is removed first.
func acquire(path string) (*lock, error) {
	if text, err := os.ReadFile(path); err == nil {
		pid, err := strconv.Atoi(strings.TrimSpace(string(text)))
		if err != nil {
			return nil, fmt.Errorf("%s holds no process id: remove it if no undercut is running", path)
		}
		if _, err := os.FindProcess(pid); err == nil {
			return nil, errLocked(path, strings.NewReader(string(text)))
		}
		if err := os.Remove(path); err != nil {
			return nil, err
		}
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return nil, errLocked(path, strings.NewReader(""))
	}
	if err != nil {
		return nil, err
	}
	l := &lock{f}
	if err := l.sign(); err != nil {
		return nil, errors.Join(err, l.release())
	}
	return l, nil
}

// release gives the lock up by removing its file.
func (l *lock) release() error { return errors.Join(l.f.Close(), os.Remove(l.f.Name())) }
