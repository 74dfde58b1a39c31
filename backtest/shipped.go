package backtest

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"sync"

	"github.com/undercut-sim/undercut/calibrate"
)

// Results are what a run gave: the library's episodes, and the AI market.
type Results struct {
	*Study
	AI *AIResult // nil if the run did not ask it
}

// An AIResult is a hindcast of the AI market, and what it was made of.
type AIResult struct {
	*AITable
	Inputs string // hash of scenario, evidence, seed and futures
}

//go:embed data
var shipped embed.FS

// Shipped are the committed results, read once.
var Shipped = sync.OnceValues(func() (*Results, error) {
	sub, err := fs.Sub(shipped, "data")
	if err != nil {
		return nil, err
	}
	return Read(sub)
})

// Files of a folder of results.
const (
	manifestName  = "manifest.json"
	scoresName    = "scores.csv"
	chancesName   = "chances.csv"
	pathsName     = "paths.csv"
	posteriorName = "posterior.csv"
	summariesName = "summaries.csv"
	aiName        = "ai.csv"
	creditsName   = "credits.txt" // whose data are in the tables, on what terms
)

// Read reads a folder that Save wrote. The error joins what is wrong with its
// files.
func Read(fsys fs.FS) (*Results, error) {
	m, err := readManifest(fsys)
	if err != nil {
		return nil, err
	}
	s := &Study{
		Effort: m.Effort.effort(), Inputs: m.Inputs, Names: m.Episodes, Failures: m.Failures,
		Learned: map[string]calibrate.Posterior{},
	}
	r := &Results{Study: s}
	for _, l := range m.Learned {
		s.Learned[l.LeftOut] = l.posterior()
	}
	var errs []error
	for _, t := range []struct {
		name string
		read func(fs.File) error
	}{
		{scoresName, func(f fs.File) (err error) { s.Rows, err = ReadRows(f); return err }},
		{chancesName, func(f fs.File) (err error) { s.Chances, err = ReadChances(f); return err }},
		{pathsName, func(f fs.File) (err error) { s.Paths, err = ReadPaths(f); return err }},
		{posteriorName, func(f fs.File) error { return readDraws(f, s.Learned) }},
		{summariesName, func(f fs.File) error { return readSummaries(f, s.Learned) }},
		{aiName, func(f fs.File) error { return r.readAI(f, m.AI) }},
	} {
		if t.name == aiName && m.AI == nil {
			continue
		}
		errs = append(errs, readFile(fsys, t.name, t.read))
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return r, m.check(r)
}

func readFile(fsys fs.FS, name string, read func(fs.File) error) error {
	f, err := fsys.Open(name)
	if err != nil {
		return fmt.Errorf("results: %w", err)
	}
	defer f.Close()
	return read(f)
}

func (r *Results) readAI(f fs.File, m *manifestAI) error {
	rows, err := ReadAIRows(f)
	if err != nil {
		return err
	}
	t, err := m.table(rows)
	r.AI = &AIResult{t, m.Inputs}
	return err
}

// Stale says which results rest on other inputs than those of this program;
// "" if none do.
func (r *Results) Stale() (string, error) {
	q, err := New(nil, r.Effort, 1)
	if err != nil {
		return "", err
	}
	if now := q.Hash(); now != r.Inputs {
		return fmt.Sprintf("stale: results are of inputs %s, these files are %s: rebuild with make update", r.Inputs, now), nil
	}
	if r.AI == nil {
		return "", nil
	}
	a, err := AIEpisode(r.AI.AsOf, r.Effort, 1)
	if err != nil {
		return "", err
	}
	if now := a.Hash(AIShipped()); now != r.AI.Inputs {
		return fmt.Sprintf("stale: results of the AI market are of inputs %s, these files are %s: rebuild with make update", r.AI.Inputs, now), nil
	}
	return "", nil
}
