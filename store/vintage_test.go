package store

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// tree lists the files below a directory with their contents.
func tree(t *testing.T, dir string) []string {
	t.Helper()
	var all []string
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		rel, _ := filepath.Rel(dir, path)
		all = append(all, filepath.ToSlash(rel)+": "+string(text))
		return err
	})
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	return all
}

func wantTree(t *testing.T, dir string, want ...string) {
	t.Helper()
	if got := tree(t, dir); !slices.Equal(got, want) {
		t.Errorf("%s holds\n%s\nwant\n%s", dir, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func files(of string) map[string][]byte {
	return map[string][]byte{"manifest.json": []byte(of), "prices.csv": []byte("p")}
}

// A vintage appears whole, and the lock and the place in which it was made are
// gone.
func TestAddVintage(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "archive")
	if err := AddVintage(dir, "x@2026-11-30", nil, files("1")); err != nil {
		t.Fatal(err)
	}
	if err := AddVintage(dir, "y@2026-11-30", []string{"x@2026-11-30"}, files("2")); err != nil {
		t.Fatal(err)
	}
	wantTree(t, dir, "x@2026-11-30/manifest.json: 1", "x@2026-11-30/prices.csv: p", "y@2026-11-30/manifest.json: 2", "y@2026-11-30/prices.csv: p")
}

// What a killed import left is cleared; what it cannot have left is not
// touched.
func TestAddVintageAfterAKilledOne(t *testing.T) {
	dir := t.TempDir()
	left := filepath.Join(dir, importing)
	write := func(name string) {
		if err := os.MkdirAll(left, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(left, name), []byte("left"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"lock", "scores.csv", "prices.csv.tmp"} {
		write(name)
	}
	if names, err := Vintages(dir); len(names) != 0 || err != nil {
		t.Errorf("a killed import leaves vintages %q: %v", names, err)
	}
	if err := AddVintage(dir, "x@2026-11-30", nil, files("1")); err != nil {
		t.Fatal(err)
	}
	wantTree(t, dir, "x@2026-11-30/manifest.json: 1", "x@2026-11-30/prices.csv: p")
	write("letter.txt")
	err := AddVintage(dir, "y@2026-11-30", []string{"x@2026-11-30"}, files("2"))
	if !errors.As(err, new(Obstacle)) || !strings.Contains(err.Error(), "letter.txt is no file of an import: move it away") {
		t.Errorf("a foreign file: %v", err)
	}
	if _, err := os.Stat(filepath.Join(left, "letter.txt")); err != nil {
		t.Error("the foreign file is gone")
	}
}

// Whatever goes wrong, the archive is as it was.
func TestAddVintageOrNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "archive")
	long := map[string][]byte{"a.csv": []byte("a"), strings.Repeat("n", 300) + ".csv": nil}
	if err := AddVintage(dir, "x@2026-11-30", nil, long); err == nil || !strings.Contains(err.Error(), "choose a shorter name; nothing is imported") {
		t.Errorf("a name that no disk takes: %v", err)
	}
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a failed first import leaves the archive behind: %v", err)
	}
	if err := AddVintage(dir, "x@2026-11-30", nil, files("1")); err != nil {
		t.Fatal(err)
	}
	whole := tree(t, dir)
	had := []string{"x@2026-11-30"}
	for name, try := range map[string]func() error{
		"of another name": func() error { return AddVintage(dir, "y@2026-11-30", had, long) },
		"of that name":    func() error { return AddVintage(dir, "x@2026-11-30", had, files("2")) },
		"compared before": func() error { return AddVintage(dir, "y@2026-11-30", nil, files("2")) },
	} {
		if err := try(); err == nil {
			t.Errorf("a vintage %s is taken", name)
		}
		wantTree(t, dir, whole...)
	}
	err := AddVintage(filepath.Join(dir, had[0], "prices.csv"), "x@2026-11-30", nil, files("1"))
	if !errors.As(err, new(Obstacle)) {
		t.Errorf("a file for an archive: %v", err)
	}
}

// Two imports do not write at once.
func TestArchiveInUse(t *testing.T) {
	dir := t.TempDir()
	a := &archive{dir: dir, partial: filepath.Join(dir, importing)}
	if err := a.enter(); err != nil {
		t.Fatal(err)
	}
	err := AddVintage(dir, "x@2026-11-30", nil, files("1"))
	if !errors.As(err, new(Obstacle)) || !strings.Contains(err.Error(), "in use by process") {
		t.Errorf("a second import: %v", err)
	}
	if err := a.leave(); err != nil {
		t.Fatal(err)
	}
	wantTree(t, dir)
	if err := AddVintage(dir, "x@2026-11-30", nil, files("1")); err != nil {
		t.Error(err)
	}
}
