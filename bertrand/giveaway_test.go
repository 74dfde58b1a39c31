package bertrand_test

import (
	"math"
	"testing"

	"github.com/undercut-sim/undercut/bertrand"
)

func TestLambertExpSolvesItsEquation(t *testing.T) {
	for x := -100.0; x < 800; x += 0.37 {
		w := bertrand.LambertExp(x)
		if d := w + math.Log(w) - x; !(math.Abs(d) <= 4e-16*max(1, math.Abs(x))*4) {
			t.Errorf("LambertExp(%v) = %v: w + ln w is off by %.2g", x, w, d)
		}
	}
}

func TestPsiTable(t *testing.T) {
	var want struct {
		Rows []struct{ W, Psi float64 }
		Zero float64 `json:"limit_zero"`
	}
	tol := readCase(t, "c39", &in2{}, &want)
	for _, row := range want.Rows {
		near(t, "psi", []float64{bertrand.Psi(row.W)}, []float64{row.Psi}, tol)
	}
	near(t, "psi at 0", []float64{bertrand.Psi(0), bertrand.Psi(1e-12)}, []float64{want.Zero, want.Zero}, tol)
	if p := bertrand.Psi(1e6); !(p < 1 && p > 0.9999) {
		t.Errorf("psi(1e6) = %v: want just under 1", p)
	}
}

func TestBonusThatOpeningNeeds(t *testing.T) {
	var in struct {
		Alpha, Delta, Cost, A float64
		HostCost              float64 `json:"host_cost"`
	}
	var want struct {
		Rows []struct {
			Kappa, Capture, W float64
			Profit            float64  `json:"closed_profit"`
			Bonus             *float64 `json:"bonus_needed"`
		}
	}
	tol := readCase(t, "c40", &in, &want)
	for _, row := range want.Rows {
		bonus, ok := bertrand.BonusNeeded(in.Alpha, in.Delta, in.Cost, in.HostCost, row.Kappa, row.Capture, math.Log(in.A))
		if ok != (row.Bonus != nil) {
			t.Errorf("kappa %v, capture %v: possible is %v", row.Kappa, row.Capture, ok)
			continue
		}
		if ok {
			near(t, "bonus", []float64{bonus}, []float64{*row.Bonus}, tol)
			// At the bonus the open release earns what the closed product does.
			w := math.Exp(in.Delta + bonus - in.Alpha*in.HostCost)
			open := row.Capture * row.Kappa * w / (in.A + w)
			near(t, "open profit", []float64{open}, []float64{row.Profit}, 1e-9)
		}
	}
}

func TestLeadThatRecoupsAFixedCost(t *testing.T) {
	var want struct {
		Rows []struct {
			X    float64
			Lead float64 `json:"required_lead_utils"`
		}
	}
	tol := readCase(t, "c42", &in2{}, &want)
	for _, row := range want.Rows {
		near(t, "lead", []float64{bertrand.LeadToRecoup(row.X)}, []float64{row.Lead}, tol)
		// At that lead a best reply to the open product earns exactly x.
		near(t, "profit", []float64{bertrand.BestReplyOdds(row.Lead, 0)}, []float64{row.X}, 1e-12)
		// With an outside option the open weight that bankrupts is smaller by it.
		open := bertrand.OpenWeightToBankrupt(5, row.X, math.Log(0.1))
		if math.IsInf(open, -1) {
			continue
		}
		near(t, "profit", []float64{bertrand.BestReplyOdds(5, math.Log(0.1+math.Exp(open)))}, []float64{row.X}, 1e-12)
	}
}

func TestOwnUsageThresholdMatchesTheReference(t *testing.T) {
	var in logitCase
	var want struct {
		AtCost float64 `json:"kappa_price_equals_cost"`
		AtZero float64 `json:"kappa_price_zero"`
	}
	tol := readCase(t, "c35", &in, &want)
	var s bertrand.Solver
	p := in.problem(in.Firm)
	for _, row := range [][2]float64{{p.Cost[0], want.AtCost}, {0, want.AtZero}} {
		kappa, err := s.OwnUsageThreshold(p, 0, row[0])
		if err != nil {
			t.Fatal(err)
		}
		near(t, "kappa", []float64{kappa}, row[1:], tol)
	}
}

// An X just above 1 leaves no price at which the condition holds, but a wide
// range in which it nearly does: the answer is the floor, from wherever the
// search starts.
func TestSurplusJustAboveOneGoesToTheFloor(t *testing.T) {
	for x := 1.0; x < 1.3; x += 0.0025 {
		for _, start := range []float64{math.NaN(), 0, 0.5, 1.3, 5} {
			p := logit(2.76, []float64{4}, []float64{0.5}, []int{0}, nil, nil, 1)
			p.Surplus, p.Floor = []float64{x}, []float64{0}
			price := []float64{start}
			var s bertrand.Solver
			res := s.Solve(p, price)
			if !res.Status.Converged() {
				t.Errorf("X of %v from %v: %v, residual %.2g at %v", x, start, res.Status, res.Residual, price[0])
				continue
			}
			if gain := s.Gains(p, price)[0]; gain > 1e-9 {
				t.Errorf("X of %v from %v: price %v, but another gains %.3g", x, start, price[0], gain)
			}
		}
	}
}
