package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A file of a run that is there but cannot be read is not called missing, and
// one that is missing is.
func TestUnreadableIsNotMissing(t *testing.T) {
	for _, name := range []string{OutcomesName, BandsName, ManifestName} {
		dir := filepath.Join(t.TempDir(), "run")
		whole(t, dir)
		path := filepath.Join(dir, name)
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		if err := os.Mkdir(path, 0o755); err != nil {
			t.Fatal(err)
		}
		err := readAll(dir)
		if err == nil || !strings.Contains(err.Error(), "cannot be read") || !strings.Contains(err.Error(), name) || strings.Contains(err.Error(), "missing") {
			t.Errorf("%s as a directory gives %v, want that it cannot be read", name, err)
		}
		if !errors.As(err, new(Obstacle)) {
			t.Errorf("%s as a directory is no obstacle: %v", name, err)
		}
		if name == ManifestName {
			continue
		}
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		if err := readAll(dir); err == nil || !strings.Contains(err.Error(), "missing") {
			t.Errorf("without %s the error is %v, want that it is missing", name, err)
		}
	}
}

// readAll reads a run and compares its files.
func readAll(dir string) error {
	s, err := Load(dir)
	if err != nil {
		return err
	}
	_, err = s.Bands()
	return errors.Join(err, s.Verify())
}

// Whatever the place of a run holds instead of it is an obstacle, whoever
// meets it, and a disk that fails is none.
func TestObstaclesAreMarked(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	for name, text := range map[string]string{"letter": "Dear Sir", "mine/letter": "Dear Sir", "damaged/" + ManifestName: "{"} {
		if err := os.MkdirAll(filepath.Dir(at(name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at(name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	open(t, at("begun"), small(), false)
	for name, err := range map[string]error{
		"a file":             fails(Open(at("letter"), small(), false)),
		"foreign files":      fails(Open(at("mine"), small(), false)),
		"a damaged manifest": fails(Open(at("damaged"), small(), false)),
		"no run to resume":   fails(Open(at("nothing"), small(), true)),
		"a run in use":       fails(Open(at("begun"), small(), true)),
		"nothing to load":    fails(Load(at("nothing"))),
		"half a run to load": fails(Load(at("begun"))),
	} {
		if err == nil || !errors.As(err, new(Obstacle)) {
			t.Errorf("%s gives %v, want an obstacle", name, err)
		}
	}
	wide := small()
	wide.Futures = 0
	if _, err := Open(at("wide"), wide, false); err == nil || errors.As(err, new(Obstacle)) {
		t.Errorf("an impossible manifest gives %v, want an error that is no obstacle", err)
	}
}

func fails[T any](_ T, err error) error { return err }

// Every error of the system that a user can do something about has its own
// way out.
func TestRemedies(t *testing.T) {
	seen := map[string]error{}
	for _, err := range []error{
		syscall.ENOSPC, syscall.EROFS, fs.ErrPermission, fs.ErrNotExist, syscall.EISDIR, syscall.ENOTDIR, syscall.ENAMETOOLONG, syscall.EMFILE, syscall.EIO,
	} {
		wrapped := fmt.Errorf("cannot: %w", &fs.PathError{Op: "open", Path: "x", Err: err})
		remedy := Remedy(wrapped)
		if old := seen[remedy]; old != nil || remedy == "" {
			t.Errorf("%v and %v have the same way out %q", old, err, remedy)
		}
		seen[remedy] = err
	}
}
