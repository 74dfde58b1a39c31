package episode

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
)

//go:embed */episode.yaml */scenario.yaml */*.csv
var library embed.FS

// An Episode is one industry: its plan is open, its rows are not.
type Episode struct {
	Plan     Plan
	Scenario []byte // text of scenario.yaml
	Hash     string // of all files
	rows     []row
	events   []Event
}

// Load reads an episode of the library.
func Load(name string) (*Episode, error) {
	if !slices.Contains(Names, name) {
		return nil, fmt.Errorf("episode is %q: want one of %s", name, strings.Join(Names, ", "))
	}
	sub, err := fs.Sub(library, name)
	if err != nil {
		return nil, err
	}
	return Read(name, sub)
}

// Read reads an episode from a folder. The error joins all problems, each
// with its file and line.
func Read(folder string, fsys fs.FS) (*Episode, error) {
	e, r := &Episode{}, &reader{folder: folder}
	hash := sha256.New()
	text := func(file string) []byte {
		b, err := fs.ReadFile(fsys, file)
		if err != nil {
			r.bad = append(r.bad, fmt.Errorf("%s/%s: cannot be read: %w: an episode has episode.yaml, scenario.yaml, events.csv and data.csv or what data names", folder, file, err))
		}
		fmt.Fprintf(hash, "%s %d\n", file, len(b))
		hash.Write(b)
		return b
	}
	if err := yaml.UnmarshalWithOptions(text("episode.yaml"), &e.Plan, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("%s/episode.yaml: %s: go doc github.com/undercut-sim/undercut/episode.Plan has the keys", folder, yaml.FormatError(err, false, false))
	}
	if len(e.Plan.Data) == 0 {
		e.Plan.Data = []string{"data.csv"}
	}
	for _, file := range e.Plan.Data {
		e.rows = append(e.rows, r.data(file, text(file))...)
	}
	e.events = r.events("events.csv", text("events.csv"))
	e.Scenario = text("scenario.yaml")
	if len(r.bad) == 0 {
		r.check(e)
	}
	slices.SortStableFunc(e.rows, row.order)
	e.Hash = hex.EncodeToString(hash.Sum(nil))[:12]
	return e, errors.Join(r.bad...)
}

// Sources lists the sources of an episode's figures and events.
func (e *Episode) Sources() []string {
	var all []string
	for _, x := range e.rows {
		all = append(all, x.source)
	}
	for _, x := range e.events {
		all = append(all, x.Source)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// World finds a world of the plan.
func (e *Episode) World(name string) (World, error) {
	var known []string
	for _, w := range e.Plan.Worlds {
		if w.Name == name {
			return w, nil
		}
		known = append(known, w.Name)
	}
	return World{}, fmt.Errorf("world is %q: %s has %s", name, e.Plan.Name, strings.Join(known, ", "))
}
