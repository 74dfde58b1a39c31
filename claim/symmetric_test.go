package claim_test

import (
	"context"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/claim"
	"github.com/undercut-sim/undercut/ensemble"
	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/scenario"
)

// With every asymmetry off opening is a public good: O1 and O2 come true
// together in under 5 of 100 futures, against either counterfactual.
func TestWithoutAsymmetriesItDoesNotWork(t *testing.T) {
	if raceEnabled {
		t.Skip("many futures, in which package ensemble looks for races: left to the run without the race detector")
	}
	const futures = 40
	s := played(t, "symmetric", futures)
	j, err := claim.Judge(s, evidence.Claims(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range j.Switches {
		if strings.HasPrefix(v.Path, "asymmetries.") {
			t.Errorf("%s is drawn in a world without asymmetries", v.Path)
		}
	}
	for _, against := range s.Worlds[1:] {
		o := j.Beliefs[0].Objective(claim.Works, against, "")
		if o.Odds.N < futures*9/10 {
			t.Errorf("%d of %d futures cannot speak against %s", o.Odds.Silent, futures, against)
		}
		if 100*o.Odds.True >= 5*o.Odds.N {
			t.Errorf("without an asymmetry it works in %d of %d futures against %s: want under 5 of 100", o.Odds.True, o.Odds.N, against)
		}
	}
}

// played runs a scenario of the library and its counterfactuals.
func played(t *testing.T, name string, futures int) *claim.Sample {
	t.Helper()
	base, err := scenario.Load(name, nil, evidence.Parameters, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	sim := &ensemble.Simulation{Seed: 1, Cut: undercut.Date(2024, 12)}
	worlds := append([]string{name}, base.Counterfactuals...)
	for i, world := range worlds {
		sc := base
		if i > 0 {
			if sc, err = scenario.Load(name, nil, evidence.Parameters, []string{world}, nil); err != nil {
				t.Fatal(err)
			}
		}
		sim.Cells = append(sim.Cells, ensemble.Cell{Belief: "default", World: world})
		sim.Scenarios, sim.Keep = append(sim.Scenarios, sc), append(sim.Keep, false)
	}
	if err := sim.Prepare(); err != nil {
		t.Fatal(err)
	}
	var outcomes []string
	for _, o := range sim.Outcomes() {
		outcomes = append(outcomes, o.Name)
	}
	s, err := claim.NewSample([]string{"default"}, worlds, sim.Draws(), outcomes, futures)
	if err != nil {
		t.Fatal(err)
	}
	sink := func(r *ensemble.Record) error {
		return s.Add(claim.Row{World: r.Cell, Future: r.Future, Draws: r.Draws, Outcomes: r.Outcomes, Err: r.Err})
	}
	plan := ensemble.Plan{Cells: sim.Cells, Futures: futures}
	if err := ensemble.Run(context.Background(), plan, nil, sim.NewWorker, sink, nil); err != nil {
		t.Fatal(err)
	}
	return s
}
