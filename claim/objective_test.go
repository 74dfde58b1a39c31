package claim

import (
	"math"
	"testing"
)

var worlds = []string{"run", "cn-closed", "cn-absent"}

// Four futures by hand: 29%, 30% and 60% of the profit taken, and one with
// nothing to take.
func TestO1ByHand(t *testing.T) {
	h := table{worlds: worlds, futures: 4, outcomes: map[string][][]float64{
		"pv.profit_model_west":      {{71, 70, 40, 5}, {100, 100, 100, 0}, {71, 70, 80, 10}},
		"pv.profit_model_west_at5":  {{50, 50, 50, 50}, {100, 100, 100, 100}, {50, 50, 50, 50}},
		"pv.profit_model_west_at20": {{100, 100, 100, 100}, {100, 100, 100, 100}, {50, 50, 50, 50}},
	}}
	j := h.judge(t)
	wantOdds(t, "O1 against cn-closed", &objectiveOf(t, j, O1, "cn-closed").Odds, 2, 3, 1)
	wantOdds(t, "weak O1 against cn-closed", &objectiveOf(t, j, O1Weak, "cn-closed").Odds, 3, 3, 1)
	wantOdds(t, "O1 against cn-absent", &objectiveOf(t, j, O1, "cn-absent").Odds, 2, 4, 0)
	wantOdds(t, "O1 at 5%", &j.Beliefs[0].Objective(O1, "cn-closed", "5%").Odds, 4, 4, 0)
	wantOdds(t, "O1 at 20%", &j.Beliefs[0].Objective(O1, "cn-absent", "20%").Odds, 0, 4, 0)
	if got := objectiveOf(t, j, O1, "cn-closed").Size.P50; math.Abs(got-0.3) > 1e-12 {
		t.Errorf("the median fall is %g: want 0.3", got)
	}
}

// Devices 10, chips 5, models -2, subsidy 4 and research 8 more than in the
// counterfactual: 1 with chips, -4 without. Less research is no gain.
func TestO2ByHand(t *testing.T) {
	two := func(a, b float64) []float64 { return []float64{a, b} }
	zero := two(0, 0)
	h := table{worlds: worlds, futures: 2, outcomes: map[string][][]float64{
		"pv.profit_device_cn": {two(110, 100), two(100, 100), zero},
		"pv.profit_chips_cn":  {two(15, 10), two(10, 10), zero},
		"pv.profit_model_cn":  {two(18, 19), two(20, 20), zero},
		"pv.subsidy_cn":       {two(9, 5), two(5, 5), zero},
		"pv.research_cn":      {two(58, 10), two(50, 50), zero},
	}}
	j := h.judge(t)
	o := objectiveOf(t, j, O2, "cn-closed")
	wantOdds(t, "O2", &o.Odds, 1, 2, 0)
	wantOdds(t, "O2 without chips", &objectiveOf(t, j, O2NoChips, "cn-closed").Odds, 0, 2, 0)
	if o.Size.P90 != 1 || o.Size.P10 != -1 {
		t.Errorf("the sums are %g and %g: want 1 and -1", o.Size.P90, o.Size.P10)
	}
	sum := 0.0
	for _, p := range o.Parts {
		sum += p.Size.P90
	}
	if len(o.Parts) != 5 || o.Parts[4].Size.P90 != 0 || o.Parts[4].Size.P10 != -8 {
		t.Errorf("parts are %+v: want five, research between -8 and 0", o.Parts)
	}
	if sum != 10+5-1+0+0 {
		t.Errorf("the largest terms add up to %g: want 14", sum)
	}
}

func TestWorksIsO1AndO2(t *testing.T) {
	h := table{worlds: worlds, futures: 4, outcomes: map[string][][]float64{
		"pv.profit_model_west": {{50, 50, 100, 100}, constant(100, 4), constant(100, 4)},
		"pv.profit_device_cn":  {{1, 0, 1, 0}, constant(0, 4), constant(0, 4)},
	}}
	j := h.judge(t)
	wantOdds(t, "O1", &objectiveOf(t, j, O1, "cn-absent").Odds, 2, 4, 0)
	wantOdds(t, "O2", &objectiveOf(t, j, O2, "cn-absent").Odds, 2, 4, 0)
	wantOdds(t, "works", &objectiveOf(t, j, Works, "cn-absent").Odds, 1, 4, 0)
}

