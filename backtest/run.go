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
	Rows    []Row
	Failed  string   // how many futures could not be simulated, and why the first; "" if none
	Chances []Chance // exits and halvings
	Paths   []Path   // for pictures: named origins only
}

// A Setting says how many futures a job has, with which luck, and from which
// draws of the shared numbers.
type Setting struct {
	Futures int
	Seed    uint64
	Workers int // 0: one per processor
	Draws   func(episode string) ([]forecast.Shared, error)
}

// Run simulates and scores jobs. Results stand in the order of jobs and do not
// depend on the number of workers. done is told of each as it is ready, in any
// order, on the caller's goroutine; its error ends the run.
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
	draws, err := s.Draws(j.Episode.Plan.Name)
	if err != nil {
		return r, err
	}
	futures, err := r.simulate(m, draws, s)
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

// mostFailed is the share of a job's futures that may fail: more, and what is
// left is no sample of the forecast.
const mostFailed = 0.02

// simulate runs futures with draws of the shared numbers. Those that fail are
// left out and counted.
func (r *Result) simulate(m *forecast.Market, draws []forecast.Shared, s Setting) ([]forecast.Future, error) {
	k, err := m.Runner(s.Seed)
	if err != nil {
		return nil, err
	}
	var all []forecast.Future
	var first error
	for n := range s.Futures {
		f, err := k.Run(pick(draws, s.Seed, uint64(n)), uint64(n))
		if err == nil {
			all = append(all, f)
		} else if first == nil {
			first = err
		}
	}
	if failed := s.Futures - len(all); failed > 0 {
		r.Failed = fmt.Sprintf("%d of %d futures failed; the first: %v", failed, s.Futures, first)
		if float64(failed) > mostFailed*float64(s.Futures) {
			return nil, fmt.Errorf("%s: the scenario leaves the range in which the model can be solved", r.Failed)
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
