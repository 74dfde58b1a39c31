package backtest

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"slices"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/calibrate"
	"github.com/undercut-sim/undercut/forecast"
)

// layout is the version of the files.
const layout = 1

// A manifest says what a folder of results is. It has no date: the same inputs
// give the same bytes.
type manifest struct {
	Format   int            `json:"format"`
	Engine   int            `json:"engine"`
	Inputs   string         `json:"inputs"`
	Effort   manifestEffort `json:"effort"`
	Episodes []string       `json:"episodes"`
	Keys     []string       `json:"keys"`
	Counts   counts         `json:"counts"`
	Learned  []learned      `json:"learned"`
	Failures []string       `json:"failures,omitempty"`
	AI       *manifestAI    `json:"ai,omitempty"`
}

type manifestEffort struct {
	Draws   int    `json:"draws"`
	Keep    int    `json:"keep"`
	Futures int    `json:"futures"`
	AI      int    `json:"ai_futures"`
	Seed    uint64 `json:"seed"`
}

func (e manifestEffort) effort() Effort { return Effort(e) }

// counts are rows of each table.
type counts struct {
	Scores  int `json:"scores"`
	Chances int `json:"chances"`
	Paths   int `json:"paths"` // quantities, each of many rows
	Draws   int `json:"draws"`
}

// learned is a calibration beside its draws.
type learned struct {
	LeftOut   string    `json:"left_out"` // "" leaves out none
	Cases     int       `json:"cases"`
	Drawn     int       `json:"drawn"`
	Tolerance float64   `json:"tolerance"`
	Contracts []float64 `json:"contraction"` // in the order of keys
}

func (l learned) posterior() calibrate.Posterior {
	return calibrate.Posterior{Cases: l.Cases, Drawn: l.Drawn, Tolerance: l.Tolerance, Contracts: l.Contracts}
}

type manifestAI struct {
	AsOf    string  `json:"as_of"`
	Inputs  string  `json:"inputs"`
	Futures int     `json:"futures"`
	Failed  int     `json:"failed"`
	ESS     float64 `json:"effective"`
	Known   int     `json:"first_prints"`
}

func (m *manifestAI) table(rows []AIRow) (*AITable, error) {
	day, err := undercut.ParseDay(m.AsOf)
	return &AITable{AsOf: day, Futures: m.Futures, Failed: m.Failed, ESS: m.ESS, Known: m.Known, Rows: rows}, err
}

// manifest describes results.
func (r *Results) manifest() manifest {
	m := manifest{
		Format: layout, Engine: engine, Inputs: r.Inputs, Effort: manifestEffort(r.Effort), Episodes: r.Names, Keys: forecast.Keys,
		Counts: counts{Scores: len(r.Rows), Chances: len(r.Chances), Paths: len(r.Paths)}, Failures: r.Failures,
	}
	for _, name := range slices.Sorted(maps.Keys(r.Learned)) {
		p := r.Learned[name]
		m.Counts.Draws += len(p.Draws)
		m.Learned = append(m.Learned, learned{name, p.Cases, p.Drawn, p.Tolerance, p.Contracts})
	}
	if a := r.AI; a != nil {
		m.AI = &manifestAI{a.AsOf.String(), a.Inputs, a.Futures, a.Failed, a.ESS, a.Known}
	}
	return m
}

func readManifest(fsys fs.FS) (manifest, error) {
	var m manifest
	text, err := fs.ReadFile(fsys, manifestName)
	if err != nil {
		return m, fmt.Errorf("results: %w: want a folder that undercut backtest --rerun --out wrote", err)
	}
	if err := json.Unmarshal(text, &m); err != nil {
		return m, fmt.Errorf("results: %s: %w", manifestName, err)
	}
	if m.Format != layout {
		return m, fmt.Errorf("results: %s: format is %d, this program reads %d: make them again with undercut backtest --rerun", manifestName, m.Format, layout)
	}
	if !slices.Equal(m.Keys, forecast.Keys) {
		return m, fmt.Errorf("results: shared numbers are %v, this program has %v: stale: rebuild with make update", m.Keys, forecast.Keys)
	}
	return m, nil
}

// check wants the tables to have what the manifest counted.
func (m *manifest) check(r *Results) error {
	got := r.manifest().Counts
	if got != m.Counts {
		return fmt.Errorf("results: tables have %+v, %s counts %+v: a file is cut or changed; make them again with undercut backtest --rerun", got, manifestName, m.Counts)
	}
	return nil
}
