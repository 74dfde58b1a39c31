package scenario

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/internal/golden"
)

// A file that asks for what can be simulated but is not likely meant loads,
// and its remarks say where, what and what follows.
func TestOddFiles(t *testing.T) {
	files, err := filepath.Glob("testdata/odd/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("found %d odd files, %v", len(files), err)
	}
	for _, path := range files {
		name := strings.TrimSuffix(filepath.Base(path), ".yaml")
		t.Run(name, func(t *testing.T) {
			s, err := Load(path, os.ReadFile, evidence.Parameters, nil, nil)
			if err != nil {
				t.Fatalf("%s does not load: %v", path, err)
			}
			if len(s.Remarks) == 0 {
				t.Fatalf("%s loads without a remark", path)
			}
			golden.Check(t, "odd/"+name+".golden", []byte(s.Remarks.Error()+"\n"))
			again, err := Load("printed.yaml", only(s.YAML), nil, nil, nil)
			if err != nil || len(again.Remarks) > 0 {
				t.Errorf("what a run keeps of %s is remarked on again: %v %v", path, again.Remarks, err)
			}
		})
	}
}

// The library has no numbers to remark on, whatever belief is laid over it.
func TestLibraryIsNotOdd(t *testing.T) {
	for _, name := range Names() {
		s, err := Load(name, nil, evidence.Parameters, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		if len(s.Remarks) > 0 {
			t.Errorf("%s has remarks:\n%v", name, s.Remarks)
		}
	}
}
