package backtest

import (
	"bytes"
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/undercut-sim/undercut/calibrate"
	"github.com/undercut-sim/undercut/episode"
)

// Everything runs a question and, if ai is set, the hindcast of the AI market.
func (q Question) Everything(ctx context.Context, ai bool, shelf Shelf, said Said) (*Results, error) {
	s, err := q.Run(ctx, shelf, said)
	if err != nil {
		return nil, err
	}
	r := &Results{Study: s}
	if ai {
		r.AI, err = q.Effort.AIResult(ctx, q.Workers, shelf, said)
	}
	return r, err
}

// AIResult is the hindcast of the AI market with the futures of an effort.
func (e Effort) AIResult(ctx context.Context, workers int, shelf Shelf, said Said) (*AIResult, error) {
	a, err := AIEpisode(AIOrigin, e, workers)
	if err != nil {
		return nil, err
	}
	r := &AIResult{Inputs: a.Hash(AIShipped())}
	name := "ai-" + r.Inputs
	b, err := shelf.Get(name)
	if err != nil {
		return nil, err
	}
	if b != nil {
		if err := gob.NewDecoder(bytes.NewReader(b)).Decode(&r.AITable); err != nil {
			return nil, fmt.Errorf("stored part %s cannot be read: %w: delete it, and it is made again", name, err)
		}
		return r, nil
	}
	said("the AI market", 0, e.AI)
	if r.AITable, err = AIHindcast(ctx, a, AIShipped()); err != nil {
		return nil, err
	}
	said("the AI market", e.AI, e.AI)
	var out bytes.Buffer
	if err := gob.NewEncoder(&out).Encode(r.AITable); err != nil {
		return nil, err
	}
	return r, shelf.Put(name, out.Bytes())
}

// Own forecasts a user's episode with the shared numbers that were learned from
// all episodes of the library.
func (r *Results) Own(ctx context.Context, e *episode.Episode, futures int, seed uint64, workers int, said Said) (*Results, error) {
	all, ok := r.Learned[""]
	if !ok {
		return nil, errors.New("results: no calibration that leaves out none: make them again with undercut backtest --rerun")
	}
	q, err := New(nil, r.Effort, workers)
	if err != nil {
		return nil, err
	}
	q.Ask, q.Effort.Futures, q.Effort.Seed = []*episode.Episode{e}, futures, seed
	jobs, err := q.jobs()
	if err != nil {
		return nil, err
	}
	s := &Study{Effort: q.Effort, Inputs: q.Hash(), Names: []string{e.Plan.Name}, Learned: map[string]calibrate.Posterior{"": all, e.Plan.Name: all}}
	done := 0
	results, err := Run(ctx, jobs, q.Prior, Setting{Futures: futures, Seed: seed, Workers: workers, Draws: s.draws}, func(int, *Result) error {
		done++
		said("forecasting", done, len(jobs))
		return nil
	})
	if err != nil {
		return nil, err
	}
	for i := range results {
		s.add(&results[i])
	}
	return &Results{Study: s}, nil
}

// Only keeps what results say of some episodes.
func (r *Results) Only(names []string) *Results {
	keep := map[string]bool{}
	for _, n := range names {
		keep[n] = true
	}
	s := &Study{Effort: r.Effort, Inputs: r.Inputs, Names: names, Learned: r.Learned}
	for i := range r.Rows {
		if keep[r.Rows[i].Episode] {
			s.Rows = append(s.Rows, r.Rows[i])
		}
	}
	for _, c := range r.Chances {
		if keep[c.Episode] {
			s.Chances = append(s.Chances, c)
		}
	}
	for i := range r.Paths {
		if keep[r.Paths[i].Episode] {
			s.Paths = append(s.Paths, r.Paths[i])
		}
	}
	for _, f := range r.Failures {
		if name, _, _ := strings.Cut(f, ","); keep[name] {
			s.Failures = append(s.Failures, f)
		}
	}
	return &Results{Study: s}
}

// A Folder is a shelf on disk.
type Folder string

// Get reads a part; nil if it is not there.
func (f Folder) Get(name string) ([]byte, error) {
	b, err := os.ReadFile(filepath.Join(string(f), name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return b, err
}

// Put writes a part whole or not at all.
func (f Folder) Put(name string, b []byte) error {
	if err := os.MkdirAll(string(f), 0o755); err != nil {
		return err
	}
	t, err := os.CreateTemp(string(f), ".part-*")
	if err != nil {
		return err
	}
	defer os.Remove(t.Name())
	if _, err := t.Write(b); err != nil {
		return errors.Join(err, t.Close())
	}
	if err := t.Close(); err != nil {
		return err
	}
	return os.Rename(t.Name(), filepath.Join(string(f), name))
}

// Calibrate learns the shared numbers from all episodes, and once without each
// that is named, and forecasts nothing.
func (q Question) Calibrate(ctx context.Context, names []string, shelf Shelf, said Said) (*Results, error) {
	s := &Study{Effort: q.Effort, Inputs: q.Hash(), Names: names, Learned: map[string]calibrate.Posterior{}}
	return &Results{Study: s}, q.learn(ctx, s, shelf, said)
}
