package main

import (
	"errors"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// program is undercut as its users have it, for tests that are sessions of a
// user: built from this package once for all of them, by the go tool and the
// GOFLAGS of this run but without the race detector, under which documented
// commands take ten times as long. Races are looked for in this process, by the
// tests that call undercutRun.
var program struct {
	dir   string // holds the binary and nothing else
	build func() error
}

// TestMain gives the program a place that outlives the test that builds it.
func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "undercut-program-")
	if err != nil {
		log.Fatalf("no place to build undercut in: %v", err)
	}
	here, err := os.Getwd() // tests may go elsewhere
	if err != nil {
		log.Fatal(err)
	}
	program.dir, program.build = dir, sync.OnceValue(func() error { return compile(here, dir) })
	code := m.Run()
	if err := os.RemoveAll(dir); err != nil {
		log.Print(err)
	}
	os.Exit(code)
}

// compile puts the program of a package's folder into dir, under the name that
// this system starts it by. Without -buildvcs=false go would ask for a
// repository that git trusts.
func compile(pkg, dir string) error {
	const who = "scripts and documents run an undercut that is built for them"
	tool, err := exec.LookPath("go")
	if err != nil {
		return fmt.Errorf("%s, for which the go tool is missing: put its folder on the PATH (%w)", who, err)
	}
	cmd := exec.Command(tool, "build", "-race=false", "-buildvcs=false", "-o", dir+string(filepath.Separator), ".")
	cmd.Dir = pkg
	if said, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %s with GOFLAGS=%q: %w\n%s", who, strings.Join(cmd.Args, " "), os.Getenv("GOFLAGS"), err, said)
	}
	return nil
}

// programPath is a PATH on which undercut is the one that is built here.
func programPath(t *testing.T) string {
	t.Helper()
	if err := program.build(); err != nil {
		t.Fatal(err)
	}
	return program.dir + string(filepath.ListSeparator) + os.Getenv("PATH")
}

// programRun runs one command line in a process of its own, for commands that
// take seconds; the others run in this process, by undercutRun.
func programRun(t *testing.T, args ...string) (said string, err error) {
	t.Helper()
	if err := program.build(); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(filepath.Join(program.dir, "undercut"), args...).CombinedOutput()
	return string(out), err
}

// Who has no go tool, or flags that it refuses, is told what is missing.
func TestProgramThatCannotBeBuiltSaysWhy(t *testing.T) {
	t.Setenv("GOFLAGS", "-nonsense")
	if err := compile(".", t.TempDir()); err == nil || !strings.Contains(err.Error(), `GOFLAGS="-nonsense"`) {
		t.Errorf("with a flag that go does not have: %v", err)
	}
	t.Setenv("PATH", t.TempDir())
	if err := compile(".", t.TempDir()); !errors.Is(err, exec.ErrNotFound) {
		t.Errorf("without a go tool: %v", err)
	}
}
