package claim

import (
	"math"
	"testing"

	"github.com/undercut-sim/undercut/evidence"
)

// pinch gives futures a number that drives the outcome by half, one that does
// nothing and the placebo, all from different orders of the same values.
func pinch() table {
	n := 200
	half, idle, sham, profit := make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n)
	for i := range n {
		half[i] = float64(i * 3 % 199)
		idle[i] = float64(i * 59 % 199)
		sham[i] = float64(i * 83 % 199)
		profit[i] = 100 - half[i]/10 - float64(i*101%199)/10
	}
	return table{
		worlds: worlds, futures: n,
		draws:    map[string][]float64{"half": half, "idle": idle, "placebo": sham, "fixed": constant(1, n), "elsewhere": constant(nan, n)},
		outcomes: map[string][][]float64{"pv.profit_model_west": {profit, constant(100, n), constant(100, n)}},
	}
}

func TestOnlyWhatStandsAboveTheNoiseIsNamed(t *testing.T) {
	d := pinch().judge(t).Drivers[0]
	if d.N != 200 || d.Tried != 2 {
		t.Errorf("%d numbers over %d futures: want 2 (a constant and one not drawn have no rank) over 200", d.Tried, d.N)
	}
	if want := 1.96 / math.Sqrt(200); d.Floor < want {
		t.Errorf("the floor is %g, below %g", d.Floor, want)
	}
	if len(d.Above) != 1 || d.Above[0].Path != "half" || d.Above[0].Rho < 0.5 {
		t.Errorf("named are %+v: want half alone, more of it taking more profit", d.Above)
	}
	if a := d.Above[0]; !(a.Lo < a.Rho && a.Rho < a.Hi) {
		t.Errorf("its interval is %g to %g around %g", a.Lo, a.Hi, a.Rho)
	}
	if math.IsNaN(d.Placebo) {
		t.Error("the placebo's correlation is not given")
	}
}

// A placebo that happens to correlate raises the floor for all outcomes.
func TestPlaceboRaisesTheFloor(t *testing.T) {
	h := pinch()
	h.draws["placebo"] = h.draws["half"]
	for _, d := range h.judge(t).Drivers {
		if len(d.Above) > 0 {
			t.Errorf("%s is explained by %+v though the placebo explains as much", d.Outcome, d.Above)
		}
	}
}

// Fieller's variance: at rho 0 and 403 pairs the half width is 1.645·√(1.06/400).
func TestFisherAtZero(t *testing.T) {
	lo, hi := fisher(0, 403)
	want := math.Tanh(1.6448536269514722 * math.Sqrt(1.06/400))
	if math.Abs(hi-want) > 1e-15 || lo != -hi {
		t.Errorf("the interval is %g to %g: want ±%g", lo, hi, want)
	}
}

func TestFitCountsEndsAsHits(t *testing.T) {
	target := evidence.Target{ID: "x@2024-01", Value: 3, Checks: true}
	for _, c := range []struct {
		simulated []float64
		hit       bool
	}{
		{[]float64{1, 2, 3}, true},
		{[]float64{3, 4, 5}, true},
		{[]float64{4, 5, 6}, false},
		{[]float64{nan, 2, 4}, true},
		{[]float64{nan, nan, nan}, false},
	} {
		h := table{worlds: worlds, futures: 3, outcomes: map[string][][]float64{"fit.x@2024-01": {c.simulated, c.simulated, c.simulated}}}
		j, err := Judge(h.sample(t), evidence.Claims(), []evidence.Target{target})
		if err != nil {
			t.Fatal(err)
		}
		if len(j.Fit) != 1 || j.Fit[0].Hit != c.hit {
			t.Errorf("3 against %v is %+v: want hit %v", c.simulated, j.Fit, c.hit)
		}
		if hit, of := Hits(j.Fit, true); of != 1 || hit == 1 != c.hit {
			t.Errorf("%d of %d checks hit", hit, of)
		}
		if _, of := Hits(j.Fit, false); of != 0 {
			t.Errorf("%d targets calibrate: want none", of)
		}
	}
}

// Weights come from world 0: a future that misses history by far has none.
func TestWeightsComeFromTheFit(t *testing.T) {
	h := table{
		worlds: worlds, futures: 4,
		outcomes: map[string][][]float64{logWeight: {{-800, -801, math.Inf(-1), nan}, constant(0, 4), constant(0, 4)}},
	}
	w := h.sample(t).Weights(0)
	want := []float64{1, math.Exp(-1), 0, 0}
	for i := range w {
		if w[i] != want[i] {
			t.Errorf("weights are %v: want %v", w, want)
			break
		}
	}
}

func TestSurvival(t *testing.T) {
	h := table{
		worlds: worlds, futures: 4,
		outcomes: map[string][][]float64{"exit.meta": {{nan, 2030.5, 2028, nan}, constant(nan, 4), constant(2026, 4)}},
		failed:   map[[2]int]string{{0, 3}: "stuck"},
	}
	f := h.judge(t).Firms
	if len(f) != 1 || f[0].Firm != "meta" || f[0].Exit.P50 != 2028 {
		t.Fatalf("firms are %+v: want meta, leaving in 2028 at the median", f)
	}
	wantOdds(t, "meta left in world 0", &f[0].Alive[0], 1, 3, 1)
	wantOdds(t, "meta left in cn-closed", &f[0].Alive[1], 4, 4, 0)
	wantOdds(t, "meta left in cn-absent", &f[0].Alive[2], 0, 4, 0)
}
