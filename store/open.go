package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Open starts, continues or finds the run of m at dir. dir may be given with
// or without the suffix of an unfinished run.
//
//   - A finished run of the same inputs and engine is verified and reused: the
//     Run has Reused set, and Load reads it.
//   - With resume, an unfinished run of the same inputs and engine goes on;
//     Kept and Dropped say what was found.
//   - Without resume, nothing may be there but an empty directory.
//
// Everything else is an [Obstacle] that names the path and the way out, and
// nothing on disk is touched: another run, an unfinished run without resume,
// files that no run made, a run that another process is working on.
func Open(dir string, m Manifest, resume bool) (*Run, error) {
	dir = filepath.Clean(strings.TrimSuffix(filepath.Clean(dir), partial))
	m.Format, m.Complete, m.Files, m.Failed, m.FailedCount = Format, false, map[string]string{}, []FailedFuture{}, 0
	if err := m.check(); err != nil {
		return nil, err
	}
	r := &Run{Manifest: m, Dir: dir, partial: dir + partial}
	if there, err := r.finished(); err != nil || there {
		return r, obstacle(err)
	}
	made, err := r.enter(resume)
	if err != nil {
		return nil, err
	}
	if err := r.start(resume, made); err != nil {
		err = errors.Join(err, r.Close())
		if made {
			err = errors.Join(err, os.RemoveAll(r.partial))
		}
		return nil, err
	}
	return r, nil
}

// finished reports whether this very run is at Dir, whole. Anything there but
// this run or an empty directory is an error.
func (r *Run) finished() (bool, error) {
	entries, err := os.ReadDir(r.Dir)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0 {
		return false, nil
	}
	if info, statErr := os.Stat(r.Dir); statErr == nil && !info.IsDir() {
		return false, fmt.Errorf("%s is a file, and a run is a directory: choose another directory", r.Dir)
	}
	if err != nil {
		return false, err
	}
	s, err := Load(r.Dir)
	if err != nil {
		return false, err
	}
	if why := r.sameRun(&s.Manifest); why != "" {
		return false, fmt.Errorf("%s holds another run: %s: choose another directory, or move it away", r.Dir, why)
	}
	if err := s.Verify(); err != nil {
		return false, err
	}
	r.Manifest, r.Reused = s.Manifest, true
	return true, removeLeftovers(r.Dir)
}

// enter makes or finds the partial directory and locks it. It reports whether
// it made it.
func (r *Run) enter(resume bool) (made bool, err error) {
	if err := os.MkdirAll(filepath.Dir(r.Dir), 0o755); err != nil {
		return false, fmt.Errorf("cannot make a place for the run: %w: %s", err, Remedy(err))
	}
	info, err := os.Stat(r.partial)
	switch {
	case errors.Is(err, fs.ErrNotExist) && resume:
		return false, obstacle(fmt.Errorf("there is no unfinished run at %s to resume: start one without --resume", r.partial))
	case errors.Is(err, fs.ErrNotExist):
		if err := os.Mkdir(r.partial, 0o755); err != nil {
			return false, fmt.Errorf("cannot start the run: %w: %s", err, Remedy(err))
		}
		made = true
	case err != nil:
		return false, obstacle(err)
	case !info.IsDir():
		return false, obstacle(fmt.Errorf("%s is a file, and an unfinished run is a directory: choose another directory, or move it away", r.partial))
	default:
		if err := r.ours(); err != nil {
			return false, obstacle(err)
		}
	}
	path := filepath.Join(r.partial, lockName)
	r.lock, err = acquire(path)
	if disk := (*fs.PathError)(nil); errors.As(err, &disk) {
		return false, fmt.Errorf("cannot lock the run: %w: %s", err, Remedy(err))
	} else if err != nil {
		return false, obstacle(err)
	}
	if !r.lock.guards(path) {
		return false, errors.Join(fmt.Errorf("%s was finished by another process just now: run again", r.partial), r.lock.release())
	}
	return made, nil
}

// ours says why the partial directory is not one that a run left.
func (r *Run) ours() error {
	stored, err := readManifest(r.partial)
	if errors.Is(err, fs.ErrNotExist) {
		stored, err = &Manifest{}, nil // killed before it had a manifest
	}
	if err != nil {
		return err
	}
	return eachForeign(r.partial, stored.Files, func(name string) error {
		return fmt.Errorf("%s is not a file of the run: move it away, or choose another directory", filepath.Join(r.partial, name))
	})
}

// start reads or writes the manifest and opens the journal, under the lock.
func (r *Run) start(resume, made bool) error {
	stored, err := readManifest(r.partial)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if err := r.saveManifest(); err != nil {
			return fmt.Errorf("cannot start the run: %w: %s", err, Remedy(err))
		}
	case err != nil:
		return obstacle(err)
	default:
		if why := r.sameRun(stored); why != "" {
			return obstacle(fmt.Errorf("%s holds another run, unfinished: %s: choose another directory, or remove it", r.partial, why))
		}
		if !resume && !made {
			return obstacle(fmt.Errorf("%s holds an unfinished run of these inputs: continue it with --resume %s, or remove it", r.partial, r.Dir))
		}
		r.Files = stored.Files
	}
	if err := removeTemporary(r.partial); err != nil {
		return err
	}
	j, dropped, err := openJournal(filepath.Join(r.partial, journalName), r.InputHash, r.shape())
	if err != nil {
		return fmt.Errorf("cannot open the journal of the run: %w: %s", err, Remedy(err))
	}
	r.journal, r.Kept, r.Dropped = j, j.kept, dropped
	return nil
}

// eachForeign calls found with the first file of a directory of a run that
// neither the store nor files accounts for.
func eachForeign(dir string, files map[string]string, found func(name string) error) error {
	own := []string{ManifestName, journalName, lockName}
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		name := filepath.ToSlash(rel)
		if _, listed := files[name]; listed || slices.Contains(own, name) || strings.HasSuffix(name, temporary) {
			return nil
		}
		return found(name)
	})
}

// removeTemporary removes files whose writing was interrupted.
func removeTemporary(dir string) error {
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(path, temporary) {
			return os.Remove(path)
		}
		return err
	})
}

// removeLeftovers removes what a process that was killed right after the
// final rename had no time to remove.
func removeLeftovers(dir string) error {
	for _, name := range []string{journalName, lockName} {
		if err := os.Remove(filepath.Join(dir, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}
