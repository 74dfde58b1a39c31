//go:build darwin || dragonfly || freebsd || illumos || linux || netbsd || openbsd

package store

import (
	"errors"
	"os"
	"syscall"
)

// holdsThroughRename says whether a directory can be renamed while its lock
// is held.
const holdsThroughRename = true

// acquire takes the lock at path. The kernel gives an flock up when its owner
// dies, however it dies, so a lock file that nobody holds is no obstacle.
func acquire(path string) (*lock, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	l := &lock{f}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		err = errLocked(path, f)
	} else if err != nil {
		err = &os.PathError{Op: "lock", Path: path, Err: err}
	} else {
		err = l.sign()
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return l, nil
}

// release gives the lock up; the file stays and means nothing.
func (l *lock) release() error { return l.f.Close() }
