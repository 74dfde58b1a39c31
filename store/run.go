package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// A Run is an unfinished run that this process holds the lock of, or, if
// Reused, a finished one that needs nothing but [Load]. Its methods are for
// one goroutine.
type Run struct {
	Manifest
	Dir     string // where the run is or will be
	Reused  bool   // a finished run of the same inputs is at Dir
	Kept    int    // records that the journal held when it was opened
	Dropped int64  // bytes at the journal's end that were no whole record and were cut off

	partial string // where the run is made
	lock    *lock
	journal *journal
	broken  error // why the journal can take no more records
}

// Has reports whether a future of a cell is in the journal, failed or not.
func (r *Run) Has(future, cell int) bool {
	return r.Reused || r.journal.index[future*r.journal.cells+cell] != 0
}

// Append adds one record to the journal: a single write, after which a killed
// process does not lose it. After an error of the disk every further Append
// returns that error; what was appended before it is kept.
func (r *Run) Append(rec Record) error {
	switch {
	case r.Reused:
		return fmt.Errorf("%s is finished: nothing can be added to it", r.Dir)
	case r.broken != nil:
		return r.broken
	}
	if err := r.journal.check(&rec); err != nil {
		return err
	}
	if err := r.journal.append(&rec); err != nil {
		r.broken = r.fault("cannot write the journal", err)
		return r.broken
	}
	return nil
}

// Each calls visit with every record in order of future, then cell. The
// record is reused for the next call.
func (r *Run) Each(visit func(rec *Record) error) error {
	if r.Reused {
		return fmt.Errorf("%s is finished and its journal gone: read it with Load", r.Dir)
	}
	var rec Record
	for place, at := range r.journal.index {
		if at == 0 {
			continue
		}
		if err := r.journal.read(place, &rec); err != nil {
			return fmt.Errorf("cannot read the journal: %w", err)
		}
		if err := visit(&rec); err != nil {
			return err
		}
	}
	return nil
}

// Close gives up the lock and leaves an unfinished run to be resumed. It may
// be called after Finish, and more than once.
func (r *Run) Close() error {
	var errs []error
	if r.journal != nil && r.journal.f != nil {
		errs = append(errs, r.fault("cannot write the journal", errors.Join(r.journal.f.Sync(), r.journal.f.Close())))
		r.journal.f = nil
	}
	if r.lock != nil {
		errs = append(errs, r.lock.release())
		r.lock = nil
	}
	return errors.Join(errs...)
}

// Finish completes the manifest, sees everything on to the disk and renames
// the partial directory to Dir. Every future must be there, and outcomes.csv
// written. If it fails the run can be resumed.
func (r *Run) Finish() error {
	if err := r.ready(); err != nil {
		return err
	}
	if err := r.listFailures(); err != nil {
		return err
	}
	r.Complete = true
	err := r.saveManifest()
	if err == nil {
		err = r.rename()
	}
	if err != nil {
		r.Complete = false
		return r.fault("cannot finish the run", err)
	}
	return errors.Join(r.Close(), removeLeftovers(r.Dir), syncDir(r.Dir))
}

// ready says what a run lacks to be finished.
func (r *Run) ready() error {
	if r.Reused {
		return fmt.Errorf("%s is finished already", r.Dir)
	}
	if total := r.journal.futures * r.journal.cells; r.journal.kept < total {
		return fmt.Errorf("%s has %d of %d futures: continue it with --resume %s", r.partial, r.journal.kept, total, r.Dir)
	}
	if r.Files[OutcomesName] == "" {
		return fmt.Errorf("%s has no %s: write the outcomes before finishing", r.partial, OutcomesName)
	}
	return eachForeign(r.partial, r.Files, func(name string) error {
		return fmt.Errorf("%s is not a file of the run: move it away, then continue with --resume %s", filepath.Join(r.partial, name), r.Dir)
	})
}

// listFailures counts the futures that failed and lists the first of them.
func (r *Run) listFailures() error {
	r.Failed, r.FailedCount = []FailedFuture{}, 0
	var rec Record
	for place, at := range r.journal.index {
		if at >= 0 {
			continue
		}
		r.FailedCount++
		if len(r.Failed) == maxFailures {
			continue
		}
		if err := r.journal.read(place, &rec); err != nil {
			return fmt.Errorf("cannot read the journal: %w", err)
		}
		c := r.Cells[rec.Cell]
		r.Failed = append(r.Failed, FailedFuture{c.Belief, c.World, rec.Future, oneLine(rec.Err)})
	}
	return nil
}

// rename moves the partial directory to Dir, where at most an empty directory
// may be. Not every system renames a directory whose files are open.
func (r *Run) rename() error {
	err := errors.Join(syncDir(r.partial), r.journal.f.Close())
	r.journal.f = nil
	if !holdsThroughRename {
		err = errors.Join(err, r.lock.release())
		r.lock = nil
	}
	if err != nil {
		return err
	}
	if err := os.Remove(r.Dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.Rename(r.partial, r.Dir); err != nil {
		return err
	}
	return syncDir(filepath.Dir(r.Dir))
}

// whole returns the futures of a cell that did not fail, in order.
func (r *Run) whole(cell int) []int {
	var futures []int
	for f := range r.journal.futures {
		if r.journal.index[f*r.journal.cells+cell] > 0 {
			futures = append(futures, f)
		}
	}
	return slices.Clip(futures)
}
