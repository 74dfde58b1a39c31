package backtest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Save writes results as files into a folder, which it makes. It refuses one
// that holds anything but results.
func (r *Results) Save(dir string) error {
	if err := Vacant(dir); err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	files := []struct {
		name  string
		write func(io.Writer) error
	}{
		{scoresName, func(w io.Writer) error { return WriteRows(w, r.Rows) }},
		{chancesName, func(w io.Writer) error { return WriteChances(w, r.Chances) }},
		{pathsName, func(w io.Writer) error { return WritePaths(w, r.Paths) }},
		{posteriorName, func(w io.Writer) error { return writeDraws(w, r.Learned) }},
		{summariesName, func(w io.Writer) error { return writeSummaries(w, r.Learned) }},
		{aiName, func(w io.Writer) error { return WriteAIRows(w, r.AI.Rows) }},
		{manifestName, r.writeManifest}, // last: a folder without it is none
	}
	if err := os.Remove(filepath.Join(dir, manifestName)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, f := range files {
		if f.name == aiName && r.AI == nil {
			continue
		}
		if err := writeFile(filepath.Join(dir, f.name), f.write); err != nil {
			return err
		}
	}
	return nil
}

func (r *Results) writeManifest(w io.Writer) error {
	b, err := json.MarshalIndent(r.manifest(), "", "  ")
	if err != nil {
		return err
	}
	_, err = w.Write(append(b, '\n'))
	return err
}

func writeFile(name string, write func(io.Writer) error) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	if err := errors.Join(write(f), f.Close()); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// Vacant says why results cannot be written into a folder: it is a file, or it
// holds something else.
func Vacant(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	ours := []string{manifestName, scoresName, chancesName, pathsName, posteriorName, summariesName, aiName}
	var other []string
	for _, e := range entries {
		if !slices.Contains(ours, e.Name()) {
			other = append(other, e.Name())
		}
	}
	if other != nil {
		return fmt.Errorf("%s holds %s: results go into a new folder, or into one of results", dir, strings.Join(other[:min(3, len(other))], ", "))
	}
	return nil
}
