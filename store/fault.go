package store

import "fmt"

// fault wraps an error of the disk during a run with what is kept and how to
// go on.
func (r *Run) fault(doing string, err error) error {
	if err == nil {
		return nil
	}
	total := r.journal.futures * r.journal.cells
	return fmt.Errorf("%s: %w; %d of %d futures are kept in %s: %s, then continue with --resume %s",
		doing, err, r.journal.kept, total, r.partial, Remedy(err), r.Dir)
}
