// Package golden compares output with a file in testdata and rewrites the
// file under -update. It is the project's only test helper: the diff of a
// rewritten golden file is part of the review.
package golden

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "rewrite golden files with the output of this run")

// Check compares got with the file testdata/name of the package under test.
// With -update it writes the file instead.
func Check(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", filepath.FromSlash(name))
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v (run with -update to make it)", err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs from the golden file at byte %d (run with -update and read the diff)\n--- got\n%s\n--- want\n%s",
			path, firstDifference(got, want), got, want)
	}
}

// Updating reports whether this run rewrites golden files.
func Updating() bool { return *update }

func firstDifference(a, b []byte) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return i
		}
	}
	return min(len(a), len(b))
}
