package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"
)

// An Obstacle is an error of the place that a run was to be at, or of the run
// that was to be read: what is there is something else, damaged, unfinished or
// in use. Nothing on disk has been touched. Errors of writing are none.
type Obstacle struct{ error }

// Unwrap returns the error itself.
func (o Obstacle) Unwrap() error { return o.error }

// obstacle marks an error, if there is one.
func obstacle(err error) error {
	if err == nil || errors.As(err, new(Obstacle)) {
		return err
	}
	return Obstacle{err}
}

// Regular returns an error if name is there but no regular file. To open a
// pipe or a device would wait for somebody to write into it.
func Regular(name string) error {
	info, err := os.Stat(name)
	if err != nil || info.Mode().IsRegular() {
		return err
	}
	return fmt.Errorf("%s is %s: want a regular file", name, kind(info.Mode()))
}

// kind names what is no regular file.
func kind(m fs.FileMode) string {
	switch {
	case m.IsDir():
		return "a directory"
	case m&fs.ModeNamedPipe != 0:
		return "a pipe"
	case m&fs.ModeSocket != 0:
		return "a socket"
	case m&fs.ModeDevice != 0:
		return "a device"
	}
	return "no file that can be read twice"
}

// readFile reads a regular file.
func readFile(name string) ([]byte, error) {
	if err := Regular(name); err != nil {
		return nil, err
	}
	return os.ReadFile(name)
}

// Remedy returns what a user can do about an error of the system.
func Remedy(err error) string {
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return "make room on that disk"
	case errors.Is(err, syscall.EROFS):
		return "that file system is read-only: name a place that can be written"
	case errors.Is(err, fs.ErrPermission):
		return "give yourself permission, or name another place"
	case errors.Is(err, fs.ErrNotExist):
		return "correct the path"
	case errors.Is(err, syscall.EISDIR):
		return "name a file in it"
	case errors.Is(err, syscall.ENOTDIR):
		return "a part of the path is a file: correct the path"
	case errors.Is(err, syscall.ENAMETOOLONG):
		return "choose a shorter name"
	case errors.Is(err, syscall.EMFILE), errors.Is(err, syscall.ENFILE):
		return "too many files are open: close other programs, or raise the limit (ulimit -n)"
	}
	return "see to the cause"
}
