package contrast

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/ensemble"
)

// A Study runs options in the same futures. The first option is what the
// others are held against.
type Study struct {
	Options []Option
	Seed    uint64
	Futures int    // at least 2: one difference has no interval
	Workers int    // 0 is one per processor; the result does not depend on it
	Watch   string // firm whose life is followed; "" is none
}

// Run simulates every future under every option. A future that fails under one
// of them is left out of all, so that every option speaks of the same futures;
// Result.Failed lists those. The error is that of Check, that fewer than two
// futures are left, or that ctx has ended.
//
// progress, which may be nil, is told how many pairs of future and option are
// done, how many there are, and how many failed.
func (s *Study) Run(ctx context.Context, progress func(done, total, failed int)) (*Result, error) {
	layout, err := s.check()
	if err != nil {
		return nil, err
	}
	r := newResult(s, layout)
	plan := ensemble.Plan{Futures: s.Futures, Workers: s.Workers}
	for _, o := range s.Options {
		plan.Cells = append(plan.Cells, ensemble.Cell{World: o.Name})
	}
	worker := func() ensemble.Worker { return newWorker(s, layout).future }
	if err := ensemble.Run(ctx, plan, nil, worker, r.add, progress); err != nil {
		return nil, err
	}
	if r.N() < 2 {
		return nil, fmt.Errorf("%d of %d futures ran under all options, the first failure under %s: %s; want 2 or more",
			r.N(), s.Futures, s.Options[r.Failed[0].Option].Name, r.Failed[0].Err)
	}
	return r, nil
}

// Check says what makes a study impossible, before any future is run.
func (s *Study) Check() error {
	_, err := s.check()
	return err
}

func (s *Study) check() (*layout, error) {
	if len(s.Options) == 0 {
		return nil, errors.New("a study has no options: want the scenario and what it is held against")
	}
	if s.Futures < 2 {
		return nil, fmt.Errorf("futures is %d: want 2 or more, as one difference has no interval", s.Futures)
	}
	sim := ensemble.Simulation{Seed: s.Seed}
	first := s.Options[0]
	for _, o := range s.Options {
		if err := ensemble.SameStructure(&first.Scenario.World, &o.Scenario.World); err != nil {
			return nil, fmt.Errorf("%s cannot be compared with %s: %w", o.Name, first.Name, err)
		}
		sim.Cells = append(sim.Cells, ensemble.Cell{World: o.Name})
		sim.Scenarios = append(sim.Scenarios, o.Scenario)
	}
	if err := sim.Prepare(); err != nil {
		return nil, err
	}
	k, err := ensemble.NewWalker(first.Scenario)
	if err != nil {
		return nil, err
	}
	l := newLayout(&first.Scenario.World, k.View())
	if s.Watch != "" {
		l.watch = slices.IndexFunc(l.names.Firms, func(f undercut.Firm) bool { return f.Name == s.Watch })
		if l.watch < 0 {
			return nil, fmt.Errorf("no firm is called %q", s.Watch)
		}
	}
	l.place()
	return l, nil
}

// A worker simulates futures under all options. It keeps the months of the
// base, against which the buyers of the other options are measured.
type worker struct {
	study   *Study
	walkers []*ensemble.Walker
	ledger  *ledger
	base    *purchases // of future based
	based   int
}

func newWorker(s *Study, l *layout) *worker {
	return &worker{
		study: s, walkers: make([]*ensemble.Walker, len(s.Options)),
		ledger: newLedger(l), base: newPurchases(l), based: -1,
	}
}

// future runs one future under one option and fills rec with its ledger.
func (w *worker) future(option, n int, rec *ensemble.Record) error {
	if option == 0 {
		w.based = -1
	} else if w.based != n { // the base was run by a worker that has panicked
		if err := w.run(0, n); err != nil {
			return fmt.Errorf("without the option: %w", err)
		}
	}
	if err := w.run(option, n); err != nil {
		return err
	}
	w.based = n
	rec.Outcomes = append(rec.Outcomes[:0], w.ledger.values...)
	return nil
}

// run walks one future of an option, against the base if it is another.
func (w *worker) run(option, n int) error {
	if w.walkers[option] == nil {
		k, err := ensemble.NewWalker(w.study.Options[option].Scenario)
		if err != nil {
			return err
		}
		w.walkers[option] = k
	}
	k := w.walkers[option]
	world, _ := k.Draw(w.study.Seed, uint64(n))
	w.ledger.begin(world)
	if option == 0 {
		w.base.begin()
	}
	return k.Walk(func(v undercut.View) error {
		w.ledger.month(v)
		if option == 0 {
			w.base.month(&v)
		} else {
			w.ledger.buyers(w.base, &v)
		}
		return nil
	})
}