// A future that failed in one world leaves that pair only.
func TestFailedFuturesLeaveTheirPair(t *testing.T) {
	h := table{
		worlds: worlds, futures: 3,
		outcomes: map[string][][]float64{"pv.profit_model_west": {constant(50, 3), constant(100, 3), constant(100, 3)}},
		failed:   map[[2]int]string{{1, 0}: "books do not balance"},
	}
	j := h.judge(t)
	wantOdds(t, "O1 against cn-closed", &objectiveOf(t, j, O1, "cn-closed").Odds, 2, 2, 1)
	wantOdds(t, "O1 against cn-absent", &objectiveOf(t, j, O1, "cn-absent").Odds, 3, 3, 0)
	if j.Beliefs[0].Failed != 1 {
		t.Errorf("%d futures failed: want 1", j.Beliefs[0].Failed)
	}
}

func TestO3SaysWhatHappensAnyway(t *testing.T) {
	h := table{worlds: worlds, futures: 4, outcomes: map[string][][]float64{
		"lead_cn_months": {{2, 3, 5, 9}, {0, 0, 3, 9}, {0, 0, 0, 0}},
	}}
	o := objectiveOf(t, h.judge(t), O3, "cn-closed")
	wantOdds(t, "O3", &o.Odds, 3, 4, 0)
	wantOdds(t, "O3 in the counterfactual", o.Base, 2, 4, 0)
	wantOdds(t, "O3 beyond it", o.Beyond, 1, 4, 0)
}

// A half is enough; an empty cohort cannot speak; drones count in O4 and not
// in O4 open.
func TestO4ByHand(t *testing.T) {
	zero := constant(0, 3)
	h := table{worlds: worlds, futures: 3, outcomes: map[string][][]float64{
		"cohort_closed_west":     {constant(4, 3), constant(4, 3), constant(4, 3)},
		"exits_closed_west":      {{1, 2, 0}, zero, zero},
		"cohort_other_vehicle":   {constant(5, 3), constant(5, 3), constant(5, 3)},
		"exits_other_vehicle":    {{2, 2, 2}, zero, zero},
		"cohort_other_quadruped": {zero, zero, zero},
		"exits_other_quadruped":  {zero, zero, zero},
		"cohort_other_drone":     {constant(1, 3), constant(1, 3), constant(1, 3)},
		"exits_other_drone":      {{0, 0, 1}, {0, 0, 1}, zero},
	}}
	j := h.judge(t)
	all, open := objectiveOf(t, j, O4, "cn-closed"), objectiveOf(t, j, O4Open, "cn-closed")
	wantOdds(t, "O4", &all.Odds, 2, 3, 0)
	wantOdds(t, "O4 beyond cn-closed", all.Beyond, 1, 3, 0)
	wantOdds(t, "O4 without drones", &open.Odds, 1, 3, 0)
	for _, p := range all.Parts {
		switch p.Name {
		case "western closed labs":
			wantOdds(t, p.Name, p.Odds, 1, 3, 0)
		case "makers of vehicles":
			wantOdds(t, p.Name, p.Odds, 0, 3, 0)
		case "makers of quadrupeds":
			wantOdds(t, p.Name, p.Odds, 0, 0, 3)
			if p.Note == "" {
				t.Error("a segment that cannot speak does not say so")
			}
		case "makers of drones":
			wantOdds(t, p.Name, p.Odds, 1, 3, 0)
			if p.Note != "completed case" {
				t.Errorf("drones are noted as %q", p.Note)
			}
		}
	}
	if len(all.Parts) != 4 || len(open.Parts) != 3 {
		t.Errorf("%d and %d parts: want 4 and, without drones, 3", len(all.Parts), len(open.Parts))
	}
}

// Exactly 5% counts; what falls in the counterfactual too does not.
func TestO5IsBeyondTheCounterfactual(t *testing.T) {
	h := table{worlds: worlds, futures: 3, outcomes: map[string][][]float64{
		"worst_day":          {{math.Log(0.95), -0.2, -0.01}, {0, -0.18, 0}, {0, 0, 0}},
		"value_west_ai@2030": {constant(1000, 3), constant(0, 3), constant(0, 3)},
	}}
	j := h.judge(t)
	o := objectiveOf(t, j, O5, "cn-closed")
	wantOdds(t, "O5 against cn-closed", &o.Odds, 1, 3, 0)
	wantOdds(t, "O5 against cn-absent", &objectiveOf(t, j, O5, "cn-absent").Odds, 2, 3, 0)
	if len(o.Parts) != 1 || math.Abs(o.Parts[0].Size.P90-50) > 1e-9 {
		t.Errorf("in dollars it is %+v: want 50 of 1000", o.Parts)
	}
}
