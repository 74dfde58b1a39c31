package backtest

import (
	"context"
	"errors"
	"fmt"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/scenario"
)

// AIAsk is the AI market as an episode: a scenario that knows nothing later than
// a day, its futures weighted by what was known on that day, and scored by what
// came after. It is a hindcast, see AIHindsight.
type AIAsk struct {
	Scenario *scenario.Scenario
	Seed     uint64
	Futures  int
	Workers  int            // 0 stands for one per processor
	AsOf     undercut.Day   // 2024-12-31 for the scenario of the episode
	Until    undercut.Month // last month that is scored
}

// AIEvidence is what futures are weighted and scored by.
type AIEvidence struct {
	Prints  []evidence.FirstPrint // as they could first be read: these calibrate
	Targets []evidence.Target     // these are scored, and give tolerances
	History []evidence.Point      // these are scored
}

// AIShipped is the evidence of the embedded tables.
func AIShipped() AIEvidence {
	return AIEvidence{evidence.FirstPrints(), evidence.Targets(), evidence.History()}
}

// AIHindsight is what no date in a table can take out of such a forecast. It is
// said wherever its score is shown.
var AIHindsight = []string{
	"The form of the model was written by people who had seen 2025 and 2026: that weights are given away, that followers copy, that a closed premium erodes.",
	"So were the generic ranges, though nothing later may be cited for them, and the list of labs that are told apart.",
	"Tolerances of targets were set knowing the fit of another set of numbers to 2023-26.",
	"Observed lags and prices after the origin are measured on a scale of capability fitted in 2026; those before it on a scale of the time.",
}

// AIHindcast runs the futures of an episode, weights them by what was known and
// scores them by what came after, beside baselines made of what was known.
func AIHindcast(ctx context.Context, a AIAsk, e AIEvidence) (*AITable, error) {
	if err := a.check(); err != nil {
		return nil, err
	}
	f, err := AIRun(ctx, a.Scenario, a.Seed, a.Futures, a.Workers)
	if err != nil {
		return nil, err
	}
	known, err := AIKnownBy(a.AsOf, e)
	if err != nil {
		return nil, err
	}
	w, err := f.Weigh(known)
	if err != nil {
		return nil, err
	}
	return f.table(a, e, known, w)
}

// table scores weighted futures by what came after.
func (f *AIFutures) table(a AIAsk, e AIEvidence, known AIKnown, w AIWeights) (*AITable, error) {
	t := &AITable{AsOf: a.AsOf, Futures: a.Futures, Failed: len(f.Failed), ESS: w.ESS, Known: w.Targets}
	for _, o := range AIAfter(a.AsOf, a.Until, e, f.Has) {
		r, err := f.row(o, known, w)
		if err != nil {
			return nil, fmt.Errorf("backtest: %s in %v: %w", o.Indicator, o.Month, err)
		}
		t.Rows = append(t.Rows, r)
	}
	return t, nil
}

// check refuses what cannot be a hindcast.
func (a AIAsk) check() error {
	w := &a.Scenario.World
	if a.Futures < 2 {
		return fmt.Errorf("backtest: futures is %d: want 2 or more", a.Futures)
	}
	if a.Until > w.End || a.Until <= a.AsOf.Month() {
		return fmt.Errorf("backtest: scored until %v: want a month after the origin %v, up to the scenario's end %v", a.Until, a.AsOf, w.End)
	}
	return aiScriptedLater(a.Scenario, a.AsOf)
}

// aiScriptedLater refuses a scenario that knows more than its day: a lever that
// begins or ends later, a firm that starts later, a listed number that holds
// later, or a number known later. What is listed may end with the month after.
func aiScriptedLater(sc *scenario.Scenario, day undercut.Day) error {
	var errs []error
	dated := func(what string, m, last undercut.Month) {
		if m > last {
			errs = append(errs, fmt.Errorf("backtest: %s is %v, after %v: nobody knew, leave it out", what, m, day))
		}
	}
	now := day.Month()
	for i, l := range sc.Levers {
		name := fmt.Sprintf("levers[%d] %s", i, sc.LeverNames[i])
		from, to := l.Dates()
		dated("from of "+name, from, now)
		dated("to of "+name, to, now+1)
	}
	for _, f := range sc.World.Firms {
		dated("start of firm "+f.Name, f.Start, now)
	}
	if t := sc.World.Technology; t != nil {
		dated("technology.listed_until", t.ListedUntil, now+1)
	}
	if m := sc.World.Money; m != nil {
		dated("money.pool_date", m.PoolDate, now+1)
		dated("money.cap_from", m.CapFrom, now+1)
	}
	for _, n := range sc.Numbers {
		if n.KnownFrom > day.String() {
			errs = append(errs, fmt.Errorf("backtest: %s is known from %s, after %v: give it a range that was known", n.Path, n.KnownFrom, day))
		}
	}
	return errors.Join(errs...)
}
