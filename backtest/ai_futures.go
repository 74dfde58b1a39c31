package backtest

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/ensemble"
	"github.com/undercut-sim/undercut/gauge"
	"github.com/undercut-sim/undercut/scenario"
)

// AIFutures are simulated futures, every indicator in every month.
type AIFutures struct {
	Failed []string // why futures failed; they are left out

	start  undercut.Month
	months int
	at     map[string]int // row of an indicator
	series [][]float32    // [future][row*months + month]
}

// AIWeights says how well futures fit what was known.
type AIWeights struct {
	Weight  []float64 // by future, the largest 1
	ESS     float64   // effective sample size, (Σw)²/Σw²
	Targets int       // first prints that they were weighted by
}

// AIRun simulates futures of a scenario in one world.
func AIRun(ctx context.Context, sc *scenario.Scenario, seed uint64, futures, workers int) (*AIFutures, error) {
	sim := &ensemble.Simulation{
		Cells: []ensemble.Cell{{Belief: "default", World: sc.World.Name}}, Scenarios: []*scenario.Scenario{sc},
		Seed: seed, Cut: sc.World.End,
	}
	if err := sim.Prepare(); err != nil {
		return nil, err
	}
	f := &AIFutures{at: map[string]int{}}
	f.start, f.months = sim.Months()
	for i, g := range sim.Indicators() {
		f.at[g.Name] = i
	}
	sink := func(rec *ensemble.Record) error {
		if rec.Err != "" {
			f.Failed = append(f.Failed, fmt.Sprintf("future %d: %s", rec.Future, rec.Err))
			return nil
		}
		f.series = append(f.series, slices.Clone(rec.Series))
		return nil
	}
	plan := ensemble.Plan{Cells: sim.Cells, Futures: futures, Workers: workers}
	if err := ensemble.Run(ctx, plan, nil, sim.NewWorker, sink, nil); err != nil {
		return nil, err
	}
	if len(f.series) == 0 {
		return nil, fmt.Errorf("backtest: all %d futures failed, the first by %s", futures, f.Failed[0])
	}
	return f, nil
}

// Has reports whether the futures have an indicator.
func (f *AIFutures) Has(indicator string) bool { _, ok := f.at[indicator]; return ok }

// Members are an indicator's values in a month, by future; NaN is undefined.
func (f *AIFutures) Members(indicator string, m undercut.Month) ([]float64, error) {
	row, ok := f.at[indicator]
	t := int(m - f.start)
	if !ok || t < 0 || t >= f.months {
		return nil, fmt.Errorf("backtest: futures have no %s in %v: want an indicator of package gauge, and a month from %v on, %d of them", indicator, m, f.start, f.months)
	}
	x := make([]float64, len(f.series))
	for i, s := range f.series {
		x[i] = float64(s[row*f.months+t])
	}
	return x, nil
}

// Weigh weights futures by how well they fit what was known, and nothing else.
// First prints of indicators that the futures lack are left out.
func (f *AIFutures) Weigh(k AIKnown) (AIWeights, error) {
	targets := slices.DeleteFunc(k.Targets(), func(t gauge.Target) bool { return !f.Has(t.Indicator) })
	if len(targets) == 0 {
		return AIWeights{}, fmt.Errorf("backtest: nothing that was known on %v calibrates these futures: want first prints of indicators that have a target", k.day)
	}
	x := make([][]float64, len(targets))
	for j, t := range targets {
		var err error
		if x[j], err = f.Members(t.Indicator, t.Month); err != nil {
			return AIWeights{}, err
		}
	}
	w := AIWeights{Weight: make([]float64, len(f.series)), Targets: len(targets)}
	simulated := make([]float64, len(targets))
	for i := range w.Weight {
		for j := range targets {
			simulated[j] = x[j][i]
		}
		w.Weight[i] = gauge.LogWeight(targets, simulated)
	}
	w.normalise()
	return w, nil
}

// normalise turns logs of weights into weights.
func (w *AIWeights) normalise() {
	top, sum, squares := slices.Max(w.Weight), 0.0, 0.0
	for i, l := range w.Weight {
		x := math.Exp(l - top)
		w.Weight[i] = x
		sum, squares = sum+x, squares+x*x
	}
	w.ESS = sum * sum / squares
}
