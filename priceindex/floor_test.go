package priceindex

import (
	"math"
	"math/rand/v2"
	"testing"
)

// A price that falls by the factor 0.1 a year until 1.3 years after the start,
// between two dates, and stands still then.
func TestAnExactFloorIsFoundWhereItIs(t *testing.T) {
	for _, n := range []int{21, 36} {
		year, price := monthly(n), make([]float64, n)
		for i := range price {
			price[i] = 30 * math.Pow(0.1, min(year[i]-2023, 1.3))
		}
		f, err := FindFloor(year, price)
		if err != nil || !f.Found || !near(f.Break, 2024.3, 1e-9) || !near(f.Level, 30*math.Pow(0.1, 1.3), 1e-9) || !near(f.Slope, -math.Ln10, 1e-9) || f.Before != 16 || f.After != n-16 {
			t.Errorf("of %d months: %+v (%v), want a floor of %.6f from 2024.3 on", n, f, err, 30*math.Pow(0.1, 1.3))
		}
	}
}

// A rise that stops is not a floor.
func TestACeilingIsNoFloor(t *testing.T) {
	year, price := monthly(30), make([]float64, 30)
	for i := range price {
		price[i] = math.Exp(min(year[i]-2023, 1.3))
	}
	if f, err := FindFloor(year, price); err != nil || f.Found || f.Gain < Strong {
		t.Errorf("a rise that stops gives %+v (%v), want a gain but no floor", f, err)
	}
}

// The unit of money and the start of the calendar do not matter.
func TestWhatMustNotMoveTheFloor(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	year, price := monthly(24), make([]float64, 24)
	later, cents := make([]float64, 24), make([]float64, 24)
	for i := range price {
		price[i] = math.Exp(-2*min(year[i]-2023, 1.1) + 0.1*r.NormFloat64())
		later[i], cents[i] = year[i]-2000, 100*price[i]
	}
	a, err := FindFloor(year, price)
	b, errCents := FindFloor(later, cents)
	if err != nil || errCents != nil || !near(a.Gain, b.Gain, 1e-8) || !near(a.Break-2000, b.Break, 1e-9) || !near(100*a.Level, b.Level, 1e-9) {
		t.Errorf("in dollars %+v (%v), in cents from 2000 on %+v (%v)", a, err, b, errCents)
	}
}

// Deviance, correlation and line for uneven dates, computed in R from the full
// covariance matrix ρ^(|t_i - t_j| / mean step) with solve and determinant, over
// the same correlations.
func TestGeneralisedLeastSquaresIsThatOfR(t *testing.T) {
	at := []float64{0, 0.25, 0.5, 0.75, 1, 1.5, 1.75, 2, 2.25, 2.5}
	y, err := logs([]float64{100, 80, 70, 45, 40, 21, 19, 20, 18.5, 20})
	if err != nil {
		t.Fatal(err)
	}
	all := whitenings(at)
	for _, w := range []struct{ tau, rho, deviance, intercept, slope float64 }{
		{9, 0.6, -36.521032967287, 4.460150617181, -0.682221831255},
		{0.5, 0.9, -27.831963277288, 4.012005231202, -0.960328429117},
		{0.75, 0.85, -32.54676816548, 4.30888557674, -1.29067974898},
		{1, 0.7, -33.42658286414, 4.49087445662, -1.26175443637},
		{1.75, 0, -53.695097307361, 4.622553016328, -0.963281769146},
	} {
		g := best(all, levelled(at, w.tau), y)
		if g.rho != w.rho || !near(g.deviance, w.deviance, 1e-9) || !near(g.intercept, w.intercept, 1e-10) || !near(g.slope, w.slope, 1e-10) {
			t.Errorf("level from %g on: %+v, want %+v", w.tau, g, w)
		}
	}
}

// What the comment of FindFloor says of how often it errs in 24 months.
func TestHowOftenFloorsAreFound(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	const histories, n = 1000, 24
	year := monthly(n)
	independent := func(sd, stop float64) []float64 {
		p := make([]float64, n)
		for i := range p {
			p[i] = math.Exp(sd*r.NormFloat64() - min(float64(i), stop*n)/12)
		}
		return p
	}
	walk := func() []float64 {
		p, y := make([]float64, n), 0.0
		for i := range p {
			p[i] = math.Exp(y)
			y += 0.5*r.NormFloat64()/math.Sqrt(12) - 1.0/12
		}
		return p
	}
	cuts := func() []float64 {
		p, y := make([]float64, n), 0.0
		for i := range p {
			p[i] = math.Exp(y)
			if r.Float64() < 0.2 {
				y -= 0.4 * r.ExpFloat64()
			}
		}
		return p
	}
	for _, c := range []struct {
		what     string
		history  func() []float64
		from, to float64 // share of histories
	}{
		{"independent errors of 20% about a line", func() []float64 { return independent(0.2, 1) }, 0, 0.01},
		{"a random walk", walk, 0.02, 0.05},
		{"rare cuts", cuts, 0.06, 0.11},
		{"a floor for the last 40% of the time, errors of 10%", func() []float64 { return independent(0.1, 0.6) }, 0.79, 0.87},
		{"the same, errors of 20%", func() []float64 { return independent(0.2, 0.6) }, 0.09, 0.16},
	} {
		found := 0.0
		for range histories {
			f, err := FindFloor(year, c.history())
			if err != nil {
				t.Fatal(err)
			}
			if f.Found {
				found += 1.0 / histories
			}
		}
		if found < c.from || found > c.to {
			t.Errorf("%s: a floor is found in %.1f%%, want %.0f%% to %.0f%%", c.what, 100*found, 100*c.from, 100*c.to)
		}
	}
}
