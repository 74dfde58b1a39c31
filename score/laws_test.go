package score

import (
	"fmt"
	"math"
	"testing"

	"gonum.org/v1/gonum/integrate/quad"
)

// scored are the laws, with numbers to score them at: on, off and at the edge
// of where they expect something.
var scored = []struct {
	law Law
	at  []float64
}{
	{Normal{1, 2.5}, []float64{-9, 1, 3}},
	{LogNormal{0.2, 0.6}, []float64{-1, 0, 0.4, 7}},
	{Logistic{-1, 0.5}, []float64{-4, -1, 2}},
	{Laplace{2, 1.5}, []float64{-4, 2, 5}},
	{Student{1, 2, 3.5}, []float64{-9, 1, 2}},
	{Uniform{-1, 2}, []float64{-3, 0.7, 2, 4}},
	{Beta{2, 0.7}, []float64{-0.5, 0.3, 1.2}},
	{Exponential{0.4}, []float64{-1, 0, 2, 9}},
	{Gamma{2.3, 1.5}, []float64{-1, 0.2, 3}},
	{Poisson{3.2}, []float64{-2, 0, 2.5, 9}},
	{Binomial{9, 0.3}, []float64{-2, 0, 3, 4.2, 12}},
	{NegativeBinomial{0.6, 0.2}, []float64{-1, 0, 7}},
	{Mixture{[]Normal{{0, 1}, {4, 0.5}}, []float64{1, 3}}, []float64{-3, 2, 4}},
}

// crpsByIntegral is ∫ F² below y plus ∫ (1-F)² above, in steps short enough that
// a law of counts jumps only where one ends.
func crpsByIntegral(l Law, y float64) (s float64) {
	const far, step = 400, 0.5
	square := func(f func(float64) float64) func(float64) float64 {
		return func(x float64) float64 { return f(x) * f(x) }
	}
	above := func(x float64) float64 { return 1 - l.CDF(x) }
	for lo := -far; lo < far*2; lo++ {
		a, b := float64(lo)*step, float64(lo+1)*step
		cut := min(b, max(a, y))
		for _, part := range []struct {
			lo, hi float64
			f      func(float64) float64
		}{{a, cut, l.CDF}, {cut, b, above}} {
			if part.hi > part.lo {
				s += quad.Fixed(square(part.f), part.lo, part.hi, 16, nil, 0)
			}
		}
	}
	return s
}

func TestClosedFormsAreTheIntegral(t *testing.T) {
	for _, c := range scored {
		for _, y := range c.at {
			got, err := CRPS(c.law, y)
			want := crpsByIntegral(c.law, y)
			tol := 2e-4 // a kink within a step, heavy tails beyond the integral
			switch c.law.(type) {
			case Normal, LogNormal, Logistic, Mixture, Poisson, Binomial, NegativeBinomial:
				tol = 1e-7
			}
			if err != nil || !near(got, want, tol) {
				t.Errorf("CRPS of %T%+v at %g is %.9g (%v), by integration %.9g", c.law, c.law, y, got, err, want)
			}
		}
	}
}

// The score is a density: exp(-score) integrates, or sums, to the CDF.
func TestLogScoresAreDensitiesOfTheCDF(t *testing.T) {
	for _, c := range scored {
		if l, ok := c.law.(counts); ok {
			var sum float64
			for k := 0.0; k < 400; k++ {
				sum += math.Exp(-must(Log(l, k)))
				if !near(sum, l.CDF(k), 1e-12) {
					t.Fatalf("%T%+v: probabilities up to %g sum to %.15g, its CDF is %.15g", l, l, k, sum, l.CDF(k))
				}
			}
			continue
		}
		for _, y := range []float64{0.21, 0.83} {
			const h = 1e-5
			slope := (c.law.CDF(y+h) - c.law.CDF(y-h)) / (2 * h)
			if f := math.Exp(-must(Log(c.law, y))); !near(f, slope, 1e-7*max(1, f)) {
				t.Errorf("%T%+v: density at %g is %.9g, the slope of its CDF %.9g", c.law, c.law, y, f, slope)
			}
		}
	}
}

