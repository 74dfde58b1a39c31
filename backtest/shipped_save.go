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

	"github.com/undercut-sim/undercut/episode"
	"github.com/undercut-sim/undercut/evidence"
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
		{creditsName, r.writeCredits},
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
	ours := []string{manifestName, scoresName, chancesName, pathsName, posteriorName, summariesName, aiName, creditsName}
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

// writeCredits names those whose figures stand in the tables as what was
// observed. Rows of figures that are to be passed on under their own licence are
// named one by one.
func (r *Results) writeCredits(w io.Writer) error {
	var ids, alike []string
	for _, name := range r.Names {
		if !slices.Contains(episode.Names, name) {
			alike = append(alike, fmt.Sprintf("Rows of episode %s hold figures of the user's own sources.", name))
			continue
		}
		e, err := episode.Load(name)
		if err != nil {
			return err
		}
		ids = append(ids, e.Sources()...)
		for _, s := range evidence.Credited(e.Sources()...) {
			if strings.Contains(s.Licence, "BY-SA") {
				alike = append(alike, fmt.Sprintf("Rows of episode %s in scores.csv and paths.csv are made from %s and are under %s: %s.", name, s.Holder, s.Licence, s.Attribution))
			}
		}
	}
	text := append([]string{"Observed figures in these tables are from:", ""}, evidence.Attributions(ids...)...)
	if alike != nil {
		text = append(append(text, ""), alike...)
	}
	_, err := io.WriteString(w, strings.Join(text, "\n")+"\n")
	return err
}
