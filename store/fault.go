package store

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"
)

// remedy returns what a user can do about an error of the disk.
func remedy(err error) string {
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return "make room on that disk"
	case errors.Is(err, syscall.EROFS):
		return "that file system is read-only: move the directory to one that can be written"
	case errors.Is(err, fs.ErrPermission):
		return "give yourself permission to write there"
	}
	return "see to the cause"
}

// fault wraps an error of the disk during a run with what is kept and how to
// go on.
func (r *Run) fault(doing string, err error) error {
	if err == nil {
		return nil
	}
	total := r.journal.futures * r.journal.cells
	return fmt.Errorf("%s: %w; %d of %d futures are kept in %s: %s, then continue with --resume %s",
		doing, err, r.journal.kept, total, r.partial, remedy(err), r.Dir)
}
