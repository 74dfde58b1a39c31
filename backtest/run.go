package backtest

import (
	"context"
	"fmt"
	"runtime"
	"sync"

	"github.com/undercut-sim/undercut/forecast"
)

// A Result is what a job gave.
type Result struct {
	Job     Job
	Market  *forecast.Market
	Rows    []Row
	Chances []Chance // exits and halvings
	Paths   []Path   // for pictures: named origins only
}

// A Setting says how many futures a job has, with which luck, and from which
// draws of the shared numbers; draws[i] has weight weights[i].
type Setting struct {
	Futures int
	Seed    uint64
	Workers int // 0: one per processor
	Draws   func(episode string) (Pool, error)
}

// Run simulates and scores jobs. Results stand in the order of jobs and do not
// depend on the number of workers. done is told of each as it is ready, in any
// order, on the caller's goroutine; results that have is given for are taken
// from it instead.
func Run(ctx context.Context, jobs []Job, prior forecast.Prior, s Setting, done func(i int, r *Result) error) ([]Result, error) {
	type answer struct {
		i   int
		r   Result
		err error
	}
	todo, answers := make(chan int), make(chan answer)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var wg sync.WaitGroup
	for range workers(s.Workers) {
		wg.Go(func() {
			for i := range todo {
				r, err := s.run(jobs[i], prior)
				answers <- answer{i, r, err}
			}
		})
	}
	go func() {
		defer close(todo)
		for i := range jobs {
			select {
			case todo <- i:
			case <-ctx.Done():
				return
			}
		}
	}()
	go func() { wg.Wait(); close(answers) }()

	results := make([]Result, len(jobs))
	var first error
	for a := range answers {
		if a.err == nil && done != nil {
			a.err = done(a.i, &a.r)
		}
		if a.err != nil && first == nil {
			first = a.err
			cancel()
		}
		results[a.i] = a.r
	}
	if first == nil {
		first = ctx.Err()
	}
	return results, first
}

// run simulates one job.
func (s Setting) run(j Job, prior forecast.Prior) (Result, error) {
	r := Result{Job: j}
	m, err := forecast.New(j.Episode.At(j.Origin), j.World, prior, j.years())
	if err != nil {
		return r, err
	}
	r.Market = m
	pool, err := s.Draws(j.Episode.Plan.Name)
	if err != nil {
		return r, err
	}
	futures, err := simulate(m, pool, s.Futures, s.Seed)
	if err != nil {
		return r, err
	}
	if r.Rows, err = j.score(m, futures); err != nil {
		return r, err
	}
	r.Chances = j.chances(m, futures)
	if j.Named {
		r.Paths, err = j.paths(m, futures)
	}
	return r, err
}

// simulate runs futures with shared numbers drawn from a pool.
func simulate(m *forecast.Market, pool Pool, futures int, seed uint64) ([]forecast.Future, error) {
	k, err := m.Runner(seed)
	if err != nil {
		return nil, err
	}
	all := make([]forecast.Future, futures)
	for n := range all {
		if all[n], err = k.Run(pool.At(seed, uint64(n), futures), uint64(n)); err != nil {
			return nil, fmt.Errorf("simulating: %w", err)
		}
	}
	return all, nil
}

// workers is a number of goroutines; 0 stands for one per processor that Go may
// use.
func workers(n int) int {
	if n == 0 {
		return runtime.GOMAXPROCS(0)
	}
	return n
}
