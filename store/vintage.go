package store

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// importing is the directory, inside an archive, in which a vintage is made.
const importing = "import" + partial

// AddVintage makes the directory name in an archive, with files by name, whole
// or not at all: the vintage is written in DIR/import.partial, under a lock,
// and renamed when everything is on the disk. A process that is killed leaves
// at most that directory, which readers pass over and the next import clears.
//
// had are the directories of vintages that the archive had when its caller
// compared with it. If others are there now, what was compared no longer
// holds: that, and whatever is in the way, is an [Obstacle], and nothing is
// written.
func AddVintage(dir, name string, had []string, files map[string][]byte) (err error) {
	a := &archive{dir: dir, partial: filepath.Join(dir, importing)}
	if err := a.enter(); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.leave()) }()
	now, err := Vintages(dir)
	if err != nil {
		return obstacle(err)
	}
	if !slices.Equal(now, had) {
		return obstacle(fmt.Errorf("%s has changed since it was compared with: another import wrote to it; import again", dir))
	}
	for _, file := range slices.Sorted(maps.Keys(files)) {
		_, err := writeWhole(filepath.Join(a.partial, file), func(w io.Writer) error {
			_, err := w.Write(files[file])
			return err
		})
		if err != nil {
			return fmt.Errorf("cannot write %s of the vintage: %w: %s; nothing is imported", file, err, Remedy(err))
		}
	}
	if err := a.rename(name); err != nil {
		return fmt.Errorf("cannot finish the vintage %s: %w: %s; nothing is imported", name, err, Remedy(err))
	}
	return nil
}

// Vintages lists the directories of vintages in an archive, by name. An
// archive that is not there has none.
func Vintages(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		if e.IsDir() && strings.Contains(e.Name(), "@") {
			names = append(names, e.Name())
		}
	}
	return names, nil
}

// An archive is a directory that a vintage is being added to.
type archive struct {
	dir, partial string
	made         bool // dir was not there
	lock         *lock
	done         string // where the vintage is now
}

// enter makes what is not there and takes the lock.
func (a *archive) enter() error {
	info, err := os.Stat(a.dir)
	if err == nil && !info.IsDir() {
		return obstacle(fmt.Errorf("%s is a file, and imports go into a directory: choose another name", a.dir))
	}
	a.made = errors.Is(err, fs.ErrNotExist)
	if err := os.MkdirAll(a.partial, 0o755); err != nil {
		return fmt.Errorf("cannot make a place for the vintage: %w: %s", err, Remedy(err))
	}
	path := filepath.Join(a.partial, lockName)
	a.lock, err = acquire(path)
	if disk := (*fs.PathError)(nil); errors.As(err, &disk) {
		return fmt.Errorf("cannot lock the archive: %w: %s", err, Remedy(err))
	} else if err != nil {
		return obstacle(err)
	}
	if !a.lock.guards(path) {
		return errors.Join(obstacle(fmt.Errorf("%s was finished by another import just now: import again", a.partial)), a.lock.release())
	}
	return a.clear()
}

// clear removes what a killed import left, and nothing else.
func (a *archive) clear() error {
	entries, err := os.ReadDir(a.partial)
	if err != nil {
		return err
	}
	for _, e := range entries {
		name := e.Name()
		ours := strings.HasSuffix(name, ".csv") || name == ManifestName || strings.HasSuffix(name, temporary)
		switch {
		case name == lockName:
		case e.IsDir() || !ours:
			return errors.Join(obstacle(fmt.Errorf("%s is no file of an import: move it away", filepath.Join(a.partial, name))), a.lock.release())
		default:
			if err := os.Remove(filepath.Join(a.partial, name)); err != nil {
				return errors.Join(err, a.lock.release())
			}
		}
	}
	return nil
}

// rename gives the vintage its name, which nothing may have.
func (a *archive) rename(name string) error {
	to := filepath.Join(a.dir, name)
	if _, err := os.Lstat(to); !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(fmt.Errorf("%s is there already", to), err)
	}
	err := syncDir(a.partial)
	if !holdsThroughRename {
		err = errors.Join(err, a.lock.release())
		a.lock = nil
	}
	if err != nil {
		return err
	}
	if err := os.Rename(a.partial, to); err != nil {
		return err
	}
	a.done = to
	return syncDir(a.dir)
}

// leave gives the lock up. Of a vintage that was not finished nothing stays.
func (a *archive) leave() error {
	var errs []error
	if a.lock != nil && !holdsThroughRename { // nor is a file removed there that is open
		errs = append(errs, a.lock.release())
		a.lock = nil
	}
	if a.done == "" {
		errs = append(errs, os.RemoveAll(a.partial))
	} else if err := os.Remove(filepath.Join(a.done, lockName)); !errors.Is(err, fs.ErrNotExist) {
		errs = append(errs, err)
	}
	if a.lock != nil {
		errs = append(errs, a.lock.release())
	}
	if a.done == "" && a.made {
		errs = append(errs, os.Remove(a.dir))
	}
	return errors.Join(errs...)
}
