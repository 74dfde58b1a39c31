package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"github.com/undercut-sim/undercut/evidence"
)

// An evidenceFlag is --evidence of commands that read observations: a
// directory that undercut import has written to.
type evidenceFlag struct{ dir string }

func (f *evidenceFlag) add(cmd *cobra.Command) {
	cmd.Flags().Var(f, "evidence", "join the shipped data with that of `DIR`, which undercut import wrote")
}

// Set, String and Type make it the value of a flag.
func (f *evidenceFlag) Set(dir string) error {
	if dir == "" {
		return errors.New("want a directory that undercut import wrote")
	}
	f.dir = dir
	return nil
}

func (f *evidenceFlag) String() string { return f.dir }

// Type is shown by help where usage names none.
func (f *evidenceFlag) Type() string { return "DIR" }

// observed returns the shipped observations, joined with those of the
// directory if one was named. What is wrong with the directory is bad input.
func (f *evidenceFlag) observed() (*evidence.Observed, error) {
	if f.dir == "" {
		return evidence.Shipped(), nil
	}
	a, err := loadArchive(f.dir)
	switch {
	case err != nil:
	case a == nil:
		err = fmt.Errorf("there is no such directory: undercut import SOURCE --into %s makes it", f.dir)
	case len(a.Vintages) == 0:
		err = fmt.Errorf("it holds no import: undercut import SOURCE --into %s makes one", f.dir)
	}
	var joined *evidence.Observed
	if err == nil {
		joined, err = evidence.Shipped().Join(a)
	}
	if err != nil {
		return nil, badInput{fmt.Errorf("--evidence %s: %w", f.dir, err)}
	}
	return joined, nil
}

// history returns the observed series measured with the directory's evidence;
// nil if none was named.
func (f *evidenceFlag) history() ([]evidence.Point, error) {
	if f.dir == "" {
		return nil, nil
	}
	o, err := f.observed()
	if err != nil {
		return nil, err
	}
	points, err := history(o)
	if err != nil {
		return nil, badInput{fmt.Errorf("--evidence %s: %w", f.dir, err)}
	}
	return points, nil
}

// loadArchive reads a directory of imports; nil if there is none.
func loadArchive(dir string) (*evidence.Archive, error) {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, err
	case !info.IsDir():
		return nil, fmt.Errorf("%s is a file: name a directory that undercut import wrote", dir)
	}
	return evidence.LoadArchive(os.DirFS(dir))
}
