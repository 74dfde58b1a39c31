package backtest

import (
	"context"
	"fmt"
	"math"

	"github.com/undercut-sim/undercut/gauge"
)

// AIFit is how futures of the AI market fit what was known on a day, weighted by
// it, and what they then scored.
type AIFit struct {
	*AITable
	Targets []AITarget
}

// An AITarget is a first print that futures are weighted by.
type AITarget struct {
	gauge.Target
	Simulated, Unweighted AIScore
}

// Miss is how far the weighted median lies from what was known, in tolerances.
func (t *AITarget) Miss() float64 {
	if !t.Simulated.There {
		return math.NaN()
	}
	if t.Log {
		return math.Log(t.Simulated.Median/t.Value) / t.Tolerance
	}
	return (t.Simulated.Median - t.Value) / t.Tolerance
}

// AICalibrate weights futures by what was known, and scores them.
func AICalibrate(ctx context.Context, a AIAsk, e AIEvidence) (*AIFit, error) {
	if err := a.check(); err != nil {
		return nil, err
	}
	known, err := AIKnownBy(a.AsOf, e)
	if err != nil {
		return nil, err
	}
	f, err := AIRun(ctx, a.Scenario, a.Seed, a.Futures, a.Workers)
	if err != nil {
		return nil, err
	}
	w, err := f.Weigh(known)
	if err != nil {
		return nil, err
	}
	fit := &AIFit{}
	for _, t := range known.Targets() {
		if !f.Has(t.Indicator) {
			continue
		}
		row, err := f.target(t, w)
		if err != nil {
			return nil, fmt.Errorf("backtest: %s: %w", t.ID, err)
		}
		fit.Targets = append(fit.Targets, row)
	}
	fit.AITable, err = f.table(a, e, known, w)
	return fit, err
}

func (f *AIFutures) target(t gauge.Target, w AIWeights) (AITarget, error) {
	row := AITarget{Target: t}
	x, err := f.Members(t.Indicator, t.Month)
	if err != nil {
		return row, err
	}
	o := AIObserved{t.Indicator, t.Month, t.Value, t.Log}
	if row.Simulated, _, err = aiMembers(o, x, w.Weight); err != nil {
		return row, err
	}
	row.Unweighted, _, err = aiMembers(o, x, nil)
	return row, err
}
