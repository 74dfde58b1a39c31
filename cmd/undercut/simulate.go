package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/schollz/progressbar/v3"

	"github.com/undercut-sim/undercut/ensemble"
	"github.com/undercut-sim/undercut/store"
)

// simulate fills a run with the futures that it lacks. If ctx ends, what is
// done is kept and the error says how to go on.
func (q *question) simulate(ctx context.Context, r *store.Run, workers int, progress func(done, total, failed int)) error {
	plan := ensemble.Plan{Cells: q.sim.Cells, Futures: q.futures, Workers: workers}
	kept := r.Kept
	sink := func(rec *ensemble.Record) error {
		err := r.Append(store.Record(*rec))
		if err == nil {
			kept++
		}
		return err
	}
	err := ensemble.Run(ctx, plan, r.Has, q.sim.NewWorker, sink, progress)
	if errors.Is(err, context.Canceled) {
		return fmt.Errorf("%w: %d of %d simulations are kept; continue with: undercut run --resume %s",
			errInterrupted, kept, q.futures*len(q.sim.Cells), r.Dir)
	}
	return err
}

// errInterrupted is how a run that a person stopped is called.
var errInterrupted = interrupted{}

type interrupted struct{}

func (interrupted) Error() string { return "interrupted" }
func (interrupted) Unwrap() error { return context.Canceled }

// each shows records in order of future, then cell; the record may be reused.
type each func(visit func(rec *store.Record) error) error

// weigh returns the weights of futures: exp(fit.logweight) of world 0 under
// the same belief, since the counterfactuals are the same future turned off
// history. Where world 0 failed nothing can be said about the fit: weight 0.
func (q *question) weigh(records each) (store.Weight, error) {
	fit := len(q.sim.Outcomes()) - 1 // fit.logweight
	weights := make([][]float64, len(q.beliefs))
	for b := range weights {
		weights[b] = make([]float64, q.futures)
	}
	worlds := len(q.worlds)
	err := records(func(rec *store.Record) error {
		if rec.Cell%worlds == 0 && rec.Err == "" {
			weights[rec.Cell/worlds][rec.Future] = math.Exp(rec.Outcomes[fit])
		}
		return nil
	})
	return func(rec *store.Record) float64 { return weights[rec.Cell/worlds][rec.Future] }, err
}

// progress draws a bar of the simulations that are still to do, with rate and
// remaining time, where a person watches. Elsewhere it is nil.
func (e *env) progress(quiet bool, todo int) func(done, total, failed int) {
	if quiet || !e.terminal {
		return nil
	}
	bar := progressbar.NewOptions(todo,
		progressbar.OptionSetWriter(e.err), progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionSetItsString("simulations"),
		progressbar.OptionSetPredictTime(true), progressbar.OptionClearOnFinish(), progressbar.OptionSetWidth(24))
	return func(done, total, failed int) {
		if failed > 0 {
			bar.Describe(fmt.Sprintf("%d failed", failed))
		}
		_ = bar.Set(done - (total - todo)) // fails only where stderr does
	}
}

// shownFailures is how many failed futures are listed on stderr.
const shownFailures = 10

// warn lists the futures of a finished run that failed. It returns an error if
// all did.
func (e *env) warn(m *store.Manifest) error {
	if m.FailedCount == 0 {
		return nil
	}
	total := m.Futures * len(m.Cells)
	fmt.Fprintf(e.err, "undercut: warning: %d of %d simulations failed and are left out of the answer:\n", m.FailedCount, total)
	for _, f := range m.Failed[:min(len(m.Failed), shownFailures)] {
		fmt.Fprintf(e.err, "  future %d of %s under belief %s: %s\n", f.Future, f.World, f.Belief, f.Error)
	}
	if m.FailedCount > shownFailures {
		fmt.Fprintf(e.err, "  and %d more: see the column error of %s\n", m.FailedCount-shownFailures, store.OutcomesName)
	}
	if m.FailedCount == total {
		return fmt.Errorf("all %d simulations failed, the first with: %s", total, m.Failed[0].Error)
	}
	return nil
}
