package ensemble

import "fmt"

// A Cell is one column of an ensemble: a belief about the unknown (from which
// parameters are drawn) in one world (what policies and strategies are in
// force).
type Cell struct{ Belief, World string }

// A Plan lists what to run: futures × cells.
type Plan struct {
	Cells   []Cell
	Futures int // number of futures of the whole ensemble, numbered from 0
	From    int // first future of this shard
	To      int // end of this shard, exclusive; 0 stands for Futures
	Workers int // goroutines; 0 stands for one per processor that Go may use
}

// A Record is one future of one cell.
type Record struct {
	Cell, Future int
	Draws        []float64 // drawn parameters, order fixed by the scenario
	Outcomes     []float64 // order fixed by package gauge; NaN is undefined
	Series       []float32 // indicator × month, row-major; NaN is undefined
	Err          string    // why this future failed; "" if it did not
}

// Shard returns the k-th of n parts of the plan, k counted from 1. The parts
// are contiguous, cover every future once and differ in length by at most one.
func (p Plan) Shard(k, n int) (Plan, error) {
	if n < 1 || k < 1 || k > n {
		return Plan{}, fmt.Errorf("shard is %d/%d: want k/n with 1 ≤ k ≤ n", k, n)
	}
	if n > p.Futures {
		return Plan{}, fmt.Errorf("shard is %d/%d: an ensemble of %d futures has at most %d shards", k, n, p.Futures, p.Futures)
	}
	p.From, p.To = cut(p.Futures, k-1, n), cut(p.Futures, k, n)
	return p, nil
}

// cut returns futures*k/n without overflowing for any number of futures.
func cut(futures, k, n int) int { return futures/n*k + futures%n*k/n }

// end returns the end of the range of futures, exclusive.
func (p Plan) end() int {
	if p.To == 0 {
		return p.Futures
	}
	return p.To
}

// check returns the first thing that makes a plan impossible to run.
func (p Plan) check() error {
	switch {
	case len(p.Cells) == 0:
		return fmt.Errorf("plan has no cells: want at least one belief and one world")
	case p.Futures < 1:
		return fmt.Errorf("plan has %d futures: want 1 or more", p.Futures)
	case p.From < 0 || p.From >= p.end() || p.end() > p.Futures:
		return fmt.Errorf("plan covers futures %d to %d of %d: want 0 ≤ from < to ≤ %d", p.From, p.end(), p.Futures, p.Futures)
	case p.Workers < 0:
		return fmt.Errorf("plan has %d workers: want 1 or more, or 0 for one per processor", p.Workers)
	}
	return nil
}