// What a law of counts leaves out of its sum would be missed here.
func TestCountsAreSummedToTheEndOfTheirTails(t *testing.T) {
	for _, l := range []counts{
		Poisson{0.01},
		Poisson{40},
		Poisson{3e4},
		Binomial{5, 0},
		Binomial{5, 1},
		Binomial{100000, 0.4},
		Binomial{1000, 1e-4},
		NegativeBinomial{0.3, 0.05},
		NegativeBinomial{0.01, 0.5},
		NegativeBinomial{200, 0.02},
		NegativeBinomial{3, 0.999},
	} {
		first, p := l.mass()
		out := 1 - l.CDF(float64(first+len(p)-1)) + l.CDF(float64(first-1))
		var sum float64
		for _, v := range p {
			sum += v
		}
		if out > 1e-15 || !near(sum, 1, 1e-10) {
			t.Errorf("%T%+v: %d counts from %d on sum to %.12g, %g lies outside", l, l, len(p), first, sum, out)
		}
	}
}

// Scores know no unit: with y and the law in dollars or in cents, CRPS is in
// the unit of y and the log score moves by the log of the ratio.
func TestCRPSHasTheUnitOfTheObservation(t *testing.T) {
	const a, b, y = -3, 7.0, 0.9
	for _, c := range []struct{ before, after Law }{
		{Normal{1, 2}, Normal{a + b, 2 * b}},
		{Logistic{1, 2}, Logistic{a + b, 2 * b}},
		{Laplace{1, 2}, Laplace{a + b, 2 * b}},
		{Student{1, 2, 3}, Student{a + b, 2 * b, 3}},
		{Uniform{0, 2}, Uniform{a, a + 2*b}},
		{Mixture{[]Normal{{1, 2}, {0, 1}}, []float64{1, 2}}, Mixture{[]Normal{{a + b, 2 * b}, {a, b}}, []float64{1, 2}}},
	} {
		if got, want := must(CRPS(c.after, a+b*y)), b*must(CRPS(c.before, y)); !near(got, want, 1e-12) {
			t.Errorf("CRPS of %+v is %g, of %+v times %g it is %g", c.after, got, c.before, b, want)
		}
		if got, want := must(Log(c.after, a+b*y)), must(Log(c.before, y))+math.Log(b); !near(got, want, 1e-12) {
			t.Errorf("log score of %+v is %g, of %+v and the unit %g", c.after, got, c.before, want)
		}
	}
	for _, y := range []float64{0.4, 2} { // log and level
		level, logs := LogNormal{0.3, 0.8}, Normal{0.3, 0.8}
		if got, want := must(Log(level, y)), must(Log(logs, math.Log(y)))+math.Log(y); !near(got, want, 1e-12) {
			t.Errorf("log score in levels is %g, in logs plus ln y %g", got, want)
		}
		if got, want := must(PITOf(level, y)), must(PITOf(logs, math.Log(y))); got != want {
			t.Errorf("PIT in levels is %v, in logs %v", got, want)
		}
	}
}

func TestALawWithoutSpreadScoresItsAbsoluteError(t *testing.T) {
	for _, l := range []Law{Normal{2, 1e-9}, Logistic{2, 1e-9}, Laplace{2, 1e-9}, Student{2, 1e-9, 5}, Uniform{2, 2 + 1e-9}, Binomial{2, 1}, Gamma{2e18, 1e18}} {
		for _, y := range []float64{-1, 2, 2.5} {
			if got := must(CRPS(l, y)); !near(got, math.Abs(y-2), 3e-9) {
				t.Errorf("CRPS of %T%+v at %g is %g, want %g", l, l, y, got, math.Abs(y-2))
			}
		}
	}
}

// What the forecast is, when it is the truth: 1/√π for the standard normal.
func TestExpectedCRPSOfTheTruth(t *testing.T) {
	if got := expected(Normal{0, 1}, CRPS); !near(got, 1/math.Sqrt(math.Pi), 1e-12) {
		t.Errorf("expected CRPS of N(0, 1) is %.15g, want 1/√π", got)
	}
}

// expected is the mean score of a law where N(0, 1) is true.
func expected(l Law, rule func(Law, float64) (float64, error)) float64 {
	return quad.Fixed(func(y float64) float64 { return phi(y) * must(rule(l, y)) }, -9, 9, 400, nil, 0)
}

func TestNoLawBeatsTheTruthInExpectation(t *testing.T) {
	for name, rule := range map[string]func(Law, float64) (float64, error){"CRPS": CRPS, "log": Log} {
		truth := expected(Normal{0, 1}, rule)
		for _, l := range []Law{Normal{0.1, 1}, Normal{-0.1, 1}, Normal{0, 1.1}, Normal{0, 0.9}, Student{0, 1, 9}, Logistic{0, 0.55}, Laplace{0, 0.8}} {
			if s := expected(l, rule); !(s > truth) {
				t.Errorf("%s: %s scores %.9g on average where N(0, 1) is true, the truth %.9g", name, fmt.Sprintf("%T%+v", l, l), s, truth)
			}
		}
	}
}
